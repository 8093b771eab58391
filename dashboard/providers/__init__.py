"""Who gives care: each provider's money and volume, ratings, complaints and people, and its place among the others."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from dashboard import comparison, scope
from dashboard import scorecard as cards
from dashboard.asking import ask_dicts
from dashboard.money.months import april
from dashboard.providers import monitoring
from dashboard.statistics.variance import unit_cost
from dashboard.store import kept_with_its_store

SLICE = "provider"
RATED = ("Outstanding", "Good", "Requires improvement", "Inadequate")  # the regulator's ratings, the best first


@dataclass(frozen=True)
class Listed:
    """A provider in the list. `cost` is what one unit of its main service cost this year, `rating` its worst place's.

    `by_service` are the people with its care, `complaints` are of twelve months. `level` is how closely it is watched.
    One of the directory alone, with whom the council has no dealings, has no services and no level.
    """

    name: str
    services: list = field(default_factory=list)
    by_service: dict = field(default_factory=dict)
    paid: Decimal | None = None
    cost: Decimal | None = None
    places: int = 0
    rating: str = ""
    published: date | None = None
    complaints: int | None = None
    upheld: int = 0
    paid_over: float | None = None
    level: monitoring.Level | None = None

    @property
    def people(self):
        """How many have its care at the end of the month; who has two services of it counts in both. None where
        whoever asks is not told of so few."""
        return summed(self.by_service.values())

    @property
    def is_ours(self):
        """Whether the unit had dealings with it in the last twelve months."""
        return bool(self.services)


def listed(cursor, unit, month, written=None):
    """Every Listed at a unit in a month, by name; at any unit those of the directory alone too.

    `written` are, by provider, the states of open steps about it and how many returns of it are late.
    """
    asked = {"unit": unit, "month": month, "first": april(month)}
    dealt = {row["provider"]: row for row in ask_dicts(cursor, "providers", **asked)}
    rated = {row["provider"]: row for row in ask_dicts(cursor, "provider_ratings")}
    said, contracts = _complaints(cursor, unit, month), {}
    for row in ask_dicts(cursor, "money_contracts", **asked, service=None, provider=None):
        contracts.setdefault(row["provider"], []).append(row)
    lines = monitoring.lines(cursor)
    names = sorted({*dealt, *(name for name, row in rated.items() if not row["is_ours"])})
    return [
        _watched(
            _listed(name, dealt.get(name), rated.get(name), said.get(name), contracts.get(name, ())),
            (written or {}).get(name, ((), 0)),
            lines,
        )
        for name in names
    ]


def summed(counts):
    """The sum of some numbers of people; None where one of them is not told."""
    counts = list(counts)
    return None if None in counts else sum(counts)


def _listed(name, dealt, rated, said, contracts):
    dealt, rated, said = dealt or {}, rated or {}, said or {}
    services = dealt.get("services", [])
    return Listed(
        name,
        services=services,
        by_service=dict(zip(services, dealt.get("people", []), strict=True)),
        paid=dealt.get("paid"),
        cost=unit_cost(dealt.get("main_paid") or 0, dealt.get("main_delivered") or 0) or None,
        places=rated.get("places", 0),
        rating=rated.get("rating") or "",
        published=rated.get("published"),
        complaints=said.get("complaints", 0),
        upheld=said.get("upheld", 0),
        paid_over=monitoring.paid_over(contracts),
    )


def _watched(one, written, lines):
    """The same with its level, where the unit has dealings with it."""
    if not one.is_ours:
        return one
    facts = monitoring.Facts(one.rating, *written, one.by_service, one.paid_over)
    return replace(one, level=monitoring.level(facts, lines))


def _complaints(cursor, unit, month, provider=None):
    rows = ask_dicts(cursor, "provider_complaints", unit=unit, month=month, provider=provider)
    return {row["provider"]: row for row in rows}


@dataclass(frozen=True)
class Measured:
    """A measure of a provider at a unit in a month: its value, a year before, its past, and where it lies among all.

    `against` is the measure at the same unit for everybody, `point` its outliers.Point among all providers of `found`,
    an outliers.Comparison; None where it has none.
    """

    key: str
    row: dict
    past: tuple
    against: float | None
    point: object
    found: object


@dataclass(frozen=True)
class Provider:
    """All that is on file of one provider at a unit in a month."""

    name: str
    services: list
    contracts: list
    places: list
    measures: list
    complaints: dict
    lines: dict

    @property
    def is_known(self):
        """Whether anything is on file of it."""
        return bool(self.services or self.contracts or self.places or self.measures or self.complaints)

    def level(self, steps, late_returns):
        """The monitoring.Level of it, with the states of open steps and how many returns are late."""
        rated = [row["rating"] for row in self.places if row["question"] == "Overall" and row["rating"] in RATED]
        return monitoring.level(
            monitoring.Facts(
                max(rated, key=RATED.index, default=""),
                steps,
                late_returns,
                {row["service"]: row["people"] for row in self.services},
                monitoring.paid_over(self.contracts),
            ),
            self.lines,
        )


def provider(snapshot, name, unit, month):
    """The Provider of a name at a unit (its key) in a month."""
    asked = {"provider": name, "unit": unit, "month": month, "first": april(month)}
    with snapshot.cursor() as cursor:
        return Provider(
            name,
            [_with_costs(row) for row in ask_dicts(cursor, "provider_services", **asked)],
            ask_dicts(cursor, "money_contracts", **asked, service=None),
            ask_dicts(cursor, "provider_places", provider=name),
            measures(snapshot, cursor, name, unit, month),
            _complaints(cursor, unit, month, name).get(name, {}),
            monitoring.lines(cursor),
        )


def _with_costs(row):
    return {
        **row,
        "cost": unit_cost(row["paid_on_file"], row["delivered"]) or None,
        "cost_before": unit_cost(row["paid_on_file_before"], row["delivered_before"]) or None,
    }


def measures(snapshot, cursor, name, unit, month):
    """A Measured for each measure that is counted by provider and has something of this one, at a unit (its key)."""
    names = cards.names(snapshot)
    if name not in names.parts.get(SLICE, ()):
        return []
    whole = {row["measure"]: row["value"] for row in ask_dicts(cursor, "provider_measures", unit=unit, month=month)}
    with scope.narrowed_to(scope.Scope(None, SLICE, name)):
        own = ask_dicts(cursor, "provider_measures", unit=unit, month=month)
        pasts = {row["measure"]: row for row in cards.past_of_part(cursor, names.units[unit], None)}
    found = []
    for row in own:
        if row["measure"] in names.measures:
            past = pasts.get(row["measure"], {"first_month": month, "vals": []})
            among = _among(snapshot, row["measure"], unit, row["of_month"])
            point = next((point for point in among.points if point.key == name), None)
            past = past["first_month"], past["vals"]
            found.append(Measured(row["measure"], row, past, whole.get(row["measure"]), point, among))
    return found


@kept_with_its_store(most=64)
def _among(snapshot, measure, unit, month):
    """All providers on a measure at a unit: the same for the page of each of them."""
    names = cards.names(snapshot)
    with snapshot.cursor() as cursor:
        return comparison.over_parts(cursor, names.measures[measure], names.units[unit], month, SLICE)
