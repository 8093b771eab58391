"""Months of all files together, and how old a value may be: surveys by the year beside files by the month, by hand."""

import csv
from datetime import date

import pytest

import app as web
from dashboard import intake, scorecard, values
from dashboard.build import build
from dashboard.home import Home
from dashboard.store import Store

FEEDBACK = ["Reference", "Kind", "Received", "Team", "Stage", "Subject", "Due", "Responded", "Outcome"]
FIGURES = ["Measure", "Area", "Period", "Value", "Numerator", "Denominator"]
SURVEYS = [
    ("feel_safe", "council", "2021-22", "60", "240", "400"),
    ("feel_safe", "council", "2022-23", "61", "244", "400"),
    ("feel_safe", "council", "2023-24", "70", "280", "400"),
    ("satisfied_with_care", "council", "2021-22", "55.5", "", ""),
]
# Compliments by the month; none in March 2025, for which there is a file, and no file of June 2025.
COMPLIMENTS = {"2025-01": 4, "2025-02": 2, "2025-03": 0, "2025-04": 5, "2025-05": 1, "2025-07": 3, "2025-08": 2}


def written(path, heads, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([heads, *rows])


@pytest.fixture(scope="module")
def ages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ages")
    council = folder / "council"
    council.mkdir()
    (council / "council.toml").write_text('name = "Anyshire"\nhistory = 120\n', encoding="utf-8")
    (council / "objectives.toml").write_text(
        '[[objective]]\nkey = "heard"\ntitle = "Heard"\nperspective = "customer"\nunder = ["nowhere"]\n'
        'levels = ["ward"]\nmeasures = ["compliments"]\n',
        encoding="utf-8",
    )
    files = folder / "files"
    files.mkdir()
    written(files / "surveys.csv", FIGURES, SURVEYS)
    for month, count in COMPLIMENTS.items():
        # A complaint on the first and on the last day says that the file is of the whole month.
        ends = [(f"C{month}{day}", "Complaint", f"{month}-{day}", "", "1", "Delay", "", "", "") for day in ("01", "28")]
        days = [f"{month}-{day:02}" for day in range(2, count + 2)]
        thanks = [(f"T{day}", "Compliment", day, "", "", "Care", "", "", "") for day in days]
        written(files / f"feedback-{month}.csv", FEEDBACK, ends + thanks)
    home = Home(folder / "home")
    results = intake.load([files], home, council)
    assert all(result.outcome.startswith("stored") for result in results), [r.as_dict() for r in results]
    build(home, council)
    return Store(home)


@pytest.fixture
def cursor(ages):
    with ages.snapshot().cursor() as cursor:
        yield cursor


def at(cursor, measure, month):
    return values.value(cursor, measure, None, month)


def test_the_months_are_those_of_all_files_together(cursor):
    found = [month for (month,) in cursor.execute("select month from model.months order by month").fetchall()]
    assert (found[0], found[-1], len(found)) == (date(2021, 4, 1), date(2025, 8, 1), 53)


@pytest.mark.parametrize(
    ("month", "value", "period"),
    [
        ("2022-03", 60.0, "2021-22"),
        ("2023-02", 60.0, "2021-22"),  # eleven months old
        ("2023-03", 61.0, "2022-23"),
        ("2024-03", 70.0, "2023-24"),
        ("2025-08", 70.0, "2023-24"),  # seventeen
    ],
)
def test_a_survey_stands_from_the_end_of_its_year_until_the_next(cursor, month, value, period):
    found = at(cursor, "feel_safe", month)
    assert found.value == value and f"{found.period_start:%Y}-{found.period_end:%y}" == period


def test_a_survey_is_not_there_before_its_year_has_ended(cursor):
    assert at(cursor, "feel_safe", "2022-02").value is None


@pytest.mark.parametrize(("month", "value"), [("2023-09", 55.5), ("2023-10", None)])
def test_a_yearly_figure_stands_for_eighteen_months_and_is_then_told_and_not_judged(ages, cursor, month, value):
    found = at(cursor, "satisfied_with_care", month)
    assert found.value == value
    names = scorecard.names(ages.snapshot())
    card = scorecard.scorecard(cursor, names, names.root, date.fromisoformat(f"{month}-01"))
    (row,) = [row for row in card.rows if row.measure == "satisfied_with_care"]
    assert (row.value, row.last_known) == ((55.5, None) if value else (None, 55.5))
    if value is None:
        assert (found.reason, row.standing) == ("nothing newer than March 2022", "no value")


def test_a_month_of_a_file_with_none_is_a_nought_and_a_month_without_a_file_is_a_hole(cursor):
    assert at(cursor, "compliments", "2025-03").value == 0.0
    assert at(cursor, "compliments", "2025-06").reason == "no file covers June 2025"
    assert at(cursor, "compliments", "2025-08").value == 2.0


def test_the_month_first_shown_is_the_newest_in_which_most_have_a_value_of_their_own(cursor):
    (shown,) = scorecard.ask(cursor, "first_shown")[0]
    # Two surveys of three measures in March 2022; in 2025 only what is counted by the month, of which there is less.
    assert shown == date(2022, 3, 1)
    assert dict(scorecard.ask(cursor, "month_values"))[date(2025, 8, 1)] == 1


def test_the_month_first_shown_says_what_is_newer_and_leads_there(ages, cursor):
    names = scorecard.names(ages.snapshot())
    first, last = names.first_shown, names.months[-1]
    # The survey of 2023-24 and the compliments of August 2025 are newer; the second survey of 2021-22 has no other.
    assert scorecard.newer(cursor, names, names.root, first) == (2, date(2025, 8, 1))
    assert scorecard.newer(cursor, names, names.root, first, "feel_safe") == (1, date(2024, 3, 1))
    assert scorecard.newer(cursor, names, names.root, first, "satisfied_with_care") is None
    assert scorecard.newer(cursor, names, names.root, last) is None
    assert scorecard.newer(cursor, names, names.root, date(2023, 3, 1)) is None, "a month that a reader chose"
    client = web.serving(ages).server.test_client()
    text = client.get(f"/?unit={names.root.key}").get_data(as_text=True)
    assert (
        "March 2022 is shown first: two measures have a value of their own in it, more than in any month since." in text
    )
    assert (
        f'Two measures here have newer values, the newest of <a href="/?unit={names.root.key}&amp;month=2025-08">'
        in text
    )
    assert "the newest of" not in client.get(f"/?unit={names.root.key}&month=2025-08").get_data(as_text=True)
    text = client.get("/measure/feel_safe").get_data(as_text=True)
    assert f'the newest of <a href="/measure/feel_safe?unit={names.root.key}&amp;month=2024-03">March 2024</a>' in text
    assert "newer values" not in client.get("/measure/satisfied_with_care").get_data(as_text=True)


def test_an_objective_for_what_is_not_here_is_named_and_holds_nothing_back(cursor):
    assert scorecard.ask(cursor, "objectives_astray") == [("heard", "level", "ward"), ("heard", "unit", "nowhere")]
    assert cursor.execute("select objective from cube.cards where measure = 'compliments'").fetchall() == [("heard",)]
    assert cursor.execute("select objective from cube.cards where measure = 'feel_safe'").fetchall() == [("",)]


def test_a_year_is_told_from_the_year_before_by_what_was_counted_in_both(cursor):
    """244 of 400 after 240 of 400, and 280 after 244: Newcombe's limits of the differences, in points."""
    found = {
        row["period_end"].year: row
        for row in scorecard.ask_dicts(
            cursor, "period_values", measure="feel_safe", unit="council", month=date(2025, 8, 1)
        )
    }
    assert [found[year]["movement"] for year in (2022, 2023, 2024)] == [None, "within chance", "higher"]
    assert found[2024]["moved"] == pytest.approx(9.0)
    assert found[2024]["moved_lower"] == pytest.approx(2.4, abs=0.1)
    assert found[2024]["moved_upper"] == pytest.approx(15.5, abs=0.1)
