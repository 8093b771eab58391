"""A home: the one folder that holds what a council gave and what was built from it."""

import os
from pathlib import Path


class Home:
    """The folders of a home. Each is made when first asked for; `link` is the store in force, once there is one."""

    def __init__(self, path):
        self.path = Path(path)

    @property
    def kept(self):
        """Every file as it came, with its rows and rejects; the only thing a rebuild needs."""
        return self._folder("kept")

    @property
    def stores(self):
        """The built stores: the one in force and the one before it."""
        return self._folder("stores")

    @property
    def link(self):
        """The symbolic link that publishing flips onto the newest store."""
        return self.path / "store.duckdb"

    def _folder(self, name):
        folder = self.path / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def sync(path):
    """Have the disk hold what was written to a file or a folder, whatever happens to the machine next."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
