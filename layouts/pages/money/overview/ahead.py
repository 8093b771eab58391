"""Where the year is heading on the money page: the bridge to the forecast, and how far off past forecasts were."""

from dash import html

from dashboard.money import forecast
from layouts import words
from layouts.parts import blocks
from layouts.parts.money import bridge
from layouts.words import money as money_words

HEADS = (
    ("said at the end of", ""),
    *((name, "n") for name in ("commitment forecast", "straight line", "budget holders")),
)
MONTHS_TO_COME = (
    "Price and volume of the months to come, and of months without activity on file, are those of the last three "
    "months on file: the money is the budget holders’ own."
)


def to_forecast(facts):
    """The bridge of the whole unit; None where nobody declared a forecast. It is that of services, whatever the cut:
    the mix of each service is one answer."""
    if not facts.declared or facts.money.begins:
        return None
    split, (start, end) = facts.services.year_variance, facts.declared
    ends = f"From the budget of {money_words.pounds(start)} to the forecast of {money_words.pounds(end)}"
    says = f"{ends} at {facts.unit.name}: {bridge.in_words(split)}"
    shown = bridge.bridge(facts.at.names, start, split, end, says, facts.unit.name, facts.year)
    small = f"{facts.year}; the axis does not begin at nothing"
    note = html.P(MONTHS_TO_COME, className="note")
    return blocks.section("bridge", "From the budget to the forecast", [*shown, note], small=small)


def past(facts):
    """How far each kind of forecast was off in past years, at three points of the year."""
    years = len({one.year for one in facts.outlook.past_whole})
    shown = [html.P(f"No whole year lies behind {words.month_words(facts.month)} in the store yet.", className="soft")]
    if years:
        rows = [_row(number, facts.outlook.past_whole) for number in forecast.MEASURED_AT]
        note = (
            f"The average of {words.count_words(years, 'past year').lower()}, whatever the direction. The commitment "
            "forecast is what is in force carried forward to 31 March, with ends and starts as in the past year. Each "
            "was worked out from what its own month could know."
        )
        table = blocks.table("Past forecasts", HEADS, rows)
        parts = [blocks.scroll(table, "Past forecasts"), html.P(note, className="note")]
        shown = [blocks.folded("At three points of the year", parts)]
    return blocks.section("past", "How far off forecasts were", shown, small="against what was paid by 31 March")


def _row(number, past_whole):
    found = [forecast.record(past_whole, number, kind) for kind in forecast.KINDS]
    return [f"month {number} of the year", *map(_off, found)]


def _off(record):
    """The average and the largest of how far a kind of forecast was off."""
    if not record:
        return "–"
    _, average, most = record
    at_most = f"at most {money_words.per_cent(most, signed=False)}"
    return [money_words.per_cent(average, signed=False), " ", html.Span(at_most, className="soft s")]
