"""The outlook to the year's end in words: what it would come to, what the target takes, how far to trust it."""

from layouts import words


def fact(measure, outlook, month):
    """(big words, small words) for the row of facts; None where there is no year's end to speak of."""
    if outlook.year is None:
        return None
    point, lower, upper = outlook.year
    return (
        f"{words.figure(measure, lower)} to {words.figure(measure, upper)}",
        f"expected {_what(outlook.kind)} {_march(month)}, most likely {words.figure(measure, point)} (80% range)",
    )


def sentences(measure, outlook, month, target):
    """What is said under the chart of the months ahead."""
    if outlook.reason:
        return [f"No forecast: {outlook.reason}."]
    return [*(year(measure, outlook, month, target) or _last_month(measure, outlook, month)), _tested(measure, outlook)]


def _last_month(measure, outlook, month):
    """What the last month of the year would come to, where nothing can be said of the year as a whole."""
    point, lower, upper = (words.figure(measure, each) for each in outlook.months[-1][1:])
    return [
        f"{_march(month)} alone would come to {point}, with four chances in five between {lower} and {upper}; what the "
        "year as a whole would come to is not worked out ahead for this measure."
    ]


def year(measure, outlook, month, target):
    """What the year would come to, and what meeting the target takes of its months that are left."""
    found = []
    if outlook.year is not None:
        point, lower, upper = (words.figure(measure, each) for each in outlook.year)
        found.append(
            f"{_beginning(outlook.kind)} {_march(month)} would come to {point}, with four chances in five "
            f"between {lower} and {upper}."
        )
    if outlook.required is not None:
        found.append(_required(measure, outlook, target))
    return found


def _what(kind):
    return {"total": "for the year to", "share": "for the year to", "level": "at"}[kind]


def _beginning(kind):
    return {"total": "The year to", "share": "The year to", "level": "The value at"}[kind]


def _march(month):
    return f"March {month.year + (month.month > 3)}"


def _required(measure, outlook, target):
    """'To meet 85.0% for the year, 91.2% is needed in each month left; 82.0% is expected.'"""
    need, expected = outlook.required, sum(point for _, point, *_ in outlook.months) / len(outlook.months)
    aim = words.figure(measure, target)
    share = measure["kind"] == "proportion"
    guess = ", if as many come as usual" if share else ""
    if need < 0 or (share and need > 100):
        met = (need < 0) == (measure["better"] == "higher")
        return f"The target of {aim} for the year is {'sure to be met' if met else 'out of reach'}{guess}."
    at = "at most " if measure["better"] == "lower" else ""
    return (
        f"To meet {aim} for the year, {at}{words.figure(measure, need)} is needed in each month left; "
        f"{words.figure(measure, expected)} is expected."
    )


def _tested(measure, outlook):
    """How the forecast is made and how such forecasts did on the last months, which they had not seen."""
    ahead, tested = outlook.forecast, outlook.forecast.tested
    beside = words.figure(measure, float(ahead.seasonal_naive[-1]))
    rival = tested.seasonal_naive if tested.seasonal_naive is not None else tested.naive
    error, other = (_size(measure, each) for each in (tested.error, rival))
    said = f"The dotted line is {ahead.method}; {ahead.beside} would give {beside} at the end."
    tail = f", {ahead.beside} by {other}" if other else ""
    return (
        f"{said} Tried on the last {tested.months} months as if they had not come yet, it was off by {error} "
        f"on average{tail}, and {tested.inside:.0%} of them fell into its band."
    )


def _size(measure, amount):
    """An error in the measure's unit: points for a percentage. One that would be rounded to nothing is said to be less
    than the least that is shown."""
    text = words.figure(measure, amount)
    if amount and text == words.figure(measure, 0):
        text = f"less than {words.figure(measure, 10 ** -int(measure['decimals'] or 0))}"
    return text.replace("%", " points")
