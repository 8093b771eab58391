"""Notes: proposed by one, approved by another."""

import pytest

from dashboard.errors import Refused
from dashboard.journal import ANYTHING, Draft
from dashboard.journal.kinds import families


def propose(journal, by="ann", rebase=False, **more):
    found = {"unit": "adults", "measure": "clients_reviewed", "period": "2026-03", **more}
    (event,) = journal.write(
        Draft(kind="note.proposed", by=by, body={"words": "A new rota", "rebase": rebase}, **found), may=ANYTHING
    )
    return journal.thing(event.about)


def move(journal, thing, kind, by, may=ANYTHING, **more):
    journal.write(Draft(kind=kind, by=by, about=thing.key, seen=thing.seen, **more), may=may)
    return journal.thing(thing.key)


def test_a_note_is_proposed_changed_and_approved(journal):
    thing = propose(journal, rebase=True)
    thing = move(journal, thing, "note.returned", "bob", reason="Which team?")
    thing = move(journal, thing, "note.revised", "ann", body={"words": "A new rota at Eastgate", "rebase": True})
    thing = move(journal, thing, "note.approved", "bob")
    assert (thing.state, thing.fields) == ("approved", {"words": "A new rota at Eastgate", "rebase": True})
    assert (thing.unit, thing.measure, thing.period) == ("adults", "clients_reviewed", "2026-03")
    assert journal.things("note") == [thing]


def test_nobody_approves_what_they_wrote_unless_the_council_says_so(journal, opened):
    thing = propose(journal)
    with pytest.raises(Refused, match="you wrote it: somebody else has to do this"):
        move(journal, thing, "note.approved", "ann")
    thing = move(journal, thing, "note.revised", "bob", body={"words": "Changed by the other"})
    with pytest.raises(Refused, match="you wrote it"):
        move(journal, thing, "note.approved", "bob")
    assert move(opened(journal.url, alone=["note"]), thing, "note.approved", "bob").state == "approved"


def test_a_right_that_is_not_had_is_refused_before_anything_is_told(journal):
    thing = propose(journal)
    with pytest.raises(Refused, match="you may not do this here"):
        move(journal, thing, "note.approved", "bob", may=lambda right, unit: right == "propose")


@pytest.mark.parametrize(
    ("kind", "by", "more", "says"),
    [
        ("note.refused", "bob", {}, "say why: 'Refuse' needs a reason"),
        ("note.withdrawn", "bob", {}, "only ann, who wrote it, may do this"),
        ("note.proposed", "bob", {"body": {"words": "x"}}, "this note is proposed: note.proposed cannot come now"),
    ],
)
def test_what_cannot_come_now_is_said_in_words(journal, kind, by, more, says):
    thing = propose(journal)
    with pytest.raises(Refused, match=says):
        move(journal, thing, kind, by, **more)


def test_a_note_needs_its_unit_and_month_and_a_rebase_its_measure(journal):
    with pytest.raises(Refused, match="a note needs a period"):
        propose(journal, period=None)
    with pytest.raises(Refused, match="a rebase is of one measure"):
        propose(journal, rebase=True, measure=None)


def test_the_buttons_of_a_form_are_the_moves_that_would_be_taken(journal):
    thing, family = propose(journal), families()["note"]
    buttons = {by: {one.kind for one in family.open_to(thing, ANYTHING, by)} for by in ("ann", "bob")}
    assert buttons["ann"] == {"note.revised", "note.returned", "note.refused", "note.withdrawn"}
    assert buttons["bob"] == {"note.revised", "note.approved", "note.returned", "note.refused"}
