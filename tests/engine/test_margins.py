"""A survey's figure with its margin of error: what chance may have done to it, by hand and as printed."""

import re
from datetime import date

import pytest

from dashboard import council, elsewhere, intake, scorecard
from dashboard.build import build
from dashboard.home import Home
from dashboard.store import Store
from tests.intake.test_published_tables import shown_cells

HEADS = "Measure,Area,Area Name,Period,Value,Margin Of Error,Numerator,Denominator"
FIGURES = [
    "feel_safe,council,,2021-22,60,4,,",
    "feel_safe,council,,2022-23,63,4,,",  # 3 up, give or take the root of 16 + 16
    "feel_safe,council,,2023-24,70,2,,",  # 7 up, give or take the root of 16 + 4
    "feel_safe,council,,2024-25,69,0.0,,",  # less than its digits can say: not known how far
    "satisfied_with_care,council,,2022-23,99,3,,",
    "satisfied_with_care,council,,2023-24,50,6,200,400",  # its counts alone would give 45.1 to 54.9
    "satisfied_with_care,council,,2024-25,62,[x],,",
    "quality_of_life,council,,2023-24,18.9,0.4,,",
    "quality_of_life,council,,2024-25,19.5,0.3,,",  # a score, no share: 0.6 up, give or take 0.5
]
SURVEYS = {"1a": "quality_of_life", "1b": "difference_care_makes", "1c": "carers_quality_of_life",
           "1d": "satisfied_with_care", "1e": "carers_satisfied", "3a": "control_over_daily_life",
           "3b": "carers_consulted", "3c(1)": "information_easy_to_find", "3c(2)": "carers_information_easy_to_find",
           "4a": "feel_safe", "5a(1)": "social_contact", "5a(2)": "carers_social_contact"}  # fmt: skip
LAST = date(2025, 3, 1)


def built(folder, name, figures=()):
    ours, home = folder / "council", Home(folder / "home")
    council.write_new(ours, name)
    if figures:
        path = folder / "figures.csv"
        path.write_text("\n".join([HEADS, *figures]) + "\n", encoding="utf-8")
        (result,) = intake.load([path], home, ours)
        assert result.rows_rejected == result.rows_warned == 0, result.as_dict()
    else:
        council.set_word(ours, "among", name)
    build(home, ours)
    return Store(home).snapshot()


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory):
    return built(tmp_path_factory.mktemp("by-hand"), "Anyshire", FIGURES)


@pytest.fixture(scope="module", params=["Lincolnshire", "Newcastle upon Tyne"])
def published(request, tmp_path_factory):
    return request.param, built(tmp_path_factory.mktemp("published"), request.param)


def years(store, measure):
    unit = scorecard.names(store).root.key
    with store.cursor() as cursor:
        rows = scorecard.ask_dicts(cursor, "period_values", measure=measure, unit=unit, month=LAST)
    return {row["period_end"].year: row for row in rows}


def test_a_margin_gives_the_limits_of_its_figure(by_hand):
    found = years(by_hand, "feel_safe")
    assert [(found[y]["lower"], found[y]["upper"]) for y in (2022, 2023, 2024)] == [(56, 64), (59, 67), (68, 72)]
    assert (found[2025]["value"], found[2025]["lower"], found[2025]["upper"]) == (69, None, None)


def test_a_change_is_told_from_chance_by_both_margins(by_hand):
    found = years(by_hand, "feel_safe")
    assert [found[year]["movement"] for year in (2022, 2023, 2024, 2025)] == [None, "within chance", "higher", None]
    assert (found[2023]["moved_lower"], found[2023]["moved_upper"]) == pytest.approx((-2.657, 8.657), abs=0.001)
    assert (found[2024]["moved_lower"], found[2024]["moved_upper"]) == pytest.approx((2.528, 11.472), abs=0.001)


def test_a_share_ends_at_a_hundred_and_a_margin_goes_before_the_counts(by_hand):
    found = years(by_hand, "satisfied_with_care")
    assert (found[2023]["lower"], found[2023]["upper"]) == (96, 100)
    assert (found[2024]["lower"], found[2024]["upper"]) == (44, 56)
    # The reach beyond a hundred counts in the change: 49 down, give or take the root of 36 + 9.
    assert (found[2024]["moved_lower"], found[2024]["moved_upper"]) == pytest.approx((-55.708, -42.292), abs=0.001)


def test_a_score_has_its_limits_too(by_hand):
    found = years(by_hand, "quality_of_life")
    assert (found[2025]["lower"], found[2025]["upper"], found[2025]["movement"]) == (19.2, 19.8, "higher")


def test_the_limits_of_a_council_are_those_that_the_workbook_prints(published, real_data):
    name, store = published
    path, compared = real_data("ascof") / "ascof_2024_25.ods", 0
    for table, measure in SURVEYS.items():
        rows = [row for row in shown_cells(path, f"Table_{table}") if len(row) > 3 and row[3]]
        row = next(row for row in rows if row[1] == name)
        found = years(store, measure)
        for n, head in enumerate(rows[0]):
            margin = re.fullmatch(r"\d{4} to (\d{4}) - margin of error", head)
            if not margin or not re.fullmatch(r"[\d.]+", row[n]) or not float(row[n]):
                continue
            assert rows[0][n + 2] == f"{head[:12]} - outcome"
            year, value, half = found[int(margin[1])], float(row[n + 2]), float(row[n])
            digits = 3 if table == "1b" else 1
            assert round(year["lower"], digits) == round(value - half, digits), (measure, head)
            assert round(year["upper"], digits) == round(value + half, digits), (measure, head)
            compared += 1
    assert compared > 75


def test_every_council_has_the_limits_that_were_published_with_its_figure(published):
    _, store = published
    measures = scorecard.names(store).measures
    with store.cursor() as cursor:
        survey = elsewhere.elsewhere(cursor, measures["feel_safe"], LAST)
        counted = elsewhere.elsewhere(cursor, measures["direct_payments"], LAST)
    assert all(one.lower < one.value < one.upper for one in survey.councils) and len(survey.councils) == 151
    assert all(one.lower is None for one in counted.councils)


def test_a_survey_s_place_is_told_only_where_england_lies_beyond_its_margin(published):
    name, store = published
    with store.cursor() as cursor:
        figures = elsewhere.own_figures(cursor, LAST)
    for measure in SURVEYS.values():
        one = figures[measure]
        england = one.outside["england"]["value"]
        beyond = "within chance" if one.lower <= england <= one.upper else "higher" if england < one.lower else "lower"
        assert one.differs == beyond, measure
    # As printed in table 4a of 2024-25: Newcastle 74.9 with 3.6 either way, Lincolnshire 66.8 with 4.7, England 70.1.
    assert figures["feel_safe"].differs == {"Lincolnshire": "within chance"}.get(name, "higher")
