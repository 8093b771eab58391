"""One measure over the units of a level, over peers, or over the parts of a unit: a funnel or dots, and a table."""

from markupsafe import Markup, escape

from dashboard import comparison, outliers
from dashboard.store import kept_with_its_store
from layouts import funnels, words
from layouts.address import link, measure_path, wanted_measure, wanted_slice
from layouts.page import chosen, head, render
from layouts.parts import compare_cells
from layouts.words import comparing as says


def show(cursor, names, reader, asked, unit, month, families, family):
    measure = wanted_measure(names, asked.get("measure"))
    by = wanted_slice(measure, asked.get("by"), "by") if asked.get("by") else ""
    if by:
        found, target = comparison.over_parts(cursor, measure, unit, month, by), (None, None)
    else:
        found, target = comparison.over_units(cursor, names, measure, family.units if family else (), month)
    over = says.parts_words(by) if by else family.title if family else "units"
    place = {"measure": measure, "unit": unit, "month": month, "by": by, "peered": comparison.with_peers(names)}
    level = family.key if family and not by and family is not families[0] else ""
    return render(
        "compare_measure.html",
        f"Compare: {measure['title']}, {unit.name}",
        measure=measure,
        over=over,
        sentence=" ".join(says.sentences(measure, found, over)),
        notes=says.notes(measure, found, over),
        chart=chart(place, found, target, over),
        table=table(place, found),
        without=says.without(found, () if by or not family else family.units),
        found=found,
        by=by,
        family=family,
        over_links=over_links(measure, unit, month, families, family, by),
        all_href=link("/compare", unit=unit.key, month=month, level=level),
        measure_options=measure_options(names, measure["key"]),
        **compare_cells.files(measure=measure["key"], unit=unit.key, month=month, level=level, by=by),
        **head(names, reader, "/compare", unit, month, measure=measure["key"], level=level, by=by),
    )


@kept_with_its_store()
def _measure_options(names):
    titles = sorted((measure["title"], key) for key, measure in names.measures.items())
    return "".join(f'<option value="{escape(key)}">{escape(title)}</option>' for title, key in titles)


def measure_options(names, key):
    """The options of the picker of measures; the first of them is all of them at once."""
    return chosen('<option value="">All measures</option>' + _measure_options(names), key)


def over_links(measure, unit, month, families, family, by):
    """(title, address, whether it is the one shown): families of units, then the measure's own slices."""
    place = {"measure": measure["key"], "unit": unit.key, "month": month}
    units = [(one.words, link("/compare", **place, level=one.key), not by and one is family) for one in families]
    parts = [
        (f"by {name.replace('_', ' ')}", link("/compare", **place, by=name), name == by)
        for name in measure["slices"] or ()
    ]
    return units + parts


# The chart and its table


def _mark(measure, point):
    """The class of a point: the colour of better or worse outside the outer limits, plain within."""
    if point.verdict not in outliers.FAR:
        return "small" if point.verdict == "too small" else "point"
    return {"better": "met", "worse": "miss"}.get(compare_cells.verdict_word(measure, point), "turn")


def chart(place, found, target, over):
    """The funnel; nothing where no limits can be drawn: then the table's dots are the picture."""
    measure = place["measure"]
    if found.limits is None:
        return ""
    dots = [
        funnels.Dot(
            across=point.denominator,
            up=point.value,
            name=point.name,
            words=_dot_words(measure, point),
            href=_records(place, point),
            mark=_mark(measure, point),
            named=point.verdict in outliers.FAR,
        )
        for point in found.valued
    ]
    lines = [(found.limits.centre, f"all: {words.figure(measure, found.limits.centre)}", "centre")]
    lines += [(t, f"target {words.figure(measure, t)}", "target") for t in target if t is not None]
    outside = words.listed(p.name for p in found.outside) or "none"
    return funnels.funnel(
        dots,
        found.limits.curve,
        lines,
        lambda value: words.figure(measure, value),
        "out of how many" if measure["kind"] == "proportion" else "people it is held against",
        f"Funnel of {len(dots)} {over}: {measure['title']} against size. Outside the 99.8% limits: {outside}. "
        "The table below holds the same numbers.",
    )


def _dot_words(measure, point):
    verdict = says.verdict_words(measure, point)
    return f"{point.name}: {words.figure(measure, point.value)}, {says.counts(point)}, {verdict}"


def _records(place, point):
    measure, month = place["measure"]["key"], place["month"]
    if place["by"]:
        return link(
            "/records", measure=measure, unit=place["unit"].key, month=month, slice=place["by"], value=point.key
        )
    return link("/records", measure=measure, unit=point.key, month=month)


def _there(place, point):
    """The measure at a unit of the comparison; for a part, the measure broken down by it."""
    unit = place["unit"].key if place["by"] else point.key
    return link(measure_path(place["measure"]["key"]), unit=unit, month=place["month"], slice=place["by"])


def _drivers(place, point):
    unit = place["unit"].key if place["by"] else point.key
    return link(
        "/drivers",
        measure=place["measure"]["key"],
        unit=unit,
        month=place["month"],
        slice=place["by"],
        against="peers" if not place["by"] and point.key in place["peered"] else "",
    )


def table(place, found):
    """The rows of the table: the same numbers as the dots, with what can be done about them."""
    measure = place["measure"]
    reach = funnels.reach(
        [p.value for p in found.valued] + [b for p in found.valued for b in (p.low, p.high) if b is not None]
    )
    shown = [point for point in found.points if point.value is not None or point.verdict == "too small"]
    return [_table_row(place, measure, point, reach, found.limits) for point in shown]


def _table_row(place, measure, point, reach, limits):
    bounds = "" if point.low is None else f"{words.figure(measure, point.low)} to {words.figure(measure, point.high)}"
    centre = limits.centre if limits else None
    return {
        "name": point.name,
        "there": _there(place, point),
        "value": words.figure(measure, point.value) if point.value is not None else "",
        "numerator": words.exact(point.numerator),
        "denominator": words.exact(point.denominator) if point.denominator is not None else "",
        "interval": bounds,
        "dot": Markup("")
        if point.value is None
        else funnels.dot(point.value, point.low, point.high, reach, point.target, centre, _mark(measure, point)),
        "mark": {"point": "", "small": ""}.get(mark := _mark(measure, point), mark),
        "verdict": says.verdict_words(measure, point),
        "standing": point.standing or "no value",
        "records": _records(place, point),
        "drivers": _drivers(place, point),
    }
