"""What has changed in a plan since it was approved, line by line: who, when and why."""

from dataclasses import dataclass

from dashboard.journal import things

UNSAID = ("plan",)  # a field that says where a line belongs
WORDS = {"done": "done", "met": "met", "dropped": "dropped"}


@dataclass(frozen=True)
class Change:
    """A plan or a line as it was and is: `what` has happened to it, and {field: (before, now)} of what it says."""

    thing: object
    what: str
    fields: dict
    event: object


def approved(events):
    """The event by which a plan was last approved; None where it never was."""
    return next((one for one in reversed(events) if one.kind == "plan.approved"), None)


def since_approval(journal, plan):
    """(the event of approval, the Changes since then, the oldest first) of a Plan; (None, []) before it is approved."""
    told = journal.events(about=plan.key)
    at = approved(told)
    if at is None:
        return None, []
    lines = [one for one in journal.events(units=[plan.unit]) if one.kind.startswith("line.")]
    before = things.fold([one for one in (*told, *lines) if one.number <= at.number])
    now = things.fold([*told, *lines])
    found = [_change(before.get(key), thing) for key, thing in now.items() if _is_of(plan, thing)]
    return at, sorted((one for one in found if one), key=lambda one: one.event.number)


def _is_of(plan, thing):
    return thing.key == plan.key or thing.fields.get("plan") == plan.key


def _change(before, now):
    if now.family == "plan":
        fields = _differences(before.fields, now.fields)
        return Change(now, "changed", fields, now.last) if fields else None
    if before is None:
        return None if now.state == "dropped" else Change(now, "added", {}, now.last)
    if before.last.number == now.last.number:
        return None
    fields = _differences(before.fields, now.fields)
    what = WORDS.get(now.state, "changed") if now.state != before.state else "changed"
    return Change(now, what, fields, now.last) if fields or what != "changed" else None


def _differences(before, now):
    return {
        word: (before.get(word), value)
        for word, value in now.items()
        if word not in UNSAID and before.get(word) != value and (before.get(word) or value)
    }
