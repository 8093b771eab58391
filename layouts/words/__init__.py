"""Numbers, dates and findings as a busy person reads them."""

SHAPES = {"met": "●", "near": "◆", "missed": "▼", "no target": "○", "no value": "–"}
CLASSES = {"met": "met", "near": "near", "missed": "miss", "no target": "none", "no value": "none"}
TOLD = ("higher", "lower")  # movements that are more than chance explains
# The ways of counting, as they are called beside a chart, in the order in which they are offered.
BASES = {
    "month": "single months",
    "quarter": "quarters",
    "rolling 12 months": "twelve months together",
    "financial year to date": "the year so far",
    "snapshot": "month ends",
    "financial year": "financial years",
}
SMALL_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def figure(measure, value):
    """A value with the sign that belongs to it: 74.1%, £21.40, 81.2. A dash where there is none."""
    if value is None:
        return "–"
    if measure.get("answers"):
        return answer(measure, value)
    unit, decimals = measure["unit_of_value"] or "", int(measure["decimals"] or 0)
    sign = "−" if value < 0 else ""
    if unit.startswith("£"):
        return f"{sign}£{_pounds(abs(value), decimals)}"
    text = f"{abs(value):,.{decimals}f}"
    return f"{sign if float(text.replace(',', '')) else ''}{text}{'%' if unit.startswith('%') else ''}"


def answers(measure):
    """[(number, answer)] of a measure that is answered in words, the worst first; none of one that is a number."""
    said = measure.get("answers")
    return list(enumerate(said.split(", "), 1)) if said else []


def answer(measure, value):
    """The word that a value of a measure answered in words stands for; a dash for none of them."""
    return dict(answers(measure)).get(value, "–")


def _pounds(value, decimals):
    # Millions to two digits after the point, also of what is else told to the penny: a column is read, not added up.
    if value >= 1_000_000:
        return f"{value / 1_000_000:,.2f}m"
    return f"{value:,.{decimals}f}"


def in_full(measure, value):
    """A sum of money that `figure` tells in millions, as it is: £448,851,592.04. Empty where nothing was shortened."""
    if value is None or not (measure["unit_of_value"] or "").startswith("£") or abs(value) < 1_000_000:
        return ""
    return f"{'−' if value < 0 else ''}£{abs(value):,.{int(measure['decimals'] or 0)}f}"


def exact(value):
    """A numerator or denominator as it is, without needless zeros after the point."""
    if value is None:
        return "–"
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def made_of(measure, top, bottom):
    """'417 of 4,252', '£589,133.83 over 22,019.07': what a share, a rate or a cost is made of; pounds are said as
    such, and what is counted in parts to two decimals (the records have it as it is)."""
    joined = "of" if measure["kind"] == "proportion" else "over"
    return f"{counted(measure, round(top, 2))} {joined} {exact(round(bottom, 2))}"


def counted(measure, numerator):
    """A numerator as it is: in pounds and pence where the measure is money, else as `exact` says it."""
    is_money = measure["kind"] != "proportion" and (measure["unit_of_value"] or "").startswith("£")
    if numerator is None or not is_money:
        return exact(numerator)
    return f"{'−' if numerator < 0 else ''}£{abs(numerator):,.2f}"


def unit_words(measure):
    """What stands beside the figure in small print: 'per hour' for '£ per hour', nothing for '%'."""
    return (measure["unit_of_value"] or "").lstrip("£% ").strip()


def with_unit(measure, said):
    """A figure with what it counts, where its sign does not say it: '40.0 per 1,000 people', '74.1%', '–'."""
    unit = unit_words(measure)
    return said if said == "–" or not unit else f"{said} {unit}"


def target_words(measure, low, high):
    """A target as it reads: 85.0%, at most 16.0%, 98 to 102."""
    if low is None and high is None:
        return ""
    if low is not None and high is not None:
        least, most = _round(figure(measure, low)), _round(figure(measure, high))
        joined = " to " if low < 0 else "–"
        return f"{least.rstrip('%')}{joined}{most.lstrip('£')}"
    return figure(measure, high if low is None else low)


def _round(text):
    """98% for 98.0%: a range is read faster without its noughts."""
    number, percent = text.rstrip("%"), text[len(text.rstrip("%")) :]
    return (number.rstrip("0").rstrip(".") if "." in number else number) + percent


def bound_words(measure, low, high):
    """The same in a sentence: 'at least 85.0%'."""
    if measure.get("answers"):
        return f"“{figure(measure, low)}” or better"
    if low is not None and high is not None:
        return f"between {figure(measure, low)} and {figure(measure, high)}"
    return f"at most {figure(measure, high)}" if low is None else f"at least {figure(measure, low)}"


def part_words(part, names):
    """'4 of the council’s 267': what a unit holds of what the unit that has the target counted."""
    whose = "the council" if part.of == names.root.key else names.units[part.of].name
    return f"{exact(part.numerator or 0)} of {whose}’s {exact(part.whole)}"


def change(measure, value, last_year):
    """The change on last year as (text, verdict); the verdict is 'better', 'worse', 'same' or '' where neither is."""
    if value is None or last_year is None:
        return "", ""
    moved = value - last_year
    text = figure(measure, moved).rstrip("%")
    if not any(digit in text for digit in "123456789"):
        return "no change", "same"
    if (measure["unit_of_value"] or "").startswith("%"):
        text += " pts"
    return ("+" if moved > 0 else "") + text, verdict(measure["better"], moved)


def moved_words(measure, value, last_year, is_told=True):
    """The change on last year in a sentence: 'down 11.2 pts on last year: worse'. Empty where there is none to tell."""
    text, judged = change(measure, value, last_year)
    if not text or judged == "same":
        return "the same as last year" if text else ""
    way = f"{'up' if text.startswith('+') else 'down'} {text.lstrip('+−')} on last year"
    return f"{way}: {judged}" if judged and is_told else way


def verdict(better, moved):
    """Whether a move is for the better; for a range or no polarity nobody can say from the move alone."""
    if better not in ("higher", "lower"):
        return ""
    return "better" if (moved > 0) == (better == "higher") else "worse"


def month_words(month):
    return f"{month:%B %Y}"


def short_month(month):
    return f"{month:%b %Y}"


def day_words(day):
    return f"{day.day} {day:%B %Y}" if day else "not known"


def year_words(start, end):
    """'2024–25' for a financial year, else the months it spans."""
    if (start.month, end.month) == (4, 3) and end.year == start.year + 1:
        return financial_year(start.year)
    return f"{short_month(start)} to {short_month(end)}"


def financial_year(begins):
    """'2026–27' of 2026, the year of its April."""
    return f"{begins}–{(begins + 1) % 100:02}"


def quarter_name(month):
    """'Q2 2026–27': the financial quarter that ends in a month, by its last month."""
    return f"Q{(month.month - 4) % 12 // 3 + 1} {financial_year(month.year - (month.month < 4))}"


def quarter_words(month, short=False):
    """'July to September 2026', or 'Jul to Sep 2026': the months of the quarter that ends in a month."""
    first = month.replace(month=month.month - 2)
    return f"{first:%b} to {short_month(month)}" if short else f"{first:%B} to {month_words(month)}"


def period_name(start, end):
    """A period as its name: '2024–25', 'March 2026' for a month, 'Jan 2026 to Mar 2026' for any other."""
    return month_words(end) if (start.year, start.month) == (end.year, end.month) else year_words(start, end)


def sentence_case(text):
    return text[:1].upper() + text[1:]


def shortened(text, most=90):
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def period_words(start, end, basis):
    """The period a value is for: '12 months to March 2026', 'at 31 March 2026'."""
    if end is None:
        return ""
    if basis == "snapshot" and (start is None or (start.year, start.month) == (end.year, end.month)):
        return f"at {day_words(end)}"
    if basis == "rolling 12 months":
        return f"12 months to {month_words(end)}"
    if basis in ("financial year", "snapshot"):
        return year_words(start, end)
    if basis == "financial year to date" and (start.year, start.month) != (end.year, end.month):
        return f"{month_words(start)} to {month_words(end)}"
    if basis == "quarter":
        return quarter_words(end)
    if start is not None and start.month % 3 == 1 and (start.year, start.month + 2) == (end.year, end.month):
        return quarter_words(end)
    return (
        month_words(end)
        if start is None or (start.year, start.month) == (end.year, end.month)
        else (f"{day_words(start)} to {day_words(end)}")
    )


def basis_words(measure, start=None, end=None):
    """How long the period of a measure is: 'rolling 12 months'; for a supplied figure 'a year', from its first and last
    day."""
    if measure["kind"] == "supplied":
        months = (end.year - start.year) * 12 + end.month - start.month + 1 if start and end else None
        lengths = {None: "as it was given", 1: "a month", 3: "a quarter", 12: "a year"}
        return lengths.get(months, f"{months} months")
    return {"snapshot": "at the end of the month"}.get(measure["basis"], measure["basis"])


def counts_words(measure):
    """What is counted, and as what: 'distinct people, as a proportion'."""
    if measure["kind"] == "supplied":
        return "a figure as it was given"
    kind = {"money": "sum of money"}.get(measure["kind"], measure["kind"])
    return f"{measure['counts']}, as a {kind}" + (f" per {exact(measure['per'])}" if kind == "rate" else "")


def count_words(count, one, many=None):
    """'Three measures', '1 measure': small numbers as words, to begin a sentence with."""
    number = SMALL_NUMBERS[count] if count < len(SMALL_NUMBERS) else f"{count:,}"
    return f"{number} {one if count == 1 else many or one + 's'}"


def listed(items, most=None):
    """'a, b and c'; where there are more than `most`, those and how many others: 'a, b and 3 more'."""
    items = list(items)
    if most and len(items) > most:
        items = [*items[:most], f"{len(items) - most} more"]
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def many_words(by):
    """What the parts of a breakdown are called together: user groups, age bands, sexes."""
    name = by.replace("_", " ")
    return {"sex": "sexes", "ethnicity": "ethnic groups", "attributable": "kinds of delay"}.get(by, f"{name}s")


def moved_amount(measure, amount):
    """How far a value moved, without a sign: 21.3 points, £0.52, £152,910, 4. Of thousands of pounds no pence."""
    unit = measure["unit_of_value"] or ""
    text = figure({**measure, "decimals": 0} if unit.startswith("£") and abs(amount) >= 1000 else measure, abs(amount))
    return f"{text.rstrip('%')} points" if unit.startswith("%") else text


def signed(measure, amount):
    """A move with its sign and without a unit: +3.1, −0.4, 0.0."""
    text = figure(measure, amount).rstrip("%").lstrip("−")
    return f"{'+' if amount > 0 else '−'}{text}" if says_something(text) else text


def says_something(text):
    """Whether a printed amount is more than nothing."""
    return any(digit in text for digit in "123456789")


def place_words(place, total):
    """'3rd of 6'."""
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending} of {total}"
