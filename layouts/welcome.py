"""The first screen: who are you? It remembers the answer and opens the scorecard that fits."""

from flask import redirect

from dashboard import access
from dashboard import scorecard as cards
from layouts.address import link, query, wanted_unit
from layouts.page import Page, head, render

YEAR = 31_536_000


def show(store, reader, asked):
    names = cards.names(store.snapshot())
    units = [unit for unit in names.tree(names.months[-1]) if unit.parent is not None]
    return render("welcome.html", "Who are you?", units=units, **head(names, reader, "/welcome"))


def choose(store, request):
    """Remember who is asking and send them to their scorecard. An answer that makes no sense asks again."""
    said = query(request.query_string.decode("utf-8", "replace"))
    role = said.get("role")
    if role not in access.ROLES:
        return redirect("/welcome")
    names = cards.names(store.snapshot())
    unit = wanted_unit(names, said.get("unit")) if role == "team" else names.root
    answer = redirect(home(role, unit))
    answer.set_cookie(
        access.COOKIE,
        access.cookie_text(access.Reader(role, unit.key)),
        max_age=YEAR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return answer


def home(role, unit):
    """Where someone begins: their own unit; a performance officer with what is out of line or missing."""
    return link("/", unit=unit.key, first="exceptions" if role == "officer" else "")


PAGE = Page("/welcome", "Who are you?", show, routes={"/welcome/choose": choose})
