"""The calendar of files: what is on hand, missing and late, held to a second reckoning month by month."""

import calendar
import random
import re
from datetime import date, timedelta

import duckdb
import pytest

from dashboard import scorecard as cards
from layouts.tables.calendar import table
from tests.pages.trees import cells, find, said

STEPS = {"month": (1, 15), "quarter": (3, 45), "year": (12, 183)}
KINDS = {"visits": "month", "cld": "quarter", "survey": "year", "plans": "", "ret_a": "year", "ret_b": "year"}


def late_after(frequency):
    return STEPS[frequency][1] if frequency else None


def end_of(year, month):
    return date(year, month, calendar.monthrange(year, month)[1])


def later(day, months):
    place = day.year * 12 + day.month - 1 + months
    return end_of(place // 12, place % 12 + 1)


def expected(files, today):
    """{(layout, month): state}, one month after another."""
    found, month = {}, min(start for _, start, _, _ in files).replace(day=1)
    while month <= today:
        for layout in {layout for layout, *_ in files}:
            family = "ret" if layout.startswith("ret") else layout
            kin = [one for one in files if one[0].startswith(family)]
            here = [one for one in files if one[0] == layout and one[1].replace(day=1) <= month <= one[2]]
            found[layout, month] = state(layout, here, kin, month, today)
        month = later(month, 1).replace(day=1)
    return found


def state(layout, here, kin, month, today):
    if here:
        return "refused" if any(refused for *_, refused in here) else "there"
    if any(start.replace(day=1) <= month <= end for _, start, end, _ in kin):
        return "other"
    if not KINDS[layout] or month < min(start for _, start, _, _ in kin).replace(day=1):
        return ""
    last = max(end for _, _, end, _ in kin)
    if month <= last:
        return "missing"
    step, days = STEPS[KINDS[layout]]
    ends = last
    while ends < later(month, 0):
        ends = later(ends, step)
    return "late" if ends + timedelta(days) < today else "due"


def store(files):
    connection = duckdb.connect()
    connection.execute("create schema about; create schema cube")
    connection.execute(
        "create table about.files(layout varchar, period_start date, period_end date, rows_rejected bigint,"
        " in_force boolean, rows_stored bigint, rows_read bigint)"
    )
    connection.executemany("insert into about.files values (?, ?, ?, ?, true, 5, 5)", files)
    # One that another replaced, one of which no row went in, and one without a period: none of them counts.
    connection.execute("insert into about.files values ('visits', '2001-01-01', '2030-12-31', 0, false, 5, 5)")
    connection.execute("insert into about.files values ('visits', '2001-01-01', '2030-12-31', 9, true, 0, 9)")
    connection.execute("insert into about.files values ('visits', null, null, 0, true, 5, 5)")
    connection.execute("create table about.layouts(layout varchar, title varchar)")
    connection.executemany("insert into about.layouts values (?, ?)", [(key, key) for key in KINDS])
    connection.execute(
        "create table cube.file_kinds(kind varchar, frequency varchar, layouts varchar[], late_after int)"
    )
    for key, frequency in KINDS.items():
        if not key.startswith("ret"):
            connection.execute(
                "insert into cube.file_kinds values (?, ?, ?, ?)", [key, frequency, [key], late_after(frequency)]
            )
    connection.execute("insert into cube.file_kinds values ('ret', 'year', ['ret_a', 'ret_b'], 183)")
    return connection


def a_few_files(seed):
    chance = random.Random(seed)
    found = []
    for _ in range(chance.randint(1, 9)):
        start = date(chance.choice([2024, 2025]), chance.randint(1, 12), 1)
        end = later(start, chance.choice([0, 0, 2, 11]))
        found.append((chance.choice(list(KINDS)), start, end, chance.choice([0, 0, 0, 3])))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_what_is_here_missing_and_late_is_what_a_second_reckoning_says(seed):
    files, today = a_few_files(seed), date(2026, 5, 14)
    with store(files) as connection:
        rows = cards.ask_dicts(connection.cursor(), "file_calendar", today=today, years=False)
        years = cards.ask_dicts(connection.cursor(), "file_calendar", today=today, years=True)
    months = expected(files, today)
    assert {(row["layout"], row["period"]): row["state"] for row in rows} == months
    for row in years:
        begins = row["period"]
        of_year = [
            found
            for (layout, month), found in months.items()
            if layout == row["layout"] and begins <= month < date(begins.year + 1, 4, 1)
        ]
        here = [one for one in of_year if one in ("there", "refused")]
        assert (row["months"], row["months_there"]) == (len(of_year), len(here))
        if row["state"] == "part":
            assert here and {"late", "missing"} & set(of_year)
        if row["state"] in ("late", "missing"):
            assert not here and row["state"] in of_year


def test_a_stretch_is_one_cell_that_says_from_when_to_when():
    periods = [("J", "Jan 2026"), ("F", "Feb 2026"), ("M", "Mar 2026"), ("A", "Apr 2026")]
    seen = {"there": ("", "there", "on hand"), "late": ("▲", "late", "late")}
    made = table(
        "Files", periods, [("2026", 4)], [("Budget", "/data?kind=budget", ["", "there", "there", "late"])], seen
    )
    rows = [row for row in find(made, type="Tr") if find(row, type="Th", scope="row")]
    assert cells(rows[0]) == ["Budget", "", "Feb 2026 to Mar 2026: on hand", "▲Apr 2026: late"]
    spans = [cell["props"].get("colSpan") for cell in find(rows[0], type="Td")]
    assert spans == [1, 2, 1] and sum(spans) == len(periods)
    assert [said(head) for head in find(made, type="Th", scope="col")][1:] == [
        "JJan 2026",
        "FFeb 2026",
        "MMar 2026",
        "AApr 2026",
    ]


def test_the_data_page_begins_with_the_calendar_and_saves_every_file(served_mini):
    client = served_mini.server.test_client()
    text = client.get("/data").get_data(as_text=True)
    assert text.index('id="calendar"') < text.index('id="due"')
    assert re.search(r'<td[^>]*class="missing"[^>]*title="[A-Z][a-z]{2} \d{4}: missing"', text)  # the planted hole
    assert 'id="calendar"' in client.get("/data?show=years").get_data(as_text=True)
    assert client.get("/data?show=weeks").status_code == 404
    saved = client.get("/data.csv").get_data(as_text=True)
    assert saved.startswith("\ufefffile,kind of file,period from") and "visits-2026-09.csv" in saved
    assert client.get("/data.xlsx").status_code == 200
