"""The people whose reviews are overdue, the longest first: all of a unit, or those of one band."""

from dash import html

from dashboard import scorecard as cards
from dashboard.access import opening
from dashboard.asking import ask_dicts
from layouts import words
from layouts.address import NotHere, link, wanted_month, wanted_unit
from layouts.page import Page, place
from layouts.parts import blocks, reviews
from layouts.parts.supervision import of_worker

PATH, UP = "/overdue", "/casework"
MOST = 500
HEADS = [("case", "m"), ("last review", ""), ("was due", ""), ("days over", "n"), ("unit", ""), ("worker", "")]


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    with snapshot.cursor() as cursor:
        bands = [band for (band,) in cards.ask(cursor, "review_bands")]
        band = _wanted(bands, asked.get("show"))
        rows = ask_dicts(cursor, "reviews_overdue", unit=unit.key, month=month, band=band)
        lead = reviews.overdue(cursor, unit, month, len(rows))
    shown = rows[:MOST]
    opening.listed(["person"], [(row["person"],) for row in shown])
    at = place(names, reader, PATH, unit, month)
    up = ("casework", link(UP, unit=unit.key, month=month))
    picks = [("show", "Last review", blocks.options({one: one + " ago" for one in bands}, "all"), band)]
    main = [
        at.crumb("reviews overdue", up, show=band),
        *blocks.title("Reviews overdue", lead),
        blocks.choosing(PATH, picks, {"unit": unit.key, "month": f"{month:%Y-%m}"}),
        _table(at, shown) if rows else None,
        html.P(f"The first {MOST} of {len(rows):,}.", className="note") if len(rows) > MOST else None,
    ]
    return at.view(f"Reviews overdue, {unit.name}", main)


def _wanted(bands, text):
    if text and text not in bands:
        raise NotHere(f"“{text}” is no band of ages.", [(one, link(PATH, show=one)) for one in bands])
    return text or ""


def _table(at, rows):
    cells = [
        [
            row["person"],
            words.day_words(row["last_review"]) if row["last_review"] else _here_since(row),
            words.day_words(row["due"]),
            f"{row['days']:,}",
            at.names.units[row["unit"]].name if row["unit"] in at.names.units else row["unit"],
            of_worker(at, row["worker"]),
        ]
        for row in rows
    ]
    table = blocks.scroll(
        blocks.table("Reviews overdue, the longest first", HEADS, cells, stacked=True), "Reviews overdue"
    )
    return blocks.section("cases", "Whose they are", [blocks.still(table)], small="the longest overdue first")


def _here_since(row):
    return blocks.tag("Span", f"none on file, here since {words.month_words(row['here_since'])}", className="soft s")


PAGE = Page(
    PATH,
    "Reviews overdue",
    show,
    found=False,
    opens_records=True,
    about="Whose review is overdue at the end of a month, when the last one was and who holds the case.",
)
