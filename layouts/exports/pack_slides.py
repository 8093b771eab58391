"""A pack as slides: each under a sentence that says what is seen, at most one chart on each, with its words and values.

What does not fit goes on under the same sentence. Small lines of past values are left out: a chart says them.
"""

import re
from dataclasses import dataclass, field

from dashboard.packs.pack import Chart, Facts, Points, Table, Words
from layouts.charts.sketch import bare
from layouts.exports import deck as decks
from layouts.exports.deck import ACROSS, BODY, EDGE, Deck, Said
from layouts.exports.slide_charts import chart

LONGEST = 200  # letters of a title; of a longer one the first sentence
GAP = 0.14  # inches between two parts
SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z0-9])")
SIZE, SMALL = 16, 12  # points
LEAST = 3  # rows of a table that are worth beginning at the foot of a slide


def as_slides(pack):
    """The bytes of the PPTX file of a Pack (dashboard/packs/pack.py)."""
    made = Deck(_said(pack, pack.title))
    _opening(made, pack)
    for section in pack.sections:
        _section(made, pack, section)
    return made.bytes()


def without_opening(pack):
    """The same of a chart or table alone: one slide, or as many as it takes."""
    made = Deck(_said(pack, pack.title))
    for section in pack.sections:
        _section(made, pack, section)
    return made.bytes()


def _said(pack, name):
    above = " · ".join(filter(None, (pack.council, pack.audience, name, pack.period)))
    return Said(above, ". ".join(filter(None, pack.running_words)), f"{name}: {pack.unit_name}", pack.council)


def _opening(made, pack):
    title, rest = _titled(pack.answer or f"{pack.title} of {pack.unit_name}, {pack.period}.")
    slide = made.slide(title, " · ".join(filter(None, (pack.council, pack.audience))))
    flow = _Flow(made, slide, title, "")
    flow.words(f"{pack.title}: {pack.unit_name}, {pack.period}", 22)
    for text in (rest, pack.asked):
        flow.words(text, SIZE)
    flow.words("In it: " + "; ".join(section.name for section in pack.sections) + ".", SMALL)


def _titled(sentence):
    """(what stands as a title, what is left of it): the first sentence where all is too long for one."""
    if len(sentence) <= LONGEST:
        return sentence, ""
    first, *rest = SENTENCE.split(sentence, 1)
    return (first, "".join(rest)) if len(first) <= LONGEST else (f"{first[: LONGEST - 1].rsplit(' ', 1)[0]}…", sentence)


def _section(made, pack, section):
    title, rest = _titled(section.title)
    above = " · ".join(dict.fromkeys(filter(None, (pack.council, pack.title, section.name, pack.period))))
    flow = _Flow(made, None, title, above)
    flow.words(rest, SIZE)
    for part in section.every_part:
        DRAWN[type(part)](flow, part)
    if section.basis and flow.slide is not None:
        flow.words(f"Basis: {section.basis}.", SMALL)
    if not flow.slides and not flow.charts:
        flow.next()  # nothing is in it: its title says so
    flow.number()


@dataclass
class _Flow:
    """Parts one under another on slides of one title; a new slide where there is no more room."""

    deck: Deck
    slide: object
    title: str
    above: str
    down: float = BODY[0]
    slides: list = field(default_factory=list)
    charts: int = 0

    @property
    def left(self):
        return BODY[0] + BODY[1] - self.down

    def next(self):
        self.slide, self.down = self.deck.slide(self.title, self.above), BODY[0]
        self.slides.append(self.slide)

    def room(self, high):
        """The top of a place so high, on a slide of its own where this one has too little left."""
        if self.slide is None or (high > self.left and self.down > BODY[0]):
            self.next()
        top = self.down
        self.down += high + GAP
        return top

    def words(self, text, size, left=EDGE, wide=ACROSS, runs=None):
        if not text:
            return
        high = decks.lines(text, wide, size) * size * 1.25 / 72 + 0.04
        top = self.room(high)
        decks.box(self.slide, (runs or text,), (left, top, wide, high), size=size)

    def number(self):
        """Tell slides of one title apart: '(2 of 3)'."""
        for place, slide in enumerate(self.slides, 1):
            if len(self.slides) > 1:
                run = slide.shapes.title.text_frame.paragraphs[0].runs[0]
                run.text = f"{self.title} ({place} of {len(self.slides)})"


def _words(flow, part):
    flow.words(part.text, SMALL if part.is_small else SIZE)


def _points(flow, part):
    for point in part.points:
        ink = decks.MARKS.get(point.mark, decks.INK)
        flow.words(f"{point.lead}  {point.text}", 14, runs=[(f"{point.lead}  ", ink, True), (point.text, "", False)])


def _facts(flow, part):
    for start in range(0, len(part.facts), 5):
        few = part.facts[start : start + 5]
        wide, top = ACROSS / len(few), flow.room(1.15)
        for place, fact in enumerate(few):
            at = EDGE + place * wide
            ink = decks.MARKS.get(fact.mark, decks.INK)
            decks.box(flow.slide, fact.figure, (at, top, wide - 0.2, 0.55), size=28, bold=True, colour=ink)
            decks.box(flow.slide, fact.what, (at, top + 0.6, wide - 0.2, 0.5), size=SMALL)


def _table(flow, part):
    shown = [n for n, head in enumerate(part.heads) if head.kind != "course"]
    heads, kinds = [part.heads[n].text for n in shown], [part.heads[n].kind for n in shown]
    rows = [(_cells(row, shown), row.kind) for row in part.rows]
    if part.note:
        flow.words(part.note, SMALL)
    while rows:
        if flow.slide is None or flow.left < decks.ROW * (LEAST + 1) * 1.5:
            flow.next()
        fitting = _fitting(heads, rows, kinds, flow.left)
        these, rows = rows[:fitting], rows[fitting:]
        high = sum(decks.heights(heads, these, kinds, ACROSS))
        decks.table(flow.slide, heads, these, kinds, (EDGE, flow.room(high), ACROSS, high), part.caption)
        if rows and these[-1][1] != "group" and (group := _group_of(these)) and rows[0][1] == "":
            rows = [([(f"{group}, continued", "")] + [("", "")] * (len(heads) - 1), "group"), *rows]


def _group_of(rows):
    found = next((cells[0][0] for cells, kind in reversed(rows) if kind == "group"), "")
    return found.removesuffix(", continued")


def _cells(row, shown):
    """The cells of a row that are shown, as many as there are columns."""
    every = [(cell.text, cell.mark) for cell in row.cells]
    return [every[n] if n < len(every) else ("", "") for n in shown]


def _fitting(heads, rows, kinds, room):
    """How many rows fit into a height; a heading is never the last of them."""
    every = range(len(rows), 1, -1)
    fitting = next((n for n in every if sum(decks.heights(heads, rows[:n], kinds, ACROSS)) <= room), 1)
    while fitting > 1 and fitting < len(rows) and rows[fitting - 1][1] == "group":
        fitting -= 1
    return fitting


def _chart(flow, part):
    """A slide of its own, under what the chart says; its table stays in the chart, to be edited there."""
    title, rest = _titled(part.says)
    own = _Flow(flow.deck, None, title, flow.above)
    own.next()
    own.words(rest, SMALL)
    _, _, below = part.figure["layout"]["title"]["text"].partition("<br>")
    own.words(" · ".join(filter(None, (part.title, bare(below)))), SMALL)
    for note in part.notes:
        own.words(note, SMALL)
    chart(own.slide, part.figure, (EDGE, own.down, ACROSS, own.left), part.says)
    flow.slide = None  # nothing more beside a chart
    flow.charts += 1


DRAWN = {Words: _words, Points: _points, Facts: _facts, Table: _table, Chart: _chart}
