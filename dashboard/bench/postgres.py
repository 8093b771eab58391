"""A PostgreSQL of one's own for as long as it is asked: in a folder that is thrown away, on a socket and no port."""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from dashboard.errors import Refused

SMALL = "-c shared_buffers=32MB -c max_connections=60"
ROOTS_STAND_IN = "postgres"  # whom Debian's package makes; PostgreSQL does not run as root


@contextmanager
def throwaway(settings="", folder=None):
    """The address of an empty database in a server with `settings`. Raises Refused where PostgreSQL is not here."""
    programs = _programs()
    # A folder of its own for the socket too, with a short name: it has 107 characters at most.
    own = Path(tempfile.mkdtemp(prefix="gt-pg-"))
    folder = folder or own
    start = _as_somebody(own, folder)
    data = folder / "data"

    def run(program, *words):
        done = subprocess.run([*start, programs / program, *words], cwd=own, capture_output=True, text=True)
        if done.returncode:
            raise Refused(f"PostgreSQL could not be started: {(done.stderr or done.stdout).strip()}")

    try:
        run("initdb", "-D", data, "-U", "journal", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{own}' {SMALL} {settings}"
        run("pg_ctl", "-D", data, "-l", own / "log", "-w", "-o", options, "start")
        try:
            yield f"postgresql+psycopg://journal@/postgres?host={own}"
        finally:
            run("pg_ctl", "-D", data, "-m", "fast", "-w", "stop")
    finally:
        shutil.rmtree(own)


def _programs():
    """The newest PostgreSQL here: Debian keeps each version's programs in a folder of its own."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    there = found[-1] if found else shutil.which("initdb")
    if not there:
        raise Refused("there is no PostgreSQL on this machine: on Debian run 'apt-get install postgresql' as root")
    return Path(there).resolve().parent


def _as_somebody(*folders):
    """What to begin a command with so that it does not run as root."""
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam(ROOTS_STAND_IN)
    except KeyError:
        raise Refused(f"PostgreSQL does not run as root, and there is no user {ROOTS_STAND_IN} here") from None
    for folder in folders:
        shutil.chown(folder, ROOTS_STAND_IN)
    return ["runuser", "-u", ROOTS_STAND_IN, "--"]
