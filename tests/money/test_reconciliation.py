"""Packages and ledger are held against each other; the planted differences are found, and nothing else differs."""

from collections import defaultdict
from decimal import Decimal

import pytest

from dashboard import scorecard as cards
from dashboard.demo.stories import stories
from dashboard.money.reconciliation import findings, first_month, owner, sides

PLANTED = {key: story for key, story in stories().items() if story.get("shows") == "difference"}
MONTH = "strftime(month, '%Y-%m')"


@pytest.fixture(scope="module")
def differences(mini):
    """Every place where the two sides differ, but for the case of no known team, whose two halves cancel out."""
    with mini.cursor() as cursor:
        rows = cursor.execute(
            f"select {MONTH}, month, unit, service, coalesce(provider, ''), owed, paid, difference, status"
            " from cube.reconciliation where status not in ('matched', 'nothing on file') order by all"
        ).fetchall()
    astray = halves_that_cancel(rows)
    return [row for row in rows if row not in astray], astray


def halves_that_cancel(rows):
    """What is owed at the whole council and paid at a team: the same amount in the same month and service."""
    at_root = {(row[0], row[3], row[4]): row for row in rows if row[2] == "westmarch"}
    found = []
    for row in rows:
        other = at_root.get((row[0], row[3], row[4]))
        if other and row is not other and abs(row[7] + other[7]) <= Decimal("0.02"):
            found += [row, other]
    return found


def found_in(mini, row):
    """The kinds of finding in the rows behind a difference, with their amounts."""
    with mini.cursor() as cursor:
        owed, paid = sides(cursor, row[1], row[2], row[3], row[4])
        return [(one.kind, one.difference) for one in findings(owed, paid)]


def places_of(story):
    places = {(month, story["service"], story["finds"]) for month in story["months"]}
    if "astray_in" in story:
        places |= {(month, story["astray_in"], "no package") for month in story["months"]}
    return places


def test_every_planted_difference_is_found_with_what_happened(mini, differences):
    found = {(row[0], row[3], kind) for row in differences[0] for kind, _ in found_in(mini, row)}
    for key, story in PLANTED.items():
        assert places_of(story) <= found, key


def test_nothing_differs_that_was_not_planted(mini, differences):
    planted = set().union(*map(places_of, PLANTED.values()))
    never = PLANTED["never_invoiced"]
    for row in differences[0]:
        for kind, _ in found_in(mini, row):
            early = kind == never["finds"] and row[3] == never["service"] and row[0] < never["months"][0]
            assert (row[0], row[3], kind) in planted or early, row


def test_the_findings_of_a_difference_add_up_to_it(mini, differences):
    for row in differences[0]:
        assert abs(sum(amount for _, amount in found_in(mini, row)) - row[7]) <= Decimal("0.10"), row


def test_packages_at_the_old_price_are_paid_at_their_share(mini, differences):
    story = PLANTED["paid_at_the_old_price"]
    by_month = defaultdict(list)
    for row in differences[0]:
        if row[3] == story["service"]:
            with mini.cursor() as cursor:
                owed, paid = sides(cursor, row[1], row[2], row[3], row[4])
            for one in findings(owed, paid):
                by_month[row[0]].append(paid[one.paid]["amount"] / owed[one.owed]["amount"])
    assert sorted(by_month) == story["months"]
    for shares in by_month.values():
        assert len(shares) == story["packages"]
        assert all(abs(float(share) - story["paid_share"]) < 0.001 for share in shares)


def test_a_case_of_no_known_team_moves_its_cost_and_changes_nothing_over_the_whole(differences):
    _, astray = differences
    assert astray and abs(sum(row[7] for row in astray)) <= Decimal("0.02") * len(astray)


def test_the_month_whose_visits_were_never_sent_is_not_called_a_difference(cursor):
    rows = cursor.execute(
        f"select distinct {MONTH}, service from cube.reconciliation where status = 'nothing on file'"
    ).fetchall()
    assert rows == [("2025-02", "home care")]


def test_both_sides_of_the_reconciliation_are_whole(cursor):
    """What is owed and paid in it, with what stands on one side alone, is all that was owed and all that was paid."""
    owed, paid = cursor.execute(
        "select sum(owed), sum(paid) from (select owed, paid from cube.reconciliation"
        " union all select owed, paid from cube.not_reconciled)"
    ).fetchone()
    (all_owed,) = cursor.execute("select sum(amount) from model.owed").fetchone()
    (all_paid,) = cursor.execute("select sum(amount) from model.ledger_lines").fetchone()
    assert paid == all_paid
    assert abs(owed - all_owed) <= 10  # sums are rounded to the penny once for each of the places


def test_services_on_one_side_alone_are_named(cursor):
    alone = {service for (service,) in cursor.execute("select distinct service from cube.not_reconciled").fetchall()}
    assert alone == {"assessment and care management", "children's homes", "foster care", "not mapped", "other"}


def test_a_difference_has_an_owner_the_nearest_leader_upwards(mini):
    names = cards.names(mini.store.snapshot())
    assert owner(names, "op-harbour") == names.units["op-harbour"].leader
    assert owner(names, "not a unit") == names.root.leader


def row(amount, **more):
    return {"amount": Decimal(amount), "counted_in": "weeks", "supplier": "S", **more}


def kinds(owed, paid):
    return [(one.kind, str(one.difference)) for one in findings(owed, paid)]


def test_equal_amounts_are_paired_and_leave_nothing():
    assert kinds([row("10.00"), row("20.00")], [row("20.01"), row("10.00")]) == []


def test_what_is_left_over_says_what_happened():
    assert kinds([row("100")], [row("94")]) == [("another price", "-6")]
    assert kinds([row("100"), row("50")], [row("100")]) == [("not invoiced", "-50")]
    assert kinds([row("100")], [row("100"), row("100")]) == [("paid twice", "100")]
    assert kinds([row("100")], [row("100"), row("70")]) == [("no package", "70")]
    assert kinds([row("100")], [row("20")]) == [("not invoiced", "-100"), ("no package", "20")]


def test_a_second_line_of_another_supplier_is_not_called_paid_twice():
    assert kinds([row("100")], [row("100"), row("100", supplier="T")]) == [("no package", "100")]


def test_hours_are_held_against_their_invoices_as_a_whole():
    hours = [row("10", counted_in="hours"), row("20", counted_in="hours")]
    assert kinds(hours, [row("30")]) == []
    assert kinds(hours, [row("35")]) == [("together", "5")]


def test_a_period_begins_within_the_store():
    from datetime import date

    months = [date(2025, 2, 1), date(2025, 3, 1), date(2026, 3, 1)]
    assert first_month("month", date(2025, 3, 1), months) == date(2025, 3, 1)
    assert first_month("financial year to date", date(2026, 3, 1), months) == date(2025, 4, 1)
    assert first_month("financial year to date", date(2025, 3, 1), months) == date(2025, 2, 1)
    assert first_month("rolling 12 months", date(2026, 3, 1), months) == date(2025, 4, 1)
    assert first_month("rolling 12 months", date(2026, 12, 1), months) == date(2026, 1, 1)
    assert first_month("all months", date(2026, 3, 1), months) == date(2025, 2, 1)
