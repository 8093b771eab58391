"""The chance of meeting a target: worked cases, and a slow count over drawn years."""

from pathlib import Path

import numpy as np
import pytest

from dashboard.bench import chances
from dashboard.bench.false_signals import table
from dashboard.statistics import chance
from dashboard.statistics.chance import Counted

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "statistics.md"


@pytest.mark.parametrize(
    ("band", "low", "high", "expected"),
    [
        ((85.6, 84.0, 87.1), 85.0, None, 0.69),  # the worked cases of the method
        ((11.4, 10.7, 12.1), None, 10.0, 0.005),
        ((100, 90, 110), 95, 105, 0.478),
        ((5, 0, 15), None, 5, 0.5),  # cut short at nought: the wider side tells the spread
    ],
)
def test_a_chance_follows_from_the_band(band, low, high, expected):
    assert chance.chance(chance.normal(*band), low, high) == pytest.approx(expected, abs=0.012)


def test_what_is_judged_is_the_value_as_it_is_shown():
    foretold = chance.normal(84.97, 84.96, 84.98)
    assert chance.chance(foretold, low=85.0) < 0.001
    assert chance.chance(foretold, low=85.0, decimals=1) > 0.99


def test_a_band_of_no_width_tells_no_chance():
    assert chance.normal(3, 3, 3) is None


@pytest.mark.parametrize("spread", [1.0, 6.0])
def test_the_chance_of_a_count_is_that_of_drawn_years(spread):
    rng, mean = np.random.default_rng(1), 9.0
    variance = max(spread**2, mean)
    rates = rng.gamma(mean**2 / (variance - mean), (variance - mean) / mean, 200_000) if variance > mean else mean
    drawn = 12 + rng.poisson(rates, 200_000)
    foretold = Counted(12, mean, spread)
    for target in (11, 12, 18, 24, 30):
        assert chance.chance(foretold, high=target, decimals=0) == pytest.approx((drawn <= target).mean(), abs=0.005)
        assert chance.chance(foretold, low=target, decimals=0) == pytest.approx((drawn >= target).mean(), abs=0.005)


def test_chances_are_told_in_tens_and_never_as_certain():
    told = [(chance.frequency(one), chance.word(one)) for one in (0.004, 0.12, 0.5, 0.69, 0.9, 0.999)]
    assert told == [
        ("fewer than 1 in 20", "very unlikely"),
        ("about 1 in 10", "unlikely"),
        ("about 5 in 10", "may go either way"),
        ("about 7 in 10", "may go either way"),
        ("about 9 in 10", "likely"),
        ("more than 19 in 20", "very likely"),
    ]


def test_one_frequency_has_one_word():
    chances = [one / 1000 for one in range(1001)]
    told = {(chance.frequency(one), chance.word(one)) for one in chances}
    assert len(told) == len({frequency for frequency, _ in told}) == 11
    assert dict(told)["about 2 in 10"] == "unlikely" and dict(told)["about 3 in 10"] == "may go either way"
    assert dict(told)["about 8 in 10"] == "likely"
    assert chance.is_unlikely(0.0) and chance.is_unlikely(0.24) and not chance.is_unlikely(0.25)


def test_brier_and_reliability_by_hand():
    chances, happened = [0.1, 0.1, 0.9, 1.0], [False, True, True, True]
    assert chance.brier(chances, happened) == pytest.approx((0.01 + 0.81 + 0.01 + 0) / 4)
    assert chance.reliability(chances, happened) == [(2, pytest.approx(0.1), 0.5), None, None, None, (2, 0.95, 1.0)]


def test_bands_hold_four_in_five_of_what_comes_and_chances_are_what_comes():
    inside, pairs = [], ([], [])
    for kind in chances.KINDS:
        held, told, came = chances.simulated(kind, 60)
        inside.append(held)
        pairs[0].extend(told)
        pairs[1].extend(came)
    assert 0.74 <= np.mean(inside) <= 0.86
    assert chance.brier(*pairs) < 0.15
    for many, said, happened in chance.reliability(*pairs):
        assert many > 50 and abs(said - happened) < 0.12


@pytest.mark.slow
def test_the_published_table_of_chances_is_what_the_statistics_give():
    rows = chances.rows()
    assert table(rows) in DOCUMENT.read_text(encoding="utf-8"), "run python -m dashboard.bench.chances"
    assert all(0.74 <= int(row["within the band of 80%"].rstrip("%")) / 100 <= 0.86 for row in rows)
