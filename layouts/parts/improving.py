"""The actions that answer an entry: define, assess, prioritise, deploy."""

from dash import html

from dashboard.journal.families.actions import STAGES
from dashboard.written import due_of, is_late
from layouts import words
from layouts import written as writings
from layouts.address import link
from layouts.parts import blocks
from layouts.words import writing as said

HEADS = [(one, "text-wrap") for one in STAGES]


def cells(actions):
    """A cell for each stage with its actions."""
    return [[_action(one) for one in actions if one.fields["stage"] == stage] or "" for stage in STAGES]


def _action(thing):
    is_over = is_late(thing, writings.today())
    day = due_of(thing)
    told = said.state(thing).lower() + (f", by {words.day_words(day)}" if day else "") + (", late" if is_over else "")
    small = html.Small([" ", blocks.unsaid("▼ ") if is_over else None, told], className="miss" if is_over else "soft")
    return html.Div([blocks.to(said.headline(thing), f"/work/{thing.key}"), small])


def begin(thing, text="begin an action", look="s"):
    """The way to begin an action that answers an entry, in a look of its own; None for whoever may not."""
    if not writings.may_begin("action.proposed", thing.unit):
        return None
    measures = thing.fields.get("measures") or ()
    asked = {"unit": thing.unit, "measure": measures[0] if measures else "", "topic": thing.key}
    return blocks.to(text, link("/write", kind="action.proposed", **asked), className=look)
