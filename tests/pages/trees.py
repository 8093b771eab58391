"""The components of a page, walked: for tests that look for what a page holds and not for how it is written."""

import json
import math
from contextlib import ExitStack
from unittest import mock

from dash.development.base_component import Component

from layouts import first_paint, page, tools
from layouts.pages import measure

# What pages keep as HTML, that of another test too.
KEPT = ((page, "_header"), (page, "_pickers"), (page, "_narrowing"), (tools, "tools"), (measure, "_shown"))


def every(tree):
    """Each component of a tree, outermost first, as Dash describes it: {"type", "namespace", "props"}.

    A tree is a component, Dash's own description of one, a list of them, or a text (which is no component).
    """
    if isinstance(tree, Component):
        tree = tree.to_plotly_json()
    if isinstance(tree, (list, tuple)):
        for one in tree:
            yield from every(one)
    elif isinstance(tree, dict):
        yield tree
        yield from every(tree["props"].get("children"))


def find(tree, type=None, className=None, text=None, **props):
    """The components of a tree that are all that is asked, in their order.

    `type` is Dash's name ("Td"), `className` one class among those it has, `text` words that it says somewhere within,
    and each further keyword a prop with its value; a name with a hyphen is given as **{"aria-label": "Pages"}.
    """
    return [
        one
        for one in every(tree)
        if type in (None, one["type"])
        and (className is None or className in classes(one))
        and (text is None or text in said(one))
        and all(one["props"].get(name) == value for name, value in props.items())
    ]


def the(tree, *args, **kwargs):
    """The one component that `find` finds; there must be one and no more."""
    found = find(tree, *args, **kwargs)
    assert len(found) == 1, f"{len(found)} found of {args or ''}{kwargs or ''}"
    return found[0]


def said(tree):
    """The words of a tree, as they follow one another. Markup of our own (`Html`) says nothing."""
    if isinstance(tree, Component):
        tree = tree.to_plotly_json()
    if tree is None or isinstance(tree, bool):
        return ""
    if isinstance(tree, (list, tuple)):
        return "".join(map(said, tree))
    return said(tree["props"].get("children")) if isinstance(tree, dict) else str(tree)


def classes(one):
    return (one["props"].get("className") or one["props"].get("class_name") or "").split()


def cells(row):
    """What each cell of a table's row says."""
    return [said(one) for one in every(row) if one["type"] in ("Td", "Th")]


def mounted(client, address):
    """(components, title) that Dash's router gets for an address, while none of them is large enough to be HTML."""
    pathname, _, search = address.partition("?")
    with ExitStack() as now:
        now.enter_context(mock.patch.object(first_paint, "LARGE", math.inf))
        for module, name in KEPT:
            now.enter_context(mock.patch.object(module, name, getattr(module, name).__wrapped__))
        answer = _asked(client, pathname, search)
    response = json.loads(answer.data)["response"]
    return response["_pages_content"]["children"], response["_pages_store"]["data"]["title"]


def _asked(client, pathname, search):
    return client.post(
        "/_dash-update-component",
        json={
            "output": ".._pages_content.children..._pages_store.data..",
            "outputs": [
                {"id": "_pages_content", "property": "children"},
                {"id": "_pages_store", "property": "data"},
            ],
            "inputs": [
                {"id": "_pages_location", "property": "pathname", "value": pathname},
                {"id": "_pages_location", "property": "search", "value": f"?{search}"},
            ],
            "changedPropIds": ["_pages_location.pathname"],
        },
    )
