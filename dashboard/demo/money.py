"""The cost centres and the ledger: what was bought, at its price, and the pay of the teams."""

import numpy as np
import pyarrow as pa

from dashboard.demo import files
from dashboard.demo.activity import SERVICES, bought
from dashboard.demo.organisation import DIRECTORATES
from dashboard.demo.organisation import SERVICES as UNITS
from dashboard.demo.people import CHILDREN, GROUPS
from dashboard.demo.rows import named, pick
from dashboard.demo.sizes import first_of, last_of

CARE_MANAGEMENT = SERVICES.index("assessment and care management")
EQUIPMENT = SERVICES.index("equipment")
MAIN_GROUP = {
    "older": 0,
    "learning": 3,
    "transitions": 3,
    "mental": 4,
    "physical": 0,
    "sensory": 1,
    "hospital": 0,
    "reablement": 0,
}
LEDGER = [
    "Directorate",
    "Service Area",
    "Group Description",
    "Paid Date",
    "Supplier Name",
    "Internal Ref",
    "Cap/Rev",
    "Cost Centre",
    "Cost Centre Name",
    "Total",
]
UNMAPPED = "1MZ99"
CAPITAL_EVERY = 7


def cost_centres(org, purchases):
    """A cost centre for each team, service and need with any money: its number by that key."""
    keys = np.unique(key_of(purchases))
    return {int(key): f"1M{number + 101:04d}" for number, key in enumerate(keys)}


def key_of(rows):
    return (rows["team"] * 16 + rows["service"]) * 8 + rows["group"]


def parts_of(key):
    """Team, service and need of a cost centre's key."""
    return key // 128, key // 8 % 16, key % 8


def centre_name(org, key):
    team, service, group = parts_of(key)
    return f"{org.teams[team].name}: {SERVICES[service]}, {GROUPS[group].lower()}"


def pay(org, staff):
    """What the posts of each team cost in a month, as purchases of care management."""
    cost = np.bincount(staff["team"], staff["pay"], len(org.teams))
    group = np.array([MAIN_GROUP.get(team.kind, CHILDREN) for team in org.teams])
    return bought(np.arange(len(org.teams)), CARE_MANAGEMENT, group, 1, -2, np.zeros(len(org.teams)), cost)


def write_cost_centres(out, org, centres):
    keys = np.array(list(centres))
    team, service, group = parts_of(keys)
    files.write(
        out / "cost_centres.csv",
        "cost_centres",
        {
            "cost_centre": list(centres.values()),
            "name": [centre_name(org, key) for key in centres],
            "unit": named(org.keys, team),
            "service": named(SERVICES, service),
            "user_group": named(GROUPS, group),
            "starts": np.full(len(keys), np.datetime64("2019-04-01", "D")),
            "ends": np.full(len(keys), np.datetime64("NaT", "D")),
        },
    )


class Ledger:
    """Writes the ledger of each month, under the headers of a real council's file."""

    def __init__(self, out, org, centres, suppliers, rng):
        self.out, self.org, self.suppliers, self.rng = out, org, suppliers, rng
        self.numbers = {key: n for n, key in enumerate(centres)}
        self.codes, self.names = list(centres.values()), [centre_name(org, key) for key in centres]
        areas = {key: (name, parent) for key, name, parent in UNITS}
        directorates = dict(DIRECTORATES)
        homes = [areas.get(team.parent, (team.name, "children")) for team in org.teams]
        self.area = [name for name, _ in homes]
        self.directorate = [directorates[parent] for _, parent in homes]
        self.reference = 7_000_000

    def write(self, month, rows):
        """One file; a few lines name a cost centre that no file maps, and some spell Revenue in small letters."""
        rows = in_order(rows)
        keys = key_of(rows)
        count = len(keys)
        centre = np.array([self.numbers[key] for key in keys.tolist()])
        first = first_of(month)
        paid = first + self.rng.integers(0, int((last_of(month) - first).astype(int)) + 1, count)
        spelling = np.where(is_capital(rows), 2, (np.arange(count) % 40 == 0) & (rows["service"] != EQUIPMENT))
        table = pa.table(
            {
                "Directorate": named(self.directorate, rows["team"]),
                "Service Area": named(self.area, rows["team"]),
                "Group Description": named(
                    ["Revenue Expenditure", "Revenue Expenditure", "Capital Expenditure"], spelling
                ),
                "Paid Date": paid,
                "Supplier Name": self.supplier_names(rows),
                "Internal Ref": self.reference + np.arange(count),
                "Cap/Rev": named(["Revenue", "revenue", "Capital"], spelling),
                "Cost Centre": named(self.codes, centre),
                "Cost Centre Name": named(self.names, centre),
                "Total": money(rows["cost"]),
            }
        )
        self.reference += count + int(self.rng.integers(1, 400))
        files.save(self.out / "ledger" / f"payments-{month}.csv", table, self.unmapped(month))

    def supplier_names(self, rows):
        fallback = ["WESTMARCH COUNCIL PAYROLL", "REDACTED PERSONAL DATA"]
        return named(
            [name.upper() for name in self.suppliers] + fallback,
            np.where(rows["supplier"] < 0, len(self.suppliers) + 2 + rows["supplier"], rows["supplier"]),
        )

    def unmapped(self, month):
        if month.astype(int) % 12 != 4:
            return ()
        return (
            {
                "Directorate": "Adult social care",
                "Service Area": "Older people",
                "Paid Date": f"{month}-19",
                "Group Description": "Revenue Expenditure",
                "Supplier Name": "SUNDRY CREDITOR",
                "Cap/Rev": "Revenue",
                "Internal Ref": str(self.reference - 1),
                "Cost Centre": UNMAPPED,
                "Cost Centre Name": "Suspense account",
                "Total": "1250.00",
            },
        )


def in_order(rows):
    """The rows of a month in the order of the ledger."""
    return pick(rows, np.lexsort((rows["supplier"], key_of(rows))))


def is_capital(rows):
    """Which rows of a month, in the order of the ledger, are capital: some of the equipment."""
    return (rows["service"] == EQUIPMENT) & (np.arange(len(rows["service"])) % CAPITAL_EVERY == 0)


def money(amounts):
    return pa.array(np.round(amounts, 2)).cast(pa.decimal128(18, 2))


def monthly_costs(rows_by_month, centres):
    """Revenue spending by cost centre (row) and month (column)."""
    numbers = {key: n for n, key in enumerate(centres)}
    spent = np.zeros((len(centres), len(rows_by_month)))
    for column, rows in enumerate(map(in_order, rows_by_month)):
        rows = pick(rows, ~is_capital(rows))
        centre = np.array([numbers[key] for key in key_of(rows).tolist()])
        spent[:, column] = np.bincount(centre, rows["cost"], len(centres))
    return spent
