"""The stores of many councils in one run: a process builds each, and what goes wrong in one stops no other.

A council is a partition. Its rows, its statements and its store stand by themselves, on an engine as here, and what is
worked out in Python runs for as many councils at once as there are processes.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from dashboard.build import AT_ONCE
from dashboard.errors import Refused
from dashboard.journal.journal import URL


def councils(folder):
    """The folders of the councils below a folder: those that `start` made, or whatever else has a home in it."""
    found = sorted(path.parent for path in Path(folder).resolve().glob("*/home") if path.is_dir())
    if not found:
        raise Refused(f"there is no council in {folder}: each is a folder of its own with a folder 'home' in it")
    return found


def build_all(found, settings, engine=None, shared=None, at_once=None):
    """Build the store of each council's folder. Gives (name, lines that were said, whether all went well) of each when
    it is done.

    The settings of a council are those of its folder, and `settings` where it has none. Each has its own part of
    `shared`, for the tables in between.
    """
    if os.environ.get(URL):
        raise Refused(
            f"{URL} is one journal, and each council has its own: build those that have theirs in a database one by one"
        )
    at_once = at_once or max(1, (os.cpu_count() or 1) // AT_ONCE)
    with ThreadPoolExecutor(at_once) as pool:
        begun = {pool.submit(_build, folder, settings, engine, shared): folder.name for folder in found}
        for done in as_completed(begun):
            yield begun[done], *done.result()


def _build(folder, settings, engine, shared):
    own = folder if (folder / "council.toml").exists() else Path(settings).resolve()
    command = [sys.executable, "-m", "dashboard", "--home", str(folder / "home"), "--council", str(own), "build"]
    if engine:
        command += ["--engine", engine, "--shared", f"{shared}/{folder.name}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [*done.stderr.splitlines(), *done.stdout.splitlines()], done.returncode == 0
