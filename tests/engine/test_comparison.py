"""Who is out of line: verdicts, intervals, order and size, held against hand-worked cases and the funnel itself."""

import random

import pytest

from dashboard import comparison
from dashboard import scorecard as cards
from dashboard.outliers import Point, compared
from dashboard.statistics import funnel, intervals
from tests.pages.small_store import LAST, small_store

SHARE = {"kind": "proportion", "per": 100, "base": "", "better": "higher", "decimals": 1, "unit_of_value": "%"}
RATE = {**SHARE, "kind": "rate", "per": 1000, "base": "population_65_plus", "unit_of_value": "per 1,000"}
WORDS = {"high": "far above", "rather high": "above", "low": "far below", "rather low": "below"}


def points(measure, *counted):
    per = measure["per"]
    return [
        Point(f"U{i:02}", f"Unit {i:02}", x / n * per if n else None, float(x), float(n))
        for i, (x, n) in enumerate(counted)
    ]


def by_key(found):
    return {point.key: point for point in found.points}


def many(seed, count=30):
    """Shares that differ by more than chance, from small units to large, with none and all among them."""
    chance = random.Random(seed)
    sizes = [chance.randint(5, 400) for _ in range(count)]
    return [
        (0, 25),
        (40, 40),
        *((sum(chance.random() < 0.5 + chance.gauss(0, 0.12) for _ in range(n)), n) for n in sizes),
    ]


@pytest.mark.parametrize("measure", [SHARE, RATE])
@pytest.mark.parametrize("seed", range(6))
def test_the_verdicts_are_the_funnels(measure, seed):
    counted = many(seed)
    found = by_key(compared(measure, points(measure, *counted), 20))
    x, n = zip(*counted, strict=True)
    own = funnel.proportion(x, n, fewest=20) if measure is SHARE else funnel.rate(x, n, per=1000)
    assert own.judged
    assert [found[f"U{i:02}"].verdict for i in range(len(x))] == [WORDS.get(v, v) for v in own.verdicts]


def test_the_limits_are_on_the_scale_of_the_values():
    counted = many(1)
    found = compared(SHARE, points(SHARE, *counted), 20)
    own = funnel.proportion(*zip(*counted, strict=True), fewest=20)
    assert found.limits.centre == pytest.approx(100 * own.centre)
    assert [float(part[0]) for part in found.limits.curve([50])] == pytest.approx(
        [100 * float(part[0]) for part in own.curve([50])]
    )


# Eight of 80% and one of 40%: too few to be judged, however far apart. A tenth makes them enough.
FEW, ENOUGH = [(80, 100)] * 8 + [(40, 100)], [(80, 100)] * 9 + [(40, 100)]


def test_fewer_than_ten_units_are_not_judged_and_have_the_limits_of_chance_alone():
    found = compared(SHARE, points(SHARE, *FEW), 20)
    assert found.limits.few and not found.limits.adjusted
    assert {point.verdict for point in found.points} == {""} and found.judged == 0 and found.outside == []
    # 680 of 900 is 75.6%; at 100 one deviation is the root of 0.756 x 0.244 / 100, 4.30 points.
    limits = [float(part[0]) for part in found.limits.curve([100])]
    assert limits == pytest.approx([62.3, 67.1, 84.0, 88.8], abs=0.15)
    enough = by_key(compared(SHARE, points(SHARE, *ENOUGH), 20))
    assert enough["U09"].verdict in ("below", "far below") and enough["U00"].verdict == "within"


def test_a_share_of_fewer_things_than_the_councils_rule_is_not_judged():
    small = compared(SHARE, points(SHARE, (0, 19), (80, 100), (80, 100)), 20)
    assert by_key(small)["U00"].verdict == "too small"
    assert small.limits.judged == 2
    enough = compared(SHARE, points(SHARE, (0, 20), *[(80, 100)] * 9), 20)
    assert by_key(enough)["U00"].verdict == "far below"


@pytest.mark.parametrize("kind", ["ratio", "money", "count", "mean", "supplied"])
def test_what_is_no_count_of_things_out_of_others_is_never_judged(kind):
    found = compared({**SHARE, "kind": kind, "per": 1}, points({"per": 1}, *many(3)), 20)
    assert found.limits is None
    assert found.why_not
    assert {point.verdict for point in found.points} == {""}
    assert (found.points[0].low is None) == (kind != "count")


def test_the_parts_of_a_rate_over_a_base_are_not_judged_for_they_share_it():
    found = compared(RATE, points(RATE, *[(i, 5000) for i in range(12)]), 20, parts=True)
    assert found.limits is None
    assert found.points[0].low is not None


def test_intervals_are_on_the_scale_of_the_values():
    share = compared(SHARE, points(SHARE, (15, 18), (80, 100)), 20)
    low, high = intervals.proportion(15, 18)[1:]
    assert (by_key(share)["U00"].low, by_key(share)["U00"].high) == pytest.approx((100 * low, 100 * high))
    rate = compared(RATE, points(RATE, (15, 1800), (80, 10000)), 20)
    assert (by_key(rate)["U00"].low, by_key(rate)["U00"].high) == pytest.approx(intervals.rate(15, 1800, 1000)[1:])


def test_those_within_the_limits_are_in_no_rank_and_those_outside_come_first():
    rest = [(70 + i % 3, 99 - i) for i in range(6)]
    found = compared(SHARE, points(SHARE, (62, 80), (70, 100), (20, 100), (400, 560), (140, 200), *rest), 20)
    assert [point.denominator for point in found.points] == [100, 560, 200, 100, 99, 98, 97, 96, 95, 94, 80]
    assert [point.key for point in found.outside] == ["U02"]


def test_nothing_to_divide_by_has_no_verdict_and_comes_last():
    found = compared(SHARE, points(SHARE, (0, 0), (70, 100), (75, 100)), 20)
    assert (found.points[-1].key, found.points[-1].verdict) == ("U00", "")


def test_more_counted_than_there_were_is_said_and_not_judged():
    found = compared(SHARE, points(SHARE, (101, 100), (70, 100)), 20)
    assert found.limits is None
    assert "more counted" in found.why_not


def test_a_part_of_too_few_keeps_its_counts_and_loses_its_value(mini, cursor):
    names, small = cards.names(mini.snapshot), []
    for measure in names.measures.values():
        for slice_ in measure["slices"] if measure["kind"] == "proportion" else ():
            found = comparison.over_parts(cursor, measure, names.root, names.months[-1], slice_)
            for point in found.points:
                too_few = 0 < point.denominator < found.fewest and "no file" not in (point.reason or "")
                assert (point.verdict == "too small") == too_few
                small += [point] if too_few else []
    assert small
    assert {(point.value, point.low) for point in small} == {(None, None)}
    assert all(point.numerator is not None for point in small)


# Twelve teams: six older people's, too few to be a group of their own, and six others, which have other peers. All have
# 80 of 100 but Northfield, with 30.


@pytest.fixture
def teams():
    store = small_store()
    store.connection.execute(
        "insert into model.units select 'N' || i, 'New team ' || i, 'team', 'LD', 'new teams', '', 3, 50 + i"
        " from range(6) as r(i)"
    )
    store.connection.execute(
        "insert into model.unit_months select m.month, 'N' || r.i, 'LD', null from model.months as m, range(6) as r(i)"
    )
    for table in ("card_values", "cards"):
        store.connection.execute(
            f"insert into cube.{table} select t.* replace ('N' || i as unit) from cube.{table} as t, range(6) as r(i)"
            " where t.unit = 'EAS'"
        )
    store.connection.execute("update cube.card_values set denominator = 100, numerator = 80, value = 80"
                             " where measure = 'reviews_on_time'")  # fmt: skip
    store.connection.execute("update cube.card_values set numerator = 30, value = 30"
                             " where measure = 'reviews_on_time' and unit = 'NOR'")  # fmt: skip
    return store


def distances(store, units):
    names = cards.names(store)
    with store.cursor() as cursor:
        return comparison.distances(
            cursor, names, [names.units[key] for key in units], LAST, ["reviews_on_time", "net_spend"]
        )


def over(store, units):
    names = cards.names(store)
    with store.cursor() as cursor:
        return comparison.over_units(
            cursor, names, names.measures["reviews_on_time"], [names.units[key] for key in units], LAST
        )[0]


OLDER = ["NOR", "EAS", "HAR", "MIL", "RIV", "SOU"]
NEW = [f"N{i}" for i in range(6)]


def test_one_number_has_one_verdict_wherever_it_stands(teams):
    found = distances(teams, ["NOR", "EAS"])
    assert (found["NOR"]["reviews_on_time"].verdict, found["EAS"]["reviews_on_time"].verdict) == ("far below", "within")
    assert "net_spend" not in found["NOR"]
    assert distances(teams, ["NOR"])["NOR"] == found["NOR"]
    for shown in (["NOR"], OLDER, [*OLDER, *NEW], ["NOR", "EAS", "N3"]):
        here = {point.key: point.verdict for point in over(teams, shown).points}
        assert set(here) == set(shown)
        assert here["NOR"] == "far below" and {here[key] for key in shown if key != "NOR"} <= {"within"}
    assert over(teams, OLDER).against == "all 12 teams" and over(teams, [*OLDER, *NEW]).against == ""


def test_a_peer_group_of_ten_is_held_together_and_others_against_their_level(teams):
    teams.connection.execute("update model.units set peers = 'teams of a kind' where unit <> 'SOU' and level = 'team'")
    names = cards.names(teams)
    groups = comparison.held_together(
        names, "reviews_on_time", [names.units[key] for key in ("NOR", "SOU", "N1")], LAST
    )
    assert [(group.title, len(group.units), [unit.key for unit in group.asked]) for group in groups] == [
        ("teams of a kind", 11, ["NOR", "N1"]),
        ("teams", 12, ["SOU"]),
    ]
    found = over(teams, ["NOR", "SOU", "N1"])
    assert found.limits is None and found.judged == 3 and [point.key for point in found.outside] == ["NOR"]


def test_six_teams_in_all_have_no_verdict(teams):
    teams.connection.execute("delete from cube.cards where unit like 'N_'")
    assert distances(teams, ["NOR"])["NOR"]["reviews_on_time"].verdict == ""
    found = over(teams, OLDER)
    assert found.limits.few and found.judged == 0


def test_a_unit_without_the_measure_on_its_scorecard_is_not_held_against_the_others(teams):
    teams.connection.execute("update cube.card_values set numerator = 0, value = 0 where unit = 'SOU'")
    teams.connection.execute("delete from cube.cards where unit = 'SOU'")
    found = distances(teams, ["EAS", "SOU"])
    assert "SOU" not in found
    assert found["EAS"]["reviews_on_time"].verdict == "within"


def test_the_families_of_a_unit_are_the_levels_below_it_and_its_peers():
    names = cards.names(small_store())
    families = comparison.families(names, names.units["ASC"], names.months[-1])
    found = {family.key: [unit.key for unit in family.units] for family in families}
    assert found == {
        "team": ["NOR", "EAS", "HAR", "MIL", "RIV", "SOU"],
        "service": ["OP", "LD"],
        "peers": ["ASC", "CHI"],
    }
    assert [family.key for family in comparison.families(names, names.units["NOR"], names.months[-1])] == ["peers"]
