"""What is kept of each file: its exact bytes, its rows and rejects, and what is known of it, all in one folder.

kept/<sha256>/ holds `original`, `load.json`, and for each part (a file has one; a workbook one for each sheet that was
recognised) rows.N.parquet, rejects.N.parquet and, for money, control.N.parquet: what the file adds up to. A new folder
is made under a temporary name and renamed into place, so at any moment a file is kept whole or not at all. The Parquet
files are a cache: they can be made again from `original`.
"""

import fcntl
import hashlib
import json
import os
import shutil
import uuid
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from dashboard.home import sync
from dashboard.plaintext import one_line

ARRIVING = ".arriving-"
DAMAGED = "damaged"  # beside a file that is left out: why
SPILL = f"{ARRIVING}spill"  # where a check that outgrows the memory writes; swept with the rest


@dataclass
class Part:
    """One recognised table of a file. `file` is its number for good; `whose` keeps apart files of different makers.

    Of a yearly return, `named` has the first calendar years that its name may mean, and `year_from` says what its year
    was taken from.
    """

    file: int
    sheet: str
    layout: str
    mapping: str | None
    fingerprint: str
    period_start: date | None = None
    period_end: date | None = None
    whose: list = field(default_factory=list)
    named: list = field(default_factory=list)
    year_from: str | None = None
    rows_read: int = 0
    rows_stored: int = 0
    rows_rejected: int = 0
    rows_warned: int = 0
    notes: list = field(default_factory=list)  # what is to be known of how it was read
    held_back: str | None = None  # why none of its rows went in, where that is a matter of the whole file
    withdrawn: str | None = None  # the moment from which it does not count
    reasons: dict = field(default_factory=dict)
    warnings: dict = field(default_factory=dict)
    seals: dict = field(default_factory=dict)  # SHA-256 of each of its Parquet files, by the file's name


@dataclass
class Kept:
    """A file as it is kept. `told` is the period given by hand; `why_not` says why a file was not recognised.

    `passed_over` says why of each sheet that holds figures and was not recognised, where others of its workbook were.
    """

    folder: object
    sha256: str
    name: str
    loaded_at: datetime
    told: str | None = None
    told_itself: bool = True  # and not for a folder that it lay in
    insisted: bool = True  # over what the file itself says of its year
    why_not: str | None = None
    parts: list = field(default_factory=list)
    passed_over: dict = field(default_factory=dict)

    @property
    def original(self):
        return self.folder / "original"

    def rows_path(self, part):
        return self.folder / f"rows.{part.file}.parquet"

    def rejects_path(self, part):
        return self.folder / f"rejects.{part.file}.parquet"

    def control_path(self, part):
        return self.folder / f"control.{part.file}.parquet"

    def part_name(self, part):
        return one_line(f"{self.name} [{part.sheet}]") if part.sheet else self.name


def write_note(kept):
    """Write load.json, whole or not at all."""
    said = asdict(kept)
    del said["folder"]
    fresh = kept.folder / f"load.{uuid.uuid4().hex}.new"
    fresh.write_text(json.dumps(said, default=str, indent=1), encoding="utf-8")
    os.replace(fresh, kept.folder / "load.json")


def read_note(folder):
    said = json.loads((folder / "load.json").read_text(encoding="utf-8"))
    parts = [Part(**part) for part in said.pop("parts")]
    for part in parts:
        part.period_start, part.period_end = _day(part.period_start), _day(part.period_end)
    said["loaded_at"] = datetime.fromisoformat(said["loaded_at"])
    return Kept(folder=folder, parts=parts, **said)


def _day(text):
    return date.fromisoformat(text) if text else None


def kept_files(home):
    """Every file that is kept whole, in the order of its first part's number, those not recognised last."""
    found = [kept for _, kept, why in folders(home) if not why]
    return sorted(
        found, key=lambda kept: (min((part.file for part in kept.parts), default=1 << 31), kept.loaded_at, kept.sha256)
    )


def folders(home):
    """(folder, its Kept or None, what is wrong with it) of everything kept. One bad folder never stops the others."""
    for folder in sorted(home.kept.glob("[0-9a-f]*")):
        try:
            kept = read_note(folder)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            yield folder, None, f"{folder / 'load.json'} is damaged, so the file beside it is left out: load it again"
            continue
        flag = folder / DAMAGED
        yield folder, kept, flag.read_text(encoding="utf-8") if flag.exists() else ""


def damaged(home):
    """What is kept and left out because it is damaged, each in a sentence."""
    return [why for _, _, why in folders(home) if why]


def set_aside(kept, why):
    """Leave a kept file out until it can be read again."""
    (kept.folder / DAMAGED).write_text(f"{kept.original} {why}, so {kept.name} is left out: load it again", "utf-8")


def look_again(home):
    """Take back in what was left out and can be read again, as after a restore."""
    for folder, kept, why in folders(home):
        if kept and why and is_original(kept):
            (folder / DAMAGED).unlink()


def is_original(kept):
    """Whether the file that is kept is still the one that came."""
    try:
        return digest(kept.original) == kept.sha256
    except OSError:
        return False


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def next_number(home):
    """A number that no part has had: not even one of a file that is damaged."""
    numbers = [path.name.split(".")[1] for path in home.kept.glob("[0-9a-f]*/rows.*.parquet")]
    return 1 + max((int(number) for number in numbers if number.isdigit()), default=0)


@contextmanager
def one_at_a_time(home):
    """Loads take turns; what a load that was killed left lying about is swept away by the next."""
    with open(home.kept / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        clear_arriving(home)
        yield


def clear_arriving(home):
    for left_over in home.kept.glob(f"{ARRIVING}*"):
        shutil.rmtree(left_over)


def take_copy(path, home):
    """Copy a file into a temporary folder of the home. Gives the folder and the SHA-256 of the bytes kept."""
    folder = home.kept / f"{ARRIVING}{uuid.uuid4().hex}"
    folder.mkdir()
    shutil.copyfile(path, folder / "original")
    return folder, digest(folder / "original")


def put_in_place(kept, home):
    """The moment from which a new file counts."""
    write_note(kept)
    for path in kept.folder.iterdir():
        sync(path)
    sync(kept.folder)
    final = home.kept / kept.sha256
    if final.exists():  # a damaged one, whose place it takes
        os.replace(final, home.kept / f"{ARRIVING}{uuid.uuid4().hex}")
    os.replace(kept.folder, final)
    sync(home.kept)
    kept.folder = final


def forget(home, sha256):
    """Drop one kept file for good, as if it had never come. What it had superseded is in force again."""
    with one_at_a_time(home):
        shutil.rmtree(home.kept / sha256, ignore_errors=True)
