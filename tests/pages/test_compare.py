"""The page "Who is out of line": every measure at every level and by every slice, and what it says of them."""

import html
import re
from datetime import date
from types import SimpleNamespace

import pytest

import app as web
import layouts
from dashboard import comparison
from dashboard import scorecard as cards
from dashboard.access import EVERYTHING, Reader
from dashboard.outliers import Point
from layouts.address import link
from layouts.pages.compare import units
from layouts.parts import comparing as parts
from layouts.words import marks as mark_words
from tests.pages.small_store import MEASURES
from tests.pages.trees import cells, find, said, the

SHOWS = ("standing", "signal", "peers")


@pytest.fixture(scope="module")
def mini_names(mini):
    return cards.names(mini.snapshot)


@pytest.fixture(scope="module")
def mini_client(mini):
    return web.serving(mini.store).server.test_client()


def page(client, **asked):
    answer = client.get(link("/compare", **asked))
    assert answer.status_code == 200, asked
    return answer.get_data(as_text=True)


def lead(text):
    return html.unescape(re.search(r'<p class="lead">(.*?)</p>', text, re.S).group(1))


def rows(found):
    """The cells of the table of one measure, by the name of the unit or part."""
    table = the(found.body, type="Table", className="compare")
    told = [cells(row) for row in find(table, type="Tr") if find(row, type="Th", scope="row")]
    return {name: rest for name, *rest in told}


def view(store, **asked):
    found = layouts.view(store, Reader(scope=EVERYTHING), layouts.at("/compare")[0], asked)
    assert found.status == 200, asked
    return found


def points(found, chart):
    """(words, address) of the points of the funnel or of the values side by side; none where there is no such chart."""
    figures = [
        graph["props"]["figure"] for graph in find(found.body, type="Graph", id={"type": "chart", "name": chart})
    ]
    return [
        ([html.unescape(re.sub("<.*?>", "", line)) for line in words.split("<br>")], address)
        for figure in figures
        for trace in figure["data"]
        if trace.get("customdata")
        for words, address in zip(trace["hovertext"], trace["customdata"], strict=True)
    ]


def every_comparison(names):
    """Every measure at every level below the council and by every slice of it."""
    families = [family.key for family in comparison.families(names, names.root, names.months[-1])]
    for key, measure in names.measures.items():
        yield from ({"measure": key, "level": level} for level in families)
        yield from ({"measure": key, "by": slice_} for slice_ in measure["slices"] or ())


@pytest.fixture(scope="module")
def every_page(mini, mini_names):
    store = mini.store
    return [(asked, view(store, **asked)) for asked in every_comparison(mini_names)]


def test_every_measure_can_be_compared_at_every_level_and_by_every_slice(every_page):
    for asked, found in every_page:
        said = lead(found.html())
        assert said.endswith("."), asked
        if not points(found, "funnel"):
            assert re.search(r"not judged|None of these|can be judged|Too small|Only .* has a value", said), asked


def test_the_table_holds_the_numbers_of_the_dots(every_page):
    compared = 0
    for asked, found in every_page:
        for (name, value, counted, verdict), _ in points(found, "funnel"):
            row = rows(found)[name]
            numerator, _, denominator = counted.partition(" of ")
            assert row[:2] == [value, verdict], (asked, name)
            assert numerator in row and denominator in row, (asked, name)
            compared += 1
    assert compared


def test_values_without_limits_lie_side_by_side_with_the_numbers_of_the_table(every_page):
    compared = 0
    for asked, found in every_page:
        side_by_side = points(found, "intervals")
        assert not (side_by_side and points(found, "funnel")), asked
        for (head, *more, counted), _ in side_by_side:
            name, _, value = head.rpartition(" · ")
            row = rows(found)[name]
            assert row[0] == value and counted.split(" of ")[0] in row, (asked, name)
            limits = [line.removeprefix("95% interval ") for line in more if line.startswith("95%")]
            assert set(limits) <= set(row), (asked, name)
            compared += 1
    assert compared


@pytest.mark.parametrize(
    ("asked", "chart"),
    [
        ({"measure": "visits_outside_time", "by": "provider"}, "funnel"),
        ({"measure": "unit_cost_home_care", "level": "team"}, "intervals"),
    ],
)
def test_every_dot_opens_the_records_that_its_row_opens(mini, mini_client, asked, chart):
    found = view(mini.store, **asked)
    opened = {address for _, address in points(found, chart)}
    table = find(found.body, type="Table", className="compare")
    assert opened == {link["props"]["href"] for link in find(table, type="A") if said(link).startswith("records")}
    for address in opened:
        assert mini_client.get(address).status_code == 200


def test_what_drives_a_unit_is_asked_against_its_peers_where_it_has_some(client):
    against = re.findall(
        r'href="(/drivers[^"]*)"', page(client, measure="reviews_on_time", unit="ALL", level="service")
    )
    assert {("unit=LAC" in address, "against=peers" in address) for address in against} == {
        (True, False),
        (False, True),
    }


@pytest.mark.parametrize("shown", [shown for shown in SHOWS if shown != "peers"])
@pytest.mark.parametrize("level", ["team", "service", "directorate"])
def test_every_cell_of_the_map_has_words_and_opens_its_measure(client, shown, level):
    text = page(client, unit="ALL", show=shown, level=level)
    cells = re.findall(r'<td class="([\w ]+)"><a href="(/measure/[^"]*)" aria-label="([^"]+)">([^<]+)</a></td>', text)
    assert cells and len(cells) == text.count('<a href="/measure/')
    # What is shaded says so by a shape too.
    assert all(re.match("[●◆▼HL]", seen) for kind, _, _, seen in cells if re.search(r" d\d", kind))
    assert client.get(html.unescape(cells[0][1])).status_code == 200


def test_a_heading_compares_the_measure_and_a_name_opens_the_scorecard(client):
    text = page(client, unit="OP", level="team")
    for key, title, *_ in MEASURES:
        if key != "satisfied":
            assert f'href="/compare?measure={key}&amp;unit=OP&amp;month=2026-03&amp;level=team" title="{title}"' in text
    assert '<a href="/?unit=NOR&amp;month=2026-03">Northfield team</a>' in text


def test_a_measure_without_a_value_anywhere_has_no_column_and_is_named(client):
    text = page(client, unit="OP", level="team")
    assert "Satisfied with care and support" in re.search(r'<p class="note">Left out.*?</p>', text).group(0)
    assert "measure=satisfied" not in text and "sort=satisfied" not in text


def test_the_map_says_how_many_miss_and_where_most(client, small):
    text = page(client, unit="OP", level="team")
    missed = small.connection.execute(
        "select count(*) from cube.card_values as v join model.units as u using (unit)"
        " where u.level = 'team' and v.standing = 'missed' and month = '2026-03-01'"
    ).fetchone()[0]
    assert f", {missed} miss it." in lead(text)


def test_a_map_without_a_target_says_how_many_have_a_value_and_counts_no_misses(names):
    op = names.units["OP"]
    family = comparison.Family("team", "teams", tuple(op.below)[:2])
    mark = mark_words.Mark("○", "none", "5, no target")
    gap = mark_words.Mark("–", "none", "no value", says_something=False)
    marks = {"a": {"reviews": mark, "satisfied": gap}, "b": {"reviews": mark}}
    said = units.sentence(names, op, family, date(2026, 3, 1), "standing", marks, ["reviews", "satisfied"])
    assert said.endswith("in March 2026: 2 have a value; nobody has set a target for any of them.")


def test_a_map_of_six_peers_judges_none_of_them(client):
    text = page(client, unit="OP", level="team", show="peers")
    assert "nothing that can be held against ten units or more" in lead(text).lower() and "far worse than" not in text


def test_six_peers_are_too_few_to_be_judged_and_the_page_says_so(client):
    text = page(client, unit="NOR", level="peers", measure="reviews_on_time")
    assert "Six peers are too few to tell how much such units always differ, so none is judged" in lead(text)
    assert 'id="funnel"' in text and "not judged" in text and "far " not in lead(text)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"level": "floor"}, "no units of the level"),
        ({"show": "everything"}, "can't show"),
        ({"measure": "reviews_on_tme"}, "no measure called"),
        ({"measure": "reviews_on_time", "by": "shoe_size"}, "can't be broken down by"),
        ({"month": "1999-01"}, "nothing for the month"),
        ({"unit": "Nrothfield"}, "no unit called"),
    ],
)
def test_an_address_that_leads_nowhere_says_what_there_is(client, asked, said):
    answer = client.get(link("/compare", **asked))
    assert answer.status_code == 404
    text = answer.get_data(as_text=True)
    assert said in html.unescape(text)
    near = re.findall(r'href="(/compare\?[^"]+)"', text[text.index("<main") :])
    assert near
    assert client.get(html.unescape(near[0])).status_code == 200


def test_a_level_that_only_other_units_have_is_answered_with_what_there_is(client):
    assert "6 peers" in page(client, unit="NOR", level="service")


def test_words_and_letters_say_whether_a_change_is_for_the_worse():
    def said(better, variation):
        measure = {"better": better, "unit_of_value": "%", "decimals": 1}
        mark = mark_words.signal(measure, (71.2, "charted", variation, "shift", 9, date(2026, 9, 1), 0.8))
        return mark.shape, mark.kind, mark.flagged

    assert said("higher", "concern") == ("L", "loss", True)
    assert said("lower", "concern") == ("H", "loss", True)
    assert said("higher", "improvement") == ("H", "gain", False)
    assert said("lower", "improvement") == ("L", "gain", False)
    assert said("neither", "high") == ("H", "turn", False)
    assert said("neither", "low") == ("L", "turn", False)
    assert said("higher", "common") == ("·", "none", False)


def test_a_mark_beside_the_others_says_how_far_and_whether_that_is_for_the_worse():
    def said(verdict, better="higher"):
        point = Point("NOR", "Northfield", 34.3, 132, 385, verdict=verdict)
        mark = mark_words.distance({"better": better, "unit_of_value": "%", "decimals": 1}, point)
        return mark.shape, mark.words, mark.judged, mark.flagged

    assert said("far below") == ("▼", "34.3%, far worse than the others", True, True)
    assert said("below") == ("▽", "34.3%, worse than the others", True, False)
    assert said("far below", "lower") == ("▲", "34.3%, far better than the others", True, False)
    assert said("far above", "neither") == ("H", "34.3%, far higher than the others", True, False)
    assert said("within") == ("·", "34.3%, like the others", True, False)
    assert said("") == ("–", "too few to compare", False, False)


def cells_of(text, unit):
    """{measure: (class, figure)} of a unit's row of the map."""
    row = re.search(rf'<tr data-words="{unit}">(.*?)</tr>', text, re.S).group(1)
    found = re.findall(r'<td class="([\w ]+)"><a href="/measure/(\w+)[^"]*" aria-label="[^"]+">([^<]+)<', row)
    return {measure: (kind, seen) for kind, measure, seen in found}


def test_a_miss_is_darker_the_further_it_lies_from_its_target(small, client):
    """Held to the store by hand: up to three, up to six, and more than six times what is still near (5%)."""
    rows = small.connection.execute(
        "select u.name, v.measure, v.value, v.target_low, k.better from cube.card_values as v"
        " join model.units as u using (unit) join about.measures as k on k.key = v.measure"
        " where v.month = '2026-03-01' and u.level = 'team' and v.standing = 'missed'"
        " and k.better in ('higher', 'lower')"
    ).fetchall()
    text, depths = page(client, unit="ALL", level="team"), set()
    for name, measure, value, target, better in rows:
        share = abs(float(target) - value) / abs(float(target)) / 0.05
        assert (value < target) == (better == "higher")
        depth = 1 if share <= 3 else 2 if share <= 6 else 3
        assert cells_of(text, name)[measure][0] == f"miss d{depth}", (name, measure)
        depths.add(depth)
    assert len(depths) > 1


@pytest.mark.parametrize("shown", SHOWS)
def test_units_are_sorted_by_what_is_out_of_line_and_by_a_measure(mini_client, mini_names, shown):
    def order(sort):
        text = page(mini_client, level="team", show=shown, sort=sort)
        parts = re.findall(r'<table class="heatmap".*?</table>', text, re.S)
        return [re.findall(r'<tr data-words="([^"]+)">.*?<td class="sum">(\d*)</td>', part, re.S) for part in parts]

    for part in order("out-of-line"):
        counts = [int(many or 0) for _, many in part]
        assert counts == sorted(counts, reverse=True)
    key = "supervision_held" if "supervision_held" in mini_names.measures else next(iter(mini_names.measures))
    worst, best, as_they_are = order(key), order(f"-{key}"), order("")
    assert [sorted(part) for part in worst] == [sorted(part) for part in as_they_are]
    assert worst != best


def test_the_worst_value_of_a_measure_comes_first_whichever_way_is_better():
    measure = {"unit_of_value": "%", "decimals": 1}
    values = {"a": 40.0, "b": 90.0, "c": None, "d": 70.0}
    found = {
        better: [
            unit.key
            for unit in units.in_order(
                [SimpleNamespace(key=key) for key in values],
                {key: marks_of({**measure, "better": better}, value) for key, value in values.items()},
                ["share"],
                "share",
            )
        ]
        for better in ("higher", "lower")
    }
    assert found == {"higher": ["a", "d", "b", "c"], "lower": ["b", "d", "a", "c"]}


def marks_of(measure, value):
    standing = "no value" if value is None else "no target"
    cell = comparison.Cell(value, None, standing, None, None)
    return {"share": mark_words.standing(None, measure, cell)}


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [(34.26, 1, "34.3"), (100.0, 1, "100"), (0.0, 2, "0.00"), (-0.004, 2, "0.00"), (-1.25, 1, "−1.2"),
     (1936, 0, "1,936"), (188_000, 2, "188k"), (17_544_335, 2, "17.5m"), (-12_345.6, 2, "−12.3k"), (26.534, 2, "26.5"),
     (None, 1, "–")],
)  # fmt: skip
def test_a_figure_in_a_cell_has_three_digits_and_few_letters(value, decimals, said):
    assert mark_words.brief({"unit_of_value": "£", "decimals": decimals}, value) == said


def test_units_that_share_few_measures_lie_in_parts_of_their_own(mini_client):
    text = page(mini_client, level="team")
    parts = re.findall(r'<table class="heatmap".*?</table>', text, re.S)
    assert len(parts) == 2
    for part in parts:  # no column is empty
        body = part[part.index("<tbody") :]
        assert set(re.findall(r'href="/compare\?measure=(\w+)', part)) == set(re.findall(r'href="/measure/(\w+)', body))


def test_a_wrong_word_for_the_order_is_answered_with_the_orders_there_are(client):
    answer = client.get("/compare?sort=sideways")
    assert answer.status_code == 404 and "can’t be sorted by" in answer.get_data(as_text=True)


def test_a_funnel_whose_limits_were_switched_off_is_first_seen_without_them(mini):
    asked = {"measure": "clients_reviewed", "level": "team"}
    for layers, seen in ((None, True), ("limits", True), ("none", False)):
        found = view(mini.store, **asked, **({"layers": layers} if layers else {}))
        figure = the(found.body, type="Graph", id={"type": "chart", "name": "funnel"})["props"]["figure"]
        limits = [trace.get("visible", True) for trace in figure["data"] if trace["meta"]["layer"] == "limits"]
        assert limits == [seen] * 4


def test_a_unit_alone_is_told_so_without_controls_that_do_nothing(mini_client, monkeypatch):
    monkeypatch.setattr(parts, "families", lambda *asked: [])
    text = mini_client.get("/compare?unit=op-harbour&month=2026-09").get_data(as_text=True)
    assert "with in September 2026: no unit lies below it and it has no peers." in text
    assert ">Shown<" not in text and "the row under the names sorts" not in text
