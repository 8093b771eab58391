"""What was so after an action: its measure before it began and from the month in which it was to show, held against
what was predicted, and beside units like it."""

from dataclasses import dataclass
from datetime import date

from dashboard import notes, scorecard
from dashboard.statistics import effect
from dashboard.statistics.effect import Effect, TooEarly

FEWEST_PEERS = 2
TESTABLE = ("under way", "done", "effect tested", "kept", "spread", "stopped")


@dataclass(frozen=True)
class Outcome:
    """The months of an action's measure at its unit, and what they say.

    `months` and `values` run from the chart's last new beginning before the action on; months before `begun` are held
    against those from `shows` on. `found` is the test, `beside` the same less the mean of `peers` units (None where
    there are too few), `others` how many other actions on the measure began in the months between.
    """

    months: list
    values: list
    begun: date
    shows: date
    predicted: float
    found: Effect | TooEarly
    beside: Effect | TooEarly | None
    peers: int
    others: int


def outcome(cursor, names, written, thing):
    """The Outcome of an action; None where nothing was predicted, it has not begun, or its measure has no months."""
    fields = thing.fields
    if thing.family != "action" or not (fields.get("direction") and fields.get("started")):
        return None
    unit, measure = names.units.get(thing.unit), names.measures.get(thing.measure)
    if unit is None or measure is None:
        return None
    begun, shows = fields["started"].replace(day=1), date.fromisoformat(f"{fields['by']}-01")
    peers = [one.key for one in names.peers(unit)]
    rows = scorecard.ask_dicts(cursor, "series_at_units", measure=thing.measure, units=[unit.key, *peers])
    by_unit = {row["unit"]: row for row in rows}
    if unit.key not in by_unit:
        return None
    own = by_unit.pop(unit.key)
    months = _segment(cursor, written, thing, names.months, begun)
    values = _on(own, months)
    first = next((place for place, value in enumerate(values) if value is not None), len(values))
    months, values = months[first:], values[first:]
    predicted = fields["size"] * (1 if fields["direction"] == "up" else -1)
    cut = sum(month < begun for month in months), sum(month < shows for month in months)
    return Outcome(
        months,
        values,
        begun,
        shows,
        predicted,
        _tested(values, cut, predicted),
        _beside(values, [_on(row, months) for row in by_unit.values()], cut, predicted),
        len(by_unit),
        _others(written, thing, begun, shows),
    )


def accepted(outcome):
    """The body of the event that accepts the test, in the measure’s own unit; None where it is too early."""
    if outcome is None or isinstance(outcome.found, TooEarly):
        return None
    found = outcome.found
    return {
        "verdict": found.verdict,
        "difference": found.difference,
        "lower": found.lower,
        "upper": found.upper,
        "months_before": found.months_before,
        "months_after": found.months_after,
    }


def _segment(cursor, written, thing, months, begun):
    """The months from the chart's last new beginning before the action up to its next one after."""
    asked = {"measure": thing.measure, "unit": thing.unit, "month": months[-1]}
    noted = notes.notes(cursor, written.heard, **asked)
    anew = sorted({note["month"] for note in noted if note["measure"] and notes.starts(note)})
    first = max((month for month in anew if month <= begun), default=months[0])
    after = min((month for month in anew if month > begun), default=None)
    return [month for month in months if month >= first and (after is None or month < after)]


def _on(row, months):
    """The values of a series in some months; None where it has none."""
    first, values = row["first_month"], row["vals"]
    places = ((month.year - first.year) * 12 + month.month - first.month for month in months)
    return [values[place] if 0 <= place < len(values) else None for place in places]


def _tested(values, cut, predicted):
    begun, shows = cut
    return effect.effect(values[:begun], values[max(begun, shows) :], predicted)


def _beside(values, peers, cut, predicted):
    if len(peers) < FEWEST_PEERS:
        return None
    return _tested(list(effect.beside(values, peers)), cut, predicted)


def _others(written, thing, begun, shows):
    """How many other actions on the measure at the unit began from a year before it showed up to when it did."""
    others = written.at([thing.unit], thing.measure, ("action",))
    starts = [one.fields["started"] for one in others if one.key != thing.key and one.fields.get("started")]
    least = date(begun.year - 1, begun.month, 1)
    return sum(least <= one <= shows for one in starts)
