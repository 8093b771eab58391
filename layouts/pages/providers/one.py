"""One provider of care: its measures beside everybody's, what was bought and used, its places and their ratings."""

from dash import html

from dashboard import accreditation, providers
from dashboard import scorecard as cards
from dashboard.providers import monitoring
from dashboard.registers import registers
from layouts import words
from layouts import written as writings
from layouts.address import NotHere, link, measure_path, nearest, wanted_month, wanted_unit
from layouts.charts import in_cells
from layouts.page import Page, place
from layouts.pages.providers.listing import ONE, PATH, is_told
from layouts.pages.providers.places import places
from layouts.parts import blocks
from layouts.parts import registers as parts
from layouts.words import money as money_words
from layouts.words import providers as says

ABOUT = (
    "One provider of care: the council’s own measures of nothing but its care, beside the same measure for everybody "
    "and with its place among all providers; what was bought of it, used and paid; how the regulator rates its places."
)
MEASURES = [
    ("measure", "m"), ("now", "n"), ("of", "n"), ("everybody", "n"), ("its past", "hidden"), ("among providers", ""),
]  # fmt: skip
SERVICES = [
    ("service", ""), ("people now", "n"), ("a year ago", "n"), ("paid", "n"), ("a year ago", "n"), ("units", "n"),
    ("a year ago", "n"), ("one cost", "n"), ("a year ago", "n"),
]  # fmt: skip
WRITTEN = (monitoring.STEPS, monitoring.RETURNS, monitoring.MEETINGS)
CONTRACTS = [
    ("contract", ""), ("service", ""), ("kind", ""), ("price", "n"), ("bought", "n"), ("used", "n"),
    ("share used", "n"), ("paid", "n"),
]  # fmt: skip


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    found = wanted(snapshot, asked.get("provider"), unit, month)
    at = place(names, reader, ONE, unit, month)
    up = ("providers", link(PATH, unit=unit.key, month=month))
    main = [
        at.crumb(found.name, up, provider=found.name),
        *blocks.title(found.name, _lead(at, found)),
        *filter(None, [part(at, found) for part in (_accredited, _measures, _services, _contracts, places, _watched)]),
    ]
    return at.view(f"{found.name}, {unit.name}", main)


def wanted(snapshot, name, unit, month):
    """The Provider asked for. Raises NotHere, with those whose names are like it."""
    found = name and providers.provider(snapshot, name, unit.key, month)
    if found and found.is_known:
        return found
    with snapshot.cursor() as cursor:
        known = {one.name: one.name for one in providers.listed(cursor, unit.key, month)}
    near = nearest(name, known) if name else sorted(known)[:5]
    said = f"Nothing of a provider called “{name}” is on file" if name else "The address names no provider"
    raise NotHere(
        f"{said} at {unit.name}.", [*((one, {"provider": one}) for one in near), ("All providers", link(PATH))]
    )


def _lead(at, found):
    people = providers.summed(row["people"] for row in found.services)
    paid = sum(row["paid"] for row in found.services)
    said = []
    if found.services:
        who = "A few people have" if people is None else words.count_words(people, "person has", "people have")
        said.append(
            f"{who} its care at the end of {words.month_words(at.month)}; {money_words.short(paid)} was paid for it in "
            f"{money_words.span(at.month)}."
        )
    told = says.complaints(found.complaints.get("complaints", 0), found.complaints.get("upheld", 0), is_told(at.names))
    said.append(f"Complaints in twelve months: {told}." if found.services or found.complaints else "")
    if not found.services:
        said = [f"Nothing on file says that anybody at {at.unit.name} has its care."]
    return " ".join(filter(None, said))


def _accredited(at, found):
    """How it stands by the register of accreditation; None where the register does not know it."""
    register = registers()[accreditation.KEY]
    things = [one for one in writings.here().at(families=[register.key]) if one.fields["provider"] == found.name]
    if not things:
        return None
    rows = [
        [
            blocks.to(register.states[one.state], f"/work/{one.key}"),
            *(register.words_of(name, one.fields.get(name)) for name in ("services", "from", "until", "conditions")),
            parts.due_words(register, one),
        ]
        for one in things
    ]
    heads = [("accreditation", "m"), ("for", "text-wrap"), ("from", ""), ("until", ""), ("conditions", "text-wrap"),
             ("due", "")]  # fmt: skip
    table = blocks.scroll(blocks.table("Its accreditation", heads, rows, stacked=True), "Its accreditation")
    every = blocks.to("how every provider stands", link("/accreditation", unit=at.unit.key), className="s")
    return blocks.section("accredited", "Accreditation", [table], beside=every)


def _measures(at, found):
    rows = [_measure(at, found, one) for one in found.measures]
    if not rows:
        return None
    table = blocks.scroll(blocks.table("Its measures", MEASURES, rows), "Its measures")
    small = "the same measures as everybody’s, of nothing but its care; a target is for everybody"
    return blocks.section("measures", "How it does", [blocks.still(table)], small=small)


def _measure(at, found, one):
    measure, row = at.names.measures[one.key], one.row
    asked = {"unit": at.unit.key, "month": at.month}
    first, vals = one.past
    line = in_cells.sparkline(in_cells.window(first, vals, at.month), None, None, "none")
    compared = link("/compare", measure=one.key, by=providers.SLICE, **asked)
    return [
        blocks.to(measure["short"], link(measure_path(one.key), **asked, provider=found.name), title=measure["title"]),
        _now(measure, row),
        words.exact(row["denominator"]) if row["denominator"] is not None else "",
        words.figure(measure, one.against),
        blocks.drawn(line),
        blocks.to(says.place(measure, one), compared, title=says.why_not(one) or None),
    ]


def _now(measure, row):
    if row["value"] is None:
        return blocks.cell(row["reason"], className="n soft s")
    return words.figure(measure, row["value"])


def _watched(at, found):
    """How closely it is watched, with its workings, and what was written of its contracts."""
    things = monitoring.by_provider(writings.here().at(families=WRITTEN)).get(found.name, [])
    if not (found.services or found.contracts or things):
        return None
    level = found.level(*monitoring.written(things, registers(), writings.today()))
    states = registers()[monitoring.STEPS].states
    rows = [
        [
            words.sentence_case(says.WORKINGS[what]),
            says.on_file(what, said, states),
            blocks.cell(asked, className=says.LEVELS[asked]),
        ]
        for what, (said, asked) in level.workings.items()
    ]
    heads = [("what counts", "m"), ("on file", ""), ("asks for", "")]
    small = f"the strictest of these; {says.LINES}"
    caption = "How closely it is watched"
    parts = [blocks.scroll(blocks.table(caption, heads, rows, stacked=True), caption)]
    parts += [_entries(things)] if things else []
    return blocks.section("watched", f"Watched: {level.level}", [*parts, _begin(at)], small=small)


def _entries(things):
    rows = [
        [
            blocks.to(register.headline_of(one), f"/work/{one.key}"),
            register.name.lower(),
            register.states[one.state].lower(),
            words.day_words(day) if (day := register.due_of(one)) else "",
            blocks.cell("late", className="miss") if register.is_late(one) else "",
        ]
        for one in things
        if (register := registers()[one.family])
    ]
    heads = [("entry", "m"), ("register", ""), ("state", ""), ("due", ""), ("late", "hidden")]
    return blocks.scroll(
        blocks.table("Returns, meetings and steps", heads, rows, seen=True, stacked=True), "Returns, meetings, steps"
    )


def _begin(at):
    ways = [
        blocks.to(registers()[key].plural.lower(), link(f"/register/{key}", unit=at.unit.key, month=at.month))
        for key in WRITTEN
    ]
    return html.P(["Written in ", ways[0], ", ", ways[1], " and ", ways[2], "."], className="note")


def _services(at, found):
    if not found.services:
        return None
    rows = [
        [
            money_words.title(row["service"]),
            *("few" if row[word] is None else f"{row[word]:,}" for word in ("people", "people_before")),
            *(money_words.plain(row[word]) for word in ("paid", "paid_before")),
            *(money_words.tenths(row[word]) for word in ("delivered", "delivered_before")),
            *(money_words.price(row[word]) for word in ("cost", "cost_before")),
        ]
        for row in found.services
    ]
    small = f"{money_words.span(at.month)}, and the same months a year before, in pounds"
    table = blocks.scroll(blocks.table("Its services", SERVICES, rows), "Its services")
    return blocks.section("services", "What it gave and was paid", [blocks.still(table)], small=small)


def _contracts(at, found):
    if not found.contracts:
        return None
    rows = [
        [
            row["contract"],
            row["service"],
            row["kind"],
            money_words.price(row["price"]),
            money_words.tenths(row["bought"]),
            money_words.tenths(row["used"]),
            money_words.per_cent(row["used"] / row["bought"] * 100, signed=False) if row["bought"] else "",
            money_words.plain(row["paid"]),
        ]
        for row in found.contracts
    ]
    small = f"{money_words.span(at.month)}; bought and used in the months whose activity is on file"
    table = blocks.scroll(blocks.table("Its contracts", CONTRACTS, rows), "Its contracts")
    return blocks.section("contracts", "What was bought and used", [blocks.still(table)], small=small)


PAGE = Page(ONE, "A provider", show, found=False, about=ABOUT)
