"""What collecting costs beside use: held to sums by hand; looks are counted for nobody, and no page waits for it."""

import inspect
import sqlite3
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time
from decimal import Decimal
from types import SimpleNamespace

import pytest

import app as web
from dashboard.collecting import burden
from dashboard.collecting.burden import Burden
from dashboard.collecting.usage import THREAD, Usage
from dashboard.written import Written
from layouts.usage import USAGE
from tests.pages.test_data_page import plain
from tests.pages.trees import mounted

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ((90, 540, None, 4), Decimal(810)),  # 540 case files at an hour and a half
        ((0, 709_600, 1.5, 12), Decimal(18)),  # logged by device: the files alone
        ((None, 10, None, 12), None),
        ((1.5, 0, None, 1), 0),
    ],
)
def test_hours_are_minutes_of_the_records_and_hours_of_the_files(said, hours):
    assert burden.taken(*said) == hours


def one(**said):
    usual = {"kind": "x", "name": "X", "inputter": "", "statutory": "", "files": 4, "records": 540, "looks": 0}
    usual |= {"hours": Decimal(810), "cost": Decimal("22680.00"), "measures": ("m",), "written": {}}
    return Burden(**{**usual, **said})


def test_what_might_be_stopped_has_no_law_no_decision_no_action_and_hardly_a_look():
    assert one().may_stop and one(looks=4, written={"comment": 9}).may_stop
    kept = [one(statutory="by law"), one(looks=5), one(looks=None), one(cost=None), one(written={"action": 1})]
    assert not any(each.may_stop for each in [*kept, one(written={"decision": 1})])
    assert one(written={"decision": 2}).a_decision == Decimal("11340.00") and one().a_decision is None


def test_a_year_of_records_is_what_a_slow_count_gives(cursor, tmp_path):
    found = {each.kind: each for each in burden.ledger(cursor, Written(), None, TODAY)}
    rows = cursor.execute(
        "select layout, period_start, period_end, rows_stored from about.files"
        " where in_force and period_start is not null"
    ).fetchall()
    visits = sorted((end, stored) for layout, _, end, stored in rows if layout == "visits")
    last = visits[-1][0]
    of_year = [stored for end, stored in visits if (last.year - end.year) * 12 + last.month - end.month < 12]
    assert found["visits"].records == round(sum(of_year) * 12 / len(of_year))
    assert found["visits"].cost == Decimal("441.00")  # 12 files of an hour and a half at £24.50
    audits = found["case_file_audits"]
    assert audits.cost == ((Decimal(10) * audits.records / 60 + 8) * Decimal("24.5")).quantize(Decimal("0.01"))
    assert all(each.looks is None and not each.may_stop for each in found.values())  # not counted: nothing is proposed


class Reports:
    """What was written, where it is reports alone: (measures, day on which it was issued) of each."""

    def __init__(self, *said):
        self.things = [
            SimpleNamespace(
                key=f"{n}", fields={"measures": keys}, last=SimpleNamespace(at=datetime.combine(day, time.min))
            )
            for n, (keys, day) in enumerate(said)
        ]

    def at(self, units, families=(), states=()):
        return self.things if tuple(families) == ("pack",) and tuple(states) == ("issued",) else []


def test_a_report_counts_once_for_each_file_whose_measures_stand_in_it_and_for_a_year(cursor):
    """By hand: two reports of the year have a measure of visits, one of them two; that of two years ago is none."""
    both = ("visits_outside_time", "new_carer_unannounced")
    written = Reports((both, date(2026, 8, 13)), (both[:1], date(2026, 2, 1)), (both, date(2024, 8, 1)), ((), TODAY))
    found = {each.kind: each.reports for each in burden.ledger(cursor, written, None, TODAY)}
    assert found["visits"] == 2 and found["case_file_audits"] == 0
    assert one(reports=1).may_stop  # that it is printed is no reason to collect it


def test_looks_are_added_up_by_several_processes_and_say_nothing_of_who_looked(tmp_path):
    days = [date(2026, 1, 5)]
    several = [Usage(tmp_path, every=0.0 if number else 9e9, today=lambda: days[0]) for number in range(2)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: several[n % 2].look("/measure", "adults", "reviews"), range(200)))
    for each in several:
        each.write()
        each.write()  # nothing twice
    for thread in threading.enumerate():
        if thread.name == THREAD:
            thread.join()
    days[0] = date(2026, 3, 1)
    several[0].look("/", "adults")
    several[0].write()
    assert sum(looks for *_, looks in several[0].looks(date(2026, 1, 1))) == 201 and several[0].begun() == "2026-01"
    assert several[1].looks(date(2026, 2, 1)) == [("/", "adults", "", 1)]
    assert several[1].looks(date(2026, 1, 1), {"children"}) == []
    assert burden.looks_of(several[0], date(2026, 3, 31)) is None  # two months are too short to say "few"
    assert burden.looks_of(several[0], date(2026, 4, 1)) == {"reviews": 200, "": 1}
    columns = [row[1] for row in sqlite3.connect(several[0].path).execute("pragma table_info(looks)")]
    assert columns == ["month", "page", "unit", "measure", "looks"]
    assert list(inspect.signature(Usage.look).parameters) == ["self", "page", "unit", "measure"]


def test_nothing_is_counted_where_the_council_does_not_want_it_and_what_cannot_be_written_waits(tmp_path):
    off = Usage(tmp_path, counted=False)
    off.look("/", "adults")
    off.write()
    assert not off.path.exists()
    usage = Usage(tmp_path / "gone", every=9e9)
    usage.look("/", "adults")
    usage.write()
    usage.path.parent.mkdir()
    usage.write()
    assert [looks for *_, looks in usage.looks(date(2020, 1, 1))] == [1]


def test_a_page_that_is_mounted_is_a_look_and_the_ledger_tells_it(mini, tmp_path):
    served, usage = web.serving(mini.store).server, Usage(tmp_path, every=9e9)
    served.extensions[USAGE], client = usage, served.test_client()
    assert client.get("/measure/clients_reviewed?unit=adults").status_code == 200
    assert not usage._waiting  # the first answer is also fetched by what runs no script
    mounted(client, "/measure/clients_reviewed?unit=adults")
    mounted(client, "/measure/clients_reviewed?unit=nowhere")  # not found: not looked at
    assert dict(usage._waiting) == {(f"{date.today():%Y-%m}", "/measure", "adults", "clients_reviewed"): 1}
    usage.add(Counter({(f"{date.today():%Y-%m}", "/measure", "adults", "clients_reviewed"): 7}))
    usage.add(Counter({(f"{date.today():%Y-%m}", "/data", "", ""): 3}))  # of no unit: of the whole council
    text = plain(client.get("/burden?unit=westmarch").get_data(as_text=True))
    assert "Case-file audits" in text and "Which pages are looked at" in text and "Adult social care 7" in text
    assert "Westmarch Council 3" in text and "Data 3" in text
    assert "Data 3" not in plain(client.get("/burden?unit=adults").text)
