"""A real council's ledger of 2018-19 by every cut, against sums made straight from its files, to the penny."""

from collections import Counter
from decimal import Decimal

import pytest

from dashboard import intake
from dashboard.build import build
from dashboard.home import Home
from dashboard.store import Store
from tests.conftest import CHECKOUT, COUNCIL, REAL_DATA
from tests.measures.second_tree import read_rows

RENAMED = "2018-10"  # the directorates got new names; the cost centres kept theirs
CUTS = {
    "month": ("''", lambda row: ""),
    "directorate": ("directorate_printed", lambda row: row["Directorate"]),
    "service area": ("service_area", lambda row: row["Service Area"]),
    "cost-centre prefix": ("left(cost_centre, 2)", lambda row: row["Cost Centre"][:2]),
}


@pytest.fixture(scope="module")
def folder():
    path = REAL_DATA / "newcastle_payments"
    if not path.exists():
        pytest.skip("the real files of 'newcastle_payments' are not beside this checkout (../shared/data)")
    return path


@pytest.fixture(scope="module")
def payments(folder):
    return [(path.name, row) for path in sorted(folder.glob("*.csv")) for row in read_rows(path)]


@pytest.fixture(scope="module")
def newcastle(folder, tmp_path_factory):
    """A cursor on a store of these payments, the organisation and the list of cost centres that go with them."""
    home = Home(tmp_path_factory.mktemp("newcastle") / "home")
    intake.load([folder, CHECKOUT / "data" / "examples" / "newcastle"], home, COUNCIL)
    build(home, COUNCIL)
    with Store(home).snapshot().cursor() as cursor:
        yield cursor


def amount_of(row):
    return Decimal(row["Total"] if "Total" in row else row["Total (excludes VAT)"])


def sums_of(payments, *keys):
    """Sums of the files themselves, by what each key gives of a row."""
    found = Counter()
    for _, row in payments:
        found[tuple(key(row) for key in keys)] += amount_of(row)
    return dict(found)


def month_of(row):
    return row["Paid Date"][:7]


def part_of(row):
    return row["Cap/Rev"].lower()


NOTHING = ("", "(blank)")


def trimmed(sums):
    """The same sums with names as the intake keeps them: no spaces at their ends, nothing for nothing or "(blank)"."""
    found = Counter()
    for key, amount in sums.items():
        found[tuple(None if (text or "").strip() in NOTHING else text.strip() for text in key)] += amount
    return dict(found)


@pytest.mark.parametrize("cut", CUTS)
def test_each_month_of_each_part_comes_to_what_its_files_say_capital_and_revenue_apart(newcastle, payments, cut):
    sql, key = CUTS[cut]
    held = {
        tuple(row[:-1]): row[-1]
        for row in newcastle.execute(
            f"select strftime(month, '%Y-%m'), case when capital then 'capital' else 'revenue' end, {sql}, sum(amount)"
            " from model.ledger_lines group by all"
        ).fetchall()
    }
    assert trimmed(held) == trimmed(sums_of(payments, month_of, part_of, key))
    assert len(held) >= 24


def test_the_total_before_and_after_the_renaming_is_that_of_the_files(newcastle, payments):
    halves = sums_of(payments, lambda row: str(month_of(row) >= RENAMED), part_of)
    held = newcastle.execute(
        "select cast(month >= date '2018-10-01' as varchar), part, sum(in_store) from cube.control_totals group by all"
    ).fetchall()
    assert {(after.capitalize(), part): amount for after, part, amount in held} == halves
    assert len(halves) == 4


def test_directorates_change_their_names_in_october_and_the_cost_centres_carry_on(newcastle, payments):
    before = {row["Directorate"] for _, row in payments if month_of(row) < RENAMED}
    after = {row["Directorate"] for _, row in payments if month_of(row) >= RENAMED}
    assert "Adult and Culture" in before - after and "People" in after - before
    printed = newcastle.execute(
        "select count(distinct directorate_printed), count(distinct directorate) from model.ledger_lines"
        " where left(cost_centre, 2) = '1M'"
    ).fetchone()
    trend = newcastle.execute(
        "select month, sum(actual) from cube.money_months where unit = 'PEOPLE' group by month order by month"
    ).fetchall()
    assert printed[0] > printed[1]
    assert len(trend) == 12 and all(paid > 10_000_000 for _, paid in trend)


def test_every_file_agrees_with_the_store_and_the_store_with_its_units(newcastle, payments):
    rows = newcastle.execute(
        "select name, sum(in_file), sum(in_store), sum(at_units) + sum(not_mapped), bool_and(agrees)"
        " from cube.control_totals group by name"
    ).fetchall()
    by_file = Counter()
    for name, row in payments:
        by_file[name] += amount_of(row)
    assert {name: in_file for name, in_file, *_ in rows} == by_file
    assert len(rows) == 12
    assert all(in_file == in_store == placed and agrees for _, in_file, in_store, placed, agrees in rows)


def test_all_units_together_hold_the_revenue_of_the_year(newcastle, payments):
    revenue = sum(amount for (part,), amount in sums_of(payments, part_of).items() if part == "revenue")
    (root,) = newcastle.execute("select unit from model.root").fetchone()
    (by_root,) = newcastle.execute("select sum(actual) from cube.money_months where unit = ?", [root]).fetchone()
    (leaves,) = newcastle.execute("select sum(amount) from model.ledger_lines where not capital").fetchone()
    (to_date,) = newcastle.execute(
        "select sum(actual_to_date) from cube.money_months where unit = ? and month = '2019-03-01'", [root]
    ).fetchone()
    assert revenue == by_root == leaves == to_date
