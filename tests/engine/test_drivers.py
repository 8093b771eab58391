"""What drives a change: the parts of every measure add up to its difference, on the smallest demo council."""

from datetime import date

import pytest

from dashboard import QUERIES, catalogue, drivers, values
from dashboard.drivers import PEERS, UNITS
from dashboard.statistics.decomposition import split
from tests.conftest import COUNCIL

MEASURES = catalogue.read(QUERIES / "measures")
SELDOM = ("capital_spending", "adoptions", "days_to_adoption_decision")  # too few in the smallest demo to have both
NOW, BEFORE = date(2026, 9, 1), date(2025, 9, 1)


def adds_up(found):
    """Whether the parts and the lines below them come to the difference of the two values."""
    whole = found.split
    parts = sum(part.total for part in whole.parts) + whole.remainder + whole.base
    scale = max(1.0, abs(found.before.value), abs(found.after.value))
    return abs(parts - (found.after.value - found.before.value)) < 1e-9 * scale


def units(cursor):
    """The first of each level and of each kind of team: every shape of unit once, and quick."""
    found = cursor.execute("select min_by(unit, position) from model.units group by level, peers order by 1").fetchall()
    return [unit for (unit,) in found]


def in_turn(cursor, key):
    """The whole council and every third of those units, begun elsewhere for each measure."""
    (root,) = cursor.execute("select unit from model.root").fetchone()
    return list({root: None} | dict.fromkeys(units(cursor)[list(MEASURES).index(key) % 3 :: 3]))


def peers_of(cursor, unit):
    asked = (
        "select unit from model.units where unit <> $unit"
        " and peers in (select peers from model.units where unit = $unit)"
    )
    return [peer for (peer,) in cursor.execute(asked, {"unit": unit}).fetchall()]


COUNTED = [key for key, measure in MEASURES.items() if measure.kind != "supplied"]


@pytest.mark.parametrize("key", COUNTED)
def test_the_parts_of_every_measure_add_up_to_its_difference_in_time_and_from_peers(cursor, key):
    parts_add_up(cursor, key, in_turn(cursor, key))
    parts_add_up_from_peers(cursor, key, in_turn(cursor, key))


@pytest.mark.slow
@pytest.mark.parametrize("key", COUNTED)
def test_the_parts_of_every_measure_add_up_at_every_shape_of_unit(cursor, key):
    parts_add_up(cursor, key, units(cursor))
    parts_add_up_from_peers(cursor, key, units(cursor))


def parts_add_up(cursor, key, where):
    measure, split_ = values.measure_of(cursor, key), 0
    now, before = (NOW, BEFORE) if measure["basis"] != "financial year" else (date(2026, 3, 1), date(2025, 3, 1))
    for unit in where:
        for by in (UNITS, *measure["slices"]):
            found = drivers.drivers(cursor, measure, unit, now, by, before)
            assert (found.split is None) == (found.reason is not None)
            if found.split:
                split_ += 1
                assert adds_up(found), f"{unit} by {by}"
    assert split_ or key in SELDOM, "no unit had two values to split"


def parts_add_up_from_peers(cursor, key, where):
    measure = values.measure_of(cursor, key)
    for unit in where:
        for by in measure["slices"]:
            found = drivers.drivers(cursor, measure, unit, NOW, by, PEERS, peers_of(cursor, unit))
            if found.split:
                assert adds_up(found), f"{unit} by {by}"


def test_rows_that_are_added_up_leave_nothing_open_by_slice(cursor):
    for key, measure in MEASURES.items():
        if measure.counts == "rows" and measure.kind != "supplied":
            row = values.measure_of(cursor, key)
            for by in row["slices"]:
                found = drivers.drivers(cursor, row, "westmarch", NOW, by, BEFORE)
                assert found.split is None or abs(found.split.remainder) < 1e-9, f"{key} by {by}"


def test_the_fall_in_reviews_of_older_people_is_northfields_above_all(cursor):
    measure = values.measure_of(cursor, "clients_reviewed")
    found = drivers.drivers(cursor, measure, "older-people", NOW, UNITS, date(2025, 12, 1), fewest=20)
    assert found.split.difference < 0
    assert min(found.split.parts, key=lambda part: part.total).key == "op-northfield"


def test_a_month_without_a_file_is_not_split_and_the_nearest_with_a_value_is_offered(cursor):
    measure = values.measure_of(cursor, "visits_outside_time")
    found = drivers.drivers(cursor, measure, "westmarch", date(2026, 2, 1), UNITS, date(2025, 2, 1))
    assert found.split is None
    assert found.reason == "no file covers February 2025"
    assert found.nearest == {"against": date(2025, 3, 1)}


def test_a_month_is_not_held_against_itself(cursor):
    found = drivers.drivers(cursor, values.measure_of(cursor, "spending"), "westmarch", NOW, UNITS, NOW)
    assert found.reason == "a month cannot be held against itself: choose another"
    assert found.nearest["against"] != NOW


def test_a_supplied_measure_has_no_parts(cursor):
    found = drivers.drivers(cursor, values.measure_of(cursor, "satisfied_with_care"), "westmarch", NOW, UNITS, BEFORE)
    assert found.split is None
    assert "no parts" in found.reason


def test_a_unit_that_moved_is_a_part_of_each_service_only_while_it_belonged_there(cursor):
    moved, from_, to = "ld-transitions", "family-support", "learning-disability"
    parents = dict(
        cursor.execute(
            "select parent, min(month) from model.unit_months where unit = $unit group by parent", {"unit": moved}
        ).fetchall()
    )
    assert set(parents) == {from_, to}
    measure = values.measure_of(cursor, "supervision_held")
    found = drivers.drivers(cursor, measure, to, date(2026, 3, 1), UNITS, date(2025, 3, 1))
    part = next(part for part in found.split.parts if part.key == moved)
    assert part.before is None and part.after is not None and part.rate_effect == 0
    assert adds_up(found)


def test_a_unit_that_counted_nothing_in_one_month_is_still_there(cursor):
    measure = values.measure_of(cursor, "compliments")
    found = drivers.drivers(cursor, measure, "westmarch", NOW, UNITS, BEFORE)
    nothing = [part for part in found.split.parts if part.before == (0, None) or part.after == (0, None)]
    counted = [part for part in found.split.parts if part.before and part.after]
    assert all(part.total for part in nothing)
    assert len(counted) == len(found.split.parts)


def test_shares_of_few_do_not_decide_whether_there_is_a_paradox_and_only_of_a_share(cursor):
    reviewed, cost = (values.measure_of(cursor, key) for key in ("clients_reviewed", "unit_cost_home_care"))
    small = drivers.drivers(cursor, reviewed, "older-people", NOW, "user_group", BEFORE, fewest=10**6)
    assert all(small.is_small(part) for part in small.split.parts)
    priced = drivers.drivers(cursor, cost, "older-people", NOW, "user_group", BEFORE, fewest=10**6)
    assert not any(priced.is_small(part) for part in priced.split.parts)


@pytest.mark.slow
def test_every_group_at_harbour_is_reviewed_more_and_the_whole_less(tmp_path):
    """The town, where the story is: the paradox is named, and the shift of Physical support or Memory did it."""
    from dashboard import demo, intake
    from dashboard.build import build
    from dashboard.home import Home
    from dashboard.store import Store

    demo.write(tmp_path / "files", size="town", seed=1)
    home = Home(tmp_path / "home")
    intake.load([tmp_path / "files"], home, COUNCIL)
    build(home, COUNCIL)
    with Store(home).snapshot().cursor() as cursor:
        measure = values.measure_of(cursor, "clients_reviewed")
        found = drivers.drivers(cursor, measure, "op-harbour", NOW, "user_group", date(2025, 3, 1), fewest=20)
    assert found.split.paradox.parts_rose
    assert {"Physical support", "Memory and cognition"} <= set(found.split.paradox.judged)
    assert found.split.mix < found.split.difference < 0 < found.split.rate
    assert adds_up(found)


def test_the_paradox_at_harbour_is_named_from_the_figures_of_the_town():
    # What the town's store holds of Harbour's reviews in the years to March 2025 and to September 2026.
    before = {"Physical": (193, 268), "Memory": (37, 131), "Sensory": (17, 25), "Social": (11, 16)}
    after = {"Physical": (91, 108), "Memory": (136, 360), "Sensory": (11, 19), "Social": (9, 15)}
    found = split(before, after, per=100, fewest=20)
    assert found.paradox.judged == ("Physical", "Memory")
    assert found.paradox.too_small == ("Sensory", "Social")
    assert found.mix < found.difference < 0 < found.rate
