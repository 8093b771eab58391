"""Plans from a file: a row for each plan and each of its lines, all of them written or none.

Each row says in `line` what it is (plan, priority, milestone ...) and in `unit` whose; the other columns are named
after the fields of its form. What is wrong is told with its line, column, value and reason.
"""

from dataclasses import dataclass
from pathlib import Path

from dashboard.errors import Refused
from dashboard.intake import sheet
from dashboard.journal.events import Draft, new_id
from dashboard.journal.families.plan_lines import SORTS
from dashboard.journal.families.plans import LIVE, Begun, Plan
from dashboard.journal.kinds import NotAccepted, checked, known
from dashboard.planning import plans

TEMPLATE = "plan_template.csv"
WHOSE = ("line", "unit", "partner")
MOST_TOLD = 40
UNIT_FIELDS = ("joint_with", "owed_by", "owed_to")


class NotRead(Refused):
    """A file that was not taken. `errors` are sentences, each with line and column."""

    def __init__(self, name, errors):
        self.errors = errors
        more = f"\nand {len(errors) - MOST_TOLD} more" if len(errors) > MOST_TOLD else ""
        told = "\n".join(f"{name}, {error}" for error in errors[:MOST_TOLD])
        super().__init__(f"nothing was written: {name} has {len(errors)} mistake(s)\n{told}{more}")


@dataclass(frozen=True)
class Row:
    """A row of the file: the line it stands on, and {column: text} of its cells that say something."""

    number: int
    cells: dict


def read(path):
    """The Rows of a CSV or XLSX file, and its columns. Raises Refused where it is neither."""
    path = Path(path)
    rows = [(number, cells) for number, cells in sheet.lines(path) if any(cell.strip() for cell in cells)]
    if not rows:
        raise Refused(f"{path.name} is empty: begin with a row of headings, as in {TEMPLATE} of the council's folder")
    heads = [_word(cell) for cell in rows[0][1]]
    missing = [word for word in ("line", "unit") if word not in heads]
    if missing:
        raise Refused(
            f"{path.name}, line {rows[0][0]}: there is no column '{missing[0]}'; the first row names the columns"
        )
    if twice := next((head for head in heads if head and heads.count(head) > 1), None):
        raise Refused(f"{path.name}, line {rows[0][0]}: there are two columns '{twice}'; leave one of them out")
    if not rows[1:]:
        raise Refused(f"{path.name} has headings and no row under them: write one for each plan and each of its lines")
    found = [
        Row(number, {head: cell.strip() for head, cell in zip(heads, cells, strict=False) if head and cell.strip()})
        for number, cells in rows[1:]
    ]
    return found, heads


def drafts(path, names, written, by):
    """The Drafts of a file. Raises NotRead with every mistake, or Refused. `written` is what there is already."""
    rows, heads = read(path)
    taking = _Taking(names, plans.plans(written), by, [head for head in heads if head])
    for row in rows:
        taking.plan(row)
    for row in rows:  # priorities first: other lines name them
        taking.line(row, ("priority",))
    for row in rows:
        taking.line(row, [sort for sort in SORTS if sort != "priority"])
    if taking.errors:
        raise NotRead(Path(path).name, [text for _, text in sorted(taking.errors)])
    return taking.drafts


class _Taking:
    """What has been taken of a file so far."""

    def __init__(self, names, there, by, heads):
        self.names, self.by, self.heads = names, by, heads
        self.drafts, self.errors = [], []
        self.there = {(one.unit, one.get("partner")): one for one in there if one.state in LIVE}
        self.plans = {node: one.key for node, one in self.there.items()}
        self.priorities = {}
        for node, one in self.there.items():
            self.priorities[node] = {name: line.key for line in one.priorities for name in _names(line.rank, line)}
        self.lines = {(one.key, line.sort, _said(line.thing.fields)) for one in there for line in one.lines}
        self.called = {name.lower(): key for key, unit in names.units.items() for name in (key, unit.name)}

    def wrong(self, row, column, reason):
        value = row.cells.get(column, "")
        self.errors.append((row.number, f"line {row.number}, column {column}: '{value}': {reason}"))

    def unit(self, row, column="unit"):
        """The key of the unit that a cell names; None, and what is wrong is told, where there is none."""
        found = self.called.get(row.cells.get(column, "").lower())
        if found is None:
            self.wrong(row, column, "there is no such unit; write its key or its name as the organisation has it")
        return found

    def plan(self, row):
        sort = row.cells.get("line", "").lower()
        if sort not in ("plan", *SORTS):
            return self.wrong(row, "line", f"write one of plan, {', '.join(SORTS)}")
        if sort != "plan" or (unit := self.unit(row)) is None:
            return None
        node = unit, row.cells.get("partner", "")
        if node in self.plans:
            return self.wrong(row, "unit", "it has a plan already: leave this row out, and its lines go into that one")
        body = self.body(row, "plan.revised", unit)
        key = new_id()
        self.plans[node], self.priorities[node] = key, {}
        if body is None:
            return None
        began = {name: body[name] for name in Begun.model_fields if name in body}
        self.drafts.append(Draft(kind="plan.drafted", by=self.by, about=key, unit=unit, body=began))
        if len(began) < len(body):
            self.drafts.append(Draft(kind="plan.revised", by=self.by, about=key, body=body))
        return None

    def line(self, row, sorts):
        sort = row.cells.get("line", "").lower()
        if sort not in sorts or (unit := self.unit(row)) is None:
            return
        node = unit, row.cells.get("partner", "")
        if node not in self.plans:
            return self.wrong(row, "unit", "it has no plan: put a row 'plan' for it into the file")
        body = self.body(row, f"line.{sort}", unit)
        if body is None:
            return
        plan = self.plans[node]
        told = plan, sort, _said(checked(f"line.{sort}", {"plan": plan, **body})[0].model_dump())
        if told in self.lines:
            return self.wrong(row, "line", "this very line is in the plan already")
        self.lines.add(told)
        key = new_id()
        if sort == "priority":
            self.priorities[node] |= {str(body["rank"]): key, body["title"].lower(): key}
        self.drafts.append(Draft(kind=f"line.{sort}", by=self.by, about=key, unit=unit, body={"plan": plan, **body}))

    def body(self, row, kind, unit):
        """The fields of a row as its form would send them; None where something is wrong, which is told."""
        before, model = len(self.errors), known(kind).model
        body = {}
        for name in model.model_fields:
            if name in row.cells and (name not in WHOSE or model is Plan):
                body[name] = self.value(row, name, unit)
        for name in row.cells:
            if name not in WHOSE and name not in model.model_fields:
                self.wrong(row, name, f"a line of this sort has no such column; it has {', '.join(model.model_fields)}")
        try:
            checked(kind, body)
        except NotAccepted as problem:
            for name, sentence in problem.errors.items():
                if body.get(name, "") is not None:
                    self.wrong(row, name or "line", sentence)
        return body if len(self.errors) == before else None

    def value(self, row, name, unit):
        """What a cell means: keys for what it names, ISO days, numbers without commas. None where it names nothing."""
        text = row.cells[name]
        if name in UNIT_FIELDS:
            return self.unit(row, name)
        if name == "serves":
            return self.named(row, name, self.priorities.get((unit, row.cells.get("partner", "")), {}))
        if name == "shows":
            return self.named(row, name, _called(self.names.measures))
        if name == "objective":
            return self.named(row, name, _called(self.names.objectives))
        if name == "up":
            return (
                text if text == "own" else self.named(row, name, {**self.above(unit), **_called(self.names.objectives)})
            )
        if name in ("due", "milestone_due"):
            return _day(text)
        return text.replace(",", "").lstrip("£") if name in NUMBERS else text

    def above(self, unit):
        """{what a priority of a plan above is called: its key}."""
        over = {one.key for one in self.names.above(self.names.units[unit])}
        return {name: key for (at, _), found in self.priorities.items() if at in over for name, key in found.items()}

    def named(self, row, name, choices):
        found = choices.get(row.cells[name].lower())
        if found is None:
            some = ", ".join(list(choices)[:6]) or "none"
            self.wrong(row, name, f"there is no such; there are {some}")
        return found


NUMBERS = ("rank", "year", "first_year", "years", "share", "units", "price", "budget", "minutes", "amount", "hours")
NUMBERS += ("fte", "vacant", "direct", "absence")


def _names(rank, line):
    return str(rank), str(line.get("title")).lower()


def _called(known):
    return {name.lower(): key for key, one in known.items() for name in (key, one["title"])}


def _said(fields):
    """What a line says, however its numbers were written."""
    return tuple(sorted((word, str(value)) for word, value in fields.items() if value not in (None, "")))


def _day(text):
    """An ISO day of one that is written day first; as it stands where it is neither."""
    parts = text.replace(".", "/").split("/")
    if len(parts) == 3 and all(part.isdigit() for part in parts):
        return f"{parts[2]:0>4}-{parts[1]:0>2}-{parts[0]:0>2}"
    return text


def _word(cell):
    return cell.strip().lower().replace(" ", "_")
