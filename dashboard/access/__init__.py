"""Who is asking and what they may see.

`reader(request)` is the one question that pages put; what a reader may see is settled below them, by the store that
they are given: `seen_by(store, reader)`.
"""

from flask import g

from dashboard.access.reader import COOKIE, ROLES, Reader, cookie_text
from dashboard.access.scope import EVERYTHING, seen_by

__all__ = ("COOKIE", "EVERYTHING", "ROLES", "Reader", "cookie_text", "reader", "seen_by")


def reader(_request):
    """Who sends the request that is being answered, as found when it came in."""
    return g.reader
