"""How many reviews are overdue, in a sentence: none is another thing than nothing on file."""

from dashboard.asking import ask_dicts
from layouts import words

MEASURE = "clients_reviewed"


def overdue(cursor, unit, month, people):
    """So many people's reviews at a unit at the end of a month; where nobody's is, whether anything on file says so."""
    if not people and not ask_dicts(cursor, "month_measures", unit=unit.key, month=month, measures=[MEASURE]):
        return (
            f"Nothing on file says whose review is overdue at {unit.name}: a return of Client Level Data would say it."
        )
    many = words.count_words(people, "person’s review is", "people’s reviews are") if people else "Nobody’s review is"
    return f"{many} overdue at {unit.name} at the end of {words.month_words(month)}."
