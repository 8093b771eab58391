"""The control chart again, slowly: one series, point by point, in exact fractions, straight from docs/statistics.md."""

from fractions import Fraction
from itertools import pairwise

LIMIT, SCREEN, NOTHING = Fraction("2.66"), Fraction("3.267"), Fraction(1, 10**9)
WORDS = {("higher", 1): "improvement", ("higher", -1): "concern", ("lower", 1): "concern", ("lower", -1): "improvement"}


def chart(values, better, target, rebase, baseline, screen):
    """A dict of what xmr.chart gives, and `run`."""
    starts = sorted({0, *rebase}) if values else []
    parts = [_segment(values[a:b], baseline, screen) for a, b in pairwise([*starts, len(values)])]
    points = [point for part in parts for point in part]
    said = {key: [point[key] for point in points] for key in ("mean", "lower", "upper")}
    said["rules"] = [point["signal"] and point["signal"][0] for point in points]
    said["points"] = [_word(point, better) for point in points]
    judged = [point for point in points if point["value"] is not None]
    last = judged[-1] if judged else None
    said["variation"] = _word(last, better) if last else None
    said["assurance"] = _assurance(last, better, target) if last else None
    said["run"] = last["signal"][2] if last and last["signal"] else 0
    said["starts"] = starts
    said["trial"] = [sum(point["value"] is not None for point in part) < 13 for part in parts]
    return said


def _word(point, better):
    if point["value"] is None:
        return None
    if not point["signal"]:
        return "common"
    way = point["signal"][1]
    return WORDS.get((better, way), "high" if way > 0 else "low")


def _assurance(point, better, target):
    if target is None or better == "neither" or point["lower"] is None:
        return None
    if point["lower"] - point["slack"] <= target <= point["upper"] + point["slack"]:
        return "hit and miss"
    return "pass" if (target < point["lower"]) == (better == "higher") else "fail"


def _segment(values, baseline, screen):
    values = [None if value is None else Fraction(value) for value in values]
    there = [value for value in values if value is not None]
    slack = NOTHING * max((abs(value) for value in there), default=0)
    mean, width = _limits(_base(values, baseline), slack, screen)
    points = [
        {
            "value": value,
            "mean": mean,
            "lower": None if width is None else mean - width,
            "upper": None if width is None else mean + width,
            "slack": slack,
        }
        for value in values
    ]
    for i, point in enumerate(points):
        point["signal"] = _signal(values, i, mean, width, slack)
    return points


def _base(values, baseline):
    if baseline is None:
        return values
    first = next((i for i, value in enumerate(values) if value is not None), 0)
    return values[: first + baseline]


def _limits(base, slack, screen):
    there = [value for value in base if value is not None]
    if not there:
        return None, None
    mean = sum(there) / len(there)
    ranges = [abs(b - a) for a, b in pairwise(base) if a is not None and b is not None]
    if not ranges:
        return mean, None
    average = sum(ranges) / len(ranges)
    kept = [each for each in ranges if each < SCREEN * average]
    if screen and kept and sum(kept) / len(kept) > slack:
        average = sum(kept) / len(kept)
    return mean, LIMIT * (average if average > slack else 0)


def _signal(values, i, mean, width, slack):
    """(rule, way, how many points it has lasted) or None."""
    if values[i] is None:
        return None
    sides = [_sign(value, mean, slack) for value in values]
    outs = [
        side if side and width is not None and _off(v, mean) > width + slack else 0 for v, side in _both(values, sides)
    ]
    if outs[i]:
        return "outside", outs[i], _back(outs, i)
    trend = _trend(values, i, slack)
    if trend:
        return "trend", *trend
    if width is not None and _two_in_three(values, i, sides, outs, mean, width, slack):
        return "two in three", sides[i], 3
    if sides[i] and _back(sides, i) + _back(sides[::-1], len(sides) - 1 - i) - 1 >= 7:
        return "shift", sides[i], _back(sides, i)
    return None


def _both(values, sides):
    return zip(values, sides, strict=True)


def _off(value, mean):
    return abs(value - mean)


def _sign(value, mean, slack):
    if value is None or _off(value, mean) <= slack:
        return 0
    return 1 if value > mean else -1


def _back(keys, i):
    """How many keys up to and with i are the same."""
    n = 0
    while n <= i and keys[i - n] == keys[i]:
        n += 1
    return n


def _climbs(window, way, slack):
    return None not in window and all(way * (b - a) > slack for a, b in pairwise(window))


def _trend(values, i, slack):
    """(way, points that have gone that way up to here) where the point is in seven that rise or fall."""
    ways = set()
    for first in range(max(0, i - 6), min(i, len(values) - 7) + 1):
        ways |= {way for way in (1, -1) if _climbs(values[first : first + 7], way, slack)}
    if not ways:
        return None
    way = ways.pop() if len(ways) == 1 else next(w for w in ways if _climbs(values[i : i + 2], w, slack))
    n = 1
    while n <= i and _climbs(values[i - n : i + 1], way, slack):
        n += 1
    return way, n


def _two_in_three(values, i, sides, outs, mean, width, slack):
    near = [
        s != 0 and not o and _off(v, mean) > width * 2 / 3 + slack for v, s, o in zip(values, sides, outs, strict=True)
    ]
    windows = [range(first, first + 3) for first in range(i - 2, i + 1) if first >= 0 and first + 3 <= len(values)]
    return near[i] and any(
        all(sides[k] == sides[i] for k in window) and sum(near[k] for k in window) >= 2 for window in windows
    )
