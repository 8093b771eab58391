"""What the two sides of the reconciliation leave over, and what is likely to have happened; worked out at the build.

Equal amounts of one place (a month, unit, service and provider) are paired first. What is left is named by what it
looks like. Then halves are put together over places: what is owed in one month and paid in a later one is paid late,
what is owed here and paid in the same month at another unit or service is booked elsewhere. No pairing changes an
amount: the findings of a place add up to its difference, to the penny.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

import pyarrow as pa

PENNY, POUND, NOTHING = Decimal("0.01"), Decimal(1), Decimal(0)
LIKE = Decimal("0.25")  # two amounts further apart than a quarter are not one thing at two prices
MOST_PAIRS = 250_000  # so many ways to pair what is left of one place are not tried: its rows are then named one by one
SHORT = ("not invoiced", "together")
OVER = ("no package", "paid twice", "together")  # in the order in which a half is looked for
MONEY = pa.decimal128(18, 2)
COLUMNS = {
    "month": pa.date32(),
    "unit": pa.string(),
    "service": pa.string(),
    "provider": pa.string(),
    "cause": pa.string(),
    "owed": MONEY,
    "paid": MONEY,
    "difference": MONEY,
    "person": pa.string(),
    "package": pa.int64(),
    "file": pa.int32(),
    "line": pa.int64(),
    "half_month": pa.date32(),
    "half_unit": pa.string(),
    "half_service": pa.string(),
    "is_second": pa.bool_(),
}
# Places whose rows are not held against each other one by one: hours of a visit log are invoiced together, and where
# one side has hundreds of rows more than the other, or both have thousands, most of them can have no partner.
AS_A_WHOLE = "(in_hours or abs(things - lines) > 500 or things + lines > 5000)"
OPEN = "status in ('differs', 'only in the packages', 'only in the ledger')"
WHOLE = f"""
select month, unit, service, provider, case when in_hours then 'together' else 'many rows' end, owed, paid
from model.paid_against_owed where {OPEN} and {AS_A_WHOLE}"""
OWED = f"""
select owed.unit, owed.service, places.provider, owed.amount, owed.person, owed.package
from model.owed as owed
inner join (select * from model.paid_against_owed where month = $month and {OPEN} and not {AS_A_WHOLE}) as places
    on places.unit = owed.unit and places.service = owed.service and places.provider = coalesce(owed.provider, '')
where owed.month = $month order by owed.amount desc, owed.person, owed.package"""
PAID = f"""
select lines.unit, lines.service, places.provider, lines.amount, lines.supplier, lines.file, lines.line
from model.ledger_lines as lines
inner join (select * from model.paid_against_owed where month = $month and {OPEN} and not {AS_A_WHOLE}) as places
    on places.unit = lines.unit and places.service = lines.service and places.provider = coalesce(lines.provider, '')
where lines.month = $month order by lines.amount desc, lines.date, lines.file, lines.line"""


class Place(NamedTuple):
    """Where both sides are held against each other. `provider` is '' where none is named."""

    month: date
    unit: str
    service: str
    provider: str


@dataclass(frozen=True)
class Finding:
    """What the rows of one place leave over. Positions are those of the rows of each side."""

    kind: str  # another price, not invoiced, paid twice, no package
    difference: Decimal
    owed: int | None = None
    paid: int | None = None


@dataclass(frozen=True)
class Found:
    """A finding with its place and amounts, the row of each side that it is about, and its other half if it has one."""

    place: Place
    cause: str
    owed: Decimal
    paid: Decimal
    thing: tuple = (None, None)  # person, package
    line: tuple = (None, None)  # file, line
    half: Place | None = None
    is_second: bool = False

    @property
    def difference(self):
        return self.paid - self.owed

    def row(self):
        half = (self.half.month, self.half.unit, self.half.service) if self.half else (None, None, None)
        amounts = (self.owed, self.paid, self.difference)
        return (*self.place, self.cause, *amounts, *self.thing, *self.line, *half, self.is_second)


def add_findings(connection, late):
    """cube.findings: what every place that does not match leaves over. `late`: for how many months a payment may be."""
    (root,) = connection.execute("select unit from model.root").fetchone()
    found = [Found(Place(*place), cause, owed, paid) for *place, cause, owed, paid in _all(connection, WHOLE)]
    for (month,) in _all(connection, "select distinct month from model.paid_against_owed order by month"):
        found += _of_month(connection, month)
    rows = [one.row() for one in in_halves(sorted(found, key=lambda one: one.place), late, root)]
    columns = zip(*rows, strict=True) if rows else [[]] * len(COLUMNS)
    arrays = [pa.array(list(values), kind) for values, kind in zip(columns, COLUMNS.values(), strict=True)]
    connection.register("findings", pa.table(arrays, names=list(COLUMNS)))
    connection.execute("create table cube.findings as select * from findings")
    connection.unregister("findings")


def _all(connection, sql, **parameters):
    return connection.execute(sql, parameters).fetchall()


def _of_month(connection, month):
    """The findings of the places of one month: a month at a time, so that no more rows than that are held at once."""
    owed, paid = defaultdict(list), defaultdict(list)
    for *place, amount, person, package in _all(connection, OWED, month=month):
        owed[Place(month, *place)].append({"amount": amount, "person": person, "package": package})
    for *place, amount, supplier, file, line in _all(connection, PAID, month=month):
        paid[Place(month, *place)].append({"amount": amount, "supplier": supplier, "file": file, "line": line})
    return [one for place in {*owed, *paid} for one in of_place(place, owed[place], paid[place])]


def of_place(place, owed, paid):
    """Each finding of a place as a Found; the pennies by which paired amounts differ are one of their own."""
    found = [_found(place, one, owed, paid) for one in findings(owed, paid)]
    owed_left = to_penny(total(owed)) - sum((one.owed for one in found), NOTHING)
    paid_left = to_penny(total(paid)) - sum((one.paid for one in found), NOTHING)
    return found if owed_left == paid_left else [*found, Found(place, "pennies", owed_left, paid_left)]


def _found(place, one, owed, paid):
    thing = None if one.owed is None else owed[one.owed]
    line = None if one.paid is None else paid[one.paid]
    return Found(
        place,
        one.kind,
        NOTHING if thing is None else to_penny(thing["amount"]),
        NOTHING if line is None else line["amount"],
        (None, None) if thing is None else (thing.get("person"), thing.get("package")),
        (None, None) if line is None else (line.get("file"), line.get("line")),
    )


def findings(owed, paid):
    """What is left over of both sides once equal amounts are paired, each with what is likely to have happened."""
    owed_left, paid_left = unpaired([row["amount"] for row in owed], [row["amount"] for row in paid])
    twice = repeats(paid, paid_left)
    found = [Finding("paid twice", paid[place]["amount"], None, place) for place in twice]
    paid_left = [place for place in paid_left if place not in twice]
    pairs = alike(owed, owed_left, paid, paid_left)
    for here, there in pairs:
        found.append(Finding("another price", paid[there]["amount"] - owed[here]["amount"], here, there))
    priced_here, priced_there = ({pair[side] for pair in pairs} for side in (0, 1))
    found += [Finding("not invoiced", -owed[here]["amount"], here) for here in owed_left if here not in priced_here]
    found += [
        Finding("no package", paid[there]["amount"], None, there) for there in paid_left if there not in priced_there
    ]
    return sorted(found, key=lambda one: -abs(one.difference))


def total(rows):
    return sum((row["amount"] for row in rows), NOTHING)


def to_penny(amount):
    return amount.quantize(PENNY, ROUND_HALF_UP)


def unpaired(owed, paid):
    """Positions on each side that have no partner of the same amount, to a penny, on the other."""
    waiting = sorted((amount, place) for place, amount in enumerate(paid))
    left = []
    for place, amount in enumerate(owed):
        near = bisect_left(waiting, (amount - PENNY, -1))
        if near < len(waiting) and waiting[near][0] <= amount + PENNY:
            del waiting[near]
        else:
            left.append(place)
    return left, sorted(place for _, place in waiting)


def repeats(paid, left):
    """Lines that have no package of their own and are a second one for the supplier and amount of a line that has."""
    loose = set(left)
    settled = {(line["supplier"], line["amount"]) for place, line in enumerate(paid) if place not in loose}
    return {place for place in left if (paid[place]["supplier"], paid[place]["amount"]) in settled}


def alike(owed, owed_left, paid, paid_left):
    """Pairs of what is left over that may be one thing at two prices, the nearest in proportion first."""
    if len(owed_left) * len(paid_left) > MOST_PAIRS:
        return []
    apart = sorted(
        (abs(paid[there]["amount"] - owed[here]["amount"]) / owed[here]["amount"], here, there)
        for here in owed_left
        for there in paid_left
        if owed[here]["amount"]
    )
    taken_here, taken_there, pairs = set(), set(), []
    for distance, here, there in apart:
        if distance <= LIKE and here not in taken_here and there not in taken_there:
            pairs.append((here, there))
            taken_here.add(here)
            taken_there.add(there)
    return pairs


def in_halves(found, late, root):
    """The same findings; those that are two halves of one payment have a common cause, and each the other's place.

    Booked elsewhere goes before paid late: of two explanations that of the same month is the nearer one. Where no
    provider is named equal amounts are common, so that a payment is looked for elsewhere only for what is owed at the
    root: a package whose team nobody knows.
    """

    def is_elsewhere(short, over):
        return short.place != over.place and bool(short.place.provider or short.place.unit == root)

    found = list(found)
    _put_together(found, "booked elsewhere", _same_month, is_elsewhere)
    _put_together(found, "paid late", _same_books, lambda short, over: 0 < months_between(short, over) <= late)
    return found


def _same_month(place):
    return (place.month, place.provider) if place.provider else (place.month, "", place.service)


def _same_books(place):
    return (place.unit, place.service, place.provider)


def months_between(short, over):
    here, there = short.place.month, over.place.month
    return (there.year - here.year) * 12 + there.month - here.month


def _put_together(found, cause, key, fits):
    """Give both halves of a payment their common cause; the earliest that was not paid takes the earliest that fits."""
    waiting = defaultdict(list)
    for place, one in enumerate(found):
        if one.cause in OVER and one.difference > 0:
            waiting[_slots(key, one)[0]].append(place)
    for places in waiting.values():
        places.sort(key=lambda place: (found[place].place.month, OVER.index(found[place].cause)))
    for short, one in sorted(enumerate(found), key=lambda pair: pair[1].place):
        if one.cause not in SHORT or one.difference >= 0:
            continue
        near = [place for slot in _slots(key, one) for place in waiting.get(slot, ())]
        over = next((place for place in near if fits(one, found[place]) and is_same(one, found[place])), None)
        if over is None:
            continue
        other = found[over]
        waiting[_slots(key, other)[0]].remove(over)
        found[short] = replace(one, cause=cause, half=other.place)
        found[over] = replace(other, cause=cause, half=one.place, is_second=True)


def _slots(key, one):
    """Where a half waits, and where its like may: by its books and amount; for a log of hours by its books alone."""
    if one.cause == "together":
        return [(key(one.place), None)]
    return [(key(one.place), abs(one.difference) + apart) for apart in (NOTHING, -PENNY, PENNY)]


def is_same(short, over):
    """Whether what one place has too much is what the other lacks: to a penny, or to a pound for the hours of a log."""
    if (short.cause == "together") != (over.cause == "together"):
        return False
    return abs(short.difference + over.difference) <= (POUND if short.cause == "together" else PENNY)
