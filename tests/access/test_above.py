"""No number of a unit above tells of a team that is not the reader's to see, whatever is taken from what."""

import random
import re

import numpy as np
import pytest

from dashboard import scorecard
from dashboard.access.above import held_back
from dashboard.access.scope import Context, seen_by
from dashboard.exploring import WOULD_TELL, Wanted, explored
from tests.access.readers import Anybody, asking, reader_of, subtree

NOTHING, DOTS = Context(True, "nothing", "nothing"), Context(True, "named", "dots")


def tells(visible, seen, one):
    """Whether an attacker who has the sums of `visible` (sets of places) by any adding and taking away finds one whose
    places, but for those that are `seen`, all lie in `one`: by the rank of the sums with and without these places."""
    places = sorted(set().union(*visible, one))
    sums = np.array([[place in some for place in places] for some in visible], dtype=float).reshape(-1, len(places))
    outside = [n for n, place in enumerate(places) if place not in one - seen]
    return np.linalg.matrix_rank(sums[:, outside]) < np.linalg.matrix_rank(sums)


def tree(draw, size):
    """{unit: the one above} of a tree of some units, 0 on top; and {unit: where rows lie at it and below it}."""
    parents = {unit: draw.randrange(unit) for unit in range(1, size)}
    lie = {unit for unit in range(size) if draw.random() < (0.3 if unit in parents.values() else 0.8)}
    below = {unit: subtree([*parents.items()], unit) for unit in range(size)}
    return parents, {unit: below[unit] & lie for unit in range(size)}


@pytest.mark.parametrize("seed", range(4))
def test_nothing_that_is_seen_less_all_else_that_is_seen_tells_of_one_that_is_kept(seed):
    """Against an attacker by brute force, on 200 small trees; and nothing is held back that could have been shown."""
    draw, held = random.Random(seed), 0
    for _ in range(50):
        parents, places = tree(draw, draw.randint(3, 9))
        mine = draw.randrange(1, len(places))
        own = subtree([*parents.items()], mine)
        above, unit = [], mine
        while unit := parents.get(unit, 0):
            above.append(unit)
        above.append(0)
        leaves = set(places) - set(parents.values())
        seen = own | {unit for unit in leaves if draw.random() < 0.4}
        kept = leaves - seen
        back = held_back([("m", {unit: some for unit, some in places.items() if some})], seen, above, kept)
        visible = [places[unit] for unit in (*seen, *(unit for unit in above if unit not in back))]
        known = set().union(*(places[unit] for unit in seen))
        assert not any(tells(visible, known, places[one]) for one in kept)
        for unit in back:
            assert any(tells([*visible, places[unit]], known, places[one]) for one in kept)
            held += 1
    assert held > 10


@pytest.mark.parametrize(
    ("unit", "context"),
    [("ld-north", NOTHING), ("ld-north", DOTS), ("op-harbour", DOTS), ("older-people", DOTS), ("la-north", NOTHING)],
)
def test_of_no_month_the_numbers_that_a_reader_is_given_tell_of_a_team_that_is_kept(mini, cursor, unit, context):
    """The same attacker on the store, with the numbers that the cursor gives; rows of no team are known to them."""
    tree = cursor.execute("select unit, parent, peers from model.units").fetchall()
    own = subtree([row[:2] for row in tree], unit)
    below = {one: subtree([row[:2] for row in tree], one) for one, *_ in tree}
    with seen_by(mini.store, reader_of(unit, "member", context)).snapshot().cursor() as scoped:
        given = {
            table: scoped.execute(f"select distinct measure, unit from {table}").fetchall()
            for table in ("cube.card_values", "cube.series", "cube.measured", "cube.period_values")
        }
        given["whole"] = scoped.execute("select distinct measure, target_unit from cube.parts_of_whole").fetchall()
    shown = {}
    for measure, one in set().union(*map(set, given.values())):
        shown.setdefault(measure, set()).add(one)
    rows = cursor.execute(
        "select measure, month, list(unit) from cube.cells where slice = '' and records > 0 and supplied is null"
        " group by measure, month order by measure, month"
    ).fetchall()
    leaves = {one for one in below if len(below[one]) == 1}
    attacked = 0
    for measure, _, units in rows:
        there = {one for one in units if not below[one] & set(units) - {one}}
        places = {one: below[one] & there for one in shown.get(measure, ())}
        # What stands there by its own name is seen, with all that it is the whole of.
        known = set().union(*(places[one] for one in places if unit not in below[one] or one in own))
        kept = there & leaves - known
        assert not any(tells([*places.values()], known, {one}) for one in kept), measure
        attacked += bool(kept and set(places) - own)
    assert attacked > 100


def test_whoever_opens_a_unit_above_is_told_what_is_theirs_and_led_there(mini):
    door = Anybody()
    door.now = reader_of("ld-north", "member", NOTHING)
    client = asking(mini.store, door)
    answer = client.get("/measure/clients_reviewed?unit=learning-disability")
    assert answer.status_code == 403 and "would tell of a team that is not yours to see" in answer.text
    way = re.search(r'href="(/explore[^"]*)">Learning disability beside', answer.text)[1].replace("&amp;", "&")
    assert WOULD_TELL in client.get(way).text
    door.now = reader_of("ld-north", "member")  # of a council that lets nothing above be seen
    assert "/explore?" not in client.get("/?unit=learning-disability").text.split("<main")[1]


def test_a_page_says_why_the_number_of_a_unit_above_is_not_there(mini):
    snapshot = seen_by(mini.store, reader_of("ld-north", "member", NOTHING)).snapshot()
    with snapshot.cursor() as cursor:
        names = scorecard.names(snapshot)
        measure = names.measures["clients_reviewed"]
        units = [names.units[key] for key in ("ld-north", "learning-disability")]
        wanted = Wanted([measure], units, names.months[0], names.months[-1])
        found = explored(cursor, names, wanted)
    assert [line.unit.key for line in found.lines] == ["ld-north"]
    assert [(one.unit.key, one.reason) for one in found.missing] == [("learning-disability", WOULD_TELL)]
