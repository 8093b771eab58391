"""Where this machine and an engine's hand each other tables: a folder that all have mounted, or a store of objects."""

from pathlib import Path
from tempfile import TemporaryDirectory

import fsspec
from fsspec.implementations.local import LocalFileSystem

from dashboard.errors import Refused


class Shared:
    """A folder, or an address that fsspec and the engine both know, such as s3a://bucket/path.

    What lies in a store of objects passes by a folder of this machine, once: statements here read a table many times.
    Raises Refused where nothing can be written there, before anything is asked of the engine.
    """

    def __init__(self, place):
        self.place = str(place).rstrip("/")
        self.passing = TemporaryDirectory(prefix="golden-thread-shared-")
        try:
            # An engine writes there too, so what was listed once is not kept.
            self.files, path = fsspec.url_to_fs(self.place, use_listings_cache=False)
            self.mounted = isinstance(self.files, LocalFileSystem)
            self.here = Path(path if self.mounted else self.passing.name)
            self.here.mkdir(parents=True, exist_ok=True)
            self.files.touch(self.path("begun"))
        # Whatever the library of a kind of store raises, which is known only when it is asked for.
        except Exception as error:
            self.close()
            raise Refused(
                f"nothing can be written to {self.place} ({error}): name with --shared a folder that this machine and"
                " the engine's see, or an address for which its library is installed here, as s3fs for s3a://"
            ) from error

    def path(self, *parts):
        """The address of something there, as the engine knows it."""
        return "/".join([self.place, *parts])

    def own(self, *parts):
        """The path of something there on this machine; the folder around it is made."""
        path = self.here.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def send(self, *parts):
        """Let the engine have a file that was written to `own`."""
        if not self.mounted:
            self.files.put_file(str(self.own(*parts)), self.path(*parts))

    def fetch(self, *parts):
        """The Parquet files, on this machine, of a table that the engine wrote."""
        if not self.mounted:
            for found in self.files.glob(self.path(*parts, "*.parquet")):
                self.files.get_file(found, str(self.own(*parts, found.rsplit("/", 1)[-1])))
        return sorted(self.own(*parts).glob("*.parquet"))

    def close(self):
        """Throw away what passed by this machine; what lies there stays."""
        self.passing.cleanup()
