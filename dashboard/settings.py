"""A small file of settings in a council's folder: each of its words is a field of a dataclass, each heading another."""

import tomllib
from dataclasses import MISSING, fields, is_dataclass
from math import isfinite

from dashboard.errors import DefinitionError

ASKED = {str: "a text in quotes", int: "a whole number, none below 0", float: "a number, none below 0"}


def read(kind, path):
    """What a TOML file says as a `kind`, whose fields all have what is usual; that alone where there is no such file.
    Raises DefinitionError."""
    if not path.exists():
        return kind()
    return _filled(kind, said_in(path), f"{path.name}: ")


def said_in(path, name=""):
    """What a TOML file says, as a dict. Raises DefinitionError that begins with its `name`, else that of the file."""
    name, source = name or path.name, path.read_bytes()
    try:
        return tomllib.loads(source.decode("utf-8-sig"))  # Windows puts a mark before UTF-8
    except UnicodeDecodeError as why:
        line = source.count(b"\n", 0, why.start) + 1
        raise DefinitionError(f"{name}: line {line} is not in UTF-8; save the file with that encoding") from None
    except tomllib.TOMLDecodeError as why:
        raise DefinitionError(f"{name}: {why}") from None


def _filled(kind, said, where):
    usual = {one.name: one.default_factory() if one.default is MISSING else one.default for one in fields(kind)}
    for word in said:
        if word not in usual:
            raise DefinitionError(f"{where}unknown word '{word}'; write one of {', '.join(usual)}")
    return kind(**{word: _value(usual[word], value, where, word) for word, value in said.items()})


def _value(usual, value, where, word):
    if not is_dataclass(usual):
        if not _fits(type(usual), value):
            raise DefinitionError(f"{where}{word} is {value!r}; write {ASKED[type(usual)]}")
        return value
    if not isinstance(value, dict):
        raise DefinitionError(f"{where}{word} is {value!r}; write [{word}] and its words below it")
    return _filled(type(usual), value, f"{where}{word}, ")


def _fits(kind, value):
    if kind is str:
        return isinstance(value, str)
    is_one = isinstance(value, kind if kind is int else int | float) and not isinstance(value, bool)
    return is_one and isfinite(value) and value >= 0
