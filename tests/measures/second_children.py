"""Looked-after children a second time, child by child, from the rows of the returns."""

from collections import defaultdict
from datetime import date, timedelta

from tests.measures.second_tree import above, last_day, parents

NEVER = date.max
SHORT_BREAKS = ("V3", "V4")
NEW_CARER = ("S", "P", "B")
ADOPTED_BY_CARERS = ("A3", "A5")


def episodes_of(rows, year_ends):
    """{child: episodes in order}, each from the latest return that has it; `year_ends` gives a file's last day."""
    newest = {}
    for row in sorted(rows, key=lambda row: (year_ends[row["file"]], row["file"], row["line"])):
        newest[row["child"], row["start"]] = {**row, "known_to": year_ends[row["file"]]}
    found = defaultdict(list)
    for key in sorted(newest):
        if newest[key]["legal_status"] not in SHORT_BREAKS:
            found[key[0]].append(newest[key])
    return found


def is_looked_after(episodes, day):
    return any(
        episode["start"] <= day and (episode["end"] > day if episode["end"] else episode["known_to"] >= day)
        for episode in episodes
    )


def placements_of(episodes):
    """[(start, end)] of one child's placements: with each new carer a new one."""
    found, reached, home, was_temporary = [], date.min, None, False
    for episode in episodes:
        place = tuple(episode[w] for w in ("placement", "placement_provider", "placement_postcode", "urn"))
        temporary = (episode["placement"] or "").startswith("T")
        if begins(episode, place, temporary, reached, home, was_temporary):
            found.append([episode["start"], episode["end"] or NEVER])
        elif found:
            found[-1][1] = max(found[-1][1], episode["end"] or NEVER)
        reached = max(reached, episode["end"] or NEVER)
        home = home if temporary else place
        was_temporary = temporary
    return found


def begins(episode, place, temporary, reached, home, was_temporary):
    if temporary:
        return False
    if reached < episode["start"]:
        return True
    if episode["placement"] in ADOPTED_BY_CARERS:
        return False
    if was_temporary:
        return place != home
    return episode["reason_new"] in NEW_CARER


def placements_in_year(episodes, day):
    """Placements of a day or more in the financial year up to the day, with the one open on 1 April."""
    april = date(day.year - (day.month < 4), 4, 1)
    return sum(start <= day and end >= april and end - start >= timedelta(1) for start, end in placements_of(episodes))


def placement_stability(children, team, organisation, month):
    """{unit: [children with three placements or more in the year, children looked after]} at the month's end."""
    found, tree, day = defaultdict(lambda: [0, 0]), parents(organisation, month), last_day(month)
    for child, episodes in children.items():
        if is_looked_after(episodes, day):
            for unit in above(team(child, day), tree):
                found[unit][0] += placements_in_year(episodes, day) >= 3
                found[unit][1] += 1
    return found
