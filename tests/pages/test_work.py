"""My work, an action with what was so after it, what worked, and the calendar of promises."""

import csv
import io
import re
from datetime import date

import pytest

from dashboard import scorecard
from dashboard.calendar_feed import feed
from dashboard.journal import ANYTHING, Draft
from layouts import words
from tests.pages.test_writing import Desk

UNIT = {"unit": "op-eastgate", "measure": "clients_reviewed", "period": "2025-12"}
ACTION = {"title": "Book reviews, a month ahead", "owner": "Ann", "due": "2026-06-30"}


@pytest.fixture
def desk(mini, tmp_path):
    found = Desk(mini.store, tmp_path / "journal.sqlite")
    yield found
    found.journal.close()


def write(desk, kind, body, thing=None, by="ann", **at):
    at = {"about": thing.key, "seen": thing.seen} if thing else {**UNIT, **at}
    (event,) = desk.journal.write(Draft(kind=kind, by=by, body=body, **at), may=ANYTHING)
    return desk.journal.thing(event.about)


def done(desk, **predicted):
    thing = write(desk, "action.proposed", {**ACTION, **predicted})
    thing = write(desk, "action.started", {"started": "2025-12-10"}, thing)
    return write(desk, "action.done", {"done": "2026-06-20"}, thing)


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def test_what_was_promised_is_listed_by_its_day_with_what_is_late(desk):
    assert "Nothing has been written here yet" in desk.get("/work?unit=older-people&month=2026-09")
    thing = write(desk, "action.agreed", {}, write(desk, "action.proposed", ACTION))
    assert f'value="{date.today()}"' in desk.open(f"?about={thing.key}&kind=action.done")
    write(desk, "decision.made", {"words": "No agency staff", "owner": "Bob", "due": "2026-03-31"}, measure=None)
    html = desk.get("/work?unit=older-people&month=2026-09")
    assert "Nothing has been written here yet" not in html
    listed = re.search(r'id="promised".*?</section>', html, re.S)[0]
    assert listed.index("No agency staff") < listed.index("Book reviews, a month ahead")
    assert listed.count(", late") == 2
    assert "Two promises open, 2 late" in html
    assert "Two promises overdue" in desk.get("/?unit=op-eastgate&month=2026-09")
    assert "promises overdue" not in desk.get("/?unit=op-northfield&month=2026-09")


def test_every_red_without_an_action_is_told_and_none_is_said_to_have_got_worse(desk, mini):
    def told():
        return re.search(r'class="alert-line".*?</p>', desk.get("/?unit=op-northfield&month=2026-09"), re.S)[0]

    snapshot = mini.store.snapshot()
    names = scorecard.names(snapshot)
    with snapshot.cursor() as cursor:
        rows = scorecard.scorecard(cursor, names, names.units["op-northfield"], date(2026, 9, 1)).rows
    reds = [row for row in rows if row.standing == "missed" and not row.is_older]
    assert len(reds) > sum(row.variation == "concern" for row in reds)
    assert f"{words.count_words(len(reds), 'red')} have no action" in told() and "worse" not in told()
    write(desk, "action.proposed", ACTION, unit="op-northfield", measure=reds[0].measure)
    assert f"{words.count_words(len(reds) - 1, 'red')} have no action" in told()


def test_a_conversation_is_marked_as_had_where_somebody_wrote_of_that_measure_at_that_unit(desk):
    """On the page and in its file: a comment on another month, unit or measure marks nothing."""

    def told():
        text = desk.get("/attention.csv?unit=older-people&month=2026-09").lstrip("\ufeff")
        rows = csv.DictReader(io.StringIO(text.split("\r\n\r\n")[0]))
        return {
            (row["measure or service"], row["unit"]): (row["notes and comments on the month"], row["open actions"])
            for row in rows
            if row["open actions"] != ""
        }

    def page():
        return re.findall(r"(discussed: |acted on: )([^<]*)<", desk.get("/attention?unit=older-people&month=2026-09"))

    before = told()
    assert set(before.values()) == {("0", "0")} and page() == []
    at = {"unit": "op-northfield", "measure": "clients_reviewed", "period": "2026-09"}
    for other in ({"period": "2026-08"}, {"unit": "op-eastgate"}, {"measure": "feel_safe"}):
        write(desk, "comment.published", {"happened": "Elsewhere."}, **{**at, **other})
    assert told()["Clients whose care was reviewed", "Northfield"] == ("0", "0")
    write(desk, "comment.published", {"happened": "Two reviewers left."}, **at)
    write(desk, "action.proposed", {**ACTION, "due": "2026-12-31"}, **{**at, "period": "2026-07"})
    assert told()["Clients whose care was reviewed", "Northfield"] == ("1", "1")
    card = desk.get("/scorecard.csv?unit=op-northfield&month=2026-09").lstrip("\ufeff").split("\r\n\r\n")[0]
    rows = {row["measure"]: row for row in csv.DictReader(io.StringIO(card))}
    reviewed = rows.pop("Clients whose care was reviewed")
    assert (reviewed["notes and comments on the month"], reviewed["open actions"]) == ("1", "1")
    assert {row["open actions"] for row in rows.values()} == {"0"}
    assert ("discussed: ", "one note or comment, one action open") in [(a, b.split(" (")[0]) for a, b in page()]


def test_a_comment_is_asked_for_where_there_is_a_miss_until_it_is_there(desk):
    def asked():
        html = desk.get("/work?unit=op-eastgate&month=2026-09")
        return re.findall(r"/measure/(\w+)", re.search(r'id="comments".*?</section>', html, re.S)[0])

    before = asked()
    assert before
    write(desk, "comment.published", {"happened": "Known."}, measure=before[0], period="2026-09")
    assert asked() == before[1:]


def test_what_came_after_an_action_is_told_held_against_its_prediction_and_accepted(desk):
    thing = done(desk, direction="up", size=40, by="2026-02")
    html = desk.get(f"/work/{thing.key}")
    assert "no change is shown, and the one predicted is ruled out" in html
    assert "because" not in re.search(r'id="effect".*?</section>', html, re.S)[0].lower()
    html = desk.get("/work?unit=op-eastgate&month=2026-09")
    assert "Action, its effect can be tested: " in plain(html) and "one thing waits for your word" in html
    desk.open(f"?about={thing.key}&kind=action.tested")
    desk.send("action.tested", {"verdict": "as predicted", "difference": "99"})
    thing = desk.journal.thing(thing.key)
    assert (thing.state, thing.fields["verdict"]) == ("effect tested", "no change, and the prediction is ruled out")
    assert (thing.fields["months_before"], thing.fields["months_after"]) == (20, 6)
    assert "no change is shown" in desk.get("/work/library")


def test_an_effect_that_cannot_be_told_yet_says_so_and_is_not_accepted(desk):
    thing = done(desk, direction="up", size=4, by="2026-08")
    assert "Too early to tell: two months after, and 6 are needed." in desk.get(f"/work/{thing.key}")
    desk.open(f"?about={thing.key}&kind=action.tested")
    assert "no test to accept" in desk.send("action.tested", {})
    assert desk.journal.thing(thing.key).state == "done"


def test_a_page_of_what_is_not_there_says_so(desk):
    assert desk.client.get("/work/nothing").status_code == 404


def test_promises_are_a_calendar_of_whole_days(desk):
    write(desk, "action.proposed", {**ACTION, "title": "Räume, Stühle; " + "x" * 80})
    answer = desk.client.get("/work.ics?unit=op-eastgate")
    assert answer.mimetype == "text/calendar"
    lines = answer.get_data(as_text=True).split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    text = "\n".join(lines).replace("\n ", "")
    assert "DTSTART;VALUE=DATE:20260630\nDTEND;VALUE=DATE:20260701\n" in text
    assert "SUMMARY:Räume\\, Stühle\\; xxx" in text


def test_a_calendar_without_promises_is_a_calendar():
    assert feed("None", [], date(2026, 9, 1)).count("\r\n") == 5


def test_what_was_written_can_be_taken_along_and_no_spreadsheet_runs_it(desk):
    write(desk, "comment.published", {"happened": "=1+1", "will_do": "Ask again"}, period="2026-09")
    write(desk, "comment.drafted", {"happened": "Not yet"}, by="bob", period="2026-09")
    text = desk.get("/written.csv?unit=older-people")
    head, row, *_ = text.lstrip("\ufeff").splitlines()
    assert head.startswith("what,state,unit,measure,month,written by")
    assert row.split(",")[0:6] == [
        "Comment",
        "published",
        "Eastgate",
        "Clients whose care was reviewed",
        "2026-09",
        "ann",
    ]
    assert "'=1+1 Ask again" in row and "Not yet" not in text
    assert desk.client.get("/written.xlsx?unit=op-eastgate&measure=clients_reviewed").data[:2] == b"PK"


def test_a_view_is_saved_under_a_name_for_me_or_for_the_unit_and_pinned(desk):
    def save(name, by, **more):
        body = {"name": name, "address": "/compare?unit=op-eastgate", **more}
        write(desk, "view.saved", body, by=by, measure=None)

    save("Theirs", "bob")
    save("Ours", "bob", shared="unit", pinned=True)
    assert "Theirs" not in desk.get("/work?unit=op-eastgate") and "Ours" in desk.get("/work?unit=op-eastgate")
    assert "Ours" not in desk.get("/work?unit=op-northfield")
    assert '<a href="/compare?unit=op-eastgate">Ours</a>' in desk.get("/?unit=op-eastgate&month=2026-09")
    assert "Ours" not in desk.get("/measure/clients_reviewed?unit=op-eastgate")
