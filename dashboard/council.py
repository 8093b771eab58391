"""A council's own tailoring, read from its folder and checked: names, perspectives, objectives, parameters."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from dashboard.errors import DefinitionError

SETTINGS = {"name", "history", "near", "perspectives", "parameters", "colours"}
PERSPECTIVES = ("customer", "process", "financial", "learning")


@dataclass(frozen=True)
class Perspective:
    key: str
    name: str
    says: str


@dataclass(frozen=True)
class Objective:
    """What the council wants, the measures that tell, and where it applies (empty: everywhere)."""

    key: str
    title: str
    perspective: str
    serves: str
    measures: tuple[str, ...]
    under: tuple[str, ...]
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Council:
    folder: Path
    name: str
    history: int
    near: float
    perspectives: tuple[Perspective, ...]
    objectives: tuple[Objective, ...]
    parameters: dict[str, dict]


def read(folder):
    """The tailoring in a folder. Raises DefinitionError naming the file, the word and the choices."""
    folder = Path(folder)
    said = _toml(folder / "council.toml")
    for word in said:
        if word not in SETTINGS:
            raise DefinitionError(f"council.toml: unknown word '{word}'; write one of {', '.join(sorted(SETTINGS))}")
    objectives = _toml(folder / "objectives.toml") if (folder / "objectives.toml").exists() else {}
    return Council(
        folder=folder,
        name=said.get("name", "The council"),
        history=int(said.get("history", 60)),
        near=float(said.get("near", 5)),
        perspectives=_perspectives(said.get("perspectives", {})),
        objectives=tuple(_objective(o) for o in objectives.get("objective", [])),
        parameters=said.get("parameters", {}),
    )


def _toml(path):
    if not path.exists():
        raise DefinitionError(f"{path}: not found; 'council new FOLDER' writes a folder to start from")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(f"{path.name}: {error}") from None


def _perspectives(said):
    for key in said:
        if key not in PERSPECTIVES:
            raise DefinitionError(f"council.toml: unknown perspective '{key}'; write one of {', '.join(PERSPECTIVES)}")
    order = [*said, *(key for key in PERSPECTIVES if key not in said)]
    return tuple(
        Perspective(key, said.get(key, {}).get("name", key.capitalize()), said.get(key, {}).get("says", ""))
        for key in order
    )


def _objective(said):
    for word in ("key", "title", "perspective"):
        if not said.get(word):
            raise DefinitionError(f"objectives.toml: objective {said.get('key', said)}: '{word}' is missing")
    if said["perspective"] not in PERSPECTIVES:
        raise DefinitionError(
            f"objectives.toml: {said['key']}: perspective is '{said['perspective']}'; "
            f"write one of {', '.join(PERSPECTIVES)}"
        )
    lists = {word: tuple(said.get(word, ())) for word in ("measures", "under", "levels")}
    return Objective(said["key"], said["title"], said["perspective"], said.get("serves", ""), **lists)


def check_measures(council, measures):
    """Raise DefinitionError where an objective names a measure that there is none of."""
    for objective in council.objectives:
        for key in objective.measures:
            if key not in measures:
                raise DefinitionError(f"objectives.toml: {objective.key}: no measure '{key}' in queries/measures")
