"""What is due of each pack: of which period, by which day, and how far it has come."""

from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.journal.things import NEW

GONE = ("withdrawn", "recalled")


@dataclass(frozen=True)
class Due:
    """A pack of a unit (and of a provider, where it is one's) for the period that ends in a month: its Definition, the
    day by which it is to be issued, and the report of the journal, None where nobody has begun it."""

    definition: object
    unit: str
    month: date
    day: date
    report: object = None
    of: str = ""

    @property
    def state(self):
        return self.report.state if self.report else NEW

    def is_late(self, today):
        return self.state != "issued" and self.day < today


def due_day(definition, month):
    """The day by which a pack is to be issued of a period that ends in a month."""
    after = (month.replace(day=1) + timedelta(days=32)).replace(day=1)
    return after + timedelta(days=definition.days - 1)


def due(definitions, written, unit, month, of=""):
    """The Due of each of a unit's packs for the newest period that had ended by a month."""
    reports = reports_of(written, unit.key)
    found = []
    for one in definitions:
        if one.is_of(unit):
            ends, whose = one.month_of(month), of if one.by else ""
            found.append(
                Due(one, unit.key, ends, due_day(one, ends), reports.get((one.key, f"{ends:%Y-%m}", whose)), whose)
            )
    return found


def reports_of(written, unit):
    """{(pack, period, of): its newest report that stands} at a unit (its key)."""
    found = {}
    for thing in written.at([unit], families=["pack"]):
        if thing.state not in GONE:
            found.setdefault((thing.fields["pack"], thing.period, thing.fields["of"]), thing)
    return found
