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
    listed = f" The first {len(found.rows):,} are listed; {files_have(total.records)}." if found.more else ""
    whole_words = (
        ""
        if whole.value is None
        else f" All records together: {_made(measure, whole, words.figure(measure, whole.value))}."
    )
    return f"{many} to {_left(measure, total, fewest)}.{listed}{whole_words}"


def files_have(records):
    """How many of the records the files have, which a worker makes in its memory."""
    if records <= MOST_ROWS:
        return "the files have all"
    return f"the CSV file has the first {MOST_IN_CSV:,}, the workbook {MOST_ROWS:,}: narrow them down for the rest"


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
    number, listed = found.number, len(found.rows)
    if number is None or number.value is None:
        return f"There is no number here: {number.reason if number else 'nothing was counted'}."
    shown = words.figure(measure, number.value)
    if measure["kind"] == "supplied":
        return f"The number is {shown}, as it was published: it is not counted from records here."
    if not listed:
        return f"No record counts here in this period: that is the {shown} {where}."
    made = _made(measure, number, shown)
    if found.more:
        first = "" if values.against_sql(measure) == "false" else ", those that count against it first"
        all_records = found.total.records
        return (
            f"The first {listed:,} of {all_records:,} records are listed{first}; {files_have(all_records)}. "
            f"Together they add up to {made}: the number {where}."
        )
    if not found.agrees:
        return f"The number {where} is {made}. The records listed come to other sums: tell the performance team."
    many = "This one record adds" if listed == 1 else f"These {listed:,} records add"
    return f"{many} up to {made}: the number {where}."


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


def heading(measure, column):
    """A column's heading in words; of a proportion, what counts and out of what."""
    if measure["kind"] == "proportion":
        column = {"numerator": "counted", "denominator": "out of"}.get(column, column)
    return {"person": "person or thing"}.get(column, column.replace("_", " "))
