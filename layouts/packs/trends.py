"""The course of a unit's headline measures in a pack: a chart for each, with its figures."""

from dashboard import scorecard as cards
from dashboard.packs.pack import Cell, Chart, Section
from layouts import words
from layouts.charts import control
from layouts.charts.periods import by_period
from layouts.packs.at import At, nothing, row, table
from layouts.packs.scorecard import chosen
from layouts.parts import course as courses
from layouts.parts import periods
from layouts.parts.card import card_of
from layouts.words import card as card_words
from layouts.words import readings

MOST, HEIGHT, MONTHS = 4, 260, 24


def trends(at: At):
    """A chart for the first headlines: one of each perspective, then the next ones."""
    read = card_of(at.snapshot, at.unit.key, at.month)
    by_perspective = [found for _, found in chosen(at, read)]
    charts, keys, moved = [], [], 0
    with at.snapshot.cursor() as cursor:
        for found in _in_turn(by_perspective):
            if len(charts) < MOST and (drawn := _chart(at, cursor, read, found)):
                charts.append(drawn)
                keys.append(found.measure)
                moved += bool(card_words.beyond_chance(found, at.unit, read.here.believed))
    if not charts:
        return nothing("trends", "Trends", "No headline measure has a course yet.", "One value alone has no trend.")
    has = words.count_words(moved, "has", "have").lower() if moved else "none has"
    many = words.count_words(len(charts), "headline measure")
    title = f"{many} over time: {has} moved by more than chance explains."
    basis = "each measure’s own months, or its years; the band is its usual range, the dashed line its target"
    left, right = tuple(charts[::2]), tuple(charts[1::2])
    return Section("trends", "Trends", title, left, right, basis=basis, measures=tuple(keys))


def _in_turn(lists):
    """The first of each list, then the second of each."""
    longest = max(map(len, lists), default=0)
    return [found[place] for place in range(longest) for found in lists if place < len(found)]


def _chart(at, cursor, read, found):
    """The chart of a row of the card with the notes that it flags; None where it has no course yet."""
    if found.value is None:
        return None
    measure = at.names.measures[found.measure]
    yearly = periods.section(cursor, measure, at.unit, at.month)
    if yearly:
        return _by_period(at, measure, _title(read, measure, found), yearly)
    is_part = bool(read.parts.get(found.measure))  # a part of what is counted has no target of its own
    target = None if is_part else cards.nearest_bound(found.value, found.target_low, found.target_high)
    course = courses.course(cursor, at.names, measure, at.unit, at.month, target, at.snapshot.journal)
    series = next((one for one in course.series if one.is_own and not one.is_empty), course.judged)
    if series is None or series.is_empty:
        return None
    picture = courses.picture(course, series, [], courses.about(course, series, at.names.council, fresh=at.names.fresh))
    past = series.past[-MONTHS:]
    figures = [row(words.month_words(month), Cell(words.figure(measure, value), value=value)) for month, value in past]
    return Chart(
        _title(read, measure, found),
        readings.summary(measure, series.past),
        control.control(picture, HEIGHT, _zoom(series.past)),
        table(f"{measure['title']}, {at.unit.name}, {series.name}", ("month", "value n"), figures),
        tuple(_notes(course, series, past)),
    )


def _title(read, measure, found):
    """'Care reviewed in the year: 66.3%, as usual'."""
    moves = read.readings[found.measure].moves
    return f"{measure['short']}: {words.figure(measure, found.value)}" + (f", {moves}" if moves else "")


def _notes(course, series, past):
    """The notes that the chart flags by number, in words."""
    seen = {month for month, _ in past}
    for number, note in course.noted(series):
        if note["month"] in seen:
            yield f"{number}: {words.month_words(note['month'])}, {note['words']}"


def _by_period(at, measure, title, yearly):
    """The chart of what comes by the quarter or the year, beside England; None of a single period."""
    if yearly["picture"] is None or len(yearly["rows"]) < 2:
        return None
    figures = [row(one["name"], one["value"], one["change"]) for one in yearly["rows"]]
    columns = ("period", "value n", "on the year before n")
    made = table(f"{measure['title']}, {at.unit.name}, by period", columns, figures)
    return Chart(title, " ".join(yearly["sentences"]), by_period(yearly["picture"], height=HEIGHT), made)


def _zoom(past):
    """The last months, where there are more."""
    return (f"{past[-MONTHS][0]:%Y-%m}", f"{past[-1][0]:%Y-%m}") if len(past) > MONTHS else None
