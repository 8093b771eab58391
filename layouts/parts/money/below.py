"""The units below a unit on its money page: budget, paid and forecast of each, and what is booked at none of them."""

from dash import html

from dashboard import scorecard as cards
from layouts.address import link
from layouts.parts import blocks
from layouts.parts.money import alarms as money_alarms
from layouts.words.money import plain

SUMS = ("profiled", "paid", "revised", "forecast", "declared")
GROUPS = (("to date", 3), ("the whole year", 3), ("", 1))
HEADS = (
    *(("unit", "m"), ("budget", "n"), ("paid", "n"), ("variance", "n")),
    *(("budget", "n g"), ("forecast", "n"), ("variance", "n"), ("alarms", "g")),
)
ALARMS_NOT_ADDED = (
    "Alarms are those of a unit’s own sums: what stands at a unit may stand again at those below it, so they are not "
    "added up."
)


def below(snapshot, cursor, unit, month, services):
    """(a row for each unit below, what is booked at none of them or None, all of them); None where none has money.

    `services` is the Money of the unit by service. The rows add up to it.
    """
    rows = cards.ask_dicts(cursor, "money_at_units_below", unit=unit.key, month=month)
    if not rows:
        return None
    names, alarms = cards.names(snapshot), money_alarms.counts(snapshot)
    whole = whole_of(services)
    apart = {word: whole[word] - sum(row[word] for row in rows) for word in SUMS}
    shown = [
        {
            **row,
            "name": names.units[row["unit"]].name,
            "href": link("/money", unit=row["unit"], month=month),
            "alarms": alarms.get((row["unit"], month), 0),
        }
        for row in rows
    ]
    return {"rows": shown, "apart": apart if any(apart.values()) else None, "whole": whole}


def whole_of(services):
    """The same sums of the unit itself."""
    declared = [line for line in services.lines if line.forecast]
    return {
        "profiled": services.total("profiled"),
        "paid": services.total("actual_to_date"),
        "revised": services.total("revised"),
        "forecast": services.total("forecast"),
        "declared": sum(line.total("revised") for line in declared),
    }


def section(facts, found):
    """The section of the page; `found` is what `below` gives, `facts` those of the money page."""
    if not found:
        return None
    unit, apart = facts.unit, found["apart"]
    rows = [_row(facts, blocks.to(row["name"], row["href"]), row, _alarms(row["alarms"])) for row in found["rows"]]
    if apart:
        rows.append(_row(facts, html.Span("not at any unit below", className="soft"), apart, None))
    table = blocks.table(
        f"Money of the units below {unit.name}, {facts.span}",
        HEADS,
        rows,
        foot=_row(facts, unit.name, found["whole"], _alarms(len(facts.services.alarms))),
        groups=GROUPS,
        kind="money",
    )
    what_is_apart = (
        f" “Not at any unit below” is booked to {unit.name} itself, or to a cost centre thnot at any unit below has."
    )
    note = html.P([ALARMS_NOT_ADDED, what_is_apart if apart else None], className="note")
    small = f"{facts.span}, pounds; a plus costs more than the budget had"
    return blocks.section(
        "below", "The units below", [blocks.scroll(table, "Money of the units below"), note], small=small
    )


def _row(facts, name, row, alarms):
    return [
        name,
        plain(row["profiled"] if facts.budgeted else None),
        blocks.cell(plain(row["paid"] if facts.has_ledger else None), "n now"),
        plain(row["paid"] - row["profiled"] if facts.held else None, signed=True),
        plain(row["revised"] if facts.budgeted else None),
        plain(row["forecast"] or None),
        plain(row["forecast"] - row["declared"] if row["forecast"] else None, signed=True),
        blocks.cell(alarms, "g"),
    ]


def _alarms(count):
    if not count:
        return html.Span("none", className="soft")
    return html.Span([blocks.unsaid("▲"), f" {count}"], className="miss")
