"""Where the year of a line is heading: its bridge to the forecast, and the forecasts with how far off they were."""

from dataclasses import dataclass

from dash import html

from dashboard.money import forecast, shares
from layouts.parts import blocks
from layouts.parts.money import bridge
from layouts.words import money as money_words

BY_PACKAGES = (
    "Commitment forecast: packages in force go on; those with an end on file end then, and with them as many as "
    "ended in a month of the past year; as much begins as began, at the prices of now; a promised pound is worth what "
    "it came to in the last three months, or since April, and more or less from the month for which contracts already "
    "give another price. The range is where four fifths of past forecasts of this month lay."
)
BY_MONTHS = (
    "Commitment forecast: no packages are behind this line, so the last months’ payments go on to 31 March. "
    "The range is where four fifths of past forecasts of this month lay."
)
OF_GROUP = (
    "Commitment forecast: what is to come for each service, shared among user groups as its last months were. "
    "The range is where four fifths of past forecasts of this month lay."
)
HEADS = (("at the end of", ""), *((kind, "n") for kind in ("commitment forecast", "straight line", "budget holders")))
pounds, short = money_words.pounds, money_words.short


@dataclass(frozen=True)
class Ahead:
    """The forecast of the line as of `now`, None where it has none, and those of past years."""

    now: object
    past: list


def outlook(cursor, facts):
    found = shares.outlook(cursor, facts.unit.key, facts.month, facts.money.by)
    return Ahead(found.lines.get(facts.key), [one for one in found.past if one.line == facts.key])


def to_forecast(facts):
    """From the line's budget to its forecast; None where nobody declared one, or the year began before the store."""
    line = facts.line
    start, end = line.total("revised"), line.total("forecast")
    if facts.money.begins or not end or not start:
        return None
    split = line.year_variance
    ends = f"from a budget of {pounds(start)} to a forecast of {pounds(end)}"
    name = f"{money_words.title(line.key)} at {facts.unit.name}"
    says = f"{name}: {ends}: {bridge.in_words(split) or 'no difference'}"
    shown = bridge.bridge(facts.at.names, start, split, end, says, name, facts.year)
    small = "the axis does not begin at nothing"
    return blocks.section("bridge", "From the budget to the forecast", shown, small=small)


def march(facts, ahead):
    """The forecasts for the year beside each other, and how past ones did; None where the line has none."""
    if not ahead.now:
        return None
    shown = [blocks.table("Forecasts for the year", [], _forecasts(facts, ahead.now), kind="bars"), _past(ahead)]
    if facts.month.month != 3:
        said = (BY_PACKAGES if ahead.now.by_packages else BY_MONTHS) if facts.is_service else OF_GROUP
        shown.append(html.P(said, className="note"))
    return blocks.section("march", "What March will look like", shown)


def _forecasts(facts, now):
    over = facts.month.month == 3
    budget = facts.line.total("revised") if "budget" in facts.on_hand else None
    carried = [html.B(pounds(now.commitment))]
    rows = [("Budget", pounds(budget)), ("Paid by 31 March" if over else _carried_on(facts, now), carried)]
    if now.least is not None:
        rows.append((html.Span("its range", className="soft"), f"{short(now.least)} to {short(now.most)}"))
    rows.append(("Budget holders", pounds(facts.line.forecast)))
    rows += [] if over else [("Straight line", pounds(now.straight))]
    return [[blocks.heading(name, "m"), blocks.cell(figure, "n")] for name, figure in rows]


def _carried_on(facts, now):
    by = "what is in force goes on" if now.by_packages else "the last months go on"
    by = by if facts.is_service else "its share of each service’s"
    return ["Commitment forecast ", html.Span(f"{by}, to 31 March", className="soft s")]


def _past(ahead):
    """How far off each kind of forecast was, on average, at three points of past years."""
    years = len({one.year for one in ahead.past})
    if not years:
        return None
    rows = [
        [f"month {number}", *(_off(forecast.record(ahead.past, number, kind)) for kind in forecast.KINDS)]
        for number in forecast.MEASURED_AT
    ]
    caption = f"How far off they were, on average of {years} past {'year' if years == 1 else 'years'}"
    return blocks.scroll(blocks.table(caption, HEADS, rows, kind="bars", seen=True), "Past forecasts")


def _off(record):
    return money_words.per_cent(record[1], signed=False) if record else "–"
