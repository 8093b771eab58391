"""The arrows of the strategy map in a table: what was claimed, what the data say, and who has said so."""

from functools import partial

from dash import html

from layouts import words
from layouts.address import link
from layouts.parts import blocks
from layouts.words import strategy as said

PATH = "/map"


def write(kind, names, **asked):
    """The address of a form about the map, which is the whole council's."""
    return link("/write", kind=kind, unit=names.root.key, month=names.months[-1], **asked)


def title(names, key):
    return names.objectives[key]["title"]


def way(names, one, month):
    """Where an arrow leads: its measures laid beside one another, where it names any."""
    ends = [key for key in (one.from_measure, one.to_measure) if key in names.measures]
    return link("/explore", measure=ends, unit=names.root.key, month=month) if ends else link(PATH)


def table(names, arrows, may_write):
    """Every arrow with what the figures say of it."""
    heads = [
        *(("from", ""), ("to", ""), ("what the data say", ""), ("strength, 90% interval", "n"), ("months later", "")),
        *(("seen in", ""), ("reverse", "")),
        *([("change", "hidden")] if may_write else []),
    ]
    rows = [_row(names, one, may_write) for one in arrows]
    return blocks.section(
        "arrows",
        "Each arrow, held against the figures",
        [
            blocks.scroll(
                blocks.table("Arrows of the strategy map", heads, rows, id="arrows-table", stacked=True),
                "Arrows: the table",
            ),
            html.P(
                f"{said.TAKEN_OUT['teams']} With fewer than eight teams the whole council’s months are taken:"
                f" {said.TAKEN_OUT['months'].lower()} {said.NOT_TRIED} Of the arrows that the data agree with, at most"
                " one in ten is expected to be chance. That two go together does not say that one brings about the"
                " other.",
                className="soft",
            ),
        ],
        small=said.NOT_TRIED.removesuffix(".").lower(),
    )


def _row(names, one, may_write):
    link_, found, wraps = one.link, one.found, partial(blocks.cell, className="text-wrap")
    belief = [
        html.Div(said.claim(names, link_), className="soft s") if link_.from_measure else None,
        html.Div(["Why it is believed: ", link_.reason], className="soft s"),
        html.Div(["From elsewhere: ", link_.evidence], className="soft s") if link_.evidence else None,
    ]
    at = words.count_words(found["found_lag"], "month").lower() if found and found["found_lag"] is not None else ""
    weight = f"contributes, weight {link_.weight:g}" if link_.sort == "contributes" else "supports"
    cells = [
        blocks.heading([title(names, link_.from_objective), *belief], className="text-wrap"),
        wraps([title(names, link_.to_objective), html.Div(f"{weight}; believed {link_.believed}", className="soft s")]),
        wraps([html.B(said.SHORT[one.verdict]), html.Div(said.more(one), className="soft s")]),
        wraps(said.interval(found)),
        wraps([at, html.Div(f"tried: {said.lags(link_)}", className="soft s")] if link_.from_measure else ""),
        wraps(said.seen_in(found)),
        wraps(html.Span(said.reverse(found), className="s")),
    ]
    if may_write:
        hidden = blocks.hidden(f" the arrow to {title(names, link_.to_objective)}")
        asked = {"about": one.thing} if one.thing else {"topic": one.key}
        ways = [
            blocks.to(["Change", hidden], write("link.drawn", names, **asked)),
            " · ",
            blocks.to(["Take off", hidden], write("link.removed", names, **asked)),
        ]
        cells.append(html.Span(ways, className="s on-screen"))
    return cells
