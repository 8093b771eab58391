"""The kinds of event that there are, each with the model of its body and how older versions of it are read."""

from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from pydantic import BaseModel, ConfigDict, ValidationError

from dashboard.errors import Refused


class Body(BaseModel):
    """What all bodies have in common: spaces at the ends go, and a field that the model does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False)


class Nothing(Body):
    """The body of an event that says all by its kind."""


@dataclass(frozen=True)
class Kind:
    """A kind of event: the model of its body, the version of that model, and {version: dict -> dict of the next}."""

    name: str
    model: type[Body]
    version: int = 1
    lifts: dict = field(default_factory=dict)


_known = {}


def kind(*names, version=1, lifts=None):
    """Decorates a model: it is the body of these kinds. `lifts` takes a body from a version to the one after it."""

    def known_as(model):
        for name in names:
            if name in _known:
                raise ValueError(f"two models of {name}: {_known[name].model.__name__} and {model.__name__}")
            _known[name] = Kind(name, model, version, lifts or {})
        return model

    return known_as


@cache
def families():
    """{key: Family} of the modules of dashboard/journal/families and of the files of dashboard/registers: the folders
    are the registry."""
    from dashboard.journal import families as folder
    from dashboard.registers import registers

    modules = [import_module(f"{folder.__name__}.{one.name}") for one in iter_modules(folder.__path__)]
    found = {module.FAMILY.key: module.FAMILY for module in modules if hasattr(module, "FAMILY")}
    return found | {key: register.family for key, register in registers().items()}


def family_of(name):
    """The Family of a kind of event; None for one that is only noted, such as that records were opened."""
    return families().get(name.split(".")[0])


def is_kind(name):
    """Whether there is a Kind of a name."""
    families()
    return name in _known


def known(name):
    """The Kind of a name. Raises Refused with the choices."""
    if not is_kind(name):
        raise Refused(f"there is no kind of event '{name}'; the kinds are {', '.join(sorted(_known))}")
    return _known[name]


def checked(name, body):
    """(model, version) of a body that is to be written: a model, a dict of its fields, or None. Raises Refused."""
    of = known(name)
    if isinstance(body, BaseModel):
        body = body.model_dump()
    try:
        return of.model.model_validate(body or {}), of.version
    except ValidationError as error:
        raise NotAccepted(name, error) from None


def read(name, version, body):
    """The model of a body that was written, lifted to the newest version. Raises Refused."""
    of = known(name)
    if version > of.version:
        raise Refused(
            f"an event of kind '{name}' is of version {version}, and this program knows none after {of.version}:"
            " a newer one wrote it. Start that one"
        )
    for step in range(version, of.version):
        body = of.lifts[step](body)
    return of.model.model_validate(body)


class NotAccepted(Refused):
    """A body that its model does not take. `errors` is {field: sentence of the first fault}, '' for what is of none."""

    def __init__(self, name, error):
        self.errors = {".".join(map(str, one["loc"][:1])): _sentence(one) for one in reversed(error.errors())}
        told = "; ".join(f"{place}: {words}" if place else words for place, words in self.errors.items())
        super().__init__(f"{name} cannot be written: {told}")


MONTH = r"^\d{4}-(0[1-9]|1[0-2])$"
MONTH_OR_NONE = r"^(\d{4}-(0[1-9]|1[0-2]))?$"
ADDRESS = r"^/([^\s\\/][^\s\\]*)?$"  # of a page of this site: no way leads to another
SHAPES = {
    **dict.fromkeys((MONTH, MONTH_OR_NONE), "write a month, such as 2026-09"),
    ADDRESS: "write the address of a page of this dashboard, from its first stroke on, such as /work",
}
WORDS = {
    "missing": "fill this in",
    "extra_forbidden": "there is no such field",
    "string_too_short": "fill this in",
    "string_too_long": "this is longer than {max_length} characters",
    "int_parsing": "write a whole number",
    "int_from_float": "write a whole number",
    "int_parsing_size": "this number is too large",
    "float_parsing": "write a number",
    "decimal_parsing": "write a number",
    "date_from_datetime_parsing": "write a day, such as 2026-09-30",
    "date_from_datetime_inexact": "write a day without a time, such as 2026-09-30",
    "greater_than": "write a number above {gt}",
    "greater_than_equal": "write {ge} or more",
    "less_than_equal": "write {le} or less",
    "less_than": "write a number below {lt}",
    "finite_number": "write a number",
    "tuple_type": "this is no list",
    "dict_type": "this is no list of names and values",
    "bool_parsing": "say yes or no",
    "literal_error": "write one of {expected}",
}


def _sentence(error):
    words = SHAPES.get(error.get("ctx", {}).get("pattern")) or WORDS.get(error["type"])
    if error["type"] == "literal_error" and len(error["loc"]) > 1:  # one of several choices
        return f"“{error['input']}” is none of them: write some of {error['ctx']['expected']}"
    if words:
        return words.format(**error.get("ctx", {}))
    return error["msg"].removeprefix("Value error, ")
