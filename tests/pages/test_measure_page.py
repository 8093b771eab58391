"""The page of a measure: the headline's own number first, one choice of lens for chart and words, one table for all."""

import re
from datetime import date

import pytest

from dashboard import scope
from dashboard.asking import view
from tests.pages.trees import cells, classes, find, mounted, said, the

REVIEWED = "/measure/clients_reviewed?unit=op-northfield&month=2026-09"


@pytest.fixture(scope="module")
def pages(served_mini):
    client = served_mini.server.test_client()
    return lambda address: mounted(client, address)[0]


@pytest.fixture(scope="module")
def texts(served_mini):
    client = served_mini.server.test_client()
    return client.get


def figure(tree):
    return the(tree, type="Graph")["props"]["figure"]


def traces(tree):
    return {trace["name"]: trace for trace in figure(tree)["data"]}


def layers(tree):
    return {trace["meta"]["layer"] for trace in figure(tree)["data"]}


def lens(tree):
    return the(tree, type="RadioItems", name="lens")["props"]


def shown(tree):
    """The words that are seen with the lens shown."""
    unseen = [id(one) for div in find(tree, type="Div", hidden=True) for one in find(div)]
    return [said(one) for one in find(tree, className="says") if id(one) not in unseen]


def headline(tree):
    return said(find(the(tree, className="fact"), type="Dt")[0])


def test_the_chart_first_shown_is_of_the_headlines_own_number_with_its_target(pages):
    tree = pages(REVIEWED)
    assert lens(tree)["value"] == "rolling"
    value = traces(tree)["Clients whose care was reviewed"]["y"][-1]
    assert headline(tree) == f"{value:.1f}%"
    assert layers(tree) == {"series", "target", "signals"}
    assert "twelve months together" in figure(tree)["layout"]["title"]["text"]


def test_each_month_is_read_with_the_target_that_was_in_force_in_it(pages):
    explored = traces(pages("/explore?measure=clients_reviewed&unit=op-northfield&month=2026-09"))["target"]
    reading = traces(pages(REVIEWED))["reading"]
    read = {
        month: float(found.group(1))
        for month, text in zip(reading["x"], reading["hovertext"], strict=True)
        if (found := re.search(r"target ([\d.]+)%", text))
    }
    assert read == dict(zip(explored["x"], explored["y"], strict=True)) and len(set(read.values())) > 1


def test_where_no_usual_range_describes_the_months_only_the_newest_is_marked(pages):
    tree = pages("/measure/unit_cost_home_care?unit=westmarch&month=2026-09")
    assert "moved from one level to another" in " ".join(shown(tree))
    assert traces(tree)["signals"]["x"] == ["2026-09-01"]
    assert sum(": lower than usual" in text for text in traces(tree)["reading"]["hovertext"]) == 0


def test_where_the_signal_is_of_other_numbers_than_the_headline_the_page_says_so(pages):
    tree = pages(REVIEWED)
    assert "The target is judged on twelve months together, change on single months." in said(
        the(tree, className="verdict")
    )
    (words,) = shown(tree)
    assert "Whether it has changed is told by single months. A month usually stays below" in words
    own = pages("/measure/vacancies?month=2026-09")
    assert "The target is judged on" not in said(find(own, className="verdict"))


def test_the_line_of_twelve_months_marks_the_months_that_alone_were_out_of_the_ordinary(pages):
    tree = pages(REVIEWED)
    rows = {cells(row)[0]: cells(row) for row in find(the(tree, id="trend-table"), type="Tr")[1:]}
    told = {month for month, row in rows.items() if row[-2] == "worse than usual"}
    marked = {f"{date.fromisoformat(day):%B %Y}" for day in traces(tree)["signals"]["x"]}
    assert marked == told and len(told) == 9
    read = traces(tree)["reading"]["hovertext"][-1]
    assert f"September alone {rows['September 2026'][2]}: worse than usual" in read


def test_what_the_year_would_come_to_is_the_same_in_tile_chart_and_words(pages):
    tree = pages("/measure/assessments_in_time?month=2026-09")
    (tile,) = (said(one) for one in find(the(tree, className="fact"), type="Dt") if " to " in said(one))
    (beside,) = (one["text"] for one in figure(tree)["layout"]["annotations"] if one["text"].startswith("March"))
    assert beside == f"March: {tile}"
    assert f"four chances in five between {tile.replace(' to ', ' and ')}" in " ".join(shown(tree))


def test_the_second_lens_is_the_control_chart_of_single_months(pages):
    tree = pages(f"{REVIEWED}&lens=month")
    assert [one["value"] for one in lens(tree)["options"]] == ["rolling", "month", "year", "quarter", "years", "table"]
    assert "limits" in layers(tree) and "target" not in layers(tree)
    assert "single months" in figure(tree)["layout"]["title"]["text"]
    assert "A month usually stays below" in shown(tree)[0]


def test_every_lens_is_on_the_page_and_needs_no_question_to_the_server(pages):
    tree = pages(REVIEWED)
    others = the(tree, type="Store")["props"]["data"]["others"]
    assert set(others) == {"month", "year", "quarter", "years"}
    assert others["month"] == figure(pages(f"{REVIEWED}&lens=month"))


@pytest.mark.parametrize(
    ("old", "now"),
    [("basis=month", "lens=month"), ("chart=years", "lens=years"), ("chart=explore", "lens=rolling")],
)
def test_an_old_address_shows_what_it_showed(pages, old, now):
    before, after = pages(f"{REVIEWED}&{old}"), pages(f"{REVIEWED}&{now}")
    assert lens(before)["value"] == lens(after)["value"]
    assert figure(before) == figure(after)


@pytest.mark.parametrize(
    ("word", "sentence", "near"),
    [
        ("lens=weeks", "has no view called “weeks”", "single months"),
        ("basis=weekly", "has no basis called “weekly”", "single months"),
        ("layers=dragons", "no layer called “dragons”", "All layers"),
        ("range=soon", "no span of months", "All months"),
    ],
)
def test_a_word_that_the_page_has_not_is_answered(texts, word, sentence, near):
    answer = texts(f"{REVIEWED}&{word}")
    assert answer.status_code == 404
    assert sentence in answer.text and near in answer.text


def test_one_table_has_every_month_in_every_way_of_counting(pages):
    tree = pages(REVIEWED)
    table = the(tree, id="trend-table")
    heads, newest, *_ = [cells(row) for row in find(table, type="Tr")]
    names = ["month", "twelve months together", "single months", "the year so far", "signal of single months"]
    assert heads == [*names, "records"]
    assert newest[0] == "September 2026" and newest[1] == headline(tree)
    assert not find(tree, type="Details", id={"type": "folded", "name": "trend", "through": "table"}, open=True)
    unfolded = pages(f"{REVIEWED}&lens=table")
    assert find(unfolded, type="Details", id={"type": "folded", "name": "trend", "through": "table"}, open=True)


def test_what_was_chosen_of_the_chart_is_in_the_address_and_kept_with_another_unit(pages):
    tree = pages(f"{REVIEWED}&lens=month&layers=forecast&range=2025-04--2026-03")
    assert the(tree, type="Checklist")["props"]["value"] == ["forecast"]
    assert figure(tree)["layout"]["xaxis"]["range"] == ["2025-03-17", "2026-03-16"]
    kept = {one["props"]["name"]: one["props"]["value"] for one in find(the(tree, className="pickers"), type="Input")}
    assert kept == {"lens": "month", "layers": "forecast", "range": "2025-04--2026-03"}


def test_a_layer_that_the_address_leaves_out_is_not_in_the_first_picture_either(pages):
    whole, less = pages(REVIEWED), pages(f"{REVIEWED}&layers=notes")
    assert {trace["meta"]["layer"] for trace in figure(less)["data"] if trace.get("visible", True)} == {"series"}
    assert "target 75.0%" in still(whole) and "target 75.0%" not in still(less)
    assert {trace["meta"]["layer"] for trace in figure(whole)["data"] if not trace.get("visible", True)} == set()


def still(tree):
    return the(tree, type="Img", className="sketch")["props"]["src"]


def test_the_lens_can_be_chosen_before_any_script_has_run(texts):
    text = texts(REVIEWED).text
    form = re.search(r'<form[^>]*>(?:(?!</form>).)*name="lens".*?</form>', text, re.S).group(0)
    assert re.search(r'<input[^>]*name="lens" value="month"', form)
    assert 'name="unit" value="op-northfield"' in form and 'name="month" value="2026-09"' in form
    assert 'type="submit"' in form


def test_a_measure_that_comes_by_the_year_has_its_own_chart_and_its_table_beside_it(pages):
    tree = pages("/measure/feel_safe?month=2026-09")
    drawn = traces(tree)
    assert f"{drawn['series']['y'][-1]:.1f}%" == headline(tree)
    assert "target" in layers(tree)
    first = cells(find(the(tree, id="trend-table"), type="Tr")[1])
    assert first[:2] == ["2025–26", headline(tree)]


def test_without_a_value_there_is_a_sentence_and_no_chart(client):
    tree, _ = mounted(client, "/measure/satisfied?unit=NOR")
    assert not find(tree, type="Graph") and not find(tree, type="RadioItems")
    assert "has a value here" in said(the(tree, id="trend"))


def test_bars_mark_the_unit_itself(pages):
    tree = pages(REVIEWED)
    rows = find(the(tree, id="peers"), type="Tr")
    own = [row for row in rows if "own" in classes(row)]
    assert [cells(row)[0] for row in own] == ["Northfield"]
    assert not find(own, type="Link")


def test_a_first_look_asks_a_store_little_where_another_unit_was_looked_at(texts, monkeypatch):
    asked, read = [], scope.read
    texts(REVIEWED)
    monkeypatch.setattr(scope, "read", lambda sql, given: asked.append(sql) or read(sql, given))
    assert texts("/measure/clients_reviewed?unit=adults&month=2026-08").status_code == 200
    assert 0 < len(asked) <= 12
    whole_store = ("measure_sources", "measure_rejects", "measure_collections", "defined_once")
    assert not {view(name) for name in whole_store} & set(asked)
