"""A real council's payments, across a mid-year renaming of its directorates, to the penny."""

from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from dashboard import intake
from dashboard.build import build
from dashboard.home import Home
from dashboard.store import Store
from tests.conftest import COUNCIL, REAL_DATA
from tests.measures.second_tree import read_rows


@pytest.fixture(scope="module")
def folder():
    path = REAL_DATA / "newcastle_payments"
    if not path.exists():
        pytest.skip("the real files of 'newcastle_payments' are not beside this checkout (../shared/data)")
    return path


@pytest.fixture(scope="module")
def payments(folder):
    """Month, cost centre, directorate and amount of each line, read without any of our code."""
    return [
        (
            row["Paid Date"][:7],
            row["Cost Centre"],
            row["Directorate"],
            Decimal(row["Total"] if "Total" in row else row["Total (excludes VAT)"]),
        )
        for path in sorted(folder.glob("*.csv"))
        for row in read_rows(path)
    ]


@pytest.fixture(scope="module")
def newcastle(folder, tmp_path_factory):
    """A cursor on a store of nothing but these payments."""
    home = Home(tmp_path_factory.mktemp("newcastle") / "home")
    intake.load([folder], home, COUNCIL)
    build(home, COUNCIL)
    with Store(home).snapshot().cursor() as cursor:
        yield cursor


def last_names(payments):
    """The directorate under which each cost centre was paid most often in its last month, by name where equal."""
    last_month = {}
    for month, centre, *_ in payments:
        last_month[centre] = max(month, last_month.get(centre, ""))
    lines = Counter((centre, name) for month, centre, name, _ in payments if month == last_month[centre])
    ordered = sorted(lines, key=lambda key: (-lines[key], key[1]))
    return {centre: name for centre, name in reversed(ordered)}


def test_a_real_year_of_payments_comes_out_to_the_penny_by_month_and_by_directorate(newcastle, payments):
    cells = newcastle.execute(
        "select month, slice_value, numerator from cube.cells where measure = 'payments' and slice = 'directorate'"
    ).fetchall()
    names, paid = last_names(payments), Counter()
    for month, centre, _, amount in payments:
        paid[date.fromisoformat(month + "-01"), names[centre]] += amount
    months = sorted({month for month, _ in paid})
    to_date = {
        (month, name): sum(paid[past, name] for past in months if past <= month) for month in months for _, name in paid
    }
    held = {(month, name): amount for month, name, amount in cells}
    assert held == {key: amount for key, amount in to_date.items() if key in held}
    assert sum(amount for (month, _), amount in held.items() if month == months[-1]) == Decimal("448851592.04")
    assert sum(amount for *_, amount in payments) == Decimal("448851592.04")


def test_the_directorate_that_was_renamed_in_october_has_a_trend_over_the_whole_year(newcastle):
    to_date = [
        amount
        for (amount,) in newcastle.execute(
            "select numerator from cube.cells where measure = 'payments' and slice = 'directorate'"
            " and slice_value = 'People' order by month"
        ).fetchall()
    ]
    assert len(to_date) == 12
    assert all(after - before > 10_000_000 for before, after in pairwise([0, *to_date]))
