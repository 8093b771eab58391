"""Every register's states and moves, walked at random: no way past a reason, a right or a second person."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import Refused
from dashboard.journal import things
from dashboard.journal.events import Draft, Event
from dashboard.journal.kinds import checked
from dashboard.journal.things import NEW
from dashboard.registers import registers
from dashboard.registers.fields import NUMBERS

PEOPLE = ("ann", "bob", "cat", "dan")


def value_of(said, draw):
    """A value that a field takes, written by a second hand: from the file's words and from nothing of the machine."""
    if "choices" in said:
        one = draw(st.sampled_from(list(said["choices"])))
        return [one] if said["type"] == "some" else one
    if said["type"] in ("person", "people"):
        one = draw(st.sampled_from(PEOPLE))
        return [one] if said["type"] == "people" else one
    if said["type"] in ("measures", "entries", "texts"):
        return ["x"]
    if said["type"] in NUMBERS:
        return said.get("least", 1)
    plain = {"date": date(2026, draw(st.integers(1, 12)), 1), "month": "2026-03", "yes": True}
    return plain.get(said["type"], "x")


def event(draft, thing, number):
    """The Event of a draft that was let in."""
    body, version = checked(draft.kind, draft.body)
    rest = dict.fromkeys(("measure", "period", "replaces", "store", "basis", "slice", "slice_value", "value"), None)
    return Event(
        number=number,
        id=str(number),
        at=datetime(2026, 1, 1, tzinfo=UTC),
        by=draft.by,
        as_role="",
        kind=draft.kind,
        version=version,
        about="it",
        unit="here",
        words=body.model_dump_json(),
        reason=draft.reason,
        numerator=None,
        denominator=None,
        previous="",
        hash="",
        **rest,
    )


def walk(register, draw, steps=12):
    """Random moves by random people: yields (said of the move in the file, draft, Thing before, Thing after)."""
    thing, family = None, register.family
    for number in range(1, steps):
        kind = draw(st.sampled_from([move.kind for move in family.moves]))
        model = register.models[kind][0]
        draft = Draft(
            kind=kind,
            by=draw(st.sampled_from(PEOPLE)),
            about="it" if thing else None,
            unit="here",
            seen=thing.seen if thing else None,
            reason=draw(st.sampled_from(["", "  ", "because"])),
            body={name: value_of(register.fields.get(name, {"type": "long"}), draw) for name in model.model_fields},
        )
        try:
            body, _ = checked(kind, draft.body)
            move = things.admitted(draft, thing, lambda right, unit: True)
            family.check_thing(draft, (thing.fields if thing else {}) | body.model_dump(), thing)
        except Refused:
            continue
        after = things.step(thing, event(draft, thing, number))
        yield move, draft, thing, after
        thing = after


@pytest.mark.parametrize("key", registers())
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_no_way_leads_past_a_reason_or_a_second_person(key, data):
    register, wrote = registers()[key], []
    for move, draft, before, after in walk(register, data.draw):
        state = before.state if before else NEW
        assert state in move.after and after.state == (state if move.adds else move.to)
        assert draft.reason.strip() or not move.reason
        mine = [place for place, (kind, by) in enumerate(wrote) if kind == move.kind]
        for kind, by in wrote[mine[-1] + 1 if mine else 0 :]:
            assert kind not in move.not_by or by != draft.by
        wrote.append((move.kind, draft.by))


@pytest.mark.parametrize("key", [key for key, one in registers().items() if any("deciders" in c for c in one.checks)])
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_who_decides_never_hears_the_appeal(key, data):
    register, decided = registers()[key], set()
    (rule,) = [one for one in register.checks if "deciders" in one]
    panel = rule["apart"][-1]
    for _move, draft, _before, after in walk(register, data.draw, steps=25):
        if panel in draft.body:
            heard = {*draft.body[panel], draft.by}
            others = {one for name in rule["apart"][:-1] for one in named(after.fields.get(name))}
            assert not heard & decided and not set(draft.body[panel]) & others
        if draft.kind in {register.kind(one) for one in rule["deciders"]}:
            decided.add(draft.by)


def named(value):
    return [value] if isinstance(value, str) else list(value or ())


@pytest.mark.parametrize("key", registers())
def test_every_state_can_be_reached_and_is_named(key):
    register = registers()[key]
    assert {move.to for move in register.family.moves} == set(register.states)
    assert any(NEW in move.after for move in register.family.moves)
