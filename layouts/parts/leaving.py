"""What a picture says of itself where it leaves the page: whose it is, of when, from where, how old its data are."""

from layouts import words
from layouts.charts.template import About


def about(names, title, unit="", measured_in="", period="", measure=""):
    """The About of a picture. The date is that of the data of a `measure` (its key), else of all that is on file."""
    data_to, _ = names.fresh.get(measure, (None, None))
    last = words.day_words(data_to) if data_to else words.month_words(names.months[-1]) if names.months else ""
    return About(title, unit, measured_in or "", period, names.council, f"data to {last}" if last else "")
