"""Providers and sectors of a service: their rows add up to its line, and a year ago stands beside now."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from dashboard.money import lines
from dashboard.money.months import months_back
from dashboard.statistics.providers import Moved, moved
from dashboard.statistics.variance import Split
from layouts.parts.money import providers as money_providers
from tests.money.ledgers import CENTRES, NEWCASTLE, ORGANISATION, council_of, payment

SEPTEMBER, MARCH = date(2026, 9, 1), date(2025, 3, 1)
CONTRACTS = ["Contract Reference", "Provider", "Supplier Name In Ledger", "Provider Sector", "Service", "Unit",
             "Kind Of Contract", "Starts", "Ends", "Counted In", "Units Bought A Month", "Price Of A Unit"]  # fmt: skip
ABLE = ["K1", "Able Care", "ABLE", "Independent", "Home care", "", "spot", "2024-04-01", "", "hours", "", ""]


@pytest.mark.parametrize("month", [SEPTEMBER, MARCH])  # of the second, February's visits are missing
@pytest.mark.parametrize("unit", ["westmarch", "older-people", "op-northfield"])
def test_providers_and_sectors_add_up_to_the_line(cursor, unit, month):
    for line in lines.money(cursor, unit, month).lines:
        asked = cursor, SimpleNamespace(key=unit), month, line
        by_provider, by_sector = money_providers.providers(*asked).rows, money_providers.sectors(*asked)
        for rows in filter(None, (by_provider, by_sector)):
            assert sum(row["paid"] for row in rows) == line.total("actual_to_date"), line.key
            if rows is by_sector or money_providers.providers(*asked).has_units:
                assert sum(row["delivered"] for row in rows) == line.total("delivered_to_date"), line.key
        if by_sector:
            assert sum(row["agreed"] for row in by_sector) == line.total("agreed_to_date"), line.key


@pytest.mark.parametrize("month", [SEPTEMBER, MARCH])
def test_what_one_cost_by_sector_averages_to_what_one_cost(cursor, month):
    line = lines.line(lines.money(cursor, "older-people", month), "home care")
    rows = money_providers.sectors(cursor, SimpleNamespace(key="older-people"), month, line)
    weighed = sum(row["cost"] * row["units_paid_for"] for row in rows if row["cost"])
    assert weighed / sum(row["units_paid_for"] for row in rows if row["cost"]) == pytest.approx(line.actual_cost)


def test_money_of_no_known_sector_is_a_row_of_its_own(tmp_path):
    with council_of(
        tmp_path,
        organisation=ORGANISATION,
        centres=[CENTRES, ["C1", "", "", "T1", "Home care", "Old", "", ""]],
        contracts=[CONTRACTS, ABLE],
        ledger=[
            NEWCASTLE,
            payment("03/04/2024", "C1", "70.10", supplier="ABLE"),
            payment("03/05/2024", "C1", "5.25", supplier="ELSE"),
        ],
    ) as (cursor, _):
        month = date(2024, 5, 1)
        line = lines.line(lines.money(cursor, "ALL", month), "home care")
        rows = money_providers.sectors(cursor, SimpleNamespace(key="ALL"), month, line)
    assert [(row["name"], row["paid"]) for row in rows] == [("Independent", Decimal("70.10")), (None, Decimal("5.25"))]


def test_the_units_of_a_year_ago_are_those_of_the_same_months(cursor):
    line = lines.line(lines.money(cursor, "older-people", SEPTEMBER), "home care")
    found = money_providers.providers(cursor, SimpleNamespace(key="older-people"), SEPTEMBER, line)
    before = lines.line(lines.money(cursor, "older-people", date(2025, 9, 1)), "home care")
    assert found.has_before
    assert sum(row["delivered_before"] for row in found.rows) == before.total("delivered_to_date") > 0
    assert sum(row["paid_on_file_before"] for row in found.rows) == before.total("actual_to_date")


def test_a_year_before_the_store_is_held_against_nothing(cursor):
    (first,) = cursor.execute("select min(month) from cube.money_months where actual <> 0").fetchone()
    month = months_back(first, -6)
    line = lines.line(lines.money(cursor, "older-people", month), "home care")
    found = money_providers.providers(cursor, SimpleNamespace(key="older-people"), month, line)
    assert (found.has_before, found.moved) == (False, None)
    assert money_providers.sentence(found, line) == ""


def found_with(amount, new=(), gone=(), blocks=()):
    return money_providers.Providers([], 2, Moved(Decimal(amount), 2, new, gone, blocks), True)


@pytest.mark.parametrize(
    ("amount", "price", "says"),
    [
        (12_000, 507_000, "Of the price effect of £507k, about £12k is that more hours went to dearer providers"),
        (-12_000, 507_000, "More hours went to cheaper providers than a year ago, which took about £12k off:"),
        (12_000, -50_000, "More hours went to dearer providers than a year ago, which added about £12k:"),
        (400, 20_000, "The shares of the providers are much as they were a year ago: their move comes to +£400,"),
        (-4_000, 507_000, "The shares of the providers are much as they were a year ago: their move comes to −£4,000,"),
    ],
)
def test_the_move_between_providers_is_said_beside_the_price_effect(amount, price, says):
    line = SimpleNamespace(counted_in="hours", variance=Split(price=Decimal(price)))
    assert money_providers.sentence(found_with(amount), line).startswith(says)


def test_providers_of_one_year_alone_are_said_to_be_left_out():
    line = SimpleNamespace(counted_in="hours", variance=Split(price=Decimal(50_000)))
    said = money_providers.sentence(found_with(9_000, (Decimal(700), Decimal(500)), (Decimal(800),)), line)
    assert said.endswith("Left out: two new providers (1,200 hours) and one that has left (800 hours a year ago).")


@pytest.mark.parametrize(
    ("blocks", "says"),
    [
        (("A",), "That is among those paid by use: the block of A is left out, as it is paid whether used or not."),
        (("A", "B"), "the blocks of A and B are left out, as they are paid whether used or not."),
        (("A", "B", "C", "D"), "the blocks of four providers are left out, as they are paid whether used or not."),
    ],
)
def test_the_blocks_are_said_to_be_left_out(blocks, says):
    line = SimpleNamespace(counted_in="hours", variance=Split(price=Decimal(50_000)))
    assert money_providers.sentence(found_with(9_000, blocks=blocks), line).endswith(says)


def test_the_move_is_of_the_providers_without_a_block_alone(cursor):
    """Worked out again from the table of the month: each provider without a block of either year."""
    line = lines.line(lines.money(cursor, "older-people", SEPTEMBER), "home care")
    found = money_providers.providers(cursor, SimpleNamespace(key="older-people"), SEPTEMBER, line)
    blocks = {
        name
        for (name,) in cursor.execute(
            "select distinct provider from model.contracts where service = 'home care' and kind = 'block'"
        ).fetchall()
    }
    by_use = [row for row in found.rows if row["name"] not in blocks and row["delivered"] and row["delivered_before"]]
    now, ago = (sum(row[word] for row in by_use) for word in ("delivered", "delivered_before"))
    shares = ((row["delivered"] / now - row["delivered_before"] / ago) * row["cost"] for row in by_use)
    assert set(found.moved.blocks) == blocks and found.has_block
    assert found.moved.amount == pytest.approx(now * sum(shares))


def test_what_one_of_a_block_cost_stands_with_the_price_of_its_contract(cursor):
    """By hand of the block's own rows: what it was paid over its hours, and the price that the contract says."""
    line = lines.line(lines.money(cursor, "older-people", SEPTEMBER), "home care")
    found = money_providers.providers(cursor, SimpleNamespace(key="older-people"), SEPTEMBER, line)
    (row,) = [row for row in found.rows if row["has_block"]]
    ((price,),) = cursor.execute(
        "select distinct price from model.contracts where service = 'home care' and kind = 'block'"
        " and provider = ? and starts <= '2026-09-01' and ends >= '2026-04-01' and unit = 'older-people'",
        [row["name"]],
    ).fetchall()
    assert row["by_contract"] == pytest.approx(float(price)) and row["cost"] > price
    assert money_providers.cost(row) == f"£{row['cost']:.2f} (£{price:.2f} by contract)"
    assert all(one["name"] == row["name"] or "(" not in money_providers.cost(one) for one in found.rows)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"cost": 20, "has_block": True, "by_contract": 20}, "£20.00"),
        ({"cost": 20, "has_block": True, "by_contract": None}, "£20.00 (block)"),
        ({"cost": None, "has_block": True, "by_contract": 20}, "–"),
        ({"cost": 20, "has_block": False, "by_contract": 18}, "£20.00"),
        ({"cost": 20}, "£20.00"),
    ],
)
def test_only_a_block_beside_its_price_is_marked(row, says):
    assert money_providers.cost(row) == says


def test_no_provider_is_both_new_and_gone_on_the_page(cursor):
    line = lines.line(lines.money(cursor, "westmarch", SEPTEMBER), "residential and nursing")
    found = money_providers.providers(cursor, SimpleNamespace(key="westmarch"), SEPTEMBER, line)
    assert found.moved and moved([]) is None
    assert found.moved.providers + len(found.moved.new) <= found.count - len(found.moved.blocks)
