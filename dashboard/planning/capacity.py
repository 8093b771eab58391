"""Hours that a plan has against those that it asks for, and the priority at which they run out."""

from dataclasses import dataclass

from dashboard.planning.plans import ends, financial_year

WEEKS = 52


@dataclass(frozen=True)
class Setting:
    """What the council takes of an hour worked: hours in a week, and shares from 0 to 1 of leave and of direct work."""

    hours: float = 37.0
    leave: float = 0.15
    direct: float = 0.60


@dataclass(frozen=True)
class Asked:
    """What one priority asks for (None: what serves no priority): hours, and those of all up to it in rank order."""

    priority: object
    hours: float
    up_to: float
    fits: bool


@dataclass(frozen=True)
class Capacity:
    """A plan's hours in a year. `there` is None where nothing says how many staff there are."""

    there: float | None
    asked: tuple

    @property
    def needed(self):
        return self.asked[-1].up_to if self.asked else 0.0

    @property
    def load(self):
        """Hours asked for over hours there are; None where these are not known or nothing."""
        return self.needed / self.there if self.there else None

    @property
    def is_overloaded(self):
        return self.load is not None and self.load >= 1

    @property
    def runs_out_at(self):
        """The first Asked that no longer fits; None where all do."""
        return next((one for one in self.asked if not one.fits), None)


def hours(fte, absence, setting, direct=None):
    """Hours of direct work in a year: `absence` and `direct` are shares from 0 to 1."""
    share = setting.direct if direct is None else direct
    return fte * setting.hours * WEEKS * (1 - setting.leave) * (1 - absence) * share


def capacity(plan, year, absence, setting, actions=()):
    """The Capacity of a plan in a year. `absence` is the share measured at its unit (None: not measured); `actions` are
    those open at the unit, which take hours and serve no priority of their own."""
    there = _there(plan, year, absence, setting)
    serving = _asked(plan, year, actions)
    asked, up_to = [], 0.0
    for priority in [*plan.priorities, None]:
        mine = serving.get(priority.key if priority else "", 0.0)
        if priority is None and not mine:
            continue
        up_to += mine
        asked.append(Asked(priority, mine, up_to, there is None or up_to <= there))
    return Capacity(there, tuple(asked))


def _there(plan, year, absence, setting):
    lines = [one for one in plan.of("staff") if one.get("year") == year]
    if not lines:
        return None
    return sum(
        hours(
            max(one.get("fte") - (one.get("vacant") or 0), 0),
            one.get("absence") / 100 if one.get("absence") != "" else absence or 0.0,
            setting,
            one.get("direct") / 100 if one.get("direct") else None,
        )
        for one in lines
    )


def _asked(plan, year, actions):
    """{key of a priority, '' for none: hours}."""
    known, found = {one.key for one in plan.priorities}, {}

    def add(serves, many):
        key = serves if serves in known else ""
        found[key] = found.get(key, 0.0) + many

    for one in plan.of("milestone"):
        if financial_year(one.get("due")) == year:
            add(one.get("serves"), float(one.get("hours") or 0))
    for one in plan.of("activity"):
        if one.get("year") == year:
            add(one.get("serves"), one.get("units") * float(one.get("minutes") or 0) / 60)
    for one in actions:
        if one.fields.get("hours") and one.fields["due"] <= ends(year):
            add("", float(one.fields["hours"]))
    return found
