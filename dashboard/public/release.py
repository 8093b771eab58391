"""A release: what is published of a quarter, made from the store by the one rule, and what the gate is to look at.

A row that was issued is issued again as it was, unless what it shows has changed: then the whole row is restated.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from dashboard import scorecard as cards
from dashboard.errors import DefinitionError, Refused
from dashboard.public import rule
from dashboard.public.gate import Stated
from dashboard.settings import said_in

HERE = Path(__file__).parent
FILE = "public.toml"
QUARTERS = 5  # of a first release: the newest, and each back to a year before
COUNTED = ("proportion", "count", "rate")
SHOWN = (*COUNTED, "supplied", "mean")
ELSEWHERE, REST = "elsewhere", "the rest"  # the counts of no place and of no part that is shown
ANSWERS = ("yes", "no")
CONTACT = ("complain", "praise")


@cache
def plain_words():
    """What each measure that can be published says to people who use the service: measures.toml."""
    return said_in(HERE / "measures.toml")


def settings(council_folder):
    """The council's public.toml: which measures, at which places, and how people complain. Raises DefinitionError."""
    path = Path(council_folder) / FILE
    if not path.is_file():
        raise DefinitionError(f"{path} is missing: write in it how people complain and praise (docs/running.md)")
    said = said_in(path)
    known = {"level", "measures", *CONTACT}
    for word in said:
        if word not in known:
            raise DefinitionError(f"{FILE}: unknown word '{word}'; write one of {', '.join(sorted(known))}")
    for word in CONTACT:
        if not str(said.get(word, "")).strip():
            raise DefinitionError(f"{FILE}: '{word}' is empty; say in a sentence how people do that, with a way to")
    for key in said.get("measures", ()):
        if key not in plain_words():
            raise DefinitionError(f"{FILE}: '{key}' is no measure with plain words; see dashboard/public/measures.toml")
    return {"level": "service", "measures": list(plain_words()), **said}


@dataclass
class Draft:
    """A release that is not published yet, what the gate is asked about it, and why a measure was left out.

    `release` is what is kept (mappings, lists and texts); `stated`, `truth` and `sums` are `gate.audit`'s.
    """

    release: dict
    stated: list = field(default_factory=list)
    truth: dict = field(default_factory=dict)
    sums: dict = field(default_factory=dict)
    left_out: dict = field(default_factory=dict)


def quarter_ends(last, count=QUARTERS):
    """The months in which the newest quarters ended, the oldest first. `last` is the newest month of the store."""
    month = last.year * 12 + last.month - 1 - (last.month % 3)
    return [date((month - 3 * n) // 12, (month - 3 * n) % 12 + 1, 1) for n in reversed(range(count))]


def make(snapshot, said, earlier=None, things=(), now="", leave_out=()):
    """The Draft of the newest whole quarter of a store. `earlier` is the release before it, `things` the actions of the
    journal, `leave_out` names of tables that are not to be published. Raises Refused where there is nothing to publish.
    """
    names, level = cards.names(snapshot), (earlier or said)["level"]  # of a first release for good
    ends = _ends(names.months[-1], earlier)
    with snapshot.cursor() as cursor:
        measures = _measures(cursor, said, ends, earlier)
        if not measures:
            raise Refused("no measure with plain words has a value yet: load files, build, and publish then")
        counts = by_measure(cells_of(cursor, measures, level, ends))
        compared = {key: _compared(cursor, key) for key in measures}
    root = next(key for key, unit in names.units.items() if unit.parent is None)
    draft = Draft({"release": f"{ends[-1]:%Y-%m}", "council": names.council, "store": snapshot.name, "issued": now})
    draft.release |= {"root": root, "level": level, "rows": []}
    before = {key_of(row) for row in _issued(earlier)}
    for key, measure in list(measures.items()):
        rows = _rows(measure, counts[key], draft, leave_out, before)
        if not rows:
            del measures[key]
        draft.release["rows"].extend(rows)
    _issue_again(draft.release, earlier)
    draft.release |= {
        "measures": [_told(m, compared[key], things) for key, m in measures.items()],
        "places": {key: unit.name for key, unit in names.units.items()},
        "contact": {word: said[word] for word in CONTACT},
    }
    return draft


def _issued(earlier):
    return earlier["rows"] if earlier else []


def _ends(last, earlier):
    """The months in which the quarters end that are shown: the newest, and all of which something was issued."""
    ends = quarter_ends(last)
    shown = {date.fromisoformat(row["ends"]) for row in _issued(earlier) if not row["given"]}
    return sorted({*ends, *(month for month in shown if month <= ends[-1])})


def cells_of(cursor, measures, level, ends):
    counted = [measure for measure in measures.values() if measure["kind"] in COUNTED]
    asked = {"measures": "measure", "cuts": "by", "adds": "adds"}
    columns = {name: [measure[word] for measure in counted] for name, word in asked.items()}
    return cards.ask_dicts(cursor, "public_cells", **columns, level=level, ends=ends)


def _measures(cursor, said, ends, earlier):
    """{key: what the store knows of it, its plain words, and its `values` by the month of their end}.

    What a measure was split by in an earlier release it is split by for good."""
    found, splits = {}, {one["measure"]: one["by"] for one in (earlier["measures"] if earlier else ())}
    known = {row["key"]: row for row in cards.ask_dicts(cursor, "measures")}
    for row in cards.ask_dicts(cursor, "public_values", ends=ends, last=ends[-1]):
        key = row["measure"]
        if key not in said["measures"] or row["kind"] not in SHOWN or key not in plain_words():
            continue
        words, about = plain_words()[key], known[key]
        words = words | {"means": words["means"].format(**_parameters(about["parameters"]))}
        blank = {"by": "", **about, **words, "measure": key, "adds": adds(about), "values": {}}
        blank["by"] = splits.get(key, blank["by"])
        found.setdefault(key, blank)["values"][row["ends"]] = row
    order = {key: place for place, key in enumerate(said["measures"])}
    return dict(sorted(found.items(), key=lambda one: order[one[0]]))


def _parameters(text):
    """{name: number} of what the store says of a measure's parameters: 'wait = 28 days from ...; ...'."""
    return dict(re.findall(r"(?:^|; )(\w+) = ([\d.]+)", text or ""))


def adds(about):
    """Whether a year of a measure is the sum of its quarters: nothing in it is counted once a year."""
    return about["counts"] == "rows" and about["basis"] not in ("snapshot", "financial year")


def _compared(cursor, key):
    """England's newest published figure of a measure; None where there is none."""
    rows = cards.ask_dicts(cursor, "comparators", measure=key)
    row = next((row for row in rows if row["kind"] == "england"), None)
    return row and {"value": row["value"], "begins": f"{row['period_start']}", "ends": f"{row['period_end']}"}


def _told(measure, compared, things):
    """What the pages say of a measure: its plain words, England, and what the council has told of its actions."""
    kept = ("measure", "title", "kind", "better", "per", "unit_of_value", "decimals", "by", "group", "means", "things")
    told = {word: measure[word] for word in kept} | {"happened": measure.get("happened", ""), "england": compared}
    told["per"] = int(told["per"])
    told["doing"] = [one for one in map(told_of, things) if one and one["measure"] == measure["measure"]]
    return told


def told_of(thing):
    """What everybody is told of an action: the newest words that somebody wrote for them; None where nobody has."""
    if thing.state in ("withdrawn", "stopped"):
        return None
    words = [event for event in thing.added if event.kind == "action.told"]
    if not words:
        return None
    return {"measure": thing.measure, "words": words[-1].body.words, "on": f"{words[-1].at:%Y-%m-%d}"}


# ---- counts


def by_measure(cells):
    """{measure: {(what, month): {(unit, part): (numerator, denominator)}}}; part '' is the whole."""
    found = defaultdict(lambda: defaultdict(dict))
    for row in cells:
        part = row["slice_value"] if row["slice"] else ""
        found[row["measure"]][row["what"], row["ends"]][row["unit"], part] = (row["numerator"], row["denominator"])
    return found


def _rows(measure, counts, draft, leave_out, before):
    """The rows of a measure. What the gate needs to know of them is added to the draft. `before` are the keys of rows
    that were issued: those cannot be left out any more."""
    root = draft.release["root"]
    if measure["kind"] not in COUNTED:
        return _given(measure, root)
    if any(
        value is not None and value != int(value)
        for cell in counts.values()
        for pair in cell.values()
        for value in of_people(measure, pair)
    ):
        draft.left_out[measure["measure"]] = "is not counted in whole things"
        return []
    rows = []
    for ends, about in sorted(measure["values"].items()):
        cells = counts["period", ends]
        for (unit, part), pair in sorted(cells.items()):
            row = row_of(measure, unit, part, about, pair)
            is_new = key_of(row) not in before
            tables = {_table(measure, row, root), f"{measure['measure']}:council"}  # nothing without the whole
            if (unit != root and part) or (is_new and tables & set(leave_out)):
                continue
            rows.append(row)
    state(measure, counts, root, rows, draft)
    return rows


def of_people(measure, pair):
    """Of a numerator and denominator, those that count what must not be told: people of a population are known."""
    return pair if measure["kind"] == "proportion" else pair[:1]


def _table(measure, row, root):
    """The name by which a table is left out: the measure, and what it is split by."""
    split = measure["by"] if row["part"] else "council" if row["place"] == root else "place"
    return f"{measure['measure']}:{split}"


def row_of(measure, unit, part, about, pair):
    one, whole = (None if value is None else int(value) for value in pair)
    row = {
        "measure": measure["measure"],
        "place": unit,
        "part": part,
        "begins": f"{about['period_start']}",
        "to": f"{about['period_end']}",
        "ends": f"{about['ends']}",
        "given": False,
        "numerator": rule.shown(one or 0),
        "denominator": "",
        "value": "",
    }
    if measure["kind"] == "proportion":
        shown = rule.share(one or 0, whole or 0)
        row |= {"numerator": shown.numerator, "denominator": shown.denominator, "value": shown.percent}
    elif measure["kind"] == "rate" and row["numerator"] != rule.HIDDEN and whole:
        row |= {"denominator": str(whole), "value": str(rule.per(row["numerator"], whole, int(measure["per"])))}
    elif measure["kind"] == "count" and row["numerator"] != rule.HIDDEN:
        row["value"] = row["numerator"]
    return row


def _given(measure, root):
    """Rows of figures that somebody else published already, as they did, and of means over enough people."""
    rows = []
    for ends, about in sorted(measure["values"].items()):
        value = f"{about['value']:.{measure['decimals']}f}"
        if measure["kind"] == "mean":
            value = rule.mean(about["value"], about["denominator"], measure["decimals"])
        row = {"measure": measure["measure"], "place": root, "part": "", "numerator": "", "denominator": ""}
        row |= {"begins": f"{about['period_start']}", "to": f"{about['period_end']}", "ends": f"{ends}"}
        rows.append(row | {"given": True, "value": value, "lower": about["lower"], "upper": about["upper"]})
    return rows


def key_of(row):
    return row["measure"], row["place"], row["part"], row["ends"]


def _issue_again(release, earlier):
    """Put in the place of each row that was issued and shows the same the row as it was; say of the others that they
    are restated. What was issued of a period that the store has no more stays."""
    before = {key_of(row): row for row in _issued(earlier)}
    rows = {}
    for row in release["rows"]:
        old = before.get(key_of(row))
        if old and all(old[word] == row[word] for word in ("numerator", "denominator", "value")):
            rows[key_of(row)] = old
        else:
            rows[key_of(row)] = row | {"issued": release["release"], "restated": bool(old)}
    release["rows"] = [rows.get(key) or before[key] for key in sorted({*before, *rows})]


# ---- what the gate is asked


def limits_of(measure, row):
    """(answers, lowest, highest) of each count that a row tells of."""
    yield ("yes",), *rule.reach(row["numerator"])
    if measure["kind"] == "proportion":
        yield ANSWERS, *rule.reach(row["denominator"])
        yield ("no",), *rule.left_over(rule.Share(row["numerator"], row["denominator"], row["value"]))


def state(measure, counts, root, rows, draft, limits=limits_of):
    """Add to a draft what the rows of a measure tell, and the counts that they are sums of: for each place, part and
    answer of each piece of a period (a quarter where quarters add up, else the period itself)."""
    key, pieces = measure["measure"], {}
    for row in rows:
        ends = date.fromisoformat(row["ends"])
        names = [("piece", one) for one in quarter_ends(ends, 4)] if measure["adds"] else [("period", ends)]
        for name in names:
            if name not in pieces:
                pieces[name] = _inner(measure, counts[name], root)
                _add_inner(draft, key, name[1], pieces[name])
        told = {answer: _parts(draft, key, row, names, pieces, answer) for answer in _answers(measure)}
        for answer, parts in told.items():
            _count_twice(draft, row, answer, parts, _true(measure, counts["period", ends], row, answer))
        for answers, low, high in limits(measure, row):
            parts = {one: sign for answer in answers for one, sign in told[answer].items()}
            if parts:
                draft.sums[*key_of(row), len(draft.stated)] = parts
                draft.stated.append(Stated(f"{_table(measure, row, root)} {row['ends'][:7]}", parts, low, high))


def _answers(measure):
    return ANSWERS if measure["kind"] == "proportion" else ANSWERS[:1]


def _parts(draft, key, row, names, pieces, answer):
    """The counts that an answer of a row is the sum of, as {key: 1}."""
    return {
        (key, name[1], place, part, one): 1
        for name in names
        for place, part, one in pieces[name]
        if one == answer and row["part"] in ("", part) and row["place"] in (draft.release["root"], place)
    }


def _true(measure, cells, row, answer):
    one, whole = (int(value or 0) for value in cells[row["place"], row["part"]])
    return one if answer == "yes" or measure["kind"] != "proportion" else whole - one


def _count_twice(draft, row, answer, parts, true):
    """Where the counts do not add up to a row's (who had a birthday in the year is in two age bands), the difference is
    one more thing that nobody knows: one of each answer, for whoever reads yes and all knows no."""
    off = sum(draft.truth[one] for one in parts) - true
    if off:
        slack = ("twice", *key_of(row), answer)
        draft.truth[slack] = abs(off)
        parts[slack] = -1 if off > 0 else 1


def _inner(measure, cells, root):
    """{(place, part, answer): count} of a piece, as fine as it is known: what is at no place shown and in no part shown
    is there too, for the sums are of all."""
    places = sorted({unit for unit, _ in cells} - {root})
    parts = sorted({part for _, part in cells} - {""})
    found = {}
    for answer in _answers(measure):
        grid = {at: _answer(pair, answer) for at, pair in cells.items()}
        get = grid.get
        for place in places:
            for part in parts:
                found[place, part, answer] = get((place, part), 0)
            found[place, REST, answer] = get((place, ""), 0) - sum(get((place, part), 0) for part in parts)
        for part in parts:
            found[ELSEWHERE, part, answer] = get((root, part), 0) - sum(get((place, part), 0) for place in places)
        known = sum(value for (_, _, one), value in found.items() if one == answer)
        found[ELSEWHERE, REST, answer] = get((root, ""), 0) - known
    return {at: max(0, value) for at, value in found.items()}


def _answer(pair, answer):
    one, whole = (int(value or 0) for value in pair)
    return one if answer == "yes" else max(0, whole - one)


def _add_inner(draft, key, month, inner):
    """The counts of a piece, and what of it is small though no release says it: each place, part and answer."""
    for (place, part, answer), count in inner.items():
        draft.truth[key, month, place, part, answer] = count
        for name in ((place, "", answer), (place, "", ""), ("", part, answer), ("", part, ""), ("", "", answer)):
            draft.sums.setdefault((key, month, *name), {})[key, month, place, part, answer] = 1
