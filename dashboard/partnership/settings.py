"""partners.toml of a council: the measures shared with partners, and those of the plan under the common fund."""

from dataclasses import dataclass

from dashboard.errors import DefinitionError
from dashboard.settings import said_in

FILE = "partners.toml"
WORDS = {"": ("interface", "better_care_fund"), "[better_care_fund]: ": ("measures", "returns")}


@dataclass(frozen=True)
class Partners:
    """`interface` are the measures (keys) that a partner who signs in sees; `fund` those of the Better Care Fund's
    plan, `returns` what its returns are called in the register of national returns. Empty where nobody has said."""

    interface: tuple = ()
    fund: tuple = ()
    returns: str = ""


def read(folder):
    """The Partners of a council's folder. Raises DefinitionError naming the file, the word and what to write."""
    path = folder / FILE
    if not path.exists():
        return Partners()
    said = said_in(path)
    fund = said.get("better_care_fund", {})
    for where, told in (("", said), ("[better_care_fund]: ", fund)):
        _check(where, told)
    returns = fund.get("returns", "")
    if not isinstance(returns, str):
        raise DefinitionError(f"{FILE}: [better_care_fund]: returns is {returns!r}; write the name of the return")
    return Partners(
        _measures("interface", said.get("interface", [])),
        _measures("measures", fund.get("measures", [])),
        returns.strip(),
    )


def _check(where, said):
    if not isinstance(said, dict):
        raise DefinitionError(f"{FILE}: {where}write a heading and its words below it")
    for word in said:
        if word not in WORDS[where]:
            raise DefinitionError(f"{FILE}: {where}unknown word '{word}'; write one of {', '.join(WORDS[where])}")


def _measures(word, found):
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise DefinitionError(f'{FILE}: {word} is {found!r}; write a list of measures such as ["delayed_discharges"]')
    return tuple(dict.fromkeys(found))
