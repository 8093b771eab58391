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


def trend(measure, past, now):
    """The trend as a plotly figure: the same numbers as the page's own drawing."""
    months = [f"{month:%Y-%m-%d}" for month, _ in past]
    lines = [
        {
            "type": "line",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": target,
            "y1": target,
            "line": {"color": TARGET, "dash": "dash", "width": 1.5},
        }
        for target in (now["target_low"], now["target_high"])
        if target is not None
    ]
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": months,
                "y": [value for _, value in past],
                "name": measure["title"],
                "connectgaps": False,
                "line": {"color": LINE, "width": 2},
            }
        ],
        "layout": {"template": TEMPLATE, "shapes": lines, "yaxis": {"title": {"text": measure["unit_of_value"] or ""}}},
    }
