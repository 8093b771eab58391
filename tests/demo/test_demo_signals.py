"""The planted stories as signals: each is found where stories.toml says, and the noise is not flagged."""

from datetime import date

import pytest

from dashboard import attention, demo, intake
from dashboard.build import build
from dashboard.demo.stories import stories
from dashboard.home import Home
from dashboard.store import Store
from tests.conftest import COUNCIL

STORIES = stories()
LAST = date(2026, 9, 1)


def signal(cursor, story, month=LAST, measure=None):
    found = cursor.execute(
        "select status, variation, rule, judged, run from cube.signals where measure = ? and unit = ? and month = ?",
        [measure or story["measure"], story["unit"], month],
    ).fetchone()
    return dict(zip(("status", "variation", "rule", "judged", "run"), found, strict=True))


def test_supervision_at_northfield_is_flagged_months_before_its_reviews(cursor):
    story = STORIES["reviews_at_northfield"]
    first = dict(
        cursor.execute(
            "select measure, min(month) from cube.signals where unit = ? and variation = 'concern'"
            " and month >= '2025-11-01' and measure in (?, ?) group by measure",
            [story["unit"], story["measure"], story["leads"]["measure"]],
        ).fetchall()
    )
    assert first[story["leads"]["measure"]] < first[story["measure"]] <= date(2026, 4, 1)


def test_the_dearer_hours_of_home_care_are_flagged_from_their_first_month_on(cursor):
    story = STORIES["fewer_hours_for_the_money"]
    for month in range(4, 10):
        assert signal(cursor, story, date(2026, month, 1))["variation"] == "high"


def test_the_new_rota_shows_as_an_improvement(cursor):
    assert signal(cursor, STORIES["new_rota_at_calder"])["variation"] == "improvement"


def test_a_lively_month_is_within_the_usual_range_or_too_rare_to_judge(cursor):
    found = signal(cursor, STORIES["lively_month_at_harbour"])
    assert found["variation"] in ("common", None)


def test_the_month_without_a_visit_log_is_judged_on_the_month_before(cursor):
    story = STORIES["missing_visit_log"]
    found = signal(cursor, story, date.fromisoformat(f"{story['month']}-01"))
    assert found["judged"] == date(2025, 1, 1)


def test_the_team_too_small_to_judge_is_not_judged(cursor):
    found = signal(cursor, STORIES["too_small_to_judge"])
    assert (found["status"], found["variation"]) == ("too small", None)


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """The town, loaded and built: two minutes."""
    folder = tmp_path_factory.mktemp("town")
    demo.write(folder / "files", size="town", seed=1)
    home = Home(folder / "home")
    intake.load([folder / "files"], home, COUNCIL)
    build(home, COUNCIL)
    with Store(home).snapshot().cursor() as cursor:
        yield cursor


@pytest.mark.slow
def test_in_the_town_the_stories_lead_the_council_s_lists_and_little_else_is_on_them(town):
    found = attention.attention(town, "westmarch", LAST)
    concerns = [(entry.finding.measure, entry.finding.unit) for entry in found.concerns]
    assert concerns[:2] == [("clients_reviewed", "op-northfield"), ("supervision_held", "op-northfield")]
    assert len(concerns) <= 5
    strengths = {entry.finding.measure: entry for entry in found.strengths}
    rota = strengths["visits_outside_time"]
    assert "op-eastgate" in {finding.unit for finding in (rota.finding, *rota.elsewhere)}
    for story in ("new_rota_at_calder", "fewer_hours_for_the_money"):
        assert signal(town, STORIES[story])["variation"] in ("improvement", "high")
    assert signal(town, STORIES["lively_month_at_harbour"])["variation"] in ("common", None)
    assert signal(town, STORIES["too_small_to_judge"])["status"] == "too small"
