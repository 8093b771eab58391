"""A pack shows what the pages show, to whoever may see it, and stands alone in every format."""

import re
from datetime import date

import pytest

from app import serving
from dashboard import scorecard as cards
from dashboard.access.reader import Reader
from dashboard.access.scope import EVERYTHING
from dashboard.errors import Refused
from dashboard.packs import definitions, pack
from layouts import packs
from layouts.exports.pack_html import as_html

TODAY = date(2026, 11, 30)
EVERYBODY = Reader(scope=EVERYTHING, subject="officer", name="Performance officer")


@pytest.fixture(scope="module")
def store(mini):
    return mini.store


@pytest.fixture(scope="module")
def last(store):
    return cards.names(store.snapshot()).months[-1]


def made(store, key, unit, month, reader=EVERYBODY):
    definition = definitions.read()[key]
    return packs.made(store, reader, definition, unit, definition.month_of(month), TODAY)


@pytest.fixture(scope="module")
def cabinet(store, last):
    return made(store, "cabinet", "westmarch", last)


def words_of(html):
    """The words that a page says, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("&#39;", "’")


def test_a_figure_in_a_pack_is_the_figure_on_the_page(store, cabinet):
    client = serving(store).server.test_client()
    address = f"unit={cabinet.unit}&month={cabinet.month:%Y-%m}"
    card = words_of(client.get(f"/?{address}").get_data(as_text=True))
    glance = next(one for one in cabinet.sections if one.key == "glance")
    rows = [row for table in glance.parts for row in table.rows if row.kind == ""]
    assert len(rows) > 10
    for row in rows:
        name, now, target, stands = (cell.text for cell in row.cells[:4])
        assert now in card and target in card and stands.split()[-1] in card, name
    assert glance.title in card


def test_a_pack_keeps_and_comes_back_the_same_and_its_hash_is_of_its_data(store, cabinet):
    assert pack.read(pack.kept(cabinet)) == cabinet
    again = made(store, "cabinet", "westmarch", cabinet.month, Reader(scope=EVERYTHING, name="Somebody else"))
    assert pack.digest(again) == pack.digest(cabinet)
    other = made(store, "cabinet", "adults", cabinet.month)
    assert pack.digest(other) != pack.digest(cabinet)


def test_the_page_stands_alone_and_says_of_whom_and_when_it_is(cabinet):
    html = as_html(cabinet)
    assert "<script" not in html and not re.search(r"(?:src|href)=[\"'](?!#)", html) and "url(" not in html
    for said in ("Westmarch Council", "Filters: none", cabinet.built_at, "counter(pages)"):
        assert said in html
    for one in cabinet.sections:
        assert f'id="{one.key}"' in html


def test_what_cannot_be_made_is_told_in_a_sentence(store, last):
    with pytest.raises(Refused, match="made of a council or a directorate"):
        made(store, "cabinet", "op-harbour", last)
    with pytest.raises(Refused, match="may see"):
        made(store, "cabinet", "atlantis", last)
    with pytest.raises(Refused, match="the months here run from"):
        made(store, "cabinet", "westmarch", date(1990, 6, 1))
