"""The course of a unit's headline measures in a pack: a chart for each, with its figures."""

from dashboard import scorecard as cards
from dashboard.packs.pack import Cell, Chart, Section, Words
from layouts import words
from layouts.charts import control
from layouts.packs.at import At, nothing, row, table
from layouts.packs.scorecard import chosen
from layouts.parts import course as courses
from layouts.parts.card import card_of
from layouts.words import card as card_words
from layouts.words import readings

MOST, HEIGHT, MONTHS = 4, 260, 24


def trends(at: At):
    """A chart for the first headlines: one of each perspective, then the next ones."""
    read = card_of(at.snapshot, at.unit.key, at.month)
    by_perspective = [found for _, found in chosen(at, read)]
    charts, moved = [], 0
    with at.snapshot.cursor() as cursor:
        for found in _in_turn(by_perspective):
            if len(charts) < MOST and (drawn := _chart(at, cursor, read, found)):
                charts.append(drawn)
                moved += bool(card_words.beyond_chance(found, at.unit, read.here.believed))
    if not charts:
        return nothing("trends", "Trends", "No headline measure has a course over months here.")
    has = words.count_words(moved, "has", "have").lower() if moved else "none has"
    many = words.count_words(len(charts), "headline measure")
    title = f"{many} over two years: {has} moved by more than chance explains."
    basis = "each measure’s own months; the band is its usual range, the dashed line its target"
    left, right = (tuple(part for drawn in charts[first::2] for part in drawn) for first in (0, 1))
    return Section("trends", "Trends", title, left, right, basis=basis)


def _in_turn(lists):
    """The first of each list, then the second of each."""
    longest = max(map(len, lists), default=0)
    return [found[place] for place in range(longest) for found in lists if place < len(found)]


def _chart(at, cursor, read, found):
    """The chart of a row of the card and the notes that it flags; None of what does not come by the month."""
    measure = at.names.measures[found.measure]
    target = cards.nearest_bound(found.value, found.target_low, found.target_high)
    course = courses.course(cursor, at.names, measure, at.unit, at.month, target, at.snapshot.journal)
    series = next((one for one in course.series if one.is_own and not one.is_empty), course.judged)
    if found.change or series is None or series.is_empty:
        return None
    aims = () if read.parts.get(found.measure) else (found.target_low, found.target_high)
    lines = [(one, f"target {words.figure(measure, one)}", "target") for one in aims if one is not None]
    told = courses.about(course, series, at.names.council)
    picture = courses.picture(course, series, lines, told)
    past = series.past[-MONTHS:]
    figures = [row(words.month_words(month), Cell(words.figure(measure, value), value=value)) for month, value in past]
    now = words.figure(measure, found.value)
    moves = read.readings[found.measure].moves
    drawn = Chart(
        f"{measure['short']}: {now}" + (f", {moves}" if moves else ""),
        readings.summary(measure, series.past),
        control.control(picture, HEIGHT, _zoom(series.past)),
        table(f"{measure['title']}, {at.unit.name}, {series.name}", ("month", "value n"), figures),
    )
    seen = {month for month, _ in past}
    notes = [f"{number}: {words.month_words(note['month'])}, {note['words']}" for number, note in course.noted(series)
             if note["month"] in seen]  # fmt: skip
    return drawn, *(Words(note, is_small=True) for note in notes)


def _zoom(past):
    """The last months, where there are more."""
    return (f"{past[-MONTHS][0]:%Y-%m}", f"{past[-1][0]:%Y-%m}") if len(past) > MONTHS else None
