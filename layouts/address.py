"""Addresses: everything that a browser says is read here, and every link is made here."""

import re
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from urllib.parse import parse_qs, quote, urlencode

from dashboard import past, quarters, scope
from dashboard.drivers import PEERS, UNITS
from dashboard.paging import VALUES, WAYS, Block, Only
from dashboard.values import AGAINST, NOT_FILTERED, bases_of

LONGEST = 200
KNOWN = (
    *("unit", "month", "measure", "slice", "value", "file", "kind", "first", "chart", "role", "basis", "against"),
    *("level", "show", "by"),
    "q",  # what is searched for
    *("who", "person"),  # of whoever looks at who opened what
    *("lens", "layers", "range"),  # what was chosen of a chart
    *("perspective", "standing", "set", "rows"),  # what was chosen of the rows of a scorecard
    *("service", "provider", "status", "cause", "owner", "sort"),
    *("group", "trend", "older", "price", "each", "back"),
    *("as", "scale", "from", "at", "only"),  # how an exploration is shown
    *("order", "rows", "columns"),  # of a table: by what, which block of its rows, which columns
    *("about", "topic"),  # of what is written
    "partner",  # whose plan stands beside a unit's
    "known",  # as on which day: what had come and been written by its end
    "year",  # a financial year by the calendar year of its April
    *("register", "state", "due"),  # of a register: which, and which of its entries
    "pack",  # which report
)
MONEY_LINES = {"service": "service", "user_group": "group"}  # what money is cut by, and the word for a line of it
# Words that may be said several times: filters as column:value, those of a column of a table as column:way:value,
# and the weights of a self-assessment, one for each box.
REPEATED = ("where", "keep", "weight")
BLOCK = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
MOST_IN_A_BLOCK = 500  # rows
MOST_REPEATED = 10
LISTED, MOST_LISTED = ("measure", "unit"), 40  # words that an exploration says of several
# The ways of counting as an address says them.
BASIS_WORDS = {
    "month": "month",
    "quarter": "quarter",
    "rolling": "rolling 12 months",
    "year": "financial year to date",
    "snapshot": "snapshot",
    "whole-year": "financial year",
}
MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
QUARTER = re.compile(r"(\d{4})-(\d{2})-Q([1-4])", re.ASCII)  # of a financial year: 2026-27-Q2 is July to September 2026
# What pages can be narrowed to besides a quarter, and the slice of each word.
PARTS = {"group": "user_group", "provider": "provider"}
NARROWED = (
    "/",
    "/scorecard.csv",
    "/scorecard.xlsx",
    "/compare",
    "/compare.csv",
    "/compare.xlsx",
)  # the pages that can, and /measure/<key>


class NotHere(Exception):
    """The address asks for something that is not there. Holds a sentence and links to what is near.

    A link is a text with the words of the address that are put right, or with an address of its own.
    """

    def __init__(self, sentence, choices=()):
        super().__init__(sentence)
        self.sentence, self.choices = sentence, list(choices)


def query(search):
    """The words of a query string, as `known_words` gives them."""
    return known_words(said_in(search))


def said_in(search):
    """Each word of a query string with its texts, known or not."""
    return parse_qs((search or "").lstrip("?"), keep_blank_values=True)


def known_words(said):
    """The known words of an address. Others, empty ones and endless ones are left out; the first of two counts.

    `said` is what Dash makes of an address: each word with a text or, where it is said again, a list of texts. A word
    that may be repeated keeps its list.
    """
    return _known(
        (word, text) for word, texts in said.items() for text in (texts if isinstance(texts, list) else [texts])
    )


def listed_words(said):
    """{word: its texts} of the words that may be said of several, each text once and in order."""
    found = {}
    for word in LISTED:
        texts = said.get(word, [])
        texts = [text for text in (texts if isinstance(texts, list) else [texts]) if _is_said(text)]
        found[word] = list(dict.fromkeys(texts))[:MOST_LISTED]
    return found


def foreign_words(said):
    """The words of an address that no page knows: they are told, not dropped in silence."""
    return [word for word in said if word not in KNOWN and word not in REPEATED]


def _known(pairs):
    found = {}
    for word, text in pairs:
        if not _is_said(text):
            continue
        if word in KNOWN:
            found.setdefault(word, text)
        elif word in REPEATED and len(found.setdefault(word, [])) < MOST_REPEATED:
            found[word].append(text)
    return found


def _is_said(text):
    return 0 < len(text) <= LONGEST and text.isprintable()


_shown = ContextVar("shown", default="")


def here():
    """The address of the page that is being made, '' where none is: a chart on it can be taken with one."""
    return _shown.get()


@contextmanager
def showing(address):
    """All that is made inside stands on the page of an address."""
    token = _shown.set(address)
    try:
        yield
    finally:
        _shown.reset(token)


def link(path, **words):
    """An address with the words that have something to say."""
    said = {word: f"{text:%Y-%m}" if isinstance(text, date) else text for word, text in words.items()}
    said = {word: text for word, text in narrowed(path, said).items() if text}
    return path + ("?" + "&".join(_quoted(word, text) for word, text in said.items()) if said else "")


def _quoted(word, text):
    return _quoted_text(word, text) if isinstance(text, str) else urlencode({word: text}, doseq=True)


@lru_cache(2048)
def _quoted_text(word, text):
    """The same few words and months stand in hundreds of links of a page."""
    return urlencode({word: text})


def staying(href):
    """An address within the app that was not made by `link`, on a page of a past day with that day."""
    day = past.current()
    if day is None or "known=" in href or not href.startswith("/"):
        return href
    path, mark, rest = href.partition("#")
    return f"{path}{'&' if '?' in path else '?'}known={day.day}{mark}{rest}"


def narrows(path):
    """Whether the page at a path can be narrowed to a quarter or a part of the people."""
    return path in NARROWED or f"{path}/".startswith("/measure/")


def narrowed(path, words):
    """The words of an address with those that the page in hand is narrowed to, where the one at the path can be too.

    A word that is said stays as it is said; the month of the quarter is said as the quarter.
    """
    now, is_records, day = scope.current(), path.startswith("/records"), past.current()
    if day:
        words = {"known": f"{day.day}", **words}
    if now == scope.WHOLE or not (narrows(path) or is_records):
        return words
    if now.quarter and words.get("month") == f"{now.quarter:%Y-%m}":
        words = {**words, "month": quarter_word(now.quarter)}
    if not now.part:
        return words
    kept = {"slice": now.by, "value": now.part} if is_records else {_word(now.by): now.part}
    return {**kept, **words}


def _word(by):
    return next(word for word, known in PARTS.items() if known == by)


def measure_words(**words):
    """The words of an address that stand after the path of any measure: made once for a row of them."""
    return link("/measure/", **words).removeprefix("/measure/")


def quarter_word(month):
    """The quarter that ends in a month as an address says it."""
    year = month.year - (month.month < 4)
    return f"{year}-{(year + 1) % 100:02}-Q{(month.month - 4) % 12 // quarters.MONTHS + 1}"


def month_word(month):
    """A month, or the quarter that stands for it on the page in hand, as an address says it."""
    return quarter_word(month) if scope.current().quarter == month else f"{month:%Y-%m}"


def measure_path(key):
    return "/measure/" + quote(key, safe="")


def wanted_day(text):
    """The day that an address says (2026-07-15). Raises NotHere where it is none."""
    try:
        return date.fromisoformat(text) if past.DAY.fullmatch(text) else date.fromisoformat("")
    except ValueError:
        raise NotHere(f"“{text}” is no day: write it as 2026-07-15.", [("What is known now", {"known": ""})]) from None


def wanted_month(names, text, word="month"):
    """The month asked for under a word of the address; the one that is shown first where none is."""
    if not text:
        return names.first_shown
    if by_quarter := QUARTER.fullmatch(text):
        return _last_month(names, by_quarter, word)
    said = MONTH.fullmatch(text)
    found = said and next((m for m in names.months if (m.year, m.month) == tuple(map(int, said.groups()))), None)
    if found:
        return found
    first, last = names.months[0], names.months[-1]
    raise NotHere(
        f"There is nothing for the month “{text}”. The months here run from {first:%B %Y} to {last:%B %Y}.",
        [(f"{month:%B %Y}", {word: f"{month:%Y-%m}"}) for month in (last, first)],
    )


def _last_month(names, said, word):
    """The last month of a quarter that was said: one that has ended, and of which something has a value."""
    start, end, number = int(said[1]), int(said[2]), int(said[3])
    last = date(start + (number == 4), (number * quarters.MONTHS + 2) % 12 + 1, 1)
    if end == (start + 1) % 100 and last in names.quarters:
        return last
    newest = names.quarters[-1] if names.quarters else None
    raise NotHere(
        f"There is nothing for the quarter “{said[0]}”. The months here run from {names.months[0]:%B %Y} to "
        f"{names.months[-1]:%B %Y}; a quarter is there when it has ended, and where its months are on file.",
        [(quarter_word(newest), {word: quarter_word(newest)})] if newest else [],
    )


def asks_quarter(asked):
    """Whether the month that an address asks for is a quarter."""
    return bool(QUARTER.fullmatch(asked.get("month") or ""))


def wanted_scope(names, asked):
    """The Scope that an address narrows its page to; scope.WHOLE where it says nothing of it."""
    quarter = wanted_month(names, asked.get("month")) if asks_quarter(asked) else None
    said = {word: asked.get(word) for word in PARTS if asked.get(word)}
    if not said:
        return scope.Scope(quarter)
    if len(said) > 1:
        raise NotHere(
            f"A page can be narrowed to one thing at a time, and this address asks for {' and '.join(said)}.",
            [(text, {other: "" for other in said if other != word}) for word, text in said.items()],
        )
    ((word, part),) = said.items()
    known = names.parts.get(PARTS[word], ())
    if part not in known:
        near = nearest(part, {one: one for one in known}) or known[:5]
        raise NotHere(
            f"Nothing here is counted for the {PARTS[word].replace('_', ' ')} “{part}”.",
            [*((one, {word: one}) for one in near), ("Everybody", {word: ""})],
        )
    return scope.Scope(quarter, PARTS[word], part)


def check_part(measure, by=""):
    """Raise NotHere where a measure is not counted for the part of the people that the page in hand is narrowed to.

    `by` is another slice that it is to be cut by at once: nothing is counted for two together.
    """
    now = scope.current()
    everybody = [("Everybody", dict.fromkeys(PARTS, ""))]
    named = now.by.replace("_", " ")
    if now.part and now.by not in (measure["slices"] or ()):
        raise NotHere(
            f"{measure['title']} is not counted by {named}: there is nothing to show of one alone.", everybody
        )
    if now.part and by:
        raise NotHere(f"Nothing is counted by {named} and {by.replace('_', ' ')} at once.", everybody)


def wanted_unit(names, text):
    """The unit asked for; the whole council where none is."""
    if not text:
        return names.root
    if text in names.units:
        return names.units[text]
    near = nearest(text, {unit.key: unit.name for unit in names.units.values()}) or [names.root.key]
    raise NotHere(f"There is no unit called “{text}” here.", [(names.units[key].name, {"unit": key}) for key in near])


def wanted_measure(names, text):
    if text in names.measures:
        return names.measures[text]
    near = nearest(text or "", {key: measure["title"] for key, measure in names.measures.items()})
    raise NotHere(
        f"There is no measure called “{text}” here." if text else "This address names no measure.",
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


def wanted_layers(known, text):
    """The layers of a chart that are on, of those that charts have; None where the address does not say."""
    found = None if not text else [] if text == "none" else text.split("-")
    if found and (wrong := [layer for layer in found if layer not in known]):
        raise NotHere(f"A chart has no layer called “{wrong[0]}”.", [("All layers", {"layers": ""})])
    return found


def wanted_several(known, text, word):
    """The words of a page's own list that an address says with dashes between them, in the order of the list; an empty
    list for 'none', None where the address does not say."""
    if not text:
        return None
    said = [] if text == "none" else text.split("-")
    if wrong := [one for one in said if one not in known]:
        raise NotHere(
            f"There are no {word} “{wrong[0]}” here; there are {', '.join(known.values())}.",
            [(f"The usual {word}", {word: ""})],
        )
    return [one for one in known if one in said]


def wanted_range(text):
    """The first and the last month that a chart is zoomed to, '2024-04--2026-03' in the address; None for all."""
    if not text:
        return None
    first, _, last = text.partition("--")
    if not (_is_month(first) and _is_month(last) and first <= last):
        raise NotHere(f"“{text}” is no span of months such as 2024-04--2026-03.", [("All months", {"range": ""})])
    return first, last


def _is_month(text):
    found = MONTH.fullmatch(text)
    return bool(found) and 1 <= int(found[2]) <= 12


def wanted_level(names, families, text):
    """The family of units asked for, of those that the unit has; the first where none is.

    A level that other units have and this one has not is no mistake: the reader came from such a unit.
    """
    found = next((family for family in families if family.key == text), families[0] if families else None)
    elsewhere = {"peers", "councils", *(unit.level for unit in names.units.values())}
    if not text or (found and found.key == text) or text in elsewhere:
        return found
    raise NotHere(
        f"There are no units of the level “{text}” here.",
        [(words.title, {"level": words.key}) for words in families],
    )


def wanted_basis(measure, text):
    """The way of counting asked for, one of those that the measure has; its own where none is."""
    bases = bases_of(measure)
    if not text or BASIS_WORDS.get(text) in bases:
        return BASIS_WORDS.get(text, measure["basis"])
    raise NotHere(
        f"{measure['title']} isn’t counted by “{text}”.",
        [(basis, {"basis": word}) for word, basis in BASIS_WORDS.items() if basis in bases],
    )


def basis_word(basis):
    return next(word for word, known in BASIS_WORDS.items() if known == basis)


def wanted_filters(measure, columns, texts):
    """The (column, value) pairs of filters said as column:value; each column one that the rows have, and once."""
    pairs = [tuple(text.partition(":")[::2]) for text in texts or []]
    known = [column for column in columns if column not in NOT_FILTERED] + [AGAINST]
    for column, value in pairs:
        if column not in known or not value:
            others = [filter_text(*pair) for pair in pairs if pair != (column, value)]
            near = get_close_matches(column, known, n=3, cutoff=0.5)
            raise NotHere(
                f"The records of {measure['title']} have no column “{column}” to filter by; "
                f"they have {', '.join(name.replace('_', ' ') for name in known)}.",
                [
                    (f"{name.replace('_', ' ')}: {value}", {"where": [*others, filter_text(name, value)]})
                    for name in near
                ]
                + [("Without this filter", {"where": others})],
            )
    return list(dict(pairs).items())


def filter_text(column, value):
    """A filter as it stands in an address."""
    return f"{column}:{value}"


def wanted_block(columns, asked, usual):
    """The paging.Block that an address asks of a table's columns: '0-100' of its rows, 'order' by columns (with a minus
    the largest first), 'keep' those that pass; the first `usual` rows where it says nothing."""
    known = {column.name: column for column in columns}
    first, last = 0, usual
    if text := asked.get("rows"):
        said = BLOCK.fullmatch(text)
        first, last = map(int, said.groups()) if said else (0, 0)
        if not 0 < last - first <= MOST_IN_A_BLOCK:
            raise NotHere(f"“{text}” is no block of rows such as 0-100.", [("The first rows", {"rows": ""})])
    order = [
        (_column(known, name.removeprefix("-"), {"order": ""}), name.startswith("-"))
        for name in filter(None, asked.get("order", "").split(","))
    ]
    return Block(first, last, tuple(order), tuple(_only(known, text) for text in asked.get("keep") or ()))


def _column(known, name, without):
    if name not in known:
        raise NotHere(
            f"There is no column “{name}” here; there are {', '.join(name.replace('_', ' ') for name in known)}.",
            [("Without it", without)],
        )
    return known[name]


def _only(known, text):
    name, _, rest = text.partition(":")
    way, _, value = rest.partition(":")
    column = _column(known, name, {"keep": []})
    if way not in WAYS[column.kind]:
        raise NotHere(f"A table can’t be filtered by “{text}”.", [("Without this filter", {"keep": []})])
    try:
        said = value.split("~") if VALUES.get(way) == 2 else [value]
        values = tuple(_READ.get(column.kind, str)(one) for one in said if one)
    except ValueError:
        values = ()
    if len(values) != VALUES.get(way, 1):
        raise NotHere(f"“{text}” is no filter of {name.replace('_', ' ')}.", [("Without this filter", {"keep": []})])
    return Only(column, way, values)


def _number(text):
    number = float(text)
    if number - number:  # endless, or no number at all
        raise ValueError(text)
    return number


_READ = {"number": _number, "date": date.fromisoformat}


def wanted_parts(measure, unit, text):
    """What a difference is split by: the units below (where there are any and nothing is said) or a slice; else ''."""
    slices = measure["slices"] or []
    if text == UNITS or (not text and unit.below):
        return UNITS if unit.below else next(iter(slices), "")
    return wanted_slice(measure, text)


def wanted_against(names, unit, month, text):
    """What a month is held against: PEERS, or another month; the same month a year before where nothing is said."""
    if text == PEERS:
        if not names.peers(unit):
            raise NotHere(f"{unit.name} has no peers to be held against.", [("A year before", {"against": ""})])
        return PEERS
    if text:
        return wanted_month(names, text, "against")
    year_before = month.replace(year=month.year - 1)
    return year_before if year_before in names.months else names.months[0]


def wanted_cut(service, group):
    """(word of the address, cut) of a line: it is a service or a user group, and not both at once."""
    if service and group:
        raise NotHere(
            f"A line is a service or a user group, and this address asks for both: “{service}” and “{group}”.",
            [(service, {"group": ""}), (group, {"service": ""})],
        )
    return ("group", "user_group") if group else ("service", "service")


def money_line(unit, month, column, value):
    """The address of the line of money that records were opened from, by what they are narrowed down to; else ''."""
    word = MONEY_LINES.get(column)
    return link("/money/line", unit=unit.key, month=month, **{word: value}) if word else ""


def wanted_line(word, keys, text):
    """The service or user group asked for, one of those that have money or activity at a unit."""
    if text in keys:
        return text
    near = nearest(text, {key: key for key in keys})
    said = f"There is no money or activity for “{text}” here." if text else "This address names no line of the money."
    raise NotHere(said, [(key, {word: key}) for key in near or keys[:5]])


def wanted_number(text, low, high, usual, what):
    """A number from one bound to another; the usual one where none is asked for."""
    if not text:
        return usual
    try:
        number = float(text)
    except ValueError:
        number = None
    if number is None or not low <= number <= high:
        raise NotHere(f"“{text}” is no number from {low:g} to {high:g}.", [(f"{usual:g}", {what: f"{usual:g}"})])
    return number


def nearest(text, titles):
    """Keys whose key or title is like a text, nearest first."""
    spoken = {**{title.lower(): key for key, title in titles.items()}, **{key.lower(): key for key in titles}}
    return list(dict.fromkeys(spoken[near] for near in get_close_matches(text.lower(), spoken, n=5, cutoff=0.45)))
