"""Arrows of the strategy map: what an objective does for another, after how long, and which measures would show it."""

from typing import Literal

from pydantic import Field, model_validator

from dashboard.journal.kinds import Body, kind
from dashboard.journal.things import NEW, Family, Move

SORTS = {"contributes": "contributes to it", "supports": "supports it"}
SIGNS = {"+": "better with better", "-": "worse with better"}
OBJECTIVE, MEASURE = {"choose": "objectives"}, {"choose": "measures"}


@kind("link.drawn")
class Link(Body):
    """An arrow from one objective to another. `lag` and `around` are months; `topic` is the arrow of objectives.toml
    that it stands in the place of."""

    from_objective: str = Field(min_length=1, max_length=80, title="From", json_schema_extra=OBJECTIVE)
    to_objective: str = Field(min_length=1, max_length=80, title="To", json_schema_extra=OBJECTIVE)
    sort: Literal["contributes", "supports"] = Field("contributes", title="It", json_schema_extra={"words": SORTS})
    reason: str = Field(min_length=1, max_length=400, title="Why you believe it", json_schema_extra={"rows": 2})
    from_measure: str | None = Field(
        None,
        max_length=80,
        title="Seen in",
        description="Without two measures the arrow cannot be tested.",
        json_schema_extra={**MEASURE, "group": "How it would show"},
    )
    to_measure: str | None = Field(None, max_length=80, title="and then in", json_schema_extra=MEASURE)
    sign: Literal["+", "-"] = Field("+", title="The two go", json_schema_extra={"words": SIGNS})
    lag: int = Field(0, ge=0, le=24, title="Months later", description="Only these months are tried.")
    around: int = Field(1, ge=0, le=6, title="give or take, in months")
    believed: Literal["weak", "medium", "strong"] = Field(
        "medium", title="How strong you believe it is", json_schema_extra={"group": "More"}
    )
    weight: float = Field(1, gt=0, le=100, title="Weight", description="Beside others that contribute to the same.")
    evidence: str = Field("", max_length=400, title="Evidence from outside", description="A study, a report, a page.")
    topic: str | None = Field(None, max_length=120, json_schema_extra={"only": "computed"})

    @model_validator(mode="after")
    def it_leads_from_one_to_another(self):
        """An arrow has two ends, and measures for both or for neither."""
        if self.from_objective == self.to_objective:
            raise ValueError("an arrow leads from one objective to another: choose two")
        if bool(self.from_measure) != bool(self.to_measure):
            raise ValueError("a test needs a measure at both ends: choose two measures or none")
        if self.from_measure and self.from_measure == self.to_measure:
            raise ValueError("a measure cannot show what it does to itself: choose two measures")
        return self


@kind("link.removed")
class Removed(Body):
    topic: str | None = Field(None, max_length=120, json_schema_extra={"only": "computed"})


FAMILY = Family(
    "link",
    "Arrow of the map",
    states={"drawn": "On the map", "removed": "Taken off the map"},
    moves=(
        Move("link.drawn", (NEW,), "drawn", needs="propose", words="Draw"),
        Move("link.drawn", ("drawn", "removed"), "drawn", needs="propose", words="Change", reason=True),
        Move("link.removed", (NEW, "drawn"), "removed", needs="propose", words="Take off the map", reason=True),
    ),
)
