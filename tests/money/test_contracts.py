"""Contracts by their kind: the volume used stands against the volume bought."""

from decimal import Decimal


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
