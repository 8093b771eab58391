"""The minutes of a meeting: what was said on each topic, what was decided, who does what by when. Printed as it is."""

from dash import html

from dashboard import agenda
from layouts import words
from layouts.address import link
from layouts.parts import blocks
from layouts.words import writing as said

HEADS = [("what", ""), ("who", ""), ("by", ""), ("state now", "")]


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
    by_topic = {}
    for one in meeting.added:
        by_topic.setdefault(one.body.topic, []).append(one)
    return [
        blocks.section(f"topic-{place}", topic, [html.P([one.body.words, html.Small(f" ({one.by})")]) for one in lines])
        for place, (topic, lines) in enumerate(by_topic.items(), 1)
    ]


def _made(name, things):
    if not things:
        return None
    rows = [
        [
            blocks.to(said.headline(one), f"/work/{one.key}"),
            one.fields["owner"],
            f"{one.fields['due']:%-d %B %Y}",
            (said.state(one) or "open").lower(),
        ]
        for one in things
    ]
    return blocks.section(name.lower(), name, [blocks.table(name, HEADS, rows)])


def _close(screen, back):
    if not screen.is_open:
        return back
    close = link("/write", about=screen.meeting.key, kind="meeting.closed")
    return [blocks.to("Close the meeting", close, className="button"), " ", back]
