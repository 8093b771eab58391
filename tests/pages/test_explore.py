"""Explore shows what `dashboard.frames` gives, for any address; and where there is nothing to show it says why."""

import csv
import io
import json
import re
from urllib.parse import parse_qs, urlencode

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

import layouts
from dashboard import frames
from dashboard import scorecard as cards
from dashboard import values as numbers
from dashboard.access import EVERYTHING, Reader
from layouts.address import BASIS_WORDS, link
from layouts.first_paint import html_of
from layouts.parts import exploring as asking
from tests.pages.trees import find, said, the

OTHERS = ("nowhere", "", "Harbour", "\u2066x", "12")  # words that a hand might write


@pytest.fixture(scope="module")
def explore(served_mini, mini):
    """Asks for an exploration by its words: gives the View."""
    page, _ = layouts.at("/explore")
    return lambda **words: layouts.view(served_mini.store, Reader(scope=EVERYTHING), page, dict(words))


@pytest.fixture(scope="module")
def given_by_frames(mini):
    """{(measure, unit, basis): {month: value}}: every series as a notebook gets it."""
    store, found = frames.store(mini.home.path), {}
    for basis in (None, *set(BASIS_WORDS.values())):
        for (measure, unit), rows in frames.series(store, basis=basis).groupby(["measure", "unit"], observed=True):
            found[measure, unit, basis] = dict(zip(rows.index, rows["value"], strict=True))
    return found


def graphs(view):
    return [one["props"]["figure"] for one in find(view.body, type="Graph")]


def series(figure):
    """(measure, unit, basis of the lens or None, {month: value}) of each line of a figure, by where its points lead."""
    for trace in figure["data"]:
        if trace["meta"]["layer"] != "series" or "customdata" not in trace:
            continue
        led = re.match(r"/measure/(\w+)\?unit=([\w-]+)", trace["customdata"][0])
        lens = re.search(r"lens=([\w-]+)", trace["customdata"][0])
        months = {pd.Period(x[:7], "M"): y for x, y in zip(trace["x"], trace["y"], strict=True) if y is not None}
        yield led[1], led[2], BASIS_WORDS[lens[1]] if lens else None, months


def test_a_line_is_the_series_that_a_notebook_gets(explore, given_by_frames):
    (figure,) = graphs(explore(measure="clients_reviewed", unit=["op-northfield", "op-harbour"], **{"from": "2021-10"}))
    for measure, unit, basis, months in series(figure):
        assert months == given_by_frames[measure, unit, basis]
    assert len(list(series(figure))) == 2


def words_of(names):
    measures, units = sorted(names.measures), sorted(names.units)
    months = [f"{month:%Y-%m}" for month in names.months[::7]]
    slices = sorted({part for measure in names.measures.values() for part in measure["slices"] or ()})
    only = ["user_group:Learning disability", "age_band:85+", "provider:nobody"]

    def one(texts):
        return st.sampled_from([*texts, *OTHERS])

    def several(texts):
        # Most of what people choose is there: else nearly every address would lead nowhere.
        chosen = st.lists(st.sampled_from(texts), max_size=5)
        return chosen | st.tuples(chosen, one(OTHERS)).map(lambda pair: [*pair[0], pair[1]])

    return st.fixed_dictionaries(
        {"measure": several(measures), "unit": several(units)},
        optional={
            "as": one(asking.FORMS),
            "scale": one(asking.SCALES),
            "basis": one(BASIS_WORDS),
            "by": one(slices),
            "only": one(only),
            "from": one(months),
            "month": one(months),
            "at": one(months),
            "layers": one(["none", "target-notes", "england"]),
            "range": one(["2025-01--2025-12", "x--y"]),
            "level": one(["team", "service", "peers", "councils"]),
        },
    )


def drawn_words(names):
    """Addresses that lead somewhere, of lines on one scale: what they draw can be held against the notebook."""
    carried = sorted({measure for card in names.cards.values() for *_, measure in card})
    return st.fixed_dictionaries(
        {
            "measure": st.lists(st.sampled_from(carried), min_size=1, max_size=4, unique=True),
            "unit": st.lists(st.sampled_from(sorted(names.units)), min_size=2, max_size=6, unique=True),
            "as": st.sampled_from(["lines", "multiples"]),
            "month": st.sampled_from([f"{month:%Y-%m}" for month in names.months[-18:]]),
        },
    )


def test_no_address_fails_and_each_is_answered_in_words(explore, served_mini):
    names = cards.names(served_mini.store.snapshot())

    @settings(max_examples=120)
    @given(words_of(names))
    @example({"measure": ["clients_reviewed"] * 50, "unit": sorted(names.units) * 3})
    @example({"measure": ["spending"], "unit": ["westmarch"], "scale": "index", "at": "2021-10"})
    def asked(words):
        view = explore(**words)
        assert view.status in (200, 404)
        assert html_of(view.body)
        if view.status == 404:
            assert "That could not be found" in said(view.body)
        elif not graphs(view):
            told = r"Begin with|Choose a|Not shown|can be drawn|to be drawn|There are no"
            assert re.search(told, said(view.body)), urlencode(words, True)
        json.dumps([figure["data"] for figure in graphs(view)], allow_nan=False)

    asked()


def test_no_line_is_other_than_the_notebook_s(explore, served_mini, given_by_frames):
    names, seen = cards.names(served_mini.store.snapshot()), []

    @settings(max_examples=60)
    @given(drawn_words(names), st.sampled_from(["", *BASIS_WORDS]))
    def asked(words, basis):
        view = explore(**words, **({"basis": basis} if basis else {}))
        lines = [line for figure in graphs(view) for line in series(figure)]
        assert len(lines) <= 12
        for measure, unit, counted, months in lines:
            assert measure in words["measure"] and unit in words["unit"]
            there = given_by_frames[measure, unit, counted]
            assert months and all(there[month] == value for month, value in months.items())
            span = [month for month in there if min(months) <= month <= max(months)]
            assert len(span) == len(months)  # nothing between the first and the last is left out
        seen.extend(lines)

    asked()
    assert len(seen) > 50


def test_things_measured_in_different_units_never_share_an_axis(explore, served_mini):
    names = cards.names(served_mini.store.snapshot())
    words = {
        "measure": ["clients_reviewed", "unit_cost_home_care", "caseload"],
        "unit": ["op-harbour", "op-northfield"],
    }
    view = explore(**words)
    (figure,) = graphs(view)
    axes = {}
    for trace in figure["data"]:
        if "customdata" in trace:
            measure = re.match(r"/measure/(\w+)", trace["customdata"][0])[1]
            axes.setdefault(trace.get("yaxis", "y"), set()).add(names.measures[measure]["unit_of_value"])
    assert len(axes) == 3 and all(len(units) == 1 for units in axes.values())
    assert "each has an axis of its own" in said(view.body)
    (together,) = graphs(explore(**words, scale="index"))
    assert {trace.get("yaxis", "y") for trace in together["data"]} == {"y"}


def test_a_thirteenth_line_is_named_as_left_out(explore, served_mini):
    names = cards.names(served_mini.store.snapshot())
    teams = [unit.key for unit in names.units.values() if unit.level == "team"]
    view = explore(measure=["supervision_held", "sickness"], unit=teams)
    assert len(list(series(graphs(view)[0]))) == 12
    assert "12 lines are as many as can be told apart. Left out: " in said(view.body)


def test_from_a_hundred_is_the_share_of_the_month_chosen(explore, given_by_frames):
    words = {"measure": "clients_reviewed", "unit": ["op-northfield", "op-harbour"], "scale": "index", "at": "2026-01"}
    for measure, unit, basis, months in series(graphs(explore(**words))[0]):
        there = given_by_frames[measure, unit, basis]
        start = there[pd.Period("2026-01", "M")]
        assert months[pd.Period("2026-01", "M")] == 100
        assert all(value == pytest.approx(100 * there[month] / start) for month, value in months.items())


def test_what_a_unit_does_not_carry_is_told_and_not_drawn_as_a_nought(explore):
    view = explore(measure="clients_reviewed", unit=["fostering", "op-harbour"])
    assert [unit for _, unit, *_ in series(graphs(view)[0])] == ["op-harbour"]
    assert "Not shown: Fostering" in said(view.body) and "not on its scorecard" in said(view.body)


def test_a_name_that_a_person_chose_or_mistyped_is_understood(explore):
    by_title = explore(measure="Clients whose care was reviewed", unit="harbour")
    assert [unit for _, unit, *_ in series(graphs(by_title)[0])] == ["op-harbour"]
    near = explore(measure=["clients_reviewed"], unit=["op-northfield", "op-harbor"])
    assert near.status == 404
    assert [one["props"]["href"] for one in find(near.body, type="Link", text="Harbour")] == [
        "/explore?measure=clients_reviewed&unit=op-northfield&unit=op-harbour"
    ]


def test_a_part_is_what_the_breakdown_of_the_measure_says(explore, mini, served_mini):
    view = explore(measure="clients_reviewed", unit="adults", by="user_group", month="2026-09")
    with mini.cursor() as cursor:
        parts = numbers.breakdown(cursor, "clients_reviewed", "adults", "2026-09", "user_group")
    drawn = {}
    for trace in graphs(view)[0]["data"]:
        if trace["meta"]["layer"] == "series" and trace["x"][-1].startswith("2026-09"):
            drawn[trace["name"]] = trace["y"][-1]
    expected = {part.slice_value: part.value for part in parts if part.value is not None}
    assert drawn == pytest.approx(expected) and len(drawn) > 2
    (alone,) = graphs(explore(measure="clients_reviewed", unit="adults", only=f"user_group:{next(iter(expected))}"))
    assert [trace["y"][-1] for trace in alone["data"] if trace["meta"]["layer"] == "series"] == [
        pytest.approx(next(iter(expected.values())))
    ]
    assert "the parts do not add up to the whole" in said(view.body)


def test_each_part_drawn_is_the_course_that_a_notebook_gets(explore, mini):
    measures = ["clients_reviewed", "visits_outside_time", "direct_payments"]
    for by, unit in (("user_group", "adults"), ("age_band", "older-people"), ("provider", "adults")):
        given_ = frames.parts(frames.store(mini.home.path), by, measures, unit)
        there = {
            (measure, part): dict(zip(rows.index, rows["value"], strict=True))
            for (measure, part), rows in given_.groupby(["measure", "part"], observed=True)
        }
        for measure in measures:
            for figure in graphs(explore(measure=measure, unit=unit, by=by)):
                for trace in figure["data"]:
                    if trace["meta"]["layer"] == "series":
                        drawn = dict(zip(trace["x"], trace["y"], strict=True))
                        drawn = {pd.Period(x[:7], "M"): y for x, y in drawn.items() if y is not None}
                        own = there[measure, trace["name"]]
                        assert drawn and all(own[month] == value for month, value in drawn.items())


def test_the_file_has_the_lines_of_the_page_and_no_others(served_mini, explore, given_by_frames):
    client = served_mini.server.test_client()
    asked = "measure=clients_reviewed&measure=caseload&unit=op-harbour&unit=fostering&from=2025-01"
    text = client.get(f"/explore.csv?{asked}").get_data(as_text=True).lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.split("\r\n\r\n")[0])))
    told = {(row["measure"], row["unit"], row["month"][:7]): float(row["value"]) for row in rows}
    drawn = 0
    names = cards.names(served_mini.store.snapshot())
    for figure in graphs(explore(**parse_qs(asked))):
        for measure, unit, _, months in series(figure):
            drawn += len(months)
            for month, value in months.items():
                key = names.measures[measure]["title"], names.units[unit].name, str(month)
                assert told[key] == pytest.approx(value)
    assert drawn == len(told) > 20
    assert "Fostering" in text.split("Not in the file")[1]
    assert client.get(f"/explore.xlsx?{asked}").status_code == 200


def test_a_slope_calls_a_change_real_only_where_its_interval_leaves_out_nought(explore, mini):
    words = {"measure": "clients_reviewed", "unit": ["op-northfield", "op-eastgate"], "from": "2025-09", "as": "slope"}
    (figure,) = graphs(explore(**words, month="2026-09"))
    dashes = {trace["name"]: trace["line"]["dash"] for trace in figure["data"]}
    for unit, name in (("op-northfield", "Northfield"), ("op-eastgate", "Eastgate")):
        rows = frames.series(frames.store(mini.home.path), "clients_reviewed", unit)
        ends = [rows.loc[pd.Period(month, "M")] for month in ("2025-09", "2026-09")]
        counts = [(int(end["numerator"]), int(end["denominator"])) for end in ends]
        before, after = (binomtest(*pair).proportion_ci(method="wilson") for pair in counts)
        shares = [top / bottom for top, bottom in counts]
        moved = shares[1] - shares[0]
        low = moved - ((shares[1] - after[0]) ** 2 + (before[1] - shares[0]) ** 2) ** 0.5
        high = moved + ((after[1] - shares[1]) ** 2 + (shares[0] - before[0]) ** 2) ** 0.5
        assert (dashes[name] == "dot") == (low <= 0 <= high)
    # Twelve months that overlap share people: nobody can tell.
    view = explore(**{**words, "from": "2026-01"}, month="2026-09")
    assert "Nobody can tell here how much of a change is chance" in said(view.body)


def test_the_scatter_plays_the_months_and_each_dot_is_a_unit_s_own_pair(explore, given_by_frames, served_mini):
    words = {"measure": ["unit_cost_home_care", "visits_outside_time"], "unit": "older-people", "as": "scatter"}
    (figure,) = graphs(explore(**words, level="team"))
    assert len(figure["frames"]) == len(figure["layout"]["sliders"][0]["steps"]) > 6
    for frame in [*figure["frames"], {"name": "September 2026", "data": figure["data"]}]:
        month, trace = pd.Period(frame["name"], "M"), frame["data"][0]
        for key, across, up in zip(trace["ids"], trace["x"], trace["y"], strict=True):
            if across is not None:
                assert across == given_by_frames["unit_cost_home_care", key, None][month]
                assert up == given_by_frames["visits_outside_time", key, None][month]
    assert "none is ranked" in said(explore(**words, level="team").body)
    (dots,) = [frame["data"][0] for frame in figure["frames"] if frame["name"] == "September 2026"]
    rows = file_of(served_mini, measure=words["measure"], unit="older-people", level="team", **{"as": "scatter"})
    across, up = list(rows[0])[2:4]
    told = {(float(row[across]), float(row[up])) for row in rows if row["month"] == "September 2026"}
    assert told == {(x, y) for x, y in zip(dots["x"], dots["y"], strict=True) if x is not None}
    assert {row["month"] for row in rows} == {frame["name"] for frame in figure["frames"]}


def file_of(served, **asked):
    """The rows of the CSV file of an exploration."""
    answer = served.server.test_client().get(link("/explore.csv", **asked))
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff").split("\r\n\r\n")[0])))


def test_dots_are_counted_as_asked_and_in_their_own_way_where_there_is_no_other(explore, given_by_frames, served_mini):
    asked = {"measure": ["unit_cost_home_care", "clients_reviewed"], "unit": "older-people", "as": "scatter"}
    (figure,) = graphs(explore(**asked, level="team", basis="quarter", month="2026-08"))
    trace, quarter = figure["data"][0], pd.Period("2026-06", "M")
    for key, across, up in zip(trace["ids"], trace["x"], trace["y"], strict=True):
        assert across == given_by_frames["unit_cost_home_care", key, "quarter"][quarter]
        assert up == given_by_frames["clients_reviewed", key, "quarter"][quarter]
    assert figure["frames"][-1]["name"] == "Q1 2026–27"
    asked = {"measure": "caseload", "unit": "older-people", "level": "team", "basis": "quarter", "month": "2026-08"}
    alone = graphs(explore(**asked, **{"as": "spread"}))  # counted at a month's end: there is no other way
    asked["measure"] = "visits_outside_time"
    (figure,) = graphs(explore(**asked, **{"as": "spread"}))
    (dots,) = [trace for trace in figure["data"] if trace["mode"] == "markers"]
    given = {given_by_frames["visits_outside_time", key, "quarter"][quarter] for key in trace["ids"]}
    assert set(dots["x"]) == given and "Q1 2026–27" in figure["layout"]["title"]["text"]
    assert not [trace for trace in figure["data"] if trace["name"].startswith("target")]
    assert not alone or "Q1" not in alone[0]["layout"]["title"]["text"]
    rows = file_of(served_mini, **asked, **{"as": "spread"})
    assert {float(row["value"]) for row in rows} == given


def test_the_file_of_a_spread_has_its_dots(served_mini, explore):
    asked = {"measure": "clients_reviewed", "unit": "older-people", "as": "spread", "level": "team"}
    (figure,) = graphs(explore(**asked))
    (dots,) = [trace for trace in figure["data"] if trace["mode"] == "markers"]
    rows = file_of(served_mini, **asked)
    assert sorted(float(row["value"]) for row in rows) == sorted(dots["x"]) and len(rows) > 2
    assert all(100 * float(r["numerator"]) / float(r["denominator"]) == pytest.approx(float(r["value"])) for r in rows)
    assert served_mini.server.test_client().get(link("/explore.xlsx", **asked)).status_code == 200


def test_the_page_begins_with_the_questions_of_the_council_and_each_leads_to_a_picture(explore, served_mini):
    links = find(find(explore().body, className="questions"), type="Link")
    assert len(links) == 10
    for one in links:
        view = explore(**parse_qs(one["props"]["href"].partition("?")[2]))
        assert view.status == 200 and graphs(view), one["props"]["href"]


def test_without_questions_of_its_own_the_page_begins_with_what_has_a_value(explore, monkeypatch):
    ask = cards.ask
    monkeypatch.setattr(
        cards, "ask", lambda cursor, name, **asked: [] if name == "questions" else ask(cursor, name, **asked)
    )
    ways = find(the(explore(unit="op-northfield", month="2026-09").body, className="questions"), type="Li")
    assert "Clients whose care was reviewed" in [said(one) for one in ways]
