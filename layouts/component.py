"""A Dash component that shows HTML made on the server (its other half is assets/golden_thread.js), and plain
descriptions of components, for what a page has many of."""

from datetime import date

from dash.development.base_component import Component

from dashboard import past


class Html(Component):
    """Shows `html`, which must be of our own making: nothing escapes it again. `tag` is the element around it, with
    `attributes` as React names them.

    For what Dash has no component for, the small charts of a table's cells, and for all that is only read: there a
    component for each element would cost the reader seconds.
    """

    _namespace = "layouts"  # a package: Dash imports it for each property, and would look for another on disk each time
    _type = "Html"
    _children_props = ()
    _base_nodes = ()
    _prop_names = ("id", "html", "tag", "attributes")
    _valid_wildcard_attributes = ()
    available_properties = _prop_names
    available_wildcard_properties = ()

    def __init__(self, html, id=None, tag=None, attributes=None):
        given = {"html": str(html), "id": id, "tag": tag, "attributes": attributes or None}
        super().__init__(**{name: value for name, value in given.items() if value is not None})


def tag(kind, children, **props):
    """An element as Dash describes it to the browser: a plain description takes a tenth of a component's time."""
    return _described("dash_html_components", kind, children, props)


def bootstrap(kind, children=None, **props):
    """A component of Bootstrap's, described in the same way."""
    return _described("dash_bootstrap_components", kind, children, props)


def unseen(kept):
    """The words of an address that a form keeps, each a text, a month or several of either: inputs that nobody sees. On
    a page of a past day the day is one of them."""
    day = past.current()
    words = {**({"known": f"{day.day}"} if day else {}), **kept}
    several = ((word, said if isinstance(said, (list, tuple)) else [said]) for word, said in words.items())
    texts = [(word, text) for word, said in several for text in said]
    return [
        bootstrap("Input", type="hidden", name=word, value=f"{text:%Y-%m}" if isinstance(text, date) else text)
        for word, text in texts
        if text
    ]


def _described(namespace, kind, children, props):
    given = {name: value for name, value in props.items() if value is not None}
    if children is not None:
        given["children"] = children
    return {"namespace": namespace, "type": kind, "props": given}
