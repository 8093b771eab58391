"""The processing rules of the client files and of the looked-after children's return, each on a handful of rows."""

from contextlib import closing
from datetime import date
from decimal import Decimal
from graphlib import TopologicalSorter

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


FILES = """
insert into loaded.files (file, layout, period_start, period_end, history, in_force) values
    (1, 'cld', '2024-04-01', '2025-03-31', true, true), (2, 'ssda903_episodes', '2024-04-01', '2025-03-31', true, true)
"""
FILE = FILES.split("values")[0] + "values (?, ?, ?, ?, true, true)"
STATEMENTS = {
    f"{folder}.{name}": sql for folder in ("sources", "model") for name, sql in build.statements_of(folder).items()
}


@pytest.fixture(scope="module")
def nothing_loaded(tmp_path_factory):
    """What a build has before its first row."""
    with closing(duckdb.connect()) as connection:
        for schema in ("loaded", "about"):
            connection.execute(f"create schema {schema}")
        build.add_loaded(connection, Home(tmp_path_factory.mktemp("home")), COUNCIL)
        build.add_tailoring(connection, council.read(COUNCIL))
        yield connection


@pytest.fixture
def model(nothing_loaded):
    """A function: the rows of a query on what it reads of the model, made from the rows given for each layout."""
    connection, there = nothing_loaded, set()
    connection.execute("begin; create schema sources; create schema model")
    connection.execute(FILES)

    def made(query, returns=(), later_returns=0, first="", **layouts):
        """`returns`: further client files, (number, first and last day of the period), received in this order."""
        further = [(number, "cld", *period) for number, *period in returns]
        for number in range(later_returns):
            year = 2025 + number
            further.append((3 + number, "ssda903_episodes", f"{year}-04-01", f"{year + 1}-03-31"))
        for one in further:
            connection.execute(FILE, one)
        for layout, rows in layouts.items():
            for line, row in enumerate(rows):
                insert(connection, layout, {**row, "line": line})
        connection.execute(first or "select 1")
        return again(query)

    def again(query):
        for name in in_turn(query):
            if name not in there:
                build._create(connection, *name.split("."), STATEMENTS[name], build.HERE)
                there.add(name)
        return connection.execute(query).fetchall()

    made.again = again
    yield made
    connection.execute("rollback")


def in_turn(query):
    """The statements that a query stands on, each after those that it reads itself."""
    needs, waiting = {}, [query]
    while waiting:
        name = waiting.pop()
        needs[name] = build.reads(STATEMENTS.get(name, name)) & set(STATEMENTS) - {name}
        waiting += needs[name] - set(needs)
    return [name for name in TopologicalSorter(needs).static_order() if name in STATEMENTS]


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
        {**SERVICE, "unit_cost": 190, "cost_frequency": "Weekly"},
        {**SERVICE, "unit_cost": 20, "cost_frequency": "Weekly", "end": "2025-05-05", "file": 3},
    ]
    found = model("select ends, weekly_cost from model.packages", [(3, "2025-04-01", "2026-03-31")], cld=rows)
    assert found == [(date(2025, 5, 5), Decimal("20.00"))]


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


BEFORE = [(4, "2022-04-01", "2024-03-31")]
CARE_HOME = {
    **SERVICE,
    "service": "Long term support: Residential care",
    "component": "Long term residential care",
}


def test_a_move_between_care_homes_a_self_funder_and_a_short_stay_are_no_new_admissions(model):
    nursing = {"service": "Long term support: Nursing care", "component": "Long term nursing care"}
    rows = [
        {**CARE_HOME, "start": "2023-01-01", "end": "2023-06-30", "file": 4},
        {**CARE_HOME, **nursing, "start": "2023-07-20", "end": "2023-08-31", "file": 4},
        {**CARE_HOME, "start": "2024-08-29"},
        {**CARE_HOME, "la_person": "P2", "outcome": "NFA: Self-funded client or under 12wk disregard"},
        {**CARE_HOME, "la_person": "P3", "component": "Short term residential care"},
        {**CARE_HOME, "la_person": "P4", "component": None},
    ]
    found = model("select person, admitted from model.admissions order by admitted", BEFORE, cld=rows)
    assert found == [("P1", date(2023, 1, 1))]


def test_a_return_to_a_care_home_is_new_365_days_after_the_last_stay_ended(model):
    stay = {**CARE_HOME, "start": "2023-01-01", "end": "2023-08-31", "file": 4}
    rows = [stay, {**CARE_HOME, "start": "2024-08-30"}]
    found = model("select admitted from model.admissions order by admitted", BEFORE, cld=rows)
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


@pytest.mark.parametrize(("ledger", "months"), [("2026-04-01", 36), ("2025-04-01", 36), ("2024-07-01", 36)])
def test_returns_of_years_before_any_other_file_lengthen_the_history(model, ledger, months):
    """In place of the client files a ledger runs from the month given to March 2027."""
    change = f"""update loaded.files set layout = 'ledger', family = null, period_start = '{ledger}',
        period_end = '2027-03-31' where file = 1; update loaded.files set family = 'ssda903' where file > 1"""
    assert model("select count(*) from model.months", later_returns=1, first=change) == [(months,)]


NEXT = [(3, "2025-04-01", "2026-03-31")]
WEEKLY = {**SERVICE, "unit_cost": 70, "cost_frequency": "Weekly"}


def test_a_service_that_the_next_return_no_longer_has_ended_with_the_return(model):
    rows = [WEEKLY, {**WEEKLY, "la_person": "P2", "file": 3}, {**WEEKLY, "la_person": "P2"}]
    found = model(
        "select person, ends, max(month), sum(cost) from model.packages"
        " join model.package_months using (package, person) group by person, ends order by person",
        NEXT,
        cld=rows,
    )
    assert found == [("P1", date(2025, 3, 31), date(2025, 3, 1), 3350), ("P2", None, date(2026, 3, 1), 7000)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"component": None}, {}),
        ({}, {"start": "2025-04-01"}),
        ({"start": "2024-05-20"}, {"start": "2024-05-01"}),
        ({"start": "2024-05-01", "component": None}, {"start": "2024-05-20"}),
    ],
    ids=["a component where none was", "begun anew", "a start put right", "both"],
)
def test_a_service_under_another_start_or_component_is_one_package(before, after, model):
    rows = [{**WEEKLY, **before}, {**WEEKLY, **after, "file": 3}]
    found = model("select starts, ends from model.packages", NEXT, cld=rows)
    assert found == [(date(2024, 5, 1), None)]
    months = "select month, count(*) as packages from model.package_months group by month"
    assert model.again(f"select max(packages), count(*) from ({months})") == [(1, 23)]


def test_a_service_that_ended_and_one_that_began_are_two(model):
    ended = {**WEEKLY, "end": "2025-05-31", "file": 3}
    rows = [WEEKLY, ended, {**WEEKLY, "start": "2025-06-01", "file": 3}]
    assert model("select count(*) from model.packages", NEXT, cld=rows) == [(2,)]


def test_returns_of_two_councils_for_one_period_stand_beside_each_other(model):
    rows = [{**WEEKLY, "la_code": "E1"}, {**WEEKLY, "la_person": "P2", "la_code": "e2", "file": 5}]
    rows += [{**row, "file": row["file"] + 5} for row in rows]
    periods = [(5, "2024-04-01", "2025-03-31"), (6, "2025-04-01", "2026-03-31"), (10, "2025-04-01", "2026-03-31")]
    found = model("select person, ends, count(*) from model.packages group by 1, 2 order by 1", periods, cld=rows)
    assert found == [("P1", None, 1), ("P2", None, 1)]
    assert model.again("select month, count(*) from model.package_months where month >= '2026-03-01' group by 1") == [
        (date(2026, 3, 1), 2)
    ]


def test_a_row_without_number_is_of_the_one_number_that_its_identifier_has(model):
    rows = [
        {**SERVICE, "nhs_number": "999 000 0001"},
        {**SERVICE, "nhs_number": None, "start": "2024-06-01"},
        {**SERVICE, "nhs_number": "9990000002", "la_person": "P2"},
        {**SERVICE, "nhs_number": "9990000003", "la_person": "P2"},
        {**SERVICE, "nhs_number": None, "la_person": "P2"},
    ]
    found = model("select person, count(*) from model.services group by person order by person", cld=rows)
    assert found == [("9990000002", 1), ("9990000003", 1), ("P1", 2), ("P2", 1)]


@pytest.mark.parametrize(
    ("names", "served"),
    [
        ([("2024-04-01", "2025-03-31"), ("2023-07-01", "2024-06-30")], 11),
        ([("2023-07-01", "2024-06-30"), ("2024-04-01", "2025-03-31")], 12),
        ([("2023-04-01", "2024-03-31"), ("2024-04-01", "2025-03-31"), ("2023-04-01", "2024-03-31")], 12),
    ],
    ids=["names against periods", "names as periods", "a correction last"],
)
def test_files_loaded_together_came_in_the_order_of_their_names_unless_it_goes_against_their_periods(
    names, served, model
):
    change = "delete from loaded.files where file = 1"
    returns = [(number, *period) for number, period in enumerate(names, 11)]
    found = model("select file from sources.cld_served where month = '2024-06-01'", returns, first=change, cld=[])
    assert found == [(served,)]


SPELL = {
    **SERVICE,
    "service": "Short term support: ST-Max",
    "component": "Reablement",
    "start": "2024-09-01",
    "end": "2024-10-01",
    "outcome": "NFA: Support ended as planned",
}
REVIEW = {"event": "Review", "service": None, "component": None}
SEQUELS = {
    "ended as planned": ([], "no further request"),
    "own outcome tells nothing": ([{"spell": {"outcome": "Continuation of support or services"}}], "not known"),
    "no outcome": ([{"spell": {"outcome": None}}], "not known"),
    "hospital": ([{"spell": {"outcome": "Admitted to hospital"}}, {"start": "2024-10-02"}], "ended early"),
    "died on the 7th day": (
        [{"spell": {"outcome": None}}, {**REVIEW, "end": "2024-10-01", "death": "2024-10-08"}],
        "ended early",
    ),
    "support that began within": ([{"start": "2024-09-10"}], "long-term support"),
    "support on the 7th day": ([{"start": "2024-10-08"}], "long-term support"),
    "support on the 8th day": ([{"start": "2024-10-09"}], "no further request"),
    "support that ended with it": ([{"start": "2024-09-10", "end": "2024-10-01"}], "no further request"),
    "low level before long term": (
        [{"start": "2024-10-01", "service": "Short term support: Ongoing low level"}, {"start": "2024-10-05"}],
        "long-term support",
    ),
    "a short stay in a care home": (
        [
            {
                "start": "2024-10-01",
                "service": "Short term support: Other short term",
                "component": "Short term residential care",
            }
        ],
        "short stay in a care home",
    ),
    "a review that follows tells": (
        [
            {"spell": {"outcome": "Progress to support planning or services"}},
            {**REVIEW, "start": "2024-10-03", "end": "2024-10-04", "outcome": "NFA: Support declined"},
        ],
        "ended early",
    ),
    "a review that follows says nothing, nor does the spell then": (
        [
            {"spell": {"outcome": "NFA: Other"}},
            {**REVIEW, "start": "2024-10-03", "end": "2024-10-04", "outcome": "NFA: Support ended as planned"},
        ],
        "no further request",
    ),
    "an assessment in its last 13 days tells": (
        [
            {"spell": {"outcome": None}},
            {
                **REVIEW,
                "start": "2024-09-15",
                "end": "2024-09-18",
                "outcome": "NFA: Information and advice or signposting",
            },
        ],
        "no further request",
    ),
    "an assessment 14 days before tells nothing": (
        [
            {"spell": {"outcome": None}},
            {
                **REVIEW,
                "start": "2024-09-15",
                "end": "2024-09-17",
                "outcome": "NFA: Information and advice or signposting",
            },
        ],
        "not known",
    ),
    "equipment": (
        [
            {"spell": {"outcome": None}},
            {
                "start": "2024-09-05",
                "end": "2024-09-06",
                "service": "Short term support: Ongoing low level",
                "component": "Equipment",
            },
        ],
        "short-term or low-level support",
    ),
    "known before": ([{"start": "2024-05-01", "end": "2024-06-03"}], None),
    "known long before": ([{"start": "2024-05-01", "end": "2024-06-02"}], "no further request"),
    "a spell of two": (
        [{"spell": {"outcome": None}}, {**SPELL, "start": "2024-10-08", "end": "2024-10-20"}],
        "no further request",
    ),
    "under 18": ([{"spell": {"birth": "2006-10-02"}}], None),
    "18 on the last day": ([{"spell": {"birth": "2006-10-01"}}], "no further request"),
}


@pytest.mark.parametrize(("others", "came_next"), SEQUELS.values(), ids=SEQUELS.keys())
def test_what_came_after_reablement(others, came_next, model):
    spell = {**SPELL, **next((one["spell"] for one in others if "spell" in one), {})}
    rows = [spell, *({**SERVICE, "birth": spell["birth"], **one} for one in others if "spell" not in one)]
    found = model("select came_next from model.reablement", cld=rows)
    assert found == ([(came_next,)] if came_next else [])


def test_a_person_with_several_kinds_of_support_counts_once_by_the_highest(model):
    direct = {**SERVICE, "delivery": "Direct payment"}
    managed = {**SERVICE, "delivery": "CASSR managed personal budget", "component": "Day support"}
    rows = [
        direct,
        {**CARE_HOME, "start": "2024-08-01"},
        {**managed, "la_person": "P2"},
        {**direct, "la_person": "P2", "component": "Transport"},
        {**managed, "la_person": "P3", "birth": None},
        {**direct, "la_person": "P4", "birth": "2010-01-01"},
        {**direct, "la_person": "P5", "end": "2025-03-30"},
        {**direct, "la_person": "P6", "end": "2025-03-31"},
    ]
    found = model(
        "select person, long_term_community_at_end, direct_payment_at_end, age >= 18 from model.person_months"
        " where month = '2025-03-01' order by person",
        cld=rows,
    )
    assert found == [
        ("P1", False, False, True),
        ("P2", True, True, True),
        ("P3", True, False, None),
        ("P4", True, True, False),
        ("P5", False, False, True),
        ("P6", True, True, True),
    ]


def test_people_are_reviewed_who_are_18_at_the_end_of_the_year(model):
    review = {**SERVICE, **REVIEW, "start": "2024-06-01", "end": "2024-06-02", "review_reason": "Planned"}
    rows = [
        {**one, "la_person": f"P{n}", "birth": birth}
        for n, birth in enumerate(["2007-03-31", "2007-04-01", None])
        for one in (SERVICE, review)
    ]
    found = model("select person, bool_or(reviewed) from model.review_months group by person order by person", cld=rows)
    assert found == [("P0", True), ("P2", True)]


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


def test_a_return_without_its_file_of_reviews_says_nothing_of_who_was_reviewed(model):
    """Its children are not all overdue: nobody knows."""
    begun = [{**EPISODE, "start": "2024-05-01"}]
    assert model("select * from model.child_reviews", ssda903_episodes=begun) == []


def test_with_any_review_on_file_a_child_without_one_is_awaited(model):
    children = [{**EPISODE, "start": "2024-05-01"}, {**EPISODE, "child": "C2", "start": "2024-05-01"}]
    held = [{"child": "C2", "review": "2024-05-20", "file": 2}]
    found = model(
        "select child, held from model.child_reviews where number = 1 order by child",
        ssda903_episodes=children,
        ssda903_reviews=held,
    )
    assert found == [("C1", None), ("C2", date(2024, 5, 20))]
