"""Year on year: the same months of the last financial years laid over one another, as SVG text and as a table."""

from markupsafe import Markup, escape

from layouts import drawing, words
from layouts.charts.years import MONTHS, by_year, label

SIZE = {"width": 8600, "height": 3000, "left": 620, "right": 1100, "top": 160, "bottom": 280}


def summary(measure, past):
    """The picture in words: each year's mean so far beside that of the same months of the newest year."""
    found = by_year(past)
    newest = max((year for year, values in found.items() if any(v is not None for v in values)), default=None)
    if newest is None:
        return "No month has a value."
    reached = [place for place, value in enumerate(found[newest]) if value is not None]
    said = []
    for year, values in found.items():
        known = [values[place] for place in reached if values[place] is not None]
        if len(known) == len(reached):
            said.append(f"{words.figure(measure, sum(known) / len(known))} in {label(year)}")
    span = MONTHS[reached[0]] if len(reached) == 1 else f"{MONTHS[reached[0]]} to {MONTHS[reached[-1]]}"
    return f"The mean of the months {span}: {words.listed(said)}."


def draw(measure, past):
    """A line for each year, the newest heaviest; empty where no month has a value."""
    found = by_year(past)
    known = [value for values in found.values() for value in values if value is not None]
    if not known:
        return ""
    levels = drawing.ticks(min(known), max(known))
    up = drawing.scale(levels, SIZE["height"] - SIZE["bottom"], SIZE["top"])
    across = (SIZE["width"] - SIZE["left"] - SIZE["right"]) / 11
    names = "".join(
        f'<text class="axis" x="{SIZE["left"] + place * across:.0f}" y="{SIZE["height"] - 60}" text-anchor="middle">'
        f"{name}</text>"
        for place, name in enumerate(MONTHS)
    )
    return Markup(
        f'<svg class="trend years" viewBox="0 0 {SIZE["width"]} {SIZE["height"]}" width="{SIZE["width"] // 10}" '
        f'height="{SIZE["height"] // 10}" role="img" aria-label="{escape(summary(measure, past))}">'
        + drawing.grid(levels, up, lambda value: words.figure(measure, value), SIZE)
        + names
        + _lines(measure, found, up, across)
        + "</svg>"
    )


def _lines(measure, found, up, across):
    drawn, taken = [], []
    for age, (year, values) in enumerate(reversed(found.items())):
        last = max((place for place, value in enumerate(values) if value is not None), default=None)
        if last is None:
            continue
        height = _free(up(values[last]), taken)
        dots = "".join(
            f'<circle class="year-{age}" cx="{place * across:.0f}" cy="{up(value):.0f}" r="{36 if age == 0 else 24}">'
            f"<title>{MONTHS[place]} {label(year)}: {escape(words.figure(measure, value))}</title></circle>"
            for place, value in enumerate(values)
            if value is not None
        )
        drawn.append(
            f'<path class="year-{age}" d="{drawing.path(values, across, up)}"/>{dots}'
            f'<text class="year-{age}" x="{last * across + 90:.0f}" y="{height:.0f}">{label(year)}</text>'
        )
    return f'<g transform="translate({SIZE["left"]})">{"".join(reversed(drawn))}</g>'


def _free(height, taken):
    """A height for a label that none has taken: below where it would lie on another."""
    height += 40
    while any(abs(height - other) < 125 for other in taken):
        height += 25
    taken.append(height)
    return height


def table(measure, past):
    """(years, rows): the headings and, for each month from April, its name and the value in each year."""
    found = by_year(past)
    rows = [
        (name, [words.figure(measure, values[place]) for values in found.values()]) for place, name in enumerate(MONTHS)
    ]
    return [label(year) for year in found], rows
