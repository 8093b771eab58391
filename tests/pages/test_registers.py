"""A register is one file: its form, list, history, days, files and calendar come with it."""

import csv
import html
import io
import re

import pytest

from dashboard.journal import kinds
from dashboard.registers import register, registers
from layouts.parts.writing import from_file
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


VOICES = "what it was,when,from whom,what was said,theme,how sound it is\n"


def taken(desk, body, name="voices.csv", **said):
    """What a file that is sent from the page of voices is answered with."""
    form = {"register": "voice", "unit": "adults", "file": (io.BytesIO(body.encode()), name), **said}
    ours = {"Sec-Fetch-Site": "same-origin"}
    answer = desk.client.post("/register/taken", data=form, headers=ours, content_type="multipart/form-data")
    return answer.status_code, html.unescape(re.sub("<[^>]+>", " ", answer.text[answer.text.index("<h1") :]))


def test_a_file_is_taken_in_on_the_page_by_the_rules_and_in_the_words_of_the_command_line(desk, monkeypatch):
    assert 'enctype="multipart/form-data"' in desk.get("/register/voice?unit=adults")
    good = VOICES + "letter,2026-09-01,A son,Nobody rang,information,one voice\n"
    status, said = taken(desk, good + "letter,soon,A son,Again,information,one voice\n")
    assert status == 422 and "one cell of voices.csv cannot be taken" in said
    assert re.search(r"3\s+When\s+soon\s+this is no day; write", said) and desk.journal.last() == 0
    status, said = taken(desk, good)
    assert status == 200 and "One entry was written from voices.csv." in said
    assert [one.fields["said"] for one in desk.journal.things("voice")] == ["Nobody rang"]
    for status, body, words in (
        (400, {"body": "x", "name": "a.pdf"}, "a.pdf is neither CSV nor .xlsx"),
        (400, {"body": "x", "name": "../../b.xlsx"}, "b.xlsx is no workbook that opens"),
        (400, {"body": ""}, "voices.csv is empty"),
        (404, {"body": "x", "register": "vote"}, "no register of this name"),
    ):
        found = taken(desk, **body)
        assert found[0] == status and words in found[1]
    monkeypatch.setattr(from_file, "MOST_BODY", 900)
    assert taken(desk, "x" * 900)[0] == 413
    assert desk.client.post("/register/taken", data={}).status_code == 403  # of another site's page


def test_an_action_begun_at_an_entry_answers_it_and_keeps_doing_so(desk):
    desk.begin("voice.heard", {"kind": "letter", "heard": "2026-09-01", "source": "A son", "said": "Nobody rang",
                               "theme": "information", "weight": "one"}, {"unit": "adults"})  # fmt: skip
    (entry,) = desk.journal.things("voice")
    at = {"unit": "adults", "topic": entry.key}
    desk.begin("action.proposed", {"title": "Ring back", "owner": "Ann", "due": "2026-12-01"}, at)
    (action,) = desk.journal.things("action")
    desk.open(f"?about={action.key}&kind=action.revised")
    desk.send("action.revised", {"title": "Ring back", "owner": "Bea", "due": "2026-12-01", "stage": "deploy"})
    (action,) = desk.journal.things("action")
    assert (action.fields["of"], action.fields["meeting"], action.fields["owner"]) == (entry.key, None, "Bea")
    assert "Ring back" in desk.get(f"/work/{entry.key}")
