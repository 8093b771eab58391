"""Casework: reviews that are overdue by how long, supervision decisions that were kept, and samples of case files."""

from datetime import timedelta

from dash import html

from dashboard import scorecard as cards
from dashboard import supervision
from dashboard.asking import ask_dicts
from dashboard.money.months import months_back
from layouts import words
from layouts import written as writings
from layouts.address import link, measure_path, wanted_month, wanted_unit
from layouts.page import Page, place
from layouts.parts import blocks, reviews
from layouts.parts import registers as parts

PATH, LIST, SAMPLE = "/casework", "/overdue", "/sample"
MONTHS = 12
ABOUT = (
    "How the work on each case is looked after: whose review is overdue and for how long, whether what was decided in "
    "supervision is done by its day, and which case files were drawn to be read, by lot and with a seed."
)


def show(store, reader, asked):
    snapshot, written, today = store.snapshot(), writings.here(), writings.today()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    units = parts.below(unit, month)
    with snapshot.cursor() as cursor:
        ages = ask_dicts(cursor, "review_ages", unit=unit.key, month=month)
        bands = [band for (band,) in cards.ask(cursor, "review_bands")]
        lead = reviews.overdue(cursor, unit, month, sum(row["people"] for row in ages))
    decided = written.counted(units, families=[supervision.DECISIONS])
    since, until = months_back(month, MONTHS - 1), today if month == names.months[-1] else _last_day(month)
    kept = supervision.counts(decided, since, until, today)
    samples = written.at(units, families=["sample"])
    at = place(names, reader, PATH, unit, month)
    main = [
        at.crumb("casework"),
        *blocks.title("Casework", lead),
        html.P(_ways(at, writings.writer(reader, names)), className="write-links"),
        _ages(at, bands, ages) if ages else None,
        _kept(at, kept, since, until),
        _samples(at, samples) if samples else None,
    ]
    return at.view(f"Casework, {unit.name}", main)


def _ways(at, writer):
    asked = {"unit": at.unit.key, "month": at.month}
    ways = [("Case-file audits", link("/audits", **asked))]
    if writings.here().journal is not None:
        if writer.may("identify", at.unit.key):
            ways = [("Draw a sample of case files", link("/write", kind="sample.drawn", **asked)), *ways]
        if writer.may("comment", at.unit.key):
            decision = f"{supervision.DECISIONS}.agreed"
            ways = [("Write down a supervision decision", link("/write", kind=decision, **asked)), *ways]
        ways.append(("My supervision decisions", link(f"/register/{supervision.DECISIONS}", unit=at.unit.key)))
    return [blocks.to(word, href, className="button") for word, href in ways]


def _ages(at, bands, ages):
    by_unit = {}
    for row in ages:
        by_unit.setdefault(row["unit"], {})[row["band"]] = row
    rows = [
        _aged(at, unit, by_unit[unit.key], bands)
        for key in sorted(by_unit, key=lambda key: (-sum(row["people"] for row in by_unit[key].values()), key))
        if (unit := at.names.units.get(key))
    ]
    foot = ["all of them", *(_all(at, band, ages) for band in bands), str(sum(row["people"] for row in ages))]
    heads = [("unit", "m"), *((band, "n") for band in bands), ("in all", "n")]
    unknown = sum(row["unknown"] or 0 for row in ages)
    told = (
        f"Of {unknown:,} no review is on file: they are counted from when they have been here, so it may be longer."
        if unknown
        else None
    )
    table = blocks.table(
        "Reviews overdue, by how long ago the last one was", heads, rows, foot if len(rows) > 1 else None, stacked=True
    )
    inside = [blocks.scroll(table, "Reviews overdue"), html.P(told, className="note") if told else None]
    small = "adults with a service, by how long ago their last review was; a number leads to the list"
    return blocks.section("ages", "Reviews overdue", inside, small=small, beside=_measure(at))


def _aged(at, unit, by_band, bands):
    counts = [by_band[band]["people"] if band in by_band else 0 for band in bands]
    cells = [_number(at, unit.key, band, count) for band, count in zip(bands, counts, strict=True)]
    name = blocks.to(unit.name, link(PATH, unit=unit.key, month=at.month))
    return [name, *cells, _number(at, unit.key, "", sum(counts))]


def _all(at, band, ages):
    return _number(at, at.unit.key, band, sum(row["people"] for row in ages if row["band"] == band))


def _number(at, unit, band, count):
    """A count that leads to its list."""
    return blocks.to(f"{count:,}", link(LIST, unit=unit, month=at.month, show=band)) if count else "0"


def _measure(at):
    measure = at.names.measures.get(reviews.MEASURE)
    href = link(measure_path(reviews.MEASURE), unit=at.unit.key, month=at.month)
    return blocks.to(measure["short"], href, className="s") if measure else None


def _last_day(month):
    return months_back(month, -1) - timedelta(days=1)


def _kept(at, kept, since, until):
    """Counts of decisions, by unit; of a unit with few workers none, for they would tell of one."""
    heads = [("unit", "m"), ("done in time", "n"), ("done late", "n"), ("still open", "n"), ("past their day", "n")]
    told = {key: one for key, one in kept.items() if one.is_told and key in at.names.units}
    rows = [
        [at.names.units[key].name, str(one.in_time), str(one.late), str(one.open), _late(one.overdue)]
        for key, one in sorted(told.items(), key=lambda pair: (-pair[1].overdue, pair[0]))
    ]
    few = len(kept) - len(told)
    said = (
        f"{words.count_words(few, 'unit')} with fewer than {supervision.FEWEST} workers: not counted here."
        if few
        else ""
    )
    table = blocks.table("Supervision decisions", heads, rows, stacked=True) if rows else None
    nothing = html.P("None has been written down here.", className="soft empty") if not kept else None
    inside = [blocks.scroll(table, "Supervision decisions") if table else nothing, html.P(said, className="note")]
    days = f"held from {words.day_words(since)} to {words.day_words(until)}"
    small = f"{days}, as counts; what they say is between worker and supervisor"
    return blocks.section("kept", "What supervision decided", inside, small=small)


def _late(count):
    return blocks.tag("Span", [blocks.unsaid("▼ "), str(count)], className="miss s") if count else "0"


def _samples(at, samples):
    heads = [("drawn", "m"), ("what for", ""), ("unit", ""), ("files", "n"), ("by hand", "n"), ("to be read by", "")]
    rows = [
        [
            blocks.to(f"{one.begun.at:%-d %B %Y}", link(SAMPLE, topic=one.key, unit=one.unit)),
            said["purpose"],
            at.names.units[one.unit].name if one.unit in at.names.units else one.unit,
            str(len(said["drawn"])),
            str(sum(bool(file["why"]) for file in said["drawn"])),
            words.day_words(said["read_by"]),
        ]
        for one in samples
        for said in [one.fields]
    ]
    table = blocks.scroll(blocks.table("Samples of case files", heads, rows, stacked=True), "Samples of case files")
    return blocks.section(
        "samples", "Samples of case files", [table], small="drawn by lot with a seed, the newest first"
    )


PAGE = Page(PATH, "Casework", show, in_menu=True, group="Quality", about=ABOUT)
