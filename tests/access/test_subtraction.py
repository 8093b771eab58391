"""No small part is worked out from those of other units, by an attacker who takes away again and again."""

from collections import defaultdict

import pytest

from dashboard.access.scope import seen_by
from tests.access.readers import reader_of, subtree

PARTS = """select measure, basis, slice, unit, slice_value, least(records, coalesce(people, records))
from cube.sliced left join cube.few_people using (measure, unit, month, basis, slice, slice_value)
where month = $1 and records > 0"""


def worked_out(parts, told, parents):
    """The parts (unit, value) of one breakdown that follow from those that are told, by subtraction again and again.

    A unit's whole is known, and so is that nobody else is in it, but not how many parts it has where none is told.
    """
    units, sums = {unit for unit, _ in told}, defaultdict(set)
    for unit, value in parts:
        if unit in units:
            sums[unit].add((unit, value))
        if (above := (parents.get(unit), value)) in parts:
            sums[above] |= {above, (unit, value)}
    found = set()
    while more := {part for one in sums.values() if len(left := one - told - found) == 1 for part in left}:
        found |= more
    return found


@pytest.mark.parametrize("head", ["westmarch", "adults", "older-people", "op-harbour"])
def test_no_small_part_follows_from_what_somebody_without_records_is_told(mini, cursor, head):
    (fewest,) = cursor.execute("select fewest from about.settings").fetchone()
    tree = cursor.execute("select unit, parent from model.units").fetchall()
    own = subtree(tree, head)
    ((month,),) = cursor.execute("select max(month) - interval 2 months from cube.cells").fetchall()
    parents = dict(cursor.execute("select unit, parent from model.unit_months where month = $1", [month]).fetchall())
    with seen_by(mini.store, reader_of(head, "member", opened=False)).snapshot().cursor() as scoped:
        asked = "select measure, basis, slice, unit, slice_value from cube.sliced where month = $1"
        told = set(scoped.execute(asked, [month]).fetchall())
    groups = defaultdict(dict)
    for *group, unit, value, people in cursor.execute(PARTS, [month]).fetchall():
        if unit in own:
            groups[tuple(group)][unit, value] = people
    small = 0
    for group, parts in groups.items():
        there = {part for part in parts if (*group, *part) in told}
        assert all(parts[part] >= fewest for part in there)
        few = {part for part, people in parts.items() if people < fewest}
        assert not worked_out(parts, there, parents) & few, group
        assert few or len(own) > 1 or there == set(parts)  # whoever sees one unit alone loses nothing by the others
        small += bool(few and there)
    assert small > 5


def test_the_attacker_finds_what_one_unit_leaves_out_and_its_sisters_show():
    parts = {(unit, value): 9 for unit in ("all", "a", "b") for value in ("x", "y", "z")}
    parents, mine = {"a": "all", "b": "all"}, {("a", "x"), ("a", "y")}
    assert worked_out(parts, set(parts) - mine, parents) == mine
    assert worked_out(parts, set(parts) - mine - {("b", "x"), ("b", "y")}, parents) == set()
