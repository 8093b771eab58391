"""The notes that bear on a measure at a unit as of now: the council folder's, and those that people wrote."""

import logging
from datetime import date

from dashboard import judging
from dashboard.errors import Refused
from dashboard.scorecard import ask, ask_dicts

SHOWN = ("proposed", "approved")


def notes(cursor, journal, measure, unit, month):
    """Notes of a measure at a unit and the units above it, up to a month, as `of_several` gives them."""
    return of_several(cursor, journal, [measure], [unit], month)


def of_several(cursor, journal, measures, units, month, first=None):
    """Notes of any of some measures at any of some units and the units above them, from one month (all where it is
    None) up to another, as dicts, the oldest first.

    month, unit, measure (None: all), words, author, rebase, key (None: of notes.toml) and state ("approved", or
    "proposed"). Those of the journal are as of now; without it, or where it cannot be read, as of the build.
    """
    asked = {"measures": list(measures), "month": month, "first": first}
    found = [{**row, "state": "approved"} for row in ask_dicts(cursor, "notes", **asked)]
    live = _live(journal, measures, month, first)
    rows = found if live is None else [*(row for row in found if row["key"] is None), *live]
    above = set(ask(cursor, "months_above", units=list(units))) if rows else ()
    bearing = [row for row in rows if (row["month"], row["unit"]) in above]
    if live is None:
        return bearing
    return sorted(bearing, key=lambda row: (row["month"], row["unit"], row["words"], row["key"] or ""))


def _live(journal, measures, month, first):
    """The notes of the journal as of now, at whatever unit; None without it, or where it cannot be read."""
    if journal is None:
        return None
    try:
        written = journal.things("note")
    except Refused as why:
        logging.getLogger(__name__).error("notes are as of the build: %s", why)
        return None
    rows = [_row(thing) for thing in written if thing.state in SHOWN and thing.measure in (None, *measures)]
    return [row for row in rows if row["month"] <= month and (first is None or row["month"] >= first)]


def _row(thing):
    return {
        "month": date.fromisoformat(f"{thing.period}-01"),
        "unit": thing.unit,
        "measure": thing.measure,
        "words": thing.fields["words"],
        "author": thing.begun.called,
        "rebase": thing.fields["rebase"],
        "key": thing.key,
        "state": thing.state,
    }


def chart(cursor, measure, unit, month, notes):
    """The control chart of a measure at a unit as of a month, begun anew where these notes say so now.

    A dict as of the view control_chart, None where there is none. It is worked out again only where the store's own
    knows other starts: a rebase was approved or withdrawn since the build, or is tried.
    """
    kept = next(iter(ask_dicts(cursor, "control_chart", measure=measure, unit=unit, month=month)), None)
    if kept is None:
        return None
    last = len(kept["points"]) - 1
    asked = {_months_between(kept["first_month"], note["month"]) for note in notes if starts(note)}
    anew = sorted(start for start in asked if 0 < start <= last)
    if [0, *anew] == list(kept["starts"]):
        return kept
    return judging.begun_anew(cursor, measure, unit, month, anew)


def _months_between(first, last):
    return (last.year - first.year) * 12 + last.month - first.month


def starts(note):
    """Whether a note says that the chart of its measure starts anew, and that has been approved."""
    return note["rebase"] and note["state"] == "approved"
