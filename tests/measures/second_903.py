"""Returns of a second children's service, made here child by child, and the same numbers by plain counting.

Nothing here is shared with the demo or with the queries: lives are drawn from a seed, a return is what of a life is
known at the end of a year, and every count is a loop over the rows of those returns.
"""

import csv
import random
from collections import defaultdict
from datetime import date, timedelta

DAY = timedelta(1)
NEVER = date.max
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
HEADS = {
    "header": ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"),
    "episodes": EPISODES.split(","),
    "reviews": ("CHILD", "DOB", "REVIEW", "REVIEW_CODE"),
}
PLACES = ("U1", "U4", "U6", "K2", "H5", "P1", "A5")


def written(day):
    return day.strftime("%d/%m/%Y") if day else ""


def years_on(day, count):
    return date(day.year + count, day.month, min(day.day, 28))


def lives(seed, count, first, last):
    """One dict a child: birth, episodes (start, end or None, reason, legal status, place) and days of review."""
    rng = random.Random(seed)
    for number in range(count):
        birth = first - timedelta(rng.randrange(17 * 365)) + timedelta(rng.randrange((last - first).days))
        grown = years_on(birth, 18)
        life = {"child": f"S{seed}-{number:05}", "birth": birth, "sex": rng.choice("12"), "episodes": [], "reviews": []}
        day = max(birth, first - timedelta(700)) + timedelta(rng.randrange(2400))
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            leaves = min(day + timedelta(20 + int(rng.expovariate(1 / 600))), grown)
            if day >= min(leaves, last):
                break
            life["reviews"] += reviews_of(day, leaves, rng)
            life["episodes"] += stay(day, leaves, rng)
            day = leaves + timedelta(rng.randrange(30, 900))
        if life["episodes"]:
            yield life


def stay(day, leaves, rng):
    """The episodes of one time in care: moves, changes of legal status, nights with friends, short breaks."""
    if rng.random() < 0.05:
        return [(day, leaves, "S", "V4", "U1", "AB1 1AA")]
    found, reason, place, status, house = [], "S", rng.choice(PLACES[:-1]), rng.choice(("C2", "V2", "C1")), 0
    while day < leaves:
        ends = min(day + timedelta(1 + int(rng.expovariate(1 / rng.choice((25, 200, 700))))), leaves)
        found.append((day, ends, reason, status, place, f"AB{house} {len(place)}AA"))
        day, kind = ends, rng.random()
        if kind < 0.25:
            reason, status = "L", {"C2": "C1", "V2": "C2", "C1": "C2"}[status]
        elif kind < 0.35 and not place.startswith("T"):
            away = min(day + timedelta(rng.randrange(1, 8)), leaves)
            if away < leaves:
                found.append((day, away, "P", status, "T3", "ZZ9 9ZZ"))
                day, reason = away, "P"
        else:
            reason, place, house = rng.choice("PPPB"), rng.choice(PLACES), house + 1
    return found


def reviews_of(day, leaves, rng):
    found, gap = [], 28
    while (day := day + timedelta(max(3, gap + rng.choice((-9, -3, -1, 0, 0, 0, 4, 45))))) < leaves:
        found.append(day)
        gap = 88 if len(found) == 1 else 180
    return found


def returns(children, years):
    """{year: {table: rows}} as the council sends them: what began by a year's end and had not ended before it."""
    found = {}
    for year in years:
        first, last = date(year, 4, 1), date(year + 1, 3, 31)
        tables = found[year] = {name: [] for name in HEADS}
        for life in children:
            shown = [one for one in life["episodes"] if one[0] <= last and one[1] >= first]
            child, birth = life["child"], written(life["birth"])
            if shown:
                tables["header"].append((child, life["sex"], birth, "WBRI", "", "", ""))
            for starts, ends, reason, status, place, house in shown:
                goes_on = any(one[0] == ends for one in life["episodes"])
                end = (written(ends), "X1" if goes_on else "E4A") if ends <= last else ("", "")
                tables["episodes"].append(
                    (child, written(starts), reason, status, "N1", place, "PR1", *end, "", "", house, "")
                )
            held = [day for day in life["reviews"] if shown and first <= day <= last]
            tables["reviews"] += [(child, birth, written(day), "PN1") for day in held]
    return found


def write(folder, found, called):
    """Write returns; `called(table, year)` says where under the folder."""
    for year, tables in found.items():
        for name, rows in tables.items():
            path = folder / called(name, year)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\r\n").writerows([HEADS[name], *rows])


# Plain counts. Each takes the rows of returns as they were written.


def read(text):
    day, month, year = text.split("/")
    return date(int(year), int(month), int(day))


def open_at(tables, day):
    """{child: its episode} of those looked after at a year's end: an episode is open, and it is no short break."""
    found = {}
    for row in sorted(tables["episodes"], key=lambda row: (row[0], read(row[1]))):
        if row[3] not in ("V3", "V4") and (not row[7] or read(row[7]) > day):
            found[row[0]] = row
    return found


def ages(tables, day):
    births = {row[0]: read(row[2]) for row in tables["header"]}
    found = defaultdict(int)
    for child in open_at(tables, day):
        birth = births[child]
        found[day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))] += 1
    return dict(found)


def places(tables, day):
    found = defaultdict(int)
    for row in open_at(tables, day).values():
        found[row[5]] += 1
    return dict(found)


def placements(tables, child, first, day):
    """How many placements of a day or more a child had in a year, from that year's return alone."""
    rows = sorted((read(r[1]), read(r[7]) if r[7] else NEVER, *r) for r in tables["episodes"] if r[0] == child)
    rows = [row for row in rows if row[5] not in ("V3", "V4")]
    found, home, before, was_away = [], None, None, False
    for starts, ends, *row in rows:
        place, house = row[5], (row[5], row[11])
        away = place.startswith("T")
        fresh = before is None or before < starts
        if away:
            is_new = False
        elif fresh or not found:
            is_new = True
        elif place in ("A3", "A5"):
            is_new = False
        elif was_away:
            is_new = house != home
        else:
            is_new = row[2] in "SPB"
        if is_new:
            found.append([starts, ends])
        elif found:
            found[-1][1] = max(found[-1][1], ends)
        home, before, was_away = (home if away else house), ends, away
    return sum(ends >= first and starts <= day and ends > starts for starts, ends in found)


def reviews_in_time(all_returns, first_day):
    """{year: [in time, due]} by the year in which a review was due."""
    spells, held = spells_of(all_returns), defaultdict(set)
    for tables in all_returns.values():
        for row in tables["reviews"]:
            held[row[0]].add(read(row[2]))
    found = defaultdict(lambda: [0, 0])
    for child, starts, until in spells:
        number, clock = (3, first_day) if starts < first_day else (1, starts)
        days = [day for day in sorted(held[child]) if clock <= day <= until]
        for day in [*days, NEVER]:
            due = clock + 28 * DAY if number == 1 else months_on(clock, 3 if number == 2 else 6)
            if due <= until:
                year = due.year - (due.month < 4)
                found[year][0] += day <= due
                found[year][1] += 1
            number, clock = min(number + 1, 3), day
            if day == NEVER:
                break
    return {year: tuple(counts) for year, counts in found.items()}


def months_on(day, count):
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    last = [31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    return date(year, month, min(day.day, last))


def spells_of(all_returns):
    """[(child, first day, last day known)] of times in care without a break."""
    newest = {}
    for year, tables in sorted(all_returns.items()):
        for row in tables["episodes"]:
            if row[3] not in ("V3", "V4"):
                newest[row[0], read(row[1])] = read(row[7]) if row[7] else date(year + 1, 3, 31)
    found = []
    for (child, starts), ends in sorted(newest.items()):
        if found and found[-1][0] == child and found[-1][2] >= starts:
            found[-1][2] = max(found[-1][2], ends)
        else:
            found.append([child, starts, ends])
    return found
