"""Agreement of two readers, against tables worked by hand, answers of a public package, and the plain definitions."""

from itertools import product
from math import comb
from operator import mul

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.statistics import agreement
from dashboard.statistics.errors import Unusable

# (both, first alone, second alone, neither): observed, kappa by hand, AC1 as irrCAC 0.4.4 gives it.
WORKED = {
    (18, 3, 3, 16): (0.85, 0.699, 0.70075),
    (35, 2, 2, 1): (0.90, 0.279, 0.88389),
    (20, 12, 1, 7): (0.675, 0.330, 0.41210),
}


@pytest.mark.parametrize("counts", WORKED)
def test_the_worked_tables(counts):
    observed, kappa, ac1 = WORKED[counts]
    found = agreement.agreement(agreement.of_counts(*counts))
    assert found.answers == found.files == 40 and found.table.tolist() == [list(counts[:2]), list(counts[2:])]
    assert found.observed == pytest.approx(observed)
    assert found.kappa.value == pytest.approx(kappa, abs=0.0005)
    assert found.ac1.value == pytest.approx(ac1, abs=0.000005)
    assert found.ac1.lower < found.ac1.value < found.ac1.upper <= 1


def test_the_bias_of_a_kinder_reader():
    found = agreement.bias(agreement.of_counts(20, 12, 1, 7))
    assert found.difference == pytest.approx(0.275) and (found.kinder, found.stricter) == (12, 1)
    assert found.p == pytest.approx(2 * (1 + 13) / 2**13)  # both tails of 13 tosses: none or one
    assert agreement.bias(agreement.of_counts(5, 0, 0, 5)) == (0, 0, 0, 1.0)


def plain(pairs, weights=None):
    """(observed, AC, kappa) of pairs of answers from 0 on, as defined; None where all agree by chance."""
    answers, n = len(weights), len(pairs)
    first, second = ([pair[side] for pair in pairs] for side in (0, 1))
    pa = sum(weights[a][b] for a, b in pairs) / n
    use = [(first.count(k) + second.count(k)) / (2 * n) for k in range(answers)]
    ac = sum(map(sum, weights)) / (answers * (answers - 1)) * sum(p * (1 - p) for p in use)
    both = range(answers)
    kappa = sum(weights[a][b] * first.count(a) * second.count(b) for a in both for b in both) / n**2
    return (pa, *(None if 1 - pe < 1e-9 else (pa - pe) / (1 - pe) for pe in (ac, kappa)))


@settings(max_examples=40)
@given(
    st.integers(2, 4).flatmap(
        lambda answers: st.tuples(
            st.just(answers),
            st.booleans(),
            st.lists(st.tuples(*[st.integers(0, answers - 1)] * 2), min_size=agreement.FEWEST, max_size=60),
        )
    )
)
def test_coefficients_and_their_limits_are_those_of_the_definitions(drawn):
    answers, is_ordered, pairs = drawn
    weights = [
        [1 - abs(a - b) / (answers - 1) if is_ordered else float(a == b) for b in range(answers)]
        for a in range(answers)
    ]
    files = np.zeros((len(pairs), answers, answers))
    for n, (a, b) in enumerate(pairs):
        files[n, a, b] = 1
    found = agreement.agreement(files, agreement.linear(answers) if is_ordered else None)
    expected = plain(pairs, weights)
    assert found.observed == pytest.approx(expected[0])
    for coefficient, place in ((found.ac1, 1), (found.kappa, 2)):
        value = expected[place]
        assert (coefficient.value is None) == (value is None)
        if value is None:
            continue
        assert coefficient.value == pytest.approx(value, abs=1e-9)
        without = [plain(pairs[:n] + pairs[n + 1 :], weights)[place] for n in range(len(pairs))]
        if None in without:
            assert coefficient.lower is None
        else:
            spread = sum((one - sum(without) / len(without)) ** 2 for one in without) * (1 - 1 / len(pairs))
            # Student's t of the tables for 60 degrees of freedom is 2.000, for 19 it is 2.093.
            assert max(value - 2.094 * spread**0.5, -1) - 1e-6 <= coefficient.lower
            assert coefficient.lower <= max(value - 2.0 * spread**0.5, -1) + 1e-6


def test_ten_answers_of_one_file_are_one_file():
    rng = np.random.default_rng(1)
    one = agreement.of_counts(20, 4, 3, 8)[rng.permutation(35)]
    once, ten = agreement.agreement(one), agreement.agreement(one * 10)
    assert ten.answers == 350 and ten.ac1 == pytest.approx(once.ac1)


def test_of_few_answers_there_is_only_the_table_and_where_all_are_alike_no_kappa():
    few = agreement.agreement(agreement.of_counts(15, 1, 2, 1))
    assert (few.answers, few.ac1, few.kappa) == (19, None, None) and few.observed == pytest.approx(16 / 19)
    alike = agreement.agreement(agreement.of_counts(30, 0, 0, 0))
    assert alike.kappa.value is None and alike.ac1.value == 1
    with pytest.raises(Unusable, match="no file was read twice"):
        agreement.agreement(np.zeros((0, 2, 2)))


def test_the_exact_chance_of_a_bias_is_that_of_tosses_of_a_coin():
    for kinder, stricter in ((3, 9), (6, 6), (0, 1), (40, 12)):
        n = kinder + stricter
        tail = sum(comb(n, k) for k in range(min(kinder, stricter) + 1)) / 2**n
        found = agreement.bias(agreement.of_counts(5, kinder, stricter, 5))
        assert found.p == pytest.approx(min(1, 2 * tail))


@given(st.lists(st.tuples(*[st.integers(0, 3)] * 4).filter(any), min_size=1, max_size=9))
@settings(max_examples=60)
def test_all_that_differs_in_a_file_turns_together(files):
    apart = [kinder - stricter for _, kinder, stricter, _ in files]
    as_far = [abs(sum(map(mul, apart, signs))) >= abs(sum(apart)) for signs in product((1, -1), repeat=len(apart))]
    found = agreement.bias(np.array(files).reshape(-1, 2, 2))
    assert found.p == pytest.approx(sum(as_far) / len(as_far))


def test_what_is_let_through_is_held_against_what_others_let_through():
    own, others = agreement.Passed(8, 7), agreement.Passed(20, 2)
    drawn = [comb(9, k) * comb(19, 8 - k) / comb(28, 8) for k in range(9)]
    assert agreement.passes_more(own, others) == pytest.approx(sum(drawn[7:]))
    assert (
        agreement.passes_more(agreement.Passed(0, 0), others) == 1 == agreement.passes_more(own, agreement.Passed(0, 0))
    )
    files = np.array([[[3, 1], [0, 0]], [[3, 0], [1, 1]], [[4, 0], [1, 0]]])
    assert agreement.passed(files) == (2, 1)
