"""Signals where nothing happens: the document says what is measured, and p values keep to what they say."""

import pytest

from dashboard.bench import false_signals
from tests.conftest import CHECKOUT


@pytest.fixture(scope="module")
def stable():
    return false_signals.stable()


@pytest.fixture(scope="module")
def changed():
    return false_signals.changed()


def test_the_document_holds_the_tables_as_they_are_measured(stable, changed):
    written = (CHECKOUT / "docs" / "statistics.md").read_text(encoding="utf-8")
    for rows in (stable, changed):
        assert false_signals.table(rows) in written, "run python -m dashboard.bench.false_signals"


def test_a_p_value_of_one_in_twenty_comes_up_at_most_that_often_where_nothing_happens(stable):
    for row in stable:
        assert row["p ≤ 0.05"] <= 50, row


def test_hardly_any_series_in_which_nothing_happens_is_believed(stable):
    for row in stable:
        assert row["believed"] <= 4, row  # one of 250; the rules of the chart flag 17 to 340 of 1,000


def test_of_the_changes_that_are_believed_at_most_one_in_ten_is_none(changed):
    for row in changed:
        assert row["of 100 believed, false"] <= 10, row
        assert row["believed"] >= 150, row
