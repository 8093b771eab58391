"""How a count is shown to everybody. There is one rule, and no choice: what differs can be differenced.

A count of 1 to 7 is "*", nought stays nought, any other count is rounded to the nearest five, each from the truth and
never from other rounded ones. (The rule of NHS Digital's hospital data since 2018; OpenSAFELY rounds alike.)
"""

from dataclasses import dataclass

SMALL, STEP = 7, 5
HIDDEN = "*"
FEWEST = 20  # a rounded denominator below this gives no percentage
FEWEST_OF_A_MEAN = SMALL + 1


def shown(count):
    """A whole count of 0 or more, as everybody sees it: "0", "*", or a multiple of five."""
    if count == 0:
        return "0"
    return HIDDEN if count <= SMALL else str(STEP * ((2 * count + STEP) // (2 * STEP)))


def reach(text):
    """(lowest, highest) count that a shown one may stand for."""
    if text == HIDDEN:
        return 1, SMALL
    count, half = int(text), STEP // 2
    return (0, 0) if count == 0 else (max(SMALL + 1, count - half), count + half)


@dataclass(frozen=True)
class Share:
    """A share as everybody sees it: its counts, and the whole per cent, "" where it is not given."""

    numerator: str
    denominator: str
    percent: str


def share(numerator, denominator):
    """The Share of two whole counts. The per cent is of the *rounded* counts, and only of 20 or more, where neither the
    count nor what is left of the whole is small: a decimal would give away the pair that it was made from."""
    one, whole = shown(numerator), shown(denominator)
    hidden = HIDDEN in (one, whole, shown(denominator - numerator)) or int(whole) < FEWEST
    return Share(one, whole, "" if hidden else str(per(one, whole, 100)))


def per(one, whole, of):
    """How many of a rounded count come to so many of a rounded whole, to the nearest whole, halves up."""
    top, bottom = 2 * int(one) * of + int(whole), 2 * int(whole)
    return int(top // bottom)


def left_over(share):
    """(lowest, highest) of what is left of the whole, as the Share itself tells whoever knows the rule; the highest is
    None where it tells none."""
    if HIDDEN in (share.numerator, share.denominator) or int(share.denominator) < FEWEST:
        return 0, None
    if not share.percent:
        return 1, SMALL
    return (0, 0) if share.numerator == share.denominator else (SMALL + 1, None)


def mean(value, people, decimals):
    """A mean over at least eight people, with at most one decimal; "" where there are fewer."""
    return f"{value:.{min(decimals, 1)}f}" if people >= FEWEST_OF_A_MEAN else ""
