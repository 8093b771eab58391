"""What was given is kept; a later file takes the place of an earlier; nothing half-written counts."""

import gzip
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date

import pytest

from dashboard import intake
from dashboard.errors import Refused
from tests.intake.council_files import visit, write_visits
from tests.intake.rows import stored


def ssda903(folder, year, children=("1",)):
    """A tiny return of the year to a 31 March: header and episodes."""
    folder.mkdir()
    header = "".join(f"{child},1,01/01/2010,WBRI,,,\n" for child in children)
    episodes = "".join(f"{child},05/06/{year - 1},S,C2,N1,U1,PR1,,,,,,\n" for child in children)
    (folder / "header.csv").write_text("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n" + header, encoding="utf-8")
    (folder / "z_episodes.csv").write_text(
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n" + episodes,
        encoding="utf-8",
    )
    return folder


def test_the_same_bytes_again_change_nothing_and_it_is_said(home, council, tmp_path):
    path = write_visits(tmp_path / "v.csv", visit(1))
    again = shutil.copy(path, tmp_path / "copy.csv")
    (first,) = intake.load([path], home, council)
    (second,) = intake.load([again], home, council)
    assert (first.outcome, second.outcome, second.file) == ("stored", "already loaded", first.file)
    assert second.notes == ("the same bytes as v.csv",)
    assert len(intake.loads(home)) == 1


def test_the_same_bytes_twice_in_one_load_of_yearly_returns_are_one_file(home, council, tmp_path):
    folders = [ssda903(tmp_path / str(year), year) for year in (2023, 2024)]
    results = {(result.name, result.outcome) for result in intake.load(folders, home, council)}
    assert {outcome for name, outcome in results if name == "header.csv"} == {"stored", "already loaded"}
    assert stored(home, council, "ssda903_header", "child") == [("1",)]


def test_a_corrected_file_of_the_same_months_takes_the_place_of_the_first(home, council, tmp_path):
    old = write_visits(tmp_path / "march.csv", visit(1), visit(2))
    new = write_visits(tmp_path / "march corrected.csv", visit(1), visit(3), visit(4))
    intake.load([old], home, council)
    (result,) = intake.load([new], home, council)
    assert result.outcome == "supersedes march.csv"
    assert stored(home, council, "visits", "visit") == [("V1",), ("V3",), ("V4",)]
    listed = {one["name"]: (one["in_force"], one["superseded_by"], one["supersedes"]) for one in intake.loads(home)}
    assert listed == {
        "march.csv": (False, "march corrected.csv", None),
        "march corrected.csv": (True, None, "march.csv"),
    }


def test_files_that_cover_some_of_the_same_months_both_count_and_it_is_said(home, council, tmp_path):
    april = dict(Planned_Start="2024-04-01 09:00", Planned_End="2024-04-01 09:30", Actual_Start="", Actual_End="")
    intake.load([write_visits(tmp_path / "march.csv", visit(1))], home, council)
    (result,) = intake.load([write_visits(tmp_path / "spring.csv", visit(2), visit(3, **april))], home, council)
    assert (result.outcome, result.period_start, result.period_end) == ("stored", date(2024, 3, 1), date(2024, 4, 30))
    assert result.notes == ("covers some of the same months as march.csv; both are in force",)
    assert len(stored(home, council, "visits")) == 3


def test_undated_files_supersede_by_name_and_stand_beside_each_other_otherwise(home, council, tmp_path):
    head = "Measure,Area,Period,Value\n"
    for folder, name, value in [("a", "ascof.csv", 1), ("b", "other.csv", 2), ("c", "ascof.csv", 3)]:
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(f"{head}D40,E1,2024-25,{value}\n", encoding="utf-8")
        intake.load([tmp_path / folder], home, council)
    assert [int(value) for (value,) in stored(home, council, "facts", "value")] == [2, 3]


def test_the_episodes_name_the_year_of_the_whole_return(home, council, tmp_path):
    results = intake.load([ssda903(tmp_path / "return", 2018)], home, council)
    assert {(one.period_start, one.period_end) for one in results} == {(date(2017, 4, 1), date(2018, 3, 31))}


def test_a_return_of_another_year_stands_beside_and_a_corrected_one_supersedes(home, council, tmp_path):
    intake.load([ssda903(tmp_path / "one", 2017)], home, council)
    intake.load([ssda903(tmp_path / "two", 2018, ["3"])], home, council)
    assert len(stored(home, council, "ssda903_episodes")) == 2
    results = intake.load([ssda903(tmp_path / "three", 2018, ["1", "2"])], home, council)
    assert {one.outcome for one in results} == {"supersedes header.csv", "supersedes z_episodes.csv"}
    assert len(stored(home, council, "ssda903_episodes")) == 3


def test_a_file_of_the_return_that_comes_alone_has_the_year_of_its_children_or_the_told_one(home, council, tmp_path):
    intake.load([ssda903(tmp_path / "one", 2018)], home, council)
    path = tmp_path / "uasc.csv"
    path.write_text("CHILD,SEX,DOB,DUC\n1,1,01/01/2010,\n", encoding="utf-8")
    (alone,) = intake.load([path], home, council)
    path.write_text("CHILD,SEX,DOB,DUC\n1,2,01/01/2010,\n", encoding="utf-8")
    (told,) = intake.load([path], home, council, period="2015-16")
    assert (alone.period_end, told.period_end) == (date(2018, 3, 31), date(2016, 3, 31))


def test_a_period_that_is_none_is_refused(home, council, tmp_path):
    with pytest.raises(Refused, match="last year"):
        intake.load([tmp_path], home, council, period="last year")


def test_client_returns_of_one_period_all_stay_in_force_for_the_queries_choose_among_them(home, council, tmp_path):
    from dashboard.intake.layout import layouts
    from tests.intake.council_files import right_row, text

    row = right_row(layouts()["cld"])
    for number, code in enumerate(["E1", "E2", "E1"]):
        path = tmp_path / f"{number}.csv"
        path.write_text(
            text(row, [(row | {"LA Code": code, "Event Reference": str(number)}).values()]), encoding="utf-8"
        )
        intake.load([path], home, council)
    assert sorted(stored(home, council, "cld", "la_code, reference")) == [("E1", "0"), ("E1", "2"), ("E2", "1")]


def test_a_slip_in_one_date_of_many_does_not_stretch_the_period(home, council, tmp_path):
    slip = visit(0, Planned_Start="2062-03-01 09:00", Planned_End="2062-03-01 09:30", Actual_Start="", Actual_End="")
    path = write_visits(tmp_path / "v.csv", slip, *(visit(n) for n in range(1, 1200)))
    (result,) = intake.load([path], home, council)
    assert (result.rows_stored, result.rows_rejected, result.period_end) == (1199, 1, date(2024, 3, 31))


def test_rows_made_anew_from_the_kept_files_are_the_same_to_the_last_byte(home, council, tmp_path):
    intake.load(
        [ssda903(tmp_path / "one", 2018), write_visits(tmp_path / "v.csv", visit(1), visit(2, Told_Beforehand="x"))],
        home,
        council,
    )
    intake.relations(home, council)
    caches = {path: path.read_bytes() for path in home.kept.glob("*/*.parquet")}
    files = intake.files_table(home)
    for path in caches:
        path.unlink()
    intake.relations(home, council)
    assert {path: path.read_bytes() for path in home.kept.glob("*/*.parquet")} == caches
    assert intake.files_table(home) == files


def test_a_changed_mapping_reads_what_was_kept_anew(home, tmp_path):
    ours = tmp_path / "ours" / "mappings"
    ours.mkdir(parents=True)
    mapping = 'layout = "ledger"\n[columns]\ncost_centre = "CC"\namount = "%s"\ndate = "Day"\n'
    (ours / "ours.toml").write_text(mapping % "Net", encoding="utf-8")
    path = tmp_path / "l.csv"
    path.write_text("CC,Net,Gross,Day\nA,10,12,2024-03-01\n", encoding="utf-8")
    (before,) = intake.load([path], home, ours.parent)
    (ours / "ours.toml").write_text(mapping % "Gross", encoding="utf-8")
    assert [int(amount) for (amount,) in stored(home, ours.parent, "ledger", "amount")] == [12]
    assert intake.loads(home)[0]["file"] == before.file
    (ours / "ours.toml").unlink()
    with pytest.raises(Refused, match=r"l.csv.*ours"):
        intake.relations(home, ours.parent)


ROOM_FOR_THE_BYTES = 450_000  # of a gzipped file whose rows take more


def run_load(home, council, *paths, before="", after=""):
    """Load in a process of its own."""
    program = f"""{before}
from dashboard import intake
from dashboard.home import Home
print("loading", flush=True)
intake.load({[str(path) for path in paths]!r}, Home({str(home.path)!r}), {str(council)!r})
{after}"""
    return subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=council.parents[1],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("share", [0.0, 0.2, 0.4, 0.6, 0.8, 0.95])
def test_a_load_killed_at_any_moment_leaves_what_was_kept_whole(share, home, council, tmp_path):
    old = write_visits(tmp_path / "old.csv", visit(1))
    many = write_visits(
        tmp_path / "many.csv", *(visit(n, Told_Beforehand="?" if n % 9 == 0 else "") for n in range(20_000))
    )
    intake.load([old], home, council)
    started = time.monotonic()
    intake.load([many], type(home)(tmp_path / "measure"), council)
    whole = time.monotonic() - started

    process = run_load(home, council, many)
    assert process.stdout.readline() == "loading\n"
    time.sleep(whole * share)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    process.stderr.close()

    assert len(stored(home, council, "visits", "line")) in (1, 17_777)
    (result,) = intake.load([many], home, council)
    assert (result.rows_read, result.rows_stored) == (20_000, 17_777)
    assert len(stored(home, council, "visits", "line")) == 17_777
    assert list(home.kept.glob(".arriving-*")) == []


@pytest.mark.parametrize(
    "room", [1_000, 100_000, ROOM_FOR_THE_BYTES], ids=["none", "less than the file", "not for the rows"]
)
def test_a_full_disk_is_said_in_a_sentence_and_leaves_what_was_kept(room, home, council, tmp_path):
    old = write_visits(tmp_path / "old.csv", visit(1))
    many = write_visits(tmp_path / "many.csv", *(visit(os.urandom(30).hex()) for n in range(10_000)))
    if room == ROOM_FOR_THE_BYTES:
        many.write_bytes(gzip.compress(many.read_bytes()))
    intake.load([old], home, council)
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))"
    process = run_load(home, council, many, before=limit)
    _, said = process.communicate()
    assert process.returncode == 1
    assert "Refused: many.csv could not be kept in" in said
    assert stored(home, council, "visits", "visit") == [("V1",)]
    assert len(intake.loads(home)) == 1
    assert list(home.kept.glob(".arriving-*")) == []


def test_a_path_that_is_not_there_is_refused_by_name(home, council, tmp_path):
    with pytest.raises(Refused, match=r"nowhere\.csv"):
        intake.load([tmp_path / "nowhere.csv"], home, council)
