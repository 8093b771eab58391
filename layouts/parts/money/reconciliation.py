"""What an address asks of the reconciliation, and its rows as a person reads them: for the page and its files."""

from dataclasses import replace

from dashboard.money.reconciliation import CAUSES, LINES, SORTS, STATUSES, Wanted, first_month
from layouts.address import wanted_month, wanted_one_of, wanted_unit
from layouts.words.reconciliation import CAUSE_WORDS, NO_PROVIDER, NOBODY, half_words, line_words, unit_name

PATH = "/money/reconciliation"
# The periods as an address says them.
BASES = {
    "year": "financial year to date",
    "month": "month",
    "rolling": "rolling 12 months",
    "all": "all months",
}
KEPT = ("basis", "by", "service", "provider", "status", "cause", "owner", "sort")


def read(names, reader, asked):
    """The unit, the month, the word for the period and what is wanted of them, before any filter."""
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    word = wanted_one_of(BASES, asked.get("basis"), "basis")
    return unit, month, word, Wanted(unit.key, first_month(BASES[word], month, names.months), month)


def filtered(wanted, asked, services, owners):
    """The same with the filters, the order and the lines that the address asks for."""

    def one_of(choices, word):
        return wanted_one_of(named(choices), asked[word], word) if asked.get(word) else None

    return replace(
        wanted,
        service=one_of(services, "service"),
        status=one_of(STATUSES, "status"),
        cause=one_of(CAUSES, "cause"),
        owner={NOBODY: ""}.get(asked.get("owner")) if asked.get("owner") == NOBODY else one_of(owners, "owner"),
        provider={NO_PROVIDER: ""}.get(asked.get("provider"), asked.get("provider")),
        sort=one_of(SORTS, "sort") or SORTS[0],
        by=one_of(LINES, "by") or LINES[0],
    )


def named(words):
    """Words that are their own titles."""
    return {word: word for word in words}


def line_filter(key, by):
    """The words of an address that narrow the page to one line of the first table."""
    return {"month": key, "basis": "month"} if by == "month" else {by: line_words(key, by)}


def readable(names, rows):
    """Rows with units by name and what is not named in words, and with the other half of what has two."""
    for row in rows:
        yield {
            **row,
            "key": row["unit"],
            "unit": unit_name(names, row["unit"]),
            "owner": row["owner"] or NOBODY,
            "provider": row["provider"] or NO_PROVIDER,
            "cause": CAUSE_WORDS.get(row.get("cause"), ""),
            "half": half_words(names, row),
            "is_alone": bool(row.get("other_month")) and not (row["has_first"] and row["has_second"]),
        }
