"""Who delivers a service: its providers and sectors, with what they were paid and what one unit of theirs cost."""

from dataclasses import dataclass

from dashboard import scorecard as cards
from dashboard.money import lines
from dashboard.money.months import april, months_back
from dashboard.statistics.providers import Moved, Provider, moved
from dashboard.statistics.variance import unit_cost
from layouts import words
from layouts.words import money as money_words

SHOWN = 12
NAMED = 3  # of more providers with a block, the number is said and not the names
LITTLE = 500  # pounds: a move between providers of less, or of less than a hundredth of the price effect, is little
SUMS = ("paid", "delivered", "paid_on_file", "delivered_before", "paid_on_file_before")


@dataclass(frozen=True)
class Providers:
    """The rows of the table, what the move between them comes to, and whether the year before is in the store.

    `has_units` tells whether any provider is named with units: else the table is of money alone.
    """

    rows: list
    count: int
    moved: Moved | None
    has_before: bool
    has_units: bool = False

    @property
    def has_block(self):
        """Whether what one cost at some provider has in it units that were bought and not used."""
        return any(row.get("has_block") or row.get("had_block") for row in self.rows)


def providers(cursor, unit, month, line):
    """The Providers of a service: the largest, the others together, and what names none, so that they add up."""
    first = april(month)
    asked = {"unit": unit.key, "first": first, "month": month, "service": line.key}
    found = cards.ask_dicts(cursor, "money_providers", **asked)
    has_before = lines.begins_within(cursor, months_back(month, 12)) is None
    here = [row for row in found if row["paid"] or row["delivered"]]
    if not here:
        return Providers([], 0, None, has_before)
    units, before = (sum(row[word] for row in found) for word in ("delivered", "delivered_before"))
    rows = here[:SHOWN]
    if here[SHOWN:]:
        rows = [*rows, {"name": f"the other {len(here) - SHOWN}", **{w: sum(r[w] for r in here[SHOWN:]) for w in SUMS}}]
    rest = {"paid": line.total("actual_to_date"), "delivered": line.total("delivered_to_date")}
    rest = {word: amount - sum(row[word] for row in found) for word, amount in rest.items()}
    if rest["paid"] or (units and rest["delivered"]):
        rows = [*rows, {"name": "no provider named", **dict.fromkeys(SUMS, 0), **rest}]
    move = moved(_provider(row) for row in found)
    shown = [_row(row, units, before) for row in rows]
    return Providers(shown, len(here), move if has_before else None, has_before, bool(units))


def _provider(row):
    block = row["name"] if row["has_block"] or row["had_block"] else ""
    return Provider(row["paid_on_file"], row["delivered"], row["delivered_before"], block)


def cost(row, before=False):
    """'£32.30 (£26.72 by contract)': of a block, what one cost has in it the units that nobody used."""
    year, block = ("_before", "had_block") if before else ("", "has_block")
    said, by_contract = money_words.price(row[f"cost{year}"]), money_words.price(row.get(f"by_contract{year}"))
    if not row.get(block) or row[f"cost{year}"] is None or said == by_contract:
        return said
    return f"{said} ({by_contract} by contract)" if row[f"by_contract{year}"] is not None else f"{said} (block)"


def _row(row, units, before):
    return {
        **row,
        "cost": unit_cost(row["paid_on_file"], row["delivered"]) or None,
        "cost_before": unit_cost(row["paid_on_file_before"], row["delivered_before"]) or None,
        "share": row["delivered"] / units * 100 if units else None,
        "share_before": row["delivered_before"] / before * 100 if before else None,
    }


def sentence(found, line):
    """'Of the price effect of £507k, about £12k is that more hours went to dearer providers than a year ago.'"""
    if not found.moved or not line.counted_in or not line.variance.price:
        return ""
    amount, units = found.moved.amount, line.counted_in
    effect, size = money_words.short(line.variance.price), money_words.short(abs(amount))
    if abs(amount) < max(LITTLE, abs(line.variance.price) / 100):
        said = (
            "The shares of the providers are much as they were a year ago: their move comes to "
            f"{money_words.short(amount, signed=True)}, little beside the price effect of {effect}."
        )
    elif 0 < amount <= line.variance.price:
        said = (
            f"Of the price effect of {effect}, about {size} is that more {units} went to dearer providers than a year "
            "ago."
        )
    else:
        did = f"dearer providers than a year ago, which added about {size}"
        if amount < 0:
            did = f"cheaper providers than a year ago, which took about {size} off"
        said = f"More {units} went to {did}: the price effect is {effect}."
    return " ".join([said, *_blocks(found.moved.blocks), *_left_out(found.moved, units)])


def _blocks(names):
    """'That is among those paid by use: the block of A is left out, as it is paid whether used or not.'"""
    if not names:
        return []
    who = words.listed(names) if len(names) <= NAMED else words.count_words(len(names), "provider").lower()
    said = "the block of {} is left out, as it is" if len(names) == 1 else "the blocks of {} are left out, as they are"
    return [f"That is among those paid by use: {said.format(who)} paid whether used or not."]


def _left_out(move, units):
    """'Left out: two new providers (1,200 hours) and one that has left (800 hours a year ago).'"""
    parts = []
    if move.new:
        named = words.count_words(len(move.new), "new provider").lower()
        parts.append(f"{named} ({money_words.units(sum(move.new))} {units})")
    if move.gone:
        named = words.count_words(len(move.gone), "that has left", "that have left").lower()
        parts.append(f"{named} ({money_words.units(sum(move.gone))} {units} a year ago)")
    return [f"Left out: {words.listed(parts)}."] if parts else []


def sectors(cursor, unit, month, line):
    """A service by sector; what no contract gives a sector is a row of its own, so that the rows add up."""
    asked = {"unit": unit.key, "first": april(month), "month": month, "service": line.key}
    groups = [cell.user_group for cell in line.counted_cells]
    rows = cards.ask_dicts(cursor, "money_sectors", **asked, groups=groups)
    if all(row["name"] is None for row in rows):
        return []
    return [{**row, "cost": unit_cost(row["paid_for_units"] or 0, row["units_paid_for"]) or None} for row in rows]
