"""The numbers that a text names as figures of its measure, each with how exactly it is said."""

import re
from dataclasses import dataclass

from dashboard.commentary.clauses import Span, clauses, pattern
from dashboard.commentary.named_months import ANY_MONTH

NUMBER = re.compile(
    r"(?<![\w.,/£:-])(?P<sign>[-−+])?(?P<pounds>£\s?)?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<scale>\s?(?:k|m|bn|thousand|million|billion)\b)?(?P<cent>\s?(?:%|per ?cent\b))?(?![\w]|[./-]\d)",
    re.IGNORECASE,
)
SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
HEDGES = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|approximately|some|circa|c\.|just (?:over|under|above|below)|over|under|"
    r"more than|less than|fewer than)\s+(?:a |the )?[-−+]?£?$",
    re.IGNORECASE,
)
# What stands around a number that is no figure of a measure: a day, a year, a time of day, how long, how old, a list.
NO_FIGURE_BEFORE = re.compile(
    rf"(?:\b(?:{ANY_MONTH})\.?\s+|\baged?\s+(?:\d+\s*(?:to|-|–|and)\s*)?|(?-i:\b[A-Z]{{2,}}\s+)|"
    r"\b(?:page|item|section|phase|stage|"
    r"step|version|annex|appendix|table|form|room|ward|week|day|number|no\.|ref(?:erence)?:?|"
    r"tel:?|phone:?|ext(?:ension)?\.?:?|"
    r"(?:people|children|adults|anyone|anybody|nobody|somebody|everyone|those|clients|residents|older|all) (?:aged )?"
    r"(?:under|over|below|above))\s+)$",
    re.IGNORECASE,
)
NO_FIGURE_AFTER = re.compile(
    r"^(?:st|nd|rd|th)?(?:(?:\s*,\s*|\s+(?:and|or|to)\s+)\d{1,2}(?:st|nd|rd|th)?)*"  # 3rd, 4th and 5th
    rf"\s+(?:of\s+)?(?:{ANY_MONTH})\b|^(?:st|nd|rd|th)\b|^\s?(?:am|pm)\b|^:\d|^\+|"
    r"^[\s-]*(?:(?:more|further|working|calendar|full|consecutive)\s+)?"
    r"(?:minute|min|hour|day|week|fortnight|month|quarter|year)s?\b|^\s+(?:and|or)\s+over\b|^\s+years?\s+old\b|"
    r"^\s*(?:-|–|to)\s*\d{2}(?:-|\s)(?:year|group|age)|^[\s-]*(?:group|age\s+group)\b",
    re.IGNORECASE,
)
YEARS = range(1990, 2060)


@dataclass(frozen=True)
class Figure:
    """A number as it is written: its value, half of its last digit, and its place."""

    words: Span
    value: float
    slack: float
    is_share: bool  # said with a sign of per cent


def figures(text):
    """The Figures of a text that tell what is or was: none of dates, ages, spans of time, or of what is to come."""
    found = []
    for clause in clauses(text):
        for one in NUMBER.finditer(clause.text):
            if _is_figure(clause.text, one):
                span = Span(clause.start + one.start(), clause.start + one.end(), one[0])
                found.append(Figure(span, _value(one), _slack(clause.text, one), bool(one["cent"])))
    return found


def _is_figure(text, one):
    before, after = text[: one.start()], text[one.end() :]
    marked = bool(one["pounds"] or one["cent"] or one["scale"])
    digits = one["digits"].replace(",", "")
    if pattern("context", "future").search(before) or _is_aimed_at(text, before):
        return False
    if not marked and len(digits.replace(".", "")) < 2:
        return False
    if marked:
        return True
    is_year = digits.isdigit() and int(digits) in YEARS and "," not in one["digits"]
    return not (is_year or len(digits) >= 9 or NO_FIGURE_BEFORE.search(before) or NO_FIGURE_AFTER.search(after))


def _is_aimed_at(text, before):
    """Whether a number is a target that is still to come: one that has a date, or is new."""
    aimed = pattern("context", "aimed").search(before)
    return bool(aimed and re.search(rf"\b(?:{ANY_MONTH}|20\d\d|by|next|new|from|until)\b", text))


def _value(one):
    number = float(one["digits"].replace(",", "")) * SCALES.get((one["scale"] or "").strip().lower(), 1)
    return -number if one["sign"] in ("-", "−") else number


def _slack(text, one):
    """Half of the last digit that is written; of the last that is no nought, or a whole one, after "about"."""
    digits = one["digits"].replace(",", "")
    whole, _, part = digits.partition(".")
    unit = 10.0 ** -len(part) * SCALES.get((one["scale"] or "").strip().lower(), 1)
    if not HEDGES.search(text[: one.start()]):
        return unit / 2
    noughts = 0 if part else len(whole) - len(whole.rstrip("0"))
    return max(unit, unit * 10**noughts / 2)


def is_known(figure, facts):
    """Whether a figure is one of the numbers, as exactly as it is said; a change may be said without its sign."""
    numbers = facts.numbers if figure.is_share else (*facts.numbers, *facts.counts)
    spare = figure.slack * (1 + 1e-9) + 1e-9
    return any(min(abs(figure.value - one), abs(abs(figure.value) - abs(one))) <= spare for one in numbers)
