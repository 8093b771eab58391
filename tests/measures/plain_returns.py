"""The national processing of client returns a second time: plain Python over the text of the files, slow on purpose.

It shares no code and no table with what it checks: its lists of texts, its dates and its rules are its own.
"""

import csv
import re
from calendar import monthrange
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

NEVER = date.max
NOT_MAPPED = "Release 1 specification only: Not mapped"
OUTCOMES = (
    "Progress to reablement/ST-Max",
    "Progress to assessment, review or reassessment",
    NOT_MAPPED,
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
CONCLUDE = OUTCOMES[5:]
LONG_TERM = ("Nursing care", "Residential care", "Community", "Prison")
LONG_TERM = tuple(f"Long term support: {kind}" for kind in LONG_TERM)
ST_MAX, LOW_LEVEL, OTHER_SHORT = (
    f"Short term support: {kind}" for kind in ("ST-Max", "Ongoing low level", "Other short term")
)
SERVICE_TYPES = (*LONG_TERM, ST_MAX, LOW_LEVEL, OTHER_SHORT)
SETTLED = (
    "Owner occupier or shared ownership scheme",
    "Tenant: Local authority or other social housing provider",
    "Tenant: Private landlord",
    "Settled mainstream housing with family or friends",
    "Supported accommodation, supported lodgings or supported group home",
    "Shared Lives scheme",
    "Approved premises for offenders released from prison or under probation supervision",
    "Sheltered housing, extra care housing or other sheltered housing",
    "Mobile accommodation for Gypsy, Roma and Traveller communities",
)
UNSETTLED = (
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
    "Unknown",
)
TEXTS = {
    "Event Type": ("Request", "Assessment", "Service", "Review"),
    "Client Type": ("Service user", "Unpaid carer", "Unpaid carer known by association"),
    "Event Outcome": OUTCOMES,
    "Service Type": (
        *SERVICE_TYPES,
        "Unpaid carer support: Direct to unpaid carer",
        "Unpaid carer support: Support involving the person cared-for",
    ),
    "Service Component": (
        "Reablement",
        "Short term nursing care",
        "Short term residential care",
        "Long term nursing care",
        "Long term residential care",
        "Home support or domiciliary care",
        "Day support",
        "Meals",
        "Transport",
        "Equipment",
        "Direct payment",
        "Shared Lives",
        "Community supported living",
        "Extra care housing",
        "Professional support: Social worker",
        "Other long term support",
        "Unpaid carer respite",
    ),
    "Delivery Mechanism": ("Direct payment", "CASSR managed personal budget", "CASSR commissioned support"),
    "Primary Support Reason": (
        "Physical support: Access and mobility only",
        "Physical support: Personal care support",
        "Support with memory and cognition",
        "Learning disability support",
        "Mental health support",
        "Social support: Support for social isolation or other reason",
        "Social support: Support to unpaid carer",
        "Unknown",
    ),
    "Accommodation Status": (*SETTLED, *UNSETTLED),
    "Cost Frequency (Unit Type)": (
        "Per session",
        "Hourly",
        "Daily",
        "Weekly",
        "Fortnightly",
        "4-weekly",
        "Monthly",
        "Quarterly",
        "Annually",
        "One-off",
    ),
}
RELEASE_1 = {
    "Client Type": {"Carer": TEXTS["Client Type"][1], "Carer known by association": TEXTS["Client Type"][2]},
    "Event Outcome": {
        "Progress to Assessment": OUTCOMES[1],
        "Progress to Re-assessment / Unplanned Review": OUTCOMES[1],
        "Progress to financial assessment": NOT_MAPPED,
        "Progress to End of Life Care": NOT_MAPPED,
        "Provision of service": NOT_MAPPED,
        "Progress to Support Planning / Services": OUTCOMES[3],
        "No change in package": OUTCOMES[4],
        "NFA - Moved to another LA": OUTCOMES[6],
        "NFA - 100% NHS funded care": OUTCOMES[7],
        "NFA - Self-funded client (Inc. 12wk disregard)": OUTCOMES[8],
        "NFA - Information & Advice / Signposting only": OUTCOMES[9],
        "NFA - Support declined": OUTCOMES[11],
        "NFA - Deceased": OUTCOMES[12],
        "Service ended as planned": OUTCOMES[13],
        "NFA - Support ended: Other reason": OUTCOMES[14],
        "NFA - No services offered: Other reason": OUTCOMES[15],
        "NFA- Other": OUTCOMES[16],
    },
    "Service Type": {
        "Carer Support: Direct to Carer": TEXTS["Service Type"][7],
        "Carer Support: Support involving the person cared-for": TEXTS["Service Type"][8],
    },
    "Service Component": {
        "Home Support": "Home support or domiciliary care",
        "Carer respite": "Unpaid carer respite",
    },
    "Primary Support Reason": {
        "Support with Memory & Cognition": "Support with memory and cognition",
        "Social Support: Support for Social Isolation/Other": TEXTS["Primary Support Reason"][5],
        "Social Support: Support to Carer": TEXTS["Primary Support Reason"][6],
    },
    "Accommodation Status": {
        "Tenant": SETTLED[1],
        "Tenant - private landlord": SETTLED[2],
        "Settled mainstream housing with family / friends": SETTLED[3],
        "Supported accommodation / supported lodgings / supported group home": SETTLED[4],
        "Sheltered housing / extra care housing / other sheltered housing": SETTLED[7],
        "Rough sleeper / squatting": UNSETTLED[0],
        "Night shelter / emergency hostel / direct access hostel": UNSETTLED[1],
        "Staying with family / friends as a short-term guest": UNSETTLED[4],
        "Acute / long-term healthcare residential facility or hospital": UNSETTLED[5],
    },
}
A_WEEK = {
    "Weekly": 1,
    "Fortnightly": 1 / 2,
    "4-weekly": 1 / 4,
    "Monthly": 12 / 52,
    "Quarterly": 4 / 52,
    "Annually": 1 / 52,
}


def bare(text):
    return re.sub(r"[^a-z0-9]", "", text.lower().replace("&", "and"))


MEANT = {
    column: {bare(text): text for text in texts} | {bare(old): new for old, new in RELEASE_1.get(column, {}).items()}
    for column, texts in TEXTS.items()
}


def code(row, column):
    """The text of Release 2, None where the cell is blank or on no list."""
    return MEANT[column].get(bare(row.get(column, "")))


def day(text):
    """A dd/mm/yyyy date that exists; a year in which nobody lives is no date."""
    found = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text.strip())
    if not found:
        return None
    try:
        read = date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
    return read if 1880 <= read.year <= 2100 else None


def number(text):
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text.strip()) else None


@dataclass
class Return:
    """A file as it was received: its rows as they are read, and the months that it states."""

    rows: list
    received: date
    stated: tuple

    def months(self):
        """The first and last month that the file covers by its own events."""
        ends = [row for row in self.rows if row["end"] and row["end"] < self.received.replace(day=1)]
        if len(ends) < 100:
            return self.stated
        events = Counter(row["end"].replace(day=1) for row in ends)
        kinds = {month: {row["event"] for row in ends if row["end"].replace(day=1) == month} for month in events}
        most = max(len(kind - {None}) for kind in kinds.values())
        good = [
            month
            for month, count in events.items()
            if count >= 0.02 * len(ends) and len(kinds[month] - {None}) >= most - 1
        ]
        return min(good), max(good)


def read(path, received):
    """A return read from its file."""
    with open(path, encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    rows = [one for number_, line in enumerate(lines) if (one := row_of(line, number_))]
    stated = [[day(line[f"Reporting Period {end} Date"]) for line in lines] for end in ("Start", "End")]
    months = tuple(pick(filter(None, days)).replace(day=1) for pick, days in zip((min, max), stated, strict=True))
    return Return(rows, received, months)


def row_of(line, number_):
    """A row, or None where it has no place in any measure: of nobody, without a start, dead before it."""
    start, death, birth = (day(line[f"{word}"]) for word in ("Event Start Date", "Date of Death", "Date of Birth"))
    nhs, local = line["NHS Number"].replace(" ", ""), line["LA Person Unique Identifier"].strip()
    if not (nhs or local) or not start or (death and death < start):
        return None
    if birth and not (birth <= start and birth >= years_before(start, 120)):
        birth = None
    return {
        "nhs": nhs,
        "local": local,
        "start": start,
        "end": day(line["Event End Date"]),
        "death": death,
        "birth": birth,
        "event": code(line, "Event Type"),
        "client": code(line, "Client Type"),
        "outcome": code(line, "Event Outcome"),
        "service": code(line, "Service Type"),
        "component": code(line, "Service Component"),
        "delivery": code(line, "Delivery Mechanism"),
        "reason": code(line, "Primary Support Reason"),
        "home": code(line, "Accommodation Status"),
        "frequency": code(line, "Cost Frequency (Unit Type)"),
        "cost": number(line["Unit Cost"]),
        "units": number(line["Planned units per week"]),
        "route": bare(line["Request: Route of Access"]),
        "assessment": bare(line["Assessment Type"]),
        "line": number_,
    }


def years_before(when, years):
    try:
        return when.replace(year=when.year - years)
    except ValueError:
        return when.replace(year=when.year - years, day=28)


def month_end(first):
    return first.replace(day=monthrange(first.year, first.month)[1])


def on(month, number_):
    """The first of the month so many months on."""
    months = month.year * 12 + month.month - 1 + number_
    return date(months // 12, months % 12 + 1, 1)


def rank(outcome):
    return OUTCOMES.index(outcome) + 1 if outcome in OUTCOMES else 999


def age_on(birth, when):
    return None if birth is None else when.year - birth.year - ((when.month, when.day) < (birth.month, birth.day))


def name_people(returns):
    """Put each row under its person: the NHS number, the one number the identifier has elsewhere, or the identifier."""
    numbers = defaultdict(set)
    for row in all_rows(returns):
        if row["nhs"] and row["local"]:
            numbers[row["local"]].add(row["nhs"])
    for row in all_rows(returns):
        known = numbers[row["local"]]
        row["person"] = row["nhs"] or (min(known) if len(known) == 1 else row["local"])


def all_rows(returns):
    return [row for one in returns for row in one.rows]


class Processed:
    """The unique events of some returns, in the order in which they were received, and what is known of each person."""

    def __init__(self, returns):
        self.returns = sorted(returns, key=lambda one: one.received)
        name_people(self.returns)
        self.covered = [one.months() for one in self.returns]
        self.spans = self._spans()
        self.events = self._unique(self._cropped())
        self.of = defaultdict(list)
        for event in self.events:
            self.of[event["person"]].append(event)
        self.local = {row["person"]: row["local"] for row in all_rows(self.returns) if row["local"]}
        self.people = {person: self._known(events) for person, events in self.of.items()}

    def _spans(self):
        """{number of a return: its first and last day}: the quarters of which it is the latest that covers them."""
        quarters = defaultdict(list)
        month = date(min(first.year for first, _ in self.covered), 1, 1)
        while month <= max(last for _, last in self.covered):
            fit = [
                number_ for number_, (first, last) in enumerate(self.covered) if first <= month and last >= on(month, 2)
            ]
            if fit:
                quarters[max(fit)].append(month)
            month = on(month, 3)
        return {number_: (min(firsts), month_end(on(max(firsts), 2))) for number_, firsts in quarters.items()}

    def _cropped(self):
        order = sorted(self.spans, key=lambda number_: self.spans[number_])
        periods = [
            [
                {**row, "position": position, "received": number_}
                for row in rows_in(self.returns[number_].rows, *self.spans[number_])
            ]
            for position, number_ in enumerate(order)
        ]
        rows = []
        for position, period in enumerate(periods):
            last = self.spans[order[position]][1]
            is_last = position + 1 == len(periods)
            after = set() if is_last else {identity(row) for row in periods[position + 1]}
            for row in period:
                open_ = row["event"] == "Service" and (row["end"] is None or row["end"] > last)
                row["kept_by"] = (row["end"] or NEVER, -rank(row["outcome"]), row["received"], row["line"])
                if open_ and not is_last and identity(row) not in after:
                    row["end"] = last
                rows.append(row)
        return rows

    def _unique(self, rows):
        same = defaultdict(list)
        for row in rows:
            same[identity(row)].append(row)
        return [max(each, key=lambda row: (row["position"], row["kept_by"])) for each in same.values()]

    def _known(self, events):
        births = [(event["position"], -event["birth"].toordinal()) for event in events if event["birth"]]
        deaths = [(event["position"], event["death"]) for event in events if event["death"]]
        carer = "Social support: Support to unpaid carer"
        return {
            "birth": date.fromordinal(-max(births)[1]) if births else None,
            "death": max(deaths)[1] if deaths else None,
            "reason": newest(events, "reason", {None, "Unknown", carer}),
        }

    def home(self, person, when):
        """Where the person lives, by the events that had begun by a day: (the home, whether it is settled)."""
        events = [event for event in self.of[person] if event["start"] <= when]
        home = newest(events, "home", {None, "Unknown"})
        if home != "Unknown":
            return home, home in SETTLED
        return home_by_service([event for event in events if event["event"] == "Service"])

    def services(self, *types):
        """Services of service users that do not end before they start, of some types or all."""
        return [
            event
            for event in self.events
            if event["event"] == "Service"
            and event["client"] == "Service user"
            and (event["end"] or NEVER) >= event["start"]
            and (not types or event["service"] in types)
        ]

    def alive(self, person, when):
        return (self.people[person]["death"] or NEVER) >= when

    def adult(self, person, when):
        """18 or older, or of no known age."""
        age = age_on(self.people[person]["birth"], when)
        return age is None or age >= 18


def rows_in(rows, first, last):
    """The rows of a return in the days that it is asked about, each with its end brought to the day of death."""
    for row in rows:
        end = row["end"]
        if row["death"] and row["start"] <= row["death"] <= (end or NEVER):
            end = row["death"]
        service = row["event"] == "Service"
        there = (end is None or end >= first) if service else (end is not None and first <= end <= last)
        if there and row["start"] <= last and (row["death"] is None or row["death"] >= first):
            yield {**row, "end": end}


def identity(row):
    same = (row["person"], row["event"], row["start"], row["client"])
    if row["event"] == "Service":
        return (*same, row["service"], row["component"])
    kind = {"Request": row["route"], "Assessment": row["assessment"]}.get(row["event"])
    return (*same, row["end"], kind)


def newest(events, word, unknown):
    """The newest value, a known one before an unknown; Unknown where the newest are two."""

    def place(event):
        return (event[word] not in unknown, event["position"], event["end"] or NEVER, event["start"])

    best = max(map(place, events))
    values = {event[word] or "Unknown" for event in events if place(event) == best}
    return values.pop() if len(values) == 1 else "Unknown"


TELLING = {
    "Shared Lives": SETTLED[5],
    "Extra care housing": SETTLED[7],
    "Community supported living": SETTLED[4],
    "Home support or domiciliary care": None,
}


def home_by_service(services):
    def place(event):
        height = len(SERVICE_TYPES) - SERVICE_TYPES.index(event["service"]) if event["service"] in SERVICE_TYPES else 0
        return (event["end"] or NEVER, height, event["component"] in TELLING, event["start"])

    if not services:
        return "Unknown", False
    best = max(map(place, services))
    latest = [event for event in services if place(event) == best]
    kind = latest[0]["service"] if best[1] else None
    components = {event["component"] for event in latest if event["component"] in TELLING}
    component = components.pop() if len(components) == 1 else None
    if kind in LONG_TERM[:2]:
        return kind, False
    if TELLING.get(component):
        return TELLING[component], True
    return component, kind == LONG_TERM[2] and component is not None


def year_of(april):
    """First and last day of the financial year that begins in an April."""
    return date(april, 4, 1), date(april + 1, 3, 31)


def contacts_by_month(done):
    """{(event, month of its end): how many} of requests, assessments and reviews of service users."""
    return Counter(
        (event["event"], event["end"].replace(day=1))
        for event in done.events
        if event["event"] in ("Request", "Assessment", "Review") and event["client"] == "Service user"
    )


def services_by_month(done):
    """{month of the start: how many} of all services."""
    return Counter(event["start"].replace(day=1) for event in done.events if event["event"] == "Service")


def long_term_on(done, when):
    """{person: age} of service users with long-term support on a day."""
    return {
        event["person"]: age_on(done.people[event["person"]]["birth"], when)
        for event in done.services(*LONG_TERM)
        if event["start"] <= when <= (event["end"] or NEVER) and done.alive(event["person"], when)
    }


def admissions(done, april):
    """(people of 18 to 64, people of 65 and over) newly admitted to a care home in a year."""
    first, last = year_of(april)
    bands = defaultdict(set)
    for event in done.events:
        person = event["person"]
        if not is_care_home(event) or not first <= event["start"] <= last or event["outcome"] == OUTCOMES[8]:
            continue
        before = [
            other
            for other in done.of[person]
            if is_care_home(other)
            and other["start"] < event["start"]
            and (other["end"] is None or (event["start"] - other["end"]).days < 365)
        ]
        age = age_on(done.people[person]["birth"], event["start"])
        if not before and age is not None and age >= 18 and done.alive(person, first):
            bands[person].add(age >= 65)
    old = [min(each) for each in bands.values()]
    return old.count(False), old.count(True)


def is_care_home(event):
    component = (event["component"] or "").lower()
    return (
        event["event"] == "Service"
        and event["client"] == "Service user"
        and event["service"] in LONG_TERM[:2]
        and ("residential" in component or "nursing" in component)
        and "short" not in component
    )


def settled(done, april, youngest=18, oldest=64, reason="Learning disability support"):
    """2E: (settled, all) of people of some ages with long-term support in a year; 2E(1) of those with one reason,
    2E(2) of all of them, where `reason` is empty."""
    first, last = year_of(april)
    support = defaultdict(list)
    for event in done.services(*LONG_TERM):
        if event["start"] <= last and (event["end"] or NEVER) >= first:
            support[event["person"]].append(min(event["end"] or NEVER, last))
    counted = [
        done.home(person, last)[1]
        for person, days in support.items()
        if reason in ("", done.people[person]["reason"])
        and done.alive(person, first)
        and youngest <= (age_on(done.people[person]["birth"], max(days)) or 0) <= oldest
    ]
    return sum(counted), len(counted)


def self_directed(done, when):
    """3D: (with a direct payment, with that or a managed budget, all) of adults supported in the community on a day."""
    highest = defaultdict(list)
    for event in done.services(*LONG_TERM):
        person = event["person"]
        there = event["start"] <= when <= (event["end"] or NEVER)
        if there and done.alive(person, when) and done.adult(person, when):
            highest[person].append(height_of(event))
    best = [min(heights) for heights in highest.values()]
    community = [height for height in best if 3 <= height <= 6]
    return community.count(3), community.count(3) + community.count(4), len(community)


def height_of(event):
    if event["service"] != LONG_TERM[2]:
        return {LONG_TERM[0]: 1, LONG_TERM[1]: 2, LONG_TERM[3]: 7}[event["service"]]
    if "Direct payment" in (event["delivery"], event["component"]):
        return 3
    ways = TEXTS["Delivery Mechanism"]
    return 3 + ways.index(event["delivery"]) if event["delivery"] in ways else 6


def reviewed(done, april):
    """(reviewed, all) of adults with any service in a year."""
    first, last = year_of(april)
    served = {
        event["person"]
        for event in done.services()
        if event["start"] <= last and (event["end"] or NEVER) >= first and done.adult(event["person"], last)
    }
    seen = {
        event["person"]
        for event in done.events
        if event["event"] == "Review" and event["client"] == "Service user" and first <= event["end"] <= last
    }
    return len(served & seen), len(served)


STAYS_HOME = {
    LOW_LEVEL,
    OTHER_SHORT,
    *(f"NFA: {what}" for what in ("Information and advice or signposting", "Support ended as planned", "Other")),
    "NFA: Responsibility moved to another local authority",
    "NFA: No services offered for other reason",
    "NFA: Support ended for other reason",
    "NFA: Referral to other service within the local authority",
}
COUNTED = STAYS_HOME | {*LONG_TERM, "a short stay in a care home"}


def reablement(done, april):
    """2A: (spells after which nothing more was needed, spells) of new clients that ended in a year."""
    first, last = year_of(april)
    sequels = [
        sequel(done, person, spell)
        for person in {event["person"] for event in done.services(ST_MAX)}
        for spell in spells_of(done, person)
        if first <= spell["end"] <= last and is_counted(done, person, spell)
    ]
    return sum(one in STAYS_HOME for one in sequels), sum(one in COUNTED for one in sequels)


def users_events(done, person):
    return [
        {**event, "end": event["end"] or NEVER}
        for event in done.of[person]
        if event["client"] == "Service user" and (event["end"] or NEVER) >= event["start"]
    ]


def spells_of(done, person):
    spells = []
    stays = [e for e in users_events(done, person) if e["event"] == "Service" and e["service"] == ST_MAX]
    for stay in sorted(stays, key=lambda e: (e["start"], e["end"])):
        if spells and spells[-1]["end"] + timedelta(7) >= stay["start"]:
            spells[-1]["stays"].append(stay)
            spells[-1]["end"] = max(spells[-1]["end"], stay["end"])
        else:
            spells.append({"start": stay["start"], "end": stay["end"], "stays": [stay]})
        if spells[-1]["end"] == NEVER:
            spells[-1]["stays"] += [e for e in stays if e["start"] > stay["start"]]
            break
    for spell in spells:
        last = [stay for stay in spell["stays"] if stay["end"] == spell["end"]]
        spell["outcome"] = min((stay["outcome"] for stay in last), key=usable_first)
    return spells


def usable_first(outcome):
    return (outcome not in CONCLUDE, rank(outcome))


def is_counted(done, person, spell):
    before = [
        e
        for e in users_events(done, person)
        if e["event"] == "Service"
        and e["service"] in LONG_TERM
        and e["start"] < spell["start"]
        and (e["end"] == NEVER or (spell["start"] - e["end"]).days < 91)
    ]
    return not before and done.alive(person, spell["start"]) and done.adult(person, spell["end"])


def sequel(done, person, spell):
    own = spell["outcome"]
    if (done.people[person]["death"] or NEVER) <= spell["end"] + timedelta(7):
        return "NFA: Deceased"
    if own == "Admitted to hospital":
        return own
    others = [
        e
        for e in users_events(done, person)
        if not (e["event"] == "Service" and e["service"] == ST_MAX) and e["start"] >= spell["start"]
    ]
    after = [e for e in others if e["end"] > spell["end"] and (e["start"] - spell["end"]).days <= 7]
    services = [e for e in after if e["event"] == "Service" and e["service"] in SERVICE_TYPES]
    if services:
        return next_service(services)
    told = told_outcomes(own, after, [e for e in others if spell["start"] < e["end"] <= spell["end"]], spell["end"])
    if told:
        return min(told, key=rank)
    within = [e for e in others if spell["start"] < e["end"] <= spell["end"]]
    if any(e["event"] == "Service" and e["component"] == "Equipment" for e in within):
        return LOW_LEVEL
    return own


def next_service(services):
    highest = min(services, key=lambda e: SERVICE_TYPES.index(e["service"]))["service"]
    stays = ("Short term residential care", "Short term nursing care")
    if highest == OTHER_SHORT and any(e["service"] == highest and e["component"] in stays for e in services):
        return "a short stay in a care home"
    return highest


def told_outcomes(own, after, within, end):
    """The outcomes that conclude: own, of what follows, and of the last assessment or review near the end."""
    told = [own] if not after else []
    tells = [
        e
        for e in after
        if e["event"] != "Service"
        and e["outcome"] != "NFA: Support ended as planned"
        and (own in CONCLUDE or e["outcome"] in CONCLUDE)
    ]
    if tells:
        told += [own, *(e["outcome"] for e in tells)]
    near = [
        e
        for e in within
        if e["event"] in ("Assessment", "Review") and (end - e["end"]).days < 14 and e["outcome"] in CONCLUDE
    ]
    if near:
        told.append(max(near, key=lambda e: (e["end"], -rank(e["outcome"])))["outcome"])
    return [outcome for outcome in told if outcome in CONCLUDE]


def costs(done, april):
    """{month: pounds} of a year, from the last return received that covers all of it."""
    first, last = year_of(april)
    fit = [
        number_
        for number_, (begins, ends) in enumerate(done.covered)
        if begins <= first and ends >= last.replace(day=1)
    ]
    parts = {}
    for row in sorted(
        rows_in(done.returns[max(fit)].rows, first, last),
        key=lambda row: (row["end"] or NEVER, -rank(row["outcome"]), row["line"]),
    ):
        if row["event"] == "Service" and (row["end"] or NEVER) >= row["start"]:
            parts[(*identity(row), row["delivery"], row["cost"], row["frequency"], row["units"])] = row
    months = [on(first, number_) for number_ in range(12)]
    return {month: sum(cost_in(row, month) for row in parts.values()) for month in months}


def cost_in(row, month):
    cost = abs(row["cost"] or 0)
    if row["frequency"] == "One-off":
        return cost if row["start"].replace(day=1) == month else 0
    units = A_WEEK.get(row["frequency"]) or abs(row["units"] or 0)
    days = (min(row["end"] or NEVER, month_end(month)) - max(row["start"], month)).days + 1
    return cost * units * max(days, 0) / 7
