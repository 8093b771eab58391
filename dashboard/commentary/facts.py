"""What is known of a measure where a comment on it is written."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Facts:
    """A measure at a unit in the month commented on. All numbers are in the measure's own unit.

    `variation` and `rule` are those of the control chart's latest month (dashboard.statistics.xmr), None where none is
    drawn. `numbers` are what a comment may name of the last 13 months: values, targets and changes; `counts` are the
    numerators and denominators, which no per cent can be. `people` answers `in`: whether a text is a person's id.
    """

    title: str
    better: str
    month: date  # the last of the period, on its first day
    first_month: date | None = None  # of the period; the same month where None
    standing: str = ""
    variation: str | None = None
    rule: str | None = None
    year_change: float | None = None
    near_zero: float = 0.0  # a change on the year before that is smaller is none
    numbers: tuple = ()
    counts: tuple = ()
    earlier: tuple = ()  # what the same author wrote on it for the three periods before, newest first
    elsewhere: tuple = ()  # what was written on it for this period at other units
    open_actions: int = 0
    done_actions: int = 0  # done since the last comment
    promised: str = ""  # the last comment on it here, whoever wrote it
    promised_in: date | None = None  # the month that it was written on
    today: date | None = None
    people: Collection = frozenset()

    @property
    def worse(self):
        """Whether what is known says that it got worse; a signal goes before the change on the year."""
        return self._went("concern", "improvement", -1)

    @property
    def improved(self):
        return self._went("improvement", "concern", 1)

    def _went(self, signal, against, sign):
        if self.variation in (signal, against):
            return self.variation == signal
        good = {"higher": 1, "lower": -1}.get(self.better)
        return good is not None and self.moved == good * sign

    @property
    def moved(self):
        """1 where it lies above the year before by more than nothing, -1 below, 0 else."""
        if self.year_change is None or abs(self.year_change) <= self.near_zero:
            return 0
        return 1 if self.year_change > 0 else -1


@dataclass(frozen=True)
class Finding:
    """What a check has to say, and the words it points at: pairs of places in the text, from and up to."""

    check: str
    says: str
    words: tuple = ()
