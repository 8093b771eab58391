"""What stands around every page: the way to the other pages, where one is, and the pickers of unit and month."""

import dash
import dash_bootstrap_components as dbc
from dash import dcc, html

from layouts.address import link


def page(reader_said, here, unit, month, main):
    """The components of a whole page. `here` is its own path, `main` the components of what it shows."""
    return [
        html.A("Skip to the page", href="#main", className="skip"),
        header(reader_said, here, unit, month),
        html.Main(main, id="main", tabIndex="-1"),
    ]


def header(reader_said, here, unit, month):
    """The pages of the menu, in the order of the registry; who is asking; light or dark."""
    tabs = [
        _tab(one, here, link(one["path"], unit=unit.key, month=month))
        for one in dash.page_registry.values()
        if one.get("in_menu")
    ]
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
            html.Nav(tabs, className="nav", **{"aria-label": "Pages"}),
            html.Div([dcc.Link(reader_said, href="/welcome"), toggle], className="right"),
        ],
    )


def _tab(one, here, href):
    path = one["path"]
    on = here == path or (path != "/" and here.startswith(path + "/"))
    # The link itself takes no such attribute; a reader of the screen hears it all the same.
    said = html.Span(one["name"], **{"aria-current": "page"}) if on else one["name"]
    return dbc.NavLink(said, href=href, active=on)


def crumb(ways, here, pickers=None, month=""):
    """Where one is: (name, address) of each step above, then the name of what is shown; and the pickers beside it.

    `month` stands in the pickers' place on paper.
    """
    steps = []
    for name, href in ways:
        steps += [dcc.Link(name, href=href), html.I("›", **{"aria-hidden": "true"})]
    steps.append(html.Span(here, **{"aria-current": "page"}))
    on_paper = html.Span(month, className="on-paper") if month else None
    return html.Div([html.Nav(steps, **{"aria-label": "Where you are"}), pickers, on_paper], className="crumb")


def ways_to(names, unit, month):
    """(name, address) of the units above a unit and of the unit itself, for `crumb`."""
    return [(over.name, link("/", unit=over.key, month=month)) for over in [*names.above(unit), unit]]


def pickers(action, choices, kept):
    """Selects that change the page as one chooses: each (word of the address, what it picks, options, value).

    A form, so that it works before any script has run too; `kept` are words of the address that stay as they are.
    """
    selects = []
    for word, what, options, value in choices:
        selects.append(
            html.Label(f"{what} (the page changes as you choose)", htmlFor=f"pick-{word}", className="hidden")
        )
        selects.append(dbc.Select(id=f"pick-{word}", name=word, options=options, value=value))
    hidden = [
        dbc.Input(type="hidden", name=word, value=text)
        for word, said in kept.items()
        for text in ([said] if isinstance(said, str) else said)
    ]
    return html.Form(
        [*selects, *hidden, html.Button("Show", type="submit", className="go")],
        className="pickers",
        action=action,
        method="get",
        **{"data-live": "yes"},
    )
