"""The alarms of money reach the list of conversations and the scorecard, and each opens to its workings."""

import re
from datetime import date
from html import unescape

import pytest

import app as web
from dashboard import scorecard as cards
from dashboard.money import alarms, standing
from layouts.pages.money.line import alarm as money_alarm
from layouts.parts.money import alarms as money_alarms
from layouts.words import alarms as alarm_words
from tests.money.test_alarms import line
from tests.pages.trees import find, mounted, the

MONTH = date(2026, 9, 1)


@pytest.fixture(scope="module")
def client(mini):
    return web.serving(mini.store).server.test_client()


def page(client, address):
    return unescape(client.get(address).get_data(as_text=True))


def section(client, address):
    return the(mounted(client, address)[0], type="Section", id="money")


def test_the_alarms_of_a_unit_and_below_are_among_its_conversations_each_with_its_figures(client, cursor):
    found = section(client, "/attention?unit=westmarch")
    first, told = standing.alarms_below(cursor, "westmarch", MONTH)[0], set()
    tips = [one["props"]["data-tip"] for one in find(found, type="Button")]
    assert tips[0] == alarm_words.figures(first[1], MONTH)
    for _, alarm in standing.alarms_below(cursor, "westmarch", MONTH):
        if (alarm.line, alarm.kind) not in told:
            assert alarm_words.figures(alarm, MONTH) in tips
        told.add((alarm.line, alarm.kind))
    assert len(told) == len(tips) > 1


def test_each_is_a_link_to_workings_that_hold_the_alarm(client):
    found = section(client, "/attention?unit=westmarch")
    links = [one["props"]["href"] for one in find(found, type="Link")]
    assert len(links) > len(find(found, type="Button"))  # those below have theirs
    for href in links:
        assert href.startswith("/money/line") and href.endswith("#alarm")
        assert 'id="alarm"' in page(client, href), href


def test_the_scorecard_says_how_many_alarms_of_money_stand_and_leads_to_them(client, cursor):
    count = sum(unit == "older-people" for unit, _ in standing.alarms_below(cursor, "older-people", MONTH))
    text = page(client, "/?unit=older-people")
    link = re.search(r'<a href="([^"]*)" class="s miss"><span aria-hidden="true">▲</span> (\w+) money alarms?', text)
    assert count == 1 and link.group(2) == "one"
    assert "On budget, buying less at a higher price" in page(client, link.group(1))
    assert "money alarm" not in page(client, "/?unit=la-leaving-care")
    assert not find(mounted(client, "/attention?unit=la-leaving-care")[0], id="money")


def test_what_stands_for_the_same_reason_at_several_units_is_one_line(mini):
    lines = money_alarms.below(mini.store.snapshot(), "adults", MONTH)
    (home_care,) = [one for one in lines if one["title"] == "Home care" and one["reading"].startswith("On budget")]
    assert home_care["unit"] == "Adult social care"
    assert "Older people" in [name for name, _ in home_care["elsewhere"]]


def test_where_less_is_delivered_for_less_the_measures_of_waiting_stand_beside_it(cursor, mini):
    names = cards.names(mini.snapshot)
    unit, quiet = names.units["older-people"], line([900] * 6, [18_000] * 6, forecast=216_000)
    assert quiet.alarm.kind == alarms.LESS_FOR_LESS
    shown = money_alarm.waiting(cursor, names, unit, MONTH, quiet)
    # Delays are counted at the hospital's teams and nowhere else: of them nothing is told here.
    assert [one["key"] for one in shown] == ["assessments_in_time", "packages_in_time"]
    assert all(one["figure"] for one in shown)
    assert money_alarm.waiting(cursor, names, unit, MONTH, line([900] * 6, [20_000] * 6)) == []
