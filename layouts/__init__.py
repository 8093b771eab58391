"""The pages: which there are, and which of them an address asks for."""

from urllib.parse import unquote

from dashboard import scorecard as cards
from dashboard.access import Reader
from layouts import (
    attention,
    compare,
    control,
    data,
    demand,
    difference,
    drivers,
    measure,
    measures,
    money,
    money_line,
    money_packages,
    reconciliation,
    records,
    scorecard,
    welcome,
)
from layouts.address import NotHere, query
from layouts.page import Asked, not_here

PAGES = (
    *(scorecard.PAGE, attention.PAGE, compare.PAGE, welcome.PAGE, measure.PAGE, drivers.PAGE),
    *(records.PAGE, measures.PAGE, data.PAGE),
    *(money.PAGE, money_line.PAGE, money_packages.PAGE, demand.PAGE),
    *(reconciliation.PAGE, difference.PAGE, control.PAGE),
)
LONGEST_PATH = 300


def find(path):
    """The page of a path and what follows the page's own path: /measure/reviews is the measure page and 'reviews'."""
    for page in PAGES:
        if path.rstrip("/") == page.path.rstrip("/"):
            return page, ""
    start, _, rest = path.rstrip("/").rpartition("/")
    return next((page for page in PAGES if page is measure.PAGE and start == page.path), None), rest


def needs(path):
    """The component packages that the page at a path loads besides Dash's own."""
    page, _ = find(path)
    return page.needs if page else ()


def view(store, reader, path, search):
    """The View for an address; where it leads nowhere, the page that says so."""
    page, rest = find(path or "/")
    if reader.unit and reader.unit not in cards.names(store.snapshot()).units:
        reader = Reader()  # the unit is gone since they said who they are: they are asked anew
    asked = Asked(page.path if page else "/", unquote(rest)[:LONGEST_PATH], query(search))
    try:
        if page is None:
            raise NotHere("There is no page at this address.")
        if page is scorecard.PAGE and not reader.role and not asked.get("unit"):
            page = welcome.PAGE
        return page.show(store, reader, asked)
    except NotHere as problem:
        return not_here(cards.names(store.snapshot()), reader, asked, problem)
