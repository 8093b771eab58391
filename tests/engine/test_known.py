"""What was known on an earlier day is what was built on it, to the last value, and what has changed since is told."""

import csv
from datetime import UTC, date, datetime

import pytest

from dashboard import intake
from dashboard.build import build
from dashboard.errors import Refused, Unknown
from dashboard.home import Home
from dashboard.intake import keep
from dashboard.journal import ANYTHING, Draft, Journal, journal_of
from dashboard.known import CHANGED, build_known
from dashboard.store import Store
from tests.conftest import COUNCIL

FIRST_DAY, LATER, TODAY = date(2021, 1, 20), date(2021, 2, 20), date(2021, 3, 1)


def loaded_on(home, day):
    """Have every file that came just now have come on a day."""
    for _, kept, _ in keep.folders(home):
        if kept.loaded_at.date() > LATER:
            kept.loaded_at = datetime(day.year, day.month, day.day, 12)
            keep.write_note(kept)


def values(home):
    with Store(home).snapshot().cursor() as cursor:
        return {
            table: cursor.execute(f"select * from {table} order by all").fetchall()
            for table in ("cube.measured", "cube.own_values", "cube.cells", "about.rejects")
        }


def test_the_values_of_a_past_day_are_those_built_on_it_and_each_later_one_names_its_file(mini, tmp_path):
    home, correction = Home(tmp_path / "home"), tmp_path / "feedback-2026-27.csv"
    feedback = mini.files / "feedback" / correction.name
    intake.load([mini.files / "organisation.csv", mini.files / "feedback"], home, COUNCIL)
    loaded_on(home, FIRST_DAY)
    build(home, COUNCIL)
    then = values(home)
    head, *lines = feedback.read_text(encoding="utf-8").splitlines()
    correction.write_text("\n".join([head, *lines[3:]]) + "\n", encoding="utf-8")
    intake.load([correction], home, COUNCIL)
    loaded_on(home, LATER)
    written = Journal(journal_of(home).url, now=lambda: datetime(LATER.year, LATER.month, LATER.day, tzinfo=UTC))
    written.write(
        Draft(kind="note.proposed", by="ann", unit="adults", period="2026-03", body={"words": "A note."}), may=ANYTHING
    )
    build(home, COUNCIL)
    assert values(home) != then

    past, count = build_known(home, COUNCIL, date(2021, 2, 1), TODAY)
    assert values(past) == then and journal_of(past).last() == 0
    changed = list(csv.DictReader((past.path / CHANGED).read_text(encoding="utf-8").splitlines()))
    assert count == len(changed) > 0 and {row["files"] for row in changed} == {correction.name}
    compliments = next(row for row in changed if row["measure"] == "compliments" and row["unit"] == "westmarch")
    assert float(compliments["known_then"]) > float(compliments["known_now"])

    assert journal_of(home).last() == 1
    with pytest.raises(Refused, match="2021-01-20"):
        build_known(home, COUNCIL, date(2021, 1, 19), TODAY)
    with pytest.raises(Unknown, match="still to come"):
        build_known(home, COUNCIL, date(2021, 3, 2), TODAY)
