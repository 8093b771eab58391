"""What needs a conversation, in a pack: the same findings as on its page, each with its reason."""

from dashboard.packs.pack import Point, Points, Section, Words
from layouts import words
from layouts.packs.at import At
from layouts.parts.conversations import attention
from layouts.tables.findings import size
from layouts.words import conversations as say
from layouts.words import signals

MOST = 6  # of each list


def conversations(at: At):
    here = attention(at.snapshot, at.unit.key, at.month)
    worse, better = _points(at, here.concerns[:MOST], "bad"), _points(at, here.strengths[:MOST], "good")
    more = [
        f"{words.count_words(len(entries) - MOST, 'more')} of them on the page of conversations."
        for entries in (here.concerns, here.strengths)
        if len(entries) > MOST
    ]
    return Section(
        "conversations",
        "What needs a conversation",
        say.sentence(here),
        tuple(filter(None, [worse, *(Words(one, True) for one in more), Words(say.counted(here), True)])),
        (Words("Better by more than chance explains"), better) if better else (),
        basis="single months against their usual range",
        measures=tuple(one.finding.measure for one in (*here.concerns[:MOST], *here.strengths[:MOST])),
    )


def _points(at, entries, mark):
    return Points(tuple(_point(at, one, mark) for one in entries)) if entries else None


def _point(at, entry, mark):
    finding = entry.finding
    measure, unit = at.names.measures[finding.measure], at.names.units[finding.unit]
    reading, todo = finding.reading
    _, far = size(measure, finding)
    said = f"{words.sentence_case(reading)}: {todo}. {words.sentence_case(signals.reason(measure, finding))}"
    others = [at.names.units[one.unit].name for one in entry.elsewhere if one.unit in at.names.units]
    now = f"{words.figure(measure, finding.value)}" + (
        f", {far} off" if far and finding.standing in ("near", "missed") else ""
    )
    return Point(f"{measure['short']}, {unit.name}: {now}", said.rstrip(".") + "." + say.also_at(others), mark)
