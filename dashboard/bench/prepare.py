"""A home with the demo council in it, each step in a process of its own so that its peak of memory can be read."""

import json
import subprocess
import sys
from pathlib import Path

from dashboard.bench.table import row
from dashboard.home import Home

CHECKOUT = Path(__file__).resolve().parents[2]


def files_of(size, work):
    """The folder of the files of one size."""
    return work / f"{size}-files"


def home(size, work, council_folder):
    """The Home, and a row for each step that had to be done."""
    files, place, rows = files_of(size, work), work / f"{size}-home", []
    steps = {
        "demo council written": (files, ["demo", "--out", str(files), "--size", size]),
        "files loaded": (place / "kept", ["load", str(files), "--format", "csv"]),
        "store built": (place / "store.duckdb", ["build"]),
    }
    for words, (result, arguments) in steps.items():
        if not result.exists():
            seconds, peak = dashboard(place, council_folder, *arguments)
            rows += [row(words, seconds, unit="s"), row(f"{words}: peak memory", peak, unit="MB")]
    return Home(place), rows


def dashboard(place, council_folder, *arguments):
    """Run one command of the command line. Gives its seconds and its peak of memory in MB."""
    return timed(
        [sys.executable, "-m", "dashboard", "--home", str(place), "--council", str(council_folder), *arguments]
    )


def timed(command):
    """Seconds and peak MB of a command, which must end well."""
    watcher = (
        "import json, resource, subprocess, sys, time; start = time.perf_counter();"
        "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode;"
        "print(json.dumps([code, time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", watcher, *command], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    code, seconds, peak = json.loads(done.stdout)
    if code:
        raise RuntimeError(f"{' '.join(command)} ended with {code}: {done.stderr[-2000:]}")
    return seconds, peak / 1024
