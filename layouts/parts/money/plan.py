"""Whether a plan multiplies out: units agreed for the year, times the agreed price of one, beside the budget."""

from dashboard import scorecard as cards
from dashboard.money.alarms import off
from layouts.words import money as money_words

SHOWN = 15
TOLD_BY = {"plan": "the plan’s", "budget": "its budget over its units"}


def lines(cursor, names, unit, financial_year, service=None, user_group=None):
    """The lines of the plan at a unit and below it, those furthest off first, each with whose price it has."""
    asked = {"unit": unit.key, "financial_year": financial_year, "service": service, "user_group": user_group}
    found = cards.ask_dicts(cursor, "money_plan_lines", **asked)
    return [{**row, "name": _name(names, row["booked"]), "whose": _whose(names, row)} for row in found]


def _whose(names, row):
    """'its budget over its units', 'Older people’s, from its budget': whose price a line has, and who says so."""
    if row["price_of"] == row["booked"] or row["told_by"] == "plan":
        return TOLD_BY[row["told_by"]]
    return f"that of {_name(names, row['price_of'])}, from its budget"


def _name(names, key):
    return names.units[key].name if key in names.units else key


def by_itself(found):
    """Whether every price is worked out from the budget, so that the plan can't but multiply out."""
    return all(row["told_by"] == "budget" for row in found)


def is_astray(found, tolerance):
    """Whether the budget of any line of the plan lies off what its units come to by more than so many per cent."""
    return any(abs(off(row["original"], row["worth"]) or 0) > tolerance for row in found)


def sentence(worth, original, revised):
    """What the units agreed for the year come to, and how far the original and the revised budget lie off that."""
    said = (
        f"The units agreed for the year come to {money_words.pounds(worth)} at their agreed prices. "
        f"The original budget is {money_words.pounds(original)}, {_beside(original, worth)}"
    )
    if revised != original:
        said += f"; the revised one is {money_words.pounds(revised)}, {_beside(revised, worth)}"
    return f"{said}."


def _beside(value, plan):
    """'£5,812 (1.2%) less than that', 'just that'."""
    off = round(value - plan)
    share = money_words.per_cent(abs(off) / plan * 100, signed=False) if plan else "–"
    return f"£{abs(off):,} ({share}) {'more' if off > 0 else 'less'} than that" if off else "just that"
