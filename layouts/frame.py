"""What stands around every page: the way to the other pages, where one is, and the pickers of unit and month."""

import dash
import dash_bootstrap_components as dbc
from dash import dcc, html

from layouts.address import link, staying
from layouts.component import bootstrap, tag, unseen

FEW = 8  # units: a list of more is searched


def page(header, main):
    """The components of a whole page: the `header` over it, and `main`, the components of what it shows.

    As one element: where three took the places of three, the browser styled what was about to go once more.
    """
    skip = html.A("Skip to the page", href="#main", className="skip")
    return [html.Div([skip, header, html.Main(main, id="main", tabIndex="-1")])]


def not_for(names, reader):
    """The paths of the pages in the menu that are for other readers."""
    some = (one for one in dash.page_registry.values() if one.get("is_for"))
    return tuple(one["path"] for one in some if not one["is_for"](names, reader))


def header(reader_said, here, unit, month, others=()):
    """The pages of the menu, in the order of the registry; the search; who is asking; light or dark. `here` is the
    path of the page, `others` are those of pages that are not for the reader."""
    toggle = html.Button(
        "◐",
        id="theme-toggle",
        type="button",
        className="plain",
        **{"aria-label": "Switch between light and dark"},
    )
    return html.Header(
        className="top",
        children=[
            dcc.Link("Golden Thread", href=link("/", unit=unit.key, month=month), className="brand"),
            html.Nav(menu(here, unit, month, others), className="nav", **{"aria-label": "Pages"}),
            search("search", {"unit": unit.key, "month": f"{month:%Y-%m}"}),
            html.Div([dcc.Link(reader_said, href="/welcome"), toggle], className="right"),
        ],
    )


def menu(here, unit, month, others=()):
    """The main pages as links, and a panel with the others under their headings; on a narrow screen it has all."""
    groups = {}
    for one in dash.page_registry.values():
        if one.get("in_menu") and one["path"] not in others:
            tab = _tab(one, here, link(one["path"], unit=unit.key, month=month))
            groups.setdefault(one.get("group") or "", []).append(tab)
    tabs = groups.pop("", [])
    others = [
        part for name, found in groups.items() for part in (tag("P", name, className="head"), tag("Ul", _items(found)))
    ]
    is_at = any(tab["props"]["active"] for found in groups.values() for tab in found)
    said = [tag("Span", "More", className="wide-only"), tag("Span", "Menu", className="narrow-only")]
    inside = [tag("Ul", _items(tabs), className="narrow-only"), *others]
    return [*tabs, panel("menu", said, inside, "panel on" if is_at else "panel")]


def _items(tabs):
    return [tag("Li", tab) for tab in tabs]


def panel(key, summary, children, className="panel"):
    """What opens over the page at a press and without any script; assets/frame.js closes it when one is done."""
    inside = [tag("Summary", summary), tag("Div", children, className="over")]
    return tag("Details", inside, id=f"panel-{key}", className=className)


def search(key, kept, said=""):
    """The box that finds measures, units, pages and words: a form that asks /search, and answers as one types."""
    box = bootstrap(
        "Input",
        id=key,
        type="search",
        name="q",
        value=said,
        placeholder="Search measures, teams, words",
        autocomplete="off",
    )
    inside = [
        tag("Label", "Search measures, units, pages and words", htmlFor=key, className="hidden"),
        box,
        tag("Kbd", "/", **{"aria-hidden": "true"}),
        tag("Div", None, id=f"{key}-found", className="over finds", hidden=True),
        *unseen(kept),
    ]
    said_of_it = {"role": "search", "data-search": key}
    return tag("Form", inside, className="search", action="/search", method="get", **said_of_it)


def _tab(one, here, href):
    on = _is_at(one["path"], here)
    # The link itself takes no such attribute; a reader of the screen hears it all the same.
    said = tag("Span", one["name"], **{"aria-current": "page"}) if on else one["name"]
    return bootstrap("NavLink", said, href=href, active=on)


def _is_at(path, here):
    return here == path or (path != "/" and here.startswith(path + "/"))


def crumb(ways, here, pickers=None, month="", beside=None):
    """Where one is: (name, address) of each step above, then the name of what is shown; and the pickers beside it.

    `month` stands in the pickers' place on paper; `beside` stands beside the pickers.
    """
    steps = []
    for name, href in ways:
        steps += [dcc.Link(name, href=staying(href)), html.I("›", **{"aria-hidden": "true"})]
    steps.append(html.Span(here, **{"aria-current": "page"}))
    on_paper = html.Span(month, className="on-paper") if month else None
    way = html.Nav(steps, className=None if ways else "alone", **{"aria-label": "Where you are"})
    return html.Div([way, pickers, beside, on_paper], className="crumb")


def ways_to(names, unit, month):
    """(name, address) of the units above a unit and of the unit itself, for `crumb`."""
    return [(over.name, link("/", unit=over.key, month=month)) for over in [*names.above(unit), unit]]


def pickers(action, choices, kept):
    """Selects that change the page as one chooses: each (word of the address, what it picks, options, value).

    A form, so that it works before any script has run too; `kept` are words of the address that stay as they are. A
    long list of units is a button besides, which opens it as a tree to be searched (assets/frame.js).
    """
    selects = []
    for word, what, options, value in choices:
        selects.append(
            html.Label(f"{what} (the page changes as you choose)", htmlFor=f"pick-{word}", className="hidden")
        )
        select = dbc.Select(id=f"pick-{word}", name=word, options=options, value=value)
        selects.append(_tree(word, what, select, options, value) if len(options) > FEW and word == "unit" else select)
    return html.Form(
        [*selects, *unseen(kept), html.Button("Show", type="submit", className="go")],
        className="pickers",
        action=action,
        method="get",
        **{"data-live": "yes"},
    )


def _tree(word, what, select, options, value):
    """A select, and the button that stands for it once scripts have run."""
    chosen = next((one["label"].strip() for one in options if one["value"] == value), what)
    button = html.Button(
        [html.Span(f"{what}: ", className="hidden"), chosen],
        id=f"tree-{word}",
        type="button",
        className="form-select",
        **{"aria-haspopup": "listbox", "aria-expanded": "false"},
    )
    over = html.Div(id=f"tree-{word}-found", className="over finds", hidden=True)
    return html.Span([select, button, over], className="tree", **{"data-tree": f"pick-{word}"})
