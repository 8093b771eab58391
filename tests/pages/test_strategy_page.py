"""The strategy map and the line of sight as pages: what is told of each arrow, who may change it, what a team adds."""

import re

import pytest

from dashboard.journal import ANYTHING, Draft
from tests.pages.desk import Desk


@pytest.fixture
def desk(mini, tmp_path):
    found = Desk(mini.store, tmp_path / "journal.sqlite")
    yield found
    found.journal.close()


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_each_arrow_has_its_verdict_its_interval_and_says_that_other_lags_were_not_tried(desk):
    text = plain(desk.get("/map"))
    assert "✓ the data agree" in text
    assert re.search(r"−0\.\d\d \(−0\.\d\d to −0\.\d\d\)", text)
    assert re.search(r"\d+ teams, \d+ pairs of months", text)
    assert "Other lags were not tried" in text
    assert "the reverse fits and this one does not" in text
    assert "not testable it names no two measures" in text and "not testable: not testable" not in text


def test_an_arrow_of_the_file_is_changed_and_taken_off_by_form_and_the_page_says_what_changed(desk):
    (before,) = re.findall(r"objectives, (\d+) arrows", plain(desk.get("/map")))
    topic = "good_practice~heard_and_safe"
    html = desk.open(f"?kind=link.removed&unit=westmarch&topic={topic}")
    assert "Why" in html
    desk.send("link.removed", {})
    assert "say why" in desk.html.lower()
    desk.send("link.removed", {"reason": "Nobody believes it any more"})
    text = plain(desk.get("/map"))
    assert f"{int(before) - 1} arrows" in text
    assert "− taken off" in text
    desk.open("?kind=link.drawn&unit=westmarch&topic=care_to_rely_on~live_well_at_home")
    assert '<option value="care_to_rely_on" selected>' in desk.html
    fields = {"from_objective": "care_to_rely_on", "to_objective": "live_well_at_home", "reason": "They say so"}
    desk.send(
        "link.drawn", {**fields, "from_measure": "visits_outside_time", "to_measure": "compliments", "weight": "2"}
    )
    text = plain(desk.get("/map"))
    assert "± changed" in text
    assert "weight 1, now 2" in text
    assert "tested at the next build" in text


def test_a_pair_that_pulls_apart_is_recorded_or_dismissed_with_a_reason(desk):
    desk.open("?kind=tension.dismissed&unit=westmarch&topic=caseload~spending")
    desk.send("tension.dismissed", {"reason": "Both follow the winter"})
    body = {"title": "Quick or thorough", "handled": "Sampled each month", "owner": "Ann", "review": "2027-03-31"}
    desk.journal.write(
        Draft(kind="tension.recorded", by="ann", unit="westmarch", period="2026-09", body=body), may=ANYTHING
    )
    text = plain(desk.get("/map"))
    assert "Both follow the winter" in text
    assert "Quick or thorough : Sampled each month" in text


def test_the_line_of_sight_says_what_a_team_adds_to_the_council_and_where_that_leads(desk, mini):
    text = plain(desk.get("/line?unit=op-northfield&month=2026-09"))
    with mini.cursor() as cursor:
        own, whole = (
            cursor.execute(
                "select numerator from cube.card_values where measure = 'clients_reviewed' and unit = $unit"
                " and month = '2026-09-01'",
                {"unit": unit},
            ).fetchone()[0]
            for unit in ("op-northfield", "westmarch")
        )
    assert f"{own:,.0f} of {whole:,.0f}" in text
    assert "↑ People live the lives they choose, in their own homes" in text


def test_what_is_wanted_and_not_measured_stands_as_a_dashed_row_under_its_objective(desk):
    body = {
        "title": "Whether people keep friends",
        "objective": "People feel safe, are listened to and are satisfied with what we do",
        "why": "Where to put day services",
        "blocker": "not recorded",
        "owner": "Ann",
        "since": "2026-03-01",
    }
    draft = Draft(kind="wanted_measure.wanted", by="ann", unit="westmarch", period="2026-09", body=body)
    desk.journal.write(draft, may=ANYTHING)
    html = desk.get("/map")
    (row,) = re.findall(r'<tr class="wanted">.*?</tr>', html)
    assert "Whether people keep friends" in row
    assert "wanted, not measured (not recorded; Ann)" in row
    before = html[: html.index(row)]
    assert plain(before).rstrip().endswith("Complaints answered in time")
    html = desk.get("/?unit=westmarch")
    (row,) = re.findall(r'<tr class="wanted">.*?</tr>', html)
    assert "Whether people keep friends" in row and "wanted, not measured (not recorded; Ann)" in row
    assert plain(html[: html.index(row)]).rfind("People feel safe") > plain(html).find("Customer in full")


def test_a_card_says_where_it_is_out_of_balance_and_which_measures_say_the_same(desk):
    text = plain(desk.get("/map"))
    assert "Financial has no outcome among its" in text
    assert "Learning and growth has no outcome among its" in text
    assert "Spending this financial year (r = 1.00" in text
