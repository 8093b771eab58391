"""Client returns with noise, loaded and built, beside a plain second reading: every count, every penny."""

from collections import Counter
from datetime import date, datetime, time

import pytest

from dashboard import intake
from dashboard.build import build
from dashboard.home import Home
from dashboard.store import Store
from tests.conftest import COUNCIL
from tests.measures import noisy_returns, plain_returns

YEARS = (2023, 2024, 2025)
CASES = [pytest.param((1, 1, 260), id="release-1"), pytest.param((2, 2, 260), id="release-2")] + [
    pytest.param((seed, release, 2500), id=f"release-{release}-seed-{seed}", marks=pytest.mark.slow)
    for release in (1, 2)
    for seed in (11, 12, 13)
]


@pytest.fixture(scope="module", params=CASES)
def both(request, tmp_path_factory):
    """(a cursor on the store, the plain reading) of the same returns."""
    seed, release, people = request.param
    folder = tmp_path_factory.mktemp("returns")
    (folder / "files").mkdir()
    home = Home(folder / "home")
    written = noisy_returns.write_returns(folder / "files", seed, release, people)
    for path, received in written:
        intake.load([path], home, COUNCIL, now=datetime.combine(received, time(9)))
    build(home, COUNCIL)
    plain = plain_returns.Processed([plain_returns.read(path, received) for path, received in written])
    with Store(home).snapshot().cursor() as cursor:
        yield cursor, plain


def counted(cursor, sql, **parameters):
    return {tuple(row[:-1]): row[-1] for row in cursor.execute(sql, parameters).fetchall()}


def value(cursor, measure, april):
    """(numerator, denominator) of the whole council at the end of a financial year."""
    found = cursor.execute(
        "select cast(cells.numerator as integer), cast(cells.denominator as integer) from cube.cells"
        " join about.measures as m on m.key = measure and m.basis = cells.basis"
        " where measure = ? and month = ? and slice = '' and unit = (select unit from model.root)",
        [measure, date(april + 1, 3, 1)],
    ).fetchone()
    return found or (0, 0)


def test_as_many_requests_assessments_and_reviews_end_in_each_month(both):
    cursor, plain = both
    found = Counter()
    for event, table in (("Request", "requests"), ("Assessment", "assessments"), ("Review", "reviews")):
        rows = cursor.execute(
            f"select date_trunc('month', ends)::date, count(*) from model.{table} group by 1"
        ).fetchall()
        found.update({(event, month): count for month, count in rows})
    assert found == plain_returns.contacts_by_month(plain)


def test_as_many_services_begin_in_each_month(both):
    cursor, plain = both
    rows = cursor.execute(
        "select date_trunc('month', starts)::date, count(*) from model.services group by 1"
    ).fetchall()
    assert dict(rows) == plain_returns.services_by_month(plain)


@pytest.mark.parametrize("april", YEARS)
def test_the_same_people_of_the_same_ages_have_long_term_support_at_the_end_of_a_year(both, april):
    cursor, plain = both
    rows = cursor.execute(
        "select person, age from model.person_months where month = ? and long_term_at_end", [date(april + 1, 3, 1)]
    ).fetchall()
    second = plain_returns.long_term_on(plain, date(april + 1, 3, 31))
    assert Counter(age for _, age in rows) == Counter(second.values())


@pytest.mark.parametrize("april", YEARS)
def test_as_many_people_are_admitted_to_a_care_home(both, april):
    cursor, plain = both
    found = tuple(value(cursor, measure, april)[0] for measure in ("admissions_18_64", "admissions_65_plus"))
    assert found == plain_returns.admissions(plain, april)


@pytest.mark.parametrize("april", YEARS)
def test_as_many_spells_of_reablement_end_with_no_further_request(both, april):
    cursor, plain = both
    assert value(cursor, "reablement_no_further_request", april) == plain_returns.reablement(plain, april)


@pytest.mark.parametrize("april", YEARS)
def test_as_many_people_with_a_learning_disability_live_at_home(both, april):
    cursor, plain = both
    assert value(cursor, "learning_disability_settled", april) == plain_returns.settled(plain, april)


@pytest.mark.parametrize("april", YEARS)
def test_as_many_people_with_long_term_support_live_at_home(both, april):
    cursor, plain = both
    assert value(cursor, "living_at_home_18_64", april) == plain_returns.settled(plain, april, reason="")
    assert value(cursor, "living_at_home_65_plus", april) == plain_returns.settled(plain, april, 65, 150, reason="")


@pytest.mark.parametrize("april", YEARS)
def test_as_many_people_direct_their_own_support(both, april):
    cursor, plain = both
    direct, self_directed, community = plain_returns.self_directed(plain, date(april + 1, 3, 31))
    assert value(cursor, "direct_payments", april) == (direct, community)
    assert value(cursor, "self_directed_support", april) == (self_directed, community)


@pytest.mark.parametrize("april", YEARS)
def test_as_many_adults_are_reviewed(both, april):
    cursor, plain = both
    assert value(cursor, "clients_reviewed", april) == plain_returns.reviewed(plain, april)


@pytest.mark.parametrize("april", YEARS)
def test_each_month_costs_the_same_to_the_penny(both, april):
    cursor, plain = both
    found = counted(cursor, "select month, sum(cost) from model.package_months group by month")
    for month, cost in plain_returns.costs(plain, april).items():
        assert round(float(found[(month,)]), 2) == pytest.approx(round(cost, 2), abs=0.0051), month


def test_there_is_something_to_compare(both):
    _, plain = both
    assert all(sum(made(plain, 2024)) > 0 for made in (plain_returns.admissions, plain_returns.reablement))
    assert all(made(plain, 2024)[0] > 0 for made in (plain_returns.settled, plain_returns.reviewed))
    assert plain_returns.settled(plain, 2024, 65, 150, reason="")[0] > 0
    assert sum(plain_returns.costs(plain, 2024).values()) > 1000
