"""Which units lie outside what chance would give units of their size: funnel plots that allow for overdispersion.

Spiegelhalter (2005, doi 10.1002/sim.1970 and 10.1136/qshc.2005.013755). Units differ for a hundred small reasons that
nobody is to blame for; `phi` says how much more they differ than chance alone would have it, and where it is above 1
the limits are widened by `tau2`, a spread between units that is common to all (additive random effects). Shares are
compared on the arcsine of their root, ratios and rates on their logarithm. Where phi is 1 or less, shares keep the
arcsine limits without a spread, and ratios and rates have exact Poisson limits.

What is decided here:
- Fewer than 10 units are not judged. Limits without overdispersion are still given, to be drawn; the verdicts are
  "none".
- "high" and "low" are beyond the 99.8% limits, "rather high" and "rather low" between these and the 95% limits.
  Nothing is ranked.
- A share of none or of all, and no event at all, lies beyond the approximate limits however small the unit. There the
  chance of it is worked out exactly, over the spread between units where there is one.
- A unit without a denominator is left out. One with less than `fewest` counts in the centre and has limits, but is
  neither judged nor counted among the ten, nor does it bear on phi.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from scipy.special import gammaincinv, ndtri

from dashboard.statistics.errors import Unusable

FEWEST_UNITS = 10
TRIMMED = 0.1  # of the units at either end do not bear on phi: outliers must not widen the limits that find them
Z95, Z998 = ndtri(0.975), ndtri(0.999)
TAIL95, TAIL998 = 0.025, 0.001
PLACES, WEIGHTS = hermegauss(31)  # a normal spread in 31 places; worked out once, for it takes longer than a funnel


class Limits(NamedTuple):
    """The four limits at some denominators, each an array as long as these, in the unit of the values."""

    lower998: np.ndarray
    lower95: np.ndarray
    upper95: np.ndarray
    upper998: np.ndarray


@dataclass(frozen=True, eq=False)
class Funnel:
    """Units against what chance would give: every array and tuple has one entry for each unit, in the order given.

    `phi` and `tau2` are None where there are too few units to know them; `adjusted` says whether the limits allow for
    overdispersion. `judged` is False, and `reason` says why, where no unit has a verdict. `reasons` has a sentence
    for each unit whose verdict is "none" or "too small", else None.
    """

    centre: float
    phi: float | None
    tau2: float | None
    adjusted: bool
    values: np.ndarray
    lower998: np.ndarray
    lower95: np.ndarray
    upper95: np.ndarray
    upper998: np.ndarray
    verdicts: tuple[str, ...]
    reasons: tuple[str | None, ...]
    judged: bool
    reason: str | None
    shape: object

    def curve(self, at):
        """The Limits along any denominators above 0 (for a ratio: expected numbers), for drawing."""
        at = np.asarray(at, dtype=float)
        if not (at > 0).all():
            raise Unusable("a funnel is drawn over denominators above 0")
        return Limits(*_limits(self.shape, at, self.tau2 if self.adjusted else 0.0))


def proportion(x, n, adjust=True, fewest=0):
    """The funnel of shares x of n (0 to 1). Raises Unusable for x below 0 or above n, and where no unit has an n."""
    x, n = _units(x, n)
    if (x > n).any():
        raise Unusable(f"unit {int(np.argmax(x > n)) + 1} of the funnel has more counted than there were")
    shape = _Shares(_whole(x, n))
    return _funnel(shape, x, n, adjust, fewest)


def ratio(observed, expected, adjust=True, fewest=0):
    """The funnel of observed over expected numbers, around 1; limits are of expected numbers to two decimals (SHMI).

    `fewest` is a number expected. Raises Unusable for numbers below 0, and where nothing was expected anywhere.
    """
    observed, expected = _units(observed, expected)
    rounded = np.round(expected, 2)
    _whole(observed, rounded)
    return _funnel(_Events(1.0), observed, rounded, adjust, fewest, shown_over=expected)


def rate(x, n, per=1, adjust=True, fewest=0):
    """The funnel of x events in n, for every `per`, around the rate of all units together; curves run over n.

    A unit's expected number is its n at the rate of all. Raises Unusable for numbers below 0, and where no unit has
    an n.
    """
    x, n = _units(x, n)
    return _funnel(_Events(_whole(x, n), per), x, n, adjust, fewest)


@dataclass(frozen=True)
class _Shares:
    """Shares around a centre, compared on the arcsine of their root."""

    centre: float
    per: float = 1.0

    @property
    def flat(self):
        return {0.0: "no unit has any", 1.0: "every unit has all"}.get(self.centre)

    def deviations(self, x, n):
        """How many standard deviations each unit lies from the centre, the ends drawn in; and how much one is."""
        one = 0.5 / np.sqrt(n)
        return winsorised((np.arcsin(np.sqrt(x / n)) - np.arcsin(np.sqrt(self.centre))) / one), one

    def limits(self, n, tau2):
        middle = np.arcsin(np.sqrt(self.centre))
        reach = np.sqrt(0.25 / n + tau2)
        # Beyond a right angle the sine turns back: at a tiny n the limit is no limit.
        return Limits(*(np.sin(np.clip(middle + z * reach, 0, np.pi / 2)) ** 2 for z in (-Z998, -Z95, Z95, Z998)))

    def extremes(self, x, n, tau2):
        """The chance of none, or of all, for units that have none, or all; 0 for the others."""
        angles, weights = _spread_out(np.arcsin(np.sqrt(self.centre)), tau2)
        angles = np.clip(angles, 0, np.pi / 2)
        none, every = ((weights * share ** (2 * n[:, None])).sum(axis=1) for share in (np.cos(angles), np.sin(angles)))
        return np.select([x == 0, x == n], [none, every], 0.0)


@dataclass(frozen=True)
class _Events:
    """Events around a rate (for observed over expected: 1), compared on the logarithm of their ratio."""

    rate: float
    per: float = 1.0

    @property
    def centre(self):
        return self.rate * self.per

    @property
    def flat(self):
        return None if self.rate else "no unit has any"

    def deviations(self, x, n):
        """How many standard deviations each unit lies from the centre, without the ends; and how much one is."""
        expected = n * self.rate
        with np.errstate(divide="ignore"):
            kept = without_ends(np.sqrt(expected) * np.log(x / expected))
        # No event has no logarithm: a unit without any that is still there stands for half an event.
        expected, events = expected[kept], np.maximum(x[kept], 0.5)
        return np.sqrt(expected) * np.log(events / expected), 1 / np.sqrt(expected)

    def limits(self, n, tau2):
        expected = n * self.rate
        if tau2:
            reach = np.sqrt(1 / expected + tau2)
            ratios = [np.exp(z * reach) for z in (-Z998, -Z95, Z95, Z998)]
        else:
            # A chi-squared quantile with 2k degrees of freedom, halved, is a gamma quantile of shape k.
            lower = [gammaincinv(expected, tail) / expected for tail in (TAIL998, TAIL95)]
            upper = [gammaincinv(expected + 1, 1 - tail) / expected for tail in (TAIL95, TAIL998)]
            ratios = [*lower, *upper]
        return Limits(*(ratio * self.centre for ratio in ratios))

    def extremes(self, x, n, tau2):
        """The chance of no event, for units that have none; 0 for the others."""
        ratios, weights = _spread_out(0.0, tau2)
        none = (weights * np.exp(-self.rate * n[:, None] * np.exp(ratios))).sum(axis=1)
        return np.where(x == 0, none, 0.0)


def _funnel(shape, x, n, adjust, fewest, shown_over=None):
    used, enough = n > 0, (n > 0) & (n >= fewest)
    phi = tau2 = None
    reason = _why_not(shape, enough)
    if reason is None:
        phi, tau2 = overdispersion(*shape.deviations(x[enough], n[enough]))
    adjusted = bool(adjust and phi is not None and phi > 1)
    spread = tau2 if adjusted else 0.0
    values = _among(used, x[used] / (n if shown_over is None else shown_over)[used] * shape.per)
    limits = Limits(*(_among(used, part) for part in _limits(shape, n[used], spread)))
    chance = _among(used, shape.extremes(x[used], n[used], spread))
    verdicts, reasons = _verdicts(values, limits, chance, used, enough, reason)
    return Funnel(
        centre=shape.centre,
        phi=phi,
        tau2=tau2,
        adjusted=adjusted,
        values=values,
        **limits._asdict(),
        verdicts=verdicts,
        reasons=reasons,
        judged=reason is None,
        reason=reason,
        shape=shape,
    )


def _why_not(shape, enough):
    if shape.flat:
        return f"{shape.flat}, so there is nothing to compare"
    if (units := int(enough.sum())) < FEWEST_UNITS:
        few = {0: "no unit is", 1: "1 unit is"}.get(units, f"{units} units are")
        return f"{few} large enough to compare; it takes {FEWEST_UNITS} to tell one from the rest"
    return None


def _verdicts(values, limits, chance, used, enough, reason):
    """Each unit's verdict, and why where it has none."""
    with np.errstate(invalid="ignore"):
        # Beyond the limits, and where the approximation fails (none, or all) beyond the exact chance as well.
        beyond = {
            "low": (values < limits.lower998) & (chance < TAIL998),
            "high": (values > limits.upper998) & (chance < TAIL998),
            "rather low": (values < limits.lower95) & (chance < TAIL95),
            "rather high": (values > limits.upper95) & (chance < TAIL95),
        }
    none = np.full(len(values), reason is not None)
    verdicts = np.select([~used | none, ~enough, *beyond.values()], ["none", "too small", *beyond], "within")
    reasons = [
        "no cases in this period" if not is_used else reason or (None if is_enough else "too small to judge")
        for is_used, is_enough in zip(used, enough, strict=True)
    ]
    return tuple(verdicts.tolist()), tuple(reasons)


def overdispersion(z, deviation):
    """phi and tau2 of units z standard deviations from their centre: how much more they differ than by chance, and
    the variance between them that explains it."""
    phi = float((z**2).mean())
    units, weight = len(z), deviation**-2
    beyond = units * phi - (units - 1)
    tau2 = beyond / (weight.sum() - (weight**2).sum() / weight.sum()) if beyond > 0 else 0.0
    return phi, float(tau2)


def winsorised(z, share=TRIMMED):
    """z with the outer shares drawn in to the quantiles there."""
    return np.clip(z, *np.quantile(z, [share, 1 - share]))


def without_ends(z, share=TRIMMED):
    """Which units are left when the outer shares by rank are dropped; equal units share their mean rank."""
    _, place, times = np.unique(z, return_inverse=True, return_counts=True)
    rank = (np.cumsum(times) - (times - 1) / 2)[place]
    # Rounded first: 30 / 0.1 is not quite 300.
    slot = np.floor(np.round(rank / share / (len(z) + 1), 9))
    return (slot > 0) & (slot < round(1 / share) - 1)


def _limits(shape, n, spread):
    return (np.full(n.shape, np.nan),) * 4 if shape.flat else shape.limits(n, spread)


def _spread_out(middle, tau2):
    """Places around a middle, and their weights, that stand for a normal spread of variance tau2."""
    places, weights = (PLACES, WEIGHTS) if tau2 else (np.zeros(1), np.ones(1))
    return middle + places * np.sqrt(tau2), weights / weights.sum()


def _among(used, numbers):
    """The numbers of the units used, in the places of all units; NaN for the rest."""
    placed = np.full(len(used), np.nan)
    placed[used] = numbers
    return placed


def _units(x, n):
    """Both as arrays of one length, missing numbers as a unit of nothing. Raises Unusable below 0."""
    try:
        x, n = (np.asarray(part, dtype=float) for part in (x, n))
    except (TypeError, ValueError):
        raise Unusable("a funnel needs numbers") from None
    if x.ndim != 1 or x.shape != n.shape:
        raise Unusable("a funnel needs two lists of numbers, one entry of each for every unit")
    missing = np.isnan(x) | np.isnan(n)
    x, n = np.where(missing, 0.0, x), np.where(missing, 0.0, n)
    for part in (x, n):
        if not (np.isfinite(part) & (part >= 0)).all():
            raise Unusable(f"unit {int(np.argmin(part >= 0)) + 1} of the funnel has a number below 0")
    return x, n


def _whole(x, n):
    """What all units together come to. Raises Unusable where there is no cases in this period."""
    if not (n > 0).any():
        raise Unusable("no unit of the funnel has anything to divide by")
    return float(x[n > 0].sum() / n[n > 0].sum())
