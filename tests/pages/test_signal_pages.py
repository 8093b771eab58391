"""What the pages say of signals: the same words on the scorecard, the measure page, its table and the list."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from markupsafe import Markup

from dashboard import attention
from dashboard.outlook import Outlook
from layouts.pages import conversations as pages
from layouts.parts import years
from layouts.tables import signals as signal_cells
from layouts.words import ahead, conversations, readings
from layouts.words import card as card_words
from tests.pages.small_store import LAST
from tests.pages.trees import cells, find, mounted, the

NORTHFIELD = "/measure/reviews_on_time?unit=NOR"
MEASURE = {
    "key": "m",
    "title": "M",
    "unit_of_value": "%",
    "decimals": 1,
    "kind": "proportion",
    "better": "higher",
    "basis": "month",
}


SERIES = {"first_month": date(2022, 4, 1), "denominators": [200.0] * 48}


def page(client, address):
    return client.get(address).get_data(as_text=True)


def words(html):
    return re.sub(r"\s+", " ", Markup(html).striptags())


def chart(**changed):
    known = {
        "status": "charted",
        "judged": LAST,
        "first_month": date(2022, 4, 1),
        "value": 62.0,
        "variation": "concern",
        "rule": "shift",
        "run": 9,
        "assurance": "fail",
        "target": 85.0,
        "mean": 70.0,
        "lower": 60.0,
        "upper": 80.0,
        "starts": [0],
        "basis": "month",
        "points": [*["common"] * 39, *["concern"] * 9],
        "rules": [*[None] * 39, *["shift"] * 9],
    }
    return {**known, **changed}


def said(**changed):
    return " ".join(readings.sentences(MEASURE, SERIES, chart(**changed), [], LAST, [], 20))


def test_the_fall_of_reviews_is_read_alike_on_the_scorecard_the_measure_page_and_the_list(client, small):
    with small.cursor() as cursor:
        found = attention.attention(cursor, "NOR", LAST)
    finding = next(e.finding for e in found.concerns if e.finding.measure == "reviews_on_time")
    assert finding.reading == ("red and worse", "find the cause")
    for address in ("/?unit=NOR", NORTHFIELD, "/attention?unit=NOR"):
        said = words(page(client, address)).lower()
        assert "red and worse: find the cause" in said, address
    assert f"worse for {finding.run} months" in words(page(client, "/?unit=NOR"))


def charted(client, address):
    """The traces of the measure page's chart, by name."""
    shown, _ = mounted(client, address)
    return {trace["name"]: trace for trace in the(shown, type="Graph")["props"]["figure"]["data"]}


def test_points_differ_in_shape_and_each_opens_its_month(client):
    drawn = charted(client, NORTHFIELD)
    assert {"circle", "diamond"} <= set(drawn["Clients receiving a review"]["marker"]["symbol"])
    assert drawn["reading"]["customdata"][-1] == "/records?measure=reviews_on_time&unit=NOR&basis=rolling&month=2026-03"


def test_the_table_under_the_chart_says_what_its_points_say(client):
    shown, _ = mounted(client, NORTHFIELD)
    rows = [cells(row) for row in find(the(shown, id="trend-table"), type="Tr")[1:]]
    read = charted(client, NORTHFIELD)["reading"]["hovertext"]
    told = [signal for *_, signal, _ in rows].count("worse than usual")
    assert told == sum("worse than usual" in each for each in read) > 0
    assert [value for _, value, *_ in rows][::-1] == [re.search(r"· (.+?)</b>", each)[1] for each in read]


def test_a_basis_that_the_measure_has_not_is_answered_with_those_it_has(client):
    answer = client.get(NORTHFIELD + "&basis=weekly")
    assert answer.status_code == 404
    assert "has no basis called “weekly”" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({}, "Nine months running have been below the average"),
        ({"rule": "outside", "value": 55.0}, "March 2026, at 55.0%, lies below that range"),
        ({"rule": "trend", "run": 7}, "It has fallen for 7 months running"),
        ({"rule": None, "variation": "common"}, "is within that: nothing has changed"),
        ({"assurance": "pass", "target": 55.0}, "every month will meet it"),
        ({"assurance": "fail"}, "no month will meet it"),
        ({"assurance": "hit and miss", "target": 70.0}, "some months will meet it and some will not"),
        ({"lower": 70.0, "upper": 70.0}, "has always been 70.0%"),
        ({"rules": ["outside"] * 30 + [None] * 18}, "Its months have moved from one level to another"),
        ({"rule": "trend", "run": 7, "variation": "improvement"}, "It has risen for 7 months running"),
        ({"upper": 112.0}, "usually stays above 60.0%"),
        ({"lower": -4.0}, "usually stays below 80.0%"),
        ({"status": "too small"}, "too small to judge"),
        ({"status": "too rare"}, "This is rare here"),
        ({"judged": date(2026, 1, 1), "rule": "outside"}, "No value has come since January 2026"),
        ({"starts": [0, 20]}, "Since December 2023, when the chart starts anew, a month usually lies"),
    ],
)
def test_a_chart_is_put_into_a_sentence_that_a_statistician_would_sign(changed, sentence):
    assert sentence in said(**changed)


def test_a_month_that_rests_on_a_handful_says_so():
    few = {**SERIES, "denominators": [12.0] * 48}
    assert "rests on about 12 here" in " ".join(readings.sentences(MEASURE, few, chart(), [], LAST, [], 20))
    assert "rests on about" not in said()


def test_a_lasting_shift_offers_to_start_anew_and_nothing_does_so_by_itself():
    assert "If something changed for good in July 2025, ask whoever keeps" in said()
    assert "once 13 months have passed" in said()
    assert "once 13 months" not in said(run=14)
    rebased = [{"month": date(2025, 7, 1), "words": "New provider", "rebase": True}]
    assert "start the chart anew" not in " ".join(readings.sentences(MEASURE, SERIES, chart(), [], LAST, rebased, 20))


def test_every_icon_has_words_beside_it():
    for variation, assurance, better in (
        ("improvement", "pass", "higher"),
        ("improvement", "fail", "lower"),
        ("concern", "hit and miss", "higher"),
        ("high", None, "neither"),
        ("common", None, "higher"),
    ):
        drawn = signal_cells.icons(variation, assurance, better)
        assert drawn.count("<svg") == drawn.count('class="hidden"') == (2 if assurance else 1)
    assert "v-low" in signal_cells.icons("improvement", None, "lower")
    assert "v-low" in signal_cells.icons("concern", None, "higher")


def test_years_are_laid_over_one_another_from_april():
    past = [(date(2024, 4, 1), 1.0), (date(2025, 3, 1), 2.0), (date(2025, 4, 1), 4.0)]
    assert list(years.by_year(past)) == [2024, 2025]
    assert years.by_year(past)[2024] == [1.0, *[None] * 10, 2.0]
    assert years.summary(MEASURE, past) == "The mean of the months Apr: 1.0% in 2024–25 and 4.0% in 2025–26."
    headings, rows = years.table(MEASURE, past)
    assert headings == ["2024–25", "2025–26"]
    assert rows[0] == ("Apr", ["1.0%", "4.0%"])
    assert rows[-1] == ("Mar", ["2.0%", "–"])


def test_where_no_chart_has_months_enough_nothing_is_said_to_have_or_not_to_have_changed(client, monkeypatch):
    nothing = attention.Attention(0, 0, [], [], [], [], [], [], dict.fromkeys(conversations.UNJUDGED, 0), frozenset())
    monkeypatch.setattr(pages, "attention", lambda snapshot, unit, month: nothing)
    text = words(page(client, "/attention?unit=NOR"))
    assert "No chart here has months enough yet." in text
    assert not re.search(r"\b0 (charts|are|of)|by more than chance explains|by chance alone", text)
    few = attention.Attention(0, 0, [], [], [], [], [], [], {**nothing.unjudged, "too few": 15}, frozenset())
    assert conversations.counted(few) == "Of the charts here, 15 have too few months for a verdict."


def test_one_chart_and_one_figure_are_spoken_of_as_one():
    unjudged = {**dict.fromkeys(conversations.UNJUDGED, 0), "too small": 1}
    assert conversations.counted(attention.Attention(1, 1, [], [], [], [], [], [], unjudged, frozenset())) == (
        "1 chart was looked at; 1 stands out, none of these by more than chance explains. "
        "Besides, 1 is too small to judge."
    )
    assert conversations.by_year({"worse": ["a"], "better": ["b", "c"], "": []}) == [
        "Against the year before, of the figures that come by the quarter or the year one is worse and two are better, "
        "by more than chance explains."
    ]


def test_one_crossing_of_the_median_is_one():
    measure, past = {**MEASURE, "kind": "count"}, [(None, float(value)) for value in [1] * 6 + [9] * 6]
    assert "cross their middle value (5.0%) once, where chance would seldom make fewer than 3." in " ".join(
        readings._run_chart(measure, past)
    )


def test_a_figure_that_was_given_needs_no_months_and_a_file_without_a_period_says_so(client, small):
    text = words(page(client, "/measure/satisfied?unit=OP"))
    assert "a figure as it was given" in text and "Files cover" not in text and "snapshot" not in text
    assert "Files cover" in words(page(client, NORTHFIELD))


def test_a_file_is_named_as_it_is_called_and_one_without_a_period_says_so(served_mini):
    text = words(page(served_mini.server.test_client(), "/measure/clients_reviewed"))
    trust = text.partition("Can it be trusted?")[2]
    assert re.search(r"Client Level Data: to \d+ \w+ \d+, loaded", trust)
    assert "to not known" not in trust


def test_where_no_year_can_be_worked_out_ahead_its_last_month_is_said_with_its_range():
    tested = SimpleNamespace(months=12, error=1.5, seasonal_naive=1.8, naive=2.0, inside=0.67)
    made = SimpleNamespace(method="a blend", beside="the month before", seasonal_naive=[6.6], tested=tested)
    months = [(date(2027, 2, 1), 7.0, 5.5, 8.5), (date(2027, 3, 1), 6.9, 5.2, 8.8)]
    said = ahead.sentences(MEASURE, Outlook(months, made, None, 6), date(2026, 9, 1), None)
    assert said[0].startswith("March 2027 alone would come to 6.9%, with four chances in five between 5.2% and 8.8%; ")
    whole = ahead.sentences(MEASURE, Outlook(months, made, None, 6, "share", (70.1, 68.0, 72.2)), LAST, None)
    assert "alone" not in " ".join(whole)


def test_what_changed_by_the_year_is_named_the_largest_against_its_limits_first():
    names = SimpleNamespace(measures={key: {**MEASURE, "better": better} for key, better in BETTER.items()})

    def row(key, moved, half):
        way = "within chance" if abs(moved) <= half else "higher" if moved > 0 else "lower"
        change = SimpleNamespace(movement=way, moved=moved, lower=moved - half, upper=moved + half)
        return SimpleNamespace(measure=key, change=change, value=50.0, status="charted")

    rows = [row("a", -6.0, 5.0), row("b", -4.0, 1.0), row("c", 2.0, 3.0), row("d", 3.0, 1.0), row("e", -3.0, 1.0)]
    found = card_words.changed(names, [*rows, SimpleNamespace(measure="f", change=None)])
    assert {way: [each.measure for each in told] for way, told in found.items()} == {
        "worse": ["b", "a"],
        "better": ["e"],
        "": ["d"],
    }


BETTER = {"a": "higher", "b": "higher", "c": "higher", "d": "range", "e": "lower"}
