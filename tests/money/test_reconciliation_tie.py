"""What is compared with packages ties, to the penny, to what the money page says was paid."""

from datetime import date

import pytest

from dashboard.money import lines
from dashboard.money.reconciliation import Wanted, reconcile
from layouts.parts.money import tie as reconciliation_tie

APRIL, SEPTEMBER = date(2026, 4, 1), date(2026, 9, 1)


@pytest.mark.parametrize("unit", ["westmarch", "adults", "older-people", "op-northfield", "children"])
@pytest.mark.parametrize(("first", "last"), [(APRIL, SEPTEMBER), (SEPTEMBER, SEPTEMBER), (date(2025, 2, 1), APRIL)])
def test_the_steps_from_the_money_page_come_to_what_is_compared(cursor, unit, first, last):
    wanted = Wanted(unit, first, last)
    steps = reconciliation_tie.steps(cursor, wanted)
    assert sum(amount for _, amount in steps) == reconcile(cursor, wanted, 0).total("paid")
    if first == APRIL:
        assert steps[0][1] == lines.money(cursor, unit, SEPTEMBER).total("actual_to_date")


def test_a_service_with_both_sides_has_nothing_over(cursor):
    rows = cursor.execute(
        "select ties.* from cube.reconciliation_ties as ties where revenue + capital <> held and exists (select 1 from"
        " cube.reconciliation as held where held.service = ties.service and year(held.month - interval 3 month)"
        " = year(ties.month - interval 3 month))"
    ).fetchall()
    assert rows == []


def test_part_of_the_comparisons_is_tied_to_nothing(cursor):
    assert reconciliation_tie.steps(cursor, Wanted("westmarch", APRIL, SEPTEMBER, service="home care")) == []
