"""What the demo council's people wrote is there where written.toml says, by the journal's own rules."""

import tomllib
from datetime import date

import pytest

from dashboard import effects, scorecard, supplied
from dashboard.demo import written
from dashboard.errors import Refused
from dashboard.journal import Journal, copies
from dashboard.statistics.effect import TooEarly
from dashboard.written import Written, is_late

FILES = (written.FILE, written.TARGETS)
PLANTED = [thing for file in FILES for thing in tomllib.loads(file.read_text(encoding="utf-8"))["thing"]]
STATES = ("refused", "approved", "kept", "open", "proposed", "returned")


@pytest.fixture(scope="module")
def journal(mini, tmp_path_factory):
    found = Journal(f"sqlite:///{tmp_path_factory.mktemp('written')}/journal.sqlite")
    written.write(found, mini.store.snapshot())
    yield found
    found.close()


def thing_of(journal, planted):
    """The thing that a planted story has become, found by its first event."""
    first = planted["events"][0]
    for event in journal.events(kinds=first["kind"], units=planted["unit"]):
        if f"{event.at:%Y-%m-%d}" == first["at"] and event.measure == planted.get("measure"):
            return journal.thing(event.about)
    raise AssertionError(f"{planted['story']} is not there")


def test_the_map_has_versions_tensions_and_what_ought_to_be_measured(journal):
    said = tomllib.loads(written.MAP.read_text(encoding="utf-8"))["thing"]
    for family in ("map", "link", "tension", "wanted_measure"):
        planted = [one["shows"] for one in said if one["events"][0]["kind"].startswith(f"{family}.")]
        assert planted and sorted(thing.state for thing in journal.things(family)) == sorted(planted)


def of(*shows):
    return [pytest.param(one, id=one["story"]) for one in PLANTED if one["shows"] in shows]


EFFECTS = ("as predicted", "no change, and the prediction is ruled out", "too early")


@pytest.mark.parametrize("planted", of(*EFFECTS))
def test_what_came_of_an_action_is_what_its_story_says(mini, journal, planted):
    snapshot, thing = mini.store.snapshot(), thing_of(journal, planted)
    with snapshot.cursor() as cursor:
        found = effects.outcome(cursor, scorecard.names(snapshot), Written(journal), thing).found
    assert ("too early" if isinstance(found, TooEarly) else found.verdict) == planted["shows"]


def test_the_values_that_were_typed_in_pass_the_check_of_a_file(mini, journal):
    (thing,) = journal.things("supplied")
    names = scorecard.names(mini.snapshot)
    found = supplied.checked(thing.fields["rows"], names, names.units[thing.unit], mini.council)
    assert not found.faults and len(found.taken) == len(thing.fields["rows"]) == 3


@pytest.mark.parametrize("planted", of(*STATES))
def test_what_was_proposed_and_decided_stands_as_its_story_says(journal, planted):
    assert thing_of(journal, planted).state == planted["shows"]


@pytest.mark.parametrize("planted", of("late"))
def test_a_promise_past_its_day_is_late(journal, planted):
    assert is_late(thing_of(journal, planted), date(2026, 10, 1))


def test_the_same_comment_stands_twice_and_one_contradicts_its_number(mini, journal):
    first, again = (thing_of(journal, one) for one in PLANTED if one["shows"] == "copied")
    assert (first.fields["happened"], first.period) != (again.fields["happened"], again.period)
    assert first.fields["happened"] == again.fields["happened"]
    (claim,) = (thing_of(journal, one) for one in PLANTED if one["shows"] == "direction")
    assert "improve" in claim.fields["happened"]
    with mini.cursor() as cursor:
        (variation,) = cursor.execute(
            "select variation from cube.signals where measure = ? and unit = ? and month = ?",
            [claim.measure, claim.unit, date(2026, 9, 1)],
        ).fetchone()
    assert variation == "concern"
    assert [reply.body.words for reply in claim.added] != []


def test_three_years_of_comments_and_meetings_stand_in_their_order_and_nothing_is_written_twice(mini, journal):
    events = journal.events()
    assert [event.at for event in events] == sorted(event.at for event in events)
    assert sum(event.kind == "meeting.closed" for event in events) == written.QUARTERS
    comments = [event for event in events if event.kind == "comment.published" and event.value is not None]
    assert len(comments) > 12 and all(f"{event.value:.1f}%" in event.body.happened for event in comments)
    assert copies.check(journal).wrong == []
    with pytest.raises(Refused, match="empty journal"):
        written.write(journal, mini.store.snapshot())
