"""The one writer of workbooks: numbers stay numbers, dates stay dates, texts stay texts, and sums stay alive."""

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl

from dashboard import excel as writer
from dashboard.workbook import Column, Formula, Sheet, table, workbook
from tests.workbooks import Book

COLUMNS = (
    Column("month", "Month", "month"),
    Column("owed", "Owed", "money", summed=True),
    Column("paid", "Paid", "money", summed=True),
    Column("more", "More", "money", "{paid}-{owed}", summed=True),
    Column("name", "Name"),
)
ROWS = [
    {"month": date(2026, 4, 1), "owed": Decimal("10.10"), "paid": Decimal("12.35"), "name": "A"},
    {"month": date(2026, 5, 1), "owed": Decimal("0.20"), "paid": None, "more": None, "name": "B"},
]


def cells(data, sheet, row=2):
    return next(openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows(min_row=row))


def test_sums_and_differences_are_formulas_that_come_to_what_they_should():
    book = Book(workbook([], [Sheet("S", COLUMNS, ROWS)]))
    assert book.sheets["S"]["D2"].value == "=C2-B2" and book.sheets["S"]["B4"].value == "=SUM(B2:B3)"
    assert [book.value("S", cell) for cell in ("D2", "B4", "C4", "D4")] == [
        Decimal(text) for text in ("2.25", "10.30", "12.35", "2.25")
    ]


def test_a_row_that_says_none_of_a_formula_has_none():
    assert Book(workbook([], [Sheet("S", COLUMNS, ROWS)])).value("S", "D3") is None


def test_a_month_is_a_date_and_an_amount_a_number():
    found = cells(workbook([], [Sheet("S", COLUMNS, ROWS)]), "S")
    assert [cell.data_type for cell in found] == ["d", "n", "n", "f", "s"]
    assert (found[0].value, found[0].number_format) == (datetime(2026, 4, 1), "mmm yyyy")


def test_a_text_that_looks_like_a_formula_or_an_error_stays_a_text_everywhere():
    for text in ("=1+1", "#N/A", "#REF!", "@x", "=cmd()"):
        rows = [{"name": text}]
        data = workbook(
            [(text, text)], [Sheet("S", (Column("name", text),), rows), table("T", [text], [[text]], [[text]])]
        )
        for sheet in ("S", "T", "About"):
            for row in openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows():
                assert all((cell.data_type, cell.value) == ("s", text) for cell in row), (sheet, text)


def test_only_our_own_formulas_are_worked_out():
    book = Book(workbook([], [table("T", ["a", "b"], [[2, 3]], [[Formula("=A2+B2"), "=A2+B2"]])]))
    assert book.value("T", "A3") == 5 and book.value("T", "B3") == "=A2+B2"


def test_a_span_names_every_row_of_a_column_for_a_formula_of_another_sheet():
    sheet = Sheet("By service", COLUMNS, ROWS)
    assert (sheet.span("paid"), sheet.total("paid")) == ("'By service'!$C$2:$C$3", "'By service'!$C$4")
    other = table("T", ["sum"], [[Formula(f"=SUM({sheet.span('owed')})-{sheet.total('owed')}")]])
    assert Book(workbook([], [sheet, other])).value("T", "A2") == 0


def test_a_table_longer_than_a_workbook_holds_is_cut_and_says_so(monkeypatch):
    monkeypatch.setattr(writer, "MOST_ROWS", 3)
    book = Book(workbook([("What", "Rows")], [table("T", ["n"], ([n] for n in range(9)))]))
    assert [row["n"] for row in book.rows("T")] == [0, 1, 2]
    assert [cell.value for cell in book.sheets["About"][2]] == ["Rows", "the first 3; the CSV file has more"]
    assert book.sheets["T"].auto_filter.ref == "A1:A4"


def test_a_table_of_nothing_has_its_headings_and_no_total():
    book = Book(workbook([], [Sheet("S", COLUMNS, [])]))
    assert book.rows("S") == [] and book.sheets["S"].max_row == 1


def test_the_reader_of_formulas_agrees_with_workings_by_hand():
    rows = [["a", 2, 5], ["b", 3, 7], ["a", 4, 11]]
    sums = {
        '=SUMIFS($B$2:$B$4,$A$2:$A$4,A2)': 6,
        '=SUMIFS(B2:B4,A2:A4,"a",C2:C4,C4)': 4,
        "=ROUND((B2-C2)*B3/4,1)": Decimal("-2.3"),
        "=-(B2+C2)*2+MAX(B2-C2,0)": -14,
        '=IF(B2<>C2,"yes","no")': "yes",
        "=ABS(B2-C2)-SUM(B2:C2)": -4,
    }  # fmt: skip
    book = Book(workbook([], [table("T", "abc", rows, [[Formula(text)] for text in sums])]))
    assert [book.value("T", f"A{row}") for row in range(5, 5 + len(sums))] == list(sums.values())
