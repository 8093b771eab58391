"""The app as it is served: real workers of gunicorn on a port of their own."""

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

from tests.conftest import CHECKOUT, COUNCIL


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def ask(port, path, headers=None):
    """(status, text) of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8")
    finally:
        connection.close()


@contextmanager
def gunicorn(home, **more):
    """Workers over a home; gives their port and the process that keeps them. `more` is said by the environment."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "--log-level", "error", "app:server"],
        cwd=CHECKOUT,
        env={
            **os.environ,
            "GOLDEN_THREAD_HOME": str(home.path),
            "GOLDEN_THREAD_COUNCIL": str(COUNCIL),
            "GOLDEN_THREAD_BIND": f"127.0.0.1:{port}",
            **more,
        },
    )
    try:
        while process.poll() is None:  # however long a busy machine takes
            with suppress(OSError):
                if ask(port, "/health")[0] == 200:
                    break
            time.sleep(0.1)
        yield port, process
    finally:
        process.terminate()
        process.wait()
