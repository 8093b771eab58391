"""The packs that a home keeps: what was built, by the hash of its file, and what was issued. Nothing is written twice.

packs/built/<sha256>.json           a pack with all its words and figures, as it was built
packs/issued/<report>/<name>.<end>  the files that were issued of a report of the journal
"""

import hashlib
import os

from dashboard.errors import Refused
from dashboard.home import sync
from dashboard.packs.pack import kept, read


def folder(home):
    return home.path / "packs"


def keep(home, pack):
    """Keep a pack that was built; gives the SHA-256 of its file."""
    content = kept(pack)
    digest = hashlib.sha256(content).hexdigest()
    _write(folder(home) / "built" / f"{digest}.json", content)
    return digest


def built(home, digest):
    """The Pack that was kept under a hash. Raises Refused where it is gone, or is not what was kept."""
    path = folder(home) / "built" / f"{digest}.json"
    return read(_whole(path, digest))


def issue(home, report, pack, drawn):
    """Keep the files of a report ({ending: bytes}) as they are issued; gives {ending: SHA-256}."""
    for ending, content in drawn.items():
        _write(folder(home) / "issued" / report / f"{pack.name}.{ending}", content)
    return {ending: hashlib.sha256(content).hexdigest() for ending, content in drawn.items()}


def issued(home, report, name, ending, digest):
    """A file of a report as it was issued. Raises Refused where it is gone, or was changed since."""
    return _whole(folder(home) / "issued" / report / f"{name}.{ending}", digest)


def _whole(path, digest):
    try:
        content = path.read_bytes()
    except OSError:
        raise Refused(f"the report {path.name} is not there: bring it back from a copy of the home") from None
    if hashlib.sha256(content).hexdigest() != digest:
        raise Refused(f"the report {path.name} is not what was kept: bring it back from a copy of the home")
    return content


def _write(path, content):
    """Write a file that is there whole or not at all, and that nobody writes over by mistake."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with open(unfinished, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(unfinished, 0o444)
    os.replace(unfinished, path)
    sync(path.parent)
