"""Real files, as they were published, go in as they are."""

from collections import Counter
from datetime import date
from decimal import Decimal

from dashboard import intake
from tests.intake.rows import add_up, stored


def test_a_real_return_of_looked_after_children_goes_in_and_its_wrong_row_is_named(home, council, real):
    results = intake.load([real("ssda903")], home, council)
    assert add_up(results)
    counts = Counter()
    for one in results:
        counts[one.layout] += one.rows_read
    assert (counts["ssda903_header"], counts["ssda903_episodes"], counts["ssda903_reviews"]) == (2675, 5050, 12582)
    assert {(one.period_start, one.period_end) for one in results} == {(date(2017, 4, 1), date(2018, 3, 31))}
    wrong = [(one["name"], one["line"], one["value"]) for one in intake.rejects(home) if one["action"] == "rejected"]
    assert wrong == [("sw_episodes.csv", 2, "SWLAZY")]


def test_a_real_year_of_payments_adds_up_to_the_penny_across_a_renamed_column(home, council, real):
    results = intake.load([real("newcastle_payments")], home, council)
    assert len(results) == 12 and {one.mapping for one in results} == {"newcastle_payments"}
    assert sum(one.rows_stored for one in results) == 71_120
    assert sum(amount for (amount,) in stored(home, council, "ledger", "amount")) == Decimal("448851592.04")
    assert {kind for (kind,) in stored(home, council, "ledger", "capital_revenue")} == {"Capital", "Revenue"}


def test_the_example_organisation_has_a_unit_for_every_cost_centre_of_those_payments(home, council, real):
    intake.load([real("newcastle_payments"), council.parent / "examples" / "newcastle"], home, council)
    placed = dict(stored(home, council, "cost_centres", "cost_centre, unit"))
    units = {unit for (unit,) in stored(home, council, "organisation", "unit")}
    assert {centre for (centre,) in stored(home, council, "ledger", "cost_centre")} == set(placed)
    assert set(placed.values()) <= units


def test_other_published_tables_go_in_through_their_mappings(home, council, real):
    folders = [real(name) for name in ("oflog", "dtoc", "cqc", "ons")]
    results = {one.mapping: one for one in intake.load(folders, home, council)}
    assert {name: (one.rows_read, one.rows_stored) for name, one in results.items()} == {
        "oflog": (6376, 6078),
        "dtoc": (72, 72),
        "cqc_ratings": (4159, 4159),
        "ons_population": (2208, 2208),
    }
    blank = [one for one in intake.rejects(home) if one["value"] is None]
    assert len(blank) == results["oflog"].rows_rejected == 298
