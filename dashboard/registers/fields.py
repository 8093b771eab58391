"""The fields of a register: what each type is in the journal, and how a person writes it."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, create_model

from dashboard.catalogue import called
from dashboard.errors import DefinitionError
from dashboard.journal.kinds import MONTH, Body

LONGEST, LONG = 160, 2_000  # letters of a line and of a text
MOST_LISTED, MOST_FIGURES = 40, 400
WORDS = ("title", "type", "help", "choices", "most", "least", "of", "optional", "group", "later")
# What is chosen from things that are known elsewhere: the word is what a form and a file look them up by.
ONE = {
    **{"person": "people", "provider": "providers", "contract": "contracts", "measure": "measures"},
    **{"entry": "entries", "box": "boxes"},
}
SEVERAL = {"people": "people", "measures": "measures", "entries": "entries", "texts": "", "some": ""}
NUMBERS = {"number": float, "money": float, "whole": int}
FIGURES = "figures"  # of the entry's measures, as they were when it was written: nobody types them
TYPES = ("text", "long", "date", "month", "yes", "choice", FIGURES, *NUMBERS, *ONE, *SEVERAL)


class Words(Body):
    """What somebody says to an entry."""

    words: str = Field(min_length=1, max_length=LONG, title="What you have to say", json_schema_extra={"rows": 3})


def several(text):
    """What was written one a line, or with semicolons between, as a list without its empty places."""
    if not isinstance(text, str):
        return text
    return [one.strip() for one in text.replace(";", "\n").splitlines() if one.strip()]


def known_by(said):
    """The word that a field's choices are known by: 'measures', 'people', 'standard' for entries of that register."""
    word = ONE.get(said["type"]) or SEVERAL.get(said["type"], "")
    return said["of"] if word == "entries" else word


def model(name, fields):
    """The model of a body with some fields: {name: what the file says of it}."""
    return create_model(name, __base__=Body, **{key: _field(said) for key, said in fields.items()})


def _field(said):
    make = _MAKE.get(said["type"], _text)
    annotation, empty, limits, extra = make(said)
    extra |= {word: said[word] for word in ("group",) if word in said}
    if said.get("optional"):
        limits.pop("min_length", None)
        annotation = annotation | None if empty is None else annotation
    default = empty if said.get("optional") else ...
    about = {"title": said["title"], "description": said.get("help")}
    return annotation, Field(default, **limits, **about, json_schema_extra=extra or None)


def _text(said):
    is_long = said["type"] == "long"
    limits = {"min_length": 1, "max_length": said.get("most", LONG if is_long else LONGEST)}
    if said["type"] == "month":
        return str, None, {"pattern": MONTH}, {"month": True}
    extra = {"rows": 3} if is_long else {}
    if said["type"] in ("measure", "entry"):
        extra["choose"] = known_by(said)
    elif said["type"] in ONE:
        extra["suggest"] = known_by(said)
    return str, "", limits, extra


def _number(said):
    limits = {way: said[word] for word, way in (("least", "ge"), ("most", "le")) if word in said}
    return NUMBERS[said["type"]], None, limits, {}


def _date(_said):
    return date, None, {}, {}


def _yes(said):
    said["optional"] = True  # what is not ticked is no
    return bool, False, {}, {}


def _choice(said):
    words = _called(said)
    if said.get("optional"):
        words = {"": "not said", **words}
    return Literal[tuple(words)], "", {}, {"words": words}


def _called(said):
    """What each choice is called: {value: words}."""
    return said["choices"] if isinstance(said["choices"], dict) else {one: one for one in said["choices"]}


def _several(said):
    word, one = known_by(said), Annotated[str, Field(max_length=LONGEST)]
    extra = {"choose": word} if word and word != "people" else {"rows": 2, "suggest": word}
    if said["type"] == "some":
        one, extra = Literal[tuple(said["choices"])], {"words": _called(said)}
    limits = {"max_length": MOST_LISTED, "min_length": 1}
    return Annotated[tuple[one, ...], BeforeValidator(several)], (), limits, extra


def _figures(_said):
    one = Annotated[str, Field(max_length=LONGEST)]
    return tuple[one, ...], (), {"min_length": 1, "max_length": MOST_FIGURES}, {"only": "computed"}


_MAKE = {
    FIGURES: _figures,
    "date": _date,
    "yes": _yes,
    "choice": _choice,
    **dict.fromkeys(NUMBERS, _number),
    **dict.fromkeys(SEVERAL, _several),
}


def checked(where, name, said, known):
    """What a file says of a field, with its defaults. Raises DefinitionError."""
    if not isinstance(said, dict) or "title" not in said:
        raise DefinitionError(f"{where}: field {name} has no title")
    if wrong := sorted(set(said) - set(WORDS)):
        raise DefinitionError(f"{where}: field {name} says {wrong[0]}; a field may say {', '.join(WORDS)}")
    said = {"type": "text", **said}
    if said["type"] not in TYPES:
        raise DefinitionError(f"{where}: field {name} is of type '{said['type']}'; the types are {', '.join(TYPES)}")
    if (said["type"] in ("choice", "some")) != ("choices" in said):
        raise DefinitionError(f"{where}: field {name} says its choices where it is a choice, and nowhere else")
    if said["type"] in ("entry", "entries") and said.get("of") not in known:
        raise DefinitionError(f"{where}: field {name} says of = '{said.get('of')}'; say one of {sorted(known)}")
    return said


def in_words(said, value):
    """A value of a field as a person reads it."""
    choices = _called(said) if "choices" in said else {}
    if said["type"] == FIGURES:
        return "; ".join(" ".join(one.split("|")[:2]) for one in value)
    if said["type"] == "measures":
        return ", ".join(map(called, value))
    if said["type"] in SEVERAL:
        return ", ".join(choices.get(one, one) for one in value)
    if said["type"] == "choice":
        return choices.get(value, value)
    if said["type"] == "yes":
        return "yes" if value else ""
    if said["type"] == "date":
        return f"{value:%-d %B %Y}"
    if said["type"] == "month":
        return f"{date.fromisoformat(f'{value}-01'):%B %Y}"
    if said["type"] == "measure":
        return called(value)
    if said["type"] == "money":
        return f"£{value:,.2f}".removesuffix(".00")
    return f"{value:,g}" if isinstance(value, float) else str(value)
