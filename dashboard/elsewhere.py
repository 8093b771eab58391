"""How others do: published values of other councils for a measure, and this council's place among them."""

from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches

from dashboard.errors import DefinitionError
from dashboard.scorecard import ask_dicts

WITHHELD = "[c]"
WORDS = {"among": "council", "neighbour": "council", "region": "region"}


def check_names(connection, tailoring):
    """Raise DefinitionError where the settings name an area that no published table in force has.

    Where no table of councils (or of regions) is loaded yet, any name may be right and nothing is said, unless `among`
    is nearly that of a council whose figures come with the project.
    """
    # Here, where a store is built: the intake and its Parquet are 30 MB that no page needs.
    from dashboard.intake.words import plain
    from dashboard.published import councils

    for role, name in tailoring.compared:
        published = connection.execute(
            """select a.area, a.area_name, n.known_as from model.areas as a
            join model.area_names as n on n.area = a.area where a.kind = ? order by a.area_name, n.known_as""",
            [WORDS[role]],
        ).fetchall()
        if not published and role == "among":
            shipped = {area: names[0] for area, names in councils().items()}
            published = [(area, known, plain(known)) for area, known in shipped.items()]
            if not get_close_matches(name, shipped.values(), n=1, cutoff=0.8):
                continue
        if published and plain(name) not in {known_as for *_, known_as in published}:
            word = "neighbours" if role == "neighbour" else role
            raise DefinitionError(
                f"council.toml: {word}: {name!r} is no {WORDS[role]} of the published tables. "
                + did_you_mean(name, dict(row[:2] for row in published))
            )


def did_you_mean(name, published):
    """The published names nearest to one, as a question; how a name is written where none is near."""
    near = get_close_matches(name, published.values(), n=3, cutoff=0.6)
    if near:
        return f"Did you mean {' or '.join(near)}?"
    code, example = next(iter(published.items()))
    return f"Write a name as the tables have it, such as {example}, or its ONS code, such as {code}."


@dataclass(frozen=True)
class Council:
    """One council's published figure; `marker` says why where there is no value.

    `lower` and `upper` are the 95% limits that a survey was published with, None where it was not.
    """

    area: str
    name: str
    region: str | None
    value: float | None
    marker: str | None
    own: bool
    neighbour: bool
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True)
class Elsewhere:
    """What was published for a measure in one period: the councils with a value, lowest first, and ours among them.

    `place` is how many did strictly better, and one; `joint` how many share it. Both are None where neither end is
    better or where this council has no published value. `withheld` councils have a figure that the source keeps back
    [c], `missing` ones have none for another reason.
    """

    period_start: date
    period_end: date
    councils: tuple[Council, ...]
    own: Council | None
    place: int | None
    joint: int | None
    withheld: int
    missing: int
    comparators: tuple[dict, ...]


@dataclass(frozen=True)
class Figure:
    """The council's own published figure for a measure, in the newest period that has one.

    `lower` and `upper` are its 95% limits, `differs` its side of England's ('higher', 'lower', 'within chance'); all
    None where nobody knows. `moved` is the change on the year before and `movement` its side, in the same words.
    `place` among `councils` is None where neither end is better. `outside` has what others published for the period:
    {kind: {"label": ..., "value": ...}}.
    """

    measure: str
    period_start: date
    period_end: date
    value: float
    lower: float | None
    upper: float | None
    movement: str | None
    moved: float | None
    differs: str | None
    place: int | None
    councils: int
    outside: dict


def own_figures(cursor, month):
    """{measure: the Figure of the council as it was known in a month}; empty where it is no published council."""
    outside = {}
    for row in ask_dicts(cursor, "outside_values", month=month):
        span = row["measure"], row["period_start"], row["period_end"]
        outside.setdefault(span, {}).setdefault(row["kind"], {"label": row["label"], "value": row["value"]})
    return {
        row["measure"]: Figure(**row, outside=outside.get((row["measure"], row["period_start"], row["period_end"]), {}))
        for row in ask_dicts(cursor, "own_published", month=month)
    }


def ended_by(day, month):
    """Whether a period's last day lies in a month or before: a year that goes on says nothing of one that is over."""
    return (day.year, day.month) <= (month.year, month.month)


def comparators(cursor, measure, month):
    """The outside values for a period that had ended by a month: one for each label, newest first."""
    newest = {}
    for row in ask_dicts(cursor, "comparators", measure=measure["key"]):
        if ended_by(row["period_end"], month):
            newest.setdefault(row["label"], row)
    return list(newest.values())


def elsewhere(cursor, measure, month):
    """Elsewhere for a measure (a row of the catalogue) as it was known in a month; None where nothing was published."""
    rows = ask_dicts(cursor, "elsewhere", measure=measure["key"], month=month)
    if not rows:
        return None
    period = rows[0]["period_start"], rows[0]["period_end"]
    found = [Council(**{field.name: row[field.name] for field in fields(Council)}) for row in rows]
    councils = tuple(council for council in found if council.value is not None)
    own = next((council for council in councils if council.own), None)
    without = [council for council in found if council.value is None]
    withheld = sum(council.marker == WITHHELD for council in without)
    of_period = [
        row
        for row in ask_dicts(cursor, "comparators", measure=measure["key"])
        if (row["period_start"], row["period_end"]) == period
    ]
    place, joint = place_of(own, councils, measure["better"])
    return Elsewhere(*period, councils, own, place, joint, withheld, len(without) - withheld, tuple(of_period))


def place_of(own, councils, better):
    """(place, how many share it) of a council among all with a value; (None, None) where no order is better."""
    if own is None or better not in ("higher", "lower"):
        return None, None
    values = [council.value for council in councils]
    ahead = sum(value > own.value if better == "higher" else value < own.value for value in values)
    return ahead + 1, values.count(own.value)
