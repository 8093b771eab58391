"""The records behind one number: they add up to it, and the page says so. They can be narrowed down and saved."""

from dash import html

from dashboard import scorecard as cards
from dashboard import values
from layouts import words
from layouts.address import filter_text, link, measure_path, money_line
from layouts.exports import records as files
from layouts.page import Page, place
from layouts.parts import blocks, grid, records

PATH = "/records"
MOST_OPEN = 8  # columns to narrow down by: with more, the panel is opened by whoever wants it


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    with snapshot.cursor() as cursor:
        wanted = records.read(cursor, names, reader, asked.words)
        found = records.find(cursor, wanted)
    measure, unit = wanted.measure, wanted.unit
    at = place(names, reader, PATH, unit, wanted.month)
    headings, rows = records.marked(names, measure, found.columns, found.rows)
    back = link(measure_path(measure["key"]), **wanted.words(measure="", value="", where="", back=""))
    main = [
        at.crumb("records", (measure["title"], back), **wanted.kept()),
        *blocks.title(f"Records: {measure['title']}", records.sentence(wanted, found, names.fewest)),
        html.P(_beside(wanted, found, back)),
        _chips(names, wanted),
        _narrow(names, wanted, found),
        html.P([_save("CSV", ".csv", wanted), " ", _save("Excel", ".xlsx", wanted)]),
        grid.grid(headings, rows) if rows else None,
    ]
    return at.view(f"Records: {measure['title']}, {unit.name}", main)


PAGE = Page(
    PATH,
    "Records",
    show,
    needs=grid.NEEDS,
    routes={f"{PATH}.csv": files.as_csv, f"{PATH}.xlsx": files.as_xlsx},
)


def _beside(wanted, found, back):
    """Of what the records are, how many count against the measure, and the ways back."""
    whole, against = found.whole, found.total.against if found.total else 0
    said = [f"{wanted.unit.name}, {words.period_words(whole.period_start, whole.period_end, wanted.basis)}. "]
    if against:
        counts = "record counts" if against == 1 else "records count"
        said.append(f"{against:,} {counts} against the measure: they come first and say “against”. ")
    if wanted.back:
        money = money_line(wanted.unit, wanted.month, wanted.slice_, wanted.part)
        said += [blocks.to("Back to the money", money), " · "]
    return [*said, blocks.to("Back to the measure", back)]


def _save(kind, ending, wanted):
    return blocks.save(f"Save as {kind}", link(f"{PATH}{ending}", **wanted.words()))


def _chips(names, wanted):
    """Each filter in force, as a link that takes it away."""
    chips = [(wanted.slice_, wanted.part, wanted.words(slice="", value=""))] if wanted.slice_ else []
    for pair in wanted.filters:
        left = [filter_text(*other) for other in wanted.filters if other != pair]
        chips.append((*pair, wanted.words(where=left)))
    if not chips:
        return None
    links = []
    for column, value, without in chips:
        said = f"{records.filter_words(names, column, value)} "
        links.append(
            blocks.to([said, blocks.unsaid("✕"), blocks.hidden(": take this filter away")], link(PATH, **without))
        )
    return html.Ul([html.Li(one) for one in links], className="chips", **{"aria-label": "Filters in force"})


def _narrow(names, wanted, found):
    """The ways to go on filtering, each choice with how many records it leaves."""
    against = _href(wanted, values.AGAINST, "yes") if _some_count_against(wanted, found.total) else ""
    if not found.facets and not against:
        return None
    counts = bool(found.total.against)
    only = html.P(blocks.to("Only those that count against the measure", against)) if against else None
    facets = [_facet(names, wanted, column, choices, counts) for column, choices in found.facets.items()]
    return blocks.folded(
        "Narrow down",
        [only, html.Div(facets, className="facets")],
        className="narrow",
        open=len(found.facets) <= MOST_OPEN,
    )


def _some_count_against(wanted, total):
    taken = [column for column, _ in wanted.filters]
    return bool(total) and 0 < total.against < total.records and values.AGAINST not in taken


def _facet(names, wanted, column, choices, counts):
    """The values of a column; `counts` where some records count against the measure, and each value says how many."""
    name = column.replace("_", " ")
    small = "records, of them against" if counts else "records"
    lines = []
    for value, number, against in sorted(choices) if column == "month" else choices:
        said = [blocks.hidden(f"{name}: "), records.choice_words(names, column, value)]
        of_them = html.Span([f"({against:,}", blocks.hidden(" against"), ")"], className="soft")
        many = html.Span([f"{number:,}", *([" ", of_them] if counts else [])], className="n")
        lines.append(html.Li([blocks.to(said, _href(wanted, column, value)), " ", many]))
    return html.Section([html.H2([name, " ", html.Small(small)]), html.Ul(lines)])


def _href(wanted, column, value):
    """The address with one more filter."""
    where = [filter_text(*pair) for pair in [*wanted.filters, (column, value)]]
    return link(PATH, **wanted.words(where=where))
