"""Partners: one thing that two count, targets that two agree to, and the plan that council and health service share."""

from dash import html

from dashboard import scorecard as cards
from dashboard.asking import ask
from dashboard.partnership import fund, truths
from dashboard.registers import registers
from dashboard.registers.entries import Wanted, entries
from layouts import words
from layouts import written as writings
from layouts.address import link, measure_path, wanted_month, wanted_unit
from layouts.page import Page, both_kinds, place
from layouts.parts import blocks
from layouts.parts import registers as parts
from layouts.parts.truths import NAMES, month_of, plain, signed, verdict

PATH = "/partners"
ABOUT = (
    "What the council and its partners both count, side by side: what the difference is made of, and the figure that"
    " both have agreed, or that none is agreed. Nothing is averaged. Below it are targets that hold when both have"
    " agreed, and the measures of the shared plan by quarter."
)


def show(store, reader, asked):
    snapshot, written = store.snapshot(), writings.here()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    units = parts.below(unit, month)
    with snapshot.cursor() as cursor:
        found = truths.truths(cursor, names, written, units)
        ends = fund.quarters([one for one in names.months if one <= month])
        lines = [one for one in fund.lines(cursor, unit.key, ends) if one.measure in names.measures]
        ((built_with, _),) = ask(cursor, "built_with")
        shared = cards.ask_dicts(cursor, "interface_measures", unit=unit.key, month=month)
    targets = entries(registers()["joint_target"], written, units, Wanted())
    at = place(names, reader, PATH, unit, month)
    main = [
        at.crumb("partners"),
        *blocks.title("Partners", _lead(found, targets)),
        html.P(_ways(unit), className="write-links"),
        _truths(names, found),
        _targets(names, unit, month, targets, built_with),
        _fund(names, unit, month, ends, lines),
        _shared(names, unit, month, [one for one in shared if one["measure"] in names.measures]),
    ]
    saved = [
        *both_kinds("Figures of partners", "/register", register="partner_figure", unit=unit.key),
        *both_kinds("Joint targets", "/register", register="joint_target", unit=unit.key),
    ]
    return at.view(f"Partners, {unit.name}", main, exports=saved)


def _lead(found, targets):
    if not found and not targets:
        return "No figure of a partner and no joint target has been noted here yet."
    agreed = sum(one.is_agreed for one in found)
    both = sum(one.state == "agreed" for one in targets)
    return (
        f"{words.count_words(len(found), 'figure of a partner', 'figures of partners')}, {agreed} agreed;"
        f" {words.count_words(len(targets), 'joint target').lower()}, {both} agreed by both."
    )


def _ways(unit):
    ways = [(f"All {registers()[key].plural.lower()}", link(f"/register/{key}", unit=unit.key)) for key in
            ("partner_figure", "joint_target")]  # fmt: skip
    begun = {"partner_figure.entered": "A partner’s figure", "joint_target.proposed": "A joint target"}
    forms = writings.begun(begun, unit.key)
    ways = [(word, link("/write", kind=kind, unit=unit.key)) for kind, word in forms.items()] + ways
    return [blocks.to(word, href, className="button") for word, href in ways]


def _truths(names, found):
    if not found:
        nothing = "None has been noted: where a partner counts the same thing, its figure can stand beside ours."
        return blocks.section("truths", "One thing, counted twice", [html.P(nothing, className="soft empty")])
    heads = [("what", "m"), ("ours", "n"), ("theirs", "n"), ("theirs less ours", "n")]
    heads += [(said, "n text-wrap") for said in (*NAMES.values(), "unexplained")]
    name, rows = "One thing, counted twice", [_truth(names, one) for one in found]
    table = blocks.table(name, [*heads, ("agreed", "text-wrap")], rows, stacked=True)
    small = "the parts come to the difference as they are written"
    return blocks.section("truths", name, [blocks.scroll(table, name)], small)


def _truth(names, one):
    said = one.thing.fields
    measure, unit = names.measures[said["measure"]], names.units.get(one.thing.unit)
    what = [
        blocks.counted_in(blocks.to(measure["short"], _on_its_page(names, measure, one)), words.unit_words(measure)),
        html.Br(),
        html.Small(
            f"{month_of(said['month'])}, {unit.name if unit else one.thing.unit}; {said['agency']}", className="soft"
        ),
    ]
    ours = [plain(one.ours)]
    if one.since is not None:
        ours += [html.Br(), html.Small(f"now {plain(one.since)}", className="soft")]
    cells = [signed(one.parts[part]) for part in NAMES]
    return [what, ours, plain(one.theirs), signed(one.difference), *cells, signed(one.unexplained), verdict(one)]


def _on_its_page(names, measure, one):
    """Where a figure of a partner stands with its chart: on its measure's page, in its month where that is known."""
    month = next((month for month in names.months if f"{month:%Y-%m}" == one.thing.fields["month"]), None)
    return f"{link(measure_path(measure['key']), unit=one.thing.unit, month=month)}#truths"


def _counts(one, built_with):
    """Whether values stand by a target that both agreed to, or do so from the next build on."""
    if one.state != "agreed":
        return None
    waits = one.last.number > built_with
    return html.Small(
        ": from the next build of the data values stand by it" if waits else ": values stand by it", className="soft"
    )


def _targets(names, unit, month, found, built_with):
    register = registers()["joint_target"]
    if not found:
        return blocks.section("targets", "Joint targets", [html.P("None yet.", className="soft empty")])
    rows = []
    for one in found:
        measure = names.measures.get(one.fields["measure"])
        if measure is None:
            continue
        way = link(measure_path(measure["key"]), unit=one.unit, month=month)
        rows.append(
            [
                blocks.to(measure["title"], way),
                one.fields["agency"],
                words.with_unit(measure, words.figure(measure, one.fields["value"])),
                month_of(one.fields["by"]),
                [blocks.to(register.states[one.state], f"/work/{one.key}"), _counts(one, built_with)],
            ]
        )
    heads = [("measure", "m"), ("with", "text-wrap"), ("target", "n"), ("by", ""), ("stands", "text-wrap")]
    name = "Joint targets"
    return blocks.section("targets", name, [blocks.scroll(blocks.table(name, heads, rows, stacked=True), name)])


def _fund(names, unit, month, ends, lines):
    name = "Better Care Fund by quarter"
    if not ends:
        none = f"No quarter on file has ended by {words.month_words(month)}."
        return blocks.section("fund", name, [html.P(none, className="soft empty")])
    if not lines:
        nothing = "The council has not said which measures its plan has (partners.toml); none come with the program."
        return blocks.section("fund", name, [html.P(nothing, className="soft empty")])
    heads = [("measure", "m"), *((words.quarter_name(end), "n text-wrap") for end in ends)]
    rows = []
    for line in lines:
        measure = names.measures[line.measure]
        cells = [[words.figure(measure, value), html.Br(), html.Small(track, className="soft")] for value, track in
                 zip(line.values, line.tracks, strict=True)]  # fmt: skip
        way = blocks.to(measure["title"], link(measure_path(measure["key"]), unit=unit.key, month=ends[-1]))
        rows.append([blocks.counted_in(way, words.unit_words(measure)), *cells])
    returns = blocks.to("Its returns, prepared and signed", link("/returns", unit=unit.key))
    inside = [blocks.scroll(blocks.table(name, heads, rows, stacked=True), name), html.P(returns)]
    return blocks.section("fund", name, inside, small="on track: meets its target at the end of the quarter")


def _shared(names, unit, month, rows):
    name = "What partners see of us"
    if not rows:
        nothing = "The council has not said which measures it shares (partners.toml)."
        return blocks.section("shared", name, [html.P(nothing, className="soft empty")])
    items = []
    for row in rows:
        measure = names.measures[row["measure"]]
        way = blocks.to(measure["title"], link(measure_path(measure["key"]), unit=unit.key, month=month))
        value = html.B(words.with_unit(measure, words.figure(measure, row["value"])))
        items.append(html.Li([way, ": ", value]))
    inside = [html.Ul(items, className="brief"), html.P(blocks.to("Outcome frameworks and their holes", "/assessment"))]
    return blocks.section(
        "shared", name, inside, small="whoever signs in as a partner sees these measures and no others"
    )


PAGE = Page(PATH, "Partners", show, in_menu=True, group="Plan and decide", about=ABOUT)
