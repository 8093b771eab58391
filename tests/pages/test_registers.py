"""A register is one file: its form, list, history, days, files and calendar come with it."""

import csv
import io
import re

import pytest

from dashboard.journal import kinds
from dashboard.registers import register, registers
from tests.pages.desk import Desk

DRILLS = """
name = "Fire drill"
plural = "Fire drills"
about = "Every home is emptied once in six months."
headline = "{home}, {held}"
columns = ["home", "kind"]
filters = ["kind"]
open = ["planned"]

[fields]
home = { title = "Home" }
held = { title = "Planned for", type = "date" }
kind = { title = "Kind", type = "choice", choices = { day = "by day", night = "by night" } }
warned = { title = "Warned before", type = "some", choices = ["staff", "residents"], optional = true }
minutes = { title = "Minutes", type = "whole", least = 1, most = 120, later = true }
led = { title = "Led by", type = "person", later = true, optional = true }

[states]
planned = "Planned"
held = "Held"
"called off" = "Called off"

[moves.planned]
words = "Plan"
after = ["new"]
to = "planned"

[moves.held]
words = "Held"
after = ["planned"]
to = "held"
fields = ["minutes", "led"]

[moves.off]
words = "Call off"
after = ["planned"]
to = "called off"
reason = true

[[due]]
field = "held"
states = ["planned"]
what = "drill"
"""
HERE = {"unit": "op-eastgate", "month": "2026-09"}
DRILL = {"home": "Willow House", "held": "2026-01-31", "kind": "night", "warned": "staff\nresidents"}


@pytest.fixture
def drills(tmp_path, monkeypatch):
    """A folder with one more register, which is a file and nothing else."""
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "fire_drill.toml").write_text(DRILLS)
    _forget()
    monkeypatch.setattr(register, "FOLDERS", (*register.FOLDERS, folder))
    yield registers()["fire_drill"]
    monkeypatch.undo()
    _forget()


def _forget():
    for one in registers().values():
        for kind in one.models:
            kinds._known.pop(kind, None)
    registers.cache_clear()
    kinds.families.cache_clear()


@pytest.fixture
def desk(mini, tmp_path):
    found = Desk(mini.store, tmp_path / "journal.sqlite")
    yield found
    found.journal.close()


def test_a_file_is_a_register_with_all_that_comes_with_one(drills, desk):
    assert "Fire drills" in desk.get("/registers")
    assert "Nothing has been written" in desk.get("/register/fire_drill?unit=op-eastgate")
    desk.begin("fire_drill.planned", {**DRILL, "held": "31 foo"}, HERE)
    assert desk.is_open and "writing-held-error" in desk.html
    desk.send("fire_drill.planned", DRILL)
    assert not desk.is_open and desk.done["said"].startswith("Fire drill: planned")
    desk.begin("fire_drill.planned", {**DRILL, "home": "Ash Court", "kind": "day", "warned": ""}, HERE)
    _ash, willow = sorted(desk.journal.things("fire_drill"), key=drills.headline_of)
    assert willow.fields["warned"] == ("staff", "residents")

    listed = desk.get("/register/fire_drill?unit=op-eastgate")
    assert "Two fire drills at" in listed and "2 late" in listed and "31 January 2026 (drill), late" in listed
    by_night = desk.get("/register/fire_drill?unit=op-eastgate&where=kind:night")
    assert "Willow House" in by_night and "Ash Court" not in by_night
    assert desk.client.get("/register/fire_drill?where=home:x").status_code == 404
    assert desk.client.get("/register/fire_drill?where=home").status_code == 404
    file = desk.client.get("/register.csv?register=fire_drill&where=home")
    assert file.status_code == 404 and "cannot be narrowed so" in file.text

    desk.open(f"?about={willow.key}&kind=fire_drill.off")
    assert "needs a reason" in desk.send("fire_drill.off", {})
    desk.open(f"?about={willow.key}&kind=fire_drill.held")
    assert "writing-minutes-error" in desk.send("fire_drill.held", {"minutes": "500"})
    desk.send("fire_drill.held", {"minutes": "12", "led": "Ann"})
    assert "2 late" not in desk.get("/register/fire_drill?unit=op-eastgate")
    held = desk.get(f"/work/{willow.key}")
    assert "Willow House, 31 January 2026" in held and "by night" in held and "Ann" in held
    work = desk.get("/work?unit=op-eastgate")
    assert "Ash Court" in work and "Willow House" not in work

    rows = list(csv.DictReader(io.StringIO(desk.get("/register.csv?register=fire_drill&unit=op-eastgate")[1:])))
    assert [(row["home"], row["state"], row["warned before"], row["minutes"]) for row in rows[:2]] == [
        ("Ash Court", "Planned", "", ""),
        ("Willow House", "Held", "staff; residents", "12"),
    ]
    assert desk.client.get("/register.xlsx?register=fire_drill&unit=op-eastgate").data[:2] == b"PK"
    calendar = desk.get("/register.ics?register=fire_drill&unit=op-eastgate")
    assert re.findall("SUMMARY:(.*)\r", calendar) == [r"Ash Court\, 31 January 2026"]
