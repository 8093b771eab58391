"""The scorecard of a unit in a pack: its headlines at a glance, and every measure."""

from dashboard.packs.pack import Cell, Section
from layouts import words
from layouts.charts import in_cells
from layouts.packs.at import At, nothing, row, standing, table
from layouts.parts.card import card_of
from layouts.parts.glance import headlines
from layouts.words import card as card_words

COURSE = 24  # months of a small line
BASIS = "each measure on its own basis, of the newest period that had ended"


def glance(at: At):
    """The headlines of each perspective, in a panel each."""
    read = card_of(at.snapshot, at.unit.key, at.month)
    found = chosen(at, read)
    title = card_words.summary(at.unit, read.card.rows, at.month)
    if not found:
        return nothing("glance", "At a glance", title)
    panels = [_panel(at, read, one, rows) for one, rows in found]
    many = sum(len(rows) for _, rows in found)
    basis = f"{many} of {len(read.card.rows)} measures; {BASIS}"
    return Section(
        "glance", "At a glance", title, tuple(panels[::2]), tuple(panels[1::2]), basis=basis, measures=_keys(found)
    )


def _panel(at, read, perspective, rows):
    every = [row.standing for row in read.card.rows if row.perspective == perspective["key"]]
    counts = [f"{every.count(one)} {one}" for one in ("met", "near", "missed") if one in every]
    caption = f"{perspective['name']}, {perspective['says']}: {words.listed(counts) or 'none judged'}"
    columns = ("measure", "now n", "standing short")
    return table(caption, columns, [_headline(at, read, one) for one in rows])


def _headline(at, read, found):
    measure = at.names.measures[found.measure]
    aim = _aim(at, read, found)
    held = f"of {aim}" if aim and found.measure not in read.parts else aim
    value = Cell(words.figure(measure, found.value), value=found.value, below=held)
    said = "; ".join(filter(None, (words.unit_words(measure), _moves(read, found))))
    return row(Cell(measure["short"], below=said), value, standing(found.standing))


def chosen(at, read):
    """[(perspective, its headlines)] of a card, those perspectives that have a measure on it."""
    found = [(one, [row for row in read.card.rows if row.perspective == one["key"]]) for one in at.names.perspectives]
    return [(one, headlines(at.names, read.card, one["key"], rows)) for one, rows in found if rows]


def every_measure(at: At):
    """Every measure of the card."""
    read = card_of(at.snapshot, at.unit.key, at.month)
    rows = [(one, [row for row in read.card.rows if row.perspective == one["key"]]) for one in at.names.perspectives]
    return _section(at, read, "scorecard", "Every measure", [(one, found) for one, found in rows if found])


def answer(at: At):
    """What the card comes to: whether it is getting better; of a quarter, how it was against the one before."""
    read = card_of(at.snapshot, at.unit.key, at.month)
    year = card_words.course(at.names, read.card, read.here.believed)
    said = [year, read.quarter if at.definition.every == "quarter" else ""]
    return " ".join(filter(None, said)) or card_words.summary(at.unit, read.card.rows, at.month)


def _section(at, read, key, name, by_perspective):
    card, lines = read.card, []
    title = card_words.summary(at.unit, card.rows, at.month)
    for one, rows in by_perspective:
        lines += [row(one["name"], kind="group"), *(_line(at, read, found) for found in rows)]
    if not lines:
        return nothing(key, name, title)
    columns = ("measure", "now n", "target n", "standing short", "how it moves", "two years course")
    made = table(f"{name}: {at.unit.name}, {words.month_words(at.month)}", columns, lines)
    many = sum(len(rows) for _, rows in by_perspective)
    of = f": {many} of {len(card.rows)} measures" if many < len(card.rows) else ""
    return Section(key, f"{name}{of}", title, (made,), basis=BASIS, measures=_keys(by_perspective))


def _keys(by_perspective):
    return tuple(one.measure for _, rows in by_perspective for one in rows)


def _aim(at, read, found):
    """The target, or what the unit holds of what the unit that has the target counted."""
    if part := read.parts.get(found.measure):
        return words.part_words(part, at.names)
    return words.target_words(at.names.measures[found.measure], found.target_low, found.target_high)


def _moves(read, found):
    return read.readings[found.measure].moves if found.value is not None else found.reason or ""


def _from_to(measure, past):
    """A small line in words: 'from 45.6 to 40.3'; '' where there are fewer than two values."""
    known = [value for value in past or () if value is not None]
    return f"from {words.figure(measure, known[0])} to {words.figure(measure, known[-1])}" if len(known) > 1 else ""


def _line(at, read, found):
    measure, reading = at.names.measures[found.measure], read.readings[found.measure]
    past = found.change.vals if found.change else in_cells.window(found.first_month, found.vals, at.month, COURSE)
    unit = words.unit_words(measure)
    return row(
        measure["short"] + (f", {unit}" if unit else ""),
        Cell(words.figure(measure, found.value), value=found.value),
        _aim(at, read, found),
        standing(found.standing),
        Cell(_moves(read, found), reading.colour if reading.colour != "ordinary" else ""),
        Cell(_from_to(measure, past), found.standing, course=tuple(past or ())),
    )
