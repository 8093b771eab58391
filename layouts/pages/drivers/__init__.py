"""What drives it: the difference between two periods, or between a unit and its peers, split among its parts."""

from functools import partial

import dash_bootstrap_components as dbc
from dash import html

from dashboard import scorecard as cards
from dashboard.drivers import PEERS, UNITS
from layouts import words
from layouts.address import link, measure_path
from layouts.charts import live
from layouts.exports import drivers as files
from layouts.page import Export, Page, month_choices, place
from layouts.pages.drivers.picture import picture
from layouts.pages.drivers.table import table
from layouts.parts import blocks
from layouts.parts import drivers as parts
from layouts.words import contributions as says

FILES = (("CSV", "csv"), ("Excel", "xlsx"))
RATE = (
    ": what the part’s own change would have done to the whole at its usual share. ",
    ": what the change of its share did, because its rate is above or below the whole’s. Shares are of the whole’s ",
)


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    with snapshot.cursor() as cursor:
        wanted = parts.read(names, reader, asked.words)
        outer = parts.fetch(cursor, names, wanted)
        # Whoever asks for the units of this one by name is shown them.
        levels = [(wanted, outer)] if asked.get("slice") else parts.descend(cursor, names, wanted, outer)
    measure, unit = wanted.measure, wanted.unit
    at = place(names, reader, "/drivers", unit, wanted.month)
    name, many = partial(says.part_name, names, wanted.by), says.parts_words(names, unit, wanted.by)
    inner, found = levels[-1]
    back = link(measure_path(measure["key"]), unit=unit.key, month=wanted.month)
    kept = {"measure": measure["key"], "slice": asked.get("slice"), "against": asked.get("against")}
    main = [
        at.crumb("what drives it", (measure["title"], back), **kept),
        *blocks.title(f"What drives it: {measure['title']}", says.sentence(measure, unit, outer, name, many)),
        *_straight_to(names, levels),
        *(_beware(names, inner, found, name) if found.split else []),
        _choices(names, wanted),
        *(_split(at, inner, found, name, back) if found.split else _nothing(wanted, found, back)),
        *_levels_above(names, levels[:-1]),
    ]
    saved = [Export("Parts and what each adds", kind, wanted.link(f"/drivers.{end}")) for kind, end in FILES]
    return at.view(f"What drives it: {measure['title']}, {unit.name}", main, exports=saved)


PAGE = Page(
    "/drivers",
    "What drives it",
    show,
    needs=live.NEEDS,
    about="A difference, taken apart: how much each part of a unit added to it, because it did better or worse "
    "itself, or because it has become a larger or smaller share of the whole.",
    found=False,
    routes={"/drivers.csv": files.as_csv, "/drivers.xlsx": files.as_xlsx},
)


def _straight_to(names, levels):
    """That nearly all lies in one unit, whose own parts are shown at once; nothing where no unit holds so much."""
    if len(levels) == 1:
        return
    (outer, _), (inner, found) = levels[0], levels[-1]
    many = says.parts_words(names, inner.unit, UNITS)
    said = says.sentence(inner.measure, inner.unit, found, partial(says.part_name, names, UNITS), many)
    here = blocks.to(f"The parts of {outer.unit.name}", outer.link(slice=UNITS))
    first = f"Nearly all of it lies in {inner.unit.name}, so its {many} are shown. There: "
    yield html.P([first, said[:1].lower() + said[1:], " ", here, "."], className="says")


def _levels_above(names, levels):
    """The table of each level that was passed on the way down, folded."""
    for wanted, found in levels:
        many = says.parts_words(names, wanted.unit, wanted.by)
        inside = blocks.scroll(table(names, wanted, found, many, id=None), f"Every part of {wanted.unit.name}")
        yield blocks.folded(f"The {many} of {wanted.unit.name}", [inside])


def _beware(names, wanted, found, name):
    """What is to be known before the parts are read, each in a line; the counts behind it folded."""
    many, one = (of(names, wanted.unit, wanted.by) for of in (says.parts_words, says.one_word))
    paradox, overlap = found.split.paradox, says.overlap(wanted.measure, found, many)
    if paradox:
        so = " The parts’ own rates say how well each is served; the whole says who they are now."
        yield _callout("A paradox.", [paradox.sentence(name, one), so])
    if overlap:
        who = (
            f"Those who were with several units within a period count in each of them; what is recorded at "
            f"{wanted.unit.name} itself counts in none. Two periods without such moves show the units better."
            if wanted.by == UNITS
            else "Those who were in several groups within a period count in each of them."
        )
        yield _callout("Read the parts with care.", [says.left_open(wanted.measure, found.split, many)])
        yield blocks.folded("The counts", [html.P(f"{overlap} {who}")], className="note")


def _callout(head, said):
    return html.P([html.B(head), " ", *said], className="callout", role="note")


def _choices(names, wanted):
    """What the difference is split by, and what the month is held against."""
    measure, unit = wanted.measure, wanted.unit
    by = {UNITS: "the units below"} if unit.below and wanted.against != PEERS else {}
    by |= {one: one.replace("_", " ") for one in measure["slices"] or []}
    against = blocks.options({PEERS: "its peers in the same month"} if names.peers(unit) else {})
    chosen = wanted.against if wanted.against == PEERS else f"{wanted.against:%Y-%m}"
    choices = [
        *([("slice", "By", blocks.options(by), wanted.by)] if by else []),
        ("against", "against", [*against, *month_choices(names)], chosen),
    ]
    kept = {"measure": measure["key"], "unit": unit.key, "month": f"{wanted.month:%Y-%m}"}
    return blocks.choosing("/drivers", choices, kept)


def _nothing(wanted, found, back):
    """The nearest months in which there is a value, where one of the two sides has none."""
    near = [
        [blocks.to(f"The nearest month with a value is {words.month_words(month)}", wanted.link(**{word: month})), ". "]
        for word, month in (found.nearest or {}).items()
    ]
    return [html.P([*(part for pair in near for part in pair), blocks.to("Back to the measure", back)])]


def _split(at, wanted, found, name, back):
    many = says.parts_words(at.names, wanted.unit, wanted.by)
    note = "a name to what drives it one level down" if wanted.by == UNITS else "those of one month and one part"
    every = blocks.scroll(table(at.names, wanted, found, many), "Every part")
    return [
        blocks.columns(picture(at, wanted, found, name), _how(at.names, wanted, found, back)),
        dbc.Card([every, html.P(f"A figure leads to its records, {note}.", className="note")], body=True),
    ]


def _how(names, wanted, found, back):
    measure, by_units = wanted.measure, wanted.by == UNITS
    weighed = says.weighs(found.split)
    said = [_rate_and_mix(measure) if weighed else _no_mix(wanted)]
    if wanted.against == PEERS:
        peers = ", ".join(peer.name for peer in names.peers(wanted.unit))
        together = "one of them on average" if measure["kind"] in ("count", "money") else "taken together"
        said.append(f"Peers: {peers}, {together}.")
    if says.shown(measure, found.split.remainder):
        once = (
            f"Someone whom two units serve counts once in the whole; what is recorded at {wanted.unit.name} itself, or "
            "by a unit while it belonged elsewhere, is in none of its parts."
            if by_units
            else "Someone who was in two groups within the period counts once in the whole."
        )
        said.append(f"{once} What that comes to is a line of its own.")
    if found.fewest and weighed:
        said.append(f"A percentage of fewer than {found.fewest} is not shown: its counts are.")
    said.append("The lines add up to the difference exactly; each is shown rounded.")
    saves = [blocks.save("Save as CSV", wanted.link("/drivers.csv")), " "]
    saves.append(blocks.save("Save as Excel", wanted.link("/drivers.xlsx")))
    lines = [*map(html.P, said), html.P(saves), html.P(blocks.to("Back to the measure", back))]
    return blocks.section("read", "How to read it", [html.Div(lines, className="side")])


def _rate_and_mix(measure):
    of = "people or cases." if measure["kind"] == "proportion" else "denominator."
    return [html.B("Rate"), RATE[0], html.B("Mix"), RATE[1] + of]


def _no_mix(wanted):
    said = "Each part adds its own difference; there is no mix."
    if wanted.measure["base"] and wanted.against != PEERS:
        said += " Numbers are held against the whole’s people; a change of those is a line of its own."
    return said
