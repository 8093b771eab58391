"""What a cell of the map of measures by units says: a shape or letter, a colour and words; any one will do."""

from dataclasses import dataclass

from dashboard import comparison, outliers
from layouts import words
from layouts.words import signals


@dataclass(frozen=True)
class Mark:
    """A cell: its shape, its class of the style sheet, its words; whether it was judged, and found out of line."""

    shape: str
    kind: str
    words: str
    judged: bool = False
    flagged: bool = False
    says_something: bool = True


# Why a column is left out where no cell of it says anything.
NOTHING = {
    "standing": "no value",
    "signal": "nothing that says whether it is changing",
    "peers": "nothing that can be held against ten units or more",
}
SENTENCES = {
    "standing": "{units} by {measures} in {month}: of {judged} values with a target, {flagged} miss it.",
    "signal": "{units} by {measures} up to {month}: of {judged} series long enough to judge, {flagged} are worse "
    "than usual, or by the year than the year before.",
    "peers": "{units} by {measures} in {month}, each held against its peers, or against its whole level where it "
    "has fewer than ten: of {judged} values that can be judged, {flagged} lie far on the worse side of what chance "
    "would give.",
}
# Where there are values and none can be judged: of the three, only a standing needs what somebody must set.
NO_TARGET = "{units} by {measures} in {month}: {valued} have a value; nobody has set a target for any of them."
FLAGGED = {"standing": "missed", "signal": "worse than usual", "peers": "far worse"}
LEGENDS = {
    "standing": (("●", "met", "met"), ("◆", "near", "near"), ("▼", "miss", "missed"), ("○", "none", "no target"),
                 ("–", "none", "no value")),
    "signal": (("H", "sign good", "higher than usual: improvement"),
               ("L", "sign good", "lower than usual: improvement"),
               ("H", "sign bad", "higher than usual: concern"), ("L", "sign bad", "lower than usual: concern"),
               ("H", "sign special", "higher than usual"), ("L", "sign special", "lower than usual"),
               ("·", "none", "usual range; by the year, no more than chance from the year before"),
               ("–", "none", "too few months, too small or too rare to judge")),
    "peers": (("▼", "worse", "far worse than chance would give (outside the 99.8% limits)"),
              ("▽", "worse", "worse (outside the 95% limits: one in twenty is by chance alone)"),
              ("·", "none", "within the limits"), ("△", "better", "better"), ("▲", "better", "far better"),
              ("H L", "turn", "far higher, far lower, neither good nor bad"), ("↑ ↓", "turn", "higher, lower"),
              ("–", "none", "too few to compare, too small to judge, or no value")),
}  # fmt: skip


def standing(names, measure, cell):
    """Met, near or missed, and the value; a part of what another unit's target is for has no verdict."""
    if cell.value is None:
        return Mark(words.SHAPES["no value"], "none", cell.reason or "no value", says_something=False)
    said = f"{words.figure(measure, cell.value)}, {cell.standing}"
    if cell.of:
        said += f": {words.part_words(cell, names)}"
    judged = cell.standing in ("met", "near", "missed")
    return Mark(words.SHAPES[cell.standing], words.CLASSES[cell.standing], said, judged, cell.standing == "missed")


def changing(measure, cell):
    return change(measure, cell) if isinstance(cell, comparison.Changed) else signal(measure, cell)


def change(measure, cell):
    """H or L where a year (or quarter) differs from the one before by more than chance, in the colour of better."""
    if cell.movement is None:
        return Mark("–", "none", "no change that can be told from chance", says_something=False)
    said = f"{words.figure(measure, cell.value)} in {words.period_name(cell.period_start, cell.period_end)}"
    if cell.movement not in words.TOLD:
        return Mark("·", "none", f"{said}, no more than chance from the year before", judged=True)
    judged = words.verdict(measure["better"], cell.moved)
    colour = {"better": "good", "worse": "bad"}.get(judged, "special")
    more = f"{cell.movement} than the year before{f': {judged}' if judged else ''}"
    return Mark("H" if cell.movement == "higher" else "L", f"sign {colour}", f"{said}, {more}", True, judged == "worse")


def signal(measure, cell):
    """H or L where the newest point is out of the ordinary, in the colour of better or worse; the words say which."""
    value, status, variation, rule, run, judged = cell
    if status != "charted" or variation is None:
        return Mark("–", "none", signals.STATUS.get(status, "no value"), says_something=False)
    side = signals.side(variation, measure["better"])
    _, colour, said = signals.VARIATION[variation, side]
    why = f" ({signals.rule_words(rule, run)[3:]})" if rule else ""
    words_said = f"{words.figure(measure, value)} in {words.short_month(judged)}, {said}{why}"
    shape = {"high": "H", "low": "L"}.get(side or variation, "·")
    return Mark(shape, f"sign {colour}" if shape != "·" else "none", words_said, True, variation == "concern")


def distance(measure, point):
    """Where a value lies against the limits of the others, in the words better, worse, higher or lower."""
    if point.verdict in ("", "too small"):
        unjudged = "no value" if point.value is None else "too few to compare"
        said = "too small to judge" if point.verdict else unjudged
        return Mark("–", "none", said, says_something=False)
    figure, far = words.figure(measure, point.value), point.verdict in outliers.FAR
    if point.verdict == "within":
        return Mark("·", "none", f"{figure}, like the others", judged=True)
    way = verdict_word(measure, point)
    shape, kind = {
        "better": ("▲" if far else "△", "better"),
        "worse": ("▼" if far else "▽", "worse"),
        "higher": ("H" if far else "↑", "turn"),
        "lower": ("L" if far else "↓", "turn"),
    }[way]
    said = f"{figure}, {'far ' if far else ''}{way} than the others"
    return Mark(shape, kind, said, True, far and way == "worse")


def verdict_word(measure, point):
    """Better or worse where the measure says which; else higher or lower."""
    above = point.verdict.endswith("above")
    return words.verdict(measure["better"], 1 if above else -1) or ("higher" if above else "lower")
