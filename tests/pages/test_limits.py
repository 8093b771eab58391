"""What a visitor can ask for has an end: bodies, addresses, time and memory; what makes no sense is told so."""

import gzip
import json
import re
import threading
from importlib.resources import files

import brotli
import duckdb
import pytest

import app as web
from dashboard.bench import serving
from dashboard.home import Home
from dashboard.store import Snapshot, Store
from layouts import exports, limits
from layouts.static import ASSETS, PLOTLY, together
from tests.pages.small_store import small_store

INPUTS = [
    {"id": "_pages_location", "property": "pathname", "value": "/"},
    {"id": "_pages_location", "property": "search", "value": ""},
]
OUTPUTS = [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}]
BODY = {
    "output": ".._pages_content.children..._pages_store.data..",
    "outputs": OUTPUTS,
    "inputs": INPUTS,
    "changedPropIds": ["_pages_location.pathname"],
}


def with_value(value):
    return {**BODY, "inputs": [{**INPUTS[0], "value": value}, INPUTS[1]]}


def test_what_the_bench_sends_is_answered(client):
    """Or it would tell nothing of any page, and that only after an hour of building."""
    answer = client.post("/_dash-update-component", json=serving.address_changed("/", "?month=2026-03"))
    assert answer.status_code == 200


NONSENSE = {
    "nothing": None,
    "a list": [],
    "a number": 7,
    "empty": {},
    "another output": {**BODY, "output": "_pages_content.title"},
    "an output that is a list": {**BODY, "output": [BODY["output"]]},
    "outputs of another": {**BODY, "outputs": [{"id": "body", "property": "children"}, OUTPUTS[1]]},
    "one output of two": {**BODY, "outputs": OUTPUTS[0]},
    "outputs within outputs": {**BODY, "outputs": [OUTPUTS]},
    "no inputs": {**BODY, "inputs": []},
    "one input": {**BODY, "inputs": INPUTS[:1]},
    "inputs as a mapping": {**BODY, "inputs": {"id": "_pages_location"}},
    "an input that is a text": {**BODY, "inputs": ["_pages_location", "_pages_location"]},
    "inputs of another": {**BODY, "inputs": [{**INPUTS[0], "id": "_pages_content"}, INPUTS[1]]},
    "an id that is a mapping": {**BODY, "inputs": [{**INPUTS[0], "id": {"type": "a"}}, INPUTS[1]]},
    "a state that none has": {**BODY, "state": INPUTS},
    "nothing for a path": with_value(None),
    "a number for a path": with_value(7),
    "a list for a path": with_value(["/"]),
    "a mapping for a path": with_value({"/": 1}),
    "a truth for a path": with_value(True),
    "an endless path": with_value("/" + "a" * limits.LONGEST_ADDRESS),
    "changes as a number": {**BODY, "changedPropIds": 7},
    "changes as numbers": {**BODY, "changedPropIds": [7]},
}


@pytest.mark.parametrize("what", NONSENSE)
def test_a_callback_that_no_page_sends_is_refused(client, what):
    sent = NONSENSE[what]
    refused = 403 if sent is None else 400  # what is no JSON may come from another site: it is not even read
    assert client.post("/_dash-update-component", json=sent).status_code == refused


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 30_000, b"\xff\xfe", b'{"output": NaN}'])
def test_a_body_that_is_no_json_is_answered_with_400(client, body):
    answer = client.post("/_dash-update-component", data=body, content_type="application/json")
    assert answer.status_code == 400


def test_what_a_page_sends_is_answered(client):
    assert client.post("/_dash-update-component", json=BODY).status_code == 200
    unsaid = {**BODY, "inputs": [INPUTS[0], {**INPUTS[1], "value": None}]}
    assert client.post("/_dash-update-component", json=unsaid).status_code == 200


def test_a_large_body_is_not_read(client):
    body = json.dumps(with_value("/")) + " " * limits.MOST_BODY
    assert client.post("/_dash-update-component", data=body, content_type="application/json").status_code == 413


def test_an_endless_address_is_refused_and_a_long_one_answered(client):
    assert client.get("/records?measure=reviews_on_time&" + "where=a:b&" * 1000).status_code == 414
    assert client.get("/?unit=OP&" + "where=a:b&" * 300).status_code == 200


@pytest.mark.parametrize(
    "path", ["/_dash-component-suites/evil/a.js", "/_dash-component-suites/dash/a.js", "/assets/../app.py"]
)
def test_a_file_that_there_is_not_is_not_found(client, path):
    assert client.get(path).status_code == 404


def kept_files(app):
    """What the app keeps of its files in memory."""
    (hook,) = [hook for hook in app.server.before_request_funcs[None] if hook.__name__ == "from_memory"]
    return hook.__closure__[hook.__code__.co_freevars.index("kept")].cell_contents


def test_no_way_of_writing_an_address_makes_the_server_keep_a_file_twice(small):
    app = web.serving(small)
    client = app.server.test_client()
    first = client.get("/assets/golden_thread.css", headers={"Accept-Encoding": "br"})
    for number in range(50):
        for address in (
            f"/assets/golden_thread.css?x={number}",
            f"/assets/golden_thread.css?m={number}",
            "/assets/" + "./" * number + "golden_thread.css",
            f"/assets/golden_thread.css?m=1&m={number}",
        ):
            answer = client.get(address, headers={"Accept-Encoding": "br"})
            assert answer.status_code in (200, 308) and (answer.status_code == 308 or answer.data == first.data)
    assert len(kept_files(app)) == 2


@pytest.mark.parametrize("kind", ["css", "js"])
def test_a_page_asks_for_all_our_own_files_of_a_kind_as_one_that_is_kept_for_good(client, kind):
    page = client.get("/?unit=NOR").get_data(as_text=True)
    (address,) = re.findall(rf'"(/assets/[^"]*\.{kind}[^"]*)"', page)
    answer = client.get(address, headers={"Accept-Encoding": "br"})
    whole = brotli.decompress(answer.data)
    files_ = sorted(ASSETS.glob(f"*.{kind}"))
    places = [whole.index(path.read_bytes()) for path in files_]
    assert places == sorted(places) and len(files_) > 5
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_file_named_by_its_version_is_kept_by_the_browser_for_good_and_another_is_not(small):
    client = web.serving(small).server.test_client()
    for address, kept in (("", "max-age=3600"), ("?m=12", "immutable"), ("", "max-age=3600"), ("?m=12", "immutable")):
        assert kept in client.get(f"/assets/golden_thread.css{address}").headers["Cache-Control"]


def test_plotly_is_its_basic_bundle_of_the_version_that_the_package_has(client):
    whole = files("plotly").joinpath("package_data/plotly.min.js").read_text("utf-8")
    (version,) = re.findall(r"plotly\.js v([\d.]+)", whole[:200])
    sizes = {}
    for encoding in ("br", "gzip", ""):
        answer = client.get(PLOTLY, headers={"Accept-Encoding": encoding})
        plain = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding](answer.data)
        assert f"plotly.js (basic - minified) v{version}" in plain[:200].decode()
        assert plain.startswith(b"//# allFunctionsCalledOnLoad\n")  # compiled beside the page, not on its thread
        assert answer.headers.get("Content-Encoding", "") == encoding and "max-age" in answer.headers["Cache-Control"]
        sizes[encoding] = len(answer.data)
    assert sizes["br"] < sizes["gzip"] < sizes[""] < len(whole) / 3
    again = {"Accept-Encoding": "br", "If-None-Match": client.get(PLOTLY).headers["ETag"]}
    assert client.get(PLOTLY, headers=again).status_code == 304
    assert client.get(PLOTLY + "?m=1", headers={"Accept-Encoding": "br"}).status_code == 200


@pytest.mark.parametrize("address", ["/records.csv?measure=reviews_on_time", "/records.xlsx?measure=reviews_on_time"])
def test_a_file_of_records_is_kept_nowhere_on_its_way(client, address):
    answer = client.get(address)
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"


def test_one_file_is_made_at_a_time_and_the_next_is_asked_to_wait(client, monkeypatch):
    monkeypatch.setattr(limits, "WAITED", 0.05)
    with limits.TURN:
        answer = client.get("/records.xlsx?measure=reviews_on_time")
        assert client.get("/records?measure=reviews_on_time").status_code == 200
    assert answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0
    assert client.get("/records.xlsx?measure=reviews_on_time").status_code == 200


def test_a_csv_file_ends_at_its_limit_and_says_so(monkeypatch):
    monkeypatch.setattr(exports, "MOST_ROWS", 3)
    text = exports.as_csv(["n"], ([n] for n in range(4)), [], "a").get_data(as_text=True)
    assert text.split("\r\n")[1:4] == ["0", "1", "2"] and "the first 3 of more" in text
    assert "of more" not in exports.as_csv(["n"], ([n] for n in range(3)), [], "a").get_data(as_text=True)


ENDLESS = "select count(*) from range(100000000) as a (x) cross join range(100000000) as b (y) where x * y % 7 = 3"


def test_a_question_that_takes_too_long_is_stopped_and_the_next_one_too():
    snapshot = Snapshot("a", duckdb.connect(), seconds=0.05)
    with snapshot.cursor() as cursor:
        for _ in range(2):
            with pytest.raises(duckdb.InterruptException):
                cursor.execute(ENDLESS).fetchone()
    with snapshot.cursor() as cursor:
        assert cursor.execute("select 1").fetchone() == (1,)


def test_what_watches_a_question_ends_with_it():
    snapshot, before = Snapshot("a", duckdb.connect(), seconds=60), threading.active_count()
    for _ in range(20):
        with snapshot.cursor() as cursor:
            cursor.execute("select 1").fetchone()
    for thread in threading.enumerate():
        if thread.name.startswith("Thread-") and "_interrupt" in thread.name:
            thread.join(timeout=5)
    assert threading.active_count() == before


FAILURES = {
    duckdb.InterruptException("INTERRUPT Error: Interrupted!"): "longer than",
    duckdb.OutOfMemoryException("Out of Memory Error: failed to allocate"): "more memory",
    duckdb.IOException("IO Error: Corrupt database file"): "could not be read",
    duckdb.CatalogException("Catalog Error: Table with name links does not exist!"): "earlier version",
    duckdb.BinderException("Binder Error: Referenced column not found"): "earlier version",
}


@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: type(failure).__name__)
def test_a_question_that_fails_is_answered_with_a_sentence(monkeypatch, failure):
    store = small_store()
    store.set_aside = lambda: aside.append(True)
    app, aside = web.serving(store), []

    def fail(*asked):
        raise failure

    monkeypatch.setattr(web.layouts, "view", fail)
    answer = app.server.test_client().get("/")
    assert answer.status_code == 503 and FAILURES[failure] in answer.get_data(as_text=True)
    assert bool(aside) == isinstance(failure, duckdb.IOException)


def test_health_says_when_the_data_were_built_and_that_an_older_store_stands_in(tmp_path):
    home = Home(tmp_path)
    with duckdb.connect(home.stores / "store.000001.duckdb") as connection:
        connection.execute("create schema about; create table about.build as select timestamp '2026-03-31' as built_at")
    home.link.symlink_to("stores/store.000001.duckdb")
    said = {"status": "ok", "built_at": "2026-03-31 00:00", "warning": ""}
    assert web.serving(Store(home)).server.test_client().get("/health").json == said
    home.link.unlink()
    home.link.symlink_to("stores/store.000002.duckdb")
    answer = web.serving(Store(home)).server.test_client().get("/health")
    assert answer.status_code == 200 and "store.000002.duckdb is damaged or gone" in answer.json["warning"]


def test_a_reader_whose_unit_is_gone_is_asked_anew(client):
    client.set_cookie("reader", "team:closed_last_year")
    assert "Who are you?" in client.get("/").get_data(as_text=True)
    for address in ("/measure/reviews_on_time", "/compare", "/attention", "/records?measure=reviews_on_time"):
        answer = client.get(address)
        assert answer.status_code == 200 and "closed_last_year" not in answer.get_data(as_text=True)
    assert client.get("/records.csv?measure=reviews_on_time").status_code in (200, 302)


def test_what_dash_gives_the_root_when_its_script_runs_is_in_our_sheet_before():
    script = files("dash").joinpath("dcc/dash_core_components.js").read_text("utf-8")
    theirs, ours = (set(re.findall(r"--Dash[\w-]+(?=:)", text)) for text in (script, together("css")[1].decode()))
    assert theirs and theirs == ours
