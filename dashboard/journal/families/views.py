"""Saved views: an address of a page under a name, one's own or shared with a unit."""

from typing import Literal

from pydantic import Field

from dashboard.journal.kinds import ADDRESS, Body, kind
from dashboard.journal.things import NEW, Family, Move


@kind("view.saved", "view.changed")
class View(Body):
    name: str = Field(min_length=1, max_length=80, title="Name")
    address: str = Field(
        min_length=1,
        max_length=2_000,
        pattern=ADDRESS,
        title="Address",
        description="As the browser shows it, from the first stroke on.",
    )
    shared: Literal["mine", "unit"] = Field(
        "mine", title="For", json_schema_extra={"words": {"mine": "me", "unit": "everybody of the unit"}}
    )
    pinned: bool = Field(False, title="On the first screen")


@kind("view.removed")
class Removed(Body):
    pass


FAMILY = Family(
    "view",
    "Saved view",
    states={"saved": "Saved", "removed": "Removed"},
    moves=(
        Move("view.saved", (NEW,), "saved", needs="see", words="Save"),
        Move("view.changed", ("saved",), "saved", needs="see", words="Change", own=True),
        Move("view.removed", ("saved",), "removed", needs="see", words="Remove", own=True),
    ),
)
