"""A home of its own for each test, and the council folder whose mappings are read."""

from pathlib import Path

import pytest

from dashboard.home import Home

COUNCIL = Path(__file__).resolve().parents[2] / "data" / "council"
REAL_DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def council():
    return COUNCIL


@pytest.fixture
def real():
    """The folder of real files of a name; the test is skipped where it is absent."""

    def folder(name):
        path = REAL_DATA / name
        if not path.exists():
            pytest.skip(f"the real files of {name!r} are not beside this checkout (../shared/data)")
        return path

    return folder
