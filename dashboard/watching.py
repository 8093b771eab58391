"""Where the lines lie by which a provider is watched: this program's, or those of a council's monitoring.toml."""

from copy import deepcopy
from functools import cache
from pathlib import Path

from dashboard.errors import DefinitionError
from dashboard.settings import said_in

FILE = "monitoring.toml"
LEVELS = ("light", "standard", "enhanced")
BOUNDS = ("late_returns", "depends", "paid_over")  # by level the amount from which it is asked for
NAMED = ("rating", "steps")  # by what is on file the level that it asks for


@cache
def _usual():
    return said_in(Path(__file__).with_name("watching.toml"))


def usual():
    """The lines of watching.toml: {section: {word: level or number}}."""
    return deepcopy(_usual())


def read(folder):
    """The lines of a council's folder: a section that its monitoring.toml has stands in the place of the usual one.

    Raises DefinitionError naming the file, the word and what to write.
    """
    path, found = folder / FILE, usual()
    if not path.exists():
        return found
    said = said_in(path)
    for section, words in said.items():
        if section not in found:
            raise DefinitionError(f"{FILE}: unknown section [{section}]; write some of {', '.join(found)}")
        if not isinstance(words, dict):
            raise DefinitionError(f"{FILE}: {section} is {words!r}; write it as a section, [{section}]")
        for word, value in words.items():
            _check(section, word, value, found[section])
    return found | said


def _check(section, word, value, usual):
    where = f"{FILE}: [{section}] {word}"
    if section in NAMED:
        if value not in LEVELS:
            raise DefinitionError(f"{where} is {value!r}; write one of {', '.join(LEVELS)}")
        if word not in usual:
            raise DefinitionError(f"{where} is not known; write some of {', '.join(usual)}")
        return
    if section in BOUNDS and word not in LEVELS[1:]:
        raise DefinitionError(f"{where} is not known; write {' and '.join(LEVELS[1:])}")
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise DefinitionError(f"{where} is {value!r}; write a number, nought or more")
