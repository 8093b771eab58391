"""Every layout reads a right file right; a layout, code list or mapping that says what cannot be is refused."""

import duckdb
import pytest

from dashboard import intake
from dashboard.errors import DefinitionError
from dashboard.intake import layout as layout_files
from dashboard.intake.codes import code_lists
from dashboard.intake.codes import read as read_codes
from dashboard.intake.form import read_forms
from dashboard.intake.layout import layouts
from tests.intake.council_files import right_row, right_values, text
from tests.intake.rows import stored


@pytest.mark.parametrize("name", sorted(layouts()))
def test_a_right_file_of_every_layout_goes_in_whole_with_the_types_promised(name, home, council, tmp_path):
    layout = layouts()[name]
    row = right_row(layout)
    path = tmp_path / "anything.csv"
    path.write_text(text(row.keys(), [row.values()]), encoding="utf-8")
    (result,) = intake.load([path], home, council, period="2024-25" if layout.family else None)
    assert (result.layout, result.rows_read, result.rows_stored, result.reasons) == (name, 1, 1, {})
    assert stored(home, council, name) == [right_values(layout)]


@pytest.mark.parametrize("name", sorted(layouts()))
def test_optional_columns_may_be_absent_and_are_then_empty(name, home, council, tmp_path):
    layout = layouts()[name]
    needed = [column for column in layout.columns if not column.optional]
    row = right_row(layout)
    path = tmp_path / "short.csv"
    path.write_text(text([c.header for c in needed], [[row[c.header] for c in needed]]), encoding="utf-8")
    (result,) = intake.load([path], home, council)
    assert result.layout == name
    assert [name for name, _ in intake.relations(home, council)[name].columns] == [
        name for name, _ in layout.sql_columns
    ]


def test_every_layout_has_a_relation_even_in_an_empty_home(home, council):
    relations = intake.relations(home, council)
    assert set(relations) == set(layouts())
    assert all(relation.columns and relation.files == [] for relation in relations.values())


GOOD = 'title = "T"\n[columns]\na = {header = "A", type = "text"}\nb = {header = "B", type = "integer"}\n'


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('type = "integer"', 'type = "whole"'), ["column b", "'whole'", "integer"]),
        (('header = "B"', 'head = "B"'), ["'head'", "header"]),
        (('title = "T"', 'title = "T"\nkeys = ["a"]'), ["'keys'", "key"]),
        (('title = "T"', 'title = "T"\nkey = ["c"]'), ["key", "'c'", "a, b"]),
        (('title = "T"', ""), ["no title"]),
        (('title = "T"', 'title = "T"\nfrequency = "weekly"'), ["frequency", "'weekly'", "month, quarter, year"]),
        (('type = "integer"', 'type = "code", codes = "colours"'), ["'colours'", "accommodation"]),
        (('header = "B"', 'header = "a"'), ["belongs to both"]),
        (
            ('type = "integer"}', 'type = "integer"}\n[[check]]\ncolumn = "b"\nholds = "b > d"\nreason = "r"'),
            ["check on b", "d"],
        ),
        (('type = "integer"}', 'type = "integer"}\n[[check]]\ncolumn = "b"\nholds = "b > 0"'), ["check", "reason"]),
        (('title = "T"', "title = T"), ["bad.toml"]),
    ],
)
def test_a_bad_layout_is_refused_with_the_file_the_word_and_the_choices(change, words, tmp_path):
    path = tmp_path / "bad.toml"
    path.write_text(GOOD.replace(*change), encoding="utf-8")
    with duckdb.connect() as database, pytest.raises(DefinitionError) as refused:
        layout_files.read(path, database)
    assert all(word in str(refused.value) for word in ["bad.toml", *words])


def test_the_store_knows_of_every_layout_how_often_its_files_come():
    rows = {row["layout"]: row for row in intake.layouts_table().to_pylist()}
    assert list(rows) == sorted(layouts())
    assert rows["cld"]["frequency"] == "quarter" and rows["cld"]["history"]
    assert {rows[name]["frequency"] for name in rows if name.startswith("ssda903")} == {"year"}
    assert rows["organisation"]["frequency"] == "" and rows["facts"]["frequency"] == ""


def test_a_code_list_whose_spellings_clash_is_refused(tmp_path):
    path = tmp_path / "colours.toml"
    path.write_text('title = "t"\nsource = "s"\n[values]\n"Red" = []\n"Blue" = ["red!"]\n', encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"colours.toml.*'Red'.*'Blue'"):
        read_codes(path)


def test_every_code_list_says_its_source_and_each_value_finds_itself():
    for codes in code_lists().values():
        assert codes.source
        assert [codes.find(value.upper()) for value in codes.values] == list(codes.values)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ('layout = "ledgers"', ["'ledgers'", "ledger"]),
        ('layout = "ledger"\n[columns]\ncentre = "X"', ["'centre'", "cost_centre"]),
        ('layout = "ledger"\n[columns]\ncost_centre = "X"', ["amount"]),
        ('layout = "ledger"\nwords = 1', ["'words'", "columns"]),
        ('layout = "facts"\n[wide]\ninto = "period"\nvalue = "value"', ["[wide]", "into and parts"]),
        ('layout = "facts"\n[wide]\ninto = "period"\n[wide.parts]\nvalues = "outcome"', ["'values'", "denominator"]),
        ('layout = "facts"\n[sheets]\nnames = {}', ["[sheets]", "into and names"]),
        ('layout = "facts"\n[sheets]\ninto = "code"\nnames = {a = "b"}', ["'code'", "measure"]),
    ],
)
def test_a_bad_mapping_is_refused_with_the_file_the_word_and_the_choices(lines, words, tmp_path):
    (tmp_path / "mappings").mkdir()
    (tmp_path / "mappings" / "ours.toml").write_text(lines, encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        read_forms(tmp_path)
    assert all(word in str(refused.value) for word in ["ours.toml", *words])
