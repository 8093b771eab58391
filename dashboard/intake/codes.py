"""Code lists: which values a column of type `code` may hold, and the spellings that mean the same."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.errors import DefinitionError
from dashboard.intake.words import plain
from dashboard.settings import said_in

FOLDER = Path(__file__).with_name("codes")


@dataclass(frozen=True)
class CodeList:
    """`meant` leads from a plain spelling to the list's own. An `open` list lets unknown values in with a warning."""

    name: str
    title: str
    source: str
    open: bool
    values: tuple[str, ...]
    meant: dict[str, str]

    def find(self, text):
        """The list's own spelling of a value, or None."""
        return self.meant.get(plain(text))


def read(path):
    """The code list in a file; refused where two values share a spelling."""
    found = said_in(path)
    missing = {"title", "source", "values"} - set(found)
    if missing:
        raise DefinitionError(
            f"{path.name}: no {', '.join(sorted(missing))}; a code list has title, source and [values]"
        )
    meant = {}
    for value, others in found["values"].items():
        for spelling in (value, *others):
            if meant.setdefault(plain(spelling), value) != value:
                raise DefinitionError(
                    f"{path.name}: {spelling!r} stands for both {meant[plain(spelling)]!r} and {value!r}"
                )
    return CodeList(path.stem, found["title"], found["source"], found.get("open", False), tuple(found["values"]), meant)


@cache
def code_lists(folder=FOLDER):
    """Every code list of a folder, by name."""
    return {path.stem: read(path) for path in sorted(Path(folder).glob("*.toml"))}
