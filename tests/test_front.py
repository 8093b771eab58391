"""Connections that ask for nothing hold no thread: the site answers beside hundreds of them, and closes them."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time

import duckdb
import pytest

from dashboard.home import Home
from dashboard.store import publish
from tests.conftest import CHECKOUT
from tests.servers import ask, free_port, gunicorn

HELD = 200
STARTS = {
    "nothing": b"",
    "half a header": b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Half: ",
    "half a body": b"POST /_dash-update-component HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n{",
    "half a chunked body": b"POST /health HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n90\r\n{",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("front") / "home")
    path = home.stores / "building.small.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute("create schema about; create table about.build as select timestamp '2026-03-31' as built_at")
    publish(path, home)
    # Ten seconds else, which nobody needs to wait for here.
    with gunicorn(home, GUNICORN_CMD_ARGS="--keep-alive=4") as (port, process):
        yield port, process


@contextlib.contextmanager
def held(port, start):
    """Connections that have said so much and say no more."""
    with contextlib.ExitStack() as stack:
        found = [stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30)) for _ in range(HELD)]
        for one in found:
            one.sendall(start)
        yield found


@pytest.mark.parametrize("what", STARTS)
def test_the_site_answers_beside_connections_that_never_finish_a_request(served, what):
    port, _ = served
    with held(port, STARTS[what]):
        for _ in range(4):
            status, text = ask(port, "/health")
            assert status == 200 and json.loads(text)["status"] == "ok"


def test_a_connection_on_which_nothing_happens_is_closed(served):
    port, _ = served
    with contextlib.ExitStack() as stack:
        ones = [stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=60)) for _ in STARTS]
        for one, start in zip(ones, STARTS.values(), strict=True):
            one.sendall(start)
        for one in ones:
            said = b"".join(iter(lambda one=one: one.recv(4096), b""))
            assert said == b"" or said.startswith(b"HTTP/1.1 4")


@pytest.mark.parametrize(
    ("request_line", "statuses"),
    [
        (b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", (b"414", b"431", b"400")),
        (b"GET /health HTTP/1.1\r\nHost: a\r\n" + b"X-A: b\r\n" * 10_000 + b"\r\n", (b"431", b"400")),
        (b"POST /health HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\n", (b"413",)),
        (b"nonsense\r\n\r\n", (b"400",)),
        (b"GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", (b"400",)),
    ],
)
def test_what_is_too_long_or_no_request_is_refused(served, request_line, statuses):
    port, _ = served
    with socket.create_connection(("127.0.0.1", port), timeout=60) as one, contextlib.suppress(ConnectionError):
        one.sendall(request_line)
        said = one.recv(4096)
        assert said.split(b" ")[1] in statuses, said[:200]
    assert ask(port, "/health")[0] == 200


@pytest.fixture
def two(tmp_path):
    """The port, and the process that keeps them, of two that answer with their own numbers and have nothing to load."""
    (tmp_path / "alone.py").write_text(
        "import os\n\n\ndef app(environ, start):\n"
        "    start('200 OK', [])\n    return [f'{os.getpid()} {os.getppid()}'.encode()]\n"
    )
    port = free_port()
    words = ["--worker-class", "dashboard.front.WholeRequests", "--bind", f"127.0.0.1:{port}", "--pythonpath", tmp_path]
    begun = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *words, "--no-control-socket", "alone:app"], cwd=CHECKOUT
    )
    try:
        yield port, begun.pid
    finally:
        begun.terminate()
        begun.wait()


def both(port, starter):
    """The numbers of the first, which the starter began, and of the second, which the first did."""
    begun_by = {}
    for _ in range(6_000):
        with contextlib.suppress(OSError, ValueError):
            number, parent = map(int, ask(port, "/")[1].split())
            begun_by[number] = parent
        for second, first in begun_by.items():
            if begun_by.get(first) == starter:
                return first, second
        time.sleep(0.01)
    return pytest.fail(f"no two answer: {begun_by}")


def test_where_one_of_two_is_killed_both_are_replaced(two):
    port, starter = two
    before = both(port, starter)
    for killed in (0, 1):
        os.kill(before[killed], signal.SIGKILL)
        while (now := both(port, starter)) == before:
            time.sleep(0.01)
        assert not set(now) & set(before)
        before = now


def test_workers_that_are_told_to_stop_end_well(served):
    port, process = served
    assert ask(port, "/health")[0] == 200
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 0
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            break
        time.sleep(0.05)
    else:
        pytest.fail("something still listens")
