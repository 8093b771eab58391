"""What people wrote, for the pages of the app that answers; and who writes. Where pages meet the journal."""

import getpass
from dataclasses import dataclass
from datetime import date

from flask import current_app, has_app_context

from dashboard import access
from dashboard.written import Written

WRITTEN = "golden_thread_written"  # where the app keeps it
NOTHING = Written()


def here():
    """The Written of the app that answers; where it has no journal, one in which nothing is written."""
    return current_app.extensions.get(WRITTEN, NOTHING) if has_app_context() else NOTHING


@dataclass(frozen=True)
class Writer:
    """Who writes: the subject that signs, the role they sign in, and `may(right, unit)`."""

    subject: str
    role: str
    may: object


def writer(reader, names):
    """The Writer that a Reader is."""
    subject = getattr(reader, "subject", "") or _of_this_machine()
    if not hasattr(reader, "may"):
        return Writer(subject, reader.role, lambda right, unit: True)
    return Writer(subject, reader.post or reader.role, lambda right, unit: reader.may(names, right, unit))


def asking(request, names):
    """The Writer who sends a request."""
    return writer(access.reader(request), names)


def today():
    return date.today()


def _of_this_machine():
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "the user of this machine"
