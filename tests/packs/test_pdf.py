"""A PDF can be heard as well as read: it is tagged, has a title, a language and words for its pictures."""

import io

import pikepdf
import pytest
import weasyprint
from pdfua import validate

from dashboard.errors import Refused
from dashboard.packs import pack
from layouts.exports.pack_html import STYLE
from layouts.exports.pack_pdf import as_pdf


@pytest.fixture(scope="module")
def drawn(cabinet):
    return as_pdf(cabinet)


def tags(document):
    """Every structure element, from the top down."""
    found, waiting = [], [document.Root.StructTreeRoot]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(one)
        elif isinstance(one, pikepdf.Dictionary):
            found += [one] if "/S" in one else []
            waiting += [one.K] if "/K" in one else []
    return found


def test_the_cabinet_s_pack_passes_the_checks_of_pdf_ua(drawn, tmp_path):
    (tmp_path / "cabinet.pdf").write_bytes(drawn)
    assert [one.message for one in validate(tmp_path / "cabinet.pdf").findings] == []


def test_every_word_on_paper_is_in_the_text_or_at_the_edge_of_its_page(drawn):
    with pikepdf.open(io.BytesIO(drawn)) as document:
        told = set()
        for one in (one for one in tags(document) if "/K" in one):
            kids = one.K if isinstance(one.K, pikepdf.Array) else [one.K]
            told |= {(one.Pg.objgen, int(kid)) for kid in kids if isinstance(kid, int)}
        edges, within = 0, []
        for page in document.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in ("BDC", "BMC"):
                    said = operands[1] if len(operands) > 1 else {}
                    within.append(
                        (page.obj.objgen, int(said.MCID)) in told
                        if "/MCID" in said
                        else str(operands[0]) == "/Artifact"
                    )
                    edges += "/Type" in said and said.Type == "/Pagination"
                    assert within[-1]
                elif str(operator) == "EMC":
                    within.pop()
                elif str(operator) in ("Tj", "TJ"):
                    assert within
        assert edges >= len(document.pages) > 1


def test_nothing_of_the_style_is_passed_over_on_paper(caplog):
    weasyprint.CSS(string="a { not-a-property: 1 }")
    assert caplog.messages  # what is not known is told
    caplog.clear()
    weasyprint.CSS(filename=STYLE)
    assert caplog.messages == []


def test_what_is_seen_of_a_pack_is_heard(drawn, cabinet):
    with pikepdf.open(io.BytesIO(drawn)) as document:
        root = document.Root
        assert root.MarkInfo.Marked and root.Lang == "en-GB" and root.ViewerPreferences.DisplayDocTitle
        assert str(document.docinfo["/Title"]) == f"Cabinet report: {cabinet.unit_name}, {cabinet.period}"
        assert document.open_metadata()["pdfuaid:part"] == "1"
        found = tags(document)
        pictures = [str(one.get("/Alt", "")) for one in found if one.S == "/Figure"]
        charts = [part for section in cabinet.sections for part in section.every_part if isinstance(part, pack.Chart)]
        assert charts and {part.says for part in charts} <= set(pictures) and all(pictures)
        tables = [part for section in cabinet.sections for part in section.every_part if isinstance(part, pack.Table)]
        assert sum(one.S == "/Table" for one in found) >= len(tables)  # one that goes over a page is two
        assert all(one.A.Scope in ("/Row", "/Column") for one in found if one.S == "/TH")
        heads = sum(len(one.heads) for one in tables)
        assert sum(one.S == "/TH" and one.A.Scope == "/Column" for one in found) >= heads
        assert sum(one.S == "/H1" for one in found) == 1
        assert sum(one.S == "/H2" for one in found) == len(cabinet.sections)


def test_a_machine_without_pango_is_told_what_to_install(cabinet, monkeypatch):
    import builtins

    real = builtins.__import__

    def without(name, *rest, **words):
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libgobject-2.0-0'")
        return real(name, *rest, **words)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(Refused, match="apt-get install libpango"):
        as_pdf(cabinet)
