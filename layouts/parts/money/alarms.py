"""The alarms of money where they are wanted beside other things: the list of conversations and the scorecard."""

from dashboard import scorecard as cards
from dashboard.money import standing
from dashboard.store import kept_with_its_store
from layouts import words
from layouts.address import link
from layouts.parts import blocks
from layouts.words import alarms as alarm_words
from layouts.words import money as money_words


@kept_with_its_store(most=16)
def below(snapshot, unit, month):
    """The alarms at a unit (its key) and below it: one line for each service and kind, the largest money first.

    A line is named where the most money is, and says where else it stands.
    """
    names, lines = cards.names(snapshot), {}
    with snapshot.cursor() as cursor:
        for where, alarm in standing.alarms_below(cursor, unit, month):
            lines.setdefault((alarm.line, alarm.kind), []).append((where, alarm))
        owners = dict(cards.ask(cursor, "owners"))
    return [_line(names, month, found, owners) for found in lines.values()]


@kept_with_its_store()
def counts(snapshot):
    """How many alarms stand at a unit's own lines, by unit and month."""
    with snapshot.cursor() as cursor:
        return {(unit, month): alarms for unit, month, alarms in cards.ask(cursor, "money_alarm_counts")}


def mark(alarm):
    """The name of an alarm with its shape, to stand in a link or a heading of class `miss`."""
    return [blocks.unsaid("▲"), f" {alarm_words.name(alarm)}"]


def _line(names, month, found, owners):
    (unit, alarm), *others = found
    return {
        "title": money_words.title(alarm.line),
        "unit": names.units[unit].name,
        "href": _href(unit, month, alarm),
        "reading": alarm_words.name(alarm),
        "sentence": alarm_words.figures(alarm, month),
        "size": alarm.size,
        "amount": money_words.short(alarm.size),
        "paid": money_words.short(alarm.paid),
        "budget": money_words.short(alarm.budget),
        "lasting": words.count_words(alarm.running, "month").lower(),
        "owner": owners.get(unit, ""),
        "elsewhere": [(names.units[where].name, _href(where, month, other)) for where, other in others],
    }


def _href(unit, month, alarm):
    return link("/money/line", unit=unit, month=month, service=alarm.line) + "#alarm"
