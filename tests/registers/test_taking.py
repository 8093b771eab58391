"""Registers as files: what is saved is taken in again as it was, and what is wrong is told by its cell."""

import csv
import zipfile

import pytest

from dashboard import scorecard
from dashboard.demo import written as demo
from dashboard.errors import Refused
from dashboard.journal import ANYTHING, Draft, Journal
from dashboard.registers import around, registers, tables, taking
from dashboard.workbook import table, workbook
from dashboard.written import Written

HEADS = ["number", "what you can expect", "part", "who for", "who provides it", "last reviewed", "measures", "reason"]
ROW = [
    "C1",
    "We ring you back the same day.",
    "support",
    "carers",
    "in-house; private",
    "01/02/2026",
    "Supervision held",
    "",
]


@pytest.fixture(scope="module")
def names(mini):
    return scorecard.names(mini.snapshot)


@pytest.fixture
def empty(tmp_path):
    found = Written(Journal(f"sqlite:///{tmp_path / 'journal.sqlite'}"))
    yield found
    found.journal.close()


def saved(path, *rows):
    with open(path, "w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(rows)
    return path


def take(path, names, wrote, key="standard"):
    return taking.take(registers()[key], path, names, wrote, "ann", "adults", ANYTHING)


def test_what_is_saved_says_nothing_new_when_it_is_taken_in(mini, names, empty, tmp_path):
    demo.write(empty.journal, mini.store.snapshot())
    for key, register in registers().items():
        things = empty.at(None, families=[key])
        rows = [tables.row(register, names, one) for one in things]
        path = tmp_path / f"{key}.xlsx"
        path.write_bytes(workbook([("What", key)], [table(register.plural, tables.headings(register), rows)]))
        assert take(path, names, empty, key) == ([], [], len(things)), key


def test_rows_become_entries_and_are_changed_with_the_file_as_reason(names, empty, tmp_path):
    path = saved(tmp_path / "new.csv", HEADS, ROW, [], ["What", "not a row"])
    drafts, faults, same = take(path, names, empty)
    assert (len(drafts), faults, same) == (1, [], 0)
    (thing,) = empty.at(None, families=["standard"], by="ann")
    said = (thing.unit, thing.state, thing.fields["delivered"], thing.fields["measures"], str(thing.fields["reviewed"]))
    assert said == ("adults", "draft", ("in-house", "private"), ("supervision_held",), "2026-02-01")
    assert take(path, names, empty) == ([], [], 1)
    changed = saved(tmp_path / "two.csv", HEADS, [*ROW[:3], "everybody", *ROW[4:]])
    assert len(take(changed, names, empty)[0]) == 1
    assert empty.thing(thing.key).fields["subject"] == "everybody"


def test_what_is_wrong_is_told_by_line_column_value_and_reason_and_nothing_is_written(names, empty, tmp_path):
    wrong = ["C2", "x", "suport", "carers", "in-house", "31/02/2026", "no such measure", ""]
    path = saved(tmp_path / "bad.csv", [*HEADS, "state"], [*ROW, "In force"], [*wrong, ""], [*ROW, ""], ["C3"])
    _, faults, _ = take(path, names, empty)
    told = [(one.line, one.column, one.value) for one in faults]
    assert told[:5] == [
        (2, "state", "In force"),
        (3, "Part", "suport"),
        (3, "Last reviewed", "31/02/2026"),
        (3, "Measures", "no such measure"),
        (4, "Number", "C1"),
    ]
    assert {one.line for one in faults[5:]} == {5} and all(one.reason for one in faults)
    assert empty.journal.last() == 0


def test_a_heading_that_is_none_is_told(names, empty, tmp_path):
    _, faults, _ = take(saved(tmp_path / "bad.csv", [*HEADS, "colour"], [*ROW, "red"]), names, empty)
    assert [(one.line, one.column) for one in faults] == [(1, "colour")]


def test_a_column_that_a_file_has_not_keeps_what_the_entry_says_and_an_empty_cell_takes_it_away(names, empty, tmp_path):
    whole = saved(tmp_path / "new.csv", [*HEADS, "evidence"], [*ROW, "a letter"])
    take(whole, names, empty)
    (thing,) = empty.at(None, families=["standard"], by="ann")
    assert take(saved(tmp_path / "key.csv", ["number", "state"], ["C1", "draft"]), names, empty) == ([], [], 1)
    less = saved(tmp_path / "less.csv", ["number", "who for"], ["C1", "everybody"])
    assert len(take(less, names, empty)[0]) == 1
    now = empty.thing(thing.key).fields
    assert now == {**thing.fields, "subject": "everybody"} and now["evidence"] == "a letter"
    cleared = saved(tmp_path / "cleared.csv", ["number", "evidence"], ["C1", ""])
    assert len(take(cleared, names, empty)[0]) == 1
    assert empty.thing(thing.key).fields["evidence"] == ""


def test_a_file_that_cannot_be_read_and_a_unit_that_is_none_are_told(names, empty, tmp_path):
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as archive:
        archive.writestr("a.txt", "no workbook")
    for name, body, told in [
        ("nothing.csv", b"", "nothing.csv is empty"),
        ("long.csv", b'number\n"' + b"x" * 140_000, "long.csv cannot be read"),
        ("bad.xlsx", b"PK junk", "no workbook that opens"),
        ("other.xlsx", None, "no workbook that opens"),
        ("away.csv", None, "away.csv cannot be read"),
    ]:
        if body is not None:
            (tmp_path / name).write_bytes(body)
        with pytest.raises(Refused, match=told):
            take(tmp_path / name, names, empty)
    path = saved(tmp_path / "new.csv", HEADS, ROW)
    for unit, reason in [("nowhere", "there is no unit of this name"), ("", "say of which unit")]:
        _, faults, _ = taking.take(registers()["standard"], path, names, empty, "ann", unit, ANYTHING)
        assert [(one.column, one.value, one.reason) for one in faults] == [("unit", unit, reason)]
    assert empty.journal.last() == 0


def test_what_somebody_says_to_an_entry_stands_under_it_and_changes_nothing(names, empty):
    key = "01900000-0000-7000-8000-000000000001"
    body = {"number": "J1", "body": "CQC", "of": "a place", "published": "2026-03-02", "value": "Good"}
    begun = empty.journal.write(
        Draft(kind="judgement.published", by="ann", about=None, unit="adults", body=body), may=ANYTHING
    )[0]
    for kind in ("judgement.said", "judgement.said"):
        empty.journal.write(Draft(kind=kind, by="bob", about=begun.about, body={"words": "Ask why."}), may=ANYTHING)
    thing = empty.thing(begun.about)
    assert [one.body.words for one in thing.added] == ["Ask why."] * 2 and thing.seen == begun.id
    assert thing.state == "published" and empty.thing(key) is None


def test_an_entry_leads_to_the_actions_that_answer_it_and_to_what_names_it(mini, empty):
    demo.write(empty.journal, mini.store.snapshot())
    things = {one.fields["number"]: one for one in empty.at(families=["recommendation", "judgement"])}
    answered = around.by_entry(empty)[things["J1.1"].key]
    assert [(one.fields["stage"], one.state) for one in answered] == [("deploy", "under way")]
    named = around.naming(empty, things["J1"])
    assert [(title, one.fields["number"]) for _, title, one in named] == [
        ("Of the judgement", "J1.1"), ("Of the judgement", "J1.2"),
    ]  # fmt: skip
    assert around.naming(empty, things["J1.1"]) == []
