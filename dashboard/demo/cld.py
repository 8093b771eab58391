"""The Client Level Data: one quarterly return after another, each with the twelve months up to its end.

An event comes again in every return that covers it. What was recorded late is in the next return, and what was
recorded wrongly is put right there. A service still running has no end, unless its end is planned.
"""

import numpy as np
import pyarrow as pa

from dashboard.demo import files
from dashboard.demo.care import (
    CARER,
    DAY,
    DIRECT,
    EQUIPMENT,
    HOME,
    LIVING,
    NURSING,
    REABLEMENT,
    RESIDENTIAL,
    SUPPORTS,
    price_in,
)
from dashboard.demo.pathway import ASSESSMENT, CONTINUES, OUTCOMES, REQUEST, REVIEW, REVIEW_REASONS, ROUTES, SERVICE
from dashboard.demo.people import LEARNING, MEMORY, MENTAL, PHYSICAL, SENSORY, SOCIAL
from dashboard.demo.rows import choose, named, no_date, numbered, pick
from dashboard.demo.sizes import LAST_DAY, LAST_MONTH, first_of, last_of

COUNCIL_CODE = "E99WM"  # invented
EVENTS = ["Request", "Assessment", "Service", "Review"]
CLIENT_TYPES = ["Service user", "Unpaid carer"]
ASSESSMENTS = ["Long term assessment", "Short term assessment"]
LATE, MISRECORDED = 0.02, 0.02
RECORDED_LATE_WITHIN = 45
MARCH = 2  # counted from January, which is 0
PLANNED_AHEAD = 365  # days: day support that is to be changed at a review is agreed up to it

REASONS = [
    "Physical support: Access and mobility only",
    "Physical support: Personal care support",
    "Sensory support: Visual impairment",
    "Sensory support: Hearing impairment",
    "Sensory support: Dual impairment",
    "Support with memory and cognition",
    "Learning disability support",
    "Mental health support",
    "Social support: Substance misuse",
    "Social support: Social isolation or other reason",
    "Social support: Support to unpaid carer",
]
REASON_SHARES = {
    PHYSICAL: {0: 0.2, 1: 0.8},
    SENSORY: {2: 0.5, 3: 0.36, 4: 0.14},
    MEMORY: {5: 1},
    LEARNING: {6: 1},
    MENTAL: {7: 1},
    SOCIAL: {8: 0.25, 9: 0.75},
}
ETHNICITIES = {
    "White: English, Welsh, Scottish, Northern Irish or British": 0.80,
    "White: Irish": 0.015,
    "White: Any other White background": 0.04,
    "Mixed or multiple ethnic groups: White and Black Caribbean": 0.012,
    "Mixed or multiple ethnic groups: White and Asian": 0.006,
    "Asian or Asian British: Indian": 0.025,
    "Asian or Asian British: Pakistani": 0.022,
    "Asian or Asian British: Bangladeshi": 0.008,
    "Black, Black British, Caribbean or African: African": 0.016,
    "Black, Black British, Caribbean or African: Caribbean": 0.014,
    "Other ethnic group: Any other ethnic group": 0.01,
    "No data: Undeclared or not known": 0.027,
    "No data: Refused": 0.005,
}
HOMES = [
    "Owner occupier or shared ownership scheme",
    "Tenant: Local authority or other social housing provider",
    "Tenant: Private landlord",
    "Settled mainstream housing with family or friends",
    "Supported accommodation, supported lodgings or supported group home",
    "Sheltered housing, extra care housing or other sheltered housing",
    "Registered care home",
    "Registered nursing home",
    "Placed in temporary accommodation by the council (inc. homelessness resettlement)",
    "Unknown",
]
CARE_HOME, NURSING_HOME, SUPPORTED = 6, 7, 4
JOBS = [
    "Paid: Less than 16 hours a week",
    "Paid: 16 or more hours a week",
    "Not in paid employment: Not actively seeking work or retired",
    "Not in paid employment: Seeking work",
    "Unknown",
]
FUNDING = ["Fully client funded", "Joint client and social care funded", "Fully social care funded", "Unknown"]
SUPPORT_NAMES = {
    "type": [s.service_type for s in SUPPORTS],
    "component": [s.component for s in SUPPORTS],
    "delivery": [s.delivery for s in SUPPORTS],
    "frequency": [s.frequency for s in SUPPORTS],
}


def traits_of(people, rng):
    """What the return says of each person, as indexes into the lists above."""
    count = len(people["birth"])
    reason = np.zeros(count, int)
    for group, shares in REASON_SHARES.items():
        mine = people["group"] == group
        reason[mine] = np.array(list(shares))[choose(rng, list(shares.values()), mine.sum())]
    learning = people["group"] == LEARNING
    housing = np.where(
        learning,
        choose(rng, [0.02, 0.18, 0.05, 0.50, 0.16, 0.03, 0, 0, 0.02, 0.04], count),
        choose(rng, [0.46, 0.28, 0.07, 0.08, 0.02, 0.06, 0, 0, 0.005, 0.025], count),
    )
    working_age = (np.datetime64("2024-04-01") - people["birth"]).astype(int) < 65 * 365.25
    jobs = np.where(working_age, choose(rng, [0.03, 0.04, 0.73, 0.06, 0.14], count), 2)
    return {
        "reason": np.where(people["carer"], 10, reason),
        "ethnicity": choose(rng, list(ETHNICITIES.values()), count),
        "gender": choose(rng, [0.585, 0.41, 0.003, 0.002], count),
        "housing": housing,
        "job": jobs,
        "funding": choose(rng, [0.03, 0.55, 0.38, 0.04], count),
        "surgery": rng.integers(0, 30, count),
        "street": rng.integers(0, 400, count),
        "has_carer": rng.random(count) < 0.34,
    }


def support_of(events, packages, carer):
    """The kind of support of each event that is a service; -1 for the rest."""
    support = np.full(len(events["person"]), -1)
    service = events["event"] == SERVICE
    support[service] = np.where(carer[events["person"][service]], CARER, REABLEMENT)
    has = events["package"] >= 0
    support[has] = packages["support"][events["package"][has]]
    return support


def entered_home(events, people_count):
    """For each person the first day in a care home, and whether it nurses."""
    entered = np.full(people_count, np.datetime64("2999-01-01", "D"))
    nurses = np.zeros(people_count, bool)
    for support in (RESIDENTIAL, NURSING):
        mine = events["support"] == support
        np.minimum.at(entered, events["person"][mine], events["starts"][mine])
        nurses[events["person"][mine]] = support == NURSING
    return entered, nurses


def add_costs(events, packages, rng):
    """Unit cost at the prices of 2024-25 and planned units a week of each service."""
    count = len(events["person"])
    cost, units = np.full(count, np.nan), np.full(count, np.nan)
    has = events["package"] >= 0
    cost[has] = packages["base_price"][events["package"][has]]
    units[has] = packages["units"][events["package"][has]]
    reabled, carers = ((events["support"] == support) & ~has for support in (REABLEMENT, CARER))
    cost[reabled] = SUPPORTS[REABLEMENT].price
    cost[carers] = np.round(SUPPORTS[CARER].price * rng.uniform(0.9, 1.1, carers.sum()), 2)
    units[reabled | carers] = 1
    weekly = ~np.isin(events["support"], [EQUIPMENT, CARER])
    events["base_cost"], events["units"] = cost, np.where(weekly, np.round(units, 2), np.nan)


def add_providers(events, packages, homes, rng):
    """The care home of each stay; the agency of support at home is in the packages."""
    provider = np.full(len(events["person"]), -1)
    stay = np.isin(events["support"], [RESIDENTIAL, NURSING])
    provider[stay] = packages["home"][events["package"][stay]]
    home = events["support"] == HOME
    provider[home] = len(homes) + packages["agency"][events["package"][home]]
    events["provider"] = provider


def returns_of(size):
    """First and last month of each return: the first has the first twelve months, then one comes every quarter."""
    ends = np.arange(size.first_month + 11, LAST_MONTH + 1, 3)
    return [(end - 11, end) for end in ends]


def closes_a_year(period_end):
    """The return that closes a financial year is complete, and its prices have been checked."""
    return period_end.astype("datetime64[M]").astype(int) % 12 == MARCH


def known_by(events, starts, ends):
    """Which events a return has: completed in its year, or a service that ran in it."""
    service = events["event"] == SERVICE
    done = (events["ends"] >= starts) & (events["ends"] <= ends)
    ran = (events["starts"] <= ends) & (events["ends"] >= starts)
    last = np.where(service, np.minimum(events["starts"], ends), events["ends"])
    unrecorded = events["late"] & (last > ends - RECORDED_LATE_WITHIN) & (not closes_a_year(ends))
    return np.where(service, ran, done) & ~unrecorded


def unrecorded(events):
    """Services so new that the last return has not got them. They are paid once they are on record, not before."""
    return events["late"] & (events["event"] == SERVICE) & (events["starts"] > LAST_DAY - RECORDED_LATE_WITHIN)


def write_returns(out, size, people, traits, events, names, dirty, progress):
    """Write every return."""
    entered, nurses = entered_home(events, len(people["birth"]))
    seen = np.zeros(len(events["person"]), bool)
    spans = returns_of(size)
    for number, (first, last) in enumerate(spans):
        starts, ends = first_of(first), last_of(last)
        known = known_by(events, starts, ends)
        rows = pick(events, known)
        rows["wrong"] = rows["misrecorded"] & ~seen[known] & (number + 1 < len(spans))
        seen |= known
        columns = columns_of(rows, people, traits, (starts, ends), (entered, nurses), names)
        files.write(out / "cld" / f"cld-{last}.{size.form}", "cld", columns, dirty if number + 1 == len(spans) else ())
        progress(f"Client Level Data to {last}")


def columns_of(rows, people, traits, span, homes, names):
    person = rows["person"]
    starts, ends = span
    count = len(person)
    open_ = rows["ends"] > ends
    carer = people["carer"][person]
    mine = {name: values[person] for name, values in traits.items()}
    return {
        "la_code": pa.array([COUNCIL_CODE]).take(pa.array(np.zeros(count, int))),
        "period_start": np.full(count, starts),
        "period_end": np.full(count, ends),
        "nhs_number": pa.array(names["nhs"]).take(pa.array(person)),
        "la_person": pa.array(names["person"]).take(pa.array(person)),
        "gp_practice": named([f"W{n:05d}" for n in range(30)], mine["surgery"]),
        "gender": named(["Female", "Male", "Other", "Unknown"], mine["gender"]),
        "ethnicity": named(list(ETHNICITIES), mine["ethnicity"]),
        "birth": people["birth"][person],
        "death": np.where(people["death"][person] <= ends, people["death"][person], no_date(count)),
        "client_type": named(CLIENT_TYPES, carer),
        "support_reason": named(REASONS, mine["reason"]),
        "postcode": named(
            [f"WM{1 + n // 40} {1 + n % 9}{'ABDEFGHJ'[n % 8]}{'LNPQRSTU'[n // 8 % 8]}" for n in range(400)],
            mine["street"],
        ),
        "accommodation": named(HOMES, housing_of(rows, person, mine["housing"], homes, ends)),
        "employment": named(JOBS, mine["job"]),
        "unpaid_carer": named(["No", "Yes"], np.where(carer, -1, mine["has_carer"])),
        "funding": named(FUNDING, np.where(carer, -1, mine["funding"])),
        **event_columns(rows, open_, open_ & ~end_planned(rows, ends)),
        **service_columns(rows, names, ends),
    }


def housing_of(rows, person, usual, homes, ends):
    entered, nurses = homes
    inside = entered[person] <= ends
    living = rows["support"] == LIVING
    return np.where(inside, np.where(nurses[person], NURSING_HOME, CARE_HOME), np.where(living, SUPPORTED, usual))


def end_planned(rows, period_end):
    """Whether the end of a service is known while it runs: reablement has its weeks, some day support its review."""
    to_review = (rows["support"] == DAY) & (rows["outcome"] == CONTINUES)
    return (rows["support"] == REABLEMENT) | (to_review & (rows["ends"] <= period_end + PLANNED_AHEAD))


def event_columns(rows, open_, endless):
    """The outcome of a service that runs is not known, even where its end is."""
    wrong_outcome = np.where(rows["wrong"], OUTCOMES.index("NFA: Support ended for other reason"), rows["outcome"])
    return {
        "event": named(EVENTS, rows["event"]),
        "reference": numbered("E", rows["number"], 8),
        "start": rows["starts"],
        "end": np.where(endless, no_date(len(open_)), rows["ends"]),
        "outcome": named(OUTCOMES, np.where(open_, -1, wrong_outcome)),
        "route": named(ROUTES, np.where(rows["event"] == REQUEST, rows["route"], -1)),
        "assessment": named(ASSESSMENTS, np.where(rows["event"] == ASSESSMENT, rows["assessment"], -1)),
        "eligible": named(["Yes"], np.where(rows["event"] == ASSESSMENT, 0, -1)),
        "review_reason": named(REVIEW_REASONS, np.where(rows["event"] == REVIEW, rows["review_reason"], -1)),
    }


def service_columns(rows, names, period_end):
    """A service costs what it did when the return was made, or when it ended."""
    support = rows["support"]
    once = np.isin(support, [EQUIPMENT, CARER])
    cost = price_in(rows["base_cost"], np.where(once, rows["starts"], np.minimum(rows["ends"], period_end)))
    wrong = rows["wrong"] & (support != DIRECT) & (not closes_a_year(period_end))
    cost = np.where(wrong, cost * 10, cost)
    return {
        "service": named(SUPPORT_NAMES["type"], support),
        "component": named(SUPPORT_NAMES["component"], support),
        "delivery": named(SUPPORT_NAMES["delivery"], support),
        "provider_name": named(names["provider"], rows["provider"]),
        "provider": named(names["location"], rows["provider"]),
        "unit_cost": pa.array(cost, mask=np.isnan(cost)),
        "cost_frequency": named(SUPPORT_NAMES["frequency"], support),
        "planned_units": pa.array(rows["units"], mask=np.isnan(rows["units"])),
    }
