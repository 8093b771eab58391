"""Measures of care a second time, person by person, from the rows that the intake put in.

Slow and plain on purpose: lists, dictionaries and loops, one rule after another as the definitions have them.
"""

from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta

from tests.measures.second_tree import above, last_day, parents, year_months

NEVER = date.max
OUTCOMES = (
    "Progress to reablement/ST-Max",
    "Progress to assessment, review or reassessment",
    "Release 1 specification only: Not mapped",
    "Progress to support planning or services",
    "Continuation of support or services",
    "Admitted to hospital",
    "NFA: Responsibility moved to another local authority",
    "NFA: Referral to NHS services or NHS funded social care",
    "NFA: Self-funded client or under 12wk disregard",
    "NFA: Information and advice or signposting",
    "NFA: Referral to other service within the local authority",
    "NFA: Support declined",
    "NFA: Deceased",
    "NFA: Support ended as planned",
    "NFA: Support ended for other reason",
    "NFA: No services offered for other reason",
    "NFA: Other",
)
SELF_FUNDED = "NFA: Self-funded client or under 12wk disregard"
CARE_HOMES = ("Long term support: Residential care", "Long term support: Nursing care")
SHORT_STAYS = ("Short term residential care", "Short term nursing care")
NOT_SETTLED = {
    None,
    "Rough sleeper or squatting",
    "Night shelter, emergency hostel or direct access hostel",
    "Refuge",
    "Placed in temporary accommodation by the council (inc. homelessness resettlement)",
    "Staying with family or friends as a short term guest",
    "Acute hospital or long term healthcare residential facility",
    "Registered care home",
    "Registered nursing home",
    "Prison, young offenders institution or detention centre",
    "Other temporary accommodation",
}


def age_on(birth, day):
    return None if birth is None else day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


class Care:
    """What the client files say of each person, with repeats dropped, and who holds whose case."""

    def __init__(self, cld, allocations, organisation):
        self.organisation = organisation
        self.units = {row["Unit"] for row in organisation}
        self.names = names_of(cld)
        rows = [{**row, "person": self.name(row)} for row in cld]
        self.people = people_of(rows)
        self.homes = homes_of(rows)
        self.services = services_of([row for row in rows if row["event"] == "Service"])
        self.services_of_person = defaultdict(list)
        for service in self.services:
            self.services_of_person[service["person"]].append(service)
        self.contacts = contacts_of([row for row in rows if row["event"] != "Service"])
        self.cases = defaultdict(list)
        for row in allocations:
            self.cases[row["person"]].append(row)

    def name(self, row):
        return self.names.get(row["nhs_number"]) or row["la_person"] or row["nhs_number"]

    def team(self, person, day):
        """The team that holds a person's case on a day: of several, the one that began last."""
        begun = [case for case in self.cases[person] if case["start"] <= day]
        if not begun:
            return None
        newest = max(begun, key=lambda case: (case["start"], case["file"], case["line"]))
        return newest["team"] if (newest["end"] or NEVER) >= day else None

    def age(self, person, day):
        return age_on(self.people[person]["birth"], day)

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


def names_of(rows):
    """An NHS number's own name: the first council identifier that comes with it."""
    found = {}
    for row in rows:
        if row["nhs_number"] and row["la_person"]:
            found[row["nhs_number"]] = min(row["la_person"], found.get(row["nhs_number"], row["la_person"]))
    return found


def people_of(rows):
    """Each person by the newest row that says a thing."""
    found = defaultdict(lambda: {"birth": None, "support_reason": None})
    for row in sorted(rows, key=lambda row: (row["period_end"], row["file"], row["line"])):
        for word in ("birth", "support_reason"):
            if row[word] not in (None, "Unknown"):
                found[row["person"]][word] = row[word]
    return found


def homes_of(rows):
    """{person: {end of the return: where the person lives}}."""
    found = defaultdict(dict)
    for row in sorted(rows, key=lambda row: (row["file"], row["line"])):
        if row["accommodation"] not in (None, "Unknown"):
            found[row["person"]][row["period_end"]] = row["accommodation"]
    return found


def ended(row):
    """The end, or the day of death where that came first; never before the start."""
    days = [day for day in (row["end"], row["death"]) if day]
    return max(row["start"], min(days)) if days else None


def preference(row):
    position = OUTCOMES.index(row["outcome"]) if row["outcome"] in OUTCOMES else 99
    return (row["period_end"], ended(row) is None, -position, row["file"], row["line"])


def services_of(rows):
    """One row a service: the latest period's, and in it one for each way in which it is paid for."""
    events = defaultdict(list)
    for row in rows:
        events[tuple(row[w] for w in ("person", "client_type", "start", "service", "component"))].append(row)
    kept = []
    for same in events.values():
        latest = max(row["period_end"] for row in same)
        parts = defaultdict(list)
        for row in same:
            if row["period_end"] == latest:
                parts[tuple(row[w] for w in ("delivery", "unit_cost", "cost_frequency", "planned_units"))].append(row)
        kept += [max(part, key=preference) for part in parts.values()]
    return [{**row, "end": ended(row)} for row in kept]


def contacts_of(rows):
    events = defaultdict(list)
    for row in rows:
        same = tuple(row[w] for w in ("event", "person", "client_type", "start", "route", "assessment"))
        events[ended(row), *same].append(row)
    return [{**max(same, key=preference), "end": end} for (end, *_), same in events.items()]


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
    months = year_months(month)
    reviewed = {
        (contact["person"], contact["end"].replace(day=1))
        for contact in care.contacts
        if contact["event"] == "Review" and contact["client_type"] == "Service user"
    }
    things = [
        (each, unit, service["person"], (service["person"], each) in reviewed)
        for each in months
        for service, unit in care.served(each)
    ]
    return distinct(things, months, care.organisation)


def learning_disability_settled(care, month):
    things = [
        (month, unit, service["person"], home_at(care, service["person"], last_day(month)) not in NOT_SETTLED)
        for service, unit in care.served(month)
        if (service["end"] or NEVER) >= last_day(month)
        and service["service"].startswith("Long term support")
        and care.people[service["person"]]["support_reason"] == "Learning disability support"
        and 18 <= (care.age(service["person"], last_day(month)) or 0) <= 64
    ]
    return distinct(things, [month], care.organisation)


def home_at(care, person, day):
    """What the first return that ends on or after the day says; after the last, what the last says."""
    said = care.homes[person]
    later = [end for end in said if end >= day]
    return said[min(later)] if later else said[max(said)] if said else None


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
        service["client_type"] == "Service user"
        and service["service"] in CARE_HOMES
        and service["component"] not in SHORT_STAYS
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
