"""The packages of a month behind one line of the money page, to be sorted, filtered and saved."""

from dataclasses import dataclass
from datetime import date, datetime

from dashboard import access
from dashboard import scorecard as cards
from dashboard.money import lines
from layouts import exports, words
from layouts.address import link, query, wanted_cut, wanted_line, wanted_month, wanted_unit
from layouts.page import Page, head, render
from layouts.pages.records import MOST_SHOWN, grid, readable
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
        rows = fetch(cursor, names, wanted, MOST_SHOWN)
        by_visits = {service for (service,) in cards.ask(cursor, "paid_by_visits", unit=unit.key, month=month)}
    headings, listed = table(names, rows, wanted)
    return render(
        "money_packages.html",
        f"Packages, {unit.name}",
        parts=(grid(headings, listed),) if rows else (),
        shown=len(rows),
        count=rows[0]["packages"] if rows else 0,
        cost=rows[0]["all_cost"] if rows else 0,
        by_visits=words.listed(sorted(by_visits & {row["service"] for row in rows})),
        against_ledger=link(
            "/money/reconciliation", unit=unit.key, month=month, service=key if wanted.word == "service" else ""
        ),
        key=key,
        say=money_words,
        back=link("/money/line" if key else "/money", **wanted.words),
        csv_href=link(f"{PATH}.csv", **wanted.words),
        xlsx_href=link(f"{PATH}.xlsx", **wanted.words),
        **head(names, reader, PATH, unit, month, **wanted.filters),
    )


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
    listed = readable(names, shown, ([row[column] for column in shown] for row in rows))
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
    needs=("dash_ag_grid",),
    routes={f"{PATH}.csv": as_csv, f"{PATH}.xlsx": as_xlsx},
)
