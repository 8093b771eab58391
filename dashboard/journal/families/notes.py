"""Notes: what happened in a month at a unit and all below it; with `rebase` the measure's chart starts anew there."""

from pydantic import Field

from dashboard.errors import Refused
from dashboard.journal.kinds import Body, Nothing, kind
from dashboard.journal.things import NEW, Family, Move


@kind("note.proposed", "note.revised")
class Note(Body):
    words: str = Field(
        min_length=1,
        max_length=200,
        title="What happened",
        description="In a few words, as it will stand on the chart.",
    )
    rebase: bool = Field(
        False,
        title="The chart starts anew here",
        description="For a lasting change with a known cause. The usual range before and after are worked out apart.",
    )


kind("note.approved", "note.refused", "note.returned", "note.withdrawn")(Nothing)

WRITTEN = ("note.proposed", "note.revised")


def _check(draft, fields):
    if fields["rebase"] and not draft.measure:
        raise Refused("a rebase is of one measure: say which, or leave the rebase out")


FAMILY = Family(
    "note",
    "Note",
    states={
        "proposed": "Proposed",
        "returned": "Sent back",
        "approved": "Approved",
        "refused": "Refused",
        "withdrawn": "Withdrawn",
    },
    moves=(
        Move("note.proposed", (NEW,), "proposed", needs="propose", words="Propose"),
        Move("note.revised", ("proposed", "returned"), "proposed", needs="propose", words="Change"),
        Move("note.approved", ("proposed",), "approved", needs="approve", words="Approve", not_by=WRITTEN),
        Move("note.returned", ("proposed",), "returned", needs="approve", words="Send back", reason=True),
        Move("note.refused", ("proposed",), "refused", needs="approve", words="Refuse", reason=True),
        Move("note.withdrawn", ("proposed", "returned"), "withdrawn", needs="propose", words="Withdraw", own=True),
        Move("note.withdrawn", ("approved",), "withdrawn", needs="approve", words="Withdraw", reason=True),
    ),
    about=("unit", "period"),
    check=_check,
)
