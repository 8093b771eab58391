"""Values that people enter by hand: rows of a grid, which count once a second person has approved them."""

from typing import Annotated

from pydantic import Field, StringConstraints

from dashboard.journal.kinds import Body, Nothing, kind
from dashboard.journal.things import NEW, Family, Move

MOST_ROWS, LONGEST_CELL = 500, 120
Cell = Annotated[str, StringConstraints(max_length=LONGEST_CELL, strip_whitespace=True)]
# Measure, unit, period, value, numerator, denominator, as they were typed; measure and unit by their keys where known.
Row = tuple[Cell, Cell, Cell, Cell, Cell, Cell]


@kind("supplied.saved", "supplied.proposed")
class Values(Body):
    name: str = Field(
        min_length=1,
        max_length=80,
        title="What is entered",
        description="As others will know it, such as: Survey of carers 2025-26.",
    )
    rows: tuple[Row, ...] = Field(
        min_length=1, max_length=MOST_ROWS, title="Values", json_schema_extra={"only": "grid"}
    )


kind("supplied.approved", "supplied.returned", "supplied.withdrawn")(Nothing)

WRITTEN = ("supplied.saved", "supplied.proposed")
OPEN = (NEW, "open", "returned", "approved")

FAMILY = Family(
    "supplied",
    "Values",
    states={
        "open": "Being filled in",
        "proposed": "Waits for approval",
        "returned": "Sent back",
        "approved": "Approved",
        "withdrawn": "Withdrawn",
    },
    moves=(
        # The grid's own buttons: no form of the panel has rows.
        Move("supplied.saved", (*OPEN, "proposed"), "open", needs="propose", words="Save", by_command=True),
        Move("supplied.proposed", OPEN, "proposed", needs="propose", words="Send for approval", by_command=True),
        Move("supplied.approved", ("proposed",), "approved", needs="approve", words="Approve", not_by=WRITTEN),
        Move("supplied.returned", ("proposed",), "returned", needs="approve", words="Send back", reason=True),
        Move(
            "supplied.withdrawn",
            ("open", "proposed", "returned"),
            "withdrawn",
            needs="propose",
            words="Withdraw",
            own=True,
        ),
        Move("supplied.withdrawn", ("approved",), "withdrawn", needs="approve", words="Withdraw", reason=True),
    ),
)
