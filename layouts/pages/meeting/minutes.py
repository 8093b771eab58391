"""The minutes of a meeting, as a page and as a PDF: what was said on each topic, what was decided, who does what."""

from dash import html

from dashboard import access, agenda
from dashboard import scorecard as cards
from dashboard.packs.pack import Cell, Head, Pack, Point, Points, Row, Section, Table
from layouts import words
from layouts import written as writings
from layouts.address import NotHere, link, query, wanted_month, wanted_unit
from layouts.exports import file_answer
from layouts.packs import formats
from layouts.pages.meeting.screen import Screen
from layouts.parts import blocks
from layouts.words import writing as said

FILE = "/meeting.pdf"
HEADS = [("what", ""), ("who", ""), ("by", ""), ("state now", "")]
_HEADS = tuple(Head(text, "wide" if place == 0 else "") for place, (text, _) in enumerate(HEADS))


def page(screen):
    """The parts of the page of the minutes."""
    meeting = screen.meeting
    back = blocks.to("Back to the meeting", link("/meeting", unit=screen.unit.key, month=screen.month))
    if meeting is None:
        return [*blocks.title("Minutes", "This meeting has not been opened."), html.P(back)]
    made = agenda.made_at(screen.written, screen.units, meeting)
    held = f"Held on {meeting.fields['held']:%-d %B %Y}, about {words.month_words(screen.month)}."
    return [
        *blocks.title(f"Minutes: {screen.unit.name}", held),
        html.P([html.B("Present: "), meeting.fields["present"]]) if meeting.fields["present"] else None,
        *_topics(meeting),
        _made("Decisions", [one for one in made if one.family == "decision"]),
        _made("Actions", [one for one in made if one.family == "action"]),
        html.P(_close(screen, back), className="on-screen"),
    ]


def _topics(meeting):
    return [
        blocks.section(
            f"topic-{place}", topic, [html.P([one.body.words, html.Small(f" ({one.called})")]) for one in lines]
        )
        for place, (topic, lines) in enumerate(_by_topic(meeting).items(), 1)
    ]


def _by_topic(meeting):
    found = {}
    for one in meeting.added:
        found.setdefault(one.body.topic, []).append(one)
    return found


def _made(name, things):
    if not things:
        return None
    rows = [[blocks.to(said.headline(one), f"/work/{one.key}"), *_who_and_when(one)] for one in things]
    return blocks.section(name.lower(), name, [blocks.scroll(blocks.table(name, HEADS, rows, stacked=True), name)])


def _who_and_when(thing):
    return [
        thing.fields["owner"],
        f"{thing.fields['due']:%-d %B %Y}",
        (said.state(thing) or "open").lower(),
    ]


def as_pdf(store, request):
    """The minutes of the meeting that an address names, as a report's PDF is drawn."""
    asked = query(request.query_string.decode("utf-8", "replace"))
    snapshot, written, reader = store.snapshot(), writings.here(), access.reader(request)
    names = cards.names(snapshot)
    unit, month = wanted_unit(names, asked.get("unit") or reader.unit), wanted_month(names, asked.get("month"))
    meeting = agenda.meeting_of(written, unit.key, f"{month:%Y-%m}")
    if meeting is None:
        raise NotHere("This meeting has not been opened: there are no minutes.")
    screen = Screen(snapshot, None, names, written, None, unit, month, None, meeting)
    drawn, pack = formats.of("pdf"), pack_of(screen, reader)
    return file_answer(drawn.draw(pack), drawn.type, f"{pack.name}.pdf")


def pack_of(screen, reader):
    """The minutes as a Pack."""
    meeting, unit = screen.meeting, screen.unit
    made = agenda.made_at(screen.written, screen.units, meeting)
    sections = [
        Section(f"topic-{place}", topic, topic, (Points(tuple(Point(one.by, one.body.words) for one in lines)),))
        for place, (topic, lines) in enumerate(_by_topic(meeting).items(), 1)
    ]
    for name, family in (("Decisions", "decision"), ("Actions", "action")):
        rows = [[said.headline(one), *_who_and_when(one)] for one in made if one.family == family]
        if rows:
            table = Table(name, _HEADS, tuple(Row(tuple(map(Cell, row))) for row in rows))
            many = words.count_words(len(rows), name[:-1].lower())
            sections.append(Section(name.lower(), name, f"{many}.", (table,)))
    held = f"Held on {meeting.fields['held']:%-d %B %Y}"
    present = meeting.fields["present"]
    return Pack(
        key="minutes",
        title=f"Minutes: {unit.name}",
        audience="",
        asked="",
        unit=unit.key,
        unit_name=unit.name,
        month=screen.month,
        period=words.month_words(screen.month),
        council=screen.names.council,
        answer=f"{held}. Present: {present}." if present else f"{held}.",
        sections=tuple(sections),
        reader=reader.name or reader.subject,
        basis="As it was written in the meeting",
        built_at=f"{screen.names.built_at:%Y-%m-%d %H:%M}",
    )


def _close(screen, back):
    pdf = link(FILE, unit=screen.unit.key, month=screen.month)
    back = [blocks.save("Save as PDF", pdf), " ", back]
    if not screen.is_open:
        return back
    close = link("/write", about=screen.meeting.key, kind="meeting.closed")
    return [blocks.to("Close the meeting", close, className="button"), " ", *back]
