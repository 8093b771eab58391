"""What else is known beside a number or a unit, one line each with its link; and what people said of it."""

from dash import html

from dashboard import rounded
from dashboard.registers import registers
from layouts import words
from layouts import written as writings
from layouts.address import link, measure_path
from layouts.parts import blocks
from layouts.parts import registers as parts

VOICES = 3  # that stand in full
WEIGHTS = {"one": "one voice", "several": "several say so", "systematic": "asked of many"}


def section(snapshot, names, measure, unit, month):
    """The panel of a measure (None: of the unit alone) at a unit in a month; None where nothing is known."""
    units = [*(one.key for one in names.above(unit)), *parts.below(unit, month)]
    key = measure["key"] if measure else None
    found = rounded.beside(snapshot, writings.here(), key, unit.key, units, month)
    lines = [*_feedback(found, unit, month), *_values(names, found, unit, month), *_entries(found, unit, month)]
    if not lines:
        return None
    rows = [[blocks.to(name, href), blocks.cell(said, className="text-wrap")] for name, href, said in lines]
    table = blocks.table("What else is known", [("what", "hidden"), ("what it says", "hidden")], rows)
    every = blocks.to("on one time line", link("/evidence", measure=key, unit=unit.key, month=month), className="s")
    small = "complaints and compliments of twelve months"
    inside = [table, _voices(found.entries.get("voice", ()))]
    return blocks.section("rounded", "What else is known", inside, small=small, beside=every)


def _feedback(found, unit, month):
    href = link("/standards", unit=unit.key, month=month)
    for kind, (count, upheld) in found.feedback.items():
        told = f"{count:,}" + (f", {upheld:,} upheld in whole or part" if upheld else "")
        yield f"{words.sentence_case(kind)}s", f"{href}#voices", told


def _values(names, found, unit, month):
    for row in found.values:
        if row["measure"] in names.measures:
            measure = names.measures[row["measure"]]
            href = link(measure_path(row["measure"]), unit=unit.key, month=month)
            yield measure["short"], href, words.figure(measure, row["value"])


def _entries(found, unit, month):
    told = {
        "standard": (_standards, link("/standards", unit=unit.key, month=month)),
        "judgement": (_judgements, link("/scrutiny", unit=unit.key, month=month)),
        "recommendation": (_asks, link("/scrutiny", unit=unit.key, month=month)),
        "voice": (_heard, link("/register/voice", unit=unit.key)),
    }
    for key, (say, page) in told.items():
        if things := found.entries.get(key):
            yield registers()[key].plural, f"/work/{things[0].key}" if len(things) == 1 else page, say(things)


def _standards(things):
    stands = [one for one in things if one.state == "in force"]
    named = words.listed([one.fields["code"] for one in stands[:VOICES]])
    return f"{len(stands)} in force" + (f": {named}" if named else "")


def _judgements(things):
    newest = max(things, key=lambda one: (one.fields["published"], one.begun.number)).fields
    return f"{len(things)}, the newest {newest['body']}: {newest['value']} ({newest['published']:%B %Y})"


def _asks(things):
    register = registers()["recommendation"]
    waiting = [one for one in things if one.state in ("received", *register.open)]
    late = sum(register.is_late(one, writings.today()) for one in waiting)
    return f"{len(things)}, {len(waiting)} not yet verified" + (f", {late} late" if late else "")


def _heard(things):
    good = sum(one.fields["good"] for one in things)
    return f"{good} for us, {len(things) - good} against"


def _voices(things):
    """The newest of what people said: the words, from whom and how sound, what was learned and changed."""
    newest = sorted(things, key=lambda one: (one.fields["heard"], one.begun.number), reverse=True)[:VOICES]
    return html.Ul([html.Li(voice(one)) for one in newest], className="brief") if newest else None


def voice(thing):
    """One voice in full."""
    said = thing.fields
    source = f" {said['source']}, {said['kind']} of {words.day_words(said['heard'])}; {WEIGHTS[said['weight']]}."
    learned = [f" Learned: {said['learned']}"] if said.get("learned") else []
    learned += [f" Changed: {said['changed']}"] if said.get("changed") else []
    return [blocks.to(f"“{said['said']}”", f"/work/{thing.key}"), html.Small(source, className="soft"), *learned]
