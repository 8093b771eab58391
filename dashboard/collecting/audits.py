"""Audits of information as they bear on a measure: the newest verdict, how much was wrong, and when it is due again."""

from dataclasses import dataclass
from datetime import date

from dashboard.registers import registers
from dashboard.statistics.intervals import proportion

REGISTER = "information_audit"
SEEN = ("done", "closed")


@dataclass(frozen=True)
class Audited:
    """The newest audit of what a measure rests on. `wrong` is (share, lower, upper) of the records looked at, from 0 to
    1, with 95% limits of Wilson; `again` the day by which it is looked at anew."""

    thing: object
    held: date
    verdict: str
    errors: int
    sample: int
    wrong: tuple
    again: date | None

    def supported(self, value):
        """(at least, at most) what a value would be if so many of what it counts do not hold."""
        _, lower, upper = self.wrong
        return value * (1 - upper), value * (1 - lower)


def newest(written, measure):
    """The newest Audited of a measure (its key); None where nobody has looked."""
    things = [
        one for one in written.at(None, families=[REGISTER]) if one.state in SEEN and measure in one.fields["measures"]
    ]
    if not things:
        return None
    thing = max(things, key=lambda one: (one.fields["held"], one.begun.number))
    said = thing.fields
    wrong = tuple(float(one) for one in proportion(said["errors"], said["sample"]))
    return Audited(
        thing, said["held"], said["verdict"], said["errors"], said["sample"], wrong, registers()[REGISTER].due_of(thing)
    )
