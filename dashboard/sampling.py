"""Which case files are read: a sample of the cases that teams hold, by lot, and the same for the same seed."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass

from dashboard.asking import ask_dicts
from dashboard.errors import Refused

NOT_KNOWN = "not known"
NONE_OPEN = (
    "there is no case to draw from: either nobody's is held there at the end of the month, or you have not yet said"
    " what you open records for (open the list of cases once and say it)"
)


@dataclass(frozen=True)
class Case:
    """A case that a team holds (the unit's key), with its user group."""

    person: str
    unit: str
    group: str


@dataclass(frozen=True)
class Drawn:
    """A case that was drawn: in its turn, among how many of its group in its team."""

    case: Case
    place: int
    of: int


def draw(cases, seed, each):
    """The Drawn of Cases: `each` of every team, shared out among its groups by their size; by team, group, place."""
    teams = defaultdict(lambda: defaultdict(list))
    for case in cases:
        teams[case.unit][case.group].append(case)
    found = []
    for _, groups in sorted(teams.items()):
        counts = shared({group: len(held) for group, held in groups.items()}, each)
        for group, held in sorted(groups.items()):
            ordered = sorted(held, key=lambda case: lot(seed, case.person))
            found += [Drawn(case, n, len(held)) for n, case in enumerate(ordered[: counts[group]], 1)]
    return found


def lot(seed, person):
    """Where a person stands by a seed: a case more or less moves no other, and no order of the cases matters."""
    return hashlib.sha256(f"{seed}:{person}".encode()).hexdigest(), person


def shared(sizes, wanted):
    """{name: how many of `wanted`} by sizes, all whole and none more than there are: by largest remainder."""
    whole = sum(sizes.values())
    wanted = min(wanted, whole)
    found = {name: wanted * size // whole for name, size in sizes.items()}
    left = sorted(sizes, key=lambda name: (-(wanted * sizes[name] % whole), -sizes[name], name))
    for name in left[: wanted - sum(found.values())]:
        found[name] += 1
    return found


def open_cases(cursor, unit, month):
    """The Cases held by a unit (its key) and all below it on the last day of a month."""
    rows = ask_dicts(cursor, "open_cases", unit=unit, month=month)
    return [Case(row["person"], row["unit"], row["user_group"] or NOT_KNOWN) for row in rows]


def kept(cursor, unit, month, seed, each, by_hand=()):
    """What the journal keeps of a sample that is drawn now: {"cases": how many there were, "drawn": its files}.

    `by_hand` are texts as '100123: a complaint', marked as such. Raises Refused where there is nothing to draw from.
    """
    cases = open_cases(cursor, unit, month)
    if not cases:
        raise Refused(NONE_OPEN)
    drawn = [
        {"person": one.case.person, "unit": one.case.unit, "group": one.case.group, "place": one.place, "of": one.of}
        for one in draw(cases, seed, each)
    ]
    held = {case.person: case for case in cases}
    return {"cases": len(cases), "drawn": [*drawn, *(_chosen(text, held) for text in by_hand)]}


def _chosen(text, held):
    person, _, why = (part.strip() for part in text.partition(":"))
    if not why:
        raise Refused(f"'{text}' is chosen by hand: say why behind a colon, as in '{person}: a complaint'")
    if person not in held:
        raise Refused(f"'{person}' is no case that is held here at the end of the month")
    return {"person": person, "unit": held[person].unit, "group": held[person].group, "why": why}
