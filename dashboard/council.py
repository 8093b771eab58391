"""A council's own tailoring, read from its folder and checked: names, perspectives, objectives, parameters."""

import json
import logging
import re
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from shutil import copytree

from dashboard import checklist, strategy, watching
from dashboard.collecting import settings as collecting
from dashboard.errors import DefinitionError, Unknown
from dashboard.partnership import settings as partnership
from dashboard.planning import settings as plan_settings
from dashboard.questions import Question, question
from dashboard.scores import settings as score_settings
from dashboard.settings import said_in

DATA = Path(__file__).resolve().parent.parent / "data"
NAME = re.compile(r"^name = .*$", re.MULTILINE)
SETTINGS = {
    "name",
    "history",
    "near",
    "fewest",
    "ages",
    "perspectives",
    "parameters",
    "colours",
    "among",
    "region",
    "neighbours",
    "money",
    "two_people",
    "owners",
}
# Per cent within which spend is on budget, and by which activity or unit cost is off; for how many months running; the
# fewest pounds of price or volume that are worth an alarm; the per cent by which a plan may fail to multiply out; and
# after how many months a payment of what was missing is still that payment come late.
MONEY = {"spend": 2, "activity": 5, "price": 3, "months": 3, "least": 10_000, "apart": 2, "plan": 1, "late": 3}
# Of what a service and a user group are for; of whether people wait.
MEASURES_OF_MONEY = ("effects", "effects_of_groups", "waiting")
# For how many months after its period a figure that comes so often stands on a scorecard.
AGES = {"month": 3, "quarter": 6, "year": 18}
PERSPECTIVES = ("customer", "process", "financial", "learning")
NOTE = {"month", "unit", "measure", "words", "author", "rebase"}
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True)
class Perspective:
    """A perspective and the measures that stand first in it: by level of unit, '' for every level that is not named."""

    key: str
    name: str
    says: str
    headlines: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Objective:
    """What the council wants, the measures that tell, and where it applies (empty: everywhere)."""

    key: str
    title: str
    perspective: str
    serves: str
    measures: tuple[str, ...]
    under: tuple[str, ...]
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """What happened in a month at a unit and all below it, to one measure or (None) to all.

    With `rebase` the control charts of the measure there are worked out anew from that month on.
    """

    month: date
    unit: str
    measure: str | None
    words: str
    author: str
    rebase: bool


@dataclass(frozen=True)
class Council:
    folder: Path
    name: str
    history: int
    near: float
    fewest: int
    perspectives: tuple[Perspective, ...]
    objectives: tuple[Objective, ...]
    parameters: dict[str, dict]
    money: dict[str, Decimal]
    effects: dict[str, tuple[str, ...]]
    effects_of_groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    waiting: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    questions: tuple[Question, ...] = ()
    ages: dict[str, int] = field(default_factory=lambda: dict(AGES))
    among: str = ""
    region: str = ""
    neighbours: tuple[str, ...] = ()
    two_people: tuple[str, ...] = ()
    planning: plan_settings.Planning = field(default_factory=plan_settings.Planning)
    owners: dict[str, str] = field(default_factory=dict)
    partners: partnership.Partners = field(default_factory=partnership.Partners)
    collections: collecting.Collections = field(default_factory=collecting.Collections)
    links: dict = field(default_factory=dict)
    checklists: tuple[checklist.Version, ...] = ()
    lines_of_watching: dict = field(default_factory=watching.usual)
    scores: score_settings.Scores | None = None

    @property
    def compared(self):
        """(role, name) of each area of the published tables that the council names: itself, its region, neighbours."""
        named = [("among", self.among), ("region", self.region)]
        return [pair for pair in named if pair[1]] + [("neighbour", name) for name in self.neighbours]


def write_new(folder, name, *, like_demo=False):
    """Write a folder to start from under a council's own name: nothing set, or all that the demo council has set.

    Raises Unknown where the folder holds something already: what a council wrote is never written over.
    """
    folder = Path(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Unknown(f"{folder} is not empty; name a new folder")
    copytree(DATA / ("council" if like_demo else "new_council"), folder, dirs_exist_ok=True)
    settings = folder / "council.toml"
    line = f"name = {json.dumps(name, ensure_ascii=False)}"
    settings.write_text(NAME.sub(lambda _: line, settings.read_text(encoding="utf-8"), count=1), encoding="utf-8")


def set_word(folder, word, value):
    """Set a word of council.toml to a text or a list of texts, in the place where it stands, perhaps as a comment."""
    settings = Path(folder) / "council.toml"
    text, line = settings.read_text(encoding="utf-8-sig"), f"{word} = {json.dumps(value, ensure_ascii=False)}"
    place = re.compile(rf"^(?:# *)?{word} = .*$", re.MULTILINE)
    changed = place.sub(lambda _: line, text, count=1) if place.search(text) else f"{line}\n{text}"
    settings.write_text(changed, encoding="utf-8")


def read(folder):
    """The tailoring in a folder. Raises DefinitionError naming the file, the word and the choices."""
    folder = Path(folder)
    said = _toml(folder / "council.toml")
    for word in said:
        if word not in SETTINGS:
            raise DefinitionError(f"council.toml: unknown word '{word}'; write one of {', '.join(sorted(SETTINGS))}")
    files = ("objectives.toml", "notes.toml", "questions.toml")
    objectives, notes, questions = (_toml_if_there(folder / name) for name in files)
    wanted = tuple(_objective(o) for o in objectives.get("objective", []))
    return Council(
        folder=folder,
        name=said.get("name", "The council"),
        history=int(said.get("history", 60)),
        near=float(said.get("near", 5)),
        fewest=int(said.get("fewest", 20)),
        perspectives=_perspectives(said.get("perspectives", {})),
        objectives=wanted,
        links=strategy.links_of(objectives.get("link", []), wanted),
        parameters=said.get("parameters", {}),
        notes=tuple(_note(number, note) for number, note in enumerate(notes.get("note", []), 1)),
        questions=tuple(question(number, one) for number, one in enumerate(questions.get("question", []), 1)),
        ages=_ages(said.get("ages", {})),
        among=_text(said, "among"),
        region=_text(said, "region"),
        neighbours=_neighbours(said),
        two_people=_two_people(said.get("two_people", [])),
        owners=_owners(said.get("owners", {})),
        money=_money(said.get("money", {})),
        planning=plan_settings.read(folder),
        collections=collecting.read(folder),
        checklists=checklist.read(folder),
        lines_of_watching=watching.read(folder),
        partners=partnership.read(folder),
        scores=score_settings.read(folder),
        waiting=tuple(said.get("money", {}).get("waiting", [])),
        effects=_effects(said, "effects"),
        effects_of_groups=_effects(said, "effects_of_groups"),
    )


def _effects(said, word):
    return {line: tuple(keys) for line, keys in said.get("money", {}).get(word, {}).items()}


def _text(said, word):
    if not isinstance(said.get(word, ""), str):
        raise DefinitionError(f"council.toml: {word} is {said[word]!r}; write one name or code in quotation marks")
    return said.get(word, "").strip()


def one_person(folder):
    """What one person may both propose and approve at the council of a folder; nothing where that cannot be read."""
    from dashboard.journal.kinds import families

    try:
        two_people = read(folder).two_people
    except DefinitionError as why:
        logging.getLogger(__name__).error("two people are asked for everything: %s", why)
        return ()
    return tuple(key for key, family in families().items() if family.is_approved and key not in two_people)


def _two_people(found):
    from dashboard.journal.kinds import families

    choices = [key for key, family in families().items() if family.is_approved]
    if not isinstance(found, list) or any(word not in choices for word in found):
        quoted = ", ".join(f'"{key}"' for key in choices)
        raise DefinitionError(f"council.toml: two_people is {found!r}; write a list of these: [{quoted}]")
    return tuple(found)


def _owners(found):
    if not isinstance(found, dict) or not all(isinstance(post, str) and post.strip() for post in found.values()):
        raise DefinitionError(
            "council.toml: [owners]: write the post at your council for a measure, or for a post that measures name, as"
            ' clients_reviewed = "Service manager, reviews"'
        )
    return {word: post.strip() for word, post in found.items()}


def owned(council, measures):
    """The measures with the posts that the council says: for a measure by its key, or for a post wherever it stands.

    Raises DefinitionError where a word is neither.
    """
    known = {*measures, *(measure.owner for measure in measures.values())}
    for word in council.owners:
        if word not in known:
            near = get_close_matches(word, known, n=1, cutoff=0.5)
            more = f": is {near[0]} meant?" if near else ""
            raise DefinitionError(f"council.toml: [owners]: no measure and no post of one is called '{word}'{more}")
    said = council.owners
    return {
        key: replace(measure, owner=said.get(key, said.get(measure.owner, measure.owner)))
        for key, measure in measures.items()
    }


def _neighbours(said):
    """The nearest neighbours: the council's own list, for there is no official one that comes with the project."""
    found = said.get("neighbours", [])
    if not isinstance(found, list) or not all(isinstance(name, str) and name.strip() for name in found):
        raise DefinitionError('council.toml: neighbours is not a list of names; write ["Name", "Other name"]')
    names = tuple(name.strip() for name in found)
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise DefinitionError(f"council.toml: neighbours names {twice[0]} twice")
    return names


def _toml_if_there(path):
    return _toml(path) if path.exists() else {}


def _toml(path):
    if not path.exists():
        raise DefinitionError(f"{path}: not found; 'council new FOLDER' writes a folder to start from")
    return said_in(path)


def _perspectives(said):
    for key in said:
        if key not in PERSPECTIVES:
            raise DefinitionError(f"council.toml: unknown perspective '{key}'; write one of {', '.join(PERSPECTIVES)}")
    order = [*said, *(key for key in PERSPECTIVES if key not in said)]
    return tuple(_perspective(key, said.get(key, {})) for key in order)


def _perspective(key, said):
    """A perspective; its headlines are a list of measures, or lists by level (`every` for those not named)."""
    found = said.get("headlines", [])
    by_level = {"every": found} if isinstance(found, list) else found
    for measures in by_level.values() if isinstance(by_level, dict) else [None]:
        if not isinstance(measures, list) or not all(isinstance(measure, str) for measure in measures):
            raise DefinitionError(
                f"council.toml: [perspectives.{key}]: headlines is no list of measures; write headlines = "
                '["a_measure", "another"] or headlines = {every = ["a_measure"], team = ["another"]}'
            )
    headlines = {"" if level == "every" else level: tuple(measures) for level, measures in by_level.items()}
    return Perspective(key, said.get("name", key.capitalize()), said.get("says", ""), headlines)


def _ages(said):
    for word, months in said.items():
        if word not in AGES:
            raise DefinitionError(f"council.toml: [ages]: unknown word '{word}'; write one of {', '.join(AGES)}")
        if not isinstance(months, int) or isinstance(months, bool) or months < 0:
            raise DefinitionError(
                f"council.toml: [ages]: {word} is {months!r}; write a number of months such as {AGES[word]}"
            )
    return AGES | said


def _money(said):
    """The tolerances of the money page, each a number that is not below nothing."""
    for word, value in said.items():
        if word not in (*MONEY, *MEASURES_OF_MONEY):
            choices = ", ".join([*MONEY, *MEASURES_OF_MONEY])
            raise DefinitionError(f"council.toml: [money]: unknown word '{word}'; write one of {choices}")
        number = isinstance(value, int | float) and not isinstance(value, bool)
        # An alarm rests on months of one financial year, so that more than twelve would keep it quiet for ever.
        least, most = (1, 12) if word == "months" else (0, float("inf"))
        if word in MONEY and not (number and least <= value <= most):
            raise DefinitionError(f"council.toml: [money]: {word} is {value!r}; write a number such as {MONEY[word]}")
    return {word: Decimal(str(said.get(word, usual))) for word, usual in MONEY.items()}


def _objective(said):
    for word in ("key", "title", "perspective"):
        if not said.get(word):
            raise DefinitionError(f"objectives.toml: objective {said.get('key', said)}: '{word}' is missing")
    if said["perspective"] not in PERSPECTIVES:
        raise DefinitionError(
            f"objectives.toml: {said['key']}: perspective is '{said['perspective']}'; "
            f"write one of {', '.join(PERSPECTIVES)}"
        )
    lists = {word: tuple(said.get(word, ())) for word in ("measures", "under", "levels")}
    return Objective(said["key"], said["title"], said["perspective"], said.get("serves", ""), **lists)


def _note(number, said):
    where = f"notes.toml: note {number}"
    for word in said:
        if word not in NOTE:
            raise DefinitionError(f"{where}: unknown word '{word}'; write one of {', '.join(sorted(NOTE))}")
    for word in ("month", "unit", "words", "author"):
        if not said.get(word):
            raise DefinitionError(f"{where}: '{word}' is missing")
    month = MONTH.fullmatch(str(said["month"]))
    if not month:
        raise DefinitionError(f"{where}: month is '{said['month']}'; write it as 2026-03")
    if not isinstance(said.get("rebase", False), bool):
        raise DefinitionError(f"{where}: rebase is '{said['rebase']}'; write true or false")
    if said.get("rebase") and not said.get("measure"):
        raise DefinitionError(f"{where}: a rebase is of one measure; say which, or leave out rebase")
    return Note(
        date(int(month[1]), int(month[2]), 1),
        said["unit"],
        said.get("measure"),
        said["words"],
        said["author"],
        said.get("rebase", False),
    )


def check_measures(council, measures):
    """Raise DefinitionError where an objective, headline, note, question or effect of money names no measure."""
    named = [
        (f"objectives.toml: {objective.key}", key) for objective in council.objectives for key in objective.measures
    ]
    ends = [(link, key) for link in council.links.values() for key in (link.from_measure, link.to_measure) if key]
    named += [(f"objectives.toml: link from {link.from_objective}", key) for link, key in ends]
    named += [(f"notes.toml: note {n}", note.measure) for n, note in enumerate(council.notes, 1) if note.measure]
    named += [(f"questions.toml: question {n}", key) for n, q in enumerate(council.questions, 1) for key in q.measures]
    for word, effects in (("effects", council.effects), ("effects_of_groups", council.effects_of_groups)):
        named += [(f"council.toml: [money.{word}]: {line}", key) for line, keys in effects.items() for key in keys]
    named += [("partners.toml", key) for key in (*council.partners.interface, *council.partners.fund)]
    named += [("council.toml: [money]: waiting", key) for key in council.waiting]
    for one in council.perspectives:
        keys = [key for headlines in one.headlines.values() for key in headlines]
        named += [(f"council.toml: [perspectives.{one.key}]: headlines", key) for key in keys]
    objectives = [one.key for one in council.objectives]
    score_settings.check(council.scores, measures, objectives, [one.key for one in council.perspectives])
    for where, key in named:
        if key not in measures:
            near = get_close_matches(key, measures, n=1, cutoff=0.5)
            more = f": is {near[0]} meant?" if near else ""
            raise DefinitionError(f"{where}: no measure '{key}' in queries/measures{more}")
