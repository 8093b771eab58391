"""The archive of releases: one file for each quarter, written once and never again."""

import json
import os
from datetime import date

from dashboard.errors import Refused
from dashboard.home import sync


def folder(home):
    return home.path / "public"


def names(home):
    """The quarters of which there is a release ("2026-09"), the oldest first."""
    there = folder(home)
    return sorted(path.stem for path in there.glob("????-??.json")) if there.is_dir() else []


def read(home, name):
    """A release, as it was published. Raises Refused where its file cannot be read."""
    path = folder(home) / f"{name}.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as why:
        raise Refused(f"the release {path} cannot be read: bring it back from a copy of the home") from why


def last(home):
    """The newest release; None where nothing has been published yet."""
    found = names(home)
    return read(home, found[-1]) if found else None


def keep(home, release):
    """Publish a release. Raises Refused where its quarter, or a later one, has been published."""
    found = names(home)
    if found and release["release"] <= found[-1]:
        raise Refused(
            f"the release of {found[-1]} is published and stays as it is; what has changed since goes into the next one"
        )
    folder(home).mkdir(parents=True, exist_ok=True)
    path = folder(home) / f"{release['release']}.json"
    unfinished = path.with_suffix(".unfinished")
    with open(unfinished, "w", encoding="utf-8") as file:
        json.dump(release, file, ensure_ascii=False, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(unfinished, 0o444)
    os.link(unfinished, path)  # fails where there is one already, whoever was quicker
    os.unlink(unfinished)
    sync(folder(home))


def quarter(name):
    """The month in which the quarter of a release ends."""
    return date.fromisoformat(f"{name}-01")
