"""The organisation in a pack: the units below and how each stands, those like this one, and the thread upwards."""

from dashboard.asking import ask_dicts
from dashboard.journal.families.actions import OPEN
from dashboard.packs.pack import Cell, Section
from layouts import words
from layouts.packs.at import At, nothing, row, standing, table
from layouts.parts.card import card_of
from layouts.words import strategy as say
from layouts.words import writing

MOST_NAMED, MOST_ACTIONS = 4, 3
JUDGED = ("met", "near", "missed")


def below(at: At):
    """How many measures of each unit straight below stand how, and which are missed."""
    card = card_of(at.snapshot, at.unit.key, at.month).card
    units = at.unit.below_in(at.month)
    rows = [_unit(at, card, one) for one in units]
    rows = [one for one in rows if one]
    if not rows:
        return nothing("below", "The units below", "None of the units below has a value in this month.")
    missed = sum(bool(int(one.cells[3].text)) for one in rows)
    miss = words.count_words(missed, "of them misses", "of them miss")
    title = f"{len(rows)} units below {at.unit.name}: {miss.lower()} a target or more."
    columns = ("unit", "met n", "near n", "missed n", "which are missed wide")
    made = table(f"Units below {at.unit.name}, {words.month_words(at.month)}", columns, rows)
    return Section(
        "below", "The units below", title, (made,), basis="each measure on its own basis, as on its scorecard"
    )


def _unit(at, card, unit):
    found = card.below.get(unit.key, {})
    counts = {one: [key for key, (_, _, standing_, *_) in found.items() if standing_ == one] for one in JUDGED}
    if not any(value is not None for value, *_ in found.values()):
        return None
    missed = [at.names.measures[key]["short"] for key in sorted(counts["missed"]) if key in at.names.measures]
    more = len(missed) - MOST_NAMED
    said = "; ".join(missed[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
    return row(
        unit.name,
        *(Cell(str(len(counts[one])), value=len(counts[one])) for one in ("met", "near")),
        Cell(str(len(counts["missed"])), "missed" if missed else "", len(missed)),
        said or "none",
    )


def peers(at: At):
    """A unit's own measures beside the least and the most of the units like it, as far as they may be seen."""
    card = card_of(at.snapshot, at.unit.key, at.month).card
    rows = []
    for one in card.rows:
        others = [value for unit, value in zip(one.peer_units, one.peer_values, strict=True) if unit != at.unit.key]
        others = [value for value in others if value is not None]
        if one.value is None or not others:
            continue
        measure = at.names.measures[one.measure]
        rows.append(
            row(
                measure["short"],
                Cell(words.figure(measure, one.value), value=one.value),
                *(Cell(words.figure(measure, end), value=end) for end in (min(others), max(others))),
                str(len(others)),
                standing(one.standing),
            )
        )
    if not rows:
        return nothing("peers", "Beside others", f"No unit like {at.unit.name} has a value that may be seen here.")
    lower, higher = (sum(one) for one in zip(*(_beyond(one) for one in rows), strict=True))
    most = max(int(one.cells[4].text) for one in rows)
    than = "the one like it" if most == 1 else f"all {most} like it" if most > 2 else "both like it"
    title = f"On {len(rows)} measures {at.unit.name} is lower than {than} on {lower} and higher on {higher}."
    columns = ("measure", "here n", "least of the others n", "most n", "others n", "standing short")
    made = table(f"{at.unit.name} beside {at.unit.peers or 'others'}", columns, rows)
    return Section(
        "peers", "Beside others", title, (made,), basis="the same measure in the same month; no order is meant"
    )


def _beyond(found):
    """Whether a row's own value lies below, and whether it lies above, those of all others."""
    _, here, least, most, *_ = (cell.value for cell in found.cells)
    return here < least, here > most


def thread(at: At):
    """The golden thread of a unit: which objectives it serves, what it counts of each, and what it does for it."""
    with at.snapshot.cursor() as cursor:
        rows = ask_dicts(cursor, "line_of_sight", unit=at.unit.key, root=at.names.root.key, month=at.month)
    rows = [one for one in rows if one["measure"] in at.names.measures and one["objective"] in at.names.objectives]
    actions = at.written.at([at.unit.key], families=("action",), states=OPEN)
    lines = []
    for key, objective in at.names.objectives.items():
        own = [one for one in rows if one["objective"] == key]
        if own:
            lines.append(row(objective["title"], kind="group"))
            lines += [_counts(at, one) for one in own]
            measured = {one["measure"] for one in own}
            doing = [one for one in actions if one.measure in measured][:MOST_ACTIONS]
            lines += [
                row(f"We do: {writing.headline(one)}", "", "", f"by {words.day_words(one.fields['due'])}")
                for one in doing
            ]
    if not lines:
        return nothing("thread", "The thread", f"No objective names a measure that {at.unit.name} counts.")
    served = sum(one.kind == "group" for one in lines)
    title = f"{at.unit.name} serves {words.count_words(served, 'objective').lower()} of the council by what it does."
    columns = ("what we count wide", "now n", "standing short", "adds to the council’s wide")
    made = table(f"From the work of {at.unit.name} to what the council wants", columns, lines)
    return Section("thread", "The thread", title, (made,), measures=tuple(one["measure"] for one in rows))


def _counts(at, found):
    measure = at.names.measures[found["measure"]]
    return row(
        measure["title"],
        Cell(words.figure(measure, found["value"]), value=found["value"]),
        standing(found["standing"] or "no value"),
        say.adds(at.names, at.unit, found),
    )
