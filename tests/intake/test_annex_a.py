"""The eleven lists of Ofsted's Annex A in one workbook: each sheet goes in as its own list.

Headings as the sector's tools expect them (SocialFinanceDigitalLabs/liia-tools-pipeline, docs/file_headers_by_dataset/
annex_a_headers.md), in their order; the rows are made here.
"""

from datetime import date

import pytest

from dashboard import intake
from tests.intake.council_files import workbook
from tests.intake.rows import add_up, stored

WHO = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)"]
DISABILITY, HELD_BY = "Does the Child have a Disability", ["Allocated Team", "Allocated Worker"]
LISTS = {
    "childrens_contacts": [*WHO, "Date of Contact", "Contact Source"],
    "early_help_assessments": [
        *WHO,
        "Assessment start date",
        "Assessment completion date",
        "Organisation completing assessment",
    ],
    "childrens_referrals": [
        *WHO,
        "Date of referral",
        "Referral Source",
        "Referral NFA?",
        "Number of Referrals in Last 12 Months",
        *HELD_BY,
    ],
    "childrens_assessments": [
        *WHO,
        DISABILITY,
        "Continuous Assessment Start Date",
        "Child Seen During Continuous Assessment",
        "Continuous Assessment Date of Authorisation",
        "Was the child assessed as requiring LA children's social care support?",
        *HELD_BY,
    ],
    "section_47_enquiries": [
        *WHO,
        DISABILITY,
        "Strategy discussion initiating Section 47 Enquiry Start Date",
        "Was an Initial Child Protection Conference deemed unnecessary?",
        "Date of Initial Child Protection Conference",
        "Did the Initial Child Protection Conference Result in a Child Protection Plan",
        "Number of Section 47 Enquiries in the last 12 months",
        "Number of ICPCs in the last 12 months",
        *HELD_BY,
    ],
    "children_in_need": [
        *WHO,
        DISABILITY,
        "CIN Start Date",
        "Primary Need Code",
        "Date Child Was Last Seen",
        "CIN Closure Date",
        "Reason for Closure",
        "Case Status",
        *HELD_BY,
    ],
    "child_protection_plans": [
        *WHO,
        DISABILITY,
        "Child Protection Plan Start Date",
        "Initial Category of Abuse",
        "Latest Category of Abuse",
        "Date of the Last Statutory Visit",
        "Was the Child Seen Alone?",
        "Date of latest review conference",
        "Child Protection Plan End Date",
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
        "Number of Previous Child Protection Plans",
        *HELD_BY,
    ],
    "looked_after_children": [
        *WHO,
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
        DISABILITY,
        "Date Started to be Looked After",
        "Child's Category of Need",
        "Start date of current legal status",
        "Child's Legal Status",
        "Date of Latest Statutory Review",
        "Date of Last Social Work Visit",
        "Date of Last IRO Visit / Contact to the Child",
        "Date of Last Health Assessment",
        "Date of Last Dental Check",
        "Number of Placements in the Last 12 months",
        "Date Ceased to be Looked After",
        "Reason Ceased to be Looked After",
        "Start Date of Most Recent Placement",
        "Placement Type",
        "URN of Placement",
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
        *HELD_BY,
    ],
    "care_leavers": [
        *WHO,
        DISABILITY,
        *HELD_BY,
        "Allocated Personal Advisor",
        "Eligibility Category",
        "Latest Pathway Plan Review Date",
        "LA in Touch",
        "Latest Date of Contact",
        "Type of Accommodation",
        "Suitability of Accommodation",
        "Activity Status",
    ],
    "children_for_adoption": [
        "Child Unique ID",
        "Family identifier",
        *WHO[1:],
        DISABILITY,
        "Date the Child Entered Care",
        "Date of Decision that Child Should be Placed for Adoption",
        "Date of Placement Order",
        "Date of Matching Child and Prospective Adopters",
        "Date Placed for Adoption",
        "Date of Adoption Order",
        "Date of Decision that Child Should No Longer be Placed for Adoption",
        "Reason Why Child No Longer Placed for Adoption",
        "Date the child was placed for fostering in FFA or concurrent planning placement",
    ],
    "adopters": [
        "Individual adopter identifier",
        "Family identifier",
        "Gender",
        "Ethnicity",
        "Disability",
        "Is the (prospective) adopter fostering for adoption?",
        "Date enquiry received",
        "Date Stage 1 started",
        "Date application approved",
        "Date adopter matched with child(ren)",
        "No. of children placed",
        "Date of leaving adoption process",
        "Reason for leaving adoption process",
    ],
}


def cell(heading, row):
    """A value of the kind that a heading asks for, of its own in each row."""
    if heading in ("Child Unique ID", "Individual adopter identifier"):
        return f"C{row}"
    if "date" in heading.lower().split():
        return date(2026, 4, row)
    return row if heading.startswith(("Number", "No.", "Age")) else f"{heading[:20]} {row}"


@pytest.mark.parametrize("spaced", [False, True], ids=["as they stand", "with spaces and another case"])
def test_each_list_of_the_workbook_goes_in_as_its_own(spaced, home, council, tmp_path):
    sheets = [("Guidance", [["Annex A", "Child-level data"]])]
    for number, headings in enumerate(LISTS.values(), 1):
        shown = [f" {one.upper()} " for one in headings] if spaced else headings
        rows = [[cell(one, row) for one in headings] for row in (1, 2, 3)]
        sheets.append((f"List {number}", [[f"List {number}"], shown, *rows]))
    workbook(tmp_path / "annex_a.xlsx", *sheets)
    results = intake.load([tmp_path / "annex_a.xlsx"], home, council)
    assert add_up(results)
    assert {one.name: (one.layout, one.rows_stored) for one in results} == {
        f"annex_a.xlsx [List {number}]": (layout, 3) for number, layout in enumerate(LISTS, 1)
    }
    assert all(not one.warnings for one in results), [one.warnings for one in results if one.warnings]
    assert stored(home, council, "child_protection_plans", "child, start, visited, earlier_plans") == [
        (f"C{row}", date(2026, 4, row), date(2026, 4, row), row) for row in (1, 2, 3)
    ]
    assert stored(home, council, "looked_after_children", "child, dental, missing, absent, team")[2] == (
        ("C3", date(2026, 4, 3), 3, 3, "Allocated Team 3")
    )
    assert stored(home, council, "adopters", "adopter, approved, children")[0] == ("C1", date(2026, 4, 1), 1)


def test_what_a_list_lacks_is_empty_and_what_it_cannot_be_without_turns_the_row_away(home, council, tmp_path):
    rows = [
        ["Child Unique ID", "Date of Contact", "Contact Source"],
        ["C1", "1 April 2026", "Police"],
        ["", "2/4/2026", ""],
    ]
    workbook(tmp_path / "contacts.xlsx", ("List 1", [*rows, ["C3", "soon", "School"]]))
    (result,) = intake.load([tmp_path / "contacts.xlsx"], home, council)
    assert (result.layout, result.rows_stored, result.rows_rejected) == ("childrens_contacts", 1, 2)
    assert stored(home, council, "childrens_contacts", "child, contacted, birth, source") == [
        ("C1", date(2026, 4, 1), None, "Police")
    ]
