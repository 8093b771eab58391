"""What can be found: measures, units, pages and words of the glossary, each with where it is.

The same order here and in assets/frame.js, which answers as one types: an entry is found when each typed word begins a
word of it; its title counts before the rest of it.
"""

import re
from dataclasses import astuple, dataclass

import dash

from dashboard.store import kept_with_its_store
from layouts.address import link, measure_path
from layouts.words import glossary

BETWEEN = re.compile(r"[^\w£%]+")


@dataclass(frozen=True)
class Entry:
    """One thing to be found: its kind, its title, what is said beside it, its address without unit and month, and what
    else it is known by. `has` says which words of the address it keeps: 'um' unit and month, 'm' the month, '' none."""

    kind: str
    title: str
    beside: str
    href: str
    also: str
    has: str = "um"


@kept_with_its_store()
def entries(names):
    """Everything to be found in a store, in the order in which equals are shown."""
    return [*_measures(names), *_units(names), *_pages(), *_words()]


def _measures(names):
    for key, one in sorted(names.measures.items(), key=lambda pair: pair[1]["title"]):
        known_by = [key.replace("_", " "), one["codes"], one["owner"], one["question"]]
        yield Entry("measure", one["title"], one["question"], measure_path(key), " ".join(filter(None, known_by)))


def _units(names):
    for one in names.units.values():
        above = " › ".join(over.name for over in names.above(one))
        yield Entry("unit", one.name, above, link("/", unit=one.key), one.key, "m")


def _pages():
    for one in dash.page_registry.values():
        if one.get("found"):
            yield Entry("page", one["name"], one["about"].partition(". ")[0].rstrip("."), one["path"], "")


def _words():
    for found in glossary.sections().values():
        for word, means in found:
            yield Entry("word", word, means, f"/words#{glossary.anchor(word)}", "", "")


def find(found, text):
    """The entries that have every word of a text, the nearest first."""
    wanted = words_of(text)
    if not wanted:
        return []
    ranked = [(rank(one, wanted), place) for place, one in enumerate(found)]
    return [found[place] for _, place in sorted(each for each in ranked if each[0] is not None)]


def rank(entry, wanted):
    """0 where the title begins with what is wanted, 1 where it has all of it, 2 where the rest of it has; else None."""
    title = words_of(entry.title)
    if title[: len(wanted) - 1] == wanted[:-1] and _begins(title[len(wanted) - 1 : len(wanted)], wanted[-1]):
        return 0
    if all(_begins(title, word) for word in wanted):
        return 1
    everything = [*title, *words_of(entry.also), *(words_of(entry.beside) if entry.kind == "page" else [])]
    return 2 if all(_begins(everything, word) for word in wanted) else None


def _begins(words, start):
    return any(word.startswith(start) for word in words)


def words_of(text):
    return [word for word in BETWEEN.split(text.lower().replace("’", "").replace("'", "")) if word]


def rows(found):
    """Entries as the browser gets them."""
    return [astuple(one) for one in found]
