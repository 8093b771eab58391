"""What the tests share: a small demo council, loaded and built once, the real files where they are, and a browser."""

import fcntl
import pickle
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from hypothesis import settings

from dashboard import demo, intake
from dashboard.build import build
from dashboard.home import Home
from dashboard.store import Store

# No test asserts how long it takes: a busy machine is no failure.
settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")

CHECKOUT = Path(__file__).resolve().parent.parent
COUNCIL = CHECKOUT / "data" / "council"
REAL_DATA = CHECKOUT.parent / "shared" / "data"
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


@dataclass(frozen=True)
class Built:
    """A home with a store in force."""

    home: Home
    council: Path
    files: Path
    results: list

    @property
    def store(self):
        """One of its own for each app: what pages keep with a store is of one journal."""
        return Store(self.home)

    @cached_property
    def snapshot(self):
        """For who asks the store alone: to open it takes ten times what a question does."""
        return self.store.snapshot()

    def cursor(self):
        return self.snapshot.cursor()


@pytest.fixture(scope="session")
def once(tmp_path_factory, worker_id):
    """Gives a folder of a name that is filled by the first worker of a run to need it, and only read after that."""
    base = tmp_path_factory.getbasetemp()
    room = base if worker_id == "master" else base.parent

    def filled(name, fill):
        folder, done = room / name, room / f"{name}.done"
        with open(room / f"{name}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # of a worker that broke off
                folder.mkdir()
                fill(folder)
                done.touch()
        return folder

    return filled


@pytest.fixture(scope="session")
def mini(once):
    """The demo council in its smallest size: every kind of file, loaded through the intake, built. Read only."""

    def fill(folder):
        files, home = folder / "files", Home(folder / "home")
        demo.write(files, size="mini", seed=1)
        results = intake.load([files], home, COUNCIL)
        build(home, COUNCIL)
        (folder / "results").write_bytes(pickle.dumps(results))

    folder = once("mini", fill)
    results = pickle.loads((folder / "results").read_bytes())
    return Built(Home(folder / "home"), COUNCIL, folder / "files", results)


@pytest.fixture
def beside(mini, tmp_path):
    """A home of the test's own with all that the small council's has: to be changed, or built again."""
    shutil.copytree(mini.home.path, tmp_path / "home", symlinks=True)
    return Home(tmp_path / "home")


@pytest.fixture(scope="session")
def loaded_of(mini):
    """Fills a home with those kept files of the small council that are of some layouts (of all where none is named):
    what a build of them takes follows their rows, and few tests want every kind."""

    def filled(home, *layouts):
        for kept in intake.keep.kept_files(mini.home):
            if not layouts or {part.layout for part in kept.parts} & set(layouts):
                shutil.copytree(kept.folder, home.kept / kept.folder.name)
        return home

    return filled


@pytest.fixture
def cursor(mini):
    with mini.cursor() as cursor:
        yield cursor


@pytest.fixture
def real_data():
    """A folder of real files that lie beside the checkout; the test is skipped where they do not."""

    def folder(name):
        path = REAL_DATA / name
        if not path.exists():
            pytest.skip(f"the real files of '{name}' are not beside this checkout (../shared/data/{name})")
        return path

    return folder


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return {**browser_type_launch_args, "args": CHROMIUM, **({"executable_path": found} if found else {})}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "viewport": {"width": 1440, "height": 900},
        "reduced_motion": "reduce",
        "locale": "en-GB",
        "timezone_id": "Europe/London",
    }
