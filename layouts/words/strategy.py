"""The strategy map in words: what an arrow claims, what the council's figures say of it, and what pulls apart."""

from layouts import words

BETTER = {"higher": ("rises", "falls"), "lower": ("falls", "rises")}
NOT_TRIED = "Other lags were not tried."
TAKEN_OUT = {
    "teams": "Teams are compared in each month, so that season, trend and policy that all of them share are taken out.",
    "months": "Trend, season and what one month carries over into the next are taken out of both.",
}
SHORT = {
    "the data agree": "✓ the data agree",
    "the data do not show it": "? the data do not show it",
    "the data speak against it": "✕ the data speak against it",
    "too short": "… too short to tell",
    "not testable": "not testable",
    "not tested yet": "… tested at the next build",
}


def claim(names, link):
    """What an arrow expects to see, in a sentence; '' where it names no measures."""
    first, second = (names.measures.get(key) for key in (link.from_measure, link.to_measure))
    if not first or not second:
        return ""
    goes, follows = _way(first, True), _way(second, link.sign == "+")
    return f"When {first['short']} {goes}, {second['short']} {follows}{_later(link.lag)}"


def _way(measure, good):
    return BETTER.get(measure["better"], ("rises", "falls"))[0 if good else 1]


def _later(lag):
    return " in the same month" if not lag else f" {words.count_words(lag, 'month').lower()} later"


def lags(link):
    """The months that were tried: '2 to 4 months'."""
    least, most = max(link.lag - link.around, 0), link.lag + link.around
    return f"{least} to {most} months" if most > least else words.count_words(most, "month").lower()


def interval(found):
    """'−0.24 (−0.30 to −0.17)': the strength of a link with its interval; '' where there is none."""
    if not found or found["strength"] is None:
        return ""
    return f"{_r(found['strength'])} ({_r(found['lower'])} to {_r(found['upper'])})"


def _r(number):
    return f"{number:.2f}".replace("-", "−")


def seen_in(found):
    """What it was looked for in: '28 teams, 1,260 pairs of months'."""
    if not found or found["strength"] is None:
        return ""
    pairs = f"{found['pairs']:,} pairs of months"
    return f"{found['teams']} teams, {pairs}" if found["teams"] else pairs


def evidence(arrow):
    """What the figures say of an arrow, with what could still be so."""
    found, verdict = arrow.found, arrow.verdict
    if verdict == "not testable" and not arrow.link.from_measure:
        return "not testable: it names no two measures"
    if verdict in ("not testable", "too short"):
        return found["why"] if found["why"].startswith(verdict) else f"{verdict}: {found['why']}"
    if verdict == "the data do not show it":
        return f"{verdict}; a link up to r = {found['possible']:.2f} is possible"
    return verdict


def more(arrow):
    """What the evidence says beyond its verdict; '' where that is all."""
    return evidence(arrow).removeprefix(arrow.verdict).lstrip(";: ")


def reverse(found):
    """What the other direction says; '' where it says nothing."""
    if not found or found["reverse"] is None:
        return ""
    at = f"r = {_r(found['reverse_strength'])} at {words.count_words(found['reverse_lag'], 'month').lower()}"
    if found["reverse"] == "the data agree":
        also = "as well" if found["verdict"] == "the data agree" else "and this one does not"
        return f"the reverse fits {also} ({at})"
    return f"the reverse does not fit ({at})"


def standing(counts):
    """How an objective stands in a few words, the worst first: '▼ 2 missed · ▲ 3 met'."""
    kept = [(of, counts[of]) for of in ("missed", "near", "met") if counts.get(of)]
    if not kept:
        return f"{sum(counts.values())} without a target" if counts else "not measured here"
    return " · ".join(f"{words.SHAPES[of]} {count} {of}" for of, count in kept)


def pulls(names, row):
    """A pair that pulls apart, in a sentence."""
    ends = [row["first"], row["second"]] if row["lag"] >= 0 else [row["second"], row["first"]]
    first, second = (names.measures[key] for key in ends)
    return (
        f"When {first['short']} {_way(first, True)}, {second['short']} {_way(second, False)}{_later(abs(row['lag']))}"
    )


def adds(names, unit, row):
    """What a unit adds to the council's number, of all that this is made of: '34 of 512'."""
    measure, counted = names.measures[row["measure"]], row["numerator"]
    if unit == names.root:
        return "it is the whole"
    if counted is None or measure["kind"] == "supplied":
        return "–"
    if row["of_all"] is None or not row["is_same_period"]:
        return _counted(measure, counted)
    return f"{_counted(measure, counted)} of {_counted(measure, row['of_all'])}"


def _counted(measure, number):
    """What is counted, which is no value of the measure but what it is made of."""
    number = float(number)
    sign = "−" if number < 0 else ""
    if measure["kind"] == "money":
        return f"{sign}£{abs(number):,.0f}"
    return (
        f"{sign}{abs(number):,.0f}" if number == round(number) or abs(number) >= 1000 else f"{sign}{abs(number):,.1f}"
    )


def onward(names, start, key, arrows):
    """The objectives that one leads to by another, to an end of the map: 'A → B'. The first arrow of several is taken,
    and nothing is passed twice: arrows may go round in a circle."""
    found = [start, key]
    while following := next(
        (
            one.link.to_objective
            for one in arrows
            if one.link.from_objective == found[-1]
            and one.link.to_objective in names.objectives
            and one.link.to_objective not in found
        ),
        None,
    ):
        found.append(following)
    return " → ".join(names.objectives[one]["title"] for one in found[1:])


def out_of_balance(called, warning):
    """What is out of balance on a card, in a sentence."""
    what, key, count, total = warning
    if what == "most":
        return f"{count} of {total} measures are of one perspective, {called[key]}: more than half."
    if what == "no outcome":
        return f"{called[key]} has no outcome among its {total}: nothing says what comes of it for people."
    return f"{count} of {total} measures tell what was so, not what is coming: often when it is too late to act."
