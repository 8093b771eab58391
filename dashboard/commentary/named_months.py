"""The months that a text names, and what it promises by one."""

import re
from dataclasses import dataclass
from datetime import date

from dashboard.commentary.clauses import Span, clauses, lists, pattern
from dashboard.money.months import months_back

NAMES = tuple(lists()["months"]["names"])
PLACES = {"Sept": 9, **{said: place for place, name in enumerate(NAMES, 1) for said in (name, name[:3])}}
ANY_MONTH = "|".join(sorted(PLACES, key=len, reverse=True))
PART = r"(?:the\s+)?(?:end|middle|start|beginning|close|mid)\s*(?:of|-)?\s*|early\s+|late\s+|mid-?\s*|last\s+|next\s+"
LEADING = rf"\s+(?:{PART}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?|the\s+)*$"
# With a capital: "may" and "march" are words.
MONTH = re.compile(
    rf"\b(?P<name>{ANY_MONTH})\b"
    r"(?:[.,]?\s+(?P<year>20\d\d))?"
)
ASKING = re.compile(r" (?:be|have|also|not|I|we|he|she|they|it|there|the)\b")  # after a "May" that is no month
# A month is named to compare with, or as a bound of time: the text may still be of the period.
COMPARED = re.compile(
    r"\b(?:since|from|by|until|till|before|after|than(?: in)?|to|with|against|versus|vs\.?|on|between|over|ending|"
    rf"beyond|through|and|as in|like|unlike(?: in)?|who\b[^,.]*\bin){LEADING}|"
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?$",  # a day of it
    re.IGNORECASE,
)
BY = re.compile(rf"\b(?:by|before|no later than){LEADING}", re.IGNORECASE)
IN = re.compile(rf"\bin{LEADING}", re.IGNORECASE)  # of what will be done
# A month that a promise names by another word: how many months after the one in which it was written.
BY_WORDS = r"(?:by|before) (?:the )?"
OTHERWISE = {
    r"next month": lambda month: 1,
    BY_WORDS + r"(?:end of )?(?:the |this )?quarter(?:['’]?s? end)?\b": lambda month: -month.month % 3,
    BY_WORDS + r"(?:end of )?(?:the |this )?(?:financial year|year[ -]end)\b": lambda month: (3 - month.month) % 12,
    BY_WORDS + r"(?:christmas|new year)\b": lambda month: 12 - month.month,
}


@dataclass(frozen=True)
class Named:
    """A month as a text names it; `year` is None where it does not say one."""

    words: Span
    place: int
    year: int | None

    def is_in(self, first, last):
        """Whether the months from `first` to `last` have it."""
        span = range(_number(first.year, first.month), _number(last.year, last.month) + 1)
        return any(one % 12 + 1 == self.place and self.year in (None, one // 12) for one in span)

    def next_from(self, month):
        """The first such month that does not lie before one."""
        year = self.year or (month.year if self.place >= month.month else month.year + 1)
        return date(year, self.place, 1)


def _number(year, month):
    return year * 12 + month - 1


def told(text):
    """(clause, Named) of the months that a text speaks of: not those that it compares with, or that are to come."""
    return [(clause, named) for clause, named in _named(text) if not _is_aside(clause, named)]


def _is_aside(clause, named):
    before = clause.text[: named.words.start - clause.start]
    ahead = pattern("context", "future").search(clause.text) or pattern("context", "arranged").search(before)
    return bool(ahead or COMPARED.search(before))


def promised(text, month):
    """(words, month) of each month by which a text of a month says that something will be done."""
    found = []
    for clause, named in _named(text):
        before = clause.text[: named.words.start - clause.start]
        ahead = pattern("context", "future").search(before)
        if (BY.search(before) and (ahead or not pattern("context", "past").search(before))) or (
            ahead and IN.search(before)
        ):
            found.append((named.words.text.strip(" ."), named.next_from(month)))
    for said, ahead in OTHERWISE.items():
        when = months_back(month, -ahead(month))
        found += [(one[0], when) for one in re.finditer(rf"\b{said}", text, re.IGNORECASE)]
    return found


def _named(text):
    for clause in clauses(text):
        for one in MONTH.finditer(clause.text):
            if (
                one["name"] == "May"
                and not clause.text[: one.start()].strip()
                and ASKING.match(clause.text[one.end() :])
            ):
                continue
            span = Span(clause.start + one.start(), clause.start + one.end(), one[0])
            yield clause, Named(span, PLACES[one["name"]], int(one["year"]) if one["year"] else None)
