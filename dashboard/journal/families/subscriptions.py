"""Who gets which report by itself, in which format, and where it is laid or who is written to.

Each is made as whoever gets it, with the rights that they have on the day (layouts/packs/delivering.py).
"""

from typing import Literal

from pydantic import Field

from dashboard.errors import Refused
from dashboard.journal.kinds import Body, kind
from dashboard.journal.things import NEW, Family, Move

BEGINS = ("subscription.begun", "subscription.changed")


@kind(*BEGINS)
class Subscription(Body):
    """`topic` is the key of the report (dashboard/packs/supplied and the council's own)."""

    topic: str = Field("", max_length=80, json_schema_extra={"only": "computed"})
    who: str = Field(
        "",
        max_length=120,
        title="Who gets it",
        description="As the sign-in calls them. Empty: yourself. It is made with what they may see on the day.",
    )
    form: Literal["pdf", "pptx", "xlsx", "html"] = Field(
        "pdf",
        title="As",
        json_schema_extra={"words": {"pdf": "PDF", "pptx": "PowerPoint", "xlsx": "Excel", "html": "web page"}},
    )
    which: Literal["now", "issued"] = Field(
        "now",
        title="Which",
        json_schema_extra={
            "words": {"now": "the figures of its day, as they may see them", "issued": "as it was approved and issued"}
        },
    )
    way: Literal["folder", "mail"] = Field(
        "folder",
        title="How",
        json_schema_extra={"words": {"folder": "laid into their folder", "mail": "a mail with a link, no figures"}},
    )
    mail: str = Field("", max_length=120, title="Mail address", description="Where a mail goes; else empty.")


@kind("subscription.ended")
class Ended(Body):
    pass


def _check(draft, fields):
    if draft.kind not in BEGINS:
        return
    if not fields["topic"]:
        raise Refused("say of which report: open this form from the list of reports")
    name, at, host = fields["mail"].partition("@")
    is_address = bool(name and at and "." in host and fields["mail"].isascii() and fields["mail"].isprintable())
    if fields["way"] == "mail" and (not is_address or set(fields["mail"]) & set(" ,;:<>\"'()\\")):
        raise Refused("a mail needs one address, such as ann.smith@council.example")


FAMILY = Family(
    "subscription",
    "Subscription",
    states={"open": "Goes out", "ended": "Ended"},
    moves=(
        Move("subscription.begun", (NEW,), "open", needs="see", words="Have it sent"),
        Move("subscription.changed", ("open",), "open", needs="see", words="Change"),
        Move("subscription.ended", ("open",), "ended", needs="see", words="Stop it"),
    ),
    check=_check,
)
