"""The ten checks of a comment: functions of a text and Facts that give findings. They warn and never block."""

import re
from datetime import timedelta
from difflib import SequenceMatcher

from dashboard.commentary import figures, individuals, named_months, reading_ease
from dashboard.commentary.claims import claims, names_measure
from dashboard.commentary.clauses import clauses, is_told, outside, pattern, plain, sentences
from dashboard.commentary.facts import Finding

RUNS = ("trend", "shift")  # rules of the control chart that speak of several months
DENIED = re.compile(r"\s*(?:is|are|was|were|has|have|can|could)?\s*(?:not\b|n't\b|cannot\b|can't\b)", re.IGNORECASE)
NOTHING = re.compile(r"\b(?:no|nothing|not|never)\b", re.IGNORECASE)
REASON = re.compile("cause|reason|explain|attribut", re.IGNORECASE)  # what may be said not to be there
ALIKE = 0.9
FEWEST_WORDS = 6  # to be called copied; "As last month." is honest
LONGEST_SENTENCE = 25
HARDEST = 12.0
ENOUGH_WORDS = 15  # for a grade to mean something
VERY_HARD, FEW_WORDS = 20.0, 10  # of few words that are nearly all long


def check(text, facts):
    """What all checks find in a text, in the order of CHECKS."""
    return [finding for one in CHECKS.values() for finding in one(plain(text), facts)]


def direction(text, facts):
    """A word that says it improved while what is known says that it got worse; and the reverse."""
    against = _against(text, facts)
    if not against:
        return []
    known = _known(facts, against[0].good or -against[0].up)
    said = ", ".join(f"“{one.words.text}”" for one in against)
    return [Finding("direction", f"The text says {said}, but {known}.", _places(one.words for one in against))]


def _against(text, facts):
    """The claims of a text that go against what is known."""
    return [one for one in claims(text, facts) if _contradicts(one, facts)]


def _contradicts(claim, facts):
    if claim.good:
        return facts.worse if claim.good > 0 else facts.improved
    if facts.better in ("higher", "lower"):
        return False
    if facts.variation in ("high", "low"):
        return claim.up == (-1 if facts.variation == "high" else 1)
    return claim.up == -facts.moved != 0


def _known(facts, said):
    """What goes against a claim. `said` is 1 where the text says better."""
    if facts.variation in ("improvement", "concern"):
        return f"the signal of the latest month is {'an improvement' if said < 0 else 'a concern'}"
    if facts.variation in ("high", "low"):
        return f"the latest month is {facts.variation}er than usual"
    return f"it lies {'above' if facts.moved > 0 else 'below'} the same time last year"


def trend_claim(text, facts):
    """A trend is claimed where the chart shows no run of months, or one the other way."""
    found = [span for clause in clauses(text) for span in _trends(clause, facts)]
    if not found:
        return []
    against = _against(text, facts)
    if facts.rule in RUNS and not against:
        return []
    known = "the run of months goes the other way" if facts.rule in RUNS else "the chart shows no run of months"
    return [Finding("trend claim", f"The text speaks of a trend; {known}.", tuple(found))]


def _trends(clause, facts):
    free = outside(clause, "trend")
    for one in pattern("trend", "claims").finditer(clause.text):
        told = is_told(clause, one.start(), one[0])
        denied = DENIED.match(clause.text[one.end() :])
        if free(one.start()) and told and not denied and _is_of_course(clause, one, facts):
            start = one.start() + len(one[0]) - len(one[0].lstrip())
            yield (clause.start + start, clause.start + one.end())


def _is_of_course(clause, one, facts):
    """Whether words that last are said of the measure's course: how long a thing is so, or what people do, is not."""
    word = one[0].strip().lower()
    if word.startswith(("for ", "over ")):
        return _ways(clause.text)
    return not word.startswith("continu") or _continues(clause, one, facts)


def _ways(text):
    """Whether a text says which way anything went."""
    return any(pattern("claims", name).search(text) for name in ("good", "bad", "up", "down"))


def _continues(clause, one, facts):
    """Whether "continue" is said of the measure's course and not of what people do."""
    before, after = clause.text[: one.start()], clause.text[one.end() :]
    ways = _ways(after)
    if pattern("trend", "workers").search(before) and not ways:
        return False
    return ways or names_measure(before, facts.title)


def noise_explained(text, facts):
    """A cause is given for a month within the usual range."""
    if facts.variation != "common":
        return []
    found = []
    for clause in clauses(text):
        free = outside(clause, "cause")
        for one in pattern("cause", "claims").finditer(clause.text):
            before = clause.text[: one.start()]
            denied = NOTHING.search(before) and REASON.search(one[0])
            if free(one.start()) and not denied and not _is_ahead(text, clause, before):
                found.append((clause.start + one.start(), clause.start + one.end()))
    says = "The month is ordinary, within its usual range: nothing in it needs a cause of its own."
    return [Finding("noise explained", says, tuple(found))] if found else []


def _is_ahead(text, clause, before):
    """Whether a cause is that of something still to come: its own clause says so, or the words that lead up to it."""
    lead = before if before.strip() else _clause_before(text, clause) + clause.text
    return bool(pattern("context", "future").search(lead))


def _clause_before(text, clause):
    sentence = next(one for one in sentences(text) if one.start <= clause.start < one.end)
    return text[sentence.start : clause.start]


def number_absent(text, facts):
    """A number that is none of the measure's here in the last 13 months."""
    unknown = [one for one in figures.figures(text) if not figures.is_known(one, facts)]
    if not unknown:
        return []
    said = ", ".join(one.words.text.strip() for one in unknown)
    says = f"{said}: no value, target, count or change of this measure here in the last 13 months."
    return [Finding("number absent", says, _places(one.words for one in unknown))]


def wrong_period(text, facts):
    """A month is named that is not of the period, and of which no number of the measure is told to compare with."""
    first = facts.first_month or facts.month
    compared = [one.words.start for one in figures.figures(text) if figures.is_known(one, facts)]
    other = [
        one
        for clause, one in named_months.told(text)
        if not one.is_in(first, facts.month) and not any(clause.start <= place < clause.end for place in compared)
    ]
    if not other:
        return []
    said = ", ".join(one.words.text.strip(" .") for one in other)
    says = f"The text speaks of {said}; the comment is on {facts.month:%B %Y}."
    return [Finding("wrong period", says, _places(one.words for one in other))]


def copied(text, facts):
    """Nearly the words of the author's last three periods, or of another unit."""
    for kind, others in (
        ("what you wrote before", facts.earlier[:3]),
        ("the comment of another unit", facts.elsewhere),
    ):
        if any(alike(text, other) for other in others):
            says = f"These are nearly the words of {kind}: say what is new, or that nothing is."
            return [Finding("copied", says, ((0, len(text)),))]
    return []


def alike(one, other):
    """Whether two texts are nearly the same, word by word, without regard to case, punctuation and the order of
    sentences."""
    return _nearly_one(_said(one), _said(other)) or _nearly_one(_in_order(one), _in_order(other))


def _said(text):
    return re.findall(r"[\w%£]+", plain(text).lower())


def _in_order(text):
    """The words of a text whose sentences are put in the order of their letters."""
    return [word for one in sorted(_said(one.text) for one in sentences(text)) for word in one]


def _nearly_one(one, other):
    if len(one) < FEWEST_WORDS:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def no_action(_text, facts):
    """Red, with a signal of concern, and nobody does anything about it."""
    if facts.standing != "missed" or facts.variation != "concern" or facts.open_actions:
        return []
    return [Finding("no action", "It misses its target and has got worse, and no action is open for it.")]


def stale_promise(_text, facts):
    """The last comment promised something by a month that has passed, and no action has been done since."""
    if not facts.promised or facts.promised_in is None or facts.done_actions:
        return []
    today = facts.today or _after(facts.month)
    promised = named_months.promised(plain(facts.promised), facts.promised_in)
    passed = [said for said, month in promised if _after(month) <= today]
    if not passed:
        return []
    by = ", ".join(passed)
    says = f"The last comment promised something by {by}. That has passed, and no action has been done since."
    return [Finding("stale promise", says)]


def _after(month):
    """The day after the last of a month."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def individual(text, facts):
    """Words that may tell who a person is."""
    found = individuals.individuals(text, facts.month, facts.people)
    if not found:
        return []
    kinds = " and ".join(dict.fromkeys(kind for kind, _ in found))
    says = f"This looks like {kinds}: a comment is read by many, so leave out who it is."
    return [Finding("individual", says, _places(span for _, span in found))]


def long_or_hard(text, _facts):
    """Sentences of more than 25 words on average, or a text that asks for more than twelve years of school."""
    average, grade = reading_ease.words_a_sentence(text), reading_ease.grade(text)
    count = len(reading_ease.words_of(text))
    long = [one for one in sentences(text) if len(reading_ease.words_of(one.text)) > LONGEST_SENTENCE]
    if average > LONGEST_SENTENCE:
        says = f"{average:.0f} words a sentence on average; {LONGEST_SENTENCE} are enough. Cut the long ones in two."
    elif (grade > HARDEST and count >= ENOUGH_WORDS) or (grade > VERY_HARD and count >= FEW_WORDS):
        says = f"Hard to read: about {grade:.0f} years of school (Flesch-Kincaid). Use shorter words and sentences."
    else:
        return []
    return [Finding("long or hard", says, _places(long))]


def _places(spans):
    return tuple((one.start, one.end) for one in spans)


CHECKS = {
    "direction": direction,
    "trend claim": trend_claim,
    "noise explained": noise_explained,
    "number absent": number_absent,
    "wrong period": wrong_period,
    "copied": copied,
    "no action": no_action,
    "stale promise": stale_promise,
    "individual": individual,
    "long or hard": long_or_hard,
}
