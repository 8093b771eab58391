"""What a service costs beside what came of it: a value stands in the year in which its period ended, and no other."""

from datetime import date

import duckdb

from dashboard import scorecard

TABLES = """
create schema about; create schema cube;
create table about.money_effects(service varchar, measure varchar, position int);
insert into about.money_effects values ('home care', 'carers_satisfied', 0);
create table cube.cost_measures(service varchar, measure varchar);
create table cube.card_values(measure varchar, unit varchar, month date, age bigint, value double);
"""


def test_a_survey_of_every_second_year_stands_once_in_the_row_of_its_years():
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        connection.executemany(
            "insert into cube.card_values values ('carers_satisfied', 'ALL', ?, ?, ?)",
            [["2022-03-01", 0, 40.0], ["2023-03-01", 12, 40.0], ["2024-03-01", 0, 44.0], ["2025-03-01", 12, 44.0]],
        )
        rows = scorecard.ask(connection, "money_effects", service="home care", unit="ALL", month=date(2025, 3, 1))
    assert [(month.year, value) for _, _, month, value in rows] == [
        (2022, 40.0), (2023, None), (2024, 44.0), (2025, None),
    ]  # fmt: skip


def test_a_year_that_ended_three_months_before_is_that_year():
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        connection.execute(
            "insert into cube.card_values values ('carers_satisfied', 'ALL', '2024-06-01', 3, 44.0),"
            " ('carers_satisfied', 'ALL', '2025-06-01', 3, 46.0)"
        )
        rows = scorecard.ask(connection, "money_effects", service="home care", unit="ALL", month=date(2025, 6, 1))
    assert [value for *_, value in rows] == [44.0, 46.0]
