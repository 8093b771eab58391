"""Runners that send what is due and are killed at random moments: `python runner.py URL FOLDER PORT COUNT KILLS SEED`.

The reports are small ones of its own: what is tried is that each goes once, not what is in it.
"""

import os
import random
import signal
import sys
import time
from contextlib import closing
from datetime import date, timedelta
from types import SimpleNamespace

from dashboard.journal import Journal
from dashboard.packs.definitions import Definition
from dashboard.packs.pack import Pack
from layouts.packs import delivering
from tests.packs import post

MONTH = date(2026, 9, 1)
DEFINITION = Definition("team", "Team report", "Team", "How are we?", (), "month", 5, ("glance",))


def waiting(count):
    """So many Dues, every other by mail."""
    found = []
    for n in range(count):
        fields = {"topic": "team", "who": f"leader:{n}", "form": "html", "way": "mail" if n % 2 else "folder",
                  "mail": f"person{n}@council.example"}  # fmt: skip
        thing = SimpleNamespace(key=f"subscription-{n:08}", unit="op", fields=fields, begun=SimpleNamespace(by="ann"))
        found.append(delivering.Due(thing, DEFINITION, MONTH))
    return found


def made(one):
    return Pack("team", "Team report", "Team", "", "op", "Harbour", one.month, "September 2026", "Westmarch", "", ())


def run(url, folder, port, count, told):
    """Send what is due, and tell of each that went."""
    with closing(Journal(url)) as journal:
        for one in delivering.deliver(journal, waiting(count), made, post.settings(port, folder), timedelta(0)):
            if one.went:
                os.write(told, b".")


if __name__ == "__main__":
    url, folder, *numbers = sys.argv[1:]
    port, count, kills, seed = map(int, numbers)
    import dashboard.journal.database  # noqa: F401  (once, for all)

    chance = random.Random(seed)
    for _ in range(kills):
        heard, told = os.pipe()
        if (child := os.fork()) == 0:
            run(url, folder, port, count, told)
            os._exit(0)
        os.close(told)
        os.read(heard, 1)  # it has sent one
        time.sleep(chance.uniform(0, 0.3))
        os.kill(child, signal.SIGKILL)
        os.close(heard)
        os.waitpid(child, 0)
