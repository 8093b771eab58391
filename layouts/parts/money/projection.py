"""Demand ahead as an address asks for it: the sliders, and what becomes of every user group as they stand."""

from dataclasses import dataclass

from dashboard.money import demand, shares
from layouts.address import wanted_number
from layouts.words import demand as say


@dataclass(frozen=True)
class Row:
    """A user group: its people and its cost by year, None where it has none, and the same with nothing moved."""

    name: str
    group: demand.Group
    paid: float | None
    carried: float | None
    cost: tuple | None
    before: float | None


@dataclass(frozen=True)
class Projection:
    """Every group and what they come to: people now and by year, what is paid and carried, cost by year; people and
    cost by year with nothing moved."""

    rows: list
    now: int
    people: list
    paid: float | None
    carried: float | None
    cost: list
    people_before: list
    cost_before: list
    assumptions: list

    @property
    def as_is(self):
        """The cost of the last year with nothing moved; None where none is projected."""
        return self.cost_before[-1]


@dataclass(frozen=True)
class Scenario:
    """What is known at a unit, the sliders, where they stand, and the Projection; `projection` is None where there is
    nothing to project, and `reason` then says why."""

    known: demand.Facts
    sliders: tuple
    chosen: dict
    reason: str
    projection: Projection | None

    @property
    def moved(self):
        """{key: text of an address} of the sliders that do not stand where nobody has moved them."""
        usual = {one.key: one.usual for one in self.sliders}
        return {key: f"{value:g}" for key, value in self.chosen.items() if value != usual[key]}


def read(cursor, names, unit, month, asked):
    """The Scenario of an address."""
    known = demand.facts(cursor, unit.key, month)
    carried = shares.outlook(cursor, unit.key, month, "user_group").lines
    sliders = demand.settings(known)
    chosen = {one.key: wanted_number(asked.get(one.key), one.low, one.high, one.usual, one.key) for one in sliders}
    reason = say.nothing_to_project(known, names, unit)
    usual = {one.key: one.usual for one in sliders}
    found = None if reason else _projected(known, chosen, usual, carried)
    return Scenario(known, sliders, chosen, reason, found)


def _projected(known, chosen, usual, carried):
    """The Projection with the sliders as they are chosen, beside the one with nothing moved."""
    groups, as_is = demand.project(known, chosen), demand.project(known, usual)
    before = {group.name: group.cost and group.cost[-1] for group in as_is}
    going = {group.name: carried[group.name].commitment for group in groups if group.name in carried}
    rows = [
        Row(group.name, group, known.base(group.name), going.get(group.name), group.cost, before[group.name])
        for group in groups
    ]
    costed = [row for row in rows if row.cost]
    return Projection(
        rows,
        sum(group.now for group in groups),
        [sum(group.people[n] for group in groups) for n in range(demand.AHEAD)],
        sum(row.paid for row in costed) if costed else None,
        sum(going.values()) if going else None,
        [sum(row.cost[n] for row in costed) if costed else None for n in range(demand.AHEAD)],
        [sum(group.people[n] for group in as_is) for n in range(demand.AHEAD)],
        [sum(group.cost[n] for group in as_is if group.cost) if costed else None for n in range(demand.AHEAD)],
        say.assumptions(known, groups, chosen),
    )
