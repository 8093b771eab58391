"""The scorecard and the money page say the same: each financial measure, capital apart, and what a plan comes to."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest

import app as web
from dashboard.money import lines, plans
from layouts.words import money as money_words

MONTH, MARCH = date(2026, 9, 1), date(2025, 3, 1)  # of the second's year, the visits of February are missing
UNITS = ("westmarch", "children", "older-people", "op-northfield", "la-leaving-care")
MONTHS = ("2026-09", "2026-04", "2025-03", "2025-02", "2024-10")


@pytest.fixture(scope="module")
def client(mini):
    return web.serving(mini.store).server.test_client()


def page(client, address):
    return unescape(client.get(address).get_data(as_text=True))


def on_scorecard(text):
    """Each financial measure's key to its figure or its reason, as the scorecard's table has them."""
    section = re.search(r'id="perspective-financial".*?</section>', text, re.S).group(0)
    rows = re.findall(
        r'<th scope="row" class="m"><span class="named"><a href="/measure/(\w+).*?</th><td[^>]*>([^<]*)</td>', section
    )
    return dict(rows)


def on_money(text):
    """The same from the money page's band."""
    band = re.search(r'<dl class="band">.*?</dl>', text, re.S).group(0)
    said = r"<b>([^<]*)</b>|<span class=.soft.>no value: ([^<]*)</span>"
    rows = re.findall(rf"<dt><a href=./measure/(\w+)[^>]*>[^<]*</a></dt><dd>(?:{said})", band)
    return {key: figure or reason for key, figure, reason in rows}


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("month", MONTHS)
def test_each_financial_measure_reads_the_same_on_both_pages(client, unit, month):
    shown = on_scorecard(page(client, f"/?unit={unit}&month={month}"))
    assert shown
    assert on_money(page(client, f"/money?unit={unit}&month={month}")) == shown


def value_of(cursor, measure, unit, month):
    return cursor.execute(
        "select value from cube.card_values where measure = ? and unit = ? and month = ?", [measure, unit, month]
    ).fetchone()[0]


@pytest.mark.parametrize("month", [MONTH, MARCH])
@pytest.mark.parametrize("unit", UNITS)
def test_what_the_scorecard_says_was_spent_is_the_sum_of_the_pages_lines(cursor, unit, month):
    found = lines.money(cursor, unit, month)
    assert value_of(cursor, "spending", unit, month) == pytest.approx(float(found.total("actual_to_date")))


@pytest.mark.parametrize("unit", UNITS)
def test_the_forecast_on_the_scorecard_is_the_pages_own_against_its_budget(cursor, unit):
    with_forecast = [line for line in lines.money(cursor, unit, MONTH).lines if line.forecast]
    budget, forecast = (sum(line.total(word) for line in with_forecast) for word in ("revised", "forecast"))
    assert value_of(cursor, "budget_variance", unit, MONTH) == pytest.approx(100 * float(forecast / budget - 1))


@pytest.mark.parametrize(
    ("measure", "service"),
    [("unit_cost_home_care", "home care"), ("unit_cost_foster_care", "foster care")],
)
def test_a_unit_cost_on_the_scorecard_is_that_of_the_pages_line(cursor, measure, service):
    line = lines.line(lines.money(cursor, "westmarch", MONTH), service)
    assert value_of(cursor, measure, "westmarch", MONTH) == pytest.approx(float(line.actual_cost))


def test_capital_stands_apart_with_what_was_paid_and_no_budget(client, cursor):
    month, paid = cursor.execute(
        "select max(month), sum(amount) from model.ledger_lines where capital and month >= '2025-04-01'"
        " and month <= '2026-03-01'"
    ).fetchone()
    row = re.search(
        r'<tr class="apart">.*?</tr>', page(client, f"/money?unit=westmarch&month={month:%Y-%m}"), re.S
    ).group(0)
    assert paid > 0
    assert f">{money_words.plain(paid)}</td>" in row
    assert "no file gives a budget for capital" in row


def test_a_year_without_one_months_visits_has_no_unit_cost_on_the_scorecard_and_that_of_the_months_on_file_in_the_table(
    client,
):
    text = page(client, "/money?unit=older-people&month=2025-03&columns=units-cost")
    assert on_money(text)["unit_cost_home_care"] == "no file covers February 2025"
    assert text.count('<span class="place">11 of 12 months</span>') == 2
    assert "The table above gives that of the months on file" in text
    line = page(client, "/money/line?unit=older-people&month=2025-03&service=home+care")
    assert "no value: no file covers February 2025" in line
    assert "11 of 12 months" not in page(client, "/money?unit=older-people&month=2026-03&columns=units-cost")


def test_a_plan_is_astray_where_a_budget_lies_off_its_units_by_more_than_the_tolerance():
    plan = plans.Plan("home care", Decimal(1_000), Decimal(1_010), Decimal(985))
    assert not plan.is_astray(Decimal("1.5"))
    assert plan.is_astray(Decimal(1))
    assert plan.furthest == -15


def test_the_plans_that_do_not_multiply_out_are_listed_with_how_much(client, cursor, monkeypatch):
    services = lines.money(cursor, "westmarch", MONTH)
    all_of_them = plans.plans(services)
    assert "matches its budget to within 1%" in page(client, "/money?unit=westmarch") or plans.astray(services)
    monkeypatch.setattr(plans.Plan, "is_astray", lambda plan, tolerance: plan.line == all_of_them[0].line)
    text = page(client, "/money?unit=westmarch")
    row = re.search(r'aria-label="Plans that do not match the budget".*?</table>', text, re.S).group(0)
    assert f">{money_words.plain(all_of_them[0].worth)}</td>" in row
    assert "#plan-title" in row
    assert f"other {money_words.words.count_words(len(all_of_them) - 1, 'plan').lower()}" in text
