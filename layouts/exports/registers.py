"""A register as CSV and Excel: a line for each entry as it is now, with the headings that an import reads."""

from datetime import UTC, datetime

from flask import Response

from dashboard import access
from dashboard.calendar_feed import dues, feed
from dashboard.registers import tables
from layouts import exports
from layouts.address import query
from layouts.parts import registers as parts


def as_csv(store, request):
    return exports.as_csv(*_file(store, request)[1])


def as_xlsx(store, request):
    register, file = _file(store, request)
    return exports.as_xlsx(register.plural, *file)


def as_calendar(store, request):
    """What is due of a register, as a calendar."""
    register, _, unit, things = _asked(store, request)
    address = request.host_url.rstrip("/") + "/work/"
    due = [one for one in things if register.due_of(one)]
    name, now = f"{register.plural}, {unit.name}", datetime.now(UTC)
    text = feed(name, dues(due, lambda one: address + one.key, register.headline_of), now)
    head = {"Content-Disposition": f'attachment; filename="{register.key}.ics"'}
    return Response(text, mimetype="text/calendar", headers=head)


def _asked(store, request):
    asked = query(request.query_string.decode("utf-8", "replace"))
    register = parts.wanted_register(asked.get("register"))
    names, unit, things = parts.listed(store.snapshot(), access.reader(request), asked, register)
    return register, names, unit, things


def _file(store, request):
    register, names, unit, things = _asked(store, request)
    rows = [tables.row(register, names, one) for one in things]
    about = [("What", f"{register.plural}, {unit.name}"), *exports.made(names, datetime.now())]
    return register, (tables.headings(register), rows, about, register.key)


ROUTES = {"/register.csv": as_csv, "/register.xlsx": as_xlsx, "/register.ics": as_calendar}
