"""The home-care visit log: each visit planned and made, a file a month."""

import numpy as np
import pyarrow as pa

from dashboard.demo import files
from dashboard.demo.care import HOME, teams_of
from dashboard.demo.rows import named, pick, spread, yes_no
from dashboard.demo.sizes import first_of, last_of
from dashboard.demo.stories import (
    COPIED_VISITS,
    FEWER_HOURS,
    HOURS_LEFT_OUT,
    MISSING_VISITS,
    NEW_ROTA,
    PUNCTUALITY_AFTER,
    PUNCTUALITY_BEFORE,
    ROTA_PROVIDER,
)

STARTS_AT = np.array([7 * 60 + 30, 12 * 60, 17 * 60 + 15, 20 * 60 + 30])  # minutes of the day, by slot
CARERS_AROUND = 12  # carers who visit the people of one agency in one locality
USUAL_CARER = 0.62
CARERS_LEAVE = 0.022  # of them in a month
TOLD = 0.80  # of visits by a new carer are announced
NOT_MADE = 0.004
MOST_PEOPLE = 1_000_000


class VisitLog:
    """Writes the log month by month and keeps what the next month needs: which carers each person has met."""

    def __init__(self, packages, adults, org, found, rng):
        home = np.flatnonzero(packages["support"] == HOME)
        self.packages = pick(packages, home)
        self.adults, self.org, self.found, self.rng = adults, org, found, rng
        self.older = np.isin(np.arange(len(org.teams)), org.of_kind("older"))
        self.met = rng.random((len(adults["starts"]), CARERS_AROUND)) < 0.75
        self.names = np.arange(len(found.agencies) * len(org.localities) * CARERS_AROUND)
        self.jitter = rng.integers(-3, 4, len(home)) * 15
        self.usual_spread = rng.uniform(8.7, 10.4, len(found.agencies))
        self.tells = np.clip(rng.normal(TOLD, 0.06, len(found.agencies)), 0.6, 0.95)

    def month(self, month):
        """The visits of a month, each with its package's row number."""
        first, last = first_of(month), last_of(month)
        package, day = self.planned_days(first, last)
        times = self.packages["slots"][package]
        package, day = np.repeat(package, times), np.repeat(day, times)
        slot = np.arange(len(package)) - np.repeat(np.cumsum(times) - times, times)
        team = teams_of(self.packages, self.adults, first)[package]
        if month >= FEWER_HOURS:
            left_out = self.older[team] & (self.rng.random(len(package)) < HOURS_LEFT_OUT)
            package, day, slot, team = package[~left_out], day[~left_out], slot[~left_out], team[~left_out]
        rows = {
            "package": package,
            "day": day,
            "team": team,
            "agency": self.packages["agency"][package],
            "person": self.packages["person"][package],
        }
        self.add_times(rows, slot, month)
        self.add_carers(rows)
        return pick(rows, np.lexsort((rows["person"], rows["planned_start"])))

    def planned_days(self, first, last):
        """The days on which each package has visits."""
        ends = self.packages["ends"]
        lows = np.maximum(self.packages["starts"], first)
        highs = np.where(np.isnat(ends), last, np.minimum(ends, last))
        package, offset = spread(lows.astype(int), highs.astype(int))
        day = lows[package] + offset
        weekday = (day.astype(int) + 3) % 7
        due = (self.packages["weekdays"][package] >> weekday) & 1 == 1
        return package[due], day[due]

    def add_times(self, rows, slot, month):
        count = len(slot)
        minutes = self.packages["minutes"][rows["package"]]
        start = rows["day"].astype("datetime64[s]") + (STARTS_AT[slot] + self.jitter[rows["package"]]) * 60
        spread_ = self.spread_of(month)[rows["agency"], self.packages["locality"][rows["package"]]]
        late = np.rint(self.rng.standard_normal(count, np.float32) * spread_ + 1.5).astype(np.int64)
        stayed = np.rint(minutes * (0.97 + 0.06 * self.rng.standard_normal(count, np.float32))).astype(np.int64)
        made = self.rng.random(count, np.float32) >= NOT_MADE
        nothing = np.datetime64("NaT", "s")
        rows["planned_start"], rows["planned_end"] = start, start + minutes * 60
        rows["actual_start"] = np.where(made, start + late * 60, nothing)
        rows["actual_end"] = np.where(made, start + (late + np.maximum(stayed, 5)) * 60, nothing)

    def spread_of(self, month):
        """By agency and locality, one standard deviation of the minutes by which carers miss the agreed time."""
        shape = (len(self.found.agencies), len(self.org.localities))
        spreads = np.broadcast_to(self.usual_spread[:, None], shape).copy()
        spreads[self.found.agencies.index(ROTA_PROVIDER)] = (
            PUNCTUALITY_BEFORE if month < NEW_ROTA else PUNCTUALITY_AFTER
        )
        return (spreads * (1 + self.rng.normal(0, 0.03, shape))).astype(np.float32)

    def add_carers(self, rows):
        """Who comes: mostly the usual carer. A visit is the first by a carer whom the person has not met."""
        self.change_carers()
        count = len(rows["person"])
        usual = rows["person"] % CARERS_AROUND
        other = self.rng.integers(0, CARERS_AROUND, count)
        carer = np.where(self.rng.random(count, np.float32) < USUAL_CARER, usual, other)
        new = np.flatnonzero(~self.met[rows["person"], carer])
        pairs = rows["person"][new] * CARERS_AROUND + carer[new]
        order = np.lexsort((rows["planned_start"][new], pairs))
        firsts = new[order][np.unique(pairs[order], return_index=True)[1]]
        self.met[rows["person"], carer] = True
        rows["carer"] = self.names[self.pool_of(rows) * CARERS_AROUND + carer]
        rows["first_visit"] = np.zeros(count, bool)
        rows["first_visit"][firsts] = True
        rows["told"] = self.rng.random(count, np.float32) < self.tells[rows["agency"]]

    def pool_of(self, rows):
        return rows["agency"] * len(self.org.localities) + self.packages["locality"][rows["package"]]

    def change_carers(self):
        """Some carers leave; those who take their place are known to nobody."""
        leaving = np.flatnonzero(self.rng.random(len(self.names)) < CARERS_LEAVE)
        self.names[leaving] = self.names.max() + 1 + np.arange(len(leaving))
        pool_of_person = np.zeros(len(self.met), int)
        pool_of_person[self.packages["person"]] = self.pool_of(
            {"agency": self.packages["agency"], "package": np.arange(len(self.packages["person"]))}
        )
        gone = np.zeros(len(self.names), bool)
        gone[leaving] = True
        self.met[gone.reshape(-1, CARERS_AROUND)[pool_of_person]] = False


def columns_of(rows, month, org, found, people):
    """The columns of a month's file."""
    year, number = divmod(int(month.astype(int)), 12)
    count = len(rows["person"])
    return {
        "visit": ((1970 + year) * 100 + number + 1) * 10_000_000 + np.arange(count),
        "person": people.take(pa.array(rows["person"])),
        "provider": named(found.agencies, rows["agency"]),
        "team": named(org.keys, rows["team"]),
        "planned_start": rows["planned_start"],
        "planned_end": rows["planned_end"],
        "actual_start": rows["actual_start"],
        "actual_end": rows["actual_end"],
        "carer": rows["carer"],
        "first_visit": yes_no(rows["first_visit"]),
        "told": yes_no(rows["told"], rows["first_visit"]),
    }


def hours_of(rows, log):
    """Hours of care given, by team, need, agency: the numbers of the three, and the hours."""
    minutes = (rows["actual_end"] - rows["actual_start"]) / np.timedelta64(60, "s")
    made = ~np.isnan(minutes)
    group = log.packages["group"][rows["package"]]
    key = (rows["team"] * 10 + group) * 100 + rows["agency"]
    hours = np.bincount(key[made], minutes[made]) / 60
    there = np.flatnonzero(hours)
    return {"team": there // 1000, "group": there // 100 % 10, "agency": there % 100, "units": hours[there]}


def write_month(out, size, month, columns):
    """Write a month's log: one month is missing, and one is there twice under two names."""
    if month == MISSING_VISITS:
        return
    folder = out / "visits"
    files.write(folder / f"visits-{month}.{size.form}", "visits", columns, quoting="none")
    if month == COPIED_VISITS:
        again = folder / f"visits-{month}_again.{size.form}"
        again.write_bytes((folder / f"visits-{month}.{size.form}").read_bytes())
