"""What a council's outturn return says: PSS EX1 workbooks of 2000-01 to 2003-04, a form-shaped sheet for each council.

The figures are those of Barnsley's returns for 2000-01 and 2002-03 (BenGoodair/adults_social_care_data, Raw_data/2001
and 2003). The workbook is written here: the published one could be had only as the text of its sheets.
"""

import re
from decimal import Decimal

import pytest

from dashboard import intake, values
from dashboard.build import build
from dashboard.store import Store
from tests.engine.test_published import home_of
from tests.intake.council_files import ods_cell, ods_row, opendocument
from tests.intake.rows import add_up, stored
from tests.intake.test_old_workbooks import old_workbook

LETTERS = ["col A", "col B", "col C", "col D", "col E = C - D", "col F", "Col G = C + F", "Col H = E + F", "col I"]
LETTERS += ["col J", "col K", "col L = (I to K)", "col M = H - L", "col N = G - L", "col O = H - J - K"]
# Lines of 2002-03: own provision, capital charges, provision by others, as they stand in columns C, D and F.
LINES = {
    "BB1": ("Children's homes", 3667.9184215614837, 171, 1767.4704407317581),
    "BB3": ("Fostering services", 1490.4001903027838, 0, 822.15464877559157),
    "C2": ("Nursing care placements", 0, 0, 5424.8585626511567),
    "C3": ("Residential care placements", 5992.0993016139155, 562, 9330.3671508434636),
    "C6": ("Home care", 4939.9140418038223, 0, 2789.8035855804278),
    "D6": ("Home care", 0, 0, 576.7902680816012),
    "E2": ("Nursing care placements", 5.766885409530496, 0, 638.47327986518701),
    "E3": ("Residential care placements", 26.527672883840282, 0, 1773.6571283034602),
    "E6": ("Home care", 202.99436641547345, 0, 216.43162029328371),
    "F6": ("Home care", 275.65712257555771, 0, 225.08888510501512),
}
ITEMS = [  # of 2002-03: item, figure, unit cost rows, PAF, BVPI
    ("- row 64 (residents aged 65 and over)", 58474, "2.1, 2.2", "B12, B13", "52"),
    ("- residents aged 18 to 64 with", None, None, None, None),
    ("- row 66 (learning disability)", 3718, "2.1, 2.7", "B12, B14", "52"),
    ("- row 71 (residents aged 65 and over)", 4888, "2.1, 2.2", "B12, B13", "52"),
    ("- row 73 (learning disability)", 312, "2.1, 2.7", "B12, B14", "52"),
    ("- A1 (placed for adoption) - own provision", 5693, "1.1 (adj), 1.3 (adj), 1.4 (adj)", "B8, B10", "51"),
    ("- F1 to F6 (foster placements)", 58392, "1.1, 1.3", "B8, B10", "51"),
    ("- H3 to H5 (homes, hostels etc) - own provision", 12113, "1.1, 1.2, 1.2A", "B8, B9", "51"),
    ("- H3 to H5 (homes, hostels, etc) - provision by others", 5175, "1.1, 1.2, 1.2B", "B8, B9", "51"),
    ("- S1 (residential schools) - provision by others", 365, "1.1 (adj), 1.2 (adj), 1.2B", "B8, B9", "51"),
    ("- Provision by others Foster placements", 130, "1.1(adj), 1.3(adj), 1.5 (adj)", "B8, B10", "51"),
    ("- Own provision Children's homes", 1918, "1.1 (adj), 1.2 (adj), 1.2A", "B8, B9", "51"),
    ("Table 1 line 4 column A (Total hours, LA)", 8391, "2.22, 2.23", "B17", None),
    ("Table 1 line 4 column B (Total hours, Independent sector)", 10150, "2.22, 2.24", "B17", None),
    ("Table A2 Box 1 (Number of clients with a review scheduled)", 7490, None, None, None),
    ("- residents aged 65 and over", 386, "2.1 (adj), 2.2 (adj)", "B12, B13", "52"),
    ("- residents aged 65 and over", 304, "2.1 (adj), 2.2 (adj)", "B12, B13", "52"),
    ("- residents aged 65 and over", 2881, "2.1 (adj), 2.2 (adj)", "B12, B13", "52"),
    ("- learning disabilities", 8, "2.1 (adj), 2.7 (adj)", "B12, B14", "52"),
]
GROSS = {code: own + others for code, (_, own, _, others) in LINES.items()}
UNIT_COSTS = {  # worked out from the figures above, by hand: thousands of pounds over weeks or hours
    "PAF B8": 1000 * (GROSS["BB1"] + GROSS["BB3"]) / (83786 / 7),
    "PAF B9": 1000 * GROSS["BB1"] / (19571 / 7),
    "PAF B10": 1000 * GROSS["BB3"] / (64215 / 7),
    "PAF B13": 1000 * (GROSS["C2"] + GROSS["C3"]) / 66933,
    "PAF B14": 1000 * (GROSS["E2"] + GROSS["E3"]) / 4038,
    "PAF B17": 1000 * (GROSS["C6"] + GROSS["D6"] + GROSS["E6"] + GROSS["F6"]) / (52 * 18541),
}


def expenditure(lines, year="2002-03"):
    title = f"PSS EXPENDITURE IN {year} INCL SSMSS COSTS ALLOCATED TO SERVICE LINES ON A PRO-RATA BASIS"
    rows = [[title, *[None] * 12, f"PSS EX1 Return for {year}"], ["All amounts are in £ thousands"]]
    rows += [["Service", None, "Own provision (including joint arrangements)"], [None, None, "charges"], LETTERS]
    rows += [["C:", "OLDER PEOPLE (AGED 65 OR OVER)", "Barnsley"], []]
    for code, (service, own, capital, others) in lines.items():
        gross, net = own + others, own + others - capital
        rows.append([code, service, own, capital, own - capital, others, gross, net, 0, 0, 0, 0, net, gross, net])
    return rows


def activity(items, year="2002-03"):
    rows = [[f"PSS EX1 Return for {year}   Barnsley"]]
    rows += [["Data item description", "Data item data", "Enter Y if", "Enter A if", "Where used"]]
    rows += [[None, None, None, None, "Unit costs rows", "PAF Indicator(s)", "BVPI(s)"], []]
    rows += [["KS1 (Data entry sheet)", "Barnsley"]]
    return rows + [[item, figure, None, None, *marks] for item, figure, *marks in items]


@pytest.fixture(scope="module")
def barnsley(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ex1")
    home, _ = home_of(folder, "Barnsley")
    paths = [
        old_workbook(folder / "spend.xls", ("Barnsley", expenditure(LINES))),
        old_workbook(folder / "dh_4080354.xls", ("Barnsley", activity(ITEMS))),
    ]
    settings = folder / "council" / "council.toml"
    settings.write_text(re.sub(r"(?m)^history = \d+", "history = 300", settings.read_text()))
    results = intake.load(paths, home, folder / "council")
    build(home, folder / "council")
    return home, folder / "council", results, Store(home).snapshot()


def test_each_amount_of_the_form_is_a_row_with_its_council_and_year(barnsley):
    home, council, results, _ = barnsley
    assert add_up(results) and [one.mapping for one in results] == ["pss_ex1_expenditure", "pss_ex1_activity"]
    found = stored(home, council, "outturn", "area, period, code, service, amount_of, amount")
    year = "2002-04-01/2003-03-31"
    assert ("Barnsley", year, "C3", "Residential care placements", "gross total cost", Decimal("15322.4665")) in found
    assert len([row for row in found if row[2] == "C3"]) == 13
    items = stored(home, council, "outturn_activity", "area, period, item, amount, indicators")
    assert ("Barnsley", year, ITEMS[0][0], Decimal(58474), "B12, B13") in items
    assert len(items) == len(ITEMS) + 1 and results[1].rows_rejected == 0


def test_the_unit_costs_of_the_return_are_those_worked_out_by_hand(barnsley):
    *_, store = barnsley
    with store.cursor() as cursor:
        found = dict(
            cursor.execute(
                "select measure, value::double from model.facts where measure like 'PAF B%' and area = 'E08000016'"
                " and period_start = date '2002-04-01' and period_end = date '2003-03-31'"
            ).fetchall()
        )
    assert found == pytest.approx(UNIT_COSTS, abs=0.001)  # B12 and the others lack a line here, and have no value
    assert round(found["PAF B13"], 2) == 309.97


def test_a_measure_with_the_code_shows_the_return_where_no_other_file_gives_it(barnsley):
    *_, store = barnsley
    with store.cursor() as cursor:
        for measure, code in [
            ("unit_cost_residential_older", "PAF B13"),
            ("unit_cost_home_care", "PAF B17"),
            ("unit_cost_foster_care", "PAF B10"),
            ("unit_cost_looked_after", "PAF B8"),
        ]:
            found = values.value(cursor, measure, None, "2003-03")
            assert found.value == pytest.approx(UNIT_COSTS[code], abs=0.01), measure


def test_workbooks_of_two_years_with_one_name_stand_beside_each_other(home, council, tmp_path):
    older = {"C3": ("Residential care home placements", 6571.5715793300997, 335, 3438)}
    (tmp_path / "2001").mkdir()
    (tmp_path / "2003").mkdir()
    paths = [
        old_workbook(tmp_path / "2001" / "spend.xls", ("Barnsley", expenditure(older, "2000-2001"))),
        old_workbook(tmp_path / "2003" / "spend.xls", ("Barnsley", expenditure(LINES)), ("Barnet", expenditure(older))),
    ]
    intake.load(paths, home, council)
    assert len([one for one in intake.loads(home) if one["superseded_by"] is None]) == 3
    found = stored(home, council, "outturn", "code, amount_of, area, left(period, 4), amount")
    assert sorted(row[2:] for row in found if row[:2] == ("C3", "gross total cost")) == [
        ("Barnet", "2002", Decimal("10009.5716")),
        ("Barnsley", "2000", Decimal("10009.5716")),
        ("Barnsley", "2002", Decimal("15322.4665")),
    ]
    older |= {"C2": LINES["C2"]}
    again = old_workbook(tmp_path / "2001" / "spend.xls", ("Barnsley", expenditure(older, "2000-2001")))
    (result,) = intake.load([again], home, council)
    assert result.outcome == "supersedes spend.xls [Barnsley]"


def test_the_lines_of_an_ro3_table_are_rows_with_their_council_and_year(home, council, tmp_path):
    looked_after = "Children's social care - Children Looked After [note 3]"
    columns = ["Employees (C1)", "Running Expenses (C2)", "Total Expenditure (C3 = C1 + C2)"]
    headings = ["ONS Code", "Local authority", "Notes", "Class", "Detailed Class", "Certification"]
    for line in ("TOTAL CHILDREN SOCIAL CARE", looked_after):
        headings += [f"{line} - {column}" for column in columns]
    rows = [
        ["Revenue outturn social care and public health services (RO3) 2024-25: data by local authority"],
        ["Source: RO3. Thousands of pounds"],
        headings,
        ["E06000001", "Hartlepool", None, "UA", "UA", "Certified", 1, 2, 3, 10, 20, 30.5],
        ["E06000002", "Middlesbrough UA", None, "UA", "UA", "[x]", *["[x]"] * 6],
    ]
    path = tmp_path / "ro3.ods"
    sheet = "".join(ods_row(*(ods_cell("" if cell is None else str(cell)) for cell in row)) for row in rows)
    opendocument(path, ("RO3_LA_Data_202425", sheet))
    (result,) = intake.load([path], home, council)
    assert (result.mapping, result.rows_stored, result.rows_rejected) == ("ro3", 4, 0)
    year = "2024-04-01/2025-03-31"
    found = stored(home, council, "outturn", "area, period, code, amount_of, amount, marker")
    assert set(found) == {
        ("E06000001", year, "TOTAL CHILDREN SOCIAL CARE", "total expenditure", Decimal(3), None),
        ("E06000001", year, looked_after, "total expenditure", Decimal("30.5"), None),
        ("E06000002", year, "TOTAL CHILDREN SOCIAL CARE", "total expenditure", None, "[x]"),
        ("E06000002", year, looked_after, "total expenditure", None, "[x]"),
    }


def test_what_ofsted_found_of_each_council_is_kept_with_its_days(home, council, tmp_path):
    headings = ["Ofsted region", "Local authority name", "Inspection date", "Publication date", "Overall effectiveness"]
    headings += ["The experiences and progress of care leavers", "Web link"]
    rows = [
        ["Local authority inspection outcomes as at 31 March 2025"],
        ["Some shorthand is used"],
        headings,
        ["London", "Camden", "25/04/2022", "30/05/2022", "Outstanding", "Good", "link"],
        ["North East", "Anytown", "Not yet inspected", "", "Not yet inspected", "", ""],
    ]
    path = tmp_path / "ofsted.ods"
    sheet = "".join(ods_row(*map(ods_cell, row)) for row in rows)
    opendocument(path, ("Inspections_as_at_31_March", sheet))
    (result,) = intake.load([path], home, council)
    assert (result.layout, result.rows_stored, result.rows_rejected) == ("childrens_inspections", 2, 0)
    assert stored(home, council, "childrens_inspections", "area_name, inspected::varchar, overall, care_leavers") == [
        ("Camden", "2022-04-25", "Outstanding", "Good"),
        ("Anytown", None, "Not yet inspected", None),
    ]
