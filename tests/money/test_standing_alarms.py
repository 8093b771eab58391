"""The alarms that the build tells for every unit and month are those that the money page tells, figure for figure."""

from contextlib import closing
from dataclasses import fields
from datetime import date

import duckdb
import pytest

from dashboard.money import lines, standing
from dashboard.money.cells import MoneyCell
from layouts.words import alarms as alarm_words
from tests.money.test_alarms import SETTINGS, line

MONTH = date(2026, 9, 1)
CELL = [field.name for field in fields(MoneyCell) if not field.name.startswith("unfiled")]


def units(cursor):
    return [unit for (unit,) in cursor.execute("select unit from model.units").fetchall()]


def own(cursor, unit, month):
    """The alarms of a unit's own lines as the build kept them."""
    return [alarm for where, alarm in standing.alarms_below(cursor, unit, month) if where == unit]


@pytest.mark.parametrize("month", [MONTH, date(2026, 6, 1), date(2026, 5, 1), date(2026, 3, 1), date(2025, 3, 1)])
def test_the_page_and_the_build_tell_the_same_alarms(cursor, month):
    for unit in units(cursor):
        told = {one.key: alarm_words.sentence(one.alarm, month) for one in lines.money(cursor, unit, month).alarms}
        kept = {alarm.line: alarm_words.sentence(alarm, month) for alarm in own(cursor, unit, month)}
        assert kept == told, unit


def test_the_pounds_kept_are_the_pages_to_the_penny(cursor):
    (told,) = lines.money(cursor, "older-people", MONTH).alarms
    (kept,) = own(cursor, "older-people", MONTH)
    assert (kept.paid, kept.budget, kept.split) == (told.alarm.paid, told.alarm.budget, told.variance)
    assert kept.running == len(told.alarm.months) == 3


def test_no_line_that_raises_an_alarm_is_left_out_by_the_first_look(cursor):
    (months,) = cursor.execute("select list(month order by month) from model.months").fetchone()
    for month in months[-14:-1:3]:
        for unit in units(cursor):
            told = {one.key for one in lines.money(cursor, unit, month).alarms}
            assert told == {alarm.line for alarm in own(cursor, unit, month)}, (unit, month)


def test_the_largest_money_comes_first_and_no_unit_beside_is_named(cursor):
    found = standing.alarms_below(cursor, "adults", MONTH)
    sizes = [alarm.size for _, alarm in found]
    assert len(found) > 1
    assert sizes == sorted(sizes, reverse=True)
    below = {unit for (unit,) in cursor.execute(
        "select unit from model.units_above where above = 'adults' and month = ?", [MONTH]
    ).fetchall()}  # fmt: skip
    assert {unit for unit, _ in found} <= below
    assert "children" not in below


@pytest.mark.parametrize(("first", "told"), [(date(2026, 4, 1), 4), (date(2026, 5, 1), 0)])
def test_a_year_that_began_before_the_store_raises_nothing(first, told):
    with closing(duckdb.connect()) as connection:
        _hand_made(connection, first)
        standing.add_alarms(connection)
        months = connection.execute("select month from cube.money_alarms order by month").fetchall()
    assert months == [(date(2026, month, 1),) for month in (6, 7, 8, 9)][:told]


def _hand_made(connection, first):
    """The tables that alarms are told from: six months of a line with fewer hours at a higher price."""
    for schema in ("model", "cube", "about"):
        connection.execute(f"create schema {schema}")
    connection.execute("create table about.money_settings (name varchar, value decimal(18, 2))")
    connection.executemany("insert into about.money_settings values (?, ?)", list(SETTINGS.items()))
    connection.execute("create table cube.money_begins as select cast($1 as date) as month", [first])
    money = ", ".join(f"{name} decimal(18, 2)" for name in CELL[5:])
    connection.execute(
        "create table cube.money_cells (unit varchar, month date, service varchar, user_group varchar,"
        f" counted_in varchar, on_file boolean, {money})"
    )
    rows = [
        ("T1", *(getattr(cell, name) for name in CELL))
        for months in range(1, 7)
        for cell in line([900] * months, [20_000] * months).cells
    ]
    connection.executemany(f"insert into cube.money_cells values ({', '.join('?' * len(rows[0]))})", rows)
