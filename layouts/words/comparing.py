"""What a comparison of one measure says: who lies outside, who can't be judged, and how the limits were drawn."""

from dashboard import outliers
from layouts import words
from layouts.words import marks

UNLIKE = 20  # times as much as by chance: from here units are better compared with their peers
PARTS = ("provider", "user_group", "age_band", "service", "role")  # slices whose parts have a plural of their own


def parts_words(slice_):
    """What the parts of a slice are called: 'providers', 'age bands', 'groups by sex'."""
    name = slice_.replace("_", " ")
    return f"{name}s" if slice_ in PARTS else f"groups by {name}"


def sentences(measure, found, over):
    """What matters, in three sentences at most: who lies outside, or that none does; who can't be judged."""
    valued, small = found.valued, [p for p in found.points if p.verdict == "too small"]
    if not valued and not small:
        yield f"None of these {over} has a value."
        return
    if len(found.points) - len(without_value(found)) == 1:
        yield f"Only {[*valued, *small][0].name} has a value: there is nothing to compare it with."
    elif found.limits and found.limits.few:
        yield _too_few(found, over)
    elif not found.judged:
        yield f"{words.sentence_case(over)} side by side, not judged: {found.why_not}."
    elif found.outside:
        yield _outside(measure, found, over)
    else:
        yield _inside(found, over)
    if small:
        yield (
            f"Too small to judge, with fewer than {found.fewest}: "
            + words.listed((f"{p.name} ({counts(p)})" for p in small), 6)
            + "."
        )


def _too_few(found, over):
    """That nobody is judged: how much such units always differ can't be told from a handful."""
    who = words.sentence_case(found.against) if found.against else words.count_words(found.limits.judged, over, over)
    return (
        f"{who} are too few to tell how much such units always differ, so none is judged; "
        "the limits drawn are those of chance alone."
    )


def _inside(found, over):
    """That nobody stands out; where they differ more than chance would have it all the same, that they do."""
    if found.against:
        return f"None of these {found.judged} {over} lies outside the limits of {found.against}."
    limits = found.limits
    if not limits.adjusted:
        return f"The differences between these {limits.judged} {over} are no more than chance would give."
    unlike = f" {words.sentence_case(over)} so unlike may not be of one kind." if limits.phi > UNLIKE else ""
    return (
        f"None of these {limits.judged} {over} stands out from the others, though together they differ "
        f"{limits.phi:,.1f} times as much as chance alone would give.{unlike}"
    )


def _outside(measure, found, over):
    """'Of 17 teams, 1 lies outside ...: Northfield (34.3%, far lower: worse).'"""
    said = [f"{p.name} ({words.figure(measure, p.value)}, {verdict_words(measure, p)})" for p in found.outside]
    listed = words.listed(said, 5)
    lies = "lies" if len(said) == 1 else "lie"
    if found.against:
        return f"Of {found.judged} {over}, {len(said)} {lies} outside the limits of {found.against}: {listed}."
    adjusted = found.limits.adjusted
    what = "limits that allow for how much they always differ" if adjusted else "what chance alone would give"
    so = f" than such {over} usually do" if adjusted else " than chance alone would give"
    return (
        f"Of {found.limits.judged} {over}, {len(said)} {lies} outside {what}: {listed}. "
        f"The others differ no more{so}: an order between them would mean little."
    )


def notes(measure, found, over):
    """How the limits were drawn, for whoever wants to know before acting on them."""
    limits = found.limits
    if limits is None:
        return []
    said = [
        f"The middle line is {found.against or 'all of them'} together: {words.figure(measure, limits.centre)}. "
        "Where nothing else sets them apart one in twenty lies outside the inner limits (95%), one in 500 outside the "
        "outer ones (99.8%)."
    ]
    if limits.few:
        said.append(
            f"With fewer than {outliers.FEW_UNITS} nobody can tell how much such {over} always differ, so the "
            "limits are those of chance alone, and one that lies outside them is a reason to ask and no verdict."
        )
    elif limits.adjusted:
        said.append(
            f"These {over} differ {limits.phi:,.1f} times as much as chance alone would give, so the limits are "
            "widened: what lies outside differs from the others even so."
        )
    else:
        said.append(f"These {over} differ no more than chance alone would give, so the limits are not widened.")
    return said


def verdict_words(measure, point):
    """'far lower: worse', 'higher', 'within the limits', 'too small to judge'."""
    if point.verdict in ("", "within", "too small"):
        return {"": "not judged", "within": "within the limits", "too small": "too small to judge"}[point.verdict]
    way, judged = ("higher" if point.verdict.endswith("above") else "lower"), marks.verdict_word(measure, point)
    said = f"far {way}" if point.verdict in outliers.FAR else f"a little {way}"
    return said if judged == way else f"{said}: {judged}"


def without(found, units):
    """(reason, names) of the points that have no value and the units that were not compared, most of them first."""
    compared = {point.key for point in found.points}
    left_out = [unit.name for unit in units if unit.key not in compared]
    reasons = {"not on their scorecard": left_out} if left_out else {}
    for point in without_value(found):
        reasons.setdefault(point.reason or "no value", []).append(point.name)
    return sorted(reasons.items(), key=lambda pair: (-len(pair[1]), pair[0]))


def without_value(found):
    """The points that have none; one too small to judge has one that is not shown."""
    return [point for point in found.points if point.value is None and point.verdict != "too small"]


def counts(point):
    """'132 of 385'; the count alone where there is nothing it is out of."""
    top = words.exact(point.numerator)
    return top if point.denominator is None else f"{top} of {words.exact(point.denominator)}"
