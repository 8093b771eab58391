"""The pages, served by the same gunicorn as in earnest: one reader after another, eight at once, and in a browser."""

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import replace

from dashboard import comparison, scorecard, targets, values
from dashboard.access import Reader, seen_by
from dashboard.access.scope import Scope
from dashboard.bench import browsing
from dashboard.bench.prepare import CHECKOUT
from dashboard.bench.table import row
from dashboard.demo import written as written_by_demo
from dashboard.journal import Journal
from dashboard.planning import coverage, plans, tree
from dashboard.rehearsal import rehearse
from dashboard.store import Store
from dashboard.written import Written

MONEY_PAGES = (
    ("money by service", "/money", ""),
    ("money by user group", "/money", "&by=user_group"),
    ("money, the workings of home care", "/money/line", "&service=home+care"),
    ("demand three years ahead", "/money/demand", ""),
)
DIRECTION = (("strategy map", "/map"), ("line of sight", "/line"), ("scores", "/scores"))
PLANNED = 75  # units with a plan: those of a county
TIMES = 60
CLIENTS = 8
LOAD_SECONDS = 8
MEASURE = "clients_reviewed"


def rows(home, council_folder):
    """Server time of a scorecard beside its raw queries, records behind a number, load, memory, and the browser."""
    with served(home, council_folder) as (port, process):
        root, busiest, month = _places(home)
        page = f"?unit={root}&month={month}"
        server_ms = _one_after_another(port, _asking("/", page))
        measure_ms = _one_after_another(port, _asking(f"/measure/{MEASURE}", page))
        explore_ms = _one_after_another(port, _asking("/explore", _twelve_lines(home)))
        found = [
            row("scorecard: server time beside its raw queries", server_ms, _raw_queries_ms(home)),
            row(
                "a team's scorecard: queries of a reader with rights beside those of all",
                *_with_rights_ms(home, busiest),
            ),
            row("scorecard: HTML page, first paint", _one_after_another(port, _getting("/" + page))),
            row("measure page: server time", measure_ms),
            row("explore, 12 lines over all months: server time beside the measure page's", explore_ms, measure_ms),
            row(
                "measure page: HTML page, first paint", _one_after_another(port, _getting(f"/measure/{MEASURE}{page}"))
            ),
            row("what needs a conversation: server time", _one_after_another(port, _asking("/attention", page))),
            *_maps(port, home, page),
            row("records behind one number", _records_ms(home, busiest, month)),
            *(
                row(f"{name}: server time", _one_after_another(port, _asking(path, page + words)))
                for name, path, words in MONEY_PAGES
            ),
            *(row(f"{name}: server time", _one_after_another(port, _asking(path, page))) for name, path in DIRECTION),
            row("targets of the council with their chances: once kept beside first asked", *_targets_ms(home)),
            row("a target tried on three years", _rehearsal_ms(home)),
            row(f"plans of {PLANNED} units: read, tree, holes and sums", _plans_ms(home)),
            *_under_load(port, process, _asking("/", page)),
            *browsing.rows(f"http://127.0.0.1:{port}", page),
        ]
        found.append(row("web worker: memory", max(_memory(pid) for pid in _workers(process)), unit="MB"))
    return found


def _targets_ms(home):
    """(milliseconds once a worker has the chances, the first time) of every target of the council's card."""
    snapshot = Store(home).snapshot()
    names = scorecard.names(snapshot)

    def asked():
        targets.of_unit(snapshot, names, Written(), names.root, names.first_shown)

    start = time.perf_counter()
    asked()
    first = (time.perf_counter() - start) * 1000
    return _median_ms(asked), first


def _rehearsal_ms(home):
    snapshot = Store(home).snapshot()
    names = scorecard.names(snapshot)
    with snapshot.cursor() as cursor:
        return _median_ms(lambda: rehearse(cursor, MEASURE, names.root.key, names.months[-1], 75))


def _plans_ms(home):
    """The tree of the demo council's plans, made from its journal as a worker holds it; with teams added to it."""
    snapshot = Store(home).snapshot()
    names = scorecard.names(snapshot)
    _grow(names, PLANNED)
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(f"sqlite:///{folder}/journal.sqlite")
        written_by_demo.write(journal, snapshot)
        written, month = Written(journal), names.months[-1]
        year = plans.financial_year(month)

        def made():
            found = plans.standing(plans.plans(written), year)
            nodes = tree.tree(names, names.root, month, found)
            tree.money_of(nodes, list(found.values()), year, month)
            coverage.rows(nodes, year, (), ())

        taken = _median_ms(made)
        journal.close()
    return taken


def _grow(names, count):
    """Put more teams beside those that are there until there are so many units."""
    teams = [unit for unit in names.units.values() if unit.parent and not unit.below]
    for number in range(max(count - len(names.units), 0)):
        team = teams[number % len(teams)]
        added = replace(team, key=f"{team.key}-{number}", name=f"{team.name} {number}", below=[])
        names.units[added.key] = added
        names.units[added.parent].below.append(added)


@contextmanager
def served(home, council_folder):
    """gunicorn on a free port of this machine, ended afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "GOLDEN_THREAD_HOME": str(home.path.resolve()),
        "GOLDEN_THREAD_BIND": f"127.0.0.1:{port}",
        "GOLDEN_THREAD_COUNCIL": str(council_folder.resolve()),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "--log-level", "error", "app:server"],
        cwd=CHECKOUT,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield port, process
    finally:
        process.terminate()
        process.wait()


def _wait_for(port):
    for _ in range(200):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", "/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not answer within 20 seconds")


def _places(home):
    """The root, the unit with the most records in one cell below the top, and the last month."""
    with Store(home).snapshot().cursor() as cursor:
        month = values.month_of(cursor)
        root = values.unit_of(cursor)["unit"]
        busiest = cursor.execute(
            "select v.unit from cube.card_values as v join model.units as u on u.unit = v.unit"
            " where v.measure = 'visits_outside_time'"
            " and u.unit not in (select parent from model.units where parent is not null)"
            " order by v.records desc, v.unit limit 1"
        ).fetchone()
    return root, busiest[0] if busiest else root, f"{month:%Y-%m}"


def _getting(path):
    return f"GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n".encode()


def _asking(pathname, search):
    """The bytes of the callback that a change of address makes."""
    body = json.dumps(address_changed(pathname, search))
    head = "POST /_dash-update-component HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()


def address_changed(pathname, search):
    """What Dash's router sends when the address has changed."""
    inputs = (("pathname", pathname), ("search", search))
    return {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
        "inputs": [{"id": "_pages_location", "property": name, "value": text} for name, text in inputs],
        "changedPropIds": ["_pages_location.search"],
        "parsedChangedPropsIds": ["_pages_location.search"],
    }


def _exchange(connection, request):
    """Send and read one answer over an open connection; it must be a 200."""
    connection.sendall(request)
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += connection.recv(65536)
    head, _, body = answer.partition(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n", 1)[0]:
        raise RuntimeError(answer[:300].decode(errors="replace"))
    length = next(
        int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
    )
    while len(body) < length:
        body += connection.recv(65536)


def _one_after_another(port, request):
    with socket.create_connection(("127.0.0.1", port)) as connection:
        return _median_ms(lambda: _exchange(connection, request))


def _median_ms(work, times=TIMES):
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def _twelve_lines(home):
    """The words of an address that lay one measure at twelve units over all months of the store."""
    names = scorecard.names(Store(home).snapshot())
    units = [key for key, card in names.cards.items() if any(measure == MEASURE for *_, measure in card)]
    asked = "".join(f"&unit={key}" for key in units[:12])
    return f"?measure={MEASURE}&basis=month&from={names.months[0]:%Y-%m}{asked}"


def _raw_queries_ms(home):
    """The scorecard's own queries on a cursor, rows fetched and thrown away."""
    snapshot = Store(home).snapshot()
    names = scorecard.names(snapshot)
    with snapshot.cursor() as cursor:
        return _median_ms(lambda: scorecard.scorecard(cursor, names, names.root, names.months[-1]))


def _with_rights_ms(home, unit):
    """The same queries of a unit's scorecard for a reader who may see that unit alone, and for one who sees all."""
    store, head = Store(home), frozenset({unit})
    reader = Reader(scope=Scope(see=head, records=head, key=b"bench"))
    found = []
    for snapshot in (seen_by(store, reader).snapshot(), store.snapshot()):
        names = scorecard.names(snapshot)
        with snapshot.cursor() as cursor:
            found.append(
                _median_ms(
                    lambda cursor=cursor, names=names: scorecard.scorecard(
                        cursor, names, names.units[unit], names.months[-1]
                    )
                )
            )
    return found


def _maps(port, home, page):
    """Server time of the map of measures by teams in each of its three kinds, beside the query that all begin with."""
    asked = {"against target": "", "whether it is changing": "&show=signal", "against its peers": "&show=peers"}
    beside = _map_query_ms(home)
    return [
        row(
            f"compare, {name}: server time beside its query",
            _one_after_another(port, _asking("/compare", page + show)),
            beside,
        )
        for name, show in asked.items()
    ]


def _map_query_ms(home):
    """The values of all measures at the largest level, rows fetched and kept."""
    snapshot = Store(home).snapshot()
    names = scorecard.names(snapshot)
    units = comparison.families(names, names.root, names.months[-1])[0].units
    with snapshot.cursor() as cursor:
        return _median_ms(lambda: comparison.standings(cursor, units, names.months[-1]))


def _records_ms(home, unit, month):
    with Store(home).snapshot().cursor() as cursor:
        return _median_ms(lambda: values.records(cursor, "visits_outside_time", unit, month, limit=1000), 20)


def _under_load(port, process, request):
    """Eight clients at once for some seconds: answers a second, and the workers' processor time for each."""
    counts, done = [], threading.Event()

    def client():
        answered = 0
        with socket.create_connection(("127.0.0.1", port)) as connection:
            while not done.is_set():
                _exchange(connection, request)
                answered += 1
        counts.append(answered)

    clients = [threading.Thread(target=client) for _ in range(CLIENTS)]
    before, start = _processor_seconds(process), time.perf_counter()
    for one in clients:
        one.start()
    time.sleep(LOAD_SECONDS)
    done.set()
    for one in clients:
        one.join()
    elapsed, used = time.perf_counter() - start, _processor_seconds(process) - before
    return [
        row(f"scorecard views a second, {CLIENTS} clients", sum(counts) / elapsed, unit="/s"),
        row("scorecard: processor time a view", used / sum(counts) * 1000),
    ]


def _workers(process):
    """The process ids of the server and its workers, of which one has begun the other."""
    found = [process.pid]
    for pid in found:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            found += map(int, file.read().split())
    return found


def _processor_seconds(process):
    ticks = 0
    for pid in _workers(process):
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            after_name = file.read().rpartition(")")[2].split()
        ticks += int(after_name[11]) + int(after_name[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _memory(pid):
    """Resident MB of a process."""
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024
