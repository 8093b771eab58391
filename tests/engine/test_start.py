"""A council's first day: one command and whatever files it has give its own scorecard under its own name."""

import csv
import re
import shutil
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from dashboard import cli, comparison, council, intake, proposal, values
from dashboard import scorecard as cards
from dashboard.home import Home
from dashboard.intake.layout import layouts
from dashboard.store import Store
from tests.conftest import COUNCIL
from tests.measures import second_children
from tests.measures.second_tree import read_rows

LEDGER = "Directorate,Service Area,Cost Centre,Cost Centre Name,Date,Amount"
RENAMED = [  # "Old Care" became "People" in July; cost centre C3 was not paid again; spellings of Works differ
    *(f"Old Care,Elders,C1,Home care,2024-{month:02}-05,100.00" for month in (4, 5, 6)),
    *(f"People,Adult Social Care,C1,Home care,2024-{month:02}-05,120.00" for month in (7, 8, 9, 10)),
    *(f"People,Children's Social Care,C2,Fostering,2024-{month:02}-09,50.50" for month in (7, 8, 9, 10)),
    "Old Care,Elders,C3,A closed home,2024-05-20,10.00",
    *(f"Works & Roads,Roads,C4,Potholes,2024-{month:02}-11,7.00" for month in (4, 5)),
    *(f"works and roads,Roads,C4,Potholes,2024-{month:02}-11,7.00" for month in (9, 10)),
]
NOWHERE = "Nowhere Borough Council"
STAFF = [column.header for column in layouts()["staff_months"].columns]


def started(folder, name, *paths, more=()):
    """Start a council of its own under a folder, and do not serve. Gives the exit code."""
    places = ["--home", str(folder / "home"), "--council", str(folder / "settings")]
    return cli.main([*places, "start", name, *map(str, paths), "--no-serve", *more])


@pytest.fixture
def ledger(ledger_only, tmp_path):
    """A folder of the test's own in which the ledger was loaded and built."""
    for name in ("home", "settings"):
        shutil.copytree(ledger_only / name, tmp_path / name, symlinks=True)
    return tmp_path


def store_of(folder):
    return Store(Home(folder / "home")).snapshot()


def rows_of(folder, layout):
    with (folder / "settings" / f"{layout}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(folder, name, lines):
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def units_in(cursor, month):
    rows = cursor.execute("select unit from model.unit_months where month = $month", {"month": month}).fetchall()
    return {unit for (unit,) in rows}


@pytest.fixture(scope="module")
def ledger_only(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ledger")
    path = written(folder, "payments.csv", [LEDGER, *RENAMED])
    assert started(folder, NOWHERE, path) == 0
    return folder


def test_a_ledger_gives_the_council_its_directorates_and_service_areas(ledger_only):
    found = {
        row["Unit"]: (row["Name"], row["Level"], row["Parent"], row["Ends"])
        for row in rows_of(ledger_only, "organisation")
    }
    root = "nowhere-borough-council"
    assert found == {
        root: ("Nowhere Borough Council", "council", "", ""),
        "people": ("People", "directorate", root, ""),
        "people-adult-social-care": ("Adult Social Care", "service", "people", ""),
        "people-childrens-social-care": ("Children's Social Care", "service", "people", ""),
        "works-and-roads": ("works and roads", "directorate", root, ""),
        "old-care": ("Old Care", "directorate", root, "2024-05-31"),
    }


def test_a_renamed_directorate_carries_on_with_its_cost_centres_and_one_that_ended_stands_in_history(ledger_only):
    with store_of(ledger_only).cursor() as cursor:
        assert values.value(cursor, "payments", "people", "2024-06").value == 300
        assert values.value(cursor, "payments", "old-care", "2024-05").value == 10
        assert values.value(cursor, "payments", None, "2024-10").value == sum(
            Decimal(row.split(",")[-1]) for row in RENAMED
        )
        assert "old-care" in units_in(cursor, date(2024, 5, 1))
        assert "old-care" not in units_in(cursor, date(2024, 10, 1))
        names = cursor.execute("select name from model.root join model.units using (unit)").fetchone()
        assert names == ("Nowhere Borough Council",)
        assert cursor.execute("select council from about.build").fetchone() == ("Nowhere Borough Council",)


@pytest.mark.parametrize(
    ("lines", "units", "places"),
    [
        (  # no directorates: service areas hang from the council
            ["Service Area,Cost Centre,Date,Amount", "Care,A1,2024-04-01,1", "Roads & Parks,B1,2024-05-01,2"],
            {"here": None, "care": "here", "roads-and-parks": "here"},
            {"A1": "care", "B1": "roads-and-parks"},
        ),
        (  # nothing but cost centres: one unit
            ["Cost Centre,Date,Amount", "A1,2024-04-01,1", "B1,2024-05-01,2"],
            {"here": None},
            {"A1": "here", "B1": "here"},
        ),
        (  # one service area says no more than its directorate; a directorate called like the council is the council
            [
                "Directorate,Service Area,Cost Centre,Date,Amount",
                "People,Care,A1,2024-04-01,1",
                "HERE,Clerk,B1,2024-05-01,2",
                ",,C1,2024-05-01,3",
            ],
            {"here": None, "people": "here"},
            {"A1": "people", "B1": "here", "C1": "here"},
        ),
    ],
)
def test_a_ledger_that_says_less_gives_fewer_units_and_every_cost_centre_has_its_place(tmp_path, lines, units, places):
    found = proposed(tmp_path, lines)
    assert {row["unit"]: row["parent"] for row in found["organisation"]} == units
    assert {row["cost_centre"]: row["unit"] for row in found["cost_centres"]} == places


def proposed(folder, lines):
    """The rows that a ledger has proposed for the council called Here."""
    home, settings = Home(folder / "home"), folder / "settings"
    council.write_new(settings, "Here")
    (result,) = intake.load([written(folder, "payments.csv", lines)], home, settings)
    assert result.layout == "ledger"
    return proposal.rows_of(home, settings, council.read(settings))


def test_a_unit_that_ended_is_listed_in_its_own_months_and_not_in_those_after(ledger_only):
    names = cards.names(store_of(ledger_only))
    then, now = date(2024, 5, 1), date(2024, 10, 1)
    assert "old-care" in {unit.key for unit in names.tree(then)}
    assert {unit.key for unit in names.root.below_in(now)} == {"people", "works-and-roads"}
    levels = {family.key: {unit.key for unit in family.units} for family in comparison.families(names, names.root, now)}
    assert levels["directorate"] == {"people", "works-and-roads"}
    assert names.units["old-care"].existed(then) and not names.units["old-care"].existed(now)


def paid_by(folder, unit, month):
    with store_of(folder).cursor() as cursor:
        return values.value(cursor, "payments", unit, month).value


def test_a_divided_directorate_keeps_the_money_of_its_own_months(tmp_path):
    """Old Care was divided between two; C1 went to People and back to a directorate that never ended."""
    lines = [
        *(
            f"Old Care,Care,{centre},Care,2024-{month:02}-05,{amount}"
            for month in (4, 5)
            for centre, amount in (("C1", 100), ("C2", 10))
        ),
        *(f"People,Adults,C1,Care,2024-{month:02}-05,1000" for month in (6, 7, 8, 9)),
        *(f"Learning,Schools,C2,Care,2024-{month:02}-05,50" for month in (6, 7, 8, 9)),
        *(f"Roads,Roads,C4,Potholes,2024-{month:02}-05,7" for month in (4, 5, 6, 7, 8, 9)),
        "Roads,Roads,C1,Care,2024-10-05,3",
    ]
    started(tmp_path, "Nowhere", written(tmp_path, "payments.csv", [LEDGER, *lines]))
    assert paid_by(tmp_path, "old-care", "2024-05") == 2 * (100 + 10)
    assert paid_by(tmp_path, "people", "2024-09") == 4 * 1000
    assert paid_by(tmp_path, "learning", "2024-09") == 4 * 50
    assert paid_by(tmp_path, "roads", "2024-10") == 6 * 7 + 3
    rows = {(row["Cost Centre"], row["Unit"]): row["Starts"] for row in rows_of(tmp_path, "cost_centres")}
    assert rows == {
        ("C1", "old-care"): "",
        ("C1", "people"): "2024-06-01",
        ("C1", "roads"): "2024-10-01",
        ("C2", "old-care"): "",
        ("C2", "learning"): "2024-06-01",
        ("C4", "roads"): "",
    }


def test_a_cost_centre_that_moved_within_its_directorate_leaves_its_past_where_it_was(tmp_path):
    """C1 went from Elders to Home care; Day care was shared out between both; the area of C4 took another name."""

    def paid(area, centre, months, amount):
        return [f"Care,{area},{centre},Care,2024-{month:02}-05,{amount}" for month in months]

    early, late, all_months = (4, 5, 6), (7, 8, 9), (4, 5, 6, 7, 8, 9)
    lines = [
        *(*paid("Elders", "C1", early, 100), *paid("Home care", "C1", late, 200)),
        *(*paid("Elders", "C2", all_months, 1), *paid("Home care", "C3", all_months, 2)),
        *(*paid("Learning Dis.", "C4", early, 30), *paid("Learning disability", "C4", late, 40)),
        *(*paid("Day care", "C5", (4, 5), 500), *paid("Elders", "C5", (6, 7, 8, 9), 600)),
        *(*paid("Day care", "C6", (4, 5), 7000), *paid("Home care", "C6", (6, 7, 8, 9), 8000)),
        *(f"Roads,Roads,C9,Potholes,2024-{month:02}-05,9" for month in all_months),
    ]
    started(tmp_path, "Nowhere", written(tmp_path, "payments.csv", [LEDGER, *lines]))
    spans = {row["Unit"]: (row["Starts"], row["Ends"]) for row in rows_of(tmp_path, "organisation")}
    assert {unit: span for unit, span in spans.items() if unit.startswith("care-")} == {
        "care-elders": ("2024-04-01", ""),
        "care-home-care": ("2024-04-01", ""),
        "care-learning-disability": ("2024-04-01", ""),
        "care-day-care": ("2024-04-01", "2024-05-31"),
    }
    rows = {(row["Cost Centre"], row["Unit"]): row["Starts"] for row in rows_of(tmp_path, "cost_centres")}
    assert rows == {
        **{("C1", "care-elders"): "", ("C1", "care-home-care"): "2024-07-01"},
        **{("C2", "care-elders"): "", ("C3", "care-home-care"): "", ("C4", "care-learning-disability"): ""},
        **{("C5", "care-day-care"): "", ("C5", "care-elders"): "2024-06-01"},
        **{("C6", "care-day-care"): "", ("C6", "care-home-care"): "2024-06-01", ("C9", "roads"): ""},
    }
    assert paid_by(tmp_path, "care-elders", "2024-09") == 3 * 100 + 6 * 1 + 4 * 600
    assert paid_by(tmp_path, "care-home-care", "2024-09") == 3 * 200 + 6 * 2 + 4 * 8000
    assert paid_by(tmp_path, "care-learning-disability", "2024-09") == 3 * 30 + 3 * 40
    assert paid_by(tmp_path, "care-day-care", "2024-05") == 2 * 500 + 2 * 7000
    assert paid_by(tmp_path, "care", "2024-09") == sum(
        float(line.rpartition(",")[2]) for line in lines if "Care," in line
    )


def test_within_a_directorate_that_took_another_name_the_areas_of_now_hold_all_of_it(tmp_path):
    """Moved in June within Old Care, which became People in July: no unit of the old name comes back."""
    lines = [
        *("Old Care,Elders,C1,Care,2024-04-05,1", "Old Care,Home,C1,Care,2024-06-05,1"),
        *(f"Old Care,Elders,C2,Care,2024-{month:02}-05,1" for month in (4, 5, 6)),
        *(f"People,{area},{centre},Care,2024-{month:02}-05,1"
          for area, centre in (("Home", "C1"), ("Elders", "C2")) for month in (7, 8, 9, 10)),
    ]  # fmt: skip
    found = proposed(tmp_path, [LEDGER, *lines])
    rows = {(row["cost_centre"], row["unit"]): row["starts"] for row in found["cost_centres"]}
    assert rows == {("C1", "people-home"): None, ("C2", "people-elders"): None}
    assert {row["unit"] for row in found["organisation"]} == {
        "here", "people", "people-home", "people-elders",
    }  # fmt: skip


def test_a_proposed_unit_begins_with_its_first_line(tmp_path):
    lines = ["Care,A,C1,Care,2024-04-05,1", "Roads,B,C2,Roads,2024-06-05,1", "Care,A,C1,Care,2024-06-05,1"]
    started(tmp_path, "Nowhere", written(tmp_path, "payments.csv", [LEDGER, *lines]))
    starts = {row["Unit"]: row["Starts"] for row in rows_of(tmp_path, "organisation")}
    assert starts == {"nowhere": "", "care": "2024-04-01", "roads": "2024-06-01"}
    with store_of(tmp_path).cursor() as cursor:
        assert "roads" not in units_in(cursor, date(2024, 5, 1))
        assert "roads" in units_in(cursor, date(2024, 6, 1))


def test_what_is_astray_in_an_edited_organisation_is_said(ledger, capsys):
    path = ledger / "settings" / "organisation.csv"
    capsys.readouterr()
    text = path.read_text(encoding="utf-8")
    root, slip = "nowhere-borough-council", "nowhree-borough-council"
    path.write_text(text.replace(f"people,People,directorate,{root}", f"people,People,directorat,{slip}"))
    assert started(ledger, NOWHERE) == 0
    line = next(n for n, row in enumerate(path.read_text().splitlines(), 1) if row.startswith("people,"))
    said = capsys.readouterr().out
    assert f"organisation.csv, line {line}, Parent '{slip}': is not found in organisation: is {root} meant?" in said
    assert f"organisation.csv, line {line}, Level 'directorat': only one unit has it: is directorate meant?" in said
    cli.main(["--home", str(ledger / "home"), "--council", str(ledger / "settings"), "check"])
    checked = capsys.readouterr().err
    assert f"organisation.csv line {line}: Parent '{slip}' is not found in organisation: is {root} meant?" in checked
    assert f"organisation.csv line {line}: Level 'directorat' only one unit has it: is directorate meant?" in checked
    path.write_text(text)
    started(ledger, NOWHERE)
    assert ", line " not in capsys.readouterr().out


def test_an_edited_file_of_which_nothing_is_read_is_refused_and_what_stood_stands(ledger, capsys):
    path = ledger / "settings" / "organisation.csv"
    kept = path.read_bytes()
    with store_of(ledger).cursor() as cursor:
        before = cursor.execute("select unit, name from model.units order by unit").fetchall()
    for text in ("a,b\n1,2\n", "Unit,Name,Level,Parent\n", ""):
        path.write_text(text)
        assert started(ledger, NOWHERE) == 1
        assert f"{path}: nothing of it could be read" in capsys.readouterr().err
        assert path.read_text() == text
        with store_of(ledger).cursor() as cursor:
            assert cursor.execute("select unit, name from model.units order by unit").fetchall() == before
        in_force = {row["name"] for row in intake.loads(Home(ledger / "home")) if row["in_force"]}
        assert in_force == {"organisation.csv", "cost_centres.csv", "payments.csv"}
    path.write_bytes(kept)
    assert started(ledger, NOWHERE) == 0


def test_starting_again_takes_in_more_files_and_proposes_anew_what_nobody_edited(ledger):
    started(ledger, NOWHERE, written(ledger, "later.csv", [LEDGER, "Parks,Trees,C9,Oaks,2024-11-01,5.00"]))
    assert "parks" in {row["Unit"] for row in rows_of(ledger, "organisation")}
    with store_of(ledger).cursor() as cursor:
        assert values.value(cursor, "payments", "parks", "2024-11").value == 5
        assert values.value(cursor, "payments", "people", "2024-06").value == 300


def test_what_the_officer_edited_is_loaded_and_never_written_over(ledger, capsys):
    path = ledger / "settings" / "organisation.csv"
    original = path.read_text(encoding="utf-8")
    for name in ("Adults and Children", "Everybody"):
        path.write_text(original.replace(",People,", f",{name},"), encoding="utf-8")
        assert started(ledger, NOWHERE) == 0
        assert name in path.read_text(encoding="utf-8")
        with store_of(ledger).cursor() as cursor:
            assert cursor.execute("select name from model.units where unit = 'people'").fetchone() == (name,)
    assert "is as you changed it" in capsys.readouterr().out
    # Loaded by its own name it is still the officer's file, and what is edited next counts.
    path.write_text(original.replace(",People,", ",All,"), encoding="utf-8")
    started(ledger, NOWHERE, path)
    path.write_text(original.replace(",People,", ",Each,"), encoding="utf-8")
    started(ledger, NOWHERE)
    with store_of(ledger).cursor() as cursor:
        assert cursor.execute("select name from model.units where unit = 'people'").fetchone() == ("Each",)
    path.write_text(original, encoding="utf-8")
    started(ledger, NOWHERE)
    with store_of(ledger).cursor() as cursor:
        assert cursor.execute("select name from model.units where unit = 'people'").fetchone() == ("People",)


def test_an_organisation_that_is_loaded_takes_the_place_of_the_proposal(ledger):
    own = written(
        ledger,
        "units.csv",
        ["Unit,Name,Level,Parent,Peer Group,Area,Leader,Starts,Ends", "all,All of us,council,,,,,,"],
    )
    assert started(ledger, NOWHERE, own) == 0
    assert not (ledger / "settings" / "organisation.csv").exists()
    with store_of(ledger).cursor() as cursor:
        assert cursor.execute("select unit, name from model.units").fetchall() == [("all", "All of us")]
    in_force = [row["name"] for row in intake.loads(Home(ledger / "home")) if row["in_force"]]
    assert sorted(in_force) == ["cost_centres.csv", "payments.csv", "units.csv"]


def test_teams_of_the_staff_file_are_units_under_the_names_that_the_file_has(tmp_path):
    posts = [
        ("2024-04", "P1", "North Team", "1.0"),
        ("2024-04", "P4", "North Team", "0.5"),
        ("2024-05", "P1", "North Team", "1"),
        ("2024-05", "P2", "South Team", "0.5"),
        ("2024-05", "P5", "South Team", "0.5"),
        ("2024-05", "P3", "Nroth Team", "1"),  # one row in more than a thousand: a slip
        *(("2024-05", f"Q{n}", "North Team", "0.1") for n in range(1000)),
    ]
    rows = [dict(zip(("Month", "Post", "Team", "FTE"), post, strict=True)) for post in posts]
    lines = [",".join(STAFF), *(",".join(row.get(header, "") for header in STAFF) for row in rows)]
    started(tmp_path, "Nowhere", written(tmp_path, "staff.csv", lines))
    assert [(row["Unit"], row["Level"], row["Starts"]) for row in rows_of(tmp_path, "organisation")] == [
        ("nowhere", "council", ""),
        ("North Team", "team", "2024-04-01"),
        ("South Team", "team", "2024-05-01"),
    ]
    assert not (tmp_path / "settings" / "cost_centres.csv").exists()
    with store_of(tmp_path).cursor() as cursor:
        found = cursor.execute("select unit, sum(fte) from model.staff_months where month = '2024-04-01' group by unit")
        assert dict(found.fetchall()) == {"North Team": Decimal("1.5")}
        assert "South Team" not in units_in(cursor, date(2024, 4, 1)) and "South Team" in units_in(
            cursor, date(2024, 5, 1)
        )


def test_client_returns_alone_give_a_scorecard_of_one_unit(tmp_path):
    """Four people with long-term support at home, one with a direct payment; the support of a fifth has ended."""
    wanted = ("period_start", "period_end", "la_person", "birth", "client_type", "event", "reference", "start", "end")
    wanted += ("service", "component", "delivery", "nhs_number", "review_reason")
    headers = {c.name: c.header for c in layouts()["cld"].columns if not c.optional or c.name in wanted}
    people = [
        ("1", "", "Direct payment"),
        *((n, "", "CASSR commissioned support") for n in "234"),
        ("5", "2024-06-30", ""),
    ]
    rows = [
        {
            "period_start": "2024-04-01",
            "period_end": "2025-03-31",
            "la_person": f"P{n}",
            "birth": "1950-05-05",
            "client_type": "Service user",
            "event": "Service",
            "reference": f"E{n}",
            "start": "2024-04-10",
            "end": end,
            "service": "Long term support: Community",
            "component": "Home support or domiciliary care",
            "delivery": delivery or "CASSR commissioned support",
        }
        for n, end, delivery in people
    ]
    lines = [",".join(headers.values()), *(",".join(row.get(name, "") for name in headers) for row in rows)]
    assert started(tmp_path, "Nowhere County Council", written(tmp_path, "returns.csv", lines)) == 0
    with store_of(tmp_path).cursor() as cursor:
        found = values.value(cursor, "direct_payments", None, "2025-03")
        assert (found.numerator, found.denominator) == (1, 4)
        assert cursor.execute("select unit, name from model.units").fetchall() == [
            ("nowhere-county-council", "Nowhere County Council")
        ]
        assert values.measure_of(cursor, "direct_payments")["kind"] == "proportion"


def test_a_name_alone_gives_the_published_figures_of_that_council(tmp_path, capsys):
    assert (
        started(tmp_path, "Lincolnshire County Council", more=["--neighbours", "Norfolk, Derbyshire County Council"])
        == 0
    )
    said = council.read(tmp_path / "settings")
    assert (said.name, said.among, said.neighbours) == (
        "Lincolnshire County Council",
        "Lincolnshire",
        ("Norfolk", "Derbyshire"),
    )
    assert rows_of(tmp_path, "organisation")[0]["Area"] == "E10000019"
    printed = capsys.readouterr().out
    assert "Older people admitted to a care home: 588.1 per 100,000" in printed
    assert re.search(r"load Staff months: \d+ measures", printed)
    assert "Children looked after" not in printed
    with store_of(tmp_path).cursor() as cursor:
        assert cursor.execute("select count(*) from model.areas where neighbour and not own").fetchone() == (2,)
        assert cursor.execute("select min(region) from model.areas where own").fetchone() == ("E12000004",)


def test_a_name_of_no_council_and_no_file_is_refused_and_nothing_is_made(tmp_path, capsys):
    assert started(tmp_path, " ") == 2
    assert started(tmp_path, "Lincolnshre") == 2
    assert "did you mean Lincolnshire" in capsys.readouterr().err
    assert started(tmp_path, "Lincolnshire", tmp_path / "nothing.csv") == 2
    assert list(tmp_path.iterdir()) == []


def test_files_of_which_nothing_can_be_read_are_said_and_nothing_is_served(tmp_path, capsys):
    assert started(tmp_path, "Nowhere", written(tmp_path, "notes.csv", ["a,b", "1,2"])) == 1
    said = capsys.readouterr()
    assert "notes.csv was not taken in: not recognised" in said.out
    assert "nothing that was loaded gives a month to show yet" in said.err


def test_a_council_not_among_the_published_goes_on_with_its_files_and_is_told(ledger_only, tmp_path, capsys):
    started(tmp_path, "Kingston", written(tmp_path, "payments.csv", [LEDGER, *RENAMED]))
    assert "did you mean Kingston upon Hull or Kingston upon Thames?" in capsys.readouterr().out
    assert council.read(tmp_path / "settings").among == ""


def test_where_a_council_stands_follows_from_its_name_unless_said(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for word in ("GOLDEN_THREAD_HOME", "GOLDEN_THREAD_COUNCIL"):
        monkeypatch.delenv(word, raising=False)
    said = cli.parser().parse_args(["start", "St. Helens"])
    cli._settle_folders(said)
    assert (str(said.home), str(said.council)) == ("councils/st-helens/home", "councils/st-helens/settings")
    monkeypatch.setenv("GOLDEN_THREAD_HOME", "elsewhere")
    said = cli.parser().parse_args(["--council", "mine", "start", "St. Helens"])
    cli._settle_folders(said)
    assert (str(said.home), str(said.council)) == ("elsewhere", "mine")
    said = cli.parser().parse_args(["serve"])
    cli._settle_folders(said)
    assert (str(said.home), str(said.council)) == ("elsewhere", "data/council")


def test_the_server_finds_a_home_that_was_named_from_another_folder(ledger_only, monkeypatch):
    ran = []
    monkeypatch.setattr(cli.os, "execv", lambda program, words: ran.append(dict(cli.os.environ)))
    for word in ("GOLDEN_THREAD_HOME", "GOLDEN_THREAD_COUNCIL", "GOLDEN_THREAD_BIND"):
        monkeypatch.setenv(word, "")
    monkeypatch.chdir(ledger_only)
    cli.main(["--home", "home", "--council", "settings", "serve", "--port", "8055"])
    assert ran[0]["GOLDEN_THREAD_HOME"] == str(ledger_only / "home")
    assert ran[0]["GOLDEN_THREAD_COUNCIL"] == str(ledger_only / "settings")
    assert ran[0]["GOLDEN_THREAD_BIND"] == "127.0.0.1:8055"


@pytest.mark.parametrize(
    ("name", "key"),
    [("St. Helens", "st-helens"), ("Bath & North", "bath-and-north"), ("Zoë’s", "zoes"), ("…", "council")],
)
def test_a_key_is_the_name_in_small_letters(name, key):
    assert proposal.slug(name) == key


# ---- real files, where they lie beside the checkout


def children_in(path):
    """Children looked after on 31 March 2018, by the second way of counting: nothing of the product's reading."""
    columns = {"reason_new": "RNE", "legal_status": "LS", "placement": "PLACE", "child": "CHILD", "urn": "URN"}
    columns |= {"placement_provider": "PLACE_PROVIDER", "placement_postcode": "PL_POST"}

    def day(text):
        return date(*map(int, reversed(text.split("/")))) if text else None

    rows = [
        {
            **{name: line[header] or None for name, header in columns.items()},
            "start": day(line["DECOM"]),
            "end": day(line["DEC"]),
            "file": 1,
            "line": number,
        }
        for number, line in enumerate(read_rows(path))
    ]
    children = second_children.episodes_of(rows, {1: date(2018, 3, 31)})
    return sum(second_children.is_looked_after(episodes, date(2018, 3, 31)) for episodes in children.values())


def paid_in(folder):
    """Payments by directorate as printed and in all, straight from the files."""
    found = Counter()
    for path in sorted(folder.glob("*.csv")):
        for row in read_rows(path):
            found[row["Directorate"]] += Decimal(row["Total"] if "Total" in row else row["Total (excludes VAT)"])
    return found


def test_the_return_of_children_alone(real_data, tmp_path):
    folder = real_data("ssda903")
    assert started(tmp_path, "Hackney", folder) == 0
    with store_of(tmp_path).cursor() as cursor:
        found = values.value(cursor, "children_looked_after", None, "2018-03")
        assert found.value == children_in(folder / "episodes.csv") > 1000
        assert cursor.execute("select unit, name from model.units").fetchall() == [("hackney", "Hackney")]


def test_the_ledger_alone_and_then_everything_that_lies_there(real_data, tmp_path):
    payments, children = real_data("newcastle_payments"), real_data("ssda903")
    paid = paid_in(payments)
    assert started(tmp_path, "Newcastle City Council", payments) == 0
    with store_of(tmp_path).cursor() as cursor:
        total = cursor.execute("select sum(amount), count(*) from model.ledger_lines where mapped").fetchone()
        assert total == (sum(paid.values()), 71_120)
        now, then = units_in(cursor, date(2019, 3, 1)), units_in(cursor, date(2018, 5, 1))
        assert {"people", "place", "resources"} <= now
        assert {"adult-and-culture", "childrens-services"} <= then - now
        assert values.value(cursor, "payments", None, "2019-03").value == float(sum(paid.values()))
        assert cursor.execute("select council from about.build").fetchone() == ("Newcastle City Council",)
    assert started(tmp_path, "Newcastle City Council", children, real_data("ascof"), real_data("oflog")) == 0
    with store_of(tmp_path).cursor() as cursor:
        assert values.value(cursor, "payments", "people", "2019-03").value > 100_000_000
        looked_after = values.value(cursor, "children_looked_after", None, "2018-03").value
        assert looked_after == children_in(children / "episodes.csv")
        figures = cursor.execute(
            "select cast(value as double) from model.facts"
            " where own and measure = 'ASCOF 4A' and period_end = '2018-03-31'"
        ).fetchall()
        assert figures == [(72.9,)]
    assert council.read(tmp_path / "settings").among == "Newcastle upon Tyne"
    assert not (COUNCIL / "organisation.csv").exists()


def staff_rows(months, posts):
    cells = dict.fromkeys(STAFF, "") | {"Team": "North", "FTE": "1"}
    rows = [cells | {"Month": month, "Post": f"P{post}", "Employee": f"W{post}"} for month in months for post in posts]
    return [",".join(STAFF), *(",".join(row.values()) for row in rows)]


def test_a_start_says_which_file_takes_the_place_of_which_and_counts_its_rows_alone(tmp_path, capsys):
    first = written(tmp_path, "staff.csv", staff_rows(["2026-08", "2026-09"], range(15)))
    lines = staff_rows(["2026-08", "2026-09"], range(14))
    corrected = written(tmp_path, "staff_corrected.csv", [*lines[:-1], lines[-1].replace(",1,", ",one,")])
    assert started(tmp_path, "Nowhere Borough Council", first, corrected) == 0
    said = capsys.readouterr().out
    assert "Staff months: 2 files, 27 rows, 1 turned away ('rejects' says why)" in said
    assert "  staff.csv (30 rows) does not count: staff_corrected.csv takes its place" in said
