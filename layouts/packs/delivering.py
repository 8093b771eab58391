"""What is due of the subscriptions, made as whoever gets it may see it today, and sent once.

`run` may be started as often as one likes, and by several at once: the row of a subscription's period is claimed before
anything is made (dashboard/journal/deliveries.py).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from uuid import uuid4

from dashboard import access
from dashboard import scorecard as cards
from dashboard.access.recipients import recipient
from dashboard.errors import Refused
from dashboard.journal import deliveries
from dashboard.journal.deliveries import CLAIMED, FAILED, PATIENCE, SENDING, SENT
from dashboard.packs import archive, sending
from dashboard.packs.due import due_day
from layouts import packs
from layouts.address import link
from layouts.packs import formats
from layouts.packs.building import known

FAMILY, REPORTS = "subscription", "/reports"
BACK = 12  # periods: what was not sent of longer ago nobody waits for


@dataclass(frozen=True)
class Due:
    """A report that is to go out: the subscription (a Thing), the Definition, and the last month of its period; where
    it goes out as it was issued, the report (a Thing)."""

    subscription: object
    definition: object
    month: date
    report: object = None

    @property
    def period(self):
        return f"{self.month:%Y-%m}"


@dataclass(frozen=True)
class Told:
    """What became of a Due: whether it went, and what a person is told of it."""

    due: Due
    went: bool
    said: str


def due(things, every, names, today, issued=None):
    """The Dues of subscriptions: of each period that has ended since the one before it was begun, has its figures, and
    whose day has come; the oldest first. Those of a report or a unit that is gone are left out, and of one that is made
    for each provider. `issued` are {(report, unit, period): Thing} of what was issued, for which some wait."""
    found = []
    for one in things:
        definition, unit = every.get(one.fields["topic"]), names.units.get(one.unit)
        if one.state == "open" and definition and unit and definition.is_of(unit) and not definition.by:
            first = definition.month_of(_month_before(one.begun.at.date()))
            months = sorted({definition.month_of(month) for month in names.months})
            waits, reports = one.fields["which"] == "issued", issued or {}
            wanted = [month for month in months[-BACK:] if month >= first or month == months[-1]]
            for month in wanted:
                report = reports.get((definition.key, one.unit, f"{month:%Y-%m}")) if waits else None
                if report or (not waits and due_day(definition, month) <= today):
                    found.append(Due(one, definition, month, report))
    return sorted(found, key=lambda one: (one.month, one.subscription.key))


def _month_before(day):
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def run(store, home, council, today=None, patience=PATIENCE):
    """Send what is due. Gives a Told for each that this run dealt with, and one for each that may have gone."""
    names, today = cards.names(store.snapshot()), today or date.today()
    waiting = due(store.journal.things(FAMILY), known(store, council), names, today, _issued(store.journal))
    return deliver(store.journal, waiting, partial(_made, store, home, council), sending.read(council), patience)


def why_nothing(journal):
    """A sentence for whoever ran it where there was nothing to send."""
    if not any(one.state == "open" for one in journal.things(FAMILY)):
        return f"nothing was sent: nobody has asked for a report to be sent yet ({REPORTS}, at each unit)"
    return "nothing was sent: nothing is due that has not gone; what failed is tried again after a quarter of an hour"


def _issued(journal):
    """{(report, unit, period): Thing} of the reports that were issued and stand."""
    return {
        (one.fields["pack"], one.unit, one.period): one
        for one in journal.things("pack")
        if one.state == "issued" and not one.fields["of"]
    }


def deliver(journal, waiting, make, settings, patience=PATIENCE):
    """Send each of the Dues once. `make` gives the Pack of one, as whoever gets it may see it."""
    going, gone = _Going(journal, make, settings, str(uuid4())), deliveries.every(journal)
    for one in waiting:
        before = gone.get((one.subscription.key, one.period))
        if before and before.state in (SENT, SENDING):
            if before.is_unsure(patience=patience):
                yield Told(one, False, _unsure(one))
        elif deliveries.claim(journal, one.subscription.key, one.period, going.runner, patience):
            yield _sent(going, one)


@dataclass(frozen=True)
class _Going:
    """What a runner sends from."""

    journal: object
    make: object
    settings: object
    runner: str

    def move(self, one, before, after, said=""):
        deliveries.move(self.journal, one.subscription.key, one.period, self.runner, before, after, said)


def _sent(at, one):
    """Make a claimed report and send it: each step is written before the next, so that nothing goes twice. Where the
    journal cannot be written after a mail has gone, its row stays as it is, and is in doubt."""
    now = [CLAIMED]

    def going():
        at.move(one, CLAIMED, SENDING)
        now[0] = SENDING

    try:
        try:
            said = _mailed(at, one, going) if one.subscription.fields["way"] == "mail" else _laid(at, one)
        except Refused as why:
            at.move(one, now[0], FAILED, str(why))
            return Told(one, False, str(why))
        at.move(one, now[0], SENT, said)
    except deliveries.Taken:
        return Told(one, False, "another run has it now")
    except sending.Doubt:
        return Told(one, False, _unsure(one))
    return Told(one, True, said)


def _made(store, home, council, one):
    """The Pack of a Due, with the rights that whoever gets it has today."""
    who = whose(one.subscription)
    reader = recipient(home, council, store, who)
    if one.report is None:
        return packs.made(store, reader, one.definition, one.subscription.unit, one.month)
    names = cards.names(access.seen_by(store, reader).snapshot())
    if one.subscription.unit not in names.units or not names.is_open(one.subscription.unit):
        raise Refused(f"{who} may not see this unit now")
    return archive.built(home, one.report.fields["kept"])


def whose(subscription):
    """Who gets a subscription's report: whom it names, else whoever began it."""
    return subscription.fields["who"] or subscription.begun.by


def _laid(at, one):
    ending = one.subscription.fields["form"]
    pack, drawn = at.make(one), formats.of(ending)
    name = f"{pack.name}-{one.subscription.key[-8:]}.{ending}"
    return str(sending.lay(at.settings.folder, whose(one.subscription), name, drawn.draw(pack)))


def _mailed(at, one, going):
    pack, now = at.make(one), datetime.now(UTC)
    ending, fields = one.subscription.fields["form"], one.subscription.fields
    path = f"/reports/{'kept' if one.report else 'pack'}" + ("" if ending == "html" else f".{ending}")
    asked = {"pack": one.definition.key, "unit": pack.unit, "month": one.month}
    asked = {"about": one.report.key} if one.report else asked
    address = at.settings.site.rstrip("/") + link(path, **asked)
    lines = (
        f"The {pack.title} of {pack.unit_name} for {pack.period} is there:",
        address,
        "There are no figures in this mail. You read them after signing in, as far as they are yours to see.",
        f"To stop it or change it: {at.settings.site.rstrip('/')}{link(REPORTS, unit=pack.unit)}",
    )
    subject = f"{pack.title}, {pack.unit_name}, {pack.period}"
    mail = sending.letter(at.settings, fields["mail"], subject, lines, f"{one.subscription.key}.{one.period}", now)
    sending.post(at.settings, mail, going)
    return f"mail to {fields['mail']}"


def _unsure(one):
    key = f"{one.subscription.key} {one.period}"
    return (
        f"may have gone to {one.subscription.fields['mail']}, or not: nobody heard whether the mail server took it."
        f" Ask them, then say 'packs decide {key} --sent' or 'packs decide {key} --again'"
    )


def decide(store, key, period, went):
    """What somebody found out of a report that may have gone. Raises Refused where there is none."""
    if not deliveries.decide(store.journal, key, period, went):
        raise Refused(f"nothing is in doubt of {key} {period}: 'packs run --due' says what is")
