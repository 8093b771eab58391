"""The cases of a month as a team finds them: on its scorecard, on their page, in their file."""

import csv
import io
import re
from datetime import date

from dashboard import worklist
from layouts.parts import cases as parts
from layouts.parts.cases import cases_of, over

MONTH = date(2026, 9, 1)
HERE = "unit=op-northfield&month=2026-09"


def test_a_team_sees_its_longest_overdue_cases_on_its_scorecard_and_all_of_them_a_click_away(served_mini, mini):
    client, found = served_mini.server.test_client(), cases_of(mini.store.snapshot(), "op-northfield", MONTH).cases
    assert len(found) > parts.MOST_BESIDE
    card = client.get(f"/?{HERE}").get_data(as_text=True)
    panel = re.search(r'id="this-month".*?</section>', card, re.S).group(0)
    assert re.findall(r"<h3><a[^>]*>(\w+)", panel) == [case.person for case in found[: parts.MOST_BESIDE]]
    assert f'href="/cases?{HERE}"'.replace("&", "&amp;") in panel
    page = client.get(f"/cases?{HERE}").get_data(as_text=True)
    assert re.findall(r'where=person%3A(\w+)"', page) == [case.person for case in found]
    rows = list(csv.DictReader(io.StringIO(client.get(f"/cases.csv?{HERE}").get_data(as_text=True).lstrip("\ufeff"))))
    assert [(row["case"], int(row["days over"])) for row in rows[: len(found)]] == [(c.person, c.days) for c in found]


def test_no_list_of_people_stands_on_the_scorecard_of_what_has_units_below_it(served_mini):
    client = served_mini.server.test_client()
    for unit in ("westmarch", "older-people"):
        assert 'id="this-month"' not in client.get(f"/?unit={unit}&month=2026-09").get_data(as_text=True)


def test_how_long_a_case_is_over_is_told_for_what_is_open_done_and_yet_to_come():
    def case(days, done=None, at_least=None):
        return worklist.Case("m", "P", date(2026, 9, 1), done, days, at_least, None)

    assert [over(case(n)) for n in (180, 1, 0, -1, -17)] == [
        "180 days over",
        "one day over",
        "today",
        "in one day",
        "in 17 days",
    ]
    assert over(case(10, date(2026, 9, 11))) == "done ten days late"
    assert [over(case(n, at_least="no review on file")) for n in (637, -17)] == [
        "at least 637 days over: no review on file",
        "in 17 days or before: no review on file",
    ]
    assert parts.counted([case(637, at_least="x"), case(3)]) == "2 overdue, the longest for at least 637 days"
    listed = [case(180), case(3), case(10, date(2026, 9, 11)), case(-4)]
    assert parts.counted(listed) == "2 overdue, the longest for 180 days, 1 that comes due and 1 done late in the month"


def test_the_first_page_says_how_the_council_is_doing_in_its_scorecard_s_own_figures(served_mini, mini):
    text = served_mini.server.test_client().get("/welcome").get_data(as_text=True)
    with mini.cursor() as cursor:
        standings = dict(
            cursor.execute(
                "select standing, count(*) from cube.card_values as v join cube.cards as c using (unit, measure)"
                " where v.month = ? and v.unit = 'westmarch' group by standing",
                [MONTH],
            ).fetchall()
        )
    met, near, missed = (standings.get(one, 0) for one in ("met", "near", "missed"))
    assert f">{met} of {met + near + missed}</dt><dd>meet their target</dd>" in text
    assert f">{missed}</dt><dd>miss it</dd>" in text


def test_where_nothing_on_file_says_whose_review_is_overdue_no_page_says_that_nobody_s_is(served_mini):
    client = served_mini.server.test_client()
    for page in ("casework", "overdue"):
        told = client.get(f"/{page}?month=2022-03").get_data(as_text=True)
        assert "Nothing on file says whose review is overdue at Westmarch Council" in told
        assert re.search(
            r"people’s reviews are overdue at Northfield", client.get(f"/{page}?{HERE}").get_data(as_text=True)
        )
