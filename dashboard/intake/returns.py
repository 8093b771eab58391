"""The tables in an XML return: one for each kind of element that holds others, a row for each such element.

A column is what an element holds itself, under its own name, or what it is told by those around it, under the name of
the one that holds it and its own: ChildIdentifiers LAchildID. Around a row stand the elements that it is in, and what
stands in them once. No schema is needed: what a return is called and what it means is said by mappings.
"""

import io
import re
from collections import Counter

from lxml import etree

from dashboard.intake import bounds

SECOND, THIRD = 2, 3  # depths, the root being 1: at the second stand records, or a list of them that are at the third
MANY = 1000  # so many of one kind below the second are a list of records, read and let go one by one
TAG = re.compile(rb"<(?:\?xml\b|[a-z_][\w.:-]*[\s/>])")
SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "encoding": "utf-8"}
MOST_DEEP, MOST_TOLD = 12, 1000  # how deep elements lie in each other, and how many columns others tell a row
NOT_FLAT = "it is an XML file with more in each other than a return has; save it as .xlsx or CSV"
NO_TABLE = "it is an XML file that is no return with records; save it as .xlsx or CSV"


def tables(path, data):
    """(name, rows, lines) of each table of a return in UTF-8: its first row has the names of the columns.

    Raises bounds.Unreadable.
    """
    reader = Reader(bounds.Room(path))
    try:
        for event, element in etree.iterparse(
            io.BytesIO(data), events=("start", "end"), remove_comments=True, remove_pis=True, **SAFE
        ):
            reader.starts(element) if event == "start" else reader.ends(element)
    except etree.XMLSyntaxError as error:
        raise bounds.Unreadable(f"it is an XML file that is damaged ({error.msg}); send it anew") from error
    if not reader.found:
        raise bounds.Unreadable(NO_TABLE)
    for name, table in reader.found.items():
        yield name, table.filled(reader.room), table.lines


def is_xml(beginning):
    """Whether a file begins as XML does; `beginning` is in small letters, without what stands before it."""
    return TAG.match(beginning) is not None


class Table:
    """The rows of one kind of element, each with what it has of the columns found so far."""

    def __init__(self):
        self.columns, self.rows, self.lines = {}, [], []

    def add(self, cells, line):
        self.rows.append([(self.columns.setdefault(name, len(self.columns)), text) for name, text in cells.items()])
        self.lines.append(line)

    def filled(self, room):
        width = len(self.columns)
        if width > bounds.MOST_COLUMNS:
            raise bounds.Unreadable(bounds.TOO_MANY)
        room.take(width * len(self.rows))
        rows = [tuple(self.columns)]
        for cells in self.rows:
            row = [""] * width
            for place, text in cells:
                row[place] = text
            rows.append(tuple(row))
        return rows


class Reader:
    """Fed with the elements as they start and end, gathers the tables; a record is let go once it is read.

    `around` is what stands once below the root, such as a header, with what it tells all that follow it.
    """

    def __init__(self, room):
        self.room, self.found = room, {}
        self.depth, self.kinds, self.around, self.again = 0, Counter(), {}, set()

    def starts(self, element):
        self.depth += 1
        if self.depth > MOST_DEEP:
            raise bounds.Unreadable(NOT_FLAT)
        if self.depth == 1 and element.getroottree().docinfo.internalDTD is not None:
            raise bounds.Unreadable("it is an XML file that declares a document type, which no return does")

    def ends(self, element):
        if self.depth == THIRD:
            self.kinds[element.tag] += 1
            if len(self.kinds) == 1 and self.kinds[element.tag] >= MANY:
                for record in [*reversed([*element.itersiblings(preceding=True)]), element]:
                    self.read(record)
        elif self.depth == SECOND:
            self.end_of_second(element)
            self.kinds.clear()
        self.depth -= 1

    def end_of_second(self, element):
        name, told = name_of(element), told_by(element)
        is_first = name not in self.around and name not in self.again
        self.around.pop(name, None)
        if len(element):
            self.read(element)
        if is_first:
            self.around[name] = told
        self.again.add(name)

    def read(self, record):
        self.add_rows(record, together(self.around.values()))
        record.getparent().remove(record)

    def add_rows(self, element, outer):
        own, parts = leaves(element), parts_of(element)
        cells = own | outer | together(parts.values())
        self.room.take(len(cells) + 1, sum(map(len, cells.values())))
        self.found.setdefault(name_of(element), Table()).add(cells, element.sourceline)
        inner = outer | {f"{name_of(element)} {name}": text for name, text in own.items()}
        for child in groups(element):
            self.add_rows(child, inner | together(one for name, one in parts.items() if name != name_of(child)))


def groups(element):
    return [child for child in element if len(child)]


def parts_of(element):
    """What each element that stands once in an element tells."""
    times = Counter(map(name_of, groups(element)))
    return {name_of(child): told_by(child) for child in groups(element) if times[name_of(child)] == 1}


def told_by(element):
    """What an element tells others: its own, and that of what stands in it once, under the name of what holds it."""
    own = {f"{name_of(element)} {name}": text for name, text in leaves(element).items()}
    return own | together(parts_of(element).values())


def together(told):
    found = {}
    for one in told:
        found |= one
        if len(found) > MOST_TOLD:
            raise bounds.Unreadable(NOT_FLAT)
    return found


def leaves(element):
    """What an element holds itself; what stands several times is one text with commas between."""
    found = {}
    for child in element:
        if not len(child) and isinstance(child.tag, str):
            found.setdefault(name_of(child), []).append(" ".join((child.text or "").split()))
    return {name: ", ".join(filter(None, texts)) for name, texts in found.items()}


def name_of(element):
    return etree.QName(element).localname
