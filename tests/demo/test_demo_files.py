"""The demo council's files: the real layouts, allowed codes, the same bytes from the same seed, people enough."""

import hashlib
import tomllib
from itertools import pairwise

import duckdb
import numpy as np
import pytest

from dashboard import demo
from dashboard.demo.facts import OTHER_COUNCILS, UNIT_COSTS
from dashboard.demo.files import LAYOUTS
from dashboard.demo.sizes import MINI
from dashboard.demo.stories import dirty

CODES = LAYOUTS.parent / "codes"
DAYS_SEEN = ["2024-06-15", "2025-06-15", "2026-06-15"]


def layout_of(path):
    """The layout that a file is written in, from where it lies."""
    if path.parent.parent.name == "ssda903":
        return f"ssda903_{path.stem}"
    return path.parent.name if (LAYOUTS / f"{path.parent.name}.toml").exists() else path.stem


def fingerprints(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def columns_of(layout):
    return tomllib.loads((LAYOUTS / f"{layout}.toml").read_text())["columns"]


def first_line(path):
    with path.open(encoding="utf-8") as file:
        return file.readline().rstrip("\n").split(",")


def values_in(paths, header):
    files = "read_csv(?, all_varchar = true, union_by_name = true)"
    found = duckdb.execute(
        f'select distinct "{header}" from {files} where "{header}" is not null', [list(map(str, paths))]
    )
    return {value for (value,) in found.fetchall()}


@pytest.fixture(scope="session")
def by_layout(mini):
    """The paths of the demo council's files, by layout."""
    found = {}
    for path in sorted(mini.files.rglob("*.csv")):
        found.setdefault(layout_of(path), []).append(path)
    return found


def test_the_same_seed_writes_the_same_bytes(mini, tmp_path):
    demo.write(tmp_path, size="mini", seed=1)
    assert fingerprints(tmp_path) == fingerprints(mini.files)


def test_another_seed_writes_another_council(mini, tmp_path):
    demo.write(tmp_path, size="mini", seed=2)
    mine, others = fingerprints(mini.files), fingerprints(tmp_path)
    assert mine["allocations.csv"] != others["allocations.csv"]
    assert mine["visits/visits-2026-09.csv"] != others["visits/visits-2026-09.csv"]


def test_an_unknown_size_is_refused_with_the_choices(tmp_path):
    with pytest.raises(ValueError, match=r"village.*mini, town, county"):
        demo.write(tmp_path, size="village")


# Outturn returns of councils twenty years ago, beside whose unit costs a council stands; the demo council is of today.
OF_OTHER_TIMES = {"outturn", "outturn_activity"}


def test_every_layout_that_a_measure_is_made_from_has_a_file(by_layout, mini):
    with mini.cursor() as cursor:
        used = {layout for (layout,) in cursor.execute("select layout from about.layouts where used").fetchall()}
    assert used - OF_OTHER_TIMES <= set(by_layout) <= {path.stem for path in LAYOUTS.glob("*.toml")}
    assert len(used) > 20 and used >= OF_OTHER_TIMES


def test_headers_are_the_texts_of_the_layouts(by_layout):
    for layout, paths in by_layout.items():
        if layout == "ledger":
            continue  # the ledger is written as a real council writes its own, and read through a mapping
        columns = columns_of(layout)
        known = [column["header"] for column in columns.values()]
        needed = {column["header"] for column in columns.values() if not column.get("optional")}
        for path in paths:
            header = first_line(path)
            assert header == [text for text in known if text in header], path
            assert needed <= set(header), path


def test_every_code_is_in_its_list_but_for_the_two_planted_ones(by_layout):
    strangers = set()
    for layout, paths in by_layout.items():
        for column in columns_of(layout).values():
            if column["type"] != "code" or column["header"] not in first_line(paths[0]):
                continue
            allowed = set(tomllib.loads((CODES / f"{column['codes']}.toml").read_text())["values"])
            strangers |= values_in(paths, column["header"]) - allowed
    assert strangers == {"Grumble", "Dog walking"}


@pytest.mark.parametrize("day", DAYS_SEEN)
def test_about_as_many_people_have_a_service_as_the_size_says(by_layout, day):
    """The newest return that knows of a service says when it ended."""
    (people,) = duckdb.execute(
        """
        select count(distinct person)
        from (
            select
                "Event Reference" as reference,
                max("LA Person Unique Identifier") as person,
                max("Event Start Date") as starts,
                arg_max(coalesce("Event End Date", '2999-12-31'), "Reporting Period End Date") as ends
            from read_csv($1, all_varchar = true)
            where "Event Type" = 'Service'
            group by "Event Reference"
        )
        where starts <= $2 and ends >= $2
        """,
        [[str(path) for path in by_layout["cld"]], day],
    ).fetchone()
    assert MINI.people * 0.85 <= people <= MINI.people * 1.2


def test_a_return_repeats_the_events_of_the_one_before(by_layout):
    before, after = by_layout["cld"][-2:]
    assert len(values_in([before], "Event Reference") & values_in([after], "Event Reference")) > 100


def test_only_the_planted_rows_are_rejected(mini):
    rejected = {result.layout: result.rows_rejected for result in mini.results if result.rows_rejected}
    assert rejected == dirty()["rejected"]


def test_only_the_planted_rows_are_warned_about(mini):
    warned = {result.layout: result.rows_warned for result in mini.results if result.rows_warned}
    assert warned == dirty()["warned"]


def test_spending_is_the_sum_of_what_was_bought_at_its_price(mini):
    """Home care, from outside: the hours of the log, at the prices that a council pays, are what the ledger says."""
    hours, paid = duckdb.execute(
        """
        select
            (select sum(date_diff('minute', "Actual Start", "Actual End")) / 60 from read_csv($1)
             where "Actual End" > "Actual Start"),
            (select sum("Total") from read_csv($2) where "Cost Centre Name" like '%: home care, %')
    """,
        [str(mini.files / "visits" / "visits-2025-10.csv"), str(mini.files / "ledger" / "payments-2025-10.csv")],
    ).fetchone()
    assert 21 <= paid / hours <= 25


def test_populations_are_about_the_size_said(by_layout):
    (people,) = duckdb.execute(
        "select sum(Persons) from read_csv(?) where Year = 2024", [str(by_layout["population"][0])]
    ).fetchone()
    assert np.isclose(people, MINI.population, rtol=0.03)


def test_the_population_goes_on_to_2030_and_grows_older(by_layout):
    rows = duckdb.execute(
        "select Year, sum(Persons) filter (Age in ('85', '86', '87', '88', '89', '90+')) / sum(Persons) from"
        " read_csv(?, all_varchar = true, types = {'Year': 'INTEGER', 'Persons': 'INTEGER'}) group by 1 order by 1",
        [str(by_layout["population"][0])],
    ).fetchall()
    assert [year for year, _ in rows] == list(range(2021, 2031))
    shares = [share for year, share in rows if year >= 2026]
    assert all(later > before * 1.02 for before, later in pairwise(shares))


def test_a_measure_over_a_population_takes_the_year_of_its_own_month_and_none_that_is_projected(cursor):
    found = cursor.execute(
        "select bases.month, bases.people, own.people from model.bases as bases"
        " join (select year, sum(people) as people from cube.population_ages where unit = 'westmarch'"
        " and age_band in ('65-74', '75-84', '85-94', '95+') group by year) as own"
        " on own.year = year(bases.month) where bases.base = 'population_65_plus' and bases.unit = 'westmarch'"
    ).fetchall()
    assert found and all(people == own for _, people, own in found)
    assert max(month.year for month, *_ in found) < 2027


def test_unit_costs_stand_beside_those_of_councils_that_say_they_are_invented(cursor):
    rows = cursor.execute(
        "select distinct measure, label from cube.comparators where kind = 'given' and measure like 'unit_cost_%'"
    ).fetchall()
    assert {measure for measure, _ in rows} == set(UNIT_COSTS)
    assert {label for _, label in rows} == set(OTHER_COUNCILS.values())
    assert all("invented" in label for _, label in rows)
