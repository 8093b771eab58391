"""What a page shows of one unit in one month, read from the store with few, small queries."""

from dataclasses import dataclass, field
from datetime import date

from dashboard import quarters, scope
from dashboard.asking import ask, ask_dicts
from dashboard.store import kept_with_its_store

STILL_COMPARED = 3  # years after its period for which an outside value is set beside ours
# What a card has of a measure in a month in which there is nothing at a unit, as a row of the view `measure_at_units`.
NOT_HERE = dict.fromkeys(
    (
        *("period_start", "period_end", "numerator", "denominator", "value", "reason", "months_covered"),
        *("months_needed", "target_low", "target_high", "target_unit", "standing", "last_year", "records"),
        *("of_month", "age", "last_known"),
    )
)
STANDINGS = ("met", "near", "missed", "no target", "no value")


@dataclass(frozen=True)
class Unit:
    key: str
    name: str
    level: str
    parent: str | None
    peers: str | None
    leader: str | None
    depth: int
    first_month: date | None = None
    last_month: date | None = None
    below: list = field(default_factory=list, compare=False, repr=False)

    def existed(self, month):
        """Whether the unit was there in a month: one that ended stands in its history and not among those of now."""
        return self.first_month is not None and self.first_month <= month <= self.last_month

    def below_in(self, month):
        """The units straight below that were there in a month."""
        return [unit for unit in self.below if unit.existed(month)]

    def branch_in(self, month):
        """The unit and all below it that were there in a month, each followed by those below it."""
        return [self, *(one for unit in self.below_in(month) for one in unit.branch_in(month))]

    @property
    def branch(self):
        """The unit and all that were ever below it."""
        return [self, *(one for unit in self.below for one in unit.branch)]


@dataclass(frozen=True, eq=False)
class Names:
    """What a store calls things: units, measures, objectives, months, cards. Only a new store changes it."""

    council: str
    built_at: object
    fewest: int
    months: list
    first_shown: object
    own_values: dict
    units: dict
    root: Unit
    measures: dict
    objectives: dict
    perspectives: list
    headlines: dict
    fresh: dict
    cards: dict
    england: dict
    parts: dict
    quarters: list
    made_as: dict = field(default_factory=dict)  # what each measure's value is of what was counted
    by_period: frozenset = frozenset()  # the measures whose values come by the quarter or the year
    paired: frozenset = frozenset()  # those that are read together with others
    has_scores: bool = False  # whether the council wants its measures scored
    reach: object = None  # of which units there is what, for a reader who may not see everything

    def is_open(self, unit):
        """Whether more of a unit (its key) is seen than its values beside others."""
        return self.reach is None or unit in self.reach.own

    def holds_back(self, measure, unit):
        """Whether a unit's number (keys of both) is held back because it would tell of another unit."""
        return self.reach is not None and self.reach.holds_back(unit, measure)

    def is_whole(self, kind, name):
        """Whether every unit of a peer group ("peers") or of a level ("level") is seen."""
        return self.reach is None or self.reach.whole or (kind == "peers" and name in self.reach.groups)

    def england_at(self, measure, month):
        """England's newest figure for a period ended by a month, unless it ended STILL_COMPARED years before it."""
        for _, end, value in self.england.get(measure, ()):
            if (end.year, end.month) <= (month.year, month.month):
                return value if month.year - end.year <= STILL_COMPARED else None
        return None

    def above(self, unit):
        """The units over a unit, from the top down."""
        found = []
        while unit.parent in self.units:
            unit = self.units[unit.parent]
            found.append(unit)
        return found[::-1]

    def headlines_of(self, perspective, unit):
        """The measures that the council calls its headlines of a perspective (its key) at a unit; may be none."""
        found = self.headlines.get(perspective, ())
        level = unit.level if any(level == unit.level for level, _ in found) else ""
        return [measure for at, measure in found if at == level]

    def peers(self, unit):
        """The other units that a unit is compared with."""
        return [other for other in self.units.values() if unit.peers and other.peers == unit.peers and other != unit]

    def tree(self, month):
        """Every unit that was there in a month, each followed by those below it."""
        return self.root.branch_in(month)


@dataclass(frozen=True)
class Change:
    """The change on the year before of a value that comes by the quarter or the year; `vals` are all up to then.

    `lower` and `upper` are its 95% limits, None where what was counted is not known.
    """

    movement: str | None
    moved: float | None
    lower: float | None
    upper: float | None
    vals: list


@dataclass(frozen=True)
class Row:
    """One measure on one scorecard."""

    perspective: str
    objective: str
    measure: str
    value: float | None
    reason: str | None
    standing: str
    target_low: float | None
    target_high: float | None
    last_year: float | None
    of_month: object
    age: int | None
    period_start: object
    period_end: object
    last_known: float | None
    first_month: object
    vals: list | None
    peer_units: list
    peer_values: list
    status: str | None = None
    judged: object = None
    variation: str | None = None
    rule: str | None = None
    run: int | None = None
    assurance: str | None = None
    change: "Change | None" = None
    place: tuple | None = None  # (place, councils) among all, where it is more than chance

    @property
    def is_older(self):
        """Whether the value is of a period that ended before the month shown."""
        return self.value is not None and bool(self.age)

    @property
    def target(self):
        """The bound that counts now: the one that is broken, else the lower one, else the upper one."""
        return nearest_bound(self.value, self.target_low, self.target_high)

    @property
    def shortfall(self):
        """How far a value is on the wrong side of its target, in proportion to the target; 0 where it is not."""
        if self.value is None or self.standing not in ("near", "missed"):
            return 0.0
        return abs(self.value - self.target) / max(abs(self.target), 1.0)


@dataclass(frozen=True)
class Scorecard:
    unit: Unit
    month: object
    rows: list
    below: dict
    part: str = ""  # the part of the people that it is of


def bounds(measure, low, high):
    """A target as the least and the most that meet it, either of which may be None.

    The store holds a single target as the low one; where lower is better it is the most there may be, and where
    neither is better it judges nothing.
    """
    if measure["better"] == "neither":
        return None, None
    return (None, low) if measure["better"] == "lower" and high is None else (low, high)


def nearest_bound(value, low, high):
    if low is None or high is None:
        return high if low is None else low
    return high if value is not None and value > high else low


@kept_with_its_store()
def names(snapshot):
    """The names in a snapshot: read once for each published store."""
    with snapshot.cursor() as cursor:
        units = _units(ask_dicts(cursor, "units"))
        build = ask_dicts(cursor, "build")[0]
        return Names(
            council=build["council"],
            built_at=build["built_at"],
            fewest=build["fewest"],
            months=[month for (month,) in ask(cursor, "months")],
            first_shown=next((month for (month,) in ask(cursor, "first_shown")), None),
            own_values=dict(ask(cursor, "month_values")),
            units=units,
            root=next(unit for unit in units.values() if unit.parent is None),
            # A store that was built before measures had short titles is served until the next build.
            measures={row["key"]: {"short": row["title"], **row} for row in ask_dicts(cursor, "measures")},
            objectives={row["key"]: row for row in ask_dicts(cursor, "objectives")},
            perspectives=ask_dicts(cursor, "perspectives"),
            headlines=_grouped(ask(cursor, "headlines")),
            fresh={measure: (data_to, loaded) for measure, data_to, loaded in ask(cursor, "freshness")},
            cards=_grouped(ask(cursor, "cards")),
            england=_grouped(ask(cursor, "england")),
            quarters=[month for (month,) in ask(cursor, "quarters_held")],
            made_as=dict(ask(cursor, "made_as")),
            by_period=frozenset(measure for (measure,) in ask(cursor, "by_period")),
            paired=frozenset(measure for (measure,) in ask(cursor, "paired")),
            has_scores=ask_dicts(cursor, "settings")[0].get("scores_known") is not None,
            reach=snapshot.reach,
            parts={by: [part for (part,) in found] for by, found in _grouped(ask(cursor, "parts")).items()},
        )


def _grouped(rows):
    """The rest of each row by its first column, in their order: cards by unit, figures for England by measure."""
    found = {}
    for key, *rest in rows:
        found.setdefault(key, []).append(rest)
    return found


def _units(rows):
    units = {row["unit"]: Unit(*(row[c] for c in UNIT_COLUMNS)) for row in rows}
    for unit in units.values():
        if unit.parent in units:
            units[unit.parent].below.append(unit)
    return units


UNIT_COLUMNS = ("unit", "name", "level", "parent", "peers", "leader", "depth", "first_month", "last_month")


# What a card shows of a measure that has no cell at its unit in a month, in the order of Row.
NOTHING_COUNTED = (None, "nothing was counted here in this month", "no value", *[None] * 8)


def scorecard(cursor, names, unit, month):
    """Everything on one unit's scorecard in a month: its own measures, and how the units below it stand.

    Four small queries: joined into one they take twice as long, most of it planning.
    """
    if scope.current().part:
        return _of_part(cursor, names, unit, month)
    here, below = _standings(cursor, names, unit, month)
    past = {measure: rest for measure, *rest in ask(cursor, "past", unit=unit.key)}
    alike = (
        {measure: rest for measure, *rest in ask(cursor, "alike", peers=unit.peers, month=month)} if unit.peers else {}
    )
    signals = {measure: rest for measure, *rest in ask(cursor, "signals", unit=unit.key, month=month)}
    places = _places(cursor, month) if unit == names.root else {}
    changes = {
        measure: Change(*rest) for measure, *rest in ask(cursor, "changes_by_period", unit=unit.key, month=month)
    }
    if scope.current().quarter:
        # A quarter is held against no single months: neither those of others nor those of its own control chart.
        by_quarter = _changes_by_quarter(cursor, names, unit, month)
        changes |= by_quarter
        alike = {measure: rest for measure, rest in alike.items() if measure not in by_quarter}
    rows = [
        Row(
            *card,
            *here.get(card[2], NOTHING_COUNTED),
            *past.get(card[2], (None, None)),
            *alike.get(card[2], ((), ())),
            *signals.get(card[2], ()),
            change=changes.get(card[2]),
            place=places.get(card[2]),
        )
        for card in names.cards.get(unit.key, ())
        if card[2] in names.measures
    ]
    return Scorecard(unit, month, rows, below)


def _of_part(cursor, names, unit, month):
    """The scorecard of a part of the people: the measures that have the slice. It has no signals and no peers."""
    now = scope.current()
    here, _ = _standings(cursor, names, unit, month)
    past = {row["measure"]: (row["first_month"], row["vals"]) for row in past_of_part(cursor, unit, None)}
    rows = [
        Row(*card, *here.get(card[2], NOTHING_COUNTED), *past.get(card[2], (None, None)), (), ())
        for card in names.cards.get(unit.key, ())
        if card[2] in names.measures and now.by in (names.measures[card[2]]["slices"] or ())
    ]
    return Scorecard(unit, month, rows, {}, now.part)


def past_of_part(cursor, unit, measure):
    """The rows of all months of the part that is asked for, of one measure (its key) or of each at a unit."""
    now = scope.current()
    return ask_dicts(cursor, "past_of_part", unit=unit.key, measure=measure, by=now.by, part=now.part)


def by_month(names):
    """The measures of single months: those for which a quarter can stand."""
    return [key for key, measure in names.measures.items() if measure["basis"] == "month"]


def _changes_by_quarter(cursor, names, unit, month):
    """The Change on the year before of each measure of single months in the quarter that ends in a month."""
    found = quarters.of_measures(cursor, by_month(names), unit.key, month, names.months)
    return {
        measure: Change(
            *(move.movement, move.moved, move.lower, move.upper)
            if (move := each[-1].on_year)
            else (None, None, None, None),
            [one.value for one in each],
        )
        for measure, each in found.items()
        if each
    }


def _places(cursor, month):
    """(place, councils) by measure, where the council lies further from England than chance explains."""
    return {
        row["measure"]: (row["place"], row["councils"])
        for row in ask_dicts(cursor, "own_published", month=month)
        if row["place"] and row["differs"] in ("higher", "lower")
    }


def newer(cursor, names, unit, month, measure=None):
    """(how many measures of a unit, or one, have newer values, the last month of those), at the month shown first.

    None at any other month, which a reader chose, and where nothing is newer.
    """
    if month != names.first_shown or month == names.months[-1]:
        return None
    (found,) = ask(cursor, "newer", unit=unit.key, month=month, measure=measure)
    return found if found[0] else None


def shown(cursor, unit, month):
    """What the scorecard of a unit (its key) shows of each measure: its key to (value, reason, standing)."""
    return {key: rest[:3] for _, key, *rest in ask(cursor, "standings", month=month, units=[unit])}


def _standings(cursor, names, unit, month):
    """How a unit stands by measure, and by unit and measure how those straight below it do."""
    here, below = {}, {}
    wanted = [unit.key, *(child.key for child in unit.below_in(month))]
    for key, measure, value, reason, standing, low, high, *rest in ask(cursor, "standings", month=month, units=wanted):
        found = below.setdefault(key, {}) if key != unit.key else here
        found[measure] = value, reason, standing, *bounds(names.measures[measure], low, high), *rest
    return here, below
