"""The bench goes on where what it is held beside cannot be measured, and says so."""

from pathlib import Path

from dashboard.bench import building, prepare
from dashboard.home import Home


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
