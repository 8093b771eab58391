"""Ends that the files already give: the months ahead lose exactly what those packages cost."""

from collections import defaultdict
from datetime import date

import duckdb
import pytest

from dashboard.money.forecast import Month, carried
from dashboard.money.months import days_in, months_back
from dashboard.scorecard import ask

LAST = date(2026, 9, 1)
LEFT = [months_back(LAST, -n) for n in range(1, 7)]


@pytest.fixture(scope="module")
def planned(mini):
    """(service, month of the end): weekly cost, read straight from the newest return."""
    rows = duckdb.execute(
        """
        select
            lower("Service Component"),
            cast(date_trunc('month', "Event End Date") as date),
            sum("Unit Cost" * case "Cost Frequency (Unit Type)"
                when 'Per session' then "Planned units per week"
                else 1
            end)
        from read_csv(?)
        where "Event Type" = 'Service' and "Event End Date" > "Reporting Period End Date"
        group by 1, 2
        """,
        [str(mini.files / "cld" / "cld-2026-09.csv")],
    ).fetchall()
    return {(service, month): float(cost) for service, month, cost in rows}


def histories(cursor):
    found = defaultdict(list)
    rows = ask(cursor, "forecast_history", unit="westmarch", month=LAST, last=LAST)
    for line, *row in sorted(rows, key=lambda row: row[:2]):
        found[line].append(Month(*row))
    return found


def test_reablement_and_day_support_are_agreed_to_a_day_still_to_come(planned):
    assert {service for service, _ in planned} == {"reablement", "day support"}
    assert min(month for _, month in planned) > LAST


def test_the_store_has_the_ends_to_come_that_the_newest_return_gives(cursor, planned):
    found = {
        (line, month.month): month.ended
        for line, months in histories(cursor).items()
        for month in months
        if month.month > LAST
    }
    assert found == {place: pytest.approx(cost) for place, cost in planned.items()}


@pytest.mark.parametrize("service", ["reablement", "day support"])
def test_the_months_ahead_drop_by_exactly_what_is_known_to_end(cursor, planned, service):
    """With nothing else beginning or ending: half a package's cost in its last month but for the last day, then all."""
    known = [one for one in histories(cursor)[service] if one.month <= LAST]
    still = [Month(one.month, 0, 0, 0, one.in_force, 0, 0, one.cost) for one in known]
    ends = {month: cost for (line, month), cost in planned.items() if line == service}
    without, with_them = list(carried(still, LEFT, {})), list(carried(still, LEFT, ends))
    for number, month in enumerate(LEFT):
        gone = sum(cost for when, cost in ends.items() if when < month) + ends.get(month, 0) / 2
        saved = (gone * days_in(month) - ends.get(month, 0)) / 7
        assert without[number] - with_them[number] == pytest.approx(saved), month
    assert with_them[-1] < without[-1]
