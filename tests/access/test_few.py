"""Few people are not told of: what a reader without records is given, held against counts made from the rows."""

import re

import pytest

from dashboard.access.few import OTHERS
from dashboard.access.scope import seen_by
from tests.access.readers import Anybody, asking, reader_of
from tests.access.test_reading import addresses

MANAGED = ("older-people", "children")  # heads of what the readers of these tests see
KNOWN = """thing.person in (select person from model.people) or thing.person in (select child from model.children)
    or thing.person in (select post from model.staff_months)"""
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SMALL = {word: n for n, word in enumerate(WORDS, 1)}
NUMBER = rf"(?<![\d,.£])(\d{{1,2}}|{'|'.join(SMALL)})"
COUNTS = re.compile(
    rf"{NUMBER}\s+(?:people|persons?|children|carers)(?:[’']s|\s+(?:ha[sd]|have|with|are|were|is|was)\b)", re.IGNORECASE
)

INLINE = r"</?(?:a|b|em|small|span|strong)\b[^>]*>"  # what may stand between a number and its noun


@pytest.fixture
def fewest(cursor):
    return cursor.execute("select fewest from about.settings").fetchone()[0]


def closed(mini, unit):
    """What a reader without records sees at a unit and below."""
    return seen_by(mini.store, reader_of(unit, "member", opened=False)).snapshot().cursor()


@pytest.mark.parametrize("unit", MANAGED)
def test_no_part_of_a_measure_is_of_few_people_however_many_rows_they_have(mini, cursor, fewest, unit):
    """The people of each part that is told, counted anew from the measure's own rows."""
    measures = cursor.execute("select key, basis, slices, sql from about.measures where kind <> 'supplied'").fetchall()
    told = 0
    with closed(mini, unit) as seen:
        for key, basis, slices, sql in measures:
            parts = seen.execute(
                "select unit, month, slice, slice_value from cube.cells where measure = $1 and basis = $2"
                " and slice <> '' and month = (select max(month) from model.months)",
                [key, basis],
            ).fetchall()
            if not cursor.execute(f"select count(*) from ({sql}) as thing where {KNOWN}").fetchone()[0]:
                continue  # of lines of money, and of nobody
            for slice_ in {part[2] for part in parts} & set(slices or ()):
                truth = cursor.execute(
                    f"""select a.above, w.month, '{slice_}',
                        coalesce(nullif(trim(cast(thing."{slice_}" as varchar)), ''), 'Not known'),
                        count(distinct thing.person) from ({sql}) as thing
                    join model.units_above as a on a.unit = thing.unit and a.month = thing.month
                    join model.windows as w on w.member = thing.month and w.basis = $1
                    group by all""",
                    [basis],
                ).fetchall()
                people = {tuple(row[:4]): row[4] for row in truth}
                shown = [part for part in parts if part[2] == slice_]
                small = {part: people[part] for part in shown if 0 < people.get(part, 0) < fewest}
                assert small == {}, key
                told += len(shown)
    assert told > 20


@pytest.mark.parametrize("unit", MANAGED)
def test_small_groups_of_people_are_one_and_the_whole_stays_what_it_is(mini, cursor, fewest, unit):
    whole = "select unit, month, sum(people) from cube.demand where unit = $1 group by unit, month order by month"
    groups = "select user_group, month, sum(people) as n from cube.demand where unit = $1 group by all order by 1, 2"
    with closed(mini, unit) as seen:
        assert seen.execute(whole, [unit]).fetchall() == cursor.execute(whole, [unit]).fetchall()
        told = seen.execute(groups, [unit]).fetchall()
    assert told and all(count >= fewest for group, _, count in told if group != OTHERS)
    with seen_by(mini.store, reader_of(unit, "manager", opened=False)).snapshot().cursor() as seen:
        assert seen.execute(groups, [unit]).fetchall() == cursor.execute(groups, [unit]).fetchall()  # may open records


@pytest.mark.parametrize("unit", MANAGED)
def test_the_people_of_a_provider_are_told_where_they_are_many_and_never_by_subtraction(mini, cursor, fewest, unit):
    asked = "select unit, month, service, provider, people from cube.provider_services"
    true = {row[:4]: row[4] for row in cursor.execute(asked).fetchall()}
    with closed(mini, unit) as seen:
        found = seen.execute(asked).fetchall()
    hidden, shown = {}, set()
    for *key, people in found:
        if people is None:
            hidden.setdefault(tuple(key[:3]), []).append(true[tuple(key)])
        else:
            assert people == true[tuple(key)] and not 0 < people < fewest
            shown |= {tuple(key[:3])} if people else set()
    assert len(hidden) > 50 or unit == "children"
    assert all(len(hidden[key]) > 1 and sum(hidden[key]) >= fewest for key in hidden.keys() & shown)


@pytest.mark.slow
def test_no_page_counts_few_people_to_whoever_may_not_open_the_records(mini, fewest):
    """Every page of a reader without records at a unit of theirs: whatever it says of so many people or children."""
    door = Anybody()
    client, told = asking(mini.store, door), set()
    door.now = reader_of("older-people", "member", opened=False)
    for path, words in addresses(["op-harbour"]):
        answer = client.get(path, query_string=words)
        if answer.mimetype == "text/html":
            text = re.sub(r"<[^>]+>", " | ", re.sub(INLINE, " ", answer.get_data(as_text=True)))
            told |= {(path, found[0]) for found in COUNTS.finditer(text) if 0 < number(found[1]) < fewest}
    # A whole of the unit, as a scorecard has it, and no part of one.
    assert told == {("/casework", "12 people’s")}


def number(word):
    return SMALL.get(word.lower()) or int(word)
