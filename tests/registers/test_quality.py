"""Standards, accreditation and scrutiny of the demo council: what is planted in quality.toml is found where it says."""

import tomllib
from datetime import date
from types import SimpleNamespace

import pytest

from dashboard import accreditation, scorecard, scrutiny, standards
from dashboard.demo import written
from dashboard.journal import Journal
from dashboard.journal.kinds import families
from dashboard.registers import registers
from dashboard.written import Written

PLANTED = [
    thing
    for file in (written.REGISTERS, written.CASEWORK)
    for thing in tomllib.loads(file.read_text(encoding="utf-8"))["thing"]
]
MONTH, TODAY = date(2026, 9, 1), date(2026, 11, 2)


@pytest.fixture(scope="module")
def journal(mini, tmp_path_factory):
    found = Journal(f"sqlite:///{tmp_path_factory.mktemp('quality')}/journal.sqlite")
    written.write(found, mini.store.snapshot())
    yield found
    found.close()


@pytest.fixture(scope="module")
def wrote(journal):
    return Written(journal)


@pytest.mark.parametrize("story", [one["story"] for one in PLANTED])
def test_every_planted_entry_has_gone_all_its_way(journal, story):
    planted = next(one for one in PLANTED if one["story"] == story)
    last, first = planted["events"][-1], planted["events"][0]
    events = [one for one in journal.events(kinds=last["kind"]) if f"{one.at:%Y-%m-%d}" == last["at"]]
    things = [journal.thing(one.about) for one in events]
    begun = [one for one in things if (f"{one.begun.at:%Y-%m-%d}", one.unit) == (first["at"], planted["unit"])]
    assert begun
    states = families()[begun[0].family].states
    if planted["shows"] in states.values():
        assert planted["shows"] in [states[one.state] for one in begun]


def standard(things, code):
    return next(one for one in things if one.fields["code"] == code)


def test_who_is_held_to_a_standard_by_the_same_rule(mini, wrote):
    snapshot = mini.store.snapshot()
    names, things = scorecard.names(snapshot), wrote.at(families=["standard"])
    with snapshot.cursor() as cursor:
        found = {one.fields["code"]: cells for one, cells in standards.coverage(
            cursor, names, things, names.units["adults"], MONTH)}  # fmt: skip
        whole = cursor.execute(
            "select numerator, denominator from cube.card_values"
            " where unit = 'adults' and month = date '2026-09-01' and measure = 'visits_outside_time'"
        ).fetchone()
    how = {code: [cells[kind].how for kind in standards.KINDS] for code, cells in found.items()}
    assert how == {
        "A1": ["measured", "not provided", "measured", "not provided"],
        "A2": ["measured", "in contract, not measured", "in contract, not measured", "not provided"],
        "A3": ["not in contract", "not in contract", "not provided", "not provided"],
        "B1": ["not provided", "looked at otherwise", "looked at otherwise", "not provided"],
    }
    # Every visit is by one kind of provider or the other: together they are the measure itself.
    sides = [found["A1"][kind] for kind in ("in-house", "private")]
    assert [sum(getattr(one, part) for one in sides) for part in ("numerator", "denominator")] == [*map(float, whole)]
    assert found["A2"]["in-house"].providers is None
    assert all(one.low < 100 * one.numerator / one.denominator < one.high for one in sides)


def test_what_a_standard_lacks_is_told(wrote):
    things = wrote.at(families=["standard"])
    found = {what: [one.fields["code"] for one in some] for what, some in standards.gaps(things, TODAY).items()}
    assert list(found.values()) == [["A3"]] * 4
    told = standards.reading(standard(things, "A3").fields["title"])
    assert any("years of school" in one for one in told) and any("“service user”" in one for one in told)
    assert standards.reading(standard(things, "A1").fields["title"]) == []


# By hand, from quality.toml: Aldwick was refused until it was accredited after its appeal, Calder is suspended while
# its own is not heard, Fernhill's was never made anew.
WITHOUT = {
    "Aldwick Care": (date(2025, 3, 24), date(2025, 6, 1), "had been refused"),
    "Calder Home Support": (date(2026, 7, 20), date.max, "was suspended"),
    "Fernhill Care at Home": (date(2026, 3, 1), date.max, "had lapsed"),
}


def test_packages_begun_without_accreditation_are_found_one_by_one(mini, wrote):
    things = wrote.at(families=["accreditation"])
    events = accreditation.events_of(wrote, things)
    every = [span for one in things for span in accreditation.spans(one, events[one.key])]
    with mini.store.snapshot().cursor() as cursor:
        found = accreditation.begun_without(cursor, every, "adults", MONTH)
        packages = cursor.execute(
            "select package, provider, starts from model.packages where starts < date '2026-10-01'"
        ).fetchall()
        paid = {one for (one,) in cursor.execute("select package from model.package_months").fetchall()}
    expected = {
        (package, why)
        for package, provider, starts in packages
        for who, (begins, ends, why) in WITHOUT.items()
        if provider == who and begins <= starts < ends and package in paid
    }
    assert {(row["package"], row["why"]) for row in found} == expected
    assert {why for _, why in expected} == {"had been refused", "was suspended", "had lapsed"}


@pytest.mark.parametrize("heard", [date(2025, 6, 1), date(2026, 3, 1)])
def test_an_accreditation_given_back_on_appeal_lapses_on_the_day_it_would_have(heard):
    thing = SimpleNamespace(fields={"provider": "Ash Care"})
    told = [
        ("accredited", {"from": date(2024, 1, 1), "until": date(2025, 12, 31)}),
        ("suspended", {"from": date(2025, 3, 1)}),
        ("upheld", {"from": heard}),
    ]
    events = [SimpleNamespace(kind=f"accreditation.{move}", body=SimpleNamespace(**said)) for move, said in told]
    found = accreditation.spans(thing, events)
    days = (date(2025, 2, 28), date(2025, 3, 1), date(2026, 3, 1), date(2030, 1, 1))
    assert [accreditation.status(found, day).why for day in days] == ["", "was suspended", "had lapsed", "had lapsed"]
    assert (accreditation.status(found, date(2025, 12, 31)).why == "") is (heard.year == 2025)


def test_who_was_decided_otherwise_than_advised_is_told_by_size(wrote):
    things = wrote.at(families=["accreditation"])
    small, medium, large = accreditation.fairness(things, accreditation.events_of(wrote, things), "size")
    assert (small.decided, small.refused, small.against, small.appeals, small.upheld) == (1, 1, 1, 1, 1)
    assert (medium.decided, medium.refused, medium.against) == (1, 0, 0)
    assert (large.appeals, large.upheld, large.days) == (1, 0, (date(2024, 11, 18) - date(2024, 9, 13)).days)


@pytest.mark.parametrize(
    ("scores", "found"),
    [
        ("3, 2, 3, 3, 3, 2, 3, 2, 3", (24, 66.7, "good")),
        ("1 1 1 1 1 1 1 1 1", (9, 25.0, "inadequate")),
        ("2,2,2,2,2,1,1,1,1", (14, 38.9, "requires improvement")),
        ("3,3,3,3,2,2,2,2,2", (22, 61.1, "requires improvement")),
        ("3,3,3,3,3,2,2,2,2", (23, 63.9, "good")),
        ("4,4,4,4,4,3,3,3,2", (31, 86.1, "good")),
        ("4,4,4,4,4,3,3,3,3", (32, 88.9, "outstanding")),
    ],
)
def test_nine_statements_come_to_a_rating(scores, found):
    count, share, rating = scrutiny.nine(scores)
    assert (count, round(share, 1), rating) == found


@pytest.mark.parametrize("scores", ["", None, "3, 3", "5,1,1,1,1,1,1,1,1", "0,1,1,1,1,1,1,1,1"])
def test_what_is_no_nine_scores_has_no_rating(scores):
    assert scrutiny.nine(scores) is None


def test_a_closed_recommendation_came_back_and_tells_who_verified_it(wrote):
    (thing,) = [one for one in wrote.at(families=["recommendation"]) if one.state == "reopened"]
    moves = [kind.partition(".")[2] for kind in thing.wrote]
    assert moves == ["received", "accepted", "done", "verified", "closed", "reopened"]
    assert thing.wrote["recommendation.verified"][0][1] != thing.wrote["recommendation.done"][0][1]
    assert registers()["recommendation"].is_late(thing, TODAY)
    found, years = scrutiny.lanes(wrote.at(families=["judgement"]))
    assert list(found) == ["CQC", "Audit Commission"] and years == [2022, 2023, 2024, 2025]
