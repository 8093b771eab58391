"""Self-assessment: the worked sum, the order of priorities under other weights, and the names of boxes."""

import re

import pytest

from dashboard import QUERIES, assessment, catalogue
from dashboard.registers import registers

NINE = assessment.frameworks()["nine boxes"]
SCORES = dict(zip([one.key for one in NINE.boxes], [40, 35, 50, 45, 40, 30, 35, 20, 50], strict=True))


def test_the_worked_scores_come_to_388_of_1000():
    assert sum(NINE.weights.values()) == 100
    assert assessment.total(SCORES, NINE.weights) == pytest.approx(388)
    assert assessment.total({**SCORES, "people": None}, NINE.weights) is None


def test_what_is_lost_comes_first():
    assert assessment.priorities(SCORES, NINE.weights)[:3] == ["customer results", "processes", "key results"]


def test_an_order_that_no_weights_change_never_changes_and_one_that_hangs_on_them_does():
    found = assessment.tried(SCORES, NINE.weights)
    assert 0.5 < found.changes <= 1 and sum(found.among_first.values()) == pytest.approx(assessment.FIRST)
    # A box in which more is lost is seldom left behind by one with less, whatever the weights.
    assert found.among_first["society results"] > found.among_first["key results"]
    same = {"a": 100, "b": 100, "c": 100, "d": 0}
    # Only d loses anything: it is first whatever the weights, and the others tie.
    found = assessment.tried(same, dict.fromkeys(same, 25))
    assert found.changes == 0 and found.among_first["d"] == 1


def test_the_measures_of_an_outcome_are_those_that_have_its_number_and_each_is_a_measure():
    measures, ascof = catalogue.read(QUERIES / "measures"), assessment.frameworks()["ASCOF"]
    numbered = {key: found[1] for key, one in measures.items() if (found := re.match(r"ASCOF (\d)", one.codes))}
    tagged = {key: str(place) for place, box in enumerate(ascof.boxes, 1) for key in box.measures}
    assert tagged == numbered  # domain 1 of ASCOF is quality of life, and so on in its order
    every = [key for one in assessment.frameworks().values() for box in one.boxes for key in box.measures]
    assert set(every) <= set(measures) and len(set(every)) == len(every)
    assert [(one.name, box.name) for one, box in assessment.outcomes("feel_safe")] == [("ASCOF", "Safety")]


def test_the_form_names_each_framework_and_no_two_boxes_share_a_name():
    assert list(registers()["score"].fields["framework"]["choices"]) == list(assessment.frameworks())
    for one in assessment.frameworks().values():
        keys = [box.key for box in one.boxes]
        assert len(set(keys)) == len(keys) and all(box.question.endswith("?") for box in one.boxes)


def test_a_box_is_named_by_its_name_and_by_its_key():
    assert NINE.box("Customer results") == NINE.box("customer results ") == "customer results"
    assert NINE.box("Policy and strategy") == NINE.box("policy") and NINE.box("no such") == "no such"
    for one in assessment.frameworks().values():
        assert {one.box(box.name) for box in one.boxes} == {one.box(box.key) for box in one.boxes} == set(one.weights)
