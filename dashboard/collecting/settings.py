"""collections.toml of a council: who looks after each kind of file, by when it is due, and what collecting costs."""

from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path

from dashboard.errors import DefinitionError
from dashboard.settings import said_in

LAYOUTS = Path(__file__).parents[1] / "intake" / "layouts"
FILE = "collections.toml"
TOP = ("rate", "usage", "files")
NUMBERS = {"due": (0, 400), "minutes": (0, 10_000), "hours": (0, 10_000), "rate": (0, 1_000)}  # least and most


@dataclass(frozen=True)
class Collection:
    """A kind of file and whoever collects it.

    `senior` answers for it, `owner` says what it means, `inputter` enters and sends it, from `unit` (a key, '' for
    the whole council); posts, no persons. `due` is the days after the end of its period by which it is to be here.
    `minutes` are for each record, `hours` for each file, at `rate` pounds an hour; None where nobody has said.
    `statutory` says by what it has to be collected, '' where by nothing; `caveat` what whoever reads the number must
    know of its collecting.
    """

    kind: str
    senior: str = ""
    owner: str = ""
    inputter: str = ""
    unit: str = ""
    system: str = ""
    statutory: str = ""
    caveat: str = ""
    due: int | None = None
    minutes: float | None = None
    hours: float | None = None
    rate: float | None = None


@dataclass(frozen=True)
class Collections:
    """`of` has the Collection of each kind that the council says something of; `usage` whether it is counted which
    pages are looked at."""

    of: tuple = ()
    usage: bool = True


def read(folder):
    """The Collections of a council's folder. Raises DefinitionError naming the file, the word and what to write."""
    said = _said(folder)
    rate = _number("", "rate", said["rate"]) if "rate" in said else None
    usage, files = _usage(said), said.get("files", {})
    known = kinds() if files else ()
    return Collections(tuple(_collection(kind, one, rate, known) for kind, one in files.items()), usage)


def counts_looks(folder):
    """Whether looks at pages are counted, without a look at the kinds of file: a web process does not know them. Raises
    DefinitionError."""
    return _usage(_said(folder))


def _said(folder):
    path = folder / FILE
    if not path.exists():
        return {}
    said = said_in(path)
    _check_words("", said, TOP)
    return said


def _usage(said):
    if not isinstance(said.get("usage", True), bool):
        raise DefinitionError(f"{FILE}: usage is {said['usage']!r}; write true or false")
    return said.get("usage", True)


def kinds():
    """The kinds of file that a council can send: each layout, or the return that it is a part of.

    Read from the layouts' files alone: each worker asks at its start, and the intake would bring Arrow into it.
    """
    said = {path.stem: said_in(path) for path in LAYOUTS.glob("*.toml")}
    return {one.get("family") or name for name, one in said.items()}


def _collection(kind, said, rate, known):
    where = f"[files.{kind}]: "
    if kind not in known:
        near = get_close_matches(kind, known, n=1, cutoff=0.5)
        more = f"is {near[0]} meant?" if near else f"write one of {', '.join(sorted(known))}"
        raise DefinitionError(f"{FILE}: {where}there is no such kind of file: {more}")
    words = [one.name for one in fields(Collection) if one.name != "kind"]
    if not isinstance(said, dict):
        raise DefinitionError(f"{FILE}: {where}write a heading [files.{kind}] and its words below it")
    _check_words(where, said, words)
    for word, value in said.items():
        if word in NUMBERS:
            _number(where, word, value)
        elif not isinstance(value, str) or not value.strip():
            raise DefinitionError(f"{FILE}: {where}{word} is {value!r}; write a text, or leave the line out")
    told = {word: value if word in NUMBERS else value.strip() for word, value in said.items()}
    return Collection(kind, **{"rate": rate, **told})


def _number(where, word, value):
    least, most = NUMBERS[word]
    whole = word != "due" or isinstance(value, int)
    if isinstance(value, bool) or not isinstance(value, int | float) or not whole or not least <= value <= most:
        kind = "a whole number of days" if word == "due" else "a number"
        raise DefinitionError(f"{FILE}: {where}{word} is {value!r}; write {kind} from {least} to {most:,}")
    return value


def _check_words(where, said, known):
    for word in said:
        if word not in known:
            raise DefinitionError(f"{FILE}: {where}unknown word '{word}'; write one of {', '.join(sorted(known))}")
