"""Year on year: the same months of the last financial years laid over one another, in words and as a table."""

from layouts import words
from layouts.charts.years import MONTHS, by_year, label


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


def table(measure, past):
    """(years, rows): the headings and, for each month from April, its name and the value in each year."""
    found = by_year(past)
    rows = [
        (name, [words.figure(measure, values[place]) for values in found.values()]) for place, name in enumerate(MONTHS)
    ]
    return [label(year) for year in found], rows
