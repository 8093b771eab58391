"""What a request may ask of the server, and the answer where it asks for more. docs/running.md says the same."""

import threading

import duckdb
from dash.exceptions import DependencyException
from flask import Response, abort, request

SECONDS = 10  # of one page's questions to the store; the dearest takes a fifth of it
MOST_BODY = 1 << 16  # bytes: what the pages send is an address
LONGEST_ADDRESS = 4_000  # letters
WAITED = 2  # seconds that a file waits for another that is being made in the same worker
CALLBACK = "/_dash-update-component"
ADDRESS = "_pages_location"  # where Dash's router keeps the address
TOO_LONG = f"This took longer than the {SECONDS} seconds that a page may take: ask for a smaller unit or a month."
TOO_MUCH = "This needs more memory than a page may take: ask for a smaller unit, a month, or narrow it down."
DAMAGED = (
    "Part of the data could not be read. Load the page again: the data before is used now. Tell whoever runs this."
)
OLDER = (
    "The data in use do not have what this page shows: most likely they were built by an earlier version of the"
    " program. Whoever runs this: run 'python -m dashboard build', and load the page again. Nothing is lost."
)
BUSY = "Another file is being made. Try again in half a minute."
TURN = threading.Lock()


def limit_requests(app, say):
    """Refuse what no page sends. `say(sentence)` makes the page that a person is shown."""
    server = app.server
    server.config["MAX_CONTENT_LENGTH"] = MOST_BODY

    @server.before_request
    def look_at_the_request():
        if len(request.full_path) > LONGEST_ADDRESS:
            abort(414)
        if request.path == CALLBACK and request.method == "POST" and not is_understood(said(), app.callback_map):
            abort(400)

    def too_much(problem):
        sentence = TOO_LONG if isinstance(problem, duckdb.InterruptException) else TOO_MUCH
        return say(sentence), 503

    def damaged(problem):
        app.store.set_aside()
        server.logger.error("a store could not be read: %s", problem)
        return say(DAMAGED), 503, {"Retry-After": "1"}

    def older(problem):
        server.logger.error("the store in force lacks what a page asks of it: %s", problem)
        return say(OLDER), 503

    server.register_error_handler(DependencyException, lambda problem: (say("There is no such file here."), 404))
    server.register_error_handler(duckdb.InterruptException, too_much)
    server.register_error_handler(duckdb.OutOfMemoryException, too_much)
    server.register_error_handler(duckdb.IOException, damaged)
    server.register_error_handler(duckdb.FatalException, damaged)
    server.register_error_handler(duckdb.CatalogException, older)
    server.register_error_handler(duckdb.BinderException, older)


def said():
    """What the request says as JSON; None where it is none, or is nested deeper than any that a page sends."""
    try:
        return request.get_json(force=True, silent=True)
    except RecursionError:
        return None


def is_understood(body, callbacks):
    """Whether a body asks for a callback that exists, with the inputs that it has; an address is texts or nothing.

    `callbacks` is Dash's own map: Dash looks at none of this, and fails on what it did not expect. What a control of
    a page says is read by that page's callback.
    """
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        return False
    known = callbacks.get(body["output"])
    return (
        known is not None
        and _are_outputs(body.get("outputs"), body["output"])
        and _are_inputs(body.get("inputs"), known["inputs"])
        and _are_inputs(body.get("state", []), known["state"])
        and _are_texts(body.get("changedPropIds", []))
    )


def _are_outputs(found, name):
    """Whether what is to be changed is what the callback's own name says: 'a.b' of one, '..a.b...c.d..' of several."""
    several = name.startswith("..")
    wanted = [one.rpartition(".")[::2] for one in (name[2:-2].split("...") if several else [name])]
    if several != isinstance(found, list):
        return False
    return [_named(one) for one in (found if several else [found])] == wanted


def _named(one):
    return (one.get("id"), one.get("property")) if isinstance(one, dict) else None


def _are_inputs(found, known):
    return isinstance(found, list) and len(found) == len(known) and all(map(_is_input, found, known))


def _is_input(found, known):
    """Whether an input is the one expected; what is of an address is a text that could be part of one, or nothing."""
    if _named(found) != (known["id"], known["property"]):
        return False
    value = found.get("value")
    if known["id"] != ADDRESS or (value is None and known["property"] == "search"):
        return True
    return isinstance(value, str) and len(value) <= LONGEST_ADDRESS


def _are_texts(found):
    return isinstance(found, list) and all(isinstance(one, str) for one in found)


def one_at_a_time(answer):
    """A route that makes a file: one is made at a time, so that several large ones do not fill the memory together."""

    def found(store, asked):
        if not TURN.acquire(timeout=WAITED):
            return Response(BUSY, 503, {"Retry-After": "30"}, mimetype="text/plain")
        try:
            return answer(store, asked)
        finally:
            TURN.release()

    return found
