"""What needs a conversation at a unit and below it: signals that chance does not explain, each with its reason."""

from dashboard import attention as found
from dashboard import scorecard as cards
from dashboard.store import kept_with_its_store
from layouts import signals, words
from layouts.address import link, measure_path, wanted_month, wanted_unit
from layouts.page import Page, head, render
from layouts.parts.money import alarms as money_alarms

UNJUDGED = {
    "too small": "are too small to judge",
    "too rare": "count what is rare",
    "too few": "have too few months for a verdict",
}


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    here = attention(snapshot, unit.key, month)
    money = money_alarms.below(snapshot, unit.key, month)
    lists = {
        word: [line(names, month, entry) for entry in getattr(here, word)]
        for word in ("concerns", "changed", "strengths", "rest", "ordinary", "reliable")
    }
    return render(
        "attention.html",
        f"What needs a conversation, {unit.name}",
        sentence=" ".join([sentence(here), *money_sentence(money)]),
        counted=counted(here),
        looked_at=here.looked_at,
        percent=round(100 * found.FALSE_DISCOVERIES),
        money=money,
        **lists,
        **head(names, reader, "/attention", unit, month),
    )


@kept_with_its_store(most=16)
def attention(snapshot, unit, month):
    """The Attention of a unit in a month: the same for everybody until a new store is published."""
    with snapshot.cursor() as cursor:
        return found.attention(cursor, unit, month)


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
    left = [f"{here.unjudged[status]:,} {why}" for status, why in UNJUDGED.items() if here.unjudged[status]]
    if not here.looked_at:
        return f"Of the charts here, {words.listed(left)}." if left else "No chart here has months enough yet."
    said = (
        f"{here.looked_at:,} series were looked at; {here.flagged:,} are flagged by a rule, "
        f"and {_listed(here):,} of these {'is' if _listed(here) == 1 else 'are'} more than chance explains."
    )
    return f"{said} Besides, {words.listed(left)}." if left else said


def _listed(here):
    return sum(1 + len(entry.elsewhere) for entry in here.concerns + here.changed + here.strengths)


def line(names, month, entry):
    """One line of a list: the measure, where, its reading and the reason."""
    finding = entry.finding
    measure = names.measures[finding.measure]
    reading, todo = finding.reading
    elsewhere = [names.units[other.unit].name for other in entry.elsewhere if other.unit in names.units]
    return {
        "title": measure["title"],
        "unit": names.units[finding.unit].name,
        "href": link(measure_path(finding.measure), unit=finding.unit, month=month),
        "icons": signals.icons(finding.variation, finding.assurance, measure["better"]),
        "mark": {"improvement": "good", "concern": "bad"}.get(finding.variation, "special"),
        "reading": words.sentence_case(reading),
        "todo": todo,
        "stands": signals.standing_words(measure, finding),
        "reason": words.sentence_case(signals.reason(measure, finding)),
        "elsewhere": elsewhere,
    }


PAGE = Page("/attention", "Conversations", show, in_menu=True)
