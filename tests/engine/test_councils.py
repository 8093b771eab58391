"""Many councils in one run: each store is the one that the council would have had alone; a fault is one council's."""

import fcntl
import os
import shutil

import pytest

from dashboard import cli, council, intake
from dashboard.build import build
from dashboard.councils import councils
from dashboard.errors import Refused
from dashboard.home import Home
from tests.conftest import COUNCIL
from tests.engine.test_spark import unequal
from tests.intake.council_files import visit, write_visits


@pytest.fixture
def folder(tmp_path):
    """Two councils with other visits each, and one whose home another build has to itself."""
    council.write_new(tmp_path / "councils" / "birch", "Birch Council")
    for number, name in enumerate(("ash", "birch", "cedar"), start=1):
        home = Home(tmp_path / "councils" / name / "home")
        rows = [visit(one, day=1 + one % 20) for one in range(5 * number)]
        intake.load([write_visits(tmp_path / f"{name}.csv", *rows)], home, COUNCIL)
    (tmp_path / "councils" / "no council").mkdir()
    return tmp_path / "councils"


def test_every_council_has_the_store_it_would_have_had_alone_and_one_that_fails_stops_no_other(
    folder, tmp_path, capsys, monkeypatch
):
    monkeypatch.delenv("GOLDEN_THREAD_JOURNAL", raising=False)
    with open(Home(folder / "cedar" / "home").stores / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert cli.main(["--council", str(COUNCIL), "build", "--councils", str(folder)]) == 1
    said = capsys.readouterr()
    assert "cedar: scorecard: another build of" in said.err and "look at cedar: the store before" in said.err
    assert [line.split(":")[0] for line in sorted(said.out.splitlines()) if "in force" in line] == ["ash", "birch"]
    assert not os.path.lexists(folder / "cedar" / "home" / "store.duckdb")
    for name, settings in (("ash", COUNCIL), ("birch", folder / "birch")):
        alone = Home(tmp_path / name)
        shutil.copytree(folder / name / "home" / "kept", alone.kept, dirs_exist_ok=True)
        compared, found = unequal(build(alone, settings), folder / name / "home" / "store.duckdb")
        assert found == [] and compared > 1_000


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::UserWarning", "ignore::ResourceWarning")
def test_so_it_is_on_an_engine(folder, address, tmp_path, monkeypatch):
    monkeypatch.delenv("GOLDEN_THREAD_JOURNAL", raising=False)
    shutil.rmtree(folder / "cedar")
    words = ["build", "--councils", str(folder), "--engine", address, "--shared", str(tmp_path / "shared")]
    assert cli.main(["--council", str(COUNCIL), *words]) == 0
    for name in ("ash", "birch"):
        alone = Home(tmp_path / name)
        shutil.copytree(folder / name / "home" / "kept", alone.kept, dirs_exist_ok=True)
        settings = folder / name if name == "birch" else COUNCIL
        _, found = unequal(build(alone, settings), folder / name / "home" / "store.duckdb")
        assert found == []
        assert (tmp_path / "shared" / name / "cells").is_dir()


def test_councils_that_are_none_or_share_a_journal_are_refused(folder, tmp_path, capsys, monkeypatch):
    with pytest.raises(Refused, match="there is no council in"):
        councils(tmp_path / "nowhere")
    monkeypatch.setenv("GOLDEN_THREAD_JOURNAL", "postgresql+psycopg://x@/y")
    assert cli.main(["build", "--councils", str(folder)]) == 1
    assert "each council has its own" in capsys.readouterr().err
