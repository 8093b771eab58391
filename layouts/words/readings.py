"""What a control chart says, in sentences that somebody who knows statistics would sign."""

from dashboard import attention
from dashboard.statistics import runchart, xmr
from layouts import words
from layouts.words import signals
from layouts.words.months import month_after, months_between


def sentences(measure, series, chart, past, month, notes, fewest):
    """What the control chart says, a sentence at a time; each could be said by somebody who knows statistics."""
    if chart is None:
        return []
    if chart["status"] != "charted":
        return [UNJUDGED[chart["status"]], *_run_chart(measure, _since(chart, past))]
    if in_steps(chart):
        return [STEPS]
    found = [_usual(measure, chart, past), _latest(measure, chart, month), _assurance(measure, chart)]
    found += _few(measure, series, chart["judged"], fewest)
    found += _second_opinion(chart, _since(chart, past))
    if (lasted := lasting(chart)) >= xmr.RUN:
        found.append(_offer(chart, lasted, notes))
    return [sentence for sentence in found if sentence]


def of_another(measure, chart, past, month):
    """The same in short, beside a chart of other values than those that are judged: it begins with whose it speaks."""
    begin = f"Whether it has changed is told by {words.BASES[chart['basis']]}."
    if chart["status"] != "charted":
        return [begin, UNJUDGED[chart["status"]]]
    if in_steps(chart):
        return [begin, STEPS]
    return [begin, _usual(measure, chart, past), _latest(measure, chart, month)]


def summary(measure, past):
    """A course in words: from, to, highest, lowest, gaps."""
    known = [(month, value) for month, value in past if value is not None]
    if not known:
        return "No month has a value."
    first, last = known[0], known[-1]
    top, bottom = max(known, key=lambda pair: pair[1]), min(known, key=lambda pair: pair[1])

    def at(pair):
        return f"{words.figure(measure, pair[1])} in {words.month_words(pair[0])}"

    gaps = len(past) - len(known)
    missing = f" {words.count_words(gaps, 'month')} without a value." if gaps else ""
    return f"From {at(first)} to {at(last)}. Highest {at(top)}, lowest {at(bottom)}.{missing}"


def _few(measure, series, month, fewest):
    """A warning where single months rest on a handful, though the measure's own period does not."""
    months = series["denominators"][: months_between(series["first_month"], month) + 1][-12:]
    known = [each for each in months if each]
    if measure["kind"] != "proportion" or not known or sum(known) / len(known) >= fewest:
        return []
    return [f"A single month rests on about {sum(known) / len(known):.0f} here, so months jump about."]


STEPS = (
    "Its months have moved from one level to another, so that no average or usual range describes them: most would "
    "lie outside it. Ask whoever keeps the council’s notes to start the chart anew in the month where a level began."
)


def in_steps(chart):
    """Whether most months lie outside the limits, which then describe none of them."""
    known = [rule for point, rule in zip(chart["points"], chart["rules"], strict=True) if point is not None]
    return known.count("outside") > len(known) / 2


def _since(chart, past):
    """The months since the chart last began: nothing looks across a rebase."""
    begins = month_after(chart["first_month"], chart["starts"][-1])
    return [(month, value) for month, value in past if month >= begins]


def lasting(chart):
    """For how many months the chart has been out of the ordinary in the way it is now."""
    if chart["rule"] is None:
        return 0
    if chart["rule"] == "shift":
        return chart["run"]
    known = [point for point in chart["points"] if point is not None]
    return next((n for n, point in enumerate(reversed(known)) if point != chart["variation"]), len(known))


def _run_chart(measure, past):
    """What a run chart can say where there are too few points for limits."""
    if measure["kind"] == "supplied":  # one figure in force for a year is not twelve points
        return []
    found = runchart.chart([value for _, value in past])
    if found.too_few:
        return []
    median = words.figure(measure, found.median)
    if not found.signal:
        return [f"The months cross their middle value ({median}) as often as chance would have them."]
    why = _run_signal(found, f"their middle value ({median})")
    return [f"Over the whole course they have changed by more than chance explains: {why}."]


def _run_signal(found, middle):
    """Which sign of change a run chart has: a long run on one side of the `middle`, or few crossings of it."""
    if found.longest_run > found.longest_run_limit:
        return (
            f"{found.longest_run} months running on one side of {middle}, where chance would seldom make more than "
            f"{found.longest_run_limit}"
        )
    times, limit = _times(found.crossings), found.crossings_limit
    return f"the months cross {middle} {times}, where chance would seldom make fewer than {limit}"


def _second_opinion(chart, past):
    """The run chart beside the control chart: it looks at the whole course, not at the latest month."""
    begin = "The latest month is ordinary, but over" if chart["rule"] is None else "Over"
    found = runchart.chart([value for _, value in past])
    if found.too_few or not found.signal:
        return []
    return [f"{begin} the whole course a run chart sees change: {_run_signal(found, 'the median')}."]


def _times(number):
    return {0: "not once", 1: "once"}.get(number, f"{number} times")


UNJUDGED = {
    "too few": f"There are fewer than {xmr.FEWEST} points: too few for a usual range, so no verdict is given.",
    "too small": "So few things are counted here that a share of them jumps by chance: too small to judge.",
    "too rare": "This is rare here (less than one a month, or mostly none): single months of it can't be judged.",
}


def _usual(measure, chart, past):
    """'A month usually lies between 2.5% and 13.9%, and is 8.2% on average.'"""
    least, most = natural_bounds(measure, chart["lower"], chart["upper"], [value for _, value in past])
    average = words.figure(measure, chart["mean"])
    since = ""
    if len(chart["starts"]) > 1:
        start = month_after(chart["first_month"], chart["starts"][-1])
        since = f"Since {words.month_words(start)}, when the chart starts anew, a month"
    who = since or "A month"
    if chart["lower"] == chart["upper"]:
        return f"{who} has always been {average}."
    if least is None and most is None:
        return f"{who} is {average} on average; anything may come by chance."
    if least is None:
        return f"{who} usually stays below {words.figure(measure, most)}, and is {average} on average."
    if most is None:
        return f"{who} usually stays above {words.figure(measure, least)}, and is {average} on average."
    return (
        f"{who} usually lies between {words.figure(measure, least)} and {words.figure(measure, most)}, "
        f"and is {average} on average."
    )


def natural_bounds(measure, lower, upper, values):
    """Limits without those that nothing passes: above 100% for a share, below nought for what never was below it."""
    share = measure["kind"] == "proportion"
    below = lower is not None and lower <= 0 and all(value is None or value >= 0 for value in values)
    return (None if below else lower), (None if share and upper is not None and upper >= 100 else upper)


def _latest(measure, chart, month):
    when = words.month_words(chart["judged"])
    now = f"{when}, at {words.figure(measure, chart['value'])},"
    late = "" if chart["judged"] == month else f" No value has come since {when}."
    way = _way(measure, chart)
    said = {
        None: f"{now} is within that: nothing has changed that the numbers could show.",
        "outside": f"{now} lies {way} that range, which chance would hardly ever do.",
        "trend": f"It has {'risen' if way == 'above' else 'fallen'} for {chart['run']} months running, "
        "which chance would seldom do.",
        "two in three": f"Two of the last three months lie far {way} the average, which chance would seldom do.",
        "shift": f"{words.count_words(chart['run'], 'month')} running have been {way} the average, "
        "which chance would seldom do.",
    }[chart["rule"]]
    return said + late


def _way(measure, chart):
    """Whether the signal is on the high or the low side: for a trend that is where it goes, not where it stands."""
    high = chart["variation"] == "high" or signals.side(chart["variation"], measure["better"]) == "high"
    return "above" if high else "below"


def _assurance(measure, chart):
    if chart["target"] is None:
        if measure["better"] in ("higher", "lower") and chart["basis"] != measure["basis"]:
            return "A target for twelve months together can't be held against single months."
        return ""
    target = words.figure(measure, chart["target"])
    return {
        "pass": f"The whole range is on the right side of the target of {target}: "
        "as things are, every month will meet it.",
        "fail": f"The whole range is on the wrong side of the target of {target}: "
        "as things are, no month will meet it, and only another way of working can.",
        "hit and miss": f"The target of {target} lies within the range: as things are, some months will meet it and "
        "some will not, by chance.",
        None: "",
    }[chart["assurance"]]


def _offer(chart, lasted, notes):
    """Where a shift has lasted: the chart may start anew, if somebody knows why. Never done by itself."""
    last = chart["judged"]
    began = month_after(last, 1 - lasted)
    if any(note["rebase"] and note["month"] == began for note in notes):
        return ""
    known = [note for note in notes if abs((note["month"] - began).days) < 70]
    cause = f" (“{known[-1]['words']}” was noted for {words.month_words(known[-1]['month'])})" if known else ""
    wait = "" if lasted >= xmr.FEWEST else f", once {xmr.FEWEST} months have passed"
    return (
        f"If something changed for good in {words.month_words(began)}{cause}, ask whoever keeps the council’s notes to "
        f"start the chart anew there{wait}."
    )


def doubt(chart, believed, looked_at):
    """What to say of a signal that may be one of the false ones among so many series; empty where there is none."""
    if not may_be_chance(chart) or believed or looked_at < 2:
        return ""
    return f"Among the {looked_at:,} charts looked at here and below, one that stands out so far could be chance."


def may_be_chance(chart):
    """Whether a chart has a signal that could be a false one."""
    return chart is not None and chart["rule"] is not None and not in_steps(chart)


def reading(measure, standing, chart):
    """(class, 'Red and worse', 'find the cause') for the callout; None where there is nothing to read."""
    if chart is None or chart["status"] != "charted" or chart["variation"] is None:
        return None
    assurance = chart["assurance"] if chart["basis"] == measure["basis"] else None
    name, todo = attention.reading(standing, chart["variation"], assurance, chart["run"])
    return signals.MARKS[chart["variation"]], words.sentence_case(name), todo
