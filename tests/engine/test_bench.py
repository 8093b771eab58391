"""The bench goes on where what it is held beside cannot be measured, and says so, and what follows from it is right."""

from pathlib import Path

from dashboard.bench import building, prepare, region
from dashboard.home import Home
from tests.conftest import CHECKOUT


def test_a_script_that_runs_out_of_memory_is_left_out_and_the_rest_is_told(tmp_path, monkeypatch):
    home = Home(tmp_path)
    home.link.write_bytes(b"store")

    def timed(command):
        raise RuntimeError("ended with 1: Traceback ...\nduckdb.OutOfMemoryException: failed to allocate")

    monkeypatch.setattr(prepare, "timed", timed)
    monkeypatch.setattr(prepare, "dashboard", lambda *words: (2.0, 300.0))
    seconds, memory, _ = building.rows(home, Path("council"))
    assert "left out" in seconds["what"] and "failed to allocate" in seconds["what"]
    assert (seconds["ours"], seconds["beside"], memory["ours"]) == (2.0, None, 300.0)


def test_the_page_about_scale_has_the_arithmetic_of_now():
    page = (CHECKOUT / "docs" / "scale.md").read_text(encoding="utf-8")
    assert region.sizes_table() in page
    assert region.plan_table() in page


def test_a_plan_is_worked_out_as_one_does_it_by_hand():
    one = region.Measured("made up", 2_000_000, 3_000_000_000, 1_000_000_000, 1_800)
    figures = [figure for _, _, figure in region.plan(councils=20, price=0.1, one=one, machine=4, passed=250)]
    assert figures == ["0.04 thousand million", "60 GB", "20 GB", "10.0", "£1.00", "2.50", "8 GB", "10 GB"]
    assert [figure for *_, figure in region.plan(one=one, machine=1)][-2] == "4 GB"  # a build runs on one processor too
