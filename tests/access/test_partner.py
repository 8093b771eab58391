"""A partner who signs in sees the measures that the council shares, on every page, file and callback, and no others."""

import html as markup
from dataclasses import replace

import pytest

from dashboard.access.rights import Right, Rights
from dashboard.access.scope import seen_by
from dashboard.journal import ANYTHING, Draft, Journal
from dashboard.store import Store
from tests.access.readers import Anybody, asking, reader_of
from tests.access.test_reading import addresses, asked_by_callback

SHARED = {"delayed_discharges", "reablement_no_further_request", "admissions_65_plus", "helped_to_live_at_home"}
NOTE = "Nobody outside reads this of supervision."


def partner(unit="adults"):
    reader = reader_of(unit, "partner", opened=False)
    return replace(reader, scope=replace(reader.scope, shared=True))


@pytest.fixture(scope="module")
def store(mini, tmp_path_factory):
    journal = Journal(f"sqlite:///{tmp_path_factory.mktemp('partner')}/journal.sqlite")
    for measure, words in (("supervision_held", NOTE), ("delayed_discharges", "A bed was closed.")):
        body = {"happened": words}
        draft = Draft(kind="comment.published", by="ann", unit="adults", measure=measure, period="2026-09", body=body)
        journal.write(draft, may=ANYTHING)
    yield Store(mini.home, journal=journal)
    journal.close()


def test_only_a_right_of_a_partner_alone_is_limited():
    rights = Rights()
    as_partner, as_member = Right("h", "", "partner", "adults"), Right("h", "", "member", "adults")
    assert rights.is_shared([as_partner]) and not rights.is_shared([as_partner, as_member])
    assert "records" not in rights.heads([as_partner]) and "approve" not in rights.heads([as_partner])


def test_no_row_of_another_measure_and_of_no_person_is_there(store):
    with seen_by(store, partner()).snapshot().cursor() as cursor:
        assert {key for (key,) in cursor.execute("select key from about.measures").fetchall()} == SHARED
        for table, name in cursor.execute(
            "select schema_name || '.' || table_name, column_name from duckdb_columns()"
            " where database_name = current_database() and column_name = 'measure'"
        ).fetchall():
            found = {one for (one,) in cursor.execute(f"select distinct {name} from {table}").fetchall()}
            assert found <= SHARED, table
        for table in (
            "cube.money_cells",
            "model.packages",
            "cube.provider_months",
            "about.files",
            "model.staff_months",
        ):
            known = cursor.execute(
                "select count(*) from duckdb_views() where schema_name || '.' || view_name = ?", [table]
            ).fetchone()[0]
            assert not known or cursor.execute(f"select count(*) from {table}").fetchone() == (0,), table


def test_every_page_and_file_answers_and_names_no_measure_that_is_not_shared(store):
    """Walked page by page, first answer and what Dash asks for."""
    door = Anybody()
    client = asking(store, door)
    with store.snapshot().cursor() as cursor:
        titles = cursor.execute("select key, title from about.measures").fetchall()
    hidden = {title for key, title in titles if key not in SHARED and len(title) > 12}
    hidden = {one for one in hidden if not any(one in title for key, title in titles if key in SHARED)}
    door.now, wrong = partner(), {}
    for path, words in addresses(["adults"]):
        if path.startswith(("/glossary", "/data/template")):
            continue  # the words and workbooks that come with the program, for everybody
        first = client.get(path, query_string=words)
        answers = [first.get_data()] + ([asked_by_callback(client, path, words).get_data()] if "." not in path else [])
        said = markup.unescape(b" ".join(answers).decode("utf-8", "replace"))
        named = sorted(one for one in hidden if one in said)
        if first.status_code >= 500 or NOTE in said or named:
            wrong[path, str(words)] = (first.status_code, NOTE in said, named[:3])
    assert not wrong, wrong
    assert "A bed was closed." in client.get("/measure/delayed_discharges?unit=adults&month=2026-09").text
