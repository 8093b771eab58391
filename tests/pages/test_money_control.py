"""Reconciliation and control totals on their pages, over the demo council in its smallest size."""

import csv
import io
import re
from decimal import Decimal
from html import unescape

import openpyxl
import pytest

import app as web
from layouts.address import link
from tests.pages.trees import cells, find, mounted, the
from tests.workbooks import Book

PATH = "/money/reconciliation"
PARTS = ("Tbody", "Tfoot")


@pytest.fixture(scope="module")
def client(mini):
    return web.serving(mini.store).server.test_client()


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.get_data(as_text=True))


def tree(client, address):
    return mounted(client, address)[0]


def lead(text):
    return re.search(r'<p class="lead">(.*?)</p>', text, re.S).group(1)


def opened(client, **words):
    """The page of the first difference on the list."""
    text = page(client, link(PATH, **words))
    return page(client, re.search(r'href="(/money/difference\?[^"]*)"', text).group(1))


def book(client, address):
    return openpyxl.load_workbook(io.BytesIO(client.get(address).data))


def columns_of(sheet):
    return {cell.value: [sheet.cell(n, cell.column).value for n in range(2, sheet.max_row)] for cell in sheet[1]}


def test_the_sentence_says_both_sides_and_how_many_do_not_match(client, cursor):
    owed, paid, differ = cursor.execute(
        "select sum(owed), sum(paid),"
        " count(*) filter (where status not in ('matched', 'paid late', 'booked elsewhere')) from cube.reconciliation"
        " where month between '2026-04-01' and '2026-09-01'"
    ).fetchone()
    said = lead(page(client, PATH))
    assert f"£{owed:,.2f} should have been paid" in said and f"£{paid:,.2f} was" in said
    assert f"{differ} do not match" in said


def rows(tree, name):
    """What each cell of the rows of a named table says, and of its foot: (rows, foot)."""
    table = the(tree, role="region", **{"aria-label": name})
    body, foot = ([cells(row) for part in find(table, type=kind) for row in find(part, type="Tr")] for kind in PARTS)
    return body, foot


def test_the_table_adds_up_to_its_last_line(client):
    lines, (last,) = rows(tree(client, PATH), "By service")
    for column in (1, 2):
        amounts = [Decimal(row[column].strip("£").replace(",", "")) for row in [*lines, last]]
        assert len(amounts) > 3 and sum(amounts[:-1]) == amounts[-1]


def chosen(tree):
    """What the lists of filters say, but for those that stand for all."""
    selects = [one["props"] for one in find(the(tree, type="Form", className="inline"), type="Select")]
    return [
        option["label"] for select in selects for option in select["options"] if option["value"] == select.get("value")
    ]


def listed(tree):
    """The cells of each row of the list, word by word."""
    return [[said.split() for said in row] for row in rows(tree, "Comparisons")[0]]


def test_filters_live_in_the_address(client):
    found = tree(client, f"{PATH}?service=supported+living&basis=rolling&status=matched")
    assert chosen(found) == [
        "rolling 12 months",
        "service",
        "supported living",
        "matched",
        "the largest difference first",
    ]
    lines = listed(found)
    assert len(lines) > 10 and all(row[1][0] == "supported" and row[1][1].startswith("living") for row in lines)


def test_the_list_shows_cause_age_and_owner_and_is_narrowed_by_them(client):
    found = tree(client, f"{PATH}?cause=paid+twice&sort=oldest&by=provider")
    assert chosen(found)[1:] == ["provider", "paid twice, it seems", "the oldest first"]
    (row,) = listed(found)
    assert " ".join(row[3]) == "paid twice, it seems" and row[7] == ["1"]
    mine = tree(client, f"{PATH}?cause=paid+twice&owner={'+'.join(row[8])}")
    assert listed(mine) == [row]


def test_a_payment_booked_elsewhere_is_one_row_with_both_places_and_each_opens_to_the_other(client):
    found = tree(client, f"{PATH}?cause=booked+elsewhere&unit=op-northfield")
    (row,) = listed(found)
    assert " ".join(row[3]) == "booked elsewhere: day support" and row[2] == ["£0.00"]
    links = [one["props"]["href"] for one in find(found, type="Link")]
    first, second = (href for href in links if href.startswith("/money/difference?"))
    assert first.replace("residential+and+nursing", "day+support") == second
    for here, there in ((first, second), (second, first)):
        assert f'<a href="{there}">' in page(client, here)


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        # Paid at day support in place of a care home, both of the team: both places are looked at, and it is one.
        ("op-northfield", "Besides, one payment was booked to another service or unit: it shows twice"),
        # The team that it was booked to has one of the two places.
        ("ld-north", "Besides, one payment was booked to another service or unit: it shows twice"),
    ],
)
def test_a_payment_that_stands_at_two_places_is_counted_once_in_the_sentence(client, unit, said):
    assert said in lead(page(client, f"{PATH}?unit={unit}&month=2026-07&basis=month"))


def test_payments_at_two_places_are_said_by_what_befell_them():
    from layouts.words.reconciliation import halves_words

    assert halves_words({}) == ""
    assert halves_words({"paid late": 2, "booked elsewhere": 1}) == (
        " Besides, two payments came late and one payment was booked to another service or unit:"
        " they show twice, and are listed once below."
    )


def test_what_cannot_be_compared_is_said_in_the_sentence(client, cursor):
    (paid,) = cursor.execute("select sum(paid) from cube.reconciliation where status = 'nothing on file'").fetchone()
    said = lead(page(client, f"{PATH}?month=2025-02&basis=month"))
    assert paid and f"£{paid:,.2f} that was paid can’t be compared, because no visit log" in said
    assert "can’t be compared" not in lead(page(client, PATH))


def test_the_way_back_to_money_keeps_unit_and_month(client):
    text = page(client, f"{PATH}?unit=op-northfield&month=2026-07")
    assert '<a href="/money?unit=op-northfield&month=2026-07">' in text.partition("<h1>")[0]


def test_lines_by_month_and_provider_lead_to_their_own(client):
    by_month = page(client, f"{PATH}?by=month")
    assert "month=2026-08&basis=month" in by_month and "Aug 2026" in by_month
    by_provider = page(client, f"{PATH}?by=provider")
    address = re.search(r'<th scope="row" class="m"><a href="([^"]*)"', by_provider).group(1)
    assert "provider=" in address and "Every provider" in page(client, address)


@pytest.mark.parametrize(
    "word", ["service=bread", "status=odd", "basis=week", "unit=nowhere", "cause=rain", "owner=x", "sort=up", "by=day"]
)
def test_what_is_not_there_is_said_with_what_is(client, word):
    answer = client.get(f"{PATH}?{word}")
    assert answer.status_code == 404 and word.partition("=")[2] in unescape(answer.get_data(as_text=True))


def test_a_difference_opens_to_its_rows_from_both_sides_with_what_happened(client):
    text = opened(client, service="supported living", month="2026-08", basis="month")
    assert "What packages and visits say" in text and "What the ledger says" in text
    assert "paid at another price than the package has" in text
    by_side = re.findall(r'<td class="now">paid at another price</td>', text)
    assert len(by_side) >= 2 and len(by_side) % 2 == 0
    address, name = re.search(r'<a href="(/data\?file=[^"]*)">(payments-2026-08.csv)</a>', text).groups()
    assert f"<h1>{name}</h1>" in page(client, address)


def test_a_comparison_that_matches_opens_too_and_says_so(client):
    text = opened(client, service="direct payments", status="matched")
    assert "Every amount has its partner on the other side" in text


@pytest.mark.parametrize("word", ["service=bread", ""])
def test_a_difference_of_nothing_is_not_here_and_leads_to_the_list(client, word):
    answer = client.get(f"/money/difference?unit=op-northfield&month=2026-07&{word}")
    text = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 404 and "hoose a row on packages against the ledger" in text
    assert f'<a href="{PATH}?unit=op-northfield&month=2026-07">Packages against the ledger</a>' in text


def test_the_csv_has_what_the_page_shows(client):
    text = client.get(f"{PATH}.csv?service=supported+living").get_data(as_text=True).lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.split("\r\n\r\n")[0])))
    assert [row["Month"] for row in rows] and {row["Service"] for row in rows} == {"supported living"}
    owed, paid, difference = ("Should have been paid", "Was paid", "Difference")
    assert all(Decimal(row[paid]) - Decimal(row[owed]) == Decimal(row[difference]) for row in rows)


def test_the_workbooks_totals_are_formulas_over_amounts_that_add_up(client, cursor):
    found = book(client, f"{PATH}.xlsx?unit=westmarch")
    sheet = found["By service"]
    columns = columns_of(sheet)
    (owed,) = cursor.execute(
        "select sum(owed) from cube.reconciliation where month between '2026-04-01' and '2026-09-01'"
    ).fetchone()
    assert sum(Decimal(str(amount)) for amount in columns["Should have been paid"]) == owed
    last = sheet.max_row
    assert sheet.cell(last, 2).value == f"=SUM(B2:B{last - 1})"
    assert columns["Difference"][0] == "=C2-B2"
    assert found["Comparisons"].cell(2, 7).value == "=F2-E2"
    assert "Westmarch Council" in [row[1].value for row in found["About"].iter_rows()]


def test_every_sheet_of_the_workbook_comes_to_the_same_and_the_list_to_what_differs(client, cursor):
    found = Book(client.get(f"{PATH}.xlsx?unit=westmarch&basis=all").data)
    owed, paid, differ = cursor.execute(
        "select sum(owed), sum(paid), sum(difference) filter (status not in ('matched', 'nothing on file'))"
        " from cube.reconciliation"
    ).fetchone()
    for by in ("service", "provider", "month"):
        *rows, last = found.rows(f"By {by}")
        assert (last["Should have been paid"], last["Was paid"], last["Difference"]) == (owed, paid, paid - owed)
        assert sum(row["Difference"] for row in rows) == paid - owed
    *rows, last = found.rows("Comparisons")
    assert last["Difference"] == sum(row["Difference"] for row in rows) == differ
    assert {"paid twice, it seems", "booked elsewhere", "not paid"} <= {row["Cause"] for row in rows}


def test_control_totals_are_shown_for_each_file_with_the_three_cuts(client, cursor):
    text = page(client, "/money/control")
    (total,) = cursor.execute(
        "select sum(in_file) from cube.control_totals where layout = 'ledger' and month >= '2026-04-01'"
    ).fetchone()
    assert f"£{total:,.2f}" in lead(text) and "£1,250.00 is not mapped to any unit" in lead(text)
    assert "does not agree" not in text and text.count("payments-2026-") >= 6
    assert re.match(
        "One file of the budget adds up to .* for 2026–27", lead(page(client, "/money/control?kind=budget"))
    )


def test_control_totals_are_of_the_whole_council_and_lead_back_to_the_unit_that_asked(client):
    assert "/money/control?unit=op-northfield&month=2026-09" in page(client, "/money?unit=op-northfield")
    text = page(client, "/money/control?unit=op-northfield&month=2026-09")
    assert "<h1>Control totals of the ledger: whole council</h1>" in text
    assert '<a href="/money?unit=op-northfield&month=2026-09">' in text.partition("<h1>")[0].partition("crumb")[2]
    assert lead(text) == lead(page(client, "/money/control?month=2026-09"))


def test_what_is_not_mapped_opens_to_its_line(client):
    address = re.search(r'<a href="([^"]*)">£1,250.00</a>', page(client, "/money/control")).group(1)
    assert address == "/money/line?unit=westmarch&month=2026-09&service=not+mapped"
    assert "<h1>Not mapped at Westmarch Council</h1>" in page(client, address)


def test_each_month_of_the_three_cuts_says_whether_they_agree(client):
    cuts = page(client, "/money/control").partition("Three cuts of each month")[2]
    assert len(re.findall("> agrees<", cuts)) == 6


def test_a_total_that_does_not_agree_is_said_in_the_sentence():
    from datetime import date

    from dashboard.money.control import Control
    from layouts.words.control import sentence

    row = {"file": 1, "in_file": Decimal(7), "agrees": False}
    assert "one line below does not agree" in sentence(Control([row], []), "ledger", date(2026, 9, 1))


def test_the_control_workbook_checks_itself(client):
    sheet = book(client, "/money/control.xlsx")["Control totals"]
    assert sheet.cell(2, 10).value == "=D2-F2-E2" and sheet.cell(2, 11).value == "=F2-G2-H2-I2"


def test_a_text_that_looks_like_a_formula_stays_a_text_in_a_workbook():
    from dashboard.workbook import Column, Sheet, workbook

    data = workbook([("What", "=1+1")], [Sheet("S", (Column("name", "Name"),), [{"name": "=cmd()"}])])
    found = openpyxl.load_workbook(io.BytesIO(data))
    assert found["S"].cell(2, 1).data_type == "s" and found["About"].cell(1, 2).data_type == "s"
