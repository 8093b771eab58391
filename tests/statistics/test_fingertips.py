"""Comparison as on Fingertips: the reference package's own answers where they lie beside the checkout, and by hand."""

import numpy as np
import pytest

from dashboard.statistics import fingertips
from dashboard.statistics.errors import Unusable

NAMES = {"ll998": "lower998", "ll95": "lower95", "ul95": "upper95", "ul998": "upper998"}
WORDS = {
    "High (0.001)": "high",
    "High (0.025)": "rather high",
    "Low (0.001)": "low",
    "Low (0.025)": "rather low",
    "Not significant": "within",
}


def cases(oracle, kind):
    found = [case for case in oracle("funnel_phe")["cases"] if case["kind"] == kind]
    assert found, f"no case of {kind}"
    return found


def judged(case):
    given, params = case["input"], case["params"]
    if case["kind"] == "funnel_proportion":
        return fingertips.proportion(given["x"], given["n"])
    if case["kind"] == "funnel_ratio":
        return fingertips.ratio(given["observed"], given["expected"])
    if params["rate_type"] == "crude":
        return fingertips.rate(given["events"], given["population"])
    return fingertips.standardised_rate(given["events"], given["rate"], params["multiplier"])


@pytest.mark.parametrize("kind", ["funnel_proportion", "funnel_ratio", "funnel_rate"])
def test_every_units_significance_is_the_references(oracle, kind):
    for case in cases(oracle, kind):
        # What is no significance is the reference's sentence that a unit of under 10 events has none.
        assert judged(case) == [WORDS.get(said, "none") for said in case["expected"]["significance"]], case["id"]


def test_limits_of_shares_agree_with_the_reference(oracle):
    for case in cases(oracle, "funnel_proportion"):
        expected, multiplier = case["expected"], case["params"]["multiplier"]
        places = ((case["input"]["n"], expected["limits_at_units"]), (expected["curve"]["n"], expected["curve"]))
        for at, theirs in places:
            limits = fingertips.proportion_limits(expected["centre"] / multiplier, at)
            for name, ours in NAMES.items():
                assert getattr(limits, ours) * multiplier == pytest.approx(theirs[name], abs=1e-8), name


def test_curves_of_ratios_agree_with_the_reference(oracle):
    for case in cases(oracle, "funnel_ratio"):
        curve = case["expected"]["curve"]
        limits, expected = fingertips.ratio_limits(curve["observed"])
        for name, ours in NAMES.items():
            # The reference halves intervals down to 5e-7 of a case; at one event that is 5e-4 of what it looks for.
            theirs = np.array(curve[f"{name}_expected"])
            assert getattr(expected, ours) == pytest.approx(theirs, rel=5e-6, abs=1e-6), name
            usable = np.array(curve["observed"]) > 1
            assert getattr(limits, ours)[usable] * case["params"]["multiplier"] == pytest.approx(
                np.array(curve[name])[usable], rel=5e-6
            )


def test_curves_of_rates_agree_with_the_reference(oracle):
    for case in cases(oracle, "funnel_rate"):
        curve = case["expected"]["curve"]
        limits, expected = fingertips.ratio_limits(curve["events"])
        baseline = np.array(curve["baseline"])
        for name, ours in NAMES.items():
            assert getattr(limits, ours) * baseline == pytest.approx(np.array(curve[name]), rel=5e-6), name
        for name in ("ll95", "ul95"):
            people = getattr(expected, NAMES[name]) / baseline * case["params"]["multiplier"]
            assert people == pytest.approx(np.array(curve[f"{name}_population"]), rel=5e-6)


def test_a_share_is_judged_by_the_distance_from_the_share_of_all():
    # 1,000 of 2,000 in all: one standard deviation at 400 is 0.025, so 0.55 is 2 of them and 0.60 is 4.
    assert fingertips.proportion([220, 240, 540], [400, 400, 1200]) == ["rather high", "high", "low"]
    assert fingertips.proportion([200, 1, 0], [400, 2, 0])[:2] == ["within", "within"]


def test_nobody_and_everybody_are_singled_out_nowhere():
    assert fingertips.proportion([0, 0, 0], [5, 50, 0]) == ["within", "within", "none"]
    assert fingertips.proportion([5, 50], [5, 50]) == ["within", "within"]
    assert fingertips.rate([0, 0], [5, 50]) == ["none", "none"]


def test_a_count_is_judged_by_whether_its_own_interval_holds_what_was_expected():
    # 5 events: exact limits 1.6235 and 11.6683 at 95%.
    assert fingertips.ratio([5, 5, 5, 5], [1.6, 1.7, 11.6, 11.7]) == ["rather high", "within", "within", "rather low"]


def test_a_standardised_rate_of_under_ten_events_is_not_judged():
    assert fingertips.standardised_rate([9, 400, 10], [900.0, 100.0, 100.0], 1000)[0] == "none"


def test_impossible_numbers_are_refused_with_a_sentence():
    with pytest.raises(Unusable, match="something to divide by"):
        fingertips.proportion([1], [0])
    with pytest.raises(Unusable, match="every unit"):
        fingertips.rate([1, 2], [3])
    with pytest.raises(Unusable, match="1 event or more"):
        fingertips.ratio_limits([0, 1])
