"""A Dash component that shows HTML made on the server. Its other half is assets/golden_thread.js."""

from dash.development.base_component import Component


class Html(Component):
    """Shows `html`, which must come from our own templates: nothing escapes it again. `title` names the document."""

    _namespace = "golden_thread"
    _type = "Html"
    _children_props = ()
    _base_nodes = ()
    _prop_names = ("id", "html", "title")
    _valid_wildcard_attributes = ()
    available_properties = _prop_names
    available_wildcard_properties = ()

    def __init__(self, html, title=None, id=None):
        given = {"html": str(html), "title": title, "id": id}
        super().__init__(**{name: value for name, value in given.items() if value is not None})
