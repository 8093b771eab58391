"""What records come to, in a sentence that can be checked against the scorecard."""

from dashboard import values
from dashboard.workbook import MOST_ROWS
from layouts import words
from layouts.words.files import MOST_ROWS as MOST_IN_CSV


def filtered_line(measure, found, fewest):
    """What the records that are left come to, and of what. `found` is the Found of layouts/parts/records.py."""
    total, whole = found.total, found.whole
    if not total.records:
        return "No record is left with these filters: take one away."
    many = "This one record comes" if total.records == 1 else f"These {total.records:,} records come"
    whole_words = (
        ""
        if whole.value is None
        else f" All records together: {_made(measure, whole, words.figure(measure, whole.value))}."
    )
    return f"{many} to {_left(measure, total, fewest)}.{whole_words}"


def files_have(records):
    """How many of the records the files have, where it is not all: a worker makes them in its memory."""
    if records <= MOST_ROWS:
        return ""
    csv = "has all" if records <= MOST_IN_CSV else f"has the first {MOST_IN_CSV:,}"
    return f"The CSV file {csv}, the workbook the first {MOST_ROWS:,}: narrow them down for the others."


def _left(measure, total, fewest):
    top, bottom = words.exact(total.numerator), total.denominator
    if measure["kind"] in ("count", "money"):
        return words.figure(measure, float(total.numerator)) if measure["kind"] == "money" else top
    if measure["base"] or not bottom:
        return f"{top}, without a denominator of their own"
    said = f"{top} {'of' if measure['kind'] == 'proportion' else 'over'} {words.exact(bottom)}"
    if measure["kind"] == "proportion" and bottom < fewest:
        return said
    return f"{said} = {words.figure(measure, float(total.numerator) / float(bottom) * float(measure['per']))}"


def sum_line(measure, found, where):
    """What the records come to, in one sentence that can be checked against the number `where` it is shown."""
    number = found.number
    if number is None or number.value is None:
        return f"There is no number here: {number.reason if number else 'nothing was counted'}."
    shown = words.figure(measure, number.value)
    if measure["kind"] == "supplied":
        return f"The number is {shown}, as it was published: it is not counted from records here."
    many = found.total.records
    if not many:
        return f"No record counts here in this period: that is the {shown} {where}."
    made = _made(measure, number, shown)
    if not found.agrees:
        return f"The number {where} is {made}. The records listed come to other sums: tell the performance team."
    these = "This one record adds" if many == 1 else f"These {many:,} records add"
    return f"{these} up to {made}: the number {where}."


def _made(measure, number, shown):
    """'420 of 567 = 74.1%', '24; over a base of 88,816 that is 27.0', '223'."""
    top = words.exact(number.numerator)
    if number.denominator is None:
        return shown if shown == top else f"{top} = {shown}"
    if measure["base"]:
        return f"{top}; for the {words.exact(number.denominator)} people it is held against, that is {shown}"
    if measure["kind"] == "proportion":
        return f"{top} of {words.exact(number.denominator)} = {shown}"
    return f"{top} divided by {words.exact(number.denominator)}, that is {shown}"


AGAINST = "counts"
# What is counted and out of what, by the kind of the measure: (numerator, denominator).
COUNTED = {
    "proportion": ("counted", "out of"),
    "money": ("pounds", "out of"),
    "mean": ("amount", "cases"),
    "ratio": ("amount", "divided by"),
    "rate": ("amount", "divided by"),
}


def heading(measure, column):
    """A column's heading in words: what is counted, and out of what."""
    top, bottom = COUNTED.get(measure["kind"], ("counted", "out of"))
    if measure["base"]:
        top = "counted"
    person = "person" if measure["counts"] == values.DISTINCT else "reference"
    return {"numerator": top, "denominator": bottom, "person": person}.get(column, column.replace("_", " "))
