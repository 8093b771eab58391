"""The SSDA903 return of each collection year, and the yearly list of referrals (Annex A list 3)."""

import numpy as np
import pyarrow as pa

from dashboard.demo import files
from dashboard.demo.children import (
    ADOPTION,
    ARRIVING_ETHNICITIES,
    ETHNICITIES,
    LEGAL,
    MOVED_WHY,
    NEEDS,
    PLACE_PROVIDERS,
    PLACES,
)
from dashboard.demo.rows import choose, named, no_date, pick, stack
from dashboard.demo.sizes import LAST_DAY, LAST_MONTH, financial_year, year_label

REVIEW_DAYS = [18, 88]  # a first review within 20 working days, a second within 3 months, then every 6 months
REVIEW_EVERY = 175
REVIEWED_LATE = 0.07
REVIEW_CODES = {"PN0": 0.16, "PN1": 0.62, "PN2": 0.05, "PN3": 0.1, "PN4": 0.02, "PN5": 0.03, "PN7": 0.02}


def identifier(numbers):
    return pa.array([f"C{n:06d}" for n in np.asarray(numbers).tolist()], pa.string())


def collection_years(size):
    """The first calendar year, first and last day of each return; the newest is as far as the data goes."""
    for year in range(int(financial_year(size.first_month)), int(financial_year(LAST_MONTH)) + 1):
        ends = min(np.datetime64(f"{year + 1}-03-31"), LAST_DAY)
        yield year, np.datetime64(f"{year}-04-01"), ends


def write_returns(out, size, children, episodes, rng):
    held = reviews(children, rng)
    workers = social_workers(children, rng)
    went = missing(children, rng)
    for year, first, last in collection_years(size):
        folder = out / "ssda903" / year_label(year)
        within = (children["starts"] <= last) & (children["ends"] >= first)
        write_children(folder, children, np.flatnonzero(within), rng)
        write_episodes(
            folder, children, pick(episodes, (episodes["starts"] <= last) & (episodes["ends"] >= first)), last
        )
        write_dated(
            folder, "reviews", "review", pick(held, (held["review"] >= first) & (held["review"] <= last)), children
        )
        write_dated(
            folder,
            "social_workers",
            "start",
            cut(pick(workers, (workers["start"] <= last) & (workers["end"] >= first)), last),
            children,
        )
        write_dated(
            folder,
            "missing",
            "start",
            cut(pick(went, (went["start"] >= first) & (went["start"] <= last)), last),
            children,
        )
        write_health(folder, children, first, last, rng)
        write_leavers(folder, children, last, rng)
        write_adoptions(folder, children, episodes, first, last, rng)
    write_deprivation_of_liberty(folder, children, last)


def cut(rows, last):
    """What ends after the return is still open in it."""
    rows["end"] = np.where(rows["end"] > last, no_date(len(rows["end"])), rows["end"])
    return rows


def save(folder, name, columns):
    """A table without rows is not written: two of them would be the same file."""
    if not len(columns["child"]):
        return
    files.write(folder / f"{name}.csv", f"ssda903_{name}", files.with_text_dates(columns))


def write_dated(folder, name, by, rows, children):
    rows = pick(rows, np.lexsort((rows[by], rows["child"])))
    child = rows.pop("child")
    save(folder, name, {"child": identifier(child), "birth": children["birth"][child], **rows})


def write_children(folder, children, who, rng):
    abroad = children["abroad"][who]
    usual = np.array(list(ETHNICITIES))[children["ethnicity"][who]]
    others = np.array(list(ARRIVING_ETHNICITIES))[who % 3]
    mother = (children["sex"][who] == 2) & (who % 61 == 0) & ~abroad
    upn = pa.array([f"R{n % 10}9900{n:07d}" for n in who.tolist()])
    save(
        folder,
        "header",
        {
            "child": identifier(who),
            "sex": children["sex"][who],
            "birth": children["birth"][who],
            "ethnicity": np.where(abroad, others, usual),
            "upn": upn,
            "mother": pa.array(np.ones(len(who), int), mask=~mother),
            "mother_birth": no_date(len(who)),
        },
    )
    arrived = who[abroad]
    save(
        folder,
        "uasc",
        {
            "child": identifier(arrived),
            "sex": children["sex"][arrived],
            "birth": children["birth"][arrived],
            "ceased": children["birth"][arrived] + np.timedelta64(int(18 * 365.25), "D"),
        },
    )
    before = who[who % 23 == 0]
    save(
        folder,
        "previous_permanence",
        {
            "child": identifier(before),
            "birth": children["birth"][before],
            "previous": named(["P1", "P2"], before % 2),
            "la": pa.array(["E99WM"] * len(before), pa.string()),
            "date": pa.array(["zz/zz/zzzz"] * len(before), pa.string()),
        },
    )


def write_deprivation_of_liberty(folder, children, last):
    """Two of the children who move most, in the newest return only: the table is new."""
    who = np.flatnonzero((children["starts"] <= last - 200) & (children["ends"] > last))
    who = who[np.argsort(~children["restless"][who], kind="stable")][:2]
    save(
        folder,
        "deprivation_of_liberty",
        {
            "child": identifier(who),
            "birth": children["birth"][who],
            "start": np.full(len(who), last - 60),
            "end": no_date(len(who)),
        },
    )


def write_episodes(folder, children, rows, last):
    open_ = (rows["ends"] > last) | ((rows["ends"] == last) & (rows["ended"] == "X1"))
    child, count = rows["child"], len(rows["child"])
    moved = (rows["ended"] == "X1") & ~rows["legal_only"] & ~open_
    status = np.where((rows["place"] == ADOPTION), "E1", np.array(LEGAL)[rows["status"]])
    save(
        folder,
        "episodes",
        {
            "child": identifier(child),
            "start": rows["starts"],
            "reason_new": rows["reason"],
            "legal_status": status,
            "need": np.array(NEEDS)[children["need"][child]],
            "placement": np.array(PLACES)[rows["place"]],
            "placement_provider": np.array(list(PLACE_PROVIDERS.values()))[rows["place"]],
            "end": np.where(open_, no_date(count), rows["ends"]),
            "reason_ended": pa.array(rows["ended"], pa.string(), mask=open_),
            "reason_change": named(MOVED_WHY, np.where(moved, rows["why_moved"], -1)),
            "home_postcode": named([f"WM{n + 1} 1AA" for n in range(40)], children["locality"][child] % 40),
            "placement_postcode": named([f"WM{n + 1} 2BB" for n in range(40)], (child * 7 + rows["place"]) % 40),
            "urn": pa.array(np.full(count, "SC999999"), mask=rows["place"] >= ADOPTION),
        },
    )


def reviews(children, rng):
    """Reviews of each child; each next one is counted from the one before, and some come late."""
    count = len(children["starts"])
    last = np.minimum(children["ends"], LAST_DAY)
    when, parts, number = children["starts"], [], 0
    while True:
        gap = (
            REVIEW_DAYS[number] - (REVIEW_DAYS[number - 1] if number else 0)
            if number < len(REVIEW_DAYS)
            else REVIEW_EVERY
        )
        late = np.where(rng.random(count) < REVIEWED_LATE, rng.integers(14, 60, count), rng.integers(-10, 2, count))
        when = when + np.maximum(gap + late, 5)
        there = when < last
        if not there.any():
            return stack(parts)
        code = np.array(list(REVIEW_CODES))[choose(rng, list(REVIEW_CODES.values()), count)]
        small = (when - children["birth"]).astype(int) < 4 * 365
        parts.append(
            {"child": np.flatnonzero(there), "review": when[there], "code": np.where(small, "PN0", code)[there]}
        )
        number += 1


def social_workers(children, rng):
    """Who worked with each child, from when to when."""
    count = len(children["starts"])
    begins, parts = children["starts"], []
    last = np.minimum(children["ends"], LAST_DAY)
    while (begins <= last).any():
        there = np.flatnonzero(begins <= last)
        ends = np.minimum(begins + np.maximum(rng.exponential(480, count), 30).astype(int), children["ends"])
        team = children["team"]
        parts.append(
            {
                "child": there,
                "worker": pa_text("SW", team[there] * 100 + rng.integers(0, 12, len(there))),
                "start": begins[there],
                "end": ends[there],
                "reason": np.array(["MANAGE", "LEFTRL", "ORGRST", "CHCHAN", "ABSENC"])[
                    choose(rng, [0.3, 0.4, 0.12, 0.08, 0.1], len(there))
                ],
            }
        )
        begins = np.where(ends >= children["ends"], np.datetime64("2100-01-01"), ends + np.timedelta64(1, "D"))
    return stack(parts)


def pa_text(prefix, numbers):
    return np.array([f"{prefix}{n:05d}" for n in numbers.tolist()])


def missing(children, rng):
    often = np.where(children["restless"], 1.6, 0.12)
    child = np.repeat(np.arange(len(often)), rng.poisson(often))
    old = np.maximum(children["starts"], children["birth"] + np.timedelta64(11 * 365, "D"))[child]
    span = (np.minimum(children["ends"], LAST_DAY)[child] - old).astype(int)
    child, old, span = child[span > 1], old[span > 1], span[span > 1]
    start = old + (rng.random(len(child)) * span).astype(int)
    return {
        "child": child,
        "kind": np.where(rng.random(len(child)) < 0.8, "M", "A"),
        "start": start,
        "end": start + rng.integers(0, 4, len(child)),
    }


def write_health(folder, children, first, last, rng):
    """Health and offending of the children looked after for a year at the end of the return."""
    who = np.flatnonzero((children["starts"] <= last - 365) & (children["ends"] > last))
    count = len(who)
    age = ((last - children["birth"][who]).astype(int) / 365.25).astype(int)
    asked = (age >= 4) & (age <= 16)
    scored = asked & (rng.random(count) < 0.82)
    reason = np.where(asked & ~scored, choose(rng, [0.1, 0.5, 0.2, 0.1, 0.1], count), -1)
    say = {
        name: rng.random(count) < share
        for name, share in {
            "convicted": 0.02,
            "health_check": 0.86,
            "immunisations": 0.88,
            "teeth_check": 0.78,
            "health_assessment": 0.90,
            "substance_misuse": 0.03,
            "intervention_received": 0.5,
        }.items()
    }
    say["health_check"] &= age < 5
    say["convicted"] &= age >= 10
    yes = {name: flags.astype(int) for name, flags in say.items()}
    yes["intervention_offered"] = (say["substance_misuse"] & ~say["intervention_received"]).astype(int)
    yes["intervention_received"] = (say["substance_misuse"] & say["intervention_received"]).astype(int)
    save(
        folder,
        "oc2",
        {
            "child": identifier(who),
            "birth": children["birth"][who],
            "sdq_score": pa.array(np.clip(rng.normal(14, 6, count), 0, 40).astype(int), mask=~scored),
            "sdq_reason": named([f"SDQ{n}" for n in range(1, 6)], reason),
            **yes,
        },
    )


def write_leavers(folder, children, last, rng):
    """Young people of 17 to 21 who left care at 16 or later."""
    age = (last - children["birth"]).astype(int) / 365.25
    who = np.flatnonzero((children["ends"] <= last) & (age >= 17) & (age < 22) & children["came_of_age"])
    count = len(who)
    save(
        folder,
        "oc3",
        {
            "child": identifier(who),
            "birth": children["birth"][who],
            "in_touch": np.array(["YES", "NO"])[choose(rng, [0.93, 0.07], count)],
            "activity": np.array(["F1", "F2", "F4", "P2", "G4", "0"])[
                choose(rng, [0.1, 0.28, 0.16, 0.06, 0.33, 0.07], count)
            ],
            "accommodation": np.array(["B1", "C1", "D1", "E1", "T1", "U1", "X2"])[
                choose(rng, [0.12, 0.05, 0.04, 0.2, 0.13, 0.4, 0.06], count)
            ],
        },
    )


def write_adoptions(folder, children, episodes, first, last, rng):
    placed = pick(
        episodes, (episodes["place"] == ADOPTION) & (episodes["starts"] <= last) & (episodes["ends"] >= first)
    )
    child = placed["child"]
    adopted = (placed["ended"] == "E11") & (placed["ends"] <= last)
    moved_on = (placed["ended"] == "X1") & (placed["ends"] <= last)
    save(
        folder,
        "placed_adoption",
        {
            "child": identifier(child),
            "birth": children["birth"][child],
            "placed": np.maximum(placed["starts"] - 120, children["starts"][child]),  # the day of the decision
            "ceased": np.where(moved_on, placed["ends"], no_date(len(child))),
            "reason_ceased": named(["RD3"], np.where(moved_on, 0, -1)),
        },
    )
    done = child[adopted]
    starts = placed["starts"][adopted]
    save(
        folder,
        "ad1",
        {
            "child": identifier(done),
            "birth": children["birth"][done],
            "decided": starts - 120,
            "matched": starts - 20,
            "by_foster_carer": named(["N", "Y"], rng.integers(0, 8, len(done)) == 0),
            "adopters": np.full(len(done), 2),
            "adopters_sex": np.full(len(done), "MF"),
            "adopters_status": np.full(len(done), "L0"),
        },
    )


def write_referrals(out, size, org, referrals, rng):
    """A list of referrals for each financial year."""
    count = len(referrals["child"])
    columns = {
        "gender": np.array(["Female", "Male"])[(referrals["child"] % 2)],
        "ethnicity": np.array(list(ETHNICITIES))[referrals["child"] * 7919 % len(ETHNICITIES)],
        "birth": referrals["birth"],
        "referred": referrals["referred"],
        "source": np.array(["Police", "School", "Health services", "Individual", "Council services", "Housing"])[
            choose(rng, [0.3, 0.22, 0.15, 0.09, 0.19, 0.05], count)
        ],
        "nfa": np.array(["No", "Yes"])[referrals["nothing_done"].astype(int)],
        "worker": pa_text("SW", referrals["team"] * 100 + rng.integers(0, 12, count)),
    }
    for year, first, last in collection_years(size):
        mine = (referrals["referred"] >= first) & (referrals["referred"] <= last)
        files.write(
            out / "childrens_referrals" / f"referrals-{year_label(year)}.csv",
            "childrens_referrals",
            {
                "child": identifier(referrals["child"][mine]),
                "team": named(org.keys, referrals["team"][mine]),
                **pick(columns, mine),
            },
        )
