"""Returns of several years: each file has a year of its own, however the files lie and whatever they are called."""

import csv
import random
from datetime import date, timedelta

import pytest

from dashboard import intake
from dashboard.intake.years import named_years
from tests.intake.council_files import workbook
from tests.intake.rows import stored

YEARS = (2019, 2020, 2021)  # the calendar years in which they begin
HEADS = {
    "header": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
    "episodes": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
    "reviews": "CHILD,DOB,REVIEW,REVIEW_CODE",
    "missing": "CHILD,DOB,MISSING,MIS_START,MIS_END",
    "oc2": "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,"
    "SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED",
    "oc3": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM",
}


def text(day):
    return day.strftime("%d/%m/%Y") if day else ""


def council_of(children, seed):
    """(child, birth, first day, last day or None) of a council's children, some of whom stay for years."""
    rng = random.Random(seed)
    for number in range(children):
        starts = date(2016, 4, 1) + timedelta(rng.randrange(8 * 365))
        birth = starts - timedelta(rng.randrange(200, 16 * 365))
        ends = starts + timedelta(int(rng.expovariate(1 / 700)) + 10)
        came_of_age = birth + timedelta(int(18 * 365.25))
        yield f"{seed}{number:05}", birth, starts, min(ends, came_of_age)


def tables_of(children, year):
    """{table: its rows} of the return of one year, as the council would send it."""
    first, last = date(year, 4, 1), date(year + 1, 3, 31)
    found = {name: [] for name in HEADS}
    for child, birth, starts, ends in children:
        age = (last - birth).days / 365.25
        if starts <= last and ends >= first:
            over = ends <= last
            seen = max(starts, first)
            found["header"].append((child, "1", text(birth), "WBRI", "", "", ""))
            end = (text(ends), "E4A") if over else ("", "")
            found["episodes"].append((child, text(starts), "S", "C2", "N1", "U1", "PR1", *end, "", "", "", ""))
            found["reviews"].append((child, text(birth), text(min(seen + timedelta(40), last)), "PN1"))
            if int(child) % 9 == 0:
                found["missing"].append((child, text(birth), "M", text(seen), text(min(seen + timedelta(2), last))))
            if starts <= first and not over:
                found["oc2"].append((child, text(birth), "12", "", "0", "1", "1", "1", "1", "0", "0", "0"))
        elif ends < first and 17 <= age < 22:
            found["oc3"].append((child, text(birth), "YES", "F1", "U1"))
    return found


def write(path, head, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head.split(","))
        writer.writerows(rows)


def write_returns(folder, called, seed=1, years=YEARS, tables=tuple(HEADS), children=300):
    """Write the tables of some years; `called(table, year)` says where. Gives {(table, year): rows}."""
    all_children, given = list(council_of(children, seed)), {}
    for year in years:
        for name, rows in tables_of(all_children, year).items():
            if name in tables:
                given[name, year] = rows
                write(folder / called(name, year), HEADS[name], rows)
    return given


def years_in_force(home):
    """{(table, first calendar year): rows} of what is in force."""
    return {
        (one["layout"].removeprefix("ssda903_"), one["period_start"].year): one["rows_stored"]
        for one in intake.loads(home)
        if one["in_force"]
    }


def short(year):
    return f"{year}-{(year + 1) % 100:02}"


WAYS = {
    "a folder a year": lambda table, year: f"{short(year)}/{table}.csv",
    "a folder a year, called by its end": lambda table, year: f"{year + 1}/{table}.csv",
    "a folder a year, called by its start": lambda table, year: f"return {year}/{table}.csv",
    "folders whose names say nothing": lambda table, year: f"return {'abc'[year - 2019]}/{table}.csv",
    "files by the year's end": lambda table, year: f"{table}_{year + 1}.csv",
    "files by the year's start": lambda table, year: f"{table}_{year}.csv",
    "files by the whole year": lambda table, year: f"SSDA903_{short(year)}_{table}.csv",
    "files by two digits": lambda table, year: f"{year % 100}{year % 100 + 1} {table}.csv",
    "files by the census day": lambda table, year: f"{table} 31-03-{year + 1} v2.csv",
    "a table a folder": lambda table, year: f"{table}/{year + 1}.csv",
    "inside a folder of another year": lambda table, year: f"returns 2025-26/{table} {short(year)}.csv",
    "the date of the download too": lambda table, year: f"{table}_{short(year)}_20250412.csv",
}


@pytest.mark.parametrize("way", WAYS)
def test_each_file_of_several_years_has_its_own_year_and_all_are_in_force(way, home, council, tmp_path):
    given = write_returns(tmp_path / "in", WAYS[way])
    results = intake.load([tmp_path / "in"], home, council)
    assert years_in_force(home) == {place: len(rows) for place, rows in given.items()}
    assert {one.outcome for one in results} == {"stored"}
    headed = {child for (child,) in stored(home, council, "ssda903_header", "child")}
    assert headed == {child for (child,) in stored(home, council, "ssda903_episodes", "child")}


@pytest.mark.parametrize("seed", [2, 3])
def test_where_no_name_says_a_year_the_children_and_the_dates_do(seed, home, council, tmp_path):
    tables = ("header", "episodes", "reviews", "missing")
    given = write_returns(tmp_path / "in", lambda table, year: f"{table}-{2030 - year}.csv", seed, tables=tables)
    intake.load([tmp_path / "in"], home, council)
    assert years_in_force(home) == {place: len(rows) for place, rows in given.items()}


def test_a_file_whose_year_nothing_tells_is_kept_unused_and_ousts_no_other(home, council, tmp_path):
    given = write_returns(tmp_path / "in", WAYS["a folder a year"])
    intake.load([tmp_path / "in"], home, council)
    write(tmp_path / "late" / "oc2.csv", HEADS["oc2"], given["oc2", 2021][1:])
    (late,) = intake.load([tmp_path / "late"], home, council)
    assert (late.outcome[:14], late.period_start, late.rows_stored > 0) == ("kept, not used", None, True)
    assert "2019-20" in late.outcome and "--period" in late.outcome
    assert years_in_force(home) == {place: len(rows) for place, rows in given.items()}


def test_the_order_in_which_years_come_does_not_matter(home, council, tmp_path):
    given = write_returns(tmp_path / "in", lambda table, year: f"{year}/{table}.csv")
    for year in (2021, 2019, 2020):
        for table in ("oc3", "header", "episodes", "missing", "reviews", "oc2"):
            intake.load([tmp_path / "in" / str(year) / f"{table}.csv"], home, council)
    assert years_in_force(home) == {place: len(rows) for place, rows in given.items()}


def test_a_table_that_comes_before_its_episodes_waits_for_them(home, council, tmp_path):
    given = write_returns(tmp_path / "in", lambda table, year: f"{table}.csv", years=(2021,))
    (waits,) = intake.load([tmp_path / "in" / "header.csv"], home, council)
    assert waits.outcome.startswith("kept, not used")
    intake.load([tmp_path / "in" / "episodes.csv"], home, council)
    assert years_in_force(home) == {(table, 2021): len(given[table, 2021]) for table in ("header", "episodes")}


def test_a_corrected_file_takes_the_place_of_that_of_its_own_year_alone(home, council, tmp_path):
    given = write_returns(tmp_path / "in", WAYS["a folder a year"])
    intake.load([tmp_path / "in"], home, council)
    write(tmp_path / "in" / short(2020) / "header corrected.csv", HEADS["header"], given["header", 2020][5:])
    (result,) = [one for one in intake.load([tmp_path / "in"], home, council) if one.outcome != "already loaded"]
    assert (result.outcome, result.period_start) == ("supersedes header.csv", date(2020, 4, 1))
    assert years_in_force(home) == {place: len(rows) for place, rows in given.items()} | {
        ("header", 2020): len(given["header", 2020]) - 5
    }


def test_a_workbook_is_one_return_and_a_workbook_of_years_is_told_by_its_sheets(home, council, tmp_path):
    children = list(council_of(300, 7))
    one, several = tables_of(children, 2019), [(year, tables_of(children, year)) for year in (2020, 2021)]
    workbook(tmp_path / "903.xlsx", *((name, [HEADS[name].split(","), *rows]) for name, rows in one.items()))
    sheets = [(f"{t} {short(y)}", [HEADS[t].split(","), *rows]) for y, found in several for t, rows in found.items()]
    workbook(tmp_path / "903 all.xlsx", *sheets)
    intake.load([tmp_path / "903.xlsx", tmp_path / "903 all.xlsx"], home, council)
    expected = {(table, year): len(rows) for year, found in [(2019, one), *several] for table, rows in found.items()}
    assert years_in_force(home) == expected


def test_a_slip_in_a_date_does_not_move_a_return_into_another_year(home, council, tmp_path):
    given = write_returns(tmp_path / "in", lambda table, year: f"{table}.csv", years=(2020,), tables=("episodes",))
    child, *rest = given["episodes", 2020][0]
    write(tmp_path / "in/episodes.csv", HEADS["episodes"], [(child, "01/06/2031", *rest[1:]), *given["episodes", 2020]])
    (result,) = intake.load([tmp_path / "in"], home, council)
    assert result.period_end == date(2021, 3, 31)


def test_a_name_that_cannot_be_right_is_not_followed_and_it_is_said(home, council, tmp_path):
    write_returns(tmp_path / "in", lambda table, year: f"{table} 2018-19.csv", years=(2021,), tables=("episodes",))
    (result,) = intake.load([tmp_path / "in"], home, council)
    assert result.period_start == date(2021, 4, 1)
    assert result.notes == ("its dates are of another year than its name says; the dates were taken",)


def test_a_small_council_without_a_move_in_the_year_is_believed_in_its_name(home, council, tmp_path):
    rows = [(f"{n}", "05/06/2018", "S", "C2", "N1", "U1", "PR1", "", "", "", "", "", "") for n in range(4)]
    for year in (2018, 2019, 2020):
        write(tmp_path / "in" / short(year) / "episodes.csv", HEADS["episodes"], [*rows, (f"9{year}", *rows[0][1:])])
    intake.load([tmp_path / "in"], home, council)
    assert years_in_force(home) == {("episodes", year): 5 for year in (2018, 2019, 2020)}


@pytest.mark.parametrize(
    ("name", "years"),
    [
        ("header 2019-20.csv", [2019]),
        ("2019_2020", [2019]),
        ("SSDA903_201920_header", [2019]),
        ("CLA 19-20", [2019]),
        ("header1920", [2019]),
        ("2019 to 2020", [2019]),
        ("year ended 31 March 2020", [2019]),
        ("header 2020-03-31", [2019]),
        ("header_2019-20_20200612.csv", [2019]),
        ("2003-04", [2003]),
        ("header_2020.csv", [2019, 2020]),
        ("header_2021", [2020, 2021]),
        ("SSDA903 header", []),
        ("header (2).csv", []),
        ("header 2024-04-15", []),
        ("header 15-04-2024", []),
        ("header_20240415", []),
        ("header_05-06", []),
        ("903 2019-20 to 2021-22", []),
    ],
)
def test_what_a_name_may_mean(name, years):
    assert named_years(name) == years


def test_a_year_that_is_not_insisted_on_is_for_the_tables_whose_year_nothing_else_says(home, council, tmp_path):
    tables = ("header", "episodes", "oc3")
    write_returns(tmp_path, lambda table, year: f"{table == 'oc3'}/{table}.csv", years=(2020,), tables=tables)
    found = intake.load([tmp_path / "False", tmp_path / "True"], home, council, period="2018-19", insisted=False)
    years = {result.layout: result.period_start.year for result in found}
    assert years == {"ssda903_header": 2020, "ssda903_episodes": 2020, "ssda903_oc3": 2018}
