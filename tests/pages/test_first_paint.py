"""The first answer's HTML is what the browser makes of the same components."""

import ast
from pathlib import Path

import dash_bootstrap_components as dbc
import pytest
from dash import dcc, html
from dash.development.base_component import Component

import layouts
from layouts.component import Html
from layouts.first_paint import PAINTED, described, html_of, plain
from layouts.parts import blocks

ROOM = Path(layouts.__file__).parent
LIBRARIES = {"dbc": dbc, "dcc": dcc}


@pytest.mark.parametrize(
    "component",
    [
        html.Div(),
        html.Td("all", colSpan=3, n_clicks=0, **{"data-day": "1", "aria-label": "all"}),
        dcc.Link("a", href="/", refresh=True),
        dbc.Card(["a"], body=True, id={"of": "a"}),
        Html("<b></b>", tag="span"),
    ],
)
def test_a_component_is_described_as_dash_describes_it(component):
    assert described(component) == component.to_plotly_json()


@pytest.mark.parametrize(
    ("tree", "painted"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        (html.P("<script>alert('1')</script>"), "<p>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;</p>"),
        (html.P(title='a "quoted" <b>'), '<p title="a &#34;quoted&#34; &lt;b&gt;"></p>'),
        (dcc.Link("<i>", href='/?a="<&b=c'), '<a href="/?a=&#34;&lt;&amp;b=c">&lt;i&gt;</a>'),
        (Html("<svg></svg>", tag="span"), "<span><svg></svg></span>"),
    ],
)
def test_texts_and_attributes_are_escaped_and_markup_of_our_own_is_not(tree, painted):
    assert html_of(tree) == painted


@pytest.mark.parametrize(
    ("tree", "painted"),
    [
        (html.P(className="lead", id="one"), '<p id="one" class="lead"></p>'),
        (html.Label("Unit", htmlFor="pick"), '<label for="pick">Unit</label>'),
        (html.Td("all", colSpan=3, rowSpan=2), '<td colspan="3" rowspan="2">all</td>'),
        (html.Div(tabIndex=0), '<div tabindex="0"></div>'),
        (html.Form(acceptCharset="utf-8", method="get"), '<form accept-charset="utf-8" method="get"></form>'),
        (html.Details([], open=True), "<details open></details>"),
        (html.Details([], open=False), "<details></details>"),
        (html.Button("Go", disabled=True, type="submit"), '<button disabled type="submit">Go</button>'),
        (html.A("x", **{"data-full": "yes"}), '<a data-full="yes">x</a>'),
        (html.A("x", **{"aria-expanded": False}), '<a aria-expanded="false">x</a>'),
        (html.A("x", href=None), "<a>x</a>"),
        (
            html.I(style={"height": "3rem", "backgroundColor": "red", "width": 12, "opacity": 0.5, "margin": 0}),
            '<i style="height:3rem;background-color:red;width:12px;opacity:0.5;margin:0"></i>',
        ),
        (html.I(style={"--bs-gutter-x": 0, "WebkitBoxFlex": 1}), '<i style="--bs-gutter-x:0;-webkit-box-flex:1"></i>'),
        (html.B(id={"what": "slider", "at": 1}), '<b id="{&#34;at&#34;:1,&#34;what&#34;:&#34;slider&#34;}"></b>'),
        (html.P("x", n_clicks=3, key="k", disable_n_clicks=True), "<p>x</p>"),
        (html.Br(), "<br>"),
    ],
)
def test_an_attribute_is_written_as_react_writes_it(tree, painted):
    assert html_of(tree) == painted


@pytest.mark.parametrize(
    ("children", "painted"),
    [(None, ""), (True, ""), (False, ""), (0, "0"), (1.5, "1.5"), ("", ""), (["a", None, html.B(1)], "a<b>1</b>")],
)
def test_children_are_painted_as_react_does_it(children, painted):
    assert html_of(html.P(children)) == f"<p>{painted}</p>"


def test_a_component_and_its_description_are_painted_alike():
    table = blocks.table("Teams", [("team", ""), ("now", "n")], [["North", blocks.cell("9%", colSpan=2)]])
    again = table.to_plotly_json()
    assert html_of(table) == html_of(again)
    assert '<td colspan="2">9%</td>' in html_of(table)


def used():
    """(name, file) of each Dash or Bootstrap component that is made anywhere in layouts."""
    for path in sorted(ROOM.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in LIBRARIES:
                made = getattr(LIBRARIES[node.value.id], node.attr)
                if isinstance(made, type) and issubclass(made, Component):
                    yield node.attr, path.relative_to(ROOM)


def test_every_component_that_is_used_has_its_painter():
    found = set(used())
    assert {"Card", "Link", "Select"} <= {name for name, _ in found}
    assert not sorted(f"{name} ({path})" for name, path in found if name not in PAINTED)


def test_a_component_that_nobody_can_paint_is_refused():
    with pytest.raises(KeyError):
        html_of(dcc.RangeSlider())


def test_what_the_browser_gets_has_no_list_within_a_list():
    inner = [html.B("one"), [html.I("two"), None]]
    tree = plain([html.P(["none", inner, "three"], id="named"), [html.Hr()]], frozenset({"named"}))
    assert [one["type"] for one in tree] == ["P", "Hr"]
    told = tree[0]["props"]["children"]
    assert [one["type"] if isinstance(one, dict) else one for one in told] == ["none", "B", "I", None, "three"]


READ = html.Section([html.H2("Read"), html.Ul([html.Li(dcc.Link("link", href="/")) for _ in range(9)])], id="read")
PICKED = html.Form([dbc.Select(id="pick", options=[{"value": "a", "label": "A"}], value="a"), html.Button("Show")])
OPENED = html.Details([html.Summary("More"), html.P(["and ", dbc.NavLink("more", href="/", active=True)])])
TYPED = html.Div([html.Label("Find", htmlFor="find"), dbc.Input(id="find", maxLength=40)])


@pytest.mark.parametrize("still", [READ, PICKED, OPENED, TYPED])
def test_what_needs_no_dash_is_one_piece_of_html_with_its_own_element_around_it(still):
    (one,) = plain(still)
    own = {name: value for name, value in still.to_plotly_json()["props"].items() if name != "children"}
    assert (one["type"], one["props"]["tag"]) == ("Html", still._type.lower())
    assert one["props"].get("attributes", {}) == own
    assert html_of(one) == html_of(still)
    assert plain(html.P(["a ", html.B("few")]))[0]["type"] == "P"


@pytest.mark.parametrize(
    "answering",
    [
        html.Button("Press", id="named"),
        html.Details([html.Summary("More"), "and more"], id={"type": "folded", "name": "a"}),
        html.Div("changed by a callback", id={"type": "seen", "name": "a"}),
        dcc.Store(id="kept"),
        dbc.Checklist(id={"type": "layers", "name": "a"}, options=[], value=[]),
    ],
)
def test_what_a_callback_names_stays_a_component_and_so_does_all_that_it_is_in(answering):
    (row,) = plain(dbc.Row([dbc.Col(READ), dbc.Col(["and ", [answering]])]), frozenset({"named"}))
    read, other = row["props"]["children"]
    assert (read["type"], other["type"]) == ("Html", "Col")
    words, kept = other["props"]["children"]
    assert (words, kept["type"]) == ("and ", type(answering).__name__)
