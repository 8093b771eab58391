"""What the money page says first: the alarm that no budget shows, where the year is heading, the other alarms."""

import dash_bootstrap_components as dbc
from dash import html

from layouts.address import link
from layouts.parts import blocks
from layouts.parts.money import alarms as money_alarms
from layouts.words import alarms as alarm_words
from layouts.words import money as money_words


def lead(facts):
    """The sentence that matters most, with the alarm it tells and the way to its workings; then the other alarms."""
    told, others = alarms(facts)
    start = [_to_workings(facts, told), ". "] if told else []
    listed = [_other(facts, line) for line in others]
    return dbc.Card(
        [
            html.P([*start, sentence(facts), *_unit_above(facts)], className="lead"),
            html.Ul(listed, className="brief alarms") if listed else None,
        ],
        body=True,
    )


def sentence(facts):
    missing = money_words.not_loaded(facts.on_hand, facts.unit, facts.month, facts.services)
    return missing or (alarm_words.lead(facts.services, facts.month) if facts.money.lines else "")


def alarms(facts):
    """(the line whose alarm the first sentence tells or None, the other lines, those of the largest money first)."""
    told = alarm_words.foremost(facts.services)
    others = [line for line in facts.services.alarms if line is not told]
    return told, sorted(others, key=lambda line: -line.alarm.size)


def _other(facts, line):
    return html.Li([_to_workings(facts, line), f". {alarm_words.in_short(line.alarm, facts.month)}"])


def _to_workings(facts, line):
    href = link("/money/line", unit=facts.unit.key, month=facts.month, service=line.key) + "#alarm"
    return blocks.to(money_alarms.mark(line.alarm), href, className="miss")


def _unit_above(facts):
    above = facts.at.names.above(facts.unit)
    if money_words.has_money(facts.money) or not above or not facts.has_ledger:
        return []
    return [" The unit above is ", to_above(facts, above[-1]), "."]


def to_above(facts, unit):
    return blocks.to(unit.name, link("/money", unit=unit.key, month=facts.month))


def nothing_loaded(facts):
    return html.P(
        [f"{sentence(facts)} ", blocks.to("What is loaded, and workbooks to fill in", "/data")], className="lead"
    )


def nothing_booked(facts):
    """What is said of a unit with neither budget nor payment nor activity, and where its money may be."""
    unit, above = facts.unit, facts.at.names.above(facts.unit)
    below = " or to anything below it" if unit.below else ""
    said = (
        f"No budget, payment or activity is booked to {unit.name}{below} in the financial year to {facts.month:%B %Y}."
    )
    where = "Load the ledger and the budget of these months, and build again."
    if above:
        where = ["Its money may be kept by the unit above: ", to_above(facts, above[-1]), "."]
    return [html.P(said, className="lead"), html.P(where)]


def not_of_this_year(facts, first, last):
    """What is said of a financial year of which no money is on file, and the way to the newest month that has some."""
    return [
        html.P(money_words.not_of_this_year(facts.unit, facts.month, first, last), className="lead"),
        html.P(["See ", blocks.to(f"the money of {last:%B %Y}", facts.at_month(last)), "."]),
    ]
