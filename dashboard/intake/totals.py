"""Rows that add up the rows above them: counted with them, every pound would count twice."""

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
    column: str
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
    found, in_totals, starts = [], None, None
    for one in suspects:
        in_totals = in_totals or (Decimal(0),) * len(one.amounts)
        above = _less(one.above, in_totals)
        starts = starts or [(Decimal(0),) * len(one.amounts)]
        adds_up = any(_same(one.amounts, _less(above, start)) for start in starts)
        if not adds_up and not one.by_name:
            continue
        in_totals = tuple(a + b for a, b in zip(in_totals, one.amounts, strict=True))
        starts.append(above)
        come_to = "; ".join(f"{amount:,.2f}" for amount in _less(above, starts[0]))
        found.append((one, "" if adds_up else f", though the rows above come to {come_to}"))
    return found


def _less(amounts, others):
    return tuple(a - b for a, b in zip(amounts, others, strict=True))


def _same(amounts, others):
    return any(amounts) and all(abs(a - b) <= PENNIES for a, b in zip(amounts, others, strict=True))
