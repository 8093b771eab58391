"""The pages: which there are, and which of them an address asks for."""

from dataclasses import replace
from functools import cache, partial
from urllib.parse import unquote

import dash
from flask import current_app, g, request

from dashboard import access, past, scope
from dashboard import scorecard as cards
from dashboard.journal import one_look
from layouts import known
from layouts.address import NotHere, foreign_words, known_words, listed_words, narrows, showing, wanted_scope
from layouts.first_paint import plain
from layouts.opening import before_records, note
from layouts.packs import building
from layouts.page import Asked, not_here
from layouts.pages import access as opened
from layouts.pages import (
    assessment,
    audits,
    burden,
    cases,
    casework,
    compare,
    data,
    drivers,
    entry,
    evidence,
    explore,
    glossary,
    guide,
    measure,
    measures,
    meeting,
    overdue,
    partners,
    records,
    reports,
    returns,
    sample,
    scorecard,
    scores,
    scrutiny,
    search,
    sight,
    standards,
    strategy,
    supervision,
    welcome,
)
from layouts.pages import conversations as attention
from layouts.pages.accreditation import overview as accreditation
from layouts.pages.accreditation import packages as unaccredited
from layouts.pages.money import control_totals as control
from layouts.pages.money import demand, difference, reconciliation
from layouts.pages.money import line as money_line
from layouts.pages.money import overview as money
from layouts.pages.money import packages as money_packages
from layouts.pages.plans import one as plan
from layouts.pages.plans import overview as plans
from layouts.pages.providers import listing as provider_list
from layouts.pages.providers import one as provider
from layouts.pages.registers import every as registers
from layouts.pages.registers import one as one_register
from layouts.pages.targets import measure as targets_of
from layouts.pages.targets import overview as targets
from layouts.pages.work import library, mine, thing, write
from layouts.parts.writing import sent
from layouts.usage import look
from layouts.written import STORE

PAGES = (
    *(scorecard.PAGE, explore.PAGE, attention.PAGE, compare.PAGE, welcome.PAGE, measure.PAGE, drivers.PAGE),
    *(records.PAGE, cases.PAGE, measures.PAGE, glossary.PAGE, data.PAGE, opened.PAGE, entry.PAGE, search.PAGE),
    *(money.PAGE, money_line.PAGE, money_packages.PAGE, demand.PAGE),
    *(reconciliation.PAGE, difference.PAGE, control.PAGE),
    *(provider_list.PAGE, provider.PAGE, audits.PAGE, evidence.PAGE),
    *(targets.PAGE, targets_of.PAGE),
    scores.PAGE,
    *(plans.PAGE, plan.PAGE),
    *(mine.PAGE, meeting.PAGE, library.PAGE, thing.PAGE, write.PAGE),
    *(strategy.PAGE, sight.PAGE, reports.PAGE, partners.PAGE),
    *(standards.PAGE, accreditation.PAGE, unaccredited.PAGE, scrutiny.PAGE),
    *(casework.PAGE, overdue.PAGE, supervision.PAGE, sample.PAGE),
    *(assessment.PAGE, registers.PAGE, one_register.PAGE),
    *(returns.PAGE, burden.PAGE, guide.PAGE),
)


def register():
    """Tell Dash of every page: its address, its name in the menu, and the function that makes it."""
    sent.COMPUTED.update(building.COMPUTED)
    for order, page in enumerate(PAGES):
        dash.register_page(
            page.show.__module__,
            path=None if page.word else page.path,
            path_template=f"{page.path}/<{page.word}>" if page.word else None,
            name=page.name,
            order=order,
            title=_title,
            layout=partial(_layout, page),
            in_menu=page.in_menu,
            group=page.group,
            is_for=page.is_for,
            about=page.about,
            found=page.found and not page.word,
        )
    dash.register_page("layouts.not_found_404", path="/not-here", order=len(PAGES), title=_title, layout=_not_found)


def _layout(page, **said):
    """What Dash asks for: the components of a page, given the words of its address."""
    found = view(current_app.extensions[STORE], access.reader(request), page, said)
    g.title = found.title
    look(found)
    return plain(found.body, _named_by_callbacks())


@cache
def _named_by_callbacks():
    """The ids that a callback asks for or changes."""
    callbacks = dash.get_app().callback_map
    parts = [part for one in callbacks.values() for part in (*one["inputs"], *one["state"])]
    changed = [name.rpartition(".")[0] for output in callbacks for name in output.strip(".").split("...")]
    return frozenset([*(part["id"] for part in parts if isinstance(part["id"], str)), *changed])


def _not_found(**said):
    return _layout(None, **said)


def _title(**_said):
    """The title of the page that was made in answer to the same request."""
    return g.title


def at(path):
    """The Page of a path and the word that the path itself says: /measure/reviews is {"measure": "reviews"}."""
    start, _, rest = path.rstrip("/").rpartition("/")
    for page in PAGES:
        if not page.word and path.rstrip("/") == page.path.rstrip("/"):
            return page, {}
        if page.word and rest and start == page.path:
            return page, {page.word: rest}
    return None, {}


def needs(path):
    """The component packages that the page at a path loads besides Dash's own."""
    page, _ = at(path)
    return page.needs if page else ()


def view(store, reader, page, said):
    """The View of a page for the words of an address; where it leads nowhere, the page that says so.

    The page is given the store as the reader may see it, and no other. `page` is None where there is no page at the
    address.
    """
    try:
        day, problem = known.wanted(known_words(said).get("known"), page.path if page else ""), None
    except NotHere as why:
        day, problem = None, why
    with past.as_of(day), one_look():
        return _view(day.store if day else store, reader, page, said, problem)


def _view(store, reader, page, said, problem):
    """The View of a page of a store; `problem` is what is wrong with the day that it is to be known on."""
    store = access.seen_by(store, reader)
    if reader.unit and reader.unit not in cards.names(store.snapshot()).units:
        # The unit is gone since they said who they are: they are asked anew.
        reader = replace(reader, role="", unit="")
    foreign = foreign_words(said)
    listed, said = listed_words(said), known_words(said)
    rest = unquote(said.pop(page.word, "")) if page and page.word else ""
    asked = Asked(page.path if page else "/", rest, said, listed)
    try:
        if problem:
            raise problem
        if page is None:
            raise NotHere("There is no page at this address.")
        if page is scorecard.PAGE and not reader.role and not (asked.get("unit") or asked.get("month")):
            page = welcome.PAGE
        at = wanted_scope(cards.names(store.snapshot()), asked) if narrows(page.path) else scope.WHOLE
        with scope.narrowed_to(at), showing(asked.address):
            shown = before_records(cards.names(store.snapshot()), reader, page, asked)
            if shown is None:
                shown = page.show(store, reader, asked)
                note(store, reader, page, asked)
            return shown.answering(page, asked, foreign)
    except NotHere as problem:
        return replace(not_here(cards.names(store.snapshot()), reader, asked, problem), day=past.current())
