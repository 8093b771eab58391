"""How each provider stands, what was decided against whom, and the alarm for packages begun without accreditation."""

from dash import html

from dashboard import accreditation
from dashboard import scorecard as cards
from dashboard.registers import registers
from dashboard.registers.entries import Wanted, entries
from layouts import words
from layouts import written as writings
from layouts.address import link, wanted_month, wanted_unit
from layouts.page import Page, both_kinds, place
from layouts.parts import blocks
from layouts.parts import registers as parts

PATH = "/accreditation"
TODAY = {
    "had been refused": "refused",
    "was suspended": "suspended",
    "had it taken away": "taken away",
    "had lapsed": "lapsed",
}


def show(store, reader, asked):
    snapshot, register = store.snapshot(), registers()["accreditation"]
    names, written, today = cards.names(snapshot), writings.here(), writings.today()
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    above = [one.key for one in names.above(unit)]
    things = entries(register, written, [*above, *parts.below(unit, month)], Wanted())
    events = accreditation.events_of(written, things)
    spans = {one.key: accreditation.spans(one, events[one.key]) for one in things}
    at = place(names, reader, PATH, unit, month)
    main = [
        at.crumb("accreditation", ("Providers", link("/providers", unit=unit.key))),
        *blocks.title("Accreditation", _lead(things, spans, today)),
        html.P(_ways(unit), className="write-links"),
        _alarm(snapshot, names, reader, unit, month, spans),
        _providers(register, things, spans, today) if things else None,
        _fair(register, things, events) if things else None,
    ]
    saved = both_kinds("These accreditations", "/register", register=register.key, unit=unit.key)
    return at.view(f"Accreditation, {unit.name}", main, exports=saved)


def _lead(things, spans, today):
    now = [accreditation.status(spans[one.key], today) for one in things]
    yes = sum(bool(one) and not one.why for one in now)
    if not things:
        return "No provider is on the register yet."
    return f"{words.count_words(len(things), 'provider')} on the register; {yes} accredited today."


def _ways(unit):
    every = blocks.to("The register", link("/register/accreditation", unit=unit.key), className="button")
    if not writings.may_begin("accreditation.enquired", unit.key):
        return [every]
    begin = link("/write", kind="accreditation.enquired", unit=unit.key)
    return [blocks.to("A new enquiry", begin, className="button"), every]


def _alarm(snapshot, names, reader, unit, month, spans):
    """How many packages began without it, for whoever may open their rows."""
    if not reader.may(names, "records", unit.key):
        return None
    with snapshot.cursor() as cursor:
        every = [one for several in spans.values() for one in several]
        rows = accreditation.begun_without(cursor, every, unit.key, month)
    if not rows:
        return None
    counts = {}
    for row in rows:
        counts[row["provider"], row["why"]] = counts.get((row["provider"], row["why"]), 0) + 1
    said = words.listed([f"{count} with {provider}, which {why}" for (provider, why), count in counts.items()])
    way = blocks.to("The packages", link(f"{PATH}/packages", unit=unit.key, month=month))
    begun = "began" if len(rows) > 1 else "has begun"
    told = f"{words.count_words(len(rows), 'package')} {begun} with a provider not accredited on that day: {said}. "
    return html.P([blocks.unsaid("▲ "), told, way], className="alert-line")


def _providers(register, things, spans, today):
    heads = [("provider", "m"), ("how it stands", ""), ("today", ""), ("until", ""), ("tests not met", "text-wrap")]
    heads += [("due", "")]
    rows = [_row(register, one, accreditation.status(spans[one.key], today)) for one in things]
    table = blocks.scroll(blocks.table("Each provider", heads, rows, stacked=True), "Each provider: the table")
    return blocks.section("providers", "Each provider", [table])


def _row(register, thing, now):
    said = thing.fields
    short = [register.title_of(test) for test in accreditation.TESTS if said.get(test) not in (None, "met")]
    is_open = now is not None and not now.why
    today = "accredited" if is_open else TODAY[now.why] if now else "not decided"
    return [
        blocks.to(said["provider"], f"/work/{thing.key}"),
        register.states[thing.state],
        blocks.tag("Span", [blocks.unsaid("● " if is_open else "▼ " if now else "○ "), today],
                   className="s met" if is_open else "s miss" if now else "s soft"),
        register.words_of("until", said.get("until")) if is_open else "",
        words.listed(short) if short else "none" if said.get("ethos") else "",
        parts.due_words(register, thing),
    ]  # fmt: skip


def _fair(register, things, events):
    """By size and by sector: whether small or voluntary providers fare otherwise."""
    heads = [("providers", ""), ("decided", "n"), ("refused", "n"), ("days to decide", "n")]
    heads += [("otherwise than advised", "n"), ("appeals", "n"), ("upheld", "n"), ("test not met most", "")]
    rows = []
    for field in ("size", "sector"):
        for one in accreditation.fairness(things, events, field):
            worst = max(one.not_met, key=one.not_met.get)
            rows.append([
                register.words_of(field, one.of), str(one.decided), str(one.refused),
                "–" if one.days is None else f"{one.days:g}", str(one.against), str(one.appeals), str(one.upheld),
                register.title_of(worst) if one.not_met[worst] else "none",
            ])  # fmt: skip
    note = (
        "Days run from the application to the decision, the middle one. With few decisions a difference may be chance:"
        " read each against its reasons."
    )
    title = "Whether it is fair"
    table = blocks.scroll(blocks.table(title, heads, rows, stacked=True), f"{title}: the table")
    return blocks.section("fair", title, [table, html.P(note, className="soft s")])


PAGE = Page(
    PATH,
    "Accreditation",
    show,
    in_menu=True,
    group="Quality",
    about="How each provider stands today, by six tests and two assessors; packages begun with one that was not"
    " accredited on that day; and whether small and large, private and voluntary providers fare alike.",
)
