"""Reports that go out by themselves: the right one to the right person with their rights, once, whatever is killed."""

import os
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
import sqlalchemy as sa

from dashboard.access import doors
from dashboard.access.recipients import recipient
from dashboard.access.scope import EVERYTHING
from dashboard.bench import postgres
from dashboard.errors import DefinitionError, Refused
from dashboard.home import Home
from dashboard.journal import ANYTHING, Draft, Journal, deliveries
from dashboard.packs import definitions, sending
from dashboard.store import Store
from layouts.packs import delivering
from tests.packs import post, runner

AT_ONCE = timedelta(0)
CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def journal(tmp_path):
    with closing(Journal(f"sqlite:///{tmp_path / 'journal.sqlite'}")) as found:
        yield found


@pytest.fixture
def mails():
    with post.served() as found:
        yield found


def deliver(journal, settings, count=2, patience=deliveries.PATIENCE):
    return list(delivering.deliver(journal, runner.waiting(count), runner.made, settings, patience))


def states(journal):
    return Counter(one.state for one in deliveries.every(journal).values())


# ---- what is due


def thing(key="a", topic="cabinet", begun=date(2026, 8, 20), unit="westmarch", state="open", which="now"):
    fields = {"topic": topic, "which": which, "who": "", "form": "pdf", "way": "folder", "mail": ""}
    at = SimpleNamespace(date=lambda: begun)
    return SimpleNamespace(key=key, unit=unit, state=state, fields=fields, begun=SimpleNamespace(by="ann", at=at))


@pytest.mark.parametrize(
    ("every", "days", "today", "months"),
    [
        ("month", 5, date(2026, 10, 4), ["2026-07", "2026-08"]),  # September goes out on the fifth of October
        ("month", 5, date(2026, 10, 5), ["2026-07", "2026-08", "2026-09"]),
        ("quarter", 20, date(2026, 10, 19), ["2026-06"]),
        ("quarter", 20, date(2026, 10, 20), ["2026-06", "2026-09"]),
        ("year", 60, date(2026, 10, 20), ["2026-03"]),
    ],
)
def test_a_report_is_due_on_its_day_of_each_period_since_it_was_asked_for(every, days, today, months):
    """By hand: asked for on 20 August 2026, when July, the quarter to June and the year to March were the newest."""
    definition = definitions.Definition("cabinet", "", "", "", ("council",), every, days, ())
    unit = SimpleNamespace(level="council")
    names = SimpleNamespace(units={"westmarch": unit}, months=[date(2026, month, 1) for month in range(1, 10)])
    things = [thing(), thing("b", state="ended"), thing("c", topic="gone")]
    found = delivering.due(things, {"cabinet": definition}, names, today)
    assert [one.period for one in found] == months
    assert {one.subscription.key for one in found} == {"a"}


def test_one_that_waits_until_it_is_issued_goes_out_then_and_not_on_its_day():
    definition = definitions.Definition("cabinet", "", "", "", ("council",), "month", 5, ())
    names = SimpleNamespace(units={"westmarch": SimpleNamespace(level="council")}, months=[date(2026, 8, 1)])
    things, every, today = [thing(which="issued")], {"cabinet": definition}, date(2027, 1, 1)
    assert delivering.due(things, every, names, today) == []
    report = object()
    (found,) = delivering.due(things, every, names, date(2026, 9, 1), {("cabinet", "westmarch", "2026-08"): report})
    assert found.report is report


# ---- once


def test_a_report_is_laid_once_and_a_mail_has_a_link_and_no_figure(journal, mails, tmp_path):
    box, port = mails
    told = deliver(journal, post.settings(port, tmp_path))
    assert [one.went for one in told] == [True, True] and deliver(journal, post.settings(port, tmp_path)) == []
    (laid,) = tmp_path.glob("*/*.html")
    assert (
        laid.parent.name == "leader%3A0" and laid.stat().st_mode & 0o777 == 0o600 and "Team report" in laid.read_text()
    )
    (mail,) = box.mails
    said = mail.get_content()
    assert "https://thread.council.example/reports/pack?pack=team&unit=op&month=2026-09" in said
    assert not mail.is_multipart() and mail["To"] == "person1@council.example"
    assert re.findall(r"\d+", re.sub(r"https\S+", "", said)) == ["2026"]  # the month's year, and no figure
    assert states(journal) == {"sent": 2}


def test_a_mail_that_is_refused_is_told_and_tried_again_and_one_that_is_in_doubt_is_decided_by_a_person(journal, mails):
    box, port = mails
    box.refuses = "550 nobody of that name"
    folder, mail = deliver(journal, post.settings(port))
    assert not mail.went and "nobody of that name" in mail.said and "no folder is named" in folder.said
    assert deliver(journal, post.settings(port)) == []  # not before a while
    box.refuses, box.hangs_up = "", True
    (_, mail) = deliver(journal, post.settings(port), patience=AT_ONCE)
    assert not mail.went and "may have gone" in mail.said and len(box.mails) == 1
    box.hangs_up = False
    (_, again) = deliver(journal, post.settings(port), patience=AT_ONCE)
    assert "may have gone" in again.said and len(box.mails) == 1  # told each time, and never sent by itself
    key = runner.waiting(2)[1].subscription.key
    delivering.decide(SimpleNamespace(journal=journal), key, "2026-09", went=False)
    (_, sent) = deliver(journal, post.settings(port), patience=AT_ONCE)
    assert sent.went and len(box.mails) == 2 and len(set(box.keys)) == 1  # by the same key a mail server knows it
    with pytest.raises(Refused, match="nothing is in doubt"):
        delivering.decide(SimpleNamespace(journal=journal), key, "2026-09", went=True)


def test_a_journal_that_fails_after_a_mail_has_gone_leaves_it_in_doubt(journal, mails, monkeypatch):
    """Before, its row could have been set to failed, and the next run would have sent it twice."""
    box, port = mails
    moved = deliveries.move

    def failing(*args):
        if args[5] == "sent":
            raise Refused("the journal cannot be written now")
        return moved(*args)

    monkeypatch.setattr(deliveries, "move", failing)
    with pytest.raises(Refused):
        list(delivering.deliver(journal, runner.waiting(2)[1:], runner.made, post.settings(port)))
    monkeypatch.undo()
    assert states(journal) == {"sending": 1} and len(box.mails) == 1
    deliver(journal, post.settings(port), patience=AT_ONCE)
    assert len(box.mails) == 1


def test_two_runners_at_once_send_once(journal, mails, tmp_path):
    box, port = mails
    journal.opened()
    with ThreadPoolExecutor(4) as pool:
        runs = [pool.submit(deliver, journal, post.settings(port, tmp_path), 10) for _ in range(4)]
        told = [one for run in runs for one in run.result()]
    assert Counter(one.due.subscription.key for one in told if one.went) == Counter(
        one.subscription.key for one in runner.waiting(10)
    )
    assert len(box.mails) == 5 and len(list(tmp_path.glob("*/*.html"))) == 5


# ---- killed


def killed_at_random(folder, box, port, kills, count, seed=1, url=""):
    """How many reports went before the last of the killed runners, and how many were in doubt. Then all has gone: of
    what was in doubt somebody looked into the mail box."""
    url = url or f"sqlite:///{folder / 'journal.sqlite'}"
    said = [url, folder / "laid", port, count, kills, seed]
    script = Path(runner.__file__)
    env = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    subprocess.run([sys.executable, script, *map(str, said)], cwd=CHECKOUT, env=env, check=True, timeout=900)
    with closing(Journal(url)) as journal:
        before = states(journal)
        for one in deliveries.every(journal).values():
            if one.state == "sending":
                went = any(key.startswith(f"<{one.subscription}.") for key in box.keys)
                deliveries.decide(journal, one.subscription, one.period, went)
        deliver(journal, post.settings(port, folder / "laid"), count, AT_ONCE)
        assert states(journal) == {"sent": count}
    laid = [path.name for path in (folder / "laid").rglob("*") if path.is_file()]
    assert len(laid) == len(set(laid)) == count // 2 and not any(name.startswith(".") for name in laid)
    assert Counter(box.keys).most_common(1)[0][1] == 1 and len(box.keys) == count // 2
    return before["sent"], before["sending"]


def test_whatever_is_killed_every_report_goes_and_none_twice(mails, tmp_path):
    box, port = mails
    sent, _ = killed_at_random(tmp_path, box, port, kills=6, count=60)
    assert sent >= 6


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_the_same_at_many_moments(mails, tmp_path, seed):
    box, port = mails
    sent, _ = killed_at_random(tmp_path, box, port, kills=30, count=300, seed=seed)
    assert sent >= 30


@pytest.fixture(scope="module")
def server():
    try:
        with postgres.throwaway() as url:
            yield url
    except Refused as why:
        pytest.skip(f"not tried on PostgreSQL: {why}")


@pytest.fixture
def schema(server):
    """The address of an empty schema of a PostgreSQL."""
    name, engine = f"journal{uuid4().hex}", sa.create_engine(server)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"create schema {name}")
    engine.dispose()
    return f"{server}&options=-csearch_path%3D{name}"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_the_same_on_postgresql(schema, mails, tmp_path, seed):
    box, port = mails
    sent, doubt = killed_at_random(tmp_path, box, port, kills=30, count=300, seed=seed, url=schema)
    print(f"seed {seed}: 30 runners killed, {sent} of 300 had gone, {doubt} in doubt")
    assert sent >= 30


@pytest.mark.slow
def test_several_runners_at_once_send_once_on_postgresql(schema, mails, tmp_path):
    box, port = mails
    with closing(Journal(schema)) as journal, ThreadPoolExecutor(6) as pool:
        journal.opened()
        runs = [pool.submit(deliver, journal, post.settings(port, tmp_path), 60) for _ in range(6)]
        went = Counter(one.due.subscription.key for run in runs for one in run.result() if one.went)
    assert set(went.values()) == {1} and len(went) == 60
    assert len(box.mails) == 30 and len(list(tmp_path.glob("*/*.html"))) == 30


# ---- the whole


def test_each_gets_what_they_may_see_on_the_day(mini, tmp_path, monkeypatch):
    """Two people have the same report of a team sent: one has rights there, the other's have ended."""
    monkeypatch.setenv("GOLDEN_THREAD_SIGN_IN", "demo")
    council = tmp_path / "council"
    council.mkdir()
    for file in mini.council.iterdir():
        if file.is_file():
            (council / file.name).write_bytes(file.read_bytes())
    (council / "delivery.toml").write_text(f'folder = "{tmp_path / "laid"}"\n', encoding="utf-8")
    with closing(Journal(f"sqlite:///{tmp_path / 'journal.sqlite'}")) as journal:
        store = Store(mini.home, journal=journal)
        about = {"unit": "op-harbour", "period": None, "measure": None}
        for who in ("leader:op-harbour", "leader:children"):
            body = {"topic": "team", "who": who, "form": "html"}
            journal.write(Draft(kind="subscription.begun", by="ann", body=body, **about), may=ANYTHING)
        told = list(delivering.run(store, mini.home, council, today=date(2027, 3, 1)))
        sent = {one.due.subscription.fields["who"]: one for one in told}
        assert sent["leader:op-harbour"].went, sent["leader:op-harbour"].said
        assert not sent["leader:children"].went and "may see" in sent["leader:children"].said
        (laid,) = (tmp_path / "laid").glob("*/*.html")
        assert laid.parent.name == "leader%3Aop-harbour" and "Harbour" in laid.read_text(encoding="utf-8")
        assert "nothing is due that has not gone" in delivering.why_nothing(journal)


def test_the_invented_people_of_a_demo_are_nobody_where_people_show_who_they_are(mini, tmp_path, monkeypatch):
    """Before, `leader:UNIT` and whoever people.toml names had their rights at any council, and without
    GOLDEN_THREAD_SIGN_IN everybody had all there is."""
    home, people = Home(tmp_path), 'key = "dee"\nname = "Dee"\npost = "Guardian"\nrole = "caldicott guardian"'
    (tmp_path / "people.toml").write_text(f"[[person]]\n{people}", encoding="utf-8")
    right = '[[right]]\nwho = "ann"\nrole = "manager"\nunit = "adults"'
    (tmp_path / "rights.toml").write_text(right, encoding="utf-8")
    invented = ("dee", "leader:adults")
    for way in ("header", "local", "oidc"):
        monkeypatch.setenv(doors.SIGN_IN, way)
        assert recipient(home, tmp_path, mini.store, "ann").scope.see == {"adults"}
        for who in (*invented, doors.Alone().name):
            with pytest.raises(Refused, match="has no right to see anything here today"):
                recipient(home, tmp_path, mini.store, who)
    monkeypatch.setenv(doors.SIGN_IN, "alone")
    assert recipient(home, tmp_path, mini.store, doors.Alone().name).scope is EVERYTHING
    assert all(recipient(home, tmp_path, mini.store, who).scope is not EVERYTHING for who in ("ann", *invented))
    with pytest.raises(Refused, match="near it are ann"):
        recipient(home, tmp_path, mini.store, "anne")


# ---- what is asked for


@pytest.mark.parametrize(
    "mail", ["", "ann", "ann@council", "ann@council.example, bob@council.example", "a\nb@c.example"]
)
def test_a_mail_needs_one_address(journal, mail):
    body = {"topic": "team", "way": "mail", "mail": mail}
    with pytest.raises(Refused, match="a mail needs one address"):
        journal.write(Draft(kind="subscription.begun", by="ann", unit="op", body=body), may=ANYTHING)


# ---- settings


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("folder = 3", "folder is 3; write a text in quotes"),
        ("path = 'x'", "unknown word 'path'"),
        ("[mail]\nhost = 'mail.example'\nsecurity = 'none'", "for anybody to read: write starttls or tls"),
        ("[mail]\nhost = 'mail.example'\nsender = 'a@b.example'", "needs a sender and the site"),
        ("[mail]\npassword = 'x'", "mail, unknown word 'password'"),
        ("[mail]\nport = 70000", "mail, port is 70000; write one of 1 to 65535"),
        ("[mail]\nport = true", "mail, port is True; write a whole number"),
        ("mail = 3", "mail is 3; write [mail] and its words below it"),
        ("[mail", "delivery.toml: "),
    ],
)
def test_settings_that_cannot_be_are_told(tmp_path, text, says):
    (tmp_path / "delivery.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError, match=re.escape(says)):
        sending.read(tmp_path)


NAMES = [
    "../../etc",
    "a/b",
    "a_b",
    "a%2Fb",
    "..",
    ".",
    ".a",
    "%2Ea",
    "",
    "ann smith",
    "x\0y",
    "ann.smith@x.uk",
    "ann_smith@x_uk",
]


def test_nobody_s_name_leads_out_of_the_folder_or_into_another_s(tmp_path):
    paths = [sending.lay(tmp_path / "laid", who, "report.html", who.encode()) for who in NAMES]
    assert {path.parent.parent for path in paths} == {tmp_path / "laid"}
    assert [path.read_bytes().decode() for path in paths] == NAMES  # one of two in a folder would read the other's


def test_a_folder_that_takes_nothing_is_told_and_stops_nobody_else(journal, mails, tmp_path):
    """Before, the run ended at the first, and so it did the next time."""
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    folder, mail = deliver(journal, post.settings(mails[1], tmp_path / "file"))
    assert not folder.went and "nothing can be laid into" in folder.said and mail.went
    with pytest.raises(Refused, match="too long"):
        sending.lay(tmp_path, "字" * 120, "report.html", b"x")
