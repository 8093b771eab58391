"""What is kept may be damaged: it is made again where it can be, and left out with a sentence where not."""

import os

import duckdb
import pytest

from dashboard import cli, intake
from dashboard.build import build
from dashboard.intake.layout import layouts
from tests.conftest import COUNCIL
from tests.intake.council_files import right_row, text, visit, write_visits
from tests.intake.rows import stored


@pytest.fixture
def two(home, council, tmp_path):
    """Two kept files; gives their folders, the newest last."""
    first = write_visits(tmp_path / "april.csv", visit(1))
    second = in_month("05", write_visits(tmp_path / "may.csv", visit(2)))
    results = intake.load([first, second], home, council)
    assert [result.outcome for result in results] == ["stored", "stored"]
    by_name = {kept.name: kept.folder for kept in intake.keep.kept_files(home)}
    return by_name["april.csv"], by_name["may.csv"]


def in_month(month, path):
    """The file with its visits moved from March."""
    path.write_text(path.read_text(encoding="utf-8").replace("2024-03-", f"2024-{month}-"), encoding="utf-8")
    return path


def rows_of(folder):
    (path,) = folder.glob("rows.*.parquet")
    return path


def overwrite(path):
    size = path.stat().st_size
    with open(path, "r+b") as file:
        file.seek(size // 3)
        file.write(b"\x55" * 40)


CHECKED = {
    "gone": lambda path: path.unlink(),
    "cut short": lambda path: os.truncate(path, path.stat().st_size // 2),
    "emptied": lambda path: os.truncate(path, 0),
    "overwritten": overwrite,
}


@pytest.mark.parametrize("word", ["rows", "rejects"])
@pytest.mark.parametrize("damage", CHECKED)
def test_a_damaged_checked_copy_is_made_again_from_the_original(home, council, two, damage, word):
    (path,) = two[0].glob(f"{word}.*.parquet")
    before = path.read_bytes()
    CHECKED[damage](path)
    assert sorted(stored(home, council, "visits", "visit")) == [("V1",), ("V2",)]
    assert path.read_bytes() == before and intake.damaged(home) == []


@pytest.mark.parametrize("damage", CHECKED)
def test_an_original_that_is_not_what_came_is_not_read_again_and_the_others_are(home, council, two, damage, tmp_path):
    CHECKED[damage](two[0] / "original")
    assert sorted(stored(home, council, "visits", "visit")) == [("V1",), ("V2",)]  # its checked rows are whole
    rows_of(two[0]).unlink()
    assert stored(home, council, "visits", "visit") == [("V2",)]
    (said,) = intake.damaged(home)
    assert "april.csv is left out" in said and str(two[0] / "original") in said and "load it again" in said
    (result,) = intake.load([tmp_path / "april.csv"], home, council)
    assert result.outcome == "stored" and intake.damaged(home) == []
    assert sorted(stored(home, council, "visits", "visit")) == [("V1",), ("V2",)]


def test_an_original_that_was_put_back_is_taken_in_again(home, council, two):
    bytes_of_it = (two[0] / "original").read_bytes()
    (two[0] / "original").unlink()
    rows_of(two[0]).unlink()
    assert stored(home, council, "visits", "visit") == [("V2",)]
    (two[0] / "original").write_bytes(bytes_of_it)
    assert sorted(stored(home, council, "visits", "visit")) == [("V1",), ("V2",)]
    assert intake.damaged(home) == []


NOTES = {
    "cut short": lambda path: os.truncate(path, path.stat().st_size // 2),
    "emptied": lambda path: os.truncate(path, 0),
    "gone": lambda path: path.unlink(),
    "a list": lambda path: path.write_text("[]"),
    "another thing": lambda path: path.write_text('{"parts": 7}'),
    "no text": lambda path: path.write_bytes(b"\xff\xfe\x00\x01"),
}


@pytest.mark.parametrize("damage", NOTES)
def test_a_damaged_note_leaves_out_its_file_and_no_other(home, council, two, damage, tmp_path, capsys):
    NOTES[damage](two[0] / "load.json")
    assert stored(home, council, "visits", "visit") == [("V2",)]
    assert [one["name"] for one in intake.loads(home)] == ["may.csv"]
    assert cli.main(["--home", str(home.path), "--council", str(council), "loads"]) == 1
    assert str(two[0] / "load.json") in capsys.readouterr().err
    third = in_month("06", write_visits(tmp_path / "june.csv", visit(3)))
    (result,) = intake.load([third], home, council)
    assert result.file == 3  # the number of the damaged one is not given away
    (result,) = intake.load([tmp_path / "april.csv"], home, council)
    assert result.outcome == "stored" and intake.damaged(home) == []
    assert sorted(stored(home, council, "visits", "visit")) == [("V1",), ("V2",), ("V3",)]


def test_a_nul_in_a_cell_is_a_row_with_a_reason_and_no_end_of_the_load(home, council, tmp_path):
    path = write_visits(tmp_path / "nul.csv", visit(1), visit(2))
    text = path.read_text(encoding="utf-8")
    for number, place in enumerate(("V2", "\n"), 1):
        changed = tmp_path / f"nul{number}.csv"
        changed.write_text(text.replace(place, f"{place}\x00", 1) + "a\x00b\n", encoding="utf-8")
        (result,) = intake.load([changed], home, council)
        assert result.rows_read == result.rows_stored + result.rows_rejected >= 2
        intake.rejects(home)


def test_a_nul_in_a_column_of_codes_goes_through_load_and_build(home, tmp_path):
    """In each layout that has codes: a code is read as it is meant, what is none is said, and a store is built."""
    coded = {}
    for layout in layouts().values():
        codes = [column.header for column in layout.columns if column.type == "code"]
        if codes:
            right = right_row(layout)
            wrong = [right | {header: cell} for header in codes for cell in (f"\x00{right[header]}", "no\x00code")]
            coded[layout.name] = tmp_path / f"{layout.name}.csv"
            coded[layout.name].write_text(text(right, [row.values() for row in (right, *wrong)]), encoding="utf-8")
    assert len(coded) > 10
    results = intake.load([tmp_path / path for path in coded.values()], home, COUNCIL)
    assert {one.layout for one in results} == set(coded)
    for one in results:
        assert one.rows_read == one.rows_stored + one.rows_rejected > 1, one.name
        assert one.rows_rejected or one.rows_warned, one.name
    with duckdb.connect(build(home, COUNCIL), read_only=True) as store:
        refused = {
            layout
            for (layout,) in store.execute(
                "select distinct layout from about.rejects join about.files using (file)"
            ).fetchall()
        }
    assert refused == set(coded)


@pytest.mark.parametrize("name", ["two\nlines.csv", "a\u202evsc.exe.csv", "\x1b[2J.csv", b"half\xe9.csv"])
def test_a_file_whatever_it_is_called_keeps_to_its_line(home, council, tmp_path, name):
    path = tmp_path / os.fsdecode(name)
    write_visits(path, visit(1))
    (result,) = intake.load([path], home, council)
    assert result.name.isprintable() and result.rows_stored == 1
    (listed,) = intake.loads(home)
    assert listed["name"] == result.name
    assert intake.files_table(home).column("name").to_pylist() == [result.name]


def test_two_files_of_one_name_in_one_load_do_not_replace_each_other_in_silence(home, council, tmp_path):
    paths = []
    for folder, number in (("north", 1), ("south", 2)):
        (tmp_path / folder).mkdir()
        paths.append(write_visits(tmp_path / folder / "visits.csv", visit(number)))
    first, second = intake.load(paths, home, council)
    (said,) = first.notes
    assert said.startswith("superseded by visits.csv of the same load") and str(tmp_path / "south") in said
    assert second.outcome == "supersedes visits.csv"
    (later,) = intake.load([write_visits(tmp_path / "visits.csv", visit(3))], home, council)
    assert later.outcome == "supersedes visits.csv" and "same load" not in " ".join(later.notes)


def test_two_files_of_one_name_without_dates_in_one_load_are_asked_about(home, council, tmp_path):
    units = "Unit,Name,Level,Parent,Peer Group,Area,Leader,Starts,Ends\n{0},Team {0},team,,,,,,\n"
    for folder, unit in (("north", "A"), ("south", "B")):
        (tmp_path / "files" / folder).mkdir(parents=True)
        (tmp_path / "files" / folder / "units.csv").write_text(units.format(unit), encoding="utf-8")
    (tmp_path / "files" / "north" / "other.csv").write_text(units.format("C"), encoding="utf-8")
    for _ in range(2):  # the same of a nightly load until somebody has answered
        other, *both = intake.load([tmp_path / "files"], home, council)
        assert other.rows_stored == 1
        for one in both:
            assert one.file is None and one.outcome.startswith("held back: 2 files of this load have this name")
            assert all(str(tmp_path / "files" / folder) in one.outcome for folder in ("north", "south"))
    assert intake.missed(both)
    assert stored(home, council, "organisation", "unit") == [("C",)]
    (alone,) = intake.load([tmp_path / "files" / "south"], home, council)
    assert (alone.outcome, alone.rows_stored) == ("stored", 1)
    # The other is then a later one of that name, and takes its place as one always does.
    (later,) = intake.load([tmp_path / "files" / "north" / "units.csv"], home, council)
    assert later.outcome == "supersedes units.csv"
    assert sorted(stored(home, council, "organisation", "unit")) == [("A",), ("C",)]
