"""Whatever a council has loaded, its scorecards hold exactly what has a value: any subset of the demo's files."""

import json
import random
import shutil

import pytest

from dashboard import intake, scorecard, values
from dashboard.build import build
from dashboard.home import Home
from dashboard.store import Store
from tests.conftest import COUNCIL

FRAME = ("organisation", "allocations", "cost_centres", "population", "contracts")
FEW, MANY = 1, 12


def subset(mini, folder, seed):
    """A home with some of the kinds of file of the demo, some of their files left out too; and what was left out."""
    chance = random.Random(seed)
    kinds = sorted({row["layout"] for row in intake.loads(mini.home)} - {None, *FRAME})
    taken = set(chance.sample(kinds, chance.randint(1, len(kinds)))) | {k for k in FRAME if chance.random() < 0.7}
    home = Home(folder)
    for kept in sorted(path for path in mini.home.kept.iterdir() if path.is_dir()):
        said = json.loads((kept / "load.json").read_text(encoding="utf-8"))
        if taken & {part["layout"] for part in said["parts"]} and chance.random() < 0.9:
            shutil.copytree(kept, home.kept / kept.name)
    build(home, COUNCIL)
    return home, taken


def held(store, where, months):
    """{(unit, month, measure): value} of the cards, and of `value`, at units (rows of names) and months."""
    names = scorecard.names(store.snapshot())
    cards, asked = {}, {}
    with store.snapshot().cursor() as cursor:
        for unit in where(names):
            for month in months(names):
                card = scorecard.scorecard(cursor, names, unit, month)
                cards |= {(unit.key, month, r.measure): r.value for r in card.rows if r.value is not None}
                for measure in names.measures:
                    found = values.value(cursor, measure, unit.key, f"{month:%Y-%m}").value
                    if found is not None:
                        asked[unit.key, month, measure] = found
    return cards, asked


@pytest.mark.parametrize(
    "seed", [*range(FEW), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(FEW, MANY))]
)
def test_a_card_holds_exactly_the_measures_that_have_a_value(mini, tmp_path, seed):
    home, taken = subset(mini, tmp_path / "home", seed)
    store = Store(home)

    def months(names):
        return sorted({names.first_shown, names.months[-1], *random.Random(seed).sample(names.months, 2)})

    def units(names):
        return [names.root, *random.Random(seed).sample(list(names.units.values()), min(6, len(names.units)))]

    cards, asked = held(store, units, months)
    assert cards == asked, taken
    with store.snapshot().cursor() as cursor:
        # Seen past both: whatever the measures' own rows come to at the whole council has a row on its card.
        counted = cursor.execute("""
            select distinct c.measure from cube.measured as c
            join about.measures as m on m.key = c.measure and m.basis = c.basis
            where c.unit = (select unit from model.root) and c.value is not null and c.records > 0
        """).fetchall()
        rows = cursor.execute("select measure from cube.cards where unit = (select unit from model.root)").fetchall()
        never = cursor.execute("""
            select c.measure, c.unit from cube.cards as c
            where not exists (select 1 from cube.card_values as v
                where v.measure = c.measure and v.unit = c.unit and v.value is not null)
        """).fetchall()
    assert sorted(rows) == sorted(counted)
    assert never == [], "a row that has never had a value"
