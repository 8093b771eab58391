"""Tables published for every council go in through the mappings that ship, and what goes in is what stands in them."""

import csv
import re
import zipfile
from collections import Counter
from datetime import date

import pytest

from dashboard import intake
from dashboard.intake.form import SHIPPED, read_forms
from tests.intake.council_files import ods_cell, ods_row, opendocument
from tests.intake.rows import add_up, stored

SURVEYS = {"1a", "1d", "3a", "3c(1)", "4a", "5a(1)"}  # of people who use services: every year from 2015-16
CARERS = {"1c", "1e", "3b", "3c(2)", "5a(2)"}  # every other year, and two figures in a cell in 2016-17
NEW = {"2a", "2b", "2c", "2d(1)", "2d(2)", "2e(1)", "2e(2a)", "2e(2b)", "3d(1a)", "3d(2a)"}


def shown_cells(path, sheet):
    """A sheet of a workbook as it is shown, by a plain search of its text: nothing of the product's reading."""
    content = zipfile.ZipFile(path).read("content.xml").decode()
    table = re.search(rf'<table:table table:name="{re.escape(sheet)}".*?</table:table>', content, re.S).group()
    for row in re.findall(r"<table:table-row\b[^>]*?>(.*?)</table:table-row>", table, re.S):
        cells = []
        for said, inside in re.findall(r"<table:table-cell\b([^>]*?)(?:/>|>(.*?)</table:table-cell>)", row, re.S):
            times = re.search(r'number-columns-repeated="(\d+)"', said)
            shown = re.sub("<[^>]+>", "", inside)
            cells += [shown] * min(int(times.group(1)) if times else 1, 40)
        yield cells


@pytest.fixture(scope="module")
def ascof(tmp_path_factory):
    from dashboard.home import Home
    from tests.intake.conftest import COUNCIL, REAL_DATA

    path = REAL_DATA / "ascof" / "ascof_2024_25.ods"
    if not path.exists():
        pytest.skip("the real files of 'ascof' are not beside this checkout (../shared/data)")
    home = Home(tmp_path_factory.mktemp("ascof") / "home")
    results = intake.load([path], home, COUNCIL)
    rows = stored(home, COUNCIL, "facts", "measure, area, area_name, period, cast(value as double), marker, numerator")
    return path, home, results, rows


def test_every_table_of_the_adult_social_care_outcomes_framework_goes_in(ascof):
    _, _, results, _ = ascof
    assert add_up(results)
    counts = {re.search(r"\[Table_(.*)\]", one.name).group(1): (one.rows_read, one.rows_stored) for one in results}
    assert counts == {
        **dict.fromkeys(SURVEYS, (1740, 1740)),  # 174 areas, ten years
        "1b": (1566, 1566),  # nine years
        **dict.fromkeys(CARERS, (1740, 1574)),
        **dict.fromkeys(NEW, (168, 168)),
        "4b": (340, 340),
        "6a": (338, 338),
        "6b": (336, 336),
    }


def test_only_a_cell_that_holds_two_figures_is_turned_away_with_its_sheet_and_heading(ascof):
    _, home, _, _ = ascof
    rejects = [one for one in intake.rejects(home) if one["reason"] == "is not a number"]
    assert all(re.fullmatch(r"[\d.]+ \(([\d.]+|:)\)", one["value"]) for one in rejects)
    assert {one["column_name"] for one in rejects} == {
        f"2016 to 2017 - {what}" for what in ("outcome", "margin of error")
    }
    assert {one["name"] for one in rejects} == {f"ascof_2024_25.ods [Table_{table}]" for table in CARERS}


@pytest.mark.parametrize(("table", "measure"), [("2c", "ASCOF 2C"), ("4a", "ASCOF 4A"), ("3d(2a)", "ASCOF 3D(2a)")])
def test_every_value_stored_is_the_one_the_workbook_shows(table, measure, ascof):
    path, _, _, rows = ascof
    found = {
        (area, name): value or marker for m, area, name, p, value, marker, _ in rows if m == measure and p[:4] == "2024"
    }
    cells = [row for row in shown_cells(path, f"Table_{table}") if len(row) > 3 and row[3]]
    outcome = cells[0].index("2024 to 2025 - outcome")
    assert len(cells) - 1 == len(found)
    for row in cells[1:]:
        shown = row[outcome]
        assert found[row[2], row[1]] == (shown if shown[0] == "[" else float(shown.replace(",", "")))


def test_figures_checked_by_eye_in_the_workbook(ascof):
    *_, rows = ascof
    found = {
        (measure, area, period): (value, marker, numerator)
        for measure, area, _, period, value, marker, numerator in rows
    }
    year = "2024-04-01/2025-03-31"
    assert found["ASCOF 2C", "E92000001", year] == (592.5, None, 65060)
    assert found["ASCOF 2C", "E10000019", year][0] == 588.1  # Lincolnshire
    assert found["ASCOF 1D", "E92000001", "2015-04-01/2016-03-31"][0] == 64.4
    assert found["ASCOF 1D", "E92000001", "2020-04-01/2021-03-31"] == (None, "[x]", None)
    assert found["ASCOF 6B", "E92000001", year] == (81.7, None, 11287)


def test_four_measures_of_oflog_are_the_framework_s_own_value_for_value(ascof, real):
    """This is why the mapping may carry them under the framework's codes."""
    *_, rows = ascof
    published = {(measure, area, period[:4]): value for measure, area, _, period, value, *_ in rows}
    codes = next(form for form in read_forms(None) if form.name == "oflog").values["measure"]
    compared = Counter()
    with open(next(real("oflog").glob("*.csv")), encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            measure = codes.get(row["Code"].lower())
            value = published.get((measure, row["Local authority code"], row["Financial year"][:4]))
            if value is not None and row["Value"]:
                assert value == pytest.approx(float(row["Value"]), abs=1e-9)
                compared[measure] += 1
    assert compared == {"ASCOF 1B": 885, "ASCOF 1C": 295, "ASCOF 3C(1)": 1028, "ASCOF 3C(2)": 295}


def made(path, years, sheet="Table_2c", row=("503", "Lincolnshire", "E10000019")):
    headings = [f"{year} - {part}" for year in years for part in ("numerator", "denominator", "outcome")]
    header = ods_row(*map(ods_cell, ["Local authority code", "Local authority", "ONS area code", *headings]))
    figures = [ods_cell(str(n), "float", n) for n in range(len(headings))]
    opendocument(path, (sheet, header + ods_row(*map(ods_cell, row), *figures)))
    return path


def test_years_side_by_side_become_rows_with_a_numerator_a_denominator_and_a_value(home, council, tmp_path):
    made(tmp_path / "new.ods", ["2024 to 2025", "2025 to 2026"])
    (result,) = intake.load([tmp_path / "new.ods"], home, council)
    assert result.mapping == "ascof_client_level_data"
    columns = "measure, period, cast(numerator as int), cast(denominator as int), cast(value as int)"
    assert sorted(stored(home, council, "facts", columns)) == [
        ("ASCOF 2C", "2024-04-01/2025-03-31", 0, 1, 2),
        ("ASCOF 2C", "2025-04-01/2026-03-31", 3, 4, 5),
    ]


def test_a_code_that_meant_something_else_before_is_not_read_from_an_older_workbook(home, council, tmp_path):
    """2C was delayed transfers until 2022-23 and came from another return until 2023-24."""
    made(tmp_path / "old.ods", ["2021 to 2022", "2022 to 2023"])
    (result,) = intake.load([tmp_path / "old.ods"], home, council)
    assert result.layout is None
    assert "2024 to 2025 - outcome" in result.outcome


def test_a_table_that_no_mapping_names_is_not_taken_for_one_that_it_does(home, council, tmp_path):
    made(tmp_path / "new.ods", ["2024 to 2025"], sheet="Table_9z")
    (result,) = intake.load([tmp_path / "new.ods"], home, council)
    assert result.layout is None
    assert "missing a sheet that it names" in result.outcome


def test_a_council_s_own_mapping_of_the_same_name_takes_the_place_of_one_that_ships(tmp_path):
    (tmp_path / "mappings").mkdir()
    own = (SHIPPED / "oflog.toml").read_text(encoding="utf-8").replace("Oflog adult", "Our adult")
    (tmp_path / "mappings" / "oflog.toml").write_text(own, encoding="utf-8")
    titles = [form.title for form in read_forms(tmp_path) if form.name == "oflog"]
    assert titles == ["Our adult social care measures"]


def test_the_years_of_a_framework_s_headings_are_financial_years():
    from dashboard.intake.periods import period_of

    assert period_of("2024 to 2025") == f"{date(2024, 4, 1)}/{date(2025, 3, 31)}"
    assert period_of("2024 to 2026") == "2024-01-01/2026-12-31", "three years pooled"
