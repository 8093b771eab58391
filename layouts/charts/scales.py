"""Round numbers along an axis."""

import math


def ticks(least, most, count=6):
    """Round numbers that span the values."""
    span = (most - least) or abs(most) or 1
    power = 10.0 ** math.floor(math.log10(span / count))
    step = next(power * times for times in (1, 2, 2.5, 5, 10) if power * times >= span / count)
    first = math.floor(least / step)
    found = [position * step for position in range(first, first + 60) if position * step <= most + step * 0.999]
    return found if len(found) > 1 else [least, least + step]
