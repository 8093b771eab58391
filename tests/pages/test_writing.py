"""Writing where one reads: forms made of the kinds, what they answer, and where what was written stands."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from dashboard.journal import ANYTHING, Against, Draft
from dashboard.journal.kinds import families
from dashboard.journal.kinds import known as kind_of
from layouts.first_paint import html_of
from layouts.parts.writing import form
from layouts.parts.writing.form import Filled
from layouts.words import writing as writing_words
from tests.pages.conftest import running
from tests.pages.desk import AT, Desk
from tests.pages.trees import find

PAGE = "/measure/clients_reviewed?unit=op-eastgate&month=2026-09"
ACTION = {"title": "Book reviews a month ahead", "owner": "Ann", "due": "2026-12-31"}


@pytest.fixture
def desk(mini, tmp_path):
    found = Desk(mini.store, tmp_path / "journal.sqlite")
    yield found
    found.journal.close()


def test_a_comment_is_warned_of_and_then_taken_and_stands_on_chart_row_and_page(desk):
    card = "/?unit=op-eastgate&month=2026-09"
    assert "one note or comment" not in desk.get(card)
    assert "Reviews continue to improve" not in desk.get(PAGE)  # kept as it is until something is written
    said = {"happened": "Reviews continue to improve, now 99%."}
    html = desk.begin("comment.published", said)
    assert (desk.is_open, desk.journal.last()) == (True, 0)
    assert "<mark>continue</mark>" in html and "<mark>99%</mark>" in html
    desk.send("comment.published", {**said, "keep_because": "the supplier’s own figure", "signal": "forged"})
    assert (desk.is_open, desk.done["said"]) == (False, "Comment: published. It stands on the page.")
    (event,) = desk.journal.events()
    assert (event.unit, event.measure, event.period, event.basis) == (*AT.values(), "rolling 12 months")
    assert event.value == pytest.approx(100 * event.numerator / event.denominator)
    assert event.store.startswith("store.")
    assert event.body.keep_because == "the supplier’s own figure"
    assert {"trend claim", "number absent"} <= set(event.body.findings)
    assert re.match(r"(?!forged).* in September 2026($|: it )", event.body.signal)
    page = desk.get(PAGE)
    assert re.search(r'class="notes".*Comment: Reviews continue to improve', page, re.S)  # under the chart, numbered
    assert re.search(r'id="written".*Reviews continue to improve', page, re.S)
    assert "one note or comment" in desk.get(card)
    others = {"happened": f"{event.denominator - event.numerator:,.0f} people were not reviewed."}
    html = desk.begin("comment.published", others)
    assert (
        desk.journal.last() == 2 or "no value, target, count" not in html
    )  # of whom it is not so is no strange number


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(desk):
    html = desk.begin("action.proposed", {**ACTION, "owner": " ", "direction": "up", "cost": "£1,200.50"})
    assert re.search(r'id="writing-owner-error"[^>]*>Fill this in\.', html)
    assert 'aria-invalid="true"' in html and 'value="Book reviews a month ahead"' in html
    assert desk.journal.last() == 0
    html = desk.send("action.proposed", {**ACTION, "direction": "up"})
    assert "fill in all three or none" in html
    desk.send("action.proposed", {**ACTION, "direction": "up", "size": "5", "by": "2026-11", "cost": "£1,200.50"})
    (thing,) = desk.journal.things("action")
    assert (thing.fields["cost"], thing.fields["size"], thing.state) == (1200.5, 5, "proposed")


def test_who_proposes_a_rebase_sees_what_the_chart_becomes_and_sends_it_again(desk):
    at, said = {**AT, "month": "2025-12"}, {"words": "Reviews by telephone", "rebase": "on"}
    html = desk.begin("note.proposed", said, at)
    assert desk.is_open and desk.journal.last() == 0
    assert "As it is without it" in html and "As it is with it" in html and "Send it again" in html
    desk.send("note.proposed", said)
    (thing,) = desk.journal.things("note")
    assert (desk.is_open, thing.state, thing.period, thing.fields["rebase"]) == (False, "proposed", "2025-12", True)
    desk.begin("note.proposed", {"words": "A word alone"}, at)
    assert len(desk.journal.things("note")) == 2  # what rebases nothing is taken at once


def test_a_note_begins_with_the_month_it_was_opened_at_and_is_of_the_one_that_is_typed(desk):
    said = {"words": "Reviews by telephone", "rebase": "on", "month": "2025-12"}
    html = desk.begin("note.proposed", {**said, "month": "1999-01"})
    assert "There is nothing for the month “1999-01”" in html and "Reviews by telephone" in html
    html = desk.open("?kind=note.proposed&unit=op-eastgate&measure=clients_reviewed&month=2026-09")
    assert re.search(r'<input[^>]*name="month"[^>]*value="2026-09"', html)
    html = desk.send("note.proposed", said)
    assert "December 2025" in html and re.search(r'<input[^>]*name="month"[^>]*value="2025-12"', html)
    desk.send("note.proposed", said)
    assert [thing.period for thing in desk.journal.things("note")] == ["2025-12"]
    assert desk.open("?kind=nothing&unit=op-eastgate").startswith('<p class="wrong">There is no such form: go to the')
    alone = desk.get("/write?kind=nothing&unit=op-eastgate")
    assert "There is no such form" in alone and "Open the form" not in alone


def test_who_approves_a_rebase_sees_the_chart_without_it_and_with_it(desk, mini):
    def told(html):
        return re.findall(r"As it is (with(?:out)? it)</b>: (.*?)\.</figcaption>", html)

    def proposed(by, **body):
        at = {**AT, "period": "2025-12"}
        at.pop("month")
        draft = Draft(kind="note.proposed", by=by, body={"words": "Reviews by telephone", **body}, **at)
        return desk.journal.write(draft, may=ANYTHING)[0].about

    assert told(desk.open(f"?about={proposed('ann')}")) == []
    key = proposed("ann", rebase=True)
    for html in (desk.open(f"?about={key}"), desk.get(f"/work/{key}")):
        (without, before), (with_it, after) = told(html)
        assert (without, with_it) == ("without it", "with it") and before != after
    with mini.cursor() as cursor:  # by hand: the average of the months, all and from the rebase on
        month = cursor.execute(
            "select month, value from cube.measured where measure = ? and unit = ? and basis = 'month' order by month",
            [AT["measure"], AT["unit"]],
        ).fetchall()
    for since, said in ((date(2000, 1, 1), before), (date(2025, 12, 1), after)):
        values = [value for one, value in month if one >= since and value is not None]
        assert f"average {sum(values) / len(values):.1f}%" in said or "too few for a usual range" in said, said
    desk.open(f"?about={key}&kind=note.approved")
    html = desk.send("note.refused", {})
    assert "needs a reason" in html and len(told(html)) == 2  # what is judged is still there to be seen
    thing = desk.journal.thing(key)
    desk.journal.write(Draft(kind="note.refused", by="bob", about=key, seen=thing.seen, reason="no"), may=ANYTHING)
    assert told(desk.open(f"?about={key}")) == []


def test_what_is_written_is_signed_by_a_name_and_not_by_what_a_sign_in_knows(desk):
    at = {"unit": AT["unit"], "measure": AT["measure"], "period": AT["month"]}
    who = {"by": "3f0c-77", "name": "Ann Archer"}
    draft = Draft(kind="note.proposed", body={"words": "Reviews by telephone"}, **who, **at)
    (event,) = desk.journal.write(draft, may=ANYTHING)
    desk.journal.write(Draft(kind="note.approved", by="bob", about=event.about, seen=event.id), may=ANYTHING)
    panel, page = desk.open(f"?about={event.about}"), desk.get(PAGE)
    assert "Ann Archer, " in panel and "Propose, Ann Archer" in panel and "(Ann Archer)" in page
    assert "3f0c-77" not in panel + page + desk.get("/written.csv?unit=op-eastgate")


def test_an_emergency_is_told_with_the_day_on_which_it_is_over_and_not_the_one_that_was_typed(desk):
    body = {"why": "A life at risk tonight", "ends": "2099-12-31"}
    (event,) = desk.journal.write(Draft(kind="right.broken", by="ann", unit=AT["unit"], body=body), may=ANYTHING)
    last = event.at.date() + timedelta(days=7)
    told = desk.open(f"?about={event.about}")
    assert f"ann opened records in an emergency, {event.at:%-d %B %Y} to {last:%-d %B %Y}" in told
    assert "2099" not in told


def test_of_two_with_the_same_form_open_the_second_sees_both_and_may_send_again(desk):
    desk.begin("action.proposed", ACTION)
    (thing,) = desk.journal.things("action")
    desk.open(f"?about={thing.key}&kind=action.revised")
    his = desk.html
    desk.open(f"?about={thing.key}&kind=action.revised")
    desk.send("action.revised", {**ACTION, "title": "Hers"})
    desk.html = his
    html = desk.send("action.revised", {**ACTION, "title": "His"})
    assert "changed this on" in html and "Hers" in html and 'value="His"' in html
    desk.send("action.revised", {**ACTION, "title": "His"})
    assert desk.journal.thing(thing.key).fields["title"] == "His"


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        {"words": "x"},
        {"words": {}, "fields": {}},
        {"words": {"kind": "nothing.at_all"}, "fields": {}},
        {"words": {"kind": "comment.published", "unit": "nowhere"}, "fields": {}},
        {"words": {"kind": "comment.published", "unit": "op-eastgate"}, "fields": {"happened": "Of nothing"}},
        {"words": {"about": "no such thing", "kind": "action.done"}, "fields": {}},
        {"words": {**AT, "kind": "comment.published"}, "fields": {str(n): "" for n in range(50)}},
    ],
)
def test_what_no_form_sends_is_answered_in_a_sentence_and_nothing_is_written(desk, sent):
    html = desk._ask(None, sent if sent is not None else 7)
    assert 'class="wrong"' in html
    assert desk.journal.last() == 0


def test_a_thing_offers_what_may_be_done_to_it_and_tells_its_past(desk):
    desk.begin("decision.made", {"words": "We stop the pilot", "owner": "Ann", "due": "2026-10-31"})
    (thing,) = desk.journal.things("decision")
    html = desk.open(f"?about={thing.key}")
    assert re.findall(r'class="button">([^<]+)</a>', html) == ["Kept / Drop", "Change"]
    html = desk.open(f"?about={thing.key}&kind=decision.dropped")
    assert "say why" not in html.lower()
    assert "needs a reason" in desk.send("decision.dropped", {})
    desk.send("decision.dropped", {"reason": "No money"})
    assert desk.journal.thing(thing.key).state == "dropped"
    assert "No money" in desk.open(f"?about={thing.key}")


def test_every_form_names_each_of_its_controls():
    for family in families().values():
        for move in family.moves:
            tree = form.controls(kind_of(move.kind).model, Filled(only=("warned",)))
            controls = [one["props"]["id"] for one in find(tree) if "name" in one["props"]]
            assert controls == [one["props"]["htmlFor"] for one in find(tree, "Label")] or set(controls) == {
                one["props"]["htmlFor"] for one in find(tree, "Label")
            }, move.kind
            html_of(tree)


def test_as_many_of_several_choices_can_be_taken_as_one_likes():
    """Before, each was a list from which one is chosen."""
    values, measures = {"groups": "users\nmembers", "measures": "b"}, [("a", "A"), ("b", "B")]
    model = kind_of("framework_review.planned").model
    tree = form.controls(model, Filled(values=values, suggested={"measures": measures}))
    boxes = [one["props"] for one in find(tree, "Input") if one["props"].get("name") == "groups"]
    assert {one["type"] for one in boxes} == {"checkbox"} and len({one["id"] for one in boxes}) == 6
    assert [one["value"] for one in boxes if one.get("checked")] == ["users", "members"]
    (several,) = (one for one in find(tree, "Select") if one["props"]["name"] == "measures")
    assert several["props"]["multiple"] and "selected" in str(several)


@pytest.mark.browser
def test_by_keyboard_from_the_page_to_the_panel_and_back_and_no_word_is_lost(desk, page):
    from axe_playwright_python.sync_playwright import Axe

    with running(desk.app) as site:
        page.goto(site + PAGE)
        page.wait_for_selector("html[data-ready=yes]")
        page.locator("#written a", has_text="Comment").focus()
        page.keyboard.press("Enter")
        page.wait_for_function("() => document.activeElement.id === 'writing-happened'")
        assert not Axe().run(page).response["violations"]
        page.keyboard.type("Half of the reviews were late.")
        page.reload()
        page.wait_for_selector("html[data-ready=yes]")
        page.locator("#written a", has_text="Comment").press("Enter")
        page.wait_for_function("() => document.activeElement.value === 'Half of the reviews were late.'")
        page.locator("button[value='comment.published']").press("Enter")
        page.locator("#written .entry", has_text="Half of the reviews were late.").wait_for()
        page.wait_for_function("() => document.activeElement.textContent === 'Comment'")
        expect(page.locator(".offcanvas.show")).to_have_count(0)
        page.wait_for_function("() => !Object.keys(localStorage).some(key => key.startsWith('writing:'))")


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ((68.1, 417, 612), (68.1, 417, 612), ""),
        ((68.1, 417, 612), (70.1, 429, 612), "written when this was 68.1%; it is 70.1% now"),
        ((68.1, 47, 69), (68.1, 94, 138), "written when this was 68.1% (47 of 69); it is 68.1% (94 of 138) now"),
        ((None, None, None), (70.1, 429, 612), "written when this had no value; it is 70.1% now"),
        ((68.1, 417, 612), (None, None, None), "written when this was 68.1%; it has none now"),
    ],
)
def test_a_number_that_a_later_build_changed_is_told_beside_the_one_that_was_written_against(then, now, said):
    share = {"unit_of_value": "%", "decimals": 1, "kind": "proportion"}
    today = dict(zip(("value", "numerator", "denominator"), now, strict=True))
    assert writing_words.written_against(share, Against("month", None, None, *then), today) == said
    assert writing_words.written_against(share, Against(), today) == ""
