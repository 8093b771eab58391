"""Whatever the ledger and the list of cost centres hold, no pound is lost or counted twice on the way to its place."""

from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import QUERIES

MONTHS = [date(2024, month, 1) for month in range(1, 7)]
TABLES = """
create schema sources; create schema model;
create table sources.ledger (month date, date date, directorate varchar, service_area varchar, cost_centre varchar,
    cost_centre_name varchar, subjective varchar, supplier varchar, reference varchar, capital boolean,
    amount decimal(18, 2), file integer, line bigint);
create table sources.budget (month date, cost_centre varchar, subjective varchar);
create table sources.cost_centres (cost_centre varchar, subjective varchar, name varchar, unit varchar, service varchar,
    user_group varchar, starts date, ends date, file integer, line bigint);
create table model.root as select 'ALL' as unit;
create table model.suppliers (supplier varchar, provider varchar);
create table model.unit_months (month date, unit varchar);
"""
centres = st.sampled_from(["C1", "C2", "C3"])
heads = st.sampled_from([None, "Employees", "Transport"])
days = st.dates(date(2024, 1, 1), date(2024, 6, 30))
lines = st.tuples(
    st.sampled_from(MONTHS),
    centres,
    heads,
    st.booleans(),
    st.decimals("-1000", "1000", places=2),
    st.sampled_from("PQ"),
)
places = st.tuples(centres, heads, st.sampled_from(["T1", "T2", "T9"]), days, st.integers(0, 150))


def placed(connection, payments, listed):
    """The ledger's lines at their places; unit T2 opens in March."""
    connection.execute(TABLES)
    units = [(month, unit) for month in MONTHS for unit in ("ALL", "T1", *(["T2"] if month >= MONTHS[2] else []))]
    connection.executemany("insert into model.unit_months values (?, ?)", units)
    for number, (month, centre, head, capital, amount, directorate) in enumerate(payments):
        connection.execute(
            "insert into sources.ledger values (?, null, ?, null, ?, null, ?, null, null, ?, ?, 1, ?)",
            [month, directorate, centre, head, capital, amount, number],
        )
    for number, (centre, head, unit, starts, length) in enumerate(listed):
        connection.execute(
            "insert into sources.cost_centres values (?, ?, null, ?, 'care', null, ?, ?, 2, ?)",
            [centre, head, unit, starts, starts + timedelta(length), number],
        )
    for table in ("cost_centres", "money_places", "ledger_lines"):
        connection.execute(f"create table model.{table} as {(QUERIES / 'model' / f'{table}.sql').read_text()}")
    return connection.execute(
        "select month, unit, mapped, capital, directorate, amount from model.ledger_lines"
    ).fetchall()


@settings(max_examples=60, deadline=None)
@given(st.lists(lines, max_size=30), st.lists(places, max_size=8))
def test_every_cut_of_the_ledger_comes_to_the_same_total(payments, listed):
    with closing(duckdb.connect()) as connection:
        found = placed(connection, payments, listed)
    whole = sum((amount for *_, amount, _ in payments), Decimal(0))
    assert len(found) == len(payments)
    for cut in (0, 1, 2, 3, 4):
        sums = {}
        for row in found:
            sums[row[cut]] = sums.get(row[cut], Decimal(0)) + row[5]
        assert sum(sums.values(), Decimal(0)) == whole
    for month in MONTHS:
        assert sum(row[5] for row in found if row[0] == month) == sum(line[4] for line in payments if line[0] == month)


@settings(max_examples=60, deadline=None)
@given(st.lists(lines, min_size=1, max_size=20), st.lists(places, max_size=8))
def test_what_is_not_mapped_lies_at_the_whole_council_and_what_is_mapped_at_a_unit_that_exists(payments, listed):
    with closing(duckdb.connect()) as connection:
        for month, unit, mapped, *_ in placed(connection, payments, listed):
            assert unit == "ALL" if not mapped else unit == "T1" or (unit == "T2" and month >= MONTHS[2])
