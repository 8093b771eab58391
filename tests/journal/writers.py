"""Writers that go on until they are killed: `python writers.py URL FOLDER COUNT`.

Each notes in a file of its own which pair of events it is about to write, and then that they were acknowledged. What it
had begun when it was killed it sends again, as a browser would a form.
"""

import os
import sys
from pathlib import Path

from dashboard.journal import ANYTHING, Draft, Journal, kinds
from dashboard.journal.events import new_id


def write_on(url, diary):
    journal = Journal(url)
    begun = [line.split() for line in diary.read_text().splitlines()] if diary.exists() else []
    with diary.open("a") as told:
        if begun and begun[-1][0] == "begin":
            send(journal, told, begun[-1][1:])
        while True:
            pair = [new_id(), new_id()]
            told.write(f"begin {' '.join(pair)}\n")
            told.flush()
            send(journal, told, pair)


def send(journal, told, pair):
    drafts = [
        Draft(kind="note.proposed", by=told.name, unit="u", period="2026-03", body={"words": one}, id=one)
        for one in pair
    ]
    journal.write(*drafts, may=ANYTHING)
    told.write(f"done {' '.join(pair)}\n")
    told.flush()


if __name__ == "__main__":
    url, folder, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    import dashboard.journal.database  # noqa: F401  (once, for all)

    kinds.families()
    for number in range(count):
        if os.fork() == 0:
            write_on(url, folder / f"writer{number}")
    os.wait()
