"""A journal as it was at an event: what came after is not there. For whoever makes again what was made then."""

from dataclasses import dataclass

from dashboard.journal import things
from dashboard.journal.fold import Fold
from dashboard.journal.kinds import families


@dataclass(frozen=True)
class Until:
    """A journal up to the event of a number."""

    journal: object
    number: int

    @property
    def alone(self):
        return self.journal.alone

    @property
    def fold(self):
        """A Fold of its own: that of the journal knows what came after."""
        return Fold(self)

    def last(self):
        return min(self.number, self.journal.last())

    def events(self, **asked):
        return [event for event in self.journal.events(**asked) if event.number <= self.number]

    def things(self, family):
        """As Journal.things."""
        moves = {move.kind for move in families()[family].moves}
        return list(things.fold(self.events(kinds=moves)).values())

    def thing(self, key):
        """As Journal.thing."""
        return things.fold(self.events(about=key)).get(key)
