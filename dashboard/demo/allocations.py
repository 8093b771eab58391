"""Who holds whose case: a row for each person and team, from a day to a day."""

import numpy as np
import pyarrow as pa

from dashboard.demo import files
from dashboard.demo.rows import named, no_date, stack
from dashboard.demo.sizes import LAST_DAY

OPEN_BEFORE = np.timedelta64(75, "D")  # the case opens before the support begins
WITH_LEAVERS = np.timedelta64(3 * 365, "D")
CASE_HOLDERS = 8  # workers of a team
ONE = np.timedelta64(1, "D")
UNKNOWN_TEAM = {
    "Person ID": "A000002",
    "Team": "op-nortfield",
    "From": "2019-05-01",
    "To": "2019-06-30",
    "Worker": "W001",
}


def held(person, team, starts, ends):
    return {"person": person, "team": team, "starts": starts, "ends": ends}


def of_people(first, people, opens, closes):
    """Cases of people who may pass from one team to another; `first` is the number of the first person."""
    person = first + np.arange(len(people["team"]))
    moved = ~np.isnat(people["moved"])
    ends = np.where(moved, people["moved"] - ONE, closes)
    return stack(
        [
            held(person, people["team"], opens, ends),
            held(person[moved], people["team_after"][moved], people["moved"][moved], closes[moved]),
        ]
    )


def of_adults(adults, reabled_before):
    """Adults: from before the support, or after a time with the reablement team, to its end."""
    opens = adults["starts"] - np.where(adults["new"], OPEN_BEFORE, np.timedelta64(0, "D"))
    cases = of_people(0, adults, opens, adults["ends"])
    return split_off_reablement(cases, reabled_before)


def split_off_reablement(cases, reabled):
    """While people are reabled the reablement team holds them, and before that too."""
    if not len(reabled["person"]):
        return cases
    ends = dict(zip(reabled["person"].tolist(), reabled["ends"].tolist(), strict=True))
    index = np.array([n for n, person in enumerate(cases["person"].tolist()) if person in ends])
    after = np.array([ends[person] for person in cases["person"][index].tolist()], "datetime64[D]") + ONE
    first = cases["starts"][index] < after
    index, after = index[first], after[first]
    early = held(
        cases["person"][index], team_by_person(reabled)(cases["person"][index]), cases["starts"][index], after - ONE
    )
    cases["starts"][index] = after
    return stack([cases, early])


def team_by_person(rows):
    teams = dict(zip(rows["person"].tolist(), rows["team"].tolist(), strict=True))
    return lambda people: np.array([teams[person] for person in people.tolist()], int)


def of_children(org, children, referrals):
    """Children: with the assessment team after a referral, with a looked-after team while in care."""
    looked = held(np.arange(len(children["team"])), children["team"], children["starts"], children["ends"])
    order = np.lexsort((referrals["referred"], referrals["child"]))
    child, starts = referrals["child"][order], referrals["referred"][order]
    team = referrals["team"][order]
    support = np.arange(len(child)) % 5 == 0  # one in five goes on to family support
    family = org.serving("family")[referrals["locality"][order]]
    nexts = np.append(
        np.where(child[1:] == child[:-1], starts[1:], np.datetime64("2999-01-01")), np.datetime64("2999-01-01")
    )
    in_care = np.full(child.max() + 1, np.datetime64("2999-01-01", "D"))
    in_care[: len(children["starts"])] = children["starts"]
    limit = np.minimum(nexts, in_care[child]) - ONE
    assessed = np.minimum(starts + 44, limit)
    helped = np.minimum(assessed + 210, limit)
    kept = limit >= starts
    more = kept & support & (helped > assessed)
    grown = np.flatnonzero(children["came_of_age"])
    left = children["ends"][grown] + ONE
    leaving = np.full(len(grown), org.of_kind("leaving")[0])
    return stack(
        [
            looked,
            held(grown, leaving, left, left + WITH_LEAVERS),
            held(child[kept], team[kept], starts[kept], assessed[kept]),
            held(child[more], family[more], assessed[more] + ONE, helped[more]),
        ]
    )


def write_allocations(out, org, adults, adult_names, children, child_names):
    """Both lists in one file, with cases still open at the end of the data left open."""
    names = pa.concat_arrays([adult_names.take(pa.array(adults["person"])), child_names(children["person"])])
    rows = stack([adults, children])
    kept = (rows["starts"] <= rows["ends"]) & (rows["starts"] <= LAST_DAY)
    ends = np.where(rows["ends"] > LAST_DAY, no_date(len(kept)), rows["ends"])
    files.write(
        out / "allocations.csv",
        "allocations",
        {
            "person": names.filter(pa.array(kept)),
            "team": named(org.keys, rows["team"][kept]),
            "start": rows["starts"][kept],
            "end": ends[kept],
            "worker": workers(rows["team"][kept], rows["person"][kept]),
        },
        [UNKNOWN_TEAM],
    )


def workers(team, person):
    """Who holds each case: the case goes to one of its team's workers, whoever comes next."""
    return pa.array([f"W{t:02d}{p % CASE_HOLDERS + 1}" for t, p in zip(team.tolist(), person.tolist(), strict=True)])


def open_cases(org, rows, days):
    """How many cases each team holds on a day."""
    there = (rows["starts"] <= days) & (rows["ends"] >= days)
    return np.bincount(rows["team"][there], minlength=len(org.teams))
