"""What is read of each kind of cell: examples of every spelling with what it becomes, found by reading them."""

from datetime import date

import duckdb

from dashboard.intake import reading
from dashboard.intake.periods import periods
from dashboard.intake.words import EMPTY, FALSE, MARKERS, NOTHING, TRUE

TODAY = date(2026, 7, 1)
MONEY = (
    *("1234.56", "1,234.56", "1 234.56", "1'234.56", "£1,234.56", "£ 1,234.56", "GBP 1,234.56", "1,234.56 GBP", "-12"),
    *("£-12", "12-", "(12)", "£(12)", "(£12)", "−12", "12 CR", "CR 12", "12 DR", "-", "£ -", "83.3333"),
    *("1.234,56", "1.23E+05", "12k", "$12", "5%"),
)
NUMBERS = ("1234.5", "1,234.5", "1 234.5", "(3)", "3-", "90%", "85.3 %", "0.9", "1.5e-3", "0,9", "ninety")
DATES = (
    *("2026-04-03", "2026/04/03", "2026-04-03T09:30:00Z", "03/04/2026", "3/4/2026", "03/04/26", "03.04.2026"),
    *("03-04-2026", "03/04/2026 09:30", "03/04/2026 02:30 PM", "03-Apr-2026", "03-Apr-26", "3 April 2026"),
    *("3rd April 2026", "Friday 3 April 2026", "April 3, 2026", "46115", "20260403", "03042026"),
    *("03-04-26", "04/13/2026", "Apr-26", "3 April", "31/02/2026"),
)
MONTHS = (
    *("2026-04", "202601", "202612", "Apr-26", "April 2026", "04/2026", "01/04/2026", "3 April 2026"),
    *("202613", "2026", "April"),
)
PERIODS = (
    *("2024-25", "2024/25", "FY 2024-25", "2024-2025", "2024", "2025-03", "Apr-24", "April 2024", "04/2024"),
    *("Q1 2024-25", "2024/25 Q4", "H2 2024-25", "2008 - 10", "2011-13", "2021-22 to 2023-24", "1 April 2024"),
    *("01/04/2024 - 31/03/2025", "2024-04-01/2025-03-31", "April to June 2024", "2008-10", "Q1 2024"),
)


def table():
    """(kind of cell, spelling, what it becomes) of every example; 'turned away' where it is not read."""
    century = reading.Century(TODAY.year + reading.AHEAD)
    kinds = (
        ("money", MONEY, reading.money("word", "decimal(18,2)")),
        ("number", NUMBERS, reading.number("word", "decimal(18,4)")),
        ("date", DATES, reading.day("word", reading.WAYS, century)),
        ("month", MONTHS, f"strftime({reading.month('word', reading.WAYS, century)}, '%Y-%m')"),
    )
    rows = []
    with duckdb.connect() as connection:
        for kind, words, sql in kinds:
            for word in words:
                value = connection.execute(f"select ({sql})::varchar from (select $word as word)", {"word": word})
                rows.append((kind, word, value.fetchone()[0] or "turned away"))
    spans = {word: periods([word])[word] for word in PERIODS}
    rows += [("period", word, (span or "turned away").replace("/", " to ")) for word, span in spans.items()]
    return [*rows, *_words()]


def _words():
    yield "yes or no", ", ".join(sorted(TRUE)), "yes"
    yield "yes or no", ", ".join(sorted(FALSE)), "no"
    yield "any cell", ", ".join(NOTHING), "empty"
    yield "any cell but text", ", ".join(sorted(EMPTY)), "empty (in money - is nought)"
    yield "figures", ", ".join(sorted(MARKERS - EMPTY)), "a marker: kept, or the cell left empty with a warning"
