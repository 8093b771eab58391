"""The registers there are, under their groups: how many entries each has at a unit and below, and how many are late."""

from dashboard import registers
from dashboard import scorecard as cards
from dashboard.registers.entries import Wanted, entries
from layouts import written as writings
from layouts.address import link, wanted_unit
from layouts.page import Page, place
from layouts.parts import blocks
from layouts.parts import registers as parts

PATH = "/registers"


def show(store, reader, asked):
    """Every register under its group, with how many entries are there, at work and late."""
    names = cards.names(store.snapshot())
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    units, today, groups = parts.below(unit, names.months[-1]), writings.today(), {}
    for register in registers.registers().values():
        groups.setdefault(register.group, []).append(_counted(register, unit, units, today))
    at = place(names, reader, PATH, unit)
    heads = [("register", ""), ("what it holds", "text-wrap"), ("entries", "n"), ("at work", "n"), ("late", "n")]
    main = [
        at.crumb("registers"),
        *blocks.title("Registers", f"What {names.council} keeps a list of: each with its form, its past and its days."),
        *(
            blocks.section(
                f"group-{place}", group, [blocks.scroll(blocks.table(group, heads, rows, stacked=True), group)]
            )
            for place, (group, rows) in enumerate(groups.items())
        ),
    ]
    return at.view("Registers", main)


def _counted(register, unit, units, today):
    found = entries(register, writings.here(), units, Wanted(), today)
    open_ = sum(one.state in register.open for one in found) if register.open else len(found)
    late = sum(register.is_late(one, today) for one in found)
    return [
        blocks.to(register.plural, link(f"/register/{register.key}", unit=unit.key)),
        register.about.replace("\n", " "),
        str(len(found)),
        str(open_),
        blocks.tag("Span", [blocks.unsaid("▼ "), str(late)], className="miss s") if late else "0",
    ]


PAGE = Page(
    PATH,
    "Registers",
    show,
    in_menu=True,
    group="Quality",
    about="Everything that is kept as a list: standards, accreditations, recommendations and what else there is."
    " Open one for its entries, what is due and the way to add to it.",
)
