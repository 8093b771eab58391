"""The figures that come with the project are those published, and a council that says which one it is has them."""

import csv
import re
import tomllib
from collections import Counter

import duckdb
import pytest

from dashboard import catalogue, council, intake, published, start, values
from dashboard.build import build
from dashboard.errors import DefinitionError, Refused, Unknown
from dashboard.home import Home
from dashboard.intake.layout import layouts
from dashboard.store import Store
from tests.conftest import CHECKOUT
from tests.intake.test_published_tables import shown_cells

LINCOLNSHIRE, NEWCASTLE = "E10000019", "E08000021"
ORGANISATION = "Unit,Name,Level,Parent,Peer Group,Area,Leader,Starts,Ends\nall,{name},council,,,,,,\n"
TABLES = ["1a", "1b", "1c", "1d", "1e", "2a", "2b", "2c", "2d(1)", "2d(2)", "2e(1)", "2e(2a)", "2e(2b)"]
TABLES += ["3a", "3b", "3c(1)", "3c(2)", "3d(1a)", "3d(2a)", "4a", "4b", "5a(1)", "5a(2)", "6a", "6b"]


def home_of(folder, among, files=()):
    """The home and the store of a council that has an organisation of one unit, and perhaps files of its own."""
    ours, home = folder / "council", Home(folder / "home")
    council.write_new(ours, among)
    settings = (ours / "council.toml").read_text()
    (ours / "council.toml").write_text(f'among = "{among}"\n' + settings)
    paths = [folder / "organisation.csv", *(folder / name for name, _ in files)]
    for path, text in zip(paths, [ORGANISATION.format(name=among), *(text for _, text in files)], strict=True):
        path.write_text(text, encoding="utf-8")
    intake.load(paths, home, ours)
    build(home, ours)
    return home, Store(home).snapshot()


@pytest.fixture(scope="module", params=[("Lincolnshire", LINCOLNSHIRE), ("Newcastle upon Tyne", NEWCASTLE)])
def one(request, tmp_path_factory):
    """(store, ONS code) of a council that has loaded no figures."""
    name, code = request.param
    return home_of(tmp_path_factory.mktemp("one"), name)[1], code


def measures_by_code():
    found = catalogue.read(CHECKOUT / "queries" / "measures")
    return {measure.codes.split(",")[0].strip(): key for key, measure in found.items() if measure.codes}


def printed(path, table, code):
    """{year: figure} of a council in a table of the workbook, read as the sheet shows it: to three digits or one."""
    rows = [row for row in shown_cells(path, f"Table_{table}") if len(row) > 3 and row[3]]
    heads = {n: head[:4] for n, head in enumerate(rows[0]) if re.fullmatch(r"\d{4} to \d{4} - (6b )?outcome", head)}
    row = next(row for row in rows if row[2] == code)
    return {year: float(row[n]) for n, year in heads.items() if re.fullmatch(r"[\d.]+", row[n])}


def test_every_table_s_newest_figures_are_the_council_s_own_as_printed(one, real_data):
    store, code = one
    measures, path, compared = measures_by_code(), real_data("ascof") / "ascof_2024_25.ods", 0
    with store.cursor() as cursor:
        for table in TABLES:
            figures = printed(path, table, code)
            measure = measures[f"ASCOF {table[0]}{table[1].upper()}{table[2:]}"]
            if "2024" in figures:
                found = values.value(cursor, measure, None, "2025-03").value
                assert round(found, 3 if table == "1b" else 1) == figures["2024"], (table, measure)
                compared += 1
    assert compared >= 17


def test_every_year_of_every_table_is_there_as_printed(real_data):
    path = real_data("ascof") / "ascof_2024_25.ods"
    for code in (LINCOLNSHIRE, NEWCASTLE):
        expected = {
            (f"ASCOF {table[0]}{table[1].upper()}{table[2:]}", year): figure
            for table in TABLES
            for year, figure in printed(path, table, code).items()
        }
        with duckdb.connect() as connection:
            rows = connection.execute(
                "select measure, left(period, 4), value::double, source from read_parquet($path)"
                " where area = $code and value is not null",
                {"path": str(published.FACTS), "code": code},
            ).fetchall()
        found = {
            (measure, year): round(value, 3 if measure == "ASCOF 1B" else 1)
            for measure, year, value, source in rows
            if "Oflog" not in source
        }
        assert found == expected and len(expected) > 90


def test_what_only_oflog_gives_is_there_as_its_file_has_it(real_data):
    with (real_data("oflog") / "ASC_data.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Code"] in ("ASC5", "ASC7")]
    expected = {
        (row["Code"], row["Local authority code"], row["Financial year"][:4]): row["Value"]
        for row in rows
        if row["Value"] not in ("", "NA")
    }
    with duckdb.connect() as connection:
        found = connection.execute(
            "select measure, area, left(period, 4), value::double from read_parquet($path)"
            " where measure in ('ASC5', 'ASC7') and value is not null",
            {"path": str(published.FACTS)},
        ).fetchall()
    assert len(expected) > 1900
    assert {key: float(value) for key, value in expected.items()} == pytest.approx(
        {tuple(key): value for *key, value in found}, abs=1e-4
    )


def test_the_file_has_the_columns_of_its_layout_and_is_small():
    with duckdb.connect() as connection:
        columns = connection.execute("describe from read_parquet($path)", {"path": str(published.FACTS)}).fetchall()
    found = [(name, kind) for name, kind, *_ in columns if name not in ("source", "line")]
    assert sorted(found) == sorted(layouts()["facts"].sql_columns)
    assert {"source", "line"} < {name for name, *_ in columns}
    assert published.FACTS.stat().st_size < 2_000_000


def test_its_source_and_licence_stand_beside_it():
    words = (published.FACTS.parent / "README.md").read_text(encoding="utf-8")
    assert "Open Government Licence v3.0" in words
    assert f"{published.file_row()['rows_read']:,} figures" in words


def test_every_code_that_is_published_has_a_measure_but_the_one_whose_unit_is_not_stated():
    with duckdb.connect() as connection:
        rows = connection.execute("select distinct measure from read_parquet($path)", {"path": str(published.FACTS)})
        codes = {code for (code,) in rows.fetchall()}
    assert codes - set(measures_by_code()) == {"ASC6"}


def test_the_files_of_the_store_name_the_figures_that_come_with_the_project(one):
    with one[0].cursor() as cursor:
        rows = cursor.execute("select file, name, layout, rows_stored from about.files order by file").fetchall()
    assert [row[0] for row in rows] == [0, 1]
    assert rows[0][1:3] == (published.NAME, "facts") and rows[0][3] > 26_000


def test_a_measure_of_the_council_s_own_files_is_as_published_and_says_so(one):
    with one[0].cursor() as cursor:
        known = values.measure_of(cursor, "admissions_65_plus")
        columns, rows = values.records(cursor, "admissions_65_plus", None, "2025-03")
    assert (known["title"], known["kind"]) == ("Older people admitted to a care home", "supplied")
    assert known["caveat"].startswith("As published for the whole council")
    assert len(rows) == 1 and "value" in columns


def test_a_figure_that_the_council_loads_itself_goes_before_the_one_that_comes_with_the_project(tmp_path):
    corrected = "Measure,Area,Area Name,Period,Value\nASCOF 4A,E10000019,Lincolnshire,2024-25,12.3\n"
    _, store = home_of(tmp_path, "Lincolnshire", [("facts.csv", corrected)])
    with store.cursor() as cursor:
        assert values.value(cursor, "feel_safe", None, "2025-03").value == 12.3
        assert values.value(cursor, "satisfied_with_care", None, "2025-03").value == 61.7


def test_a_council_with_client_level_data_of_its_own_works_its_measures_out(mini, tmp_path):
    home, ours = Home(tmp_path / "home"), tmp_path / "council"
    council.write_new(ours, "Lincolnshire")
    settings = (ours / "council.toml").read_text()
    (ours / "council.toml").write_text('among = "Lincolnshire"\n' + settings)
    returns = sorted(path for path in mini.files.rglob("*") if path.is_file() and "cld" in path.name.lower())
    intake.load([*returns[-1:], *mini.files.rglob("organisation*")], home, ours)
    build(home, ours)
    with Store(home).snapshot().cursor() as cursor:
        kinds = dict(cursor.execute("select key, kind from about.measures").fetchall())
    assert (kinds["admissions_65_plus"], kinds["direct_payments"]) == ("rate", "proportion")


def test_a_council_that_does_not_say_which_one_it_is_has_none_of_the_figures(mini):
    with mini.cursor() as cursor:
        assert cursor.execute("select count(*) from about.files where file = 0").fetchone() == (0,)


def test_a_slip_in_the_name_is_refused_with_the_nearest(tmp_path):
    with pytest.raises(DefinitionError, match=r"among: 'Lincolnshre' is no council.*Did you mean Lincolnshire"):
        home_of(tmp_path, "Lincolnshre")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Lincolnshire County Council", "Lincolnshire"),
        ("Newcastle City Council", "Newcastle upon Tyne"),
        ("London Borough of Hammersmith & Fulham", "Hammersmith and Fulham"),
        ("City of York Council", "York"),
        ("City of London Corporation", "City of London"),
        ("Council of the Isles of Scilly", "Isles of Scilly"),
        ("Royal Borough of Kensington and Chelsea", "Kensington and Chelsea"),
        ("City of Bradford Metropolitan District Council", "Bradford"),
        ("Hull City Council", "Kingston upon Hull"),
        ("SOMERSET", "Somerset"),
        ("E10000019", "Lincolnshire"),
    ],
)
def test_a_council_is_found_by_what_it_calls_itself(said, meant):
    assert published.find(said) == meant
    assert published.knows(meant)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Kingston", "did you mean Kingston upon Hull or Kingston upon Thames?"),
        ("Lincolnshre", "did you mean Lincolnshire"),
        ("Lincoln City Council", "is no council of the published figures"),
        ("Zzz", "write it as the tables have it"),
    ],
)
def test_a_name_that_is_no_council_s_or_that_of_several_is_answered_with_the_nearest(said, words):
    with pytest.raises(Unknown, match=re.escape(words)):
        published.find(said)


def test_making_it_again_takes_the_framework_s_own_table_first_and_refuses_other_files(tmp_path):
    row = "{},E10000019,Lincolnshire,2024-25,{}\n"
    for name, value in (("first.csv", "1.5"), ("second.csv", "2.5")):
        head = "Measure,Area,Area Name,Period,Value\n"
        (tmp_path / name).write_text(head + row.format("ASCOF 4A", value) + row.format(name, "[c]"), encoding="utf-8")
    made = tmp_path / "made.parquet"
    assert published.make([tmp_path / "first.csv", tmp_path / "second.csv"], made) == 3
    with duckdb.connect() as connection:
        rows = connection.execute("select measure, value::double, marker, source from read_parquet(?)", [str(made)])
        found = rows.fetchall()
    assert Counter(row[:3] for row in found) == Counter(
        [("ASCOF 4A", 1.5, None), ("first.csv", None, "[c]"), ("second.csv", None, "[c]")]
    )
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(Refused, match=r"other\.csv is no table of published figures"):
        published.make([tmp_path / "other.csv"], made)


def test_every_council_that_ended_has_no_newer_figure_and_its_successors_have():
    """What the notes of the workbook say, held against the figures: the year it ended is the first without a value."""
    ended = tomllib.loads(published.ENDED.read_text(encoding="utf-8"))
    with duckdb.connect() as connection:
        rows = connection.execute(
            "select area, area_name, left(period, 4) from read_parquet($path) where value is not null"
            " and regexp_matches(area, '^E(06|08|09|10)')",
            {"path": str(published.FACTS)},
        ).fetchall()
    last = {area: max(year for other, _, year in rows if other == area) for area in {area for area, *_ in rows}}
    newest = max(last.values())
    going_on = {name for area, name, _ in rows if last[area] == newest}
    gone = {area: name for area, name, _ in rows if last[area] < newest and name not in going_on}
    assert gone == {area: one["name"] for area, one in ended.items()} and len(gone) == 4
    for area, one in ended.items():
        assert int(last[area]) == int(one["since"][:4]) - 1
        assert set(one["successors"]) <= going_on and published.find(one["name"]) == one["name"]


@pytest.mark.parametrize("said", ["Cumbria County Council", "E10000006"])
def test_a_council_that_ended_is_told_which_came_after_it(tmp_path, said):
    ours = tmp_path / "council"
    sentence = (
        'Cumbria ended: since 2023-24 there is "Cumberland" and "Westmorland and Furness"; write one of these names'
    )
    with pytest.raises(Unknown, match=re.escape(sentence)):
        start.settle(said, ours, (), has_files=False)
    assert not ours.exists()
    (told,) = start.settle(said, ours, (), has_files=True)
    assert told.startswith(sentence) and council.read(ours).among == "Cumbria"
    with pytest.raises(Unknown, match="Poole ended: since 2019-20"):
        start.settle("Lincolnshire", tmp_path / "other", ("Poole",), has_files=False)


@pytest.mark.parametrize("said", ["Dorset County Council", "Somerset", "Buckinghamshire Council", "North Yorkshire"])
def test_a_council_that_goes_on_under_its_name_has_not_ended(said):
    assert published.ended(published.find(said)) == ""
