"""The pages of plans show what was planted among the plans of the demo council, and what stands on its money page."""

import re
from decimal import Decimal
from html import unescape

import pytest

from dashboard import scorecard
from dashboard.demo import planned, written
from dashboard.money import lines
from dashboard.money.plans import plans as money_plans
from dashboard.planning import around
from tests.pages.conftest import running
from tests.pages.desk import Desk
from tests.pages.looking import looked_over

AT = "month=2026-09"


@pytest.fixture(scope="module")
def desk(mini, tmp_path_factory):
    found = Desk(mini.store, tmp_path_factory.mktemp("plans") / "journal.sqlite")
    written.write(found.journal, mini.store.snapshot())
    yield found
    found.journal.close()


@pytest.fixture(scope="module")
def plant():
    return planned.told()


def told(html):
    """The words of a page's main part, on one line."""
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2]).split()))


def test_the_tree_of_plans_has_its_hole_its_partner_and_its_joint_plan_twice(desk, plant):
    text = told(desk.get(f"/plans?{AT}"))
    assert "26 of 27 units have a plan for 2026–27; without one: Sensory." in text
    assert plant["partner"]["name"] in text
    assert (
        text.count("Transitions (14 to 25): People with a learning disability") == 2
        and "joint with Children's social care" in text
        and text.count("without the other’s share") == 1
    )
    assert "covered by the plan above" in text


@pytest.mark.browser
def test_pages_of_direction_are_painted_as_mounted_well_built_without_barriers_and_fit_a_phone(desk, page, phone):
    pages = ("/map", "/plans", "/plans/unit?unit=op-northfield", "/targets?unit=op-northfield", "/scores?about=process")
    with running(desk.app) as site:
        for address in pages:
            looked_over(page, phone, site, address)


def test_the_holes_that_were_planted_are_told(desk, plant):
    text = told(desk.get(f"/plans?{AT}&show=holes"))
    assert "One unit of 27 lacks a part" in text
    assert f"1 × a milestone that serves no priority what unit {plant['orphan']['title']}" in text


def test_the_plan_that_does_not_multiply_out_and_the_team_without_hours_are_told(desk):
    text = told(desk.get(f"/plans?{AT}&show=money"))
    assert "One line does not multiply out to within 1% unit line" in text and "+£25,000.00" in text
    assert "One plan asks for more hours than there are" in text
    assert re.search(r"Northfield 11,\d{3} 12,\d{3} ▲ 11\d% 3\. ", text)


def test_the_plan_of_a_unit_shows_live_measures_and_what_changed_since_it_was_approved(desk, plant):
    text = told(desk.get(f"/plans/unit?unit={plant['changed']['unit']}&{AT}"))
    assert "In force. 2025–26 to 2027–28." in text and "Approved by Head of older people, 10 March 2025." in text
    assert re.search(r"Helped to live at home, 65\+ : \d", text)
    assert "day: 11 December 2026, now 26 February 2027" in text and plant["changed"]["reason"] in text
    assert "done 26 June 2026" in text
    text = told(desk.get(f"/plans/unit?unit={plant['aimed']['unit']}&{AT}"))
    assert re.search(f"{plant['aimed']['title']} 90.0% Supervision held : 5\\d\\.\\d% ▼ missed", text)


def test_milestones_of_all_units_stand_by_their_day_and_who_owes_what_by_its_step(desk):
    text = told(desk.get(f"/plans?{AT}&show=milestones&unit=older-people"))
    assert text.index("30 June 2026") < text.index("11 December 2026") < text.index("31 March 2027")
    steps = told(desk.get(f"/plans?{AT}&show=year&year=2027"))
    assert "Drafts with what they cost what it buys and costs" in steps
    assert "Sensory (Team leader, Sensory)" in steps


def test_what_a_plan_is_held_against_is_what_the_money_page_has(mini):
    snapshot = mini.store.snapshot()
    names = scorecard.names(snapshot)
    with snapshot.cursor() as cursor:
        for unit in ("op-northfield", "mh-north"):
            whole = lines.money(cursor, unit, names.months[-1])
            files = around.on_file(cursor, unit, 2026)
            for one in money_plans(whole):
                mine = [row for (service, _), row in files.items() if service == one.line]
                assert sum((row["worth"] for row in mine), Decimal(0)) == one.worth
                assert sum((row["original"] for row in mine), Decimal(0)) == one.original


def test_a_year_without_plans_and_an_address_that_leads_nowhere_are_told(desk):
    assert "There is no plan for the year “1066”" in told(desk.get(f"/plans?{AT}&year=1066"))
    assert "There is no plan for 2026–27." in told(desk.get(f"/plans/unit?unit=ps-sensory&{AT}"))


def test_measures_are_filtered_by_the_set_they_belong_to(desk):
    every, ascof = (told(desk.get(f"/measures{asked}")) for asked in ("", "?set=ascof"))
    assert "ASCOF 2C" in ascof and "PAF C23, BVPI 163" in every and "PAF C23, BVPI 163" not in ascof


def test_a_team_begins_its_plan_and_puts_a_line_into_it_by_form(mini, tmp_path):
    desk = Desk(mini.store, tmp_path / "journal.sqlite")
    at = {"unit": "ps-sensory", "month": "2026-09"}
    said = {"purpose": "People with sight loss live well", "owner": "Ann", "first_year": "2026", "years": "3"}
    desk.begin("plan.drafted", {**said, "priority_1": "Calls answered", "fte": "8"}, at)
    plan, line = (next(one for one in desk.journal.things(family)) for family in ("plan", "line"))
    desk.open(f"?kind=line.milestone&unit=ps-sensory&month=2026-09&topic={plan.key}")
    assert f'<option value="{line.key}">1. Calls answered</option>' in desk.html
    milestone = {"title": "A new line", "due": "2027-01-31", "owner": "Ann", "serves": line.key}
    desk.send("line.milestone", milestone)
    assert "A new line" in desk.get("/plans/unit?unit=ps-sensory&month=2026-09")
    desk.begin("line.risk", {"title": "No cover", "owner": "Ann"}, {**at, "topic": "nowhere"})
    assert "no such plan of this unit" in desk.html
    desk.journal.close()
