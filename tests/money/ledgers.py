"""Small councils made of a few files: an organisation, a list of cost centres, a ledger."""

import csv
from contextlib import contextmanager

from dashboard import intake
from dashboard.build import build
from dashboard.home import Home
from dashboard.store import Store
from tests.conftest import COUNCIL

ORGANISATION = [
    ["Unit", "Name", "Level", "Parent", "Peer Group", "Area", "Leader", "Starts", "Ends"],
    ["ALL", "The council", "council", "", "", "", "The chief executive", "", ""],
    ["A", "Adults", "directorate", "ALL", "", "", "The director", "", ""],
    ["T1", "Team one", "team", "A", "", "", "", "", ""],
    ["T2", "Team two", "team", "A", "", "", "Leader of two", "", ""],
]
NEWCASTLE = [
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
GATESHEAD = [
    "Strgrpcc(T)",
    "Cipfsubj(T)",
    "Cipfsubs(T)",
    "TransNo",
    "Seq no",
    "Period",
    "Supplier ID(T)",
    "Amount",
    "Updated",
    "",
]
CENTRES = ["Cost Centre", "Cost Centre Name", "Subjective", "Unit", "Service", "User Group", "Starts", "Ends"]


def write(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


def payment(day, centre, amount, head="Revenue Expenditure", kind="Revenue", supplier="SUNDRY"):
    return ["Adults", "Care", head, day, supplier, "1", kind, centre, f"Centre {centre}", amount]


@contextmanager
def council_of(folder, **files):
    """A cursor on a store made of these files and nothing else, and what became of each file."""
    paths = [write(folder / "files" / f"{name}.csv", rows) for name, rows in files.items()]
    home = Home(folder / "home")
    results = intake.load(paths, home, COUNCIL)
    build(home, COUNCIL)
    with Store(home).snapshot().cursor() as cursor:
        yield cursor, {result.name.removesuffix(".csv"): result for result in results}
