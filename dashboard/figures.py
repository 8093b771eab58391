"""The number that something is written against, and whether a later build gives another."""

from dashboard import values
from dashboard.errors import Unknown
from dashboard.journal import Against

PARTS = ("value", "numerator", "denominator")


def seen(cursor, measure, unit, month, basis=None, slice_=None, slice_value=None):
    """The number of a measure at a unit in a month ('2026-03') as this store has it: an Against. Raises Unknown.

    Of a slice on the measure's own basis, which is also that of the whole where none is named.
    """
    if slice_ is None:
        found = values.value(cursor, measure, unit, month, basis)
    else:
        parts = values.breakdown(cursor, measure, unit, month, slice_)
        found = next((one for one in parts if one.slice_value == slice_value), None)
    basis = basis or values.measure_of(cursor, measure)["basis"]
    parts = {name: _number(getattr(found, name)) if found else None for name in PARTS}
    return Against(basis, slice_, slice_value, **parts)


def since(cursor, event):
    """(then, now) where the number that an event was written against is another in this store: two Againsts.

    None where it is the same, or where the event was written against none. A unit, a measure or a month that is gone
    has no number now.
    """
    then = event.against
    if then.basis is None:
        return None
    try:
        now = seen(cursor, event.measure, event.unit, event.period, then.basis, then.slice, then.slice_value)
    except Unknown:
        now = Against(then.basis, then.slice, then.slice_value)
    return None if all(_same(getattr(then, name), getattr(now, name)) for name in PARTS) else (then, now)


def _number(found):
    return None if found is None else float(found)


def _same(then, now):
    if then is None or now is None:
        return then is now
    return abs(then - now) <= 1e-9 * max(abs(then), abs(now), 1)
