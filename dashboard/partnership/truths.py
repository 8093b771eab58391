"""One thing that two count: both figures, what the difference between them is made of, and what both agree."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.registers import figures, registers

REGISTER = "partner_figure"
PARTS = ("definition", "timing", "population", "attribution")  # in the order of the register's form


@dataclass(frozen=True)
class Truth:
    """An entry of the register with our figure beside the partner's, all in what the measure is shown in.

    `ours` is None where we have none; `parts` is {part: theirs less ours because of it, None where nobody has said},
    `unexplained` what is left over: parts and it come to the difference exactly, as it is written. `since` is our
    figure of now, where it is another than the parts were made of.
    """

    thing: object
    ours: Decimal | None
    theirs: Decimal
    parts: dict
    unexplained: Decimal | None
    since: Decimal | None = None

    @property
    def difference(self):
        return None if self.ours is None else self.theirs - self.ours

    @property
    def is_agreed(self):
        return self.thing.state == "agreed"

    @property
    def agreed(self):
        """The figure that both agree; None while they do not."""
        return self.thing.fields.get("agreed") if self.is_agreed else None

    @property
    def agreed_by(self):
        """Who agreed, of the council and of the partner: two names, '' for who has not."""
        proposed = self.thing.wrote.get(f"{REGISTER}.proposed", ((0, ""),))[-1][0]
        last = [
            self.thing.wrote.get(f"{REGISTER}.{move}", ((0, ""),))[-1] for move in ("agreed_by_us", "agreed_by_them")
        ]
        return tuple(who if number > proposed else "" for number, who in last)


def truths(cursor, names, written, units, measure=None):
    """The Truths of some units (keys), of one measure (its key) or of all, the newest month first."""
    wanted = names.measures if measure is None else {measure}
    things = [one for one in written.at(units, families=[REGISTER]) if one.fields["measure"] in wanted]
    things.sort(key=lambda one: (one.fields["month"], one.begun.number), reverse=True)
    return [_truth(cursor, names, thing) for thing in things]


def _truth(cursor, names, thing):
    said, decimals = thing.fields, names.measures[thing.fields["measure"]]["decimals"]
    month = date.fromisoformat(f"{said['month']}-01")
    known = month in names.months and thing.unit in names.units
    now = figures.at(cursor, said["measure"], thing.unit, month).value if known else None
    kept = figures.read(said.get("ours"))
    then = kept[0].value if kept else now
    return split(
        thing,
        shown(then, decimals),
        Decimal(str(said["value"])),
        {part: None if said.get(part) is None else Decimal(str(said[part])) for part in PARTS},
        shown(now, decimals),
    )


def split(thing, ours, theirs, parts, now):
    """The Truth of an entry: what is unexplained is what the parts leave of the difference."""
    left = None if ours is None else theirs - ours - sum((one for one in parts.values() if one is not None), Decimal(0))
    return Truth(thing, ours, theirs, parts, left, now if now != ours else None)


def shown(value, decimals):
    """A value as a page shows it: parts are made of what is read, and add up to it."""
    return None if value is None else Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals))


def of_register():
    return registers()[REGISTER]
