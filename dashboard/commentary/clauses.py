"""A text in sentences and clauses, each with its place; and whether a clause tells what is, is to come, or is not."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.settings import said_in

SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=[\w.])[^.!?\n]*)*[.!?]*")
# Where one clause ends and the next begins: it has its own truth, and "not" and "will" do not reach across.
BREAK = re.compile(
    r"[,;:()\n]\s|\s[–—-]\s|\s(?=(?:but|although|though|whereas|while|however|despite|so (?!that)|which)\b)"
    r"|(?<!not)\s(?=yet\b(?! to\b))"
    r"|\s(?=and (?:\S+ ){0,4}?(?:has|have|had|is|are|was|were)\b)",
    re.IGNORECASE,
)
TO = re.compile(r"(\w+ )?to (?:\w+ly )?$", re.IGNORECASE)


@dataclass(frozen=True)
class Span:
    """A part of a text: from, up to, and what stands there."""

    start: int
    end: int
    text: str


@cache
def lists():
    """The lists of words.toml, by section and name."""
    return said_in(Path(__file__).with_name("words.toml"))


@cache
def pattern(section, name):
    """One expression for a list of words.toml: the longest of its entries that stands there as whole words."""
    entries = "|".join(lists()[section][name])
    return re.compile(rf"(?<![\w-])(?:{entries})(?![\w])", re.IGNORECASE)


def plain(text):
    """The text with one kind of apostrophe; no place in it moves."""
    return text.replace("’", "'").replace("‘", "'")


def sentences(text):
    return [Span(one.start(), one.end(), one[0]) for one in SENTENCE.finditer(text) if re.search(r"\w", one[0])]


def clauses(text):
    """The clauses of a text in their order. A comma within a number ends none."""
    found = []
    for sentence in sentences(text):
        start = 0
        for gap in BREAK.finditer(sentence.text):
            found.append((sentence.start + start, sentence.start + gap.start()))
            start = gap.end()
        found.append((sentence.start + start, sentence.end))
    return [Span(start, end, text[start:end]) for start, end in found if text[start:end].strip()]


def is_told(clause, place, word):
    """Whether what stands at a place of a clause is told as a fact: neither to come, nor wished for, nor denied."""
    before = clause.text[:place]
    if any(pattern("context", name).search(before) for name in ("negation", "future", "aimed")):
        return False
    if not pattern("context", "infinitive").fullmatch(word):
        return True
    purpose = TO.search(before)
    return purpose is None or bool(purpose[1] and pattern("context", "told_before_to").search(purpose[1]))


def outside(clause, section, name="never"):
    """A function that says whether a place of a clause is outside every phrase of a list."""
    taken = [one.span() for one in pattern(section, name).finditer(clause.text)]
    return lambda place: not any(start <= place < end for start, end in taken)
