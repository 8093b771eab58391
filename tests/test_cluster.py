"""A build on a cluster of processes: the same store to the last cell, workers killed or not, and no store without any.

The listener must show that each kill cost something, a lost executor and a task run again, or it proved nothing.
"""

import os
import queue
import random
import shutil
import signal
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from dashboard import demo, intake
from dashboard.build import build
from dashboard.errors import Refused
from dashboard.home import Home
from dashboard.spark.cluster import WORKERS, Cluster
from dashboard.spark.connect import connected
from tests.conftest import COUNCIL
from tests.engine.test_spark import unequal

pytestmark = [
    pytest.mark.cluster,
    # pyspark warns of pandas 3, which nothing here hands it.
    pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::UserWarning", "ignore::ResourceWarning"),
]
KILLS, SEED = 10, 17


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with closing(Cluster(tmp_path_factory.mktemp("cluster"))) as cluster, pytest.MonkeyPatch.context() as patch:
        try:
            cluster.start()
        except Refused as why:
            pytest.skip(str(why))
        patch.setattr(sys.modules["__main__"], "__file__", __file__, raising=False)
        yield cluster


@pytest.fixture(params=["town", "county"])
def larger(once, request):
    def fill(folder):
        files, home = folder / "files", Home(folder / "home")
        demo.write(files, size=request.param, seed=1)
        intake.load([files], home, COUNCIL)
        build(home, COUNCIL)

    return Home(once(request.param, fill) / "home")


def there(cluster, before, folder, progress=None, **said):
    """The store that the cluster makes of the kept files of a home."""
    home = Home(folder / "home")
    shutil.copytree(before.kept, home.kept, dirs_exist_ok=True)
    with closing(connected(cluster.address, folder / "shared", **said)) as engine:
        return build(home, COUNCIL, progress, engine=engine)


class Killer(threading.Thread):
    """Kills a worker and its executor whenever it is told to, while a task runs on it, and starts another worker."""

    def __init__(self, cluster, chance):
        super().__init__(daemon=True)
        self.cluster, self.chance, self.asked, self.killed = cluster, chance, queue.Queue(), []
        self.whole = threading.Event()  # as many executors as there should be
        self.whole.set()

    def run(self):
        while self.asked.get():
            self.killed.append(self.kill())
            self.cluster.add_worker()
            while len(self.cluster.executors()) < WORKERS:
                time.sleep(0.5)
            self.whole.set()

    def kill(self):
        while True:
            worker = self.chance.choice([one for one in self.cluster.workers if executors_of(one)])
            ((number, pid),) = executors_of(worker).items()
            os.kill(pid, signal.SIGSTOP)  # so that the task which it is given next cannot end before the kill
            if self.works(number):
                self.whole.clear()
                worker.kill()
                os.kill(pid, signal.SIGKILL)
                worker.wait()
                return number
            os.kill(pid, signal.SIGCONT)  # nothing came its way: before Spark takes it for lost, another one

    def works(self, number):
        """Whether an executor is given a task within some seconds."""
        for _ in range(40):
            if any(one["id"] == number and one["activeTasks"] for one in self.cluster.executors()):
                return True
            time.sleep(0.5)
        return False


def executors_of(worker):
    """{number: process id} of the executors that a worker has started."""
    if worker.poll() is not None:
        return {}
    found = {}
    begun = [task.read_text() for task in Path(f"/proc/{worker.pid}/task").glob("*/children")]
    for pid in " ".join(begun).split():
        words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
        if "--executor-id" in words:
            found[words[words.index("--executor-id") + 1]] = int(pid)
    return found


def lost_and_run_again(cluster):
    """(numbers of the executors that were lost, of those whose tasks were begun again), as Spark's listener heard."""
    lost, begun, again = set(), {}, set()
    for event in cluster.events():
        if event["Event"] == "SparkListenerExecutorRemoved":
            lost.add(event["Executor ID"])
        if event["Event"] == "SparkListenerTaskStart":
            task = event["Task Info"]
            same = begun.setdefault((event["Stage ID"], task["Index"]), set())
            again |= same if task["Attempt"] or event["Stage Attempt ID"] else set()
            same.add(task["Executor ID"])
    return lost, again


def said_of(cluster, since):
    """Seconds that tasks took of the processors, and bytes that were passed between machines, of stages that ended."""
    found = [event for event in cluster.events() if event["Event"] == "SparkListenerTaskEnd"]
    metrics = [event["Task Metrics"] for event in found if event.get("Task Metrics")][since:]
    seconds = sum(one["Executor CPU Time"] for one in metrics) / 1e9
    passed = sum(one["Shuffle Write Metrics"]["Shuffle Bytes Written"] for one in metrics)
    return len(metrics), seconds, passed


def test_ten_workers_killed_in_one_build_change_no_cell(mini, cluster, tmp_path):
    chance = random.Random(SEED)
    moments = set(chance.sample(range(20, 200), KILLS))
    killer, steps = Killer(cluster, chance), []

    def progress(step, done, total):
        steps.append(step)
        if len(steps) in moments:
            killer.whole.wait()  # or kills would heap up behind a slow start of workers, and the build end before them
            killer.asked.put(True)

    killer.start()
    path = there(cluster, mini.home, tmp_path, progress)
    killer.asked.put(False)
    killer.join(timeout=60)
    lost, again = lost_and_run_again(cluster)
    assert len(set(killer.killed)) == KILLS
    assert set(killer.killed) <= lost & again
    compared, found = unequal(mini.home.link, path)
    assert found == []
    tasks, seconds, passed = said_of(cluster, 0)
    print(
        f"\n{compared:,} cells equal after {KILLS} kills at steps {sorted(moments)} of {len(steps)};"
        f" {tasks} tasks, {seconds:.0f} seconds of processor, {passed / 1e6:.1f} MB shuffled"
    )


def test_a_larger_council_is_the_same_there_to_the_last_cell(larger, cluster, tmp_path):
    before, *_ = said_of(cluster, 0)
    path = there(cluster, larger, tmp_path)
    tasks, seconds, passed = said_of(cluster, before)
    print(f"\n{tasks} tasks, {seconds:.0f} seconds of processor, {passed / 1e6:.1f} MB shuffled")
    compared, found = unequal(larger.link, path)
    assert found == []
    print(f"{compared:,} cells of {larger.path} equal")


def test_without_any_worker_left_a_build_fails_with_a_sentence_and_the_old_store_stays(mini, cluster, tmp_path):
    home = Home(tmp_path / "home")
    shutil.copytree(mini.home.path, home.path, symlinks=True)
    before = (os.readlink(home.link), sorted(path.name for path in home.stores.iterdir()))
    last, steps = random.Random(SEED).randrange(20, 60), []

    def progress(step, done, total):
        steps.append(step)
        if len(steps) == last:
            for worker in cluster.workers:
                pids = executors_of(worker).values()
                worker.kill()
                for pid in pids:
                    os.kill(pid, signal.SIGKILL)

    assert len(cluster.executors()) == WORKERS
    with pytest.raises(Refused, match=r"could not make \S+: nobody worked on it for 20 seconds.*still in force"):
        there(cluster, mini.home, tmp_path, progress, patience=20)
    assert (os.readlink(home.link), sorted(path.name for path in home.stores.iterdir())) == before
