"""Where something is written: of which measure, unit and month, or of which thing; and who writes."""

import json
from dataclasses import dataclass, replace

from dashboard import scorecard as cards
from dashboard.commentary.known import known
from dashboard.errors import Refused
from dashboard.journal.kinds import families, is_kind
from dashboard.journal.kinds import known as kind_of
from dashboard.journal.things import NEW, beginnings
from dashboard.written import is_private
from layouts import written as writings
from layouts.address import wanted_measure, wanted_month, wanted_unit

WORDS = ("kind", "unit", "measure", "month", "about", "topic")  # of an address, that a form gives back as it was


@dataclass(frozen=True)
class Spot:
    """All that a form stands on. `thing` is None for a new one, `measure` for what is of none."""

    store: object
    snapshot: object
    names: object
    written: object
    writer: object
    kind: str
    unit: object
    measure: dict | None
    month: object
    thing: object = None
    topic: str = ""  # of a meeting
    opened: object = None  # the month that it was opened at, where the form says another

    @property
    def family(self):
        return families()[self.thing.family if self.thing else self.kind.partition(".")[0]]

    @property
    def model(self):
        return kind_of(self.kind).model

    def moves(self):
        """The moves with this form, each a button: those of its kind's model that may come now, the one that was asked
        for first."""
        if self.thing:
            open_ = self.family.open_to(self.thing, self.writer.may, self.writer.subject, self.is_alone)
            found = [one for one in open_ if kind_of(one.kind).model is self.model]
        else:
            found = [one for one in beginnings(self.kind) if self.writer.may(one.needs, self.unit.key)]
        return sorted(found, key=lambda one: one.kind != self.kind)

    def needed(self):
        """The right that whoever writes lacks, where that is why there is no move with this form; else ''."""
        state = self.thing.state if self.thing else NEW
        here = [one for one in self.family.moves if state in one.after and kind_of(one.kind).model is self.model]
        lacking = [one.needs for one in here if not self.writer.may(one.needs, self.unit.key)]
        return lacking[0] if lacking and len(lacking) == len(here) else ""

    @property
    def is_alone(self):
        return self.written.journal is not None and self.family.key in self.written.journal.alone

    @property
    def has_month(self):
        """Whether the form asks for its month: that of a new note, which begins with the month it was opened at."""
        return self.thing is None and self.family.key == "note"

    def in_month(self, text):
        """The same in the month that was typed. Raises NotHere where the store has none such."""
        if not self.has_month or not text:
            return self
        return replace(self, month=wanted_month(self.names, text.strip()), opened=self.opened or self.month)

    def known(self, cursor):
        """What is known of the measure here (dashboard.commentary.known); None where it is of none."""
        if self.measure is None:
            return None
        return known(
            *(cursor, self.names, self.written, self.measure, self.unit, self.month),
            by=self.writer.subject,
            today=writings.today(),
        )

    def words(self):
        """The words of the address of this form."""
        return {
            "kind": self.kind,
            "unit": self.unit.key,
            "measure": self.measure["key"] if self.measure else "",
            "month": f"{self.opened or self.month:%Y-%m}",
            "about": self.thing.key if self.thing else "",
            "topic": self.topic,
        }


def spot(store, request, asked):
    """The Spot of the words of an address. Raises Refused or NotHere where they lead nowhere."""
    if asked.get("known"):
        raise Refused("what was known on a past day is read and not written: go to what is known now")
    snapshot, written = store.snapshot(), writings.here()
    names = cards.names(snapshot)
    if written.journal is None:
        raise Refused("nothing can be written here: this dashboard is served without a journal")
    thing = written.thing(asked["about"]) if asked.get("about") else None
    writer = writings.asking(request, names)
    hidden = thing is None or (thing.unit and thing.unit not in names.units) or is_private(thing, writer.subject)
    if asked.get("about") and hidden:
        raise Refused("what you asked for is not there, or not yours")
    kind = asked.get("kind") or ""
    if (not thing or kind) and not is_kind(kind):
        raise Refused("there is no such form: go to the measure, unit or case that you mean and press Write there")
    unit, measure, period = (
        (thing.unit, thing.measure, thing.period)
        if thing
        else (asked.get("unit"), asked.get("measure"), asked.get("month"))
    )
    return Spot(
        store,
        snapshot,
        names,
        written,
        writer,
        kind,
        wanted_unit(names, unit),
        wanted_measure(names, measure) if measure else None,
        _month(names, period),
        thing,
        asked.get("topic") or "",
    )


def _month(names, period):
    """A month of the store; what was written of a month that the store has no more is seen in the first or last."""
    if period and not any(f"{month:%Y-%m}" == period for month in names.months):
        return names.months[0] if period < f"{names.months[0]:%Y-%m}" else names.months[-1]
    return wanted_month(names, period)


def person_key(spot):
    """What a browser keeps a form's draft under: the person and the form."""
    return json.dumps([spot.writer.subject, *spot.words().values()])
