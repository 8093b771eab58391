"""The lines of an exploration as a file has them: a row for each line and month, and what they are about."""

from datetime import datetime

from dashboard import exploring
from layouts import exports, words
from layouts.parts.exploring import found_lines
from layouts.words import explore as says

COLUMNS = (
    *("measure", "unit", "level", "part", "counted over", "month", "value", "unit of value"),
    *("numerator", "denominator", "target from", "target to", "too few to be judged", "a year before"),
)


def file(cursor, names, asking):
    """(columns, rows, about, a name) of an Asking: the same lines as the page's."""
    found = found_lines(cursor, names, asking) if asking.measures else exploring.Found([])
    rows = [row for line in found.lines for row in _rows(line, names.fewest)]
    name = "-".join(["explore", *(m["key"] for m in asking.measures[:2]), f"{asking.month:%Y-%m}"])
    return COLUMNS, rows, _about(names, asking, found), name


def _rows(line, fewest):
    told = (line.measure["title"], line.unit.name, line.unit.level, line.part, words.BASES[line.basis])
    for place, (month, value) in enumerate(zip(line.months, line.values, strict=True)):
        if value is not None:
            small = "yes" if says.is_small(line, place, fewest) else ""
            made = (line.numerators[place], line.denominators[place], *line.targets[place])
            yield [*told, month, value, line.measure["unit_of_value"], *made, small, line.before[place]]


def _about(names, asking, found):
    several = len(asking.measures) > 1
    missing = " ".join(says.missing(found.missing, several))
    return [
        ("What", says.title(asking.measures, asking.units, asking.by, asking.only)),
        ("Months", says.span(found.lines[0].months[0], asking.month) if found.lines else "none"),
        *(pair for measure in asking.measures for pair in defined(measure)),
        *([("Not in the file", missing)] if missing else []),
        *([("Left out", f"more than {exploring.MOST} lines: {len(found.left_out)}")] if found.left_out else []),
        *exports.made(names, datetime.now()),
    ]


def defined(measure):
    """What a measure asks and its rule, as a file says them of itself."""
    return (f"{measure['title']}: question", measure["question"]), (f"{measure['title']}: rule (SQL)", measure["sql"])
