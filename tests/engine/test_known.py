"""What was known on an earlier day is what was built on it, to the last value, and what has changed since is told."""

import csv
import re
import shutil
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

import app as web
from dashboard import intake
from dashboard.build import build
from dashboard.errors import Refused, Unknown
from dashboard.home import Home
from dashboard.intake import keep
from dashboard.journal import ANYTHING, Draft, Journal, journal_of
from dashboard.known import build_known
from dashboard.past import CHANGED
from dashboard.store import Store
from tests.conftest import COUNCIL

DAYS = (date(2021, 1, 20), date(2021, 2, 20), date(2021, 3, 20), date(2021, 4, 20))
TODAY = date(2021, 5, 1)
COMPLIMENTS = "/measure/compliments?unit=op-eastgate&month=2026-03"


def loaded_on(home, day):
    """Have every file that came just now have come on a day."""
    for _, kept, _ in keep.folders(home):
        if kept.loaded_at.date() > DAYS[-1]:
            kept.loaded_at = datetime(day.year, day.month, day.day, 12)
            keep.write_note(kept)


def values(home):
    with Store(home).snapshot().cursor() as cursor:
        return {
            table: cursor.execute(f"select * from {table} order by all").fetchall()
            for table in ("cube.measured", "cube.own_values", "cube.cells", "about.rejects")
        }


def corrected(path, change):
    """A file of the same name in a folder of its own, with its lines changed."""
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    made = path.parent / change.__name__ / path.name
    made.parent.mkdir()
    made.write_text("\n".join([head, *change(lines)]) + "\n", encoding="utf-8")
    return made


def shorter(lines):
    return lines[3:]


def another(lines):
    return [line.replace("op-harbour", "op-eastgate") for line in lines]


def the_file(home, name):
    return next(row["file"] for row in intake.loads(home) if row["name"] == name and row["in_force"])


def test_the_values_of_each_past_day_are_those_built_on_it_and_each_later_one_names_its_file(mini, tmp_path):
    """Three corrections: rows that go, cells that change, a file that is withdrawn; and each day before them again."""
    home, files = Home(tmp_path / "home"), shutil.copytree(mini.files / "feedback", tmp_path / "feedback")
    newest, older = sorted(files.iterdir())[-1:-3:-1]
    intake.load([mini.files / "organisation.csv", files], home, COUNCIL)
    loaded_on(home, DAYS[0])
    built = [values_of_a_build(home)]
    for day, path, change in zip(DAYS[1:3], (newest, older), (shorter, another), strict=True):
        intake.load([corrected(path, change)], home, COUNCIL)
        loaded_on(home, day)
        built.append(values_of_a_build(home))
    written = Journal(journal_of(home).url, now=lambda: datetime(2021, 2, 20, tzinfo=UTC))
    written.write(
        Draft(kind="note.proposed", by="ann", unit="adults", period="2026-03", body={"words": "A note."}), may=ANYTHING
    )
    intake.withdraw(home, the_file(home, newest.name), datetime(2021, 4, 20, 12))
    built.append(values_of_a_build(home))
    assert all(before != after for before, after in pairwise(built))

    for day, then, notes, changed_by in zip(DAYS, built[:3], (0, 1, 1), (older, older, newest), strict=False):
        past, count = build_known(home, COUNCIL, day + timedelta(days=9), TODAY)
        assert values(past) == then and journal_of(past).last() == notes
        changed = list(csv.DictReader((past.path / CHANGED).read_text(encoding="utf-8").splitlines()))
        named = {name for row in changed for name in row["files"].split("; ")}
        assert count == len(changed) > 0 and named <= {newest.name, older.name}
        assert changed_by.name in named

    known = f"{DAYS[0] + timedelta(days=9)}"
    client = web.create_app(home.path, COUNCIL).server.test_client()
    then, now = (client.get(COMPLIMENTS + more).get_data(as_text=True) for more in (f"&known={known}", ""))
    assert "As known on" in then and "As known on" not in now
    assert figure(then) != figure(now)
    links = re.findall(r'<a[^>]* href="(/(?!assets)[^"#]*)', then)
    left = [one for one in links if f"known={known}" not in one]
    assert len(left) <= 2 and len(links) > 20, left  # the way back to now, and who one is
    assert 'action="/write"' not in then and "/write?" not in then
    told = client.get(f"/data?known={known}").get_data(as_text=True)
    assert "What has changed since" in told and older.name in told
    gone = client.get("/data?known=2021-01-01")
    assert gone.status_code == 404 and "--as-known-on 2021-01-01" in gone.get_data(as_text=True)
    assert client.get("/data?known=yesterday").status_code == 404
    assert client.get(f"/data.csv?known={known}").data != client.get("/data.csv").data

    with pytest.raises(Refused, match="2021-01-20"):
        build_known(home, COUNCIL, date(2021, 1, 19), TODAY)
    with pytest.raises(Unknown, match="still to come"):
        build_known(home, COUNCIL, date(2021, 5, 2), TODAY)


def values_of_a_build(home):
    build(home, COUNCIL)
    return values(home)


def figure(html):
    """The large figures at the head of a measure's page."""
    return re.search(r'class="tiles">.*?<section', html, re.S)[0]
