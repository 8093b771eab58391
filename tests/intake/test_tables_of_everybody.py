"""Tables that every council has: rows told apart by several columns, areas by the level of a row, marked years."""

from decimal import Decimal

import pytest

from dashboard import intake
from dashboard.intake.periods import period_of
from tests.intake.rows import add_up, stored

PLACES = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name"
    ",old_la_code,la_name,new_la_code"
)
ALL = "CLA on 31 March"
# Figures of the year to March 2025 as the Department for Education published them.
TIDY = """
2025,Reporting year,National,E92000001,England,,,,,,{all},Total children,81770,100
2025,Reporting year,National,E92000001,England,,,,,,{all},{three},{england}
2025,Reporting year,Regional,E92000001,England,E12000001,North East,,,,{all},{three},{north_east}
2025,Reporting year,Local authority,E92000001,England,E12000001,North East,805,Hartlepool,E06000001,{all},{three},{one}
2025,Reporting year,Local authority,E92000001,England,E12000002,North West,876,Halton,E06000006,{all},{three},c,c
"""


@pytest.mark.parametrize(
    ("column", "three", "england", "north_east", "one", "code"),
    [
        (
            "sw_stability",
            "3 or more social workers during the year",
            (19900, 24),
            (1300, 21),
            (10, 3),
            "DfE social worker instability",
        ),
        (
            "placement_stability",
            "With 3 or more placements during the year",
            (8500, 10),
            (630, 10),
            (31, 9),
            "DfE placement stability",
        ),
    ],
)
def test_a_tidy_table_gives_its_country_regions_and_councils_by_the_level_of_each_row(
    column, three, england, north_east, one, code, home, council, tmp_path
):
    said = {
        name: f"{count},{share}"
        for name, (count, share) in {"england": england, "north_east": north_east, "one": one}.items()
    }
    path = tmp_path / "la_cla.csv"
    path.write_text(
        f"{PLACES},cla_group,{column},children_count,children_percent{TIDY.format(three=three, all=ALL, **said)}"
    )
    results = intake.load([path], home, council)
    assert add_up(results) and results[0].rows_rejected == 0
    found = stored(home, council, "facts", "area, area_name, region, period, value, numerator, marker, measure")
    year = "2024-04-01/2025-03-31"
    assert [row for row in found if row[-1] == code] == [
        ("E92000001", "England", None, year, Decimal(england[1]), Decimal(england[0]), None, code),
        ("E12000001", "North East", "North East", year, Decimal(north_east[1]), Decimal(north_east[0]), None, code),
        ("E06000001", "Hartlepool", "North East", year, Decimal(one[1]), Decimal(one[0]), None, code),
        ("E06000006", "Halton", "North West", year, None, None, "c", code),
    ]
    assert [row[-1] for row in found if row[-1] != code] == ["CLA on 31 March - Total children"]


def test_a_long_table_of_the_interactive_tool_keeps_measures_of_one_name_apart(home, council, tmp_path):
    path = tmp_path / "lait.csv"
    path.write_text(
        "LA and Regions,Topic,Measure,Years,Values\n"
        "England,Looked after children,Rate per 10000,2024 (Rev),70\n"
        "England,Children in need,Rate per 10000,2024 Final,333\n"
        "North East,Looked after children,Rate per 10000,2023-24 (Prov),113\n"
        "North East,Looked after children,Rate per 10000,next year,1\n"
    )
    (result,) = intake.load([path], home, council)
    assert (result.mapping, result.rows_stored, result.rows_rejected) == ("lait", 3, 1)
    assert stored(home, council, "facts", "measure, area, period, value") == [
        ("Looked after children - Rate per 10000", "England", "2024-01-01/2024-12-31", 70),
        ("Children in need - Rate per 10000", "England", "2024-01-01/2024-12-31", 333),
        ("Looked after children - Rate per 10000", "North East", "2023-04-01/2024-03-31", 113),
    ]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Academic year - 202425", "2024-09-01/2025-08-31"),
        ("Financial year - 202425", "2024-04-01/2025-03-31"),
        ("Reporting year - 2025", "2024-04-01/2025-03-31"),
        ("Calendar year - 2025", "2025-01-01/2025-12-31"),
        ("Financial year - 202426", None),
        ("Week 3 - 2025", None),
        ("2024 (Rev)", "2024-01-01/2024-12-31"),
        ("2023-24 provisional", "2023-04-01/2024-03-31"),
        ("Final", None),
    ],
)
def test_years_with_their_kind_and_with_marks(text, span):
    assert period_of(text) == span
