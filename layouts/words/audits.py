"""What audits of case files say, in words."""

from layouts import words

READERS = {
    "supervisor": "supervision",
    "peer": "the peer’s reading",
    "independent": "the independent audit",
    "moderator": "moderation",
}
ALONE = {
    "supervisor": "supervision alone",
    "peer": "the peer alone",
    "independent": "the audit alone",
    "moderator": "moderation alone",
}
NOT_TWICE = "No file was read twice, so nobody knows how far readers agree."
APART = 0.1  # from here it is said why the two coefficients differ


def per_cent(share):
    return "–" if share is None else f"{share * 100:.1f}%"


def coefficient(found):
    """'0.70 (0.54 to 0.87)'; why there is none."""
    if found is None or found.value is None:
        return "–"
    said = _two(found.value)
    return said if found.lower is None else f"{said} ({_two(found.lower)} to {_two(found.upper)})"


def _two(value):
    return f"{value:.2f}".replace("-", "−")


def points(share):
    """'27.5 points'."""
    return f"{abs(share) * 100:.1f} points"


def chance(p):
    """'one time in 290': how often chance alone gives as much."""
    if p > 0.5:
        return "more often than not"
    return "less than one time in 1,000" if p < 0.001 else f"one time in {1 / p:,.0f}"


def lead(names, unit, month, found):
    """What was read in twelve months, and whether two readers say the same of it."""
    if not found.elements:
        return f"No case file of {unit.name} was audited in the twelve months to {words.month_words(month)}."
    by_source = found.answers
    read = words.listed(f"{count:,} by {READERS[source]}" for source, count in by_source.items())
    said = f"In the twelve months to {words.month_words(month)} answers were given to the checklist: {read}."
    told = f"{kinder(found)} {kind_places(names, found)}" if found.whole else NOT_TWICE
    return f"{said} {told}"


def kinder(found):
    """'Supervision is kinder than the independent audit by 5.2 points: it passes 34 answers that ...'"""
    whole, (first, second) = found.whole, (READERS[found.first], READERS[found.second])
    n = whole.found.answers
    if not is_told(whole, [whole]):
        return (
            f"Of {n:,} answers given twice, {first} and {second} say the same of {per_cent(whole.found.observed)}; "
            "neither is kinder by more than chance gives."
        )
    is_kinder = whole.bias.difference > 0
    kind, strict = (first, second) if is_kinder else (second, first)
    passed = whole.bias.kinder if is_kinder else whole.bias.stricter
    other = whole.bias.stricter if is_kinder else whole.bias.kinder
    return (
        f"{words.sentence_case(kind)} is kinder than {strict} by {points(whole.bias.difference)}: of {n:,} answers "
        f"given twice it passes {passed:,} that {strict} does not, and {strict} passes {other:,} that it does not. "
        f"Chance alone gives as much {chance(whole.bias.p)}."
    )


def marks(listed):
    """What a checklist says of an element besides its words."""
    if listed is None:
        return "not in this checklist"
    said = [listed["part"].lower()]
    said += ["critical: without it a file does not meet the standard"] if listed["critical"] else []
    said += ["asked for nationally"] if listed["priority"] else []
    return "; ".join(said)


def is_told(one, among):
    """Whether a reader is kinder or stricter by more than chance gives, among all that are looked at together."""
    return one.is_kinder(len(among)) or one.is_stricter(len(among))


def kind_places(names, found):
    """'It is so at Northfield.': the units where the first reader is kinder; '' where none stands out."""
    told = [one for one in found.by_unit if one.is_kinder(len(found.by_unit))]
    said = [names.units[one.key].name for one in told if one.key in names.units]
    if not said or len(found.by_unit) < 2:
        return ""
    who, other = words.sentence_case(READERS[found.first]), READERS[found.second]
    files = sum(one.passed.files for one in told)
    through = sum(one.passed.passed for one in told)
    return (
        f"{who} passes files that {other} does not at {words.listed(said)}. Of {files:,} files in which {other} finds "
        f"something not met there, it lets it through in {through:,}."
    )


def why_apart(one):
    """Why kappa lies below AC1, where it does; '' where the two say the same."""
    ac1, kappa = one.found.ac1, one.found.kappa
    if ac1 is None or ac1.value is None:
        return ""
    (both, _), (_, neither) = one.found.table
    alike = max(both, neither) / one.found.answers
    if kappa.value is None:
        return "Every answer is the same, so that kappa, which asks how much more than drawing lots, says nothing."
    if ac1.value - kappa.value < APART:
        return ""
    met = "met" if both >= neither else "not met"
    return (
        f"Kappa is the lower one because {per_cent(alike)} of the answers are {met} by both: two readers who nearly "
        "always say so agree often by drawing lots, and kappa takes all of that away. AC1 takes away only what is hard "
        "to tell."
    )
