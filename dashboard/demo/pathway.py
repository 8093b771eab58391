"""The road to support and along it: requests, reablement, assessments and reviews of adults, and unpaid carers."""

import numpy as np

from dashboard.demo.people import MEMORY, team_on
from dashboard.demo.rows import choose, stack
from dashboard.demo.sizes import LAST_DAY
from dashboard.demo.stories import MEMORY_CASES_MOVED, REVIEWS_AFTER_THE_FALL, REVIEWS_FALL

REQUEST, ASSESSMENT, SERVICE, REVIEW = range(4)
CALLERS_A_YEAR = 1.15  # requests that lead to no long-term support, for each person with support
REABLED_A_YEAR = 0.135  # of those with support at any time
SEEN_SOON = 0.78
REVIEWED_AFTER_REABLEMENT = 0.86
REVIEW_EVERY = (275, 320)  # days
NO_FURTHER = 0.77  # of people after reablement ask for nothing more (England 2024-25: 77.1%, ASCOF 2A)
IN_HOSPITAL_FIRST = 0.16  # of those who ask: the hospital team sees them
CARERS = 0.07
ROUTES = [
    "Community/Other route",
    "Discharge from Hospital",
    "Planned Entry (Transition)",
    "Self-funder with depleted funds",
    "Diversion from Hospital Services",
]
REVIEW_REASONS = [
    "Planned: scheduled",
    "Unplanned: change in need",
    "Unplanned: concern raised",
    "Review of short term support",
]

OUTCOMES = [
    "Progress to reablement/ST-Max",
    "Progress to assessment, review or reassessment",
    "Progress to support planning or services",
    "Continuation of support or services",
    "Admitted to hospital",
    "NFA: Responsibility moved to another local authority",
    "NFA: Self-funded client or under 12wk disregard",
    "NFA: Information and advice or signposting",
    "NFA: Referral to other service within the local authority",
    "NFA: Support declined",
    "NFA: Deceased",
    "NFA: Support ended as planned",
    "NFA: Support ended for other reason",
    "NFA: No services offered for other reason",
]
(
    TO_REABLEMENT,
    TO_ASSESSMENT,
    TO_SERVICES,
    CONTINUES,
    IN_HOSPITAL,
    MOVED,
    SELF_FUNDED,
    ADVICE,
    ELSEWHERE,
    DECLINED,
    DIED,
    AS_PLANNED,
    OTHERWISE,
    NOT_OFFERED,
) = range(len(OUTCOMES))


def events_of(person, event, starts, ends, outcome, **more):
    """A row for each event; what an event of this type has not is -1."""
    count = len(person)
    rows = {
        "person": person,
        "event": np.full(count, event),
        "starts": starts,
        "ends": ends,
        "outcome": np.broadcast_to(outcome, count).copy(),
    }
    for name in ("route", "assessment", "review_reason", "package"):
        rows[name] = np.broadcast_to(more.get(name, -1), count).copy()
    return rows


def days(rng, usual, spread_, count, most=200):
    """Whole days with a long tail: half are below `usual`."""
    return np.minimum(np.exp(rng.normal(np.log(usual), spread_, count)), most).astype(int).astype("timedelta64[D]")


def other_people(size, org, adults, rng):
    """People without long-term support: those who ask and are helped otherwise, those reabled, and unpaid carers."""
    window = (LAST_DAY - size.first_day).astype(int)
    years = window / 365
    reabled = people_passing(size, org, int(size.people * REABLED_A_YEAR * years), window, "reablement", rng)
    callers = people_passing(size, org, int(size.people * CALLERS_A_YEAR * years), window, "older", rng)
    carers = carers_of(size, adults, rng)
    return reabled, callers, carers


def people_passing(size, org, count, window, kind, rng):
    starts = np.sort(size.first_day + rng.integers(0, window, count))
    ages = rng.triangular(50, 82, 102, count) if kind == "reablement" else rng.triangular(18, 80, 100, count)
    old = ages >= 65
    locality = rng.integers(0, len(org.localities), count)
    young_team = np.where(rng.random(count) < 0.5, org.serving("physical")[locality], org.serving("mental")[locality])
    team = np.where(old, org.serving("older")[locality], young_team)
    team = np.where(rng.random(count) < IN_HOSPITAL_FIRST, org.serving("hospital")[locality], team)
    if kind == "reablement":
        team = org.serving("reablement")[locality]
    group = np.where(team == org.serving("mental")[locality], 4, np.where(rng.random(count) < 0.15, MEMORY * old, 0))
    return {
        "starts": starts,
        "locality": locality,
        "team": team,
        "group": group,
        "birth": starts - (ages * 365.25).astype("timedelta64[D]"),
    }


def carers_of(size, adults, rng):
    """Unpaid carers of some of the people supported; each gets help once a year while the person is supported."""
    cared_for = np.flatnonzero(rng.random(len(adults["starts"])) < CARERS)
    ages = rng.triangular(22, 62, 88, len(cared_for))
    return {
        "cared_for": cared_for,
        "starts": adults["starts"][cared_for],
        "ends": adults["ends"][cared_for],
        "team": adults["team"][cared_for],
        "locality": adults["locality"][cared_for],
        "group": np.full(len(cared_for), 5),
        "moved": adults["moved"][cared_for],
        "team_after": adults["team_after"][cared_for],
        "birth": adults["starts"][cared_for] - (ages * 365.25).astype("timedelta64[D]"),
    }


def road_to_support(adults, waits, rng):
    """Requests and assessments of those whose support begins in the data; the assessment comes before the support."""
    new = np.flatnonzero(adults["new"])
    count = len(new)
    slow = waits[adults["team"][new]]
    assessed = adults["starts"][new] - days(rng, 11, 0.75, count)
    began = assessed - days(rng, 11, 0.6, count) - (slow * rng.exponential(4, count)).astype("timedelta64[D]")
    asked = began - until_contact(rng, count)
    answered = np.minimum(asked + days(rng, 1.4, 0.9, count, 20), began)
    route = choose(rng, [0.52, 0.3, 0.05, 0.06, 0.07], count)
    return stack(
        [
            events_of(new, REQUEST, asked, answered, TO_ASSESSMENT, route=route),
            events_of(new, ASSESSMENT, began, assessed, TO_SERVICES, assessment=0),
        ]
    )


def until_contact(rng, count):
    """Days from the request until somebody begins to assess: most often within two."""
    soon = rng.random(count) < SEEN_SOON
    return np.where(soon, rng.integers(0, 3, count), rng.integers(3, 16, count)).astype("timedelta64[D]")


def passing_events(first, callers, rng):
    """Requests, and a few assessments, that end without support; `first` is the number of the first caller."""
    count = len(callers["starts"])
    person = first + np.arange(count)
    asked = callers["starts"]
    answered = asked + days(rng, 1.4, 1.0, count, 40)
    ends = [ADVICE, ELSEWHERE, DECLINED, NOT_OFFERED, SELF_FUNDED, TO_ASSESSMENT]
    outcome = np.array(ends)[choose(rng, [0.40, 0.2, 0.06, 0.08, 0.06, 0.2], count)]
    looked = np.flatnonzero(outcome == TO_ASSESSMENT)
    began = np.maximum(answered[looked], asked[looked] + until_contact(rng, len(looked)))
    done = began + days(rng, 10, 0.7, len(looked))
    result = np.array([NOT_OFFERED, SELF_FUNDED, ADVICE])[choose(rng, [0.4, 0.35, 0.25], len(looked))]
    route = choose(rng, [0.72, 0.16, 0.01, 0.05, 0.06], count)
    return stack(
        [
            events_of(person, REQUEST, asked, answered, outcome, route=route),
            events_of(person[looked], ASSESSMENT, began, done, result, assessment=0),
        ]
    )


def reablement(first, reabled, adults, rng):
    """Requests that led to reablement, and the reablement: of newcomers who need nothing more, and of those who do."""
    count = len(reabled["starts"])
    first_time = NO_FURTHER + rng.normal(0, 0.01)
    older = np.isin(adults["kind"], ["older", "physical"]) & adults["new"]
    wanted = count * (1 - first_time) / first_time
    before = np.flatnonzero(older & (rng.random(len(older)) < wanted / max(older.sum(), 1)))
    person = np.concatenate([first + np.arange(count), before])
    length = rng.integers(21, 43, len(person)).astype("timedelta64[D]")
    starts = np.concatenate([reabled["starts"], adults["starts"][before] - length[count:] - np.timedelta64(1, "D")])
    nothing = np.array([AS_PLANNED, DECLINED, OTHERWISE])[choose(rng, [0.86, 0.06, 0.08], count)]
    outcome = np.concatenate([nothing, np.full(len(before), TO_SERVICES)])
    asked = starts - days(rng, 5, 0.7, len(person))
    route = choose(rng, [0.25, 0.6, 0.0, 0.0, 0.15], len(person))
    requests = events_of(
        person, REQUEST, asked, np.minimum(asked + days(rng, 1.2, 0.7, len(person)), starts), TO_REABLEMENT, route=route
    )
    return requests, events_of(person, SERVICE, starts, starts + length, outcome)


def reviews_after_reablement(first, spells, rng):
    """Most of those who need nothing more are seen as their reablement ends."""
    seen = (spells["person"] >= first) & (rng.random(len(spells["person"])) < REVIEWED_AFTER_REABLEMENT)
    person, ends = spells["person"][seen], spells["ends"][seen]
    return events_of(person, REVIEW, ends - np.timedelta64(1, "D"), ends, AS_PLANNED, review_reason=3)


def review_shares(org, rng):
    """For each team and group, the share of yearly reviews that are held: before and after what is planted."""
    kinds = np.array([team.kind for team in org.teams])
    share = np.clip(rng.normal(0.84, 0.045, (len(kinds), 7)), 0.72, 0.93)
    for key in ("op-northfield", "op-eastgate"):
        share[org.position(key)] = 0.88
    share[org.position("op-harbour")] = 0.78
    share[org.position("op-harbour"), MEMORY] = 0.32
    after = share.copy()
    after[org.position("op-northfield")] = REVIEWS_AFTER_THE_FALL
    after[org.position("op-harbour")] = 0.96
    after[org.position("op-harbour"), MEMORY] = 0.44
    return share, after


def reviews(adults, size, org, rng):
    """Reviews from six to ten weeks after support begins, and then before each year is out; each is held or not."""
    before, after = review_shares(org, rng)
    count = len(adults["starts"])
    early = adults["starts"] + rng.integers(40, 75, count)
    due = np.where(early >= size.first_day, early, size.first_day + rng.integers(0, REVIEW_EVERY[1], count))
    parts = []
    while True:
        open_ = np.flatnonzero(due <= np.minimum(adults["ends"], LAST_DAY))
        if not len(open_):
            return stack(parts)
        parts.append(reviews_due(adults, open_, due[open_], (before, after), org, rng))
        due = due + rng.integers(*REVIEW_EVERY, count)


def reviews_due(adults, person, due, shares, org, rng):
    team = team_on(adults, person, due)
    group = adults["group"][person]
    changed = np.where(team == org.position("op-northfield"), REVIEWS_FALL, MEMORY_CASES_MOVED)
    share = np.where(due >= changed, shares[1][team, group], shares[0][team, group])
    held = rng.random(len(person)) < share
    person, due = person[held], due[held]
    ended = np.minimum(due + rng.integers(0, 4, len(due)), LAST_DAY)
    reason = choose(rng, [0.74, 0.16, 0.07, 0.03], len(person))
    outcome = np.where(rng.random(len(person)) < 0.8, CONTINUES, TO_SERVICES)
    return events_of(person, REVIEW, due, ended, outcome, review_reason=reason)


def package_events(packages, adults):
    """A service for each package; a package that was changed ends because the support goes on."""
    person = packages["person"]
    died = adults["ending"][person] == 0
    ending = np.array([DIED, MOVED, AS_PLANNED, OTHERWISE, SELF_FUNDED])[adults["ending"][person]]
    outcome = np.where(packages["changed"], CONTINUES, np.where(died, DIED, ending))
    return events_of(person, SERVICE, packages["starts"], packages["ends"], outcome, package=np.arange(len(person)))


def carer_events(first, carers, size, rng):
    """A carer's assessment and a payment once a year."""
    parts = []
    year = np.timedelta64(365, "D")
    starts = np.maximum(carers["starts"], size.first_day - 300) + rng.integers(5, 120, len(carers["starts"]))
    while (starts <= np.minimum(carers["ends"], LAST_DAY)).any():
        which = np.flatnonzero(starts <= np.minimum(carers["ends"], LAST_DAY))
        began = starts[which]
        done = began + days(rng, 8, 0.5, len(which))
        parts += [
            events_of(first + which, ASSESSMENT, began, done, TO_SERVICES),
            events_of(first + which, SERVICE, done + 5, done + 365, CONTINUES),
        ]
        starts = starts + year
    return stack(parts)
