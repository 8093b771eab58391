"""Contracts by their kind: the volume used stands against the volume bought."""

from datetime import date
from decimal import Decimal

import pytest

from dashboard.money import contracts
from dashboard.money.contracts import Contract, Kind

APRIL, SEPTEMBER, MARCH = date(2026, 4, 1), date(2026, 9, 1), date(2025, 3, 1)
SETTINGS = {"least": Decimal(1_000), "activity": Decimal(5)}


def contract(bought, used, paid, price="20", kind="block", on_file=6, paid_on_file=None):
    amounts = [None if one is None else Decimal(one) for one in (price, bought, used, paid, paid_on_file or paid)]
    price, bought, used, paid, paid_on_file = amounts
    return Contract("home care", kind, "C1", "A", "ALL", "hours", price, 6, on_file, bought, used, paid, paid_on_file)


def kind(*found):
    return Kind("home care", found[0].kind, found)


# By hand: 1,200 hours bought at £20 are £24,000; 1,090 used are £21,800; 110 hours, £2,200, are not used.
@pytest.mark.parametrize(
    ("paid", "for_nothing"),
    [
        ("24000", "2200"),  # paid in full
        ("21800", "0"),  # only what was used
        ("20000", "0"),  # less than that: a bill is missing
        ("23000", "1200"),
        ("30000", "2200"),  # dearer than its price: at most what was not used
    ],
)
def test_of_a_block_what_is_paid_beyond_the_use_is_paid_for_nothing_up_to_what_was_not_used(paid, for_nothing):
    one = contract(1200, 1090, paid)
    assert (one.bought_worth, one.unused, one.unused_worth) == (24_000, 110, 2_200)
    assert contracts.paid_for_nothing(kind(one)) == Decimal(for_nothing)


def test_more_used_than_bought_is_nothing_unused_and_makes_up_for_no_other_contract():
    both = kind(contract(1000, 1200, "20000"), contract(1000, 900, "20000"))
    assert (both.total("unused"), both.total("unused_worth"), both.share_used) == (100, 2_000, 105)


def test_a_contract_without_a_price_has_units_and_no_pounds():
    both = kind(contract(1000, 900, "20000"), contract(1000, 800, "20000", price=None))
    assert (both.total("bought"), both.total("unused"), both.unpriced) == (2_000, 300, 1)
    assert (both.total("bought_worth"), both.total("unused_worth")) == (20_000, 2_000)


def test_a_spot_contract_leaves_nothing_unused_and_has_no_share():
    spot = kind(contract(None, 500, "10000", kind="spot"))
    assert (spot.total("bought"), spot.total("unused_worth"), spot.share_used, spot.unpriced) == (None, None, None, 0)


def test_only_a_block_beyond_the_tolerances_is_worth_knowing():
    within = kind(contract(1000, 960, "20000"))  # 4% not used
    small = kind(contract(100, 60, "2000"))  # £800
    beyond = kind(contract(1000, 900, "20000"))
    volume = kind(contract(1000, 900, "20000", kind="cost and volume"))
    assert contracts.worth_knowing([within, small, beyond, volume], SETTINGS) == [beyond]


def test_what_a_block_bought_in_a_month_without_activity_on_file_is_not_unused(cursor):
    """The visits of February 2025 are missing: what was bought then counts in neither bought nor used."""
    rows = cursor.execute(
        "select on_file, count(*), sum(bought), sum(bought_on_file), sum(used) from cube.contract_months"
        " where service = 'home care' and kind = 'block' and month = '2025-02-01' group by on_file"
    ).fetchall()
    ((on_file, _, bought, counted, used),) = rows
    assert (on_file, counted, used) == (False, None, 0) and bought > 0
    whole = contracts.contracts(cursor, "westmarch", date(2024, 4, 1), MARCH, "home care")
    (block,) = [one for one in contracts.kinds(whole) if one.kind == "block"]
    assert all((one.months, one.months_on_file) == (12, 11) for one in block.contracts)
    (bought,) = cursor.execute(
        "select sum(bought) from cube.contract_months where service = 'home care' and kind = 'block'"
        " and month between '2024-04-01' and '2025-03-01' and month <> '2025-02-01'"
    ).fetchone()
    assert block.total("bought") == bought and block.months == (12, 11)


def test_what_a_block_bought_in_the_months_on_file_stands_beside_what_was_paid_in_them(cursor):
    """Both of 11 months: beside the payments of 12, a block paid in full would look overpaid."""
    whole = contracts.contracts(cursor, "older-people", date(2024, 4, 1), MARCH, "home care")
    (block,) = [one for one in contracts.kinds(whole) if one.kind == "block"]
    rows = cursor.execute(
        "select month = '2025-02-01', sum(paid) from cube.contract_months where service = 'home care'"
        " and kind = 'block' and unit = 'older-people' and month between '2024-04-01' and '2025-03-01'"
        " group by all order by all"
    ).fetchall()
    (_, paid), (_, missing) = rows
    assert (block.total("paid_on_file"), block.total("paid")) == (paid, paid + missing) and missing > 0
    worth = block.total("bought_worth")
    assert abs(block.total("paid_on_file") - worth) < abs(block.total("paid") - worth)


def test_what_was_paid_under_contracts_is_what_the_ledger_says_by_kind(cursor):
    found = contracts.kinds(contracts.contracts(cursor, "westmarch", APRIL, SEPTEMBER))
    by_kind = cursor.execute(
        "select service, contract, sum(actual_to_date) from cube.money_months where month = ? and contract is not null"
        " and unit = (select unit from model.root) group by service, contract",
        [SEPTEMBER],
    ).fetchall()
    assert {(one.service, one.kind): one.total("paid") for one in found} == {row[:2]: row[2] for row in by_kind}


def test_contracts_made_for_the_whole_council_stand_at_it_and_those_of_a_unit_at_it_and_above(cursor):
    def standing(unit):
        return {one.contract for one in contracts.contracts(cursor, unit, APRIL, SEPTEMBER)}

    made_for = dict(
        cursor.execute("select contract, unit from model.contracts where starts <= ?", [SEPTEMBER]).fetchall()
    )
    of_older = {one for one in standing("westmarch") if made_for[one] == "older-people"}
    assert standing("older-people") == standing("adults") == of_older
    assert standing("op-northfield") == set()
    assert standing("westmarch") > of_older


def test_what_is_used_of_all_contracts_is_what_their_providers_delivered(cursor):
    (used,) = cursor.execute("select sum(used) from cube.contract_months").fetchone()
    (delivered,) = cursor.execute("select sum(units) from model.activity where contract is not null").fetchone()
    assert used == delivered > 0


def test_every_hour_of_home_care_is_bought_by_some_contract(cursor):
    (missing,) = cursor.execute(
        "select count(*) from model.activity where service = 'home care' and (contract is null or sector is null)"
    ).fetchone()
    assert missing == 0


def test_a_spot_contract_buys_no_volume_and_the_others_do(cursor):
    rows = cursor.execute(
        "select kind, count(*), count(bought) from cube.contract_months group by kind order by kind"
    ).fetchall()
    assert [(kind, bought == (0 if kind == "spot" else rows_)) for kind, rows_, bought in rows] == [
        ("block", True),
        ("cost and volume", True),
        ("spot", True),
    ]


def test_the_hours_left_out_show_as_volume_bought_and_not_used(cursor):
    """Older people's home care: until March 2026 about what was bought is used, since then about a ninth less."""
    used = dict(
        cursor.execute(
            "select year(month - interval 3 month), sum(used) / sum(bought) from cube.contract_months"
            " where service = 'home care' and unit = 'older-people' and bought is not null"
            " and month <> '2025-02-01' group by 1"
        ).fetchall()
    )
    assert used[2025] > 0.95 > 0.9 > used[2026]


def test_money_by_kind_of_contract_adds_up_to_the_money_of_the_service(cursor):
    by_kind = cursor.execute(
        "select contract, sum(actual) from cube.money_months where service = 'home care'"
        " and unit = (select unit from model.root) group by contract"
    ).fetchall()
    (paid,) = cursor.execute(
        "select sum(amount) from model.ledger_lines where service = 'home care' and not capital"
    ).fetchone()
    assert {kind for kind, amount in by_kind if amount} == {"block", "cost and volume", "spot"}
    assert sum((amount for _, amount in by_kind), Decimal(0)) == paid
