"""What needs a conversation at a unit: asked by the list of conversations, the scorecard and the page of a measure."""

from dashboard import attention as found
from dashboard.store import kept_with_its_store
from layouts import written as writings


@kept_with_its_store(most=16)
def attention(snapshot, unit, month):
    """The Attention of a unit in a month: the same for everybody until a new store is published."""
    with snapshot.cursor() as cursor:
        return found.attention(cursor, unit, month)


# The lists of an Attention: those in a panel each, and those that are folded away.
LISTED = ("concerns", "strengths", "changed", "ordinary", "reliable", "rest")


def talked(here, month):
    """{(measure, unit): Mark} of what was written of the month, or is open, of what an Attention lists; None where
    nothing can be written."""
    written, today = writings.here(), writings.today()
    units = {one.unit for key in LISTED for entry in getattr(here, key) for one in (entry.finding, *entry.elsewhere)}
    found = {unit: written.marks(unit, month, today) for unit in units}
    if None in found.values():
        return None
    return {(mark.measure, unit): mark for unit, marks in found.items() for mark in marks}
