"""Scores of 0 to 10: the published rule by hand-worked cases, roll-ups by their laws and beside a plain second one."""

import random
from dataclasses import replace
from fractions import Fraction

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import scorecard as cards
from dashboard import scores
from dashboard.asking import rules
from dashboard.errors import DefinitionError
from dashboard.scores import Node
from dashboard.scores import settings as score_settings

HALF = Fraction(1, 2)


@pytest.fixture(scope="module")
def ruled():
    with duckdb.connect() as connection:
        connection.execute("create schema cube")
        for rule in rules():
            connection.execute(rule)
        yield connection


@pytest.mark.parametrize(
    ("better", "shown", "low", "high", "floor", "part", "score"),
    [
        # A goal of 700 with its red flag at 500, as one product publishes its rule: 0 at 300, 10 at 900.
        *(("higher", at, 700, None, None, 2 / 7, of) for at, of in [(300, 0), (500, 10 / 3), (700, 20 / 3), (900, 10)]),
        ("higher", 600, 700, None, None, 2 / 7, 5),
        ("higher", 1_000, 700, None, None, 2 / 7, 10),
        ("higher", -50, 700, None, None, 2 / 7, 0),
        ("lower", 12, 10, None, None, 0.2, 10 / 3),  # goal 10, red flag 12
        ("lower", 9, 10, None, None, 0.2, 25 / 3),
        ("range", 97, 97, 103, None, 0.1, 20 / 3),
        ("range", 100, 97, 103, None, 0.1, 10 / 3 * (2 + 3 / 10.3)),  # the nearer end is the upper one, by its share
        ("range", 113.3, 97, 103, None, 0.1, 10 / 3),
        ("higher", 81, 85, None, 82, 0.2, 0),  # past its floor, however near the goal
        ("higher", -8, -10, None, None, 0.2, 10),  # a goal below nought: 2 above it is as far as its red flag below
        ("higher", 5, 0, None, None, 0.2, None),
        ("higher", 5, None, None, None, 0.2, None),
        ("neither", 5, 5, None, None, 0.2, None),
        ("higher", None, 5, None, None, 0.2, None),
    ],
)
def test_a_value_is_scored_by_the_published_rule(ruled, better, shown, low, high, floor, part, score):
    (found,) = ruled.execute(
        "select cube.score(?, ?::double, ?::double, ?::double, ?::double, ?)", [better, shown, low, high, floor, part]
    ).fetchone()
    assert found == (None if score is None else pytest.approx(score))


def test_an_answer_in_words_is_scored_from_the_worst_to_the_best(ruled):
    def score(answer, target, of):
        return ruled.execute("select cube.score_of_answer(?, ?, ?)", [answer, target, of]).fetchone()[0]

    assert [score(answer, 2, 2) for answer in (1, 2)] == [0, 10]
    assert [score(answer, 3, 4) for answer in (1, 2, 3, 4)] == pytest.approx([0, 10 / 9, 20 / 3, 10])
    assert [score(answer, 1, 3) for answer in (1, 2, 3)] == pytest.approx([20 / 3, 25 / 3, 10])


def test_where_the_red_flag_is_the_edge_of_near_the_thirds_are_the_standings(ruled):
    rng = random.Random(14)
    for _ in range(300):
        better, low = rng.choice(("higher", "lower", "range")), rng.choice((-40.0, 3.0, 85.0, 592.5))
        high = low + rng.choice((0, 5, 41)) if better == "range" else None
        shown = round(low + rng.gauss(0, 0.1) * abs(low), 1)
        score, stands = ruled.execute(
            "select cube.score($b, $s, $l, $h, null, 0.05), cube.standing($b, $s, $l, $h, null, 0.05)",
            {"b": better, "s": shown, "l": low, "h": high},
        ).fetchone()
        assert scores.standing(Fraction(score)) == stands


# ---- roll-ups


def leaf(score, weight=1, number=0):
    told = "no value" if score is None else "met" if score * 3 >= 20 else "near" if score * 3 >= 10 else "missed"
    return Node(f"m{number}", f"m{number}", None if score is None else Fraction(score), told, "", Fraction(weight))


def parent(children, roll_up="weighted mean", weight=1, key="p"):
    return scores.roll(Node(key, key, None, "", "", Fraction(weight), roll_up, tuple(children)), HALF)


def renamed(node, path="n"):
    """The same with a key of its own for each node."""
    return replace(node, key=path, children=tuple(renamed(one, f"{path}{at}") for at, one in enumerate(node.children)))


LEAVES = st.builds(
    lambda score, weight: leaf(None if score is None else Fraction(score, 10), Fraction(weight, 2)),
    st.one_of(st.integers(0, 100), st.integers(0, 100), st.none()),
    st.integers(0, 6),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        parent, st.lists(inner, min_size=1, max_size=5), st.sampled_from(score_settings.ROLL_UPS), st.integers(0, 3)
    ),
    max_leaves=20,
).filter(lambda node: node.children)


def plain_score(node):
    """The second way: floats, one branch a rule, no code of the first."""
    if not node.children:
        return None if node.score is None else float(node.score)
    pairs = [(plain_score(one), float(one.weight), one) for one in node.children if one.weight > 0]
    known = [pair for pair in pairs if pair[0] is not None]
    wanted = [pair for pair in pairs if pair[0] is not None or wanting(pair[2])]
    if not known or sum(w for _, w, _ in known) < 0.5 * sum(w for _, w, _ in wanted):
        return None
    if node.roll_up == "worst":
        return min(s for s, _, _ in known)
    if node.roll_up == "count":
        return 10 * sum(s >= 20 / 3 - 1e-9 for s, _, _ in known) / len(known)
    return sum(s * w for s, w, _ in known) / sum(w for _, w, _ in known)


def wanting(node):
    """Whether a measure that counts has no value."""
    inner = [one for one in node.children if one.weight > 0]
    return any(wanting(one) for one in inner) if node.children else True


@settings(max_examples=80)
@given(TREES)
def test_what_each_measure_adds_comes_to_every_score_exactly_and_a_second_way_finds_the_same(tree):
    for node in renamed(tree).every:
        told = plain_score(node)
        assert (node.score is None) == (told is None)
        assert told is None or float(node.score) == pytest.approx(told, abs=1e-9)
        if node.score is not None:
            assert sum(amount for _, amount in scores.leaves_add(node)) == node.score
            assert 0 <= node.score <= 10
        else:
            assert node.reason or not node.children


def changed(node, change):
    if not node.children:
        return change(node)
    return parent([changed(one, change) for one in node.children], node.roll_up, node.weight, node.key)


@settings(max_examples=60)
@given(TREES, st.randoms(use_true_random=False))
def test_a_score_rises_with_its_measures_and_knows_no_order_and_no_size_of_weights(tree, rng):
    higher = changed(tree, lambda one: one if one.score is None else leaf((one.score + 10) / 2, one.weight))
    assert tree.score is None or higher.score >= tree.score

    def other(node):
        if not node.children:
            return replace(node, weight=node.weight * 3)
        inner = [other(one) for one in node.children]
        rng.shuffle(inner)
        return parent(inner, node.roll_up, node.weight * 3)

    assert other(tree).score == tree.score


def test_reds_that_a_mean_hides_are_counted_and_a_worst_hides_none():
    of = [leaf(score, number=at) for at, score in enumerate((10, 10, 10, 9, 1, 2, 0))]
    assert (parent(of).standing, parent(of).hidden_reds) == ("near", 3)
    assert (parent(of, "worst").standing, parent(of, "worst").hidden_reds) == ("missed", 0)
    assert parent(of, "count").score == Fraction(40, 7)


def test_a_standing_far_from_its_edges_stays_under_every_weighting_and_one_at_an_edge_under_half():
    alike = parent([leaf(9, number=1), leaf(8, number=2)])
    assert scores.steady(alike) == 1000 == scores.steady(parent([leaf(1), leaf(9)], "worst"))
    edge = parent([leaf(Fraction(10, 3), number=1), leaf(10, number=2)])  # the mean of the two is the goal itself
    assert edge.standing == "met" and 430 < scores.steady(edge) < 570
    assert scores.steady(edge) == scores.steady(edge)


def test_a_parent_that_fell_while_its_children_rose_says_why():
    before = parent([leaf(2, 1, 1), leaf(9, 1, 2)])
    now = parent([leaf(3, 3, 1), leaf(9, 1, 2)])
    (found,) = scores.contrary(now, before)
    assert [one.key for one in found.weighed] == ["m1"] and not found.gone and not found.new
    (found,) = scores.contrary(parent([leaf(3, 1, 1), leaf(None, 1, 2)]), before)
    assert [one.key for one in found.gone] == ["m2"]
    (found,) = scores.contrary(parent([leaf(3, 1, 1), leaf(9, 1, 2), leaf(0, 1, 3)]), before)
    assert [one.key for one in found.new] == ["m3"]
    assert list(scores.contrary(parent([leaf(1, 1, 1), leaf(9, 1, 2)]), before)) == []


def test_too_little_known_is_no_score_and_what_has_no_target_is_not_missing():
    aimless = replace(leaf(None), standing="no target")
    assert parent([leaf(8), leaf(None), leaf(None)]).reason == "too few of those below it have one, 1 of 3"
    assert parent([leaf(None), leaf(None)]).reason == "too few of those below it have one, none of 2"
    assert parent([leaf(8), aimless, aimless]).score == 8
    assert parent([aimless]).reason == "nothing below it has a target that counts"


# ---- the council's file, and its scorecard


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("known = 120", "scores.toml: known is 120; write a number from 0 to 100"),
        ('roll_up = "median"', "roll_up of all is 'median'; write one of weighted mean, worst, count"),
        ("weights = 3", "unknown word 'weights'; write one of known, red_flag"),
        ('[[weight]]\nof = "caseload"', "weight 1: write of"),
        ('[[weight]]\nof = "caseload"\nis = 2\nfrom = "April"', "weight 1: from is 'April'; write a month such as"),
        ("red_flags = 5", "red_flags is 5; write it as a block, [red_flags]"),
        ('[[weight]]\nof = "caselod"\nis = 2', "weight of caselod: 'caselod' is no measure, objective or perspective"),
    ],
)
def test_what_scores_toml_says_wrongly_is_told_with_its_choices(tmp_path, text, told):
    (tmp_path / "scores.toml").write_text(text)
    with pytest.raises(DefinitionError) as caught:
        score_settings.check(score_settings.read(tmp_path), ["caseload"], [], [])
    assert told in str(caught.value)


def test_a_council_without_the_file_has_no_scores(tmp_path):
    assert score_settings.read(tmp_path) is None


def test_the_scores_of_a_card_are_of_its_targets_and_a_past_month_keeps_its_weights(mini, cursor):
    names = cards.names(mini.snapshot)
    month = names.first_shown
    whole = scores.of_unit(cursor, names, names.root, month)
    found = {one.key: one for one in whole.every}
    value, low, near = cursor.execute(
        "select round(v.value, k.decimals), v.target_low, 0.2::double from cube.card_values as v"
        " join about.measures as k on k.key = v.measure"
        " where v.measure = 'clients_reviewed' and v.unit = 'westmarch' and v.month = ?",
        [month],
    ).fetchone()
    by_hand = min(10, max(0, 10 / 3 * (2 + (value - low) / (low * near))))
    assert float(found["clients_reviewed"].score) == pytest.approx(by_hand)
    assert found["spending"].score is None and found["spending"].reason == "neither more nor less of it is better"
    assert found["care_to_rely_on"].weight == 2
    past = scores.of_unit(cursor, names, names.root, month.replace(year=month.year - 1))
    assert {one.key: one for one in past.every}["care_to_rely_on"].weight == 1


def test_what_has_neither_target_nor_value_is_left_out_and_what_has_a_target_alone_is_missing(mini, cursor):
    names = cards.names(mini.snapshot)
    first = names.months[0]  # before most periods of twelve months
    leaves = {one.key: one for one in scores.of_unit(cursor, names, names.root, first).leaves}
    aims = cursor.execute("select measure from cube.targets where unit = ? and month = ?", [names.root.key, first])
    aimed = {measure for (measure,) in aims.fetchall() if names.measures[measure]["better"] != "neither"}
    without = {key for key, one in leaves.items() if one.score is None and one.reason}
    assert {key for key in without if leaves[key].can_score} == without & aimed
    assert without & aimed and without - aimed
