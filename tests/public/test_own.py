"""What a provider is told goes through the gate beside what everybody was told, against cells worked by hand."""

from datetime import date

import pytest

from dashboard.errors import Refused
from dashboard.public import archive, own, release
from dashboard.public.gate import Exposed
from tests.packs.making import made

ENDS = date(2026, 9, 1)
MEASURE = {"measure": "visits", "kind": "proportion", "by": "provider", "adds": False}
ABOUT = {"period_start": date(2025, 10, 1), "period_end": date(2026, 9, 30), "ends": ENDS}
MEASURE["values"] = {ENDS: ABOUT}


def asked(whole, theirs, split=None):
    """(what the provider is told, [(lowest, highest, tables)] of what is given away) of a council's and their pair."""
    counts = {("period", ENDS): {("council", ""): whole, ("council", "Calder"): theirs, ("council", "Elm"): (3, 9)}}
    rows = [{**release.row_of(MEASURE, "council", "", ABOUT, whole), "given": False}]
    if split:
        of = {**MEASURE, "by": "age"}
        cells = {("council", ""): whole, **{("council", part): pair for part, pair in split.items()}}
        rows += [{**release.row_of(of, "council", part, ABOUT, pair), "given": False} for part, pair in split.items()]
        split = of, {("period", ENDS): cells}
    told, exposed = own.audited(MEASURE, counts, "Calder", "council", [ENDS], rows, split)
    return [one.share.percent for one in told], [(one.low, one.high, one.tables) for one in exposed]


def test_a_share_from_which_what_is_left_of_the_council_can_be_told_is_refused_with_its_tables():
    """By hand: everybody reads 10 of 200, so 8 to 12; the provider 25%, of 10 of 40, so 8 to 12 again. What all others
    have is 12 - 8 = 4 at the most, and it is 1: whoever reads both knows it within four."""
    percent, exposed = asked((9, 200), (8, 40))
    assert percent == ["25"]
    assert {(low, high) for low, high, _ in exposed} == {(0, 4)}
    assert {table for *_, tables in exposed for table in tables} == {
        "visits:council 2026-09",
        "visits:provider 2026-09",
    }


def test_a_proper_share_passes_and_so_does_one_that_is_not_given():
    """30 is 28 to 32: less 8 to 12 it leaves 16 to 24. Of 3 of 40 no per cent is given, and three may be 1 to 7."""
    assert asked((30, 200), (8, 40)) == (["25"], [])
    assert asked((30, 200), (3, 40)) == ([""], [])


def test_what_was_published_of_age_bands_is_known_too():
    """By hand: 30 is 28 to 32, and the provider's 25 is 23 to 27, which leaves 1 to 9 for all others. But four bands of
    10 are 8 each at the least, so the whole is 32 and no less, and 32 less 23 to 27 leaves 5 to 9: within four."""
    assert asked((32, 200), (27, 100))[1] == []
    exposed = asked((32, 200), (27, 100), dict.fromkeys(("18-24", "25-44", "45-64", "65+"), (8, 50)))[1]
    assert {(low, high) for low, high, _ in exposed} == {(5, 9)}
    assert "visits:age 2026-09" in {table for *_, tables in exposed for table in tables}


def test_what_the_counts_were_before_is_no_reason_to_stop():
    """What was published and would be shown otherwise now says nothing of the counts of now."""
    rows = [{**release.row_of(MEASURE, "council", "", ABOUT, (90, 200)), "given": False}]
    counts = {("period", ENDS): {("council", ""): (9, 200), ("council", "Calder"): (8, 40)}}
    told, exposed = own.audited(MEASURE, counts, "Calder", "council", [ENDS], rows)
    assert len(told) == 1 and exposed == []


def test_a_provider_s_report_has_its_year_and_is_not_made_where_it_would_give_somebody_away(mini, monkeypatch):
    calder = {"of": "Calder Home Support", "unit": "westmarch", "month": ENDS}
    pack = made(mini.store, "provider", **calder)
    (table,) = next(one for one in pack.sections if one.key == "measures").parts
    with mini.cursor() as cursor:
        asked = (
            "select 100 * sum(numerator) / sum(denominator) from cube.cells where measure = 'visits_outside_time'"
            " and unit = 'westmarch' and slice_value = $of and basis = 'month'"
            " and month > '2025-09-01' and month <= '2026-09-01'"
        )
        (year,) = cursor.execute(asked, {"of": calder["of"]}).fetchone()
    told = {row.cells[0].text: row.cells[1].text for row in table.rows}
    assert f"{year:.0f}%" in told.values()
    gives_away = Exposed(("visits", "Calder"), 0, 4, ("visits:council 2026-09", own.LINK, "visits:provider 2026-09"))
    monkeypatch.setattr(own, "shares", lambda *asked: ([], [gives_away]))
    said = (
        "a small count of visits could be worked out, it lies from 0 to 4, from visits:council, visits:provider; name"
    )
    with pytest.raises(Refused, match=said):
        made(mini.store, "provider", **calder)
    with pytest.raises(Refused, match="is made of a council, and Adult social care is none"):
        made(mini.store, "provider", **{**calder, "unit": "adults"})


def test_a_partner_reads_what_was_published_of_what_both_have_a_hand_in_and_no_live_figure(mini, monkeypatch):
    said = {"level": "service", "complain": "Ring us.", "praise": "Write."}
    measures = ("clients_reviewed", "reablement_no_further_request")
    published = release.make(mini.store.snapshot(), {**said, "measures": measures}, now="2026-11-30 09:00").release
    monkeypatch.setattr(archive, "last", lambda home: published)
    pack = made(mini.store, "partner", "westmarch", ENDS)
    assert pack.measures == ("reablement_no_further_request",)
    rows = [row for row in published["rows"] if row["measure"] in pack.measures and not row["part"]]
    newest = max((row for row in rows if row["place"] == published["root"]), key=lambda row: row["ends"])
    (told,) = [row for one in pack.sections for part in one.wide for row in part.rows]
    assert [cell.text for cell in told.cells[1:4]] == [newest[word] for word in ("numerator", "denominator", "value")]
    monkeypatch.setattr(archive, "last", lambda home: None)
    assert made(mini.store, "partner", "westmarch", ENDS).measures == ()
