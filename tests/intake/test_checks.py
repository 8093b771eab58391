"""What is wrong with a row is said with its line, column, value and reason; the counts add up."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from dashboard import intake
from dashboard.intake.layout import layouts
from dashboard.intake.periods import period_of
from tests.intake.council_files import VISIT_HEADERS, right_row, text, visit, write_visits
from tests.intake.rows import add_up, stored


def load_rows(home, council, tmp_path, layout, *changes, name="file.csv"):
    """Load a file of right rows of a layout, each with some cells changed (by canonical name)."""
    headers = {column.name: column.header for column in layouts()[layout].columns}
    right = right_row(layouts()[layout])
    rows = [right | {headers[one]: value for one, value in change.items()} for change in changes]
    path = tmp_path / name
    path.write_text(text(right.keys(), [row.values() for row in rows]), encoding="utf-8")
    (result,) = intake.load([path], home, council, now=datetime(2025, 6, 1))
    assert add_up([result])
    return result


WRONG = [
    ("visits", {"person": ""}, "Person ID", None, "is empty, and a value is needed"),
    ("visits", {"planned_start": "31/02/2024 09:00"}, "Planned Start", "31/02/2024 09:00", "is not a date and time"),
    ("visits", {"planned_start": "05/04/1824 09:00"}, "Planned Start", "05/04/1824 09:00", "before 1880"),
    ("visits", {"told": "perhaps"}, "Told Beforehand", "perhaps", "is neither yes nor no"),
    (
        "visits",
        {"planned_end": "05/04/2024 08:00"},
        "Planned End",
        "05/04/2024 08:00",
        "planned to end before it starts",
    ),
    ("ssda903_header", {"birth": "01/01/2030"}, "DOB", "01/01/2030", "is a date in the future"),
    ("ssda903_header", {"birth": "05/04/17"}, "DOB", "05/04/17", "the year has two digits"),
    ("ssda903_header", {"sex": "3"}, "SEX", "3", "is not in the list sex_903: 1, 2"),
    ("ssda903_oc2", {"sdq_score": "3.7"}, "SDQ_SCORE", "3.7", "is not a whole number"),
    ("ssda903_oc2", {"sdq_score": "41"}, "SDQ_SCORE", "41", "lies between 0 and 40"),
    ("budget", {"revised": "1,5"}, "Revised Budget", "1,5", "is not an amount of money"),
    ("budget", {"month": "201813"}, "Period", "201813", "is not a month"),
    ("agreed_activity", {"agreed": "many"}, "Agreed Units", "many", "is not a number"),
    ("facts", {"period": "last year"}, "Period", "last year", "is not a period"),
    ("cld", {"start": "31/02/2024"}, "Event Start Date", "31/02/2024", "is not a date"),
    ("cld", {"death": "04/04/2024"}, "Event Start Date", "05/04/2024", "starts after the person died"),
    ("cld", {"la_person": "", "nhs_number": ""}, "LA Person Unique Identifier", None, "nobody to attach"),
]


@pytest.mark.parametrize(
    ("layout", "change", "column", "value", "reason"), WRONG, ids=[f"{w[0]}-{w[4]}" for w in WRONG]
)
def test_a_wrong_row_goes_to_the_rejects_with_its_line_column_value_and_reason(
    layout, change, column, value, reason, home, council, tmp_path
):
    result = load_rows(home, council, tmp_path, layout, change)
    assert (result.rows_read, result.rows_stored, result.rows_rejected) == (1, 0, 1)
    found = [one for one in intake.rejects(home) if one["action"] == "rejected"]
    assert [(one["name"], one["line"], one["column_name"], one["value"]) for one in found] == [
        ("file.csv", 2, column, value)
    ]
    assert reason in found[0]["reason"]


def test_a_row_with_several_faults_is_rejected_once_and_every_fault_is_listed(home, council, tmp_path):
    result = load_rows(home, council, tmp_path, "visits", {"person": "", "told": "maybe", "planned_start": "soon"})
    assert (result.rows_rejected, sum(result.reasons.values())) == (1, 3)
    assert {one["column_name"] for one in intake.rejects(home)} == {"Person ID", "Told Beforehand", "Planned Start"}


def test_a_repeated_key_leaves_the_first_row_in_and_names_its_line(home, council, tmp_path):
    path = write_visits(tmp_path / "v.csv", visit(1), visit(2), visit(1, day=9), visit(1, day=8))
    (result,) = intake.load([path], home, council)
    assert (result.rows_stored, result.reasons) == (2, {"Visit ID repeats an earlier row": 2})
    assert [(one["line"], one["value"], one["reason"]) for one in intake.rejects(home)] == [
        (4, "V1", "repeats line 2"),
        (5, "V1", "repeats line 2"),
    ]


def test_a_key_repeats_only_rows_that_went_in_and_an_empty_part_of_a_key_counts(home, council, tmp_path):
    result = load_rows(
        home, council, tmp_path, "budget", {"subjective": "", "revised": "x"}, {"subjective": ""}, {"subjective": ""}
    )
    assert (result.rows_stored, result.rows_rejected) == (1, 2)
    assert [(one["line"], one["reason"]) for one in intake.rejects(home)] == [
        (2, "is not an amount of money"),
        (4, "repeats line 3"),
    ]


def test_a_row_with_a_warning_goes_in(home, council, tmp_path):
    result = load_rows(home, council, tmp_path, "cld", {"gender": "Non-binary"}, {})
    assert (result.rows_stored, result.rows_rejected, result.rows_warned) == (2, 0, 1)
    assert stored(home, council, "cld", "gender") == [("Non-binary",), ("Male",)]
    assert [(one["value"], one["action"]) for one in intake.rejects(home)] == [("Non-binary", "warned")]


def test_a_reference_that_leads_nowhere_is_warned_of_until_the_file_it_leads_to_comes(home, council, tmp_path):
    load_rows(home, council, tmp_path, "organisation", {"unit": "T1", "name": "One", "parent": ""}, name="old.csv")
    result = load_rows(home, council, tmp_path, "allocations", {"team": "T1"}, {"team": "T9"}, name="allocations.csv")
    assert (result.rows_stored, result.rows_warned, result.warnings) == (2, 1, {"Team is not found in organisation": 1})
    assert [(one["line"], one["column_name"], one["value"], one["reason"]) for one in intake.rejects(home)] == [
        (3, "Team", "T9", "is not found in organisation: is T1 meant?")
    ]
    load_rows(home, council, tmp_path, "organisation", {"unit": "T9", "name": "Nine", "parent": ""}, name="new.csv")
    assert intake.rejects(home) == []


def test_lines_are_those_of_the_file_where_rows_are_misshapen_blank_or_span_lines(home, council, tmp_path):
    lines = [
        ",".join(VISIT_HEADERS),  # 1
        ",".join(visit(1)),  # 2
        "",  # 3
        ",".join(visit(2, Provider='"Provider')) + "",  # 4: opens a quotation mark ...
        "V3,too,short",  # within it
    ]
    lines[3] = ",".join(visit(2, Provider='"Provider\nof two lines"'))  # 4 and 5
    path = tmp_path / "v.csv"
    path.write_text(
        "\n".join([*lines, ",".join(visit(4, Told_Beforehand="perhaps")), ",".join(visit(5)) + ",more"]),
        encoding="utf-8",
    )
    (result,) = intake.load([path], home, council)
    assert (result.rows_read, result.rows_stored) == (5, 2)
    assert [(one["line"], one["column_name"]) for one in intake.rejects(home)] == [
        (6, ""),
        (7, "Told Beforehand"),
        (8, ""),
    ]
    assert intake.rejects(home)[0]["value"] == "V3,too,short"
    assert "3, not 11" in intake.rejects(home)[0]["reason"]


def test_an_open_quotation_mark_costs_its_own_row_and_no_other(home, council, tmp_path):
    path = tmp_path / "v.csv"
    rows = [
        ",".join(VISIT_HEADERS),
        ",".join(visit(1)),
        ",".join(visit(2, Told_Beforehand='"')),
        ",".join(visit(3)),
        ",".join(visit(4)),
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    (result,) = intake.load([path], home, council)
    assert (result.rows_read, result.rows_stored) == (4, 3)
    assert [(one["line"], one["reason"]) for one in intake.rejects(home)] == [(3, "a quotation mark is not closed")]


@pytest.mark.parametrize("marker", ["[x]", "[c]", "[z]", "x", "u", "z", "c", "k", "-", "NA", ".", '"c"', "..", "[C]"])
def test_a_marker_is_kept_as_what_it_is_and_is_never_zero(marker, home, council, tmp_path):
    result = load_rows(home, council, tmp_path, "facts", {"value": marker, "numerator": "", "denominator": ""})
    assert result.rows_stored == 1
    assert stored(home, council, "facts", "value, marker") == [(None, marker.strip('"'))]


def test_a_marker_in_a_column_that_has_none_is_a_fault(home, council, tmp_path):
    assert load_rows(home, council, tmp_path, "budget", {"revised": "[c]"}).rows_rejected == 1


AMOUNTS = {
    "1,234.50": "1234.50",
    "£1,234.5": "1234.50",
    "-12": "-12.00",
    "-£12.00": "-12.00",
    "(12.25)": "-12.25",
    "25707.14": "25707.14",
    "  7 ": "7.00",
    "1234567.89": "1234567.89",
}


@pytest.mark.parametrize(("written", "meant"), AMOUNTS.items())
def test_money_is_read_as_people_write_it(written, meant, home, council, tmp_path):
    load_rows(home, council, tmp_path, "budget", {"revised": written})
    assert stored(home, council, "budget", "revised") == [(Decimal(meant),)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("201801", date(2018, 4, 1)),
        ("201810", date(2019, 1, 1)),
        ("201812", date(2019, 3, 1)),
        ("2018-04", date(2018, 4, 1)),
        ("17/05/2018", date(2018, 5, 1)),
        ("2018-05-17", date(2018, 5, 1)),
    ],
)
def test_months_of_the_financial_year_begin_in_april(written, meant, home, council, tmp_path):
    load_rows(home, council, tmp_path, "budget", {"month": written})
    assert stored(home, council, "budget", "month") == [(meant,)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-25", "2024-04-01/2025-03-31"),
        ("2024/25", "2024-04-01/2025-03-31"),
        ("2003-04", "2003-04-01/2004-03-31"),
        ("2024", "2024-01-01/2024-12-31"),
        ("2025-03", "2025-03-01/2025-03-31"),
        ("2025-03-15", "2025-03-01/2025-03-31"),
        ("15/03/2025", "2025-03-01/2025-03-31"),
        ("2024-04-01/2025-03-31", "2024-04-01/2025-03-31"),
        ("2024-13", None),
        ("2024-26", "2024-01-01/2026-12-31"),
        ("2025-02-30", None),
        ("2025-04-01/2024-03-31", None),
        ("spring", None),
    ],
)
def test_periods_are_read_as_tables_write_them(written, meant):
    assert period_of(written) == meant


def test_release_1_values_become_those_of_release_2(home, council, tmp_path):
    load_rows(
        home,
        council,
        tmp_path,
        "cld",
        {"client_type": "CARER", "outcome": "NFA- Moved to another LA", "service": "Carer Support: Direct to Carer"},
        {"outcome": "Progress to End of Life Care"},
    )
    assert stored(home, council, "cld", "client_type, outcome, service")[0] == (
        "Unpaid carer",
        "NFA: Responsibility moved to another local authority",
        "Unpaid carer support: Direct to unpaid carer",
    )
    assert stored(home, council, "cld", "outcome")[1] == ("Release 1 specification only: Not mapped",)


def test_names_of_people_are_not_stored(home, council, tmp_path):
    load_rows(home, council, tmp_path, "cld", {"first_name": "Ada"})
    names = [name for name, _ in intake.relations(home, council)["cld"].columns]
    assert "first_name" not in names and "last_name" not in names
    assert b"Ada" not in next(home.kept.glob("*/rows.*.parquet")).read_bytes()


def test_american_dates_are_read_only_where_a_mapping_says_so(home, tmp_path):
    mappings = tmp_path / "ours" / "mappings"
    mappings.mkdir(parents=True)
    (mappings / "american.toml").write_text(
        'layout = "ledger"\n[columns]\ncost_centre = "CC"\namount = "Amt"\ndate = "Day"\n'
        '[dates]\nformat = "%m/%d/%Y"\n',
        encoding="utf-8",
    )
    path = tmp_path / "us.csv"
    path.write_text("CC,Amt,Day\nA,1,03/31/2024\nB,2,31/03/2024\n", encoding="utf-8")
    (result,) = intake.load([path], home, mappings.parent)
    assert stored(home, mappings.parent, "ledger", "date") == [(date(2024, 3, 31),)]
    assert result.rows_rejected == 1 and "%m/%d/%Y" in next(iter(result.reasons))
