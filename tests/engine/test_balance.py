"""The balance of a card by hand, and measures that say nearly the same."""

import numpy as np

from dashboard.balance import balance
from dashboard.statistics import arrows


def test_a_card_that_leans_to_one_side_is_told_by_its_counts():
    found = balance(
        [("process", "output", "lag")] * 5 + [("customer", "outcome", "lag"), ("learning", "input", "lead")]
    )
    assert found.perspectives == {"process": 5, "customer": 1, "learning": 1}
    assert found.warnings == (
        ("most", "process", 5, 7),
        ("no outcome", "process", 0, 5),
        ("no outcome", "learning", 0, 1),
        ("lagging", "", 6, 7),
    )


def test_at_its_bounds_a_card_is_in_balance():
    even = [("customer", "outcome", "lag"), ("process", "outcome", "lead")] * 2
    assert balance(even).warnings == ()
    four_in_five = [("customer", "outcome", "lag"), ("process", "outcome", "lag")] * 2 + [
        ("learning", "outcome", "lead")
    ]
    assert balance(four_in_five).warnings == ()


def test_two_rows_that_differ_by_scale_and_a_little_noise_are_alike_and_two_with_one_trend_are_not():
    rng = np.random.default_rng(1)
    first, other = rng.normal(size=(2, 48)) + 0.5 * np.arange(48)
    rows = [first, 3 * first + rng.normal(scale=0.1, size=48), other, -first]
    assert [pair[:2] for pair in arrows.alike(rows)] == [(0, 1), (0, 3), (1, 3)]


def test_what_pulls_apart_is_what_the_test_of_an_arrow_finds_pair_by_pair_with_gaps_too():
    rng = np.random.default_rng(2)
    rows = rng.normal(size=(5, 48))
    rows[3, 2:] -= 2 * rows[1, :-2]
    rows[0, [4, 20]] = np.nan
    found = {(one.first, one.second): one for one in arrows.apart(rows)}
    assert len(found) == 10
    for (first, second), one in found.items():
        alone = [(lag, arrows.months(rows[first], rows[second], [lag], -1)) for lag in (0, 1, 2)]
        alone += [(-lag, arrows.months(rows[second], rows[first], [lag], -1)) for lag in (1, 2)]
        lag, best = min(alone, key=lambda pair: pair[1].p)
        assert one.lag == lag
        np.testing.assert_allclose([one.strength, one.p], [best.strength, min(1, 5 * best.p)], atol=1e-9)
        assert one.pairs == best.pairs
    assert found[1, 3].lag == 2
    assert found[1, 3].p < 1e-6


def test_the_demo_council_s_spending_and_payments_say_the_same(cursor):
    assert ("payments", "spending") in cursor.execute("select first, second from cube.alike").fetchall()
