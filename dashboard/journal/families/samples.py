"""Samples of case files: which were drawn by which seed, and which chosen by hand and why."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from dashboard.journal.kinds import Body, Nothing, kind
from dashboard.journal.things import NEW, Family, Move
from dashboard.registers.fields import several

COMPUTED = {"only": "computed"}
MOST = 5_000  # files


class File(Body):
    """A case file: `place` of the lot among `of` of its group in its team, or `why` it was chosen by hand."""

    person: str
    unit: str
    group: str
    place: int | None = None
    of: int | None = None
    why: str = ""


@kind("sample.drawn")
class Sample(Body):
    purpose: str = Field(min_length=1, max_length=200, title="What the files are read for")
    seed: int = Field(
        ge=0,
        le=999_999_999,
        title="Number to draw with",
        description="Any, chosen before anybody sees the cases: the same number always draws the same files.",
    )
    each: int = Field(ge=1, le=50, title="Files of each team", description="Shared out among its user groups.")
    read_by: date = Field(title="To be read by")
    by_hand: Annotated[tuple[Annotated[str, Field(max_length=200)], ...], BeforeValidator(several)] = Field(
        (),
        max_length=40,
        title="Chosen by hand besides",
        description="One a line, with why: 100123: a complaint. They are marked, and count in no share.",
        json_schema_extra={"rows": 2},
    )
    cases: int = Field(json_schema_extra=COMPUTED)
    drawn: tuple[File, ...] = Field(max_length=MOST, json_schema_extra=COMPUTED)


kind("sample.withdrawn")(Nothing)

# Whoever draws names people by their own keys, and whoever reads finds the files by them.
FAMILY = Family(
    "sample",
    "Sample of case files",
    states={"drawn": "Drawn", "withdrawn": "Withdrawn"},
    moves=(
        Move("sample.drawn", (NEW,), "drawn", needs="identify", words="Draw and keep"),
        Move("sample.withdrawn", ("drawn",), "withdrawn", needs="identify", words="Withdraw", reason=True),
    ),
    about=("unit", "period"),
    sees="identify",
)
