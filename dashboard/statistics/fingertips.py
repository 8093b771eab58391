"""Which units differ from the whole, as the Fingertips profiles of the Department of Health have it: no overdispersion.

For a comparison with published profiles. Between a council's own units these limits are too narrow as soon as units
differ for reasons other than chance: see `funnel`. Verdicts are "high", "low" (99.8%), "rather high", "rather low"
(95%), "within", and "none" where nothing can be said.
"""

import numpy as np
from scipy.special import gammaincinv

from dashboard.statistics import intervals
from dashboard.statistics.errors import Unusable
from dashboard.statistics.funnel import TAIL95, TAIL998, Z95, Z998, Limits


def proportion(x, n):
    """Each unit's verdict for shares x of n, against the share of all units together."""
    x, n = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    centre = _whole(x, n)
    if centre in (0, 1):
        return ["within" if there > 0 else "none" for there in n]
    with np.errstate(divide="ignore", invalid="ignore"):
        return _verdicts(x / n, proportion_limits(centre, n), n > 0)


def proportion_limits(centre, n):
    """The four limits of shares around a centre (0 to 1) at denominators n, kept within 0 and 1."""
    deviation = np.sqrt(centre * (1 - centre) / np.asarray(n, dtype=float))
    return Limits(*(np.clip(centre + z * deviation, 0, 1) for z in (-Z998, -Z95, Z95, Z998)))


def ratio(observed, expected):
    """Each unit's verdict for observed over expected numbers: whether the interval of its own count leaves 1 out."""
    observed, expected = np.asarray(observed, dtype=float), np.asarray(expected, dtype=float)
    _, lower95, upper95 = intervals.count(observed, 1 - 2 * TAIL95)
    _, lower998, upper998 = intervals.count(observed, 1 - 2 * TAIL998)
    # The unit's expected number lies where its own interval would put it: above the upper limit means "low".
    return _verdicts(expected, Limits(lower998, lower95, upper95, upper998), expected > 0, turned=True)


def ratio_limits(observed):
    """The four limits of observed over expected that a unit with this many observed would lie on, for drawing.

    Gives the Limits of the ratio and the Limits of the expected numbers where they are reached.
    """
    observed = np.asarray(observed, dtype=float)
    if not (observed > 0).all():
        raise Unusable("a line of ratios is drawn over 1 event or more")
    expected = Limits(
        *(gammaincinv(observed + 1, 1 - tail) for tail in (TAIL998, TAIL95)),
        *(gammaincinv(observed, tail) for tail in (TAIL95, TAIL998)),
    )
    return Limits(*(observed / part for part in expected)), expected


def rate(x, n):
    """Each unit's verdict for x events in n, against the rate of all units together."""
    x, n = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    return ratio(x, n * _whole(x, n))


def standardised_rate(events, value, per):
    """Each unit's verdict for directly standardised rates; a unit with fewer than 10 events has none."""
    events, value = np.asarray(events, dtype=float), np.asarray(value, dtype=float)
    enough = events >= intervals.FEWEST_EVENTS
    # The number of people in whom so many events would make the standardised rate.
    people = np.divide(events * per, value, out=np.zeros_like(events), where=enough & (value > 0))
    verdicts = rate(events, people)
    return [verdict if there else "none" for verdict, there in zip(verdicts, enough, strict=True)]


def _whole(x, n):
    if x.shape != n.shape or not (n > 0).any():
        raise Unusable("a comparison needs a number for every unit, and something to divide by")
    return float(x[n > 0].sum() / n[n > 0].sum())


def _verdicts(values, limits, there, turned=False):
    high, low = ("low", "high") if turned else ("high", "low")
    beyond = {
        high: values > limits.upper998,
        low: values < limits.lower998,
        f"rather {high}": values > limits.upper95,
        f"rather {low}": values < limits.lower95,
    }
    return np.select([~there, *beyond.values()], ["none", *beyond], "within").tolist()
