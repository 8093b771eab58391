"""What in a text may tell who a person is: a name after a title, an NHS number, a date of birth, an id of the store."""

import re

from dashboard.commentary.clauses import Span, lists, pattern
from dashboard.commentary.named_months import ANY_MONTH

NHS = re.compile(r"(?<![\d-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d-])")
DAY = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)?\d\d)(?!\d|[/.-]\d)")
TURNED_DAY = re.compile(r"(?<![\d/.-])(?:19|20)\d\d-\d\d-\d\d(?![\d-])")
WRITTEN_DAY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{ANY_MONTH})\.? (?:19|20)\d\d\b", re.IGNORECASE)
MONTH_OF_BIRTH = re.compile(rf"\b(?:(?:{ANY_MONTH})\.? )?(?:19|20)\d\d\b", re.IGNORECASE)  # after "born" alone
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
MOBILE = re.compile(r"(?<!\d)(?:\+44\s?7|07)\d{3}[\s-]?\d{3}[\s-]?\d{3}(?!\d)")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
INSURANCE = re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b")
BY_SHAPE = {
    "an e-mail address": MAIL,
    "a mobile number": MOBILE,
    "a postcode": POSTCODE,
    "a National Insurance number": INSURANCE,
}
ID = re.compile(r"(?<![\w-])(?=[\w/-]*\d)[A-Za-z0-9][\w/-]{2,}(?![\w-])")
NEAR, NEXT = 40, 4  # letters between "born" and its date, or the mere month or year
OLD = 5  # years: a date that lies further back than this is hardly of the work


def individuals(text, month, people):
    """(what it is, its Span) of each. `people` answers `in` for ids of the store."""
    found = [("a name", one) for one in _titles(text)]
    found += [("an NHS number", _span(one)) for one in NHS.finditer(text) if is_nhs_number(one[0])]
    found += [("a date of birth", one) for one in _births(text, month)]
    found += [("a person’s number", _span(one)) for one in ID.finditer(text) if one[0] in people]
    found += [(name, _span(one)) for name, shape in BY_SHAPE.items() for one in shape.finditer(text)]
    return found


def _span(one):
    return Span(one.start(), one.end(), one[0])


def _titles(text):
    initial, several = r"\b\.?\s+(?:[A-Z]\.?\s+)?", lists()["individual"]
    names = {
        "titles": r"[A-Z][\w’'-]*",
        "in_small": r"(?!(?:and|or|are|is|was|were)\b)[a-z][\w’'-]+",
        "in_capitals": "[A-Z]{2,}",
    }
    shapes = (rf"\b(?:{'|'.join(several[said])}){initial}{name}" for said, name in names.items())
    return [_span(one) for one in re.finditer("|".join(shapes), text)]


def is_nhs_number(text):
    """Whether ten digits have the check digit of an NHS number (modulus 11); ten times the same digit is none."""
    digits = [int(one) for one in text if one.isdigit()]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check != 10 and digits[9] == check % 11


def _births(text, month):
    born = [one.end() for one in pattern("individual", "born").finditer(text)]
    days = [*DAY.finditer(text), *WRITTEN_DAY.finditer(text), *TURNED_DAY.finditer(text)]
    taken = [one.span() for one in days]
    days += [
        one for one in MONTH_OF_BIRTH.finditer(text) if not any(start <= one.start() < end for start, end in taken)
    ]
    for one in days:
        near = NEAR if one.re is not MONTH_OF_BIRTH else NEXT
        said = any(0 <= one.start() - end <= near for end in born)
        if said or (one.re is DAY and _is_long_ago(one, month)):
            yield _span(one)


def _is_long_ago(one, month):
    day, of_year, year = (int(part) for part in one.groups())
    year += (1900 if year > month.year % 100 else 2000) if year < 100 else 0
    return 1 <= day <= 31 and 1 <= of_year <= 12 and year < month.year - OLD
