"""What is found for a few words: the page for those without scripts, for phones, and for a search to be shared."""

import json
from difflib import get_close_matches

import brotli
from dash import html
from flask import Response

from dashboard import scorecard as cards
from dashboard.store import kept_with_its_store
from layouts import frame, lookup, words
from layouts.address import link, wanted_month, wanted_unit
from layouts.page import Page, place
from layouts.parts import blocks

PATH, INDEX = "/search", "/search.json"
MANY = {"measure": "Measures", "unit": "Units", "page": "Pages", "word": "Words"}
MOST_OF_A_KIND, MOST_NEAR = 30, 5


def show(store, reader, asked):
    names = cards.names(store.snapshot())
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    text, known = asked.get("q"), lookup.entries(names)
    found = lookup.find(known, text)
    at = place(names, reader, PATH, unit, month)
    main = [
        *blocks.title("Search", _said(text, found)),
        html.Div(frame.search("search-all", {"unit": unit.key, "month": f"{month:%Y-%m}"}, text), className="asked"),
        *(
            _kind(at, kind, [one for one in found if one.kind == kind])
            for kind in dict.fromkeys(one.kind for one in found)
        ),
        _near(at, known, text) if text and not found else None,
    ]
    return at.view(f"Search: {text}" if text else "Search", main)


def _said(text, found):
    if not text:
        return "Measures, units, pages and words: type the beginning of any of them, a code or an owner."
    if not found:
        return f"Nothing here is called “{text}”."
    return f"{words.count_words(len(found), 'answer')} for “{text}”."


def _kind(at, kind, found):
    if not found:
        return None
    more = len(found) - MOST_OF_A_KIND
    lines = [html.Li(_line(at, one)) for one in found[:MOST_OF_A_KIND]]
    rest = html.P(f"And {more:,} more: type another word.") if more > 0 else None
    return blocks.section(f"found-{kind}", MANY[kind], [html.Ul(lines, className="brief found"), rest])


def _line(at, one):
    return [blocks.to(words.sentence_case(one.title), address(one, at.unit, at.month)), " ", html.Small(one.beside)]


def address(one, unit, month):
    """Where an entry leads for somebody who is at a unit and a month."""
    kept = {"unit": unit.key if "u" in one.has else "", "month": month if "m" in one.has else ""}
    said = link("", **kept)
    return one.href + (said.replace("?", "&") if "?" in one.href else said)


def _near(at, known, text):
    """What is spelled nearly so."""
    titles = {one.title.lower(): one for one in known}
    near = get_close_matches(text.lower(), titles, n=MOST_NEAR, cutoff=0.55)
    if not near:
        return html.P(["Try fewer letters, or look through ", blocks.to("all measures", "/measures"), "."])
    return html.Div(
        [html.P("Do you mean one of these?"), html.Ul([html.Li(_line(at, titles[one])) for one in near])],
        className="choices",
    )


@kept_with_its_store()
def _index(snapshot):
    """Everything to be found, as the browser keeps it, packed once for each store: (packed, plain)."""
    plain = json.dumps(lookup.rows(lookup.entries(cards.names(snapshot))), separators=(",", ":"), ensure_ascii=False)
    return brotli.compress(plain.encode(), quality=9), plain.encode()


def index(store, request):
    """What is to be found in the reader's own store; not sent again while the same store is in force."""
    snapshot = store.snapshot()
    packed, plain = _index(snapshot)
    as_brotli = "br" in request.headers.get("Accept-Encoding", "")
    answer = Response(packed if as_brotli else plain, mimetype="application/json")
    if as_brotli:
        answer.headers["Content-Encoding"] = "br"
    answer.headers["Vary"] = "Accept-Encoding"
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.add_etag()
    return answer.make_conditional(request)


PAGE = Page(
    PATH,
    "Search",
    show,
    about="Everything that has a name: measures, units, pages and the words used on them. The beginning of a word "
    "is enough. Press / on any page to search from there.",
    routes={INDEX: index},
)
