"""The ways in, and everything that is no way in: each attack is one line of ATTACKS or one test."""

import base64
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from app import serving
from dashboard.access import doors, sessions
from dashboard.access.accounts import TRIES, WAITS, Accounts
from dashboard.errors import DefinitionError, Refused
from dashboard.store import Store
from tests.servers import free_port

OURS = {"Origin": "http://localhost"}
PAGE = {"Accept": "text/html"}
PASSWORD = "a horse of brass"
SECRET = "0123456789abcdef0123456789abcdef"
RIGHTS = """
[[right]]
who = "ann"
role = "team leader"
unit = "op-harbour"
[[right]]
group = "Older people"
role = "manager"
unit = "older-people"
[[right]]
who = "gone"
role = "member"
unit = "op-harbour"
until = 2020-01-01
"""


@pytest.fixture
def council(tmp_path):
    folder = tmp_path / "council"
    folder.mkdir()
    (folder / "rights.toml").write_text(RIGHTS)
    (folder / "people.toml").write_text(
        '[[person]]\nkey = "dee"\nname = "Dee"\npost = "Guardian"\nrole = "caldicott guardian"'
    )
    return folder


@pytest.fixture
def came(mini, tmp_path, council):
    """Makes a (door, client) of a way in, over the small council and a home of its own for sessions."""

    def make(kind, settings="", secret=SECRET):
        (council / "sign_in.toml").write_text(settings)
        (sessions.folder(tmp_path) / "secret").write_text(secret)
        (sessions.folder(tmp_path) / "secret").chmod(0o600)
        store = Store(mini.home)
        door = kind(tmp_path, council, store)
        return door, serving(store, door).server.test_client()

    return make


def sign_in(client, who, **more):
    return client.post("/sign-in", data={"who": who, **more}, headers=OURS)


def is_in(client):
    return client.get("/measures", headers=PAGE).status_code == 200


# ---- nobody


EVERYWHERE = (
    "/",
    "/records.csv?measure=payments",
    "/_dash-layout",
    "/_dash-dependencies",
    "/measures",
    "/data",
    "/nowhere",
)


def test_nothing_is_answered_to_nobody_but_whether_the_service_is_up(came):
    _, client = came(doors.Demo)
    for path in EVERYWHERE:
        assert client.get(path).status_code == 401, path
        answer = client.get(path, headers=PAGE)
        assert answer.status_code == 302 and answer.location.startswith("/sign-in"), path
    for body in ('{"output": "_pages_content.children"}', "{}", "x"):
        answer = client.post("/_dash-update-component", data=body, content_type="application/json", headers=OURS)
        assert answer.status_code == 401
    assert client.get("/health").status_code == 200
    assert set(client.get("/health").json) == {"status", "built_at", "warning"}


def test_every_route_but_those_named_is_closed(came):
    _, client = came(doors.Demo)
    open_ = {
        "/health",
        "/sign-in",
        "/assets/<path:filename>",
        "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>",
    }
    asked = 0
    for rule in client.application.url_map.iter_rules():
        if rule.rule in open_ or ("static" in rule.endpoint and rule.rule.startswith("/assets")):
            continue
        path = re.sub(r"<[^>]*>", "x", rule.rule)
        for method in rule.methods - {"OPTIONS"}:
            assert client.open(path, method=method, headers=OURS).status_code in (401, 405), (method, path)
            asked += 1
    assert asked > 30


# ---- the demo council's people


def test_one_of_the_demo_council_s_people_is_chosen_and_sees_what_their_post_may_see(came):
    _, client = came(doors.Demo)
    page = client.get("/sign-in").get_data(as_text=True)
    assert "does not exist" in page and "Team leader, Harbour" in page
    assert sign_in(client, "leader:op-harbour", next="/measures").location == "/measures"
    page = client.get("/", headers=PAGE).get_data(as_text=True)
    assert "Harbour" in page and "Team leader, Harbour" in page and "Learning disability" not in page
    assert "Sign out" in client.get("/welcome").get_data(as_text=True)
    client.post("/sign-out", headers=OURS)
    assert not is_in(client)


def test_a_person_of_the_folder_is_among_them_and_nobody_else(came):
    _, client = came(doors.Demo)
    for nobody in ("", "leader:nowhere", "ann", "dee "):
        sign_in(client, nobody)
        assert not is_in(client)
    sign_in(client, "dee")
    assert is_in(client)


# ---- attacks

ATTACKS = {
    "a cookie that was never given": lambda client, token: client.set_cookie(doors.SESSION, "x" * 43),
    "a cookie with another letter": lambda client, token: client.set_cookie(
        doors.SESSION, token[:-1] + "-_"[token[-1] == "-"]
    ),
    "an empty cookie": lambda client, token: client.set_cookie(doors.SESSION, ""),
    "the cookie of one alone": lambda client, token: (
        client.delete_cookie(doors.SESSION),
        client.set_cookie("reader", "senior:"),
    ),
    "a cookie with SQL": lambda client, token: client.set_cookie(doors.SESSION, "' or 1=1 --"),
    "what the server keeps, as a cookie": lambda client, token: client.set_cookie(
        doors.SESSION, sessions.hashed(token)
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_forged_cookie_opens_nothing(came, attack):
    _, client = came(doors.Demo)
    sign_in(client, "leader:op-harbour")
    assert is_in(client)
    ATTACKS[attack](client, client.get_cookie(doors.SESSION).value)
    assert not is_in(client)


def test_a_cookie_is_over_after_signing_out_and_in_time(came):
    door, client = came(doors.Demo, "hours = 2\nidle = 30\n")
    now = time.time()
    door.sessions.clock = lambda: now
    sign_in(client, "leader:op-harbour")
    kept = client.get_cookie(doors.SESSION).value
    client.post("/sign-out", headers=OURS)
    client.set_cookie(doors.SESSION, kept)
    assert not is_in(client)  # replayed after signing out
    sign_in(client, "leader:op-harbour")
    for minutes in (29, 58, 87, 116):
        door.sessions.clock = lambda minutes=minutes: now + minutes * 60
        assert is_in(client)
    door.sessions.clock = lambda: now + 121 * 60
    assert not is_in(client)  # over, however busy
    sign_in(client, "leader:op-harbour")
    door.sessions.clock = lambda: now + 152 * 60
    assert not is_in(client)  # half an hour without a request


def test_a_session_ends_when_the_rights_of_its_reader_change_and_no_other_does(came, council):
    door, ann = came(doors.Local)
    door.accounts.add("ann", "Ann", PASSWORD)
    sign_in(ann, "ann", password=PASSWORD)
    (council / "rights.toml").write_text(RIGHTS + '[[right]]\nwho = "bob"\nrole = "member"\nunit = "adults"\n')
    assert is_in(ann)
    (council / "rights.toml").write_text(RIGHTS.replace('"team leader"', '"member"'))
    assert not is_in(ann)
    sign_in(ann, "ann", password=PASSWORD)
    assert is_in(ann)
    (council / "rights.toml").write_text("")
    assert not is_in(ann)


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost.elsewhere.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", **OURS}, 403),
        ({}, 403),
        (OURS, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
    ],
)
def test_what_another_site_sends_does_nothing(came, more, status):
    _, client = came(doors.Demo)
    sign_in(client, "leader:op-harbour")
    assert client.post("/sign-out", headers=more).status_code == status
    assert is_in(client) == (status == 403)
    body = json.dumps({"output": "_pages_content.children"})
    if status == 403 and more:
        answer = client.post("/_dash-update-component", data=body, content_type="application/json", headers=more)
        assert answer.status_code == 403
    # A form of another site can send texts, and no more.
    assert client.post("/_dash-update-component", data=body, content_type="text/plain").status_code == 403


@pytest.mark.parametrize(
    "address",
    ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "\\/elsewhere.example",
     "javascript:alert(1)", "/\t/elsewhere.example", "elsewhere.example", "", "///elsewhere.example",
     "/%0d%0aSet-Cookie:x=1\r\nX: y", "http:elsewhere"],
)  # fmt: skip
def test_the_way_on_leads_to_no_other_site(came, address):
    _, client = came(doors.Demo)
    assert sign_in(client, "leader:op-harbour", next=address).location == "/"
    form = client.get("/sign-in", query_string={"next": address}).get_data(as_text=True)
    assert 'name="next" value="/"' in form or 'value="/" name="next"' in form or "elsewhere" not in form


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "scorecards.council.example:8050", "192.0.2.1", "0.0.0.0", "[::]"]
)
def test_one_alone_and_the_demo_are_reached_by_this_machine_s_own_name_only(came, mini, host):
    # A page elsewhere whose name was led to this machine would otherwise read everything.
    for client in (serving(Store(mini.home)).server.test_client(), came(doors.Demo)[1]):
        assert client.get("/", headers={"Host": host}).status_code == 421
        assert client.get("/", headers={"Host": "127.0.0.1:8050", **PAGE}).status_code in (200, 302)


def test_the_cookie_is_for_this_site_alone_and_no_script_reads_it(came):
    _, client = came(doors.Demo)
    said = sign_in(client, "leader:op-harbour").headers["Set-Cookie"]
    assert "HttpOnly" in said and "SameSite=Lax" in said and "Secure" not in said
    answer = client.post(
        "/sign-in", data={"who": "dee"}, base_url="https://localhost", headers={"Origin": "https://localhost"}
    )
    assert "Secure" in answer.headers["Set-Cookie"]


def test_nobody_else_can_read_the_keys_of_a_home(came, tmp_path):
    sign_in(came(doors.Demo)[1], "dee")
    folder = tmp_path / "access"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o077 for path in (folder / "key", folder / "access.sqlite")} == {
        "key": 0, "access.sqlite": 0,
    }  # fmt: skip
    assert sessions.key(tmp_path) == sessions.key(tmp_path) and len(sessions.key(tmp_path)) == 32


# ---- accounts


def test_an_account_opens_with_its_password_and_waits_after_wrong_ones(came):
    door, client = came(doors.Local)
    now = time.time()
    door.sessions.clock = lambda: now
    door.accounts.add("ann", "Ann", PASSWORD)
    for who, password in (("ann", "wrong"), ("ann", ""), ("bob", PASSWORD), ("ANN", PASSWORD), ("ann' --", PASSWORD)):
        answer = sign_in(client, who, password=password)
        assert answer.status_code == 401 and "do not go together" in answer.get_data(as_text=True)
    assert sign_in(client, "ann", password=PASSWORD).status_code == 303
    client.post("/sign-out", headers=OURS)
    for _ in range(TRIES):
        sign_in(client, "ann", password="wrong")
    assert sign_in(client, "ann", password=PASSWORD).status_code == 401  # right, and too soon
    door.sessions.clock = lambda: now + WAITS + 1
    assert sign_in(client, "ann", password=PASSWORD).status_code == 303
    door.accounts.lock("ann")
    assert not is_in(client)
    assert sign_in(client, "ann", password=PASSWORD).status_code == 401


def test_an_account_without_a_right_comes_in_nowhere(came):
    door, client = came(doors.Local)
    for who in ("gone", "bob"):
        door.accounts.add(who, who, PASSWORD)
        assert sign_in(client, who, password=PASSWORD).status_code == 401


@pytest.mark.parametrize("password", ["short", "x" * 500, "my name is ann really"])
def test_a_password_that_is_none_is_refused(tmp_path, password):
    with pytest.raises(Refused, match="password"):
        Accounts(sessions.Sessions(tmp_path)).add("ann", "", password)


def test_no_password_is_kept_as_it_was_typed(tmp_path):
    accounts = Accounts(sessions.Sessions(tmp_path))
    accounts.add("ann", "", PASSWORD)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "access").iterdir())
    assert PASSWORD.encode() not in kept and b"$argon2id$" in kept


# ---- a proxy in front

BY_PROXY = {"X-Proxy-Secret": SECRET, "X-Remote-User": "ann"}


@pytest.mark.parametrize(
    ("headers", "comes_in"),
    [
        (BY_PROXY, True),
        ({"X-Proxy-Secret": SECRET, "X-Remote-User": "zed", "X-Remote-Groups": "Cooks, Older people"}, True),
        ({"X-Remote-User": "ann"}, False),
        ({**BY_PROXY, "X-Proxy-Secret": SECRET[:-1]}, False),
        ({**BY_PROXY, "X-Proxy-Secret": ""}, False),
        ({**BY_PROXY, "X-Remote-User": ""}, False),
        ({**BY_PROXY, "X-Remote-User": "zed"}, False),
        ([*BY_PROXY.items(), ("X-Remote-User", "zed")], False),
        ([*BY_PROXY.items(), ("X-Proxy-Secret", SECRET)], False),
        ({"X-Proxy-Secret": SECRET, "X-Remote-User": "zed", "X-Remote-Groups": "older people"}, False),
    ],
)
def test_a_header_is_believed_of_the_proxy_alone(came, headers, comes_in):
    _, client = came(doors.Header, "hops = 1\n")
    assert (client.get("/measures", headers=headers).status_code == 200) == comes_in


def test_what_for_is_kept_for_whom_the_proxy_brings(came):
    _, client = came(doors.Header, "hops = 1\n")
    address = "/records?measure=clients_reviewed"
    assert "What is it for?" in client.get(address, headers=BY_PROXY).get_data(as_text=True)
    client.post("/purpose", data={"purpose": "audit", "next": address}, headers={**BY_PROXY, **OURS})
    assert "What is it for?" not in client.get(address, headers=BY_PROXY).get_data(as_text=True)
    other = {**BY_PROXY, "X-Remote-User": "zed", "X-Remote-Groups": "Older people"}
    assert "What is it for?" in client.get(address, headers=other).get_data(as_text=True)  # with the cookie of ann


@pytest.mark.parametrize(
    ("settings", "secret", "says"),
    [("", SECRET, "hops"), ("hops = 1", "short", "24"), ("hops = '1'", SECRET, "number"),
     ("hop = 1", SECRET, "unknown word"),
     ("hours = inf", SECRET, "hours is inf; write a number"), ("header = 1", SECRET, r"write \[header\] and its words"),
     ("[header]\nuser = 1", SECRET, "text"), ("[oidc", SECRET, "sign_in.toml")],
)  # fmt: skip
def test_a_proxy_that_is_set_up_wrongly_is_said_in_one_sentence(came, settings, secret, says):
    with pytest.raises((Refused, DefinitionError), match=says):
        came(doors.Header, settings, secret)


def test_a_secret_that_others_can_read_is_none(came, tmp_path):
    came(doors.Header, "hops = 1\n")
    (tmp_path / "access" / "secret").chmod(0o644)
    with pytest.raises(Refused, match="chmod 600"):
        doors.settings.secret(tmp_path)


# ---- the council's provider


@pytest.fixture(scope="module")
def provider():
    """The address of a provider of OpenID Connect: another program, on this machine."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://localhost:{port}"
    try:
        while process.poll() is None:  # however long a busy machine takes
            try:
                requests.get(f"{address}/.well-known/openid-configuration", timeout=30)
                break
            except requests.RequestException:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def oidc(came, provider):
    return came(doors.Oidc, f'[oidc]\nissuer = "{provider}"\nclient = "golden-thread"\nname = "nickname"\n')[1]


def go(client, provider, who="ann", claims=None):
    """Begin, sign in at the provider, and give the address to which it leads back."""
    requests.put(f"{provider}/users/{who}", json=claims or {}, timeout=30)
    there = client.get("/sign-in/start?next=/measures").location
    asked = parse_qs(urlsplit(there).query)
    assert asked["code_challenge_method"] == ["S256"] and asked["nonce"] and asked["state"]
    back = requests.post(there, data={"sub": who}, allow_redirects=False, timeout=30).headers["Location"]
    return back.removeprefix("http://localhost")


def test_whom_the_provider_knows_comes_in_with_the_rights_of_their_groups(oidc, provider):
    assert oidc.get("/measures", headers=PAGE).location == "/sign-in?next=/measures"
    answer = oidc.get(go(oidc, provider, "zed", {"groups": ["Cooks", "Older people"], "nickname": "Zed"}))
    assert (answer.status_code, answer.location) == (303, "/measures")
    page = oidc.get("/welcome", headers=PAGE).get_data(as_text=True)
    assert "You are Zed" in page and "Older people" in page
    assert oidc.get("/?unit=op-northfield", headers=PAGE).status_code == 200
    assert oidc.get("/?unit=children", headers=PAGE).status_code == 404


def test_whom_the_provider_knows_and_the_council_does_not_is_told(oidc, provider):
    answer = oidc.get(go(oidc, provider, "stranger"))
    assert answer.status_code == 403 and "no rights here" in answer.get_data(as_text=True)
    assert not is_in(oidc)


def test_coming_back_twice_or_with_another_s_state_is_refused(oidc, came, provider):
    back = go(oidc, provider)
    cookies = oidc.get_cookie("golden_thread_going").value
    other = oidc.application.test_client()
    assert other.get(back).status_code == 403  # a browser that never went
    assert oidc.get(back.replace("state=", "state=x")).status_code == 403
    assert oidc.get(back.replace("code=", "code=x")).status_code == 403
    back = go(oidc, provider)
    cookies = oidc.get_cookie("golden_thread_going").value
    assert oidc.get(back).status_code == 303 and is_in(oidc)
    other.set_cookie("golden_thread_going", cookies)
    assert other.get(back).status_code == 403  # the same once more, cookie and all
    assert not is_in(other)
    for wrong in (
        "/sign-in/back",
        "/sign-in/back?error=access_denied",
        "/sign-in/back?code=x",
        "/sign-in/back?state=x&code=y",
    ):
        answer = other.get(wrong)
        assert answer.status_code == 403 and "begin it again" in answer.get_data(as_text=True)


def test_a_sign_in_that_took_too_long_is_over(came, provider):
    door, client = came(doors.Oidc, f'[oidc]\nissuer = "{provider}"\nclient = "golden-thread"\n')
    back, now = go(client, provider), time.time()
    door.sessions.clock = lambda: now + 11 * 60
    assert client.get(back).status_code == 403


def test_a_token_of_another_sign_in_or_with_another_word_in_it_is_refused(came, provider, monkeypatch):
    door, client = came(doors.Oidc, f'[oidc]\nissuer = "{provider}"\nclient = "golden-thread"\n')
    real, tokens = door.provider.client.fetch_access_token, []
    monkeypatch.setattr(
        door.provider.client, "fetch_access_token", lambda **words: tokens.append(real(**words)) or tokens[0]
    )
    assert client.get(go(client, provider)).status_code == 303
    client.post("/sign-out", headers=OURS)
    assert client.get(go(client, provider)).status_code == 403  # well signed, and of the first sign-in: another nonce
    head, body, signature = tokens[1]["id_token"].split(".")
    said = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    changed = base64.urlsafe_b64encode(json.dumps({**said, "sub": "zed"}).encode()).decode().rstrip("=")
    unsigned = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').decode().rstrip("=")
    for token in (f"{head}.{changed}.{signature}", f"{unsigned}.{changed}.", "x", None):
        given = {"access_token": "x", "token_type": "Bearer", **({"id_token": token} if token else {})}
        monkeypatch.setattr(door.provider.client, "fetch_access_token", lambda given=given, **words: given)
        assert client.get(go(client, provider)).status_code == 403
    assert not is_in(client)


def test_a_provider_by_another_name_is_not_asked(came, provider):
    other = provider.replace("localhost", "127.0.0.1")
    _, client = came(doors.Oidc, f'[oidc]\nissuer = "{other}/"\nclient = "golden-thread"\n')
    assert client.get("/sign-in/start").status_code >= 400
    for issuer in ("", "http://elsewhere.example", "ftp://x"):
        with pytest.raises(DefinitionError, match="issuer"):
            came(doors.Oidc, f'[oidc]\nissuer = "{issuer}"\nclient = "golden-thread"\n')


def test_each_way_in_has_its_line_in_the_manual():
    manual = (Path(__file__).parents[2] / "docs" / "running.md").read_text(encoding="utf-8")
    for mode in doors.DOORS:
        assert f"| `{mode}`" in manual


def test_the_tables_of_who_is_signed_in_are_made_without_a_file_left_open(tmp_path):
    """The app is made before the workers are forked, and none may use what its parent had open."""
    made = sessions.Sessions(tmp_path)
    made.have("create table if not exists seen (who text)")
    opened = {os.path.realpath(f"/proc/self/fd/{number}") for number in os.listdir("/proc/self/fd")}
    assert not {path for path in opened if path.startswith(str(made.path))}
    with made.database() as database:
        assert database.execute("select count(*) from seen").fetchone() == (0,)
