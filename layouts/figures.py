"""Charts drawn by plotly, for those who want to zoom and read off: plain dictionaries, and the one place for Graphs."""

from dash import dcc

TEMPLATE = {
    "layout": {
        "font": {"family": "Segoe UI, Helvetica Neue, Arial, sans-serif", "size": 13, "color": "#56616d"},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "margin": {"l": 60, "r": 20, "t": 10, "b": 40},
        "hovermode": "x unified",
        "xaxis": {"gridcolor": "rgba(130,140,150,.25)"},
        "yaxis": {"gridcolor": "rgba(130,140,150,.25)", "zeroline": False},
    }
}
LINE, TARGET = "#5b87b5", "#b04a86"


def graph(figure, id):
    """A Graph that sends nothing anywhere: plotly.js 4 offers to upload the chart unless told not to."""
    return dcc.Graph(
        figure=figure,
        id=id,
        style={"height": "360px"},
        className="explore",
        config={"showSendToCloud": False, "displaylogo": False, "responsive": True},
    )


def trend(measure, picture):
    """A control chart's Picture as a plotly figure: the same numbers, target and notes as the page's own drawing."""
    months = [f"{month:%Y-%m-%d}" for month in picture.months]
    targets = [_line("y", value, TARGET, "dash") for value, _, kind in picture.lines if kind == "target"]
    notes = [_line("x", months[place], LINE, "dot") for place, _, _ in picture.notes]
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": months,
                "y": picture.values,
                "name": measure["title"],
                "connectgaps": False,
                "line": {"color": LINE, "width": 2},
            }
        ],
        "layout": {
            "template": TEMPLATE,
            "shapes": targets + notes,
            "yaxis": {"title": {"text": measure["unit_of_value"] or ""}},
        },
    }


def _line(axis, at, colour, dash):
    """A line through the whole picture at one place of an axis."""
    other = "x" if axis == "y" else "y"
    return {
        "type": "line",
        f"{other}ref": "paper",
        f"{other}0": 0,
        f"{other}1": 1,
        f"{axis}0": at,
        f"{axis}1": at,
        "line": {"color": colour, "dash": dash, "width": 1.5},
    }
