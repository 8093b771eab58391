"""What somebody could work out from all that was ever published, who knows the rule and can count.

Every published figure is a sum of counts that they do not know and lies within limits that they do. For each small
count the least and the most that it can be are looked for, over all whole numbers that fit everything; where the two
lie closer than WIDE, the figures give it away. Only points that fit exactly prove that a count is safe: what could not
be shown in time counts as given away.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from dashboard.public.rule import SMALL

WIDE = 5
SECONDS = 20  # for one question to the solver
NAMED = 3  # exposed counts of a system whose tables are looked for
ROUNDS = 6
TABLES = 8  # named in a refusal


@dataclass(frozen=True)
class Stated:
    """A published figure: the table that it stands in, the unknown counts whose sum it is, and its limits.

    `parts` maps a count's key to +1 or -1. `high` is None where nothing is said.
    """

    table: str
    parts: dict = field(hash=False)
    low: int
    high: int | None


@dataclass(frozen=True)
class Exposed:
    """A small count that can be told within less than WIDE: its key, what it can be, and the tables that tell."""

    key: object
    low: int
    high: int
    tables: tuple


def sentence(exposed):
    """How many small counts could be worked out, of which measures, how closely, and from which tables."""
    measures = sorted({one.key[0] for one in exposed})
    tables = list(dict.fromkeys(table.split(" ")[0] for one in exposed for table in one.tables))
    named = ", ".join(tables[:TABLES]) + (f" and {len(tables) - TABLES} more" if len(tables) > TABLES else "")
    one = next((one for one in exposed if one.tables), exposed[0])
    says = f"lies from {one.low} to {one.high}" if one.low < one.high else f"is {one.low}"
    many = f"{len(exposed)} small counts" if len(exposed) > 1 else "a small count"
    of = "one of them" if len(exposed) > 1 else "it"
    return f"{many} of {', '.join(measures)} could be worked out, {of} {says}, from {named}"


def audit(stated, truth, targets=()):
    """The Exposed among the counts of `truth` ({key: whole count}) and the sums `targets` ({name: {key: 1}}).

    Every count in `stated` must be in `truth`, and the truth must fit. Small are those of 1 to 7. Raises ValueError
    where what is stated is not true: then it says nothing of what can be worked out.
    """
    sums = {("count", key): {key: 1} for key in truth if 0 < truth[key] <= SMALL}
    for name, parts in dict(targets).items():
        if 0 < _sum(parts, truth) <= SMALL:
            sums[("sum", name)] = parts
    found = []
    for system in _systems(stated, sums):
        found += system.exposed(truth)
    return found


def _sum(parts, counts):
    return sum(sign * counts[key] for key, sign in parts.items())


def _systems(stated, sums):
    """The statements and sums in groups that have no count in common: each is asked about by itself."""
    above = {}

    def top(key):
        above.setdefault(key, key)
        while above[key] != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    for parts in [*(one.parts for one in stated), *sums.values()]:
        first, *rest = parts
        for key in rest:
            above[top(key)] = top(first)
        top(first)
    groups = defaultdict(lambda: ([], {}))
    for one in stated:
        groups[top(next(iter(one.parts)))][0].append(one)
    for name, parts in sums.items():
        groups[top(next(iter(parts)))][1][name] = parts
    return [System(statements, small) for statements, small in groups.values() if small]


class System:
    """Statements about counts, and the sums of them that must stay hidden."""

    def __init__(self, stated, sums):
        self.stated, self.sums = stated, sums
        keys = dict.fromkeys(key for parts in [*(s.parts for s in stated), *sums.values()] for key in parts)
        self.keys = {key: place for place, key in enumerate(keys)}

    def exposed(self, truth):
        """The Exposed of this system."""
        reached = _Reached(self, {key: truth[key] for key in self.keys})
        reached.widen()
        found = []
        for number, name in enumerate(name for name in self.sums if not reached.is_wide(name)):
            low, high = reached.limits[name]
            found.append(Exposed(name[1], low, high, self._telling(name, truth) if number < NAMED else ()))
        return found

    def _telling(self, name, truth):
        """Tables without any one of which the sum would be wide enough: those left after all others are taken away."""
        kept = list(dict.fromkeys(one.table for one in self.stated))
        for table in list(kept):
            fewer = [one for one in self.stated if one.table in kept and one.table != table]
            if not _is_wide(fewer, {name: self.sums[name]}, truth):
                kept.remove(table)
        return tuple(kept)


def _is_wide(stated, sums, truth):
    system = System(stated, sums)
    reached = _Reached(system, {key: truth[key] for key in system.keys})
    reached.widen()
    return all(map(reached.is_wide, sums))


class _Reached:
    """The least and the most that each sum was found to come to, over whole numbers that fit."""

    def __init__(self, system, truth):
        import numpy as np  # with the solver it takes a third of a second: nothing that serves pages asks for it
        from scipy import sparse

        self.np, self.system = np, system
        places = system.keys
        rows, columns, values = [], [], []
        for row, one in enumerate(system.stated):
            for key, sign in one.parts.items():
                rows.append(row)
                columns.append(places[key])
                values.append(sign)
        shape = (len(system.stated), len(places))
        self.matrix = sparse.csr_array((np.array(values, dtype=float), (rows, columns)), shape=shape)
        self.low = np.array([one.low for one in system.stated], dtype=float)
        self.high = np.array([np.inf if one.high is None else one.high for one in system.stated], dtype=float)
        # No count needs to be larger than this to be shown to be wide.
        self.most = max(truth.values(), default=0) + 4 * (SMALL + WIDE)
        self.limits = {}
        start = np.array([truth[key] for key in places], dtype=float)
        if not self._fits(start):
            raise ValueError("what is published does not fit what it was made from")
        self._see(start)

    def is_wide(self, name):
        low, high = self.limits[name]
        return high - low >= WIDE

    def widen(self):
        """Points at which many sums lie far from where they were, then the ends of each sum that is not wide yet."""
        random = self.np.random.default_rng(1)
        for turn in range(ROUNDS):
            left = [name for name in self.system.sums if not self.is_wide(name)]
            if not left:
                return
            signs = [1, -1][turn % 2] if turn < 2 else random.choice([-1, 1], len(left))
            self._push(left, self.np.broadcast_to(signs, len(left)))
        for name in self.system.sums:
            for sign in (1, -1):
                if not self.is_wide(name):
                    self._push([name], [sign])

    def _push(self, names, signs):
        """Look for the point at which the sums, each with its sign, come to the least."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        cost = self.np.zeros(len(self.system.keys))
        for name, sign in zip(names, signs, strict=True):
            for key, part in self.system.sums[name].items():
                cost[self.system.keys[key]] += sign * part
        constraints = LinearConstraint(self.matrix, self.low, self.high) if self.system.stated else ()
        found = milp(
            cost,
            integrality=self.np.ones(len(cost)),
            bounds=Bounds(0, self.most),
            constraints=constraints,
            options={"time_limit": SECONDS, "mip_rel_gap": 0},
        )
        if found.x is not None and self._fits(point := self.np.rint(found.x)):
            self._see(point)

    def _fits(self, point):
        """Whether whole numbers fit everything, exactly: the solver itself is content with a millionth."""
        sums = self.matrix @ point
        return bool((point >= 0).all() and (sums >= self.low).all() and (sums <= self.high).all())

    def _see(self, point):
        for name, parts in self.system.sums.items():
            value = int(sum(part * point[self.system.keys[key]] for key, part in parts.items()))
            low, high = self.limits.get(name, (value, value))
            self.limits[name] = min(low, value), max(high, value)
