"""Monthly series of known kinds, made without any code of the product: (the months known, the months to come)."""

import numpy as np

AHEAD = 6


def made(kind, months, rng):
    time = np.arange(months + AHEAD)
    level = rng.uniform(80, 3000)
    noise = rng.normal(size=len(time)) * level * rng.uniform(0.02, 0.07)
    values = KINDS[kind](time, level, noise, months, rng)
    return np.maximum(values, 0)[:months], np.maximum(values, 0)[months:]


def _season(rng):
    shape = rng.choice(["wave", "ragged", "one month"])
    if shape == "wave":
        each = np.cos(2 * np.pi * (np.arange(12) - rng.integers(12)) / 12)
    elif shape == "ragged":
        each = rng.uniform(-1, 1, 12)
    else:
        each = np.where(np.arange(12) == rng.integers(12), 2.5, 0.0)
    return (each - each.mean()) * rng.uniform(0.08, 0.25)


def _rise(time, rng):
    return 1 + rng.choice([-1, 1]) * rng.uniform(0.004, 0.012) * time * min(1, 60 / len(time))


def trend(time, level, noise, months, rng):
    return level * _rise(time, rng) + noise


def season(time, level, noise, months, rng):
    return level * (1 + _season(rng)[time % 12]) + noise


def trend_and_season(time, level, noise, months, rng):
    return level * _rise(time, rng) * (1 + _season(rng)[(time + 5) % 12]) + noise


def shift(time, level, noise, months, rng):
    at = rng.integers(months // 4, months - 4)
    return level * (1 + (time >= at) * rng.choice([-1, 1]) * rng.uniform(0.1, 0.35)) + noise


def shift_and_season(time, level, noise, months, rng):
    return shift(time, level, noise, months, rng) + level * _season(rng)[time % 12]


def noise_only(time, level, noise, months, rng):
    return level + noise


def counts(time, level, noise, months, rng):
    return rng.poisson(rng.uniform(4, 40) * (1 + rng.choice([0, 1]) * _season(rng)[time % 12])).astype(float)


def intermittent(time, level, noise, months, rng):
    return rng.poisson(rng.uniform(0.2, 1.0), len(time)) * rng.integers(1, 4, len(time)).astype(float)


def walk(time, level, noise, months, rng):
    return level + noise.cumsum() * 0.5


KINDS = {
    each.__name__.replace("_", " "): each
    for each in (trend, season, trend_and_season, shift, shift_and_season, noise_only, counts, intermittent, walk)
}
