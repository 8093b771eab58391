"""The processing rules of the client files and of the looked-after children's return, each on a handful of rows."""

from contextlib import closing
from datetime import date
from decimal import Decimal

import duckdb
import pytest

from dashboard import build, council
from dashboard.home import Home
from tests.conftest import COUNCIL

SERVICE = {
    "event": "Service",
    "client_type": "Service user",
    "la_person": "P1",
    "service": "Long term support: Community",
    "component": "Home support or domiciliary care",
    "start": "2024-05-01",
    "period_end": "2025-03-31",
    "birth": "1940-01-01",
    "file": 1,
}
EPISODE = {"child": "C1", "legal_status": "C2", "placement": "U1", "reason_new": "P", "file": 2}


@pytest.fixture
def model(tmp_path):
    """A function: the rows of a query on a model made from the rows given for each layout."""
    with closing(duckdb.connect()) as connection:
        for schema in ("loaded", "sources", "model", "cube", "about"):
            connection.execute(f"create schema {schema}")
        build.add_loaded(connection, Home(tmp_path), COUNCIL)
        build.add_tailoring(connection, council.read(COUNCIL))
        connection.execute(
            "insert into loaded.files (file, layout, period_start, period_end, history, in_force) values"
            " (1, 'cld', '2024-04-01', '2025-03-31', true, true),"
            " (2, 'ssda903_episodes', '2024-04-01', '2025-03-31', true, true)"
        )

        def made(query, later_returns=0, first="", **layouts):
            for number in range(later_returns):
                connection.execute(
                    "insert into loaded.files (file, layout, period_start, period_end, history, in_force) values"
                    " (?, 'ssda903_episodes', ?, ?, true, true)",
                    [3 + number, f"{2025 + number}-04-01", f"{2026 + number}-03-31"],
                )
            for layout, rows in layouts.items():
                for line, row in enumerate(rows):
                    insert(connection, layout, {**row, "line": line})
            connection.execute(first or "select 1")
            build.run_folder(connection, "sources")
            build.run_folder(connection, "model")
            return connection.execute(query).fetchall()

        yield made


def insert(connection, layout, row):
    columns, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
    connection.execute(f"insert into loaded.{layout} ({columns}) values ({marks})", list(row.values()))


def test_two_council_identifiers_under_one_nhs_number_are_one_person(model):
    one = {**SERVICE, "nhs_number": "999"}
    rows = [one, {**one, "la_person": "P2", "start": "2024-06-01"}]
    assert model("select distinct person from model.packages", cld=rows) == [("P1",)]


def test_a_service_ends_on_the_day_of_death(model):
    rows = [{**SERVICE, "death": "2024-07-09"}]
    assert model("select ends from model.packages", cld=rows) == [(date(2024, 7, 9),)]


def test_a_service_that_comes_again_counts_once_as_the_latest_return_has_it(model):
    rows = [
        {**SERVICE, "period_end": "2024-12-31", "unit_cost": 190},
        {**SERVICE, "unit_cost": 20, "cost_frequency": "Weekly", "end": "2025-01-05"},
    ]
    found = model("select ends, weekly_cost from model.packages", cld=rows)
    assert found == [(date(2025, 1, 5), Decimal("20.00"))]


def test_an_open_end_is_kept_before_a_closed_one_of_the_same_return(model):
    rows = [{**SERVICE, "end": "2025-01-05"}, SERVICE]
    assert model("select ends from model.packages", cld=rows) == [(None,)]


def test_an_end_after_the_return_is_kept_as_planned_and_the_service_is_in_force(model):
    rows = [{**SERVICE, "end": "2025-05-20"}]
    found = model(
        "select packages.ends, packages.known_to, max(lines.month), bool_and(lines.in_force_at_end)"
        " from model.packages join model.package_months as lines using (package) group by all",
        cld=rows,
    )
    assert found == [(date(2025, 5, 20), date(2025, 3, 31), date(2025, 3, 1), True)]


def test_reablement_whose_end_is_planned_has_not_ended(model):
    reabled = {**SERVICE, "service": "Short term support: ST-Max", "component": "Reablement"}
    rows = [
        {**reabled, "start": "2025-03-10", "end": "2025-04-21"},
        {**reabled, "la_person": "P2", "start": "2025-01-10", "end": "2025-02-21"},
        {**reabled, "la_person": "P3", "start": "2025-03-10"},
    ]
    assert model("select person, month from model.reablement", cld=rows) == [("P2", date(2025, 2, 1))]


def test_parts_of_a_package_that_are_paid_for_differently_are_kept_apart(model):
    rows = [{**SERVICE, "delivery": "Direct payment"}, {**SERVICE, "delivery": "CASSR commissioned support"}]
    found = model("select service from model.packages order by service", cld=rows)
    assert found == [("direct payments",), ("home care",)]


@pytest.mark.parametrize(
    ("frequency", "units", "weekly"),
    [
        ("Weekly", None, "52.00"),
        ("Fortnightly", None, "26.00"),
        ("4-weekly", None, "13.00"),
        ("Monthly", None, "12.00"),
        ("Quarterly", None, "4.00"),
        ("Annually", None, "1.00"),
        ("Hourly", 7, "364.00"),
        ("Per session", 2, "104.00"),
        ("One-off", None, None),
    ],
)
def test_a_cost_is_a_weekly_cost_by_its_frequency_and_a_minus_sign_is_dropped(model, frequency, units, weekly):
    rows = [{**SERVICE, "unit_cost": -52, "cost_frequency": frequency, "planned_units": units}]
    found = model("select weekly_cost from model.packages", cld=rows)
    assert found == [(weekly and Decimal(weekly),)]


def test_a_move_between_care_homes_a_self_funder_and_a_short_stay_are_no_new_admissions(model):
    home = {**SERVICE, "service": "Long term support: Residential care", "component": "Long term residential care"}
    rows = [
        {**home, "start": "2023-01-01", "end": "2023-06-30"},
        {**home, "start": "2023-07-20", "end": "2023-08-31", "service": "Long term support: Nursing care"},
        {**home, "start": "2024-08-29"},
        {**home, "la_person": "P2", "outcome": "NFA: Self-funded client or under 12wk disregard"},
        {**home, "la_person": "P3", "component": "Short term residential care"},
    ]
    found = model("select person, admitted from model.admissions order by admitted", cld=rows)
    assert found == [("P1", date(2023, 1, 1))]


def test_a_return_to_a_care_home_is_new_365_days_after_the_last_stay_ended(model):
    home = {**SERVICE, "service": "Long term support: Residential care"}
    rows = [{**home, "start": "2023-01-01", "end": "2023-08-31"}, {**home, "start": "2024-08-30"}]
    found = model("select admitted from model.admissions order by admitted", cld=rows)
    assert found == [(date(2023, 1, 1),), (date(2024, 8, 30),)]


def test_a_start_put_right_in_the_next_return_is_one_time_in_care(model):
    rows = [{**EPISODE, "start": "2024-05-01"}, {**EPISODE, "start": "2024-06-01", "file": 3}]
    found = model("select starts, ends from model.looked_after_spells", later_returns=1, ssda903_episodes=rows)
    assert found == [(date(2024, 6, 1), None)]


def test_an_open_episode_that_the_next_return_no_longer_has_was_over_by_then(model):
    rows = [{**EPISODE, "start": "2024-05-01"}, {**EPISODE, "start": "2026-06-01", "file": 4}]
    query = """select month, placements from model.child_months
        where month in ('2025-03-01', '2025-04-01', '2027-03-01') order by month"""
    found = model(query, later_returns=2, ssda903_episodes=rows)
    assert found == [(date(2025, 3, 1), 1), (date(2027, 3, 1), 1)]


@pytest.mark.parametrize(("ledger", "months"), [("2026-04-01", 36), ("2025-04-01", 36), ("2024-07-01", 33)])
def test_returns_of_years_before_any_other_file_lengthen_the_history(model, ledger, months):
    """In place of the client files a ledger runs from the month given to March 2027."""
    change = f"""update loaded.files set layout = 'ledger', family = null, period_start = '{ledger}',
        period_end = '2027-03-31' where file = 1; update loaded.files set family = 'ssda903' where file > 1"""
    assert model("select count(*) from model.months", later_returns=1, first=change) == [(months,)]


def placements(model, *episodes):
    """The placements counted at 31 March 2025 for one child with these episodes."""
    rows = [{**EPISODE, **episode} for episode in episodes]
    found = model("select placements from model.child_months where month = '2025-03-01'", ssda903_episodes=rows)
    return found[0][0] if found else None


def test_the_placement_open_on_1_april_counts(model):
    assert (
        placements(
            model,
            {"start": "2023-01-01", "end": "2024-04-01", "reason_new": "S"},
            {"start": "2024-04-01", "placement": "K2"},
        )
        == 2
    )


def test_a_new_legal_status_is_no_new_placement(model):
    assert (
        placements(
            model,
            {"start": "2023-01-01", "end": "2024-09-01"},
            {"start": "2024-09-01", "reason_new": "L", "legal_status": "E1"},
        )
        == 1
    )


def test_a_stay_of_less_than_a_day_is_no_placement(model):
    assert (
        placements(
            model,
            {"start": "2023-01-01", "end": "2024-09-01"},
            {"start": "2024-09-01", "end": "2024-09-02"},
            {"start": "2024-09-02", "placement": "K2", "end": "2024-09-02"},
            {"start": "2024-09-03", "placement": "U4"},
        )
        == 3
    )


def test_a_temporary_stay_and_the_return_from_it_are_no_placements(model):
    home = {"placement": "U4", "urn": "SC1"}
    assert (
        placements(
            model,
            {**home, "start": "2023-01-01", "end": "2024-09-01"},
            {"start": "2024-09-01", "end": "2024-09-05", "placement": "T1"},
            {**home, "start": "2024-09-05"},
        )
        == 1
    )


def test_a_temporary_stay_that_leads_elsewhere_is_one_move(model):
    assert (
        placements(
            model,
            {"start": "2023-01-01", "end": "2024-09-01", "urn": "SC1"},
            {"start": "2024-09-01", "end": "2024-09-05", "placement": "T1"},
            {"start": "2024-09-05", "urn": "SC2"},
        )
        == 2
    )


def test_adoption_by_the_childs_own_carers_is_no_move(model):
    assert (
        placements(model, {"start": "2023-01-01", "end": "2024-09-01"}, {"start": "2024-09-01", "placement": "A3"}) == 1
    )


def test_agreed_short_breaks_are_not_being_looked_after(model):
    assert placements(model, {"start": "2024-06-01", "legal_status": "V4", "reason_new": "S"}) is None


def test_a_child_who_left_on_the_last_day_of_the_month_is_not_counted(model):
    assert placements(model, {"start": "2024-06-01", "end": "2025-03-31", "reason_new": "S"}) is None
