"""A report is built, checked, approved and issued by different people, stays as it was built, and is made again."""

import hashlib
import re
import tomllib
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from dashboard import cli, scorecard
from dashboard.build import build
from dashboard.demo import written
from dashboard.errors import Refused
from dashboard.journal import ANYTHING, Draft, Journal
from dashboard.journal.families.packs import FAMILY
from dashboard.packs import archive, definitions, pack
from dashboard.packs.due import Due, due_day
from dashboard.store import Store
from layouts.packs import building, commands, delivering
from layouts.parts import subscriptions
from tests.conftest import COUNCIL
from tests.pages.desk import Desk

AT = {"unit": "op-northfield", "month": "2026-09", "topic": "team"}
SAID = {"foreword": "Reviews fell behind in June. Two reviewers are on loan.", "asks": "Keep them until March."}


@pytest.fixture
def desk(beside, tmp_path):
    found = Desk(Store(beside), tmp_path / "journal.sqlite")
    yield found
    found.journal.close()


def moved(desk, kind, by, **more):
    report = desk.journal.things("pack")[0]
    desk.journal.write(Draft(kind=kind, by=by, about=report.key, seen=report.seen, **more), may=ANYTHING)


def test_a_report_goes_from_hand_to_hand_stays_as_it_was_built_and_is_made_again(desk, beside, tmp_path):
    desk.begin("pack.built", SAID, AT)
    (report,) = desk.journal.things("pack")
    built = archive.built(beside, report.fields["kept"])
    assert (report.state, report.period, report.fields["title"]) == (
        "built", "2026-09", "Team report: Northfield, September 2026")  # fmt: skip
    assert [one.title for one in built.sections[:2]] == ["Reviews fell behind in June.", "Keep them until March."]
    now = desk.client.get(f"/reports/pack.xlsx?pack=team&unit={AT['unit']}&month=2026-09")
    assert now.status_code == 200 and "team-op-northfield-2026-09.xlsx" in now.headers["Content-Disposition"]
    page = desk.get(f"/reports?unit={AT['unit']}&month=2026-09")
    assert "built by" in page and f"/reports/kept.pdf?about={report.key}" in page

    with pytest.raises(Refused, match="you wrote it: somebody else has to do this"):
        moved(desk, "pack.checked", report.begun.by)
    moved(desk, "pack.checked", "bob")
    moved(desk, "pack.approved", "clara")
    # What is written after it was built is in no report that was built before.
    desk.journal.write(
        Draft(kind="action.proposed", by="ann", unit=AT["unit"], measure="clients_reviewed",
              body={"title": "A later action", "owner": "Ann", "due": "2026-12-31"}), may=ANYTHING)  # fmt: skip
    desk.open(f"?about={report.key}&kind=pack.issued")
    desk.send("pack.issued", {})
    (report,) = desk.journal.things("pack")
    assert report.state == "issued" and set(report.fields["files"]) == {"html", "pdf", "pptx", "xlsx"}
    for ending, digest in report.fields["files"].items():
        way = f"/reports/kept{'' if ending == 'html' else f'.{ending}'}?about={report.key}"
        assert hashlib.sha256(desk.client.get(way).data).hexdigest() == digest, ending
    page = desk.get(f"/reports?unit={AT['unit']}&month=2026-09")
    assert "approved by clara" in page and "1 issued for the newest period" in page and ", late" in page
    assert re.search(r">as of \d+ \w+ 20\d\d</span>", page)
    page = desk.get("/reports?unit=children&month=2026-09")  # nobody waits for a report where none was ever made
    assert "none has been made here yet" in page and ", late" not in page
    assert "A later action" not in desk.get(f"/reports/kept?about={report.key}")

    assert "the same to the last figure" in commands.again(desk.app.store, None, report.key)
    other = replace(report, fields={**report.fields, "asks": "Something else."})
    assert pack.digest(building.again(desk.app.store, None, other)) != report.fields["data"]


def test_what_leads_a_report_on_is_its_first_button():
    """The form has one button that stands out: at a report that was checked it was that which sends it back."""
    words = [move.words for move in FAMILY.moves if "checked" in move.after]
    assert words == ["Build anew", "Approve", "Send back", "Withdraw"]  # the first has a form of its own


@pytest.mark.slow
def test_the_same_files_make_the_same_report_in_another_store(desk, beside):
    desk.begin("pack.built", SAID, AT)
    (report,) = desk.journal.things("pack")
    build(beside, COUNCIL)
    again = Store(beside, journal=desk.journal)
    made = building.again(again, None, report)
    assert made.store != report.fields["store_name"]
    assert pack.digest(made) == report.fields["data"]


def test_the_demo_council_has_a_report_that_went_out_one_that_waits_and_one_that_is_due(beside, tmp_path, monkeypatch):
    monkeypatch.setenv("GOLDEN_THREAD_SIGN_IN", "demo")
    with closing(Journal(f"sqlite:///{tmp_path / 'journal.sqlite'}")) as journal:
        store = Store(beside, journal=journal)
        written.write(journal, store.snapshot(), commands.of_the_demo(store, COUNCIL))
        said = tomllib.loads(written.REPORTS.read_text(encoding="utf-8"))["thing"]
        found = [one.state for family in ("pack", "subscription") for one in journal.things(family)]
        assert sorted(found) == sorted(one["shows"] for one in said)
        (waits, out) = sorted(journal.things("pack"), key=lambda one: one.state)
        kept = archive.issued(beside, out.key, "cabinet-westmarch-2026-06", "html", out.fields["files"]["html"])
        assert out.fields["foreword"].split(".")[0] in kept.decode()
        assert is_it_late(out, waits) == [False, True]
        council = tmp_path / "council"
        council.mkdir()
        (council / "delivery.toml").write_text(f'folder = "{tmp_path / "laid"}"\n', encoding="utf-8")
        (council / "people.toml").write_bytes((COUNCIL / "people.toml").read_bytes())
        told = list(delivering.run(store, beside, council, today=date(2026, 10, 20)))
        assert {(one.due.definition.key, one.due.period, one.went) for one in told} == {
            ("cabinet", "2026-06", True), ("team", "2026-08", True), ("team", "2026-09", True)}  # fmt: skip
        assert (tmp_path / "laid" / "leader%3Awestmarch").is_dir()


def is_it_late(*reports):
    """Whether each is late on the last of November."""
    every = definitions.read()
    day = {one.key: due_day(every[one.fields["pack"]], date.fromisoformat(f"{one.period}-01")) for one in reports}
    return [Due(None, one.unit, None, day[one.key], one).is_late(date(2026, 11, 30)) for one in reports]


def test_a_file_that_was_changed_after_it_was_kept_is_not_given_out(desk, beside):
    desk.begin("pack.built", {}, {**AT, "topic": "staff"})
    (report,) = desk.journal.things("pack")
    path = archive.folder(beside) / "built" / f"{report.fields['kept']}.json"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"Staff board", b"Staff bored"))
    answer = desk.client.get(f"/reports/kept?about={report.key}")
    assert answer.status_code == 503 and "is not what was kept" in answer.get_data(as_text=True)


def test_a_report_that_there_is_not_is_told_beside_its_form(desk):
    html = desk.begin("pack.built", {}, {**AT, "topic": "cabinets"})
    assert "There is no report" in html and desk.journal.last() == 0
    assert "is made of a council or a directorate" in desk.begin("pack.built", {}, {**AT, "topic": "cabinet"})
    for way in ("/reports/kept?about=nothing", "/reports/pack?pack=cabinets", "/reports/pack.pdf"):
        assert desk.client.get(way).status_code == 404


def test_the_commands_make_a_report_and_say_what_cannot_be(beside, tmp_path, capsys):
    def packs(*said):
        return cli.main(["--home", str(beside.path), "--council", str(COUNCIL), "packs", *map(str, said)])

    made = tmp_path / "staff.html"
    assert packs("make", "staff", "--unit", "op-harbour", "--month", "2026-09", "--out", made) == 0
    assert "Staff board: Harbour" in made.read_text(encoding="utf-8")
    assert packs("run", "--due") == 0 and "nothing was sent: nobody has asked" in capsys.readouterr().out
    assert packs("run") == 2
    for said, code, why in (
        (("make", "staffs", "--out", made), 1, "there is no pack 'staffs'"),
        (("make", "staff", "--out", tmp_path / "a.docx"), 1, "a pack is not made as 'docx'"),
        (("make", "staff", "--for", "zed", "--out", made), 1, "'zed' has no right to see anything here today"),
        (("again", "nothing"), 1, "there is no report 'nothing'"),
        (("decide", "nothing", "2026-09", "--sent"), 1, "nothing is in doubt"),
    ):
        assert packs(*said) == code and why in capsys.readouterr().err, said


def test_whoever_leads_a_unit_of_the_demo_is_told_by_their_post(mini):
    names = scorecard.names(mini.snapshot)
    asked = ("leader:westmarch", "leader:gone", "ann@council.example")
    assert [subscriptions._called(names, who) for who in asked] == [names.root.leader, *asked[1:]]
