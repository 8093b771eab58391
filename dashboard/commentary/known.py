"""What the store and the journal know where a comment is written: the Facts of its checks, and the number it is of."""

from dataclasses import dataclass
from datetime import date

from dashboard import scorecard
from dashboard.commentary.facts import Facts
from dashboard.journal import Against
from dashboard.journal.families.actions import OPEN

MONTHS = 13  # in which a number that a comment names is looked for
BACK = (1, 3, 6, 12)  # months before that a change is told against
EARLIER = 3  # periods of the same author that a text is held against
DONE = ("done", "effect tested", "kept", "spread")


@dataclass(frozen=True)
class Known:
    """A measure at a unit in a month: the row of its card, its control chart (None where there is none), the Facts."""

    measure: dict
    unit: object
    month: object
    now: dict
    chart: dict | None
    facts: Facts
    before: object  # the comment of the period before, a Thing, or None
    history: list  # the values judged, up to the month, since the chart last began

    @property
    def against(self):
        """The number that is written against, as a draft of the journal keeps it."""
        sides = (None if self.now[side] is None else float(self.now[side]) for side in ("numerator", "denominator"))
        return Against(self.measure["basis"], None, None, self.now["value"], *sides)


class People:
    """Answers `in`: whether a text is the key of a person of the store. Asked only of what looks like one."""

    def __init__(self, cursor):
        self.cursor = cursor

    def __contains__(self, text):
        return bool(scorecard.ask(self.cursor, "is_person", text=text))


def known(cursor, names, written, measure, unit, month, by="", today=None):
    """What is Known of a measure at a unit in a month. `measure` and `unit` are those of `names`, `by` who writes.

    Good as long as the cursor is: the last check looks people up.
    """
    asked = {"measure": measure["key"], "unit": unit.key}
    now = scorecard.ask_dicts(cursor, "measure", **asked, month=month)[0]
    low, high = scorecard.bounds(measure, now["target_low"], now["target_high"])
    chart = next(iter(scorecard.ask_dicts(cursor, "control_chart", **asked, month=month)), None)
    is_charted = chart is not None and chart["status"] == "charted"
    series = scorecard.ask_dicts(cursor, "series", **asked)
    things = written.at([unit.key], measure["key"])
    said = [one for one in things if one.family == "comment" and one.state == "published"]
    period = f"{month:%Y-%m}"
    before = [one for one in said if one.period < period]
    latest = max(before, key=lambda one: (one.period, one.begun.number), default=None)
    start, end = now["period_start"], now["period_end"]
    facts = Facts(
        title=measure["title"],
        better=measure["better"],
        month=(end or month).replace(day=1),
        first_month=(start or month).replace(day=1),
        standing=now["standing"] or "",
        variation=chart["variation"] if is_charted else None,
        rule=chart["rule"] if is_charted else None,
        year_change=None if None in (now["value"], now["last_year"]) else now["value"] - now["last_year"],
        near_zero=_near_zero(now["value"], chart if is_charted else None),
        numbers=tuple(_numbers(measure, now, (low, high), series, month)),
        counts=tuple(_counts(measure, now, series, month)),
        earlier=tuple(text(one) for one in sorted(before, key=_newest) if one.begun.by == by)[:EARLIER],
        elsewhere=tuple(text(one) for one in _elsewhere(written, measure, unit, period)),
        open_actions=sum(one.family == "action" and one.state in OPEN for one in things),
        done_actions=sum(_is_done_since(one, latest) for one in things),
        promised=text(latest) if latest else "",
        promised_in=_month(latest.period) if latest else None,
        today=today,
        people=People(cursor),
    )
    return Known(measure, unit, month, now, chart, facts, latest, _history(chart, series, month))


def text(thing):
    """All that a comment says, as it is checked and shown."""
    return " ".join(thing.fields[part] for part in ("happened", "why", "will_do") if thing.fields.get(part))


def _newest(thing):
    return -int(thing.period.replace("-", "")), -thing.begun.number


def _elsewhere(written, measure, unit, period):
    found = written.at(None, measure["key"], ["comment"])
    return [one for one in found if one.unit != unit.key and one.period == period and one.state == "published"]


def _is_done_since(thing, comment):
    return bool(
        comment and thing.family == "action" and thing.state in DONE and thing.last.number > comment.begun.number
    )


def _month(period):
    year, month = map(int, period.split("-"))
    return date(year, month, 1)


def _near_zero(value, chart):
    """A change on the year that is none: less than months usually differ by, or a hundredth of the value."""
    if chart and None not in (chart["lower"], chart["upper"]):
        return (chart["upper"] - chart["lower"]) / 2 / 2.66
    return abs(value or 0) / 100


def _history(chart, series, month):
    row = next((one for one in series if one["charted"]), None)
    if row is None:
        return []
    first, begins = row["first_month"], 0
    if chart and chart["starts"]:
        begins = chart["starts"][-1] + _between(first, chart["first_month"])
    return row["vals"][begins : _between(first, month) + 1]


def _between(first, month):
    return (month.year - first.year) * 12 + month.month - first.month


def _numbers(measure, now, bounds, series, month):
    """What a comment may name beside counts: values of the ways of counting that are shown and judged, the target, and
    how far the newest lies from it and from 1, 3, 6 and 12 months before (in per cent too, where it is no per cent)."""
    found = [
        now["value"],
        now["last_year"],
        now["last_known"],
        *bounds,
        *_from(now["value"], *bounds, now["last_year"]),
    ]
    for row in series:
        values = _latest(row, "vals", month)
        if (row["own"] or row["charted"]) and values:
            before = [values[-1 - back] for back in BACK if len(values) > back]
            found += [*values, *_from(values[-1], *before, *bounds)]
            if not (measure["unit_of_value"] or "").startswith("%"):
                found += [100 * one / old for old in before if old for one in _from(values[-1], old)]
    return [float(one) for one in found if one is not None]


def _counts(measure, now, series, month):
    """Numerators and denominators, and of a share those of whom it is not so: "24 were on time and 46 were not"."""
    shown = [row for row in series if row["own"] or row["charted"]]
    pairs = [(now["numerator"], now["denominator"])]
    for row in shown:
        pairs += zip(_latest(row, "numerators", month), _latest(row, "denominators", month), strict=True)
    found = [one for pair in pairs for one in pair]
    if measure["kind"] == "proportion":
        found += [whole - part for part, whole in pairs if None not in (part, whole)]
    return [float(one) for one in found if one is not None]


def _from(value, *others):
    """How far a value lies from each of the others that there are."""
    return [value - one for one in others if None not in (value, one)]


def _latest(row, side, month):
    """The values of the last 13 months up to one, oldest first; None where there is none."""
    first, values = row["first_month"], row[side] or []
    place = _between(first, month) + 1
    return values[max(place - MONTHS, 0) : max(place, 0)]
