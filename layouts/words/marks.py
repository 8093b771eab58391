"""What a cell of the map of measures by units says: a figure, a shape or letter, a shade and words."""

from dataclasses import dataclass, replace

from dashboard import comparison, outliers, scorecard
from layouts import words
from layouts.words import signals


@dataclass(frozen=True)
class Mark:
    """A cell: its shape, its class of the style sheet, its words; whether it was judged, and found out of line.

    `figure` is the value in few letters, `depth` how deep the shade of its colour is (0 for none, 3 furthest from what
    it is held against), `worse` by what a column is sorted: the larger, the worse; None where there is nothing to sort.
    """

    shape: str
    kind: str
    words: str
    judged: bool = False
    flagged: bool = False
    says_something: bool = True
    figure: str = ""
    depth: int = 0
    worse: float | None = None


# From where a shade is deeper. Of a miss: in times of what is still near; of a point of a control chart: in thirds of
# the way from the middle of its usual range to the edge; of a unit among others: of the way to the outer limit.
MISSES, AWAY, BEYOND = (3.0, 6.0), (1.5, 3.0), 2.0


# Why a column is left out where no cell of it says anything.
NOTHING = {
    "standing": "no value",
    "signal": "nothing that says whether it is changing",
    "peers": "nothing that can be held against ten units or more",
}
SENTENCES = {
    "standing": "{units} by {measures} in {month}: of {judged} with a target, {flagged} it.",
    "signal": "{units} by {measures} up to {month}: of {judged} long enough to judge, {flagged} worse than usual, or "
    "by the year than the year before.",
    "peers": "{units} by {measures} in {month}, each held against its peers, or against its whole level where it "
    "has fewer than ten: of {judged} that can be judged, {flagged} far on the worse side of what chance would give.",
}
# What is judged, and what those out of line do, of one and of several.
JUDGED = {"standing": ("value", "values"), "signal": ("chart", "charts"), "peers": ("value", "values")}
DO = {"standing": ("misses", "miss"), "signal": ("is", "are"), "peers": ("lies", "lie")}
# Where there are values and none can be judged: of the three, only a standing needs what somebody must set.
NO_TARGET = "{units} by {measures} in {month}: {valued} have a value; nobody has set a target for any of them."
# The same of a part of the people, of whom no target is.
FOR_EVERYBODY = "{units} by {measures} in {month}: {valued} have a value. Targets are for everybody, so none is judged."
SIZES = ((1_000_000, 1_000_000, "m"), (10_000, 1_000, "k"), (0, 1, ""))  # from which amount on, in what, called
KINDS = {"better": "gain", "worse": "loss", "": "turn"}  # classes of the style sheet
FLAGGED = {"standing": "missed", "signal": "worse than usual", "peers": "far worse"}
# (shape, class and shades of it, what it says), of each view.
LEGENDS = {
    "standing": (("●", "met", (1,), "met"), ("◆", "near", (1,), "near"),
                 ("▼", "miss", (1, 2, 3), "missed: darker the further from the target"),
                 ("12.3", "none", (), "no target"), ("–", "none", (), "no value")),
    "signal": (("H L", "gain", (1, 2, 3), "higher or lower than usual: better"),
               ("H L", "loss", (1, 2, 3), "worse"), ("H L", "turn", (1, 2, 3), "neither"),
               ("12.3", "none", (), "usual range; by the year, no more than chance from the year before"),
               ("–", "none", (), "too few months, too small or too rare to judge")),
    "peers": (("▼ ▽", "loss", (1, 2, 3), "worse than chance would give: ▼ far worse (outside the 99.8% limits), ▽ "
               "outside the 95% limits, where one in twenty is by chance alone"),
              ("▲ △", "gain", (1, 2, 3), "better"), ("H L", "turn", (1, 2, 3), "higher or lower, neither good nor bad"),
              ("12.3", "none", (), "within the limits"),
              ("–", "none", (), "too few to compare, too small to judge, or no value")),
}  # fmt: skip


def brief(measure, value):
    """A value in the few letters that a cell has room for, three digits of it: '34.3', '1,936', '188k', '17.5m'.

    The sign of its unit stands at the head of the column.
    """
    if value is None:
        return "–"
    size, ending = next(rest for least, *rest in SIZES if abs(value) >= least)
    amount, most = abs(value) / size, int(measure["decimals"] or 0) if size == 1 else 2
    decimals = min(most, 0 if amount >= 100 else 1 if amount >= 10 else 2)
    text = f"{amount:,.{decimals}f}"
    return f"{'−' if value < 0 and words.says_something(text) else ''}{text}{ending}"


def unit_above(measure):
    """What stands at the head of a column of brief figures: '%', '£', or nothing."""
    unit = measure["unit_of_value"] or ""
    return unit[:1] if unit[:1] in ("%", "£") else ""


def judged_words(shown, judged, flagged):
    """{'judged': '260 values', 'flagged': '1 misses'}: the counts of a view as its sentence says them."""
    return {
        "judged": f"{judged:,} {JUDGED[shown][judged != 1]}",
        "flagged": f"{flagged:,} {DO[shown][flagged != 1]}" if flagged else f"none {DO[shown][1]}",
    }


def standing(names, measure, cell):
    """Met, near or missed, and the value; a part of what another unit's target is for has no verdict."""
    if cell.value is None:
        return Mark(words.SHAPES["no value"], "none", cell.reason or "no value", says_something=False)
    said = f"{words.figure(measure, cell.value)}, {cell.standing}"
    if cell.of:
        said += f": {words.part_words(cell, names)}"
    judged = cell.standing in ("met", "near", "missed")
    if judged:
        said += f" ({words.bound_words(measure, *scorecard.bounds(measure, cell.target_low, cell.target_high))})"
    mark = Mark(words.SHAPES[cell.standing], words.CLASSES[cell.standing], said, judged, cell.standing == "missed")
    return replace(
        mark,
        figure=brief(measure, cell.value),
        depth=_missed(cell) if judged else 0,
        worse=_worse(measure, cell),
    )


def _missed(cell):
    """How deep the shade of a judged value is; a miss of a target of nought is as far as can be."""
    if cell.standing != "missed":
        return 1
    return 3 if cell.missed_by is None else _depth(cell.missed_by, MISSES)


def _worse(measure, cell):
    """By what the values of a measure are put in order, the worst first; the largest where neither way is better."""
    if measure["better"] == "range" and cell.missed_by is not None:
        return cell.missed_by
    return -cell.value if measure["better"] == "higher" else cell.value


def _depth(amount, steps):
    return 1 + sum(amount > step for step in steps)


def changing(measure, cell):
    return change(measure, cell) if isinstance(cell, comparison.Changed) else signal(measure, cell)


def change(measure, cell):
    """H or L where a year (or quarter) differs from the one before by more than chance, in the colour of better."""
    if cell.movement is None:
        return Mark("–", "none", "no change that can be told from chance", says_something=False)
    figure = brief(measure, cell.value)
    said = f"{words.figure(measure, cell.value)} in {words.period_name(cell.period_start, cell.period_end)}"
    if cell.movement not in words.TOLD:
        return Mark("·", "none", f"{said}, no more than chance from the year before", True, figure=figure, worse=0)
    judged = words.verdict(measure["better"], cell.moved)
    more = f"{cell.movement} than the year before{f': {judged}' if judged else ''}"
    shape, worse = "H" if cell.movement == "higher" else "L", {"better": -2, "worse": 2}.get(judged, 1)
    return Mark(shape, KINDS[judged], f"{said}, {more}", True, judged == "worse", True, figure, 2, worse)


def signal(measure, cell):
    """H or L where the newest point is out of the ordinary, in the colour of better or worse; the words say which."""
    value, status, variation, rule, run, judged, away = cell
    if status != "charted" or variation is None:
        return Mark("–", "none", signals.STATUS.get(status, "no value"), says_something=False)
    side, away = signals.side(variation, measure["better"]), away or 0.0
    _, colour, said = signals.VARIATION[variation, side]
    why = f" ({signals.rule_words(rule, run)[3:]})" if rule else ""
    words_said = f"{words.figure(measure, value)} in {words.short_month(judged)}, {said}{why}"
    shape, figure = {"high": "H", "low": "L"}.get(side or variation, "·"), brief(measure, value)
    if shape == "·":
        return Mark("·", "none", words_said, True, figure=figure, worse=0.0)
    # Any signal is further from usual than none: a run on one side of the middle lies near to it.
    worse = {"concern": 1, "improvement": -1}.get(variation, 0.5) * (1 + away)
    kind = {"good": "gain", "bad": "loss"}.get(colour, "turn")
    return Mark(shape, kind, words_said, True, variation == "concern", True, figure, _depth(away, AWAY), worse)


def distance(measure, point):
    """Where a value lies against the limits of the others, in the words better, worse, higher or lower."""
    if point.verdict in ("", "too small"):
        unjudged = "no value" if point.value is None else "too few to compare"
        said = "too small to judge" if point.verdict else unjudged
        return Mark("–", "none", said, says_something=False)
    full, far = words.figure(measure, point.value), point.verdict in outliers.FAR
    figure = brief(measure, point.value)
    if point.verdict == "within":
        return Mark("·", "none", f"{full}, like the others", judged=True, figure=figure, worse=0.0)
    way = verdict_word(measure, point)
    shape = {"better": "▲△", "worse": "▼▽", "higher": "H↑", "lower": "L↓"}[way][0 if far else 1]
    said = f"{full}, {'far ' if far else ''}{way} than the others"
    worse = {"better": -1, "worse": 1}.get(way, 0.5) * (1 + point.distance)
    depth = 2 + (point.distance > BEYOND) if far else 1
    return Mark(shape, KINDS.get(way, "turn"), said, True, far and way == "worse", True, figure, depth, worse)


def look(measure, point):
    """How a point is drawn: better, worse or far where it lies outside the outer limits; else 'small' or 'within'."""
    if point.verdict not in outliers.FAR:
        return "small" if point.verdict == "too small" else "within"
    way = verdict_word(measure, point)
    return way if way in ("better", "worse") else "far"


def verdict_word(measure, point):
    """Better or worse where the measure says which; else higher or lower."""
    above = point.verdict.endswith("above")
    return words.verdict(measure["better"], 1 if above else -1) or ("higher" if above else "lower")
