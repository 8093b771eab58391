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


def made(store, key, unit, month, reader=EVERYBODY, of=""):
    definition = definitions.read()[key]
    return packs.made(store, reader, definition, unit, definition.month_of(month), TODAY, of)


@pytest.fixture(scope="module")
def cabinet(store, last):
    return made(store, "cabinet", "westmarch", last)


def words_of(html):
    """The words that a page says, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("&#39;", "’")


def test_a_figure_in_a_pack_is_the_figure_on_the_page(store, cabinet):
    client = serving(store).server.test_client()
    address = f"unit={cabinet.unit}&month={cabinet.month:%Y-%m}"
    pages = {
        path: words_of(client.get(f"{path}?{address}").get_data(as_text=True)) for path in ("/", "/money", "/targets")
    }
    compared = {"glance": "/", "money": "/money", "targets": "/targets"}
    seen = 0
    for section in cabinet.sections:
        page = pages.get(compared.get(section.key))
        for table in (one for one in section.every_part if page and isinstance(one, pack.Table)):
            for cell in (cell for row in table.rows for cell in row.cells if cell.value is not None):
                assert cell.text in page, (section.key, cell)
                seen += 1
    assert seen > 60
    assert next(one for one in cabinet.sections if one.key == "glance").title in pages["/"]


def test_every_pack_of_the_council_is_made_whole_and_keeps_and_comes_back_the_same(store, last):
    names = cards.names(store.snapshot())
    for key, definition in definitions.read().items():
        unit = next(unit for unit in names.units.values() if definition.is_of(unit))
        of = names.parts["provider"][0] if definition.by else ""
        found = made(store, key, unit.key, last, of=of)
        assert found.sections and all(one.title and one.every_part for one in found.sections), key
        assert len({one.key for one in found.sections}) == len(found.sections)
        assert pack.read(pack.kept(found)) == found
        for table in (one for section in found.sections for one in section.every_part if isinstance(one, pack.Table)):
            assert all(
                len(row.cells) == len(table.heads) for row in table.rows if row.kind != "group" and len(row.cells) > 1
            )


def test_the_hash_of_a_pack_is_of_its_data_whoever_makes_it(store, cabinet):
    again = made(store, "cabinet", "westmarch", cabinet.month, Reader(scope=EVERYTHING, name="Somebody else"))
    assert pack.digest(again) == pack.digest(cabinet)
    other = made(store, "cabinet", "adults", cabinet.month)
    assert pack.digest(other) != pack.digest(cabinet)


def test_the_page_stands_alone_and_says_of_whom_and_when_it_is(cabinet):
    html = as_html(cabinet)
    assert "<script" not in html and not re.search(r"(?:src|href)=[\"'](?!#|data:)", html) and "url(" not in html
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
