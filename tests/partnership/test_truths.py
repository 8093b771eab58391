"""One thing that two count: the parts come to the difference exactly, and a figure is agreed only by both."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import scorecard
from dashboard.errors import Refused
from dashboard.journal import ANYTHING, Draft, Journal
from dashboard.partnership import truths
from dashboard.partnership.settings import FILE, read
from dashboard.registers import figures
from dashboard.written import Written
from layouts.parts import truths as panel
from tests.pages.desk import Desk

MONTH = {"measure": "delayed_discharges", "month": "2026-06", "agency": "The hospital", "source": "Its list",
         "as_at": "2026-07-01", "meaning": "Everybody at midnight"}  # fmt: skip
tenths = st.integers(-5_000, 5_000).map(lambda number: Decimal(number) / 10)


@settings(max_examples=80)
@given(ours=tenths, theirs=tenths, parts=st.lists(st.none() | tenths, min_size=4, max_size=4))
def test_the_parts_and_what_is_unexplained_come_to_the_difference_to_the_last_digit(ours, theirs, parts):
    found = truths.split(None, ours, theirs, dict(zip(truths.PARTS, parts, strict=True)), ours)
    written = [str(one) for one in (*found.parts.values(), found.unexplained) if one is not None]
    in_tenths = sum(round(float(one) * 10) for one in written)  # a second hand: whole tenths
    assert in_tenths == round(float(theirs) * 10) - round(float(ours) * 10)
    drawn = panel.steps(found)
    assert (drawn[0].stop, drawn[-1].start) == (float(ours), float(theirs))
    assert all(before.stop == after.start for before, after in pairwise(drawn))


@pytest.fixture
def desk(mini, tmp_path):
    found = Desk(mini.store, tmp_path / "journal.sqlite")
    yield found
    found.journal.close()


def write(journal, kind, by, body, thing=None):
    at = {"about": thing.key, "seen": thing.seen} if thing else {"unit": "adults"}
    (event,) = journal.write(Draft(kind=f"partner_figure.{kind}", by=by, body=body, **at), may=ANYTHING)
    return journal.thing(event.about)


def read_truths(desk, mini):
    snapshot = mini.store.snapshot()
    names = scorecard.names(snapshot)
    with snapshot.cursor() as cursor:
        ours = figures.at(cursor, "delayed_discharges", "adults", date(2026, 6, 1)).value
        return truths.truths(cursor, names, Written(desk.journal), ["adults"]), ours


def test_two_figures_stand_side_by_side_until_two_people_agree_on_one(desk, mini):
    journal = desk.journal
    thing = write(journal, "entered", "ann", {**MONTH, "value": 20.4})
    (one,), ours = read_truths(desk, mini)
    assert one.ours == truths.shown(ours, 1) and one.theirs == Decimal("20.4") and one.agreed is None
    assert one.unexplained == one.difference  # nobody has explained any of it
    kept = figures.written([figures.Figure("delayed_discharges", 10.0)])
    thing = write(journal, "explained", "ann", {"definition": 3.3, "timing": -0.1, "how": "Lists", "ours": kept}, thing)
    (one,), ours = read_truths(desk, mini)
    assert (one.ours, one.difference, one.unexplained) == (Decimal("10.0"), Decimal("10.4"), Decimal("7.2"))
    listed = desk.get("/register/partner_figure?unit=adults")  # in words, and not by its key
    assert "Delayed in leaving hospital" in listed and "June 2026" in listed and ">delayed_discharges<" not in listed
    assert one.since == truths.shown(ours, 1)  # another now than the parts were made of
    thing = write(journal, "proposed", "ann", {"agreed": 12.0, "why": "Both"}, thing)
    thing = write(journal, "agreed_by_us", "bob", {}, thing)
    with pytest.raises(Refused, match="somebody else"):
        write(journal, "agreed_by_them", "bob", {}, thing)
    pages = "/partners?unit=adults", "/measure/delayed_discharges?unit=adults"
    for html in map(desk.get, pages):
        assert "Not agreed: by the council alone" in html and "15.2" not in html  # the mean of the two is nowhere
    assert "From our figure to theirs: our figure 10.0, something else counted +3.3" in html
    assert "unexplained +7.2, their figure 20.4" in html
    thing = write(journal, "agreed_by_them", "cat", {}, thing)
    (one,), _ = read_truths(desk, mini)
    assert (one.agreed, one.agreed_by) == (12.0, ("bob", "cat"))
    assert all("bob and cat" in desk.get(page) for page in pages)
    write(journal, "explained", "ann", {"how": "Again", "ours": kept}, thing)  # what was agreed on is no more
    (one,), _ = read_truths(desk, mini)
    assert one.agreed is None and one.thing.state == "noted"


def test_an_agreement_of_before_a_new_proposal_is_none(desk, mini):
    journal = desk.journal
    thing = write(journal, "entered", "ann", {**MONTH, "value": 20.4})
    thing = write(journal, "proposed", "ann", {"agreed": 12.0, "why": "Both"}, thing)
    thing = write(journal, "agreed_by_us", "bob", {}, thing)
    thing = write(journal, "proposed", "ann", {"agreed": 13.0, "why": "Better"}, thing)
    thing = write(journal, "agreed_by_them", "cat", {}, thing)
    (one,), _ = read_truths(desk, mini)
    assert thing.state == "by them" and one.agreed is None and one.agreed_by == ("", "cat")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("interface = 'delayed'", "write a list of measures"),
        ("shared = []", "unknown word 'shared'"),
        ("[better_care_fund]\nmetrics = []", "unknown word 'metrics'"),
        ("better_care_fund = 3", "write a heading"),
        ("[better_care_fund]\nreturns = 3", "write the name of the return"),
    ],
)
def test_a_slip_in_partners_is_told_with_its_word(tmp_path, text, complaint):
    (tmp_path / FILE).write_text(text)
    with pytest.raises(Refused, match=complaint):
        read(tmp_path)


def test_an_empty_journal_has_no_truths(tmp_path, mini):
    snapshot = mini.store.snapshot()
    with snapshot.cursor() as cursor:
        empty = Written(Journal(f"sqlite:///{tmp_path}/none.sqlite"))
        assert truths.truths(cursor, scorecard.names(snapshot), empty, ["adults"]) == []
