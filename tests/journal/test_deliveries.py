"""The report of a period is claimed by one runner, in SQLite and in PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from dashboard.journal import deliveries
from dashboard.journal.deliveries import CLAIMED, FAILED, SENDING, SENT, Taken

AT_ONCE = timedelta(0)


@pytest.fixture
def journal(new_url, opened):
    return opened(new_url())


def test_of_several_that_claim_a_report_one_has_it(journal):
    journal.opened()
    with ThreadPoolExecutor(8) as pool:
        claims = [pool.submit(deliveries.claim, journal, "s", "2026-09", f"runner {n}") for n in range(8)]
    assert sum(one.result() for one in claims) == 1
    assert deliveries.claim(journal, "s", "2026-10", "another") and deliveries.claim(journal, "t", "2026-09", "another")


def test_what_a_runner_left_is_taken_over_after_a_while_but_not_what_may_have_gone(journal):
    key = "s", "2026-09"
    assert deliveries.claim(journal, *key, "one") and not deliveries.claim(journal, *key, "two")
    assert deliveries.claim(journal, *key, "two", AT_ONCE)
    with pytest.raises(Taken):
        deliveries.move(journal, *key, "one", CLAIMED, SENDING)
    deliveries.move(journal, *key, "two", CLAIMED, SENDING)
    assert not deliveries.claim(journal, *key, "three", AT_ONCE)
    assert deliveries.every(journal)[key].is_unsure(patience=AT_ONCE)
    assert not deliveries.every(journal)[key].is_unsure()
    deliveries.move(journal, *key, "two", SENDING, SENT, "a file")
    assert not deliveries.claim(journal, *key, "three", AT_ONCE)
    assert (deliveries.every(journal)[key].state, deliveries.every(journal)[key].said) == (SENT, "a file")


def test_what_failed_is_tried_again_and_what_is_in_doubt_is_decided(journal):
    key = "s", "2026-09"
    deliveries.claim(journal, *key, "one")
    deliveries.move(journal, *key, "one", CLAIMED, FAILED, "no such address")
    assert deliveries.claim(journal, *key, "two", AT_ONCE)
    deliveries.move(journal, *key, "two", CLAIMED, SENDING)
    assert deliveries.decide(journal, *key, went=False) and deliveries.every(journal) == {}
    assert deliveries.claim(journal, *key, "three")
    assert not deliveries.decide(journal, *key, went=True)  # it is not in doubt


def test_a_journal_that_is_not_there_yet_has_sent_nothing(opened, tmp_path):
    assert deliveries.every(opened(f"sqlite:///{tmp_path / 'none.sqlite'}")) == {}
