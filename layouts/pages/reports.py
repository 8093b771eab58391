"""Reports: which pack goes to whom, how often, what is due, and what became of each."""

from functools import partial

from dash import html
from flask import Response, current_app

from dashboard import access
from dashboard import scorecard as cards
from dashboard.errors import Refused
from dashboard.packs import definitions
from layouts import packs, words
from layouts import written as writings
from layouts.address import NotHere, link, nearest, query, wanted_month, wanted_unit
from layouts.exports import file_answer, pack_html
from layouts.packs import formats
from layouts.page import Page, place
from layouts.parts import blocks

PATH = "/reports"
ABOUT = (
    "Who is told what, and how often: each report is put together from what the pages show, checked, approved and"
    " issued. Look at one before it is built; the figures in it are those of the pages."
)


def show(store, reader, asked):
    names = cards.names(store.snapshot())
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    found = [one for one in known().values() if one.is_of(unit)]
    at = place(names, reader, PATH, unit, month)
    heads = [("report", "m"), ("for", ""), ("how often", ""), ("period", ""), ("as", "")]
    rows = [_row(unit, one, one.month_of(month), names) for one in found]
    table = blocks.table(f"Reports of {unit.name}", heads, rows, stacked=True)
    main = [
        at.crumb("reports"),
        *blocks.title("Reports", f"{words.count_words(len(found), 'report')} of {unit.name}: open one to read it."),
        blocks.section("packs", "Who gets what", [blocks.scroll(table, "Reports")]),
    ]
    return at.view(f"Reports, {unit.name}", main)


def _row(unit, one, month, names):
    asked = {"pack": one.key, "unit": unit.key, "month": month}
    ways = [
        html.A("Read", href=link(f"{PATH}/pack", **asked), className="button"),
        " ",
        blocks.save("PDF", link(f"{PATH}/pack.pdf", **asked)),
    ]
    there = month in names.months
    period = packs.period_words(one, month)
    return [
        [html.B(one.title), html.Div(one.asked, className="soft s")],
        one.audience,
        definitions.EVERY[one.every],
        period,
        ways if there else html.Span("no figures of it are on file", className="soft"),
    ]


def known():
    """The Definitions of the council that the app serves."""
    return definitions.read(current_app.extensions.get(writings.COUNCIL))


def as_page(store, request):
    """A pack as a page that stands alone."""
    return Response(pack_html.as_html(_made(store, request)), content_type="text/html; charset=utf-8")


def as_file(ending, store, request):
    """A pack as a file to keep."""
    pack, drawn = _made(store, request), formats.of(ending)
    return file_answer(drawn.draw(pack), drawn.type, f"{pack.name}.{ending}")


def _made(store, request):
    """The Pack that an address asks for, as whoever asks may see it."""
    asked, reader = query(request.query_string.decode("utf-8", "replace")), access.reader(request)
    names = cards.names(store.snapshot())
    definition = wanted_pack(asked.get("pack"))
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = definition.month_of(wanted_month(names, asked.get("month")))
    try:
        return packs.made(current_app.extensions[writings.STORE], reader, definition, unit.key, month)
    except Refused as why:
        raise NotHere(f"{words.sentence_case(str(why))}.") from None


def wanted_pack(text):
    """The Definition asked for. Raises NotHere with those that are near."""
    every = known()
    if text in every:
        return every[text]
    near = nearest(text or "", {key: one.title for key, one in every.items()}) or list(every)
    said = f"There is no report called “{text}”" if text else "The address names no report"
    raise NotHere(f"{said}; there are {words.listed([f'{one.title} ({key})' for key, one in every.items()])}.",
                  [(every[key].title, {"pack": key}) for key in near])  # fmt: skip


PAGE = Page(
    PATH,
    "Reports",
    show,
    in_menu=True,
    group="Plan and decide",
    about=ABOUT,
    routes={f"{PATH}/pack": as_page, **{f"{PATH}/pack.{one}": partial(as_file, one) for one in formats.FORMATS}},
)
