"""What a page is, and what all pages share: where a reader is, the pickers and the frame."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from dash import html

from dashboard.store import kept_with_its_store
from layouts import frame, words
from layouts.address import link, measure_path
from layouts.first_paint import html_of
from layouts.parts import blocks

LONGEST_WORD, MOST_WORDS = 40, 3  # of those that are told


@dataclass(frozen=True)
class View:
    """A page as it is for one address: its title and its components, the frame among them."""

    title: str
    body: list
    status: int = 200

    def noting(self, foreign):
        """The same with a line on top for words of the address that no page knows."""
        if not foreign:
            return self
        words = ", ".join(f"“{word[:LONGEST_WORD]}”" for word in foreign[:MOST_WORDS])
        said = f"The address says {words}, which no page knows; it is left out."
        note = html.P(said, className="note", role="status")
        *frame, main = self.body
        return replace(self, body=[*frame, html.Main([note, *main.children], id=main.id, tabIndex=main.tabIndex)])

    def html(self):
        """The page as HTML alone: what is read before any script has run."""
        return html_of(self.body)


@dataclass(frozen=True)
class Page:
    """A page of the app. `show(store, reader, address)` gives its View; `needs` names component packages it loads.

    `word` is the word of the address that follows the path itself: the measure's key in /measure/<key>.
    """

    path: str
    name: str
    show: Callable
    needs: tuple = ()
    word: str = ""
    in_menu: bool = False
    routes: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A parsed address: the page's path, the rest of the path (a measure's key), and the words of the query; of those
    that may be said of several, `listed` has every text."""

    path: str
    rest: str
    words: dict
    listed: dict = field(default_factory=dict)

    def get(self, word):
        return self.words.get(word, "")


@dataclass(frozen=True)
class Place:
    """Where a reader is: who they are, the page's own path, the unit and the month. Every page begins with one."""

    names: object
    reader: object
    here: str
    unit: object
    month: object

    def view(self, title, main, status=200):
        """A View of the components of a page's main part, with the frame around them."""
        body = frame.page(reader_words(self.names, self.reader), self.here, self.unit, self.month, main)
        return View(f"{title} · Golden Thread", body, status)

    def crumb(self, here, *ways, of_unit=False, **kept):
        """The way here and the pickers: the units down to this one, further `ways` (name, address), what is shown.

        `of_unit` where what is shown is the unit itself.
        """
        above = frame.ways_to(self.names, self.unit, self.month)
        steps = [*(above[:-1] if of_unit else above), *ways]
        return frame.crumb(steps, here, self.pickers(**kept), words.month_words(self.month))

    def pickers(self, path="", **kept):
        """The pickers of unit and month. `path` is the page's address where it is not its own path."""
        other = None if self.unit.existed(self.month) else self.unit
        return frame.pickers(
            path or self.here,
            [
                ("unit", "Unit", unit_choices(self.names, self.month, other), self.unit.key),
                ("month", "Month", month_choices(self.names), f"{self.month:%Y-%m}"),
            ],
            {word: text for word, text in kept.items() if text},
        )


def place(names, reader, here, unit=None, month=None):
    """The Place of a unit and a month; of the whole council and the month first shown where none is said."""
    return Place(names, reader, here, unit or names.root, month or names.first_shown)


@kept_with_its_store(most=60)
def unit_choices(names, month, other):
    """The units that were there in a month, and one that was not where it is the one shown."""
    units = names.tree(month) + ([other] if other and other != names.root else [])
    return [{"value": unit.key, "label": "\u2003" * unit.depth + unit.name} for unit in units]


@kept_with_its_store()
def month_choices(names):
    """The months, newest first; where they differ in it, each with how many measures have a value of their own."""
    uneven = len(set(names.own_values.values())) > 1
    return [
        {
            "value": f"{month:%Y-%m}",
            "label": words.month_words(month) + (_own(names.own_values.get(month, 0)) if uneven else ""),
        }
        for month in reversed(names.months)
    ]


def _own(count):
    return f" \u00b7 {count} measure{'' if count == 1 else 's'}" if count else " \u00b7 no new values"


def reader_words(names, reader):
    if reader.role == "team" and reader.unit in names.units:
        return names.units[reader.unit].name
    return {"senior": "Senior manager", "officer": "Performance officer"}.get(reader.role, "Who are you?")


def not_here(names, reader, asked, problem):
    """The page for an address that leads nowhere: a sentence, what is near, and the way back."""
    choices = [(text, to if isinstance(to, str) else _changed(asked, to)) for text, to in problem.choices]
    unit = names.units.get(asked.get("unit"))
    month = next((month for month in names.months if f"{month:%Y-%m}" == asked.get("month")), None)
    at = place(names, reader, asked.path, unit, month)
    back = [blocks.to("Back to the scorecard", link("/", unit=at.unit.key, month=at.month)), " · "]
    if asked.path.startswith("/money"):
        back = [blocks.to("Back to money", link("/money", unit=at.unit.key, month=at.month)), " · ", *back]
    near = [
        html.P("Try one of these:"),
        html.Ul([html.Li(blocks.to(text, address)) for text, address in choices], className="choices"),
    ]
    main = [
        *blocks.title("That is not here", problem.sentence),
        *(near if choices else []),
        html.P([*back, blocks.to("All measures", "/measures")]),
    ]
    return at.view("Not here", main, status=404)


def _changed(asked, words):
    """The address as asked with some words put right."""
    several = {word: texts for word, texts in asked.listed.items() if len(texts) > 1}
    changed = {**asked.words, **several, **words}
    path = asked.path
    if "measure" in words and asked.rest:
        path, changed = measure_path(words["measure"]), {k: v for k, v in changed.items() if k != "measure"}
    elif asked.rest:
        path = measure_path(asked.rest)
    return link(path, **changed)
