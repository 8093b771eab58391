"""Rights given in the journal, beside those of the council's rights.toml: each with its reason and its end.

What one proposes somebody else has to agree to. In an emergency somebody opens records for themselves, for a few days
at most: it holds at once, and is told to whoever reads who opened records.
"""

from datetime import UTC, date, datetime, timedelta

from pydantic import Field

from dashboard.errors import Refused
from dashboard.journal.kinds import Body, kind
from dashboard.journal.things import NEW, Family, Move

LONGEST = timedelta(days=7)  # of an emergency
BEGUN = ("right.proposed", "right.broken")
EMERGENCY = ("see", "records", "identify")


@kind("right.proposed")
class Given(Body):
    who: str = Field(
        min_length=1,
        max_length=120,
        title="Who is to have it",
        description="As the sign-in calls them: ann.smith@council.example.",
    )
    role: str = Field(min_length=1, max_length=60, title="Role", description="One of the council's roles.")
    begins: date = Field(title="From")
    ends: date = Field(title="Until", description="The last day: no right of the journal is for ever.")
    why: str = Field(min_length=1, max_length=600, title="Why", json_schema_extra={"rows": 2})


@kind("right.broken")
class Broken(Body):
    why: str = Field(
        min_length=10,
        max_length=600,
        title="What the emergency is",
        description="It is noted with your name, and the Caldicott Guardian reads it.",
        json_schema_extra={"rows": 3},
    )
    ends: date = Field(title="Until", description=f"The last day you need it; after {LONGEST.days} days it is over.")


@kind("right.agreed", "right.refused", "right.ended")
class Said(Body):
    """The reason is the event's own."""


def last_day(thing):
    """The last day of a right: of one taken in an emergency never later than LONGEST after it was, whatever it says."""
    ends = thing.fields["ends"]
    return ends if "role" in thing.fields else min(ends, thing.begun.at.date() + LONGEST)


def _check(draft, fields):
    if draft.kind == "right.proposed" and fields["ends"] < fields["begins"]:
        raise Refused("a right cannot end before it begins")
    if draft.kind in BEGUN and fields["ends"] < datetime.now(UTC).date():
        raise Refused(f"its last day, {fields['ends']:%-d %B %Y}, is over: it would give nothing. Name one to come")
    if draft.kind == "right.proposed" and fields["who"] == draft.by:
        raise Refused("nobody gives a right to themselves: ask somebody else who may")
    if draft.kind == "right.agreed" and fields["who"] == draft.by:
        raise Refused("nobody agrees to a right of their own: somebody else has to do this")


FAMILY = Family(
    "right",
    "Right",
    states={
        "proposed": "Proposed",
        "holds": "Holds",
        "emergency": "Taken in an emergency",
        "refused": "Refused",
        "ended": "Ended",
    },
    moves=(
        Move("right.proposed", (NEW,), "proposed", needs="configure", words="Propose"),
        Move("right.broken", (NEW,), "emergency", needs="see", words="Open the records now"),
        Move("right.agreed", ("proposed",), "holds", needs="approve", words="Agree", not_by=("right.proposed",)),
        Move("right.refused", ("proposed",), "refused", needs="approve", words="Refuse", reason=True),
        Move("right.ended", ("proposed", "holds", "emergency"), "ended", needs="approve", words="End it", reason=True),
        Move("right.ended", ("emergency",), "ended", needs="see", words="I no longer need it", own=True, reason=True),
    ),
    check=_check,
    always_two=True,
)
