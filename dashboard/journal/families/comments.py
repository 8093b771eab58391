"""Comments: what people say of a measure at a unit in a month, under their name, with replies."""

from typing import Literal

from pydantic import Field

from dashboard.errors import Refused
from dashboard.journal.kinds import Body, kind
from dashboard.journal.things import NEW, Family, Move

ASKED, MOST = 600, 2_000  # letters of the three texts together: what is asked for, and what is taken


@kind("comment.drafted", "comment.published", "comment.revised")
class Comment(Body):
    happened: str = Field(
        min_length=1,
        max_length=MOST,
        title="What happened",
        description="What the number shows, in plain words.",
        json_schema_extra={"rows": 3},
    )
    why: str = Field(
        "",
        max_length=MOST,
        title="Why",
        description="Only where you know. An ordinary month needs no cause.",
        json_schema_extra={"rows": 2},
    )
    will_do: str = Field(
        "",
        max_length=MOST,
        title="What we will do",
        description="Who does what by when. For more than a sentence write an action.",
        json_schema_extra={"rows": 2},
    )
    confidence: Literal["", "high", "medium", "low"] = Field(
        "",
        title="How far the data can be trusted",
        json_schema_extra={"words": {"": "not said", "high": "well", "medium": "in part", "low": "hardly"}},
    )
    keep_because: str = Field(
        "", max_length=200, title="Keep it as it is, because", json_schema_extra={"only": "warned"}
    )
    signal: str = Field("", max_length=300, json_schema_extra={"only": "computed"})
    findings: tuple[str, ...] = Field((), json_schema_extra={"only": "computed"})

    @property
    def text(self):
        """All that it says, as it is checked and shown."""
        return " ".join(part for part in (self.happened, self.why, self.will_do) if part)


@kind("comment.replied")
class Reply(Body):
    words: str = Field(min_length=1, max_length=ASKED, title="Your reply", json_schema_extra={"rows": 3})


@kind("comment.withdrawn")
class Withdrawn(Body):
    pass


def _check(draft, fields):
    many = sum(len(fields[name]) for name in ("happened", "why", "will_do"))
    if many > MOST:
        raise Refused(f"a comment has {MOST:,} letters at most, and {ASKED} are enough; this one has {many:,}")


FAMILY = Family(
    "comment",
    "Comment",
    states={"draft": "Draft", "published": "Published", "withdrawn": "Withdrawn"},
    moves=(
        Move("comment.published", (NEW, "draft"), "published", needs="comment", words="Publish"),
        Move("comment.drafted", (NEW,), "draft", needs="comment", words="Keep as a draft"),
        Move("comment.drafted", ("draft",), "draft", needs="comment", words="Keep as a draft", own=True),
        Move("comment.revised", ("published",), "published", needs="comment", words="Change", own=True),
        Move("comment.replied", ("published",), "published", needs="comment", words="Reply", adds=True),
        Move("comment.withdrawn", ("draft",), "withdrawn", needs="comment", words="Withdraw", own=True),
        Move(
            "comment.withdrawn", ("published",), "withdrawn", needs="comment", words="Withdraw", own=True, reason=True
        ),
    ),
    about=("unit", "measure", "period"),
    check=_check,
)
