"""Actions: who does what by when about a measure, what it is predicted to change, and what was so after."""

from datetime import date
from typing import Literal

from pydantic import Field, field_validator, model_validator

from dashboard.commentary.individuals import individuals
from dashboard.commentary.reading_ease import grade
from dashboard.errors import Refused
from dashboard.journal.kinds import MONTH, Body, kind
from dashboard.journal.things import NEW, Family, Move

SORTS = {"fix": "fix", "improve": "improve", "stop": "stop doing", "find out": "find out", "accept": "accept as it is"}
STAGES = ("define", "assess", "prioritise", "deploy")
ABOUT = ("measure", "objective", "money alarm", "difference", "list of cases")
OPEN = ("proposed", "agreed", "under way")  # states in which something is still to be done
HARDEST = 9  # years of school that what everybody reads may ask for
PREDICTED = ("direction", "size", "by")


@kind("action.proposed", "action.revised")
class Action(Body):
    title: str = Field(
        min_length=1, max_length=120, title="What will be done", description="One thing, begun with a verb."
    )
    owner: str = Field(
        min_length=1,
        max_length=80,
        title="Who sees to it",
        description="One person.",
        json_schema_extra={"suggest": "people", "begins": "writer"},
    )
    due: date = Field(title="Done by")
    direction: Literal["", "up", "down"] = Field(
        "",
        title="The measure will go",
        description="Your prediction. It is tested when the months are there.",
        json_schema_extra={"words": {"": "no prediction", "up": "up", "down": "down"}, "group": "What it will change"},
    )
    size: float | None = Field(
        None, gt=0, title="By how much", description="In the measure’s own unit, for a single month."
    )
    by: str | None = Field(
        None,
        pattern=MONTH,
        title="Seen from",
        description="The first month in which it should show.",
        json_schema_extra={"month": True},
    )
    sort: Literal["fix", "improve", "stop", "find out", "accept"] = Field(
        "improve", title="Kind", json_schema_extra={"words": SORTS, "group": "More"}
    )
    stage: Literal["define", "assess", "prioritise", "deploy"] = Field("define", title="Stage")
    about: Literal["measure", "objective", "money alarm", "difference", "list of cases"] = Field(
        "measure", title="What it is about"
    )
    aim: str = Field("", max_length=600, title="Aim and scope", json_schema_extra={"rows": 2})
    cost: float | None = Field(None, ge=0, title="Cost in pounds")
    hours: float | None = Field(None, ge=0, title="Hours of staff")
    confidence: Literal["", "low", "medium", "high"] = Field(
        "", title="How sure you are", json_schema_extra={"words": {"": "not said"}}
    )
    meeting: str | None = Field(None, max_length=36, json_schema_extra={"only": "computed"})  # at which it was made
    of: str | None = Field(None, max_length=36, json_schema_extra={"only": "computed"})  # the entry that it answers

    @model_validator(mode="after")
    def a_prediction_is_whole(self):
        """Direction, size and month belong together: without one of them nothing can be tested."""
        said = [name for name in PREDICTED if getattr(self, name)]
        if said and len(said) < len(PREDICTED):
            raise ValueError("a prediction says which way, by how much and from which month: fill in all three or none")
        return self


@kind("action.agreed")
class Agreed(Body):
    pass


@kind("action.started")
class Started(Body):
    started: date = Field(title="Begun on", json_schema_extra={"begins": "today"})


@kind("action.done")
class Done(Body):
    done: date = Field(title="Done on", json_schema_extra={"begins": "today"})
    said: str = Field("", max_length=600, title="What was done", json_schema_extra={"rows": 2})


@kind("action.noted")
class Noted(Body):
    words: str = Field(min_length=1, max_length=600, title="How it goes", json_schema_extra={"rows": 2})


@kind("action.told")
class Told(Body):
    """What stands of it on the public page."""

    words: str = Field(
        min_length=20,
        max_length=300,
        title="What everybody is told",
        description="For people who use the service: what you do, and what will be better for them. No names.",
        json_schema_extra={"rows": 2},
    )

    @field_validator("words")
    @classmethod
    def anybody_may_read_it(cls, words):
        """Plain words that tell of nobody: they are published as they stand."""
        if found := individuals(words, date.today(), ()):
            raise ValueError(f"this tells who somebody is ({found[0][0]}): say it without")
        if (years := grade(words)) > HARDEST:
            raise ValueError(f"this asks for about {years:.0f} years of school: write shorter words and sentences")
        return words


@kind("action.tested")
class Tested(Body):
    """The test of effect as it stood when somebody accepted it; the numbers are in the measure's own unit."""

    verdict: str = Field(min_length=1, max_length=60, json_schema_extra={"only": "computed"})
    difference: float = Field(json_schema_extra={"only": "computed"})
    lower: float = Field(json_schema_extra={"only": "computed"})
    upper: float = Field(json_schema_extra={"only": "computed"})
    months_before: int = Field(json_schema_extra={"only": "computed"})
    months_after: int = Field(json_schema_extra={"only": "computed"})


@kind("action.kept", "action.spread", "action.stopped", "action.withdrawn")
class Ended(Body):
    learnt: str = Field(
        "",
        max_length=600,
        title="What was learnt",
        description="For whoever thinks of doing the same.",
        json_schema_extra={"rows": 2},
    )


def _check(draft, fields):
    if fields.get("direction") and not draft.measure:
        raise Refused("a prediction is of one measure: say which, or leave the prediction out")
    begun, done = fields.get("started"), fields.get("done")
    if begun and done and done < begun:
        raise Refused(f"done on {done:%-d %B %Y}, before it was begun on {begun:%-d %B %Y}: put one of them right")


FAMILY = Family(
    "action",
    "Action",
    states={
        "proposed": "Proposed",
        "agreed": "Agreed",
        "under way": "Under way",
        "done": "Done",
        "effect tested": "Effect tested",
        "kept": "Kept",
        "spread": "Spread to others",
        "stopped": "Stopped",
        "withdrawn": "Withdrawn",
    },
    moves=(
        Move("action.proposed", (NEW,), "proposed", needs="act", words="Propose"),
        Move("action.agreed", ("proposed",), "agreed", needs="act", words="Agree"),
        Move("action.started", ("proposed", "agreed"), "under way", needs="act", words="Begin"),
        Move("action.done", ("agreed", "under way"), "done", needs="act", words="Done"),
        Move("action.tested", ("done",), "effect tested", needs="act", words="Accept the test"),
        Move("action.kept", ("done", "effect tested"), "kept", needs="act", words="Keep"),
        Move("action.spread", ("effect tested", "kept"), "spread", needs="act", words="Spread to others"),
        Move(
            "action.stopped",
            ("agreed", "under way", "done", "effect tested", "kept"),
            "stopped",
            needs="act",
            words="Stop",
            reason=True,
        ),
        Move("action.revised", ("proposed",), "proposed", needs="act", words="Change"),
        Move("action.revised", ("agreed",), "agreed", needs="act", words="Change", reason=True),
        Move("action.revised", ("under way",), "under way", needs="act", words="Change", reason=True),
        Move(
            "action.noted",
            (*OPEN, "done", "effect tested", "kept"),
            "proposed",
            needs="comment",
            words="Say how it goes",
            adds=True,
        ),
        Move(
            "action.told",
            ("agreed", "under way", "done", "effect tested", "kept", "spread"),
            "agreed",
            needs="approve",
            words="Tell everybody",
            adds=True,
        ),
        Move("action.withdrawn", ("proposed",), "withdrawn", needs="act", words="Withdraw", own=True),
    ),
    check=_check,
)
