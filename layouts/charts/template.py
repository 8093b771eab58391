"""What every chart has in common: its colours, light and dark, its words in the margins, and its place on a page.

A figure is a plain dictionary: to make a `go.Figure` takes twenty times as long, and what is sent is the same.
"""

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from dash import dcc, html

from layouts.address import here, link
from layouts.charts.sketch import bare, sketch
from layouts.component import tag

# Each has a contrast of 3 or more on the light paper and on the dark, so only the template changes with the theme.
SERIES = ("#4d7aa8", "#c2508f", "#1f948a", "#d9641f", "#8f6fc6", "#77828d")
MISSED = "#d64540"
BETTER, WORSE, SPECIAL = "#1e86d6", MISSED, "#8a68c8"  # what is worse is as grave as what is missed: one scale
QUIET = "#77828d"
SHADE = "rgba(119,130,141,.17)"
FAN = "rgba(77,122,168,.20)"

FONT = "Segoe UI, Helvetica Neue, Arial, sans-serif"
LETTER = 6.6  # pixels of an average letter at the size of the axes
HEIGHT = 380
# Plotly measures each name along an axis, to hide one that leaves the picture; here the margins have room for it.
UNMEASURED = {"ticklabeloverflow": "allow"}
HALF = 40  # pixels: at least half the name of a month
TOP, FOOT = 70, 56  # pixels: two lines of words above, and under the axis a line for the source


@dataclass(frozen=True)
class About:
    """What a picture says of itself, so that it can leave the page. Each is a few words and may be empty."""

    title: str = ""
    unit: str = ""  # whose figures they are
    measured_in: str = ""
    period: str = ""
    source: str = ""
    dated: str = ""  # how far the data go

    @property
    def head(self):
        return " · ".join(filter(None, (self.unit, self.measured_in, self.period)))

    @property
    def foot(self):
        return " · ".join(filter(None, (self.source, self.dated)))


def _template(ink, soft, line, paper):
    axis = {
        "color": soft,
        "gridcolor": line,
        "linecolor": line,
        "zeroline": False,
        "ticks": "",
        "automargin": False,
        "tickangle": 0,
        "ticklabelstandoff": 5,
        "spikecolor": soft,
        "spikethickness": 1,
        "spikedash": "solid",
        "spikemode": "across",
        "title": {"font": {"size": 12}},
    }
    bare = [{"marker": {"line": {"width": 0}}}]  # plotly rings the points of the dark in white
    return {
        "data": {"scatter": bare, "bar": bare},
        "layout": {
            "font": {"family": FONT, "size": 12, "color": soft},
            "title": {"font": {"size": 14, "color": ink}},
            "colorway": list(SERIES),
            "paper_bgcolor": paper,
            "plot_bgcolor": paper,
            "hoverlabel": {
                "bgcolor": paper,
                "bordercolor": soft,
                "align": "left",
                "font": {"family": FONT, "size": 13, "color": ink},
            },
            "annotationdefaults": {"font": {"color": soft, "size": 12}, "showarrow": False},
            "modebar": {"bgcolor": paper, "color": soft, "activecolor": ink, "orientation": "h"},
            "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "bgcolor": "rgba(0,0,0,0)"},
            "xaxis": {**axis, "showgrid": False, "showline": True},
            "yaxis": {**axis, **UNMEASURED},
        },
    }


LIGHT = _template("#16202a", "#515c68", "#dfe4e9", "#ffffff")
DARK = _template("#e8edf1", "#b1bcc6", "#2b343d", "#151c23")


def figure(traces, about=None, height=HEIGHT, x=None, y=None, right=16, slider=None, left=0, below=0, **layout):
    """A figure of traces with its words. `x` and `y` are the axes' own settings, `right` the margin in pixels for what
    stands beside the lines, `left` the least on the other side and `below` what is added under the axis; `slider` is
    the ends of a strip under the axis from which the span is chosen. What else is given goes into the layout."""
    about, y = about or About(), y or {}
    left = max(left, 18 + max((len(text) for text in y.get("ticktext", ())), default=6) * LETTER)
    foot = FOOT + (44 if slider else 0) + below
    room = UNMEASURED if right >= HALF else {}
    second = f"<br><span style='font-size:12px'>{escape(about.head)}</span>" if about.head else ""
    title = {
        "text": f"<b>{escape(about.title)}</b>{second}" if about.title else "",
        **{"x": 0, "xref": "container", "y": 1, "yref": "container", "yanchor": "top"},
        "pad": {"l": 12, "t": 22},
    }
    words = list(layout.pop("annotations", ()))
    if about.foot:
        words.append(
            {
                "name": "source",
                "text": escape(about.foot),
                "font": {"size": 11},
                **{"xref": "paper", "x": 0, "xanchor": "left", "xshift": 12 - left},
                **{"yref": "paper", "y": 0, "yanchor": "bottom", "yshift": 4 - foot},
            }
        )
    return {
        "data": list(traces),
        "layout": {
            "template": LIGHT,
            "title": title,
            "height": height,
            "margin": {"l": round(left), "r": right, "t": TOP, "b": foot, "autoexpand": False},
            "showlegend": False,
            "xaxis": {**room, **(x or {}), **({"rangeslider": _slider(slider)} if slider else {})},
            "yaxis": {"fixedrange": True, **y},
            "annotations": words,
            "dragmode": "zoom",
            "uirevision": "kept",  # a series switched off in the legend stays so when a layer or the theme changes
            "hovermode": "x",  # anywhere over a place along the axis reads it
            "hoverdistance": -1,
            **layout,
        },
    }


def _slider(ends):
    return {"visible": True, "thickness": 0.11, "borderwidth": 0, "bgcolor": SHADE, "range": ends}


def plot_height(height=HEIGHT, slider=False):
    """How high the plot itself is within a figure, in pixels."""
    return height - TOP - FOOT - (44 if slider else 0)


def graph(figure, id, title, says, height=None, table=""):
    """The one place where a chart is put on a page: the live chart, and under it the same as a still picture that is
    there from the first paint until the chart is, and on paper.

    `id` is a short name, alone on its page. `title` names the files of its pictures. `says` is the chart in a
    sentence, `table` the id of the element that holds its figures: for those who do not see it.
    """
    figure = {**figure, "layout": {**figure["layout"], "height": height}} if height else figure
    height = figure["layout"]["height"]
    name = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "chart"
    described = {"aria-describedby": table} if table else {}
    return html.Div(
        [
            html.Img(src=f"data:image/svg+xml,{quote(sketch(figure), safe=SAFE)}", alt="", className="sketch"),
            dcc.Graph(
                id={"type": "chart", "name": id},
                figure=figure,
                config=config(name),
                className="live",
                style={"height": f"{height}px"},
                clear_on_unhover=True,
            ),
            html.Div([*_pictures(id), *_slide(figure)], className="taken"),
        ],
        className="chart",
        role="figure",  # not an image: the buttons of the live chart can be reached by keyboard
        style={"height": f"{height}px"},
        **{"aria-label": says, **described},
    )


def _pictures(id):
    """Buttons that save the chart as it is seen, on white and sixteen to nine: they can be reached by keyboard."""
    for kind, words in (("png", "Picture (PNG)"), ("svg", "SVG")):
        where = {"type": "picture", "name": id, "format": kind}
        named = {"aria-label": f"Picture ({kind.upper()})"}
        yield html.Button(words, id=where, type="button", title="This chart as a picture", **named)


def _slide(figure):
    """The link to the chart as a slide, where it stands on a page; assets/charts.js tells it what was chosen since."""
    if not here():
        return
    key = re.sub(r"[^a-z0-9]+", "-", bare(figure["layout"]["title"]["text"].partition("<br>")[0]).lower()).strip("-")
    href = link("/page.pptx", of=here(), part=key[:60])
    yield tag("A", "Slide", href=href, download="", className="slide", title="This chart as a slide (PowerPoint)")


SAFE = " =:/'<>;,.()!?*~+&|@$[]^`"  # what may stand in the address of a picture as it is; it is shorter so


def config(name):
    """The settings of a Graph. plotly.js 4 offers to upload the chart to its maker's cloud unless told not to."""
    return {
        "showSendToCloud": False,
        "displaylogo": False,
        "responsive": True,
        "doubleClick": "reset",
        "showTips": False,
        "modeBarButtons": [["zoomIn2d", "zoomOut2d", "autoScale2d"], ["toImage"]],
        # Sixteen to nine for a slide; drawn at 800 by 450 and doubled, so that the words can be read from the back.
        "toImageButtonOptions": {"format": "png", "filename": name, "width": 800, "height": 450, "scale": 2},
    }
