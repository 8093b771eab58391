"""The packages of a month behind one line of the money page, to be sorted, filtered and saved."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from dash import html

from dashboard import access, asking, paging
from dashboard import scorecard as cards
from dashboard.access import opening
from dashboard.money import lines
from layouts import exports, frame, words
from layouts.address import link, query, wanted_cut, wanted_line, wanted_month, wanted_unit
from layouts.page import Page, both_kinds, place
from layouts.parts import blocks, grid
from layouts.words import money as money_words

PATH = "/money/packages"
# Each column of the query that is shown: its heading, and its type as the database calls it.
COLUMNS = {
    "person": ("person", "VARCHAR"),
    "unit": ("unit", "VARCHAR"),
    "service": ("service", "VARCHAR"),
    "user_group": ("user group", "VARCHAR"),
    "provider": ("provider", "VARCHAR"),
    "starts": ("from", "DATE"),
    "ends": ("to", "DATE"),
    "days": ("days", "INTEGER"),
    "planned_units": ("units a week", "DOUBLE"),
    "weekly_cost": ("£ a week", "DOUBLE"),
    "cost": ("£ this month", "DOUBLE"),
}
POUNDS = {"weekly_cost": 2, "cost": 2}
ORDER = "listed.cost desc, listed.person, listed.service, listed.starts"


@dataclass(frozen=True)
class Wanted:
    """What an address asks for: a unit and a month, and a service or a user group ('' for all)."""

    unit: cards.Unit
    month: date
    word: str
    key: str

    @property
    def filters(self):
        return {self.word: self.key} if self.key else {}

    @property
    def words(self):
        return {"unit": self.unit.key, "month": self.month, **self.filters}


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    wanted = read(names, reader, asked.words)
    unit, month, key = wanted.unit, wanted.month, wanted.key
    with snapshot.cursor() as cursor:
        whole, services = totals(cursor, names, wanted)
        rows = block(cursor, wanted, asked.words)
        by_visits = {service for (service,) in cards.ask(cursor, "paid_by_visits", unit=unit.key, month=month)}
    at = place(names, reader, PATH, unit, month)
    chosen = {word: asked.get(word) for word in ("order", "keep")}
    money = (f"{unit.name}: money", link("/money", unit=unit.key, month=month))
    line = [(money_words.title(key), link("/money/line", **wanted.words))] if key else []
    named = f": {money_words.title(key)}" if key else ""
    main = [
        frame.crumb([money, *line], "packages", at.pickers(**wanted.filters)),
        *blocks.title(f"Packages{named}", sentence(unit, month, whole)),
        _planned(wanted, words.listed(sorted(by_visits & services))),
        *(_listed(wanted, rows, chosen) if whole else [blocks.to_data()]),
    ]
    saved = both_kinds("The packages", PATH, "rows", **wanted.words, **chosen) if whole else ()
    return at.view(f"Packages, {unit.name}", main, exports=saved)


def sentence(unit, month, whole):
    """How many packages were in force in a month, and what they come to."""
    when = words.month_words(month)
    if not whole:
        return (
            f"No package was in force here in {when}. Care of children, pay and equipment are not bought by packages."
        )
    return (
        f"{whole['packages']:,} packages were in force at {unit.name} in {when}. For their days of the month they "
        f"come to {money_words.pounds(whole['all_cost'])}, by what the packages say: the ledger may say otherwise."
    )


def _planned(wanted, services):
    """That services are paid by their visits, and where that is held against the ledger; nothing where none is."""
    if not services:
        return None
    service = wanted.key if wanted.word == "service" else ""
    ledger = link("/money/reconciliation", unit=wanted.unit.key, month=wanted.month, service=service)
    said = f"Of {services} these are planned hours; payment follows the visits: see "
    return html.P([said, blocks.to("Packages against the ledger", ledger), "."])


def _listed(wanted, rows, chosen):
    """The packages in a grid, under their files; `chosen` is its order and its filters, as the address says them."""
    saves = [
        blocks.save(f"Save as {kind}", link(f"{PATH}{ending}", **wanted.words, **chosen), **{"data-follows": "rows"})
        for kind, ending in (("CSV", ".csv"), ("Excel", ".xlsx"))
    ]
    return [
        html.H2("The packages in force"),
        html.P([saves[0], " ", saves[1]]),
        grid.grid(rows, "Table of packages", link(PATH, **wanted.words, **chosen)),
    ]


def read(names, reader, asked):
    """The Wanted of an address; its service or user group is not yet known to be there."""
    word, _ = wanted_cut(asked.get("service"), asked.get("group"))
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    return Wanted(unit, wanted_month(names, asked.get("month")), word, asked.get(word, ""))


def totals(cursor, names, wanted):
    """(how many packages are wanted and what they come to, None where there is none; their services). A service or user
    group unknown to the council is not here."""
    parameters = _parameters(wanted)
    found = cards.ask_dicts(cursor, "money_packages", **{**parameters, "most": 1})
    if wanted.key and not found:
        by = "service" if wanted.word == "service" else "user_group"
        known = lines.money(cursor, names.root.key, wanted.month, by).lines
        wanted_line(wanted.word, [one.key for one in known], wanted.key)
    table = asking.view("money_packages")
    services = cursor.execute(f"select distinct service from ({table}) as listed", parameters).fetchall()
    return found[0] if found else None, {service for (service,) in services}


def _parameters(wanted):
    service, group = (wanted.key or None if wanted.word == word else None for word in ("service", "group"))
    return {"unit": wanted.unit.key, "month": wanted.month, "service": service, "user_group": group, "most": None}


def shown_columns(wanted):
    """The columns of the table; a service or user group that all rows are of has none."""
    same = {"service": "service", "group": "user_group"}[wanted.word] if wanted.key else ""
    return [
        grid.Shown(grid.column_of(name, type_), heading, POUNDS.get(name))
        for name, (heading, type_) in COLUMNS.items()
        if name != same
    ]


def block(cursor, wanted, asked):
    """One block of the packages, the dearest first where nothing is said."""
    shown = shown_columns(wanted)
    wants = grid.asked_for(shown, asked)
    rows, count = _rows(cursor, wanted, shown, wants)
    return grid.Rows(shown, grid.read(shown, rows), count, wants, grid.built(cursor))


def _rows(cursor, wanted, shown, wants):
    columns = [one.column for one in shown]
    rows, count = paging.block(cursor, asking.view("money_packages"), _parameters(wanted), columns, wants, ORDER)
    opening.listed([column.name for column in columns], rows)
    return rows, count


def rows(store, request):
    """One block of the packages that a request asks for."""
    snapshot = store.snapshot()
    asked = query(request.query_string.decode("utf-8", "replace"))
    with snapshot.cursor() as cursor:
        return block(cursor, read(cards.names(snapshot), access.reader(request), asked), asked)


def saved(store, request):
    """All packages that a request asks for: headings, rows, what they are about, and a name."""
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    asked = query(request.query_string.decode("utf-8", "replace"))
    wanted = read(names, access.reader(request), asked)
    shown = shown_columns(wanted)
    with snapshot.cursor() as cursor:
        totals(cursor, names, wanted)
        wants = replace(grid.asked_for(shown, asked), first=0, last=exports.MOST_ROWS + 1)
        found, _ = _rows(cursor, wanted, shown, wants)
    about = [
        ("What", "Packages in force, by what the packages say: units are those planned"),
        ("Unit", wanted.unit.name),
        ("Month", words.month_words(wanted.month)),
        ("Shown", wanted.key or "all packages"),
        *([("Filters of the table", "; ".join(asked["keep"]))] if asked.get("keep") else []),
        *exports.made(names, datetime.now()),
    ]
    name = "-".join(filter(None, ("packages", wanted.unit.key, f"{wanted.month:%Y-%m}", wanted.key.replace(" ", "_"))))
    return [one.heading for one in shown], found, about, name


def as_csv(store, request):
    return exports.as_csv(*saved(store, request))


def as_xlsx(store, request):
    return exports.as_xlsx("Packages", *saved(store, request))


PAGE = Page(
    PATH,
    "Packages",
    show,
    about="The packages of care in force in a month, dearest first: what each is, from whom, and what it costs. To "
    "be sorted, filtered and saved.",
    needs=grid.NEEDS,
    opens_records=True,
    routes={f"{PATH}.csv": as_csv, f"{PATH}.xlsx": as_xlsx, f"{PATH}.json": grid.as_json(rows)},
)
