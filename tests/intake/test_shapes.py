"""Files of an odd shape: cells too many or too few, headings twice or of a sign, workbooks and what looks like one."""

import gzip
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from dashboard import intake
from dashboard.intake import bounds, delimited
from tests.intake.council_files import ods_cell, ods_row, opendocument
from tests.intake.rows import add_up, stored

MAPPING = 'layout = "ledger"\n[columns]\ncost_centre = "CC"\ndate = "Paid"\nsupplier = "Supplier"\namount = "{}"\n'
HEAD = "Paid,CC,Supplier,Net\n"


@pytest.fixture
def ours(tmp_path):
    folder = tmp_path / "ours"
    (folder / "mappings").mkdir(parents=True)
    (folder / "mappings" / "ours.toml").write_text(MAPPING.format("Net"), encoding="utf-8")
    return folder


def load(home, ours, tmp_path, content, name="paid.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    results = intake.load([path], home, ours)
    assert add_up(results)
    return results[0]


def amounts(home, ours):
    return [amount for (amount,) in stored(home, ours, "ledger", "amount")]


def test_empty_cells_too_many_or_missing_at_the_end_of_a_row_hold_nothing(home, ours, tmp_path):
    rows = '02/02/2026,A,Oak,1,\n03/02/2026,A,Oak,2\n04/02/2026,A,Oak,4,,, \n,,,\n\n05/02/2026,A,"Oak\nLtd",8,\n'
    result = load(home, ours, tmp_path, HEAD + rows)
    assert (result.rows_read, result.rows_stored, result.rows_rejected) == (4, 4, 0)
    assert stored(home, ours, "ledger", "line, amount::integer") == [(2, 1), (3, 2), (4, 4), (7, 8)]


def test_a_cell_too_many_that_holds_something_and_a_missing_one_that_is_needed_turn_the_row_away(home, ours, tmp_path):
    result = load(home, ours, tmp_path, HEAD + "02/02/2026,A,Oak,1,234.50\n03/02/2026,A\n04/02/2026,A,Oak,5\n")
    assert (result.rows_read, result.rows_stored, result.rows_rejected) == (3, 1, 2)
    assert [(one["line"], one["column_name"]) for one in intake.rejects(home)] == [(2, ""), (3, "Net")]


def test_a_short_row_with_a_page_in_one_cell_is_set_aside_and_no_letters_of_the_reason_are_cells():
    width = 120  # more columns than the reason has letters
    full, page = ",".join(["x"] * width), "y" * (bounds.MOST_CELL + 1)
    body = f"{full}\n{page},{','.join(['x'] * 70)}\n{','.join(['x'] * 90)}\n".encode()
    rows = delimited.read_rows(body, ",", width, 2)
    assert rows.table["line"].to_pylist() == [2, 4]
    assert rows.table["c89"].to_pylist() == ["x", "x"] and rows.table["c90"].to_pylist() == ["x", ""]
    assert [line for line, *_ in rows.misshapen] == [3]


def test_a_heading_that_is_only_a_sign_is_a_heading(home, ours, tmp_path):
    for sign in ("£", "%", "#"):
        (ours / "mappings" / "ours.toml").write_text(MAPPING.format(sign), encoding="utf-8")
        result = load(home, ours, tmp_path, HEAD.replace("Net", f" {sign} ") + "02/02/2026,A,Oak,350.50\n")
        assert (result.layout, result.rows_stored) == ("ledger", 1)


def test_a_heading_that_stands_twice_is_said_and_the_second_can_be_chosen(home, ours, tmp_path):
    content = "Paid,CC,Supplier,Net,Net\n03/04/2026,A,Oak,100,120\n"
    result = load(home, ours, tmp_path, content)
    assert amounts(home, ours) == [100]
    assert result.notes[0].startswith("the heading 'Net' stands 2 times (columns 4, 5): the first is read")
    (ours / "mappings" / "ours.toml").write_text(MAPPING.format("Net 2"), encoding="utf-8")
    assert amounts(home, ours) == [120]


def test_a_heading_that_stands_twice_and_is_not_read_is_no_matter(home, ours, tmp_path):
    result = load(home, ours, tmp_path, "Paid,CC,Supplier,Net,Note,Note\n03/04/2026,A,Oak,100,x,y\n")
    assert (result.rows_stored, result.notes) == (1, ())


def test_a_heading_far_down_is_found(home, ours, tmp_path):
    assert load(home, ours, tmp_path, "Report\n" * 60 + HEAD + "03/04/2026,A,Oak,1\n").rows_stored == 1


NO_TABLES = {
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an Excel 97-2003 workbook"),
    "page.xls": (b"\xef\xbb\xbf\r\n <!DOCTYPE html><html>", "a web page"),
    "whole.xls": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "a web page saved whole"),
    "2003.xls": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        "an Excel 2003 XML table",
    ),
    "print.csv": (b"%PDF-1.7", "a PDF"),
}


@pytest.mark.parametrize("name", NO_TABLES)
def test_what_is_no_table_is_named_for_what_it_is_with_what_to_do(name, home, ours, tmp_path):
    content, words = NO_TABLES[name]
    result = load(home, ours, tmp_path, content, name)
    assert result.layout is None
    assert f"it is {words}" in result.outcome and "save it as .xlsx or CSV" in result.outcome


LINE = "03/04/2026,A,Café,£1\n"


@pytest.mark.parametrize(
    "content",
    [
        (HEAD + LINE * 2).encode("utf-8-sig"),
        (HEAD + LINE * 2).encode("cp1252"),
        (HEAD + LINE * 2).encode("utf-16"),
        (HEAD + LINE * 2).encode("utf-16-le"),
        (HEAD + LINE * 2).encode("utf-16-be"),
        HEAD.encode() + LINE.encode() + LINE.encode("cp1252"),
        gzip.compress((HEAD + LINE * 2).encode("cp1252")),
    ],
    ids=["mark", "windows", "utf-16", "utf-16-le", "utf-16-be", "both in one file", "gzipped"],
)
def test_every_encoding_gives_the_same_letters(content, home, ours, tmp_path):
    load(home, ours, tmp_path, content)
    assert stored(home, ours, "ledger", "supplier, amount::integer") == [("Café", 1)] * 2


def workbook(path, rows, formats=None, merged=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place, number_format in (formats or {}).items():
        book.active[place].number_format = number_format
    for span in merged:
        book.active.merge_cells(span)
    book.save(path)
    return path


TARGETS = ["Measure", "Unit", "From", "To", "Target", "Upper", "Basis", "Set By"]


def test_a_cell_that_shows_per_cent_is_what_it_shows(home, ours, tmp_path):
    rows = [TARGETS, *(["m", f"u{n}", date(2026, 4, 1), None, value] for n, value in enumerate([0.9, 0.853, 0.07, 90]))]
    formats = {"E2": "0%", "E3": "0.0%", "E4": "0.00%", "E5": '0.0" %"'}
    intake.load([workbook(tmp_path / "t.xlsx", rows, formats)], home, ours)
    found = stored(home, ours, "targets", "target")
    assert found == [(Decimal("90"),), (Decimal("85.3"),), (Decimal("7"),), (Decimal("90"),)]


def test_a_cell_of_an_opendocument_sheet_that_shows_per_cent_is_what_it_shows(home, ours, tmp_path):
    row = [*map(ods_cell, ["m", "u"]), ods_cell("1 Apr", "date", "2026-04-01"), ods_cell()]
    row.append(ods_cell("85.3%", "percentage", "0.853"))
    opendocument(tmp_path / "t.ods", ("S", ods_row(*map(ods_cell, TARGETS)) + ods_row(*row)))
    intake.load([tmp_path / "t.ods"], home, ours)
    assert stored(home, ours, "targets", "target") == [(Decimal("85.3"),)]


def test_a_formula_that_was_never_worked_out_turns_the_row_away_with_what_to_do(home, ours, tmp_path):
    rows = [HEAD.strip().split(","), [date(2026, 4, 3), "A", "Oak", 5], [date(2026, 4, 3), "A", "Oak", "=2*3"]]
    (result,) = intake.load([workbook(tmp_path / "p.xlsx", rows)], home, ours)
    assert (result.rows_stored, result.rows_rejected) == (1, 1)
    (found,) = intake.rejects(home)
    assert (found["line"], found["value"]) == (3, "=2*3")
    assert "open the file in Excel and save it again" in found["reason"]


def test_words_merged_over_rows_belong_to_each_and_a_number_to_the_first(home, ours, tmp_path):
    day = date(2026, 4, 3)
    rows = [HEAD.strip().split(","), [day, "A", "Oak", 5], [day, None, "Elm", 6], [day, None, "Ash", None]]
    intake.load([workbook(tmp_path / "p.xlsx", rows, merged=["B2:B4", "D3:D4"])], home, ours)
    assert stored(home, ours, "ledger", "cost_centre, supplier, amount::integer") == [("A", "Oak", 5), ("A", "Elm", 6)]
    assert [(one["line"], one["reason"]) for one in intake.rejects(home)] == [(4, "is empty, and a value is needed")]


def test_a_date_of_a_workbook_that_lost_its_format_is_the_day_it_was(home, ours, tmp_path):
    rows = [HEAD.strip().split(","), [46115, "A", "Oak", 1234.5678901], [date(2026, 4, 3), "A", "Oak", 1e-7]]
    intake.load([workbook(tmp_path / "p.xlsx", rows)], home, ours)
    assert stored(home, ours, "ledger", "date, amount") == [
        (date(2026, 4, 3), Decimal("1234.57")),
        (date(2026, 4, 3), Decimal("0.00")),
    ]
