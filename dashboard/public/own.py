"""What is told one provider of its own care, and the same gate before it: what could be worked out of it beside all
that everybody was told.

A share is told by the rule of everybody's figures, as a whole per cent or not at all. The gate is asked as if each of
the last quarters had been told so.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from dashboard import scorecard as cards
from dashboard.public import gate, release, rule
from dashboard.public.gate import Stated
from dashboard.public.release import Draft

CUT = "provider"
LINK = "both"  # the name of no table: two ways to split one whole have the same sum
SMALLEST = rule.FEWEST - 1 - rule.STEP // 2  # the most that a whole can be which is shown below FEWEST


@dataclass(frozen=True)
class Own:
    """A measure of a provider in the newest period: the Share that it is told, and the row of the period."""

    measure: str
    share: rule.Share
    row: dict


def shares(snapshot, provider, keys, month, published=None):
    """([Own], [gate.Exposed]) of a provider: its shares of some measures at the whole council in the newest quarter
    that has ended by a month, over the periods that everybody is told of; and the small counts that would give away.

    `snapshot` is of a whole store, `published` the last release."""
    root, level = cards.names(snapshot).root.key, published["level"] if published else "service"
    rows = [row for row in published["rows"] if not row["given"]] if published else []
    quarters = release.quarter_ends(month)
    ends = sorted({*quarters, *(date.fromisoformat(row["ends"]) for row in rows)})
    cuts = {one["measure"]: one["by"] for one in published["measures"]} if published else {}
    with snapshot.cursor() as cursor:
        measures = _measures(cursor, keys, ends)
        splits = {key: {**one, "by": cuts.get(key, "")} for key, one in measures.items()}
        own, parts = (release.by_measure(release.cells_of(cursor, of, level, ends)) for of in (measures, splits))
    found, exposed = [], []
    for key, measure in measures.items():
        there = [row for row in rows if row["measure"] == key]
        split = (splits[key], parts[key]) if splits[key]["by"] else None
        told, gives_away = audited(measure, own[key], provider, root, quarters, there, split)
        found, exposed = found + told, exposed + gives_away
    return found, exposed


def audited(measure, counts, provider, root, quarters, published, split=None):
    """The same of one measure. `counts` are release.by_measure's, split by provider, `published` its rows; `split` is
    the measure and its counts as they were published in parts."""
    counts = _of_one(measure, counts, provider)
    if any(value and value % 1 for cells in counts.values() for pair in cells.values() for value in pair):
        return [], []  # of what is counted in parts of a thing the gate cannot be asked
    draft = Draft({"root": root})
    told = _told(draft, measure, counts, provider, published, quarters)
    if told and split:
        _link(draft, measure["measure"], _split(draft, *split, published))
    return told, gate.audit(draft.stated, draft.truth, draft.sums) if told else []


def _measures(cursor, keys, ends):
    """{key: what the store knows of a share, and the rows of its periods by the month of their end}."""
    known, found = {row["key"]: row for row in cards.ask_dicts(cursor, "measures")}, {}
    for row in cards.ask_dicts(cursor, "public_values", ends=ends, last=ends[-1]):
        key = row["measure"]
        if key in keys and known[key]["kind"] == "proportion":
            blank = {**known[key], "measure": key, "by": CUT, "adds": release.adds(known[key]), "values": {}}
            found.setdefault(key, blank)["values"][row["ends"]] = row
    return found


def _of_one(measure, counts, provider):
    """The counts of all and of one provider: what is left is everybody else's. A year that is the sum of its quarters
    is added up where the store has it of no provider."""
    found = defaultdict(dict)
    for name, cells in counts.items():
        found[name] = {(unit, part): pair for (unit, part), pair in cells.items() if part in ("", provider)}
    for ends in measure["values"] if measure["adds"] else ():
        quarters = [found["piece", one] for one in release.quarter_ends(ends, 4)]
        for place in {place for cells in quarters for place in cells if place[1]} - set(found["period", ends]):
            pairs = [_whole(cells.get(place, (0, 0))) for cells in quarters]
            found["period", ends][place] = tuple(map(sum, zip(*pairs, strict=True)))
    return found


def _told(draft, measure, counts, provider, published, quarters):
    """Add to a draft what everybody and the provider are told of a measure; gives its newest Own, in a list."""
    root, rows, newest = draft.release["root"], [], []
    for ends, about in sorted(measure["values"].items()):
        cells = counts.get(("period", ends), {})
        rows += _as_published(measure, cells, about, published)
        if ends in quarters and (root, provider) in cells:
            rows.append(release.row_of(measure, root, provider, about, cells[root, provider]))
            newest = [Own(measure["measure"], rule.share(*_whole(cells[root, provider])), rows[-1])]
    limits = _limits(counts, root)
    release.state(measure, counts, root, rows, draft, limits)
    return newest if newest and newest[0].row["ends"] == f"{quarters[-1]}" else []


def _as_published(measure, cells, about, published, parts=False):
    """The rows that were published of a period and would be shown the same now: of others the counts have changed."""
    for row in published:
        place = row["place"], row["part"]
        if bool(row["part"]) is parts and row["ends"] == f"{about['ends']}" and place in cells:
            now = release.row_of(measure, *place, about, cells[place])
            if all(now[word] == row[word] for word in ("numerator", "denominator", "value")):
                yield now


def _whole(pair):
    return tuple(int(value or 0) for value in pair)


def _limits(counts, root):
    """(answers, lowest, highest) of each count that a row tells of. A provider is told a per cent alone: whoever reads
    it is taken to know the rounded pair. Where it is not given the reason is not told: taken to be known is one of the
    true ones, that which says least."""

    def limits(measure, row):
        if not row["part"]:
            yield from release.limits_of(measure, row)
            return
        one, whole = _whole(counts["period", date.fromisoformat(row["ends"])][root, row["part"]])
        if row["value"]:
            yield from release.limits_of(measure, row)
        elif whole <= SMALLEST:
            yield release.ANSWERS, 0, SMALLEST
        else:
            yield ("yes",) if 0 < one <= rule.SMALL else ("no",), 1, rule.SMALL

    return limits


def _split(draft, measure, counts, published):
    """The Draft of what was published of a measure by another split."""
    rows, found = [], Draft(draft.release)
    for ends, about in sorted(measure["values"].items()):
        rows += _as_published(measure, counts.get(("period", ends), {}), about, published, parts=True)
    release.state(measure, counts, found.release["root"], rows, found)
    return found


def _link(draft, key, split):
    """Add a Draft of another split of the same whole: in each period as many said yes in all its parts as here."""
    renamed = {one: (key, LINK, *one) for one in split.truth}
    draft.truth |= {name: split.truth[one] for one, name in renamed.items()}
    for said in split.stated:
        draft.stated.append(
            Stated(said.table, {renamed[one]: sign for one, sign in said.parts.items()}, said.low, said.high)
        )
    for month, answer in sorted({(one[1], one[-1]) for one in split.truth if one[0] == key}):
        here = [one for one in draft.truth if one[0] == key and one[1] == month and one[-1] == answer]
        there = [renamed[one] for one in split.truth if one[0] == key and one[1] == month and one[-1] == answer]
        if here:
            parts = {**dict.fromkeys(here, 1), **dict.fromkeys(there, -1)}
            off = sum(sign * draft.truth[one] for one, sign in parts.items())
            if off:  # counted once in one and twice in the other
                draft.truth[key, LINK, month, answer] = abs(off)
                parts[key, LINK, month, answer] = -1 if off > 0 else 1
            draft.stated.append(Stated(LINK, parts, 0, 0))
