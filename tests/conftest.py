"""What the tests share: a small demo council, loaded and built once, the real files where they are, and a browser."""

import shutil
from dataclasses import dataclass
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
        return Store(self.home)

    def cursor(self):
        return self.store.snapshot().cursor()


@pytest.fixture(scope="session")
def mini(tmp_path_factory):
    """The demo council in its smallest size: every kind of file, loaded through the intake, built. Read only."""
    folder = tmp_path_factory.mktemp("mini")
    files, home = folder / "files", Home(folder / "home")
    demo.write(files, size="mini", seed=1)
    results = intake.load([files], home, COUNCIL)
    build(home, COUNCIL)
    return Built(home, COUNCIL, files, results)


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
