"""The money workbook, its formulas worked out by another reading: it says what the page says, to the penny."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

import app as web
from dashboard.money import contracts, forecast, lines, plans, shares
from dashboard.money.months import april
from layouts.exports import money_book, money_sheets
from layouts.words import alarms as alarm_words
from layouts.words import money as money_words
from tests.workbooks import Book

MONTH, WITH_A_HOLE = date(2026, 9, 1), date(2025, 3, 1)  # of the second, February's visits are missing
UNITS = ["westmarch", "older-people", "op-northfield", "children"]
EVERY = [(unit, by, month) for unit in UNITS for by in lines.CUTS for month in (MONTH, WITH_A_HOLE)]
PARTS = {"Price": "price", "Volume": "volume", "Mix": "mix", "Plan": "plan", "Unexplained": "rest"}
OF_ALL_SHEETS = (
    "Money",
    "Workings",
    "Mix",
    "Year",
    "Plans",
    "Months",
    "Contracts",
    "Control totals",
    "Checks",
    "Files",
    "About",
)


@pytest.fixture(scope="module")
def client(mini):
    return web.serving(mini.store).server.test_client()


@pytest.fixture(scope="module")
def books(client):
    """The workbook of an address, opened once."""
    known = {}

    def opened(unit="westmarch", by="service", month=MONTH):
        address = f"/money.xlsx?unit={unit}&by={by}&month={month:%Y-%m}"
        if address not in known:
            known[address] = Book(client.get(address).data)
        return known[address]

    return opened


BELOW = ("Total", "The range of the whole", "Capital, in no sum above")


def only_lines(book, sheet, key):
    return [row for row in book.rows(sheet) if row[key] not in BELOW]


@pytest.mark.parametrize(("unit", "by", "month"), EVERY)
def test_every_part_of_every_row_is_that_of_the_page_to_the_penny(books, cursor, unit, by, month):
    found, key = lines.money(cursor, unit, month, by), {"service": "Service", "user_group": "User group"}[by]
    rows = only_lines(books(unit, by, month), "Money", key)
    assert [row[key] for row in rows] == [money_words.title(line.key) for line in found.lines]
    for row, line in zip(rows, found.lines, strict=True):
        assert {heading: row[heading] for heading in PARTS} == {
            heading: getattr(line.variance, part) for heading, part in PARTS.items()
        }, line.key
        assert row["Variance"] == line.variance.total
        assert row["Check: variance less its parts"] == 0


@pytest.mark.parametrize(("unit", "by", "month"), EVERY)
def test_the_workings_of_each_service_and_user_group_are_those_of_the_line_page(books, cursor, unit, by, month):
    found = lines.money(cursor, unit, month, by)
    rows = only_lines(books(unit, by, month), "Workings", "Service")
    apart = [pair for line in found.lines for pair in lines.cells_apart(line)]
    for row, (cell, split) in zip(rows, apart, strict=True):
        found_parts = tuple(row[heading] for heading in ("Price", "Volume and mix", "Plan", "Unexplained"))
        assert found_parts == (split.price, split.volume, split.plan, split.rest), (cell.service, cell.user_group)


@pytest.mark.parametrize(("unit", "by", "month"), EVERY)
def test_every_check_comes_to_nothing_and_no_cell_shows_an_error(books, unit, by, month):
    book = books(unit, by, month)
    checks = book.rows("Checks")
    assert len(checks) >= 5
    assert all(row["First less second: must be nothing"] == 0 for row in checks), checks
    assert book.errors() == []


def test_a_check_would_show_a_figure_that_was_changed_by_hand(client):
    book = openpyxl.load_workbook(io.BytesIO(client.get("/money.xlsx?unit=westmarch").data))
    book["Workings"]["F2"].value += 1
    out = io.BytesIO()
    book.save(out)
    off = [row["First less second: must be nothing"] for row in Book(out.getvalue()).rows("Checks")]
    assert off[0] == -1


@pytest.mark.parametrize("by", lines.CUTS)
def test_the_other_figures_of_a_row_are_those_of_the_page(books, cursor, by):
    found, outlook = lines.money(cursor, "westmarch", MONTH, by), shares.outlook(cursor, "westmarch", MONTH, by)
    for row, line in zip(books(by=by).rows("Money"), found.lines, strict=False):
        carried = outlook.lines[line.key]
        assert (row["Original budget for the year"], row["Budget for the year, as revised"]) == (
            line.total("original"),
            line.total("revised"),
        )
        assert (row["Budget to date"], row["Paid to date"]) == (line.total("profiled"), line.total("actual_to_date"))
        assert row["Committed, paid included"] == line.total("commitment")
        assert row["Forecast by the budget holders"] == line.forecast
        for heading, amount in (
            ("Commitment forecast to 31 March", carried.commitment),
            ("Likely at least", carried.least),
            ("Likely at most", carried.most),
            ("Straight line", carried.straight),
        ):
            assert row[heading] == (None if amount is None else pytest.approx(Decimal(amount), abs=Decimal("0.01")))
        assert row["Alarm"] == (alarm_words.of_line(line, MONTH) if line.alarm else None)


@pytest.mark.parametrize("month", [MONTH, WITH_A_HOLE])
def test_what_one_cost_is_a_formula_that_comes_to_what_the_page_says(books, cursor, month):
    known = 0
    for row, line in zip(books(month=month).rows("Money"), lines.money(cursor, "westmarch", month).lines, strict=False):
        for heading, cost in (("Unit cost, agreed", line.budgeted_cost), ("Unit cost, paid", line.actual_cost)):
            known += cost is not None
            assert row[heading] == (None if cost is None else pytest.approx(cost, abs=Decimal("0.000001")))
        if line.counted_in:
            assert row["Units delivered"] == line.total("delivered_to_date")
    assert known > 10


def test_the_range_of_the_whole_stands_below_the_total(books, cursor):
    total, whole = (row for row in books().rows("Money") if row["Service"] in BELOW[:2])
    outlook = forecast.outlook(cursor, "westmarch", MONTH)
    assert total["Commitment forecast to 31 March"] == pytest.approx(
        Decimal(outlook.whole.commitment), abs=Decimal("0.1")
    )
    assert whole["Likely at least"] == pytest.approx(Decimal(outlook.whole.least), abs=Decimal("0.01"))


def test_capital_stands_below_in_no_sum(books, cursor):
    month, paid = cursor.execute(
        "select month, paid_to_date from cube.capital_months where unit = 'westmarch' and paid_to_date <> 0"
        " order by month desc limit 1"
    ).fetchone()
    rows = {row["Service"]: row["Paid to date"] for row in books(month=month).rows("Money")}
    assert rows["Capital, in no sum above"] == paid
    assert rows["Total"] == lines.money(cursor, "westmarch", month).total("actual_to_date")


@pytest.mark.parametrize("by", lines.CUTS)
def test_the_steps_from_budget_to_forecast_are_those_of_the_page_and_leave_nothing(books, cursor, by):
    services = lines.money(cursor, "westmarch", MONTH)
    rows = {row["Service"]: row for row in books(by=by).rows("Year")}
    for line in services.lines:
        if line.forecast:
            row = rows[money_words.title(line.key)]
            assert tuple(row[part] for part in PARTS) == tuple(line.year_variance)
            assert row["Check: forecast less budget and parts"] == 0
    assert tuple(rows["Total"][part] for part in PARTS) == tuple(services.year_variance)


def test_plans_stand_beside_their_budgets(books, cursor):
    rows = {row["Service"]: row for row in books().rows("Plans")}
    found = plans.plans(lines.money(cursor, "westmarch", MONTH))
    assert len(found) > 5
    for one in found:
        row = rows[money_words.title(one.line)]
        assert (row["Off by"], row["Off by, as revised"]) == (one.original - one.worth, one.revised - one.worth)


def test_months_are_dates_and_add_up_to_what_was_paid(books, cursor):
    rows = only_lines(books(), "Months", "Month")
    assert {row["Month"] for row in rows} == {date(2026, month, 1) for month in range(4, 10)}
    for line in lines.money(cursor, "westmarch", MONTH).lines:
        paid = sum(row["Paid"] for row in rows if row["Service"] == money_words.title(line.key))
        assert paid == line.total("actual_to_date"), line.key


def test_a_month_without_activity_on_file_has_no_units_rather_than_none_delivered(books):
    (row,) = [
        row
        for row in only_lines(books(month=WITH_A_HOLE), "Months", "Month")
        if (row["Month"], row["Service"]) == (date(2025, 2, 1), "Home care")
    ]
    assert row["Activity on file"] == "no" and row["Paid"] > 0
    assert all(row[word] is None for word in ("Units delivered", "Delivered, at agreed prices", "Unit cost"))


@pytest.mark.parametrize("unit", ["westmarch", "older-people"])
def test_contracts_are_those_of_the_page(books, cursor, unit):
    rows = only_lines(books(unit), "Contracts", "Service")
    found = contracts.contracts(cursor, unit, april(MONTH), MONTH)
    for row, one in zip(rows, found, strict=True):
        assert (row["Contract"], row["Paid, all its months"]) == (one.contract, one.paid)
        shown = row["Bought and not used"], row["Bought, at its price"], row["Not used, at its price"]
        assert shown == (one.unused if one.bought is not None else None, one.bought_worth, one.unused_worth)


def test_the_ledgers_files_are_held_against_the_page_for_the_whole_council_alone(books, cursor):
    (paid,) = cursor.execute(
        "select sum(in_store) from cube.control_totals where layout = 'ledger' and part = 'revenue'"
        " and month between '2026-04-01' and '2026-09-01'"
    ).fetchone()
    last = books().rows("Checks")[-1]
    assert (last["What"], last["Second"]) == ("Paid to date: the page, and the files of the ledger", paid)
    assert all("files of the ledger" not in row["What"] for row in books("older-people").rows("Checks"))


def test_control_totals_are_nought_to_the_last_file(books):
    rows = only_lines(books(), "Control totals", "What")
    assert {row["What"] for row in rows} == {"ledger", "budget"}
    assert all(row["File less store and rejected"] == row["Store less all units"] == 0 for row in rows)


def test_the_files_behind_the_figures_are_named_with_their_period_and_contents(books, cursor):
    files = {row["File"]: row for row in books().rows("Files")}
    known = cursor.execute(
        "select name, sha256, period_start from about.files where in_force and layout in ('ledger', 'budget', 'visits')"
        " and period_end >= '2026-04-01' and period_start <= '2026-09-30'"
    ).fetchall()
    assert len(known) > 10
    for name, contents, start in known:
        assert (files[name]["SHA-256 of the file"], files[name]["From"]) == (contents, start)


def test_the_workbook_says_what_it_is_and_what_every_sheet_and_part_means(client, books, cursor):
    book = books("older-people", "user_group")
    assert tuple(book.sheets) == OF_ALL_SHEETS
    about = dict(book.sheets["About"].iter_rows(values_only=True))
    (built,) = cursor.execute("select built_at from about.build").fetchone()
    assert about["Unit"] == "Older people and all below it"
    assert (about["Month"], about["Cut"]) == ("April to September 2026", "by user group")
    assert about["Data built"] == f"{built:%Y-%m-%d %H:%M}"
    assert {f"Sheet {name}" for name in OF_ALL_SHEETS[:-1]} <= set(about)
    assert all(about[money_words.title(name)] for name in money_words.PARTS.values())
    name = client.get("/money.xlsx?unit=older-people&by=user_group").headers["Content-Disposition"]
    assert 'filename="money-older-people-2026-09-by-user_group.xlsx"' in name


def test_a_year_that_began_before_the_store_has_no_variance_and_says_why(client, monkeypatch):
    for module in (lines, forecast):
        monkeypatch.setattr(module, "begins_within", lambda cursor, month: date(2026, 7, 1))
    book = Book(client.get("/money.xlsx?unit=westmarch").data)
    assert "The store begins in July 2026" in dict(book.sheets["About"].iter_rows(values_only=True))["No variance"]
    assert all(row[heading] is None for row in book.rows("Money")[:3] for heading in (*PARTS, "Variance"))
    assert book.errors() == []


def test_a_name_that_looks_like_a_formula_is_a_name_and_its_sums_are_found():
    assert money_sheets.name("=1+1") == "'=1+1"
    assert money_book.SHEETS.keys() == set(OF_ALL_SHEETS[:-1])
