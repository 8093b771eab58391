"""Tables as a name for each column: what the generator works on before it writes."""

import numpy as np
import pyarrow as pa


def pick(rows, which):
    """The rows at a mask or at positions."""
    return {name: values[which] for name, values in rows.items()}


def stack(parts):
    """Tables with the same columns, one under the other."""
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def named(labels, index):
    """The label at each index; an index below 0 has none."""
    index = np.asarray(index).astype(np.int64)
    return pa.array(labels, pa.string()).take(pa.array(index, mask=index < 0))


def numbered(prefix, numbers, width=6):
    """Identifiers such as A000012; a number below 0 has none."""
    numbers = np.asarray(numbers)
    return pa.array([f"{prefix}{n:0{width}d}" if n >= 0 else None for n in numbers.tolist()], pa.string())


def yes_no(flags, known=None):
    """Yes or No, and nothing where `known` is false."""
    index = np.asarray(flags).astype(int)
    return named(["No", "Yes"], index if known is None else np.where(known, index, -1))


def no_date(count):
    return np.full(count, "NaT", "datetime64[D]")


def spread(lows, highs):
    """For each pair of bounds every whole number between them: which pair, and the number."""
    counts = np.maximum((highs - lows).astype(np.int64) + 1, 0)
    which = np.repeat(np.arange(len(counts)), counts)
    offset = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return which, offset


def choose(rng, shares, count):
    """Indexes drawn with the given shares."""
    edges = np.cumsum(np.asarray(shares, float))
    return np.minimum(np.searchsorted(edges / edges[-1], rng.random(count), side="right"), len(edges) - 1)
