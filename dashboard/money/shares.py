"""What March will look like for user groups: what is to come for each service, shared as its last months were.

A group has no forecast of its own: that of each service is shared out, so that one question has one answer from every
cut, and a group that has a service to itself has that service's forecast.
"""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from dashboard.money import forecast
from dashboard.money.months import april, months_back
from dashboard.scorecard import ask


def outlook(cursor, unit, month, by="service"):
    """The Outlook of a unit by service or by user group."""
    services = forecast.outlook(cursor, unit, month)
    if by == "service" or services is forecast.NO_OUTLOOK:
        return services
    spent, declared = _read(cursor, unit, month)
    past = tuple(_past(services.past, spent, declared))
    errors = [one for one in past if one.number == forecast.number_of(month)]
    now = shared({key: one.to_come for key, one in services.lines.items()}, spent, declared, month)
    lines = {group: forecast.ranged(one, errors) for group, one in now.items()}
    return replace(services, lines=lines, past=past)


def _read(cursor, unit, month):
    """{(service, user group): {month: paid}} and {(user group, month): declared for the year}, in pounds."""
    spent, declared = defaultdict(lambda: defaultdict(float)), defaultdict(float)
    for service, group, at, actual, said in ask(cursor, "group_months", unit=unit, month=month):
        spent[service, group][at] += actual
        declared[group, at] += said
    return spent, declared


def shared(to_come, spent, declared, at):
    """{user group: its Forecast at the end of a month} from what is to come for each service."""
    span = _months(april(at), at)
    paid, coming = defaultdict(float), defaultdict(float)
    recent = {pair: sum(of[month] for month in span[-forecast.RECENT :]) for pair, of in spent.items()}
    of_service = defaultdict(float)
    for (service, _), amount in recent.items():
        of_service[service] += amount
    for (service, group), of in spent.items():
        paid[group] += sum(of[month] for month in span)
        share = recent[service, group] / of_service[service] if of_service[service] else 0
        coming[group] += to_come.get(service, 0) * share
    return {
        group: forecast.Forecast(
            commitment=paid[group] + coming[group],
            straight=paid[group] / len(span) * 12,
            declared=declared.get((group, at)) or None,
            paid=paid[group],
        )
        for group in paid
    }


def _past(services, spent, declared):
    """The forecasts of past years, shared as the months before them were, beside what was paid by the year's end."""
    at_once = defaultdict(dict)
    for one in services:
        at_once[one.year, one.number][one.line] = one.forecast.to_come
    for (year, number), to_come in at_once.items():
        start = date(year, 4, 1)
        year_end = _months(start, months_back(start, -11))
        for group, found in shared(to_come, spent, declared, months_back(start, 1 - number)).items():
            outturn = sum(of[month] for (_, whom), of in spent.items() if whom == group for month in year_end)
            if outturn:
                yield forecast.Past(group, year, number, found, outturn)


def _months(first, last):
    count = (last.year - first.year) * 12 + last.month - first.month
    return [months_back(first, -n) for n in range(count + 1)]
