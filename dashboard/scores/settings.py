"""scores.toml of a council: where it is there, measures are scored from 0 to 10 and rolled up; else nothing is."""

from dataclasses import dataclass, field
from datetime import date

from dashboard.errors import DefinitionError
from dashboard.settings import said_in

FILE = "scores.toml"
WEIGHTED, WORST, COUNT = "weighted mean", "worst", "count"
ROLL_UPS = (WEIGHTED, WORST, COUNT)
LEVELS = ("whole", "perspective", "objective")
WORDS = ("known", "red_flag", "red_flags", "roll_up", "roll_ups", "weight")
WEIGHT = {"of", "is", "from"}
ALWAYS = date(1900, 1, 1)


@dataclass(frozen=True)
class Scores:
    """`known` is the least share of the weight below that must have a score, `red_flags` the share of its goal by which
    a measure's red flag lies from it ('' for all that are not named; without it the edge of near), `roll_ups` how a
    node, or every node of a level ('' for all), comes from those below it, `weights` (node, weight, first day)."""

    known: float = 0.5
    red_flags: dict = field(default_factory=dict)
    roll_ups: dict = field(default_factory=lambda: {"": WEIGHTED})
    weights: tuple = ()

    @property
    def named(self):
        """Every measure, objective or perspective that is named, with where."""
        yield from (("[roll_ups]", node) for node in self.roll_ups if node and node not in LEVELS)
        yield from (("[red_flags]", node) for node in self.red_flags if node)
        yield from ((f"weight of {node}", node) for node, *_ in self.weights)


def read(folder):
    """The Scores of a council's folder, None where it wants none. Raises DefinitionError: file, word and choices."""
    path = folder / FILE
    if not path.exists():
        return None
    said = said_in(path)
    _check_words("", said, WORDS)
    flags = {"": said["red_flag"]} if "red_flag" in said else {}
    flags |= _table(said, "red_flags")
    rolled = {"": said.get("roll_up", WEIGHTED), **_table(said, "roll_ups")}
    for node, how in rolled.items():
        if how not in ROLL_UPS:
            raise DefinitionError(f"{FILE}: roll_up of {node or 'all'} is {how!r}; write one of {', '.join(ROLL_UPS)}")
    weights = [_weight(number, one) for number, one in enumerate(said.get("weight", ()), 1)]
    return Scores(
        known=_number("known", said.get("known", 50), 0, 100) / 100,
        red_flags={key: _number(f"red_flag of {key or 'all'}", part, 0.1, 1_000) / 100 for key, part in flags.items()},
        roll_ups=rolled,
        weights=tuple(weights),
    )


def check(scores, measures, objectives, perspectives):
    """Raise DefinitionError where a name is that of no measure, objective or perspective."""
    known = {*measures, *objectives, *perspectives}
    for where, node in scores.named if scores else ():
        if node not in known:
            raise DefinitionError(f"{FILE}: {where}: '{node}' is no measure, objective or perspective of this council")


def _table(said, word):
    found = said.get(word, {})
    if not isinstance(found, dict):
        raise DefinitionError(f"{FILE}: {word} is {found!r}; write it as a block, [{word}], with a line for each")
    return found


def _weight(number, said):
    where = f"weight {number}: "
    if not isinstance(said, dict):
        raise DefinitionError(f"{FILE}: {where}write it as a block, [[weight]], with of, is and from")
    _check_words(where, said, WEIGHT)
    if not isinstance(said.get("of"), str) or "is" not in said:
        raise DefinitionError(f"{FILE}: {where}write of (a measure, objective or perspective) and is (a number)")
    try:
        starts = date.fromisoformat(f"{said['from']}-01") if "from" in said else ALWAYS
    except ValueError:
        raise DefinitionError(f"{FILE}: {where}from is '{said['from']}'; write a month such as 2026-04") from None
    return said["of"], _number(f"{where}is", said["is"], 0, 1_000), starts


def _number(what, value, least, most):
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise DefinitionError(f"{FILE}: {what} is {value!r}; write a number from {least} to {most}")
    return value


def _check_words(where, said, known):
    for word in said:
        if word not in known:
            raise DefinitionError(f"{FILE}: {where}unknown word '{word}'; write one of {', '.join(sorted(known))}")
