"""Scores as a page: what is told of a roll-up, and that nothing of it is there where a council wants none."""

import re
from fractions import Fraction

import pytest

from layouts.words.scores import hundredths


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_a_perspective_is_opened_to_what_each_measure_adds_to_the_last_digit(served_mini):
    client = served_mini.server.test_client()
    html = client.get("/scores?about=learning").get_data(as_text=True)
    told = plain(html)
    assert re.search(r"Learning and growth scores \d\.\d of 10, between its red flag and its goal\.", told)
    assert re.search(r"It has (one red|\w+ reds) inside\. It stands so under [\d,]+ of 1,000 plausible", told)
    table = re.search(r"<table[^>]*>(?:(?!<table).)*?What each measure adds.*?</table>", html, re.S)[0]
    cells = [re.findall(r"<td[^>]*>(.*?)</td>|<th[^>]*>(.*?)</th>", row, re.S) for row in table.split("<tr")[2:]]
    figures = [Fraction(re.search(r">?(\d+\.\d\d)", str(row))[1]) for row in cells]
    assert len(figures) > 3 and sum(figures[:-1]) == figures[-1]
    assert "Cases for each full-time worker weighs" not in told and "weighs 2 since April 2026" in told
    tree = re.search(r"<table[^>]*>\s*<caption[^>]*>Every score<.*?</table>", html, re.S)[0]
    assert "Westmarch Council" in tree.split("<tr")[2]
    html = client.get("/scores?unit=physical-sensory").get_data(as_text=True)
    tree = re.search(r"<table[^>]*>\s*<caption[^>]*>Every score<.*?</table>", html, re.S)[0]
    assert "Physical and sensory support" in tree.split("<tr")[2] and "Westmarch" not in tree
    assert "As scores of 0 to 10" in plain(client.get("/?unit=westmarch").get_data(as_text=True))


def test_where_a_council_wants_no_scores_none_are_shown(client):
    answer = client.get("/scores?unit=ALL")
    assert answer.status_code == 404 and "Scores are not in use here" in answer.get_data(as_text=True)
    assert "/scores" not in client.get("/?unit=ALL").get_data(as_text=True)


@pytest.mark.parametrize("amounts", [[Fraction(10, 3)] * 3, [Fraction(1, 7)] * 7, [Fraction(0), Fraction(9, 4)], []])
def test_what_is_shown_of_the_parts_comes_to_what_is_shown_of_the_whole(amounts):
    shown = hundredths(amounts)
    assert round(sum(shown), 2) == round(float(sum(amounts)), 2)
    assert all(abs(one - float(exact)) < 0.01 for one, exact in zip(shown, amounts, strict=True))
