"""How closely a provider is watched, with its workings: the strictest of what its rating, steps, returns, people and
money ask for, by the council's lines (dashboard/watching.py)."""

import json
from dataclasses import dataclass, field

from dashboard.asking import ask
from dashboard.watching import LEVELS

STEPS, RETURNS, MEETINGS = "poor_performance", "contract_return", "contract_meeting"  # registers
UNRATED = "not rated"


@dataclass(frozen=True)
class Facts:
    """What the level of a provider is made of. `steps` are states of open steps, `people` are by service; None where
    whoever asks is not told of so few, who then depend on it in no level.

    `rating` is '' where no place of it is rated; `paid_over` is in per cent, None where no contract tells.
    """

    rating: str = ""
    steps: tuple = ()
    late_returns: int = 0
    people: dict = field(default_factory=dict)
    paid_over: float | None = None


@dataclass(frozen=True)
class Level:
    """How closely one is watched, and by each thing that counts: {what: (what is on file, the level it asks for)}."""

    level: str
    workings: dict

    @property
    def because(self):
        """The things that ask for as much."""
        return [what for what, (_, asked) in self.workings.items() if asked == self.level]


def lines(cursor):
    """The council's lines, as its store has them."""
    return json.loads(ask(cursor, "monitoring_lines")[0][0])


def level(facts, lines):
    """The Level of a provider by some lines."""
    step = max(facts.steps, key=lambda one: _rank(lines["steps"].get(one, LEVELS[0])), default="")
    weights = lines["weights"]
    told = {service: count for service, count in facts.people.items() if count is not None}
    people = sum(count * weights.get(service, weights["other"]) for service, count in told.items())
    workings = {
        "rating": (facts.rating or UNRATED, lines["rating"].get(facts.rating or UNRATED, LEVELS[0])),
        "steps": (step, lines["steps"].get(step, LEVELS[0])),
        "late_returns": (facts.late_returns, _from(lines["late_returns"], facts.late_returns)),
        "depends": (people if told == facts.people else None, _from(lines["depends"], people)),
        "paid_over": (facts.paid_over, _from(lines["paid_over"], facts.paid_over or 0)),
    }
    return Level(max((asked for _, asked in workings.values()), key=_rank), workings)


def _rank(name):
    return LEVELS.index(name)


def _from(bounds, amount):
    """The strictest level whose bound an amount reaches."""
    return max((name for name, least in bounds.items() if amount >= least), key=_rank, default=LEVELS[0])


def paid_over(contracts):
    """What was paid beyond what was used at the contracts' prices, in per cent; None where none of them tells.

    `contracts` are rows with kind, price, used and paid. A block is paid whether it is used or not, and is left out.
    """
    told = [row for row in contracts if row["kind"] != "block" and row["price"] and row["used"]]
    worth = sum(row["price"] * row["used"] for row in told)
    return float(sum(row["paid_on_file"] for row in told) / worth * 100 - 100) if worth else None


def by_provider(things):
    """{provider: its Things} of registers that name one."""
    found = {}
    for thing in things:
        if name := thing.fields.get("provider"):
            found.setdefault(name, []).append(thing)
    return found


def written(things, registers, today):
    """(states of open steps, how many returns are past their day) of the Things of one provider."""
    steps = [one.state for one in things if one.family == STEPS and one.state in registers[STEPS].open]
    late = [one for one in things if one.family == RETURNS and registers[RETURNS].is_late(one, today)]
    return tuple(steps), len(late)
