"""Scores of 0 to 10 in words: what each comes to, what it hides, how it is worked out."""

from dashboard.scores import DRAWS
from dashboard.scores.settings import COUNT, WEIGHTED, WORST
from layouts import words

STANDS = {"met": "at its goal", "near": "between its red flag and its goal", "missed": "below its red flag"}
ROLLED = {
    WEIGHTED: "the mean of those below by their weights",
    WORST: "as bad as the worst of those below",
    COUNT: "the share of those below that reach their goal",
}
SHORT = {WEIGHTED: "mean", WORST: "the worst", COUNT: "how many"}
RULE = (
    "A measure at its goal, which is its target, scores 6.7 of 10, at its red flag 3.3, and as far beyond either as the"
    " two lie apart 10 and 0: three equal parts, straight between. In a range the nearer end counts. A floor that is"
    " passed scores 0. What has no target is left out; what has one and no value is missing, and where too much of the"
    " weight is missing there is no score. Control charts are not scored: a score tells where a value is, not whether"
    " it changed by more than chance."
)
DRAWN = (
    f"Each weight is drawn anew {DRAWS:,} times, all at once and each by itself, between half and twice what the"
    " council says, as likely to be larger as smaller; the same draws each time the page is opened."
)


def score(found):
    """'6.5'; a dash where there is none."""
    return "–" if found is None else f"{float(found):.1f}"


def weight(found):
    return f"{float(found):g}"


def reds(count):
    """'three reds inside'; '' of none."""
    return f"{words.count_words(count, 'red').lower()} inside" if count else ""


def lead(name, node, steady):
    """The score of a node in a sentence or two, with what it hides and how far it hangs on the weights."""
    if node.score is None:
        return f"{name} has no score: {node.reason}."
    hidden = f" It has {reds(node.hidden_reds)}." if node.hidden_reds else ""
    return f"{name} scores {score(node.score)} of 10, {STANDS[node.standing]}.{hidden} {stays(steady)}"


def stays(steady):
    return f"It stands so under {steady:,} of {DRAWS:,} plausible weightings."


def hundredths(amounts):
    """Amounts that come to a whole, to two digits after the point, so that those shown come to the whole as it is
    shown: what is left over in rounding goes to those that lost most by it."""
    exact = [amount * 100 for amount in amounts]
    found = [int(one) for one in exact]
    left = round(float(sum(exact))) - sum(found)
    for place in sorted(range(len(exact)), key=lambda at: (found[at] - exact[at], at))[:left]:
        found[place] += 1
    return [one / 100 for one in found]


def left_out(node):
    """Which measures below a node have no score, and why: in sentences; '' where all have one."""
    without = [one for one in node.leaves if one.score is None]
    aimless = sum(not one.can_score for one in without)
    missing = [f"{one.title} ({one.reason})" for one in without if one.can_score]
    told = [f"{words.count_words(aimless, 'measure')} without a target {'is' if aimless == 1 else 'are'} left out."]
    return " ".join((told if aimless else []) + ([f"Missing: {'; '.join(missing)}."] if missing else []))


def contrary(found):
    """That a score fell though nothing below it did, and why that can be."""
    why = [f"{one.title} weighs {weight(one.weight)} now" for one in found.weighed]
    why += [f"{one.title} has no score now and had {score(one.score)}" for one in found.gone]
    why += [f"{one.title} has a score now, {score(one.score)}, and had none" for one in found.new]
    return (
        f"{found.node.title} fell from {score(found.before.score)} to {score(found.node.score)} in a year though"
        f" nothing that is scored at both times fell: {'; '.join(why)}."
    )
