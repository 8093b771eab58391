"""What others published stands beside our own: the right councils, the right period, our place among them."""

from datetime import date
from statistics import median

import pytest

from dashboard import elsewhere, intake, values
from dashboard.build import build
from dashboard.errors import DefinitionError
from dashboard.home import Home
from dashboard.store import Store
from tests.conftest import REAL_DATA
from tests.intake.test_published_tables import shown_cells

ORGANISATION = """Unit,Name,Level,Parent,Peer Group,Area,Leader,Starts,Ends
all,The whole council,council,,,,,,
care,Adult care,service,all,,,,,
"""
HEADER = "Measure,Area,Area Name,Region,Period,Value"
EAST, WEST = "East", "West"
PLACES = [  # code, name, region, admissions 65+ in 2024-25, satisfied in 2024-25
    ("E10000001", "Ourshire", EAST, "600", "61.0"),
    ("E10000002", "Northshire", EAST, "500", "[x]"),
    ("E10000003", "Southshire", EAST, "[c]", "70.0"),
    ("E06000004", "Hilltown", WEST, "600", "61.0"),
    ("E06000005", "Dale and Fell", WEST, "700", "55.0"),
    ("E08000006", "Marsh", WEST, "450", "80.0"),
]
FACTS = [
    *(f"ASCOF 2C,{code},{name},{region},2024-25,{value}" for code, name, region, value, _ in PLACES),
    *(f"ASCOF 1D,{code},{name},{region},2024-25,{value}" for code, name, region, _, value in PLACES),
    *(f"budget_variance,{code},{name},{region},2024-25,1.5" for code, name, region, *_ in PLACES[:3]),
    "ASCOF 2C,E92000001,England,,2024-25,592.5",
    "ASCOF 2C,E12000001,East,,2024-25,555.0",
    "ASCOF 2C,E12000002,West,,2024-25,1.0",
    "ASCOF 2C,[z],Shire Counties,,2024-25,2.0",
    "ASCOF 1D,E10000001,Ourshire,East,2023-24,60.0",
    "ASCOF 1D,E10000007,Oldshire,West,2023-24,90.0",  # merged away: nothing of it in 2024-25
    "ASCOF 1D,E10000007,Oldshire,West,2024-25,[x]",
    # Dale and Fell was a county of that name before, and the table has it under both codes.
    "ASCOF 2C,E10000005,Dale and Fell,West,2024-25,700",
    "PAF D40,England,England,,2002-03,51.4",
]
SETTINGS = 'name = "Ourshire"\namong = "Ourshire"\nneighbours = ["Northshire", "Marsh", "Southshire", "Ourshire"]\n'


def made(folder, facts=FACTS, settings=SETTINGS, more=(), organisation=ORGANISATION):
    """A store built from an organisation, published facts and settings alone."""
    files, council, home = folder / "files", folder / "council", Home(folder / "home")
    files.mkdir()
    council.mkdir()
    (files / "organisation.csv").write_text(organisation, encoding="utf-8")
    (files / "facts.csv").write_text("\n".join([HEADER, *facts]) + "\n", encoding="utf-8")
    for name, lines in more:
        (files / name).write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    (council / "council.toml").write_text(settings, encoding="utf-8")
    intake.load([files], home, council)
    build(home, council)
    return Store(home).snapshot()


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return made(tmp_path_factory.mktemp("ours"))


@pytest.fixture
def ours(store):
    with store.cursor() as cursor:
        yield cursor


def comparators_of(cursor, measure, month=date(2025, 3, 1)):
    found = elsewhere.comparators(cursor, values.measure_of(cursor, measure), month)
    return {row["kind"]: row for row in found}


def elsewhere_of(cursor, measure, month=date(2025, 3, 1)):
    return elsewhere.elsewhere(cursor, values.measure_of(cursor, measure), month)


def test_the_figures_of_the_council_chosen_are_the_whole_council_s_own_for_a_supplied_measure(ours):
    assert values.value(ours, "satisfied_with_care", None, "2025-03").value == 61.0
    assert values.value(ours, "satisfied_with_care", None, "2024-06").value == 60.0
    assert values.value(ours, "satisfied_with_care", "care", "2025-03").value is None


def test_a_measure_takes_the_published_value_where_no_file_of_ours_gives_it_one(ours):
    assert values.value(ours, "admissions_65_plus", None, "2025-03").value == 600
    assert values.value(ours, "admissions_65_plus", "care", "2025-03").value is None
    assert values.value(ours, "admissions_18_64", None, "2025-03").value is None


def test_england_and_the_council_s_own_region_stand_as_published(ours):
    found = comparators_of(ours, "admissions_65_plus")
    assert (found["england"]["label"], found["england"]["value"]) == ("England", 592.5)
    assert (found["region"]["label"], found["region"]["value"]) == ("East", 555.0)


def test_a_region_that_was_not_published_is_the_median_of_its_councils_and_says_so(ours):
    region = comparators_of(ours, "satisfied_with_care")["region"]
    assert (region["label"], region["value"], region["areas"]) == ("median of East councils", 65.5, 2)


def test_neighbours_are_the_median_of_those_named_with_a_value_and_never_the_council_itself(ours):
    found = comparators_of(ours, "admissions_65_plus")["neighbours"]
    assert (found["value"], found["areas"], found["named"]) == (median([500, 450]), 2, 3)


def test_the_best_is_the_lowest_where_lower_is_better_and_nobody_where_neither_is(ours):
    low, high = comparators_of(ours, "admissions_65_plus")["best"], comparators_of(ours, "satisfied_with_care")["best"]
    assert (low["area"], low["value"]) == ("E08000006", 450.0)
    assert (high["area"], high["value"]) == ("E08000006", 80.0)
    assert "best" not in comparators_of(ours, "budget_variance")


def test_groups_and_other_councils_are_no_comparators_by_themselves(ours):
    found = elsewhere.comparators(ours, values.measure_of(ours, "admissions_65_plus"), date(2025, 3, 1))
    assert [row["label"] for row in found] == ["England", "East", "nearest neighbours", "best"]


def test_a_figure_withheld_has_no_place_and_is_counted(ours):
    found = elsewhere_of(ours, "admissions_65_plus")
    assert "Southshire" not in {council.name for council in found.councils}
    assert (found.withheld, found.missing) == (1, 0)
    assert elsewhere_of(ours, "satisfied_with_care").missing == 1


def test_the_place_is_that_of_a_plain_ranking_and_ties_share_it(ours):
    found = elsewhere_of(ours, "admissions_65_plus")
    assert [council.value for council in found.councils] == [450, 500, 600, 600, 700]
    assert (found.place, found.joint, found.own.name) == (3, 2, "Ourshire")
    higher = elsewhere_of(ours, "satisfied_with_care")
    assert (higher.place, higher.joint, len(higher.councils)) == (3, 2, 5)
    assert elsewhere_of(ours, "budget_variance").place is None


def test_a_council_published_under_two_codes_is_one_council(ours):
    assert [council.name for council in elsewhere_of(ours, "admissions_65_plus").councils].count("Dale and Fell") == 1


def test_a_council_that_is_no_more_is_not_among_those_without_a_figure(ours):
    assert "Oldshire" in {
        council.name for council in elsewhere_of(ours, "satisfied_with_care", date(2024, 3, 1)).councils
    }
    assert elsewhere_of(ours, "satisfied_with_care").missing == 1  # Northshire, and not Oldshire


def test_a_period_that_had_not_begun_by_the_month_is_not_shown(ours):
    assert elsewhere_of(ours, "satisfied_with_care", date(2024, 3, 1)).period_start == date(2023, 4, 1)
    assert elsewhere_of(ours, "satisfied_with_care", date(2023, 3, 1)) is None
    assert comparators_of(ours, "satisfied_with_care", date(2023, 3, 1)) == {}


def test_a_comparator_of_another_time_than_the_places_is_not_drawn_among_them(ours):
    found = elsewhere_of(ours, "satisfied_with_care", date(2025, 3, 1))
    assert {(row["period_start"], row["period_end"]) for row in found.comparators} == {
        (date(2024, 4, 1), date(2025, 3, 31))
    }


def test_what_the_council_supplied_itself_goes_before_what_was_published(tmp_path):
    store = made(tmp_path, more=[("own.csv", ["ASCOF 1D,all,The whole council,,2024-25,61.4"])])
    with store.cursor() as cursor:
        assert values.value(cursor, "satisfied_with_care", None, "2025-03").value == 61.4
        assert elsewhere_of(cursor, "satisfied_with_care").own.value == 61.0


def test_a_team_that_is_called_like_a_region_or_another_council_is_given_nothing_of_theirs(tmp_path):
    teams = "West,West,team,care,,,,,\nhill,Hilltown,team,care,,,,,\nE08000006,Marshes,team,care,,,,,\n"
    with made(tmp_path, organisation=ORGANISATION + teams).cursor() as cursor:
        for team in ("West", "hill", "E08000006"):
            assert values.value(cursor, "satisfied_with_care", team, "2025-03").value is None
        assert [one.name for one in elsewhere_of(cursor, "admissions_65_plus").councils if one.own] == ["Ourshire"]


def test_the_area_of_the_whole_council_in_the_organisation_chooses_it_too(tmp_path):
    organisation = ORGANISATION.replace("all,The whole council,council,,,", "all,The whole council,council,,,E06000004")
    with made(tmp_path, organisation=organisation, settings='name = "Hilltown"\n').cursor() as cursor:
        assert elsewhere_of(cursor, "admissions_65_plus").own.name == "Hilltown"
        assert values.value(cursor, "satisfied_with_care", None, "2025-03").value == 61.0


def test_a_council_that_chose_no_name_sees_the_others_and_no_place(tmp_path):
    with made(tmp_path, settings='name = "Ourshire"\nregion = "West"\n').cursor() as cursor:
        found = elsewhere_of(cursor, "admissions_65_plus")
        assert (found.own, found.place, len(found.councils)) == (None, None, 5)
        assert comparators_of(cursor, "admissions_65_plus")["region"]["label"] == "West"
        assert values.value(cursor, "satisfied_with_care", None, "2025-03").value is None


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ('among = "Ourshre"', ["among", "'Ourshre' is no council of the published tables", "Did you mean Ourshire"]),
        ('neighbours = ["Hiltown"]', ["neighbours", "'Hiltown'", "Did you mean Hilltown?"]),
        ('region = "Wst"', ["region", "'Wst' is no region", "Did you mean West"]),
        ('among = "Zzz"', ["such as Dale and Fell, or its ONS code, such as E06000005"]),
    ],
)
def test_a_name_that_no_published_table_has_is_refused_with_the_nearest(settings, words, tmp_path):
    with pytest.raises(DefinitionError) as refused:
        made(tmp_path, settings=f"{settings}\n")
    assert all(word in str(refused.value) for word in ["council.toml", *words])


def test_a_name_is_found_by_its_code_and_without_regard_to_case_and_punctuation(tmp_path):
    settings = 'among = "e10000001"\nneighbours = ["DALE-AND-FELL"]\n'
    with made(tmp_path, settings=settings).cursor() as cursor:
        assert elsewhere_of(cursor, "admissions_65_plus").own.name == "Ourshire"
        assert comparators_of(cursor, "admissions_65_plus")["neighbours"]["value"] == 700


def test_names_may_be_written_before_any_published_table_is_loaded(tmp_path):
    facts = ["ASCOF 1D,all,The whole council,,2024-25,61.4"]
    with made(tmp_path, facts=facts, settings='among = "Anywhere"\n').cursor() as cursor:
        assert values.value(cursor, "satisfied_with_care", None, "2025-03").value == 61.4


def test_the_demo_council_is_compared_with_england_as_before(cursor):
    found = comparators_of(cursor, "admissions_65_plus", date(2026, 3, 1))
    assert set(found) == {"england"}
    assert found["england"]["value"] == 592.5
    best = elsewhere.comparators(cursor, values.measure_of(cursor, "clients_reviewed"), date(2026, 3, 1))
    assert {row["label"]: row["value"] for row in best} == {"England": 51.4, "the best": 90.0}


@pytest.fixture(scope="module")
def lincolnshire(tmp_path_factory):
    """A store of the real tables for a council that has done no more than to choose its name and its neighbours."""
    paths = [REAL_DATA / "ascof", REAL_DATA / "oflog"]
    if not all(path.exists() for path in paths):
        pytest.skip("the real files of 'ascof' and 'oflog' are not beside this checkout (../shared/data)")
    folder = tmp_path_factory.mktemp("lincolnshire")
    council, home = folder / "council", Home(folder / "home")
    council.mkdir()
    (council / "council.toml").write_text('among = "Lincolnshire"\nneighbours = ["Norfolk", "Suffolk", "Dorset"]\n')
    (folder / "organisation.csv").write_text(ORGANISATION, encoding="utf-8")
    intake.load([folder / "organisation.csv", *paths], home, council)
    build(home, council)
    return Store(home).snapshot()


@pytest.mark.parametrize(
    ("measure", "table", "better", "own"),
    [
        ("admissions_65_plus", "2c", "lower", 588.1),
        ("admissions_18_64", "2b", "lower", 22.8),
        ("direct_payments", "3d(2a)", "higher", 43.0),
        ("feel_safe", "4a", "higher", 66.8),
        ("satisfied_with_care", "1d", "higher", 61.7),
        ("reablement_no_further_request", "2a", "higher", None),
        ("learning_disability_settled", "2e(1)", "higher", None),
    ],
)
def test_choosing_its_name_shows_a_council_its_place_among_all(measure, table, better, own, lincolnshire):
    rows = [
        row
        for row in shown_cells(REAL_DATA / "ascof" / "ascof_2024_25.ods", f"Table_{table}")
        if len(row) > 3 and row[3]
    ]
    outcome = rows[0].index("2024 to 2025 - outcome")
    # Dorset stands twice in some tables, under its new code and under that of the county before it.
    codes = {row[2]: row[outcome] for row in rows[1:] if row[2][:3] in ("E06", "E08", "E09", "E10")}
    if "E06000059" in codes:
        codes.pop("E10000009", None)
    ranked = {code: float(text.replace(",", "")) for code, text in codes.items() if text[0].isdigit()}
    ours = ranked["E10000019"]
    with lincolnshire.cursor() as cursor:
        found = elsewhere_of(cursor, measure, date(2025, 3, 1))
        neighbours = comparators_of(cursor, measure)["neighbours"]
    assert len(found.councils) == len(ranked)
    assert found.place == 1 + sum(v > ours if better == "higher" else v < ours for v in ranked.values())
    assert found.withheld == sum(text == "[c]" for text in codes.values())
    assert found.own.value == ours and own in (None, ours)
    assert neighbours["value"] == pytest.approx(median(ranked[c] for c in ("E10000020", "E10000029", "E06000059")))


def test_its_published_survey_results_are_its_own_values(lincolnshire):
    with lincolnshire.cursor() as cursor:
        assert values.value(cursor, "feel_safe", None, "2025-03").value == 66.8
        assert values.value(cursor, "feel_safe", None, "2024-04").value == 73.4
        nothing = values.value(cursor, "feel_safe", None, "2021-04")
        assert (nothing.value, nothing.reason) == (None, "not available from the source [x]")
