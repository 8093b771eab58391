"""Spark on this machine alone: a master, workers and a Connect server, each a process of its own, to try a cluster on.

`python -m dashboard.spark.cluster` starts them and stays until it is stopped. All of them listen on 127.0.0.1 only, and
come from the wheel of pyspark in a venv of its own: its server and the client in this one are of other versions.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from contextlib import closing, suppress
from pathlib import Path

from dashboard.errors import Refused

HERE = Path(__file__).resolve().parents[2]
VENV = HERE / ".venv" / "cluster"
PORT = 15002  # Spark Connect's own
WORKERS = 3
# What each process may have of memory: daemons need little; the Connect server refuses to start with less than 450 MB.
DAEMON, EXECUTOR, DRIVER = "256m", "900m", "1g"
PATIENCE = 300  # seconds until all have answered: a JVM takes up to a minute and a half on a busy machine
CONNECT = "org.apache.spark.sql.connect.service.SparkConnectServer"
DEPLOY = "org.apache.spark.deploy"
# Plain compiling leaves 48 MB for what it makes, and Spark fills that. Small heaps on few processors want one
# thread to clear them.
JAVA = "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m -XX:+UseSerialGC"
SETTINGS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.executor.memory": EXECUTOR,
    # For little data on a small machine: few parts (one of a table below 8 MB), and a statement planned once, not again
    # after each of its stages (a third of a gigabyte of plans in half a build).
    "spark.sql.shuffle.partitions": str(WORKERS),
    "spark.sql.files.minPartitionNum": "1",
    "spark.sql.files.openCostInBytes": "1m",
    "spark.sql.files.maxPartitionBytes": "8m",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.maxPlanStringLength": "1000",
    "spark.driver.extraJavaOptions": JAVA,
    "spark.executor.extraJavaOptions": JAVA,
    "spark.eventLog.enabled": "true",
    "spark.eventLog.rolling.enabled": "false",
    "spark.eventLog.compress": "false",
    "spark.eventLog.logStageExecutorMetrics": "true",
}


def free_port():
    """A port of this machine on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Cluster:
    """The processes of a cluster. `address` is where a build finds it; `ui` is Spark's own page about what runs.

    What it writes, its logs and `events` (what Spark's listener heard, a JSON object a line), stands in `folder`.
    """

    def __init__(self, folder, port=None):
        self.folder, self.port = Path(folder), port or free_port()
        self.master_port, self.master_ui, self.ui_port = free_port(), free_port(), free_port()
        self.address, self.ui = f"sc://127.0.0.1:{self.port}", f"http://127.0.0.1:{self.ui_port}"
        self.processes, self.workers, self.begun = [], [], 0

    def start(self):
        """Start all and wait until each has answered. Raises Refused, with the log to look at, where one does not."""
        self.spark = spark_of(VENV)
        (self.folder / "events").mkdir(parents=True, exist_ok=True)
        at = ["--host", "127.0.0.1"]
        self._run("master", [f"{DEPLOY}.master.Master", *at, *self._ports(self.master_port, self.master_ui)], DAEMON)
        self._until(lambda: self.registered() == 0, "the master")
        for _ in range(WORKERS):
            self.add_worker()
        self._until(lambda: self.registered() == WORKERS, "the workers")
        self._submit()
        self._until(lambda: len(self.executors()) == WORKERS, "the Connect server and its executors")
        self._until(lambda: _listens(self.port), "the Connect server")

    def add_worker(self):
        """Start one more worker; gives its process. Its executor is a child of it."""
        self.begun += 1
        given = ["--host", "127.0.0.1", "--webui-port", "0", "--cores", "1", "--memory", "1g"]
        work = ["--work-dir", str(self.folder / "work")]
        worker = [f"{DEPLOY}.worker.Worker", *given, *work, f"spark://127.0.0.1:{self.master_port}"]
        process = self._run(f"worker-{self.begun}", worker, DAEMON)
        self.workers.append(process)
        return process

    def registered(self):
        """How many workers the master knows to be alive; None where it does not answer."""
        told = _asked(f"http://127.0.0.1:{self.master_ui}/json/")
        return told and sum(worker["state"] == "ALIVE" for worker in told["workers"])

    def executors(self):
        """What Spark says of each executor that is alive."""
        applications = _asked(f"{self.ui}/api/v1/applications") or []
        found = [_asked(f"{self.ui}/api/v1/applications/{one['id']}/executors") or [] for one in applications]
        return [one for each in found for one in each if one["id"] != "driver"]

    def events(self):
        """What Spark's listener has heard up to now, in its order."""
        for log in (self.folder / "events").iterdir():
            with open(log, encoding="utf-8") as lines:
                for line in lines:
                    with suppress(ValueError):  # the last one may be half written
                        yield json.loads(line)

    def stop(self):
        """End every process that was started here, the newest first."""
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    close = stop

    def _ports(self, port, ui):
        return ["--port", str(port), "--webui-port", str(ui)]

    def _submit(self):
        events = (self.folder / "events").as_uri()
        ports = {"spark.connect.grpc.binding.address": "127.0.0.1", "spark.connect.grpc.binding.port": self.port}
        settings = {**SETTINGS, **ports, "spark.ui.port": self.ui_port, "spark.eventLog.dir": events}
        said = [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
        where = ["--master", f"spark://127.0.0.1:{self.master_port}", "--driver-memory", DRIVER]
        self._run("connect", [f"{DEPLOY}.SparkSubmit", "--class", CONNECT, *where, *said, "spark-internal"])

    def _run(self, name, command, memory=None):
        """Start a process whose words go into a log of its name. Memory for daemons would be taken by Connect too."""
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("SPARK_")}
        ours = {"SPARK_HOME": str(self.spark), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_DIRS": str(self.folder)}
        ours |= {"SPARK_DAEMON_MEMORY": memory} if memory else {}
        with open(self.folder / f"{name}.log", "wb") as log:
            process = subprocess.Popen(
                [self.spark / "bin" / "spark-class", *command],
                env=inherited | ours,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        process.log = log.name
        self.processes.append(process)
        return process

    def _until(self, answered, what):
        last = time.monotonic() + PATIENCE
        while not answered():
            ended = [process for process in self.processes if process.poll() is not None]
            if ended or time.monotonic() > last:
                log = (ended or self.processes[-1:])[0].log
                raise Refused(f"{what} did not answer: {_last_line(log)} (all of it in {log})")
            time.sleep(0.5)


def spark_of(venv):
    """The folder of Spark in a venv. Raises Refused where it or Java is missing."""
    found = next(venv.glob("lib/python*/site-packages/pyspark/bin/spark-class"), None)
    if not found:
        raise Refused(f"there is no Spark in {venv}: run 'make cluster', which puts it there")
    if not shutil.which("java") and not os.environ.get("JAVA_HOME"):
        raise Refused("Java is missing: on Debian run 'apt-get install openjdk-17-jre-headless' as root")
    return found.parents[1]


def _listens(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


def _asked(address):
    try:
        with closing(urllib.request.urlopen(address, timeout=10)) as answer:
            return json.load(answer)
    except (OSError, ValueError):
        return None


def _last_line(log):
    lines = Path(log).read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"


def main():
    """Start a cluster on this machine and stay until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m dashboard.spark.cluster", description=__doc__.split("\n")[0])
    parser.add_argument("--port", type=int, default=PORT, help="of the Connect server (%(default)s)")
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    port = parser.parse_args().port
    with (
        tempfile.TemporaryDirectory(prefix="golden-thread-cluster-") as folder,
        closing(Cluster(folder, port)) as cluster,
        suppress(KeyboardInterrupt),
    ):
        print(f"starting a master, {WORKERS} workers and a Connect server; their logs are in {folder}", flush=True)
        cluster.start()
        print(
            f"ready: python -m dashboard build --engine {cluster.address} --shared FOLDER\n"
            f"what runs is shown at {cluster.ui}; stop all of it with Ctrl-C, or kill {os.getpid()}",
            flush=True,
        )
        signal.pause()


if __name__ == "__main__":
    main()
