"""My work with ten thousand promises that wait for one's word, at the end of a long journal."""

import statistics
import tempfile
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from dashboard import scorecard as cards
from dashboard.bench.table import row
from dashboard.journal import ANYTHING, Draft, Journal
from dashboard.store import Store

LONG, PROMISES = 50_000, 10_000  # events, and how many of them are actions that nobody has agreed to
AT_ONCE, TIMES = 1_000, 20
BEGINS = date(2026, 1, 1)


def rows(home):
    """Milliseconds of the processor of the page of the whole council, beside it with nothing written."""
    with tempfile.TemporaryDirectory() as folder:
        found = {}
        for count in (LONG, 0):
            with closing(Journal(f"sqlite:///{Path(folder) / f'{count}.sqlite'}")) as journal:
                store = Store(home, journal=journal)
                _write(journal, list(cards.names(store.snapshot()).units), count)
                found[count] = _page_ms(store)
    said = f"my work, {PROMISES:,} promises that wait for one's word among {LONG:,} events, beside none: processor"
    return [row(said, *found.values())]


def _write(journal, units, count):
    for first in range(0, count, AT_ONCE):
        journal.write(*(_draft(units, number) for number in range(first, first + AT_ONCE)), may=ANYTHING)


def _draft(units, number):
    said = {"by": f"person {number % 50}", "unit": units[number % len(units)], "measure": "clients_reviewed"}
    if number >= PROMISES:
        return Draft(
            kind="comment.published", period=f"2025-{number % 12 + 1:02}", body={"happened": "It was so"}, **said
        )
    body = {"title": f"Action {number}", "owner": f"post {number % 70}", "sort": "fix", "stage": "deploy"}
    due = f"{BEGINS + timedelta(days=number % 400)}"
    return Draft(kind="action.proposed", period="2025-09", body={**body, "due": due}, **said)


def _page_ms(store):
    from app import serving  # what puts pages and store together knows this one, and not the other way about

    asker, spent = serving(store).server.test_client(), []
    for _ in range(TIMES):
        begun = time.process_time()
        answer = asker.get("/work")
        spent.append((time.process_time() - begun) * 1_000)
        assert answer.status_code == 200, answer.status
    return statistics.median(spent)
