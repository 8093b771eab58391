"""What docs/running.md tells a council's IT to do works as it stands there."""

import configparser
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from dashboard import cli, intake, workbook
from dashboard.build import build
from dashboard.home import Home
from dashboard.store import publish
from layouts import exports, limits
from layouts.parts import grid
from tests.conftest import CHECKOUT, COUNCIL
from tests.intake.council_files import visit, write_visits
from tests.servers import free_port, gunicorn

PAGE = (CHECKOUT / "docs" / "running.md").read_text(encoding="utf-8")
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def block(language, number=0):
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.S)[number]


def in_front(config, folder, port, behind):
    """The page's nginx, of this user and folder, without the certificate that a test has not."""
    config = config.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};").replace("127.0.0.1:8050", behind)
    config = re.sub(r"\n\s*ssl_certificate.*?;", "", config)
    config = config.replace("/etc/nginx/golden-thread.users", str(folder / "users"))
    places = "".join(
        f"{word}_temp_path {folder / word};" for word in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    path = folder / "nginx.conf"
    user = "user root; " if os.geteuid() == 0 else ""  # whose folder this is
    path.write_text(
        f"{user}daemon off; pid {folder / 'pid'}; error_log {folder / 'error.log'}; events {{}}\n"
        f"http {{ access_log off; {places}\n{config}\n}}"
    )
    # The password is "secret".
    (folder / "users").write_text("ann:{PLAIN}secret\n")
    return path


def small_home(folder):
    home = Home(folder / "home")
    path = home.stores / "building.small.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute("create schema about; create table about.build as select timestamp '2026-03-31' as built_at")
    publish(path, home)
    return home


def ask(port, headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/health", headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed (Debian: apt-get install nginx)")
def test_nginx_in_front_asks_for_a_password_and_passes_on(tmp_path):
    with gunicorn(small_home(tmp_path)) as (behind, _):
        port = free_port()
        config = in_front(block("nginx"), tmp_path, port, f"127.0.0.1:{behind}")
        server = subprocess.Popen([NGINX, "-c", str(config), "-e", str(tmp_path / "error.log"), "-p", str(tmp_path)])
        try:
            for _ in range(100):
                try:
                    status, _ = ask(port, {})
                    break
                except OSError:
                    time.sleep(0.1)
            assert status == 401
            status, body = ask(port, {"Authorization": "Basic YW5uOnNlY3JldA=="})
            assert (status, json.loads(body)["status"]) == (200, "ok")
        finally:
            server.terminate()
            server.wait()


def test_the_service_starts_what_the_command_line_has():
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read_string(block("ini"))
    _, _, words = unit["Service"]["ExecStart"].partition(" -m dashboard ")
    assert cli.parser().parse_args(words.split()).run is cli.run_serve
    assert cli.parser().parse_args(words.split()).host == "127.0.0.1"


def test_the_limits_are_those_of_the_program():
    for said in (
        f"{limits.LONGEST_ADDRESS:,} characters",
        f"{limits.MOST_BODY >> 10} kB",
        f"{limits.SECONDS} seconds",
        f"all in blocks of {grid.ROWS}, {workbook.MOST_ROWS:,}, {exports.MOST_ROWS:,}",
    ):
        assert said in PAGE


def test_a_home_that_was_backed_up_and_restored_has_the_same_rows(tmp_path):
    home, path = Home(tmp_path / "home"), write_visits(tmp_path / "visits.csv", visit(1), visit(2))
    intake.load([path], home, COUNCIL)
    before = {kept.name: (kept.parts, kept.loaded_at) for kept in intake.keep.kept_files(home)}
    run_shell(of_kept_files(1), tmp_path, home.path)
    restored = Home(tmp_path / "restored")
    run_shell(block("sh", 2).splitlines()[0], tmp_path, restored.path)
    (relation,) = [one for name, one in intake.relations(restored, COUNCIL).items() if name == "visits"]
    with duckdb.connect() as connection:
        ((_, rows),) = relation.files
        assert connection.execute("select count(*) from read_parquet($path)", {"path": str(rows)}).fetchone() == (2,)
    assert {kept.name: (kept.parts, kept.loaded_at) for kept in intake.keep.kept_files(restored)} == before
    assert intake.damaged(restored) == []


def test_a_store_comes_out_of_a_restored_backup_as_it_was(tmp_path, loaded_of):
    home = loaded_of(Home(tmp_path / "home"), "organisation", "feedback")
    build(home, COUNCIL)
    run_shell(of_kept_files(1), tmp_path, home.path)
    restored = Home(tmp_path / "restored")
    run_shell(of_kept_files(2), tmp_path, restored.path)
    with duckdb.connect() as connection:
        for name, one in (("before", home), ("after", restored)):
            connection.execute(f"attach '{one.link.resolve()}' as {name} (read_only)")
        tables = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'before' order by 1"
        ).fetchall()
        assert len(tables) > 100
        for (table,) in tables:
            but = " exclude (built_at)" if table == "about.build" else ""
            here, there = (
                connection.execute(
                    f"select count(*), sum(hash(t)::hugeint) from (select *{but} from {name}.{table}) as t"
                ).fetchone()
                for name in ("before", "after")
            )
            assert here == there, table


def of_kept_files(number):
    """The lines of a block of the page but those of the journal: nothing has been written in these homes."""
    return "\n".join(line for line in block("sh", number).splitlines() if "journal" not in line)


def run_shell(text, folder, home):
    programs = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    environment = {"GOLDEN_THREAD_HOME": str(home), "GOLDEN_THREAD_COUNCIL": str(COUNCIL), "PATH": programs}
    environment["PYTHONPATH"] = str(CHECKOUT)
    subprocess.run(["sh", "-euc", text], cwd=folder, env=environment, check=True)


@pytest.mark.parametrize(("exit_code", "subject"), [(0, "Golden Thread: loaded"), (1, "look at tonight's load")])
def test_the_nightly_script_mails_what_was_said_and_that_somebody_should_look(tmp_path, exit_code, subject):
    """With a python and a mail of the test's own, which write down what they were given."""
    script = block("sh").replace("/opt/golden-thread", str(tmp_path))
    bin_folder = tmp_path / ".venv" / "bin"
    bin_folder.mkdir(parents=True)
    (bin_folder / "python").write_text(f'#!/bin/sh\necho "did: $*"\nexit {exit_code}\n')
    (tmp_path / "mail").write_text(f'#!/bin/sh\n(echo "$*"; cat) > {tmp_path / "mailed"}\n')
    for path in (bin_folder / "python", tmp_path / "mail"):
        path.chmod(0o755)
    done = subprocess.run(["sh", "-c", script], env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, check=False)
    mailed = (tmp_path / "mailed").read_text()
    assert done.returncode == exit_code and subject in mailed
    words = re.findall(r"did: -m dashboard (.*)", mailed)
    assert [cli.parser().parse_args(one.split()).command for one in words] == ["load", "build"]
