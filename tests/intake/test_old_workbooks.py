"""Excel 97-2003 workbooks and web pages named .xls: read by the rules of an .xlsx, or said to be what they are.

The workbooks are written by xlwt, which shares no code with what reads them.
"""

import random
from datetime import date, datetime, time
from decimal import Decimal

import pytest
import xlwt

from dashboard import intake
from dashboard.intake import bounds, excel97, sources, webpage
from tests.conftest import CHECKOUT
from tests.intake.council_files import workbook
from tests.intake.rows import add_up, stored

PERCENT, DAY, MOMENT, CLOCK = (xlwt.easyxf(num_format_str=one) for one in ("0.0%", "dd/mm/yyyy", "d/m/yy h:mm", "h:mm"))
QUOTED = xlwt.easyxf(num_format_str='0.0" % of all"')


def old_workbook(path, *sheets, after=lambda book: None):
    """An .xls of (name, rows), a cell being a value or a value and its style."""
    book = xlwt.Workbook()
    for name, rows in sheets:
        sheet = book.add_sheet(name)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, place, *(cell if isinstance(cell, tuple) else (cell,)))
    after(book)
    book.save(str(path))
    return path


def rows_of(path):
    return next(excel97.sheets(path))[1]


def test_a_cell_is_read_as_it_is_shown_where_that_differs(tmp_path):
    cells = [
        (0.9, PERCENT),
        (0.125, QUOTED),
        (date(2026, 4, 3), DAY),
        (datetime(2026, 4, 3, 9, 30), MOMENT),
        (time(9, 30), CLOCK),
        1234.5,
        35455995.0,
        True,
        "£1,234.50",
    ]
    path = old_workbook(tmp_path / "cells.xls", ("S", [cells]))
    assert rows_of(path) == [
        ("90%", "0.125", "2026-04-03", "2026-04-03 09:30:00", "09:30:00", "1234.5", "35455995", "true", "£1,234.50")
    ]


def test_dates_that_are_counted_from_1904_are_the_days_that_were_written(tmp_path):
    path, book = tmp_path / "mac.xls", xlwt.Workbook()
    book.dates_1904 = True
    book.add_sheet("S").write(0, 0, (date(2026, 4, 3) - date(1904, 1, 1)).days, DAY)
    book.save(str(path))
    assert rows_of(path) == [("2026-04-03",)]


def test_words_over_several_rows_belong_to_each_and_a_number_to_the_first(tmp_path):
    path = tmp_path / "merged.xls"
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    sheet.write_merge(0, 2, 0, 0, "north")
    sheet.write_merge(0, 1, 1, 1, 7)
    book.save(str(path))
    assert rows_of(path) == [("north", "7"), ("north",), ("north",)]


FACTS = [
    ["Measure", "Area", "Period", "Value"],
    ["ASCOF 1D", "E10000019", "2024-25", 65.1],
    ["ASCOF 4A", "E2", "2024-25", "[c]"],
]


def test_an_old_workbook_gives_the_rows_of_the_new_one_hidden_sheets_too(home, council, tmp_path):
    def hide(book):
        book.get_sheet(1).visibility = 1

    more = [FACTS[0], ["ASCOF 1D", "E3", "2024-25", (0.5, PERCENT)]]
    old = old_workbook(tmp_path / "facts.xls", ("Facts", FACTS), ("Hidden", more), after=hide)
    results = intake.load([old], home, council)
    assert add_up(results)
    assert [(one.name, one.rows_stored) for one in results] == [("facts.xls [Facts]", 2), ("facts.xls [Hidden]", 1)]
    workbook(tmp_path / "facts.xlsx", ("Facts", FACTS))
    intake.load([tmp_path / "facts.xlsx"], home, council)
    found = stored(home, council, "facts")
    assert found[:2] == found[3:]
    assert stored(home, council, "facts", "value")[2] == (Decimal(50),)


PAGE = """<html><head><style>td {{mso-number-format: "0"}}</style></head><body><h1>Payments</h1>
<table border=1><thead><tr><th>Payment Date</th><th>Cost Centre<th>Supplier<th colspan=2>Amount</tr></thead>
<tr><td>03/04/2026<td rowspan=2>A1<td>Oak &amp; Ash&nbsp;Ltd</td><td>100.00</td></tr>
<tr><td>04/04/2026</td><td>Elm <b>Care</b></td><td>£1,250.50</table>{}</body></html>"""


@pytest.fixture
def ours(tmp_path):
    folder = tmp_path / "ours"
    (folder / "mappings").mkdir(parents=True)
    (folder / "mappings" / "payments.toml").write_text(
        'layout = "ledger"\n[columns]\ncost_centre = "Cost Centre"\ndate = "Payment Date"\namount = "Amount"\n'
        'supplier = "Supplier"\n',
        encoding="utf-8",
    )
    return folder


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_the_table_of_a_web_page_is_read(encoding, home, ours, tmp_path):
    path = tmp_path / "report.xls"
    path.write_bytes(PAGE.format("").encode(encoding))
    (result,) = intake.load([path], home, ours)
    assert (result.name, result.rows_stored, result.rows_rejected) == ("report.xls", 2, 0)
    assert stored(home, ours, "ledger", "cast(date as varchar), cost_centre, supplier, amount, line") == [
        ("2026-04-03", "A1", "Oak & Ash Ltd", Decimal("100.00"), 2),
        ("2026-04-04", "A1", "Elm Care", Decimal("1250.50"), 3),
    ]


def pages(tmp_path, text):
    path = tmp_path / "page.xls"
    path.write_text(text, encoding="utf-8")
    return [(one.name, one._rows) for one in sources.open_file(path)]


def test_each_table_of_a_page_stands_for_itself_and_one_in_another_once(tmp_path):
    inner = "<table><tr><td>a</td><td>1</td></tr></table>"
    text = f"<table><tr><td>menu</td><td>{inner}</td></tr></table><table><tr><td>b<td>2</table>"
    assert pages(tmp_path, text) == [("table 1", [("menu",)]), ("table 2", [("a", "1")]), ("table 3", [("b", "2")])]


def test_a_cell_over_rows_and_columns_pushes_those_that_follow(tmp_path):
    text = "<table><tr><td rowspan=2 colspan=2>x<td>1<tr><td>2<tr><td>3<td rowspan=3>9<td colspan=0>4<tr><td>5</table>"
    assert pages(tmp_path, text) == [("", [("x", "", "1"), ("x", "", "2"), ("3", "9", "4"), ("5",)])]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<html><body>Please sign in</body></html>", "a web page without a table"),
        ("<html><frameset><frame src='sheet001.htm'></frameset></html>", "a web page without a table"),
        ("<html>", "a web page"),
        ("<table>" + "<tr><td colspan=1000>x" + "<td colspan=1000>" * 99 + "</table>", "more rows, columns"),
        ("<html><body>" + "<b>" * 5000 + "<table><tr><td>1</table>", "a damaged web page"),
    ],
    ids=["no table", "frames", "nothing", "wide", "deep"],
)
def test_a_page_that_cannot_be_read_is_said_to_be_one(text, words, home, council, tmp_path):
    path = tmp_path / "page.xls"
    path.write_text(text, encoding="utf-8")
    (result,) = intake.load([path], home, council)
    assert result.layout is None and words in result.outcome


def test_a_page_that_names_entities_and_other_hosts_reads_neither(tmp_path):
    text = (
        '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]><html><link href="http://127.0.0.1:9/x.css">'
        "<table><tr><td>&a;</td><td>1</td></tr></table></html>"
    )
    assert pages(tmp_path, text) == [("", [("&a;", "1")])]


def test_a_damaged_old_workbook_is_a_sentence_whatever_is_damaged(tmp_path):
    whole = old_workbook(tmp_path / "whole.xls", ("S", [["a", 1, (0.5, PERCENT)]] * 40)).read_bytes()
    chance, path, refused = random.Random(1), tmp_path / "cut.xls", 0
    for _ in range(400):
        damaged = bytearray(whole[: chance.choice([len(whole), chance.randrange(8, len(whole))])])
        for _ in range(chance.randrange(1, 30)):
            damaged[chance.randrange(8, len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged)
        try:
            list(excel97.sheets(path))
        except bounds.Unreadable as error:
            assert str(error).startswith("it is ")
            refused += 1
    assert 100 < refused < 400


def test_a_damaged_page_is_a_sentence_or_rows(tmp_path):
    whole, chance, path = PAGE.format("").encode(), random.Random(2), tmp_path / "page.xls"
    read = 0
    for _ in range(200):
        damaged = bytearray(whole)
        for _ in range(chance.randrange(1, 20)):
            damaged[chance.randrange(6, len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged)
        try:
            read += sum(len(rows) for _, rows in webpage.tables(path, sources.text_bytes(path, b"<htm")))
        except bounds.Unreadable as error:
            assert str(error).startswith("it is ")
    assert read > 100


CASE = CHECKOUT.parent / "shared" / "cases" / "W13-old-excel"


@pytest.mark.skipif(not CASE.exists(), reason="the shared cases are not beside this checkout")
def test_the_case_of_old_excel_a_page_is_read_and_a_workbook_that_is_cut_off_is_said_to_be_one(home, tmp_path):
    (tmp_path / "ours" / "mappings").mkdir(parents=True)
    mapping = (CASE / "mapping.toml").read_text(encoding="utf-8")
    (tmp_path / "ours" / "mappings" / "payments.toml").write_text(mapping, encoding="utf-8")
    page, cut = intake.load([CASE / "report.xls", CASE / "payments.xls"], home, tmp_path / "ours")
    assert (page.layout, page.rows_stored, page.rows_rejected) == ("ledger", 1, 0)
    assert stored(home, tmp_path / "ours", "ledger", "cost_centre, amount") == [("A1", Decimal(100))]
    assert "an Excel 97-2003 workbook that does not open" in cut.outcome
    assert "save it as .xlsx or CSV" in cut.outcome
