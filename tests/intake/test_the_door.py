"""What a file does to what was there: slips, totals, withdrawal, its month, and what a load says of it all."""

import random
from datetime import date, datetime
from decimal import Decimal

import pytest

from dashboard import cli, intake
from dashboard.errors import Unknown
from dashboard.intake.dating import months_in
from dashboard.intake.slips import own_months
from tests.intake.council_files import text
from tests.intake.rows import add_up, stored

NOW = datetime(2026, 7, 10)
MAPPING = 'layout = "ledger"\n[columns]\ncost_centre = "CC"\ndate = "Paid"\nsupplier = "Supplier"\namount = "Net"\n'
HEAD = ["CC", "Paid", "Supplier", "Net"]


@pytest.fixture
def ours(tmp_path):
    folder = tmp_path / "ours"
    (folder / "mappings").mkdir(parents=True)
    (folder / "mappings" / "ours.toml").write_text(MAPPING, encoding="utf-8")
    return folder


def write(path, rows, head=HEAD):
    path.write_text(text(head, rows), encoding="utf-8")
    return path


def paid(day, amount="100.00", supplier="Oak"):
    return ["A1", f"{day:%d/%m/%Y}", supplier, amount]


def spring(rows=240):
    return [paid(date(2026, 4 + n % 3, n % 28 + 1)) for n in range(rows)]


def load(home, ours, *paths, **words):
    results = intake.load(paths, home, ours, now=NOW, **words)
    assert add_up(results)
    return results


@pytest.mark.parametrize("rows", [6, 30, 241, 3000])
@pytest.mark.parametrize("slip", [date(2052, 5, 13), date(2062, 4, 1)])
def test_a_slipped_year_is_named_and_the_corrected_file_takes_its_place(rows, slip, home, ours, tmp_path):
    right = spring(rows)
    (bad,) = load(home, ours, write(tmp_path / "bad.csv", [*right, paid(slip)]))
    assert (bad.period_start, bad.period_end) == (date(2026, 4, 1), date(2026, 6, 30))
    (said,) = intake.rejects(home)
    assert (said["line"], said["value"]) == (rows + 2, f"{slip:%d/%m/%Y}")
    assert "2026-04 to 2026-06: a slip of the pen?" in said["reason"]
    (good,) = load(home, ours, write(tmp_path / "good.csv", [*right, paid(date(2026, 5, 13))]))
    assert good.outcome == "supersedes bad.csv"


def test_a_slip_back_is_warned_of_and_stays_in(home, ours, tmp_path):
    (result,) = load(home, ours, write(tmp_path / "a.csv", [*spring(), paid(date(2006, 5, 13))]))
    assert (result.rows_stored, result.rows_warned, result.period_start) == (241, 1, date(2026, 4, 1))
    assert [(one["line"], one["action"]) for one in intake.rejects(home)] == [(242, "warned")]


def month(number):
    return date(2020 + (number - 1) // 12, (number - 1) % 12 + 1, 1)


OWN = [
    ([(1, 80), (2, 80), (3, 80)], (1, 3)),
    ([(n, 1) for n in range(1, 13)], (1, 12)),
    ([(1, 80), (2, 80), (3, 80), (4, 1)], (1, 3)),  # one row of the month after
    ([(1, 80), (2, 80), (3, 80), (9, 2)], (1, 3)),
    ([(1, 1), (14, 80), (15, 80)], (14, 15)),
    ([(1, 5), (2, 30), (3, 90), (4, 200)], (1, 4)),  # a file may begin slowly
    ([(1, 50), (2, 60), (30, 55), (31, 50)], (1, 31)),  # and have a hole
    ([(1, 3)], (1, 1)),
    ([(1, 4), (2, 4), (40, 1)], (1, 2)),
    ([(5, 900), (6, 12)], (5, 5)),  # a fiftieth
    ([(5, 900), (6, 100)], (5, 6)),  # a part of a month
]


@pytest.mark.parametrize(("counted", "own"), OWN)
def test_a_handful_of_rows_never_sets_the_months_of_a_file(counted, own):
    found = own_months([(month(number), rows) for number, rows in counted], date(2030, 1, 1))
    assert found == tuple(map(month, own))


def test_two_rows_of_which_one_lies_years_ahead_are_of_the_one_that_can_be():
    assert own_months([(date(2026, 4, 1), 1), (date(2052, 4, 1), 1)], date(2026, 7, 1)) == (date(2026, 4, 1),) * 2


TOTALS = [
    (["Grand Total"], [2]),
    (["TOTAL"], [2]),
    (["Totals:"], [2]),
    (["Sub-total"], [2]),
    (["Total for A1"], [2]),
    (["A1 Total"], [2]),
    (["Sum"], [2]),
    (["Overall"], [2]),
    (["Balance carried forward"], [2]),
    ([""], [2]),
]


@pytest.mark.parametrize(("label", "_rows"), TOTALS)
@pytest.mark.parametrize("column", [0, 2])
def test_a_total_under_any_name_in_any_column_is_named_and_not_counted(label, _rows, column, home, ours, tmp_path):
    mapping = MAPPING.replace('date = "Paid"\n', "") + '[constants]\ndate = "2026-06-30"\n'
    (ours / "mappings" / "ours.toml").write_text(mapping, encoding="utf-8")
    total = ["", "", "", "350.00"]
    total[column] = label[0]
    rows = [["A1", "", "Oak", "100.00"], ["A1", "", "Elm", "250.00"], total]
    (result,) = load(home, ours, write(tmp_path / "a.csv", rows))
    assert (result.rows_stored, result.rows_rejected) == (2, 1)
    assert "is a total of other rows" in " ".join(one["reason"] for one in intake.rejects(home))


def test_totals_of_groups_and_of_them_all_are_told_from_the_rows_whatever_the_groups(home, ours, tmp_path):
    chance = random.Random(7)
    rows, right, whole = [], [], Decimal(0)
    for group in range(6):
        amounts = [Decimal(chance.randint(-20_000, 90_000)) / 100 for _ in range(chance.randint(2, 9))]
        rows += [paid(date(2026, 4, 3), f"{amount:,.2f}", "Total Homecare Ltd") for amount in amounts]
        rows.append(paid(date(2026, 4, 3), f"{sum(amounts):,.2f}", f"Group {group} total"))
        right += amounts
        whole += sum(amounts)
    rows.append(paid(date(2026, 4, 3), f"{whole:,.2f}", "All services"))
    (result,) = load(home, ours, write(tmp_path / "a.csv", rows))
    assert sorted(amount for (amount,) in stored(home, ours, "ledger", "amount")) == sorted(right)
    assert result.rows_rejected == 7


def test_a_supplier_called_total_is_a_supplier(home, ours, tmp_path):
    rows = [paid(date(2026, 4, 3), amount, "Total Care Ltd") for amount in ("10.00", "20.00", "25.00")]
    (result,) = load(home, ours, write(tmp_path / "a.csv", rows))
    assert (result.rows_stored, result.warnings) == (3, {})


def test_a_last_row_that_is_the_sum_of_all_is_remarked_on_whatever_it_is_called(home, ours, tmp_path):
    amounts = ("10.00", "20.00", "31.50", "61.50")
    (result,) = load(home, ours, write(tmp_path / "a.csv", [paid(date(2026, 4, 3), one, "Ash") for one in amounts]))
    assert (result.rows_stored, result.rows_warned) == (4, 1)
    assert intake.rejects(home)[0]["line"] == 5


def test_a_named_total_that_does_not_add_up_says_what_the_rows_come_to(home, ours, tmp_path):
    rows = [paid(date(2026, 4, 3), "10.00"), paid(date(2026, 4, 3), "20.00"), paid(date(2026, 4, 3), "99.00", "Total")]
    load(home, ours, write(tmp_path / "a.csv", rows))
    assert "though the rows above come to 30.00" in intake.rejects(home)[0]["reason"]


def test_a_withdrawn_file_does_not_count_and_what_it_had_replaced_does_until_it_is_put_back(home, ours, tmp_path):
    (first,) = load(home, ours, write(tmp_path / "a.csv", spring(30)))
    (second,) = load(home, ours, write(tmp_path / "b.csv", spring(33)))
    assert second.outcome == "supersedes a.csv"
    said = intake.withdraw(home, second.file, NOW)
    assert said[:2] == ["b.csv (file 2, 33 rows) is withdrawn.", "a.csv is in force again."]
    assert len(stored(home, ours, "ledger")) == 30
    assert [(one["name"], one["in_force"], one["withdrawn"]) for one in intake.loads(home)] == [
        ("a.csv", True, None),
        ("b.csv", False, "2026-07-10 00:00:00"),
    ]
    (again,) = load(home, ours, tmp_path / "b.csv")
    assert again.outcome == "already loaded" and "withdrawn on 2026-07-10" in again.notes[0]
    assert intake.put_back(home, second.file)[1] == "a.csv is no longer in force."
    assert len(stored(home, ours, "ledger")) == 33
    assert first.file == 1


def test_there_is_no_withdrawing_what_is_not_there(home):
    with pytest.raises(Unknown, match="no file 9"):
        intake.withdraw(home, 9)


UNDATED = 'layout = "ledger"\n[columns]\ncost_centre = "CC"\nsupplier = "Supplier"\namount = "Net"\n'


def undated(ours, more=""):
    (ours / "mappings" / "ours.toml").write_text(UNDATED + more, encoding="utf-8")


def months_of(home, ours):
    found = stored(home, ours, "ledger", "coalesce(period, date), amount::integer")
    return sorted((f"{one:%Y-%m}", amount) for one, amount in found)


@pytest.mark.parametrize("more", ["", '[constants]\nperiod = "2026-01"\n', '[constants]\ndate = "2026-01-31"\n'])
def test_the_month_of_a_file_without_dates_is_the_one_it_is_told(more, home, ours, tmp_path):
    undated(ours, more)
    for name, amount, told in (("a.csv", "100", "2026-04"), ("b.csv", "200", "May 2026")):
        load(home, ours, write(tmp_path / name, [["A", "Oak", amount]], ["CC", "Supplier", "Net"]), period=told)
    assert months_of(home, ours) == [("2026-04", 100), ("2026-05", 200)]


@pytest.mark.parametrize("where", ["file name", "title"])
def test_the_month_of_a_file_is_in_its_name_or_title_where_a_mapping_says_so(where, home, ours, tmp_path):
    undated(ours, f'[dates]\nfrom = "{where}"\n')
    for name, title, amount in (("Pay April 2026.csv", "April 2026", 100), ("pay_2026-05.csv", "to 05/2026", 200)):
        path = tmp_path / name
        path.write_text(f"Payments {title}\n\n" + text(["CC", "Supplier", "Net"], [["A", "Oak", amount]]))
        load(home, ours, path)
    assert months_of(home, ours) == [("2026-04", 100), ("2026-05", 200)]


def test_a_name_without_a_month_holds_the_file_back_until_it_is_told(home, ours, tmp_path):
    undated(ours, '[dates]\nfrom = "file name"\n')
    path = write(tmp_path / "april.csv", [["A", "Oak", "1"]], ["CC", "Supplier", "Net"])
    (result,) = load(home, ours, path)
    assert result.outcome.startswith("held back: its file name ('april.csv') says no month with its year")
    (result,) = load(home, ours, path, period="2026-04")
    assert (result.outcome, result.period_end) == ("stored", date(2026, 4, 30))


@pytest.mark.parametrize(
    ("told", "says"), [("2026-04", "the file says its own dates (Paid)"), ("2024-25", "the file says its own dates")]
)
def test_a_period_that_a_file_cannot_take_holds_it_back_and_it_goes_in_without(told, says, home, ours, tmp_path):
    path = write(tmp_path / "a.csv", spring(3))
    (result,) = load(home, ours, path, period=told)
    assert result.outcome.startswith("held back: --period") and says in result.outcome
    assert load(home, ours, path)[0].outcome == "stored"


def test_a_period_told_for_a_folder_is_for_those_of_its_files_that_can_take_it(home, ours, tmp_path):
    undated(ours)
    (tmp_path / "in").mkdir()
    write(tmp_path / "in" / "a.csv", [["A", "Oak", "1"]], ["CC", "Supplier", "Net"])
    write(tmp_path / "in" / "u.csv", [["w", "W", "council"] + [""] * 6], UNITS)
    paid, units = load(home, ours, tmp_path / "in", period="2026-04")
    assert (paid.period_start, paid.notes) == (date(2026, 4, 1), ())
    assert (units.outcome, "has no period" in units.notes[0]) == ("stored", True)


def test_a_period_that_is_not_insisted_on_is_for_the_files_that_say_none(home, ours, tmp_path):
    undated(ours)
    bare = write(tmp_path / "bare.csv", [["A", "Oak", "1"]], ["CC", "Supplier", "Net"])
    dated = write(tmp_path / "dated.csv", spring(3), ["Cost Centre", "Date", "Supplier", "Amount"])
    told, own = load(home, ours, bare, dated, period="2026-06", insisted=False)
    assert (told.outcome, told.period_start, told.notes) == ("stored", date(2026, 6, 1), ())
    assert (own.outcome, own.period_start) == ("stored", date(2026, 4, 1))
    assert own.notes == ("not used: --period 2026-06: the file says its own dates (Date)",)


def test_a_year_where_a_month_is_needed_and_a_period_where_there_is_none_are_refused(home, ours, tmp_path):
    undated(ours)
    path = write(tmp_path / "a.csv", [["A", "Oak", "1"]], ["CC", "Supplier", "Net"])
    assert "needs one month" in load(home, ours, path, period="2024-25")[0].outcome
    units = write(tmp_path / "u.csv", [["w", "W", "council"] + [""] * 6], UNITS)
    assert "has no period" in load(home, ours, units, period="2026-04")[0].outcome


UNITS = ["Unit", "Name", "Level", "Parent", "Peer Group", "Area", "Leader", "Starts", "Ends"]
NAMED = {
    "payments-2026-04.csv": ["2026-04"],
    "Payments April 2026 v2.xlsx": ["2026-04"],
    "apr26_spend.csv": ["2026-04"],
    "2026 Apr.csv": ["2026-04"],
    "202604.csv": ["2026-04"],
    "04-2026 payments.csv": ["2026-04"],
    "april-payments.csv": [],
    "2024-2025.csv": [],
    "marches 12.csv": [],
    "Apr 2026 to May 2026.csv": ["2026-04", "2026-05"],
}


@pytest.mark.parametrize("name", NAMED)
def test_months_are_found_in_names(name):
    assert sorted(f"{one:%Y-%m}" for one in months_in(name)) == NAMED[name]


def test_a_target_of_no_measure_or_unit_is_warned_of_with_the_nearest_name(home, ours, tmp_path):
    load(home, ours, write(tmp_path / "u.csv", [["adults", "Adults", "council"] + [""] * 6], UNITS))
    head = ["Measure", "Unit", "From", "To", "Target", "Upper", "Basis", "Set By"]
    rows = [["complaints_in_tme", "adults", "2026-04-01", "", "90"] + [""] * 3]
    rows += [["complaints_in_time", unit, "2026-04-01", "", "90", "", "", ""] for unit in ("adult", "adults")]
    (result,) = load(home, ours, write(tmp_path / "t.csv", rows, head))
    assert (result.rows_stored, result.rows_warned) == (3, 2)
    assert [(one["line"], one["value"], one["reason"]) for one in intake.rejects(home)] == [
        (2, "complaints_in_tme", "is not found in the measures: is complaints_in_time meant?"),
        (3, "adult", "is not found in organisation: is adults meant?"),
    ]


def test_a_figure_under_no_code_of_a_measure_is_warned_of_with_the_nearest_one(home, ours, tmp_path, capsys):
    """By hand, that is: a published table holds many figures of which no measure is made, and says its codes itself."""
    head = ["Measure", "Area", "Period", "Value"]
    rows = [[code, "England", "2024-25", "70"] for code in ("ASCOF 2AA", "ascof 2a", "FEEL_SAFE", "feel_saef", "zzz")]
    (result,) = load(home, ours, write(tmp_path / "f.csv", rows, head))
    assert (result.rows_stored, result.rows_warned) == (5, 3)
    said = [(one["line"], one["value"], one["reason"]) for one in intake.rejects(home)]
    assert said == [
        (2, "ASCOF 2AA", "is not found in the measures and their codes: is ascof 2a meant?"),
        (5, "feel_saef", "is not found in the measures and their codes: is feel_safe meant?"),
        (6, "zzz", "is not found in the measures and their codes"),
    ]
    (ours / "council.toml").touch()
    for command in ("check", "build"):
        cli.main(["--home", str(home.path), "--council", str(ours), command])
        told = capsys.readouterr().err
        assert "f.csv line 5: Measure 'feel_saef' is not found" in told and "is feel_safe meant?" in told


def test_a_ledger_line_without_a_cost_centre_is_kept(home, ours, tmp_path):
    rows = [["", "03/04/2026", "Oak", "5"], ["A", "03/04/2026", "Elm", "6"]]
    (result,) = load(home, ours, write(tmp_path / "a.csv", rows))
    assert result.rows_stored == 2


def run(home, ours, capsys, *words):
    code = cli.main(["--home", str(home.path), "--council", str(ours), *map(str, words)])
    return code, capsys.readouterr().out


def test_a_load_ends_with_what_a_person_needs(home, ours, tmp_path, capsys):
    run(home, ours, capsys, "load", write(tmp_path / "old.csv", spring(30)))
    write(tmp_path / "new.csv", [*spring(31), paid(date(2026, 5, 2), "soon")])
    (tmp_path / "note.csv").write_text("what,ever\n1,2\n")
    code, out = run(home, ours, capsys, "load", tmp_path / "new.csv", tmp_path / "note.csv")
    assert code == 1
    said = out.splitlines()
    assert said[0] == "1 of 2 files is not in as it should be:"
    assert said[1].startswith("  note.csv: not recognised")
    for words in (
        "Files in: 1 in the place of an earlier one.",
        "Rows: 32 read, 31 stored, 1 turned away.",
        "Turned away: 1 × Net is not an amount of money",
        "Months now covered: ledger 2026-04 to 2026-06.",
        "Changed: ledger 2026-04: +1 rows, +100.00 pounds.",
    ):
        assert words in said


def test_where_nothing_went_in_the_next_step_is_no_build(home, ours, tmp_path, capsys):
    (tmp_path / "empty.csv").write_bytes(b"")
    code, out = run(home, ours, capsys, "load", tmp_path / "empty.csv")
    assert code == 1 and "empty.csv: not recognised: the file is empty; save it again from where it came" in out
    assert "Next: mend the files" in out and "dashboard build" not in out
    good = write(tmp_path / "good.csv", spring(30))
    for _ in range(2):  # the second time it is there already
        code, out = run(home, ours, capsys, "load", good)
        assert code == 0 and "Next: python -m dashboard build" in out


def test_a_check_does_all_but_keep(home, ours, tmp_path, capsys):
    run(home, ours, capsys, "load", write(tmp_path / "old.csv", spring(30)))
    before = {path: path.read_bytes() for path in home.kept.rglob("*") if path.is_file()}
    code, out = run(home, ours, capsys, "load", "--check", write(tmp_path / "new.csv", spring(33)))
    assert (code, "Files in: 1 in the place of an earlier one." in out) == (0, True)
    assert "Nothing was kept" in out
    assert {path: path.read_bytes() for path in home.kept.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("good", [0, 1, 2])
def test_a_file_of_which_little_went_in_is_no_success(good, home, ours, tmp_path, capsys):
    rows = spring(good) + [paid(date(2026, 4, 2), "soon")] * 2
    code, _ = run(home, ours, capsys, "load", write(tmp_path / "a.csv", rows))
    assert code == (0 if good == 2 else 1)


def test_the_whole_table_is_there_on_request(home, ours, tmp_path, capsys):
    code, out = run(home, ours, capsys, "load", "--format", "csv", write(tmp_path / "a.csv", spring(2)))
    assert (code, out.splitlines()[0].split(",")[:3]) == (0, ["file", "name", "layout"])
