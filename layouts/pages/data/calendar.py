"""The calendar of files: what is on hand for each month or year, what is missing and what is late."""

from datetime import date
from itertools import groupby

from dash import html

from dashboard import scorecard as cards
from layouts import words
from layouts.address import link, wanted_one_of
from layouts.parts import blocks
from layouts.tables.calendar import table
from layouts.words import data as say

MOST_MONTHS = 60  # more are shown as years
BY = {"months": "by month", "years": "by year"}


def section(cursor, files, asked, today):
    """The calendar of the files that have a period; None where none has. `files` are all that were loaded."""
    first = min((one["period_start"] for one in files if one["in_force"] and one["period_start"]), default=None)
    if first is None or first > today:
        return None
    many = (today.year - first.year) * 12 + today.month - first.month + 1
    usual = "years" if many > MOST_MONTHS else "months"
    by = wanted_one_of(BY, asked or usual, "show")
    cells = cards.ask_dicts(cursor, "file_calendar", today=today, years=by == "years")
    rows = _rows(cells)
    periods, years = _months(cells) if by == "months" else (_years(cells), [])
    links = [(title, link("/data", show=word), word == by) for word, title in BY.items()]
    whole = table("Files on hand by period", periods, years, rows, say.SEEN)
    return blocks.section(
        "calendar",
        "What is here, month by month" if by == "months" else "What is here, year by year",
        [_legend(cells), blocks.scroll(blocks.still(whole), "Files on hand by period", **{"data-end": "yes"})],
        small=say.holes(cells),
        beside=blocks.choice("Shown", links),
    )


def _rows(cells):
    """(title, address, states) of each kind of file; the files of a return follow one another."""
    return [
        (say.row_title(title), link("/data", kind=layout), [one["state"] for one in found])
        for (_, title, layout), found in (
            (key, list(group)) for key, group in groupby(cells, lambda one: (one["kind"], one["title"], one["layout"]))
        )
    ]


def _periods(cells):
    return [one["period"] for one in next(iter(_by_layout(cells)))]


def _by_layout(cells):
    return (list(group) for _, group in groupby(cells, lambda one: one["layout"]))


def _months(cells):
    """The months as (letter, name), and the calendar years over them."""
    months = _periods(cells)
    years = [(str(year), len(list(group))) for year, group in groupby(months, lambda month: month.year)]
    return [(f"{month:%b}"[0], words.short_month(month)) for month in months], years


def _years(cells):
    return [(words.year_words(begins, _end(begins)),) * 2 for begins in _periods(cells)]


def _end(begins):
    return date(begins.year + 1, 3, 31)


def _legend(cells):
    found = {one["state"] for one in cells}
    shown = [(mark, kind, said) for state, (mark, kind, said) in say.SEEN.items() if state in found]
    keys = [
        html.Span([html.B(blocks.unsaid(mark), className=f"calendar-key {kind}"), f" {said}"])
        for mark, kind, said in shown
    ]
    return html.P(keys, className="legend")
