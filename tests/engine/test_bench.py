"""The bench goes on where what it is held beside cannot be measured, and says so, and what follows from it is right."""

import os
import re
import subprocess
from pathlib import Path
from types import SimpleNamespace

from dashboard.bench import building, growth, prepare, region
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


def test_what_the_page_about_scale_says_of_growth_follows_from_its_table():
    page = (CHECKOUT / "docs" / "scale.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| (.+?) \| (\d+ × \w+) \| ([\d,.]+) s \|(?: [\d,]+ \| ([\d,]+) s \| ([\d,]+) MB)?", page, re.M
    )
    took = {(where, size): [float(one.replace(",", "") or 0) for one in told] for where, size, *told in rows}
    here, there = "this machine", "a cluster on it"
    small = (took[here, "16 × smallest"][0] - took[here, "1 × smallest"][0]) / 15
    town = (took[here, "16 × town"][0] - took[here, "1 × town"][0]) / 15
    first = took[there, "1 × town"][0]
    further = (took[there, "8 × town"][0] - first) / 7
    day = "the same on a later day"
    later = (took[day, "16 × town"][0] - took[day, "1 × town"][0]) / 15
    one, all_ = (re.search(rf"\| {day} \| {size} × town .*\| ([\d,]+) MB \|$", page, re.M)[1] for size in (1, 16))
    grown = (int(all_.replace(",", "")) - int(one.replace(",", ""))) / 15
    millions = (region.TOWN.rows - region.SMALLEST.rows) / 1e6
    a_million = (took[here, "1 × town"][0] - took[here, "1 × smallest"][0]) / millions
    of_both = zip(took[there, "1 × town"], took[there, "1 × smallest"], strict=True)
    more = [(large - little) / millions for large, little in of_both]
    seen = r"^\| the (?:town|county), undisturbed \| [\d,]+ \| 0 \| [\d,]+ \| ([\d,]+) s \| ([\d,]+) MB \|$"
    larger = [[int(word.replace(",", "")) for word in line] for line in re.findall(seen, page, re.M)]
    beyond = (region.COUNTY.rows - region.TOWN.rows) / 1e6
    of_tasks, passed = ((county - town) / beyond for town, county in zip(*larger, strict=True))
    for said in (
        f"{small:.1f} seconds each here, a town {town:.1f}, in a straight line",
        f"a further town takes {further:.0f} seconds",
        f"{later:.0f} seconds and {grown:.0f} MB with each up to the sixteenth",
        f"16 towns took {took[day, '16 × town'][0]:,.0f} seconds there,",
        f"where this machine takes {took[here, '16 × town'][0]:.0f}.",
        f"a million more take {a_million:.0f} seconds here",
        f"{more[1]:.0f} seconds of its tasks, {more[0]:.0f} of all its processes, and {more[2]:.0f} MB passed",
        f"{region.slope():.1f} seconds here, {of_tasks:.0f} of its tasks and {passed:.0f} MB",
        f"ahead only with {more[1] / a_million:.0f} to {more[0] / a_million:.0f} times the processors",
    ):
        assert said in " ".join(page.split())


def test_a_plan_is_worked_out_as_one_does_it_by_hand():
    one = region.Measured("made up", 2_000_000, 3_000_000_000, 1_000_000_000, 1_800)
    figures = [figure for _, _, figure in region.plan(councils=20, price=0.1, one=one, machine=4, passed=250)]
    assert figures == ["0.04 thousand million", "60 GB", "20 GB", "10.0", "£1.00", "2.50", "8 GB", "10 GB"]
    assert [figure for *_, figure in region.plan(one=one, machine=1)][-2] == "4 GB"  # a build runs on one processor too


def test_what_builds_on_a_cluster_took_is_what_came_since_they_began():
    def ended(nanoseconds, bytes_):
        metrics = {"Executor CPU Time": nanoseconds, "Shuffle Write Metrics": {"Shuffle Bytes Written": bytes_}}
        return {"Event": "SparkListenerTaskEnd", "Task Metrics": metrics}

    heard = [ended(2_000_000_000, 1_000_000), {"Event": "SparkListenerTaskStart"}]
    cluster = SimpleNamespace(processes=[SimpleNamespace(pid=os.getpid())], events=lambda: heard)
    before = growth.used(cluster)
    assert (before.tasks, before.of_tasks, before.shuffled) == (1, 2, 1_000_000)
    assert before.memory > growth.used().memory and before.seconds > growth.used().seconds
    heard += [ended(1_500_000_000, 2_000_000), ended(1_500_000_000, 400_000), {"Event": "SparkListenerTaskEnd"}]
    with subprocess.Popen(["true"]) as gone:
        os.waitid(os.P_PID, gone.pid, os.WEXITED | os.WNOWAIT)
        assert growth._process(gone.pid)[1] == 0
    took = growth.used(cluster).less(before)
    assert growth.row("there", 2, "mini", took)[3:6] == ("2", "3 s", "2.4 MB")
