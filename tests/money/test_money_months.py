"""Money and activity by month: every cut of them comes to the same total, to the penny."""

from collections import defaultdict
from decimal import Decimal

import pytest

from tests.measures.second_money import financial_year

MONEY = ("original", "revised", "profiled", "actual", "commitment", "forecast")


def sums_at_root(cursor, column, table="cube.money_months"):
    return dict(
        cursor.execute(
            f"select month, sum({column}) from {table} where unit = (select unit from model.root) group by month"
        ).fetchall()
    )


def test_the_whole_council_holds_every_pound_paid_in_the_month(cursor):
    paid = dict(
        cursor.execute("select month, sum(amount) from model.ledger_lines where not capital group by month").fetchall()
    )
    assert paid and sums_at_root(cursor, "actual") == paid


@pytest.mark.parametrize("column", [name for name in MONEY if name != "actual"])
def test_the_whole_council_holds_the_budget_as_it_stood(cursor, column):
    budgeted = dict(cursor.execute(f"select month, sum({column}) from model.budget_months group by month").fetchall())
    held = sums_at_root(cursor, column)
    assert budgeted and {month: held[month] for month in budgeted} == budgeted


@pytest.mark.parametrize("column", [*MONEY, "agreed", "activity", "agreed_worth", "delivered_worth"])
def test_a_unit_is_the_sum_of_the_units_below_and_its_own_books(cursor, column):
    """Each row's own part is what is left after the units below are taken away; the own parts make the whole again."""
    wrong = cursor.execute(
        f"""
        with at_units as (
            select month, unit, sum({column}) as amount from cube.money_months group by month, unit
        ),
        below as (
            select tree.month, tree.parent as unit, sum(at_units.amount) as amount
            from at_units join model.unit_months as tree using (month, unit)
            where tree.parent is not null group by tree.month, tree.parent
        ),
        own as (
            select month, unit, sum(amount) as amount from (
                select month, unit, {SOURCES[column][1]} as amount from {SOURCES[column][0]}
            ) group by month, unit
        )
        select at_units.month, at_units.unit, at_units.amount, below.amount, own.amount
        from at_units left join below using (month, unit) left join own using (month, unit)
        where coalesce(at_units.amount, 0) <> coalesce(below.amount, 0) + coalesce(own.amount, 0)
        """
    ).fetchall()
    assert wrong == []


WORTH = """(
    select month, unit, cast({units} * price as decimal(18, 2)) as worth from (
        select month, unit, service, user_group, sector, {by}, sum({column}) as {units} from model.{table} group by all
    ) join model.agreed_prices using (unit, service, user_group) where financial_year = year(month - interval 3 month)
)"""
SOURCES = {
    "agreed_worth": (
        WORTH.format(units="agreed", by="null as contract", column="agreed", table="agreed_activity"),
        "worth",
    ),
    "delivered_worth": (WORTH.format(units="units", by="contract", column="units", table="activity"), "worth"),
    **{name: ("model.budget_months", name) for name in MONEY},
    "actual": ("model.ledger_lines where not capital", "amount"),
    "agreed": ("model.agreed_activity", "agreed"),
    "activity": ("model.activity", "units"),
}


def test_what_is_paid_to_date_is_the_sum_of_the_months_since_april(cursor):
    monthly, to_date = sums_at_root(cursor, "actual"), sums_at_root(cursor, "actual_to_date")
    for month, amount in to_date.items():
        assert amount == sum(
            paid for other, paid in monthly.items() if other <= month and financial_year(other) == financial_year(month)
        )


def test_money_that_no_file_maps_is_a_line_of_its_own_at_the_whole_council(cursor, mini):
    rows = cursor.execute(
        "select unit, sum(actual) from cube.money_months where service = 'not mapped' group by unit"
    ).fetchall()
    (root,) = cursor.execute("select unit from model.root").fetchone()
    assert dict(rows) == {root: Decimal("1250.00") * len(rows_of_suspense(mini))}


def rows_of_suspense(mini):
    lines = [line for path in (mini.files / "ledger").glob("*.csv") for line in path.read_text().splitlines()]
    return [line for line in lines if "Suspense account" in line]


def test_a_month_whose_visits_were_never_sent_has_no_activity_and_no_shortfall(cursor):
    rows = cursor.execute(
        "select month, on_file, sum(activity), sum(agreed) from cube.money_months"
        " where service = 'home care' and unit = (select unit from model.root) group by month, on_file order by month"
    ).fetchall()
    missing = [row for row in rows if not row[1]]
    assert [f"{month:%Y-%m}" for month, *_ in missing] == ["2025-02"]
    assert missing[0][2] is None and missing[0][3] > 0


def test_money_is_decimal_to_the_penny_and_activity_to_four_places(cursor):
    kinds = defaultdict(set)
    for name, kind in cursor.execute(
        "select column_name, data_type from information_schema.columns where table_name = 'money_months'"
    ).fetchall():
        kinds[kind].add(name)
    assert {"original", "actual", "actual_to_date", "forecast"} <= kinds["DECIMAL(18,2)"]
    assert {"agreed", "agreed_to_date", "activity", "activity_to_date"} <= kinds["DECIMAL(18,4)"]
    assert not {kind for kind in kinds if kind in ("DOUBLE", "FLOAT")}
