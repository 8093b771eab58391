"""plans.toml of a council: what it takes of an hour worked, and who owes what of a plan by which day of the year."""

from dataclasses import dataclass, field
from datetime import date

from dashboard.errors import DefinitionError
from dashboard.settings import said_in

FILE = "plans.toml"
CAPACITY = {"hours": (37, 1, 60), "leave": (15, 0, 90), "direct": (60, 1, 100)}  # usual, least and most
ASKS = ("priorities", "money", "proposed", "multiplies out", "approved")
STEP = {"name", "by", "asks"}


@dataclass(frozen=True)
class Step:
    """A step of the year of planning: what is asked of every plan by a day before its April (month, day)."""

    name: str
    month: int
    day: int
    asks: str

    def due(self, year):
        """Its day for the plan of a financial year."""
        return date(year - (self.month >= 4), self.month, self.day)


USUAL = (
    Step("Priorities", 6, 30, "priorities"),
    Step("Drafts with what they cost", 9, 30, "money"),
    Step("Challenge of the drafts", 11, 30, "proposed"),
    Step("Budget", 2, 28, "multiplies out"),
    Step("Approval", 3, 31, "approved"),
)


@dataclass(frozen=True)
class Planning:
    """`capacity` is hours in a week, and leave and direct work in per cent; `steps` are in the order of the year."""

    capacity: dict = field(default_factory=lambda: {word: usual for word, (usual, *_) in CAPACITY.items()})
    steps: tuple = USUAL


def read(folder):
    """The Planning of a council's folder. Raises DefinitionError naming the file, the word and what to write."""
    path = folder / FILE
    if not path.exists():
        return Planning()
    said = said_in(path)
    _check_words("", said, ("capacity", "step"))
    steps = tuple(_step(number, one) for number, one in enumerate(said.get("step", ()), 1))
    ordered = sorted(steps, key=lambda step: ((step.month - 4) % 12, step.day))
    return Planning(_capacity(said.get("capacity", {})), tuple(ordered) or USUAL)


def _capacity(said):
    _check_words("[capacity]: ", said, CAPACITY)
    for word, value in said.items():
        _, least, most = CAPACITY[word]
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise DefinitionError(f"{FILE}: {word} is {value!r}; write a number from {least} to {most}")
    return {word: said.get(word, usual) for word, (usual, *_) in CAPACITY.items()}


def _step(number, said):
    where = f"step {number}: "
    _check_words(where, said, STEP)
    for word in sorted(STEP):
        if not isinstance(said.get(word), str) or not said[word].strip():
            raise DefinitionError(f"{FILE}: {where}'{word}' is missing")
    if said["asks"] not in ASKS:
        raise DefinitionError(f"{FILE}: {where}asks is '{said['asks']}'; write one of {', '.join(ASKS)}")
    try:
        day = date.fromisoformat(f"2001-{said['by']}")  # no leap year: a step is due each year
    except ValueError:
        raise DefinitionError(f"{FILE}: {where}by is '{said['by']}'; write month and day, such as 06-30") from None
    return Step(said["name"].strip(), day.month, day.day, said["asks"])


def _check_words(where, said, known):
    for word in said:
        if word not in known:
            raise DefinitionError(f"{FILE}: {where}unknown word '{word}'; write one of {', '.join(sorted(known))}")
