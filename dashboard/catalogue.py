"""The measures: one SQL file each, whose header says what it is for and how its rows become a number."""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from dashboard import QUERIES
from dashboard.errors import DefinitionError
from dashboard.settings import said_in

STANDARD_SLICES = ("user_group", "age_band", "sex", "ethnicity", "provider", "service")
PERIODS = ("month", "snapshot", "rolling 12 months", "financial year to date", "financial year")
CHOICES = {
    "perspective": ("financial", "customer", "process", "learning"),
    "kind": ("count", "proportion", "rate", "mean", "money", "ratio", "supplied"),
    "better": ("higher", "lower", "range", "neither"),
    "period": PERIODS,
    "counts": ("rows", "distinct people"),
    "denominator": ("summed", "latest"),
    "type": ("input", "process", "output", "outcome"),
    "leads": ("lead", "lag"),
}
REQUIRED = ("title", "question", "why", "owner", "source", "perspective", "kind", "better", "period", "type", "leads")
OPTIONAL = {
    "short": "",
    "caveat": "",
    "codes": "",
    "counts": "rows",
    "denominator": "summed",
    "base": "",
    "per": "",
    "unit_of_value": "",
    "decimals": "",
    "breakdowns": "",
    "needs": "",
    "answers": "",
}
LONGEST_SHORT = 29  # letters: a row of the scorecard has room for no more on a desk's screen
PER = {"proportion": 100}
UNIT_OF_VALUE = {"proportion": "%", "money": "£"}
DECIMALS = {"count": 0, "money": 0}
HEADER_LINE = re.compile(r"--\s*(\w+):\s*(.*)")
BESIDE = re.compile(r"(\w+)\s*=\s*(\S.*)")
PARAMETER = re.compile(r"(\w+)\s*=\s*(-?\d+(?:\.\d+)?)\s*(.*)")


@dataclass(frozen=True)
class Parameter:
    name: str
    value: Decimal
    meaning: str


@dataclass(frozen=True)
class Example:
    """A tiny input and the numerator and denominator it must give: test and explanation in one."""

    words: str
    unit: str
    month: str
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    tables: dict[str, str]


@dataclass(frozen=True)
class Measure:
    key: str
    title: str
    question: str
    why: str
    owner: str
    source: str
    perspective: str
    kind: str
    better: str
    period: str
    type: str
    leads: str
    short: str  # the title for a line with room for LONGEST_SHORT letters; the title itself where none is given
    caveat: str
    codes: str
    counts: str
    denominator: str
    base: str
    per: Decimal
    unit_of_value: str
    decimals: int
    breakdowns: tuple[str, ...]
    needs: tuple[str, ...]
    answers: tuple[str, ...]  # of what is answered in words, those words from the worst to the best: 1, 2, ...
    parameters: tuple[Parameter, ...]
    beside: tuple[tuple[str, str], ...]  # the measures that are read together with this one, each with the reason
    template: str = field(repr=False)
    example: Example = field(repr=False)

    @property
    def sql(self):
        """The select with its parameters filled in; they are numbers, checked when the file was read."""
        return self.template.format(**{p.name: p.value for p in self.parameters}) if self.parameters else self.template

    @property
    def slices(self):
        return STANDARD_SLICES + self.breakdowns

    @property
    def known_as(self):
        """The codes under which its published figures stand, in small letters: its key and its official codes."""
        return {*_known_as(self.key, self.codes)}


def read(folder, overrides=None):
    """Every measure of a folder by its key, in order of key.

    `overrides` holds a council's own parameters: {measure: {parameter: number}}. Raises DefinitionError with the file,
    the word and the choices.
    """
    overrides = overrides or {}
    measures = {path.stem: _measure(path, overrides.get(path.stem, {})) for path in sorted(Path(folder).glob("*.sql"))}
    for key in overrides:
        if key not in measures:
            raise DefinitionError(
                f"council.toml: parameters for '{key}', which is no measure; {_nearest(key, measures)}"
            )
    _check_pairs(measures)
    return measures


def as_published(measure, codes):
    """A measure of the council's own files as a published figure: same name and unit, nothing worked out."""
    return replace(
        measure,
        kind="supplied",
        period="snapshot",
        counts="rows",
        denominator="summed",
        base="",
        per=Decimal(1),
        needs=(),
        parameters=(),
        caveat=f"As published for the whole council, until its own files give it. {measure.caveat}".strip(),
        template=_published_as(sorted(codes)),
        example=replace(measure.example, words="The figure is shown as it was published; nothing is worked out here."),
    )


def _known_as(key, codes):
    return (key, *(code.strip().lower() for code in codes.split(",")))


def _published_as(codes):
    """The select of the figures that are published or supplied under some codes, in small letters."""
    template = (QUERIES / "cube" / "measure" / "as_published.sql").read_text(encoding="utf-8")
    return template.format(codes=", ".join("'" + code.replace("'", "''") + "'" for code in codes))


def _measure(path, overrides):
    words, repeated, select = _split(path)
    _check_words(path, words)
    kind, answers = words["kind"], _answers(path, words)
    return Measure(
        key=path.stem,
        **{word: words[word] for word in REQUIRED},
        **{word: words.get(word, OPTIONAL[word]) for word in ("caveat", "codes", "counts", "denominator", "base")},
        short=words.get("short") or words["title"],
        per=_number(path, "per", words.get("per"), PER.get(kind, 1)),
        unit_of_value=words.get("unit_of_value") or UNIT_OF_VALUE.get(kind, ""),
        decimals=int(_number(path, "decimals", words.get("decimals"), DECIMALS.get(kind, 1) if not answers else 0)),
        breakdowns=_listed(words.get("breakdowns")),
        needs=_listed(words.get("needs")),
        answers=answers,
        parameters=_parameters(path, repeated["parameter"], overrides),
        beside=_beside(path, repeated["beside"]),
        template=select or _supplied(path, words),
        example=_example(path.with_suffix(".toml")),
    )


def _supplied(path, words):
    """The select of a supplied measure, whose file needs none: its figures by its key and its official codes of now."""
    if words["kind"] != "supplied":
        raise DefinitionError(f"{path.name}: there is a header and no select")
    codes = _known_as(path.stem, words.get("codes", ""))
    return _published_as([code for code in codes if code and not code.startswith("formerly ")]).strip()


def _answers(path, words):
    """The words of a scale, the worst first; none of a measure that is a number."""
    found = tuple(filter(None, (word.strip() for word in words.get("answers", "").split(","))))
    if found and (words["kind"] != "supplied" or words["better"] not in ("higher", "neither")):
        raise DefinitionError(
            f"{path.name}: 'answers' suits a supplied measure of which more is better, or neither: the answers stand"
            " from the worst to the best"
        )
    if len(found) == 1 or len({word.lower() for word in found}) < len(found):
        raise DefinitionError(f"{path.name}: answers is '{words['answers']}'; write two or more, such as no, yes")
    return found


def _listed(text):
    return tuple(filter(None, re.split(r"[,\s]+", text or "")))


@cache
def called(key):
    """What a measure is called where there is little room, its header asked alone; the key itself where none has it."""
    path = QUERIES / "measures" / f"{key}.sql"
    if not re.fullmatch(r"\w+", key) or not path.exists():
        return key
    words, *_ = _split(path)
    return words.get("short") or words["title"]


def _split(path):
    """The header's words, the words that may be said more than once, and the select below them; '' without one."""
    words, repeated, lines = {}, {"parameter": [], "beside": []}, path.read_text(encoding="utf-8").splitlines()
    length = 0
    for line in lines:
        found = HEADER_LINE.match(line)
        if not found:
            break
        word, text = found.group(1), found.group(2).strip()
        if word in repeated:
            repeated[word].append(text)
        elif word in words:
            raise DefinitionError(f"{path.name}: '{word}' is said twice")
        else:
            words[word] = text
        length += 1
    return words, repeated, "\n".join(lines[length:]).strip()


def _check_words(path, words):
    known = {*REQUIRED, *OPTIONAL}
    for word in words:
        if word not in known:
            raise DefinitionError(f"{path.name}: unknown word '{word}'; {_nearest(word, sorted(known))}")
    for word in REQUIRED:
        if not words.get(word):
            hint = f"; write one of {', '.join(CHOICES[word])}" if word in CHOICES else ""
            raise DefinitionError(f"{path.name}: '{word}' is missing{hint}")
    for word, choices in CHOICES.items():
        if word in words and words[word] not in choices:
            raise DefinitionError(f"{path.name}: {word} is '{words[word]}'; write one of {', '.join(choices)}")
    if len(words.get("short", "")) > LONGEST_SHORT:
        raise DefinitionError(
            f"{path.name}: short is '{words['short']}', {len(words['short'])} letters; write at most {LONGEST_SHORT}"
        )
    if words["kind"] == "rate" and not words.get("per"):
        raise DefinitionError(f"{path.name}: a rate needs 'per', such as 1000")
    if words.get("counts") == "distinct people" and words["kind"] in ("money", "mean", "ratio", "supplied"):
        raise DefinitionError(
            f"{path.name}: kind '{words['kind']}' adds up rows; distinct people suit count, proportion, rate"
        )


def _number(path, word, text, default):
    try:
        return Decimal(text.replace(",", "")) if text else Decimal(default)
    except ArithmeticError:
        raise DefinitionError(f"{path.name}: {word} is '{text}'; write a number") from None


def _parameters(path, lines, overrides):
    found = []
    for line in lines:
        match = PARAMETER.fullmatch(line)
        if not match:
            raise DefinitionError(f"{path.name}: parameter is '{line}'; write 'name = number what it means'")
        name, value, meaning = match.groups()
        found.append(Parameter(name, Decimal(str(overrides.get(name, value))), meaning))
    for name in overrides:
        if name not in {p.name for p in found}:
            choices = ", ".join(p.name for p in found) or "none"
            raise DefinitionError(f"council.toml: {path.stem} has no parameter '{name}'; its parameters: {choices}")
    return tuple(found)


def _beside(path, lines):
    found = []
    for line in lines:
        match = BESIDE.fullmatch(line)
        if not match:
            raise DefinitionError(f"{path.name}: beside is '{line}'; write 'measure = why the two are read together'")
        found.append(match.groups())
    return tuple(found)


def _check_pairs(measures):
    for measure in measures.values():
        for other, _ in measure.beside:
            if other not in measures or other == measure.key:
                raise DefinitionError(
                    f"{measure.key}.sql: beside names '{other}', which is no other measure; {_nearest(other, measures)}"
                )


def _example(path):
    if not path.exists():
        raise DefinitionError(f"{path.name}: every measure needs its worked example beside it; there is none")
    said = said_in(path)
    for word in ("words", "unit", "month"):
        if word not in said:
            raise DefinitionError(f"{path.name}: '{word}' is missing")

    def decimal(word):
        return None if said.get(word) is None else Decimal(str(said[word]))

    return Example(
        said["words"],
        said["unit"],
        said["month"],
        decimal("numerator"),
        decimal("denominator"),
        decimal("value"),
        said.get("tables", {}),
    )


def _nearest(word, choices):
    from difflib import get_close_matches

    near = get_close_matches(word, list(choices), n=3, cutoff=0.4) or list(choices)
    return "did you mean " + ", ".join(near[:12]) + "?"
