"""The build beside the shortest script that makes the same cube from the same files."""

import statistics
import sys
import tempfile
from pathlib import Path

from dashboard.bench import prepare
from dashboard.bench.table import row

RUNS = 3


def rows(home, council_folder):
    """Seconds and memory of a build and of the script, taken in turns."""
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(RUNS):
            ours.append(prepare.dashboard(home.path, council_folder, "build"))
            out = str(Path(folder) / f"{number}.duckdb")
            theirs.append(
                prepare.timed(
                    [sys.executable, "-m", "dashboard.bench.shortest", str(home.path), str(council_folder), out]
                )
            )
    median = [[statistics.median(column) for column in zip(*side, strict=True)] for side in (ours, theirs)]
    return [
        row("build beside the shortest script", median[0][0], median[1][0], "s"),
        row("build: peak memory", median[0][1], median[1][1], "MB"),
        row("store on disk", home.link.stat().st_size / 1e6, unit="MB"),
    ]
