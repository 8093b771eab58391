"""OpenDocument workbooks (.ods) go in as they are; one that cannot be read is kept and said to be so."""

import zipfile

import pytest

from dashboard import intake
from dashboard.intake import opendocument as ods
from tests.intake.council_files import OPENDOCUMENT, ods_cell, ods_row, opendocument, workbook
from tests.intake.rows import add_up, stored

HEADER = ods_row(*map(ods_cell, ["Measure", "Area", "Period", "Value"]))
BLANK = ods_row(ods_cell(repeated=16384), repeated=1000)


def fact(value, measure="ASCOF 1D", area="E10000019"):
    return ods_row(ods_cell(measure), ods_cell(area), ods_cell("2024-25"), value)


def number(value, shown=None):
    return ods_cell(shown or str(value), "float", value)


def rows_of(path):
    return ods.sheets(path)[0][1]


def test_a_sheet_with_prose_and_empty_rows_is_read_with_the_lines_of_the_sheet(home, council, tmp_path):
    path = tmp_path / "facts.ods"
    prose = ods_row(ods_cell("Table 1: what people said", spans=4)) + ods_row(ods_cell(repeated=4), repeated=3)
    opendocument(
        path,
        ("Facts", prose + HEADER + fact(number(65.1)) + BLANK + fact(ods_cell("soon"), area="E2") + BLANK * 1000),
    )
    (result,) = intake.load([path], home, council)
    assert (result.name, result.rows_read, result.rows_stored) == ("facts.ods [Facts]", 2, 1)
    assert stored(home, council, "facts", "area, cast(value as double), line") == [("E10000019", 65.1, 6)]
    assert {(one["name"], one["line"], one["column_name"], one["value"]) for one in intake.rejects(home)} == {
        ("facts.ods [Facts]", 1007, "Value", "soon")
    }


def test_the_number_behind_a_cell_is_read_and_not_how_it_is_shown_but_for_per_cent(tmp_path):
    path = tmp_path / "cells.ods"
    cells = [
        number(35455995, "35,455,995"),
        number("20.599999999999998", "20.6"),
        ods_cell("77%", "percentage", 0.77),
        ods_cell("1 April 2024", "date", "2024-04-01"),
        ods_cell("morning", "date", "2024-04-01T09:30:00"),
        ods_cell("TRUE", "boolean", "true"),
        ods_cell("as it is"),
    ]
    opendocument(path, ("S", ods_row(*cells)))
    assert rows_of(path) == [
        ("35455995", "20.599999999999998", "77%", "2024-04-01", "2024-04-01 09:30:00", "true", "as it is")
    ]


def test_repeated_cells_and_rows_stand_as_often_as_they_say(tmp_path):
    path = tmp_path / "cells.ods"
    opendocument(path, ("S", ods_row(ods_cell("a", repeated=2), ods_cell(repeated=3), ods_cell("b"), repeated=2)))
    assert rows_of(path) == [("a", "a", "", "", "", "b")] * 2


def test_a_cell_under_a_merged_one_keeps_its_place(tmp_path):
    path = tmp_path / "cells.ods"
    opendocument(path, ("S", ods_row(ods_cell("over two", spans=2), ods_cell("third"))))
    assert rows_of(path) == [("over two", "", "third")]


def test_lines_within_a_cell_are_kept_and_a_comment_on_it_is_not(tmp_path):
    path = tmp_path / "cells.ods"
    cell = (
        "<table:table-cell><office:annotation><text:p>a comment</text:p></office:annotation>"
        "<text:p>one<text:s/>two</text:p><text:p>three <text:span>four</text:span></text:p></table:table-cell>"
    )
    opendocument(path, ("S", ods_row(cell)))
    assert rows_of(path) == [("one two\nthree four",)]


def test_every_sheet_that_is_known_goes_in_and_one_of_figures_that_is_not_is_named(home, council, tmp_path):
    path = tmp_path / "book.ods"
    cover = ods_row(ods_cell("Contents")) + ods_row(ods_cell("Sheet"), ods_cell("What it holds"))
    unknown = ods_row(ods_cell("Council"), ods_cell("Weight")) + ods_row(ods_cell("E1"), number(7)) * 5
    opendocument(
        path,
        ("Cover", cover),
        ("Facts", HEADER + fact(number(1))),
        ("Weights", unknown),
        ("More", HEADER + fact(number(2), "ASCOF 4A")),
    )
    results = intake.load([path], home, council)
    assert [(one.name, one.rows_stored) for one in results] == [
        ("book.ods [Facts]", 1),
        ("book.ods [More]", 1),
        ("book.ods [Weights]", 0),
    ]
    assert results[2].outcome.startswith("not recognised: ")
    (told,) = [one for one in intake.loads(home) if one["why_not"]]
    assert (told["name"], told["why_not"]) == ("book.ods [Weights]", results[2].outcome)


TABLE = OPENDOCUMENT.format("<table:table>{}</table:table>")
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "damaged"),
        ("<office:document", "damaged"),
        (OPENDOCUMENT.replace("?>", f"?>{LAUGHS}").format(ods_row(ods_cell("&b;"))), "declares entities"),
        (TABLE.format(ods_row(ods_cell("a"), repeated=9**9)), "repeated"),
        (TABLE.format(ods_row(ods_cell("a", repeated=-1))), "repeated"),
        (TABLE.format(ods_row(ods_cell("a", repeated=9999)) * 9999), "than a sheet can hold"),
        (TABLE.format(ods_row(ods_cell("a", repeated=9999) * 2)), "columns"),
    ],
    ids=["empty", "cut off", "entities", "rows without end", "less than once", "a heap of cells", "a row without end"],
)
def test_a_workbook_that_cannot_be_read_is_kept_whole_and_says_why(content, words, home, council, tmp_path):
    path = tmp_path / "book.ods"
    opendocument(path, content=content)
    (result,) = intake.load([path], home, council)
    assert result.layout is None
    assert result.outcome.startswith("not recognised: it ")
    assert words in result.outcome
    (kept,) = home.kept.glob("*/original")
    assert kept.read_bytes() == path.read_bytes()


def test_a_workbook_without_its_content_is_said_to_be_one(home, council, tmp_path):
    path = tmp_path / "book.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    (result,) = intake.load([path], home, council)
    assert "cannot be unpacked" in result.outcome


def test_the_same_workbook_as_xlsx_gives_the_same_rows(home, council, tmp_path):
    opendocument(tmp_path / "a.ods", ("Facts", HEADER + fact(number(65.1)) + fact(ods_cell("[c]"), area="E2")))
    intake.load([tmp_path / "a.ods"], home, council)
    from_ods = stored(home, council, "facts")
    facts = [["ASCOF 1D", "E10000019", "2024-25", 65.1], ["ASCOF 1D", "E2", "2024-25", "[c]"]]
    workbook(tmp_path / "a.xlsx", ("Facts", [["Measure", "Area", "Period", "Value"], *facts]))
    results = intake.load([tmp_path / "a.xlsx"], home, council)
    assert add_up(results)
    assert stored(home, council, "facts")[2:] == from_ods
