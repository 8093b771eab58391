"""Targets: what a measure is to come to at a unit by when, why at this level, who proposed it and who approved it.

A target that was approved is never changed: another is proposed, and from its first month on it stands in the place of
the one before. So no state says that one was superseded: which is in force in a month is what
queries/cube/nearest_targets.sql finds.
"""

import re
from datetime import date
from itertools import pairwise
from typing import Literal

from pydantic import Field, field_validator, model_validator

from dashboard.errors import Refused
from dashboard.journal.kinds import Body, kind
from dashboard.journal.things import NEW, Family, Move

KINDS = {
    "target": "target",
    "stretch": "stretch: further than expected, for the same date",
    "trajectory": "trajectory: a value for each of several dates",
    "milestone": "milestone: to be so by a day, and from then on",
    "floor": "floor: never worse than this",
    "national": "national: set for all councils",
    "expected": "expected: where present performance leads",
    "monitor only": "monitor only: no target, for a reason",
}
GROUNDS = {
    "": "choose",
    "statute": "a statute",
    "national": "a national target or average",
    "neighbours": "what councils like this one do",
    "own best": "our own best",
    "capacity": "what capacity allows",
    "cost": "what it costs",
    "judgement": "judgement",
}
HELD_TO = ("target", "trajectory", "milestone", "floor", "national", "monitor only")  # kinds that a value is judged by
DATED = ("trajectory", "milestone")  # kinds whose span follows from what else they say
POINT = re.compile(r"^(\d{4})-(0[1-9]|1[0-2])[ :=]+(-?\d+(?:\.\d+)?)$")


@kind("target.proposed", "target.revised")
class Target(Body):
    """`points` is kept as '2027-03 75, 2028-03 78', the dates rising; a trajectory's `begins` and `by` are theirs. A
    milestone is judged from the day by which it is to be reached. Of what is answered in words a value is the number of
    an answer (`scale`)."""

    sort: Literal["target", "stretch", "trajectory", "milestone", "floor", "national", "expected", "monitor only"] = (
        Field("target", title="Kind", json_schema_extra={"words": KINDS})
    )
    value: float | None = Field(
        None,
        title="Value",
        description="In the measure’s own unit and for its own period, as the scorecard shows it.",
        json_schema_extra={"scale": "answers"},
    )
    upper: float | None = Field(
        None,
        title="Up to",
        description="Where the measure is to stay within a range.",
        json_schema_extra={"scale": "answers"},
    )
    begins: date | None = Field(
        None,
        title="Holds from",
        description="The first day of its first month. A milestone needs none: it holds from its day.",
    )
    by: date | None = Field(
        None,
        title="To be reached by",
        description="It holds until then, and after that another has to be set; a milestone holds from then on.",
    )
    why: str = Field("", max_length=600, title="Why this level", json_schema_extra={"rows": 2})
    grounds: Literal["", "statute", "national", "neighbours", "own best", "capacity", "cost", "judgement"] = Field(
        "", title="What it rests on", json_schema_extra={"words": GROUNDS}
    )
    review: date | None = Field(None, title="Looked at again on")
    expected: float | None = Field(
        None,
        title="Expected without it",
        description="Of a stretch: what present performance leads to by the same date. The stretch is the difference.",
        json_schema_extra={"group": "More", "scale": "answers"},
    )
    points: str = Field(
        "",
        max_length=600,
        title="Values by date",
        description="Of a trajectory: a month and its value, such as 2027-03 75, 2028-03 78, 2029-03 80.",
    )
    shape: Literal["linear", "step"] = Field(
        "linear",
        title="Between these dates",
        json_schema_extra={"words": {"linear": "in a straight line", "step": "in steps"}},
    )
    seasonal: bool = Field(
        False,
        title="Follows the season",
        description="Each month is held to the value times what that month usually is of the year.",
    )
    source: str = Field("", max_length=200, title="Where it was published", description="Of a national target.")
    actions: str = Field(
        "",
        max_length=600,
        title="How it will be reached",
        description="Which actions or plan.",
        json_schema_extra={"rows": 2},
    )
    resources: str = Field("", max_length=600, title="Resources and constraints", json_schema_extra={"rows": 2})
    # What each month is of the year, January first, over the three years before the proposal.
    season: tuple[float, ...] = Field((), json_schema_extra={"only": "computed"})

    @model_validator(mode="before")
    @classmethod
    def some_date_themselves(cls, said):
        """The first and last of its points are a trajectory's span; a milestone holds from its day."""
        if isinstance(said, dict) and said.get("sort") == "trajectory":
            months = [month for month, _ in points_of(said.get("points") or "")]
            if len(months) < 2:
                raise ValueError("a trajectory has a value for each of two dates or more")
            return {**said, "begins": months[0], "by": months[-1], "value": None, "upper": None}
        if isinstance(said, dict) and said.get("sort") == "milestone":
            return {**said, "begins": said.get("by")}
        return said

    @field_validator("points")
    @classmethod
    def points_are_months_with_values(cls, text):
        return ", ".join(f"{month:%Y-%m} {value:g}" for month, value in points_of(text))

    @model_validator(mode="after")
    def what_its_kind_needs(self):
        """Each kind says all that it is judged by, and no target is without its why."""
        missing = [name for name, is_there in self._needs() if not is_there]
        if missing:
            raise ValueError(f"{self.sort}: say {', '.join(missing)}")
        if self.begins and self.by and self.sort not in DATED and self.by <= self.begins:
            raise ValueError(
                f"it is to be reached by {self.by:%-d %B %Y}, which is not after {self.begins:%-d %B %Y}, from which it"
                " holds: put one of them right"
            )
        if self.upper is not None and self.value is not None and self.upper < self.value:
            raise ValueError(f"a range goes from the smaller to the larger: {self.upper:g} is less than {self.value:g}")
        if self.sort == "stretch" and self.expected == self.value:
            raise ValueError("a stretch goes further than what is expected without it: these are the same")
        return self

    def _needs(self):
        yield "why this level", self.why
        yield "what it rests on", self.grounds
        if self.sort not in DATED:
            yield "from when it holds", self.begins
        if self.sort not in ("trajectory", "monitor only"):
            yield "its value", self.value is not None
        if self.sort in ("target", "stretch", "expected", "milestone"):
            yield "by when it is to be reached", self.by
        if self.sort == "stretch":
            yield "what is expected without it", self.expected is not None
        if self.sort == "national":
            yield "where it was published", self.source


@kind("target.approved")
class Approved(Body):
    body: str = Field("", max_length=200, title="Approved by", description="Such as Cabinet, minute 43.")
    decided: date | None = Field(
        None,
        title="Decided on",
        description="Where that was before today. No month before it is judged by it.",
    )


@kind("target.returned", "target.withdrawn")
class Said(Body):
    pass


def points_of(text):
    """[(first day of a month, value)] of '2027-03 75, 2028-03 78'. Raises ValueError for what cannot be read."""
    parts = [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]
    found = []
    for part in parts:
        read = POINT.match(part)
        if not read:
            raise ValueError(f"'{part}' is no month with a value: write such as 2027-03 75, 2028-03 78")
        found.append((date(int(read[1]), int(read[2]), 1), float(read[3])))
    for (before, _), (after, _) in pairwise(found):
        if after <= before:
            raise ValueError(f"the dates rise: {after:%B %Y} does not come after {before:%B %Y}")
    return found


def _check(draft, fields):
    if draft.kind == "target.withdrawn" and fields["sort"] == "national" and "decided" in fields:
        raise Refused("a national target is not ours to withdraw: propose the one that takes its place")


WRITTEN = ("target.proposed", "target.revised")

FAMILY = Family(
    "target",
    "Target",
    states={"proposed": "Proposed", "returned": "Sent back", "approved": "Approved", "withdrawn": "Withdrawn"},
    moves=(
        Move("target.proposed", (NEW,), "proposed", needs="propose", words="Propose"),
        Move("target.revised", ("proposed", "returned"), "proposed", needs="propose", words="Change"),
        Move("target.approved", ("proposed",), "approved", needs="approve", words="Approve", not_by=WRITTEN),
        Move("target.returned", ("proposed",), "returned", needs="approve", words="Send back", reason=True),
        Move("target.withdrawn", ("proposed", "returned"), "withdrawn", needs="propose", words="Withdraw", own=True),
        Move("target.withdrawn", ("approved",), "withdrawn", needs="approve", words="Withdraw", reason=True),
    ),
    about=("unit", "measure"),
    check=_check,
)
