"""What an exploration says of itself: its title, what it shows, what it can't show and why."""

from layouts import words
from layouts.words.months import months_between

TOLD = {"improvement": "better", "concern": "worse", "high": "higher", "low": "lower"}
BEGIN = (
    "Any measures at any units beside one another. Begin with a question, or choose a measure; the address holds what "
    "you see, and can be sent."
)
BARS = (
    "Bars from nought; a line is the 95% interval, a dotted mark the target. That two intervals overlap is no test of "
    "whether they differ."
)
NAMED = 3  # lines that are named in a sentence
CAUTION = (
    "Dots that lie close may have changed places by chance: none is ranked, and nothing here says that one figure "
    "causes the other."
)


def count(number, one, many=None):
    return words.count_words(number, one, many).lower()


def units_words(units):
    """'three teams', 'four units', or the one unit's name."""
    if len(units) == 1:
        return units[0].name
    levels = {unit.level for unit in units}
    return count(len(units), levels.pop() if len(levels) == 1 else "unit")


def title(measures, units, by="", only=None, form=""):
    """'Clients receiving a review: three teams', 'Northfield team: two measures'."""
    if not measures:
        return "Explore"
    if form == "scatter" and len(measures) > 1:
        return f"{measures[1]['title']} against {_within(measures[0]['title'])}"
    if form == "spread":
        return f"{measures[0]['title']}: how it is spread"
    if len(measures) == 1:
        said = f"{measures[0]['title']}: {units_words(units)}"
    elif len(units) == 1:
        said = f"{units[0].name}: {count(len(measures), 'measure')}"
    else:
        said = f"{words.count_words(len(measures), 'measure')} at {units_words(units)}"
    if by:
        return f"{said}, by {by.replace('_', ' ')}"
    return f"{said}, {only[1]} alone" if only else said


def _within(title):
    """A title in the middle of a sentence: without its capital, unless that is of a short word of capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def name(line, measures, units):
    """What a line is called beside others: by what differs among them."""
    parts = [
        line.unit.name if units > 1 else "",
        line.measure["short"] if measures > 1 else "",
        line.part,
    ]
    return " · ".join(filter(None, parts)) or line.unit.name


def counts(line, place):
    """'417 of 4,252': what a value is made of; '' where nobody knows."""
    top, bottom = line.numerators[place], line.denominators[place]
    if top is None or bottom is None:
        return ""
    return f"{words.exact(top)} {'of' if line.measure['kind'] == 'proportion' else 'over'} {words.exact(bottom)}"


def limits(line, place):
    """'95% limits 19.1 to 19.7' where they are known; else ''."""
    known = line.limits.get(line.months[place])
    return (
        f"95% limits {words.figure(line.measure, known[0])} to {words.figure(line.measure, known[1])}" if known else ""
    )


def is_small(line, place, fewest):
    """Whether a value is a share of too few things to be judged."""
    bottom = line.denominators[place]
    return line.measure["kind"] == "proportion" and bottom is not None and bottom < fewest


def moves(lines, names):
    """'Harbour team went from 66.5% (October 2023) to 55.7% (September 2026).' for each of a few lines."""
    for line, called in zip(lines, names, strict=True):
        (first, before), (last, after) = line.known[0], line.known[-1]
        if first == last:
            yield f"{called} has one value: {words.figure(line.measure, after)} ({words.month_words(last)})."
            continue
        then, now = words.figure(line.measure, before), words.figure(line.measure, after)
        if then == now:
            yield f"{called} is at {now}, as in {words.month_words(first)}."
        else:
            yield f"{called} went from {then} ({words.month_words(first)}) to {now} ({words.month_words(last)})."


def signals(lines, names):
    """What the control charts say of the lines in their last month; '' where none has one."""
    charted = [
        (line, called)
        for line, called in zip(lines, names, strict=True)
        if line.chart and line.chart["status"] == "charted"
    ]
    if not charted:
        return ""
    found = {}
    for line, called in charted:
        if line.chart["variation"] in TOLD:
            found.setdefault(TOLD[line.chart["variation"]], []).append(called)
    bases = {line.chart["basis"] for line, _ in charted if line.chart["basis"] != line.basis}
    judged = f"by {words.BASES[bases.pop()]}, " if len(bases) == 1 else ""
    if not found:
        who = charted[0][1] if len(charted) == 1 else f"none of the {len(charted)}"
        verb = "has not left" if len(charted) == 1 else "has left"
        return words.sentence_case(f"{judged}{who} {verb} its usual range: what moves here is what chance explains.")
    said = "; ".join(f"{_who(who)} {'is' if len(who) == 1 else 'are'} {how} than usual" for how, who in found.items())
    rest = len(charted) - sum(map(len, found.values()))
    others = {0: "", 1: "; the other is not"}.get(rest, f"; the other {rest} are not")
    return f"{words.sentence_case(judged + said)}, by more than chance explains{others}."


def _who(called):
    """A few names, or how many there are."""
    return words.listed(called) if len(called) <= NAMED else f"{count(len(called), 'line')}"


def not_judged(lines, names):
    """Which lines no control chart can judge, and why."""
    why = {
        "too few": "too few months to tell a change from chance",
        "too small": "too small to be judged",
        "too rare": "too rare to be judged",
    }
    for status, reason in why.items():
        who = [
            called for line, called in zip(lines, names, strict=True) if line.chart and line.chart["status"] == status
        ]
        if who:
            yield f"{words.listed(who)}: {reason}."


def apart(lines):
    """That what is measured in different things is not on one axis; '' where it is all one thing."""
    found = list(dict.fromkeys(line.measure["unit_of_value"] or "a number" for line in lines))
    if len(found) < 2:
        return ""
    return (
        f"These are measured in different things ({words.listed(found)}), so each has an axis of its own. "
        "“From 100” lays them on one."
    )


def missing(found, several_measures):
    """What was asked for and has nothing to show, by the reason."""
    by_reason = {}
    for one in found:
        called = f"{one.measure['title']} at {one.unit.name}" if several_measures else one.unit.name
        by_reason.setdefault(one.reason, []).append(called)
    for reason, who in by_reason.items():
        yield f"Not shown: {words.listed(who, 6)}: {reason}."


def left_out(lines, names, surplus, most):
    """What there was no room for; '' where all is drawn."""
    if not lines and not surplus:
        return ""
    told = words.listed(names, 6)
    more = f"{'; ' if told else ''}{words.listed(surplus)} not looked at" if surplus else ""
    return f"{most} lines are as many as can be told apart. Left out: {told}{more}."


def other_bases(lines, basis):
    """Which measures are not counted in the way asked for, and how they are counted here."""
    found = {}
    for line in lines:
        if basis and line.basis != basis:
            found.setdefault(line.basis, []).append(line.measure["title"])
    for own, titles in found.items():
        titles = words.listed(dict.fromkeys(titles))
        yield f"{titles}: not counted by {words.BASES[basis]}, so drawn by {words.BASES[own]}."


def counted_over(pairs):
    """'twelve months together' for (measure, way of counting) pairs, or which measure is counted how."""
    if len({way for _, way in pairs}) == 1:
        return pairs[0][1]
    return "; ".join(f"{measure['short']} by {way}" for measure, way in pairs)


def ways_of_counting(lines):
    """'Twelve months together', or what each measure is counted by where they differ."""
    found = {}
    for line in lines:
        found.setdefault(counted_words(line), []).append(line.measure["title"])
    if len(found) == 1:
        return words.sentence_case(next(iter(found)))
    return "; ".join(f"{words.listed(dict.fromkeys(titles))} by {how}" for how, titles in found.items())


def counted_words(line):
    """'twelve months together'; of what was given as it stands, 'figures as published'."""
    return "figures as published" if line.measure["kind"] == "supplied" else words.BASES[line.basis]


def span(first, last):
    return f"{words.month_words(first)} to {words.month_words(last)}"


def overlap(measures, by):
    """That people may be in several parts, where a measure counts each person once."""
    if by and any(measure["counts"] == "distinct people" for measure in measures):
        return "Each part counts a person once; one who was in two is in both, so the parts do not add up to the whole."
    return ""


def months_words(first, last):
    """How many months two are apart, in words."""
    return count(months_between(first, last), "month")


def small(lines, fewest):
    """That rings are of too few things to be judged; '' where there are none."""
    if any(is_small(line, place, fewest) for line in lines for place in range(len(line.months)) if line.values[place]):
        return f"A ring is a share of fewer than {fewest}: too few to be judged."
    return ""


def scale_words(scale, start):
    """How values on a scale of their own are to be read."""
    if scale == "index":
        when = f"its value of {words.month_words(start)}" if start else "the first value of each"
        return f"100 is {when}; the label of a month has the figures themselves."
    if scale == "target":
        return "100% is the target of the month. Where less is better, under 100% meets it."
    return ""


MOVEMENTS = {
    "higher": "higher, by more than chance explains",
    "lower": "lower, by more than chance explains",
    "within chance": "no more than chance explains",
}


def slope_words(found):
    """What of the changes between two months is more than chance explains; dotted lines are those that are not."""
    told = [one for one in found if one.movement]
    if not told:
        return "Nobody can tell here how much of a change is chance: read the lines for that."
    moved = {way: [one.name for one in told if one.movement == way] for way in ("higher", "lower")}
    said = [f"{_who(who)} {'is' if len(who) == 1 else 'are'} {way}" for way, who in moved.items() if who]
    rest = [one.name for one in told if one.movement == "within chance"]
    sentence = f"{words.sentence_case('; '.join(said))}, by more than chance explains." if said else ""
    if rest:
        sentence += f" A dotted line is a change that chance explains: {_who(rest)}."
    if len(told) < len(found):
        untold = [one.name for one in found if not one.movement]
        sentence += f" For {_who(untold)} nobody can tell."
    return sentence.strip()


def among(measure, found, own):
    """Where a council lies among all with a published figure; a place only where it is more than chance."""
    year = words.year_words(found.period_start, found.period_end)
    values = [one.value for one in found.councils]
    span = f"from {words.figure(measure, min(values))} to {words.figure(measure, max(values))}"
    if found.own is None:
        return f"{len(values)} councils published a figure for {year}, {span}."
    told = (
        f"{found.own.name} published {words.figure(measure, found.own.value)} for {year}; "
        f"{len(values)} councils range {span}."
    )
    if own is None or not own.differs:
        return f"{told} It has no place among them: nobody knows how far chance moves it."
    if own.differs not in words.TOLD or own.place is None:
        return f"{told} It has no place among them: it differs from England’s by no more than chance explains."
    place = words.place_words(own.place, own.councils)
    return f"{told} That is {place} ({measure['better']} is better), and off England’s by more than chance explains."
