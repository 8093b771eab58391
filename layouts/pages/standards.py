"""Standards: what people may expect, whether it is plain, and who is held to it by the same rule."""

from dash import html

from dashboard import scorecard as cards
from dashboard import standards
from dashboard.registers import registers
from dashboard.registers.entries import Wanted, entries
from layouts import words
from layouts import written as writings
from layouts.address import link, measure_path, wanted_month, wanted_unit
from layouts.page import Page, both_kinds, place
from layouts.parts import blocks, rounded
from layouts.parts import registers as parts

PATH = "/standards"
MOST = 8  # voices that stand in full
SHAPES = {
    standards.MEASURED: "●",
    standards.OTHERWISE: "◐",
    standards.CONTRACT: "○",
    standards.NOWHERE: "△",
    standards.NOT_PROVIDED: "–",
}
MEANS = (
    "● measured by the same rule, with its value; ◐ looked at in another way; ○ in the contract and not measured; △ not"
    " in the contract; – not provided so. The same rule is the same measure with the same settings; what is not counted"
    " by provider is of the council’s own work alone."
)


def show(store, reader, asked):
    snapshot, register = store.snapshot(), registers()["standard"]
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    units = [one.key for one in names.above(unit)] + parts.below(unit, month)
    found = entries(register, writings.here(), units, Wanted())
    stands = [one for one in found if one.state == "in force"]
    with snapshot.cursor() as cursor:
        rows = standards.coverage(cursor, names, stands, unit, month)
        feedback = cards.ask_dicts(cursor, "feedback", unit=unit.key, month=month)
    voices = entries(registers()["voice"], writings.here(), units, Wanted())
    at = place(names, reader, PATH, unit, month)
    lead = (
        f"{words.count_words(len(stands), 'standard')} in force at {unit.name}, above and below it."
        if stands
        else "No standard is in force here yet."
    )
    main = [
        at.crumb("standards"),
        *blocks.title("Standards", lead),
        html.P(_ways(unit), className="write-links"),
        _matrix(names, unit, month, rows) if rows else None,
        _gaps(standards.gaps(stands, writings.today())) if stands else None,
        _voices(at, stands, voices, feedback),
    ]
    saved = both_kinds("These standards", "/register", register=register.key, unit=unit.key)
    return at.view(f"Standards, {unit.name}", main, exports=saved)


def _ways(unit):
    listed = [
        blocks.to("All standards and drafts", link("/register/standard", unit=unit.key), className="button"),
        blocks.to("All voices", link("/register/voice", unit=unit.key), className="button"),
    ]
    begun = writings.begun({"standard.proposed": "A new standard", "voice.heard": "What people said"}, unit.key).items()
    forms = [blocks.to(word, link("/write", kind=kind, unit=unit.key), className="button") for kind, word in begun]
    return [*forms, *listed]


def _matrix(names, unit, month, rows):
    heads = [("standard", "m"), *((name, "text-wrap") for name in (*standards.KINDS, "measures"))]
    table = blocks.table(
        "Who is held to each standard, and how it is known",
        heads,
        [
            [
                blocks.to(registers()["standard"].headline_of(one), f"/work/{one.key}"),
                *(_cell(names, cells[kind]) for kind in standards.KINDS),
                _measures(names, one, unit, month),
            ]
            for one, cells in rows
        ],
        stacked=True,
    )
    inside = [blocks.scroll(table, "The matrix of standards"), html.P(MEANS, className="soft s")]
    return blocks.section("matrix", "Who is held to each", inside, small=words.month_words(month))


def _cell(names, cell):
    mark = [blocks.unsaid(f"{SHAPES[cell.how]} ")]
    if cell.how != standards.MEASURED:
        return blocks.cell([*mark, cell.how], className="soft s")
    measure = names.measures[cell.measure]
    shares = measure["kind"] == "proportion" and cell.denominator
    value = words.figure(measure, cell.numerator / cell.denominator * float(measure["per"])) if shares else None
    of = f"{words.exact(cell.numerator)}" + (f" of {words.exact(cell.denominator)}" if shares else "")
    who = f", {words.count_words(cell.providers, 'provider').lower()}" if cell.providers else ", own work"
    between = (
        f" ({words.figure(measure, cell.low)} to {words.figure(measure, cell.high)})" if cell.low is not None else ""
    )
    return [*mark, html.B(value or of), between, html.Small(f" {of if value else ''}{who}", className="soft")]


def _measures(names, standard, unit, month):
    links = [
        blocks.to(names.measures[key]["short"], link(measure_path(key), unit=unit.key, month=month))
        for key in standard.fields["measures"]
        if key in names.measures
    ]
    return [part for one in links for part in (one, html.Br())][:-1] or "none"


def _gaps(found):
    if not found:
        return blocks.section("gaps", "What is missing", [html.P("Nothing.", className="soft empty")])
    inside = []
    for what, things in found.items():
        inside.append(html.P(html.B(f"{words.count_words(len(things), 'standard')} {what}"), className="mb-1"))
        inside.append(html.Ul([html.Li(_gap(what, one)) for one in things], className="brief"))
    return blocks.section("gaps", "What is missing", inside)


def _gap(what, standard):
    name = blocks.to(registers()["standard"].headline_of(standard), f"/work/{standard.key}")
    if not what.startswith("hard"):
        return name
    return [name, html.Small(": " + "; ".join(standards.reading(standard.fields["title"])), className="soft")]


def _voices(at, stands, things, feedback):
    """What people say, rolled up: by standard and by theme, by what it was, and what was learned and changed of it."""
    if not things and not feedback:
        return blocks.section("voices", "What people say", [html.P("Nothing noted yet.", className="soft empty")])
    heard = {one.fields["kind"] for one in things}
    kinds = [kind for kind in registers()["voice"].fields["kind"]["choices"] if kind in heard]
    heads = [(one, "n") for one in (*kinds, "for us", "against", "learned from", "changed")]
    tables = []
    for name, rows in (("by standard", _by_standard(stands, things)), ("by theme", _by_theme(things))):
        caption, cells = f"What people say, {name}", [[to, *_counts(kinds, said)] for to, said in rows]
        table = blocks.table(caption, [(name, "m"), *heads], cells, stacked=True)
        tables += [blocks.scroll(table, caption)] if cells else []
    newest = sorted(things, key=lambda one: (one.state != "learned", -one.fields["heard"].toordinal(), one.key))[:MOST]
    items = html.Ul([html.Li(rounded.voice(one)) for one in newest], className="brief") if newest else None
    small = "noted by your people, and counted in the files; in full those first that were learned from"
    return blocks.section("voices", "What people say", [*_files(at, feedback), *tables, items], small=small)


def _by_standard(stands, things):
    """(link, voices) of each standard that somebody spoke of."""
    headline = registers()["standard"].headline_of
    found = ((one, [each for each in things if one.fields["code"] in each.fields["standards"]]) for one in stands)
    return [(blocks.to(headline(one), f"/work/{one.key}"), said) for one, said in found if said]


def _by_theme(things):
    themes = {}
    for one in things:
        themes.setdefault(one.fields["theme"], []).append(one)
    return [
        (blocks.to(words.sentence_case(theme), link("/register/voice", where=f"theme:{theme}")), said)
        for theme, said in sorted(themes.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]


def _counts(kinds, said):
    by_kind = [sum(one.fields["kind"] == kind for one in said) for kind in kinds]
    good = sum(one.fields["good"] for one in said)
    learned, changed = (sum(bool(one.fields.get(word)) for one in said) for word in ("learned", "changed"))
    return [str(count) for count in (*by_kind, good, len(said) - good, learned, changed)]


def _files(at, feedback):
    """How many complaints and compliments the files have of twelve months, and about what most."""
    every = {row["kind"]: row for row in feedback if not row["subject"]}
    for kind, row in every.items():  # of which there are too few to be told, there is no row
        upheld = f", {row['upheld']:,} upheld in whole or part" if row["upheld"] else ""
        about = [
            f"{one['subject'].lower()} {one['records']:,}"
            for one in feedback
            if one["kind"] == kind and one["subject"] not in ("", "not said")
        ]
        most = f": {words.listed(about)}" if about else ""
        many = words.count_words(row["records"], kind)
        yield html.P(f"{many} in the twelve months to {words.month_words(at.month)}{upheld}{most}.")


PAGE = Page(
    PATH,
    "Standards",
    show,
    in_menu=True,
    group="Quality",
    about="The standards in force, who is held to each by the same rule (in-house, voluntary, private, joint), which"
    " have no measure, no clause or no review, and what people say against them.",
)
