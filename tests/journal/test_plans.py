"""Plans and their lines by the rules of the journal: two people, sorts that stay, ranks that are one each."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import Refused
from dashboard.journal import ANYTHING, Draft, Journal
from dashboard.planning import plans, writing
from dashboard.written import Written


@pytest.fixture
def journal(tmp_path):
    found = Journal(f"sqlite:///{tmp_path}/journal.sqlite")
    yield found
    found.close()


def write(journal, kind, body=None, by="ann", about=None, reason=None, unit="north"):
    thing = journal.thing(about) if about else None
    seen = thing.seen if thing else None
    draft = Draft(kind=kind, by=by, unit=unit, body=body, about=about, reason=reason, seen=seen)
    return journal.write(*writing.with_its_lines(draft), may=ANYTHING)[0].about


TEAM = {"purpose": "Older people of the north", "owner": "Ann", "first_year": 2026, "years": 3}


def test_a_team_writes_its_first_plan_with_one_form(journal):
    said = {"priority_1": "Reviews", "priority_2": "Calls", "milestone": "Rota", "milestone_due": "2026-12", "fte": 9.5}
    write(journal, "plan.drafted", {**TEAM, **said})
    (plan,) = plans.plans(Written(journal))
    assert [(one.rank, one.get("title")) for one in plan.priorities] == [(1, "Reviews"), (2, "Calls")]
    (milestone,) = plan.of("milestone")
    assert (f"{milestone.get('due')}", milestone.get("serves")) == ("2026-12-31", plan.priorities[0].key)
    assert [(one.get("year"), one.get("fte")) for one in plan.of("staff")] == [(2026, 9.5)]


def test_the_form_of_a_team_has_ten_fields():
    from dashboard.journal.families.plans import Begun

    assert len(Begun.model_fields) == 10


def test_a_form_that_is_sent_twice_makes_one_plan(journal):
    draft = Draft(kind="plan.drafted", by="ann", unit="north", body={**TEAM, "priority_1": "Reviews"}, id="0" * 36)
    for _ in range(2):
        journal.write(*writing.with_its_lines(draft), may=ANYTHING)
    (plan,) = plans.plans(Written(journal))
    assert len(plan.priorities) == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"years": 2}, "years"),
        ({"purpose": ""}, "purpose"),
        ({"milestone": "Rota", "priority_1": "Reviews"}, "by when"),
        ({"milestone": "Rota", "milestone_due": "2026-12"}, "first priority"),
    ],
)
def test_a_plan_that_is_not_whole_is_refused_with_a_sentence(journal, wrong, says):
    with pytest.raises(Refused, match=says):
        write(journal, "plan.drafted", {**TEAM, **wrong})


def test_a_plan_is_approved_by_somebody_else_and_opened_again_with_a_reason(journal):
    key = write(journal, "plan.drafted", TEAM)
    write(journal, "plan.proposed", about=key)
    with pytest.raises(Refused, match="somebody else"):
        write(journal, "plan.approved", about=key)
    write(journal, "plan.approved", by="bo", about=key)
    write(journal, "plan.begun", by="bo", about=key)
    with pytest.raises(Refused, match="say why"):
        write(journal, "plan.reopened", about=key)
    write(journal, "plan.reopened", about=key, reason="The budget was cut")
    assert journal.thing(key).state == "drafted"


def test_a_line_stays_of_its_sort_and_a_dropped_one_of_its_plan(journal):
    key = write(journal, "plan.drafted", {**TEAM, "priority_1": "Reviews"})
    (line,) = plans.plans(Written(journal))[0].priorities
    with pytest.raises(Refused, match="cannot come now"):
        write(journal, "line.money", {"plan": key, "year": 2026, "title": "Pay", "amount": 1}, about=line.key)
    write(journal, "line.dropped", about=line.key, reason="Done by others")
    assert plans.plans(Written(journal))[0].priorities == []


def test_a_line_goes_into_a_plan_of_its_unit_that_stands(journal):
    key, written = write(journal, "plan.drafted", TEAM), Written(journal)
    assert writing.open_plan(written, key, "north").key == key
    with pytest.raises(Refused, match="no such plan"):
        writing.open_plan(written, key, "south")
    write(journal, "plan.withdrawn", about=key)
    with pytest.raises(Refused, match="has ended"):
        writing.open_plan(written, key, "north")


class Asked:
    """A priority as far as its rank goes."""

    def __init__(self, name, rank, number):
        self.name, self.fields = name, {"rank": rank}
        self.last = type("Event", (), {"number": number})


@settings(max_examples=60)
@given(st.lists(st.integers(1, 12), max_size=9))
def test_ranks_are_one_each_and_whoever_wrote_last_has_the_rank_asked_for(ranks):
    found = plans.ranked([Asked(place, rank, place) for place, rank in enumerate(ranks)])
    assert sorted(one.name for one in found) == list(range(len(ranks)))
    if ranks:
        assert found.index(next(one for one in found if one.name == len(ranks) - 1)) == min(ranks[-1], len(ranks)) - 1
