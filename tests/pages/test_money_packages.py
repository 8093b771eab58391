"""The packages behind a line of the money page: how many there are, what they come to, and all of them in a file."""

import csv
import io
import re
from decimal import Decimal
from html import unescape

import pytest

import app as web
from tests.workbooks import Book

PATH = "/money/packages"
ASKED = "?unit=older-people&service=home+care"


@pytest.fixture(scope="module")
def client(mini):
    return web.serving(mini.store).server.test_client()


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.get_data(as_text=True))


def test_the_files_have_every_package_of_the_page_and_come_to_what_it_says(client, cursor):
    count, cost = cursor.execute(
        "select count(*), sum(cost) from model.package_months join model.units_above using (month, unit)"
        " where above = 'older-people' and month = '2026-09-01' and service = 'home care'"
    ).fetchone()
    table, about = client.get(f"{PATH}.csv{ASKED}").get_data(as_text=True).lstrip("\ufeff").split("\r\n\r\n")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert len(rows) == count > 10
    assert abs(sum(Decimal(row["£ this month"]) for row in rows) - cost) < 1
    assert "Shown,home care" in about
    assert len(Book(client.get(f"{PATH}.xlsx{ASKED}").data).rows("Packages")) == count


def test_the_page_leads_to_its_files_and_lists_no_more_rows_at_first_than_records_do(client):
    text = page(client, f"{PATH}?unit=westmarch")
    assert "<h2>The packages in force" in text and f'href="{PATH}.csv?unit=westmarch&month=2026-09"' in text
    assert text.count("<tr>") <= 41


def test_where_payment_follows_the_visits_that_is_said_and_leads_to_the_reconciliation(client):
    text = page(client, f"{PATH}{ASKED}")
    said = re.search(
        r"<p>Of home care these are planned hours; payment follows the visits: see <a href=\"([^\"]*)\"", text
    )
    assert said.group(1) == "/money/reconciliation?unit=older-people&month=2026-09&service=home+care"
    assert "planned hours" not in page(client, f"{PATH}?unit=older-people&service=residential+and+nursing")


@pytest.mark.parametrize("word", ["service=Nonsense", "group=Nonsense", "unit=nowhere", "service=a&group=b"])
def test_a_service_or_group_that_is_not_there_is_said_to_be_so(client, word):
    answer = client.get(f"{PATH}?{word}")
    assert answer.status_code == 404
    assert re.split("[=&]", word)[1] in unescape(answer.get_data(as_text=True))


def test_a_service_without_packages_is_there_and_says_so(client):
    assert "No package was in force" in page(client, f"{PATH}?unit=westmarch&service=foster+care")
