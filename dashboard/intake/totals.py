"""Rows that add up the rows above them: counted with them, every pound would count twice."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

# By its words alone a row is a total; by other words where its amounts are what rows above it come to.
BY_NAME = r"(grand |sub[- ]?|overall |report |net |gross )*totals?:?"
BY_SUM = (
    r".*\btotals?\b.*|(grand )?sum( of .*)?|overall|all|all (services|suppliers|cost centres|rows)|sub-?tot|"
    r"balance.*|.*(carried|brought) forward|.* [bc]/f"
)
# What is cheap to ask of every row before its words are read.
BEGINS = ("Sum", "SUM", "sum", "All", "ALL", "all", "Overall", "Balance", "BALANCE")
ENDS, HOLDS = ("orward", "/f"), ("otal", "OTAL")
PENNIES = Decimal("0.05")  # sums of what is shown rounded
FEWEST = 3  # rows above a last row of no such name, from which it is remarked on where it is their sum


@dataclass(frozen=True)
class Suspect:
    """A row that may be a total: where it stands, what it is called, its amounts, and those of all rows above it."""

    row: int
    line: int
    heading: str
    label: str | None
    by_name: bool
    amounts: tuple
    above: tuple


def may_be_one(text):
    """SQL: whether a text could be the name of a total."""
    asked = [f"prefix({text}, '{word}')" for word in BEGINS] + [f"suffix({text}, '{word}')" for word in ENDS]
    return " or ".join([*asked, *(f"contains({text}, '{word}')" for word in HOLDS)])


def totals(suspects):
    """(suspect, what is said of it) of each row that is a total, in order: sub-totals first, then what adds them up."""
    nothing = in_totals = starts = None
    for one in suspects:
        nothing = nothing or (Decimal(0),) * len(one.amounts)
        in_totals, starts = in_totals or nothing, starts or Sums(nothing)
        above = _less(one.above, in_totals)
        adds_up = any(one.amounts) and _less(above, one.amounts) in starts
        if not adds_up and not one.by_name:
            continue
        in_totals = tuple(a + b for a, b in zip(in_totals, one.amounts, strict=True))
        starts.add(above)
        come_to = "; ".join(f"{amount:,.2f}" for amount in above)
        yield one, "" if adds_up else f", though the rows above come to {come_to}"


class Sums:
    """What all rows above came to at the head of the file and below each total: `in` asks for one within some pennies.

    A report has thousands of sub-totals, and each is held against all before it: they are kept by what they come to.
    """

    def __init__(self, first):
        self.places = defaultdict(set)
        self.add(first)

    def add(self, amounts):
        self.places[_place(amounts)].add(amounts)

    def __contains__(self, amounts):
        place = _place(amounts)
        return any(_same(amounts, one) for near in (place, place - 1, place + 1) for one in self.places.get(near, ()))


def _place(amounts):
    """Amounts that are the same within pennies have the same place, or neighbours."""
    return int(sum(amounts) // (2 * PENNIES * len(amounts)))


def _less(amounts, others):
    return tuple(a - b for a, b in zip(amounts, others, strict=True))


def _same(amounts, others):
    return all(abs(a - b) <= PENNIES for a, b in zip(amounts, others, strict=True))
