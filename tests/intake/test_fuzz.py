"""Whatever a file holds: no traceback, and no row lost."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard import intake
from dashboard.home import Home
from dashboard.intake.layout import layouts
from tests.intake.conftest import COUNCIL
from tests.intake.council_files import ods_cell, ods_row, opendocument, text
from tests.intake.rows import add_up

FUZZ = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            " ",
            "01/01/2020",
            "2020-13-01",
            "2020-01-01 10:00",
            "infinity",
            "nan",
            "1e99",
            "-",
            "[c]",
            "NA",
            ".",
            "yes",
            "1,000",
            "£5",
            "(3)",
            "0x10",
            "201801",
            "2018-19",
            "Service",
            "\t",
            "a\nb",
            '"',
            "'",
            "\u00a0x\u00a0",
            "9" * 40,
            "\x00",
            "epoch",
            "today",
            "1_000",
            "12:00",
            "290000-01-01",
            "null",
        ]
    ),
)


def load_bytes(content):
    with TemporaryDirectory() as folder:
        path, home = Path(folder) / "file.csv", Home(Path(folder) / "home")
        path.write_bytes(content)
        results = intake.load([path], home, COUNCIL)
        rejected = {(one["file"], one["line"]) for one in intake.rejects(home) if one["action"] == "rejected"}
        intake.relations(home, COUNCIL)
    assert results and add_up(results)
    assert len(rejected) == sum(one.rows_rejected for one in results)
    return results


@st.composite
def tables(draw):
    layout = draw(st.sampled_from(sorted(layouts().values(), key=lambda one: one.name)))
    headers = [column.header for column in layout.columns]
    rows = draw(st.lists(st.lists(CELLS, min_size=len(headers), max_size=len(headers)), max_size=8))
    return headers, rows


@FUZZ
@given(tables(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.sampled_from(",;\t|"))
def test_any_cells_under_known_headers_are_stored_or_rejected(table, encoding, separator):
    headers, rows = table
    results = load_bytes(text(headers, rows, separator, csv.QUOTE_ALL).encode(encoding, errors="replace"))
    # A row whose cells are all empty is a blank line in another form.
    assert sum(one.rows_read for one in results) == sum(any(row) for row in rows)


@FUZZ
@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_kept_and_answered(content):
    load_bytes(content)


@FUZZ
@given(st.sampled_from(sorted(layouts())), st.binary(max_size=200))
def test_any_bytes_under_known_headers_are_stored_or_rejected(name, content):
    headers = [column.header for column in layouts()[name].columns]
    load_bytes(text(headers, []).encode() + content)


@FUZZ
@given(st.lists(st.lists(st.text(st.sampled_from('a"\n\r, '), max_size=5), min_size=1, max_size=6), max_size=6))
def test_every_line_of_a_misshapen_file_is_in_a_row_or_in_a_reject(rows):
    body = "\n".join(",".join(row) for row in rows)
    out = io.StringIO()
    csv.writer(out).writerow(["Measure", "Area", "Period", "Value"])
    load_bytes((out.getvalue() + body).encode())


@FUZZ
@given(st.lists(st.lists(CELLS.map(lambda text: "".join(filter(str.isprintable, text))), max_size=6), max_size=6))
def test_any_cells_of_an_opendocument_sheet_are_stored_or_rejected(rows):
    header = ods_row(*map(ods_cell, ["Measure", "Area", "Period", "Value"]))
    with TemporaryDirectory() as folder:
        opendocument(Path(folder) / "a.ods", ("S", header + "".join(ods_row(*map(ods_cell, row)) for row in rows)))
        results = load_bytes((Path(folder) / "a.ods").read_bytes())
    assert sum(one.rows_read for one in results) == sum(any(cell.strip() for cell in row) for row in rows)


@FUZZ
@given(st.binary(max_size=200), st.integers(0, 400))
def test_any_damage_to_an_opendocument_sheet_is_answered(damage, place):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.ods"
        opendocument(path, ("S", ods_row(*map(ods_cell, ["Measure", "Area", "Period", "Value"]))))
        whole = path.read_bytes()
    load_bytes(whole[:place] + damage + whole[place + len(damage) :])
