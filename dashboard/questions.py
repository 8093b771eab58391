"""Questions that a council asks again and again: each a sentence and the address of the exploration that answers it."""

from dataclasses import dataclass
from urllib.parse import parse_qs

from dashboard.errors import DefinitionError

WORDS = {"asks", "address"}
PATH = "/explore?"


@dataclass(frozen=True)
class Question:
    """A sentence, the address that answers it, and the keys of measures and units that the address names."""

    asks: str
    address: str
    measures: tuple[str, ...]
    units: tuple[str, ...]


def question(number, said):
    """The Question of an entry of questions.toml. Raises DefinitionError naming the entry and what to write."""
    where = f"questions.toml: question {number}"
    for word in said:
        if word not in WORDS:
            raise DefinitionError(f"{where}: unknown word '{word}'; write one of {', '.join(sorted(WORDS))}")
    for word in sorted(WORDS):
        if not isinstance(said.get(word), str) or not said[word].strip():
            raise DefinitionError(f"{where}: '{word}' is missing")
    asks, address = said["asks"].strip(), said["address"].strip()
    named = parse_qs(address.partition("?")[2])
    if not address.startswith(PATH) or "measure" not in named:
        raise DefinitionError(f"{where}: address is '{address}'; write it as {PATH}measure=clients_reviewed")
    return Question(asks, address, tuple(named["measure"]), tuple(named.get("unit", ())))
