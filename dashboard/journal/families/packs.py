"""Reports: each pack of a unit for a period, as it was built, checked, approved and issued, and the files that it is.

What was built is kept as it is (dashboard.packs.archive): what somebody checks is what is approved and issued.
"""

from datetime import date

from pydantic import Field

from dashboard.journal.kinds import Body, Nothing, kind
from dashboard.journal.things import NEW, Family, Move

BUILDS = ("pack.built", "pack.rebuilt")
COMPUTED = {"only": "computed"}


@kind(*BUILDS)
class Built(Body):
    """What a pack was built from. `data` is the SHA-256 of its words and figures, `kept` that of the file they lie in;
    `of` is the provider whose it is, `as_of` the day as of which things in it are late, `written` the number of the
    newest event that it knows, `measures` those that stand in it."""

    foreword: str = Field(
        "",
        max_length=1_500,
        title="What to say first",
        description="In your own words, before the figures. It may stay empty.",
        json_schema_extra={"rows": 4},
    )
    asks: str = Field(
        "",
        max_length=600,
        title="What is to be decided",
        description="What whoever gets it is asked to decide or agree to. It may stay empty.",
        json_schema_extra={"rows": 2},
    )
    pack: str = Field("", max_length=80, json_schema_extra=COMPUTED)
    title: str = Field("", max_length=300, json_schema_extra=COMPUTED)
    of: str = Field("", max_length=120, json_schema_extra=COMPUTED)
    data: str = Field("", max_length=64, json_schema_extra=COMPUTED)
    kept: str = Field("", max_length=64, json_schema_extra=COMPUTED)
    store_name: str = Field("", max_length=120, json_schema_extra=COMPUTED)
    as_of: date | None = Field(None, json_schema_extra=COMPUTED)
    written: int = Field(0, json_schema_extra=COMPUTED)
    measures: tuple[str, ...] = Field((), json_schema_extra=COMPUTED)


@kind("pack.issued")
class Issued(Body):
    """The files that were issued: {ending: SHA-256}."""

    files: dict[str, str] = Field({}, json_schema_extra=COMPUTED)


kind("pack.checked", "pack.returned", "pack.approved", "pack.recalled", "pack.withdrawn")(Nothing)

FAMILY = Family(
    "pack",
    "Report",
    states={
        "built": "Built",
        "returned": "Sent back",
        "checked": "Checked",
        "approved": "Approved",
        "issued": "Issued",
        "recalled": "Recalled",
        "withdrawn": "Withdrawn",
    },
    moves=(
        Move("pack.built", (NEW,), "built", needs="propose", words="Build"),
        Move("pack.rebuilt", ("built", "returned", "checked"), "built", needs="propose", words="Build anew"),
        Move("pack.checked", ("built",), "checked", needs="propose", words="Checked", not_by=BUILDS),
        Move("pack.approved", ("checked",), "approved", needs="approve", words="Approve", not_by=BUILDS),
        Move("pack.returned", ("built", "checked"), "returned", needs="propose", words="Send back", reason=True),
        Move("pack.issued", ("approved",), "issued", needs="propose", words="Issue"),
        Move("pack.recalled", ("issued",), "recalled", needs="approve", words="Recall", reason=True),
        Move("pack.withdrawn", ("built", "returned", "checked", "approved"), "withdrawn", needs="propose",
             words="Withdraw", reason=True),
    ),
    about=("unit", "period"),
)  # fmt: skip
