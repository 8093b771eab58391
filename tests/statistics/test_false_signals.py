"""False signals on stable series: the document says what is measured, and p values are not far from what they say."""

import pytest

from dashboard.bench import false_signals
from tests.conftest import CHECKOUT


@pytest.fixture(scope="module")
def measured():
    return false_signals.rows()


def test_the_document_holds_the_table_as_it_is_measured(measured):
    written = (CHECKOUT / "docs" / "statistics.md").read_text(encoding="utf-8")
    assert false_signals.table(measured) in written, "run python -m dashboard.bench.false_signals"


def test_a_p_value_of_one_in_twenty_comes_up_at_most_that_often_where_nothing_happens(measured):
    for row in measured:
        assert row["p ≤ 0.05"] <= 50, row


def test_hardly_any_series_in_which_nothing_happens_is_believed(measured):
    for row in measured:
        assert row["believed"] <= 1, row  # of 1,000, where one family in ten may have one in 400 or more
