"""Values entered by hand: the grid in a browser, what it answers to what nobody would send, and who sees which."""

import json
import re

import pytest
from playwright.sync_api import expect

import app as web
from dashboard.journal import ANYTHING, Draft, Journal
from layouts.parts.entering import TITLES
from tests.access.readers import Anybody, reader_of
from tests.pages.conftest import running

OUTPUTS = ("entry-answer.children", "entry-done.data")
ROW = ["feel_safe", "Harbour", "2025-26", "62.5%", "", ""]
SHEET = (
    "Measure\tUnit\tPeriod\tValue\tNumerator\tDenominator\r\n"
    "People who feel safe\tHarbour\tMar 2026\t61.5%\t1,230\t2,000\r\n"
    '"People who\n feel safe"\tEastgate\t31/03/2026\t"6""0"\t\t\r\n'
    "\r\n"
)

ODD = '"5 of them\tHarbour\r\n"a ""b""\r\n c"\t"Eastgate"'  # a mark that nobody closes, and cells in marks
PASTE = """(text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
}"""


class Desk:
    """The app with a journal of its own, through whose door whoever is named comes."""

    def __init__(self, mini, path):
        store, self.door = mini.store, Anybody()
        store.journal = self.journal = Journal(f"sqlite:///{path}")
        self.app = web.serving(store, self.door, council=mini.council)
        self.client = self.app.server.test_client()

    def comes(self, unit, role="manager"):
        self.door.now = reader_of(unit, role)
        return self

    def get(self, address):
        return self.client.get(address).get_data(as_text=True)

    def send(self, sent):
        """(what is said, as text, and what the browser is to do) of a grid that is sent."""
        answer = self.client.post(
            "/_dash-update-component",
            json={
                "output": f"..{'...'.join(OUTPUTS)}..",
                "outputs": [dict(zip(("id", "property"), one.split("."), strict=True)) for one in OUTPUTS],
                "inputs": [{"id": "entry-sent", "property": "data", "value": sent}],
                "changedPropIds": ["entry-sent.data"],
            },
        )
        found = json.loads(answer.data)["response"]
        return json.dumps(found.get("entry-answer", {}).get("children")), found.get("entry-done", {}).get("data")


@pytest.fixture
def desk(mini, tmp_path):
    found = Desk(mini, tmp_path / "journal.sqlite")
    yield found
    found.journal.close()


def sheet(*rows, move="supplied.proposed", unit="older-people", **more):
    return {"name": "Survey", "rows": list(rows), "move": move, "unit": unit, "about": "", "seen": "", **more}


def test_values_are_sent_by_one_and_approved_by_another_who_sees_them_as_they_go_in(desk):
    told, done = desk.comes("older-people").send(sheet(ROW))
    assert "Sent for approval" in told
    key = done["search"].removeprefix("?about=")
    page = desk.get(f"/entry?about={key}")
    assert "1 April 2025 to 31 March 2026" in page and "62.5" in page and "Approve" not in page
    page = desk.comes("adults").get(f"/entry?about={key}")
    assert f"/write?about={key}&amp;kind=supplied.approved" in page
    assert f'href="/entry?about={key}">Survey' in desk.get(
        "/work?unit=older-people"
    )  # it waits for a word, and is seen
    assert desk.journal.thing(key).fields["rows"] == (("feel_safe", "op-harbour", "2025-26", "62.5%", "", ""),)


def test_what_is_sent_back_waits_with_whoever_sent_it_and_what_is_approved_counts_from_the_next_build(desk):
    def judged(kind, reason=None):
        thing = desk.journal.things("supplied")[0]
        said = {"by": "bob", "name": "Bob", "about": thing.key, "seen": thing.seen, "reason": reason}
        desk.journal.write(Draft(kind=kind, **said), may=ANYTHING)

    _, done = desk.comes("older-people").send(sheet(ROW))
    judged("supplied.returned", "an old list")
    assert "Values, sent back to you by Bob" in desk.get("/work?unit=older-people")
    assert "sent back" not in desk.comes("adults").get("/work?unit=older-people")
    key = done["search"].removeprefix("?about=")
    desk.comes("older-people").send(sheet(ROW, about=key, seen=desk.journal.thing(key).seen))
    judged("supplied.approved")
    page = desk.get(f"/entry?about={key}")
    assert "They count from the next build of the data" in page and "Sent back, Bob" in page and "62.5%" in page


def test_each_value_stands_beside_what_is_there_now_of_the_same_measure_unit_and_period(desk, cursor):
    (now,) = cursor.execute(
        "select value from cube.own_values where measure = 'feel_safe' and unit = 'westmarch' and month = '2026-03-01'"
    ).fetchone()
    others = [["feel_safe", "Westmarch", "Mar 2026", "1"], ["feel_safe", "Harbour", "2025-26", "2"]]
    rows = [["feel_safe", "Westmarch", "2025-26", "3"], ["satisfied_with_care", "Westmarch", "2031-32", "4"], *others]
    _, done = desk.comes("westmarch", "director").send(sheet(*[[*row, "", ""] for row in rows], unit="westmarch"))
    table = desk.get(f"/entry{done['search']}").split('id="values"')[1].split("</table>")[0]
    told = [row.rsplit("<td", 1)[1].split(">")[1].split("<")[0] for row in table.split("</tr>")[1:-1]]
    assert told == [f"{now:.1f}%", "nothing", "nothing", "nothing"]


def test_what_a_check_finds_keeps_values_from_being_sent_and_not_from_being_saved(desk):
    wrong = ["feel_safe", "Nowhere", "soon", "many", "", ""]
    told, done = desk.comes("older-people").send(sheet(ROW, wrong))
    assert done is None and desk.journal.last() == 0
    for said in ("It was not sent", "Is not a number", "soon", "Nowhere"):
        assert said in told
    told, done = desk.send(sheet(ROW, wrong, move="supplied.saved"))
    page = desk.get(f"/entry{done['search']}")
    assert "Is not a number" in page and "many" in page  # nothing of what was typed is lost


def test_of_two_with_the_same_grid_open_both_keep_their_words(desk):
    _, done = desk.comes("older-people").send(sheet(ROW, move="supplied.saved"))
    key = done["search"].removeprefix("?about=")
    seen = desk.journal.thing(key).seen
    theirs, mine = (["feel_safe", unit, "2024-25", "60", "", ""] for unit in ("Eastgate", "Northfield"))
    desk.comes("adults").send(sheet(ROW, theirs, move="supplied.saved", about=key, seen=seen))
    before = desk.journal.last()
    told, done = desk.comes("older-people").send(sheet(ROW, mine, about=key, seen=seen))
    assert "changed these values while your grid was open" in told and desk.journal.last() == before
    assert [row["unit"] for row in done["rows"] if row["unit"]] == ["Harbour", "Northfield", "Eastgate"]
    rows = [[row[title.lower()] for title in TITLES] for row in done["rows"]]
    told, done = desk.send(sheet(*rows, about=key, seen=done["seen"], id=done["id"]))
    assert "Sent for approval" in told and len(desk.journal.thing(key).fields["rows"]) == 3


HOSTILE = {
    "nothing": None,
    "a text": "rows",
    "no rows": {"move": "supplied.proposed"},
    "rows that are none": sheet("x", 7),
    "too few cells": sheet(["feel_safe"]),
    "no move": sheet(ROW, move="supplied.approved"),
    "another's move": sheet(ROW, move="note.proposed"),
    "no unit": sheet(ROW, unit="nowhere"),
    "a unit above": sheet(ROW, unit="adults"),
    "a unit elsewhere": sheet(ROW, unit="learning-disability"),
    "a unit elsewhere in a row": sheet(["feel_safe", "learning-disability", "2025-26", "1", "", ""]),
    "the council in a row": sheet(["feel_safe", "westmarch", "2025-26", "1", "", ""]),
    "a published area in a row": sheet(["feel_safe", "England", "2025-26", "1", "", ""]),
    "a measure that is counted": sheet(["clients_reviewed", "Harbour", "2025-26", "1", "", ""]),
    "another entry": sheet(ROW, about="0190"),
    "no name": sheet(ROW, name="  "),
    "more rows than it takes": sheet(*[ROW] * 501),
    "a cell of a book": sheet([*ROW[:3], "9" * 5_000, "", ""]),
    "cells that are no texts": sheet([{"a": 1}, ["x"], 2025, 1e400, None, True]),
    "empty rows": sheet(["", "", "", "", "", ""]),
    "a formula": sheet(["feel_safe", "Harbour", "2025-26", '=HYPERLINK("http://x")', "", ""]),
    "markup": sheet(["feel_safe", "Harbour", "2025-26", "<script>alert(1)</script>", "", ""]),
}


def test_what_no_grid_sends_is_answered_in_a_sentence_and_nothing_is_written(desk):
    desk.comes("older-people")
    for what, sent in HOSTILE.items():
        told, done = desk.send(sent)
        assert len(told) > 20 and "Sent for approval" not in told, what
        assert done is None and desk.journal.last() == 0, what


def test_who_may_not_see_all_of_an_entry_sees_nothing_of_it(desk):
    """An entry of a service has values of all its teams: a team's own reader is told nothing, by no way."""
    _, done = desk.comes("older-people").send(sheet(["feel_safe", "Harbour", "2025-26", "12.34567", "", ""]))
    key = done["search"].removeprefix("?about=")
    secret = re.compile(r"12\.34567|12\.3457")
    assert secret.search(desk.get(f"/entry?about={key}"))
    for unit, role in (("op-eastgate", "team leader"), ("learning-disability", "manager"), ("op-harbour", "member")):
        desk.comes(unit, role)
        for way in (f"/entry?about={key}", f"/work/{key}", f"/entry?unit={unit}", f"/work?unit={unit}", "/written.csv"):
            assert not secret.search(desk.get(way)), (unit, way)
        told, _ = desk.send(sheet(ROW, about=key, unit=unit))
        assert "not there, or not yours" in told
    assert "may not enter values" in desk.comes("op-harbour", "member").get("/entry?unit=op-harbour")


def test_a_sheet_is_pasted_mended_and_sent_in_a_browser_and_no_word_is_lost(desk, page):
    """By keyboard as a person would: paste, send, read what is wrong, mend it, come back after a closed tab, send."""
    desk.comes("older-people")
    with running(desk.app) as address:
        page.goto(f"{address}/entry?unit=older-people")
        odd = [['"5 of them', "Harbour"], ['a "b" c', "Eastgate"]]
        for text, shown in ((ODD, odd), (SHEET, [["People who feel safe", unit] for _, unit in odd])):
            page.locator("#entry-grid [row-index='0'] [col-id=measure]").click()
            page.evaluate(PASTE, text)
            for place, row in enumerate(shown):
                for column, told in zip(("measure", "unit"), row, strict=True):
                    expect(page.locator(f"#entry-grid [row-index='{place}'] [col-id={column}]")).to_have_text(told)
        expect(page.locator("#entry-answer")).to_contain_text("2 rows pasted")
        page.fill("#entry-name", "Survey of spring")
        page.locator("#entry-grid [row-index='1'] [col-id=value]").dblclick()
        page.keyboard.type("sixty")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Send for approval").click()
        expect(page.locator("#entry-answer")).to_contain_text("Is not a number")
        assert page.url.endswith("/entry?unit=older-people")  # what is wrong is told where it was typed
        assert desk.journal.last() == 0
        page.reload()  # as after a closed tab
        form = page.locator("#_pages_content #entry-form")
        expect(form).to_contain_text("What you typed before and did not send is here again")
        expect(form.locator("#entry-name")).to_have_value("Survey of spring")
        form.locator("[row-index='1'] [col-id=value]").dblclick()
        page.keyboard.press("Control+A")
        page.keyboard.type("60")
        form.get_by_role("button", name="Send for approval").click()  # while the cell is still being typed in
        expect(page.locator("h1")).to_have_text("Survey of spring")
        expect(page.locator("#values table")).to_contain_text("March 2026")
        (thing,) = desk.journal.things("supplied")
        assert thing.fields["rows"] == (
            ("feel_safe", "op-harbour", "Mar 2026", "61.5%", "1,230", "2,000"),
            ("feel_safe", "op-eastgate", "31/03/2026", "60", "", ""),
        )
        desk.comes("adults")
        page.reload()
        page.get_by_role("link", name="Approve").click()
        page.get_by_role("button", name="Approve").click()
        expect(page.locator(".lead")).to_contain_text("Approved")
