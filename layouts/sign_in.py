"""The way in: nothing is answered before it is known who asks, and the small pages on which they say so."""

import re
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

import dash_bootstrap_components as dbc
from dash import html
from flask import Response, g, redirect, request, session, url_for
from werkzeug.middleware.proxy_fix import ProxyFix

from dashboard import scorecard as cards
from dashboard.access.doors import SESSION
from dashboard.access.opening import PURPOSES
from dashboard.errors import Refused

SIGN_IN, SIGN_OUT, PURPOSE = "/sign-in", "/sign-out", "/purpose"
START, BACK = f"{SIGN_IN}/start", f"{SIGN_IN}/back"
GOING = "golden_thread_going"  # the cookie of a browser that has gone to the provider
# What is open to everybody holds no name, nobody's key and no figure but those that were published: whether the service
# is up, the scripts and styles, and the public page.
OPEN = re.compile(r"/health|/(?:assets|_dash-component-suites)/[^?]*|/sign-in(?:/start|/back)?|/public(?:/[^?]*)?")
READING = ("GET", "HEAD", "OPTIONS")
NOT_HERE = "Golden Thread answers at this machine only, by its own name or number: http://127.0.0.1."
ELSEWHERE = "This was sent by a page of another site, so nothing was done."
FIRST = "Sign in first."
WRONG = "That name and password do not go together, or the account waits after wrong ones. Try again later."


def keep(server, door, store, say):
    """Let nobody in but those whom a door knows. `say(title, body)` makes a small page of components."""

    @server.before_request
    def who_asks():
        if door.only_here and not _is_here(request.host):
            return Response(NOT_HERE, 421, mimetype="text/plain")
        if request.method not in READING and not _is_ours():
            return Response(ELSEWHERE, 403, mimetype="text/plain")
        if OPEN.fullmatch(request.path):
            return None
        g.reader = door.reader(request)
        return None if g.reader else _come_in()

    if door.mode == "alone":
        return
    if door.hops:
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=door.hops, x_proto=door.hops, x_host=door.hops)
    server.add_url_rule(SIGN_IN, "sign_in", lambda: say(*PAGES[door.mode](door, store)))
    if door.mode == "demo":
        server.add_url_rule(SIGN_IN, "signed_in", lambda: _as_chosen(door), methods=["POST"])
    if door.mode == "local":
        server.add_url_rule(SIGN_IN, "signed_in", lambda: _with_password(door, say), methods=["POST"])
    if door.mode == "oidc":
        _at_provider(server, door, say)
    server.add_url_rule(PURPOSE, "purpose", lambda: _say_purpose(door), methods=["POST"])
    server.add_url_rule(SIGN_OUT, "signed_out", lambda: _sign_out(door), methods=["POST"])


def _is_here(host):
    """Whether a request names this machine itself: a name that leads here is another's page, or a proxy."""
    name = urlsplit(f"//{host}").hostname or ""
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def _is_ours():
    """Whether what posts is one of our own pages, as the browser says; what says nothing is no form of a page."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site != "same-origin":
        return False
    if origin is not None:
        return urlsplit(origin).netloc == request.host
    return site is not None or request.is_json


def _come_in():
    """What somebody is told who has not come in: a page leads to the way in, anything else is refused."""
    if request.method == "GET" and "text/html" in request.headers.get("Accept", ""):
        at = request.full_path.rstrip("?")
        return redirect(f"{SIGN_IN}?next={quote(at)}" if at != "/" else SIGN_IN)
    return Response(FIRST, 401, mimetype="text/plain")


def within(address):
    """An address of this site, path and words alone; the first page where it leads anywhere else."""
    said = urlsplit(address or "/")
    leads_away = said.scheme or said.netloc or not address.startswith("/") or address.startswith("//")
    if leads_away or "\\" in address or not address.isprintable():
        return "/"
    return address


def _choices(door, store):
    """The people of the demo council to choose among, as (title, components, status)."""
    names = cards.names(store.snapshot())
    by_unit = {}
    for person in door.people():
        by_unit.setdefault(person.unit, []).append(person)
    options = [
        {"label": f"{person.name} · {names.units[unit].name}", "value": person.key}
        for unit, people in by_unit.items()
        if unit in names.units
        for person in people
    ]
    body = [
        html.H1("Who are you?"),
        html.P(
            f"This is {names.council}, a council that does not exist. Its people are invented, and each sees only "
            "what their post may see. Choose one of them.",
            className="lead",
        ),
        html.Form(
            [
                html.Label("You are", htmlFor="who"),
                dbc.Select(id="who", name="who", options=options),
                dbc.Input(type="hidden", name="next", value=within(request.args.get("next", "/"))),
                html.P(html.Button("Open the scorecard", type="submit", className="button")),
            ],
            action=SIGN_IN,
            method="post",
        ),
    ]
    return "Who are you?", body, 200


def _password(door, _store, wrong=""):
    """The name and password of an account."""
    body = [
        html.H1("Sign in"),
        html.P(wrong, className="note", role="alert") if wrong else None,
        html.Form(
            [
                html.Label("Name", htmlFor="who"),
                dbc.Input(id="who", name="who", type="text", autocomplete="username", required=True),
                html.Label("Password", htmlFor="password"),
                dbc.Input(
                    id="password", name="password", type="password", autocomplete="current-password", required=True
                ),
                dbc.Input(type="hidden", name="next", value=within(request.values.get("next", "/"))),
                html.P(html.Button("Sign in", type="submit", className="button")),
            ],
            action=SIGN_IN,
            method="post",
        ),
    ]
    return "Sign in", body, 401 if wrong else 200


def _with_password(door, say):
    token = door.shown(request.form.get("who", ""), request.form.get("password", ""))
    return signed_in(token, request.form.get("next", "/")) if token else say(*_password(door, None, WRONG))


def _by_provider(_door, _store, said=""):
    """The way to the council's own sign-in."""
    start = f"{START}?next={quote(within(request.args.get('next', '/')))}"
    body = [
        html.H1("Sign in"),
        html.P(said or "You sign in with your council account.", className="lead", role="alert" if said else None),
        html.P(html.A("Sign in", href=start, className="button")),
    ]
    return "Sign in", body, 403 if said else 200


def _at_provider(server, door, say):
    """The routes of going to the provider and coming back."""
    server.secret_key = door.key
    server.config.update(SESSION_COOKIE_NAME=GOING, SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax")
    door.provider.keep(server)

    def go():
        server.config["SESSION_COOKIE_SECURE"] = request.is_secure
        session["next"] = within(request.args.get("next", "/"))
        return door.provider.go(url_for("sign_in_back", _external=True))

    def come():
        try:
            who, name, groups = door.provider.come()
        except Refused as problem:
            server.logger.warning("a sign-in was refused: %s (%r)", problem, problem.__cause__)
            return say(*_by_provider(door, None, f"{problem}.".capitalize()))
        address = session.pop("next", "/")
        session.clear()
        token = door.begin(who, name, groups)
        if not token:
            return say(*_by_provider(door, None, f"You are signed in as {name}, who has no rights here: ask for them."))
        return signed_in(token, address)

    server.add_url_rule(START, "sign_in_start", go)
    server.add_url_rule(BACK, "sign_in_back", come)


def _unknown(door, _store):
    """What somebody is told whom the proxy did not bring, or who has no rights here."""
    said = door.said(request)
    if said is None:
        words = "You have not come by way of the sign-in. Use the address that your council gave you."
    else:
        words = f"You are signed in as {said[0]}, who has no rights here. Ask whoever looks after this at your council."
    return "No way in", [html.H1("No way in"), html.P(words, className="lead")], 403


PAGES = {"demo": _choices, "local": _password, "oidc": _by_provider, "header": _unknown}


def _as_chosen(door):
    who = request.form.get("who", "")
    person = next((one for one in door.people() if one.key == who), None)
    token = person and door.begin(person.key, person.name)
    if not token:
        return redirect(SIGN_IN, 303)
    return signed_in(token, request.form.get("next", "/"))


def signed_in(token, address):
    """The answer to somebody who has come in: their cookie, and on to the page that they asked for."""
    answer = redirect(within(address), 303)
    answer.set_cookie(SESSION, token, httponly=True, samesite="Lax", secure=request.is_secure, path="/")
    return answer


def _say_purpose(door):
    purpose, token = request.form.get("purpose", ""), door.session_of(request)
    if purpose in PURPOSES:
        door.sessions.say(token, purpose)
    return signed_in(token, request.form.get("next", "/"))


def _sign_out(door):
    door.sessions.end(request.cookies.get(SESSION, ""))
    answer = redirect(SIGN_IN, 303)
    answer.delete_cookie(SESSION, httponly=True, samesite="Lax", secure=request.is_secure, path="/")
    return answer
