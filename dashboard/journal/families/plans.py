"""Plans: what a unit is for in the financial years to come, who answers for it, and how far it has been agreed.

What a plan is made of are lines of their own (families/plan_lines.py), so that two people can work on one plan.
"""

from pydantic import Field, model_validator

from dashboard.errors import Refused
from dashboard.journal.kinds import MONTH_OR_NONE, Body, Nothing, kind
from dashboard.journal.things import NEW, Family, Move

FEWEST_YEARS = 3
CHANGED = ("plan.drafted", "plan.revised")  # what says it anew
UNDECIDED, AGREED = ("drafted", "proposed"), ("approved", "in force")
LIVE = (*UNDECIDED, *AGREED)  # states of a plan that stands or is to stand


class _Years(Body):
    purpose: str = Field(
        min_length=1,
        max_length=400,
        title="What this unit is for",
        description="One or two sentences that a new colleague would understand.",
        json_schema_extra={"rows": 2},
    )
    owner: str = Field(min_length=1, max_length=80, title="Who answers for it", json_schema_extra={"suggest": "people"})
    first_year: int = Field(
        ge=1990,
        le=2100,
        title="First financial year",
        description="The year in which its April lies: 2026 for 2026/27.",
    )
    years: int = Field(FEWEST_YEARS, ge=FEWEST_YEARS, le=10, title="For how many years")


@kind("plan.drafted")
class Begun(_Years):
    """The form of a team: all of a first plan in ten fields. Its lines are written with it."""

    priority_1: str = Field("", max_length=120, title="First priority", json_schema_extra={"group": "What comes first"})
    priority_2: str = Field("", max_length=120, title="Second priority")
    priority_3: str = Field("", max_length=120, title="Third priority")
    milestone: str = Field("", max_length=120, title="What will be done first", description="For the first priority.")
    milestone_due: str = Field("", pattern=MONTH_OR_NONE, title="By the end of", json_schema_extra={"month": True})
    fte: float | None = Field(None, gt=0, le=5_000, title="Staff it counts on (FTE)")

    @model_validator(mode="after")
    def a_milestone_is_whole(self):
        """A milestone is something by a day, for a priority."""
        if bool(self.milestone) != bool(self.milestone_due):
            raise ValueError("say what will be done first and by when, or leave both empty")
        if self.milestone and not self.priority_1:
            raise ValueError("what will be done first is for the first priority: say that too")
        return self


@kind("plan.revised")
class Plan(_Years):
    joint_with: str = Field(
        "",
        max_length=80,
        title="Joint with",
        description="A unit that it belongs to as well: it is shown under both and counted once above them.",
        json_schema_extra={"choose": "units"},
    )
    share: float = Field(
        50, gt=0, lt=100, title="Share of the money that is ours, in per cent", description="Only of a joint plan."
    )
    partner: str = Field(
        "",
        max_length=80,
        title="Partner organisation",
        description="Where it is the plan of a partner, such as a hospital trust, and not of the unit itself.",
    )
    involved: str = Field(
        "",
        max_length=600,
        title="Who was involved",
        description="Staff, people who use services, carers, partners: who was asked, and how.",
        json_schema_extra={"rows": 2},
    )


kind("plan.proposed", "plan.returned", "plan.approved", "plan.begun", "plan.reopened")(Nothing)
kind("plan.superseded", "plan.withdrawn", "plan.covered")(Nothing)


def _check(draft, fields):
    if fields.get("joint_with") and fields["joint_with"] == draft.unit:
        raise Refused("a plan is joint with another unit, not with its own: choose another, or none")


FAMILY = Family(
    "plan",
    "Plan",
    states={
        "drafted": "Draft",
        "proposed": "Proposed",
        "approved": "Approved",
        "in force": "In force",
        "superseded": "Superseded",
        "covered": "Covered by the plan above",
        "withdrawn": "Withdrawn",
    },
    moves=(
        Move("plan.drafted", (NEW,), "drafted", needs="propose", words="Begin the plan"),
        Move("plan.covered", (NEW,), "covered", needs="propose", words="Covered by the plan above", reason=True),
        Move("plan.revised", ("drafted",), "drafted", needs="propose", words="Change"),
        Move("plan.proposed", ("drafted",), "proposed", needs="propose", words="Propose"),
        Move("plan.returned", ("proposed",), "drafted", needs="approve", words="Send back", reason=True),
        Move("plan.approved", ("proposed",), "approved", needs="approve", words="Approve", not_by=("plan.proposed",)),
        Move("plan.begun", ("approved",), "in force", needs="approve", words="Put in force"),
        Move("plan.reopened", AGREED, "drafted", needs="propose", words="Open it for change", reason=True),
        Move("plan.superseded", ("in force",), "superseded", needs="approve", words="Superseded by a newer one"),
        Move("plan.withdrawn", (*UNDECIDED, "covered"), "withdrawn", needs="propose", words="Withdraw", own=True),
        Move("plan.withdrawn", AGREED, "withdrawn", needs="approve", words="Withdraw", reason=True),
    ),
    check=_check,
)
