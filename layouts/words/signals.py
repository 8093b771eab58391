"""Signals in words: the reading of a chart and its target together, and why a finding is one."""

from dashboard import scorecard
from layouts import words

# What an icon is called: symbol, class of its colour, words. The letter carries the meaning; the colour repeats it.
VARIATION = {
    ("common", ""): ("v-common", "ordinary", "usual range"),
    ("improvement", "high"): ("v-high", "good", "higher than usual: improvement"),
    ("improvement", "low"): ("v-low", "good", "lower than usual: improvement"),
    ("concern", "high"): ("v-high", "bad", "higher than usual: concern"),
    ("concern", "low"): ("v-low", "bad", "lower than usual: concern"),
    ("high", ""): ("v-up", "special", "higher than usual"),
    ("low", ""): ("v-down", "special", "lower than usual"),
}
ASSURANCE = {
    "pass": ("a-pass", "good", "will keep meeting its target"),
    "fail": ("a-fail", "bad", "will keep missing its target unless the process changes"),
    "hit and miss": ("a-luck", "ordinary", "will meet its target in some months and miss it in others"),
}
STATUS = {
    "too few": "too few months for a verdict",
    "too small": "too small to judge",
    "too rare": "too rare to judge",
}
CHANCE = "Among so many charts it could be chance"
MARKS = {"common": "ordinary", "improvement": "good", "concern": "bad", "high": "special", "low": "special"}
MOVED = {"better": "good", "worse": "bad", "": "special"}
SIGNALS = {
    None: "not judged",
    "common": "within its usual range",
    "improvement": "an improvement",
    "concern": "a concern",
    "high": "higher than usual",
    "low": "lower than usual",
}
RULES = {
    "outside": "lies outside the usual range",
    "trend": "has moved one way for {run} months running",
    "two in three": "is far from the average in two of the last three months",
    "shift": "has been on the same side of the average for {run} months running",
}


def side(variation, better):
    """Whether an improvement or a concern is on the high or on the low side."""
    if variation not in ("improvement", "concern"):
        return ""
    return "high" if (variation == "improvement") == (better == "higher") else "low"


def rule_words(rule, run):
    """'It has been on the same side of the average for 9 months running'; empty for no rule."""
    return f"It {RULES[rule].format(run=run)}" if rule else ""


def told(chart):
    """The signal of a control chart in words that a comment keeps: '' where none is drawn."""
    if chart is None or chart["status"] != "charted":
        return ""
    found = f"{SIGNALS[chart['variation']]} in {words.month_words(chart['judged'])}"
    rule = rule_words(chart["rule"], chart["run"])
    return f"{found}: {rule[0].lower()}{rule[1:]}" if rule else found


def reason(measure, finding):
    """Why a finding is on the list, in a sentence: where it stands, what the rule saw, how far it has moved."""
    parts = [standing_words(measure, finding)]
    if finding.rule:
        alone = f"{words.month_words(finding.judged)} alone, at {words.figure(measure, finding.charted_value)}, "
        parts.append((alone if finding.rule == "outside" else "it ") + rule_words(finding.rule, finding.run)[3:])
    return "; ".join(filter(None, parts)) + moved_words(measure, finding) + "."


def standing_words(measure, finding):
    """'34.3%, misses its target of at least 75.0%'."""
    stands = {"met": "meets its target of", "near": "is near its target of", "missed": "misses its target of"}
    low, high = scorecard.bounds(measure, finding.target_low, finding.target_high)
    if finding.value is None:
        return ""
    value = words.figure(measure, finding.value)
    if finding.standing not in stands:
        return value
    return f"{value}, {stands[finding.standing]} {words.bound_words(measure, low, high)}"


def moved_words(measure, finding):
    """'; the last 7 months lie 5.9 pts below those before', in the measure's own unit."""
    if not finding.moved or not finding.span:
        return ""
    amount = words.figure(measure, abs(finding.moved))
    if not any(digit in amount for digit in "123456789"):
        return ""
    amount = amount.replace("%", " pts") + (" a month" if measure["kind"] in ("count", "money") else "")
    which = "the latest month lies" if finding.span == 1 else f"the last {finding.span} months lie"
    return f"; {which} {amount} {'above' if finding.moved > 0 else 'below'} those before"


def talked(mark):
    """'discussed: one note or comment, two actions open (one late)', of the Mark of what was written."""
    parts = [
        words.count_words(mark.said, "note or comment", "notes and comments").lower() if mark.said else "",
        words.count_words(mark.open, "action open", "actions open").lower() if mark.open else "",
    ]
    late = f" ({words.count_words(mark.late, 'late', 'late').lower()})" if mark.late else ""
    return f"{'discussed' if mark.said else 'acted on'}: {', '.join(filter(None, parts))}{late}"
