"""Packages and ledger are held against each other; the planted differences are found, and nothing else differs."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.demo.stories import stories
from dashboard.money.findings import Found, Place, findings, in_halves, of_place
from dashboard.money.reconciliation import CAUSES, STATUSES, Wanted, first_month, owner, reconcile

PLANTED = {key: story for key, story in stories().items() if story.get("shows") == "difference"}
ROOT = "westmarch"
MONTH = "strftime(month, '%Y-%m')"
ALL = 1_000_000


@pytest.fixture(scope="module")
def found(mini):
    """Each finding of the store: month, unit, service, cause, owed, paid, unit and service of its other half."""
    with mini.cursor() as cursor:
        return cursor.execute(
            f"select {MONTH}, unit, service, cause, owed, paid, half_unit, half_service from cube.findings order by all"
        ).fetchall()


def planted():
    """Month, service and cause of all that is planted; what is booked astray is found at both services."""
    return {
        (month, service, story["finds"])
        for story in PLANTED.values()
        for month in story["months"]
        for service in (story["service"], story.get("astray_in", story["service"]))
    }


def is_of_no_known_team(row):
    """Whether a finding is half of what the whole council owes and a team has paid."""
    return row[3] == "booked elsewhere" and ROOT in (row[1], row[6]) and row[1] != row[6] and row[2] == row[7]


def test_every_planted_difference_is_found_with_what_happened(found):
    assert planted() <= {(row[0], row[2], row[3]) for row in found}


def test_nothing_differs_that_was_not_planted(found):
    never = PLANTED["never_invoiced"]
    for row in found:
        early = row[2:4] == (never["service"], never["finds"]) and row[0] < never["months"][0]
        assert (row[0], row[2], row[3]) in planted() or early or is_of_no_known_team(row), row


def test_packages_at_the_old_price_are_paid_at_their_share(found):
    story = PLANTED["paid_at_the_old_price"]
    by_month = defaultdict(list)
    for row in found:
        if row[2:4] == (story["service"], story["finds"]):
            by_month[row[0]].append(row[5] / row[4])
    assert sorted(by_month) == story["months"]
    for shares in by_month.values():
        assert len(shares) == story["packages"]
        assert all(abs(float(share) - story["paid_share"]) < 0.001 for share in shares)


def test_a_case_of_no_known_team_moves_its_cost_and_changes_nothing_over_the_whole(found):
    astray = [row for row in found if is_of_no_known_team(row)]
    assert astray and sum(row[5] - row[4] for row in astray) == 0


def test_the_findings_of_a_place_are_its_difference_to_the_penny(cursor):
    rows = cursor.execute(
        "select places.difference, sum(found.difference) from cube.reconciliation as places left join cube.findings as"
        " found on found.month = places.month and found.unit = places.unit and found.service = places.service and"
        " found.provider = coalesce(places.provider, '') where places.status not in ('matched', 'nothing on file')"
        " group by places.month, places.unit, places.service, places.provider, places.difference"
    ).fetchall()
    assert len(rows) > 50 and all(whole == parts for whole, parts in rows)


@pytest.mark.parametrize("unit", ["westmarch", "adults", "op-northfield", "ld-north"])
@pytest.mark.parametrize("first", [date(2024, 4, 1), date(2026, 7, 1), date(2026, 9, 1)])
def test_the_list_comes_to_what_the_places_differ_by_whatever_halves_it_puts_together(cursor, unit, first):
    last = date(2026, 9, 1)
    rows = reconcile(cursor, Wanted(unit, first, last), ALL).rows
    (places,) = cursor.execute(
        "select coalesce(sum(difference), 0) from cube.reconciliation as places join model.units_above as above"
        " on above.month = places.month and above.unit = places.unit and above.above = ?"
        " where places.month between ? and ? and status not in ('matched', 'nothing on file')",
        [unit, first, last],
    ).fetchone()
    assert sum(row["difference"] for row in rows) == places
    assert all(row["paid"] - row["owed"] == row["difference"] for row in rows)


def test_both_halves_stand_in_one_row_where_both_are_looked_at_and_one_alone_where_not(cursor):
    month = date(2026, 7, 1)
    (whole,) = reconcile(cursor, Wanted("op-northfield", month, month, cause="booked elsewhere"), ALL).rows
    assert (whole["service"], whole["other_service"]) == ("residential and nursing", "day support")
    assert whole["difference"] == 0 and whole["has_first"] and whole["has_second"]
    (half,) = reconcile(cursor, Wanted("ld-north", month, month, cause="booked elsewhere"), ALL).rows
    assert half["difference"] > 0 and (half["has_first"], half["has_second"]) == (False, True)


@pytest.mark.parametrize("by", ["service", "provider", "month"])
def test_the_lines_come_to_the_same_by_service_provider_and_month(cursor, by):
    span = (ROOT, date(2025, 10, 1), date(2026, 9, 1))
    lines, by_service = (reconcile(cursor, Wanted(*span, by=word), 0) for word in (by, "service"))
    for word in ("owed", "paid", "difference", "matched", "halves", "differs", "only_packages", "only_ledger"):
        assert lines.total(word) == by_service.total(word)
    assert len(lines.lines) > 3


def test_the_counts_of_the_lines_are_those_of_every_standing(cursor):
    span = (ROOT, date(2025, 10, 1), date(2026, 9, 1))
    found = reconcile(cursor, Wanted(*span), 0)
    counted = sum(found.total(word) for word in ("matched", "halves", "differs", "only_packages", "only_ledger"))
    (rows,) = cursor.execute(
        "select count(*) from cube.reconciliation where month between ? and ? and status <> 'nothing on file'", span[1:]
    ).fetchone()
    assert counted == rows == found.compared


def test_every_standing_and_cause_has_its_word(cursor):
    held = {word for (word,) in cursor.execute("select distinct status from cube.reconciliation").fetchall()}
    causes = {word for (word,) in cursor.execute("select distinct cause from cube.findings").fetchall()}
    assert held <= set(STATUSES) and causes <= set(CAUSES)


def test_the_list_can_be_put_in_order_by_age_cause_and_owner_and_narrowed(cursor):
    span = (ROOT, date(2026, 4, 1), date(2026, 9, 1))
    plain = reconcile(cursor, Wanted(*span), ALL).rows
    oldest = [row["age"] for row in reconcile(cursor, Wanted(*span, sort="oldest"), ALL).rows]
    assert oldest == sorted(oldest, reverse=True) and oldest != [row["age"] for row in plain]
    causes = [row["cause"] for row in reconcile(cursor, Wanted(*span, sort="cause"), ALL).rows]
    assert causes == sorted(causes)
    name = plain[0]["owner"]
    mine = reconcile(cursor, Wanted(*span, owner=name), ALL).rows
    assert mine == [row for row in plain if row["owner"] == name] and 0 < len(mine) < len(plain)


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


def test_a_difference_has_an_owner_the_nearest_leader_upwards(cursor):
    leaders = dict(cursor.execute("select unit, leader from model.units").fetchall())
    assert owner(cursor, "op-harbour") == leaders["op-harbour"]
    without = cursor.execute(
        "select units.unit, parents.leader from model.units as units join model.units as parents"
        " on parents.unit = units.parent where units.leader is null and parents.leader is not null"
    ).fetchall()
    assert all(owner(cursor, unit) == leader for unit, leader in without)
    assert owner(cursor, "not a unit") is None


def row(amount, **more):
    return {"amount": Decimal(amount), "supplier": "S", **more}


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


def test_the_same_line_three_times_is_paid_twice_two_times():
    assert kinds([row("100")], [row("100")] * 3) == [("paid twice", "100"), ("paid twice", "100")]


def at(month, amount, cause="not invoiced", unit="T1", service="home care", provider="A home"):
    """A finding of one side: owed where the amount is below nothing, else paid."""
    amount = Decimal(amount)
    owed, paid = (-amount, Decimal(0)) if amount < 0 else (Decimal(0), amount)
    return Found(Place(date(2026, month, 1), unit, service, provider), cause, owed, paid)


def causes(*found, late=3):
    """(cause, month of the other half) of each finding."""
    return [(one.cause, one.half and one.half.month.month) for one in in_halves(found, late, "ROOT")]


def test_what_was_missing_and_came_in_a_later_month_is_paid_late_and_both_months_are_named():
    assert causes(at(3, "-70"), at(5, "70", "no package")) == [("paid late", 5), ("paid late", 3)]


def test_a_late_payment_of_the_same_amount_as_the_months_own_is_not_called_paid_twice():
    assert causes(at(3, "-70"), at(4, "70", "paid twice")) == [("paid late", 4), ("paid late", 3)]


def test_a_payment_of_another_amount_or_books_or_too_long_after_or_before_is_not_that_payment():
    for other in (
        at(4, "70.02", "no package"),
        at(4, "70", "no package", unit="T2"),
        at(4, "70", "no package", service="day support"),
        at(7, "70", "no package"),
        at(2, "70", "no package"),
        at(4, "70", "another price"),
    ):
        assert causes(at(3, "-70"), other) == [("not invoiced", None), (other.cause, None)]


def test_the_earliest_that_is_missing_takes_the_earliest_payment():
    found = causes(at(3, "-70"), at(4, "-70"), at(5, "70", "no package"), at(6, "70", "no package"))
    assert [month for _, month in found] == [5, 6, 3, 4]


def test_what_is_paid_in_the_same_month_at_another_service_goes_before_what_is_paid_later():
    astray = at(3, "70", "no package", service="day support")
    assert causes(at(3, "-70"), astray, at(4, "70", "paid twice")) == [
        ("booked elsewhere", 3),
        ("booked elsewhere", 3),
        ("paid twice", None),
    ]


def test_without_a_provider_only_what_the_whole_council_owes_is_looked_for_at_other_units():
    team = at(3, "70", "no package", provider="")
    assert causes(at(3, "-70", unit="T2", provider=""), team) == [("not invoiced", None), ("no package", None)]
    assert causes(at(3, "-70", unit="ROOT", provider=""), team) == [("booked elsewhere", 3)] * 2


def test_a_log_of_hours_that_is_paid_a_month_late_is_so_within_a_pound():
    assert causes(at(3, "-900.40", "together"), at(4, "900.90", "together")) == [("paid late", 4), ("paid late", 3)]
    assert causes(at(3, "-900", "together"), at(4, "902", "together")) == [("together", None)] * 2


AMOUNTS = st.lists(st.integers(-500, 5_000).map(lambda pennies: Decimal(pennies) / 100), max_size=8)
PLACES = st.builds(
    Place,
    st.integers(1, 6).map(lambda month: date(2026, month, 1)),
    st.sampled_from(["ROOT", "T1"]),
    st.sampled_from(["day support", "supported living"]),
    st.sampled_from(["", "A home"]),
)


@given(st.dictionaries(PLACES, st.tuples(AMOUNTS, AMOUNTS), max_size=12), st.integers(0, 4))
def test_no_pairing_changes_what_a_place_differs_by(books, late):
    found = [
        one
        for place, (owed, paid) in books.items()
        for one in of_place(place, [row(amount) for amount in owed], [row(amount) for amount in paid])
    ]
    sums, halves = Counter(), in_halves(found, late, "ROOT")
    for one in halves:
        sums[one.place] += one.difference
    assert all(sums[place] == sum(paid) - sum(owed) for place, (owed, paid) in books.items())
    firsts = Counter((one.place, one.half, one.cause) for one in halves if one.half and not one.is_second)
    seconds = Counter((one.half, one.place, one.cause) for one in halves if one.half and one.is_second)
    assert firsts == seconds


def test_a_period_begins_within_the_store():
    months = [date(2025, 2, 1), date(2025, 3, 1), date(2026, 3, 1)]
    assert first_month("month", date(2025, 3, 1), months) == date(2025, 3, 1)
    assert first_month("financial year to date", date(2026, 3, 1), months) == date(2025, 4, 1)
    assert first_month("financial year to date", date(2025, 3, 1), months) == date(2025, 2, 1)
    assert first_month("rolling 12 months", date(2026, 3, 1), months) == date(2025, 4, 1)
    assert first_month("rolling 12 months", date(2026, 12, 1), months) == date(2026, 1, 1)
    assert first_month("all months", date(2026, 3, 1), months) == date(2025, 2, 1)
