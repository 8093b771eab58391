"""A Dash component that shows HTML made on the server. Its other half is assets/golden_thread.js."""

from dash.development.base_component import Component


class Html(Component):
    """Shows `html`, which must be of our own making: nothing escapes it again. `tag` is the element around it.

    For what Dash has no component for, or where a component for each element would cost the reader seconds: the small
    charts of a table's cells, and tables that are dense and only read.
    """

    _namespace = "golden_thread"
    _type = "Html"
    _children_props = ()
    _base_nodes = ()
    _prop_names = ("id", "html", "tag", "className")
    _valid_wildcard_attributes = ()
    available_properties = _prop_names
    available_wildcard_properties = ()

    def __init__(self, html, id=None, tag=None, className=None):
        given = {"html": str(html), "id": id, "tag": tag, "className": className}
        super().__init__(**{name: value for name, value in given.items() if value is not None})
