"""A page narrowed to a quarter or to a part of the people: the same questions over another card, kept in every link."""

import random
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard import scope
from dashboard import scorecard as cards
from dashboard.scope import Scope, narrowed_to

AT = "unit=westmarch"
QUARTER = "month=2026-27-Q2"
GROUP = "group=Physical+support"
NARROWED = re.compile(r"/(\?|compare\?|measure/)")


@pytest.fixture
def client(served_mini):
    return served_mini.server.test_client()


@pytest.fixture
def mini_names(mini):
    return cards.names(mini.snapshot)


def get(client, address):
    answer = client.get(address)
    return answer.status_code, answer.get_data(as_text=True)


def first_paint(text):
    """What is read of a page before any script has run, without what each answer of Dash has of its own."""
    return text.partition('id="first-paint"')[2].partition('id="react-entry-point"')[0]


def hrefs(text):
    return [unescape(href) for href in re.findall(r'href="([^"]*)"', text)]


def rows_of(mini, names, unit, month, at):
    with mini.cursor() as cursor, narrowed_to(at):
        return {row.measure: row for row in cards.scorecard(cursor, names, names.units[unit], month).rows}


def things(cursor, measure):
    """The rows of a measure as dictionaries."""
    (sql,) = cursor.execute("select sql from about.measures where key = ?", [measure]).fetchone()
    found = cursor.execute(sql)
    names = [name for name, *_ in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


# A quarter


def test_a_quarter_stands_for_the_month_on_every_measure_of_single_months_and_on_no_other(mini, mini_names, cursor):
    last = mini_names.months[-1]
    whole, quarter = (rows_of(mini, mini_names, "westmarch", last, at) for at in (scope.WHOLE, Scope(quarter=last)))
    changed = {key for key in whole if whole[key].value != quarter[key].value}
    assert changed == set(cards.by_month(mini_names)) & set(whole)
    months = [month for month in mini_names.months[-3:]]
    counted = [thing for thing in things(cursor, "new_carer_unannounced") if thing["month"] in months]
    assert quarter["new_carer_unannounced"].value == sum(thing["numerator"] for thing in counted)
    visits = [thing for thing in things(cursor, "visits_outside_time") if thing["month"] in months]
    outside, made = (sum(thing[side] for thing in visits) for side in ("numerator", "denominator"))
    assert quarter["visits_outside_time"].value == pytest.approx(100 * float(outside) / float(made))


def test_a_quarter_is_held_against_a_target_only_where_months_can_be(mini, mini_names):
    last = mini_names.months[-1]
    whole, quarter = (rows_of(mini, mini_names, "westmarch", last, at) for at in (scope.WHOLE, Scope(quarter=last)))
    assert quarter["visits_outside_time"].standing == "met"
    assert whole["new_carer_unannounced"].standing == "met"
    assert quarter["new_carer_unannounced"].standing == "no target"


def test_the_month_picker_offers_quarters_that_have_ended_where_a_page_knows_them(client):
    _, text = get(client, f"/?{AT}")
    assert re.search(r'<option[^>]*value="2026-27-Q2"[^>]*>Q2 2026–27', text) and "2026-27-Q3" not in text
    _, money = get(client, f"/money?{AT}")
    assert "2026-27-Q2" not in money


@pytest.mark.parametrize("word", ["2026-27-Q3", "2026-28-Q2", "2026-27-Q5", "1999-00-Q1"])
def test_a_quarter_that_is_not_there_is_answered_with_the_newest_that_is(client, word):
    status, text = get(client, f"/?{AT}&month={word}")
    assert status == 404 and word in text


def test_where_nothing_is_counted_by_the_month_there_are_no_quarters(served):
    client = served.server.test_client()  # over the small store, made by hand without any
    assert "Q4 2025–26" not in get(client, "/?unit=ASC")[1]
    status, text = get(client, "/?unit=ASC&month=2025-26-Q4")
    assert status == 404 and "where its months are on file" in text


def test_a_page_that_knows_no_quarters_shows_its_last_month(client):
    status, text = get(client, f"/money?{AT}&{QUARTER}")
    assert status == 200 and re.search(r'<option[^>]*value="2026-09"[^>]*selected', text)


def test_a_quarter_leads_to_the_records_of_its_three_months(client):
    _, text = get(client, f"/measure/new_carer_unannounced?{AT}&{QUARTER}")
    (records,) = {
        href for href in hrefs(text) if href.startswith("/records") and "value=" not in href and "basis" not in href
    }
    status, listed = get(client, records)
    assert status == 200 and "July to September 2026" in listed


# A part of the people


@pytest.mark.parametrize("measure", ["visits_outside_time", "clients_reviewed", "new_carer_unannounced"])
def test_a_part_is_a_plain_count_of_its_own_rows(mini, mini_names, cursor, measure):
    last, part = mini_names.months[-1], "Physical support"
    row = rows_of(mini, mini_names, "westmarch", last, Scope(by="user_group", part=part))[measure]
    first = row.period_start
    mine = [one for one in things(cursor, measure) if one["user_group"] == part and first <= one["month"] <= last]
    if measure == "new_carer_unannounced":
        assert row.value == sum(one["numerator"] for one in mine)
    elif measure == "visits_outside_time":
        assert row.value == pytest.approx(
            100 * float(sum(o["numerator"] for o in mine) / sum(o["denominator"] for o in mine))
        )
    else:
        counted, among = ({one["person"] for one in mine if one[side]} for side in ("numerator", "denominator"))
        assert row.value == pytest.approx(100 * len(counted) / len(among))
    assert row.standing == "no target" and row.target_low is None and row.status is None


def test_where_the_part_is_everybody_it_is_judged_as_everybody_is(mini, mini_names, cursor):
    last, found = mini_names.months[-1], 0
    for unit in mini_names.tree(last):
        whole = rows_of(mini, mini_names, unit.key, last, scope.WHOLE)
        for part in mini_names.parts["user_group"]:
            for key, row in rows_of(mini, mini_names, unit.key, last, Scope(by="user_group", part=part)).items():
                if row.standing in ("met", "near", "missed"):
                    assert (row.value, row.standing) == (whole[key].value, whole[key].standing), (unit.key, part, key)
                    found += 1
    assert found > 10


def test_a_share_of_few_has_no_percentage(mini, mini_names):
    last = mini_names.months[-1]
    rows = rows_of(mini, mini_names, "westmarch", last, Scope(by="user_group", part="Learning disability")).values()
    few = [row for row in rows if row.reason and "too few for a percentage" in row.reason]
    assert few and all(row.value is None and row.standing == "no value" for row in few)


@pytest.mark.parametrize(
    "path", ["/?", "/measure/visits_outside_time?", "/compare?", "/compare?measure=visits_outside_time&"]
)
@pytest.mark.parametrize("said", [GROUP, QUARTER, f"{GROUP}&{QUARTER}"])
def test_what_a_page_is_narrowed_to_is_kept_by_every_link_to_one_that_can_be(client, path, said):
    status, text = get(client, f"{path}{AT}&{said}")
    assert status == 200
    wanted = parse_qs(said)
    # What needs a conversation is of months: a signal is.
    text = re.sub(r'<section[^>]*id="talk".*?</section>', "", first_paint(text), flags=re.S)
    kept = [parse_qs(urlsplit(href).query) for href in hrefs(text) if NARROWED.match(href)]
    assert len(kept) > 5
    lost = [words for words in kept if any(words.get(word) != texts for word, texts in wanted.items())]
    # One click shows everybody again, and what is cut by a slice is cut of everybody.
    off = [words for words in lost if "group" in wanted and "group" not in words and "by" not in words]
    assert len(off) == ("group" in wanted)
    assert all("by" in words for words in lost if words not in off), lost


def test_a_heading_and_a_file_say_what_they_are_narrowed_to(client):
    for path in ("/?", "/measure/visits_outside_time?", "/compare?"):
        _, text = get(client, f"{path}{AT}&{GROUP}&{QUARTER}")
        assert ", Physical support only</h1>" in text and "target is for everybody" in text
        assert "July to September 2026" in text
    told = client.get(f"/compare.csv?{AT}&{GROUP}&{QUARTER}")
    text = told.get_data(as_text=True)
    assert "User group,Physical support only" in text and 'Quarter,"Q2 2026–27, July to September 2026"' in text
    assert "2026-27-Q2-Physical-support" in told.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        (f"/?{AT}&group=Physical+suport", "Physical support"),
        (f"/?{AT}&{GROUP}&provider=Aldwick+Care", "one thing at a time"),
        (f"/measure/complaints_in_time?{AT}&{GROUP}", "is not counted by user group"),
        (f"/compare?{AT}&measure=visits_outside_time&by=age_band&{GROUP}", "at once"),
        (f"/compare?{AT}&show=signal&{GROUP}", "against others like it"),
    ],
)
def test_what_is_counted_for_no_part_is_said(client, address, says):
    status, text = get(client, address)
    assert status == 404 and says in text


def test_nothing_narrowed_is_left_in_what_is_kept_for_everybody(client):
    pages = [f"/?{AT}&month=2026-09", f"/?{AT}&{QUARTER}", f"/?{AT}&{QUARTER}&{GROUP}"]
    before = [first_paint(get(client, page)[1]) for page in pages]
    assert [first_paint(get(client, page)[1]) for page in reversed(pages)] == before[::-1]
    assert len(set(before)) == 3 and "Physical support only" not in before[0] + before[1]


def test_another_card_has_the_columns_of_the_card(cursor):
    columns = [name for name, *_ in cursor.execute("describe cube.card_values").fetchall()]
    for at in (Scope(quarter="2026-09-01"), Scope(by="provider", part="x"), Scope("2026-09-01", "provider", "x")):
        with narrowed_to(at):
            cursor.execute(*scope.read("select * from cube.card_values as v limit 0", {}))
        assert [name for name, *_ in cursor.description] == columns


def test_no_narrowed_address_breaks_a_page(client, mini_names):
    dice = random.Random(12)
    units, measures = list(mini_names.units), list(mini_names.measures)
    parts = [f"group={one}" for one in mini_names.parts["user_group"]]
    parts += [f"provider={one}" for one in mini_names.parts["provider"]] + ["group=nobody", ""]
    found = set()
    for _ in range(60):
        path = dice.choice(
            ["/?", f"/measure/{dice.choice(measures)}?", "/compare?", f"/compare?measure={dice.choice(measures)}&"]
        )
        month = dice.choice(["2026-27-Q1", "2024-25-Q3", "2025-26-Q4", "2026-09", "2025-02"])
        words = [f"unit={dice.choice(units)}", f"month={month}", dice.choice(parts)]
        address = path + "&".join([*words, f"show={dice.choice(['peers', 'standing'])}"])
        status, _ = get(client, address.replace(" ", "+"))
        assert status in (200, 404), address
        found.add(status)
    assert found == {200, 404}
