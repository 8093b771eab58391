"""Quality in a pack: all six kinds of evidence, standards and who is held to them, judgements, what people said."""

from dashboard import rounded, standards
from dashboard.packs.pack import NOTHING, Cell, Point, Points, Section
from dashboard.registers import registers
from dashboard.registers.entries import Wanted, entries
from layouts import words
from layouts.packs.at import At, nothing, row, standing, table
from layouts.packs.scorecard import chosen
from layouts.parts.card import card_of
from layouts.words import scrutiny as say_scrutiny

MOST, MOST_OF_A_KIND = 12, 4


def round_up(at: At):
    """The six kinds of evidence side by side: no number alone tells how good work is."""
    read = card_of(at.snapshot, at.unit.key, at.month)
    rows, empty = [], []
    for kind in rounded.kinds():
        found = [*_of_measures(at, read, kind), *(one for key in kind.registers for one in _of_register(at, key))]
        rows.append(row(kind.name, kind="group"))
        rows += found or [row(NOTHING)]
        if not found:
            empty.append(kind.name.lower())
    many = len(rounded.kinds())
    title = f"All {many} kinds of evidence have something on file"
    if empty:
        there = many - len(empty)
        is_ = "is" if there == 1 else "are"
        title = f"{there} of {many} kinds of evidence {is_} on file; nobody has entered any of {words.listed(empty)}"
    columns = ("evidence wide", "now n", "target or day n", "standing short")
    made = table(f"Six kinds of evidence, {at.unit.name}, {words.month_words(at.month)}", columns, rows)
    return Section("rounded", "All the evidence", f"{title}.", (made,))


def _of_measures(at, read, kind):
    """Rows of the measures of a kind that the card has: of the measures themselves the headlines."""
    rows = {one.measure: one for one in read.card.rows}
    wanted = [rows[key] for key in kind.measures if key in rows]
    if kind.headlines:
        wanted += [one for _, found in chosen(at, read) for one in found]
    for one in wanted:
        measure = at.names.measures[one.measure]
        if one.value is not None:
            yield row(
                measure["short"],
                Cell(words.figure(measure, one.value), value=one.value),
                words.target_words(measure, one.target_low, one.target_high),
                standing(one.standing),
            )


def _of_register(at, key):
    """Rows of the entries of a register, those that are late first."""
    register = registers()[key]
    found = entries(register, at.written, at.units, Wanted())
    late = [one for one in found if register.is_late(one, at.today)]
    for one in [*late, *(one for one in found if one not in late)][:MOST_OF_A_KIND]:
        due = register.due_of(one)
        state = register.states[one.state].lower()
        yield row(
            words.shortened(register.headline_of(one), 110),
            "",
            words.day_words(due) if due else "",
            Cell(f"▼ {state}, late", "bad") if one in late else state,
        )
    if len(found) > MOST_OF_A_KIND:
        yield row(f"and {words.count_words(len(found) - MOST_OF_A_KIND, 'more', 'more').lower()}")


def judgements(at: At):
    """What inspectors and others judged, and what became of what they asked for."""
    units = [*(one.key for one in at.names.above(at.unit)), *at.units]
    judged = entries(registers()["judgement"], at.written, units, Wanted())
    asks = entries(registers()["recommendation"], at.written, units, Wanted())
    title = say_scrutiny.lead(judged, asks, at.today)
    if not judged and not asks:
        return nothing("judgements", "Judgements", title)
    parts = []
    if judged:
        newest = sorted(judged, key=lambda one: (one.fields["published"], one.begun.number), reverse=True)
        rows = [
            row(
                f"{one.fields['body']}: {one.fields['of']}",
                one.fields["value"],
                words.day_words(one.fields["published"]),
            )
            for one in newest[:MOST]
        ]
        parts.append(
            table("Judgements, the newest first", ("who judged what wide", "in its own words wide", "when short"), rows)
        )
    if asks:
        register = registers()["recommendation"]
        rows = [_ask(at, register, one) for one in asks[:MOST]]
        columns = ("recommendation wide", "who", "by short", "state short")
        parts.append(table("Recommendations", columns, rows))
    return Section("judgements", "Judgements", title, tuple(parts))


def _ask(at, register, thing):
    due = register.due_of(thing)
    late = register.is_late(thing, at.today)
    state = register.states[thing.state].lower()
    return row(
        register.headline_of(thing),
        thing.fields.get("owner") or "",
        words.day_words(due) if due else "",
        Cell(f"▼ {state}, late", "bad") if late else state,
    )


def held_to(at: At):
    """The standards in force, and how each kind of provision is held to them."""
    units = [*(one.key for one in at.names.above(at.unit)), *at.units]
    register = registers()["standard"]
    stands = [one for one in entries(register, at.written, units, Wanted()) if one.state == "in force"]
    if not stands:
        return nothing("standards", "Standards", "No standard is in force here yet.")
    with at.snapshot.cursor() as cursor:
        found = standards.coverage(cursor, at.names, stands, at.unit, at.month)
    rows = [
        row(register.headline_of(one), *(_held(at, cells_[kind]) for kind in standards.KINDS)) for one, cells_ in found
    ]
    gaps = standards.gaps(stands, at.today)
    missing = [f"{len(things)} {what}" for what, things in gaps.items()]
    title = f"{words.count_words(len(stands), 'standard')} in force" + (
        f": {words.listed(missing)}." if missing else "."
    )
    columns = ("standard wide", *standards.KINDS)
    return Section("standards", "Standards", title, (table("Who is held to each standard", columns, rows),))


def _held(at, cell):
    if cell.how != standards.MEASURED:
        return Cell(cell.how, "soft")
    measure = at.names.measures[cell.measure]
    if measure["kind"] == "proportion" and cell.denominator:
        return words.figure(measure, cell.numerator / cell.denominator * float(measure["per"]))
    return words.exact(cell.numerator)


def voices(at: At):
    """What people said and what was learned from it."""
    register = registers()["voice"]
    found = entries(register, at.written, at.units, Wanted())
    if not found:
        return nothing("voices", "What people say", "Nobody has noted what people say here yet.")
    learned = [one for one in found if one.state == "learned"]
    points = tuple(
        Point(words.sentence_case(one.fields["theme"]), _said(one), "good" if one.fields["good"] else "")
        for one in sorted(found, key=lambda one: one.begun.number, reverse=True)[:MOST]
    )
    title = f"{words.count_words(len(found), 'voice')} noted, {len(learned)} of them learned from."
    return Section("voices", "What people say", title, (Points(points),))


def _said(thing):
    told = [f"“{thing.fields['said']}”"]
    if thing.fields.get("learned"):
        told.append(f"Learned: {thing.fields['learned']}")
    if thing.fields.get("changed"):
        told.append(f"Changed: {thing.fields['changed']}")
    return " ".join(told)
