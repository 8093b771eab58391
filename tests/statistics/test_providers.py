"""The move between dearer and cheaper providers, held against workings by hand and against its own definition."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.statistics.providers import Provider, moved

UNITS = st.decimals(min_value=1, max_value=10**6, places=2)
PRICES = st.decimals(min_value=1, max_value=10**4, places=2)
TRIPLES = st.lists(st.tuples(UNITS, UNITS, PRICES), min_size=2, max_size=8)


def provider(paid, units, before):
    return Provider(Decimal(paid), Decimal(units), Decimal(before))


def test_hours_that_go_from_a_cheap_to_a_dear_provider_cost_the_difference():
    """By hand: 300 hours now, 60% at £30 and 40% at £20; a year ago 50% and 50%: 300 x 10% x £10 = £300."""
    found = moved([provider(5_400, 180, 100), provider(2_400, 120, 100)])
    assert found == (300, 2, (), (), ())


def test_the_other_way_about_it_takes_as_much_off():
    assert moved([provider(3_600, 120, 100), provider(3_600, 180, 100)]).amount == -300


def test_a_provider_of_one_year_alone_is_left_out_and_counted():
    both = [provider(5_400, 180, 100), provider(2_400, 120, 100)]
    found = moved([*both, provider(900, 30, 0), provider(0, 0, 70), provider(500, 0, 0)])
    assert found == (300, 2, (30,), (70,), ())


def test_a_block_is_left_out_of_the_shares_of_both_years_and_named():
    """The 100 hours of a block that nobody comes for any more move none of the shares of those paid by use."""
    both = [provider(5_400, 180, 100), provider(2_400, 120, 100)]
    block = provider(9_000, 200, 300)._replace(block="A")
    ended = provider(0, 0, 0)._replace(block="B")
    assert moved([*both, block, ended]) == (300, 2, (), (), ("A",))
    assert moved([both[0], block]) is None


def test_units_that_nothing_was_paid_for_have_no_price_to_hold():
    assert moved([provider(5_400, 180, 100), provider(2_400, 120, 100), provider(0, 50, 60)]).new == (50,)


@pytest.mark.parametrize("providers", [[], [provider(100, 10, 10)], [provider(100, 10, 10), provider(100, 10, 0)]])
def test_between_fewer_than_two_nothing_can_move(providers):
    assert moved(providers) is None


def near_nothing(found, *of):
    return abs(found.amount) <= sum(abs(one.paid) for one in of) * Decimal("1e-20")


@given(TRIPLES, PRICES)
def test_at_equal_prices_no_move_costs_anything(triples, price):
    providers = [Provider(units * price, units, before) for units, before, _ in triples]
    assert near_nothing(moved(providers), *providers)


@given(TRIPLES, st.decimals(min_value="0.1", max_value=10, places=1))
def test_with_equal_shares_no_price_makes_a_move(triples, times):
    providers = [Provider(units * price, units, units * times) for units, _, price in triples]
    assert near_nothing(moved(providers), *providers)


@given(TRIPLES)
def test_it_is_the_sum_of_the_moved_shares_at_the_prices_of_now(triples):
    """The formula as it is written, share by share."""
    providers = [Provider(units * price, units, before) for units, before, price in triples]
    now, ago = sum(one.units for one in providers), sum(one.units_before for one in providers)
    by_shares = now * sum((units / now - before / ago) * price for units, before, price in triples)
    assert moved(providers).amount == pytest.approx(by_shares, rel=Decimal("1e-9"), abs=Decimal("1e-9"))
