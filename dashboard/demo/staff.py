"""Posts and who holds them, month by month: sickness, supervision, appraisals, training and cases."""

import numpy as np
import pyarrow as pa

from dashboard.demo import files
from dashboard.demo.rows import choose, named, no_date, pick, stack, yes_no
from dashboard.demo.sizes import financial_year, first_of, last_of, months_of, year_label

ROLES = [
    "Team manager",
    "Senior practitioner",
    "Social worker",
    "Care assessor",
    "Occupational therapist",
    "Administrator",
    "Support worker",
]
TEAM_ROLES = [0, 1, 2, 2, 2, 2, 3, 3, 4, 5, 2, 3, 6, 6]
HOLDS_CASES = [1, 2, 3, 4]
MONTHLY_PAY = np.array([5_600, 4_900, 4_350, 3_300, 4_400, 2_700, 2_900])  # with the employer's costs, 2024-25
POSTS = {
    "older": 14,
    "learning": 11,
    "transitions": 7,
    "mental": 12,
    "physical": 11,
    "sensory": 3,
    "hospital": 13,
    "reablement": 14,
    "assessment": 9,
    "family": 8,
    "looked_after": 11,
    "leaving": 8,
    "fostering": 11,
}
LEAVES, FILLS, AGENCY_COMES, AGENCY_GOES = 0.0108, 0.085, 0.14, 0.14  # chances in a month
ALLOCATED = 0.5  # of adults' cases; the others are held by the team for the next review
MOST_CASES = 32
REASONS = ["Resignation", "Retirement", "Moved within the council", "End of contract", "Other"]
NORTHFIELD_TROUBLE = np.datetime64("2025-11", "M")
SUPERVISION_IN_TROUBLE = 0.52
SICK_AFTER = 3  # months after a month of fewer supervisions a team has more days of sickness
SICKER = 2.5  # for each share of supervisions missed, by how much
LEAST_SICK, MOST_SICK = 0.5, 1.8


def posts_of(org, rng):
    """A row for each post: team, role and hours."""
    team = np.repeat(np.arange(len(org.teams)), [POSTS[each.kind] for each in org.teams])
    place = np.concatenate([np.arange(POSTS[each.kind]) for each in org.teams])
    return {"team": team, "role": np.array(TEAM_ROLES)[place], "fte": np.where(rng.random(len(team)) < 0.8, 1.0, 0.6)}


class Workforce:
    """Who sits on each post; each month people fall ill, leave and come."""

    def __init__(self, org, size, rng):
        self.org, self.size, self.rng = org, size, rng
        self.posts = posts_of(org, rng)
        count = len(self.posts["team"])
        self.holder = np.where(rng.random(count) < 0.92, np.arange(count), -1)
        self.agency = (self.holder < 0) & (rng.random(count) < 0.35)
        self.begun = size.first_day - rng.integers(60, 3_000, count)
        self.next_number = count
        self.keen = np.clip(rng.normal(0.88, 0.035, len(org.teams)), 0.78, 0.96)
        self.restless = np.exp(rng.normal(0, 0.25, len(org.teams)))
        adults = np.isin(np.arange(len(org.teams)), org.of_kind("older", "learning", "mental", "physical"))
        self.allocated = np.where(adults, ALLOCATED, 1.0)
        self.ill = rng.gamma(6, 0.12, len(org.teams))
        self.missed = [np.zeros(len(org.teams))] * SICK_AFTER  # supervisions, of the last months, beside what is usual

    def month(self, month, cases):
        """The rows of a month; `cases` are the open cases of each team."""
        self.fill_posts(month)
        team, held = self.posts["team"], self.holder >= 0
        leaving = held & (self.rng.random(len(team)) < LEAVES * self.restless[team] * self.trouble(month, 2.5)[team])
        there = held | self.agency
        rows = {
            **self.posts,
            "month": np.full(len(team), month),
            "post": np.arange(len(team)),
            "holder": self.holder.copy(),
            "agency": self.agency.copy(),
            "start": np.where(there, self.begun, no_date(len(team))),
            "left": np.where(leaving, last_of(month) - self.rng.integers(0, 28, len(team)), no_date(len(team))),
            "why": np.where(leaving, choose(self.rng, [0.58, 0.14, 0.16, 0.06, 0.06], len(team)), -1),
        }
        self.add_days(rows, there, month)
        rows["cases"] = self.share_of_cases(cases, there)
        rows["pay"] = MONTHLY_PAY[rows["role"]] * rows["fte"] * np.where(self.agency, 1.35, there) * pay_level(month)
        self.holder[leaving] = -1
        return rows

    def trouble(self, month, level):
        """1 for every team, but `level` at Northfield once its reviewers have gone."""
        levels = np.ones(len(self.org.teams))
        if month >= NORTHFIELD_TROUBLE:
            levels[self.org.position("op-northfield")] = level
        return levels

    def fill_posts(self, month):
        count = len(self.holder)
        empty = self.holder < 0
        filled = empty & (self.rng.random(count) < FILLS / self.trouble(month, 3.0)[self.posts["team"]])
        gone = self.agency & (filled | (self.rng.random(count) < AGENCY_GOES))
        come = empty & ~filled & ~self.agency & (self.rng.random(count) < AGENCY_COMES)
        self.agency = (self.agency & ~gone) | come
        new = filled | come
        self.begun[new] = first_of(month) + self.rng.integers(0, 10, new.sum())
        numbers = self.next_number + np.arange(filled.sum())
        self.holder[filled] = numbers
        self.next_number += len(numbers)

    def add_days(self, rows, there, month):
        team, count = rows["team"], len(rows["team"])
        own = there & ~self.agency
        winter = 1.25 if month.astype(int) % 12 in (0, 1, 10, 11) else 0.92
        spells = self.rng.poisson(0.31 * winter, count)
        sick = spells * self.rng.gamma(1.1, 3.0 * self.ill[team], count)
        sick = sick * np.clip(1 + SICKER * self.missed.pop(0), LEAST_SICK, MOST_SICK)[team]
        rows["sick"] = np.where(own, np.minimum(np.rint(sick * 2) / 2, 22), 0)
        keen = self.keen[team]
        in_trouble = self.trouble(month, 0)[team] == 0
        likely = np.where(in_trouble, SUPERVISION_IN_TROUBLE, keen)
        rows["supervised"] = there & (self.rng.random(count) < likely)
        of_team = np.bincount(team, there * likely - rows["supervised"]) / np.maximum(np.bincount(team, there), 1)
        self.missed.append(of_team)
        rows["appraisal_due"] = own & (np.arange(count) % 12 == month.astype(int) % 12)
        rows["appraised"] = rows["appraisal_due"] & (self.rng.random(count) < keen - 0.04)
        rows["training_due"] = np.where(own, self.rng.binomial(2, 0.18, count), 0)
        rows["trained"] = self.rng.binomial(rows["training_due"], np.clip(keen - 0.02, 0, 1))
        rows["there"] = there

    def share_of_cases(self, cases, there):
        """Each team's cases, shared among those who hold cases by their hours."""
        team = self.posts["team"]
        holds = there & np.isin(self.posts["role"], HOLDS_CASES)
        weight = holds * self.posts["fte"]
        whole = np.bincount(team, weight, len(cases))
        share = weight / np.maximum(whole[team], 0.01)
        allocated = np.minimum(cases * self.allocated, whole * MOST_CASES)
        return np.where(holds, np.rint(share * allocated[team]), 0).astype(int)


def pay_level(month):
    return 1 + 0.035 * (int(financial_year(month)) - 2024)


def write_staff(out, size, org, rows_by_month):
    """A file for each financial year, and for the newest a second one with sick days put right."""
    rows = stack(rows_by_month)
    years = financial_year(rows["month"])
    for year in np.unique(years):
        path = out / "staff_months" / f"staff-{year_label(year)}.csv"
        mine = pick(rows, years == year)
        files.write(path, "staff_months", columns_of(org, mine))
    corrected = {**mine, "sick": np.where(mine["sick"] > 15, 15, mine["sick"])}
    from_payroll = [
        {
            "Month": str(months_of(size)[-1]),
            "Post": "P9999",
            "Team": org.keys[0],
            "Role": "Social worker",
            "FTE": "1.0",
            "Days Sick": "45",
        }
    ]
    files.write(path.with_name(f"{path.stem}_corrected.csv"), "staff_months", columns_of(org, corrected), from_payroll)


def columns_of(org, rows):
    there, held = rows["there"], rows["holder"] >= 0
    return {
        "month": rows["month"].astype(str),
        "post": pa.array([f"P{n:04d}" for n in rows["post"].tolist()]),
        "team": named(org.keys, rows["team"]),
        "role": named(ROLES, rows["role"]),
        "employee": pa.array([f"W{n:05d}" for n in rows["holder"].tolist()], mask=~held),
        "fte": rows["fte"],
        "start": rows["start"],
        "left": rows["left"],
        "leave_reason": named(REASONS, rows["why"]),
        "agency": yes_no(rows["agency"]),
        "days_sick": pa.array(rows["sick"], mask=~there),
        "supervision_due": there.astype(int),
        "supervision_held": rows["supervised"].astype(int),
        "appraisal_due": yes_no(rows["appraisal_due"]),
        "appraisal_done": yes_no(rows["appraised"], rows["appraisal_due"]),
        "training_due": rows["training_due"],
        "training_done": rows["trained"],
        "cases": rows["cases"],
    }
