"""A set of slides in PowerPoint's format, sixteen to nine: titles, words, tables, charts that can be edited, footers.

Only what makes slides imports this: python-pptx is loaded with it.
"""

import io
import textwrap
from dataclasses import dataclass

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from layouts.charts.template import LIGHT, MISSED

WIDE, HIGH = 13.333, 7.5  # inches
EDGE = 0.5
TITLE, BODY, FOOT = (0.72, 1.0), (1.8, 5.05), (7.0, 0.32)  # where each begins, and its height
ACROSS = WIDE - 2 * EDGE
INK, SOFT = LIGHT["layout"]["title"]["font"]["color"], LIGHT["layout"]["font"]["color"]
RULE, BAND = "#dfe4e9", "#f3f5f7"
MARKS = {"met": "#1c6b4a", "good": "#1c6b4a", "near": "#8a6500", "missed": MISSED, "bad": MISSED}
TITLE_ONLY = 5  # the layout of that name in the template of python-pptx
ROW = 0.3  # inches
CELLS = (11, 10, 9, 8, 7)  # points: the first at which no word of a table is broken
ABOVE = 140  # letters over a title


@dataclass(frozen=True)
class Said:
    """What every slide of a deck says of itself: over its title, and at its foot."""

    above: str
    foot: str
    title: str = ""
    author: str = ""


class Deck:
    """Slides, one after another. `bytes()` ends it: only then is it known how many there are."""

    def __init__(self, said):
        self.said = said
        self.file = Presentation()
        self.file.slide_width, self.file.slide_height = Inches(WIDE), Inches(HIGH)
        layout = self.file.slide_layouts[TITLE_ONLY]
        for other in [one for one in self.file.slide_layouts if one is not layout]:
            self.file.slide_layouts.remove(other)
        for place in (self.file.slide_master, layout):
            _widen(place)
        self.layout = layout
        kept = self.file.core_properties
        kept.title, kept.author, kept.language, kept.subject = said.title, said.author, "en-GB", said.foot

    def slide(self, title, above=""):
        """A new slide under a title."""
        slide = self.file.slides.add_slide(self.layout)
        text(slide.shapes.title.text_frame, title, size=_title_size(title), bold=True, colour=INK)
        above = textwrap.shorten(above or self.said.above, ABOVE, placeholder=" …")
        box(slide, above, (EDGE, 0.38, ACROSS, 0.32), size=12, name="Section")
        return slide

    def bytes(self):
        """The file, each slide with what it is of and 'page n of m' at its foot."""
        count = len(self.file.slides)
        for number, slide in enumerate(self.file.slides, 1):
            wide = ACROSS - 1.5
            box(slide, self.said.foot, (EDGE, *FOOT[:1], wide, FOOT[1]), size=9, name="Source and basis")
            page = box(slide, "page ", (EDGE + wide, FOOT[0], 1.5, FOOT[1]), size=9, align="r", name="Page")
            _numbered(page.text_frame.paragraphs[0], number, f" of {count}")
        out = io.BytesIO()
        self.file.save(out)
        return out.getvalue()


def _widen(place):
    """The title over the whole width, and no footers of the template: ours say more."""
    for shape in list(place.placeholders):
        if shape.placeholder_format.type in (1, 3):  # titles
            shape.left, shape.top, shape.width, shape.height = map(Inches, (EDGE, TITLE[0], ACROSS, TITLE[1]))
            shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        else:
            shape._element.getparent().remove(shape._element)


def _title_size(title):
    return 26 if len(title) <= 80 else 22 if len(title) <= 150 else 18


def _numbered(paragraph, number, after):
    """'page 3 of 9', in which PowerPoint keeps the 3 right when slides are moved."""
    first = paragraph.runs[0]._r
    found = etree.SubElement(paragraph._p, qn("a:fld"), id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", type="slidenum")
    found.append(_copy(first.find(qn("a:rPr"))))
    etree.SubElement(found, qn("a:t")).text = str(number)
    run = etree.SubElement(paragraph._p, qn("a:r"))
    run.append(_copy(first.find(qn("a:rPr"))))
    etree.SubElement(run, qn("a:t")).text = after


def _copy(element):
    return etree.fromstring(etree.tostring(element))


def rgb(colour):
    return RGBColor.from_string(colour.lstrip("#").upper())


def described(shape, says, name=""):
    """A shape with words for those who do not see it, which python-pptx has no call for."""
    kept = shape._element.xpath(".//p:cNvPr")[0]
    kept.set("descr", says)
    if name:
        kept.set("name", name)
    return shape


def text(frame, *paragraphs, size=14, bold=False, colour=SOFT, align="l", bullets=False):
    """Paragraphs in a frame; each is a text, or (text, colour or '', bold) runs in a list."""
    frame.word_wrap = True
    for side in ("left", "right", "top", "bottom"):
        setattr(frame, f"margin_{side}", 0)
    for place, said in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = {"l": PP_ALIGN.LEFT, "r": PP_ALIGN.RIGHT, "c": PP_ALIGN.CENTER}[align]
        if place or bullets:
            paragraph.space_after = Pt(size * 0.45)
        for words, ink, is_bold in said if isinstance(said, list) else [(said, colour, bold)]:
            run = paragraph.add_run()
            run.text = words
            run.font.size, run.font.bold, run.font.color.rgb = Pt(size), is_bold, rgb(ink or colour)
            run._r.get_or_add_rPr().set("lang", "en-GB")
    return frame


def box(slide, said, place, size=14, bold=False, colour=SOFT, align="l", name="Words"):
    """Words in a place (left, top, width, height in inches)."""
    found = slide.shapes.add_textbox(*map(Inches, place))
    found.name = name
    text(found.text_frame, *(said if isinstance(said, tuple) else (said,)), size=size, bold=bold, colour=colour,
         align=align)  # fmt: skip
    return found


def lines(words, wide, size):
    """How many lines a text takes, somewhat more rather than less; `wide` is in inches, `size` in points."""
    room = max(wide * 72 / (size * 0.53), 1)
    count, used = 1, 0
    for word in words.split():
        if used and used + 1 + len(word) > room:
            count, used = count + 1, 0
        used += len(word) + (1 if used else 0)
    return count


def table(slide, heads, rows, kinds, place, says):
    """A table whose first row and column are headings. `rows` are (cells, kind of row), a cell (text, mark)."""
    left, top, wide, _ = place
    size = _size(heads, rows, kinds, wide)
    frame = slide.shapes.add_table(len(rows) + 1, len(heads), *map(Inches, (left, top, wide, ROW * (len(rows) + 1))))
    described(frame, says, "Table")
    found = frame.table
    found.first_col = True
    for column, width in zip(found.columns, widths(heads, rows, kinds, wide), strict=True):
        column.width = Inches(width)
    for n, head in enumerate(heads):
        _cell(found.cell(0, n), head, (kinds[n], size), "#ffffff", bold=True, fill=SOFT)
    for place_, (cells, kind) in enumerate(rows, 1):
        heavy = kind in ("group", "total")
        for n, (words, mark) in enumerate(cells):
            ink = MARKS.get(mark, INK)
            fill = BAND if kind == "group" else "#ffffff"
            _cell(found.cell(place_, n), words, (kinds[n], size), ink, bold=heavy or n == 0, fill=fill)
        if kind == "group" and len(heads) > 1:
            found.cell(place_, 0).merge(found.cell(place_, len(heads) - 1))
    for row, high in zip(found.rows, heights(heads, rows, kinds, wide), strict=True):
        row.height = Emu(int(Inches(high)))
    return frame


def widths(heads, rows, kinds, wide):
    """Of each column, in inches: each has room for its longest word, and a share of the rest by how much it says."""
    least = _least(heads, rows, kinds, _size(heads, rows, kinds, wide))
    said = [min(max(map(len, texts)), 60) if kinds[n] != "n" else 1 for n, texts in enumerate(_columns(heads, rows))]
    rest = max(wide - sum(least), 0)
    found = [own + rest * share / sum(said) for own, share in zip(least, said, strict=True)]
    return [one * wide / sum(found) for one in found]


def _columns(heads, rows):
    """The texts of each column, its heading first."""
    return [
        [head, *(cells[n][0] for cells, kind in rows if kind != "group" and n < len(cells)), ""]
        for n, head in enumerate(heads)
    ]


def _least(heads, rows, kinds, size):
    """What each column needs, in inches: its longest word, a number's whole text."""
    return [
        max(max(map(len, text.split() or [""])) if place == 0 or kinds[n] != "n" else len(text)
            for place, text in enumerate(texts)) * size * 0.6 / 72 + 0.2
        for n, texts in enumerate(_columns(heads, rows))
    ]  # fmt: skip


def _size(heads, rows, kinds, wide):
    return next((size for size in CELLS if sum(_least(heads, rows, kinds, size)) <= wide), CELLS[-1])


def heights(heads, rows, kinds, wide):
    """Of each row with that of the headings, in inches, the heads first."""
    across, size = widths(heads, rows, kinds, wide), _size(heads, rows, kinds, wide)
    every = [([(head, "") for head in heads], ""), *rows]
    return [
        max(ROW, 0.1 + size * 0.0165 * max(
            lines(words, (wide if kind == "group" else across[n]) - 0.2, size * 1.08)
            for n, (words, _) in enumerate(cells)
        ))
        for cells, kind in every
    ]  # fmt: skip


def _cell(cell, words, look, ink, bold, fill):
    kind, size = look
    cell.margin_left = cell.margin_right = Inches(0.08)
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(fill)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame = cell.text_frame
    run = frame.paragraphs[0].add_run()
    run.text = words
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, rgb(ink)
    run._r.get_or_add_rPr().set("lang", "en-GB")
    frame.paragraphs[0].alignment = PP_ALIGN.RIGHT if kind == "n" else PP_ALIGN.LEFT
