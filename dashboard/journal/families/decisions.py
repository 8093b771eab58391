"""Decisions: what was decided, who sees to it by when, and whether it was kept."""

from datetime import date

from pydantic import Field

from dashboard.journal.kinds import Body, kind
from dashboard.journal.things import NEW, Family, Move


@kind("decision.made", "decision.changed")
class Decision(Body):
    words: str = Field(min_length=1, max_length=600, title="What was decided", json_schema_extra={"rows": 2})
    owner: str = Field(
        min_length=1,
        max_length=80,
        title="Who sees to it",
        json_schema_extra={"suggest": "people", "begins": "writer"},
    )
    due: date = Field(title="By")
    meeting: str | None = Field(None, max_length=36, json_schema_extra={"only": "computed"})


@kind("decision.kept", "decision.dropped")
class FollowedUp(Body):
    said: str = Field("", max_length=600, title="What came of it", json_schema_extra={"rows": 2})


FAMILY = Family(
    "decision",
    "Decision",
    states={"open": "Open", "kept": "Kept", "dropped": "Dropped"},
    moves=(
        Move("decision.made", (NEW,), "open", needs="act", words="Decide"),
        Move("decision.kept", ("open",), "kept", needs="act", words="Kept"),
        Move("decision.changed", ("open",), "open", needs="act", words="Change", reason=True),
        Move("decision.dropped", ("open",), "dropped", needs="act", words="Drop", reason=True),
    ),
)
