"""What somebody is to do, with its days, as a calendar that other programs read."""

from datetime import UTC, datetime

from flask import Response

from dashboard import access, coverage, duties
from dashboard import scorecard as cards
from dashboard.calendar_feed import Due, dues, feed
from layouts import written as writings
from layouts.address import query, wanted_unit
from layouts.parts import registers as parts
from layouts.parts import sending
from layouts.words import collecting
from layouts.words import writing as said

PATH = "/work"
FEED = "/work.ics"


def calendar(store, request):
    """The promises of a unit and all below it, as a calendar."""
    asked = query(request.query_string.decode("utf-8", "replace"))
    names, reader = cards.names(store.snapshot()), access.reader(request)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    units = parts.below(unit, names.months[-1])
    things = duties.promises(writings.here(), units)
    found = coverage.on_a_day(store.snapshot(), writings.today())
    sent = [one for one in to_send(found, units, names.root.key, reader.called(names)) if one.inputter and one.due]
    root = request.host_url.rstrip("/")
    name, now = f"Promises, {unit.name}", datetime.now(UTC)
    days = dues(things, lambda one: f"{root}{PATH}/{one.key}", said.headline)
    text = feed(name, days + [_file_due(one, root) for one in sent], now)
    head = {"Content-Disposition": 'attachment; filename="promises.ics"'}
    return Response(text, mimetype="text/calendar", headers=head)


def _file_due(one, root):
    """A file that is to be sent, as a day of a calendar."""
    key, title = f"{one.kind}-{one.due:%Y-%m-%d}", f"{one.name}: {coverage.expected(one)}"
    return Due(key, one.late_from, title, one.inputter, f"{root}{sending.address(one)}", collecting.REMINDERS)


def to_send(found, units, root, called):
    """The files of a Coverage that are sent from some units, or by whoever has one of some posts."""
    here = found.sent_from(units, root)
    return here + [one for one in found.on_hand if one.inputter.casefold() in called and one not in here]
