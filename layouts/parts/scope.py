"""What a page is narrowed to, and the way to narrow it or to show everybody again."""

from dash import html

from dashboard import scope
from layouts import words
from layouts.address import PARTS, link
from layouts.parts import blocks
from layouts.words import scope as says


def choice(names, path, kept):
    """A panel beside the pickers that opens to the user groups and providers; `kept` are the words of the address.

    None where nothing is counted for any of them.
    """
    now = scope.current()
    forms = [
        blocks.choosing(
            path,
            [
                (
                    word,
                    words.sentence_case(by.replace("_", " ")),
                    blocks.options({part: part for part in names.parts[by]}, "Everybody"),
                    now.part if by == now.by else "",
                )
            ],
            {one: text for one, text in kept.items() if one not in PARTS},
        )
        for word, by in PARTS.items()
        if names.parts.get(by)
    ]
    if not forms:
        return None
    inside = [html.Summary(says.only() or "Everybody"), html.Div(forms, className="over")]
    panel = html.Details(inside, id="panel-narrow", className="panel")
    return html.Div([panel, _off(path, kept)], className="narrow on" if now.part else "narrow")


def _off(path, kept):
    if not scope.current().part:
        return None
    return blocks.to("Show everybody", link(path, **{**kept, **dict.fromkeys(PARTS, "")}))


def notes(month):
    """What is to be known of a page that is narrowed; None of one that is not."""
    said = says.notes(month)
    return html.P(" ".join(said), className="note", role="note") if said else None
