"""Signals as a reader sees them: the icons of Making Data Count."""

from functools import lru_cache

from markupsafe import Markup

from layouts.words import signals


@lru_cache(maxsize=256)
def icons(variation, assurance, better):
    """The two icons with their hidden words; nothing for what is not known."""
    found = []
    if variation:
        found.append(_icon(*signals.VARIATION[variation, signals.side(variation, better)]))
    if assurance:
        found.append(_icon(*signals.ASSURANCE[assurance]))
    return Markup("".join(found))


def _icon(symbol, colour, said):
    return (
        f'<svg class="i {colour}" aria-hidden="true"><use href="#{symbol}"/></svg><span class="hidden">{said}; </span>'
    )
