"""Lines as they are, from 100, or as a share of their target: what of each is drawn, and which cannot be."""

from dataclasses import dataclass
from functools import partial

from layouts import words
from layouts.words import explore as says


@dataclass(frozen=True)
class Scaled:
    """A line with its values as they are drawn, and how one of them is said."""

    line: object
    name: str
    values: list
    before: list
    words: object
    unit: str  # what the values are measured in: one axis has one of these


def names_of(lines):
    """What each line is called, by what differs among them."""
    measures, units = len({line.measure["key"] for line in lines}), len({line.unit.key for line in lines})
    return [says.name(line, measures, units) for line in lines]


def scaled(asking, lines):
    """(the Scaled lines, those that the scale has no place for with the reason)."""
    names = names_of(lines)
    if asking.scale == "index":
        return _from_hundred(asking, lines, names)
    if asking.scale == "target":
        return _of_target(lines, names)
    return [
        Scaled(line, name, line.values, line.before, partial(words.figure, line.measure), line.measure["unit_of_value"])
        for line, name in zip(lines, names, strict=True)
    ], []


def start_of(asking, lines):
    """The month that is 100: the one asked for, else the first in which every line has a value that can be."""
    if asking.at or not lines:
        return asking.at
    months = lines[0].months
    whole = [n for n in range(len(months)) if all((line.values[n] or 0) > 0 for line in lines)]
    return months[whole[0]] if whole else None


def _from_hundred(asking, lines, names):
    start, found, without = start_of(asking, lines), [], []
    for line, name in zip(lines, names, strict=True):
        known = dict(line.known)
        base = known.get(start or next(iter(known)))
        if not base or base < 0:
            when = words.month_words(start) if start else "its first month"
            without.append((name, f"no value above nought in {when} to begin from"))
            continue
        change = partial(_share, base)
        found.append(
            Scaled(line, name, [change(v) for v in line.values], [change(v) for v in line.before], _points, "index")
        )
    return found, without


def _of_target(lines, names):
    found, without = [], []
    for line, name in zip(lines, names, strict=True):
        bounds = [low if high is None else high if low is None else None for low, high in line.targets]
        if not any(bounds):
            is_range = any(low is not None and high is not None for low, high in line.targets)
            without.append((name, "its target is a range" if is_range else "no target of its own in these months"))
            continue
        values = [_share(bound, value) if bound else None for bound, value in zip(bounds, line.values, strict=True)]
        found.append(Scaled(line, name, values, [None] * len(values), _percent, "share of target"))
    return found, without


def _share(base, value):
    return None if value is None else value / base * 100


def _points(value):
    return f"{value:,.0f}".replace("-", "−")


def _percent(value):
    return f"{_points(value)}%"
