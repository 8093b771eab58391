"""More and more councils, each by itself, on this machine and on a cluster on it: processor, shuffle, memory.

`python -m dashboard.bench.growth --size mini --councils 1 4` starts the cluster, builds and ends it; docs/scale.md has
what it prints. Seconds of processor hang little on what else runs here; those of the clock are not told.
"""

import argparse
import os
import resource
import shutil
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from dashboard import demo, intake
from dashboard.bench.region import as_markdown
from dashboard.councils import build_all, councils
from dashboard.home import Home
from dashboard.spark.cluster import Cluster

TICKS = os.sysconf("SC_CLK_TCK")
COUNCIL = Path(__file__).resolve().parents[2] / "data" / "council"


@dataclass(frozen=True)
class Used:
    """What some builds took: seconds of processor of all processes and, of them, of tasks; bytes that tasks wrote for
    others; the sum of the processes' own peaks of memory in MB."""

    seconds: float
    tasks: int = 0
    of_tasks: float = 0
    shuffled: int = 0
    memory: float = 0

    def less(self, before):
        """What came since; memory is the peak of all that was until now."""
        return Used(
            self.seconds - before.seconds,
            self.tasks - before.tasks,
            self.of_tasks - before.of_tasks,
            self.shuffled - before.shuffled,
            self.memory,
        )


def used(cluster=None):
    """What this process's ended children and the processes of a cluster have used until now."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds, memory, tasks = spent.ru_utime + spent.ru_stime, spent.ru_maxrss / 1024, []
    if cluster:
        for pid in {pid for process in cluster.processes for pid in _with_children(process.pid)}:
            took, peak = _process(pid)
            seconds, memory = seconds + took, memory + peak
        ended = [one for one in cluster.events() if one["Event"] == "SparkListenerTaskEnd"]
        tasks = [one["Task Metrics"] for one in ended if one.get("Task Metrics")]
    of_tasks = sum(one["Executor CPU Time"] for one in tasks) / 1e9
    shuffled = sum(one["Shuffle Write Metrics"]["Shuffle Bytes Written"] for one in tasks)
    return Used(seconds, len(tasks), of_tasks, shuffled, memory)


def _with_children(pid):
    begun = [task.read_text() for task in Path(f"/proc/{pid}/task").glob("*/children")]
    return [pid, *map(int, " ".join(begun).split())]


def _process(pid):
    """(seconds of processor, peak MB) of a process that runs; of one that has just ended the peak is gone."""
    ticks = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    peaks = [line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM")]
    return sum(map(int, ticks)) / TICKS, sum(int(peak.split()[1]) for peak in peaks) / 1024


def made(folder, number, kept):
    """A folder of so many councils, each with the same kept files."""
    for one in range(number):
        shutil.copytree(kept, folder / f"council-{one + 1:02}" / "home" / "kept")
    return councils(folder)


def built(found, asked, cluster=None, shared=None):
    """Build them one after another; gives (how many, Used) whenever as many as `asked` says are done."""
    before = used(cluster)
    done = build_all(found, COUNCIL, cluster and cluster.address, shared, at_once=1)
    for number, (name, said, well) in enumerate(done, 1):
        if not well:
            raise RuntimeError(f"{name}: {said}")
        if number in asked:
            yield number, used(cluster).less(before)


def row(where, number, size, took):
    """A line of the table."""
    there = (f"{took.tasks:,}", f"{took.of_tasks:.0f} s", f"{took.shuffled / 1e6:.1f} MB")
    said = there if took.tasks else ("", "", "")
    return (where, f"{number} × {size}", f"{took.seconds:.1f} s", *said, f"{took.memory:,.0f} MB")


def main():
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m dashboard.bench.growth", description=__doc__.split("\n")[0])
    parser.add_argument("--size", default="mini")
    parser.add_argument("--councils", type=int, nargs="+", default=[1, 4])
    given = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory(prefix="golden-thread-growth-") as place:
        place = Path(place)
        demo.write(place / "files", size=given.size, seed=1)
        intake.load([place / "files"], Home(place / "home"), COUNCIL)
        found = made(place / "councils", max(given.councils), Home(place / "home").kept)
        for number, took in built(found, given.councils):
            rows.append(row("this machine", number, given.size, took))
            print(*rows[-1], sep="  ", flush=True)
        (place / "cluster").mkdir()
        with closing(Cluster(place / "cluster")) as cluster:
            cluster.start()
            for number, took in built(found, given.councils, cluster, place / "shared"):
                rows.append(row("a cluster on it", number, given.size, took))
                print(*rows[-1], sep="  ", flush=True)
    head = ("where", "councils", "processor", "tasks", "of them", "passed on", "peak of memory")
    print(as_markdown(head, rows))


if __name__ == "__main__":
    main()
