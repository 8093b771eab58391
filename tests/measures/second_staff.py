"""Staff measures a second time, post by post, from the staff files themselves."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.measures.second_tree import above, day, last_day, parents, year_months

YES = {"yes", "y", "true", "1"}


@dataclass(frozen=True)
class Post:
    month: date
    team: str
    fte: Decimal
    held: bool
    agency: bool
    left: bool
    cases: int


def posts_of(rows):
    return [post_of(row) for row in rows]


def post_of(row):
    month = day(row["Month"] + "-01" if len(row["Month"]) == 7 else row["Month"]).replace(day=1)
    agency = row["Agency"].lower() in YES
    left_on = day(row["Leave Date"]) or date.max
    held = bool(row["Employee"]) and left_on >= month
    return Post(
        month=month,
        team=row["Team"],
        fte=Decimal(row["FTE"]),
        held=held,
        agency=agency,
        left=held and not agency and left_on <= last_day(month),
        cases=int(row["Open Cases"] or 0),
    )


def staff_turnover(posts, organisation, month):
    """{unit: [FTE that left in twelve months, FTE in post at the end of the last]}."""
    found = defaultdict(lambda: [Decimal(0), Decimal(0)])
    trees = {each: parents(organisation, each) for each in year_months(month)}
    for post in posts:
        if post.month not in trees:
            continue
        for unit in above(post.team, trees[post.month]):
            if post.left:
                found[unit][0] += post.fte
            if post.month == month and post.held and not post.agency and not post.left:
                found[unit][1] += post.fte
    return found


def caseload(posts, organisation, month):
    """{unit: [cases, FTE of those who hold them]}."""
    found = defaultdict(lambda: [Decimal(0), Decimal(0)])
    tree = parents(organisation, month)
    for post in posts:
        if post.month == month and post.cases and (post.held or post.agency):
            for unit in above(post.team, tree):
                found[unit][0] += post.cases
                found[unit][1] += post.fte
    return found
