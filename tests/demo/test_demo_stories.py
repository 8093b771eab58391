"""The planted stories show where stories.toml says."""

from datetime import date

import numpy as np
import pytest

from dashboard import comparison, demo
from dashboard import scorecard as cards
from dashboard.demo import council, providers
from dashboard.demo.facts import BY_SERVICE, TARGETS
from dashboard.demo.organisation import organisation
from dashboard.demo.pathway import REVIEW, SERVICE
from dashboard.demo.people import GROUPS, team_on
from dashboard.demo.sizes import TOWN
from dashboard.demo.stories import stories
from dashboard.money import lines

STORIES = stories()
YEAR = np.timedelta64(365, "D")


def value(cursor, measure, unit, month):
    found = cursor.execute(
        "select value from cube.card_values where measure = ? and unit = ? and month = ?",
        [measure, unit, f"{month}-01"],
    ).fetchone()
    return None if found is None else found[0]


def mean_between(cursor, story, first, last):
    (mean,) = cursor.execute(
        "select avg(value) from cube.card_values where measure = ? and unit = ? and month between ? and ?",
        [story["measure"], story["unit"], f"{first}-01", f"{last}-01"],
    ).fetchone()
    return mean


@pytest.mark.parametrize("key", STORIES)
def test_a_story_names_a_measure_and_a_unit_that_are_there(key, cursor, mini):
    story = STORIES[key]
    if "measure" not in story:
        return
    units = {unit for (unit,) in cursor.execute("select unit from model.units").fetchall()}
    measures = {measure for (measure,) in cursor.execute("select key from about.measures").fetchall()}
    assert story["unit"] in units
    assert {story["measure"]} | {story.get("leads", story)["measure"]} <= measures


def test_targets_are_set_for_measures_and_units_that_are_there(cursor):
    measures = {measure for (measure,) in cursor.execute("select key from about.measures").fetchall()}
    units = {unit for (unit,) in cursor.execute("select unit from model.units").fetchall()}
    assert set(TARGETS) | {measure for measure, *_ in BY_SERVICE} <= measures
    assert {unit for _, unit, *_ in BY_SERVICE} <= units


def test_reviews_at_northfield_fall_after_supervision_did(cursor):
    story = STORIES["reviews_at_northfield"]
    for one in (story, {**story["leads"], "unit": story["unit"]}):
        fall = value(cursor, one["measure"], one["unit"], one["before"]) - value(
            cursor, one["measure"], one["unit"], one["after"]
        )
        assert fall >= one["by_at_least"], one["measure"]


@pytest.fixture
def teams_compared(mini, cursor):
    """Where each team lies among all teams, by team, in what is asked of the last month."""
    names = cards.names(mini.snapshot)
    teams = next(f for f in comparison.families(names, names.root, names.months[-1]) if f.key == "team").units

    def verdicts(measure):
        found, _ = comparison.over_units(cursor, names, names.measures[measure], teams, names.months[-1])
        return beside(found)

    return verdicts


def beside(found):
    """Where each point lies: its verdict, or in so small a demo, which judges nobody, its side of the outer limits."""
    said = {point.key: point.verdict for point in found.points}
    for point in found.valued:
        if found.limits.few and point.verdict == "":
            lower, *_, upper = (float(part[0]) for part in found.limits.curve([point.denominator]))
            said[point.key] = "far below" if point.value < lower else "far above" if point.value > upper else ""
    return said


@pytest.mark.parametrize("key", ["reviews_at_northfield", "too_small_to_judge"])
def test_a_story_lies_among_the_teams_where_it_says(key, teams_compared):
    story = STORIES[key]
    assert teams_compared(story["measure"])[story["unit"]] == story["beside_teams"]


def test_calders_new_rota_puts_it_outside_the_funnel_of_providers(mini, cursor):
    story, names = STORIES["new_rota_at_calder"], cards.names(mini.snapshot)
    found = comparison.over_parts(cursor, names.measures[story["measure"]], names.root, names.months[-1], "provider")
    assert beside(found)[story["provider"]] == story["beside_providers"]


def test_home_care_keeps_to_its_budget_while_it_buys_fewer_and_dearer_hours(cursor):
    story = STORIES["fewer_hours_for_the_money"]
    rise = value(cursor, story["measure"], story["unit"], story["after"]) - value(
        cursor, story["measure"], story["unit"], story["before"]
    )
    assert rise >= story["by_at_least"]
    ask = {"service": story["service"], "unit": story["unit"], "month": f"{story['after']}-01"}
    (variance,) = cursor.execute(
        """
        select 100 * (sum(forecast) / sum(revised) - 1) from model.budget_months
        join model.units_above using (month, unit)
        where above = $unit and service = $service and month = $month
    """,
        ask,
    ).fetchone()
    assert abs(variance) <= story["budget_within"]
    (delivered,) = cursor.execute(
        """
        select 100 * sum(actual) / sum(agreed) from model.activity_against_agreed
        join model.units_above using (month, unit)
        where above = $unit and service = $service and month = $month
    """,
        ask,
    ).fetchone()
    assert delivered < story["delivered_below"]


def test_the_plan_that_does_not_multiply_out_shows_in_the_plan_line_and_no_other_does(cursor):
    story = STORIES["plan_short_in_supported_living"]
    found = lines.money(cursor, story["unit"], date.fromisoformat(f"{story['month']}-01"))
    for one in found.lines:
        worth, original, _ = lines.plan(one)
        if worth:
            wanted = story["short_by"] if one.key == story["service"] else 0
            assert 100 * (1 - float(worth / original)) == pytest.approx(wanted, abs=0.3), one.key
    assert story["service"] in {one.key for one in found.lines}


def test_visits_in_eastgate_come_on_time_more_often_since_the_new_rota(cursor):
    story = STORIES["new_rota_at_calder"]
    before, after = (
        mean_between(cursor, story, "2024-04", story["before"]),
        mean_between(cursor, story, story["after"], "2026-09"),
    )
    assert before - after >= story["by_at_least"]


def test_compliments_at_harbour_jump_within_their_usual_range(cursor):
    story = STORIES["lively_month_at_harbour"]
    assert [value(cursor, story["measure"], story["unit"], story[when]) for when in ("before", "after")] == story[
        "values"
    ]
    months = [
        count
        for (count,) in cursor.execute(
            "select value from cube.card_values where measure = ? and unit = ? and value is not null order by month",
            [story["measure"], story["unit"]],
        ).fetchall()
    ]
    moving = np.abs(np.diff(months)).mean()
    assert months[-1] < np.mean(months) + 2.66 * moving  # 3 / d2: the usual range of an XmR chart


def test_the_month_without_a_visit_log_has_no_value_and_says_why(cursor):
    story = STORIES["missing_visit_log"]
    found, reason = cursor.execute(
        "select value, reason from cube.card_values where measure = ? and unit = ? and month = ?",
        [story["measure"], story["unit"], f"{story['month']}-01"],
    ).fetchone()
    assert found is None
    assert reason


def test_the_sensory_team_is_small(cursor):
    story = STORIES["too_small_to_judge"]
    (people,) = cursor.execute(
        "select denominator from cube.card_values where measure = ? and unit = ? and month = ?",
        [story["measure"], story["unit"], f"{story['after']}-01"],
    ).fetchone()
    assert 0 < people < story["fewer_than"]


def test_a_file_that_is_there_twice_counts_once_and_a_correction_supersedes(mini, cursor):
    story = STORIES["loaded_twice"]
    (visits,) = cursor.execute(
        "select denominator from cube.card_values"
        " where measure = 'visits_outside_time' and unit = 'westmarch' and month = '2026-03-01'"
    ).fetchone()
    with (mini.files / "visits" / f"{story['copy_of']}.csv").open() as file:
        planned = sum(1 for _ in file) - 1
    assert 0.9 * planned <= visits <= planned
    assert (mini.files / "visits" / f"{story['copy']}.csv").read_bytes() == (
        mini.files / "visits" / f"{story['copy_of']}.csv"
    ).read_bytes()
    in_force = dict(cursor.execute("select name, in_force from about.files where layout = 'staff_months'").fetchall())
    assert in_force[f"{story['correction']}.csv"] and not in_force[f"{story['corrected']}.csv"]


@pytest.fixture(scope="module")
def town():
    """The adults of the town, without its files."""
    org = organisation(TOWN)
    return org, council.adults_of(TOWN, org, providers.providers(TOWN, org), demo.generators(1))


def share_reviewed(town, team, last, group=None):
    """The slow way: of the people whom a team serves on a day, how many had a review in the year before."""
    org, adults = town
    last, events, people = np.datetime64(last, "D"), adults.events, adults.supported
    count = len(people["starts"])
    served = (
        (events["event"] == SERVICE)
        & (events["starts"] <= last)
        & (events["ends"] >= last)
        & (events["person"] < count)
    )
    who = np.unique(events["person"][served])
    who = who[team_on(people, who, last) == org.position(team)]
    who = who if group is None else who[people["group"][who] == GROUPS.index(group)]
    held = (events["event"] == REVIEW) & (events["ends"] > last - YEAR) & (events["ends"] <= last)
    return 100 * np.isin(who, events["person"][held]).mean(), len(who)


def test_harbour_reviews_more_of_each_group_and_less_of_the_whole(town):
    story = STORIES["harder_cases_at_harbour"]
    days = "2025-03-31", "2026-09-30"
    for group in story["groups"]:
        before, after = (share_reviewed(town, story["unit"], day, group)[0] for day in days)
        assert after > before, group
    before, after = (share_reviewed(town, story["unit"], day)[0] for day in days)
    assert before - after >= story["by_at_least"]


def test_about_three_thousand_people_in_the_town_have_a_service_at_any_time(town):
    _, adults = town
    for day in ("2023-01-15", "2024-09-15", "2026-09-15"):
        there = (
            (adults.events["event"] == SERVICE)
            & (adults.events["starts"] <= np.datetime64(day))
            & (adults.events["ends"] >= np.datetime64(day))
        )
        people = len(np.unique(adults.events["person"][there]))
        assert TOWN.people * 0.85 <= people <= TOWN.people * 1.15, day
