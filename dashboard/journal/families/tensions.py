"""Tensions: two measures or objectives that pull apart, how that is handled, or why it is none."""

from datetime import date
from typing import Literal

from pydantic import Field

from dashboard.journal.kinds import Body, kind
from dashboard.journal.things import NEW, Family, Move

SORTS = {
    "resource": "for the same resource",
    "behaviour": "between ways of working",
    "risk": "between risk and freedom",
}


@kind("tension.recorded")
class Tension(Body):
    """`topic` is the pair of measures in which it was found, `first~second`."""

    title: str = Field(
        min_length=1, max_length=160, title="What pulls apart", description="Quicker assessments, thinner ones."
    )
    sort: Literal["resource", "behaviour", "risk"] = Field(
        "resource", title="What kind", json_schema_extra={"words": SORTS}
    )
    handled: str = Field(min_length=1, max_length=600, title="How it is handled", json_schema_extra={"rows": 2})
    owner: str = Field(
        min_length=1, max_length=80, title="Who keeps an eye on it", json_schema_extra={"suggest": "people"}
    )
    review: date = Field(title="Looked at again on")
    topic: str | None = Field(None, max_length=170, json_schema_extra={"only": "computed"})


@kind("tension.dismissed")
class Dismissed(Body):
    topic: str | None = Field(None, max_length=170, json_schema_extra={"only": "computed"})


FAMILY = Family(
    "tension",
    "Tension",
    states={"recorded": "Recorded", "dismissed": "Dismissed"},
    moves=(
        Move("tension.recorded", (NEW, "dismissed"), "recorded", needs="propose", words="Record"),
        Move("tension.recorded", ("recorded",), "recorded", needs="propose", words="Change", reason=True),
        Move("tension.dismissed", (NEW, "recorded"), "dismissed", needs="propose", words="Dismiss", reason=True),
    ),
)
