"""Who sends which file by when: as the council says it, on the pages, by the number and in the calendar."""

import re
from datetime import date, timedelta

import pytest

from dashboard.collecting import settings
from dashboard.coverage import Feed, coverage
from dashboard.errors import DefinitionError
from dashboard.intake.layout import layouts
from layouts import written
from layouts.words import collecting as say
from tests.pages.test_data_page import plain
from tests.pages.test_writing import Desk

DUE = date(2026, 10, 31)


def feed(files=1, days=10):
    return Feed("visits", "Visits", "Visits", "month", ("visits",), files, None, None, DUE if files else None,
                DUE + timedelta(days) if files else None, False, (), is_expected=True)  # fmt: skip


def test_the_kinds_of_file_are_those_that_the_intake_knows():
    assert settings.kinds() == {one.family or one.name for one in layouts().values()}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[files.visit]\ndue = 3", "no such kind of file: is visits meant"),
        ("[files.visits]\ndue = 3.5", "whole number of days from 0 to 400"),
        ("[files.visits]\ndue = true", "due is True"),
        ("[files.visits]\nminutes = -1", "minutes is -1"),
        ("[files.visits]\nsender = 'Ann'", "unknown word 'sender'"),
        ("[files.visits]\nsenior = ' '", "write a text, or leave the line out"),
        ("files.visits = 3", "write a heading"),
        ("usage = 'no'", "write true or false"),
        ("rate = 'much'", "rate is 'much'"),
        ("[files", "collections.toml"),
    ],
)
def test_a_slip_in_collections_is_told_with_its_place(tmp_path, text, complaint):
    (tmp_path / settings.FILE).write_text(text)
    with pytest.raises(DefinitionError, match=complaint):
        settings.read(tmp_path)


def test_the_rate_of_all_holds_where_a_kind_says_none(tmp_path):
    (tmp_path / settings.FILE).write_text("rate = 20\n[files.visits]\nhours = 1\n[files.cld]\nrate = 30\n")
    assert {one.kind: one.rate for one in settings.read(tmp_path).of} == {"visits": 20, "cld": 30}


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 4), ("", False)),
        (date(2026, 11, 5), ("due in five days", False)),
        (date(2026, 11, 9), ("due in one day", False)),
        (date(2026, 11, 10), ("due today", False)),
        (date(2026, 11, 11), ("one day late", True)),
        (date(2026, 12, 1), ("21 days late", True)),
    ],
)
def test_reminders_begin_five_days_before_and_are_of_lateness_the_day_after(today, said):
    assert say.reminder(feed(), today) == said


def test_what_the_council_says_is_sent_and_has_never_come_is_missing():
    assert feed(0).is_missing and not feed(1).is_missing
    assert say.reminder(feed(0), DUE) == ("never come", True)


def test_the_council_says_after_how_many_days_a_file_is_late(cursor):
    late = {one.kind: one.late_from for one in coverage(cursor, date(2026, 11, 9)).on_hand}
    assert late["visits"] == date(2026, 11, 10) and late["delayed_discharges"] == date(2026, 11, 7)
    is_late = {one.kind for one in coverage(cursor, date(2026, 11, 9)).late}
    assert "delayed_discharges" in is_late and "visits" not in is_late


@pytest.fixture
def desk(mini, tmp_path):
    found = Desk(mini.store, tmp_path / "journal.sqlite")
    yield found
    found.journal.close()


def test_what_is_late_elsewhere_is_a_short_list_on_my_work(desk, monkeypatch):
    monkeypatch.setattr(written, "today", lambda: date(2026, 12, 1))
    late = plain(re.search(r'id="late".*?</section>', desk.get("/work?unit=children"), re.S)[0])
    assert "Home-care visits : October 2026, by 10 November 2026, ▲ 21 days late" in late


def test_an_inputter_finds_her_files_on_my_work_and_in_her_calendar_and_where_they_go(desk):
    desk.client.set_cookie("reader", "team:older-people")
    sent = plain(re.search(r'id="sent".*?</section>', desk.get("/work?unit=older-people"), re.S)[0])
    assert "Home-care visits October 2026 10 November 2026" in sent and "Head of older people (you)" in sent
    assert "Delayed discharges" not in sent  # of another unit
    text = desk.get("/work.ics?unit=older-people").replace("\r\n ", "").replace("\r", "")
    event = re.search(r"BEGIN:VEVENT\nUID:visits-2026-10-31.*?END:VEVENT", text, re.S)[0]
    assert "DTSTART;VALUE=DATE:20261110\n" in event
    assert re.findall("TRIGGER:(.*)\n", event) == ["-P5D", "P1D"]
    goes = plain(re.search(r'id="goes".*?</section>', desk.get("/data?kind=visits"), re.S)[0])
    assert "Five measures are made of it" in goes and "Home-care visits outside the agreed time" in goes
    trust = plain(re.search(r'id="trust".*?</section>', desk.get("/measure/visits_outside_time"), re.S)[0])
    assert "Two small providers send paper sheets" in trust and "Sent by: Head of older people." in trust
    assert "Answers for it" in desk.get("/data?kind=ssda903")  # a return of several files has one page
