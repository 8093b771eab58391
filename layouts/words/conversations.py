"""What needs a conversation, counted in sentences: how many findings there are, out of how many looked at."""

from layouts import words

UNJUDGED = {
    "too small": ("is too small to judge", "are too small to judge"),
    "too rare": ("counts what is rare", "count what is rare"),
    "too few": ("has too few months for a verdict", "have too few months for a verdict"),
}
MOST_NAMED = 4  # units where a finding shows as well; the others are counted


def sentence(here):
    """How many findings there are, good and bad, in one breath."""
    bad, good = len(here.concerns), len(here.strengths)
    if not here.looked_at:
        return "There are too few months, or too few things in them, to judge anything here yet."
    if not bad and not good:
        return "Nothing here has changed by more than chance would make it."
    said = [f"{words.count_words(bad, 'measure needs', 'measures need')} a conversation"]
    if good:
        said.append(f"{words.count_words(good, 'has', 'have').lower()} become better")
    return " and ".join(said) + "."


def money_sentence(alarms):
    """How many alarms of money stand beside them, if any."""
    return [f"{words.count_words(len(alarms), 'money alarm stands', 'money alarms stand')}."] if alarms else []


def counted(here):
    """Out of how many, and what was left out."""
    left = [_many(here.unjudged[status], *why) for status, why in UNJUDGED.items() if here.unjudged[status]]
    if not here.looked_at:
        return f"Of the charts here, {words.listed(left)}." if left else "No chart here has months enough yet."
    looked, out = _many(here.looked_at, "chart was", "charts were"), _many(here.flagged, "stands", "stand")
    said = f"{looked} looked at; {out} out, {_listed(here) or 'none'} of these by more than chance explains."
    return f"{said} Besides, {words.listed(left)}." if left else said


def _many(count, one, many):
    return f"{count:,} {one if count == 1 else many}"


WAYS = {"worse": ("is worse", "are worse"), "better": ("is better", "are better"), "": ("has moved", "have moved")}


def by_year(changed):
    """[What came of figures of a quarter or a year], [] where nothing did; `changed` is what words.card.changed has."""
    said = [words.count_words(len(changed[way]), *ways).lower() for way, ways in WAYS.items() if changed[way]]
    told = "Against the year before, of the figures that come by the quarter or the year"
    return [f"{told} {words.listed(said)}, by more than chance explains."] if said else []


def _listed(here):
    return sum(1 + len(entry.elsewhere) for entry in here.concerns + here.changed + here.strengths)


def also_at(units):
    """' Also at Eastgate, Harbour and two other units.' of the names of units; '' for none."""
    if not units:
        return ""
    more = [others(units[MOST_NAMED:])] if len(units) > MOST_NAMED else []
    return f" Also at {words.listed(units[:MOST_NAMED] + more)}."


def others(units):
    """'two other units'."""
    return words.count_words(len(units), "other unit").lower()
