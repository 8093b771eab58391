"""How hard a text is to read: words a sentence, and the grade of Flesch and Kincaid."""

import re

from dashboard.commentary.clauses import sentences

WORD = re.compile(r"[A-Za-z][A-Za-z'-]*|\d[\d,.]*")
VOWELS = re.compile(r"[aeiouy]+")


def words_of(text):
    return WORD.findall(text)


def words_a_sentence(text):
    """The average; 0 for a text without words."""
    several = sentences(text)
    return len(words_of(text)) / len(several) if several else 0.0


def grade(text):
    """The years of school that a text asks for, as Flesch and Kincaid estimate them; 0 for a text without words."""
    said, several = words_of(text), sentences(text)
    if not said or not several:
        return 0.0
    return 0.39 * len(said) / len(several) + 11.8 * sum(map(syllables, said)) / len(said) - 15.59


def syllables(word):
    """About how many syllables a word has: its runs of vowels, without an "e" that is not spoken."""
    word = word.lower().strip("'-")
    if not word or word[0].isdigit():
        return 1
    count = len(VOWELS.findall(word))
    if re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouysxzcgl]es$", word):
        count -= 1
    return max(count, 1)
