"""The figures of an exploration as tables: each line in short with the ways on, and every month."""

from layouts import words
from layouts.address import basis_word, link, measure_path
from layouts.charts.control import SAID
from layouts.parts import blocks
from layouts.tables import signals as signal_cells
from layouts.words import explore as says

TABLE = "explore-table"
CHOSEN = {
    "className": "note",
    "role": "status",
    "data-months": "Of {}: the records are of the last month, and what drives a line is told between the two.",
}


def ways_on(asking, lines, names, colours):
    """A row for each line: where it was and is, what its control chart says, and what it leads to."""
    heads = [
        ("line", "m"),
        ("first", "n"),
        ("newest", "n"),
        ("change", "n"),
        ("is it changing?", ""),
        ("go on", "hidden"),
    ]
    rows = [_row(asking, line, name, colour) for line, name, colour in zip(lines, names, colours, strict=True)]
    table = blocks.table("Each line in short", heads, rows, kind="plain lines")
    return blocks.tag("Div", [blocks.scroll(table, "Each line in short"), blocks.tag("P", None, **CHOSEN)])


def _row(asking, line, name, colour):
    (first, before), (last, after) = line.known[0], line.known[-1]
    measure = line.measure
    moved, _ = words.change(measure, after, before) if first != last else ("", "")
    return [
        blocks.heading([_swatch(colour), blocks.to(name, _measure(line, last))], className="m"),
        [words.figure(measure, before), blocks.tag("Small", f" {words.short_month(first)}", className="soft")],
        [words.figure(measure, after), blocks.tag("Small", f" {words.short_month(last)}", className="soft")],
        moved,
        _changing(line),
        blocks.cell(_leads(line, name, first, last), className="s", **{"data-line": "yes"}),
    ]


def _swatch(colour):
    return blocks.tag("I", None, className="swatch", style={"background": colour}, **{"aria-hidden": "true"})


def _measure(line, month):
    return link(measure_path(line.measure["key"]), unit=line.unit.key, month=month)


def _changing(line):
    """What the control chart says of the line's newest month, by a mark and in words."""
    chart = line.chart
    if chart is None:
        return blocks.tag("Span", "not charted", className="soft s")
    if chart["status"] != "charted":
        return blocks.tag("Span", f"{chart['status']} to judge", className="soft s")
    icon = signal_cells.icons(chart["variation"], None, line.measure["better"])
    return [blocks.drawn(icon), " ", SAID.get(chart["variation"], "within its usual range")]


def _leads(line, name, first, last):
    """Records and drivers of a line: of its newest month, and of the way from its first month to that."""
    asked = {"measure": line.measure["key"], "unit": line.unit.key}
    basis = "" if line.is_own else basis_word(line.basis)
    records = link("/records", **asked, month=last, basis=basis)
    # Plain links: what months are chosen on the chart changes them in the browser (assets/explore.js).
    found = [blocks.tag("A", ["records", blocks.hidden(f" of {name}")], href=records, **{"data-full": "yes"})]
    if first != last and not line.part:
        drivers = link("/drivers", **asked, month=last, against=first)
        found += [" \u00a0 ", blocks.tag("A", ["what drives it", blocks.hidden(f" at {name}")], href=drivers)]
    return found


def by_month(lines, names, caption):
    """Every month with the value of each line, newest first: the chart as a table."""
    known = [dict(line.known) for line in lines]
    months = [month for month in reversed(lines[0].months) if any(month in values for values in known)]
    rows = [
        [
            words.month_words(month),
            *(words.figure(line.measure, values.get(month)) for line, values in zip(lines, known, strict=True)),
        ]
        for month in months
    ]
    heads = [("month", ""), *((name, "n") for name in names)]
    return blocks.scroll(
        blocks.still(blocks.table(caption, heads, rows)), "The chart as a table", kind="tall", id=TABLE
    )


def notes(names, found):
    """What happened, by the numbers on the time line."""
    if not found:
        return None
    return blocks.tag(
        "Ol",
        [
            blocks.tag(
                "Li",
                [
                    blocks.tag("B", words.month_words(note["month"])),
                    f": {note['words']} ",
                    blocks.tag("Span", f"({_whose(names, note)})", className="soft"),
                ],
            )
            for note in found
        ],
        className="notes",
    )


def _whose(names, note):
    unit = names.units.get(note["unit"])
    measure = names.measures.get(note["measure"])
    return ", ".join(filter(None, [note["author"], f"for {unit.name}" if unit else "", measure and measure["title"]]))


def told(found, lines, names, asking, without, most, fewest):
    """The sentences of what is not as one might think: axes, what is left out and why, what is too small."""
    basis = asking.basis if not asking.by and not asking.only else ""
    said = [
        says.apart(lines) if asking.scale == "plain" and asking.form in ("lines", "slope") else "",
        *says.other_bases(lines, basis),
        *says.not_judged(lines, names),
        *(f"{name} is left out: {reason}." for name, reason in without),
        *says.missing(found.missing, len(asking.measures) > 1),
        says.left_out(found.left_out, [_name(line) for line in found.left_out], asking.surplus, most),
        says.overlap(asking.measures, asking.by),
        says.small(lines, fewest),
    ]
    return [blocks.tag("P", text, className="note") for text in said if text]


def _name(line):
    return ", ".join(filter(None, [line.unit.name, line.measure["title"], line.part]))


def questions(found):
    """The ways in, (words, address) each: the council's own questions, or what has a value at the unit."""
    if not found:
        return blocks.tag("P", "Nothing has a value here in this month: choose another unit, or another month.")
    links = [blocks.tag("Li", blocks.to(asks, address)) for asks, address in found]
    return blocks.tag("Ul", links, className="questions")
