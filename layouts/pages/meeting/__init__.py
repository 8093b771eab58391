"""The meeting of a unit about a month: one topic a screen, what is decided typed in place, and the minutes."""

from dashboard import agenda
from dashboard import scorecard as cards
from layouts import words
from layouts import written as writings
from layouts.address import NotHere, link, wanted_month, wanted_unit
from layouts.page import Page, place
from layouts.pages.meeting import minutes, topics
from layouts.pages.meeting.screen import Screen
from layouts.parts import blocks, conversations
from layouts.parts.money import alarms
from layouts.words import card as card_words

PATH = "/meeting"
MINUTES = "minutes"
ABOUT = (
    "A meeting of the unit about the month, in the order that works: what was promised last time, how the card stands,"
    " three to five measures in depth, one success, the rest. The arrow keys lead from topic to topic."
)


def show(store, reader, asked):
    snapshot, written = store.snapshot(), writings.here()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    with snapshot.cursor() as cursor:
        card = cards.scorecard(cursor, names, unit, month)
        here = conversations.attention(snapshot, unit.key, month)
        money = alarms.below(snapshot, unit.key, month)
        found = agenda.topics(here, card_words.furthest(card.rows), money)
        meeting = agenda.meeting_of(written, unit.key, f"{month:%Y-%m}")
        at = place(names, reader, PATH, unit, month)
        screen = Screen(snapshot, cursor, names, written, writings.writer(reader, names), unit, month, card, meeting)
        shown = asked.get("topic")
        if shown == MINUTES:
            main = minutes.page(screen)
        elif shown:
            main = _topic(screen, found, _number(shown, found))
        else:
            main = _opening(screen, found)
    return at.view(f"Meeting, {unit.name}, {words.month_words(month)}", [at.crumb("meeting"), *main])


PAGE = Page(
    PATH,
    "Meeting",
    show,
    in_menu=True,
    group="Plan and decide",
    about=ABOUT,
    routes={minutes.FILE: minutes.as_pdf},
)


def _number(text, found):
    if text.isdecimal() and 1 <= int(text) <= len(found):
        return int(text)
    raise NotHere(f"This meeting has {len(found)} topics.", [("The first", {"topic": "1"})])


def _way(screen, topic=""):
    return link(PATH, unit=screen.unit.key, month=screen.month, topic=topic)


def _opening(screen, found):
    """The first screen: what will be talked about, and the way to begin."""
    lead = f"{words.count_words(len(found), 'topic')}, from what was promised to the rest."
    listed = [
        blocks.tag("Li", blocks.to(topics.title(screen, one), _way(screen, str(place))))
        for place, one in enumerate(found, 1)
    ]
    return [
        *blocks.title(f"Meeting of {screen.unit.name}", lead),
        topics.state(screen),
        blocks.section("agenda", "Topics", [blocks.tag("Ol", listed, className="agenda")]),
        _steps(screen, None, "1"),
    ]


def _topic(screen, found, number):
    topic = found[number - 1]
    before = str(number - 1) if number > 1 else ""
    after = str(number + 1) if number < len(found) else MINUTES
    return [
        *blocks.title(f"{number}. {topics.title(screen, topic)}"),
        *topics.screen(screen, topic),
        _steps(screen, before, after, f"{number} of {len(found)}"),
    ]


def _steps(screen, before, after, where=""):
    """The ways to the topics beside; the arrow keys go them too (assets/writing.js)."""
    ways = []
    if before is not None:
        ways.append(blocks.to("← Back", _way(screen, before), id="meeting-back", className="button"))
    said = "Minutes →" if after == MINUTES else "Begin →" if before is None else "Next →"
    ways.append(blocks.to(said, _way(screen, after), id="meeting-next", className="button first"))
    told = [blocks.tag("Span", where, className="soft")]
    if screen.meeting and where and after != MINUTES:
        told.append(blocks.to("Minutes so far", _way(screen, MINUTES)))
    return blocks.tag("Nav", [*ways, *told], className="steps", **{"aria-label": "Topics"})
