"""The signals that the store keeps: each is the control chart of what was known in its month, and of no more."""

import shutil
from datetime import date

import numpy as np
import pytest

from dashboard import cli, judging, signals
from dashboard.home import Home
from dashboard.statistics import xmr
from dashboard.store import Store
from tests.conftest import COUNCIL

MONTHS = np.arange("2022-04", "2026-04", dtype="datetime64[M]").astype("datetime64[D]")


def charted(rows, better="higher", targets=None, small=None, events=None, starts=None):
    values = np.array(rows, dtype=float)
    empty = np.full(values.shape, np.nan)
    return judging.Charted(
        units=[f"U{n}" for n in range(len(rows))],
        bases=["month"] * len(rows),
        better=better,
        first_month=date(2022, 4, 1),
        values=values,
        targets=empty if targets is None else np.array(targets, dtype=float),
        small=np.zeros(values.shape, dtype=bool) if small is None else np.array(small),
        events=empty if events is None else np.array(events, dtype=float),
        starts=starts or [[] for _ in rows],
    )


def found(series):
    """The rows of cube.signals as dicts, by unit and month."""
    months = MONTHS[: series.values.shape[1]]
    return {(row["unit"], row["month"]): row for row in signals.signals("m", series, months).to_pylist()}


def wandering(seed, length=48):
    chance = np.random.default_rng(seed)
    values = 50 + chance.normal(0, 3, length)
    values[30:] += 6
    values[chance.integers(0, length, 4)] = np.nan
    return values


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("starts", [[], [20]])
def test_a_chart_of_a_month_knows_nothing_of_the_months_after_it(seed, starts):
    values = wandering(seed)
    rows = found(charted([values], targets=[[52] * 48], starts=[starts]))
    first = int(np.flatnonzero(np.isfinite(values))[0])
    for place in range(first, 48):
        row = rows["U0", MONTHS[place].item()]
        known = [None if np.isnan(v) else v for v in values[: place + 1]]
        chart = xmr.chart(known, better="higher", target=52, rebase=[s for s in starts if s <= place])
        assert row["points"] == list(chart.points)
        assert row["rules"] == list(chart.rules)
        assert row["starts"] == list(chart.starts)
        if row["status"] == "charted":
            assert row["variation"] == chart.variation
            assert row["assurance"] == (None if row["rule"] == "outside" else chart.assurance)


def test_a_signal_has_lasted_for_as_many_months_as_its_points_have_one_word_whatever_rule_each_has():
    calm = list(np.tile([50.0, 52.0, 51.0, 50.5], 9))
    for values, lasted in (
        ([*calm, 30], 1),
        ([*calm, 30, 31], 2),
        ([*calm, 30, np.nan, 31], 2),  # a month without a value is no month of it
        ([*calm, 30, 51, 31], 1),
        ([*calm, 20, 45.5, 45, 46, 45, 20], 6),
        (calm, 0),
    ):
        row = found(charted([values]))["U0", MONTHS[len(values) - 1].item()]
        points = [point for point, value in zip(row["points"], values, strict=True) if not np.isnan(value)]
        alike = next((n for n, point in enumerate(reversed(points)) if point != points[-1]), len(points))
        assert row["run"] == (alike if row["variation"] == "concern" else 0) == lasted, values


def test_a_verdict_takes_thirteen_points_of_the_last_segment():
    values = list(np.tile([10.0, 12.0], 24))
    rows = found(charted([values], starts=[[24]]))
    said = [rows["U0", month.item()]["status"] for month in MONTHS]
    assert said == ["too few"] * 12 + ["charted"] * 12 + ["too few"] * 12 + ["charted"] * 12


def test_a_month_without_a_value_is_judged_on_the_latest_that_has_one():
    values = [10.0, 12.0] * 12 + [np.nan]
    row = found(charted([values]))["U0", MONTHS[24].item()]
    assert row["judged"] == MONTHS[23].item()
    assert (row["value"], row["variation"]) == (12.0, "common")


def test_nothing_is_said_of_a_unit_before_its_first_value():
    rows = found(charted([[np.nan] * 3 + [5.0] * 3]))
    assert sorted(month for _, month in rows) == [month.item() for month in MONTHS[3:6]]


def test_a_share_of_too_few_and_events_too_rare_are_not_judged_and_nothing_is_claimed_of_them():
    jump = [10.0, 12.0] * 10 + [90.0]
    small = [[False] * 20 + [True]]
    row = found(charted([jump], small=small))["U0", MONTHS[20].item()]
    assert (row["status"], row["variation"], row["p"]) == ("too small", None, None)
    rare = [0.0] * 20 + [3.0]
    row = found(charted([rare], events=[rare]))["U0", MONTHS[20].item()]
    assert (row["status"], row["variation"], row["assurance"]) == ("too rare", None, None)
    often = [[1.0, 3.0] * 10 + [2.0]]
    assert found(charted(often, events=often))["U0", MONTHS[20].item()]["status"] == "charted"


def test_months_of_nought_are_no_run_below_the_average_where_most_of_them_are_nought():
    often_nought = [0.0, 0.0, 4.0] * 8
    assert found(charted([often_nought]))["U0", MONTHS[23].item()]["status"] == "too rare"
    risen = [0.0] * 24 + [20.0] * 13  # for a year it is no longer rare
    row = found(charted([risen], better="lower"))["U0", MONTHS[36].item()]
    assert (row["status"], row["variation"]) == ("charted", "concern")


def test_a_month_that_no_file_covers_is_not_too_small(cursor):
    (wrong,) = cursor.execute(
        "select count(*) from cube.signals where measure = 'visits_outside_time' and month = '2025-02-01'"
        " and status = 'too small'"
    ).fetchone()
    (before,) = cursor.execute(
        "select count(*) from cube.signals where measure = 'visits_outside_time' and month = '2025-01-01'"
        " and status = 'too small'"
    ).fetchone()
    assert wrong == before


def test_a_constant_series_has_limits_and_no_signal():
    row = found(charted([[100.0] * 30]))["U0", MONTHS[29].item()]
    assert (row["variation"], row["mean"], row["lower"], row["upper"]) == ("common", 100.0, 100.0, 100.0)
    assert row["p"] is None


def test_the_store_keeps_the_chart_of_every_charted_series(cursor):
    """A sample of the built store against the chart of the same values, worked out here."""
    rows = cursor.execute("""
        select s.measure, s.unit, s.month, s.variation, s.assurance, s.target, s.rule, c.better,
            list_slice(c.vals, 1, date_diff('month', c.first_month, s.month) + 1) as vals
        from cube.signals as s join cube.charted as c using (measure, unit)
        where s.status = 'charted' and hash(s.measure || s.unit || s.month) % 97 = 0
    """).fetchall()
    assert len(rows) > 50
    for measure, unit, month, variation, assurance, target, rule, better, vals in rows:
        better = better if better in ("higher", "lower") else "neither"
        chart = xmr.chart(vals, better=better, target=target)
        # What limits promise of a target is not said while the latest month shows that they no longer hold.
        expected = None if rule == "outside" else chart.assurance
        assert (variation, assurance) == (chart.variation, expected), (measure, unit, month)


def test_every_monthly_series_with_a_value_has_a_signal_or_the_reason_why_it_has_none(cursor):
    (without,) = cursor.execute("""
        select count(*) from cube.card_values as v
        where v.value is not null and v.measure in (select measure from cube.charted) and not exists (
            select 1 from cube.signals as s where s.measure = v.measure and s.unit = v.unit and s.month = v.month
        )
    """).fetchone()
    assert without == 0
    (unsaid,) = cursor.execute(
        "select count(*) from cube.signals where (status = 'charted') <> (variation is not null)"
    ).fetchone()
    assert unsaid == 0


def test_a_target_of_twelve_months_is_not_held_against_a_single_month_of_people_counted_once(cursor):
    targets = dict(
        cursor.execute(
            "select measure, count(target) from cube.signals where unit = 'westmarch' group by measure"
        ).fetchall()
    )
    assert targets["clients_reviewed"] == 0
    assert targets["assessments_in_time"] > 0
    assert targets["visits_outside_time"] > 0


def test_what_comes_by_the_year_has_its_changes_and_no_control_chart(cursor):
    yearly = cursor.execute("""
        select p.measure, count(*), count(s.measure) from cube.period_values as p
        left join cube.signals as s on s.measure = p.measure and s.unit = p.unit and s.month = p.month
        group by p.measure
    """).fetchall()
    found = {measure: values for measure, values, _ in yearly}
    assert min(found[measure] for measure in ("feel_safe", "satisfied_with_care", "looked_after_dental_checks")) > 1
    assert all(charts == 0 for *_, charts in yearly)


def test_notes_and_rebases_of_the_council_folder_reach_the_charts_below_their_unit(tmp_path, capsys, loaded_of):
    """A rebase holds at its unit and all below it, for its measure alone; a note on no unit is said."""
    folder = tmp_path / "council"
    shutil.copytree(COUNCIL, folder)
    with (folder / "notes.toml").open("a", encoding="utf-8") as notes:
        notes.write('\n[[note]]\nmonth = "2026-03"\nunit = "nowhere"\nwords = "It rained"\nauthor = "Head of roofs"\n')
        notes.write('\n[[note]]\nmonth = "2026-03"\nunit = "aduts"\nwords = "It froze"\nauthor = "Head of roofs"\n')
        notes.write('\n[[note]]\nmonth = "2025-07"\nunit = "adults"\nmeasure = "visits_outside_time"\nrebase = true\n')
        notes.write('words = "A new way of logging"\nauthor = "Head of commissioning"\n')
    with (folder / "questions.toml").open("a", encoding="utf-8") as questions:
        questions.write('\n[[question]]\nasks = "How?"\naddress = "/explore?measure=caseload&unit=aduts"\n')
    home = tmp_path / "home"
    loaded_of(Home(home), "organisation", "visits", "staff_months", "feedback")
    assert cli.main(["--home", str(home), "--council", str(folder), "build"]) == 0
    said = capsys.readouterr().err.splitlines()
    astray = "questions.toml: “How?” leads nowhere: there is no unit 'aduts': is adults meant?"
    assert [line for line in said if "questions.toml" in line] == [astray]
    assert [line for line in said if "notes.toml" in line] == [
        "notes.toml: “It froze” is drawn nowhere: there is no unit 'aduts' in 2026-03: is adults meant?",
        "notes.toml: “It rained” is drawn nowhere: there is no unit 'nowhere' in 2026-03",
    ]
    with Store(Home(home)).snapshot().cursor() as cursor:
        begun = cursor.execute("""
            select distinct s.measure, a.above is not null as below, len(s.starts)
            from cube.signals as s
            left join model.units_above as a on a.unit = s.unit and a.month = s.month and a.above = 'adults'
            where s.month = '2026-09-01' and s.first_month < '2025-07-01'
        """).fetchall()
        (first,) = cursor.execute(
            "select any_value(first_month) from cube.signals where measure = 'visits_outside_time'"
            " and unit = 'op-eastgate'"
        ).fetchone()
        starts, means = cursor.execute(
            "select starts, means from cube.signals where measure = 'visits_outside_time' and unit = 'op-eastgate'"
            " and month = '2026-09-01'"
        ).fetchone()
    assert {(below, many) for measure, below, many in begun if measure == "visits_outside_time"} >= {(True, 2)}
    assert {many for measure, _, many in begun if measure != "visits_outside_time"} == {1}
    assert {many for measure, below, many in begun if measure == "visits_outside_time" and not below} <= {1}
    assert starts == [0, (2025 - first.year) * 12 + 7 - first.month]
    assert means[1] < means[0]
