"""The page "Who is out of line": every measure at every level and by every slice, and what it says of them."""

import html
import random
import re
from datetime import date

import pytest

import app as web
from dashboard import comparison
from dashboard import scorecard as cards
from dashboard.outliers import Point
from layouts import funnels
from layouts.address import link
from layouts.pages.compare import units
from layouts.words import marks as mark_words
from tests.pages.small_store import MEASURES

SHOWS = ("standing", "signal", "peers")


@pytest.fixture(scope="module")
def mini_names(mini):
    return cards.names(mini.store.snapshot())


@pytest.fixture(scope="module")
def mini_client(mini):
    return web.serving(mini.store).server.test_client()


def page(client, **asked):
    answer = client.get(link("/compare", **asked))
    assert answer.status_code == 200, asked
    return answer.get_data(as_text=True)


def lead(text):
    return html.unescape(re.search(r'<p class="lead">(.*?)</p>', text, re.S).group(1))


def rows(text):
    """The cells of the table of one measure, by the name of the unit or part."""
    table = text[text.index('<table class="table table-sm compare">') :]
    found = {}
    for row in re.findall(r"<tr>(<th scope=\"row\".*?)</tr>", table):
        cells = [html.unescape(re.sub("<.*?>", "", cell)).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        found[cells[0]] = cells[1:]
    return found


def dots(text):
    """The words of every dot of the funnel, by the name of the unit or part."""
    said = [html.unescape(words) for words in re.findall(r'<a href="[^"]*" aria-label="([^"]*)"><title>', text)]
    return dict(words.split(": ", 1) for words in said)


def every_comparison(names):
    """Every measure at every level below the council and by every slice of it."""
    families = [family.key for family in comparison.families(names, names.root, names.months[-1])]
    for key, measure in names.measures.items():
        yield from ({"measure": key, "level": level} for level in families)
        yield from ({"measure": key, "by": slice_} for slice_ in measure["slices"] or ())


@pytest.fixture(scope="module")
def every_page(mini_client, mini_names):
    return [(asked, page(mini_client, **asked)) for asked in every_comparison(mini_names)]


def test_every_measure_can_be_compared_at_every_level_and_by_every_slice(every_page):
    for asked, text in every_page:
        assert lead(text).endswith("."), asked
        if '<svg class="trend funnel"' not in text:
            assert re.search(r"not judged|None of these|can be judged|Too small|Only .* has a value", lead(text)), asked


def test_the_table_holds_the_numbers_of_the_dots(every_page):
    compared = 0
    for asked, text in every_page:
        for name, said in dots(text).items():
            value, _, rest = said.partition(", ")
            cells = rows(text)[name]
            numerator, _, tail = rest.partition(" of ")
            assert cells[0] == value, (asked, name)
            assert numerator in cells and any(tail.startswith(f"{cell}, ") for cell in cells), (asked, name)
            assert said.endswith(cells[1]), (asked, name)
            compared += 1
    assert compared


def test_every_dot_opens_the_records_that_its_row_opens(mini_client):
    text = page(mini_client, measure="visits_outside_time", by="provider")
    svg, table = text.split('<table class="table table-sm compare">')
    opened = re.findall(r'<a href="(/records[^"]*)" aria-label', svg)
    assert opened
    assert set(opened) <= set(re.findall(r'href="(/records[^"]*)"', table))
    for address in opened:
        assert mini_client.get(html.unescape(address)).status_code == 200


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
    cells = re.findall(
        r'<td class="[\w ]+"><a href="(/measure/[^"]*)" title="([^"]+)" aria-label="([^"]+)">(.)</a></td>', text
    )
    assert cells
    assert all(title == heard for _, title, heard, _ in cells)
    assert client.get(html.unescape(cells[0][0])).status_code == 200


def test_a_heading_compares_the_measure_and_a_name_opens_the_scorecard(client):
    text = page(client, unit="OP", level="team")
    for key, title, *_ in MEASURES:
        if key != "satisfied":
            assert f'href="/compare?measure={key}&amp;unit=OP&amp;month=2026-03&amp;level=team" title="{title}"' in text
    assert '<a href="/?unit=NOR&amp;month=2026-03">Northfield team</a>' in text


def test_a_measure_without_a_value_anywhere_has_no_column_and_is_named(client):
    text = page(client, unit="OP", level="team")
    assert "Satisfied with care and support" in re.search(r'<p class="note">Left out.*?</p>', text).group(0)
    assert "measure=satisfied" not in text


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
    assert "6 peers are too few to tell how much such units always differ, so none is judged" in lead(text)
    assert '<svg class="trend funnel"' in text and "not judged" in text and "far " not in lead(text)


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
        mark = mark_words.signal(measure, (71.2, "charted", variation, "shift", 9, date(2026, 9, 1)))
        return mark.shape, mark.kind, mark.flagged

    assert said("higher", "concern") == ("L", "sign bad", True)
    assert said("lower", "concern") == ("H", "sign bad", True)
    assert said("higher", "improvement") == ("H", "sign good", False)
    assert said("lower", "improvement") == ("L", "sign good", False)
    assert said("neither", "high") == ("H", "sign special", False)
    assert said("neither", "low") == ("L", "sign special", False)
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


def test_names_beside_dots_cover_no_dot_and_no_other_name():
    chance = random.Random(4)
    places = [(chance.randint(1000, 8000), chance.randint(400, 3500), f"Team number {i}") for i in range(14)]
    texts = [text for _, text in funnels.labels(places, [(x, y) for x, y, _ in places])]
    boxes = []
    for text, (_, _, name) in zip(texts, places, strict=True):
        x, y = map(int, re.search(r'<text class="name" x="(\d+)" y="(\d+)"', text).groups())
        boxes.append((x, y - 90, x + len(name) * funnels.LETTER, y + 20))
    assert not [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[:i]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert not [(box, x, y) for box in boxes for x, y, _ in places if box[0] < x < box[2] and box[1] < y < box[3]]
