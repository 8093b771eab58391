"""Audits of case files: how often each element is met, and whether supervision and the independent audit agree."""

from dashboard import audits
from dashboard import scorecard as cards
from dashboard.money.months import months_back
from dashboard.statistics import agreement
from layouts import words
from layouts.address import link, measure_path, wanted_month, wanted_unit
from layouts.component import tag
from layouts.page import Page, place
from layouts.parts import blocks
from layouts.words import audits as says

PATH, MEASURE = "/audits", "case_files_meeting_standard"
ABOUT = (
    "What was found when case files were read against the checklist, element by element; and where one file was read "
    "by two people, whether they say the same: how many answers are alike, how much of that is more than chance (AC1 "
    "and kappa, with 95% intervals), and which of the two is kinder."
)
READ = (
    "AC1 and kappa tell how much more two readers agree than chance would have them agree: 1 is always, 0 no more than "
    "chance. They differ in what they take for chance. Kappa draws lots with the readers’ own habits, and where nearly "
    "every answer is “met” it takes nearly all agreement for luck; AC1 (Gwet 2008) takes for luck only what is hard to "
    "tell. Where they differ, believe the table: it shows how few answers are left to differ on.",
    "Limits leave out one file at a time (jackknife): the ten answers of one file count as one file. Under "
    f"{agreement.FEWEST} answers there is no coefficient. How often chance gives a reader to be so much kinder is "
    "McNemar’s exact test file by file: what differs in one file turns together. A reader who slips now and then in "
    "either direction is the stricter one where nearly all is met, so each team, element or reader is also held "
    "against all others: in how many of the files in which the second reader finds something not met the first lets it "
    "through (Fisher’s exact test). Of several rows one is told only where it would hold for all of them, and for both "
    "tests, together (Bonferroni).",
)


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    with snapshot.cursor() as cursor:
        found = audits.audits(cursor, unit.key, months_back(month, audits.MONTHS - 1), month)
    at = place(names, reader, PATH, unit, month)
    main = [
        at.crumb("case-file audits"),
        *blocks.title("Case-file audits", says.lead(names, unit, month, found)),
        _agreement(at, found) if found.whole else None,
        _elements(at, found) if found.elements else None,
        None if found.whole or found.elements else blocks.to_data(),
        blocks.folded("How to read this page", [tag("P", text) for text in READ], className="read"),
    ]
    return at.view(f"Case-file audits, {unit.name}", main)


def _agreement(at, found):
    units = [_agreed(_team(at, one), one, found.by_unit) for one in _kindest(found.by_unit)]
    elements = [_agreed(one.key, one, found.by_element) for one in _kindest(found.by_element)]
    months = [_agreed(words.month_words(one.key), one, found.by_month) for one in found.by_month]
    tables = [
        _table(found, "of all answers", [_agreed("all answers", found.whole, [found.whole])]),
        tag("P", says.why_apart(found.whole), className="note"),
        *([_table(found, "by team", units)] if len(units) > 1 else []),
        _table(found, "by element", elements),
        blocks.folded("Month by month", [_table(found, "by month", months)]),
        *_readers(found),
    ]
    many = words.count_words(found.whole.found.files, "file was", "files were")
    small = f"{many} read twice; first where {says.READERS[found.first]} is kindest"
    return blocks.section("agreement", "Do they say the same?", tables, small=small)


def _readers(found):
    """Each reader of either side by name, for whoever may open records."""
    sides = [(found.first, found.by_first), (found.second, found.by_second)]
    tables = [
        _table(
            found, f"by who read, {says.READERS[source]}", [_agreed(one.key, one, several) for one in _kindest(several)]
        )
        for source, several in sides
        if several
    ]
    return [blocks.folded("Reader by reader", tables)] if tables else []


def _kindest(found):
    return sorted(found, key=lambda one: (-one.bias.difference, one.key))


def _team(at, one):
    unit = at.names.units.get(one.key)
    return blocks.to(unit.name, link(PATH, unit=one.key, month=at.month)) if unit else one.key


def _table(found, caption, rows):
    heads = [
        (caption, "m"), ("both", "n"), (says.ALONE[found.first], "n"), (says.ALONE[found.second], "n"),
        ("neither", "n"), ("say the same", "n"), ("AC1", "n"), ("kappa", "n"), ("kinder by", "n"),
    ]  # fmt: skip
    caption = f"Agreement {caption}"
    return blocks.still(blocks.scroll(blocks.table(caption, heads, rows), caption))


def _agreed(name, one, among):
    (both, first), (second, neither) = one.found.table.astype(int).tolist()
    chance = [f"Chance alone gives as much {says.chance(one.bias.p)}"]
    if one.more < 1 and one.bias.difference > 0:
        chance.append(f"letting through as much as this, beside all others, {says.chance(one.more)}")
    kinder = f"{'−' if one.bias.difference < 0 else ''}{says.points(one.bias.difference)}"
    told = "n now" if says.is_told(one, among) else "n soft"
    return [
        name,
        *(f"{count:,}" for count in (both, first, second, neither)),
        says.per_cent(one.found.observed),
        says.coefficient(one.found.ac1),
        says.coefficient(one.found.kappa),
        blocks.cell(kinder, className=told, title="; ".join(chance)),
    ]


def _elements(at, found):
    """The newest version of the checklist, and those before it folded: one is not laid beside another."""
    (newest, elements), *before = found.versions.items()
    inside = [
        tag("P", _changed(elements), className="note") if before else None,
        _checklist(found, newest, elements),
        *(
            blocks.folded(f"As read by the checklist of {version}", [_checklist(found, version, of)])
            for version, of in before
        ),
    ]
    small = f"checklist of {newest}; those least often met first" if newest else "those least often met first"
    return blocks.section("elements", "The checklist, element by element", inside, small=small, beside=_measure(at))


def _changed(elements):
    listed = next((one.listed for one in elements if one.listed), None)
    said = "The checklist changed in these months: what was read by the one before is under it."
    if not listed:
        return said
    return f"In use from {words.day_words(listed['begins'])}. {listed['changed']} {said}"


def _checklist(found, version, elements):
    heads = [("element", "m")]
    for source in found.sources:
        heads += [(f"met, by {says.READERS[source]}", "n"), ("of", "n")]
    is_listed = any(one.listed for one in elements)
    rows = [
        [
            _element(one, is_listed),
            *(
                part
                for source in found.sources
                for part in (says.per_cent(one.share(source)), f"{one.by_source.get(source, (0, 0))[0]:,}")
            ),
        ]
        for one in sorted(elements, key=lambda one: (_lowest(one), one.name))
    ]
    caption = f"Elements of the checklist {version}".strip()
    return blocks.still(blocks.scroll(blocks.table(caption, heads, rows), caption))


def _element(one, is_listed):
    """Its name, with what the council's checklist says of it; told where the checklist does not have it."""
    marks = says.marks(one.listed) if is_listed else ""
    guidance = one.listed and one.listed["guidance"]
    name = tag("Span", one.name, title=guidance) if guidance else one.name
    return [name, tag("Span", f" {marks}", className="s soft")] if marks else name


def _lowest(one):
    return min((share for source in one.by_source if (share := one.share(source)) is not None), default=1.0)


def _measure(at):
    """The way to the measure of how many files are good enough, where it is there."""
    href = link(measure_path(MEASURE), unit=at.unit.key, month=at.month)
    return blocks.to(at.names.measures[MEASURE]["short"], href, className="s") if MEASURE in at.names.measures else None


PAGE = Page(PATH, "Case-file audits", show, in_menu=True, group="Look it up", about=ABOUT)
