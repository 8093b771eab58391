"""The alarm of a line with its workings, and whether people wait where less is delivered for less money."""

from dash import html

from dashboard import scorecard as cards
from dashboard.money.alarms import BY_PRICE, LESS_FOR_LESS, to_date
from layouts import words
from layouts.parts import blocks
from layouts.parts.money import alarms as money_alarms
from layouts.parts.money import scorecard as money_scorecard
from layouts.parts.writing import shown as writing
from layouts.words import money as money_words

HEADS = (
    *(("when", ""), ("spend against budget", "n")),
    *(("delivered against agreed", "n"), ("price against agreed", "n")),
)
per_cent = money_words.per_cent


def section(facts, waits):
    """The section; None where no alarm stands. `waits` is what `waiting` gives."""
    alarm = facts.line.alarm
    if not alarm:
        return None
    heading = html.Span(money_alarms.mark(alarm), className="miss")
    table = blocks.table("What the alarm looks at", HEADS, _rows(facts, alarm))
    note = html.P(_rule(facts.money.settings, alarm), className="note")
    shown = [blocks.scroll(table, "Workings of the alarm"), note, *_waiting(facts.unit, waits)]
    ways = writing.write_links(facts.unit, facts.month)
    if ways:
        shown.append(html.P(ways, className="write-links"))
    return blocks.section("alarm", heading, shown, small="why this alarm stands")


def waiting(cursor, names, unit, month, line):
    """The measures of whether people wait, beside an alarm of less delivered for less money."""
    if not line.alarm or line.alarm.kind != LESS_FOR_LESS:
        return []
    keys = [key for (key,) in cards.ask(cursor, "money_waiting", unit=unit.key, month=month)]
    return money_scorecard.measures(cursor, names, unit, month, keys)


def _rows(facts, alarm):
    stands, settings = to_date(facts.line), facts.money.settings
    rows = [[words.month_words(at), "–", per_cent(month.activity), per_cent(month.price)] for at, month in alarm.months]
    whole = (per_cent(each) for each in (stands.spend, stands.activity, stands.price))
    rows.append([facts.span, *(blocks.cell(each, "n now") for each in whole)])
    if alarm.forecast is not None:
        rows.append(["forecast for the year", per_cent(alarm.forecast), "", ""])
    tolerances = (f"{float(settings[each])}%" for each in ("spend", "activity", "price"))
    rows.append([_soft("tolerance"), *(blocks.cell(each, "n soft") for each in tolerances)])
    return rows


def _soft(text):
    return html.Span(text, className="soft")


def _rule(settings, alarm):
    each = "activity and price stand to their tolerances as they do over the year"
    if alarm.kind in BY_PRICE:
        each = "a unit is dearer by more than the tolerance"
    return (
        "An alarm stands when spend, activity and price show it over the year to date, each against its tolerance, "
        f"when in each of the last {int(settings['months'])} months {each}, and when price or volume comes to "
        f"{money_words.pounds(settings['least'])} or more. Activity and price are weighed at agreed prices. The "
        "tolerances are the council’s own."
    )


def _waiting(unit, waits):
    if not waits:
        return []
    said = "These stand beside the alarm and do not show that one came of the other."
    heading = html.H3(f"Whether people wait at {unit.name}")
    return [heading, money_scorecard.band(waits), html.P(said, className="note")]
