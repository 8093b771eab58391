"""The strategy map: arrows of the file and of the journal, what changed, and the planted ones as the data show them."""

import tomllib

import pytest

from dashboard import council, strategy
from dashboard.errors import DefinitionError
from dashboard.statistics.arrows import AGREE, NOT_SHOWN
from tests.conftest import COUNCIL

OBJECTIVES = """
[[objective]]
key = "staff"
title = "Staff stay"
perspective = "learning"
serves = "people"
[[objective]]
key = "people"
title = "People are well"
perspective = "customer"
"""
LINK = """
[[link]]
from_objective = "staff"
to_objective = "people"
reason = "They know them."
"""


def read(tmp_path, text):
    (tmp_path / "council.toml").write_text("")
    (tmp_path / "objectives.toml").write_text(text)
    return council.read(tmp_path).links


def test_what_an_objective_serves_is_an_arrow_that_supports_unless_the_file_says_more_of_it(tmp_path):
    (only,) = read(tmp_path, OBJECTIVES).values()
    assert (only.from_objective, only.to_objective, only.sort, only.from_measure) == (
        "staff",
        "people",
        "supports",
        None,
    )
    (only,) = read(tmp_path, OBJECTIVES + LINK).values()
    assert (only.sort, only.reason) == ("contributes", "They know them.")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('[[link]]\nfrom_objective = "staff"\n', "link 1: to_objective"),
        (LINK.replace('"people"', '"poeple"'), "no objective 'poeple'; write one of staff, people"),
        (LINK + "lag = 40", "lag: "),
        (LINK + 'from_measure = "sickness"', "a test needs a measure at both ends"),
        (LINK.replace('"people"', '"staff"'), "leads from one objective to another"),
        (LINK + "lags = 3", "lags: "),
    ],
)
def test_an_arrow_that_makes_no_sense_is_told_with_its_place(tmp_path, more, said):
    with pytest.raises(DefinitionError, match=r"^objectives\.toml: link 1") as problem:
        read(tmp_path, OBJECTIVES + more)
    assert said in str(problem.value)


def test_a_measure_that_is_not_there_is_told_with_what_may_be_meant(tmp_path):
    found = read(tmp_path, OBJECTIVES + LINK + 'from_measure = "sicknes"\nto_measure = "caseload"\n')
    assert found
    with pytest.raises(DefinitionError, match=r"link from staff: no measure 'sicknes'.*: is sickness meant"):
        council.check_measures(council.read(tmp_path), ["sickness", "caseload"])


def test_the_journal_adds_changes_and_takes_off_arrows_of_the_file(tmp_path):
    of_file = read(tmp_path, OBJECTIVES + LINK)
    said = {"from_objective": "people", "to_objective": "staff", "reason": "It is worth it."}
    changed = {"from_objective": "staff", "to_objective": "people", "reason": "Both", "topic": "staff~people"}

    def keys(*things):
        return [one.key for one in strategy.on_the_map(of_file, things)]

    assert keys() == ["staff~people"]
    assert keys(("new", "drawn", said)) == ["staff~people", "new"]
    assert keys(("new", "removed", said)) == ["staff~people"]
    assert keys(("own", "drawn", changed)) == ["staff~people"]
    assert keys(("own", "removed", {"topic": "staff~people"})) == []


def test_between_two_versions_arrows_are_added_removed_and_changed_in_named_fields(tmp_path):
    of_file = read(tmp_path, OBJECTIVES + LINK)
    (key, link), *_ = of_file.items()
    later = {key: link.model_copy(update={"weight": 3.0, "believed": "strong"}), "new": link}
    assert strategy.changes(of_file, later) == [(key, "changed", ("believed", "weight")), ("new", "added", ())]
    assert strategy.changes(later, of_file)[0] == ("new", "removed", ())
    assert strategy.changes(later, later) == []


def test_of_the_planted_arrows_the_two_true_are_found_the_others_not_and_the_turned_one_fits_the_other_way(cursor):
    """supervision_held goes with sickness three months later, and vacancies with caseload; sickness with supervision
    three months later is the first one turned round; the other two share a trend and nothing else."""
    rows = cursor.execute("select from_measure, to_measure, verdict, reverse from cube.arrows").fetchall()
    found = {(first, second): (verdict, reverse) for first, second, verdict, reverse in rows}
    assert found["supervision_held", "sickness"] == (AGREE, NOT_SHOWN)
    assert found["vacancies", "caseload"][0] == AGREE
    assert found["sickness", "supervision_held"] == (NOT_SHOWN, AGREE)
    others = {
        pair: verdict for pair, (verdict, _) in found.items() if "sickness" not in pair and "caseload" not in pair
    }
    assert len(others) == 2
    assert AGREE not in others.values()


def test_every_arrow_of_the_demo_council_between_named_measures_has_been_looked_at(cursor):
    named = [one for one in tomllib.loads((COUNCIL / "objectives.toml").read_text())["link"] if "from_measure" in one]
    (count,) = cursor.execute("select count(*) from cube.arrows where verdict is not null").fetchone()
    assert count == len(named) == 5
    (without,) = cursor.execute(
        "select count(*) from cube.arrows where verdict in ('too short', 'not testable') and why is null"
    ).fetchone()
    assert without == 0
