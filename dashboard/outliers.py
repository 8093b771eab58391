"""One measure at many units or parts, held against what chance alone would give units of their size.

Where no chance can be worked out, because money or days are no counts of things, the values stand side by side and
nothing is judged. The statistics are those of dashboard.statistics; what they are applied to is decided here.
"""

from dataclasses import dataclass, replace

from dashboard.statistics import fingertips, funnel, intervals
from dashboard.statistics.errors import Unusable

FEW_UNITS = funnel.FEWEST_UNITS  # fewer, and how much units always differ can't be told: no limits are widened for it
# How a funnel's verdict reads here: outside the 99.8% limits is far, outside the 95% limits only is not.
VERDICTS = {"high": "far above", "rather high": "above", "low": "far below", "rather low": "below"}
FAR = ("far above", "far below")
WHY_NOT = {
    "count": "a number of things says nothing of how many there could have been",
    "money": "a sum of money is no count of things, and depends on how much there is to pay for",
    "mean": "how much single cases differ is not kept with a mean",
    "ratio": "money, hours and days are no counts of things",
    "supplied": "the figures were supplied as they stand",
}


@dataclass(frozen=True)
class Point:
    """A unit or a part in a comparison. `low` and `high` are its 95% interval, None where there is none.

    `verdict` is 'far above', 'above', 'within', 'below', 'far below', 'too small', or '' where nothing is judged.
    """

    key: str
    name: str
    value: float | None
    numerator: float | None
    denominator: float | None
    reason: str | None = None
    standing: str = ""
    records: int | None = None
    low: float | None = None
    high: float | None = None
    verdict: str = ""
    distance: float = 0.0
    target: tuple = (None, None)


@dataclass(frozen=True)
class Limits:
    """The funnel that the points were judged by, on the scale of the measure's values.

    `few` says that there are too few units to know how much such units always differ: `phi` is None then, nobody is
    judged, and the limits are those of chance alone. `curve` gives (lower 99.8%, lower 95%, upper 95%, upper 99.8%)
    along denominators.
    """

    centre: float
    phi: float | None
    adjusted: bool
    few: bool
    judged: int
    curve: object


@dataclass(frozen=True)
class Comparison:
    """One measure over units or parts. `limits` is None where no one funnel makes sense, and `why_not` then says why.

    `against` says in words whom the units were held against, where that is not just those that are shown.
    """

    points: list
    limits: Limits | None
    why_not: str
    fewest: int
    against: str = ""

    @property
    def outside(self):
        """The points outside the 99.8% limits, furthest first."""
        return sorted((p for p in self.points if p.verdict in FAR), key=lambda p: (-p.distance, p.name))

    @property
    def judged(self):
        """How many have a verdict."""
        return sum(point.verdict not in ("", "too small") for point in self.points)

    @property
    def valued(self):
        return [point for point in self.points if point.value is not None]


def compared(measure, points, least, parts=False):
    """The Comparison of points that are held against one another."""
    if parts and measure["base"]:
        limits, why_not = (
            None,
            "each part is counted against the whole population and has no size of its own to judge it by",
        )
    else:
        points, limits, why_not = judged(measure, points, least)
    return Comparison(in_order(measure, points), limits, why_not, least)


def in_order(measure, points):
    """Judged points with their intervals, in an order that says no more than the limits do.

    First what lies outside, furthest first; then the rest by size, or by name where there is no size: no rank.
    """
    points = [with_interval(measure, point) for point in points]
    return sorted(
        points,
        key=lambda p: (p.value is None, -p.distance if p.verdict in FAR else 0, -(p.denominator or 0), p.name),
    )


def never_judged(measure):
    """Why no unit can be judged on a measure whatever its values; '' where they can."""
    if measure["kind"] == "rate" and not measure["base"]:
        return WHY_NOT["ratio"]
    return WHY_NOT.get(measure["kind"], "")


def judged(measure, points, least):
    """The points with their verdicts, the Limits they were judged by, and why there are none where there are none.

    Ten units or more are judged by a funnel that allows for how much they differ. With fewer that can't be known:
    nobody is judged, and the limits, to be drawn, are those of chance alone.
    """
    if why_not := never_judged(measure):
        return points, None, why_not
    usable = [point for point in points if point.value is not None and point.denominator]
    small = {point.key for point in usable if measure["kind"] == "proportion" and point.denominator < least}
    enough = len(usable) - len(small)
    if enough < 2:
        return _said(points, {}, small), None, "fewer than two of them can be judged"
    x, n = [point.numerator for point in usable], [point.denominator for point in usable]
    try:
        if enough < FEW_UNITS:
            verdicts, limits = [""] * len(usable), _of_chance_alone(measure, x, n, enough)
        else:
            verdicts, limits = _funnel(measure, x, n, least, enough)
    except Unusable as problem:
        return points, None, str(problem)
    said = dict(zip((point.key for point in usable), verdicts, strict=True)) if limits else {}
    points = [_with_distance(limits, point) for point in _said(points, said, small)]
    return points, limits, "" if limits else "all of them, or none of them, count"


def _said(points, verdicts, small):
    """The points with the verdicts of those that have one; those too small to judge have their own."""
    said = {key: VERDICTS.get(verdict, verdict) for key, verdict in verdicts.items()}
    said.update(dict.fromkeys(small, "too small"))
    return [replace(point, verdict=said[point.key]) if point.key in said else point for point in points]


def _funnel(measure, x, n, least, enough):
    """The verdicts and Limits of shares or rates by a funnel; no Limits where none count or all do."""
    share, per = measure["kind"] == "proportion", float(measure["per"])
    found = funnel.proportion(x, n, fewest=least) if share else funnel.rate(x, n, per=per)
    scale = per if share else 1.0
    limits = Limits(
        found.centre * scale, found.phi, found.adjusted, False, enough, lambda at: [p * scale for p in found.curve(at)]
    )
    return found.verdicts, limits if found.judged else None


def _of_chance_alone(measure, x, n, enough):
    """The Limits for fewer units than a funnel judges: they know of no other differences than those of chance."""
    share, per, whole = measure["kind"] == "proportion", float(measure["per"]), sum(x) / sum(n)
    if share and any(some > there for some, there in zip(x, n, strict=True)):
        raise Unusable("one of them has more counted than there were")
    if whole == 0 or (share and whole == 1):
        return None

    def curve(at):
        limits = fingertips.proportion_limits(whole, at) if share else funnel.rate(x, n, adjust=False).curve(at)
        return [part * per for part in limits]

    return Limits(whole * per, None, False, True, enough, curve)


def _with_distance(limits, point):
    """The point with how far it lies from the middle, where that is outside: 1 is on the outer limit."""
    if limits is None or point.verdict not in FAR:
        return point
    lower, *_, upper = (float(part[0]) for part in limits.curve([point.denominator]))
    limit = upper if point.value > limits.centre else lower
    return replace(point, distance=abs(point.value - limits.centre) / abs(limit - limits.centre))


def with_interval(measure, point):
    """The point with its 95% interval where it has one: a share, a rate over a base, a number of things."""
    if point.value is None:
        return point
    try:
        own = _interval(measure, point)
    except Unusable:
        return point
    return point if own is None else replace(point, low=own.lower, high=own.upper)


def _interval(measure, point):
    per = float(measure["per"])
    if measure["kind"] == "proportion":
        share = intervals.proportion(point.numerator, point.denominator)
        return share._replace(lower=share.lower * per, upper=share.upper * per)
    if measure["kind"] == "rate" and measure["base"]:
        return intervals.rate(point.numerator, point.denominator, per)
    return intervals.count(point.numerator) if measure["kind"] == "count" else None
