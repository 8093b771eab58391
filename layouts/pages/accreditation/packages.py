"""The packages that began with a provider that was not accredited on that day."""

from dash import html

from dashboard import accreditation
from dashboard import scorecard as cards
from dashboard.registers import registers
from dashboard.registers.entries import Wanted, entries
from layouts import words
from layouts import written as writings
from layouts.address import link, wanted_month, wanted_unit
from layouts.page import Page, place
from layouts.parts import blocks
from layouts.parts import registers as parts

PATH, MOST = "/accreditation/packages", 500


def show(store, reader, asked):
    snapshot, register = store.snapshot(), registers()["accreditation"]
    names, written = cards.names(snapshot), writings.here()
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    above = [one.key for one in names.above(unit)]
    things = entries(register, written, [*above, *parts.below(unit, month)], Wanted())
    events = accreditation.events_of(written, things)
    every = [span for one in things for span in accreditation.spans(one, events[one.key])]
    with snapshot.cursor() as cursor:
        rows = accreditation.begun_without(cursor, every, unit.key, month)
    at = place(names, reader, PATH, unit, month)
    lead = (
        f"{words.count_words(len(rows), 'package')} at {unit.name} and below, up to {words.month_words(month)}."
        if rows
        else f"None at {unit.name} or below, up to {words.month_words(month)}."
        if every
        else "No provider has been accredited or refused here yet, so no package can be held against it."
    )
    heads = [("package", "n"), *((one, "") for one in ("person", "provider", "which", "service", "begun", "at"))]
    listed = [
        [f"{row['package']}", row["person"], row["provider"], row["why"], row["service"], f"{row['starts']:%-d %B %Y}",
         names.units[row["unit"]].name if row["unit"] in names.units else row["unit"]]
        for row in rows[:MOST]
    ]  # fmt: skip
    table = blocks.scroll(blocks.table("Packages", heads, listed, stacked=True), "Packages: the table", kind="tall")
    main = [
        at.crumb("packages", ("Accreditation", link("/accreditation", unit=unit.key, month=month))),
        *blocks.title("Begun with a provider not accredited on that day", lead),
        blocks.section("packages", "Packages", [table]) if rows else None,
        html.P(f"The first {MOST} of {len(rows):,}.", className="soft") if len(rows) > MOST else None,
    ]
    return at.view(f"Begun without accreditation, {unit.name}", main)


PAGE = Page(
    PATH,
    "Begun without accreditation",
    show,
    about="Each package that began on a day on which its provider was suspended, refused or had lapsed.",
    found=False,
    opens_records=True,
)
