"""Where a unit ends or merges into another: its plan's lines go to the plan of the one that takes its place."""

from dashboard.errors import Refused
from dashboard.journal.events import Draft
from dashboard.planning import plans


def drafts(written, year, gone, successor, by, reason):
    """The Drafts that carry what stands in the plan of a unit (key) into that of its successor, each with the reason.

    Priorities come after those that the successor has. Raises Refused where either has no plan for the year.
    """
    standing = plans.standing([one for one in plans.plans(written) if not one.is_covered], year)
    sides = [standing.get((unit, "")) for unit in (gone, successor)]
    for unit, plan in zip((gone, successor), sides, strict=True):
        if plan is None:
            raise Refused(f"{unit} has no plan for the financial year that begins in April {year}: nothing was moved")
    left, taken = sides
    if left is taken:
        raise Refused("a unit cannot take its own place: name two")
    ordered = sorted(left.lines, key=lambda line: line.rank)
    first = len(taken.priorities)
    found = []
    for line in ordered:
        said = {"plan": taken.key, "rank": first + line.rank if line.rank else None}
        found.append(
            Draft(
                **{"kind": "line.moved", "by": by, "about": line.key, "unit": successor, "reason": reason},
                body=said,
                seen=line.thing.seen,
            )
        )
    return found
