"""Measures of care a second time, person by person, from the rows that the intake put in.

Slow and plain on purpose: lists, dictionaries and loops, one rule after another as the definitions have them.
"""

from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta

from tests.measures import plain_returns
from tests.measures.second_tree import above, last_day, parents, year_months

NEVER = date.max
SELF_FUNDED = "NFA: Self-funded client or under 12wk disregard"
CARE_HOMES = ("Long term support: Residential care", "Long term support: Nursing care")
STAYS = ("Long term residential care", "Long term nursing care")


class Care:
    """What the client files say of each person, by the plain reading of their rules, and who holds whose case."""

    def __init__(self, cld, files, allocations, organisation):
        """`files`: {file: first and last day of its period}; the files were loaded together, in this order."""
        self.organisation = organisation
        self.units = {row["Unit"] for row in organisation}
        self.done = plain_returns.Processed(returns_of(cld, files))
        events = [{**event, "person": self.name(event), "client_type": event["client"]} for event in self.done.events]
        self.numbers = {event["person"]: known["person"] for event, known in zip(events, self.done.events, strict=True)}
        self.services = [e for e in events if e["event"] == "Service" and (e["end"] or NEVER) >= e["start"]]
        self.services_of_person = defaultdict(list)
        for service in self.services:
            self.services_of_person[service["person"]].append(service)
        self.contacts = [e for e in events if e["event"] in ("Request", "Assessment", "Review")]
        self.cases = defaultdict(list)
        for row in allocations:
            self.cases[row["person"]].append(row)

    def name(self, event):
        """Everyone in the demo council has one identifier, and may have one number."""
        return event["local"] or self.done.local[event["person"]]

    def team(self, person, day):
        """The team that holds a person's case on a day: of several, the one that began last."""
        begun = [case for case in self.cases[person] if case["start"] <= day]
        if not begun:
            return None
        newest = max(begun, key=lambda case: (case["start"], case["file"], case["line"]))
        return newest["team"] if (newest["end"] or NEVER) >= day else None

    def age(self, person, day):
        return plain_returns.age_on(self.done.people[self.numbers[person]]["birth"], day)

    def adult(self, person, day):
        return self.done.adult(self.numbers[person], day)

    def served(self, month):
        """(service, unit) for each service of a service user in force in a month; the unit of its last day then."""
        for service in self.services:
            if service["client_type"] == "Service user" and in_force(service, month, last_day(month)):
                yield service, self.team(service["person"], min(service["end"] or NEVER, last_day(month)))

    def new_client(self, person, day):
        """No long-term support in the three months before."""
        return not any(
            (service["service"] or "").startswith("Long term support")
            and service["start"] < day
            and (service["end"] or NEVER) >= three_months_before(day)
            for service in self.services_of_person[person]
        )


def three_months_before(day):
    month = day.month - 3
    year, month = (day.year, month) if month > 0 else (day.year - 1, month + 12)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def in_force(service, first, last):
    return service["start"] <= last and (service["end"] or NEVER) >= first


def returns_of(cld, files):
    """The returns of the plain reading, from rows as the intake put them in."""
    words = {"client": "client_type", "reason": "support_reason", "home": "accommodation"}
    words |= {"frequency": "cost_frequency", "cost": "unit_cost", "units": "planned_units"}
    rows = defaultdict(list)
    for row in cld:
        more = {word: plain_returns.bare(row[word] or "") for word in ("route", "assessment")}
        more |= {"nhs": row["nhs_number"] or "", "local": row["la_person"] or ""}
        rows[row["file"]].append({**row, **{ours: row[theirs] for ours, theirs in words.items()}, **more})
    return [
        plain_returns.Return(rows[file], NEVER, tuple(day.replace(day=1) for day in period))
        for file, period in sorted(files.items())
    ]


def distinct(things, months, organisation):
    """{unit: [people counted above, people counted below]} from (month, unit, person, counts) over the months."""
    top, bottom = defaultdict(set), defaultdict(set)
    trees = {month: parents(organisation, month) for month in months}
    for month, unit, person, counts in things:
        for each in above(unit, trees[month]):
            bottom[each].add(person)
            if counts:
                top[each].add(person)
    return {unit: [len(top[unit]), len(people)] for unit, people in bottom.items()}


def clients_reviewed(care, month):
    """People served in a month, or reviewed in one of a financial year in which they are served; adults at its end."""
    months, served, things = year_months(month), set(), []
    reviewed = {
        (contact["person"], contact["end"].replace(day=1)): care.team(contact["person"], contact["end"])
        for contact in care.contacts
        if contact["event"] == "Review" and contact["client_type"] == "Service user"
    }
    for each in {*months, *(other for first in months for other in months_of_year(first))}:
        for service, unit in care.served(each):
            served.add((service["person"], each))
            things.append((each, unit, service["person"], (service["person"], each) in reviewed))
    for (person, each), unit in reviewed.items():
        if (person, each) not in served and any((person, other) in served for other in months_of_year(each)):
            things.append((each, unit, person, True))
    last = max(end for _, end in care.done.covered)
    adults = [
        thing
        for thing in things
        if thing[0] in months and care.adult(thing[2], last_day(min(max(months_of_year(thing[0])), last)))
    ]
    return distinct(adults, months, care.organisation)


def months_of_year(month):
    """The months of the financial year that a month is in."""
    april = date(month.year - (month.month < 4), 4, 1)
    return [plain_returns.on(april, number) for number in range(12)]


def learning_disability_settled(care, month):
    """At each unit, of the people whose last day of long-term support in the twelve months was there."""
    first, last, support = year_months(month)[0], last_day(month), defaultdict(list)
    for service in care.services:
        there = service["start"] <= last and (service["end"] or NEVER) >= first
        if there and service["client_type"] == "Service user" and service["service"] in plain_returns.LONG_TERM:
            support[service["person"]].append(min(service["end"] or NEVER, last))
    things = [
        (month, care.team(person, max(days)), person, care.done.home(care.numbers[person], last)[1])
        for person, days in support.items()
        if care.done.people[care.numbers[person]]["reason"] == "Learning disability support"
        and care.done.alive(care.numbers[person], first)
        and 18 <= (care.age(person, max(days)) or 0) <= 64
    ]
    return distinct(things, [month], care.organisation)


def admissions(care, month, youngest, oldest):
    months = year_months(month)
    things = []
    for service in care.services:
        if not is_new_admission(care, service):
            continue
        day = service["start"]
        if day.replace(day=1) in months and youngest <= (care.age(service["person"], day) or -1) <= oldest:
            things.append((day.replace(day=1), care.team(service["person"], day), service["person"], True))
    return distinct(things, months, care.organisation)


def is_care_home(service):
    return (
        service["client_type"] == "Service user" and service["service"] in CARE_HOMES and service["component"] in STAYS
    )


def is_new_admission(care, service):
    if not is_care_home(service) or service["outcome"] == SELF_FUNDED:
        return False
    return not any(
        is_care_home(earlier)
        and earlier["start"] < service["start"]
        and (earlier["end"] or NEVER) > service["start"] - timedelta(365)
        for earlier in care.services_of_person[service["person"]]
    )


def assessments_in_time(care, month):
    """{unit: [half a point for being seen in 2 days and half for being done in 28, assessments]}."""
    found = defaultdict(lambda: [0, 0])
    trees = {each: parents(care.organisation, each) for each in year_months(month)}
    users = [contact for contact in care.contacts if contact["client_type"] == "Service user"]
    asked = defaultdict(list)
    for contact in users:
        if contact["event"] == "Request":
            asked[contact["person"]].append(contact["start"])
    for contact in users:
        ends = contact["end"].replace(day=1)
        if contact["event"] != "Assessment" or ends not in trees:
            continue
        begun = [day for day in asked[contact["person"]] if 0 <= (contact["start"] - day).days <= 180]
        if not begun or (care.age(contact["person"], max(begun)) or 0) < 65:
            continue
        if not care.new_client(contact["person"], max(begun)):
            continue
        points = ((contact["start"] - max(begun)).days <= 2) + ((contact["end"] - max(begun)).days <= 28)
        for unit in above(care.team(contact["person"], contact["end"]), trees[ends]):
            found[unit][0] += points / 2
            found[unit][1] += 1
    return found


def intensive_home_care(visits, organisation, month):
    """{unit: households with more than 10 hours in 6 or more visits in the month's last whole week}."""
    sunday = last_day(month)
    while sunday.weekday() != 6:
        sunday -= timedelta(1)
    made = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for visit in visits:
        if visit["actual_start"] and sunday - timedelta(6) <= visit["planned_start"].date() <= sunday:
            end = visit["actual_end"] or visit["actual_start"] + (visit["planned_end"] - visit["planned_start"])
            by_unit = made[visit["person"]][visit["team"], visit["provider"]]
            by_unit[0] += int((end - visit["actual_start"]).total_seconds()) // 60
            by_unit[1] += 1
    found, tree = defaultdict(int), parents(organisation, month)
    for by_unit in made.values():
        minutes, count = (sum(part[n] for part in by_unit.values()) for n in (0, 1))
        if minutes > 600 and count >= 6:
            team = max(by_unit, key=lambda key: (by_unit[key][0], key))[0]
            for unit in above(team, tree):
                found[unit] += 1
    return found


def visits_outside_time(visits, organisation, month, tolerance):
    """{unit: [visits begun too early, too late or not made, visits]}."""
    found, tree = defaultdict(lambda: [0, 0]), parents(organisation, month)
    for visit in visits:
        if visit["planned_start"].date().replace(day=1) != month:
            continue
        started = visit["actual_start"]
        missed = abs((started - visit["planned_start"]).total_seconds()) > tolerance * 60 if started else True
        for unit in above(visit["team"], tree):
            found[unit][0] += missed
            found[unit][1] += 1
    return found
