"""Client returns of an invented council made for the tests, with the noise of real ones.

It shares nothing with the demo council: people live through services and contacts here, and each return is what a case
system would have said of them on the day it was run, in the words of Release 1 or of Release 2.
"""

import csv
import random
from dataclasses import dataclass, field
from datetime import date, timedelta

FIRST, LAST = date(2023, 4, 1), date(2026, 3, 31)
DAYS = (LAST - FIRST).days
HEADERS = (
    "LA Code",
    "Reporting Period Start Date",
    "Reporting Period End Date",
    "NHS Number",
    "LA Person Unique Identifier",
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Date of Death",
    "Client Type",
    "Primary Support Reason",
    "Accommodation Status",
    "Employment Status",
    "Client Funding Status",
    "Event Type",
    "Event Reference",
    "Event Start Date",
    "Event End Date",
    "Event Outcome",
    "Request: Route of Access",
    "Assessment Type",
    "Service Type",
    "Service Component",
    "Delivery Mechanism",
    "Review Reason",
    "Unit Cost",
    "Cost Frequency (Unit Type)",
    "Planned units per week",
)
OLD = {
    "Unpaid carer": "Carer",
    "Progress to assessment, review or reassessment": "Progress to Re-assessment / Unplanned Review",
    "Progress to support planning or services": "Progress to Support Planning / Services",
    "Continuation of support or services": "No change in package",
    "NFA: Responsibility moved to another local authority": "NFA - Moved to another LA",
    "NFA: Referral to NHS services or NHS funded social care": "NFA - 100% NHS funded care",
    "NFA: Self-funded client or under 12wk disregard": "NFA - Self-funded client (Inc. 12wk disregard)",
    "NFA: Information and advice or signposting": "NFA - Information & Advice / Signposting only",
    "NFA: Support declined": "NFA - Support declined",
    "NFA: Deceased": "NFA - Deceased",
    "NFA: Support ended as planned": "Service ended as planned",
    "NFA: Support ended for other reason": "NFA - Support ended: Other reason",
    "NFA: No services offered for other reason": "NFA - No services offered: Other reason",
    "NFA: Other": "NFA- Other",
    "Unpaid carer support: Direct to unpaid carer": "Carer Support: Direct to Carer",
    "Home support or domiciliary care": "Home Support",
    "Unpaid carer respite": "Carer respite",
    "Support with memory and cognition": "Support with Memory & Cognition",
    "Social support: Support for social isolation or other reason": (
        "Social Support: Support for Social Isolation/Other"
    ),
    "Social support: Support to unpaid carer": "Social Support: Support to Carer",
    "Tenant: Local authority or other social housing provider": "Tenant",
    "Tenant: Private landlord": "Tenant - private landlord",
    "Settled mainstream housing with family or friends": "Settled mainstream housing with family / friends",
    "Rough sleeper or squatting": "Rough sleeper / squatting",
}
OUTCOMES = [
    "Progress to assessment, review or reassessment",
    "Progress to support planning or services",
    "Continuation of support or services",
    "Admitted to hospital",
    "NFA: Responsibility moved to another local authority",
    "NFA: Referral to NHS services or NHS funded social care",
    "NFA: Self-funded client or under 12wk disregard",
    "NFA: Information and advice or signposting",
    "NFA: Support declined",
    "NFA: Deceased",
    "NFA: Support ended as planned",
    "NFA: Support ended for other reason",
    "NFA: No services offered for other reason",
    "NFA: Other",
    "",
]
HOMES = [
    "Owner occupier or shared ownership scheme",
    "Tenant: Local authority or other social housing provider",
    "Tenant: Private landlord",
    "Settled mainstream housing with family or friends",
    "Supported accommodation, supported lodgings or supported group home",
    "Rough sleeper or squatting",
    "Registered care home",
    "Registered nursing home",
    "Unknown",
    "Unknown",
    "",
]
REASONS = [
    "Physical support: Personal care support",
    "Support with memory and cognition",
    "Learning disability support",
    "Learning disability support",
    "Mental health support",
    "Social support: Support for social isolation or other reason",
    "Social support: Support to unpaid carer",
    "Unknown",
    "",
]
LONG, SHORT = "Long term support: ", "Short term support: "
KINDS = [
    (LONG + "Nursing care", ("Long term nursing care", "", "Short term nursing care"), ("Weekly", "4-weekly")),
    (
        LONG + "Residential care",
        ("Long term residential care", "Long term residential care", ""),
        ("Weekly", "Monthly"),
    ),
    (LONG + "Community", ("Home support or domiciliary care", "Home support or domiciliary care", ""), ("Hourly",)),
    (LONG + "Community", ("Direct payment", "Day support"), ("Weekly", "Per session", "Fortnightly", "")),
    (LONG + "Community", ("Shared Lives", "Extra care housing", "Community supported living"), ("Weekly", "Quarterly")),
    (LONG + "Prison", ("Other long term support",), ("Annually",)),
    (SHORT + "ST-Max", ("Reablement", "Reablement", "Equipment"), ("Weekly", "Hourly")),
    (SHORT + "Ongoing low level", ("Equipment", "Meals"), ("One-off", "Weekly")),
    (SHORT + "Other short term", ("Short term residential care", "Day support"), ("Daily", "Weekly")),
]
DELIVERIES = ["Direct payment", "CASSR managed personal budget", "CASSR commissioned support", ""]
DESCRIPTIVE = (
    "Gender",
    "Ethnicity",
    "Primary Support Reason",
    "Accommodation Status",
    "Employment Status",
    "Client Funding Status",
    "Event Outcome",
    "Delivery Mechanism",
    "Cost Frequency (Unit Type)",
)


@dataclass
class Event:
    """Something that happened to a person; `listed` is the last day on which the case system still has it."""

    kind: str
    starts: date
    ends: date | None
    outcome: str = ""
    more: dict = field(default_factory=dict)
    listed: date = date.max
    changes: list = field(default_factory=list)  # (from the return of this day on, what is different)

    def at(self, when):
        """The event as it was known on a day."""
        known = {"starts": self.starts, "ends": self.ends, "outcome": self.outcome, **self.more}
        for since, change in self.changes:
            if since <= when:
                known |= change
        return known


@dataclass
class Person:
    nhs: str
    local: list
    birth: date
    death: date | None
    client: str
    reason: str
    homes: list
    events: list


class Council:
    """A council of some people, made from a seed. `release` is 1 or 2."""

    def __init__(self, seed, release, people):
        self.dice, self.release = random.Random(seed), release
        self.people = [self._person(number) for number in range(people)]

    def some_day(self, first=FIRST - timedelta(400), last=LAST):
        return first + timedelta(self.dice.randrange((last - first).days))

    def _person(self, number):
        dice = self.dice
        nhs = "" if dice.random() < 0.1 else f"{4000000000 + number * 7}"
        local = [f"P{number:05}"]
        if dice.random() < 0.03:
            local.append(f"Q{number:05}")
        if dice.random() < 0.02 and number > 5:
            local = [f"P{number - 1:05}"]  # two people under one council identifier
        age = dice.choice([16, 17, 18, 25, 40, 60, 64, 65, 70, 80, 85, 90, 95])
        birth = date(2024, 6, 1) - timedelta(int(age * 365.25) + dice.randrange(365))
        client = dice.choices(["Service user", "Unpaid carer"], [0.9, 0.1])[0]
        person = Person(nhs, local, birth, None, client, dice.choice(REASONS), [dice.choice(HOMES)] * 2, [])
        if dice.random() < 0.2:
            person.homes[1] = dice.choice(HOMES)
        for _ in range(dice.randrange(1, 4)):
            person.events += self._episode(person)
        if dice.random() < 0.12:
            person.death = self.some_day(FIRST, LAST + timedelta(20))
        return person

    def _episode(self, person):
        dice, begins = self.dice, self.some_day()
        if person.client == "Unpaid carer":
            kind = ("Unpaid carer support: Direct to unpaid carer", ("Unpaid carer respite", ""), ("One-off", "Weekly"))
            return [self._service(kind, begins), self._contact("Assessment", begins)]
        events = [self._contact("Request", begins - timedelta(dice.randrange(30)))]
        if dice.random() < 0.4:
            stay = self._service(KINDS[6], begins, dice.randrange(5, 60))
            events.append(stay)
            begins = (stay.ends or begins) + timedelta(dice.choice([-20, -3, 0, 1, 5, 7, 8, 30]))
            if dice.random() < 0.4:
                near = (stay.ends or begins) + timedelta(dice.choice([-14, -13, -5, 0, 3, 7, 9]))
                events.append(self._contact(dice.choice(["Review", "Assessment", "Request"]), near))
            if dice.random() < 0.35:
                return events
        service = self._service(dice.choice(KINDS), max(begins, date(2021, 1, 1)))
        events += [service, *self._reviews(service)]
        if dice.random() < 0.3:
            events.append(self._service(dice.choice(KINDS), service.starts + timedelta(dice.randrange(-40, 200))))
        return events

    def _contact(self, kind, starts):
        ends = starts + timedelta(self.dice.choice([0, 1, 3, 10, 25]))
        more = {
            "Request": {
                "Request: Route of Access": self.dice.choice(["Community / other route", "Discharge & home", ""])
            },
            "Assessment": {"Assessment Type": self.dice.choice(["Long term assessment", "Short term assessment"])},
            "Review": {"Review Reason": "Planned"},
        }[kind]
        return Event(kind, starts, ends, self.dice.choice(OUTCOMES), more)

    def _reviews(self, service):
        found, when = [], service.starts + timedelta(self.dice.randrange(30, 300))
        while when < LAST and self.dice.random() < 0.7:
            found.append(self._contact("Review", when))
            when += timedelta(self.dice.randrange(150, 420))
        return found

    def _service(self, kind, starts, length=None):
        dice = self.dice
        length = length or (None if dice.random() < 0.4 else dice.randrange(0, 700))
        more = {
            "Service Type": kind[0],
            "Service Component": dice.choice(kind[1]),
            "Delivery Mechanism": dice.choice(DELIVERIES),
            "Cost Frequency (Unit Type)": dice.choice(kind[2]),
            "Unit Cost": f"{dice.randrange(500, 90000) / 100:.2f}",
            "Planned units per week": f"{dice.choice([1, 2, 7, 10.5, 14]):.2f}",
        }
        service = Event("Service", starts, None if length is None else starts + timedelta(length), "", more)
        service.outcome = dice.choice(OUTCOMES) if service.ends else ""
        self._story(service)
        return service

    def _story(self, service):
        """What case systems do to services: forget them, fill them in, begin them anew, correct or price them anew."""
        dice, when = self.dice, self.some_day(FIRST + timedelta(90), LAST)
        chance = dice.random()
        if chance < 0.06:
            service.listed = when
            service.ends = None
        elif chance < 0.10:
            filled = service.more["Service Component"]
            service.more = service.more | {"Service Component": ""}
            service.changes.append((when, {"Service Component": filled}))
        elif chance < 0.14:
            service.changes.append((when, {"starts": max(service.starts, when.replace(day=1))}))
        elif chance < 0.18:
            service.changes.append((when, {"starts": service.starts - timedelta(dice.randrange(1, 40))}))
        elif chance < 0.22:
            service.ends = service.starts - timedelta(dice.randrange(1, 30))
        if dice.random() < 0.5:
            dearer = f"{float(service.more['Unit Cost']) * 1.05:.2f}"
            service.changes.append((when, {"Unit Cost": dearer}))

    def write(self, path, first, last, stated=None):
        """Write the return of some days, as it was known soon after."""
        rows = [
            row for person in self.people for event in person.events for row in self._rows(person, event, first, last)
        ]
        for row in rows:
            row["Reporting Period Start Date"], row["Reporting Period End Date"] = map(written, stated or (first, last))
            self._spoil(row)
        self.dice.shuffle(rows)
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, HEADERS, restval="")
            writer.writeheader()
            writer.writerows(rows)

    def _rows(self, person, event, first, last):
        """The rows of one event in a return: none, one, or several where it is in parts or there twice."""
        run = last + timedelta(15)
        known, dice = event.at(run), self.dice
        starts, ends = known.pop("starts"), known.pop("ends")
        outcome = known.pop("outcome")
        if starts > last or event.listed < first + timedelta(30):
            return []
        if event.kind == "Service":
            shown = ends if ends is None or ends <= run or event.more["Service Type"] == KINDS[6][0] else None
            if shown and shown < first - timedelta(40):
                return []
        else:
            shown = ends
            if not first - timedelta(20) <= ends <= run:
                return []
        row = {
            "LA Code": "E99",
            "NHS Number": "" if dice.random() < 0.04 else person.nhs,
            "LA Person Unique Identifier": dice.choice(person.local),
            "Gender": dice.choice(["Female", "Male"]),
            "Ethnicity": "White: Irish",
            "Date of Birth": written(person.birth),
            "Date of Death": written(person.death) if person.death and person.death <= run else "",
            "Client Type": person.client,
            "Primary Support Reason": person.reason,
            "Accommodation Status": person.homes[run > date(2025, 1, 1)],
            "Employment Status": "Unknown",
            "Client Funding Status": "Unknown",
            "Event Type": event.kind,
            "Event Reference": f"{dice.randrange(10**6)}",
            "Event Start Date": written(starts),
            "Event End Date": written(shown),
            "Event Outcome": outcome if shown else "",
            **known,
        }
        return [row, *self._repeats(row, event)]

    def _repeats(self, row, event):
        dice, chance = self.dice, self.dice.random()
        if chance < 0.02:
            return [dict(row, **{"Event Outcome": dice.choice(OUTCOMES)})]
        if chance < 0.03:
            return [dict(row)]
        if event.kind == "Service" and chance < 0.06:
            return [dict(row, **{"Delivery Mechanism": dice.choice(DELIVERIES), "Unit Cost": "100.10"})]
        if event.kind == "Service" and chance < 0.08:
            return [dict(row, **{"Event End Date": ""})]
        return []

    def _spoil(self, row):
        """Write the row in the words of the release, with slips of the pen."""
        dice = self.dice
        for column, text in row.items():
            if text in OLD and (self.release == 1 or dice.random() < 0.05):
                row[column] = OLD[text]
        if dice.random() < 0.03:
            row[dice.choice(DESCRIPTIVE)] = dice.choice(["Dog walking", "n/a", "TBC", "?"])
        if dice.random() < 0.03:
            column = dice.choice(["Event Outcome", "Accommodation Status", "Client Type", "Event Type", "Service Type"])
            row[column] = row.get(column, "").upper().replace(" AND ", " & ").replace(",", "")
        if dice.random() < 0.02:
            row["Unit Cost"] = dice.choice(["n/a", "", "0", "0.00", "-", f"-{row.get('Unit Cost') or 5}", "x"])
        if dice.random() < 0.01:
            row["Planned units per week"] = dice.choice(["", "NA", "0", "-7"])
        if dice.random() < 0.02:
            row["Date of Birth"] = dice.choice(["", "01/01/1850", "31/02/1950", "01/01/2030", "unknown"])
        if not row["Event End Date"] and dice.random() < 0.3:
            row["Event End Date"] = dice.choice(["31/12/9999", "ongoing", "31/11/2024"])
        if dice.random() < 0.004:
            row[dice.choice(["Event Type", "Client Type", "Service Type"])] = "Something else"
        if dice.random() < 0.004:
            row["Event Start Date"] = dice.choice(["", "soon", "30/02/2024"])
        if dice.random() < 0.003:
            row["NHS Number"] = row["LA Person Unique Identifier"] = ""


def written(when):
    return when.strftime("%d/%m/%Y") if when else ""


QUARTERS = [date(2023 + n // 4 + (n % 4 == 3), (4, 7, 10, 1)[n % 4], 1) for n in range(12)]


def quarter_end(first):
    return (first + timedelta(100)).replace(day=1) - timedelta(1)


def write_returns(folder, seed, release, people):
    """[(path, day of receipt)] of three years of returns: of twelve months, of a year so far, and of a quarter alone.

    Two are wrong about their own period, and one is a correction that comes after the return that follows it.
    """
    council, found = Council(seed, release, people), []
    for number, quarter in enumerate(QUARTERS):
        last = quarter_end(quarter)
        kind = council.dice.choice(["rolling", "rolling", "year so far", "quarter"])
        if number < 3 or quarter.month == 1:
            kind = "year so far"
        first = {
            "rolling": QUARTERS[max(0, number - 3)],
            "year so far": QUARTERS[number - number % 4],
            "quarter": quarter,
        }[kind]
        stated = (first, last) if number not in (5, 8) else (FIRST, last)
        path = folder / f"return-{number:02}.csv"
        council.write(path, first, last, stated)
        found.append((path, last + timedelta(20)))
        if number == 6:
            again = folder / "return-06-b-year-again.csv"
            council.write(again, QUARTERS[0], QUARTERS[4] - timedelta(1), (QUARTERS[0], QUARTERS[4] - timedelta(1)))
            found.append((again, last + timedelta(25)))
    return found
