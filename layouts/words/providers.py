"""What is said of a provider of care: its ratings, its complaints, its place among the others."""

from layouts import words
from layouts.words import comparing, money

UNRATED = "not rated"
CLASSES = {"Outstanding": "met", "Good": "met", "Requires improvement": "near", "Inadequate": "miss"}
SHAPES = {"Outstanding": "●", "Good": "●", "Requires improvement": "◆", "Inadequate": "▼"}
FEW = "none, or too few to be told here"


def rating(text, published):
    """'Requires improvement, 4 July 2024'."""
    return ", ".join(filter(None, (text or UNRATED, published and words.day_words(published))))


def complaints(count, upheld, is_told):
    """'3, of which 1 upheld'; `is_told` is whether small numbers of things are seen by whoever reads."""
    if not count:
        return "none" if is_told else FEW
    return f"{count}, {upheld} upheld" if upheld else f"{count}"


WORKINGS = {
    "rating": "the regulator’s rating of its worst place",
    "steps": "the furthest step about poor performance",
    "late_returns": "returns past their day",
    "depends": "people with its care, counted by how much hangs on it",
    "paid_over": "paid beyond what was used at its prices",
}
LINES = "where the lines lie is a starting point of this program"
LEVELS = {"light": "soft", "standard": "none", "enhanced": "near"}  # classes: to be watched is no failing


def on_file(what, said, states):
    """What the level is made of, in words; `states` are those of the steps."""
    if what == "steps":
        return states.get(said, "none").lower()
    if what == "paid_over":
        return "no contract tells" if said is None else money.per_cent(said)
    if said is None:
        return "few people, not told here"
    return f"{said:,}" if isinstance(said, int) else said


def why_level(level):
    """'the regulator’s rating of its worst place': what asks for a level that is not light."""
    return words.listed([WORKINGS[what] for what in level.because]) if level.level != "light" else ""


def place(measure, one):
    """Where a provider lies among the others on a measure, in words that promise no more than the numbers hold."""
    point, found = one.point, one.found
    if point is None or (point.value is None and point.verdict != "too small"):
        return "no value"
    if point.verdict == "too small":
        return f"too small to judge: fewer than {found.fewest}"
    if point.verdict:
        return f"{comparing.verdict_words(measure, point)}, among {found.judged} that can be judged"
    return "not judged" if found.why_not or not found.limits else f"{found.limits.judged} providers: too few to judge"


def why_not(one):
    """Why nobody is judged on a measure, as it is told behind a mark; '' where somebody is."""
    return words.sentence_case(one.found.why_not) + "." if one.found.why_not else ""


def lead(unit, month, found):
    """'Ten providers gave care to the council, or had a contract to, in the twelve months to May 2026; two have ...'"""
    ours = [one for one in found if one.is_ours]
    if not ours:
        return (
            f"Nothing on file says who gave care to {unit.name} in the twelve months to {words.month_words(month)}: "
            "client returns, visit logs or contracts would."
        )
    low = [one for one in ours if CLASSES.get(one.rating) in ("near", "miss")]
    dealt = words.count_words(len(ours), "provider gave", "providers gave")
    said = f"{dealt} care to {unit.name}, or had a contract to, in the twelve months to {words.month_words(month)}"
    if not any(one.places for one in ours):
        return f"{said}; none of them is found in the regulator’s directory."
    if not low:
        return f"{said}; no place of theirs is rated below good."
    rated = words.count_words(len(low), "has", "have").lower()
    return f"{said}; {rated} a place that is rated below good."
