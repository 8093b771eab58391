"""What a template writes loads: as it is without a row, and filled in with every row; its example never goes in."""

import io
from datetime import date, datetime
from decimal import Decimal
from functools import cache

import openpyxl
import pytest

from dashboard import cli, intake
from dashboard.home import Home
from dashboard.intake.codes import code_lists
from dashboard.intake.layout import layouts
from dashboard.intake.sources import ASIDE
from dashboard.template import template
from tests.intake.council_files import ods_cell, ods_row, opendocument, right_row, right_values
from tests.intake.council_files import workbook as write_workbook
from tests.intake.rows import stored, stored_of

NAMES = sorted(layouts())
FORMATS = {"date": "%d/%m/%Y", "timestamp": "%d/%m/%Y %H:%M"}


@cache
def empty(name):
    """A layout's template as a person gets it: made once, and read by every test anew."""
    return template(layouts()[name])


def written(name, *rows, **more):
    """The workbook of a layout's template with rows of cells added under its headings."""
    book = openpyxl.load_workbook(io.BytesIO(template(layouts()[name], **more) if more else empty(name)))
    for row in rows:
        book[name].append(row)
    return book


def loaded(book, home, council, tmp_path):
    book.save(tmp_path / "filled.xlsx")
    return intake.load([tmp_path / "filled.xlsx"], home, council)


def load_all(rows, home, council, folder):
    """{layout: what became of its template} with each layout's rows filled in, and {layout: its rows in the store}."""
    folder.mkdir()
    for name in NAMES:
        if filled := rows(layouts()[name]):
            written(name, *filled).save(folder / f"{name}.xlsx")
        else:
            (folder / f"{name}.xlsx").write_bytes(empty(name))
    results = intake.load([folder], home, council, period="2025-26")
    assert [result.layout for result in results] == NAMES, "each template is one file of its own layout"
    return {result.layout: result for result in results}, stored_of(home, council, NAMES)


def typed(column, text):
    """A cell as a spreadsheet holds what somebody types into it: dates and numbers as such, codes as text."""
    if text is None or column.type in ("text", "code", "period", "month", "boolean"):
        return text
    if column.type in FORMATS:
        return datetime.strptime(text, FORMATS[column.type])
    return float(text) if column.type in ("number", "money") else int(text)


def example(layout):
    return [layout.example.get(column.name) for column in layout.columns]


def test_every_template_as_it_is_loads_without_a_row(home, council, tmp_path):
    results, rows = load_all(lambda layout: [], home, council, tmp_path / "empty")
    assert {name: one.rows_read for name, one in results.items()} == dict.fromkeys(NAMES, 0)
    assert [note for one in results.values() for note in one.notes if not note.startswith("not used: --period")] == []
    assert rows == {name: [] for name in NAMES}


def test_every_example_row_filled_in_goes_in_whole_whether_typed_or_written_as_text(home, council, tmp_path):
    def cells(layout):
        return [[typed(*pair) for pair in zip(layout.columns, example(layout), strict=True)]]

    results, as_text = load_all(lambda layout: [example(layout)], home, council, tmp_path / "text")
    again, as_cells = load_all(cells, Home(tmp_path / "again"), council, tmp_path / "cells")
    assert as_text == as_cells
    for name in NAMES:
        for result in (results[name], again[name]):
            # The example of a unit has a parent, which needs a row of its own.
            warned = 1 if name == "organisation" else 0
            assert (result.rows_stored, result.rows_rejected, result.rows_warned) == (1, 0, warned), name


def test_any_right_row_filled_in_goes_in_and_the_example_does_not(home, council, tmp_path):
    _, rows = load_all(lambda layout: [[*right_row(layout).values()]], home, council, tmp_path / "right")
    assert rows == {name: [right_values(layouts()[name])] for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_every_column_says_what_it_means_and_the_example_fills_what_is_needed(name):
    layout = layouts()[name]
    assert all(column.says and column.says[-1] not in ".;" for column in layout.columns)
    assert all(layout.example.get(column.name) for column in layout.columns if column.required)
    page = written(name)[name]
    for cell, column in zip(next(page.iter_rows()), layout.columns, strict=True):
        assert cell.value == column.header and column.says in cell.comment.text


def dropped_down(book, name):
    """{letter: what may be chosen there} and {letter: how another value is met}, read back from the cells."""
    found, met = {}, {}
    for validation in book[name].data_validations.dataValidation:
        sheet, _, span = validation.formula1.partition("!")
        letter = str(validation.sqref).split(":")[0].rstrip("0123456789")
        found[letter] = [str(row[0].value) for row in book[sheet][span.replace("$", "")]]
        met[letter] = validation.errorStyle
    return found, met


@pytest.mark.parametrize("name", NAMES)
def test_every_code_list_drops_down_whole_and_in_its_order(name):
    book = written(name)
    found, met = dropped_down(book, name)
    wanted, meeting = {}, {}
    for cell, column in zip(next(book[name].iter_rows()), layouts()[name].columns, strict=True):
        if column.type == "code":
            wanted[cell.column_letter] = list(code_lists()[column.codes].values)
            meeting[cell.column_letter] = "warning" if code_lists()[column.codes].open else "stop"
        elif column.type == "boolean":
            wanted[cell.column_letter], meeting[cell.column_letter] = ["Yes", "No"], "warning"
    assert (found, met) == (wanted, meeting)


def test_rows_that_stand_in_a_template_already_keep_their_codes_amounts_and_days(home, council, tmp_path):
    rows = [{"cost_centre": "00123", "name": "=SUM(1)", "starts": date(2025, 4, 1)}, {"cost_centre": "1E5"}]
    book = written("cost_centres", rows=rows, known={"unit": [("007", "North"), ("op", "South")]})
    found, _ = dropped_down(book, "cost_centres")
    assert list(found.values()) == [["007", "op"]]
    for line in (2, 3):
        book["cost_centres"].cell(line, 4).value = "007"
    (result,) = loaded(book, home, council, tmp_path)
    assert (result.rows_stored, result.rows_rejected) == (2, 0)
    columns = "cost_centre, name, unit, starts"
    assert stored(home, council, "cost_centres", columns) == [
        ("00123", "=SUM(1)", "007", date(2025, 4, 1)),
        ("1E5", None, "007", None),
    ]


def test_an_amount_standing_in_a_template_stays_to_the_penny(home, council, tmp_path):
    rows = [{"cost_centre": "A", "period": "2026-04", "amount": Decimal("1234567.89")}]
    loaded(written("ledger", rows=rows), home, council, tmp_path)
    assert stored(home, council, "ledger", "period, amount") == [(date(2026, 4, 1), Decimal("1234567.89"))]


def test_a_sheet_that_says_it_is_not_read_is_not_whatever_stands_on_it(home, council, tmp_path):
    headings, row = ["Person ID", "Team", "From", "To"], ["P1", "T1", "01/04/2025", ""]
    write_workbook(tmp_path / "a.xlsx", ("Ours", [headings, row]), ("Aside", [[f" {ASIDE} ", *headings], ["", *row]]))
    opendocument(
        tmp_path / "b.ods",
        ("Aside", ods_row(*map(ods_cell, [ASIDE, *headings])) + ods_row(*map(ods_cell, ["x", *row]))),
    )
    results = intake.load([tmp_path / "a.xlsx", tmp_path / "b.ods"], home, council)
    assert [(result.name, result.layout) for result in results] == [("a.xlsx [Ours]", "allocations"), ("b.ods", None)]
    assert len(stored(home, council, "allocations")) == 1


def test_the_command_writes_a_template_and_never_over_one_that_may_be_filled_in(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["template", "visits"]) == 0
    assert "load visits.xlsx" in capsys.readouterr().out
    assert openpyxl.load_workbook("visits.xlsx").sheetnames == ["visits", "Example", "Columns", "Choices", "About"]
    assert cli.main(["template", "visits"]) == 2
    assert "--out" in capsys.readouterr().err
    assert cli.main(["template", "visit"]) == 2
    assert "visits" in capsys.readouterr().err
