"""What needs a conversation at a unit: asked by the list of conversations, the scorecard and the page of a measure."""

from dashboard import attention as found
from dashboard.store import kept_with_its_store


@kept_with_its_store(most=16)
def attention(snapshot, unit, month):
    """The Attention of a unit in a month: the same for everybody until a new store is published."""
    with snapshot.cursor() as cursor:
        return found.attention(cursor, unit, month)
