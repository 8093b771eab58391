"""A row of the scorecard in one reading: how it stands and how it moves, told so that the two never contradict."""

from dataclasses import dataclass

from dashboard import attention, scope, scorecard
from layouts import words
from layouts.words import signals

# How a chart moves, by its variation: (while it goes on moving, once it stays there, while it is new).
MOVES = {
    "concern": ("slipping for {run} months", "worse for {run} months", "newly worse"),
    "improvement": ("improving for {run} months", "better for {run} months", "newly better"),
    "high": ("rising for {run} months", "higher for {run} months", "newly higher"),
    "low": ("falling for {run} months", "lower for {run} months", "newly lower"),
}
UNJUDGED = {"too few": "too few months", "too small": "too small to judge", "too rare": "too rare to judge"}
UNCLEAR = "no clear change"  # a rule flags it, but among so many series chance may have
# What the usual range promises of a target, where the latest month is ordinary.
PROMISES = {
    ("met", "pass"): "steady",
    ("met", "hit and miss"): "some months miss",
    ("unmet", "fail"): "will keep missing",
}
USUAL = "as usual"
COLOURS = {"concern": "bad", "improvement": "good", "high": "ordinary", "low": "ordinary"}


@dataclass(frozen=True)
class Reading:
    """`moves` in a few words, '' where nobody can say; `colour` its class; `full` all of it in sentences."""

    moves: str
    colour: str
    full: str


def reading(names, measure, row, believed, part=None):
    """The Reading of a row. `believed` where its signal is more than chance may make among so many; `part` is what the
    unit holds of what the unit that has the target counted."""
    moves, colour = _moves(row, measure, believed)
    said = [_stands(names, measure, row, part), *_why(measure, row, believed), *_on_last_year(measure, row)]
    return Reading(moves, colour, " ".join(said))


def _moves(row, measure, believed):
    if row.value is None:
        return "", ""
    if row.change:
        return _changed(measure, row.change)
    if row.status != "charted" or row.variation is None:
        return UNJUDGED.get(row.status, ""), ""
    if row.variation == "common":
        return PROMISES.get((attention.against(row.standing), row.assurance), USUAL), "ordinary"
    if not believed:
        return UNCLEAR, "ordinary"
    moving, there, new = MOVES[row.variation]
    said = new if (row.run or 0) <= attention.NEW else moving if row.rule == "trend" else there
    return said.format(run=row.run), COLOURS[row.variation]


def _changed(measure, change):
    """The same of what comes by the quarter or the year."""
    if change.movement is None:
        return "", ""
    if change.movement == "within chance":
        return "as the year before", "ordinary"
    judged = words.verdict(measure["better"], change.moved)
    return f"{judged or change.movement} than last", signals.MOVED[judged].replace("special", "ordinary")


def _stands(names, measure, row, part):
    unit = words.unit_words(measure)
    title = measure["title"] + (f", {unit}" if unit else "")
    if row.last_known is not None:
        known = words.period_name(row.period_start, row.period_end)
        return f"{title}: {words.figure(measure, row.last_known)} in {known}, too old to judge."
    if row.value is None:
        return f"{title}: {row.reason}."
    if part:
        setter = names.units[part.of].name
        return (
            f"{title}: {words.figure(measure, row.value)}; {words.part_words(part, names)}. "
            f"The target is {setter}’s, and is not judged here."
        )
    stands = {"met": "meets its target of", "near": "is near its target of", "missed": "misses its target of"}
    value = words.figure(measure, row.value)
    if row.standing not in stands:
        unjudged = "a target is for everybody" if scope.current().part else "nobody has set a target"
        return f"{title}: {value}; {unjudged}."
    return f"{title}: {value}, {stands[row.standing]} {words.bound_words(measure, row.target_low, row.target_high)}."


def _why(measure, row, believed):
    """What is behind the words of how it moves, and what to do about it."""
    if row.value is None:
        return
    if row.change:
        yield from _year(measure, row.change)
        return
    if row.status != "charted" or row.variation is None:
        if row.status in signals.STATUS:
            yield f"{words.sentence_case(signals.STATUS[row.status])}."
        return
    if row.variation == "common":
        yield "Its latest month is within the usual range."
        if row.assurance:
            yield f"As things are it {signals.ASSURANCE[row.assurance][2]}."
    else:
        way = signals.VARIATION[row.variation, signals.side(row.variation, measure["better"])][2]
        yield f"{words.sentence_case(way)}: {signals.rule_words(row.rule, row.run).lower()}."
        if not believed:
            yield f"{signals.CHANCE}."
            return
    if row.judged and row.judged != row.of_month:
        yield f"Judged on {words.month_words(row.judged)}."
    _, todo = attention.reading(row.standing, row.variation, row.assurance, row.run)
    yield f"{words.sentence_case(todo)}."


def _year(measure, change):
    if change.movement is None:
        return
    limits = f"95% limits {words.signed(measure, change.lower)} to {words.signed(measure, change.upper)}"
    chance = ", no more than chance explains" if change.movement == "within chance" else ""
    yield f"{words.signed(measure, change.moved)} on the year before ({limits}){chance}."


def _on_last_year(measure, row):
    """How far it is from a year before; of what comes by the year that is told already."""
    moved, _ = words.change(measure, row.value, row.last_year)
    return [] if row.change or not moved else [f"A year before: {words.figure(measure, row.last_year)} ({moved})."]


def set_of(measure):
    """Whether a measure belongs to a national set, such as ASCOF, or is the council's own."""
    return "national" if measure["codes"] else "local"


def worst_first(rows):
    """(standing, how many) of rows, the gravest first; those that nobody judges last."""
    order = ("missed", "near", "met", "no target", "no value")
    counts = {one: sum(row.standing == one for row in rows) for one in scorecard.STANDINGS}
    return [(one, counts[one]) for one in order if counts[one]]


def mix(measures):
    """'17 outcomes, 2 outputs and 6 processes' of measures."""
    many = {"outcome": "outcomes", "output": "outputs", "process": "processes", "input": "inputs"}
    counts = {kind: sum(one["type"] == kind for one in measures) for kind in many}
    return words.listed([f"{n} {kind if n == 1 else many[kind]}" for kind, n in counts.items() if n])
