"""Cells as councils' systems write them, read for what they say; worked out by hand, not by the reader."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from dashboard import intake
from dashboard.intake.periods import periods
from tests.intake.council_files import right_row, text
from tests.intake.rows import add_up, stored

NOW = datetime(2026, 7, 1)


def read_column(home, council, tmp_path, layout, column, spellings, **rest):
    """What each spelling of a column becomes: {spelling: value}; those turned away are missing."""
    from dashboard.intake.layout import layouts

    found = layouts()[layout]
    row = right_row(found) | {found.column(name).header: cell for name, cell in rest.items()}
    key = next(one for one in found.columns if one.type == "text")
    rows = [row | {key.header: str(n), found.column(column).header: cell} for n, cell in enumerate(spellings)]
    path = tmp_path / "file.csv"
    path.write_text(text(row, [one.values() for one in rows]), encoding="utf-8")
    results = intake.load([path], home, council, now=NOW)
    assert add_up(results)
    return {
        spellings[int(number)]: value for number, value in stored(home, council, layout, f'"{key.name}", "{column}"')
    }


MONEY = {
    "1234.5": "1234.50",
    "1,234.56": "1234.56",
    "£1,234.56": "1234.56",
    "£ 1,234.56": "1234.56",
    "GBP 1,234.56": "1234.56",
    "1,234.56 GBP": "1234.56",
    "-£1,234.56": "-1234.56",
    "£-1,234.56": "-1234.56",
    "1,234.56-": "-1234.56",
    "£1,234.56 -": "-1234.56",
    "(1,234.56)": "-1234.56",
    "(£1,234.56)": "-1234.56",
    "£(1,234.56)": "-1234.56",
    " £ (1,234.56) ": "-1234.56",
    "1,234.56 CR": "-1234.56",
    "1234.56cr": "-1234.56",
    "CR 1,234.56": "-1234.56",
    "1,234.56 DR": "1234.56",
    "−1,234.56": "-1234.56",
    "–£12": "-12.00",
    "1 234 567.89": "1234567.89",
    "1\u00a0234.56": "1234.56",
    "1\u202f234.56": "1234.56",
    "1'234.56": "1234.56",
    "1’234.56": "1234.56",
    "'12.50": "12.50",
    "+12": "12.00",
    ".5": "0.50",
    " £-   ": "0.00",
    "-": "0.00",
    "£ -": "0.00",
    "0": "0.00",
}
NO_MONEY = ["1,23,4.00", "1.2m", "12k", "$5", "€5", "1.23E+05", "5%", "--5", "(-5)", "-5 CR", "1 2", "twelve", "1,2345"]


def test_amounts_are_read_as_ledgers_and_excel_write_them(home, council, tmp_path):
    found = read_column(home, council, tmp_path, "ledger", "amount", [*MONEY, *NO_MONEY])
    assert found == {spelling: Decimal(value) for spelling, value in MONEY.items()}


def test_an_amount_with_more_than_pence_is_rounded_and_it_is_said(home, council, tmp_path):
    found = read_column(home, council, tmp_path, "ledger", "amount", ["83.3333", "0.30000000000000004", "1,000.005"])
    assert list(found.values()) == [Decimal("83.33"), Decimal("0.30"), Decimal("1000.01")]
    warned = [(one["line"], one["value"]) for one in intake.rejects(home)]
    assert warned == [(2, "83.3333"), (4, "1,000.005")]
    assert intake.rejects(home)[0]["reason"] == "has more than two decimals: rounded to the penny"


def test_a_price_keeps_four_decimals(home, council, tmp_path):
    assert read_column(home, council, tmp_path, "contracts", "price", ["0.3083", "£18.4167"]) == {
        "0.3083": Decimal("0.3083"),
        "£18.4167": Decimal("18.4167"),
    }
    assert read_column(home, council, tmp_path, "agreed_activity", "price", ["0.3083"]) == {"0.3083": Decimal("0.3083")}


NUMBERS = {
    "90%": "90",
    "85.3 %": "85.3",
    "-2.5%": "-2.5",
    "1,204%": "1204",
    "90": "90",
    "1 204": "1204",
    "0.9": "0.9",
}


LATE = [
    ("budget", "forecast", ["12.50"], {"-": Decimal(0)}),
    ("ledger", "amount", ["12.50"], {"1,234.50 CR": Decimal("-1234.5"), "12k": None}),
    ("staff_months", "cases", ["4"], {"1,004": 1004, "4.0": 4, "4.5": None}),
    ("contracts", "price", ["0.3083"], {"£18.4167": Decimal("18.4167")}),
    (
        "targets",
        "starts",
        ["2026-04-03"],
        {"3rd April 2026": date(2026, 4, 3), "46115": date(2026, 4, 3), "soon": None},
    ),
    ("budget", "month", ["2026-04"], {"Apr-26": date(2026, 4, 1)}),
]


@pytest.mark.parametrize(("layout", "column", "usual", "late"), LATE)
def test_a_spelling_that_only_a_late_row_has_is_read_like_any_other(
    layout, column, usual, late, home, council, tmp_path
):
    rest = {"ends": ""} if column == "starts" else {}
    found = read_column(home, council, tmp_path, layout, column, [*usual * 400, *late], **rest)
    assert {spelling: found.get(spelling) for spelling in late} == late
    assert usual[0] in found


def test_a_percentage_is_read_without_its_sign(home, council, tmp_path):
    found = read_column(home, council, tmp_path, "targets", "target", [*NUMBERS, "ninety", "9%%", "% 9"])
    assert found == {spelling: Decimal(value) for spelling, value in NUMBERS.items()}


DATES = {
    "2026-04-03": (2026, 4, 3),
    "2026/04/03": (2026, 4, 3),
    "2026-04-03T00:00:00": (2026, 4, 3),
    "2026-04-03T00:00:00Z": (2026, 4, 3),
    "2026-04-03T00:00:00+01:00": (2026, 4, 3),
    "03/04/2026": (2026, 4, 3),
    "3/4/2026": (2026, 4, 3),
    "03/04/26": (2026, 4, 3),
    "3/4/26": (2026, 4, 3),
    "03/04/99": (1999, 4, 3),
    "03.04.2026": (2026, 4, 3),
    "03.04.26": (2026, 4, 3),
    "03-04-2026": (2026, 4, 3),
    "03/04/2026 00:00": (2026, 4, 3),
    "03/04/2026 14:30:10": (2026, 4, 3),
    "03/04/26 14:30": (2026, 4, 3),
    "03/04/2026 02:30:00 PM": (2026, 4, 3),
    "03-Apr-2026": (2026, 4, 3),
    "03-Apr-26": (2026, 4, 3),
    "3 Apr 26": (2026, 4, 3),
    "03APR2026": (2026, 4, 3),
    "3 April 2026": (2026, 4, 3),
    "3rd April 2026": (2026, 4, 3),
    "3 Sept 2026": (2026, 9, 3),
    "Friday 3 April 2026": (2026, 4, 3),
    "Fri, 03 Apr 2026": (2026, 4, 3),
    "April 3, 2026": (2026, 4, 3),
    "46115": (2026, 4, 3),
    "46115.6041666667": (2026, 4, 3),
    "20260403": (2026, 4, 3),
    "03042026": (2026, 4, 3),
    "29/02/2024": (2024, 2, 29),
}
NO_DATES = [
    "3 April",
    "Apr-26",
    "2026",
    "31/02/2026",
    "29/02/2026",
    "03-04-26",
    "26-04-03",
    "2026-13-01",
    "3 Marble 2026",
    "1234",
    "99999",
    "soon",
    "00/04/2026",
    "infinity",
]


def test_dates_are_read_in_every_usual_way_and_never_guessed(home, council, tmp_path):
    found = read_column(home, council, tmp_path, "targets", "starts", [*DATES, *NO_DATES], ends="")
    assert found == {spelling: date(*day) for spelling, day in DATES.items()}


def test_two_digits_of_a_year_of_birth_are_read_only_where_one_century_is_possible(home, council, tmp_path):
    found = read_column(home, council, tmp_path, "childrens_referrals", "birth", ["05/04/47", "05/04/17", "05/04/2017"])
    assert found == {"05/04/47": date(1947, 4, 5), "05/04/2017": date(2017, 4, 5)}


def test_a_moment_keeps_its_clock_in_every_spelling(home, council, tmp_path):
    spelt = {
        "03/04/2026 02:30:00 PM": datetime(2026, 4, 3, 14, 30),
        "03/04/2026 12:05 am": datetime(2026, 4, 3, 0, 5),
        "3 Apr 2026 09:15": datetime(2026, 4, 3, 9, 15),
        "03-Apr-26 9:15:07": datetime(2026, 4, 3, 9, 15, 7),
        "46115.5": datetime(2026, 4, 3, 12),
        "2026-04-03T09:15:00+01:00": datetime(2026, 4, 3, 9, 15),
    }
    rest = {"planned_end": "2030-01-01 00:00", "actual_start": "", "actual_end": ""}
    assert read_column(home, council, tmp_path, "visits", "planned_start", [*spelt], **rest) == spelt


MONTHS = {
    "202601": (2025, 4, 1),
    "202612": (2026, 3, 1),
    "2026-04": (2026, 4, 1),
    "Apr-26": (2026, 4, 1),
    "Apr 2026": (2026, 4, 1),
    "April 2026": (2026, 4, 1),
    "APRIL-2026": (2026, 4, 1),
    "04/2026": (2026, 4, 1),
    "4/2026": (2026, 4, 1),
    "01/04/2026": (2026, 4, 1),
    "30 April 2026": (2026, 4, 1),
    "46113": (2026, 4, 1),
}
MONTHS["202601"], MONTHS["202612"] = (2026, 4, 1), (2027, 3, 1)  # yyyypp: period 01 of the year from April 2026


def test_months_are_read_in_every_usual_way(home, council, tmp_path):
    found = read_column(home, council, tmp_path, "budget", "month", [*MONTHS, "202613", "2026", "April", "13/2026"])
    assert found == {spelling: date(*day) for spelling, day in MONTHS.items()}


SPANS = {
    "2024-25": "2024-04-01/2025-03-31",
    "2024/25": "2024-04-01/2025-03-31",
    "2024–25": "2024-04-01/2025-03-31",
    "FY 2024-25": "2024-04-01/2025-03-31",
    "2024-2025": "2024-04-01/2025-03-31",
    "2024": "2024-01-01/2024-12-31",
    "2025-03": "2025-03-01/2025-03-31",
    "2008 - 10": "2008-01-01/2010-12-31",
    "2011-13": "2011-01-01/2013-12-31",
    "2016 – 18": "2016-01-01/2018-12-31",
    "2021-22 to 2023-24": "2021-04-01/2024-03-31",
    "2021/22 - 2023/24": "2021-04-01/2024-03-31",
    "2021/22-23/24": "2021-04-01/2024-03-31",
    "Q1 2024-25": "2024-04-01/2024-06-30",
    "2024/25 Q4": "2025-01-01/2025-03-31",
    "Quarter 2 2024/25": "2024-07-01/2024-09-30",
    "H2 2024-25": "2024-10-01/2025-03-31",
    "Apr-24": "2024-04-01/2024-04-30",
    "April 2024": "2024-04-01/2024-04-30",
    "Apr 2024 - Mar 2025": "2024-04-01/2025-03-31",
    "April to June 2024": "2024-04-01/2024-06-30",
    "1 April 2024": "2024-04-01/2024-04-30",
    "01/04/2024": "2024-04-01/2024-04-30",
    "2024-04-01/2025-03-31": "2024-04-01/2025-03-31",
    "01/04/2024 - 31/03/2025": "2024-04-01/2025-03-31",
    "1 April 2024 to 31 March 2025": "2024-04-01/2025-03-31",
}
NO_SPANS = ["last year", "2024-00", "Q1 2024", "Q5 2024-25", "31/02/2024", "Mar 2025 to Apr 2024", "2024-25 - 2020-21"]


@pytest.mark.parametrize("spelling", [*SPANS, *NO_SPANS])
def test_a_period_is_the_span_that_it_says(spelling):
    assert periods([spelling]) == {spelling: SPANS.get(spelling)}


TOLD_BY_OTHERS = [
    (["2008-10", "2009-11", "2011-13"], ["2008-01-01/2010-12-31", "2009-01-01/2011-12-31", "2011-01-01/2013-12-31"]),
    (["2008-10", "2008-11", "2009-01"], ["2008-10-01/2008-10-31", "2008-11-01/2008-11-30", "2009-01-01/2009-01-31"]),
    (["2004-04", "2004-05"], ["2004-04-01/2004-04-30", "2004-05-01/2004-05-31"]),
    (["2004-05", "2012-13"], ["2004-04-01/2005-03-31", "2012-04-01/2013-03-31"]),
    (["2008-10"], [None]),
    (["2008-10", "2011-13", "2009-01"], [None, "2011-01-01/2013-12-31", "2009-01-01/2009-01-31"]),
]


@pytest.mark.parametrize(("words", "spans"), TOLD_BY_OTHERS)
def test_a_month_that_could_be_years_taken_together_is_told_by_the_others_or_not_at_all(words, spans):
    assert periods(words) == dict(zip(words, spans, strict=True))


def test_a_period_that_could_be_two_things_is_turned_away_with_what_to_write(home, council, tmp_path):
    assert read_column(home, council, tmp_path, "facts", "period", ["2008-10"]) == {}
    assert "write October 2008, or 2008 to 2010" in intake.rejects(home)[0]["reason"]


def test_words_for_nothing_are_empty_cells_and_a_marker_among_figures_is_said(home, council, tmp_path):
    words = ["NULL", "(blank)", "n/a", "N/A", "-", "", "*", "[c]"]
    found = read_column(home, council, tmp_path, "staff_months", "cases", words)
    assert found == dict.fromkeys(words)
    assert [(one["line"], one["value"], one["action"]) for one in intake.rejects(home)] == [
        (8, "*", "warned"),
        (9, "[c]", "warned"),
    ]


def test_a_word_for_nothing_where_a_value_is_needed_turns_the_row_away(home, council, tmp_path):
    assert read_column(home, council, tmp_path, "population", "persons", ["n/a", "NULL", "*", "5"]) == {"5": 5}
    assert [(one["line"], one["value"], one["reason"]) for one in intake.rejects(home)] == [
        (2, "n/a", "is empty, and a value is needed"),
        (3, None, "is empty, and a value is needed"),
        (4, "*", "is not a whole number"),
    ]


@pytest.mark.parametrize(
    ("layout", "column", "cell", "says"),
    [
        ("ledger", "amount", "=SUM(B2:B4)", "it is a formula without its value"),
        ("ledger", "amount", "1.23E+05", "it is shortened with an exponent"),
        ("ledger", "amount", "$5", "it is in another currency"),
        ("ledger", "amount", "5%", "it is a percentage"),
        ("budget", "month", "202613", "it is a period after the twelfth"),
        ("targets", "starts", "03-04-26", "which of the three it is cannot be told"),
    ],
)
def test_what_a_cell_itself_tells_is_said(layout, column, cell, says, home, council, tmp_path):
    assert read_column(home, council, tmp_path, layout, column, [cell]) == {}
    assert says in " ".join(one["reason"] for one in intake.rejects(home))


def payments(tmp_path, dates, amounts=None):
    ours = tmp_path / "ours" / "mappings"
    ours.mkdir(parents=True, exist_ok=True)
    (ours / "ours.toml").write_text(
        'layout = "ledger"\n[columns]\ncost_centre = "CC"\ndate = "Paid"\namount = "Net"\n', encoding="utf-8"
    )
    path = tmp_path / "paid.csv"
    rows = zip(dates, amounts or ["1.50"] * len(dates), strict=True)
    path.write_text(text(["CC", "Paid", "Net"], [["A", *row] for row in rows]), encoding="utf-8")
    return path, ours


APRIL = [date(2026, 4, day) for day in range(1, 31)]


def test_a_month_first_file_is_held_back_whole_and_a_mapping_reads_it(home, tmp_path):
    path, ours = payments(tmp_path, [f"{one:%m/%d/%Y}" for one in APRIL])
    (result,) = intake.load([path], home, ours.parent)
    assert (result.rows_read, result.rows_stored, result.rows_rejected) == (30, 0, 30)
    assert result.outcome.startswith("held back: the dates of Paid look month-first: 18 of 30 can be nothing else")
    assert {one["line"] for one in intake.rejects(home)} == set(range(2, 32))
    mapping = ours / "ours.toml"
    mapping.write_text(mapping.read_text() + '[dates]\nformat = ["%m/%d/%Y", "%m/%d/%y"]\n', encoding="utf-8")
    assert stored(home, ours.parent, "ledger", "date") == [(one,) for one in APRIL]


@pytest.mark.parametrize("way", ["%m/%d/%y", "%m-%d-%Y", "%m/%d/%Y %H:%M", "%m.%d.%Y"])
def test_a_month_first_file_is_held_back_in_every_dress(way, home, tmp_path):
    path, ours = payments(tmp_path, [one.strftime(way) for one in APRIL])
    (result,) = intake.load([path], home, ours.parent)
    assert (result.rows_stored, result.rows_rejected) == (0, 30)
    assert result.outcome.startswith("held back")


def test_a_month_first_slip_in_a_day_first_file_is_one_row(home, tmp_path):
    path, ours = payments(tmp_path, [*(f"{one:%d/%m/%Y}" for one in APRIL), "04/30/2026"])
    (result,) = intake.load([path], home, ours.parent)
    assert (result.rows_stored, result.rows_rejected, result.outcome) == (30, 1, "stored")
    assert "month first" in intake.rejects(home)[0]["reason"]


def test_months_written_as_their_first_day_month_first_are_held_back(home, council, tmp_path):
    months = [f"{month:02}/01/2026" for month in range(1, 13)]
    assert read_column(home, council, tmp_path, "budget", "month", months) == {}
    assert "look month-first: 11 of 12" in intake.rejects(home)[0]["reason"]


def test_amounts_with_a_decimal_comma_are_held_back_and_never_misread(home, tmp_path):
    path, ours = payments(tmp_path, ["03/04/2026"] * 4, ["1.234,56", "1.234", "99,50", "1,234"])
    (result,) = intake.load([path], home, ours.parent)
    assert (result.rows_stored, result.rows_rejected) == (0, 4)
    assert result.outcome.startswith("held back: the figures of Net are written with a decimal comma: 2 of 4")


def test_formats_of_a_mapping_are_tried_in_turn_and_what_can_be_read_in_one_way_only_is_read_besides(home, tmp_path):
    path, ours = payments(tmp_path, ["04/13/2026", "13.04.26", "2026-04-13", "13-Apr-26", "13/04/2026"])
    mapping = ours / "ours.toml"
    mapping.write_text(mapping.read_text() + '[dates]\nformat = ["%m/%d/%Y", "%d.%m.%y"]\n', encoding="utf-8")
    intake.load([path], home, ours.parent)
    assert stored(home, ours.parent, "ledger", "date") == [(date(2026, 4, 13),)] * 4
    assert [one["value"] for one in intake.rejects(home) if "writes them" in one["reason"]] == ["13/04/2026"]


@pytest.mark.parametrize("wrong", ["dd/mm/yyyy", "%d/%m", "%q", "%H:%M"])
def test_a_format_that_is_none_is_refused_with_what_to_write(wrong, tmp_path):
    from dashboard.errors import DefinitionError
    from dashboard.intake.form import read_forms

    _, ours = payments(tmp_path, [])
    mapping = ours / "ours.toml"
    mapping.write_text(mapping.read_text() + f'[dates]\nformat = "{wrong}"\n', encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"ours.toml: \[dates\] format"):
        read_forms(ours.parent)


def test_a_file_of_which_nothing_went_in_takes_the_place_of_none(home, tmp_path):
    results = []
    for name, day in [("jan.csv", "14 January"), ("feb.csv", "3 February")]:
        path, ours = payments(tmp_path, [day])
        results += intake.load([path.rename(tmp_path / name)], home, ours.parent)
    assert [one.outcome.partition(":")[0] for one in results] == ["nothing went in"] * 2
    assert [one["supersedes"] for one in intake.loads(home)] == [None, None]
