"""What stands beside lines on Explore: their targets, a year before, and published values of others."""

from dashboard.scorecard import STILL_COMPARED
from layouts import words
from layouts.charts import template
from layouts.charts.courses import Course

OUTSIDE = ("england", "region", "neighbours", "best", "given")


def before(one, look, alone):
    """The Course of a year before, in the colour of its line."""
    said = ["" if value is None else f"<b>{one.words(value)}</b> {one.name}, a year before" for value in one.before]
    return Course(
        f"{one.name}, a year before", one.before, said, look[0], layer="before", end="a year before" if alone else ""
    )


def targets(group):
    """One line of the target where all have the same, else one for each in its own colour."""
    sides = []
    for one, look in group:
        for side in (0, 1):
            values = [bounds[side] for bounds in one.line.targets]
            if any(value is not None for value in values):
                sides.append((one, look[0], values))
    distinct = {tuple(values) for _, _, values in sides}
    for values in sorted(distinct, key=str):
        having = [(one, colour) for one, colour, own in sides if tuple(own) == values]
        one, colour = having[0]
        last = [value for value in values if value is not None][-1]
        is_shared = len(having) == len({each.line.key for each, _ in group})
        whose = "" if is_shared else f" of {words.listed(dict.fromkeys(each.name for each, _ in having))}"
        told = f"target {one.words(last)}"
        said = ["" if value is None else f"target{whose} {one.words(value)}" for value in values]
        colour = colour if len(having) == 1 < len(group) else template.MISSED
        yield Course(f"target{whose}", list(values), said, colour, layer="target", end=told)


def outside(group, outside):
    """What others published, for measures that are drawn whole and in their own way of counting."""
    measures = {}
    for one, _ in group:
        if one.line.is_own and not one.line.part:
            measures.setdefault(one.line.measure["key"], one)
    for key, one in measures.items():
        for layer in OUTSIDE:
            for label, rows in _by_label(outside, key, layer).items():
                told = _published(one.line.months, rows)
                if told:
                    yield _beside(one, layer, label, told, len(measures) > 1)


def _by_label(outside, key, kind):
    found = {}
    for row in outside:
        if row["measure"] == key and row["kind"] == kind:
            found.setdefault(row["label"], []).append(row)
    return found


def _published(months, rows):
    """The row of each month: the one whose period holds it; after the newest, that one while it may still be compared.
    None where nothing of it falls into the months."""
    newest = max(rows, key=lambda row: (row["period_end"], row["period_start"]))
    found = []
    for month in months:
        row = next((r for r in rows if r["period_start"] <= month <= r["period_end"]), None)
        if row is None and month > newest["period_end"] and month.year - newest["period_end"].year <= STILL_COMPARED:
            row = newest
        found.append(row)
    return found if any(found) else None


def _beside(one, layer, label, told, is_named):
    label = words.sentence_case(label)
    of = f", {one.line.measure['title']}" if is_named else ""
    last = [row for row in told if row][-1]
    year = words.year_words(last["period_start"], last["period_end"])
    return Course(
        name=f"{label}{of}",
        values=[row and row["value"] for row in told],
        said=["" if row is None else _said_outside(one, label, of, row) for row in told],
        colour=template.QUIET,
        layer=layer,
        end=f"{label} {one.words(last['value'])}, {year}",
    )


def _said_outside(one, label, of, row):
    year = words.year_words(row["period_start"], row["period_end"])
    return f"<b>{one.words(row['value'])}</b> {label}{of} · {year}"
