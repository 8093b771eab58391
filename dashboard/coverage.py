"""What feeds the measures: which have values and how old, which file is due or late, and what one more would bring."""

from dataclasses import dataclass
from datetime import date

from dashboard.scorecard import ask_dicts

STATES = ("live", "old", "none")


@dataclass(frozen=True)
class Covered:
    """A measure as it stands today: 'live', 'old' or 'none', the end of its newest period, and what it lacks.

    `lacking` names kinds of file that are not on hand; where none is lacking and there is no value, `reason` says why.
    """

    key: str
    title: str
    perspective: str
    state: str
    newest: date | None
    lacking: tuple[str, ...]
    reason: str | None


@dataclass(frozen=True)
class Feed:
    """A kind of file: how far it reaches, when the next is due and late, and the measures (keys) it is needed for.

    `due` is the last day of the period that comes next, None where none is on hand or it comes when something changes.
    """

    kind: str
    name: str
    title: str
    frequency: str
    layouts: tuple[str, ...]
    files: int
    reaches: date | None
    loaded_at: object
    due: date | None
    late_from: date | None
    is_late: bool
    measures: tuple[str, ...]


@dataclass(frozen=True)
class Bring:
    """Kinds of file that are not on hand, and the measures (keys and titles) that they would bring all together."""

    kinds: tuple[str, ...]
    names: tuple[str, ...]
    keys: tuple[str, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Coverage:
    measures: tuple[Covered, ...]
    feeds: tuple[Feed, ...]
    brings: tuple[Bring, ...]

    def of(self, state, measures=None):
        """The measures in a state: all, or of some (keys)."""
        return [one for one in self.measures if one.state == state and (measures is None or one.key in measures)]

    @property
    def perspectives(self):
        """{perspective: its measures}, in the council's order."""
        found = {}
        for one in self.measures:
            found.setdefault(one.perspective, []).append(one)
        return found

    @property
    def on_hand(self):
        """The kinds of file on hand that come regularly, those due first first."""
        return sorted((one for one in self.feeds if one.due), key=lambda one: (one.due, one.name))

    @property
    def late(self):
        return [one for one in self.on_hand if one.is_late]


def coverage(cursor, today):
    """The Coverage of a store as it is on a day."""
    return Coverage(
        tuple(Covered(**_tuples(row)) for row in ask_dicts(cursor, "coverage_measures", today=today)),
        tuple(Feed(**_tuples(row)) for row in ask_dicts(cursor, "coverage_files", today=today)),
        would_bring(cursor),
    )


def would_bring(cursor):
    """A Bring for each kind of file, then for each few together, that would give values to measures that have none.

    One more file comes before several, and what brings most before what brings less.
    """
    return tuple(Bring(**_tuples(row)) for row in ask_dicts(cursor, "would_bring"))


def _tuples(row):
    return {word: tuple(cell) if isinstance(cell, list) else cell for word, cell in row.items()}
