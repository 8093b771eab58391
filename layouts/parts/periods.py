"""A measure whose values come by the quarter or the year: its chart, its change on the year before, its table."""

from functools import partial

from dashboard import scorecard
from layouts import words
from layouts.address import link
from layouts.charts.periods import Course, Period
from layouts.charts.template import About
from layouts.words.months import months_between

DRAWN = ("england", "region", "neighbours")  # outside values with a line of their own, over the same periods
NOT_KNOWN = (
    "For one of the two years neither how many were counted nor a margin of error is known, so chance can’t be told "
    "from change."
)


def periods(cursor, measure, unit, month):
    """The values up to a month, oldest first, as dictionaries; empty for a measure that comes by the month."""
    found = scorecard.ask_dicts(cursor, "period_values", measure=measure["key"], unit=unit.key, month=month)
    for row in found:
        row["target_low"], row["target_high"] = scorecard.bounds(measure, row["target_low"], row["target_high"])
    return found


def section(cursor, measure, unit, month):
    """What the page's part on time shows of such a measure; None for one that comes by the month."""
    found = periods(cursor, measure, unit, month)
    if not found:
        return None
    lines = outside(cursor, measure, found)
    said = sentences(measure, found)
    return {
        "picture": picture(measure, unit, found, lines),
        "sentences": said,
        # Whether the newest year differs from the one before by more than chance: else nobody says better or worse.
        "is_told": found[-1]["movement"] in words.TOLD,
        "heads": [label for label, _ in lines],
        "rows": table(measure, unit, found, lines),
    }


def outside(cursor, measure, found):
    """[(label, {(start, end): value})] of England, the region and the neighbours over the same periods."""
    spans = {(row["period_start"], row["period_end"]) for row in found}
    lines = {}
    for row in scorecard.ask_dicts(cursor, "comparators", measure=measure["key"]):
        span = (row["period_start"], row["period_end"])
        if row["kind"] in DRAWN and span in spans:
            lines.setdefault((DRAWN.index(row["kind"]), row["label"]), {})[span] = row["value"]
    return [
        (words.sentence_case(label), values) for (_, label), values in sorted(lines.items(), key=lambda pair: pair[0])
    ]


def sentences(measure, found):
    """What the years say, a sentence at a time: the newest beside the year before, then the whole course."""
    known = [row for row in found if row["value"] is not None]
    if not known:
        return ["No period has a value."]
    last, first = known[-1], known[0]
    said = [change_sentence(measure, last)]
    if len(known) > 2:
        top = max(known, key=lambda row: row["value"])
        bottom = min(known, key=lambda row: row["value"])
        said.append(
            f"Over {len(known)} {_many(last)} since {name(first)} it has been between "
            f"{words.figure(measure, bottom['value'])} ({name(bottom)}) and {words.figure(measure, top['value'])} "
            f"({name(top)}). There are too few points for a usual range."
        )
    if missing := [name(row) for row in found if row["value"] is None]:
        said.append(f"No value for {words.listed(missing)}.")
    return [sentence for sentence in said if sentence]


def _many(row):
    return "quarters" if months_between(row["period_start"], row["period_end"]) < 11 else "years"


def change_sentence(measure, row):
    """'2024–25, at 70.5%, is 2.1 points up on the year before (0.3 to 3.9): more than chance explains.'"""
    at = f"{name(row)}, at {words.figure(measure, row['value'])},"
    if row["moved"] is None:
        return f"{at} has no value of the year before to stand beside."
    amount = words.moved_amount(measure, row["moved"])
    if not words.says_something(amount):
        return f"{at} is the same as the year before."
    way = "up" if row["moved"] > 0 else "down"
    judged = words.verdict(measure["better"], row["moved"]) if row["movement"] in words.TOLD else ""
    told = f"{at} is {amount} {way} on the year before{f', {judged}' if judged else ''}"
    if row["movement"] is None:
        return f"{told}. {NOT_KNOWN}"
    span = f"95% limits {words.signed(measure, row['moved_lower'])} to {words.signed(measure, row['moved_upper'])}"
    if row["movement"] == "within chance":
        return f"{told}, no more than chance explains ({span})."
    return f"{told}, by more than chance explains ({span})."


def name(row):
    return words.year_words(row["period_start"], row["period_end"])


def picture(measure, unit, found, lines, told=None):
    """The Course of the periods for charts.periods, or None where none has a value. `told` is its About."""
    if all(row["value"] is None for row in found):
        return None
    spans = [(row["period_start"], row["period_end"]) for row in found]
    return Course(
        [_period(measure, unit, row) for row in found],
        partial(words.figure, measure),
        [(said, [values.get(span) for span in spans]) for said, values in lines],
        told or About(title=measure["title"], unit=unit.name, measured_in=measure["unit_of_value"] or ""),
    )


def _period(measure, unit, row):
    target = row["target_low"] if row["target_low"] is not None else row["target_high"]
    change = _change(measure, row)
    said = _made_of(measure, row), f"{change} on the year before" if change else ""
    address = link("/records", measure=measure["key"], unit=unit.key, month=row["month"])
    return Period(name(row), row["value"], row["lower"], row["upper"], target, said, address)


def table(measure, unit, found, lines):
    """The periods as rows of words, newest first."""
    return [
        {
            "name": name(row),
            "value": words.figure(measure, row["value"]) if row["marker"] is None else marked(row["marker"]),
            "made_of": _made_of(measure, row),
            "change": _change(measure, row),
            "target": words.target_words(measure, row["target_low"], row["target_high"]),
            "outside": [
                words.figure(measure, values.get((row["period_start"], row["period_end"]))) for _, values in lines
            ],
            "opens": "as given" if measure["kind"] == "supplied" else "records",
            "href": link("/records", measure=measure["key"], unit=unit.key, month=row["month"]),
        }
        for row in reversed(found)
    ]


MARKS = {"c": "withheld", "x": "not available", "z": "does not apply"}  # as publishers of statistics mark a figure


def marked(marker):
    """'not available [x]': what a source's mark in the place of a figure means, and the mark."""
    mark = marker.strip("[]")
    return f"{MARKS.get(mark.lower(), 'no figure')} [{mark}]"


def _made_of(measure, row):
    if row["numerator"] is None or row["denominator"] is None:
        return ""
    return f"{words.exact(row['numerator'])} of {words.exact(row['denominator'])}"


def _change(measure, row):
    if row["moved"] is None:
        return ""
    text = words.signed(measure, row["moved"])
    if row["movement"] is None:
        return text
    limits = f"{words.signed(measure, row['moved_lower'])} to {words.signed(measure, row['moved_upper'])}"
    said = "chance" if row["movement"] == "within chance" else "more than chance"
    return f"{text} ({limits}: {said})"
