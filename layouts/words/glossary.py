"""The words of docs/glossary.md, for whoever reads the pages: what each means."""

import re
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent.parent / "docs" / "glossary.md"
NOT_ON_PAGES = "Machinery"  # words of whoever builds and runs it
ROW = re.compile(r"\| (.+?) \| (.+?) \|")


@cache
def sections():
    """{heading: ((word, what it means), ...)}, in the order of the document."""
    found = {}
    for part in FILE.read_text(encoding="utf-8").split("\n## ")[1:]:
        heading, _, rest = part.partition("\n")
        rows = [ROW.fullmatch(line) for line in rest.splitlines() if not line.startswith(("| word |", "|---"))]
        found[heading] = tuple(row.groups() for row in rows if row)
    found.pop(NOT_ON_PAGES)
    return found


def anchor(word):
    """The place of a word on its page."""
    return "word-" + re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-")
