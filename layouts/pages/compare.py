"""Who is out of line: measures by units as a map of marks; one measure over units or parts is compare_measure.py's."""

from collections import Counter
from urllib.parse import quote

from markupsafe import Markup, escape

from dashboard import scorecard as cards
from layouts import words
from layouts.address import link, measure_path, wanted_level, wanted_month, wanted_one_of, wanted_unit
from layouts.exports import compare as compare_files
from layouts.page import Page, head, render
from layouts.parts import compare_cells, compare_councils, compare_measure

SHOWS = {
    "standing": "against target",
    "signal": "whether it is changing",
    "peers": "against others like it",
}


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    with snapshot.cursor() as cursor:
        families = compare_councils.families(cursor, names, unit, month)
        family = wanted_level(names, families, asked.get("level"))
        if asked.get("measure"):
            page = compare_councils if family is compare_councils.COUNCILS and not asked.get("by") else compare_measure
            return page.show(cursor, names, reader, asked, unit, month, families, family)
        if family is compare_councils.COUNCILS:
            return compare_councils.show_all(cursor, names, reader, unit, month, families)
        return _map(cursor, names, reader, asked, unit, month, families, family)


PAGE = Page(
    "/compare",
    "Compare",
    show,
    in_menu=True,
    routes={"/compare.csv": compare_files.as_csv, "/compare.xlsx": compare_files.as_xlsx},
)


def _map(cursor, names, reader, asked, unit, month, families, family):
    shown = wanted_one_of(SHOWS, asked.get("show"), "show")
    units = family.units if family else ()
    groups = compare_cells.columns(names, unit)
    marks = compare_cells.marks(shown, cursor, names, units, month, [key for _, keys in groups for key in keys])
    held = {key for found in marks.values() for key, mark in found.items() if mark.says_something}
    kept = {
        "level": family.key if family and family is not families[0] else "",
        "show": shown if shown != "standing" else "",
    }
    return render(
        "compare.html",
        f"Compare: {family.title if family else 'nothing'}, {unit.name}",
        sentence=sentence(names, unit, family, month, shown, marks, held),
        heat=heat(names, unit, family, month, groups, marks, held) if held else None,
        left_out=[names.measures[key]["title"] for _, keys in groups for key in keys if key not in held],
        why_left_out=compare_cells.NOTHING[shown],
        legend=compare_cells.LEGENDS[shown],
        shown=shown,
        level_links=compare_cells.level_links(unit, month, families, family, show=kept["show"]),
        show_links=[
            (title, link("/compare", unit=unit.key, month=month, level=kept["level"], show=key), key == shown)
            for key, title in SHOWS.items()
        ],
        family=family,
        measure_options=compare_measure.measure_options(names, ""),
        **compare_cells.files(unit=unit.key, month=month, **kept),
        **head(names, reader, "/compare", unit, month, **kept),
    )


def sentence(names, unit, family, month, shown, marks, held):
    """What matters: how many values, how many of them out of line, and which unit and measure most often."""
    if family is None:
        return f"There is nothing to compare {unit.name} with: no unit lies below it and it has no peers."
    if not held:
        nothing = words.sentence_case(compare_cells.NOTHING[shown])
        return f"{nothing} at any of the {family.title} in {words.month_words(month)}."
    judged = sum(mark.judged for found in marks.values() for mark in found.values())
    flagged = [(key, measure) for key, found in marks.items() for measure, mark in found.items() if mark.flagged]
    said = (compare_cells.SENTENCES[shown] if judged else compare_cells.NO_TARGET).format(
        valued=f"{sum(mark.says_something for found in marks.values() for mark in found.values()):,}",
        judged=f"{judged:,}",
        flagged=f"{len(flagged):,}" if flagged else "none",
        units=f"{len(family.units)} {family.title}",
        measures=f"{len(held)} measures",
        month=words.month_words(month),
    )
    return " ".join([said, *_most(names, marks, flagged, compare_cells.FLAGGED[shown])])


def _most(names, marks, flagged, what):
    """The unit and the measure with the most cells out of line, each with how many of how many."""
    if len(flagged) < 2:
        return
    unit, many = _first(Counter(unit for unit, _ in flagged))
    judged = sum(mark.judged for mark in marks[unit].values())
    yield f"{names.units[unit].name} has the most: {many} of its {judged}."
    measure, many = _first(Counter(measure for _, measure in flagged))
    judged = sum(found[measure].judged for found in marks.values() if measure in found)
    yield f"Most often {what}: {names.measures[measure]['title']}, at {many} of {judged}."


def _first(counter):
    """The most frequent key, the first by name among equals, and how often."""
    return min(counter.items(), key=lambda pair: (-pair[1], pair[0]))


def heat(names, unit, family, month, groups, marks, held):
    """The map: headings, and a row of cells for each unit, under the units above where there are several."""
    groups = [(name, [key for key in keys if key in held]) for name, keys in groups]
    keys = [key for _, keys in groups for key in keys]
    place = {"unit": unit.key, "month": month, "level": family.key}
    return {
        "groups": [(name, len(keys)) for name, keys in groups if keys],
        "measures": [(names.measures[key]["title"], link("/compare", measure=key, **place)) for key in keys],
        "span": len(keys) + 2,
        "bodies": [
            (above, Markup("\n".join(_row(one, month, keys, marks.get(one.key, {})) for one in units)))
            for above, units in _under(names, family)
        ],
    }


def _under(names, family):
    """(name of the unit above, units) in the order of the tree; no name where all lie under one unit."""
    found = {}
    for unit in family.units:
        found.setdefault(unit.parent, []).append(unit)
    if len(found) == 1:
        return [("", family.units)]
    return [(names.units[above].name if above in names.units else "", units) for above, units in found.items()]


def _row(unit, month, keys, marks):
    """A unit's row. Put together here: a template takes three times as long, and there can be thousands of cells."""
    name, href = escape(unit.name), escape(link("/", unit=unit.key, month=month))
    end = f"?month={month:%Y-%m}&amp;unit={quote(unit.key)}"
    many = sum(mark.flagged for mark in marks.values())
    cells = "".join(_cell(marks.get(key), measure_path(key) + end) for key in keys)
    return (
        f'<tr data-words="{name}"><th scope="row" class="m"><a href="{href}">{name}</a></th>'
        f'<td class="n many-of">{many or ""}</td>{cells}</tr>'
    )


def _cell(mark, href):
    """A mark that opens the measure there; nothing where the measure is not on the unit's scorecard."""
    if mark is None:
        return '<td><span class="hidden">not on its scorecard</span></td>'
    return (
        f'<td class="{mark.kind}"><a href="{href}" title="{mark.words}"><i aria-hidden="true">{mark.shape}</i>'
        f'<span class="hidden">{mark.words}</span></a></td>'
    )
