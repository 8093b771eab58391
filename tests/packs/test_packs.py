"""A pack shows what the pages show, to whoever may see it, and stands alone in every format."""

import re
from dataclasses import replace
from datetime import date

import pytest

from app import serving
from dashboard import scorecard as cards
from dashboard.access.reader import Reader
from dashboard.access.scope import EVERYTHING
from dashboard.errors import DefinitionError, Refused
from dashboard.packs import definitions, pack
from dashboard.packs.due import due_day
from layouts.exports.pack_html import as_html
from layouts.packs import SECTIONS
from tests.conftest import CHECKOUT
from tests.packs.making import made
from tests.pages.small_store import small_store


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
    blind = replace(cabinet, sections=tuple(replace(one, measures=()) for one in cabinet.sections))
    assert pack.digest(blind) == pack.digest(cabinet)  # which measures stand in it is no figure
    assert (
        {"clients_reviewed", "visits_outside_time"}
        < set(cabinet.measures)
        < set(cards.names(store.snapshot()).measures)
    )
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


def test_a_pack_of_the_council_stands_over_ours_and_what_is_wrong_in_it_is_named(tmp_path):
    (tmp_path / "packs").mkdir()
    own = tmp_path / "packs" / "cabinet.toml"
    text = (definitions.SUPPLIED / "cabinet.toml").read_text(encoding="utf-8")
    own.write_text(text.replace("Cabinet report", "Report to members"), encoding="utf-8")
    assert definitions.read(tmp_path)["cabinet"].title == "Report to members"
    assert definitions.read()["cabinet"].title == "Cabinet report"
    wrong = {
        'every = "quarter"': ('every = "week"', "every is 'week'; write one of month, quarter, year"),
        "days = 45": ('days = "soon"', "days is 'soon'; write a whole number"),
        'title = "Cabinet report"': ("", "title is missing"),
        "place = 1": ("colour = 1", "unknown word 'colour'"),
        'recipients = ["director"]': ('formats = ["docx"]', "no format 'docx'"),
    }
    for line, (instead, said) in wrong.items():
        own.write_text(text.replace(line, instead), encoding="utf-8")
        with pytest.raises(DefinitionError, match=re.escape(said)):
            definitions.read(tmp_path)


def test_what_is_due_follows_the_period_that_has_ended():
    cabinet, team = (definitions.read()[key] for key in ("cabinet", "team"))
    assert [f"{cabinet.month_of(date(2026, month, 1)):%Y-%m}" for month in (1, 2, 3, 4, 12)] == [
        "2025-12", "2025-12", "2026-03", "2026-03", "2026-12"]  # fmt: skip
    # By hand: the quarter to 30 September and 45 days; January and 15 days.
    assert due_day(cabinet, date(2026, 9, 1)) == date(2026, 11, 14)
    assert due_day(team, date(2026, 1, 1)) == date(2026, 2, 15)


def test_every_section_that_a_pack_can_name_is_in_the_guide():
    guide = (CHECKOUT / "docs" / "running.md").read_text(encoding="utf-8").partition("## Reports")[2]
    assert [key for key in SECTIONS if not re.search(rf"\b{key}\b", guide)] == []
    named = {key for one in definitions.read().values() for key in one.sections}
    assert named <= set(SECTIONS)


def test_a_block_of_which_nobody_has_entered_anything_says_so():
    """A council with measures alone: nothing has been written."""
    store, seen = small_store(), 0
    names = cards.names(store)
    for key in ("rounded", "staff"):
        found = made(store, key, names.root.key, names.months[-1])
        for section in found.sections:
            if section.key in ("standards", "voices", "judgements", "actions"):
                assert [part.text for part in section.parts] == [pack.NOTHING], (key, section.key)
                seen += 1
        assert as_html(found).count("<section") == len(found.sections)
    assert seen == 5
    evidence = made(store, "rounded", names.root.key, names.months[-1]).sections[0]
    assert evidence.title.startswith("1 of 6 kinds of evidence is on file; nobody has entered any of standards, ")
    assert sum(row.cells[0].text == pack.NOTHING for row in evidence.parts[0].rows) == 5
