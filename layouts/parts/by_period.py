"""The values of a measure that come by the quarter or the year: their chart, what they say, and as a table."""

from dataclasses import replace

from dash import html

from layouts.charts import live, template
from layouts.charts.periods import LAYERS, by_period
from layouts.parts import blocks, leaving
from layouts.words.scope import named


def chart(names, measure, unit, found, name, shown=None):
    """The chart of `periods.section` with its switches; nothing where no period has a value. `name` is the chart's on
    its page, `shown` are the layers that are on, None for all."""
    if found["picture"] is None:
        return []
    picture, title = found["picture"], f"{measure['title']}, {unit.name}"
    span = " to ".join(dict.fromkeys((picture.periods[0].name, picture.periods[-1].name)))
    about = leaving.about(names, measure["title"], named(unit.name), measure["unit_of_value"], span, measure["key"])
    figure = by_period(replace(picture, about=about))
    return [
        live.layers(name, [figure], shown, LAYERS),
        template.graph(
            live.with_layers(figure, shown), name, title, " ".join(found["sentences"]), table=f"{name}-table"
        ),
    ]


def says(found):
    return html.P(" ".join(found["sentences"]), className="says")


MAY_BE_EMPTY = {"made_of": "counted", "change": "on the year before (95% limits)", "target": "target"}


def table(found, name, caption):
    """The periods, newest first, with what each is made of, its change, its target and the outside values; a column of
    which no period has anything is left out."""
    told = [key for key in MAY_BE_EMPTY if any(row[key] for row in found["rows"])]
    heads = [
        *(("period", ""), ("value", "n")),
        *((MAY_BE_EMPTY[key], "n") for key in told),
        *((head, "n") for head in found["heads"]),
        ("records", "hidden"),
    ]
    rows = [
        [
            *(row["name"], row["value"], *(row[key] for key in told)),
            *row["outside"],
            blocks.to_grid(row["opens"], row["href"], of=row["name"]),
        ]
        for row in found["rows"]
    ]
    return blocks.scroll(blocks.table(caption, heads, rows), "The periods as a table", id=f"{name}-table")
