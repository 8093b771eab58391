"""Meetings: of a unit about a month, what was said on each topic, and the minutes that the next one opens with."""

from datetime import date
from typing import Literal

from pydantic import Field

from dashboard.journal.kinds import Body, kind
from dashboard.journal.things import NEW, Family, Move


@kind("meeting.opened")
class Opened(Body):
    sort: Literal["operational", "strategy"] = Field("operational", title="Kind of meeting")
    held: date = Field(title="Held on", json_schema_extra={"begins": "today"})
    present: str = Field("", max_length=600, title="Who is there", json_schema_extra={"rows": 2})


@kind("meeting.said")
class Said(Body):
    topic: str = Field(min_length=1, max_length=120, json_schema_extra={"only": "computed"})
    words: str = Field(min_length=1, max_length=600, title="For the minutes", json_schema_extra={"rows": 3})


@kind("meeting.closed")
class Closed(Body):
    pass


FAMILY = Family(
    "meeting",
    "Meeting",
    states={"open": "Under way", "closed": "Closed"},
    moves=(
        Move("meeting.opened", (NEW,), "open", needs="act", words="Open the meeting"),
        Move("meeting.said", ("open",), "open", needs="comment", words="Put down", adds=True),
        Move("meeting.closed", ("open",), "closed", needs="act", words="Close the meeting"),
    ),
    about=("unit", "period"),
)
