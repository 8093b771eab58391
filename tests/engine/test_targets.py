"""Where a target set above a unit is one for it too: worked cases, and random councils beside a plain recount."""

import random
from contextlib import closing

import duckdb
import pytest

from dashboard import QUERIES

TABLES = """
create schema cube; create schema about; create schema model;
create table about.measures (key varchar, kind varchar, base varchar, better varchar, basis varchar);
create table model.unit_months (month date, unit varchar, parent varchar, area varchar);
create table model.units_above (month date, unit varchar, above varchar, steps int);
create table model.targets (measure varchar, unit varchar, sort varchar default 'target', starts date, ends date,
    target decimal(18, 4), upper decimal(18, 4), basis varchar, set_by varchar, known_from date default '2000-01-01',
    known_until date default '9999-12-31', key varchar,
    number bigint default 0, file int, line bigint);
create table cube.cells (measure varchar, unit varchar, month date, basis varchar, slice varchar, slice_value varchar,
    numerator decimal(18, 4), denominator decimal(18, 4));
"""
CARD_VALUES = """
create table cube.card_values as
select 'm' as measure, u.unit, u.month, coalesce(c.numerator, 0) as numerator, 1.0 as value, t.target_low, t.target_high
from model.unit_months as u
left join cube.cells as c on c.unit = u.unit
left join cube.targets as t on t.unit = u.unit
"""
MONTH = "2026-03-01"
# A council of adults and children: older people's teams of the north and the south, a learning disability team and a
# family team that each serve both.
TREE = {
    "council": (None, None),
    "adults": ("council", None),
    "children": ("council", None),
    "older": ("adults", None),
    "disability": ("adults", None),
    "north": ("older", "n"),
    "south": ("older", "s"),
    "both": ("disability", "n; s"),
    "family": ("children", "n;s"),
}


def above(tree, unit):
    """A unit and all above it, the nearest first."""
    return [unit, *(above(tree, tree[unit][0]) if tree[unit][0] else [])]


def make(connection, table):
    sql = (QUERIES / f"{table}.sql").read_text(encoding="utf-8")
    connection.execute(f"create table {table.replace('/', '.')} as {sql}")


def held(counts, kind="rate", base="population", tree=TREE, targets=("council",)):
    """(the units that the target is one for, {unit: (its part, the whole)} of the others)."""
    with closing(duckdb.connect()) as connection:
        connection.execute(TABLES)
        connection.execute("insert into about.measures values ('m', ?, ?, 'higher', 'month')", [kind, base])
        for unit, (parent, area) in tree.items():
            connection.execute("insert into model.unit_months values (?, ?, ?, ?)", [MONTH, unit, parent, area])
            for steps, over in enumerate(above(tree, unit)):
                connection.execute("insert into model.units_above values (?, ?, ?, ?)", [MONTH, unit, over, steps])
        sums = {}
        for unit, count in counts.items():
            for over in above(tree, unit):
                sums[over] = sums.get(over, 0) + count
        for unit, count in sums.items():
            connection.execute("insert into cube.cells values ('m', ?, ?, 'month', '', '', ?, 1)", [unit, MONTH, count])
        for unit in targets:
            connection.execute(
                "insert into model.targets (measure, unit, starts, target) values ('m', ?, '2025-04-01', 10)", [unit]
            )
        for table in ("model/served_areas", "cube/nearest_targets", "cube/targets"):
            make(connection, table)
        connection.execute(CARD_VALUES)
        make(connection, "cube/parts_of_whole")
        found = {unit for (unit,) in connection.execute("select unit from cube.targets").fetchall()}
        parts = connection.execute("select unit, numerator, whole from cube.parts_of_whole").fetchall()
        return found, {unit: (int(part), int(whole)) for unit, part, whole in parts}


def test_a_target_over_a_population_is_handed_down_where_all_of_it_is_the_units():
    found, parts = held({"north": 30, "south": 20, "both": 4})
    assert found == {"council", "adults"}
    assert parts == {
        "children": (0, 54), "older": (50, 54), "disability": (4, 54), "north": (30, 54), "south": (20, 54),
        "both": (4, 54), "family": (0, 54),
    }  # fmt: skip


def test_a_team_that_alone_serves_its_streets_has_the_target_for_them():
    assert held({"north": 30, "south": 20})[0] == {"council", "adults", "older", "north", "south"}


def test_a_unit_that_does_none_of_it_has_no_target_though_the_whole_has():
    assert held({"both": 9})[0] == {"council", "adults", "disability", "both"}
    assert held({})[0] == {"council"}


def test_what_is_booked_at_no_team_could_be_anybodys():
    assert held({"north": 30, "south": 20, "council": 5})[0] == {"council"}
    assert held({"north": 30, "south": 20, "older": 5})[0] == {"council", "adults", "older"}


def test_one_in_a_hundred_booked_astray_takes_no_target_away():
    assert "adults" in held({"north": 300, "south": 200, "family": 5})[0]
    assert "adults" not in held({"north": 300, "south": 200, "family": 6})[0]


def test_a_team_without_streets_of_its_own_may_serve_them_all():
    tree = {**TREE, "duty": ("disability", None)}
    assert held({"north": 30, "south": 20, "duty": 9}, tree=tree)[0] == {"council", "adults"}


def test_a_number_or_a_sum_is_handed_down_only_to_who_holds_the_whole_of_it():
    for kind in ("count", "money"):
        assert held({"family": 40}, kind, "")[0] == {"council", "children", "family"}
        assert held({"family": 40, "north": 40}, kind, "")[0] == {"council"}


def test_a_share_is_of_what_the_unit_itself_deals_with():
    for kind in ("proportion", "mean", "ratio", "rate"):
        assert held({"north": 30}, kind, "")[0] == set(TREE)


def test_a_target_of_the_units_own_always_holds_and_goes_before_one_from_above():
    found, parts = held({"north": 30, "both": 4}, targets=("council", "north", "older"))
    assert found == {"council", "adults", "north", "older"}
    assert parts["south"] == (0, 30) and "north" not in parts


@pytest.mark.parametrize("seed", range(40))
def test_random_councils_agree_with_a_plain_recount(seed):
    chance = random.Random(seed)
    tree = {"top": (None, None)}
    for number in range(chance.randint(2, 4)):
        tree[f"d{number}"] = ("top", None)
        for other in range(chance.randint(1, 4)):
            areas = chance.sample("abcdef", chance.randint(1, 3))
            tree[f"d{number}t{other}"] = (f"d{number}", ";".join(areas) if chance.random() < 0.9 else None)
    teams = [unit for unit in tree if "t" in unit and unit != "top"]
    counts = {team: chance.choice([0, 0, 1, 30, 400]) for team in teams}

    def streets(unit):
        own = [tree[team][1] for team in teams if unit in above(tree, team)]
        return {area for areas in own if areas for area in areas.split(";")}

    expected = {"top"}
    for unit in tree:
        mine = sum(counts[team] for team in teams if unit in above(tree, team))
        theirs = sum(
            counts[team]
            for team in teams
            if unit not in above(tree, team) and (tree[team][1] is None or streets(team) & streets(unit))
        )
        if mine and streets(unit) and theirs <= (mine + theirs) / 100:
            expected.add(unit)
    assert held({team: count for team, count in counts.items() if count}, tree=tree, targets=("top",))[0] == expected
