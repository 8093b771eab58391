"""What the tests find in a tree is there, and what is there is found."""

import dash_bootstrap_components as dbc
import pytest
from dash import dcc, html

from layouts.component import Html
from layouts.parts import blocks
from tests.pages.trees import cells, every, find, said, the

TREE = [
    html.H1("Reviews"),
    dbc.Card(
        [
            html.P(["Of ", html.B(12), " people, ", None, dcc.Link("three", href="/records", className="plain now")]),
            blocks.table("A table", [("team", ""), ("now", "n")], [["North", "9%"], ["South", blocks.cell("8%")]]),
        ],
        body=True,
    ),
    Html("<svg><text>drawn</text></svg>", tag="span"),
    "a text",
]


def test_every_component_is_walked_once_outermost_first_whether_object_or_plain_dictionary():
    types = [one["type"] for one in every(TREE)]
    assert types[:5] == ["H1", "Card", "P", "B", "Link"]
    assert (types.count("Tr"), types.count("Th"), types.count("Td"), types.count("Html")) == (3, 4, 2, 1)


@pytest.mark.parametrize(
    ("asked", "types"),
    [
        ({"type": "Td"}, ["Td", "Td"]),
        ({"className": "now"}, ["Link"]),
        ({"className": "no"}, []),
        ({"text": "12 people, three"}, ["Card", "P"]),
        ({"type": "Link", "text": "three"}, ["Link"]),
        ({"href": "/records"}, ["Link"]),
        ({"type": "Th", "scope": "row"}, ["Th", "Th"]),
        ({"text": "drawn"}, []),
    ],
)
def test_find_gives_what_is_all_that_is_asked(asked, types):
    assert [one["type"] for one in find(TREE, **asked)] == types


def test_the_one_that_is_asked_for_is_one():
    assert said(the(TREE, type="Link")) == "three"
    for type in ("Td", "Ul"):
        with pytest.raises(AssertionError):
            the(TREE, type=type)


def test_the_words_of_a_tree_follow_one_another():
    assert said(the(TREE, type="P")) == "Of 12 people, three"
    assert [cells(row) for row in find(TREE, type="Tr")] == [["team", "now"], ["North", "9%"], ["South", "8%"]]
