"""An event as it is drafted and as it is kept, and the hash that ties it to the one before."""

import hashlib
import json
import os
import re
import time
import uuid
from dataclasses import dataclass, fields
from datetime import UTC, datetime

from dashboard.errors import Refused
from dashboard.journal import kinds

IDS = re.compile(r"[0-9a-f-]{36}")  # what new_id makes


@dataclass(frozen=True, slots=True)
class Against:
    """The number that something is written against, as it was seen: on which basis, of which slice, made of what."""

    basis: str | None = None
    slice: str | None = None
    slice_value: str | None = None
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is to be written.

    `by` is the subject of whoever writes, `name` what they are called, `about` the key of the thing (None: a new one),
    `body` a model of the kind or a dict of its fields, `against` the number seen, `store` the name of the store that it
    was read from, `seen` the id of the event that the form was opened on. An `id` made when the form was opened has it
    written once, however often it is sent. What a thing's unit, measure and period are need not be said again.
    """

    kind: str
    by: str
    as_role: str = ""
    about: str | None = None
    unit: str | None = None
    measure: str | None = None
    period: str | None = None
    body: object = None
    replaces: str | None = None
    reason: str | None = None
    store: str | None = None
    against: Against | None = None
    seen: str | None = None
    id: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the journal. `at` is in UTC; `body` is read from `words`, the JSON as it was written."""

    number: int
    id: str
    at: datetime
    by: str
    as_role: str
    kind: str
    version: int
    about: str
    unit: str | None
    measure: str | None
    period: str | None
    words: str
    replaces: str | None
    reason: str | None
    store: str | None
    basis: str | None
    slice: str | None
    slice_value: str | None
    value: float | None
    numerator: float | None
    denominator: float | None
    previous: str
    hash: str
    name: str | None = None  # of whoever wrote it, as they were called then

    @property
    def body(self):
        """The body as a model of its kind, at the newest version. Raises Refused where this program knows no such."""
        return kinds.read(self.kind, self.version, json.loads(self.words))

    @property
    def called(self):
        """Whoever wrote it, as others know them: their name, else what they sign in as."""
        return self.name or self.by

    @property
    def against(self):
        """The number it was written against."""
        return Against(*(getattr(self, one.name) for one in fields(Against)))


FIELDS = tuple(one.name for one in fields(Event))


def said(event):
    """An event as a dict of JSON's own types, without what it does not have: what is hashed, exported and imported."""
    found = {name: getattr(event, name) for name in FIELDS}
    found["at"] = event.at.isoformat(timespec="microseconds")
    return {name: value for name, value in found.items() if value is not None}


def unsaid(found):
    """The Event that `said` gave. Raises Refused where it is none."""
    try:
        known = {name: found.get(name) for name in FIELDS}
        return Event(**{**known, "at": datetime.fromisoformat(found["at"]).astimezone(UTC)})
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refused("this is no event of a journal: it lacks a time, or is no list of names and values") from None


def hashed(event):
    """The SHA-256 of an event with the hash before it. A column added later leaves those of older events."""
    found = {name: value for name, value in said(event).items() if name != "hash"}
    return hashlib.sha256(canonical(found).encode()).hexdigest()


def canonical(found):
    """JSON with one spelling."""
    return json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def new_id():
    """A UUID of version 7 (RFC 9562): 48 bits of milliseconds, then chance, so that ids sort by when they were made."""
    drawn = int.from_bytes(os.urandom(10))
    fields_of_time = (time.time_ns() // 1_000_000 & (1 << 48) - 1) << 80
    version, variant = 7 << 76, 0b10 << 62
    rest = (drawn >> 64 & 0xFFF) << 64 | drawn & (1 << 62) - 1
    return str(uuid.UUID(int=fields_of_time | version | variant | rest))


class Changed(Refused):
    """Somebody else wrote about the same thing since the form was opened.

    `draft` is what was to be written, `thing` what the thing is now; both are to be shown.
    """

    def __init__(self, draft, thing):
        self.draft, self.thing = draft, thing
        last = thing.last
        super().__init__(
            f"{last.called} changed this on {last.at:%-d %B %Y at %H:%M} while your form was open. Nothing of yours is"
            " lost and nothing was written: read both, then send yours again"
        )
