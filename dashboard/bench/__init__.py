"""How long things take, as ratios in one run: `python -m dashboard bench`. Never part of a test.

Each row says what was measured, ours, what it is held beside, and the ratio. See docs/performance.md.
"""

import tempfile
from pathlib import Path

from dashboard.bench import (
    building,
    charting,
    ledger,
    packing,
    prepare,
    promising,
    publishing,
    reporting,
    serving,
    writing,
)


def run(size, work, council_folder):
    """The rows of the table for one size of the demo council. `work` keeps the files and the home for the next run.

    The size `ledger` is a long ledger in the smallest council: it is loaded and built, its pages are not measured.
    """
    if work is None:
        with tempfile.TemporaryDirectory() as folder:
            return run(size, Path(folder), council_folder)
    files = prepare.files_of(size, Path(work))
    if size == ledger.SIZE and not files.exists():
        ledger.write(files, council_folder)
    home, rows = prepare.home(size, Path(work), council_folder)
    rows += building.rows(home, council_folder)
    if size == ledger.SIZE:
        rows += ledger.rows(files, council_folder)
    else:
        rows += charting.rows(home)
        rows += serving.rows(home, council_folder)
        rows += packing.rows(home)
        rows += publishing.rows(home, council_folder)
        rows += writing.rows()
        rows += promising.rows(home)
        rows += reporting.rows(home, council_folder)
    return [{"size": size, **row} for row in rows]
