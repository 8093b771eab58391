"""Reports that go out by themselves: sixty subscriptions, each made with its reader's rights and laid into a folder."""

import shutil
import tempfile
import time
from contextlib import closing
from datetime import date
from pathlib import Path

from dashboard import scorecard as cards
from dashboard.access.doors import Alone
from dashboard.bench.table import row
from dashboard.journal import ANYTHING, Draft, Journal
from dashboard.store import Store

COUNT, WANTED = 60, 120.0  # reports; seconds
FORMS = ("pdf", "pptx", "html")
LATER = date(2030, 1, 1)  # a day on which every report of the store is due


def rows(home, council_folder):
    """Seconds by the clock and of the processor for the newest reports of sixty subscriptions, and the mean of each
    format."""
    from layouts.packs import delivering

    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        council = shutil.copytree(council_folder, folder / "council")
        (council / "delivery.toml").write_text(f'folder = "{folder / "laid"}"\n', encoding="utf-8")
        with closing(Journal(f"sqlite:///{folder / 'journal.sqlite'}")) as journal:
            store = Store(home, journal=journal)
            _subscribe(journal, cards.names(store.snapshot()))
            clock, begun, spent = time.perf_counter(), time.process_time(), dict.fromkeys(FORMS, 0.0)
            before, went = begun, 0
            for told in delivering.run(store, home, council, LATER):
                now = time.process_time()
                spent[told.due.subscription.fields["form"]] += now - before
                before, went = now, went + told.went
            clock = time.perf_counter() - clock
    said = f"{went} of {COUNT} reports that are due, made and laid into folders, by the clock, beside two minutes"
    each = [
        row(f"of them one as {form}, of processor", of / COUNT * len(FORMS), unit="s") for form, of in spent.items()
    ]
    return [row(said, clock, WANTED, unit="s"), row("the same, of processor", before - begun, unit="s"), *each]


def _subscribe(journal, names):
    """Sixty subscriptions, of the council's report and of its teams' in turn, in each format."""
    teams = [unit.key for unit in names.units.values() if unit.level == "team"]
    for n in range(COUNT):
        pack, unit = ("cabinet", names.root.key) if n % 2 else ("team", teams[n // 2 % len(teams)])
        body = {"topic": pack, "form": FORMS[n % len(FORMS)]}
        journal.write(Draft(kind="subscription.begun", by=Alone().name, unit=unit, body=body), may=ANYTHING)
