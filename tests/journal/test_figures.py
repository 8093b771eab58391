"""What was written keeps the number it was written against, and a page says when that is another now."""

import dataclasses

import pytest

from dashboard import figures
from dashboard.journal import ANYTHING, Against, Draft, Journal
from layouts.words import written

MEASURE, UNIT, MONTH = "clients_reviewed", "adults", "2026-03"
SHARE = {"unit_of_value": "%", "decimals": 1, "kind": "proportion"}


@pytest.fixture
def event(tmp_path, cursor):
    """Writes a note against what the store has, or has had: gives its event."""
    journal = Journal(f"sqlite:///{tmp_path / 'journal.sqlite'}")

    def write(against, measure=MEASURE, unit=UNIT, period=MONTH):
        draft = Draft(
            kind="note.proposed",
            by="ann",
            unit=unit,
            measure=measure,
            period=period,
            body={"words": "Why"},
            against=against,
        )
        return journal.write(draft, may=ANYTHING)[0]

    yield write
    journal.close()


@pytest.mark.parametrize(
    "asked", [{}, {"basis": "month"}, {"slice_": "user_group", "slice_value": "Learning disability"}]
)
def test_nothing_is_said_while_the_number_is_the_same(cursor, event, asked):
    against = figures.seen(cursor, MEASURE, UNIT, MONTH, **asked)
    assert against.value is not None and against.numerator is not None
    assert figures.since(cursor, event(against)) is None
    assert figures.since(cursor, event(None)) is None


def test_a_number_that_changed_is_said_in_words(cursor, event):
    now = figures.seen(cursor, MEASURE, UNIT, MONTH)
    then = dataclasses.replace(now, value=now.value - 2, numerator=now.numerator - 20)
    found = figures.since(cursor, event(then))
    assert found == (then, now)
    said = f"Written when this was {then.value:.1f}%; it is {now.value:.1f}% now."
    assert written.since(SHARE, found) == said


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ((68.1, 417, 612), (70.1, 429, 612), "Written when this was 68.1%; it is 70.1% now."),
        ((68.1, 47, 69), (68.1, 94, 138), "Written when this was 68.1% (47 of 69); it is 68.1% (94 of 138) now."),
        ((None, None, None), (70.1, 429, 612), "Written when this had no value; it is 70.1% now."),
        ((68.1, 417, 612), (None, None, None), "Written when this was 68.1%; it has none now."),
    ],
)
def test_both_numbers_are_told_apart(then, now, said):
    assert written.since(SHARE, [Against("month", None, None, *one) for one in (then, now)]) == said
    assert written.since(SHARE, None) == ""


@pytest.mark.parametrize("gone", [{"unit": "op-gone"}, {"measure": "gone"}, {"period": "1999-01"}])
def test_what_is_no_longer_in_the_store_has_no_number_now(cursor, event, gone):
    then = Against("rolling 12 months", None, None, 68.1, 417.0, 612.0)
    _, now = figures.since(cursor, event(then, **gone))
    assert now.value is None
