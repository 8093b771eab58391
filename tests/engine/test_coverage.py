"""What measures are fed by: held to plain counts of the store, to days worked out by hand, and to loading the file."""

from collections import defaultdict
from datetime import date

import pytest

from dashboard import cli, council, intake
from dashboard.build import build
from dashboard.coverage import (
    Bring,
    Coverage,
    Covered,
    bring_words,
    coverage,
    measure_words,
    named,
    summary,
    would_bring,
)
from dashboard.home import Home
from dashboard.intake.layout import layouts
from dashboard.store import Store
from tests.conftest import COUNCIL

TODAY = date(2026, 11, 29)


def valued(cursor):
    """{measure: the end of its newest period with a value} where it ever counted something, counted row by row."""
    rows = cursor.execute(
        "select m.measure, m.unit, m.period_end, m.value, m.records from cube.measured as m"
        " join about.measures as k on k.key = m.measure and k.basis = m.basis"
    ).fetchall()
    counted = {(measure, unit) for measure, unit, _, _, records in rows if records}
    newest = {}
    for measure, unit, end, value, _ in rows:
        if value is not None and (measure, unit) in counted:
            newest[measure] = max(end, newest.get(measure, end))
    return newest


def test_every_measure_is_listed_once_with_its_newest_value(cursor):
    found = coverage(cursor, TODAY)
    keys = [key for (key,) in cursor.execute("select key from about.measures").fetchall()]
    assert sorted(one.key for one in found.measures) == sorted(keys)
    assert {one.key: one.newest for one in found.measures if one.newest} == valued(cursor)
    assert found.brings == () and all(one.lacking == () for one in found.measures)
    assert [one for group in found.perspectives.values() for one in group] == list(found.measures)


def test_a_measure_is_live_for_as_long_as_its_slowest_file_allows(cursor):
    frequencies = {layout.name: layout.frequency for layout in layouts().values()}
    needs = defaultdict(set)
    for measure, layout in cursor.execute("select measure, layout from about.lineage").fetchall():
        needs[measure].add(frequencies[layout])
    for day in (date(2026, 12, 31), date(2027, 1, 1), date(2027, 3, 31), date(2027, 4, 1), date(2028, 3, 31)):
        found = coverage(cursor, day).measures
        assert {one.state for one in found if one.newest is None} == {"none"}
        for one in (one for one in found if one.newest):
            comes = needs[one.key] - {""} or {"year"}
            allowed = 18 if "year" in comes else 6 if "quarter" in comes else 3
            age = (day.year - one.newest.year) * 12 + day.month - one.newest.month
            assert one.age == age
            assert one.state == ("live" if age <= allowed else "old"), (one, day)


@pytest.mark.parametrize(
    ("kind", "reaches", "due", "late_from"),
    [
        ("ledger", date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 12)),
        ("cld", date(2026, 9, 30), date(2026, 12, 31), date(2027, 1, 30)),
        ("ssda903", date(2027, 3, 31), date(2028, 3, 31), date(2028, 6, 29)),
        ("agreed_activity", date(2027, 3, 31), date(2028, 3, 31), date(2028, 9, 30)),
        ("organisation", None, None, None),
    ],
)
def test_a_file_is_due_when_the_next_period_has_ended_and_late_as_the_council_says_or_half_as_long_after(
    cursor, kind, reaches, due, late_from
):
    def feed(today):
        return next(one for one in coverage(cursor, today).feeds if one.kind == kind)

    found = feed(TODAY)
    assert (found.reaches, found.due, found.late_from) == (reaches, due, late_from)
    if late_from:
        assert not feed(late_from).is_late and feed(date.fromordinal(late_from.toordinal() + 1)).is_late


@pytest.mark.parametrize(
    ("years", "reaches", "due", "late_from"),
    [
        (["2023", "2024"], date(2024, 12, 31), date(2025, 12, 31), date(2026, 7, 2)),
        (["2024", "2099"], None, None, None),  # projections: as far as the year in which it was loaded
    ],
)
def test_a_population_is_due_by_the_year_of_its_estimates_whenever_it_was_loaded(
    tmp_path, years, reaches, due, late_from
):
    rows = [f"a{place},A,{year},Total,{age},10" for year in years for age in range(90) for place in range(12)]
    lines = ["Area,Area Name,Year,Sex,Age,Persons", *rows, "a1,A,2150,Total,1,9\n"]
    (tmp_path / "population.csv").write_text("\n".join(lines))
    home, ours = Home(tmp_path / "home"), tmp_path / "council"
    council.write_new(ours, "Anyshire")
    (result,) = intake.load([tmp_path / "population.csv"], home, ours)
    assert result.layout == "population" and result.rows_rejected == 0, result.as_dict()
    build(home, ours)
    with Store(home).snapshot().cursor() as cursor:
        found = next(one for one in coverage(cursor, TODAY).feeds if one.kind == "population")
        loaded = cursor.execute("select year(max(loaded_at)) from about.files").fetchone()[0]
    if reaches is None:
        reaches, due, late_from = date(loaded, 12, 31), date(loaded + 1, 12, 31), found.late_from
    assert (found.reaches, found.due, found.late_from) == (reaches, due, late_from)


def test_files_on_hand_are_listed_with_the_one_due_first_first(cursor):
    dues = [one.due for one in coverage(cursor, TODAY).on_hand]
    assert dues == sorted(dues) and len(dues) > 10
    assert {one.kind for one in coverage(cursor, TODAY).late} == {
        *("ledger", "visits", "budget", "staff_months", "feedback", "delayed_discharges", "childrens_referrals")
    }


def test_every_layout_is_in_one_kind_of_file_and_a_return_is_one(cursor):
    feeds = coverage(cursor, TODAY).feeds
    assert sorted(layout for one in feeds for layout in one.layouts) == sorted(layouts())
    assert len(next(one for one in feeds if one.kind == "ssda903").layouts) == 12


def test_what_one_more_file_is_said_to_bring_is_what_it_brings(mini, tmp_path):
    """The looked-after return alone, then one file after another; of those that come by the month the newest year's."""
    home = Home(tmp_path / "home")

    def newest(name):
        path = mini.files / name
        return sorted(path.rglob("*.csv"))[-13:] if name in ("staff_months", "ledger") else [path]

    def with_more(*names):
        intake.load([path for name in names for path in newest(name)], home, COUNCIL)
        build(home, COUNCIL)
        with Store(home).snapshot().cursor() as cursor:
            return set(valued(cursor)), would_bring(cursor)

    before, said = with_more("ssda903")
    assert before > {"children_looked_after", "placement_stability", "looked_after_reviews_in_time"}
    assert not before & {"clients_reviewed", "spending", "vacancies"}
    counts = [(len(one.kinds), -len(one.keys)) for one in said]
    assert counts == sorted(counts)
    assert [len(one.keys) for one in said if one.names == ("Staff months",)] == [8]
    for more in (["staff_months"], ["cost_centres.csv", "ledger"], ["population.csv", "organisation.csv"]):
        kinds = {name.partition(".")[0] for name in more}
        expected = {key for one in said if set(one.kinds) <= kinds for key in one.keys}
        after, said = with_more(*more)
        assert after - before == expected and expected, more
        before = after


def test_the_command_says_it_in_words(mini, capsys):
    assert cli.main(["--home", str(mini.home.path), "coverage"]) == 0
    said = capsys.readouterr().out
    assert "Files that come regularly\n" in said and "Payments ledger: reaches to 30 September 2026" in said
    assert cli.main(["--home", str(mini.home.path), "coverage", "--format", "csv"]) == 0
    with mini.cursor() as cursor:
        measures = cursor.execute("select count(*) from about.measures").fetchone()[0]
    assert len(capsys.readouterr().out.splitlines()) == measures + 1


COVERED = [
    Covered("a", "A", "Customer", "live", date(2026, 9, 30), 2, (), None),
    Covered("b", "B", "Customer", "old", date(2024, 3, 31), 32, ("Budget",), None),
    Covered("c", "C", "Process", "none", None, None, ("Budget", "Client Level Data"), None),
    Covered("d", "D", "Process", "none", None, None, (), "no cases in this period"),
]


@pytest.mark.parametrize(
    ("measures", "sentence"),
    [
        (COVERED, "Of 4 measures one is up to date, one is old and two are without a value."),
        (COVERED[:1], "All 1 measures are up to date."),
        (COVERED[2:], "None of 2 measures has a value yet."),
        (COVERED[1:3], "Of 2 measures one is old and one is without a value."),
    ],
)
def test_the_first_sentence_counts_what_is_there(measures, sentence):
    assert summary(Coverage(tuple(measures), (), ())) == sentence


def test_a_measure_says_how_it_stands_in_words():
    assert [measure_words(one) for one in COVERED] == [
        "up to date, to 30 September 2026, two months ago",
        "old, to 31 March 2024, two years ago",
        "no value; it lacks budget and Client Level Data",
        "no value: no cases in this period",
    ]


def test_published_figures_are_had_by_a_line_of_the_settings_and_by_no_file():
    one = Bring(("facts",), ("Published figures",), ("a", "b"), ("A", "B"))
    assert named(one) == 'the line among = "..." in council.toml, that says which published council this is'
    assert bring_words(one) == f"Write {named(one)}: two measures"
    other = Bring(("staff_months",), ("Staff months",), ("a",), ("A",))
    assert (named(other), bring_words(other)) == ("Staff months", "Load staff months: one measure")


def test_a_start_without_a_published_council_says_the_line_to_write(tmp_path, capsys):
    path = tmp_path / "payments.csv"
    path.write_text("Directorate,Service Area,Cost Centre,Cost Centre Name,Date,Amount\nCare,Homes,C1,A,2025-04-05,1\n")
    places = ["--home", str(tmp_path / "home"), "--council", str(tmp_path / "settings")]
    assert cli.main([*places, "start", "Nowhere Borough Council", str(path), "--no-serve"]) == 0
    said = capsys.readouterr().out
    assert '  write the line among = "..." in council.toml, that says which published council this is: ' in said
    assert "load Published figures" not in said


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("staff", "did you mean staff_months? "),
        ("complaints", "did you mean feedback? "),
        ("stff_months", "did you mean staff_months? "),
        ("Client Level Data", "did you mean cld? "),
        ("nonsense", ""),
    ],
)
def test_a_template_of_what_is_no_layout_names_the_nearest_and_all(said, near, capsys):
    assert cli.main(["template", said]) != 0
    error = capsys.readouterr().err
    assert error.startswith(f"scorecard: there is no layout '{said}'; {near}there are adopters, ")
    assert all(name in error for name in layouts())


def test_of_a_return_that_is_there_the_file_that_it_lacks_is_named(mini, tmp_path):
    home = Home(tmp_path / "home")
    files = [path for path in (mini.files / "ssda903").rglob("*.csv") if "social_worker" not in path.name.lower()]
    assert len(files) < len(list((mini.files / "ssda903").rglob("*.csv")))
    intake.load(files, home, COUNCIL)
    build(home, COUNCIL)
    with Store(home).snapshot().cursor() as cursor:
        brought = {one.names: one.keys for one in would_bring(cursor)}
    assert brought["SSDA903 social worker episodes",] == ("social_worker_changes",)
    assert ("SSDA903 return",) not in brought
