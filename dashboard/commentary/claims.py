"""Which way a text says that a measure went: the words, and what they are said of."""

import re
from dataclasses import dataclass

from dashboard.commentary.clauses import Span, clauses, is_told, outside, pattern

WORD = re.compile(r"[a-z][a-z'-]*", re.IGNORECASE)
# "a fall in referrals", "growth of demand": what it is said of stands behind it.
OF_ANOTHER = re.compile(r"^\s*(?:in|of)\s+(?![£\d])(?:the |our |this )?(.*)", re.IGNORECASE)
# Of those only that can be things: what "rose in the north" rose itself.
NOUN = re.compile(
    r"rises?|increases?|growth|falls?|drops?|decreases?|declines?|reductions?|dips?|jumps?|improvements?|"
    r"deterioration|recovery|slips?|slumps?|uplifts?|upturns?|upticks?|upswings?|downturns?|downswings?",
    re.IGNORECASE,
)
NUMBER_OF = re.compile(r"(?:more|fewer|less)\b", re.IGNORECASE)  # of what it says itself: "fewer people were delayed"
COMPARED = re.compile("better|stronger|healthier|brighter|poorer|worse", re.IGNORECASE)
NEAR = 2  # words behind "in" or "of" that say what it is said of
STEM = 4  # letters by which two words are of one family: review, reviewed; delay, delayed


@dataclass(frozen=True)
class Claim:
    """A word that says which way it went. `good` is 1 or -1; 0 where neither way is good, then `up` tells."""

    words: Span
    good: int
    up: int  # 1, -1, or 0 where the word does not say


def claims(text, facts):
    """The claims of a text that are told as facts of the measure, in their order."""
    found = []
    for clause in clauses(text):
        free = outside(clause, "claims")
        for name, good, up in (("good", 1, 0), ("bad", -1, 0), ("up", 0, 1), ("down", 0, -1)):
            for one in pattern("claims", name).finditer(clause.text):
                if free(one.start()) and is_told(clause, one.start(), one[0]) and _is_of(clause, one, up, facts.title):
                    good_of = good or up * {"higher": 1, "lower": -1}.get(facts.better, 0)
                    span = Span(clause.start + one.start(), clause.start + one.end(), one[0])
                    found.append(Claim(span, good_of, up))
    return sorted(found, key=lambda claim: claim.words.start)


def _is_of(clause, word, up, title):
    """Whether a rise or a fall is said of the measure, as far as its words tell."""
    before, after = clause.text[: word.start()], clause.text[word.end() :]
    behind = OF_ANOTHER.match(after) if NOUN.fullmatch(word[0]) else None
    behind = behind if behind and _naming(behind[1]) else None  # "in the month" says when, not of what
    said_of = " ".join(behind[1].split()[:NEAR]) if behind else before
    if not up and COMPARED.fullmatch(word[0]) and (first := after.split()[:1]) and _naming(first[0]):
        return names_measure(first[0], title)  # "a better rota"
    if not up:
        return not pattern("subject", "others").search(said_of) or names_measure(said_of, title, ("measure",))
    if " " in word[0] and NUMBER_OF.match(word[0]):
        return names_measure(word[0], title, ("measure",))
    if behind:
        return names_measure(said_of, title)
    subject = _naming(before)
    if not subject or subject <= {"we", "i", "team", "teams", "staff"}:
        return not _naming(after) or names_measure(after, title)
    return names_measure(before, title)


def names_measure(text, title, general=("measure", "pronouns")):
    """Whether a text has a word of the measure's title, or a `general` one, as "performance", not of something else."""
    stems = {word[:STEM] for word in _naming(title) if len(word) >= STEM}
    named = _naming(text)
    if any(word[:STEM] in stems for word in named):
        return True
    of_another = r"(?!\s+of\s+(?![£\d]))"
    return any(re.search(pattern("subject", name).pattern + of_another, text, re.IGNORECASE) for name in general)


def _naming(text):
    """The words of a text that name something, in lower case."""
    words = (word.lower() for word in WORD.findall(text))
    return {word for word in words if not pattern("subject", "empty").fullmatch(word)}
