"""A journal that an earlier version made is brought up to date when it is first opened, with all that was written."""

import json
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from dashboard.errors import Refused
from dashboard.journal import ANYTHING, Draft, copies, database, migrations

# For each revision, events as a version of that time wrote them. A new revision brings a file of its own.
WRITTEN = Path(__file__).with_name("revisions")


@contextmanager
def connected(url):
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def as_of(url, revision, lines):
    """A journal with the tables of a revision, and events put there by nothing but SQL."""
    with connected(url) as connection:
        migrations.upgrade(connection, revision)
        for line in lines:
            row = json.loads(line)
            moment = datetime.fromisoformat(row["at"]).astimezone(UTC)
            row["at"] = f"{moment:%Y-%m-%d %H:%M:%S.%f}" if connection.dialect.name == "sqlite" else moment
            names = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join(f":{name}" for name in row)
            connection.execute(sa.text(f"insert into events ({names}) values ({marks})"), row)


@pytest.mark.parametrize("revision", migrations.revisions())
def test_a_journal_of_every_earlier_revision_is_read_and_written_on(new_url, opened, revision):
    lines = (WRITTEN / f"{revision}.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    url = new_url()
    as_of(url, revision, lines)
    journal = opened(url)
    assert copies.check(journal).wrong == []
    assert list(copies.lines(journal)) == lines
    draft = Draft(kind="note.proposed", by="cy", unit="adults", period="2026-03", body={"words": "After it"})
    (event,) = journal.write(draft, may=ANYTHING)
    assert event.number == len(lines) + 1
    with connected(url) as connection:
        assert connection.exec_driver_sql("select version_num from alembic_version").scalar() == database.HEAD


def test_the_newest_revision_is_that_of_the_tables(new_url):
    assert migrations.revisions()[-1] == database.HEAD
    with connected(new_url()) as connection:
        migrations.upgrade(connection)
        made = {
            name: {one["name"] for one in sa.inspect(connection).get_columns(name)} for name in ("events", "deliveries")
        }
    assert made == {table.name: set(table.c.keys()) for table in (database.EVENTS, database.DELIVERIES)}


def test_a_journal_of_a_newer_version_is_left_alone_in_words(new_url, opened):
    url = new_url()
    as_of(url, "head", [])
    with connected(url) as connection:
        connection.exec_driver_sql("update alembic_version set version_num = '9999'")
    with pytest.raises(Refused, match="by a newer version of this program, which made its tables anew"):
        opened(url).last()
