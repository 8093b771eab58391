"""What people write: one append-only table of events, beside the store and never touched by a build.

`journal_of(home)` is the journal of a home. A Draft is written as an Event; what a thing (a note, an action) is now
follows from its events. One file of `families/` says all there is to say of one kind of thing.
Nothing here loads SQLAlchemy before something is read from a journal that exists, or written, unless told to.
"""

from dashboard.journal.events import Against, Changed, Draft, Event
from dashboard.journal.journal import ANYTHING, Journal, journal_of, one_look, shared
from dashboard.journal.things import Thing

__all__ = ["ANYTHING", "Against", "Changed", "Draft", "Event", "Journal", "Thing", "journal_of", "one_look", "shared"]
