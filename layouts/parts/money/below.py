"""The units below a unit on its money page: budget, paid and forecast of each, and what is booked at none of them."""

from dashboard import scorecard as cards
from layouts.address import link
from layouts.parts.money import alarms as money_alarms

SUMS = ("profiled", "paid", "revised", "forecast", "declared")


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
