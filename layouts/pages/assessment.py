"""Self-assessment: the boxes of a framework, what each assessor gave and what was agreed, and the evidence."""

from dash import html

from dashboard import assessment
from dashboard import scorecard as cards
from dashboard.registers import around, registers
from dashboard.registers.entries import Wanted, entries
from layouts import words
from layouts import written as writings
from layouts.address import NotHere, link, measure_path, wanted_month, wanted_one_of, wanted_unit
from layouts.component import unseen
from layouts.page import Page, both_kinds, place
from layouts.parts import blocks, improving
from layouts.parts import registers as parts
from layouts.parts.blocks import tag

PATH = "/assessment"
AGREE = 15  # points between assessors from which a box is talked about


def show(store, reader, asked):
    names = cards.names(store.snapshot())
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    every = assessment.frameworks()
    framework = every[wanted_one_of({key: one.name for key, one in every.items()}, asked.get("set"), "set")]
    month = wanted_month(names, asked.get("month"))
    units = parts.below(unit, names.months[-1])
    tagged = [key for box in framework.boxes for key in box.measures]
    with store.snapshot().cursor() as cursor:
        rows = cards.ask_dicts(cursor, "outcome_measures", measures=tagged, unit=unit.key, month=month)
    values = {row["measure"]: row for row in rows}
    things = entries(registers()["score"], writings.here(), units, Wanted())
    mine = [one for one in things if one.fields["framework"] == framework.key]
    years = sorted({one.fields["year"] for one in mine if one.fields["version"] == framework.version}, reverse=True)
    weights = wanted_weights(framework, asked.get("weight"))
    scored = assessment.scored(framework, mine, years[0]) if years else []
    before = assessment.scored(framework, mine, years[1]) if len(years) > 1 else []
    at = place(names, reader, PATH, unit, month)
    picks = [("set", "Framework", blocks.options({key: one.name for key, one in every.items()}), framework.key)]
    main = [
        at.crumb("self-assessment", set=framework.key, weight=asked.get("weight")),
        *blocks.title("Self-assessment", _lead(framework, years, mine)),
        blocks.choosing(PATH, picks, {"unit": unit.key}),
        html.P(_ways(unit), className="write-links"),
        _measured(names, framework, unit, month, values),
        _boxes(framework, years, scored, before),
        _areas(scored) if scored else None,
        _weights(framework, unit, scored, weights),
        _evidence(names, framework, mine, things),
    ]
    saved = both_kinds("The scores", "/register", register="score", unit=unit.key)
    return at.view(f"Self-assessment, {unit.name}", main, exports=saved)


def wanted_weights(framework, texts):
    """The weight of each box that an address says, one word for each; the framework's own where it says none."""
    if not texts:
        return framework.weights
    try:
        said = [float(one) for one in texts]
    except ValueError:
        said = []
    if len(said) != len(framework.boxes) or not all(0 <= one <= 1_000 for one in said) or not sum(said):
        ways = [("Its own weights", link(PATH, set=framework.key))]
        raise NotHere(f"Weights are {len(framework.boxes)} numbers of 0 to 1,000, one for each box.", ways)
    return dict(zip(framework.weights, said, strict=True))


def _lead(framework, years, mine):
    others = sum(one.fields["version"] != framework.version for one in mine)
    told = f"Scored in {words.listed(sorted(map(str, years)))}." if years else "Nobody has scored it here yet."
    said = f"{framework.name}, version {framework.version}. {told}"
    return said + (f" {others} scores of another version are not compared with it." if others else "")


def _ways(unit):
    every = blocks.to("All scores", link("/register/score", unit=unit.key), className="button")
    if not writings.may_begin("score.given", unit.key):
        return [every]
    return [blocks.to("Give a score", link("/write", kind="score.given", unit=unit.key), className="button"), every]


def _measured(names, framework, unit, month, values):
    """The measures that tell of each box, whether anybody has scored it or not; a box without one is a hole."""
    if not values:
        return None
    rows, holes = [], []
    for box in framework.boxes:
        known = [names.measures[key] for key in box.measures if key in names.measures]
        told = [(one, values[one["key"]]) for one in known]
        if not any(row["value"] is not None for _, row in told):
            holes.append(box.name)
        items = [_told(one, row, unit, month) for one, row in told]
        nothing = html.Span("no measure tells of it", className="soft")
        rows.append([box.name, html.Ul(items, className="brief") if items else nothing])
    heads = [("outcome", "m"), ("what tells of it", "text-wrap")]
    table = blocks.table("Measures by outcome", heads, rows, stacked=True)
    said = f"Nothing on file tells of {words.listed(holes)}." if holes else "Each outcome has a measure with a value."
    name = "What measures tell"
    small = f"{unit.name}, {words.month_words(month)}"
    return blocks.section("measured", name, [html.P(said), blocks.scroll(table, name)], small=small)


def _told(measure, row, unit, month):
    way = blocks.to(measure["title"], link(measure_path(measure["key"]), unit=unit.key, month=month))
    if row["value"] is None:
        return html.Li([way, ": ", html.Span("no value here", className="soft")])
    return html.Li(
        [way, ": ", html.B(words.figure(measure, row["value"])), " ", blocks.standing(row["standing"] or "no target")]
    )


def _boxes(framework, years, scored, before):
    heads = [("box", "m"), ("our question", ""), ("each gave", ""), ("agreed", "n"), ("year before", "n")]
    was = {one.box.key: one.agreed for one in before}
    shown = scored or assessment.scored(framework, [], 0)
    rows = [
        [
            one.box.name,
            one.box.question,
            _each(one),
            "–" if one.agreed is None else str(one.agreed),
            "–" if was.get(one.box.key) is None else str(was[one.box.key]),
        ]
        for one in shown
    ]
    table = blocks.scroll(blocks.table("Boxes", heads, rows, stacked=True), "Boxes: the table")
    return blocks.section("boxes", "Boxes", [table], small=str(years[0]) if years else None)


def _each(one):
    if not one.each:
        return "–"
    said = ", ".join(map(str, sorted(one.each)))
    return f"{said}: {one.spread} apart, talk about it" if one.spread and one.spread >= AGREE else said


def _areas(scored):
    """The areas for improvement of each box, and the actions that answer them by their stage."""
    answered, rows, without = around.by_entry(writings.here()), [], 0
    for one in scored:
        for thing in sorted(one.things, key=lambda thing: (thing.fields["sort"] != "all", thing.begun.number)):
            actions = answered.get(thing.key, [])
            without += not actions
            whose = "agreed" if thing.fields["sort"] == "all" else thing.fields["assessor"]
            area = [blocks.to(thing.fields["areas"], f"/work/{thing.key}"), html.Small(f" {whose}", className="soft")]
            rows.append([one.box.name, area, *improving.cells(actions), "" if actions else improving.begin(thing)])
    heads = [("box", "m"), ("area for improvement", "text-wrap"), *improving.HEADS, ("begin", "hidden")]
    table = blocks.scroll(blocks.table("Areas for improvement", heads, rows, stacked=True), "Areas for improvement")
    small = f"{without} of {len(rows)} have no action yet" if without else "each has an action"
    return blocks.section("areas", "Areas for improvement", [table], small=small)


def _weights(framework, unit, scored, weights):
    """The total, what comes first, and how often other weights would change that."""
    scores = {one.box.key: one.agreed for one in scored}
    if not scores or None in scores.values():
        missing = sum(one is None for one in scores.values())
        said = f"{missing} boxes have no agreed score yet." if scores else "Scores come first."
        return blocks.section("first", "What comes first", [html.P(said, className="soft empty")])
    tried = assessment.tried(scores, weights)
    first = assessment.priorities(scores, weights)[: assessment.FIRST]
    named = {one.key: one.name for one in framework.boxes}
    lost = words.listed([named[key] for key in first])
    told = (
        f"{assessment.total(scores, weights):.0f} of 1,000 points. Most is lost in {lost}, in this order. Of"
        f" {assessment.DRAWS:,} sets of weights drawn by chance {tried.changes:.0%} give another order:"
        " weights were never put to the test, so an order that hangs on them is a thing to talk about, no finding."
    )
    table = _weighed(framework, scores, weights, first, tried)
    small = "of 1,000 points lost; the last column: in how many of the sets drawn by chance"
    return blocks.section("first", "What comes first", [html.P(told), _weighing(framework, unit, table)], small=small)


def _weighed(framework, scores, weights, first, tried):
    """Each box with its weight to change and what is lost in it; the `first` of them are marked."""
    heads = [("box", "m"), ("weight", "n"), ("agreed", "n"), ("lost", "n"), ("among the first three", "n")]
    whole = sum(weights.values())
    rows = [
        [
            tag("Label", box.name, htmlFor=f"weight-{place}"),
            _weight(place, weights[box.key]),
            str(scores[box.key]),
            f"{weights[box.key] / whole * (100 - scores[box.key]) * 10:.0f}",
            f"{tried.among_first[box.key]:.0%}",
        ]
        for place, box in enumerate(framework.boxes)
    ]
    classes = ["own" if box.key in first else None for box in framework.boxes]
    return blocks.table("Weights, and what they put first", heads, rows, row_class=classes, stacked=True)


def _weighing(framework, unit, table):
    """The form around the weights, which weighs anew."""
    kept = {"unit": unit.key, "set": framework.key}
    inside = [
        *unseen(kept),
        blocks.scroll(table, "Weights, and what they put first"),
        tag("Button", "Weigh anew", type="submit", className="button"),
        " ",
        blocks.to("the framework’s own weights", link(PATH, **kept), className="s"),
    ]
    return blocks.still(tag("Form", inside, action=PATH, method="get", **{"data-live": "yes"}))


def _weight(place, value):
    box = {"type": "number", "name": "weight", "min": 0, "max": 1000, "step": "any", "inputMode": "decimal"}
    return tag("Input", None, id=f"weight-{place}", value=f"{value:g}", className="form-control weight", **box)


def _evidence(names, framework, mine, things):
    """Boxes without evidence, and evidence that several boxes rest on, over all frameworks."""
    has = {framework.box(one.fields["box"]) for one in mine if any(one.fields[kind] for kind in assessment.EVIDENCE)}
    holes = [box.name for box in framework.boxes if box.key not in has]
    told = f"Without evidence: {words.listed(holes)}." if holes else "Every box has evidence."
    rows = [
        [_named(names, kind, key), kind.removesuffix("s"), str(count)]
        for (kind, key), count in list(assessment.used(things).items())[:20]
    ]
    heads = [("evidence", "m"), ("kind", ""), ("boxes that rest on it", "n")]
    table = blocks.table("Evidence and how often it is used", heads, rows, stacked=True) if rows else None
    small = "entered once, used in all frameworks"
    return blocks.section("evidence", "Evidence", [html.P(told), table], small=small)


def _named(names, kind, key):
    measure = names.measures.get(key) if kind == "measures" else None
    return blocks.to(measure["short"], link(measure_path(key))) if measure else key


PAGE = Page(
    PATH,
    "Self-assessment",
    show,
    in_menu=True,
    group="Quality",
    about="The boxes of a framework with our own questions: which measures tell of an outcome and which outcomes have"
    " none, what each assessor gave and what was agreed, what comes first under which weights, and which evidence boxes"
    " share. Evidence is entered once for all frameworks.",
)
