"""The answers of the reference packages on real series of emergency care: NHSRplotthedots, qicharts2."""

import pytest

from dashboard.statistics import runchart, xmr

BETTER = {"increase": "higher", "decrease": "lower", "neutral": "neither"}
POINT = {
    "common_cause": "common",
    "special_cause_improvement": "improvement",
    "special_cause_concern": "concern",
    "special_cause_neutral_high": "high",
    "special_cause_neutral_low": "low",
}
RULE = {
    "Common Cause": None,
    "Above UCL": "outside",
    "Below LCL": "outside",
    "7 Point Trend (Increasing)": "trend",
    "7 Point Trend (Decreasing)": "trend",
    "2 in 3 Above CL": "two in three",
    "2 in 3 Below CL": "two in three",
    "7 Points Above CL": "shift",
    "7 Points Below CL": "shift",
}
ASSURANCE = {"consistent_pass": "pass", "consistent_fail": "fail", "inconsistent": "hit and miss", None: None}


def charted(case):
    asked, dates = case["params"], case["input"]["date"]
    return xmr.chart(
        case["input"]["value"],
        better=BETTER[asked["improvement_direction"]],
        target=asked["target"],
        rebase=[dates.index(date) for date in asked["rebase"] if date in dates],
        baseline=asked["fix_after_n_points"],
        screen=asked["screen_outliers"],
    )


def test_xmr_charts_are_those_of_nhsrplotthedots_point_by_point(oracle):
    for case in oracle("xmr_real")["cases"]:
        expected, chart = case["expected"], charted(case)
        assert [POINT[word] for word in expected["point_type"]] == list(chart.points), case["id"]
        assert [RULE[word] for word in expected["special_cause_type"]] == list(chart.rules), case["id"]
        assert chart.variation == POINT[expected["variation_type"]], case["id"]
        assert chart.assurance == ASSURANCE[expected["assurance_type"]], case["id"]


def test_xmr_limits_are_those_of_nhsrplotthedots(oracle):
    for case in oracle("xmr_real")["cases"]:
        chart, groups = charted(case), case["expected"]["groups"]
        assert chart.starts == tuple(group["first_index"] for group in groups), case["id"]
        assert chart.trial == tuple(group["short_group_warning"] for group in groups), case["id"]
        for group in groups:
            for position in (group["first_index"], group["last_index"]):
                found = [chart.mean[position], chart.lower[position], chart.upper[position]]
                told = [group["mean"], group["lpl"], group["upl"]]
                assert found == pytest.approx(told, rel=1e-9, abs=1e-9), case["id"]


def test_run_charts_are_those_of_qicharts2(oracle):
    for case in oracle("run_charts")["cases"]:
        if case["params"]["freeze"]:
            continue  # a median of the first months only is not offered
        for part in case["expected"]["parts"]:
            chart = runchart.chart(case["input"]["value"][part["first_index"] : part["last_index"] + 1])
            assert chart.median == pytest.approx(part["median"], rel=1e-9), case["id"]
            assert chart.useful == part["n_useful"], case["id"]
            assert (chart.longest_run, chart.crossings) == (part["longest_run"], part["crossings"]), case["id"]
            assert (chart.longest_run_limit, chart.crossings_limit) == (
                part["longest_run_max"],
                part["crossings_min"],
            ), case["id"]
            assert chart.signal == part["signal_anhoej"], case["id"]


def test_the_limits_of_run_charts_are_those_of_qicharts2_from_1_to_150_points(oracle):
    table = oracle("run_charts")["critical_values"]
    told = list(zip(table["longest_run_max"], table["crossings_min"], strict=True))
    assert [runchart.limits(useful) for useful in table["n_useful"]] == told
