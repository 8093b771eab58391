"""Control totals in a sentence: whether every pound of a file is found again."""

from dashboard.money.control import first_month
from dashboard.money.months import april
from layouts import words
from layouts.words.money import to_the_penny
from layouts.words.reconciliation import span_words


def months_words(kind, month):
    """What the totals are of: months of the ledger; a budget is that of its financial year."""
    if kind == "ledger":
        return span_words(first_month(kind, month), month)
    start = april(month)
    return words.year_words(start, start.replace(year=start.year + 1, month=3))


def sentence(found, kind, month):
    span = months_words(kind, month)
    if not found.rows:
        return f"No file of the {kind} covers {span}."
    files = len({row["file"] for row in found.rows})
    adds = "adds" if files == 1 else "add"
    whole = to_the_penny(found.total("in_file"))
    start = f"{words.count_words(files, 'file')} of the {kind} {adds} up to {whole} for {span}"
    if not found.agrees:
        wrong = sum(not row["agrees"] for row in found.rows)
        return (
            f"{start}, and {words.count_words(wrong, 'line').lower()} below {'does' if wrong == 1 else 'do'} not agree."
        )
    rest = [
        f"{to_the_penny(found.total(word))} {said}"
        for word, said in (
            ("rejected", "was rejected"),
            ("not_mapped", "is not mapped to any unit"),
            ("outside", "lies in months outside the store"),
        )
        if found.total(word)
    ]
    return (
        f"{start}. Every pound is found again at the units{', but for these: ' + words.listed(rest) if rest else ''}."
    )
