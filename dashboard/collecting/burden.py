"""What collecting costs beside what it is used for, a kind of file at a time, and what might be stopped."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.asking import ask_dicts
from dashboard.collecting.uses import WRITTEN, YEAR, uses

FEW = 5  # looks in a year
COUNTED = 3  # months for which looks must have been counted before few of them mean anything
PENNY = Decimal("0.01")


@dataclass(frozen=True)
class Burden:
    """A kind of file in a year: `hours` and `cost` in pounds (None where nobody has said what it takes), how often
    pages of its measures were looked at (None where that is not counted), `written` {family: how often last year},
    `reports` how many that were issued in the last year have a measure made of it."""

    kind: str
    name: str
    inputter: str
    statutory: str
    files: int
    records: int
    hours: Decimal | None
    cost: Decimal | None
    measures: tuple
    looks: int | None
    written: dict
    reports: int = 0

    @property
    def decisions(self):
        return self.written.get("decision", 0)

    @property
    def a_decision(self):
        """Pounds a decision; None where there is none of either."""
        return (self.cost / self.decisions).quantize(PENNY) if self.cost and self.decisions else None

    @property
    def may_stop(self):
        """Whether it might be stopped: nothing asks for it, nobody decided or acted by it, and hardly anyone looked."""
        acted = sum(self.written.get(word, 0) for word in ("decision", "action"))
        return bool(self.cost) and not self.statutory and not acted and self.looks is not None and self.looks < FEW


def ledger(cursor, written, usage, today):
    """A Burden for each kind of file on hand that feeds a measure or costs something, the dearest first."""
    used, seen, reported = uses(cursor, written, today), looks_of(usage, today), _reported(written, today)
    found = [_burden(row, used.get(row["kind"], ()), seen, reported) for row in ask_dicts(cursor, "burden")]
    found = [one for one in found if one.measures or one.cost]
    return sorted(found, key=lambda one: (one.cost is None, -(one.cost or 0), one.name))


def _reported(written, today):
    """{measure: the keys of the reports that were issued in the last year in which it stands}."""
    found = {}
    for thing in written.at(None, families=["pack"], states=["issued"]):
        if thing.last.at.date() > today - YEAR:
            for measure in thing.fields["measures"]:
                found.setdefault(measure, set()).add(thing.key)
    return found


def looks_of(usage, today):
    """{measure: looks at it in the last year}; None where looks are not counted, or not for long enough."""
    begun = usage.begun() if usage and usage.counted else ""
    if not begun or months_since(begun, today) < COUNTED:
        return None
    found = {}
    for _, _, measure, looks in usage.looks(a_year_before(today)):
        found[measure] = found.get(measure, 0) + looks
    return found


def months_since(month, today):
    year, number = (int(part) for part in month.split("-"))
    return (today.year - year) * 12 + today.month - number


def a_year_before(today):
    """The first day of the month after the same month a year ago: twelve months with the one that goes on."""
    return date(today.year - (today.month < 12), today.month % 12 + 1, 1)


def _burden(row, used, seen, reported):
    hours = taken(row["minutes"], row["records"], row["hours"], row["files"])
    rate = row["rate"]
    cost = None if hours is None or rate is None else (hours * Decimal(str(rate))).quantize(PENNY)
    written = {word: sum(use.written.get(word, 0) for use in used) for word in WRITTEN}
    measures = tuple(use.measure for use in used)
    looks = None if seen is None else sum(seen.get(measure, 0) for measure in measures)
    words = {word: row[word] for word in ("kind", "name", "inputter", "statutory", "files", "records")}
    reports = len(set().union(*(reported.get(measure, ()) for measure in measures)))
    return Burden(**words, hours=hours, cost=cost, measures=measures, looks=looks, written=written, reports=reports)


def taken(minutes, records, hours, files):
    """Hours a year, of minutes for each record and hours for each file; None where neither is said."""
    if minutes is None and hours is None:
        return None
    return Decimal(str(minutes or 0)) * records / 60 + Decimal(str(hours or 0)) * files
