"""What can be done with every page: how old its data are, share it, save it, and what its marks and keys mean."""

from functools import lru_cache

from layouts import frame, words
from layouts.address import link
from layouts.component import tag
from layouts.first_paint import plain
from layouts.parts import blocks, legend
from layouts.words import months

SHARED = (
    "Whoever opens it sees the figures as they are then, and what they may see. What is typed into a box and not sent "
    "is not in it."
)
PICTURES = "Each chart can be saved as a picture by the buttons under it."
NO_FILE = "This page has no file of its own: print it, or keep it as a PDF."


@lru_cache(maxsize=60)
def tools(council, address, holds, last, today, exports, about, ways=(), taken=()):
    """The age of the data, and the panels to share, save and understand a page, as HTML.

    `address` shows the same to everybody, and `holds` says of what (a unit and a month of the `council`); `last` is the
    newest month of the data; `exports` are the page's files, each an Export; `about` says what one is looking at;
    `ways` are those to write (name, address), none where nothing can be written; `taken` those to take what the page
    shows with one as a document.
    """
    age = _age(last, months.age_words(last, today))
    foot = " · ".join(filter(None, [holds or council, f"data to {words.month_words(last)}"]))
    parts = [age, write(ways), share(address, holds), export(exports, taken), explained(about, link("/help"))]
    return plain([tag("Div", parts, className="tools", **{"data-foot": foot})])


def _age(last, old):
    """On a phone the age alone; where there is none, the month."""
    if not old:
        return tag("P", f"Data to {words.month_words(last)}", className="age")
    month = tag("Span", f"to {words.month_words(last)}, ", className="d-none d-sm-inline")
    return tag("P", ["Data ", month, old], className="age")


def write(ways):
    """What can be written of what the page shows: each way opens a form over it."""
    if not ways:
        return None
    inside = [
        tag("P", "Write of what you see", className="head"),
        tag("Ul", [tag("Li", blocks.to(*way)) for way in ways]),
    ]
    return frame.panel("write", "Write", inside)


def share(address, holds):
    held = f"It holds {holds}, and what was chosen on the page. " if holds else "It holds what was chosen on the page. "
    inside = [
        tag("P", "Share this page", className="head"),
        tag("P", tag("Code", address, id="share-address", **{"data-address": address})),
        tag("P", [_button("Copy the address", "copy"), " ", tag("Span", None, id="share-said", role="status")]),
        tag("P", held + SHARED, className="soft"),
    ]
    return frame.panel("share", "Share", inside)


def export(exports, taken=()):
    """The files a page can be saved as, each by what is in it, and paper."""
    files = [tag("Li", [one.what, ": ", _file(one)]) for one in exports]
    if taken:
        ways = [part for way in taken for part in (", ", tag("A", way[0], href=way[1], **{"data-full": "yes"}))]
        files.append(tag("Li", ["What this page shows: ", *ways[1:]]))
    inside = [
        tag("P", "Take it with you", className="head"),
        tag("Ul", files) if files else tag("P", NO_FILE),
        tag("P", _button("Print, or save as PDF", "print")),
        tag("P", PICTURES, className="soft"),
    ]
    return frame.panel("export", "Export", inside)


def _file(one):
    return blocks.save(one.kind, one.href, className=None, **({"data-follows": one.follows} if one.follows else {}))


@lru_cache(maxsize=200)
def explained(about, guide):
    """What one is looking at, what the marks mean, and the keys. The same for every address of a page; on one of a past
    day its links keep the day, as the address of the guide says."""
    parts = [tag("P", "What am I looking at?", className="head"), tag("P", about)] if about else []
    guide = tag("P", tag("A", "What you can do here, step by step", href=guide))
    return frame.panel("help", "Help", blocks.still([*parts, guide, *legend.legend()]))


def _button(text, does):
    """A button that only a script can answer; without one it is not there."""
    return tag("Button", text, type="button", className="button scripted", **{"data-does": does})
