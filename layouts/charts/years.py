"""Year on year: the same months of the last financial years laid over one another."""

from layouts.charts import marks, template
from layouts.charts.marks import trace
from layouts.charts.template import figure

YEARS = 4
MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
# The newest year is heaviest: (colour, width, dash) by how many years ago it was.
LOOKS = (
    (template.SERIES[0], 3, "solid"),
    (template.SERIES[1], 1.8, "solid"),
    (template.SERIES[2], 1.8, "dash"),
    (template.QUIET, 1.8, "dot"),
)


def by_year(past):
    """{the year in which a financial year begins: its twelve values from April, or None}, the newest last."""
    found = {}
    for month, value in past:
        year = month.year - (month.month < 4)
        found.setdefault(year, [None] * 12)[(month.month - 4) % 12] = value
    return dict(list(found.items())[-YEARS:])


def has_values(past):
    """Whether any of the years that are drawn has a value."""
    return any(value is not None for values in by_year(past).values() for value in values)


def label(year):
    return f"{year}–{(year + 1) % 100:02d}"


def years(past, words, about=None, height=template.HEIGHT, address=None):
    """The figure of (month, value) pairs. `words` says a value; `address(month)` is where a month's number is made,
    and a click leads to that of the newest year with a value there."""
    found = {year: values for year, values in by_year(past).items() if any(value is not None for value in values)}
    known = [value for values in found.values() for value in values if value is not None]
    axis = marks.levels(known, words)
    newest = [
        next(((y, v[n]) for y, v in reversed(found.items()) if v[n] is not None), (None, None)) for n in range(12)
    ]
    return figure(
        [
            *(_line(year, values, age) for age, (year, values) in reversed(list(enumerate(reversed(found.items()))))),
            marks.reading(
                list(range(12)),
                marks.held([value for _, value in newest]),
                [_reads(found, place, words) for place in range(12)],
                [_leads(year, place, address) for place, (year, _) in enumerate(newest)] if address else (),
            ),
        ],
        about,
        height,
        x=marks.names(MONTHS),
        y=axis,
        **LEGEND,
    )


LEGEND = {"showlegend": True, "legend": {"x": 1, "xanchor": "right", "traceorder": "reversed"}}


def _line(year, values, age):
    colour, width, dash = LOOKS[age]
    return trace(
        "series",
        list(range(12)),
        values,
        mode="lines+markers",
        name=label(year),
        connectgaps=False,
        showlegend=True,
        line={"color": colour, "width": width, "dash": dash},
        marker={"color": colour, "size": 8 if age == 0 else 5, "symbol": "circle", "opacity": 1},
    )


def _reads(found, place, words):
    """'June', and below it each year with its value, the newest first."""
    return marks.label(
        MONTHS[place],
        *(
            f"{label(year)}: {words(values[place])}"
            for year, values in reversed(found.items())
            if values[place] is not None
        ),
    )


def _leads(year, place, address):
    """The address of the month at a place of a financial year."""
    return "" if year is None else address(f"{year + (place > 8)}-{(place + 3) % 12 + 1:02}")
