"""How two spellings are found to be the same word, in headers and in code lists alike."""

import unicodedata

NOTHING = ("NULL", "(null)", "(blank)")  # as databases and pivot tables write a cell that is empty
EMPTY = frozenset(["-", "–", "—", "--", "na", "n/a", "none"])  # nothing, in a cell that is no text
MARKERS = EMPTY | frozenset(
    ["[x]", "[c]", "[z]", "[u]", "[k]", "[low]", "x", "u", "z", "c", "k", ".", "..", ":", "*", "low"]
)
TRUE, FALSE = frozenset(["yes", "y", "true", "t", "1", "1.0"]), frozenset(["no", "n", "false", "f", "0", "0.0"])


def plain(text):
    """The letters and digits of a text in lower case: case, punctuation, spaces and a byte order mark do not count.

    An ampersand is the word "and". Of a text that is nothing but signs, such as a pound sign, the signs count.
    """
    text = text.replace("&", "and")
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return "".join(filter(str.isalnum, text)).casefold() or "".join(c for c in text if c in "£€$%#*")


def marker(text):
    """The marker a cell holds instead of a number, without quotation marks; None where it is no marker."""
    bare = text.strip().strip("\"'").strip()
    return bare if bare.lower() in MARKERS else None
