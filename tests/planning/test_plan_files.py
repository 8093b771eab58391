"""Plans come in from a file whole or not at all, every mistake with its line and column; and go where a unit goes."""

import csv
from pathlib import Path

import openpyxl
import pytest

from dashboard import council
from dashboard.errors import DefinitionError, Refused
from dashboard.journal import ANYTHING, Journal
from dashboard.planning import importing, moving, plans
from dashboard.planning.settings import Planning, read
from dashboard.written import Written
from tests.planning.test_planning import Units, a_unit

TEMPLATE = council.DATA / "new_council" / importing.TEMPLATE


class Known(Units):
    """The names of a store, as far as a file of plans needs them."""

    def __init__(self, *places):
        super().__init__(*places)
        self.measures = {"clients_reviewed": {"title": "Clients whose care was reviewed"}}
        self.objectives = {"o1": {"title": "People live at home"}}

    def above(self, unit):
        return []


NAMES = Known(a_unit("north"), a_unit("south"))


@pytest.fixture
def journal(tmp_path):
    found = Journal(f"sqlite:///{tmp_path}/journal.sqlite")
    yield found
    found.close()


def filled(folder, name="plans.csv", **changed):
    """The template for the unit north; `changed` is {"5.due": text} by line and column."""
    rows = list(csv.reader(TEMPLATE.read_text(encoding="utf-8").splitlines()))
    rows = [[cell.replace("UNIT", "north") for cell in row] for row in rows]
    for place, text in changed.items():
        line, column = place.split(".")
        rows[int(line) - 1][rows[0].index(column)] = text
    path = Path(folder) / name
    if name.endswith(".xlsx"):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    else:
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
    return path


@pytest.mark.parametrize("name", ["plans.csv", "plans.xlsx"])
def test_the_template_of_a_council_is_a_plan_that_comes_in_whole(tmp_path, journal, name):
    found = importing.drafts(filled(tmp_path, name), NAMES, Written(journal), "ann")
    journal.write(*found, may=ANYTHING)
    (plan,) = plans.plans(Written(journal))
    assert [len(plan.by_sort[sort]) for sort in ("priority", "milestone", "activity", "staff", "money", "risk")] == [
        1
    ] * 6
    (priority,) = plan.priorities
    assert plan.by_sort["milestone"][0].get("serves") == plan.by_sort["activity"][0].get("serves") == priority.key
    assert (f"{plan.by_sort['milestone'][0].get('due')}", priority.get("shows")) == ("2026-09-30", "clients_reviewed")
    with pytest.raises(importing.NotRead, match="it has a plan already"):
        importing.drafts(tmp_path / name, NAMES, Written(journal), "ann")


@pytest.mark.parametrize(
    ("place", "text", "told"),
    [
        ("2.years", "2", "line 2, column years: '2'"),
        ("2.unit", "west", "line 2, column unit: 'west': there is no such unit"),
        ("3.line", "prority", "line 3, column line: 'prority': write one of plan"),
        ("3.rank", "first", "line 3, column rank: 'first': write a whole number"),
        ("3.rank", "100", "line 3, column rank: '100': write 99 or less"),
        ("3.shows", "reviewed", "line 3, column shows: 'reviewed': there is no such"),
        ("4.due", "31/13/2026", "line 4, column due: '31/13/2026': write a day, such as 2026-09-30"),
        ("4.serves", "2", "line 4, column serves: '2': there is no such; there are 1, every review in time"),
        ("4.fte", "2", "line 4, column fte: '2': a line of this sort has no such column"),
        ("5.units", "many", "line 5, column units: 'many'"),
        ("5.year", "", "line 5, column year: '': fill this in"),
        ("8.likelihood", "often", "line 8, column likelihood: 'often'"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_column_and_nothing_is_written(tmp_path, journal, place, text, told):
    with pytest.raises(importing.NotRead) as problem:
        importing.drafts(filled(tmp_path, **{place: text}), NAMES, Written(journal), "ann")
    assert told in str(problem.value)
    assert journal.last() == 0


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("plans.csv", "", "is empty"),
        ("plans.csv", "a,b\n1,2\n", "no column 'line'"),
        ("plans.csv", "line,unit\n", "headings and no row under them"),
        ("plans.csv", "line,unit,due,due\nplan,westmarch,,\n", "two columns 'due'"),
        ("plans.xlsx", "line,unit\n", "is no workbook that opens: save it"),
    ],
)
def test_what_is_no_file_of_plans_is_refused_in_a_sentence(tmp_path, name, text, told):
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(Refused, match=told):
        importing.read(path)


def test_where_a_unit_ends_its_lines_go_to_its_successor_with_a_note(tmp_path, journal):
    for unit in ("north", "south"):
        path = filled(tmp_path)
        path.write_text(path.read_text(encoding="utf-8").replace("north", unit), encoding="utf-8")
        journal.write(*importing.drafts(path, NAMES, Written(journal), "ann"), may=ANYTHING)
    moved = moving.drafts(Written(journal), 2026, "north", "south", "bo", "North and South are one team from April")
    journal.write(*moved, may=ANYTHING)
    left, taken = sorted(plans.plans(Written(journal)), key=lambda plan: plan.unit)
    assert (len(left.lines), len(taken.lines)) == (0, 12)
    assert [one.rank for one in taken.priorities] == [1, 2]
    assert {line.get("serves") for line in taken.by_sort["milestone"]} == {one.key for one in taken.priorities}
    assert {event.reason for event in journal.events(kinds="line.moved")} == {"North and South are one team from April"}
    with pytest.raises(Refused, match="no plan"):
        moving.drafts(Written(journal), 2031, "north", "south", "bo", "why")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[capacity]\nleave = 120", "leave is 120; write a number from 0 to 90"),
        ('[[step]]\nname = "x"\nby = "06-31"\nasks = "money"', "by is '06-31'; write month and day"),
        ('[[step]]\nname = "x"\nby = "06-30"\nasks = "all"', "asks is 'all'; write one of priorities"),
        ("hours = 3", "unknown word 'hours'"),
    ],
)
def test_the_settings_of_plans_are_checked(tmp_path, text, told):
    (tmp_path / "plans.toml").write_text(text)
    with pytest.raises(DefinitionError) as problem:
        read(tmp_path)
    assert told in str(problem.value)
    assert read(tmp_path / "nowhere") == Planning() == read(council.DATA / "new_council")
