"""Who sends which file by when: what is late and missing, with reminders, and who answers for it."""

from dash import html

from layouts import words
from layouts.address import link
from layouts.parts import blocks
from layouts.words import collecting as say

HEADS = (
    *(("file", "m"), ("for", "text-wrap"), ("by", "text-wrap")),
    *(("who sends it", "text-wrap"), ("who answers for it", "text-wrap")),
)


def table(name, feeds, today, called=frozenset()):
    """A table of Feeds. `called` are the posts of whoever reads, in small letters."""
    return blocks.scroll(
        blocks.table(name, HEADS, [_row(one, today, called) for one in feeds], stacked=True), f"{name}: the table"
    )


def _row(feed, today, called):
    yours = html.B(" (you)") if feed.inputter.casefold() in called else None
    return [
        blocks.to(feed.name, address(feed)),
        say.expected(feed),
        by(feed, today),
        [feed.inputter, yours] if feed.inputter else html.Span("nobody named", className="soft"),
        feed.senior or html.Span("nobody named", className="soft"),
    ]


def by(feed, today):
    """The day by which the next file is to be here, and what to be reminded of."""
    said, is_late = say.reminder(feed, today)
    day = words.day_words(feed.late_from) if feed.late_from else ""
    mark = html.Span([blocks.unsaid("▲ "), said], className="miss") if is_late else html.B(said) if said else None
    return [day, ", " if day and mark else None, mark]


def address(feed):
    """Where it is seen who looks after a kind of file, and where its figures go."""
    return link("/data", kind=feed.kind)
