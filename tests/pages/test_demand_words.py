"""What the page on demand says: every assumption, years that are not in the population file, and why there is none."""

from dataclasses import replace
from datetime import date

from dashboard import scorecard as cards
from dashboard.money import demand
from dashboard.money.demand import Facts
from layouts.words.demand import assumptions, nothing_to_project, trend_words

MONTH = date(2026, 9, 1)
PEOPLE = {"Physical support": {date(year, 9, 1): {"75-84": 80, "Not known": 3} for year in (2025, 2026)}}
KNOWN = Facts(MONTH, PEOPLE, {2026: {"75-84": 900}, 2027: {"75-84": 950}}, {"Physical support": 9.0}, None)


def assumed(known, **moved):
    chosen = {one.key: one.usual for one in demand.settings(known)} | moved
    return assumptions(known, demand.project(known, chosen), chosen)


def test_years_that_are_not_in_the_file_are_named_with_those_that_stand_for_them():
    assert assumed(KNOWN)[0] == (
        "The population by age is that of the file for 2026 to 2027. Not in it: 2025, 2028 and 2029; "
        "the people of 2026 stand for 2025 and the people of 2027 stand for 2028 and 2029."
    )
    ahead = replace(KNOWN, population={year: {"75-84": 900} for year in range(2025, 2027)})
    assert assumed(ahead)[0].endswith("Not in it: 2027, 2028 and 2029; the people of 2026 stand for them.")
    whole = replace(KNOWN, population={year: {"75-84": 900} for year in range(2025, 2030)})
    assert assumed(whole)[0].endswith("2025 to 2029: it has every year that is needed.")


def test_every_slider_and_what_the_error_is_are_among_the_assumptions():
    said = " ".join(assumed(KNOWN, trend=50, older=1.5, price=4.5, each=-2))
    for figure in (
        "50% of its past pace",
        "+1.5% a year beside",
        "Prices rise by 4.5% each April",
        "changes by −2.0% a year",
    ):
        assert figure in said
    assert "may be out by chance (95%)" in said and "further from their own line" in said


def test_people_of_no_known_age_and_groups_without_people_are_said():
    gone = {**PEOPLE, "Sensory support": {date(2025, 9, 1): {"75-84": 12}, MONTH: {}}}
    said = assumed(replace(KNOWN, people=gone))
    assert "The 3 people whose age is not known, or not in the population file, follow the trend alone." in said
    assert said[-1].endswith("though some had in a past year: Sensory support.")


def test_why_there_is_nothing_to_project_is_said(mini):
    names = cards.names(mini.snapshot)
    team = names.units["op-harbour"]
    assert nothing_to_project(KNOWN, names, names.root) == ""
    without = replace(KNOWN, population={})
    assert "No population by age is on file. Load one" in nothing_to_project(without, names, names.root)
    assert "for an area that Harbour" in nothing_to_project(without, names, team)
    assert nothing_to_project(replace(KNOWN, people={}), names, team).startswith("Nobody is on record here")


def test_the_base_at_prices_of_now_is_among_the_assumptions_with_its_figures():
    known = replace(KNOWN, paid={"Physical support": 90_000.0}, before={"Physical support": 40_000.0}, price_rise=4.5)
    said = next(one for one in assumed(known) if "before this April" in one)
    assert said.startswith("Of £90,000 paid in the twelve months to September 2026, £40,000 was paid before this April")
    assert "+4.5%, or +£1,800." in said and "agreed prices have no part in it" in said
    unknown = next(one for one in assumed(replace(known, price_rise=None)) if "before this April" in one)
    assert "It stands as it was paid" in unknown
    assert not any("before this April" in one for one in assumed(KNOWN))


def test_one_year_of_people_shows_no_trend_and_says_so_once():
    one = replace(KNOWN, people={"Physical support": {MONTH: {"75-84": 80}}})
    said = " ".join(assumed(one))
    assert "stays as it is for every user group: only one year of people is on file, which shows no trend." in said
    assert "past pace" not in said and "±" not in said and "1 years" not in said
    (group,) = demand.project(one, {"trend": 100, "older": 0, "price": 0, "each": 0})
    assert trend_words(group) == "only one year on file"
