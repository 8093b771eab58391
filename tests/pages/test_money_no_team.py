"""Units recorded for no team count at the whole council alone; the pages of the units below say so."""

from datetime import date
from decimal import Decimal

import pytest

import app as web
from dashboard.scorecard import ask

SEPTEMBER = date(2026, 9, 1)


@pytest.fixture(scope="module")
def client(mini):
    return web.serving(mini.store).server.test_client()


@pytest.fixture
def cursor(mini):
    with mini.cursor() as cursor:
        yield cursor


def test_what_is_recorded_for_no_team_is_what_the_placements_at_the_root_say(cursor):
    found = {service: units for service, _, units in ask(cursor, "money_no_team", month=SEPTEMBER)}
    own = dict(
        cursor.execute(
            "select service, sum(units) from model.activity where unit = (select unit from model.root)"
            " and month between '2026-04-01' and '2026-09-01' group by service"
        ).fetchall()
    )
    assert found and found == {service: Decimal(units) for service, units in own.items()}


@pytest.mark.parametrize("address", ["/money?", "/money/line?service=foster+care&"])
def test_the_directorate_says_that_weeks_of_no_team_are_not_counted_there(client, address):
    said = "recorded for no team"
    below, whole = (
        client.get(f"{address}unit={unit}&month=2026-09").get_data(as_text=True) for unit in ("children", "westmarch")
    )
    assert said in below and "of foster care" in below
    assert said not in whole


def test_a_unit_says_only_what_is_of_its_own_services(client):
    said = client.get("/money?unit=older-people&month=2026-09").get_data(as_text=True)
    assert "of day support are recorded for no team" in said and "foster care" not in said
