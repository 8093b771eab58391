"""Lines of a plan: priorities, what serves them, the work, staff and money they take, risks and obligations.

A line's state is the sort of line that it is, so that one sort never becomes another; a dropped line stays readable.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from dashboard.journal.kinds import Body, Nothing, kind
from dashboard.journal.things import NEW, Family, Move

YEAR = {"ge": 1990, "le": 2100, "title": "Financial year", "description": "2026 for 2026/27."}
SORTS = ("priority", "objective", "target", "milestone", "activity", "staff", "money", "risk", "obligation")
ENDED = {"milestone": "done", "obligation": "met"}  # what a line of a sort becomes when it has been seen to
SECTORS = ("", "Council", "Independent", "Voluntary", "NHS")
KINDS = ("", "block", "cost and volume", "spot", "in house")


class _Line(Body):
    plan: str = Field("", max_length=36, json_schema_extra={"only": "computed"})


def _title(words, most=120):
    return Field(min_length=1, max_length=most, title=words)


def _owner():
    return Field(min_length=1, max_length=80, title="Who sees to it", json_schema_extra={"suggest": "people"})


def _serves():
    return Field("", max_length=80, title="For the priority", json_schema_extra={"choose": "priorities"})


def _shows():
    return Field(
        "",
        max_length=80,
        title="Told by the measure",
        description="Its newest value stands beside the line.",
        json_schema_extra={"choose": "measures"},
    )


@kind("line.priority")
class Priority(_Line):
    title: str = _title("Priority")
    rank: int = Field(ge=1, le=99, title="Rank", description="1 comes first. Those from there on move down by one.")
    up: str = Field(
        "", max_length=80, title="It serves", description="Of the plan above.", json_schema_extra={"choose": "above"}
    )
    shows: str = _shows()
    owner: str = Field("", max_length=80, title="Who sees to it", json_schema_extra={"suggest": "people"})


@kind("line.objective")
class Objective(_Line):
    objective: str = Field(
        min_length=1, max_length=80, title="Objective of the council", json_schema_extra={"choose": "objectives"}
    )
    title: str = _title("What we do for it")
    serves: str = _serves()
    shows: str = _shows()


@kind("line.target")
class Target(_Line):
    shows: str = Field(min_length=1, max_length=80, title="Measure", json_schema_extra={"choose": "measures"})
    title: str = _title("What is aimed at, in words")
    serves: str = _serves()


@kind("line.milestone")
class Milestone(_Line):
    title: str = _title("What will be done")
    due: date = Field(title="By")
    owner: str = _owner()
    serves: str = _serves()
    hours: float | None = Field(None, ge=0, le=1e6, title="Hours of staff it takes")
    shows: str = _shows()


@kind("line.done")
class Done(Body):
    done: date = Field(title="Done on")
    evidence: str = Field("", max_length=300, title="How it can be seen", json_schema_extra={"rows": 2})


@kind("line.activity")
class Activity(_Line):
    service: str = Field(min_length=1, max_length=80, title="Service", json_schema_extra={"suggest": "services"})
    user_group: str = Field("", max_length=80, title="User group", json_schema_extra={"suggest": "user groups"})
    sector: Literal["", "Council", "Independent", "Voluntary", "NHS"] = Field(
        "", title="Sector", json_schema_extra={"words": {"": "not said"}}
    )
    contract: Literal["", "block", "cost and volume", "spot", "in house"] = Field(
        "", title="Kind of contract", json_schema_extra={"words": {"": "not said"}}
    )
    year: int = Field(**YEAR)
    units: float = Field(ge=0, le=1e10, title="Units in the year")
    price: float = Field(ge=0, le=1e8, title="Price of one, in pounds")
    budget: float = Field(ge=0, le=1e12, title="Budget, in pounds")
    minutes: float | None = Field(None, ge=0, le=1e5, title="Minutes of our own staff for one")
    serves: str = _serves()


@kind("line.staff")
class Staff(_Line):
    year: int = Field(**YEAR)
    fte: float = Field(ge=0, le=5_000, title="Staff (FTE)")
    vacant: float = Field(0, ge=0, le=5_000, title="Of these, taken to be vacant (FTE)")
    direct: float | None = Field(
        None,
        gt=0,
        le=100,
        title="Share of hours that goes into the work, in per cent",
        description="Empty: as the council has set it.",
    )
    absence: float | None = Field(
        None, ge=0, lt=100, title="Absence, in per cent", description="Empty: as sickness was measured here."
    )


@kind("line.money")
class Money(_Line):
    year: int = Field(**YEAR)
    title: str = _title("What it is for")
    amount: float = Field(ge=-1e12, le=1e12, title="Budget, in pounds")
    service: str = Field("", max_length=80, title="Service", json_schema_extra={"suggest": "services"})
    objective: str = Field("", max_length=80, title="For the objective", json_schema_extra={"choose": "objectives"})
    serves: str = _serves()


@kind("line.risk")
class Risk(_Line):
    title: str = _title("What might go wrong")
    likelihood: Literal["low", "medium", "high"] = Field("medium", title="How likely")
    impact: Literal["low", "medium", "high"] = Field("medium", title="How bad")
    owner: str = _owner()
    answer: str = Field("", max_length=300, title="What is done about it", json_schema_extra={"rows": 2})


@kind("line.obligation")
class Obligation(_Line):
    title: str = _title("What is owed", 200)
    owed_by: str = Field(min_length=1, max_length=80, title="By the unit", json_schema_extra={"choose": "units"})
    owed_to: str = Field(min_length=1, max_length=80, title="To the unit", json_schema_extra={"choose": "units"})
    owner: str = _owner()
    due: date = Field(title="By")


@kind("line.met")
class Met(Body):
    done: date = Field(title="Met on")


kind("line.dropped")(Nothing)


@kind("line.moved")
class Moved(Body):
    """The plan that a line goes to, and of a priority its rank there."""

    plan: str = Field(min_length=1, max_length=36, json_schema_extra={"only": "computed"})
    rank: int | None = Field(None, ge=1, le=99, json_schema_extra={"only": "computed"})


def _moves():
    for sort in SORTS:
        yield Move(f"line.{sort}", (NEW,), sort, needs="propose", words="Put into the plan")
        yield Move(f"line.{sort}", (sort,), sort, needs="propose", words="Change")
    yield Move("line.done", ("milestone",), "done", needs="act", words="Done")
    yield Move("line.met", ("obligation",), "met", needs="act", words="Met")
    # Where a unit ends, its lines go to the one that takes its place: the state says nothing new.
    for sort in (*SORTS, *ENDED.values()):
        at = ("line.moved", (sort,), sort)
        yield Move(*at, needs="propose", words="Move to another unit", reason=True, by_command=True)
    yield Move("line.dropped", SORTS, "dropped", needs="propose", words="Drop", reason=True)


FAMILY = Family(
    "line",
    "Line of a plan",
    states={
        **{sort: sort.capitalize() for sort in SORTS},
        "done": "Milestone, done",
        "met": "Obligation, met",
        "dropped": "Dropped",
    },
    moves=tuple(_moves()),
)
