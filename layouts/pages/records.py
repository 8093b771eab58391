"""The records behind one number: they add up to it, and the page says so. They can be narrowed down and saved."""

from dash import html

from dashboard import access, values
from dashboard import scorecard as cards
from layouts import words
from layouts.address import NotHere, filter_text, link, measure_path, money_line, query
from layouts.exports import records as files
from layouts.page import Page, both_kinds, place
from layouts.parts import blocks, grid, records
from layouts.words import records as say

PATH = "/records"


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    with snapshot.cursor() as cursor:
        wanted = records.read(cursor, names, reader, asked.words)
        found = records.find(cursor, wanted, asked.words)
    measure, unit = wanted.measure, wanted.unit
    at = place(names, reader, PATH, unit, wanted.month)
    chosen = {word: asked.get(word) for word in ("order", "keep")}
    back = link(measure_path(measure["key"]), **wanted.words(measure="", value="", where="", back=""))
    main = [
        at.crumb("records", (measure["title"], back), **wanted.kept()),
        *blocks.title(f"Records: {measure['title']}", records.sentence(wanted, found, names.fewest)),
        html.P([*_beside(wanted, found), *_ways(wanted, found, back)]),
        _chips(names, wanted),
        _narrow(names, wanted, found),
        _files(wanted, found, chosen),
        grid.grid(found.rows, "Table of records", link(PATH, **wanted.words(), **chosen))
        if found.total and found.total.records
        else None,
    ]
    saved = both_kinds("The records", PATH, "rows", **wanted.words(), **chosen)
    return at.view(f"Records: {measure['title']}, {unit.name}", main, exports=saved)


def _beside(wanted, found):
    """Of what the records are, and how many count against the measure."""
    whole, against = found.whole, found.total.against if found.total else 0
    said = [f"{wanted.unit.name}, {words.period_words(whole.period_start, whole.period_end, wanted.basis)}. "]
    if against:
        counts = "record counts" if against == 1 else "records count"
        said.append(f"{against:,} {counts} against the measure: they come first and say “against”. ")
    return said


def _ways(wanted, found, back):
    """The way to only those that count against the measure, and the ways back."""
    if _some_count_against(wanted, found.total):
        yield blocks.to("Only those that count against the measure", _href(wanted, values.AGAINST, "yes"))
        yield " · "
    if wanted.back:
        yield blocks.to("Back to the money", money_line(wanted.unit, wanted.month, wanted.slice_, wanted.part))
        yield " · "
    yield blocks.to("Back to the measure", back)


def _files(wanted, found, chosen):
    """The files, which hold the rows in the order and with the filters of the table; and how many rows, if not all."""
    kept = say.files_have(found.total.records) if found.total else ""
    saves = [
        blocks.save(f"Save as {kind}", link(f"{PATH}{ending}", **wanted.words(), **chosen), **{"data-follows": "rows"})
        for kind, ending in (("CSV", ".csv"), ("Excel", ".xlsx"))
    ]
    return html.P([saves[0], " ", saves[1], *([" ", html.Span(kept, className="soft s")] if kept else [])])


def rows(store, request):
    """One block of the rows that a request asks for."""
    snapshot = store.snapshot()
    asked = query(request.query_string.decode("utf-8", "replace"))
    with snapshot.cursor() as cursor:
        wanted = records.read(cursor, cards.names(snapshot), access.reader(request), asked)
        if wanted.measure["kind"] == "supplied":
            raise NotHere(f"{wanted.measure['title']} was supplied as it is: it is not counted from records here.")
        return records.block(cursor, wanted, asked)


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
    """The ways to go on filtering, each choice with how many records it leaves: folded, for the records come first."""
    if not found.facets:
        return None
    counts = bool(found.total.against)
    facets = [_facet(names, wanted, column, choices, counts) for column, choices in found.facets.items()]
    return blocks.folded("Narrow down, with counts", [html.Div(facets, className="facets")], className="narrow")


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


PAGE = Page(
    PATH,
    "Records",
    show,
    about="The records behind one number, one row for each thing that counted. They add up to the number. Sort and "
    "narrow them down, and save what is left.",
    found=False,
    needs=grid.NEEDS,
    opens_records=True,
    routes={f"{PATH}.csv": files.as_csv, f"{PATH}.xlsx": files.as_xlsx, f"{PATH}.json": grid.as_json(rows)},
)
