"""Children looked after and their placements, and the referrals that come before."""

import numpy as np

from dashboard.demo.rows import choose, stack
from dashboard.demo.sizes import LAST_DAY

USUAL_MONTHS = 29
GROWN_UP = 1.14  # some leave sooner, on their eighteenth birthday: more must come to keep the number
MOVES_GAP = 620  # usual days in one placement; restless children move far sooner
RESTLESS, RESTLESS_GAP, ADOPTION_GAP = 0.10, 100, 5_000
LONGEST_CHAIN = 14
ETHNICITIES = {
    "WBRI": 0.74,
    "WOTH": 0.04,
    "WIRI": 0.01,
    "MWBC": 0.04,
    "MWAS": 0.02,
    "MOTH": 0.03,
    "AIND": 0.01,
    "APKN": 0.03,
    "ABAN": 0.01,
    "BCRB": 0.02,
    "BAFR": 0.03,
    "OOTH": 0.02,
}
ARRIVING_ETHNICITIES = {"AOTH": 0.35, "BAFR": 0.3, "OOTH": 0.35}  # of unaccompanied asylum-seeking children

#            foster  home  with parents  independent  school
PLACES = ["U1", "U4", "U6", "K2", "P1", "H5", "R1", "A4"]
YOUNG = [0.17, 0.22, 0.36, 0.05, 0.09, 0.00, 0.01, 0.10]
OLDER = [0.07, 0.15, 0.25, 0.29, 0.03, 0.19, 0.02, 0.00]
FOSTER, HOMES = (0, 1, 2), (3,)
INDEPENDENT, ADOPTION = 5, 7
PLACE_PROVIDERS = {0: "PR0", 1: "PR1", 2: "PR4", 3: "PR4", 4: "PR0", 5: "PR4", 6: "PR5", 7: "PR1"}
LEGAL = ["C2", "C1", "V2", "E1"]
NEEDS = ["N1", "N2", "N3", "N4", "N5", "N6", "N8"]
ENDED = ["E4A", "E8", "E45", "E5", "E7", "E13", "E11"]
MOVED_WHY = ["CARPL", "STAND", "CREQO", "CHILD", "PLACE", "LAREQ", "APPRR"]
REFERRALS_A_YEAR = 1_700 / 31_000  # for each child living there; England about 1 in 18
REFERRED_AGAIN = 0.21
UNDER_18 = 0.205


def looked_after(size, org, rng):
    """A row for each child in care: dates, birth, sex, team. Care may begin a year before the data."""
    begin = size.first_day - 400
    window = (LAST_DAY - begin).astype(int)
    usual = USUAL_MONTHS * 30.4
    arriving = rng.poisson(size.children * GROWN_UP / usual * window)
    back = np.minimum(rng.exponential(usual, size.children), 3_600).astype(int) + 1
    starts = np.concatenate([begin - back, begin + rng.integers(0, window, arriving)])
    left = np.concatenate([rng.exponential(usual, size.children), rng.exponential(usual, arriving)]).astype(int) + 6
    ends = np.maximum(starts, begin) + left
    count = len(starts)
    abroad = (rng.random(count) < 0.06) & (starts >= begin)
    ages = np.where(abroad, rng.uniform(15, 17.3, count), rng.beta(0.9, 1.0, count) * 16.4)
    birth = starts - (ages * 365.25).astype("timedelta64[D]") - 1
    birth = np.maximum(birth, begin - np.timedelta64(int(17.3 * 365.25), "D"))
    eighteen = birth + np.timedelta64(int(18 * 365.25), "D")
    came_of_age = eighteen <= ends
    locality = rng.integers(0, len(org.localities), count)
    order = np.argsort(starts, kind="stable")
    rows = {
        "starts": starts,
        "ends": np.minimum(ends, eighteen),
        "birth": birth,
        "abroad": abroad,
        "came_of_age": came_of_age,
        "sex": np.where(abroad, 1, rng.integers(1, 3, count)),
        "locality": locality,
        "restless": rng.random(count) < RESTLESS,
        "legal": choose(rng, [0.56, 0.18, 0.20, 0.06], count),
        "need": choose(rng, [0.62, 0.04, 0.04, 0.09, 0.13, 0.02, 0.06], count),
        "ethnicity": choose(rng, list(ETHNICITIES.values()), count),
        "team": org.serving("looked_after")[locality],
    }
    return {name: values[order] for name, values in rows.items()}


def episodes(children, rng):
    """Placements and changes of legal status, one after another from the first day of care to the last."""
    count = len(children["starts"])
    begins = children["starts"].copy()
    place = first_place(children, rng)
    status = np.where(children["legal"] == 1, 1, np.where(children["abroad"], 2, children["legal"]))
    reason = np.full(count, "S")
    parts = []
    for link in range(LONGEST_CHAIN):
        there = begins <= np.minimum(children["ends"], LAST_DAY)
        if not there.any():
            break
        adopt(children, there & (place == ADOPTION), begins, rng)
        part = one_episode(children, begins, place, status, reason, link == LONGEST_CHAIN - 1, rng)
        parts.append({name: values[there] for name, values in part.items()})
        begins = part["ends"].copy()
        begins[~there | part["last"]] = np.datetime64("2100-01-01")
        legal_only = part["legal_only"]
        status = np.where(legal_only & (status == 1), 0, status)
        place = np.where(legal_only, place, next_place(children, begins, place, rng))
        reason = np.where(legal_only, "L", "P")
    rows = stack(parts)
    return {name: values[np.lexsort((rows["starts"], rows["child"]))] for name, values in rows.items()}


def adopt(children, which, begins, rng):
    """Most children placed for adoption are adopted within a year, and their care ends with it."""
    count = len(begins)
    which = which & (rng.random(count) < 0.9)
    adopted = begins + rng.integers(150, 330, count)
    sooner = which & (adopted < children["ends"])
    children["ends"][sooner] = adopted[sooner]
    children["came_of_age"][sooner] = False


def one_episode(children, begins, place, status, reason, final, rng):
    count = len(begins)
    gap = np.where(place == ADOPTION, ADOPTION_GAP, np.where(children["restless"], RESTLESS_GAP, MOVES_GAP))
    length = np.maximum(rng.exponential(gap), 4).astype(int)
    ordered = (status == 1) & (rng.random(count) < 0.6)
    length = np.where(ordered, np.minimum(length, rng.integers(120, 240, count)), length)
    ends = np.minimum(begins + length, children["ends"])
    if final:
        ends = children["ends"]
    return {
        "child": np.arange(count),
        "starts": begins.copy(),
        "ends": ends,
        "last": ends >= children["ends"],
        "legal_only": ordered & (ends < children["ends"]),
        "place": place.copy(),
        "status": status.copy(),
        "reason": reason.copy(),
        "ended": reason_ended(children, place, ends, rng),
        "why_moved": choose(rng, [0.28, 0.18, 0.16, 0.1, 0.16, 0.08, 0.04], count),
    }


def reason_ended(children, place, ends, rng):
    """X1 while care goes on; else why it ended."""
    count = len(ends)
    ended = np.array(ENDED)[choose(rng, [0.42, 0.16, 0.16, 0.02, 0.05, 0.14, 0.05], count)]
    adopted = place == ADOPTION
    ended = np.where(children["came_of_age"], "E7", np.where(adopted, "E11", np.where(ended == "E11", "E4A", ended)))
    return np.where(ends < children["ends"], "X1", ended)


def first_place(children, rng):
    count = len(children["starts"])
    young = (children["starts"] - children["birth"]).astype(int) < 13 * 365
    place = np.where(young, choose(rng, YOUNG, count), choose(rng, OLDER, count))
    return np.where((children["abroad"] & (place != INDEPENDENT)) | (place == ADOPTION), 2, place)


def next_place(children, days, place, rng):
    count = len(place)
    age = (np.minimum(days, LAST_DAY) - children["birth"]).astype(int) / 365.25
    fresh = np.where(age < 13, choose(rng, YOUNG, count), choose(rng, OLDER, count))
    fresh = np.where((fresh == INDEPENDENT) & (age < 16), 2, fresh)
    return np.where((place == ADOPTION) | ((fresh == ADOPTION) & (age > 7)), 2, fresh)


def referrals(size, org, children, rng):
    """Referrals to children's social care: of children who came into care, of others, and of some a second time."""
    window = (LAST_DAY - size.first_day).astype(int)
    yearly = size.population * UNDER_18 * REFERRALS_A_YEAR
    total = int(yearly * window / 365)
    single = int(total * (1 - REFERRED_AGAIN))
    child = len(children["starts"]) + np.arange(single)
    referred = size.first_day + rng.integers(0, window, single)
    birth = referred - rng.integers(0, 17 * 365, single)
    locality = rng.integers(0, len(org.localities), single)
    again = rng.choice(single, total - single, replace=True)
    later = referred[again] + rng.integers(14, 420, len(again))
    mine = np.flatnonzero(children["starts"] >= size.first_day)
    before_care = np.maximum(children["starts"][mine] - rng.integers(3, 90, len(mine)), size.first_day)
    rows = {
        "child": np.concatenate([child, child[again], mine]),
        "referred": np.concatenate([referred, later, before_care]),
        "birth": np.concatenate([birth, birth[again], children["birth"][mine]]),
        "locality": np.concatenate([locality, locality[again], children["locality"][mine]]),
    }
    kept = (rows["referred"] <= LAST_DAY) & (rows["birth"] <= rows["referred"])
    rows = {name: values[kept] for name, values in rows.items()}
    rows["team"] = org.serving("assessment")[rows["locality"]]
    order = np.lexsort((rows["child"], rows["referred"]))
    rows = {name: values[order] for name, values in rows.items()}
    rows["nothing_done"] = rng.random(len(order)) < 0.11
    return rows
