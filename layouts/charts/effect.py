"""The months before an action, those while it took hold, and those after: with the mean of each side."""

from layouts.charts import template
from layouts.charts.trend import Series, trend


def effect(months, values, begun, shows, means, words, about=None):
    """The figure. `begun` and `shows` are places in `months`: before the one, and from the other on; `means` the mean
    of each side, None where it is not told."""
    sides = [
        Series("mean before", [means[0] if place < begun else None for place in range(len(months))], words, "beside"),
        Series("mean after", [means[1] if place >= shows else None for place in range(len(months))], words, "beside"),
    ]
    told = [one for one, mean in zip(sides, means, strict=True) if mean is not None]
    found = trend(months, [Series("months", values, words), *told], about)
    at = dict.fromkeys(place for place in (begun, shows) if 0 < place < len(months))
    found["layout"]["shapes"] = [_line(place - 0.5) for place in at]
    return found


def _line(x):
    return {
        "name": "notes",
        "type": "line",
        **{"x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper"},
        "line": {"color": template.QUIET, "width": 1, "dash": "dot"},
    }
