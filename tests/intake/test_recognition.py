"""A file is known by its headers, whatever else it looks like."""

import codecs

import duckdb
import pytest

from dashboard import intake
from tests.intake.council_files import VISIT_HEADERS, gzipped, text, visit, workbook, write_visits
from tests.intake.rows import stored

ROWS = [visit(1), visit(2, Provider="Café & Söns")]
PLAIN = text(VISIT_HEADERS, ROWS)


def shouting(headers):
    return [header.upper().replace(" ", "_") + "." for header in headers]


DISGUISES = {
    "plain": PLAIN.encode(),
    "byte order mark": codecs.BOM_UTF8 + PLAIN.encode(),
    "windows-1252": PLAIN.encode("cp1252"),
    "utf-16": PLAIN.encode("utf-16"),
    "windows line ends": PLAIN.replace("\n", "\r\n").encode(),
    "old line ends": PLAIN.replace("\n", "\r").encode(),
    "semicolons": text(VISIT_HEADERS, ROWS, ";").encode(),
    "tabs": text(VISIT_HEADERS, ROWS, "\t").encode(),
    "pipes": text(VISIT_HEADERS, ROWS, "|").encode(),
    "other case and punctuation": text(shouting(VISIT_HEADERS), ROWS).encode(),
    "other order": text(VISIT_HEADERS[::-1], [row[::-1] for row in ROWS]).encode(),
    "columns nobody asked for": text([*VISIT_HEADERS, "Mileage"], [[*row, "3"] for row in ROWS]).encode(),
    "a synonym": PLAIN.replace("Visit ID", "Visit Reference").encode(),
    "prose above": f'Visits of March\nNot to be shared; see "notes, page 2\n\n{PLAIN}'.encode(),
    "gzip": gzipped(PLAIN),
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_file_is_recognised_in_every_disguise_and_gives_the_same_rows(disguise, home, council, tmp_path):
    path = tmp_path / "final (2) NEW.dat"
    path.write_bytes(DISGUISES[disguise])
    (result,) = intake.load([path], home, council)
    assert (result.layout, result.rows_stored, result.rows_rejected) == ("visits", 2, 0)
    assert stored(home, council, "visits", "visit, provider") == [("V1", "Provider A"), ("V2", "Café & Söns")]


def test_a_workbook_gives_each_sheet_that_is_recognised_and_its_own_row_numbers(home, council, tmp_path):
    path = tmp_path / "book.xlsx"
    person = ["P1", "T1", "2024-04-01", None]
    workbook(
        path,
        ("Notes", [["nothing here"]]),
        ("Visits", [["Visits of March"], [None], VISIT_HEADERS, *ROWS, visit(3, Planned_Start="soon")]),
        ("Teams", [["Person ID", "Team", "From", "To"], person]),
    )
    results = intake.load([path], home, council)
    assert [(one.name, one.layout, one.rows_stored) for one in results] == [
        ("book.xlsx [Visits]", "visits", 2),
        ("book.xlsx [Teams]", "allocations", 1),
    ]
    assert [(one["line"], one["column_name"], one["value"]) for one in intake.rejects(home)] == [
        (6, "Planned Start", "soon")
    ]


def test_parquet_with_types_of_its_own_gives_the_same_rows_as_text(home, council, tmp_path):
    path, csv_path = tmp_path / "typed.parquet", write_visits(tmp_path / "visits.csv", *ROWS)
    with duckdb.connect() as connection:
        connection.execute(f"""copy (
            select * replace ("First Visit By This Carer" = 'yes' as "First Visit By This Carer")
            from read_csv('{csv_path}', types = {{'Planned Start': 'timestamp', 'Planned End': 'timestamp',
            'Actual Start': 'timestamp', 'Actual End': 'timestamp'}})) to '{path}'""")
    intake.load([csv_path], home, council)
    as_text = stored(home, council, "visits")
    (result,) = intake.load([path], home, council)
    assert result.outcome == "supersedes visits.csv"
    assert stored(home, council, "visits") == as_text


def test_a_parquet_file_damaged_in_its_middle_is_kept_and_said_to_be_unreadable(home, council, tmp_path):
    path = tmp_path / "visits.parquet"
    csv_path = write_visits(tmp_path / "visits.csv", *(visit(n) for n in range(500)))
    with duckdb.connect() as connection:
        connection.execute(f"copy (from read_csv('{csv_path}', all_varchar = true)) to '{path}'")
    whole = path.read_bytes()
    path.write_bytes(whole[:40] + b"\xff" * 400 + whole[440:])
    (result,) = intake.load([path], home, council)
    assert result.outcome.startswith("not recognised: it begins like a Parquet file")
    assert intake.relations(home, council)["visits"].files == []


def test_the_form_that_reads_most_of_a_file_wins(home, council, tmp_path):
    path = tmp_path / "episodes.csv"
    path.write_text("CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/02/2010,03/04/2018,PN1\n", encoding="utf-8")
    (result,) = intake.load([path], home, council)
    assert result.layout == "ssda903_reviews"


def test_a_file_not_recognised_is_kept_and_the_nearest_layout_and_what_is_missing_are_said(home, council, tmp_path):
    path = tmp_path / "visits.csv"
    path.write_text(PLAIN.replace("Visit ID", "Number").replace("Carer,First", "Who,First"), encoding="utf-8")
    (result,) = intake.load([path], home, council)
    assert result.layout is None
    assert result.outcome == "not recognised: nearest is visits, missing Visit ID, Carer"
    (kept,) = home.kept.glob("*/original")
    assert kept.read_bytes() == path.read_bytes()
    assert intake.loads(home)[0]["why_not"] == result.outcome


def test_a_file_that_nobody_knew_goes_in_once_a_mapping_says_what_it_is(home, council, tmp_path):
    path, ours = tmp_path / "visits.csv", tmp_path / "ours" / "mappings"
    path.write_text("No,Money,Spent On\n1A,5.10,2024-03-01\n", encoding="utf-8")
    ours.mkdir(parents=True)
    (before,) = intake.load([path], home, ours.parent)
    (ours / "ours.toml").write_text(
        'layout = "ledger"\n[columns]\ncost_centre = "No"\namount = "Money"\ndate = "Spent On"\n', encoding="utf-8"
    )
    (after,) = intake.load([path], home, ours.parent)
    assert (before.layout, after.layout, after.mapping, after.rows_stored) == (None, "ledger", "ours", 1)


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"PK\x03\x04rubbish", b"PAR1rubbish", b"\x1f\x8brubbish", b"\x00\xff" * 99],
    ids=["empty", "blank", "workbook", "parquet", "gzip", "bytes"],
)
def test_a_file_that_is_nothing_is_kept_and_said_to_be_nothing(content, home, council, tmp_path):
    path = tmp_path / "thing.csv"
    path.write_bytes(content)
    (result,) = intake.load([path], home, council)
    assert result.layout is None
    assert result.outcome.startswith("not recognised: ")


def test_wide_tables_are_folded_into_rows_by_a_mapping(home, tmp_path):
    mappings = tmp_path / "ours" / "mappings"
    mappings.mkdir(parents=True)
    (mappings / "wide.toml").write_text(
        """layout = "facts"
        [columns]
        area = "Council"
        period = "Year"
        [wide]
        columns = ["Reviews", "Complaints"]
        into = "measure"
        value = "value"
        [values.measure]
        "Reviews" = "reviews_on_time"
        """,
        encoding="utf-8",
    )
    path = tmp_path / "wide.csv"
    path.write_text("Council,Year,Reviews,Complaints\nE1,2024-25,81.5,[c]\nE2,2023-24,,7\n", encoding="utf-8")
    (result,) = intake.load([path], home, mappings.parent)
    assert (result.rows_read, result.rows_stored) == (3, 3)
    rows = stored(home, mappings.parent, "facts", "area, measure, cast(value as double), marker")
    assert sorted(rows) == [
        ("E1", "Complaints", None, "[c]"),
        ("E1", "reviews_on_time", 81.5, None),
        ("E2", "Complaints", 7.0, None),
    ]
