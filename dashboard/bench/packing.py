"""A pack of the Cabinet: made of a store that nobody has asked yet, and drawn in each format."""

import time

from dashboard import scorecard as cards
from dashboard.access.reader import Reader
from dashboard.access.scope import EVERYTHING
from dashboard.bench.table import row
from dashboard.packs import definitions
from dashboard.store import Store

WANTED = 5.0  # seconds of the processor for a pack of the Cabinet as a PDF


def rows(home):
    """Seconds of the processor; the first beside what is wanted of it."""
    from layouts import packs
    from layouts.packs import formats

    definition, store = definitions.read()["cabinet"], Store(home)
    names = cards.names(store.snapshot())
    month = definition.month_of(names.months[-1])

    def made():
        return packs.made(store, Reader(scope=EVERYTHING), definition, names.root.key, month)

    pack, first = _timed(made)
    _, again = _timed(made)
    drawn = {ending: _timed(lambda one=one: one.draw(pack))[1] for ending, one in formats.FORMATS.items()}
    whole = first + drawn["pdf"]
    return [
        row("a Cabinet pack as a PDF, of a store just opened, beside 5 s", whole, WANTED, unit="s"),
        row("the same pack made again", again, unit="s"),
        *(row(f"a Cabinet pack drawn as {ending}", seconds, unit="s") for ending, seconds in drawn.items()),
    ]


def _timed(work):
    start = time.process_time()
    found = work()
    return found, time.process_time() - start
