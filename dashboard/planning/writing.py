"""What is written of a plan beyond one form: the lines of a first plan, and the plan that a new line goes into."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import NAMESPACE_OID, uuid5

from dashboard.errors import Refused
from dashboard.journal.families.plans import LIVE
from dashboard.journal.kinds import checked

FIRST = "plan.drafted"


def open_plan(written, key, unit):
    """The plan that a new line of a unit goes into. Raises Refused where there is none that stands."""
    found = written.thing(key) if key else None
    if found is None or found.family != "plan" or found.unit != unit:
        raise Refused("there is no such plan of this unit: open the plan and put the line in from there")
    if found.state not in LIVE:
        raise Refused("this plan has ended: put the line into the one that is in force")
    return found


def with_its_lines(draft):
    """A draft with those that are written along with it: of a first plan its priorities, milestone and staff."""
    if draft.kind != FIRST:
        return (draft,)
    body, _ = checked(draft.kind, draft.body)
    key = draft.about or _made(draft, "plan")
    priorities = [words for words in (body.priority_1, body.priority_2, body.priority_3) if words]
    lines = [
        ("line.priority", {"title": words, "rank": rank, "owner": body.owner})
        for rank, words in enumerate(priorities, 1)
    ]
    if body.milestone:
        due = _last_day(body.milestone_due)
        first = _made(draft, "line-0")
        lines.append(("line.milestone", {"title": body.milestone, "due": due, "owner": body.owner, "serves": first}))
    if body.fte:
        lines.append(("line.staff", {"year": body.first_year, "fte": body.fte}))
    found = [replace(draft, about=key)]
    for number, (kind, fields) in enumerate(lines):
        name = f"line-{number}"
        said = {"kind": kind, "body": {"plan": key, **fields}, "about": _made(draft, name)}
        found.append(replace(draft, **said, id=_made(draft, f"{name}-event") if draft.id else None, against=None))
    return tuple(found)


def _made(draft, name):
    """A key that the same form makes again however often it is sent."""
    return str(uuid5(NAMESPACE_OID, f"{draft.id or draft.body} {draft.unit} {name}"))


def _last_day(month):
    year, number = map(int, month.split("-"))
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
