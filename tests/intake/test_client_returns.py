"""Client returns as councils have them: what Release 1 calls a thing, and cells that cannot be what they say."""

from datetime import date
from decimal import Decimal

import pytest

from dashboard import intake
from dashboard.intake.layout import layouts
from tests.intake import council_files as files
from tests.intake.rows import stored

RELEASE_1 = [
    ("client_type", "Carer", "Unpaid carer"),
    ("client_type", "Carer known by association", "Unpaid carer known by association"),
    ("outcome", "Progress to Assessment", "Progress to assessment, review or reassessment"),
    (
        "outcome",
        "Progress to Re-assessment / Unplanned Review",
        "Progress to assessment, review or reassessment",
    ),
    ("outcome", "Progress to financial assessment", "Release 1 specification only: Not mapped"),
    ("outcome", "Progress to End of Life Care", "Release 1 specification only: Not mapped"),
    ("outcome", "Provision of service", "Release 1 specification only: Not mapped"),
    ("outcome", "Progress to Support Planning / Services", "Progress to support planning or services"),
    ("outcome", "No change in package", "Continuation of support or services"),
    ("outcome", "NFA - Moved to another LA", "NFA: Responsibility moved to another local authority"),
    ("outcome", "NFA - 100% NHS funded care", "NFA: Referral to NHS services or NHS funded social care"),
    (
        "outcome",
        "NFA - Self-funded client (Inc. 12wk disregard)",
        "NFA: Self-funded client or under 12wk disregard",
    ),
    ("outcome", "NFA - Information & Advice / Signposting only", "NFA: Information and advice or signposting"),
    ("outcome", "NFA - Support declined", "NFA: Support declined"),
    ("outcome", "NFA - Deceased", "NFA: Deceased"),
    ("outcome", "Service ended as planned", "NFA: Support ended as planned"),
    ("outcome", "NFA - Support ended: Other reason", "NFA: Support ended for other reason"),
    ("outcome", "NFA - No services offered: Other reason", "NFA: No services offered for other reason"),
    ("outcome", "NFA- Other", "NFA: Other"),
    ("service", "Carer Support: Direct to Carer", "Unpaid carer support: Direct to unpaid carer"),
    (
        "service",
        "Carer Support: Support involving the person cared-for",
        "Unpaid carer support: Support involving the person cared-for",
    ),
    ("component", "Home Support", "Home support or domiciliary care"),
    ("component", "Carer respite", "Unpaid carer respite"),
    ("support_reason", "Support with Memory & Cognition", "Support with memory and cognition"),
    (
        "support_reason",
        "Social Support: Support for Social Isolation/Other",
        "Social support: Social isolation or other reason",
    ),
    ("support_reason", "Social Support: Support to Carer", "Social support: Support to unpaid carer"),
    ("accommodation", "Tenant", "Tenant: Local authority or other social housing provider"),
    ("accommodation", "Tenant - private landlord", "Tenant: Private landlord"),
    (
        "accommodation",
        "Settled mainstream housing with family / friends",
        "Settled mainstream housing with family or friends",
    ),
    (
        "accommodation",
        "Supported accommodation / supported lodgings / supported group home",
        "Supported accommodation, supported lodgings or supported group home",
    ),
    (
        "accommodation",
        "Sheltered housing / extra care housing / other sheltered housing",
        "Sheltered housing, extra care housing or other sheltered housing",
    ),
    ("accommodation", "Rough sleeper / squatting", "Rough sleeper or squatting"),
    (
        "accommodation",
        "Night shelter / emergency hostel / direct access hostel",
        "Night shelter, emergency hostel or direct access hostel",
    ),
    (
        "accommodation",
        "Staying with family / friends as a short-term guest",
        "Staying with family or friends as a short term guest",
    ),
    (
        "accommodation",
        "Acute / long-term healthcare residential facility or hospital",
        "Acute hospital or long term healthcare residential facility",
    ),
]
# (column, what is in the cell, what stays of it, what the warning says)
LEFT_EMPTY = [
    ("accommodation", "Caravan", None, "is not in the list accommodation"),
    ("support_reason", "Old age", None, "is not in the list support_reason"),
    ("ethnicity", "Martian", None, "is not in the list ethnicity"),
    ("funding", "n/a", None, "is not in the list funding"),
    ("outcome", "Went home", None, "is not in the list event_outcome"),
    ("component", "Dog walking", None, "is not in the list service_component"),
    ("delivery", "By post", None, "is not in the list delivery"),
    ("service", "Care", None, "is not in the list service_type"),
    ("client_type", "Cousin", None, "is not in the list client_type"),
    ("event", "Chat", None, "is not in the list event_type"),
    ("cost_frequency", "Now and then", None, "is not in the list cost_frequency"),
    ("unit_cost", "n/a", None, "is not a number"),
    ("unit_cost", "tbc", None, "is not a number"),
    ("planned_units", "NA", None, "is not a number"),
    ("end", "31/12/9999", None, "is a date before 1880 or after 2100"),
    ("end", "31/02/2025", None, "is not a date"),
    ("end", "04/04/2024", date(2024, 4, 4), "ends before it starts"),
    ("death", "01/01/1753", None, "is a date before 1880 or after 2100"),
    ("death", "01/01/2999", None, "is a date before 1880 or after 2100"),
    ("birth", "06/04/2024", None, "born after the event began"),
    ("birth", "01/01/1900", None, "more than 120 years before it"),
    ("birth", "31/12/2090", None, "is a date in the future"),
    ("period_end", "soon", None, "is not a date"),
]


def load(home, council, tmp_path, *rows):
    """Load rows of client returns, each right but for the cells given by canonical name."""
    layout = layouts()["cld"]
    right = files.right_row(layout) | {layout.column("event").header: "Service"}
    changed = [right | {layout.column(name).header: value for name, value in row.items()} for row in rows]
    path = tmp_path / "return.csv"
    path.write_text(files.text(list(right), [one.values() for one in changed]), encoding="utf-8")
    (result,) = intake.load([path], home, council)
    assert result.rows_read == result.rows_stored + result.rows_rejected
    return result


def test_every_text_of_release_1_is_its_text_of_release_2(home, council, tmp_path):
    rows = [{column: text} for column, text, _ in RELEASE_1]
    result = load(home, council, tmp_path, *rows)
    assert (result.rows_stored, result.rows_warned) == (len(RELEASE_1), 0)
    columns = sorted({column for column, _, _ in RELEASE_1})
    found = [dict(zip(columns, row, strict=True)) for row in stored(home, council, "cld", ", ".join(columns))]
    assert [row[column] for row, (column, _, _) in zip(found, RELEASE_1, strict=True)] == [m for _, _, m in RELEASE_1]


@pytest.mark.parametrize("text", ["SUPPORT WITH MEMORY & COGNITION", "support with memory and cognition."])
def test_an_ampersand_is_the_word_and(text, home, council, tmp_path):
    load(home, council, tmp_path, {"support_reason": text})
    assert stored(home, council, "cld", "support_reason") == [("Support with memory and cognition",)]


@pytest.mark.parametrize(("column", "text", "left", "says"), LEFT_EMPTY, ids=[f"{c}-{t}" for c, t, _, _ in LEFT_EMPTY])
def test_a_cell_that_cannot_be_is_left_empty_and_the_row_goes_in(column, text, left, says, home, council, tmp_path):
    result = load(home, council, tmp_path, {}, {"death": "", column: text})
    assert (result.rows_stored, result.rows_rejected, result.rows_warned) == (2, 0, 1)
    assert stored(home, council, "cld", f'"{column}"')[1] == (left,)
    warned = [one for one in intake.rejects(home) if says in one["reason"]]
    header = layouts()["cld"].column(column).header
    assert [(one["line"], one["column_name"], one["value"], one["action"]) for one in warned] == [
        (3, header, text, "warned")
    ]


def test_only_events_with_no_place_in_any_measure_are_turned_away(home, council, tmp_path):
    rows = [
        {"nhs_number": "", "la_person": ""},
        {"start": ""},
        {"start": "30/02/2024"},
        {"start": "31/12/9999"},
        {"death": "04/04/2024"},
        {"death": "05/04/2024"},
        {"nhs_number": ""},
        {"event": "Review", "end": ""},
    ]
    result = load(home, council, tmp_path, *rows)
    assert (result.rows_stored, result.rows_rejected) == (3, 5)


def test_an_amount_keeps_its_pence_and_what_is_less_than_a_penny(home, council, tmp_path):
    load(home, council, tmp_path, {"unit_cost": "£1,234.56"}, {"unit_cost": "(12.3456)"})
    assert stored(home, council, "cld", "unit_cost") == [(Decimal("1234.56"),), (Decimal("-12.3456"),)]
