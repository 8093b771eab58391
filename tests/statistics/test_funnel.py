"""Funnels: the reference package's own answers where they lie beside the checkout, hand-worked cases, and laws."""

from math import asin, comb, exp, sin, sqrt

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dashboard.statistics import funnel
from dashboard.statistics.errors import Unusable

NAMES = {"ll998": "lower998", "ll95": "lower95", "ul95": "upper95", "ul998": "upper998"}
BEYOND95 = ["high", "low", "rather high", "rather low"]
UNITS = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=10, max_size=40)


def cases(oracle):
    """The reference's cases but those that hold its known faults: see the README beside them."""
    found = oracle("funnel_funnelplotr")["cases"]
    return [case for case in found if not {"reference_bug", "not_recommended"} & set(case["tags"])]


def made(case, adjust=True):
    kind = funnel.proportion if case["params"]["data_type"] == "PR" else funnel.ratio
    return kind(case["input"]["numerator"], case["input"]["denominator"], adjust)


def as_funnels(oracle):
    """Cases that a funnel is made of: ten units or more, a tenth trimmed."""
    return [case for case in cases(oracle) if len(case["input"]["group"]) >= 10 and case["params"]["trim_by"] == 0.1]


def test_phi_and_tau2_agree_with_the_reference(oracle):
    for case in as_funnels(oracle):
        drawn, expected = made(case), case["expected"]
        assert drawn.phi == pytest.approx(expected["phi"], rel=1e-8), case["id"]
        assert drawn.tau2 == pytest.approx(expected["tau2"], rel=1e-8), case["id"]
        assert drawn.adjusted is (not expected["adjusted"]["fallback_to_unadjusted"]), case["id"]
        assert drawn.centre * case["params"]["multiplier"] == pytest.approx(expected["centre"]), case["id"]


def test_overdispersion_of_any_trim_and_any_number_of_units_agrees_with_the_reference(oracle):
    for case in cases(oracle):
        expected = case["expected"]
        if case["params"]["data_type"] == "PR":
            continue
        z, deviation = (np.array(expected[name], float) for name in ("z_unadjusted", "s"))
        kept = funnel.without_ends(np.nan_to_num(z, nan=-np.inf), case["params"]["trim_by"])
        assert kept.sum() == expected["n_z_used"], case["id"]
        assert kept.tolist() == [trimmed is not None for trimmed in expected["z_trimmed"]], case["id"]
        answer = funnel.overdispersion(z[kept], deviation[kept])
        assert answer == pytest.approx((expected["phi"], expected["tau2"]), rel=1e-8), case["id"]


def test_limits_agree_with_the_reference(oracle):
    for case in cases(oracle):
        multiplier, expected = case["params"]["multiplier"], case["expected"]
        for which in ("unadjusted", "adjusted"):
            drawn, limits = made(case, adjust=which == "adjusted"), expected[which]
            if which == "adjusted" and not (drawn.adjusted and case["params"]["trim_by"] == funnel.TRIMMED):
                continue  # too few units, phi of 1 or less, or another trim than ours
            usable = np.array(limits.get("limits_comparable", [True] * len(drawn.values)), bool)
            for theirs, ours in NAMES.items():
                answer = getattr(drawn, ours)[usable] * multiplier
                assert answer == pytest.approx(np.array(limits[theirs])[usable], rel=1e-6), (case["id"], which, theirs)


def test_outliers_agree_with_the_reference_and_with_the_exact_tail_where_a_unit_has_none_or_all(oracle):
    for case in as_funnels(oracle):
        x, n = (np.array(case["input"][name], float) for name in ("numerator", "denominator"))
        extreme = (x == 0) | ((x == n) & (case["params"]["data_type"] == "PR"))
        for which in ("unadjusted", "adjusted"):
            verdicts = np.array(made(case, adjust=which == "adjusted").verdicts)
            for level, words in (("95", BEYOND95), ("998", BEYOND95[:2])):
                flagged, theirs = np.isin(verdicts, words), np.array(case["expected"][which][f"outlier{level}"], bool)
                assert flagged[~extreme].tolist() == theirs[~extreme].tolist(), (case["id"], which, level)
                tail = np.array(case["expected"]["exact_tail"][f"flag{level}"], bool)
                assert flagged[extreme].tolist() == tail[extreme].tolist(), (case["id"], which, level)


def test_limits_of_a_share_worked_by_hand():
    drawn = funnel.proportion([50] * 10, [100] * 10, adjust=False)
    assert drawn.phi == 0 and drawn.centre == 0.5
    # A right angle's half, 1.959964 and 3.090232 times a twentieth to either side.
    assert drawn.upper95[0] == pytest.approx(sin(asin(sqrt(0.5)) + 1.959964 / 20) ** 2, abs=1e-6)
    assert drawn.lower998[0] == pytest.approx(sin(asin(sqrt(0.5)) - 3.090232 / 20) ** 2, abs=1e-6)


def test_limits_of_a_ratio_are_where_the_poisson_tail_is_what_it_should_be():
    drawn = funnel.ratio([4] * 10, [4.0] * 10)
    # Chi-squared with 8 and with 10 degrees of freedom: 2.1797 at 2.5%, 20.4832 at 97.5%, over 2 x 4.
    assert (drawn.lower95[0], drawn.upper95[0]) == pytest.approx((2.1797 / 8, 20.4832 / 8), abs=1e-4)


def test_overdispersion_worked_by_hand():
    # z of 3 and -3 at two units of weight 4 and 16: phi 9; tau2 = (2 x 9 - 1) / (20 - 272 / 20) = 17 / 6.4
    assert funnel.overdispersion(np.array([3.0, -3.0]), np.array([0.5, 0.25])) == pytest.approx((9, 2.65625))
    assert funnel.overdispersion(np.array([0.1, -0.1]), np.array([0.5, 0.25]))[1] == 0


def test_twelve_like_teams_and_one_far_off_are_told_apart():
    drawn = funnel.proportion([50] * 12 + [90], [100] * 13)
    assert drawn.verdicts[:12] == ("within",) * 12
    assert drawn.verdicts[12] == "high"
    assert drawn.judged and drawn.reason is None and set(drawn.reasons) == {None}


def test_between_the_two_pairs_of_limits_the_verdict_is_rather():
    drawn = funnel.proportion([500] * 30 + [550, 450], [1000] * 32)
    assert drawn.verdicts[-2:] == ("high", "low")
    drawn = funnel.proportion([500] * 30 + [540, 460], [1000] * 32)
    assert drawn.verdicts[-2:] == ("rather high", "rather low")


def test_units_that_differ_among_themselves_widen_the_limits_until_none_is_singled_out():
    x = [300, 350, 400, 450, 500, 550, 600, 650, 700, 500, 520, 480]
    plain, adjusted = (funnel.proportion(x, [1000] * 12, adjust) for adjust in (False, True))
    assert plain.verdicts.count("high") >= 3 and not plain.adjusted
    assert adjusted.adjusted and adjusted.phi > 10
    assert "high" not in adjusted.verdicts and "low" not in adjusted.verdicts


def test_under_ten_units_none_is_judged_and_the_plain_limits_are_drawn():
    nine, ten = (funnel.proportion([5] * (units - 1) + [95], [100] * units) for units in (9, 10))
    assert not nine.judged and "9 units" in nine.reason and set(nine.verdicts) == {"none"}
    assert set(nine.reasons) == {nine.reason}
    assert nine.phi is None and nine.tau2 is None and not nine.adjusted
    assert nine.upper95 == pytest.approx(funnel.proportion([5] * 8 + [95], [100] * 9, adjust=False).upper95)
    assert ten.judged and ten.verdicts[-1] == "high"


def test_a_unit_without_a_denominator_is_left_out_and_the_others_are_as_they_would_be_without_it():
    x, n = [40, 50, 60, 45, 55, 48, 52, 47, 53, 50, 90], [100] * 11
    without, with_it = funnel.proportion(x, n), funnel.proportion([*x, 0, None], [*n, 0, 100])
    assert with_it.verdicts == (*without.verdicts, "none", "none")
    assert with_it.reasons[-1] == "no cases in this period" and np.isnan(with_it.values[-1])
    assert with_it.phi == without.phi and with_it.upper998[:11].tolist() == without.upper998.tolist()


def test_a_unit_too_small_to_judge_is_drawn_and_says_so_and_bears_on_nothing_but_the_centre():
    x, n = [40, 50, 60, 45, 55, 48, 52, 47, 53, 50], [100] * 10
    drawn = funnel.proportion([*x, 3], [*n, 3], fewest=20)
    assert drawn.verdicts[-1] == "too small" and drawn.reasons[-1] == "too small to judge"
    assert drawn.values[-1] == 1 and 0 <= drawn.lower95[-1] < drawn.upper95[-1] <= 1
    assert not funnel.proportion([*x[:9], 3], [*n[:9], 3], fewest=20).judged


@pytest.mark.parametrize("expected", [0.28, 1, 3, 3.6])
def test_no_event_is_low_only_where_that_would_be_rare(expected):
    drawn = funnel.ratio([10] * 12 + [0], [10.0] * 12 + [expected])
    assert drawn.verdicts[-1] == "within" and exp(-expected) > 0.025


def test_no_event_where_many_were_expected_is_low():
    assert funnel.ratio([10] * 12 + [0], [10.0] * 12 + [4]).verdicts[-1] == "rather low"  # exp(-4) = 0.018
    assert funnel.ratio([10] * 12 + [0], [10.0] * 12 + [7]).verdicts[-1] == "low"  # exp(-7) = 0.0009


def test_all_of_three_is_high_only_where_that_would_be_rare():
    many = [50] * 14
    assert funnel.proportion([*many, 3], [100] * 14 + [3]).verdicts[-1] == "within"  # an eighth
    assert funnel.proportion([*many, 7], [100] * 14 + [7]).verdicts[-1] == "rather high"  # 1 in 128
    assert funnel.proportion([*many, 12], [100] * 14 + [12]).verdicts[-1] == "high"  # 1 in 4096
    assert funnel.proportion([*many, 0], [100] * 14 + [12]).verdicts[-1] == "low"


def test_the_chance_of_none_allows_for_the_spread_between_units():
    even = funnel._Events(1.0)
    alone, spread = (even.extremes(np.array([0.0]), np.array([5.0]), tau2)[0] for tau2 in (0, 0.25))
    assert alone == pytest.approx(exp(-5))
    drawn = 5 * np.exp(np.random.default_rng(1).normal(0, 0.5, 400_000))
    assert spread == pytest.approx(np.exp(-drawn).mean(), rel=0.02)


def test_no_events_anywhere_or_all_everywhere_leaves_nothing_to_judge():
    for drawn in (
        funnel.proportion([0] * 12, [50] * 12),
        funnel.proportion([50] * 12, [50] * 12),
        funnel.rate([0] * 12, [50] * 12),
    ):
        assert not drawn.judged and set(drawn.verdicts) == {"none"}
        assert drawn.reason.endswith("nothing to compare")
        assert np.isnan(drawn.upper95).all() and np.isnan(drawn.curve([10, 20]).upper95).all()


def test_the_curve_runs_through_the_units_limits():
    rng = np.random.default_rng(3)
    n = rng.integers(30, 900, 20)
    for drawn in (
        funnel.proportion(rng.binomial(n, 0.3), n),
        funnel.rate(rng.poisson(n * 0.3), n, 1000),
        funnel.ratio(rng.poisson(n), n.astype(float)),
    ):
        curve = drawn.curve(n)
        for name in NAMES.values():
            assert getattr(curve, name) == pytest.approx(getattr(drawn, name))


def test_a_rate_is_the_ratio_to_the_rate_of_all_units_times_that_rate():
    n = np.array([200, 300, 500, 250, 250, 400, 100, 600, 700, 700], float)  # 4,000 in all
    x = np.array([2, 6, 4, 3, 1, 5, 1, 9, 4, 5], float)  # 40 in all: 1 in a hundred
    rates, ratios = funnel.rate(x, n, 1000), funnel.ratio(x, n / 100)
    assert rates.centre == pytest.approx(10)
    assert rates.upper998 == pytest.approx(ratios.upper998 * 10)
    assert rates.verdicts == ratios.verdicts and rates.phi == pytest.approx(ratios.phi)


@pytest.mark.parametrize("kind", [funnel.proportion, funnel.ratio, funnel.rate])
@given(units=UNITS)
@settings(deadline=None)
def test_phi_of_1_or_less_leaves_the_limits_as_they_are(kind, units):
    n = [some + others + 1 for some, others in units]
    x = [some for some, _ in units]
    adjusted, plain = kind(x, n, adjust=True), kind(x, n, adjust=False)
    assert adjusted.phi == plain.phi
    if adjusted.phi is not None and adjusted.phi <= 1:
        assert not adjusted.adjusted and adjusted.verdicts == plain.verdicts
        assert adjusted.upper998.tolist() == plain.upper998.tolist()
    else:
        assert adjusted.adjusted is (adjusted.phi is not None)


@given(st.lists(st.integers(1, 500), min_size=10, max_size=30), st.integers(1, 4), st.booleans())
@settings(deadline=None)
def test_a_unit_on_the_centre_is_never_singled_out(sizes, quarters, adjust):
    n = np.array(sizes) * 4.0
    assume(quarters < 4)
    for drawn in (funnel.proportion(n * quarters / 4, n, adjust), funnel.rate(n * quarters / 4, n, 1, adjust)):
        assert set(drawn.verdicts) == {"within"}


@given(UNITS, st.integers(2, 50))
@settings(deadline=None)
def test_more_of_everything_narrows_the_limits(units, times):
    x, n = (np.array(part, float) for part in zip(*((few, few + more + 1) for few, more in units), strict=True))
    assume(x.sum() > 0)
    for kind in (funnel.proportion, funnel.ratio, funnel.rate):
        small, large = kind(x, n, adjust=False), kind(x * times, n * times, adjust=False)
        assert large.values == pytest.approx(small.values)
        for name in NAMES.values():
            nearer = abs(getattr(large, name) - large.centre) <= abs(getattr(small, name) - small.centre) + 1e-12
            assert nearer.all(), (kind.__name__, name)


@given(UNITS)
@settings(deadline=None)
def test_shares_of_what_is_and_of_what_is_not_mirror_each_other(units):
    x, n = (np.array(part, float) for part in zip(*((few, few + more + 1) for few, more in units), strict=True))
    assume(x.sum() > 0)
    some, others = funnel.proportion(x, n), funnel.proportion(n - x, n)
    turned = {"high": "low", "low": "high", "rather high": "rather low", "rather low": "rather high"}
    assert others.phi == pytest.approx(some.phi, abs=1e-9)
    assert 1 - others.lower998 == pytest.approx(some.upper998, abs=1e-9)
    near = np.abs(np.array([some.values - getattr(some, name) for name in NAMES.values()])).min() < 1e-9
    assert near or others.verdicts == tuple(turned.get(verdict, verdict) for verdict in some.verdicts)


def test_stable_units_are_singled_out_about_as_seldom_as_the_limits_promise():
    rng = np.random.default_rng(2026)
    n = rng.integers(40, 400, 30)
    verdicts = [verdict for _ in range(400) for verdict in funnel.proportion(rng.binomial(n, 0.3), n).verdicts]
    assert sum(verdict in ("high", "low") for verdict in verdicts) / len(verdicts) < 0.004  # 0.002 promised
    assert 0.02 < sum(verdict in BEYOND95 for verdict in verdicts) / len(verdicts) < 0.06  # 0.05 promised


def test_the_chance_of_all_is_the_binomials():
    share, n = 0.3, 6
    none, every = funnel._Shares(share).extremes(np.array([0.0, n]), np.array([n, n], float), 0.0)
    assert (none, every) == pytest.approx((comb(n, 0) * 0.7**6, 0.3**6))


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (lambda: funnel.proportion([5, 3], [4, 4]), "unit 1 of the funnel has more counted"),
        (lambda: funnel.proportion([1, -1], [4, 4]), "unit 2 of the funnel has a number below 0"),
        (lambda: funnel.rate([1, 1], [4, -4]), "unit 2 of the funnel has a number below 0"),
        (lambda: funnel.ratio([1, 1], [0, 0]), "no unit of the funnel has anything"),
        (lambda: funnel.proportion([], []), "no unit of the funnel has anything"),
        (lambda: funnel.rate([1, 2], [4]), "two lists"),
        (lambda: funnel.rate(1, 4), "two lists"),
        (lambda: funnel.rate(["a"], [4]), "needs numbers"),
        (lambda: funnel.rate([1] * 10, [4] * 10).curve([0, 5]), "above 0"),
    ],
)
def test_impossible_numbers_are_refused_with_a_sentence(call, why):
    with pytest.raises(Unusable, match=why):
        call()
