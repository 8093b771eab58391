"""Three web machines behind nginx, each with a home of its own, as docs/scale.md sets them up: here three processes."""

import http.client
import itertools
import os
import re
import shutil
import signal
import subprocess
import threading
import time
from collections import Counter
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from functools import partial
from json import dumps
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode

import duckdb
import pytest

from dashboard.bench import postgres
from dashboard.errors import Refused
from dashboard.home import Home
from dashboard.journal import Journal
from dashboard.store import publish
from layouts.parts.grid import OF_STORE
from tests.conftest import CHECKOUT
from tests.pages.desk import Desk
from tests.servers import free_port, gunicorn

pytestmark = pytest.mark.cluster
PAGE = (CHECKOUT / "docs" / "scale.md").read_text(encoding="utf-8")
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
WEB = ("web1", "web2", "web3")
VERSIONS = 5
READERS = 5
RECORDS = urlencode({"measure": "clients_reviewed", "unit": "westmarch"})
FIRST_BUILT = datetime(2026, 11, 1, 2, 15)


def block(language):
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.S)
    return found


SCRIPT = block("sh")


class Machines:
    """The homes, their processes, the port of nginx, and what a person is called to whom it is said."""

    def __init__(self, folder, mini, stack, **more):
        self.folder, self.mini, self.names = folder, mini, itertools.count()
        self.building = Home(folder / "building")
        self.homes = {name: Home(folder / name) for name in WEB}
        self.publish(0)
        try:
            self.journal = stack.enter_context(postgres.throwaway())
        except Refused as why:
            pytest.skip(str(why))
        said = {"GOLDEN_THREAD_JOURNAL": self.journal, **more}
        self.processes = {name: stack.enter_context(gunicorn(home, **said)) for name, home in self.homes.items()}
        self.port = free_port()
        proxy = self.in_front()
        stack.callback(proxy.wait)
        stack.callback(proxy.terminate)
        while True:
            try:
                self.visitor()("GET", "/health")
                break
            except OSError:
                time.sleep(0.1)

    def publish(self, number):
        """A new store that says its version, built in one home and copied to each web machine, one after another."""
        path = self.building.stores / "building.duckdb"
        shutil.copy(os.path.realpath(self.mini.home.link), path)
        with duckdb.connect(path) as connection:
            connection.execute("update model.units set name = name || ?", [f" (version {number})"])
            built = FIRST_BUILT + timedelta(days=number)
            connection.execute("update about.build set built_at = ?", [built])
        publish(path, self.building)
        for web in WEB:
            (self.folder / web).mkdir(exist_ok=True)
            script = SCRIPT.replace("web1 web2 web3", web).replace(
                "$web:/var/lib/golden-thread", str(self.folder / web)
            )
            here = {**os.environ, "GOLDEN_THREAD_HOME": str(self.building.path)}
            subprocess.run(["sh", "-euc", script], env=here, check=True)
        return built.isoformat()

    def in_front(self):
        """docs/scale.md's nginx, of this folder and of free ports, without the certificate that a test has not."""
        config = block("nginx").replace("listen 443 ssl;", f"listen 127.0.0.1:{self.port};").replace(" secure ", " ")
        config = re.sub(r"\n\s*ssl_certificate.*?;", "", config)
        for name, (port, _) in self.processes.items():
            config = config.replace(f"{name}:8050", f"127.0.0.1:{port}")
        words = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        places = "".join(f"{word}_temp_path {self.folder / word};" for word in words)
        user = "user root; " if os.geteuid() == 0 else ""
        path, log = self.folder / "nginx.conf", self.folder / "error.log"
        path.write_text(
            f"{user}daemon off; pid {self.folder / 'pid'}; error_log {log}; events {{}}\n"
            f"http {{ log_format asked '$status $upstream_addr'; access_log {self.folder / 'asked'} asked;"
            f" {places}\n{config}\n}}"
        )
        return subprocess.Popen([NGINX, "-c", str(path), "-e", str(log), "-p", str(self.folder)])

    def visitor(self):
        """Asks as one person's browser does, which gives back the cookie that it was given: (status, text)."""
        cookies = {}

        def ask(method, path, body=None, headers=None):
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
            with closing(connection):
                sent = {"Cookie": "; ".join(f"{name}={text}" for name, text in cookies.items())} if cookies else {}
                connection.request(method, path, body, {**sent, **(headers or {})})
                answer = connection.getresponse()
                for said in answer.headers.get_all("Set-Cookie", ()):
                    name, text = said.split(";")[0].split("=", 1)
                    cookies[name] = text
                return answer.status, answer.read().decode("utf-8")

        return ask

    def answered(self):
        """Which machine gave the last answer."""
        port = int((self.folder / "asked").read_text().split()[-1].rsplit(":", 1)[1])
        return next(name for name, (its, _) in self.processes.items() if its == port)

    def kill(self, web):
        """End a machine's processes as a power cut does."""
        _, keeper = self.processes[web]
        numbers = [keeper.pid]
        for number in numbers:  # and what each began
            numbers += map(int, Path(f"/proc/{number}/task/{number}/children").read_text().split())
        for number in numbers:
            os.kill(number, signal.SIGKILL)


@pytest.fixture
def machines(request, mini, tmp_path):
    if NGINX is None or not shutil.which("rsync"):
        pytest.skip("nginx or rsync is not installed (Debian: apt-get install nginx rsync)")
    with ExitStack() as stack:
        yield Machines(tmp_path, mini, stack, **getattr(request, "param", {}))


def versions(text):
    return set(re.findall(r"\(version (\d+)\)", text))


class Reader(threading.Thread):
    """Somebody who reads a page and scrolls its table, again and again; tells what they saw."""

    def __init__(self, machines, done):
        super().__init__()
        self.ask, self.done = machines.visitor(), done
        self.failed, self.mixed, self.seen, self.stores, self.answers = [], [], [], [], Counter()

    def run(self):
        while not self.done.is_set():
            try:
                self.read()
            except (OSError, http.client.HTTPException, ValueError) as problem:
                self.failed.append(repr(problem))
                return

    def asked(self, path, also=(), **headers):
        status, text = self.ask("GET", path, headers=headers)
        self.answers[status] += 1
        if status not in (200, *also):
            self.failed.append((status, path))
        return status, text

    def read(self):
        page = self.asked(f"/records?{RECORDS}")[1]
        (built,) = re.findall(r'data-built="([^"]+)"', page)
        shown = versions(page)
        self.stores.append(built)
        for first in (100, 200, 300):
            said = {OF_STORE: built}
            status, rows = self.asked(f"/records.json?{RECORDS}&rows={first}-{first + 100}", (409,), **said)
            if status == 409:  # the browser loads the page again
                break
            shown |= versions(rows)
        self.seen.append(shown)
        if len(shown) != 1:
            self.mixed.append(shown)


def reading(machines, work):
    """What some readers saw while `work` was done."""
    done = threading.Event()
    readers = [Reader(machines, done) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        work(readers)
    finally:
        done.set()
        for reader in readers:
            reader.join()
    return readers


def until_each_read(readers, times):
    """Wait until each of the readers has read as many pages more."""
    before = [len(reader.seen) for reader in readers]
    while any(len(reader.seen) < had + times for reader, had in zip(readers, before, strict=True)):
        assert [reader.failed for reader in readers] == [[]] * READERS
        time.sleep(0.05)


def test_no_person_sees_two_stores_in_one_page_while_stores_are_published(machines):
    published = []

    def work(readers):
        for number in range(1, VERSIONS):
            published.append(machines.publish(number))
            until_each_read(readers, 2)

    readers = reading(machines, work)
    assert [reader.failed for reader in readers] == [[]] * READERS
    assert [reader.mixed for reader in readers] == [[]] * READERS
    for reader in readers:  # each stays with one machine: never back to an older store
        assert reader.stores == sorted(reader.stores)
        assert reader.stores[-1] == published[-1]
    answers = sum((reader.answers for reader in readers), Counter())
    print(f"\n{answers[200]} answers whole, {answers[409]} told to load again, over {VERSIONS} stores")


class Written:
    """What Desk asks of, over the network."""

    def __init__(self, ask):
        self.ask = ask

    def post(self, path, json):
        headers = {"Content-Type": "application/json", "Origin": "http://127.0.0.1"}
        status, text = self.ask("POST", path, dumps(json), headers)
        assert status == 200, (status, text)
        return SimpleNamespace(data=text)


def test_a_machine_killed_loses_no_request_and_writes_nothing_twice(machines):
    written, problems = [], []

    def write(done):
        desk = Desk.__new__(Desk)
        desk.client = Written(machines.visitor())
        while not done.is_set():
            words = f"Reviews were looked at by team {next(machines.names)}."
            said = {"happened": words, "keep_because": "that is their number"}
            try:
                desk.begin("comment.published", said)
                if not desk.done:  # warned of something: the same form again
                    desk.send("comment.published", said)
                assert desk.done
                written.append(words)
            except (AssertionError, OSError, http.client.HTTPException) as problem:
                problems.append(repr(problem))
                return

    def work(readers):
        done = threading.Event()
        writers = [threading.Thread(target=partial(write, done)) for _ in range(4)]
        for writer in writers:
            writer.start()
        until_each_read(readers, 2)
        for web in WEB[:2]:
            machines.kill(web)
            until_each_read(readers, 3)
        done.set()
        for writer in writers:
            writer.join()

    readers = reading(machines, work)
    assert [reader.failed for reader in readers] == [[]] * READERS and problems == []
    with closing(Journal(machines.journal)) as journal:
        kept = Counter(thing.fields["happened"] for thing in journal.things("comment"))
    assert kept == Counter(written) and len(written) > 8
    assert {line.split()[-1] for line in (machines.folder / "asked").read_text().splitlines() if "," in line}


@pytest.mark.parametrize("machines", [{"GOLDEN_THREAD_SIGN_IN": "demo"}], indirect=True)
def test_who_is_signed_in_stays_so_when_their_machine_dies_and_is_out_of_all_when_they_sign_out(machines):
    ask, known = machines.visitor(), {"Origin": "http://127.0.0.1"}
    form = {**known, "Content-Type": "application/x-www-form-urlencoded"}
    assert ask("GET", "/measures")[0] == 401
    assert ask("POST", "/sign-in", urlencode({"who": "leader:op-harbour"}), form)[0] == 303
    assert ask("GET", "/measures")[0] == 200
    first = machines.answered()
    machines.kill(first)
    assert ask("GET", "/measures")[0] == 200
    assert machines.answered() != first
    assert ask("POST", "/sign-out", "", form)[0] == 303
    assert ask("GET", "/measures")[0] == 401
