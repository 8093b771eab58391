"""What the command line prints cannot break a table or run in a spreadsheet, and what it refuses it says in a line."""

import csv
import io
import os
from decimal import Decimal

import pytest

from dashboard import cli
from dashboard.home import Home
from dashboard.plaintext import guarded, one_line
from tests.conftest import CHECKOUT, COUNCIL
from tests.engine.test_store import overwrite, publish_version


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("plain – text, 5%", "plain – text, 5%"),
        ("two\nlines\r\n", "two\\nlines\\r\\n"),
        ("a\u202efdp.exe", "a\\u202efdp.exe"),
        ("a\u2066b\u2069\u200f\u061c", "a\\u2066b\\u2069\\u200f\\u061c"),
        ("next\u2028line\u2029\x85", "next line  "),
        ("\x1b[2Jcleared\x00", "\\x1b[2Jcleared\\x00"),
        ("no\u00a0break", "no break"),
        ("half\udce9name", "half\\udce9name"),
        ("tab\there", "tab\\there"),
    ],
)
def test_a_text_from_elsewhere_stays_in_its_line(text, line):
    assert one_line(text) == line


def test_a_table_has_a_line_for_each_row_whatever_a_file_is_called(capsys):
    cli.show([{"name": "a\nb\u202e.csv", "rows": 3}, {"name": "\x1b]0;title\x07", "rows": 4}], "table")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3 and all(line.isprintable() for line in lines)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_csv_of_the_command_line_holds_no_formula(capsys, start):
    text = f"{start}cmd|'/c calc'!A1"
    cli.show([{"a": text, "b": [text], "c": {text: 2}, "d": Decimal("-2.50"), "e": -3, "f": None}], "csv")
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out, newline=""))
    assert row["a"] == row["b"] == "'" + text.replace("\r", "\n") and row["c"] == row["a"] + ": 2"
    assert (row["d"], row["e"], row["f"]) == ("-2.5", "-3", "")
    assert guarded("1 = 1") == "1 = 1"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "council.example"])
def test_serving_beyond_this_machine_is_refused_where_nobody_signs_in(tmp_path, capsys, host):
    for mode in ("alone", "demo"):
        assert cli.main(["--home", str(tmp_path), "serve", "--host", host, "--sign-in", mode]) == 2
    assert cli.main(["--home", str(tmp_path), "serve", "--host", host]) == 2
    said = capsys.readouterr().err.splitlines(keepends=True)[-1]
    assert "nobody shows who they are" in said and "docs/running.md" in said and said.count("\n") == 1


@pytest.mark.parametrize("more", [["--host", "127.0.0.1"], ["--host", "::1"], ["--host", "localhost"],
                                  ["--host", "0.0.0.0", "--sign-in", "header"]])  # fmt: skip
def test_serving_on_this_machine_or_with_people_signed_in_is_not(tmp_path, capsys, more):
    # Nothing is built, which is looked at next.
    assert cli.main(["--home", str(tmp_path), "serve", *more]) == 1
    assert "nothing has been built" in capsys.readouterr().err


def test_a_home_that_cannot_be_written_to_is_one_sentence(tmp_path, capsys):
    (tmp_path / "file.csv").write_text("a,b\n1,2\n")
    (tmp_path / "home").write_text("a file where the folder should be")
    for words in (["load", str(tmp_path / "file.csv")], ["build"], ["loads"]):
        assert cli.main(["--home", str(tmp_path / "home"), *words]) == 1
        said = capsys.readouterr().err
        assert said.count("\n") == 1 and str(tmp_path / "home") in said, said


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
def test_a_home_of_somebody_else_is_one_sentence(tmp_path, capsys):
    (tmp_path / "file.csv").write_text("a,b\n1,2\n")
    Home(tmp_path / "home").path.mkdir()
    for folder in (*tmp_path.parents, tmp_path):
        if folder.is_relative_to("/tmp/pytest-of-root"):
            folder.chmod(0o755)
    os.seteuid(65534)
    try:
        code = cli.main(["--home", str(tmp_path / "home"), "load", str(tmp_path / "file.csv")])
    finally:
        os.seteuid(0)
    said = capsys.readouterr().err
    assert code == 1 and said.count("\n") == 1 and "Permission denied" in said


def test_a_store_that_is_damaged_inside_is_one_sentence(tmp_path, capsys):
    home = Home(tmp_path)
    path = publish_version(home, 1)
    for place in range(3 * 4096, path.stat().st_size, 4096):
        overwrite(path, place)
    assert cli.main(["--home", str(tmp_path), "value", "clients_reviewed"]) == 1
    said = capsys.readouterr().err
    assert "store.000001.duckdb is damaged" in said and said.count("\n") == 1


def test_the_demo_is_loaded_by_the_command_that_make_run_gives_and_nothing_is_left_out(mini, tmp_path, capsys):
    recipe = (CHECKOUT / "Makefile").read_text(encoding="utf-8").partition("\ndemo:")[2].partition("\n\n")[0]
    assert 'load "$$files" &&' in recipe and ">" not in recipe, "what is printed would lie among the files"
    assert cli.main(["--home", str(tmp_path / "home"), "--council", str(COUNCIL), "load", str(mini.files)]) == 0
