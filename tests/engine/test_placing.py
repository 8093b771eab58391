"""What has no place is listed whole, and has its place once the workbook that lists it is filled in and loaded."""

import csv
import io
from collections import defaultdict
from decimal import Decimal

import openpyxl
import pytest

from dashboard import cli, demo, intake, placing
from dashboard.build import build
from dashboard.errors import Unknown
from dashboard.home import Home
from dashboard.store import Store
from tests.conftest import COUNCIL


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def nowhere(tmp_path_factory):
    """The demo council's organisation, half a year of ledger and visits, a return, and nothing that places them."""
    folder = tmp_path_factory.mktemp("nowhere")
    demo.write(folder / "files", size="mini", seed=3)
    files = folder / "files"
    paths = [files / "organisation.csv", files / "cld" / "cld-2026-09.csv"]
    paths += [files / kind / f"{start}-2026-0{n}.csv" for kind, start in (("ledger", "payments"), ("visits", "visits"))
              for n in range(4, 10)]  # fmt: skip
    home = Home(folder / "home")
    intake.load(paths, home, COUNCIL)
    build(home, COUNCIL)
    return home, files, paths


def ask(home):
    with Store(home).snapshot().cursor() as cursor:
        found = placing.unplaced(cursor)
        return found, {layout: placing.to_place(cursor, layout) for layout in found}


def filled_in(data, layout, fill):
    """The workbook with cells filled in: `fill` gives, of a row by heading, what is written into it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book[layout]
    headings = [cell.value for cell in sheet[1]]
    for line in range(2, sheet.max_row + 1):
        row = {heading: sheet.cell(line, n).value for n, heading in enumerate(headings, 1)}
        for heading, value in fill(row, line).items():
            sheet.cell(line, headings.index(heading) + 1).value = value
    return book


def test_cost_centres_of_no_unit_are_listed_by_amount_as_the_files_add_up(nowhere):
    home, _, paths = nowhere
    paid = defaultdict(Decimal)
    for path in paths:
        if path.name.startswith("payments"):
            for row in rows(path):
                paid[row["Cost Centre"]] += Decimal(row["Total"])
    found = ask(home)[0]["cost_centres"].rows
    assert {row["cost_centre"]: row["amount"] for row in found} == paid
    amounts = [abs(row["amount"]) for row in found]
    assert amounts == sorted(amounts, reverse=True) and not any(row["is_listed"] for row in found)


def test_everyone_served_is_without_a_team_and_every_provider_without_a_contract(nowhere):
    home, _, _ = nowhere
    found = ask(home)[0]
    with Store(home).snapshot().cursor() as cursor:
        served = cursor.execute("select person from model.package_months union select person from model.visit_months"
                                " where unit = (select unit from model.root)").fetchall()  # fmt: skip
        provided = cursor.execute("select distinct provider from model.delivered where provider is not null").fetchall()
    assert {row["person"] for row in found["allocations"].rows} == {person for (person,) in served}
    assert {row["provider"] for row in found["contracts"].rows} == {provider for (provider,) in provided}


def test_what_is_filled_in_loads_and_then_everything_has_its_place(nowhere, tmp_path):
    home, files, paths = nowhere
    units = {row["Unit"] for row in rows(files / "organisation.csv")}
    lists = {row["Cost Centre"]: row for row in rows(files / "cost_centres.csv")}
    teams = {row["Person ID"]: row["Team"] for row in rows(files / "allocations.csv") if row["Team"] in units}
    fills = {
        "cost_centres": lambda row, line: {
            "Unit": lists.get(row["Cost Centre"], {"Unit": "older-people"})["Unit"],
            "Service": lists.get(row["Cost Centre"], {"Service": "home care"})["Service"],
        },
        "allocations": lambda row, line: {"Team": teams.get(row["Person ID"], "op-northfield")},
        "contracts": lambda row, line: {"Contract Reference": f"C{line}", "Kind Of Contract": "spot"},
    }
    before, workbooks = ask(home)
    again = Home(tmp_path / "home")
    intake.load(paths, again, COUNCIL)
    for layout, data in workbooks.items():
        path = tmp_path / f"{layout}.xlsx"
        filled_in(data, layout, fills[layout]).save(path)
        (result,) = intake.load([path], again, COUNCIL)
        assert (result.layout, result.rows_rejected, result.rows_warned) == (layout, 0, 0)
        assert result.rows_stored == len(before[layout].rows) > 0
    build(again, COUNCIL)
    assert {layout: one.rows for layout, one in ask(again)[0].items()} == dict.fromkeys(before, ())


def test_units_of_the_organisation_drop_down_with_their_names(nowhere):
    home, files, _ = nowhere
    book = openpyxl.load_workbook(io.BytesIO(ask(home)[1]["cost_centres"]))
    units = {row["Unit"]: row["Name"] for row in rows(files / "organisation.csv")}
    headings = [cell.value for cell in book["Choices"][1]]
    column = headings.index("Unit")
    listed = {row[column]: row[column + 1] for row in book["Choices"].iter_rows(min_row=2, values_only=True)}
    listed.pop(None, None)
    assert headings[column + 1] == "Unit: what it is" and listed == units


def test_the_command_writes_them_and_says_what_places_nothing(nowhere, tmp_path, capsys, monkeypatch):
    home, _, _ = nowhere
    monkeypatch.chdir(tmp_path)
    assert cli.main(["--home", str(home.path), "template", "cost_centres", "--to-place"]) == 0
    (written,) = tmp_path.glob("cost_centres_to_place_*.xlsx")
    assert written.name in capsys.readouterr().out
    assert openpyxl.load_workbook(written)["cost_centres"].max_row > 10
    assert cli.main(["--home", str(home.path), "template", "visits", "--to-place"]) == 2
    assert "cost_centres, allocations, contracts" in capsys.readouterr().err
    with Store(home).snapshot().cursor() as cursor, pytest.raises(Unknown):
        placing.to_place(cursor, "visits")
