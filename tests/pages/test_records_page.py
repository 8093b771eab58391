"""Records: narrowed down by filters that the address holds, on every basis, and saved with what they are about."""

import csv
import io
import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

import duckdb
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import narrowing, paging, values
from dashboard.paging import Block, Column
from layouts import exports
from layouts.address import NotHere, link, query, wanted_block
from layouts.parts import grid

REVIEWED = "/records?measure=clients_reviewed&unit=op-northfield&month=2026-09"
WHERE = "&where=user_group:Memory+and+cognition&where=sex:Female"
LISTED = [
    ("clients_reviewed", "op-northfield", "numerator < denominator"),
    ("visits_outside_time", "op-eastgate", "numerator > 0"),
    ("admissions_65_plus", "older-people", "numerator > 0"),
    ("unit_cost_home_care", "older-people", "false"),
    ("supervision_held", "adults", "numerator < denominator"),
]


@pytest.fixture
def client(served_mini):
    return served_mini.server.test_client()


def page(client, address):
    return client.get(address).get_data(as_text=True)


def lead(text):
    return re.search(r'<p class="lead">(.*?)</p>', text, re.S).group(1)


def saved(client, address):
    """(rows as dictionaries, about) of a CSV file."""
    text = page(client, address.replace("/records", "/records.csv")).lstrip("\ufeff")
    table, about = text.split("\r\n\r\n")
    return list(csv.DictReader(io.StringIO(table))), dict(csv.reader(io.StringIO(about)))


def hrefs(text, words):
    found = re.findall(rf'href="([^"]+)">(?:<span class="hidden">[^<]*</span>)?{re.escape(words)}', text)
    return [href.replace("&amp;", "&") for href in found]


def test_several_filters_narrow_the_records_down_and_the_sentence_says_what_is_left(client):
    rows, _ = saved(client, REVIEWED + WHERE)
    assert {(row["user_group"], row["sex"]) for row in rows} == {("Memory and cognition", "Female")}
    top = sum(int(row["numerator"]) for row in rows)
    said = lead(page(client, REVIEWED + WHERE))
    assert f"{len(rows)} record" in said or len(rows) == 1
    assert f"{top} of {len(rows)}" in said


def test_each_filter_in_force_has_a_link_that_takes_it_away(client):
    text = page(client, REVIEWED + WHERE)
    (without,) = hrefs(text, "sex: Female")
    assert query(without.partition("?")[2])["where"] == ["user_group:Memory and cognition"]
    assert "sex: Female" not in page(client, without).split("Narrow down")[0]


def test_every_choice_offered_leads_to_as_many_records_as_it_says(client):
    text = page(client, REVIEWED)
    counts = r'<span class="n">(\d+) <span class="soft">\((\d+)<'
    found = re.findall(rf'<li><a href="(/records\?[^"]+)">.*?</a> {counts}', text)
    assert len(found) > 5
    for href, records, against in found:
        rows, _ = saved(client, href.replace("&amp;", "&"))
        assert len(rows) == int(records)
        assert sum(row["numerator"] < row["denominator"] for row in rows) == int(against)


@pytest.mark.parametrize(("key", "unit", "against"), LISTED)
def test_the_counts_of_choices_are_those_of_the_rows(cursor, key, unit, against):
    measure = values.measure_of(cursor, key)
    where, month = values.unit_of(cursor, unit), values.month_of(cursor)
    listing = values.listing(cursor, measure, where, month)
    assert values.against_sql(measure) == against
    columns, rows = values.records(cursor, key, unit, where=[])
    rows = [dict(zip(columns, row, strict=True)) for row in rows]
    rows = [row for row in rows if not measure["base"] or row["numerator"]]
    total = narrowing.totals(cursor, listing)
    marked = [row for row in rows if values.counts_against(measure, row["numerator"], row.get("denominator"))]
    assert (total.records, total.against) == (len(rows), len(marked))
    for column, choices in narrowing.facets(cursor, listing).items():
        if measure["counts"] == "rows":
            assert sum(records for _, records, _ in choices) == len(rows), column
        for value, records, counting in choices:
            _, left = values.records(cursor, key, unit, where=[(column, value)])
            assert len(left) == records, f"{column}: {value}"
            _, left = values.records(cursor, key, unit, where=[(column, value), ("against", "yes")])
            assert len(left) == counting, f"{column}: {value}, against"


def test_records_that_count_against_the_measure_say_so_and_come_first(client):
    text = page(client, REVIEWED)
    table = re.search(r'<div class="scroll instead".*?</table>', text, re.S).group(0)
    headings = re.findall(r'<th scope="col">([^<]*)</th>', table)
    column = [re.findall(r"<td>([^<]*)</td>", row)[headings.index("counts")] for row in table.split("<tr>")[2:]]
    assert column[0] == "against"
    assert column == sorted(column, reverse=True)
    (only,) = hrefs(text, "Only those that count against the measure")
    assert {row["numerator"] for row in saved(client, only)[0]} == {"0"}


@pytest.mark.parametrize("basis", values.BASES)
def test_records_add_up_to_the_number_on_every_basis(cursor, basis):
    for key in ("clients_reviewed", "visits_outside_time", "spending", "admissions_65_plus", "staff_turnover"):
        found = values.value(cursor, key, "older-people", "2026-09", basis)
        columns, rows = values.records(cursor, key, "older-people", "2026-09", basis=basis)
        for name, whole in (("numerator", found.numerator), ("denominator", found.denominator)):
            if whole is not None:
                assert sum(row[columns.index(name)] or 0 for row in rows) == whole, f"{key} {name}"


def test_the_point_of_a_month_opens_that_months_records(client):
    rows, about = saved(client, REVIEWED + "&basis=month")
    assert {row["month"] for row in rows} == {"2026-09-01"}
    assert about["Period"] == "September 2026"
    assert f"add up to {sum(int(row['numerator']) for row in rows)} of {len(rows)}" in lead(
        page(client, REVIEWED + "&basis=month")
    )


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("&where=colour:red", "have no column “colour”"),
        ("&where=user_groop:Physical+support", "user group: Physical support"),
        ("&where=sex", "have no column “sex”"),
        ("&where=numerator:1", "have no column “numerator”"),
        ("&basis=week", "rolling 12 months"),
    ],
)
def test_a_filter_or_period_that_is_not_there_is_answered_with_choices(client, words, near):
    answer = client.get(REVIEWED + words)
    assert answer.status_code == 404
    assert near in answer.get_data(as_text=True)


def test_a_supplied_figure_has_no_records_to_filter(client):
    text = page(client, "/records?measure=satisfied_with_care&unit=westmarch&where=sex:Female")
    assert "Filters in force" not in text
    assert client.get("/records.xlsx?measure=satisfied_with_care&where=sex:Female").status_code == 200


def test_a_value_that_no_record_has_leaves_none_and_says_so(client):
    text = page(client, REVIEWED + "&where=sex:%27%3B+drop+table+x")
    assert "No record is left with these filters" in lead(text)


def test_what_a_browser_says_in_a_filter_is_escaped(client):
    text = page(client, REVIEWED + "&where=sex:<script>alert(1)</script>")
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_a_long_list_of_filters_is_cut_off():
    assert len(query("&".join(f"where=a:{n}" for n in range(99)))["where"]) == 10
    assert query("where=&where=a:1") == {"where": ["a:1"]}
    assert link("/records", where=["a:1", "b:2"]) == "/records?where=a%3A1&where=b%3A2"


def test_the_workbook_holds_dates_numbers_and_the_filters(client):
    address = REVIEWED + WHERE
    answer = client.get(address.replace("/records", "/records.xlsx"))
    assert (
        'filename="clients_reviewed-op-northfield-2026-09-Memory_and_cognition-Female.xlsx"'
        in (answer.headers["Content-Disposition"])
    )
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames == ["Records", "About"]
    headings, *rows = book["Records"].iter_rows(values_only=True)
    expected, _ = saved(client, address)
    assert len(rows) == len(expected)
    first = dict(zip(headings, rows[0], strict=True))
    assert first["month"].date() == date.fromisoformat(expected[0]["month"])
    assert first["numerator"] == 0
    assert book["Records"].freeze_panes == "A2"
    assert book["Records"].auto_filter.ref.startswith("A1:")
    about = dict(book["About"].iter_rows(values_only=True))
    assert about["Filters"] == "user group: Memory and cognition; sex: Female"
    assert about["Unit"] == "Northfield"
    assert "select" in about["Rule (SQL)"].lower()


def test_a_text_that_begins_like_a_formula_is_a_text_in_both_files():
    rows = [["=1+1", "@x", 3, date(2026, 1, 1), "bad\x01"]]
    about = [("Filters", "=HYPERLINK(0)")]
    book = openpyxl.load_workbook(io.BytesIO(exports.as_xlsx("Records", list("abcde"), rows, about, "n").data))
    cells = next(book["Records"].iter_rows(min_row=2))
    assert [cell.data_type for cell in cells] == ["s", "s", "n", "d", "s"]
    assert cells[4].value == "bad"
    assert next(book["About"].iter_rows())[1].data_type == "s"
    text = exports.as_csv(list("abcde"), rows, about, "n").get_data(as_text=True)
    assert "'=1+1,'@x,3,2026-01-01" in text
    assert "Filters,'=HYPERLINK(0)" in text


def test_the_grid_is_a_region_with_a_name_and_gives_long_texts_more_width():
    shown = [grid.Shown(Column("unit"), "unit"), grid.Shown(Column("days", "number"), "days")]
    found = grid.grid(grid.Rows(shown, [["Learning disability North", "30"]], 1, Block(), ""), "Table of records", "/a")
    assert (found.role, getattr(found, "aria-label")) == ("region", "Table of records")
    wide, narrow = (column["flex"] for column in found.children[1].columnDefs)
    assert wide == len("Learning disability North") > narrow
    least, less = (column["minWidth"] for column in found.children[1].columnDefs)
    assert least > 7 * 20 > less > 7 * len("days")


def block(client, address, **asked):
    answer = client.get(address.replace("/records", "/records.json") + "&" + urlencode(asked, doseq=True))
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()


def test_every_record_is_reached_in_blocks_and_none_twice(client):
    whole = "/records?measure=clients_reviewed"
    count, found = block(client, whole)["rowCount"], []
    for first in range(0, count, 37):
        found += block(client, whole, rows=f"{first}-{first + 37}")["rowData"]
    rows, _ = saved(client, whole)
    assert len(found) == count == len(rows) > grid.ROWS
    assert [row["person"] for row in found] == [row["person"] for row in rows]
    assert block(client, whole, rows=f"{count}-{count + 9}")["rowData"] == []


def test_rows_of_another_store_than_the_page_are_refused_and_none_of_them_given(client):
    address = "/records?measure=clients_reviewed"
    (built,) = re.findall(r'data-built="([^"]+)"', client.get(address).get_data(as_text=True))
    more = address.replace("/records", "/records.json") + "&rows=100-200"
    assert client.get(more, headers={grid.OF_STORE: built}).get_json()["rowData"]
    answer = client.get(more, headers={grid.OF_STORE: "2026-01-01T02:15:00"})
    assert answer.status_code == 409 and set(answer.get_json()) == {"says"}


# Each way of filtering, done again by hand on the rows of the file: (column, way, value, whether a row stays).
ONLY = [
    ("sex", "equals", "female", lambda row: row["sex"] == "Female"),
    ("sex", "notEqual", "Female", lambda row: row["sex"] != "Female"),
    ("ethnicity", "contains", "asian", lambda row: "asian" in row["ethnicity"].lower()),
    ("ethnicity", "notContains", "white", lambda row: "white" not in row["ethnicity"].lower()),
    ("age_band", "startsWith", "8", lambda row: row["age_band"].startswith("8")),
    ("person", "endsWith", "1", lambda row: row["person"].endswith("1")),
    ("numerator", "equals", "0", lambda row: row["numerator"] == "0"),
    ("numerator", "greaterThan", "0", lambda row: int(row["numerator"]) > 0),
    ("numerator", "inRange", "1~2", lambda row: 1 <= int(row["numerator"]) <= 2),
    ("month", "equals", "Sep 2026", lambda row: row["month"] == "2026-09-01"),
    ("counts", "blank", "", lambda row: row["numerator"] >= row["denominator"]),
    ("sex", "contains", "%", lambda row: "%" in row["sex"]),
]


@pytest.mark.parametrize(("column", "way", "value", "stays"), ONLY)
def test_a_filter_of_the_table_leaves_the_rows_that_it_says_on_the_page_and_in_the_file(
    client, column, way, value, stays
):
    whole = "/records?measure=clients_reviewed"
    expected = [row["person"] for row in saved(client, whole)[0] if stays(row)]
    asked = f"{column}:{way}" + (f":{value}" if value else "")
    found = block(client, whole, keep=asked)
    assert found["rowCount"] == len(expected)
    assert [row["person"] for row in found["rowData"]] == expected[: grid.ROWS]
    rows, about = saved(client, whole + "&" + urlencode({"keep": asked}))
    assert [row["person"] for row in rows] == expected and about["Filters of the table"] == asked


def test_the_table_is_sorted_by_what_a_column_is_and_not_by_how_it_reads(client):
    whole = "/records?measure=clients_reviewed"
    rows, _ = saved(client, whole)
    expected = sorted(rows, key=lambda row: row["person"], reverse=True)
    expected.sort(key=lambda row: row["month"])
    found = block(client, whole, order="month,-person", rows="0-400")
    assert [row["person"] for row in found["rowData"]] == [row["person"] for row in expected][:400]
    assert len({row["month"] for row in found["rowData"]}) > 1


def test_true_and_false_are_yes_and_no_and_units_are_called_by_their_names():
    with duckdb.connect() as connection:
        connection.execute("create schema model; create table model.units as select 'NOR' as unit, 'North' as name")
        table = "select 'NOR' as unit, true as agency union all select 'x', false union all select null, null"
        columns = [grid.column_of("unit", "VARCHAR"), grid.column_of("agency", "BOOLEAN")]
        found, count = paging.block(connection, table, {}, columns, Block(order=((columns[1], True),)), "listed.unit")
        assert (found, count) == ([("North", "yes"), ("x", "no"), (None, None)], 3)
        only = Block(only=(paging.Only(columns[1], "equals", ("No",)),))
        assert paging.block(connection, table, {}, columns, only, "listed.unit") == ([("x", "no")], 1)


WRONG = (
    *("rows=5", "rows=5-5", "rows=0-501", "rows=9-3", "rows=-1-5", "rows=a-b", "order=shoe", "order=-", "keep=sex"),
    *("keep=sex:like:x", "keep=shoe:equals:1", "keep=numerator:equals:x", "keep=numerator:inRange:1"),
    *("keep=numerator:equals:nan", "keep=numerator:contains:1", "keep=sex:equals", 'keep=sex":equals:1'),
)


@pytest.mark.parametrize("words", WRONG)
def test_a_block_that_cannot_be_given_is_refused_in_a_sentence(client, words):
    answer = client.get(f"/records.json?measure=clients_reviewed&{words}")
    assert answer.status_code == 404 and answer.get_json()["says"].endswith(".")
    assert client.get(f"/records?measure=clients_reviewed&{words}").status_code == 404


@given(st.lists(st.text(max_size=12), max_size=3), st.text(max_size=12), st.text(max_size=8))
@settings(max_examples=60, deadline=None)
def test_whatever_an_address_says_of_a_block_it_is_a_block_or_a_sentence(only, order, rows):
    columns = [Column("a"), Column("b", "number"), Column("c", "date")]
    try:
        found = wanted_block(columns, {"keep": only, "order": order, "rows": rows}, 100)
    except NotHere as problem:
        assert problem.sentence
    else:
        assert 0 < found.last - found.first <= 500 and all(one.column in columns for one in found.only)


def test_the_records_of_every_measure_are_had_in_any_month(client, cursor):
    """Those of a whole year too, which ends in March: in another month they are of the newest that has ended."""
    measures = cursor.execute("select key, basis from about.measures order by key").fetchall()
    for key, basis in measures:
        for month in ("2026-09", "2026-03") if basis == "financial year" else ("2026-09",):
            assert client.get(f"/records?measure={key}&month={month}").status_code == 200, (key, month)
    for key in (key for key, basis in measures if basis == "financial year"):
        known, root = values.measure_of(cursor, key), values.unit_of(cursor, None)
        columns, rows = values.listed(cursor, values.listing(cursor, known, root, date(2026, 9, 1)))
        number = values.value(cursor, key, root["unit"], "2026-09")
        assert sum(row[columns.index("numerator")] for row in rows) == (number.numerator or 0), key


def test_the_longest_overdue_come_first_with_their_days(client, cursor):
    """By hand from the model: a review is due a year after the last; without one on file, at the latest a year
    after the first of the months with a service that have had no break since."""
    reviews = {}
    for person, ends in cursor.execute("select person, ends from model.reviews").fetchall():
        reviews.setdefault(person, []).append(ends)
    served = {}
    for person, month in cursor.execute("select distinct person, month from model.person_months").fetchall():
        served.setdefault(person, set()).add(month)
    found = block(client, REVIEWED, rows="0-400")["rowData"]
    against = [row for row in found if row["counts"]]
    assert against == found[: len(against)] and len(against) > 5
    days = []
    for row in against:
        until = datetime.strptime(row["month"], "%b %Y").date().replace(day=28)
        ended = [day for day in reviews.get(row["person"], []) if day.replace(day=1) <= until]
        since = max(ended, default=None)
        assert row["counted_from"].startswith("last review" if since else "no review on file"), row
        first = until.replace(day=1)
        while (before := (first - timedelta(days=1)).replace(day=1)) in served[row["person"]]:
            first = before
        since = since or first.replace(day=monthrange(first.year, first.month)[1])
        due = since.replace(year=since.year + 1)
        over = (date(2026, 9, 30) - due).days
        assert row["days_over"] == (f"{over:,}" if over > 0 else ""), row
        days.append(over)
    assert days == sorted(days, reverse=True) and days[0] > 0


def test_what_is_the_same_in_every_row_has_no_column_and_what_finds_a_case_comes_first(client):
    def columns(address):
        return list(block(client, address)["rowData"][0])

    text = client.get(REVIEWED).get_data(as_text=True)
    table = re.search(r'<div class="scroll instead".*?</table>', text, re.S).group(0)
    headings = re.findall(r'<th scope="col">([^<]*)</th>', table)
    assert headings[:6] == ["counts", "person", "last review", "next due", "days over", "month"]
    assert headings[-2:] == ["counted", "out of"]
    assert "unit" not in columns(REVIEWED) and "unit" in columns("/records?measure=clients_reviewed")
    assert "month" not in columns("/records?measure=visits_outside_time&unit=op-northfield&basis=month")
