"""Versions of the strategy map: what was agreed when, by whom, and why it changed."""

from pydantic import Field

from dashboard.journal.kinds import Body, Nothing, kind
from dashboard.journal.things import NEW, Family, Move


@kind("map.proposed")
class Version(Body):
    title: str = Field(min_length=1, max_length=120, title="Name of this version", description="Council plan 2026-29.")
    words: str = Field(min_length=1, max_length=600, title="Why the map has changed", json_schema_extra={"rows": 2})


kind("map.approved", "map.refused")(Nothing)

FAMILY = Family(
    "map",
    "Version of the map",
    states={"proposed": "Proposed", "approved": "Approved", "refused": "Refused"},
    moves=(
        Move("map.proposed", (NEW,), "proposed", needs="propose", words="Propose"),
        Move("map.approved", ("proposed",), "approved", needs="approve", words="Approve", not_by=("map.proposed",)),
        Move("map.refused", ("proposed",), "refused", needs="approve", words="Refuse", reason=True),
    ),
)
