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
    """The headlines of each perspective."""
    read = card_of(at.snapshot, at.unit.key, at.month)
    return _section(at, read, "glance", "At a glance", lambda key, rows: headlines(at.names, read.card, key, rows))


def every_measure(at: At):
    """Every measure of the card."""
    read = card_of(at.snapshot, at.unit.key, at.month)
    return _section(at, read, "scorecard", "Every measure", lambda key, rows: rows)


def answer(at: At):
    """What the card comes to: whether it is getting better, and how many measures stand how."""
    read = card_of(at.snapshot, at.unit.key, at.month)
    year = card_words.course(at.names, read.card, read.here.believed)
    said = [year, read.quarter if at.definition.every == "quarter" else ""]
    return " ".join(filter(None, [*said, card_words.summary(at.unit, read.card.rows, at.month)]))


def _section(at, read, key, name, chosen):
    card, lines, many = read.card, [], 0
    for one in at.names.perspectives:
        rows = [each for each in card.rows if each.perspective == one["key"]]
        if rows:
            shown = chosen(one["key"], rows)
            many += len(shown)
            lines.append(row(one["name"], kind="group"))
            lines += [_line(at, read, each) for each in shown]
    if not lines:
        return nothing(key, name, card_words.summary(at.unit, card.rows, at.month))
    columns = ("measure", "now n", "target n", "standing", "how it moves", "two years course")
    made = table(f"{name}: {at.unit.name}, {words.month_words(at.month)}", columns, lines)
    title = card_words.summary(at.unit, card.rows, at.month)
    return Section(key, f"{name}: {many} of {len(card.rows)} measures" if many < len(card.rows) else name, title,
                   (made,), basis=BASIS)  # fmt: skip


def _line(at, read, found):
    measure, reading = at.names.measures[found.measure], read.readings[found.measure]
    past = found.change.vals if found.change else in_cells.window(found.first_month, found.vals, at.month, COURSE)
    part = read.parts.get(found.measure)
    aim = words.part_words(part, at.names) if part else words.target_words(measure, found.target_low, found.target_high)
    value = Cell(words.figure(measure, found.value), value=found.value)
    moves = reading.moves if found.value is not None else found.reason or ""
    unit = words.unit_words(measure)
    return row(
        measure["short"] + (f", {unit}" if unit else ""),
        value,
        aim,
        standing(found.standing),
        Cell(moves, reading.colour if reading.colour != "ordinary" else ""),
        Cell("", found.standing, course=tuple(past or ())),
    )
