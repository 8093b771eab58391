"""What needs a conversation: how a target and a signal are read together, what is listed, and what chance explains."""

from datetime import date
from itertools import product

import pytest

from dashboard import attention

MONTH = date(2026, 9, 1)


def finding(measure="m", unit="u", variation="concern", standing="missed", p=0.001, steps=1, status="charted"):
    return attention.Finding(
        measure, unit, steps, status, MONTH, 1.0, variation, "shift", 9, None, 2.0, 1.0, 3.0, p, -1.0, 6, 1.0, standing,
        2.0, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("standing", "variation", "assurance", "said"),
    [
        ("missed", "common", "fail", ("red and ordinary", "change the process, do not chase the month")),
        ("near", "common", "hit and miss", ("red and ordinary", "change the process, do not chase the month")),
        ("missed", "concern", None, ("red and worse", "find the cause")),
        ("met", "concern", "hit and miss", ("green but worsening", "look now")),
        ("met", "common", "hit and miss", attention.FOR_NOW),
        ("met", "common", "pass", attention.STEADY),
        ("met", "common", None, ("green and ordinary", "leave it alone")),
        ("missed", "improvement", "fail", ("red but improving", "keep going")),
        ("no target", "high", None, ("higher than usual", "find out why")),
        ("missed", None, None, ("", "")),
    ],
)
def test_a_target_and_a_signal_are_read_together(standing, variation, assurance, said):
    assert attention.reading(standing, variation, assurance) == said


@pytest.mark.parametrize(("months", "newly"), [(1, True), (3, True), (4, False), (19, False)])
def test_only_what_began_in_the_last_three_months_is_newly_worse(months, newly):
    said, todo = attention.reading("missed", "concern", None, months)
    assert (said, todo) == ("red and newly worse" if newly else "red and worse", "find the cause")
    assert attention.reading("met", "concern", None, months)[0] == "green but worsening"


def test_every_standing_and_signal_has_a_reading():
    standings = ("met", "near", "missed", "no target", "no value", None)
    for standing, variation in product(standings, ("common", "improvement", "concern", "high", "low")):
        name, todo = attention.reading(standing, variation)
        assert name and todo


def test_a_measure_is_named_once_where_it_is_most_urgent():
    rows = [
        finding(unit="service", p=0.002),
        finding(unit="team", p=0.0001),
        finding("other", "team", standing="met", p=1e-9),
    ]
    listed = attention.entries(rows)
    assert [(e.finding.measure, e.finding.unit, [o.unit for o in e.elsewhere]) for e in listed] == [
        ("m", "team", ["service"]),
        ("other", "team", []),  # on target: after what is off it, however surprising
    ]


def test_each_flagged_series_is_in_one_list_and_counted(cursor):
    found = attention.attention(cursor, "westmarch", MONTH)
    lists = [found.concerns, found.changed, found.strengths, found.rest]
    series = [(f.measure, f.unit) for entries in lists for e in entries for f in (e.finding, *e.elsewhere)]
    assert len(series) == len(set(series)) == found.flagged
    (looked_at,) = cursor.execute(
        "select count(*) from cube.signals join cube.cards using (measure, unit)"
        " where month = '2026-09-01' and status = 'charted'"
    ).fetchone()
    assert found.looked_at == looked_at


def test_what_is_believed_is_what_benjamini_and_hochberg_keep(cursor):
    """The procedure by hand: sort the p values, keep up to the last one under its rank's share of the rate."""
    found = attention.attention(cursor, "westmarch", MONTH)
    rows = cursor.execute(
        "select measure, unit, coalesce(p, 1), variation from cube.signals join cube.cards using (measure, unit)"
        " where month = '2026-09-01' and status = 'charted' order by 3"
    ).fetchall()
    last = max((n for n, (*_, p, _) in enumerate(rows, 1) if p <= 0.1 * n / len(rows)), default=0)
    expected = {(m, u) for m, u, _, variation in rows[:last] if variation != "common"}
    listed = [found.concerns, found.changed, found.strengths]
    assert {(f.measure, f.unit) for entries in listed for e in entries for f in (e.finding, *e.elsewhere)} == expected


def test_reviews_at_northfield_lead_the_council_s_list_and_the_team_s(cursor):
    for unit in ("westmarch", "older-people", "op-northfield"):
        first = [entry.finding for entry in attention.attention(cursor, unit, MONTH).concerns[:2]]
        assert {(f.measure, f.unit) for f in first} == {
            ("clients_reviewed", "op-northfield"),
            ("supervision_held", "op-northfield"),  # what led to it
        }
        said = {True: ("red and newly worse", "find the cause"), False: ("red and worse", "find the cause")}
        assert [f.reading for f in first] == [said[f.run <= 3] for f in first]


def test_a_lively_month_at_harbour_is_on_no_list(cursor):
    found = attention.attention(cursor, "op-harbour", MONTH)
    for entries in (found.concerns, found.changed, found.strengths, found.rest):
        assert "compliments" not in {entry.finding.measure for entry in entries}
