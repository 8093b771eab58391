"""What a page is, and what all pages share: where a reader is, the pickers and the frame."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from dash import html

from dashboard import past
from dashboard import scope as scopes
from dashboard.store import kept_with_its_store
from layouts import frame, known, words
from layouts import tools as frame_tools
from layouts import written as writings
from layouts.address import link, measure_path, month_word, narrowed, narrows, quarter_word
from layouts.first_paint import html_of, plain
from layouts.parts import blocks, scope
from layouts.words.scope import named, when

LONGEST_WORD, MOST_WORDS = 40, 3  # of those that are told


@dataclass(frozen=True)
class Page:
    """A page of the app. `show(store, reader, address)` gives its View; `needs` names component packages it loads.

    `word` is the word of the address that follows the path itself: the measure's key in /measure/<key>. A page
    `in_menu` stands in the bar, or where it has a `group` in the panel beside it, under that heading; one that `is_for`
    some readers alone, by (names, reader), stands in the menu of those. `about` says in a
    few sentences what one is looking at. A page is `found` by the search where its path alone shows something, and is
    `of_a_unit` where the unit and the month of its address matter.
    `opens_records` where it lists rows of people: a reader says first what for. `routes` answer what is asked for, and
    `takes` what a form of the page sends.
    """

    path: str
    name: str
    show: Callable
    needs: tuple = ()
    word: str = ""
    in_menu: bool = False
    group: str = ""
    is_for: Callable | None = None
    about: str = ""
    found: bool = True
    of_a_unit: bool = True
    opens_records: bool = False
    routes: dict = field(default_factory=dict)
    takes: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A parsed address: the page's path, the rest of the path (a measure's key), and the words of the query; of those
    that may be said of several, `listed` has every text."""

    path: str
    rest: str
    words: dict
    listed: dict = field(default_factory=dict)

    def __hash__(self):
        return hash(self.address)

    def get(self, word):
        return self.words.get(word, "")

    @property
    def address(self):
        """The address itself, with the words that are known."""
        several = {word: texts for word, texts in self.listed.items() if len(texts) > 1}
        return link(f"{self.path}/{self.rest}" if self.rest else self.path, **{**self.words, **several})


@dataclass(frozen=True)
class Place:
    """Where a reader is: who they are, the page's own path, the unit and the month. Every page begins with one."""

    names: object
    reader: object
    here: str
    unit: object
    month: object

    def view(self, title, main, status=200, exports=()):
        """A View of the components of a page's main part. `exports` are the files it can be saved as."""
        return View(f"{title} · Golden Thread", self, main, status, tuple(exports))

    def crumb(self, here, *ways, of_unit=False, **kept):
        """The way here and the pickers: the units down to this one, further `ways` (name, address), what is shown.

        `of_unit` where what is shown is the unit itself.
        """
        above = frame.ways_to(self.names, self.unit, self.month)
        steps = [*(above[:-1] if of_unit else above), *ways]
        parts = _narrowing(self.names, self.here, self.unit, self.month, _fixed(kept)) if narrows(self.here) else None
        return frame.crumb(steps, named(here), self.pickers(**kept), when(self.month), parts)

    def pickers(self, path="", **kept):
        """The pickers of unit and month. `path` is the page's address where it is not its own path.

        Where the council is all there is, its unit is kept and not asked for.
        """
        return _pickers(self.names, path or self.here, self.unit, self.month, _fixed(kept))


@dataclass(frozen=True)
class Export:
    """A file that a page can be saved as: what is in it, its kind as a person says it (Excel), and its address.

    `follows` says what of the page its address follows ("rows": the order and filters of a grid; "card":
    the rows that are left on a scorecard).
    """

    what: str
    kind: str
    href: str
    follows: str | None = None


def both_kinds(what, path, follows=None, **words):
    """The Exports of a table that is there as CSV and as Excel: at a path with each ending, and words of an address."""
    kinds = (("CSV", "csv"), ("Excel", "xlsx"))
    return [Export(what, kind, link(f"{path}.{end}", **words), follows) for kind, end in kinds]


@dataclass(frozen=True)
class View:
    """A page as it is for one address: its title, its place and the components of its main part.

    `page`, `asked`, `at` (what it is narrowed to), `day` (a past one that it is made of) and `foreign` (words of the
    address that no page knows) are what the address came to.
    """

    title: str
    place: Place
    main: list
    status: int = 200
    exports: tuple = ()
    page: Page | None = None
    asked: Asked | None = None
    foreign: tuple = ()
    at: scopes.Scope = scopes.WHOLE
    day: past.Day | None = None

    def answering(self, page, asked, foreign):
        """The same, knowing what was asked for."""
        return replace(self, page=page, asked=asked, foreign=tuple(foreign), at=scopes.current(), day=past.current())

    @property
    def body(self):
        """The components of the whole page, the frame around its main part."""
        with scopes.narrowed_to(self.at), past.as_of(self.day):
            return self._framed()

    def _framed(self):
        at = self.place
        unit_words = named(at.unit.name) if not self.page or self.page.of_a_unit else ""
        tools = frame_tools.tools(
            council=at.names.council,
            address=link(at.here, **self._held()),
            holds=", ".join(filter(None, [unit_words, unit_words and when(at.month)])),
            last=at.names.months[-1],
            today=date.today(),
            exports=self.exports,
            taken=self._taken(),
            about=self.page.about if self.page else "",
            ways=self._ways_to_write(),
        )
        main = [self._known(), tools, self._left_out(), *(self.main if isinstance(self.main, list) else [self.main])]
        called, others = reader_words(at.names, at.reader), frame.not_for(at.names, at.reader)
        return frame.page(_header(at.names, called, at.here, at.unit, at.month, others), main)

    def _known(self):
        """What a page of a past day says of itself."""
        if self.day is None:
            return None
        with past.as_of(None):
            now = link(self.place.here, **{word: text for word, text in self._held().items() if word != "known"})
        return known.banner(self.day, now)

    def _taken(self):
        """The ways to take what the page shows with one; none from a page of rows of people."""
        if self.page is None or self.page.opens_records or self.status != 200:
            return ()
        of = self.asked.address
        kinds = (("PDF", ".pdf"), ("PowerPoint", ".pptx"), ("one chart or table as a slide", ""))
        return tuple((name, link(f"/page{ending}", of=of)) for name, ending in kinds)

    def _ways_to_write(self):
        """The forms for what the page shows, where anything can be written: of its measure, where it has one."""
        if self.page is None or not self.page.of_a_unit:
            return ()
        at, asked = self.place, self.asked
        key = asked.rest if self.page.word == "measure" else asked.get("measure")
        measure = key if key in at.names.measures else ""
        saved = writings.begun({"view.saved": "This view, under a name"}, at.unit.key)
        kinds = {**writings.begun_at(at.unit.key, measure), **saved}
        words_ = {"unit": at.unit.key, "measure": measure, "month": at.month}
        return tuple((name, link("/write", kind=kind, **words_)) for kind, name in kinds.items())

    def _held(self):
        """The words of an address that shows the same to everybody: what was asked, the unit and the month."""
        here = {"unit": self.place.unit.key, "month": self.place.month}
        asked = self.asked or Asked(self.place.here, "", {})
        said = {word: text for word, text in asked.words.items() if word not in here}
        said |= {word: texts for word, texts in asked.listed.items() if len(texts) > 1}
        return {**here, **said} if not self.page or self.page.of_a_unit else said

    def _left_out(self):
        """What the address says and no page knows."""
        if not self.foreign:
            return None
        said = ", ".join(f"“{word[:LONGEST_WORD]}”" for word in self.foreign[:MOST_WORDS])
        return html.P(f"The address says {said}, which no page knows; it is left out.", className="note", role="status")

    def html(self):
        """The page as HTML alone: what is read before any script has run."""
        return html_of(self.body)


def place(names, reader, here, unit=None, month=None):
    """The Place of a unit and a month; of the whole council and the month first shown where none is said."""
    return Place(names, reader, here, unit or names.root, month or names.first_shown)


def _fixed(kept):
    """Words of an address as what a page is kept by."""
    return tuple((word, tuple(text) if isinstance(text, list) else text) for word, text in kept.items())


@kept_with_its_store(most=60, narrowed=True)
def _header(names, reader_said, here, unit, month, others):
    """What stands over a page, as HTML: the same for all who are called the same and have the same pages."""
    return plain([frame.header(reader_said, here, unit, month, others)])


@kept_with_its_store(most=60, narrowed=True)
def _pickers(names, action, unit, month, kept):
    """The pickers of unit and month, as HTML."""
    other = None if unit.existed(month) else unit
    units = unit_choices(names, month, other)
    asked = [("month", "Month", month_choices(names, narrows(action)), month_word(month))]
    kept = {word: text for word, text in narrowed(action, dict(kept)).items() if text}
    if len(units) > 1:
        asked = [("unit", "Unit", units, unit.key), *asked]
    else:
        kept["unit"] = unit.key
    return plain([frame.pickers(action, asked, kept)])


@kept_with_its_store(most=60, narrowed=True)
def _narrowing(names, here, unit, month, kept):
    """The choice of a part of the people, on a page that can be narrowed to one, as HTML."""
    at = {"unit": unit.key, "month": f"{month:%Y-%m}", **dict(kept)}
    return plain([scope.choice(names, here, narrowed(here, at))])


@kept_with_its_store(most=60)
def unit_choices(names, month, other):
    """The units that were there in a month, and one that was not where it is the one shown."""
    units = names.tree(month) + ([other] if other and other != names.root else [])
    return [{"value": unit.key, "label": "\u2003" * unit.depth + unit.name} for unit in units]


@kept_with_its_store(most=2)
def month_choices(names, with_quarters=False):
    """The months, newest first; where they differ in it, each with how many measures have a value of their own.

    `with_quarters`: each quarter that has ended stands before its months, as far as the months go.
    """
    uneven, found = len(set(names.own_values.values())) > 1, []
    for month in reversed(names.months):
        if with_quarters and month in names.quarters:
            label = f"{words.quarter_name(month)} · {words.quarter_words(month, short=True)}"
            found.append({"value": quarter_word(month), "label": label})
        own = _own(names.own_values.get(month, 0)) if uneven else ""
        found.append({"value": f"{month:%Y-%m}", "label": words.month_words(month) + own})
    return found


def _own(count):
    return f" \u00b7 {count} measure{'' if count == 1 else 's'}" if count else " \u00b7 no new values"


def reader_words(names, reader):
    if reader.heads:
        return reader.name
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
        *blocks.title("That could not be found", problem.sentence),
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
