"""Whether the council's own figures bear out the arrows of its strategy map, and which measures pull apart.

Both are worked out when the store is built, over all arrows that are on the map then: a page only reads what was found.
"""

from dataclasses import asdict

import numpy as np
import pyarrow as pa

from dashboard.statistics import arrows
from dashboard.statistics.arrows import Arrow
from dashboard.strategy import CLAIM, claim, on_the_map

SIGN = {"+": 1, "-": -1}
TURNED = {"higher": 1, "lower": -1}  # what has no better side is taken as it stands
PULL_RATE = 0.05
TABLE = """
create table cube.arrows (from_measure varchar, to_measure varchar, sign varchar, lag integer, around integer,
    verdict varchar, why varchar, method varchar, found_lag integer, strength double, lower double, upper double,
    possible double, slope double, pairs integer, teams integer, p double, reverse varchar, reverse_lag integer,
    reverse_strength double)
"""
DIGITS = 9
ALIKE = "create table cube.alike (first varchar, second varchar, strength double, pairs integer)"
PULLS = """
create table cube.pulls (unit varchar, first varchar, second varchar, lag integer, strength double, pairs integer,
    p double)
"""


def add_arrows(connection, of_file, say=lambda step, done, total: None):
    """cube.arrows, a row for each arrow's claim; cube.pulls and cube.alike: pairs of measures that pull apart, or say
    nearly the same."""
    say("arrows of the strategy map", 0, 1)
    rows = connection.execute(
        "select key, state, fields from loaded.journal_things where family = 'link' order by number"
    ).fetchall()
    drawn = on_the_map(of_file, [(key, state, dict(fields)) for key, state, fields in rows])
    connection.execute(TABLE)
    connection.execute(PULLS)
    connection.execute(ALIKE)
    charted = _Charted(connection)
    _insert(connection, "cube.arrows", _tested(charted, sorted({claim(one.link) for one in drawn} - {None})))
    _insert(connection, "cube.pulls", _pulls(connection, charted))
    _insert(connection, "cube.alike", _alike(connection))


def _insert(connection, table, rows):
    """Products of matrices differ in their last digits from one run to the next, and two builds of the same do not."""
    schema = connection.execute(f"select * from {table}").to_arrow_table().schema
    rounded = [{name: round(v, DIGITS) if isinstance(v, float) else v for name, v in row.items()} for row in rows]
    connection.register("found", pa.Table.from_pylist(rounded, schema))
    connection.execute(f"insert into {table} select * from found")
    connection.unregister("found")


class _Charted:
    """The single months of measures: at the whole council, at its directorates and at its teams."""

    def __init__(self, connection):
        self.connection = connection
        self.better = dict(connection.execute("select key, better from about.measures order by key").fetchall())
        self.titles = dict(connection.execute("select key, title from about.measures order by key").fetchall())
        self.often = dict(connection.execute("select measure, frequency from cube.frequencies order by 1").fetchall())
        self.root = connection.execute("select unit from model.root").fetchone()[0]

    def series(self, measure, units):
        """{unit: its months} of a measure; `units` is a condition in SQL."""
        rows = self.connection.execute(
            f"select unit, vals from cube.series where charted and measure = $measure and {units} order by unit",
            {"measure": measure},
        ).fetchall()
        return {unit: np.array(values, dtype=float) for unit, values in rows}

    def of_teams(self, measure):
        """Units with none below."""
        return self.series(measure, "unit not in (select parent from model.units where parent is not null)")

    def of_council(self, measure):
        return self.series(measure, "unit in (select unit from model.root)").get(self.root)

    def sign(self, sign, *measures):
        for one in measures:
            sign *= TURNED.get(self.better[one], 1)
        return sign


def _tested(charted, claims):
    """A row for each claim, its verdict held to the false finds of the whole map."""
    found = [_held(charted, one) for one in claims]
    back = [
        _held(charted, (second, first, sign, max(lag, 1), around), least=1)
        for first, second, sign, lag, around in claims
    ]
    verdicts = _verdicts(found)
    fits = _verdicts(back)
    return [_row(*each) for each in zip(claims, found, verdicts, back, fits, strict=True)]


def _verdicts(found):
    """The verdict of each Arrow among them; None of what could not be tested."""
    tested = [one for one in found if isinstance(one, Arrow)]
    said = iter(arrows.verdicts(tested) if tested else ())
    return [next(said) if isinstance(one, Arrow) else None for one in found]


def _held(charted, claim, least=0):
    """The Arrow of a claim, or why it cannot be tested, in words."""
    first, second, sign, lag, around = claim
    for one in (first, second):
        if one not in charted.better:
            return f"there is no measure '{one}' here"
        if not len(charted.of_teams(one)) and charted.of_council(one) is None:
            return f"{charted.titles[one]} has no single months here"
    lags, sign = arrows.window(lag, around, least), charted.sign(SIGN[sign], first, second)
    of_teams = _of_teams(charted, first, second, lags, sign)
    if isinstance(of_teams, Arrow):
        return of_teams
    x, y = charted.of_council(first), charted.of_council(second)
    if x is None or y is None:
        return f"{charted.titles[first if x is None else second]} is not counted month by month for the whole council"
    lags = [one for one in lags if one < len(x)]
    found = arrows.months(x, y, lags, sign) if lags else arrows.TooShort("pairs", 0, arrows.FEWEST_PAIRS)
    return found if isinstance(found, Arrow) else _too_short(found)


def _of_teams(charted, first, second, lags, sign):
    x, y = charted.of_teams(first), charted.of_teams(second)
    both = sorted(set(x) & set(y))
    if len(both) < arrows.FEWEST_TEAMS:
        return None
    rows = [[each[unit] for unit in both] for each in (x, y)]
    lags = [one for one in lags if one < len(rows[0][0])]
    return arrows.teams(*rows, lags, sign) if lags else None


def _too_short(found):
    if found.side == "pairs":
        return f"too short: {found.have} months with both, and {found.needed} are needed"
    return "too short: one of the two hardly varies"


def _row(claim, found, verdict, back, fits):
    row = dict(zip(CLAIM, claim, strict=True))
    if not isinstance(found, Arrow):
        return {**row, "verdict": "too short" if found.startswith("too short") else "not testable", "why": found}
    told = {name: value for name, value in asdict(found).items() if name not in ("lag", "p_against")}
    row |= {**told, "found_lag": found.lag, "verdict": verdict, "method": "teams" if found.teams else "months"}
    if isinstance(back, Arrow):
        row |= {"reverse": fits, "reverse_lag": back.lag, "reverse_strength": back.strength}
    return row


def _pulls(connection, charted):
    """Pairs of measures of different objectives of which the one gets worse as the other gets better."""
    rows = connection.execute(
        """
        select s.unit, s.measure, s.vals, o.objective
        from cube.series as s
        join (select measure, min(objective) as objective from about.objective_measures group by measure) as o
            on o.measure = s.measure
        join about.measures as k on k.key = s.measure
        join model.units as u on u.unit = s.unit
        where s.charted and k.better in ('higher', 'lower') and u.depth <= 1
        order by s.unit, s.measure
        """
    ).fetchall()
    by_unit = {}
    for unit, measure, values, objective in rows:
        turned = TURNED[charted.better[measure]] * np.array(values, dtype=float)
        by_unit.setdefault(unit, []).append((measure, objective, turned))
    return [row for unit, several in by_unit.items() for row in _apart(unit, several)]


def _apart(unit, several):
    pairs = arrows.apart([values for *_, values in several])
    pairs = [one for one in pairs if several[one.first][1] != several[one.second][1]]
    kept = arrows.discoveries([one.p for one in pairs], PULL_RATE) if pairs else ()
    return [
        {
            **{"unit": unit, "first": several[one.first][0], "second": several[one.second][0]},
            **{"lag": one.lag, "strength": one.strength, "pairs": one.pairs, "p": one.p},
        }
        for one, yes in zip(pairs, kept, strict=True)
        if yes
    ]


def _alike(connection):
    rows = connection.execute(
        "select measure, vals from cube.series where charted and unit in (select unit from model.root) order by measure"
    ).fetchall()
    if not rows:
        return []
    found = arrows.alike([values for _, values in rows])
    return [
        {"first": rows[first][0], "second": rows[second][0], "strength": strength, "pairs": pairs}
        for first, second, strength, pairs in found
    ]
