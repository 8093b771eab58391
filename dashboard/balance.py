"""Whether the measures of a card keep the balance that a balanced scorecard is called after, and which say the same.

The bounds are those of the design: more than half of a card in one perspective, a perspective without any outcome, and
more than four fifths of what is said to lead or lag that lags.
"""

from collections import Counter
from dataclasses import dataclass

MOST_OF_ONE, MOST_LAGGING = 0.5, 0.8


@dataclass(frozen=True)
class Balance:
    """How many measures a card has by perspective and type, and how many lead and lag; what is out of balance, as
    (what, perspective or '', count, of how many)."""

    perspectives: dict
    types: dict
    leading: int
    lagging: int
    warnings: tuple


def balance(measures):
    """The Balance of a card: `measures` are (perspective, type, 'lead', 'lag' or '') of each."""
    total = len(measures)
    perspectives = Counter(perspective for perspective, *_ in measures)
    types = {key: Counter(sort for at, sort, _ in measures if at == key) for key in perspectives}
    leads = Counter(way for *_, way in measures)
    warnings = [("most", key, count, total) for key, count in perspectives.items() if count > MOST_OF_ONE * total]
    warnings += [("no outcome", key, 0, count) for key, count in perspectives.items() if not types[key]["outcome"]]
    told = leads["lead"] + leads["lag"]
    if told and leads["lag"] > MOST_LAGGING * told:
        warnings.append(("lagging", "", leads["lag"], told))
    return Balance(dict(perspectives), types, leads["lead"], leads["lag"], tuple(warnings))
