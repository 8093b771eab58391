"""Supervision: how many of its decisions were kept, as counts alone; and one worker's cases, for the two who talk."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from dashboard.asking import ask_dicts

DECISIONS = "supervision_decision"  # the register
FEWEST = 3  # workers of a unit: of fewer a count would tell of one


@dataclass(frozen=True)
class Kept:
    """Decisions of a unit's own: done by their day, done later, still open, and of those past their day."""

    workers: int
    in_time: int = 0
    late: int = 0
    open: int = 0
    overdue: int = 0

    @property
    def is_told(self):
        return self.workers >= FEWEST


def counts(things, since, until, today):
    """{unit: Kept} of the Things of DECISIONS made from one day to another. What was dropped counts nowhere."""
    found = defaultdict(list)
    for one in things:
        if one.state != "dropped" and since <= one.fields["held"] <= until:
            found[one.unit].append(one.fields | {"is_open": one.state == "agreed"})
    return {unit: _kept(said, today) for unit, said in found.items()}


def _kept(said, today):
    done = [one["kept_on"] <= one["due"] for one in said if not one["is_open"]]
    waiting = [one["due"] < today for one in said if one["is_open"]]
    workers = len({one["worker"] for one in said})
    return Kept(workers, sum(done), len(done) - sum(done), len(waiting), sum(waiting))


@dataclass(frozen=True)
class Held:
    """A case of a worker at the end of a month: when its next review was or is due, and how many days it is over
    (below nought: still to come); `before` is the same at the end of the month before, None where it was not theirs.
    """

    person: str
    last_review: date | None
    due: date
    days: int
    before: int | None

    @property
    def is_better(self):
        """Whether it was over and is not any more."""
        return self.before is not None and self.before > 0 >= self.days


def sheet(cursor, worker, unit, month):
    """The Held of a worker at a unit and all below it: what has become better first, then the longest over."""
    rows = ask_dicts(cursor, "supervision_sheet", worker=worker, unit=unit, month=month)
    found = [Held(row["person"], row["last_review"], row["due"], row["days"], row["days_before"]) for row in rows]
    return sorted(found, key=lambda one: (not one.is_better, -one.days, one.person))
