"""A file of a register taken in: its rows become entries, are changed or moved on, all of them or none.

A row is the entry that its `entry` or the register's reference names; else it is a new one. What is wrong is told by
line, column, value and reason. What nobody may do on a page no file does either: two people stay two people.
"""

from collections import deque
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dashboard.errors import Refused
from dashboard.intake import sheet
from dashboard.journal import Draft, kinds
from dashboard.journal.events import new_id
from dashboard.journal.things import NEW, barred
from dashboard.registers.fields import FIGURES, NUMBERS, SEVERAL, several
from dashboard.registers.tables import KEPT, TOLD

MOST = 5_000  # rows of one file
WAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y")
TRUE, FALSE = ("yes", "y", "true", "x", "1"), ("no", "n", "false", "0")
MORE = ("reason",)  # a column of why, for moves that need one


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be taken. `line` counts from 1, the headings' line; `column` is '' for all of the row."""

    line: int
    column: str
    value: str
    reason: str


def take(register, path, names, written, by, unit="", may=None):
    """(Drafts that were written, Faults, rows that said nothing new). With a Fault nothing is written. `unit` is the
    key of the unit of new rows that name none."""
    rows, faults = _rows(register, path)
    drafts, same, seen = [], 0, {}
    known = _Known(register, names, written, by, {row.get("reference") for _, row in rows})
    for line, row in rows:
        try:
            made = _drafts(register, row, known, by, unit, f"file {Path(path).name}, line {line}", seen)
        except _Wrong as why:
            faults += [Fault(line, column, value, reason) for column, value, reason in why.args[0]]
            continue
        drafts += made
        same += not made
    if faults or not drafts:
        return [], faults, same
    written.journal.write(*drafts, may=may)
    return drafts, [], same


class _Wrong(Exception):
    """(column, value, reason) of what is wrong with a row."""


class _Known:
    """What a row may name: units, measures, entries; and the entries that there are."""

    def __init__(self, register, names, written, by, also):
        self.units = {text.casefold(): one.key for one in names.units.values() for text in (one.key, one.name)}
        self.measures = {
            text.casefold(): key for key, one in names.measures.items() for text in (key, one["title"], one["short"])
        }
        self.things = {one.key: one for one in written.at(None, families=[register.key], by=by)}
        self.by_reference = {}
        if register.reference:
            self.by_reference = {one.fields[register.reference]: one for one in self.things.values()}
        self.entries = {register.key: {*self.by_reference, *(one for one in also if one)}}
        for said in register.fields.values():
            if (of := said.get("of")) and of not in self.entries:
                from dashboard.registers.register import registers

                name = registers()[of].reference
                self.entries[of] = {one.fields[name] for one in written.at(None, families=[of])}


def _rows(register, path):
    """([(line, {field or kept column: text})], Faults) of a file."""
    table = sheet.lines(path)
    if not table:
        raise Refused(f"{Path(path).name} is empty: save one from the register's page and fill that in")
    titles = {said["title"].casefold(): name for name, said in register.fields.items()}
    # What is only told is not read again, also where a field has its name ("due", of which the title is "By").
    told = {name: None for name in TOLD if name not in titles}
    called = {name: name for name in (*register.fields, *KEPT, *MORE)} | told | titles
    figures = {name for name, said in register.fields.items() if said["type"] == FIGURES}  # and read from no file
    heads = [text.strip() for text in table[0][1]]
    faults = [
        Fault(1, text, text, f"there is no such column; they are {', '.join(sorted(called))}")
        for text in heads
        if text and text.casefold() not in called
    ]
    rows = []
    for line, cells in table[1:]:
        if not any(cell.strip() for cell in cells):
            break  # below the table a saved file says what it is about
        filled = [*cells, *[""] * len(heads)]  # what a row is too short for is empty
        row = {name: cell.strip() for head, cell in zip(heads, filled, strict=False)
               if (name := called.get(head.casefold())) and name not in figures}  # fmt: skip
        if register.reference:
            row["reference"] = row.get(register.reference)
        rows.append((line, row))
    if len(rows) > MOST:
        raise Refused(f"{Path(path).name} has {len(rows):,} rows, and {MOST:,} are taken at once: cut it in parts")
    return rows, faults


def _drafts(register, row, known, by, unit, why, seen):
    """The Drafts that a row asks for; none where it says what there is. Raises _Wrong."""
    thing = known.things.get(row.get("entry", "")) or known.by_reference.get(row.get("reference"))
    if row.get("entry") and thing is None:
        raise _Wrong([("entry", row["entry"], "there is no such entry; leave it empty for a new one")])
    if (name := row.get("reference")) and seen.setdefault(name, row) is not row:
        raise _Wrong([(register.title_of(register.reference), name, "another row of the file has it")])
    values, reason = _kept(register, row, thing) | _values(register, row, known), row.get("reason") or why
    state = _state(register, row.get("state", ""))
    where = _unit(row, known, thing, unit)
    path = _path(register, thing, values, state, by)
    if path is None:
        told = register.states[thing.state] if thing else "new"
        raise _Wrong([("state", row.get("state", ""), f"no way from “{told}” leads there with what the row says")])
    about, drafts, fields = thing.key if thing else new_id(), [], dict(thing.fields) if thing else {}
    for number, move in enumerate(path):
        names = register.models[move.kind][0].model_fields
        body = {one: values[one] for one in names if one in values}
        draft = Draft(
            kind=move.kind,
            by=by,
            about=about,
            unit=where if number == 0 and not thing else None,
            body=body,
            reason=reason,
            seen=thing.seen if thing else None,
        )
        fields |= _checked(register, draft, fields, thing)
        drafts.append(draft)
    return drafts


def _checked(register, draft, fields, thing):
    """The fields of a draft's body. Raises _Wrong where the register refuses it."""
    try:
        body = kinds.checked(draft.kind, draft.body)[0].model_dump()
        register.family.check_thing(draft, fields | body, thing)
        return body
    except kinds.NotAccepted as why:
        raise _Wrong(
            [(register.title_of(name) if name in register.fields else name, str(draft.body.get(name, "")), reason)
             for name, reason in why.errors.items()]
        ) from None  # fmt: skip
    except Refused as why:
        raise _Wrong([("", "", str(why))]) from None


def _path(register, thing, values, wanted, by):
    """The moves that lead to what a row says, the fewest; [] where it is so already; None where none does."""
    ways = _Ways(register, thing, values, by)
    begin = ways.changing() if thing and _differs(register, thing, values) else []
    if begin is None:
        return None
    here = begin[-1].to if begin else thing.state if thing else NEW
    if thing and wanted in ("", here):
        return begin
    rest = ways.shortest(here, wanted, begin)
    return None if rest is None else [*begin, *rest]


class _Ways:
    """The moves that whoever sends a file may make of an entry (None: of a new one) with what a row says."""

    def __init__(self, register, thing, values, by):
        self.register, self.thing, self.values, self.by = register, thing, values, by

    def changing(self):
        """The one move that writes the whole entry anew where it stands; None where there is none."""
        whole = self.register.models[self.register.begins[0]][0]
        found = (
            move
            for move in self.register.family.moves
            if self.thing.state in move.after and self._model(move) is whole and not barred(move, self.thing, self.by)
        )
        return next(([move] for move in found), None)

    def shortest(self, start, wanted, made):
        """The fewest moves from a state to the one that is wanted, or of a new entry to any; None where none lead."""
        waiting, been = deque([(start, ())]), {start}
        while waiting:
            state, moves = waiting.popleft()
            for move in self._open(state, (*made, *moves)):
                if move.to == wanted or (not wanted and state == NEW):
                    return [*moves, move]
                if move.to not in been:
                    been.add(move.to)
                    waiting.append((move.to, (*moves, move)))
        return None

    def _open(self, state, made):
        """The moves that may come in a state after those of the same file: one hand is one person in all of them."""
        kinds_made = {one.kind for one in made}
        for move in self.register.family.moves:
            is_barred = kinds_made & set(move.not_by) or (self.thing and barred(move, self.thing, self.by))
            if state in move.after and not move.adds and self._has(move) and not is_barred:
                yield move

    def _has(self, move):
        """Whether a row has what a move's form must have; what begins an entry is tried, to tell what is missing."""
        needed = [name for name, info in self._model(move).model_fields.items() if info.is_required()]
        return NEW in move.after or all(name in self.values for name in needed)

    def _model(self, move):
        return self.register.models[move.kind][0]


def _differs(register, thing, values):
    names = register.models[register.begins[0]][0].model_fields
    body = kinds.known(register.begins[0]).model
    try:
        now = body.model_validate({name: values[name] for name in names if name in values}).model_dump()
    except ValueError:
        return True
    return any(now[name] != thing.fields.get(name) for name in names)


def _unit(row, known, thing, unit):
    said = row.get("unit") or ("" if thing else unit)
    found = known.units.get(said.casefold()) if said else thing and thing.unit
    if not found:
        raise _Wrong([("unit", said, "there is no unit of this name" if said else "say of which unit")])
    return found


def _state(register, text):
    called = {word.casefold(): key for key, words in register.states.items() for word in (key, words)}
    if text and text.casefold() not in called:
        raise _Wrong([("state", text, f"the states are {', '.join(register.states.values())}")])
    return called.get(text.casefold(), "")


def _kept(register, row, thing):
    """{field: value} that an entry has and that the file has no column of."""
    said = thing.fields if thing else {}
    return {name: said[name] for name in register.fields if name not in row and said.get(name) not in (None, "", ())}


def _values(register, row, known):
    """{field: value} of a row's cells that say something. Raises _Wrong with all that cannot be read."""
    found, wrong = {}, []
    for name, said in register.fields.items():
        text = row.get(name, "")
        if not text:
            continue
        try:
            found[name] = _value(said, text, known)
        except ValueError as why:
            wrong.append((said["title"], text, str(why)))
    if wrong:
        raise _Wrong(wrong)
    return found


def _value(said, text, known):
    kind = said["type"]
    if kind in SEVERAL:
        return [_one(said, one, known) for one in several(text)]
    if kind == "date":
        return _day(text)
    if kind == "yes":
        if text.casefold() not in (*TRUE, *FALSE):
            raise ValueError("write yes or no")
        return text.casefold() in TRUE
    if kind in NUMBERS:
        return text.replace(",", "").lstrip("£")
    return _one(said, text, known)


def _one(said, text, known):
    """A text, put into the words that are known where it names something."""
    if "choices" in said:
        called = said["choices"] if isinstance(said["choices"], dict) else {one: one for one in said["choices"]}
        found = {word.casefold(): key for key, words in called.items() for word in (key, words)}
        if text.casefold() not in found:
            raise ValueError(f"write one of {', '.join(called.values())}")
        return found[text.casefold()]
    if said["type"] in ("measure", "measures"):
        if text.casefold() not in known.measures:
            raise ValueError("there is no measure of this name")
        return known.measures[text.casefold()]
    if "of" in said and text not in known.entries[said["of"]]:
        raise ValueError(f"there is no {said['of']} of this number")
    return text


def _day(text):
    for way in WAYS:
        try:
            return datetime.strptime(text, way).date()
        except ValueError:
            continue
    raise ValueError(f"this is no day; write {date.today():%Y-%m-%d}")
