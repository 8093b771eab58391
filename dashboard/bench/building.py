"""The build beside the shortest script that makes the same cube from the same files."""

import statistics
import sys
import tempfile
from pathlib import Path

from dashboard.bench import prepare
from dashboard.bench.table import row

RUNS = 3


def script(home, council_folder, out):
    return [sys.executable, "-m", "dashboard.bench.shortest", str(home.path), str(council_folder), str(out)]


def _medians(runs):
    """The median seconds and MB of some runs; None where there are none."""
    return [statistics.median(column) for column in zip(*runs, strict=True)] or (None, None)


def rows(home, council_folder):
    """Seconds and memory of a build and of the script, taken in turns."""
    ours, theirs, left_out = [], [], ""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(RUNS):
            ours.append(prepare.dashboard(home.path, council_folder, "build"))
            try:
                if not left_out:
                    theirs.append(prepare.timed(script(home, council_folder, Path(folder) / f"{number}.duckdb")))
            except RuntimeError as error:
                # It may need more memory than there is, which is no reason to tell nothing of ours.
                left_out = f" (left out: it ended with {str(error).strip().splitlines()[-1]})"
    (seconds, peak), (beside, beside_peak) = _medians(ours), _medians(theirs)
    return [
        row(f"build beside the shortest script{left_out}", seconds, beside, "s"),
        row("build: peak memory", peak, beside_peak, "MB"),
        row("store on disk", home.link.stat().st_size / 1e6, unit="MB"),
    ]
