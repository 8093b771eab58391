"""The packages of a month behind one line of the money page, to be sorted, filtered and saved."""

from dataclasses import dataclass
from datetime import date, datetime

from dash import html

from dashboard import access
from dashboard import scorecard as cards
from dashboard.money import lines
from layouts import exports, frame, words
from layouts.address import link, query, wanted_cut, wanted_line, wanted_month, wanted_unit
from layouts.page import Page, place
from layouts.parts import blocks, grid
from layouts.words import money as money_words

PATH = "/money/packages"
# Each column of the query that is shown, and its heading.
COLUMNS = {
    "person": "person",
    "unit": "unit",
    "service": "service",
    "user_group": "user group",
    "provider": "provider",
    "starts": "from",
    "ends": "to",
    "days": "days",
    "planned_units": "units a week",
    "weekly_cost": "£ a week",
    "cost": "£ this month",
}


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
        rows = fetch(cursor, names, wanted, grid.MOST_SHOWN)
        by_visits = {service for (service,) in cards.ask(cursor, "paid_by_visits", unit=unit.key, month=month)}
    at = place(names, reader, PATH, unit, month)
    money = (f"{unit.name}: money", link("/money", unit=unit.key, month=month))
    line = [(money_words.title(key), link("/money/line", **wanted.words))] if key else []
    named = f": {money_words.title(key)}" if key else ""
    main = [
        frame.crumb([money, *line], "packages", at.pickers(**wanted.filters)),
        *blocks.title(f"Packages{named}", sentence(unit, month, rows)),
        _planned(wanted, words.listed(sorted(by_visits & {row["service"] for row in rows}))),
        *(_listed(names, wanted, rows) if rows else []),
    ]
    return at.view(f"Packages, {unit.name}", main)


def sentence(unit, month, rows):
    """How many packages were in force in a month, and what they come to."""
    when = words.month_words(month)
    if not rows:
        return (
            f"No package was in force here in {when}. Care of children, pay and equipment are not bought by packages."
        )
    return (
        f"{rows[0]['packages']:,} packages were in force at {unit.name} in {when}. For their days of the month they "
        f"come to {money_words.pounds(rows[0]['all_cost'])}, by what the packages say: the ledger may say otherwise."
    )


def _planned(wanted, services):
    """That services are paid by their visits, and where that is held against the ledger; nothing where none is."""
    if not services:
        return None
    service = wanted.key if wanted.word == "service" else ""
    ledger = link("/money/reconciliation", unit=wanted.unit.key, month=wanted.month, service=service)
    said = f"Of {services} these are planned hours; payment follows the visits: see "
    return html.P([said, blocks.to("Packages against the ledger", ledger), "."])


def _listed(names, wanted, rows):
    """The packages in a grid, under the files that have all of them."""
    more = rows[0]["packages"] > len(rows)
    heading = f"The {len(rows):,} that cost most; the files have all" if more else "The packages in force"
    files = [("CSV", ".csv"), ("Excel", ".xlsx")]
    headings, listed = table(names, rows, wanted)
    saves = [blocks.save(f"Save as {kind}", link(f"{PATH}{ending}", **wanted.words)) for kind, ending in files]
    return [
        html.H2([f"{heading} ", html.Small("sort and filter by the headings")]),
        html.P([saves[0], " ", saves[1]]),
        grid.grid(headings, [[round(cell, 2) if isinstance(cell, float) else cell for cell in row] for row in listed]),
    ]


def read(names, reader, asked):
    """The Wanted of an address; its service or user group is not yet known to be there."""
    word, _ = wanted_cut(asked.get("service"), asked.get("group"))
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    return Wanted(unit, wanted_month(names, asked.get("month")), word, asked.get(word, ""))


def fetch(cursor, names, wanted, most=None):
    """The packages that are wanted, the dearest first. A service or user group unknown to the council is not here."""
    service, group = (wanted.key or None if wanted.word == word else None for word in ("service", "group"))
    asked = {"unit": wanted.unit.key, "month": wanted.month, "service": service, "user_group": group}
    rows = cards.ask_dicts(cursor, "money_packages", **asked, most=most)
    if wanted.key and not rows:
        by = "service" if service else "user_group"
        known = lines.money(cursor, names.root.key, wanted.month, by).lines
        wanted_line(wanted.word, [one.key for one in known], wanted.key)
    return rows


def table(names, rows, wanted):
    """(headings, rows) as they are read; a service or user group that all rows are of has no column."""
    same = {"service": "service", "group": "user_group"}[wanted.word] if wanted.key else ""
    shown = [column for column in COLUMNS if column != same]
    listed = grid.readable(names, shown, ([row[column] for column in shown] for row in rows))
    return [COLUMNS[column] for column in shown], listed


def saved(store, request):
    """All packages that a request asks for: headings, rows, what they are about, and a name."""
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    wanted = read(names, access.reader(request), query(request.query_string.decode("utf-8", "replace")))
    with snapshot.cursor() as cursor:
        rows = fetch(cursor, names, wanted)
    about = [
        ("What", "Packages in force, by what the packages say: units are those planned"),
        ("Unit", wanted.unit.name),
        ("Month", words.month_words(wanted.month)),
        ("Shown", wanted.key or "all packages"),
        *exports.made(names, datetime.now()),
    ]
    name = "-".join(filter(None, ("packages", wanted.unit.key, f"{wanted.month:%Y-%m}", wanted.key.replace(" ", "_"))))
    return *table(names, rows, wanted), about, name


def as_csv(store, request):
    return exports.as_csv(*saved(store, request))


def as_xlsx(store, request):
    return exports.as_xlsx("Packages", *saved(store, request))


PAGE = Page(
    PATH,
    "Packages",
    show,
    needs=grid.NEEDS,
    routes={f"{PATH}.csv": as_csv, f"{PATH}.xlsx": as_xlsx},
)
