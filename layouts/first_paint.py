"""Components as HTML: what is read before any script has run.

The server's first answer holds the page as this HTML, and Dash mounts the same tree over it: so each component that a
page uses is painted here, as the browser will draw it when it is mounted and nobody has opened anything.
"""

import json
from functools import cache

from dash.development.base_component import Component
from markupsafe import Markup

from layouts.component import Html

ELEMENTS = "dash_html_components"
# Of other packages, what the browser does by itself: a form's fields are sent as they stand, links and panels are
# attended to by assets/ wherever they are.
NEEDS_NO_DASH = {"Card", "Col", "Html", "Input", "Link", "NavLink", "Row", "Select", "Table"}
LARGE = 3  # elements from which a part that needs no Dash is HTML

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
# What React calls an attribute where HTML has another name for it, and what is Dash's own and no attribute at all.
NAMES = {"className": "class", "class_name": "class", "htmlFor": "for", "acceptCharset": "accept-charset"}
NOT_ATTRIBUTES = {"children", "key", "n_clicks", "n_clicks_timestamp", "n_submit", "n_blur", "disable_n_clicks"}
UNITLESS = {"flex", "flexGrow", "flexShrink", "fontWeight", "lineHeight", "opacity", "order", "zIndex"}  # in CSS
FIRST_ROWS = 40  # of a grid
WORDY = ("aria-", "data-")  # attributes whose "true" and "false" are words


ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"})


def plain(tree, named=frozenset()):
    """The same tree as Dash describes it to the browser, in mappings, lists and texts alone, with each larger part that
    needs no Dash as one component that holds its HTML. `named` are the ids that callbacks name: they stay components.

    React keeps a memory of every element that it mounts, and walks through all of them again when the page goes; Dash
    looks at each component after each step of each callback.
    """
    return [_settled(*part) for part in _parts(tree, named)]


def _parts(tree, named):
    """A tree without lists in lists, in which Dash would leave components as they are: each with how many elements it
    has where it needs no Dash, and nothing in it is HTML yet, for what is around it may need none either; else None."""
    if isinstance(tree, (list, tuple)):
        return [part for one in tree for part in _parts(one, named)]
    return [_described(tree, named)]


def _described(tree, named):
    if not isinstance(tree, dict):
        if isinstance(tree, str) or not isinstance(tree, Component):
            return tree, 0
        tree = described(tree)
    below = tree["props"].get("children")
    if below is None or isinstance(below, str):
        return tree, 1 if _needs_no_dash(tree, named) else None
    parts = _parts(below, named)
    counts = [elements for _, elements in parts]
    if None not in counts and _needs_no_dash(tree, named):
        return _with(tree, [part for part, _ in parts]), sum(counts) + 1
    return _with(tree, [_settled(*part) for part in parts]), None


def described(component):
    """A component as Dash describes it to the browser, in Dash's own order of names. Dash itself tries to get each of
    them, and most were not given: of a measure's page that takes 1.3 of 3.8 ms."""
    given = vars(component)
    props = {name: given[name] for name in component._prop_names if name in given}
    props |= {name: given[name] for name in sorted(given.keys() - props) if name.startswith(WORDY)}
    return {"props": props, "type": component._type, "namespace": component._namespace}


def _needs_no_dash(tree, named):
    """Whether the browser needs no Dash for an element itself, and no callback asks for it or changes it."""
    id = tree["props"].get("id")
    still = tree["namespace"] == ELEMENTS or tree["type"] in NEEDS_NO_DASH
    return still and not isinstance(id, dict) and id not in named


def _settled(tree, elements):
    """A part as it is, or as HTML where it needs no Dash and is large enough."""
    if not elements or elements < LARGE:
        return tree
    if tree["namespace"] != ELEMENTS:
        tree = PAINTED[tree["type"]](tree["props"])
    attributes = {name: value for name, value in tree["props"].items() if name != "children" and value is not None}
    html = html_of(tree["props"].get("children"))
    return Html(html, tag=tree["type"].lower(), attributes=attributes).to_plotly_json()


def _with(tree, children):
    return {**tree, "props": {**tree["props"], "children": children}}


def html_of(tree):
    """The HTML of a component, of Dash's own description of one, of a list of them, or of a text.

    Raises KeyError for a component that nobody has said how to paint.
    """
    parts = []
    _paint(tree, parts.append)
    return Markup("".join(parts))


def _paint(tree, out):
    """Hand the HTML of a tree to `out`, piece by piece: to join pieces within pieces takes three times as long."""
    if isinstance(tree, str):
        out(tree if isinstance(tree, Markup) else tree.translate(ESCAPED))
    elif isinstance(tree, (list, tuple)):
        for one in tree:
            _paint(one, out)
    elif isinstance(tree, dict):
        if tree["namespace"] == ELEMENTS:
            _element(tree["type"].lower(), tree["props"], out)
        else:
            _paint(PAINTED[tree["type"]](tree["props"]), out)
    elif isinstance(tree, Component):
        _paint(described(tree), out)
    elif tree is not None and not isinstance(tree, bool):
        out(str(tree))


def _element(tag, props, out):
    out(f"<{tag}")
    for name, value in props.items():
        if value is not None and name not in NOT_ATTRIBUTES:
            out(_attribute(name, value))
    out(">")
    if tag not in VOID:
        _paint(props.get("children"), out)
        out(f"</{tag}>")


def _attribute(name, value):
    wordy = name.startswith(WORDY)
    if isinstance(value, bool) and not wordy:
        return f" {_name(name)}" if value else ""
    return f' {_name(name)}="{str(_words(name, value)).translate(ESCAPED)}"'


@cache
def _name(name):
    return NAMES.get(name, name if name.startswith(WORDY) else name.lower())


def _words(name, value):
    if isinstance(value, str):
        return value
    if name == "style":
        return ";".join(f"{_css(key)}:{_amount(key, amount)}" for key, amount in value.items())
    if isinstance(value, bool):
        return str(value).lower()
    # An id that is a mapping, as Dash writes it.
    return json.dumps(value, sort_keys=True, separators=(",", ":")) if isinstance(value, dict) else value


def _amount(key, amount):
    """A number of a style is one of pixels, but for 0 and where CSS has none."""
    bare = not amount or isinstance(amount, str) or key in UNITLESS or key.startswith(("--", "Webkit"))
    return amount if bare else f"{amount}px"


def _css(key):
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in key)


def element(tag, props, **more):
    """An element as Dash describes it, of the props of another component; `more` are further ones."""
    return {"namespace": ELEMENTS, "type": tag, "props": {**props, **more}}


def classed(tag, *classes):
    """A painter of a Bootstrap component that is one element of some classes."""

    def paint(props):
        own = props.get("className") or props.get("class_name")
        kept = {name: props[name] for name in ("id", "children", "style", "title") if name in props}
        return element(tag, kept, className=" ".join(filter(None, [own, *classes])))

    return paint


def link(props):
    """A link. Whether its page is to be loaded anew makes no difference before scripts have run."""
    kept = {name: props[name] for name in ("id", "href", "title", "target", "className", "children") if name in props}
    return element("a", kept)


def card(props):
    if not props.get("body"):
        return classed("div", "card")(props)
    body = element("div", {"className": "card-body", "children": props.get("children")})
    return classed("div", "card")({**props, "children": body})


def column(props):
    sizes = [f"col-{size}-{props[size]}" for size in ("sm", "md", "lg", "xl", "xxl") if size in props]
    return classed("div", *(sizes or ["col"]))(props)


def table(props):
    return classed("table", "table", "table-sm" if props.get("size") == "sm" else "")(props)


def nav_link(props):
    active = "active" if props.get("active") is True else ""
    classes = " ".join(filter(None, [props.get("className"), "nav-link", active]))
    return element("a", {"href": props["href"], "className": classes, "children": props.get("children")})


def select(props):
    chosen = props.get("value")
    # Where nothing is chosen yet.
    options = [element("option", {"value": "", "disabled": True, "hidden": True, "children": props.get("placeholder")})]
    options += [
        element("option", {"value": one["value"], "selected": one["value"] == chosen, "children": one["label"]})
        for one in props["options"]
    ]
    kept = {name: props[name] for name in ("id", "name", "disabled") if name in props}
    classes = " ".join(filter(None, [props.get("className"), "form-select"]))
    return element("select", kept, className=classes, children=options)


def checks(kind, called):
    """A painter of Bootstrap's list of boxes or of buttons, of which those with a value are chosen. `called` is what
    the ids of its inputs begin with."""

    def box(props, one):
        chosen = props["value"] if isinstance(props["value"], list) else [props["value"]]
        id = f"_dbcprivate_{called}_{_words('id', props.get('id'))}_input_{one['value']}"
        mark = {
            "id": id,
            "name": props.get("name"),
            "value": one["value"],
            "checked": one["value"] in chosen,
            "className": _both("form-check-input", props.get("inputClassName")),
            "type": kind,
        }
        words = {"className": _both("form-check-label", props.get("labelClassName")), "htmlFor": id}
        return element(
            "div",
            {"className": _both("form-check", "form-check-inline" if props.get("inline") else None)},
            children=[element("input", mark), element("label", words, children=one["label"])],
        )

    def paint(props):
        boxes = [box(props, one) for one in props["options"]]
        return element("div", {"id": props.get("id"), "className": props.get("className"), "children": boxes})

    return paint


def _both(*classes):
    return " ".join(filter(None, classes))


def nothing(_props):
    return None


def raw(props):
    """HTML of our own making, as it is."""
    return element(props.get("tag", "div"), {**props.get("attributes", {}), "children": Markup(props["html"])})


def entry(props):
    """Bootstrap's input."""
    shown = ("id", "type", "name", "min", "max", "step", "value", "placeholder", "list", "autocomplete", "maxLength")
    kept = {name: props[name] for name in (*shown, "required", "disabled", "inputMode", "pattern") if name in props}
    return element("input", kept, className="form-control")


def grid(props):
    """The first rows of a grid as a plain table: the grid itself is there when its script is."""
    fields = [column["field"] for column in props["columnDefs"]]
    heads = [element("th", {"scope": "col", "children": column["headerName"]}) for column in props["columnDefs"]]
    rows = [
        element("tr", {"children": [element("td", {"children": row.get(field)}) for field in fields]})
        for row in (props.get("getRowsResponse") or props)["rowData"][:FIRST_ROWS]
    ]
    inside = [
        element("caption", {"children": "The first rows"}),
        element("thead", {"children": element("tr", {"children": heads})}),
        element("tbody", {"children": rows}),
    ]
    table = element("table", {"className": "plain", "children": inside})
    return element("div", {"className": "scroll instead", "style": props.get("style"), "children": table})


def room(props):
    """The place of a chart, as high as it will be: nothing moves when it is drawn."""
    return element("div", {"id": props.get("id"), "className": props.get("className"), "style": props.get("style")})


PAINTED = {
    "Checklist": checks("checkbox", "checklist"),
    "RadioItems": checks("radio", "radioitems"),
    "AgGrid": grid,
    "Graph": room,
    "Html": raw,
    "Input": entry,
    "Link": link,
    "NavLink": nav_link,
    "Select": select,
    "Row": classed("div", "row"),
    "Card": card,
    "Col": column,
    "Table": table,
    "Offcanvas": nothing,  # until it is opened
    "Store": nothing,
    "Location": nothing,
}
