"""A home to try a load in: it has all that the real one keeps, and what is done in it leaves the real one as it was."""

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.home import Home
from dashboard.intake.keep import ARRIVING


@contextmanager
def rehearsal(home):
    """A home of links to what is kept in another, gone when it is left."""
    with TemporaryDirectory() as folder:
        stage = Home(folder)
        for kept in home.kept.iterdir():
            if kept.is_dir() and not kept.name.startswith(ARRIVING):
                (stage.kept / kept.name).mkdir()
                for path in kept.iterdir():
                    (stage.kept / kept.name / path.name).symlink_to(Path(path).resolve())
        yield stage
