"""The public page: a release made, put to the attacker and written; and the attacker over a release of many figures."""

import tempfile
import time
from pathlib import Path

import numpy as np

from dashboard.bench.table import row
from dashboard.home import Home
from dashboard.public import commands, gate, rule, site
from dashboard.store import Store

MEASURES, PLACES, QUARTERS, YEAR = 40, 10, 5, 4  # a year is four quarters; five of them are shown
BUILD, ATTACK = 10.0, 60.0  # seconds of the processor that are wanted


def rows(home, council_folder):
    """Seconds of the processor, each beside what is wanted of it."""
    with tempfile.TemporaryDirectory() as folder:
        built = _timed(lambda: _build(home, council_folder, Path(folder)))
    stated, truth = release()
    attacked = _timed(lambda: gate.audit(stated, truth))
    named = f"the attacker over {MEASURES} measures by {PLACES} services, {len(stated):,} figures, beside 60 s"
    return [
        row("a public release made, audited and written as files, beside 10 s", built, BUILD, unit="s"),
        row(named, attacked, ATTACK, unit="s"),
    ]


def _build(home, council_folder, folder):
    made, _ = commands.publish(Store(home), Home(folder / "home"), council_folder, withhold=True)
    site.write(made, folder / "public")


def release(measures=MEASURES, places=PLACES, seed=16):
    """(what is stated, the truth) of shares by service over rolling years of quarters, as the one rule shows them,
    drawn from a seed: some services have few people."""
    rng, stated, truth = np.random.default_rng(seed), [], {}
    quarters = range(QUARTERS + YEAR - 1)
    for measure in range(measures):
        means = rng.gamma(0.8, 25, places)
        for place in range(places):
            share = rng.uniform(0.3, 0.95)
            for quarter in quarters:
                whole = rng.poisson(means[place])
                one = rng.binomial(whole, share)
                truth[measure, quarter, place, "yes"], truth[measure, quarter, place, "no"] = int(one), int(whole - one)
        for last in range(YEAR - 1, len(quarters)):
            year = range(last - YEAR + 1, last + 1)
            for several in (*([one] for one in range(places)), range(places)):
                at = [(measure, quarter, place) for quarter in year for place in several]
                stated += _stated(
                    f"{measure}:{len(several)}", [(*one, "yes") for one in at], [(*one, "no") for one in at], truth
                )
    return stated, truth


def _stated(table, yes, no, truth):
    shown = rule.share(sum(truth[one] for one in yes), sum(truth[one] for one in yes + no))
    limits = rule.reach(shown.numerator), rule.reach(shown.denominator), rule.left_over(shown)
    return [
        gate.Stated(table, dict.fromkeys(parts, 1), *ends)
        for parts, ends in zip((yes, yes + no, no), limits, strict=True)
    ]


def _timed(work):
    start = time.process_time()
    work()
    return time.process_time() - start
