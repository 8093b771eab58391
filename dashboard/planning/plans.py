"""The plans that people have written, each with its lines: priorities in their order, and all that serves them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from dashboard.journal.families.plan_lines import SORTS
from dashboard.journal.families.plans import AGREED, LIVE

STATES = tuple(dict.fromkeys([*LIVE, "covered", *SORTS, "done", "met"]))
SORT_OF = {"done": "milestone", "met": "obligation"}  # of a line that has been seen to
WHOLE, HUNDRED, PENNY = Decimal(1), Decimal(100), Decimal("0.01")


@dataclass(frozen=True)
class Line:
    """A line of a plan. `rank` is a priority's place among those of its plan, 0 of other sorts."""

    thing: object
    rank: int = 0

    @property
    def key(self):
        return self.thing.key

    @property
    def sort(self):
        return SORT_OF.get(self.thing.state, self.thing.state)

    @property
    def is_seen_to(self):
        return self.thing.state in SORT_OF

    def get(self, word):
        """What it says of a word; '' where its sort has no such word or nothing was said."""
        found = self.thing.fields.get(word)
        return "" if found is None else found

    def pounds(self, word):
        """A sum of money that it says, to the penny."""
        return Decimal(str(self.get(word) or 0)).quantize(PENNY)

    def is_late(self, today):
        due = self.get("due")
        return bool(due) and not self.is_seen_to and due < today


@dataclass(frozen=True)
class Plan:
    """A plan as of now, with its lines; priorities stand in their order."""

    thing: object
    lines: tuple = ()

    @property
    def key(self):
        return self.thing.key

    @property
    def unit(self):
        return self.thing.unit

    @property
    def state(self):
        return self.thing.state

    @property
    def is_covered(self):
        return self.state == "covered"

    def get(self, word):
        found = self.thing.fields.get(word)
        return "" if found is None else found

    @property
    def years(self):
        """The financial years that it is for, each the calendar year in which its April lies."""
        first = self.thing.fields.get("first_year")
        return range(first, first + self.thing.fields["years"]) if first else range(0)

    @cached_property
    def by_sort(self):
        found = {sort: [] for sort in SORTS}
        for line in self.lines:
            found[line.sort].append(line)
        return found

    @property
    def priorities(self):
        return self.by_sort["priority"]

    def of(self, sort, year=None):
        """Its lines of a sort, of a year where they say one."""
        return [one for one in self.by_sort[sort] if year is None or one.get("year") in ("", year)]

    def share(self, units):
        """Which part of its money belongs to some units (keys) together: of a joint plan all of it or one side's."""
        ours, theirs = self.unit in units, self.get("joint_with") in units
        if not self.get("joint_with") or ours == theirs:
            return WHOLE if ours else Decimal(0)
        lead = Decimal(str(self.get("share"))) / HUNDRED
        return lead if ours else WHOLE - lead


def plans(written):
    """Every plan that stands or is to stand, each with its lines, the oldest first."""
    things = written.at(states=STATES, families=("plan", "line"))[::-1]
    lines = {}
    for thing in things:
        if thing.family == "line":
            lines.setdefault(thing.fields.get("plan"), []).append(thing)
    return [Plan(one, _in_order(lines.get(one.key, ()))) for one in things if one.family == "plan"]


def plan(written, key):
    """The Plan of a key; None where there is none."""
    return next((one for one in plans(written) if one.key == key), None)


def standing(found, year):
    """{(unit, partner): the Plan that stands for it in a financial year}: one that is agreed before one that is not,
    the newest of several. What is covered by the plan above stands where there is none."""
    best = {}
    for one in found:
        if one.is_covered or year in one.years:
            node = one.unit, one.get("partner")
            if node not in best or _weight(best[node]) <= _weight(one):
                best[node] = one
    return best


def _weight(one):
    return 0 if one.is_covered else 2 if one.state in AGREED else 1, one.thing.begun.number


def _in_order(things):
    first = [Line(one, place) for place, one in enumerate(ranked([t for t in things if t.state == "priority"]), 1)]
    rest = [Line(one) for one in things if one.state != "priority"]
    return (*first, *sorted(rest, key=lambda line: (str(line.get("due")), line.thing.begun.number)))


def ranked(things):
    """Priorities from the first to the last: each stood at the rank it asked for when it was last written, and one that
    was written later moved it down. So no two have one rank, whoever writes at the same time."""
    found = []
    for thing in sorted(things, key=lambda one: one.last.number):
        found.insert(min(thing.fields["rank"] - 1, len(found)), thing)
    return found


def financial_year(day):
    """The calendar year in which the April of a day's financial year lies."""
    return day.year - (day.month < 4)


def ends(year):
    """The last day of a financial year."""
    return date(year + 1, 3, 31)
