"""What the sections of a pack are made from, and the cells that several of them have."""

from dataclasses import dataclass
from datetime import date

from dashboard.packs.pack import NOTHING, Cell, Head, Row, Section, Table, Words
from layouts import words


@dataclass(frozen=True)
class At:
    """Of which unit and month a pack is, for whom, and what it is made from: a snapshot as its reader may see it, its
    names, and what was written as they may read it. `store` is the whole one, whose home has what was published; `of`
    names the provider of a pack that is one provider's."""

    store: object
    snapshot: object
    names: object
    reader: object
    definition: object
    unit: object
    month: date
    written: object
    today: date
    of: str = ""

    @property
    def units(self):
        """The keys of the unit and of all that stood below it in the month."""
        return [one.key for one in self.unit.branch_in(self.month)]


def nothing(key, name, title, said=NOTHING):
    """The section of a block about which there is nothing: it is there and says so."""
    return Section(key, name, title, (Words(said, is_small=True),))


def standing(of):
    """How a value stands to its target: shape and word, marked for its colour."""
    return Cell(f"{words.SHAPES[of]} {of}", of)


def cells(*texts):
    """Cells of texts; what is a Cell already stays one, and nothing is an empty one."""
    return tuple(one if isinstance(one, Cell) else Cell(one or "") for one in texts)


def row(*texts, kind=""):
    return Row(cells(*texts), kind)


def heads(*said):
    """Heads of ("measure", "now n", ...): a word after the last space that is a kind of column says which."""
    found = []
    for text in said:
        name, _, kind = text.rpartition(" ")
        found.append(Head(name, kind) if kind in ("n", "wide", "short", "course") else Head(text))
    return tuple(found)


def table(caption, columns, rows, note=""):
    return Table(caption, heads(*columns), tuple(rows), note)
