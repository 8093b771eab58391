"""What stands beside a measure's course: units like it and below, what is read with it, what was published."""

from dash import html

from dashboard import comparison, scope
from dashboard import scorecard as cards
from dashboard.exploring import MOST
from dashboard.store import kept_with_its_store
from layouts import words
from layouts.address import link, measure_path
from layouts.charts import in_cells
from layouts.first_paint import plain
from layouts.pages.measure.trusted import trust
from layouts.parts import blocks, rounded
from layouts.parts.elsewhere import comparators, elsewhere
from layouts.tables import signals as signal_cells

# What is not on a unit's scorecard is no nought of it.
NOT_CARRIED = {"value": None, "standing": "no value", "reason": "not on its scorecard"}


def values(cursor, names, measure, unit, month):
    """{unit: row} of the values at a unit, those it is compared with and those straight below it."""
    alike = [other.key for other in names.peers(unit)]
    units = [unit.key, *alike, *(child.key for child in unit.below_in(month))]
    rows = cards.ask_dicts(cursor, "measure_at_units", measure=measure["key"], month=month, units=units)
    return {row["unit"]: row for row in rows}


def sections(snapshot, cursor, names, measure, unit, month, now, made, at_units):
    """The panels in their order, those that have something to say. `at_units` are `values`."""
    return [
        peers(names, measure, unit, month, at_units),
        below(names, measure, unit, month, at_units),
        pairs(cursor, names, measure, unit, month),
        None if scope.current().part else rounded.section(snapshot, names, measure, unit, month),
        *([] if scope.current().part else outside(snapshot, measure["key"], month)[1]),
        behind(measure, unit, now["of_month"] or month, now),
        trust(measure, now, made),
    ]


def peers(names, measure, unit, month, at_units):
    """The panel of units like this one with their values, best first; None where there are none."""
    alike = [other for other in names.units.values() if unit.peers and other.peers == unit.peers]
    keys = [other.key for other in alike if other.existed(month) or other == unit]
    if len(keys) < 2:
        return None
    rows = _named(at_units, {key: names.units[key].name for key in keys})
    compare = link("/compare", measure=measure["key"], unit=unit.key, month=month, level="peers")
    return blocks.section(
        "peers",
        "Among its peers",
        [_bars(measure, month, rows, f"Peers: {measure['title']}", own=unit.key)],
        small="bars start at zero",
        beside=html.Span(
            [blocks.to("Compare them all", compare), " · ", _over_time(measure, keys, month)], className="s"
        ),
    )


def _over_time(measure, units, month):
    """The way to the courses of several units on one picture."""
    return blocks.to("over time", link("/explore", measure=measure["key"], unit=list(units)[:MOST], month=month))


def below(names, measure, unit, month, at_units):
    """The panel of the units below with their values; None where there are none."""
    children = unit.below_in(month)
    if not children:
        return None
    carrying = {child.key for child in comparison.carrying(names, measure["key"], children)}
    found = _named(at_units, {child.key: child.name for child in children})
    if not found:
        return None
    rows = [row if row["unit"] in carrying else {**row, **NOT_CARRIED} for row in found]
    shown = _bars(measure, month, rows, f"Units below: {measure['title']}")
    over_time = _over_time(measure, [child.key for child in children if child.key in carrying], month)
    small = "bars start at zero"
    return blocks.section("units-below", "The units below", [shown], small, html.Span(over_time, className="s"))


def _named(at_units, named):
    """The rows of values at some units, {key: name}."""
    return [{**at_units[key], "name": named[key]} for key in sorted(named) if key in at_units]


def _bars(measure, month, rows, caption, own=None):
    """Rows with a bar from zero each, best (or largest) first; those without a value last. `own` is marked."""
    most = max((row["value"] for row in rows if row["value"] is not None), default=0)
    sign = 1 if measure["better"] == "lower" else -1
    rows = sorted(rows, key=lambda row: (row["value"] is None, sign * (row["value"] or 0), row["name"]))
    return blocks.table(
        caption,
        [("unit", "hidden"), ("bar", "hidden"), ("value", "hidden"), ("standing", "hidden")],
        [_bar(measure, month, row, most, row["unit"] == own) for row in rows],
        kind="bars",
        row_class=["own" if row["unit"] == own else None for row in rows],
    )


def _bar(measure, month, row, most, is_own):
    name, value, standing = row["name"], row["value"], row["standing"] or "no value"
    if not is_own:
        name = blocks.to(name, link(measure_path(measure["key"]), unit=row["unit"], month=month))
    bar = None if value is None else blocks.drawn(in_cells.bar(value, most, mark="own" if is_own else ""))
    if value is None:
        said = html.Span(row["reason"] or "no value", className="soft s")
    else:
        said = html.B(words.figure(measure, value))
    mark = html.Span(
        [blocks.unsaid(words.SHAPES[standing]), blocks.hidden(standing)], className=f"s {words.CLASSES[standing]}"
    )
    return [
        blocks.heading(name, className="m"),
        blocks.cell(bar),
        blocks.cell(said, className="n"),
        mark,
    ]


def pairs(cursor, names, measure, unit, month):
    """The panel of the measures that are read together with this one, each with its reason, and the way to all else."""
    asked = {"measure": measure["key"], "unit": unit.key, "month": month}
    found = cards.ask_dicts(cursor, "pairs", **asked) if measure["key"] in names.paired else []
    shown = [_pair(names.measures[row["measure"]], unit, month, row) for row in found]
    every = link("/evidence", measure=measure["key"], unit=unit.key, month=month)
    others = "What people say, case files, staff and what was written, on one time line"
    return blocks.section("pairs", "Read it beside", [*shown, html.P(blocks.to(others, every))])


def _pair(other, unit, month, row):
    # A chart is of everybody: beside the value of a part it says nothing.
    charted = row["status"] == "charted" and not scope.current().part
    icons = signal_cells.icons(row["variation"], row["assurance"], other["better"]) if charted else ""
    return html.P(
        [
            blocks.to(other["title"], link(measure_path(other["key"]), unit=unit.key, month=month)),
            " ",
            html.B(words.figure(other, row["value"])),
            *([" ", blocks.standing(row["standing"])] if row["standing"] else []),
            " ",
            blocks.drawn(icons) if icons else None,
            html.Br(),
            html.Span(f"{words.sentence_case(row['why'])}.", className="soft"),
        ],
        className="pair",
    )


@kept_with_its_store(most=4)
def outside(snapshot, key, month):
    """(comparators, panel) of what was published for a measure (its key) by a month: the same at every unit."""
    measure = cards.names(snapshot).measures[key]
    with snapshot.cursor() as cursor:
        return comparators(cursor, measure, month), plain([published(elsewhere(cursor, measure, month))])


def published(found):
    """The panel of published figures: this council among all, and what stands beside it; None where there are none."""
    places, outside = found["places"], found["comparators"]
    shown = []
    if places:
        shown += [html.P(places["summary"]), blocks.drawn(places["strip"], tag="div")]
        shown.append(html.P(places["key"], className="s"))
    if outside:
        rows = [[_noted(row["label"], _of(row)), blocks.cell(html.B(row["text"]), className="n")] for row in outside]
        shown.append(blocks.table("Published values to compare with", (), rows, kind="bars"))
    if places:
        shown.append(blocks.folded(f"All {len(places['rows'])} councils as a table", [_councils(places["rows"])]))
    return blocks.section("elsewhere", "Elsewhere", shown, small="published figures") if shown else None


def _of(row):
    return ", ".join(filter(None, (row["period"], row["made_of"])))


def _councils(rows):
    return blocks.table(
        "Every council's published figure",
        [("Council", "m"), ("Figure", "n")],
        [[_noted(row["name"], row["note"]), row["text"]] for row in rows],
        kind="bars",
        row_class=["own" if row["own"] else None for row in rows],
    )


def _noted(name, note):
    said = [name, " ", html.Span(note, className="soft s")] if note else name
    return blocks.heading(said, className="m")


def behind(measure, unit, month, now):
    """The panel that leads to the records. `month` is that of the newest value."""
    if now["value"] is None and not now["records"]:
        feeds = html.P(blocks.to("What feeds the measures", "/data"))
        return blocks.section("behind", "Behind the number", [html.P(_behind(measure, now)), feeds])
    records = link("/records", measure=measure["key"], unit=unit.key, month=month)
    named = "See the figure as given" if measure["kind"] == "supplied" else "Open the records"
    opened = html.P(blocks.to_grid(named, records, className="button"))
    return blocks.section("behind", "Behind the number", [html.P(_behind(measure, now)), opened])


def _behind(measure, now):
    if now["value"] is None:
        return f"There is no value: {now['reason']}."
    if measure["kind"] == "proportion" and now["denominator"] is not None:
        against, counted = words.exact(now["denominator"] - now["numerator"]), words.exact(now["numerator"])
        return [html.B(against), " do not count, ", html.B(counted), " do."]
    if measure["kind"] == "supplied":
        return "A figure as it was given; there are no records behind it here."
    return f"{words.count_words(now['records'] or 0, 'record')}."
