"""Who is out of line: measures by units as a map of marks, one measure over units or parts, and published councils."""

from dashboard import scorecard as cards
from layouts.address import wanted_level, wanted_month, wanted_unit
from layouts.charts import live
from layouts.exports import compare as files
from layouts.page import Page, place
from layouts.pages.compare import councils, measure, units
from layouts.pages.compare.choices import Comparing
from layouts.parts import comparing as parts


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    with snapshot.cursor() as cursor:
        families = parts.families(cursor, names, unit, month)
        family = wanted_level(names, families, asked.get("level"))
        comparing = Comparing(place(names, reader, "/compare", unit, month), families, family)
        among_councils = family is parts.COUNCILS and not asked.get("by")
        if asked.get("measure"):
            return (councils.show_one if among_councils else measure.show)(comparing, cursor, asked)
        return (councils.show_all if among_councils else units.show)(comparing, cursor, asked)


PAGE = Page(
    "/compare",
    "Compare",
    show,
    needs=live.NEEDS,
    in_menu=True,
    about="Units side by side: who differs from the others by more than chance would give a unit of that size. Open"
    " a measure for its picture with all units, or a mark for the measure at that unit.",
    routes={"/compare.csv": files.as_csv, "/compare.xlsx": files.as_xlsx},
)
