"""Rights that people give one another in the journal, and records that are opened in an emergency."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dashboard.access import rights
from dashboard.access.commands import astray
from dashboard.council import one_person
from dashboard.errors import Refused
from dashboard.journal import ANYTHING, Draft, Journal
from dashboard.store import Store
from tests.access.test_coming_in import OURS, PAGE, came, council, sign_in  # noqa: F401  the fixtures of a way in

TODAY = date.today()
GIVEN = {"who": "bea", "role": "manager", "begins": TODAY, "ends": TODAY + timedelta(days=30), "why": "Covers leave"}


@pytest.fixture
def journal(tmp_path):
    found = Journal(f"sqlite:///{tmp_path / 'journal.sqlite'}")
    yield found
    found.close()


def write(journal, kind, by, body=None, thing=None, **more):
    at = {"about": thing.key, "seen": thing.seen} if thing else {"unit": "op-harbour"}
    (event,) = journal.write(Draft(kind=kind, by=by, body=body, **{**at, **more}), may=ANYTHING)
    return journal.thing(event.about)


def held(journal, who, day=TODAY):
    known = rights.with_written(rights.Rights(), journal)
    return known.heads(known.of(who, (), day))


def test_a_right_holds_when_somebody_else_has_agreed_for_its_days_and_until_it_is_ended(journal):
    thing = write(journal, "right.proposed", "ann", GIVEN)
    assert held(journal, "bea") == {}
    with pytest.raises(Refused, match="somebody else"):
        write(journal, "right.agreed", "ann", {}, thing)
    with pytest.raises(Refused, match="a right of their own"):
        write(journal, "right.agreed", "bea", {}, thing)
    thing = write(journal, "right.agreed", "cat", {}, thing)
    assert held(journal, "bea")["records"] == {"op-harbour"}
    assert held(journal, "ann") == {}
    for day in (TODAY - timedelta(days=1), GIVEN["ends"] + timedelta(days=1)):
        assert held(journal, "bea", day) == {}
    write(journal, "right.ended", "cat", {}, thing, reason="back early")
    assert held(journal, "bea") == {}


def test_no_council_lets_one_person_give_a_right_and_nobody_gives_one_to_themselves(journal, tmp_path):
    (tmp_path / "council.toml").write_text("")
    assert "right" not in one_person(tmp_path)
    with pytest.raises(Refused, match="nobody gives a right to themselves"):
        write(journal, "right.proposed", "bea", GIVEN)
    unknown = write(journal, "right.proposed", "ann", {**GIVEN, "role": "emperor"})
    write(journal, "right.agreed", "cat", {}, unknown)
    assert held(journal, "bea") == {}


def test_what_would_be_over_before_it_begins_is_refused_with_its_last_day(journal):
    over = {"begins": date(2020, 1, 1), "ends": date(2020, 1, 9)}
    asked = {"right.proposed": {**GIVEN, **over}, "right.broken": {"why": "Somebody is at risk", "ends": over["ends"]}}
    for kind, body in asked.items():
        with pytest.raises(Refused, match="9 January 2020, is over"):
            write(journal, kind, "ann", body)


def test_an_emergency_opens_records_at_once_and_is_over_after_seven_days_whatever_was_said(journal):
    body = {"why": "Somebody is at risk tonight", "ends": TODAY + timedelta(days=300)}
    thing = write(journal, "right.broken", "ann", body)
    begun = datetime.now(UTC).date()
    assert held(journal, "ann", begun) == {word: {"op-harbour"} for word in ("see", "records", "identify")}
    assert held(journal, "ann", begun + timedelta(days=7)) and not held(journal, "ann", begun + timedelta(days=8))
    write(journal, "right.ended", "ann", {}, thing, reason="over")
    assert held(journal, "ann", begun) == {}


def test_whoever_breaks_the_glass_signs_in_again_and_opens_records_and_the_guardian_reads_why(
    mini,
    journal,
    came,  # noqa: F811
    monkeypatch,
):
    from dashboard.access import doors

    monkeypatch.setattr(Store, "__init__", _with(journal, Store.__init__))
    _, client = came(doors.Demo)
    sign_in(client, "leader:adults")  # a director: no records of their own
    address = "/records?measure=clients_reviewed&unit=op-harbour"
    closed = client.get(address, headers=PAGE)
    assert closed.status_code == 403 and "kind=right.broken" in closed.get_data(as_text=True)
    body = {"why": "Somebody is at risk tonight", "ends": TODAY}
    write(journal, "right.broken", "leader:adults", body)
    assert "sign-in" in client.get(address, headers=PAGE).headers.get("Location", "")  # their rights have changed
    sign_in(client, "leader:adults")
    assert "What is it for?" in client.get(address, headers=PAGE).get_data(as_text=True)
    client.post("/sign-out", headers=OURS)
    sign_in(client, "guardian" if b"guardian" in client.get("/sign-in").data else "dee")
    page = client.get("/access", headers=PAGE).get_data(as_text=True)
    assert "Somebody is at risk tonight" in page and "Taken in an emergency" in page


def _with(journal, begin):
    def begun(self, home, seconds=None, _journal=None):
        begin(self, home, seconds, journal)

    return begun


def test_a_check_says_which_rights_of_the_journal_reach_nobody_or_everybody(journal, tmp_path):
    def told(**more):
        thing = write(journal, "right.proposed", "ann", {**GIVEN, **more.pop("body", {})}, **more)
        write(journal, "right.agreed", "cat", {}, thing)
        return list(astray(tmp_path, {"op-harbour", "westmarch"}, "westmarch", journal))

    assert told() == []
    (gone,) = told(body={"role": "emperor"})
    assert gone == "a right of the journal (bea, emperor) reaches nobody: the council has no such role any more"
    (closed, _) = told(unit="closed-team")
    assert closed == "a right of the journal (bea, manager) reaches nobody: there is no unit 'closed-team'"
    found = told(unit="westmarch")
    assert any(one.endswith("opens the records of everybody: it holds for the whole council") for one in found)
    assert list(astray(tmp_path, {"op-harbour"}, "westmarch")) == []
