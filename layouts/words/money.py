"""Money, activity and what they say together, as a busy person reads them."""

from decimal import Decimal

from dashboard.money.months import april
from layouts import words

PARTS = {
    "price": "price",
    "volume": "volume",
    "mix": "mix",
    "plan": "plan",
    "rest": "unexplained",
}
SAID = {
    "price": "what a unit cost against what it was to cost, for the units delivered",
    "volume": "units delivered against units agreed, at the agreed price",
    "mix": "the move between dearer and cheaper groups, services or teams, of what is counted in the same unit",
    "plan": "where the budget is not the agreed units at their agreed price: its months, or money moved in the year",
    "rest": "money that has no agreed price, or of months with no units on file",
}
SINGULAR = {"hours": "an hour", "weeks": "a week", "sessions": "a session", "days": "a day", "meals": "a meal"}


def pounds(value, signed=False):
    """£1,234,568; with a sign where it is a difference."""
    if value is None:
        return "–"
    sign = "−" if round(value) < 0 else "+" if signed and round(value) > 0 else ""
    return f"{sign}£{abs(round(value)):,}"


def to_the_penny(value, signed=False):
    """£1,234.50; with a sign where it is a difference."""
    if value is None:
        return "–"
    sign = "−" if value < 0 else "+" if signed and value > 0 else ""
    return f"{sign}£{abs(value):,.2f}"


def plain(value, signed=False):
    """The same without the pound sign, for a column that says it once."""
    return pounds(value, signed).replace("£", "")


def short(value, signed=False):
    """£1.23m, £46k, £850: for a sentence or a small label."""
    size = abs(round(value))
    text = (
        f"{size / 1_000_000:,.2f}m" if size >= 999_500 else f"{size / 1_000:,.0f}k" if size >= 10_000 else f"{size:,}"
    )
    sign = "−" if value < 0 and size else "+" if signed and size else ""
    return f"{sign}£{text}"


def price(value):
    return "–" if value is None else f"£{value:,.2f}"


def units(value):
    return "–" if value is None else f"{round(value):,}"


def tenths(value):
    """12,345.7 units: for reading; the records have every decimal."""
    return "–" if value is None else f"{value:,.1f}".removesuffix(".0").replace("-", "−")


def per_cent(value, signed=True):
    if value is None:
        return "–"
    text = f"{abs(value):.1f}%"
    return f"{'' if text == '0.0%' or not signed else '−' if value < 0 else '+'}{text}"


def share(off):
    """'97.6%' of what was agreed, from how far it is off."""
    return "–" if off is None else per_cent(off + 100, signed=False)


def unbroken(text):
    """A text that is not broken over two lines, neither at a space nor after its sign."""
    return text.replace(" ", "\u00a0").replace("−", "−\u2060").replace("+", "+\u2060")


def unit_word(counted_in):
    """'an hour' for hours."""
    return SINGULAR.get(counted_in, f"one of {counted_in}")


def title(key):
    return words.sentence_case(key or "not known")


def parts_words(split):
    """'price +£420k, volume −£410k, everything else +£2,100': what adds up to the whole, the largest first."""
    return _parts_words({PARTS[name]: amount for name, amount in split._asdict().items()})


def whole_words(split):
    """The same of a whole unit, volume and mix together: by service and by user group they then say the same."""
    parts = {PARTS[name]: amount for name, amount in split._asdict().items() if name not in ("volume", "mix")}
    return _parts_words({**parts, "volume and mix": split.volume + split.mix})


def _parts_words(parts):
    named, rest = that_matter(parts)
    said = [*named.items(), *([("everything else", rest)] if rest else [])]
    return ", ".join(unbroken(f"{name} {short(amount, signed=True)}") for name, amount in said)


def that_matter(parts, always=()):
    """(the parts of a tenth of the largest or more, and those `always` named; what the others come to).

    They come to 0 where it is no more than the rounding of what is said; where one alone is left over, it is named.
    """
    found = {name: parts[name] for name in sorted(parts, key=lambda name: (-abs(parts[name]), name))}
    most = max(map(abs, found.values()))
    large = {name for name, amount in found.items() if round(amount) and abs(amount) >= most / 10}
    named = {name: amount for name, amount in found.items() if name in large or name in always}
    others = {name: amount for name, amount in found.items() if round(amount) and name not in named}
    rest = sum(others.values(), Decimal(0))
    if abs(rest) * 2 < _rounded_to(most):
        return named, Decimal(0)
    return ({**named, **others}, Decimal(0)) if len(others) == 1 else (named, rest)


def _rounded_to(size):
    """The pounds to which `short` says a figure of this size."""
    return 10_000 if size >= 999_500 else 1_000 if size >= 10_000 else 1


def line_sentence(line, month, begins=None):
    """What one line's row says, in a sentence: spend, then units and what one cost."""
    paid, budget = line.total("actual_to_date"), line.total("profiled")
    if begins:
        return f"{short(paid)} is paid from {begins:%B %Y}, when the store begins. {begins_words(begins)}"
    why = parts_words(line.variance)
    said = [f"{short(paid)} is paid of {short(budget)} budgeted to {month:%B %Y}{': ' + why if why else ''}."]
    if not budget and not line.total("revised"):
        said = [
            f"{short(paid)} is paid to {month:%B %Y}; it has no budget here."
            if paid
            else "No money of it is booked here."
        ]
    if line.counted_in and line.total("agreed_to_date"):
        delivered, agreed = units(line.total("delivered_to_date")), units(line.total("agreed_to_date"))
        said.append(f"{delivered} {line.counted_in} of {agreed} agreed")
        if line.actual_cost and line.budgeted_cost:
            said[-1] += f", at {price(line.actual_cost)} against {price(line.budgeted_cost)} agreed"
        said[-1] += "."
    return " ".join([*said, *unfiled_words(line)])


def unfiled_words(line):
    """'No activity is on file for February 2025 (home care): …', or nothing where every month is on file."""
    if not line.unfiled:
        return []
    months = {}
    for service, month in line.unfiled:
        months.setdefault(f"{month:%B %Y}", []).append(service)
    named = "; ".join(f"{month} ({', '.join(services)})" for month, services in months.items())
    paid, budget = line.total("unfiled_paid"), line.total("unfiled_budget")
    return [
        f"No activity is on file for {named}: the {short(paid)} paid and {short(budget)} budgeted in it are not "
        "explained, and units and what one cost are those of the months on file."
    ]


def on_file(line, month, begins=None):
    """'11 of 12 months': how many months of the year so far have their activity on file; '' where all do."""
    missing = {at for _, at in line.unfiled}
    first = begins or april(month)
    months = (month.year - first.year) * 12 + month.month - first.month + 1
    return f"{months - len(missing)} of {months} months" if missing else ""


def span(month, begins=None):
    """'April to September 2026', 'April 2024 to March 2025', 'April 2026': the months of a financial year so far."""
    first = begins or april(month)
    if first == month:
        return f"{month:%B %Y}"
    return f"{first:%B} to {month:%B %Y}" if first.year == month.year else f"{first:%B %Y} to {month:%B %Y}"


def year(month):
    """'2026–27': the financial year of a month."""
    first = april(month)
    return words.year_words(first, first.replace(year=first.year + 1, month=3))


def begins_words(begins):
    """Why a year that began before the store has no variance and no forecast."""
    return (
        f"The store begins in {begins:%B %Y}: what was paid before is not known, so that nothing is held against the "
        "budget to date, which runs from April, and nothing is carried on to March."
    )


def has_budget(money):
    """Whether there is a budget to hold anything against."""
    return any(line.total("revised") or line.total("profiled") for line in money.lines)


def has_money(money):
    """Whether any money is booked: units alone can be delivered where the money is kept by another unit."""
    return not all(is_units_alone(line) for line in money.lines)


def is_units_alone(line):
    """Whether a line has units, and all its money is in the books of another unit."""
    return not any(line.total(word) for word in ("revised", "profiled", "actual_to_date"))


def not_loaded(on_hand, unit, month, money):
    """What a page says first where the ledger or the budget was never loaded; '' where both were.

    `on_hand` has the files of money that have rows: 'ledger', 'budget'.
    """
    paid, budget = short(money.total("actual_to_date")), short(money.total("profiled"))
    when = f"{'in' if (money.begins or april(month)) == month else 'from'} {span(month, money.begins)}"
    return {
        (False, False): "No payments ledger and no budget is loaded: load them and build again, and what is paid and "
        f"budgeted at {unit.name} shows on this page, by service and by user group.",
        (True, False): f"{paid} was paid {when}; no budget is loaded: load it and build again, "
        "and what is paid is held against it here.",
        (False, True): f"{budget} is budgeted to {month:%B %Y}; no payments ledger is loaded: load it and build again, "
        "and what is paid is held against it here.",
    }.get(("ledger" in on_hand, "budget" in on_hand), "")


def not_of_this_year(unit, month, first, last):
    """What is said of a financial year of which no money is on file: of which months there is some."""
    months = f"{first:%B %Y}" if first == last else f"{first:%B %Y} to {last:%B %Y}"
    return (
        f"The payments and budgets on file for {unit.name} are of {months}: nothing is known of its money in the"
        f" financial year to {month:%B %Y}."
    )


def heading_for(money, month):
    """'£46.0m is spent of £46.1m budgeted to September 2026; budget holders expect to end the year £0.2m over: …'"""
    spent, budget = money.total("actual_to_date"), money.total("profiled")
    if money.begins:
        return f"{short(spent)} was paid in {span(month, money.begins)}. {begins_words(money.begins)}"
    if not has_money(money):
        return "No money is booked here. What is delivered here is paid for in the books of another unit."
    if not has_budget(money):
        return f"{short(spent)} is spent to {month:%B %Y}; there is no budget here to hold it against."
    start = f"{short(spent)} is spent of {short(budget)} budgeted to {month:%B %Y}"
    over = month.month == 3
    if not over and not money.total("forecast"):
        return " ".join([f"{start}; nobody has declared a forecast.", *unfiled_words(money)])
    split = money.variance if over else money.year_variance
    side = "over" if split.total > 0 else "under"
    why = whole_words(split)
    said = "the year ended" if over else "budget holders expect to end the year"
    ends = f"{said} {short(abs(split.total))} {side}{': ' + why if why else ''}."
    return " ".join([f"{start}; {ends}", *unfiled_words(money)])


def pence(value):
    """1,234.56 to the penny, for workings that an accountant adds up."""
    return f"{value:,.2f}".replace("-", "−")
