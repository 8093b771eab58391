"""What an address asks of Explore, read once; the lines that it asks for; and every other address of the page."""

from dataclasses import dataclass, replace
from datetime import date

from dashboard import exploring
from dashboard.exploring import MOST
from dashboard.values import bases_of
from layouts import words
from layouts.address import (
    BASIS_WORDS,
    NotHere,
    filter_text,
    link,
    nearest,
    wanted_layers,
    wanted_month,
    wanted_one_of,
)

PATH = "/explore"
MONTHS_SHOWN = 36  # of what comes by the month, where the address does not say since when
LAYERS = {
    "target": "Target",
    "england": "England",
    "region": "Region",
    "neighbours": "Nearest neighbours",
    "best": "Best",
    "given": "Other values given",
    "before": "A year before",
    "intervals": "95% limits",
    "limits": "Usual range",
    "signals": "Signals",
    "notes": "Notes",
}
SHOWN_FIRST = ("target", "england", "intervals", "notes")
ALONE = (*SHOWN_FIRST, "limits", "signals")  # where each line has a panel of its own, and room for more
FORMS = {
    "lines": "Lines",
    "multiples": "Small multiples",
    "bars": "Bars",
    "slope": "Slope",
    "scatter": "Scatter",
    "spread": "Spread",
}
SCALES = {"plain": "as they are", "index": "from 100", "target": "share of target"}
SCALED = ("lines", "multiples")
OVER_UNITS = ("scatter", "spread")  # many units at once, each a dot


@dataclass(frozen=True)
class Asking:
    """An exploration as its address asks for it. Measures are rows of the catalogue, units the organisation's, both in
    the order said. `basis` is '' for each measure's own; `by` is the slice whose parts are drawn, `only` the (slice,
    part) that all is narrowed to or None; `at` the month that is 100; `level` the units of a scatter or spread."""

    measures: tuple
    units: tuple
    form: str
    scale: str
    basis: str
    by: str
    only: tuple | None
    first: date
    month: date
    at: date | None
    level: str
    layers: list | None
    range: str
    surplus: tuple = ()  # keys of measures or units past the most that are looked at
    since: str = ""  # the first month as the address says it

    @property
    def shown_layers(self):
        usual = ALONE if self.form == "multiples" else SHOWN_FIRST
        return list(usual) if self.layers is None else self.layers

    def other_basis(self, measure):
        """The way of counting asked for, where a measure has it and it is not its own; else ''."""
        return self.basis if self.basis in bases_of(measure) and self.basis != measure["basis"] else ""

    def way(self, path=PATH, **changes):
        """The address of the same exploration with some of it changed."""
        other = replace(self, **changes)
        return link(path, **other.said())

    def said(self):
        """The words of the address that say this exploration; what is as it would be without saying so is left out."""
        return {
            "measure": [measure["key"] for measure in self.measures],
            "unit": [unit.key for unit in self.units],
            "as": self.form if self.form != "lines" else "",
            "scale": self.scale if self.scale != "plain" else "",
            "basis": next((word for word, basis in BASIS_WORDS.items() if basis == self.basis), ""),
            "by": self.by,
            "only": filter_text(*self.only) if self.only else "",
            "from": self.since,
            "month": self.month,
            "at": self.at or "",
            "level": self.level,
            "layers": "" if self.layers is None else "-".join(self.layers) or "none",
            "range": self.range,
        }


def found_lines(cursor, names, asking):
    """The Found lines of an exploration: whole, split by a slice, or narrowed down to a part of one."""
    slice_, part = (asking.by, None) if asking.by else asking.only or ("", None)
    wanted = exploring.Wanted(
        list(asking.measures), list(asking.units), asking.first, asking.month, asking.basis, slice_, part
    )
    found = exploring.explored(cursor, names, wanted)
    return exploring.newest(found, MONTHS_SHOWN) if found.lines and not asking.since else found


def asked_for(names, reader, said, listed):
    """The Asking of an address: its words, and of those that may be said of several every text. Raises NotHere with
    what is near."""
    measures, more_measures = _several(said, listed, "measure", names.measures, _titles(names))
    units, more_units = _several(said, listed, "unit", names.units, unit_titles(names))
    month = wanted_month(names, said.get("month"))
    since = wanted_month(names, said.get("from"), "from") if said.get("from") else None
    if since and since > month:
        since, month = month, since
    return Asking(
        measures=measures,
        units=units or (names.units.get(reader.unit) or names.root,),
        form=wanted_one_of(FORMS, said.get("as"), "as"),
        scale=wanted_one_of(SCALES, said.get("scale"), "scale"),
        basis=_basis(measures, said.get("basis")),
        by=_slice(measures, said.get("by")),
        only=_only(measures, said.get("only")),
        first=since or names.months[0],
        month=month,
        at=wanted_month(names, said.get("at"), "at") if said.get("at") else None,
        level=said.get("level"),
        layers=wanted_layers(LAYERS, said.get("layers")),
        range=said.get("range"),
        surplus=more_measures + more_units,
        since=f"{since:%Y-%m}" if since else "",
    )


def _titles(names):
    return {key: measure["title"] for key, measure in names.measures.items()}


def unit_titles(names):
    """{key: name} of the units; where two have a name, each with its key."""
    told = [unit.name.lower() for unit in names.units.values()]
    return {
        unit.key: unit.name if told.count(unit.name.lower()) == 1 else f"{unit.name} ({unit.key})"
        for unit in names.units.values()
    }


def _several(said, listed, word, known, titles):
    """(what is asked for under a word, the keys past the most), by key or by title as a person chooses it."""
    by_title = {title.lower(): key for key, title in titles.items()}
    keys = []
    for text in listed.get(word, ()):
        key = text if text in known else by_title.get(text.strip().lower())
        if key is None:
            raise NotHere(f"There is no {word} called “{text}” here.", _near({**said, **listed}, word, text, titles))
        keys.append(key)
    keys = list(dict.fromkeys(keys))
    return tuple(known[key] for key in keys[:MOST]), tuple(keys[MOST:])


def _near(said, word, text, titles):
    """Addresses with something near in the place of what is not there, and without it."""

    def other(key):
        return link(PATH, **{**said, word: [key if each == text else each for each in said[word]]})

    without = link(PATH, **{**said, word: [each for each in said[word] if each != text]})
    return [(titles[key], other(key)) for key in nearest(text, titles)] + [("Without it", without)]


def _basis(measures, text):
    """The way of counting asked for, one that some of the measures have; '' where each is to be counted in its own."""
    if not text:
        return ""
    found = bases_offered(measures)
    if BASIS_WORDS.get(text) in found or (not measures and text in BASIS_WORDS):
        return BASIS_WORDS[text]
    raise NotHere(
        f"None of these measures is counted by “{text}”.",
        [("Each in its own way", {"basis": ""})]
        + [(words.BASES[basis], {"basis": word}) for word, basis in BASIS_WORDS.items() if basis in found],
    )


def bases_offered(measures):
    """The ways of counting that some of the measures have, in the order of the words for them."""
    has = {basis for measure in measures for basis in bases_of(measure)}
    return [basis for basis in words.BASES if basis in has]


def slices_of(measures):
    """The slices that some of the measures have."""
    return list(dict.fromkeys(name for measure in measures for name in measure["slices"] or ()))


def _slice(measures, text):
    if not text or text in slices_of(measures):
        return text
    raise NotHere(
        f"None of these measures can be split by “{text}”.",
        [("Not split", {"by": ""})] + [(name.replace("_", " "), {"by": name}) for name in slices_of(measures)],
    )


def _only(measures, text):
    """The (slice, part) said as slice:part, None where nothing is said."""
    if not text:
        return None
    slice_, _, part = text.partition(":")
    if part and slice_ in slices_of(measures):
        return slice_, part
    raise NotHere(f"None of these measures can be narrowed down to “{text}”.", [("All of it", {"only": ""})])
