"""Addresses: everything that a browser says is read here, and every link is made here."""

import re
from datetime import date
from difflib import get_close_matches
from urllib.parse import parse_qsl, quote, urlencode

LONGEST = 200
KNOWN = (
    *("unit", "month", "measure", "slice", "value", "file", "kind", "first", "chart", "role", "basis"),
    *("level", "show", "by"),
)
MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


class NotHere(Exception):
    """The address asks for something that is not there. Holds a sentence and links to what is near."""

    def __init__(self, sentence, choices=()):
        super().__init__(sentence)
        self.sentence, self.choices = sentence, list(choices)


def query(search):
    """The known words of a query string. Others, empty ones and endless ones are left out; the first of two counts."""
    found = {}
    for word, text in parse_qsl((search or "").lstrip("?"), max_num_fields=None):
        if word in KNOWN and 0 < len(text) <= LONGEST and text.isprintable():
            found.setdefault(word, text)
    return found


def link(path, **words):
    """An address with the words that have something to say."""
    said = {word: f"{text:%Y-%m}" if isinstance(text, date) else text for word, text in words.items() if text}
    return path + ("?" + urlencode(said) if said else "")


def measure_path(key):
    return "/measure/" + quote(key, safe="")


def wanted_month(names, text):
    """The month asked for; the latest where none is."""
    if not text:
        return names.months[-1]
    said = MONTH.fullmatch(text)
    found = said and next((m for m in names.months if (m.year, m.month) == tuple(map(int, said.groups()))), None)
    if found:
        return found
    first, last = names.months[0], names.months[-1]
    raise NotHere(
        f"There is nothing for the month “{text}”. The months here run from {first:%B %Y} to {last:%B %Y}.",
        [(f"{month:%B %Y}", {"month": f"{month:%Y-%m}"}) for month in (last, first)],
    )


def wanted_unit(names, text):
    """The unit asked for; the whole council where none is."""
    if not text:
        return names.root
    if text in names.units:
        return names.units[text]
    near = _nearest(text, {unit.key: unit.name for unit in names.units.values()}) or [names.root.key]
    raise NotHere(f"There is no unit called “{text}” here.", [(names.units[key].name, {"unit": key}) for key in near])


def wanted_measure(names, text):
    if text in names.measures:
        return names.measures[text]
    near = _nearest(text or "", {key: measure["title"] for key, measure in names.measures.items()})
    raise NotHere(
        f"There is no measure called “{text}” here.",
        [(names.measures[key]["title"], {"measure": key}) for key in near],
    )


def wanted_slice(measure, text, word="slice"):
    """The slice asked for, one of those that the measure's rows carry; the first where none is, '' where none are."""
    slices = measure["slices"] or []
    if not text:
        return slices[0] if slices else ""
    if text in slices:
        return text
    raise NotHere(
        f"{measure['title']} can't be broken down by “{text}”.",
        [(name.replace("_", " "), {word: name}) for name in slices],
    )


def wanted_one_of(choices, text, what):
    """The word asked for among the words of a page's own choice, each with its title; the first where none is."""
    if not text or text in choices:
        return text or next(iter(choices))
    raise NotHere(
        f"This page can't show “{text}”. Choose one of these.", [(title, {what: key}) for key, title in choices.items()]
    )


def wanted_level(names, families, text):
    """The family of units asked for, of those that the unit has; the first where none is.

    A level that other units have and this one has not is no mistake: the reader came from such a unit.
    """
    found = next((family for family in families if family.key == text), families[0] if families else None)
    if not text or (found and found.key == text) or text in {"peers", *(unit.level for unit in names.units.values())}:
        return found
    raise NotHere(
        f"There are no units of the level “{text}” here.",
        [(words.title, {"level": words.key}) for words in families],
    )


def _nearest(text, titles):
    """Keys whose key or title is like a text, nearest first."""
    spoken = {**{title.lower(): key for key, title in titles.items()}, **{key.lower(): key for key in titles}}
    return list(dict.fromkeys(spoken[near] for near in get_close_matches(text.lower(), spoken, n=5, cutoff=0.45)))
