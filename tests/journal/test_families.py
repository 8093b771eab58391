"""Comments, actions, decisions, meetings and saved views: their states, and what they ask for."""

import re

import pytest

from dashboard.errors import Refused
from dashboard.journal import ANYTHING, Draft, Journal, kinds
from dashboard.journal.kinds import families

ABOUT = {"unit": "op-eastgate", "measure": "clients_reviewed", "period": "2026-03"}
ACTION = {"title": "Book reviews a month ahead", "owner": "Ann", "due": "2026-06-30"}
PREDICTED = {"direction": "up", "size": 5, "by": "2026-07"}


@pytest.fixture
def journal(tmp_path):
    found = Journal(f"sqlite:///{tmp_path / 'journal.sqlite'}")
    yield found
    found.close()


def write(journal, kind, body, by="ann", thing=None, **more):
    at = {"about": thing.key, "seen": thing.seen} if thing else ABOUT
    (event,) = journal.write(Draft(kind=kind, by=by, body=body, **{**at, **more}), may=ANYTHING)
    return journal.thing(event.about)


def test_a_comment_is_drafted_published_and_answered(journal):
    thing = write(journal, "comment.drafted", {"happened": "Half of"})
    with pytest.raises(Refused, match="only ann"):
        write(journal, "comment.drafted", {"happened": "Mine"}, by="bob", thing=thing)
    thing = write(journal, "comment.published", {"happened": "Half of them are late."}, thing=thing)
    thing = write(journal, "comment.replied", {"words": "Which half?"}, by="bob", thing=thing)
    assert (thing.state, thing.fields["happened"]) == ("published", "Half of them are late.")
    assert [(one.by, one.body.words) for one in thing.added] == [("bob", "Which half?")]


def test_a_comment_has_two_thousand_letters_in_all(journal):
    with pytest.raises(Refused, match="2,000 letters at most, and 600 are enough; this one has 2,001"):
        write(journal, "comment.published", {"happened": "a" * 1000, "why": "b" * 1001})


def test_an_action_goes_from_proposed_to_what_was_learnt(journal):
    thing = write(journal, "action.proposed", {**ACTION, **PREDICTED})
    states = [thing.state]
    for kind, body in (
        ("action.agreed", {}),
        ("action.started", {"started": "2026-04-01"}),
        ("action.done", {"done": "2026-06-20"}),
        (
            "action.tested",
            {
                "verdict": "as predicted",
                "difference": 5,
                "lower": 2,
                "upper": 8,
                "months_before": 24,
                "months_after": 6,
            },
        ),
        ("action.kept", {"learnt": "Book early"}),
    ):
        thing = write(journal, kind, body, thing=thing)
        states.append(thing.state)
    assert states == ["proposed", "agreed", "under way", "done", "effect tested", "kept"]
    assert (thing.fields["size"], thing.fields["verdict"], thing.fields["learnt"]) == (5, "as predicted", "Book early")


@pytest.mark.parametrize("left_out", PREDICTED)
def test_a_prediction_is_whole_or_not_there(journal, left_out):
    part = {name: value for name, value in PREDICTED.items() if name != left_out}
    with pytest.raises(Refused, match="fill in all three or none"):
        write(journal, "action.proposed", {**ACTION, **part})


@pytest.mark.parametrize(
    ("kind", "body", "says"),
    [
        ("action.proposed", {**ACTION, "owner": " "}, "owner: fill this in"),
        ("action.proposed", {"title": "x", "owner": "Ann"}, "due: fill this in"),
        ("decision.made", {"words": "We stop", "owner": "Ann"}, "due: fill this in"),
        ("decision.made", {"words": "We stop", "due": "2026-06-30"}, "owner: fill this in"),
        ("view.saved", {"name": "Mine", "address": "//elsewhere.example"}, "address"),
        ("view.saved", {"name": "Mine", "address": "https://elsewhere.example"}, "address"),
    ],
)
def test_what_must_be_there_is_asked_for(journal, kind, body, says):
    with pytest.raises(Refused, match=says):
        write(journal, kind, body)


def test_whatever_is_typed_into_a_field_no_word_of_a_library_answers():
    families()
    typed = ("x", "nan", "1e999", "99999999999999999999", "-1", "2026-13", "31/03/2026", "x" * 6_000, "\x00")
    told = set()
    for name, kind in kinds._known.items():
        for field in kind.model.model_fields:
            for value in typed:
                try:
                    kinds.checked(name, {field: value})
                except kinds.NotAccepted as problem:
                    told |= {problem.errors.get(field, "")}
    assert len(told) > 10
    assert not [one for one in told if re.search(r"\b(?:Input|String|Value|valid|pattern|parse)\b", one)]


def test_what_is_done_before_it_was_begun_is_refused(journal):
    thing = write(journal, "action.proposed", ACTION)
    thing = write(journal, "action.started", {"started": "2026-04-01"}, thing=thing)
    with pytest.raises(Refused, match="done on 1 March 2026, before it was begun on 1 April 2026"):
        write(journal, "action.done", {"done": "2026-03-01"}, thing=thing)


def test_every_state_of_a_family_is_in_words_and_can_be_reached():
    for family in families().values():
        reached = {move.to for move in family.moves if not move.adds}
        assert reached == set(family.states), family.key


TARGET = {"value": 80, "begins": "2026-04-01", "by": "2027-03-31", "why": "As others do", "grounds": "neighbours"}


def test_a_target_is_proposed_sent_back_changed_and_approved_by_another(journal):
    thing = write(journal, "target.proposed", TARGET)
    thing = write(journal, "target.returned", {}, by="bob", thing=thing, reason="Too far")
    thing = write(journal, "target.revised", {**TARGET, "value": 78}, thing=thing)
    with pytest.raises(Refused, match="somebody else has to do this"):
        write(journal, "target.approved", {}, thing=thing)
    thing = write(journal, "target.approved", {"body": "Cabinet, minute 43"}, by="bob", thing=thing)
    assert (thing.state, thing.fields["value"], thing.fields["body"]) == ("approved", 78, "Cabinet, minute 43")
    with pytest.raises(Refused, match="this target is approved"):
        write(journal, "target.revised", TARGET, thing=thing)


def test_a_trajectory_is_its_points(journal):
    said = {**TARGET, "sort": "trajectory", "points": "2027-03 75; 2028-03: 78\n2029-03=80.5", "by": None}
    fields = write(journal, "target.proposed", said).fields
    assert fields["points"] == "2027-03 75, 2028-03 78, 2029-03 80.5"
    assert (f"{fields['begins']:%Y-%m}", f"{fields['by']:%Y-%m}", fields["value"]) == ("2027-03", "2029-03", None)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"value": None}, "target: say its value"),
        ({"by": "2026-03-31"}, "not after 1 April 2026"),
        ({"why": " ", "grounds": ""}, "say why this level, what it rests on"),
        ({"upper": 70}, "70 is less than 80"),
        ({"sort": "stretch"}, "what is expected without it"),
        ({"sort": "stretch", "expected": 80}, "these are the same"),
        ({"sort": "national"}, "where it was published"),
        ({"sort": "trajectory", "points": "2027-03 75"}, "two dates or more"),
        ({"sort": "trajectory", "points": "2027-03 75, May 80"}, "'May 80' is no month with a value"),
        ({"sort": "trajectory", "points": "2027-03 75, 2026-03 80"}, "March 2026 does not come after March 2027"),
        ({"sort": "monitor only", "value": None, "why": ""}, "say why this level"),
    ],
)
def test_a_target_says_what_its_kind_needs(journal, said, says):
    with pytest.raises(Refused, match=says):
        write(journal, "target.proposed", {**TARGET, **said})


def test_a_national_target_is_not_withdrawn(journal):
    thing = write(journal, "target.proposed", {**TARGET, "sort": "national", "source": "ASCOF"})
    thing = write(journal, "target.approved", {}, by="bob", thing=thing)
    with pytest.raises(Refused, match="propose the one that takes its place"):
        write(journal, "target.withdrawn", {}, by="bob", thing=thing, reason="We cannot")
