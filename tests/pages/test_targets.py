"""The targets of a unit and of a measure: in force, inherited, proposed, tried on the past; and the engine behind."""

import re
from datetime import date

import pytest

from dashboard import scorecard, targets
from dashboard.journal import ANYTHING, Draft
from dashboard.outlook import outlook
from dashboard.written import Written
from layouts.pages.targets import measure as page
from layouts.words import targets as said
from tests.pages.desk import Desk

AT = {"unit": "op-eastgate", "measure": "supervision_held", "period": "2026-09"}
TARGET = {"value": "91", "begins": "2026-10-01", "by": "2027-03-31", "why": "Our own best", "grounds": "own best"}


@pytest.fixture
def desk(mini, tmp_path):
    found = Desk(mini.store, tmp_path / "journal.sqlite")
    yield found
    found.journal.close()


def test_a_target_is_tried_on_the_past_proposed_and_waits_for_somebody_else(desk):
    kind = "?kind=target.proposed&unit=op-eastgate&measure=supervision_held&month=2026-09"
    desk.open(kind)
    html = desk.send("target.proposed", TARGET)
    assert "Tried on the past" in html and "would have met it" in html and desk.journal.last() == 0
    desk.send("target.proposed", TARGET)
    (thing,) = desk.journal.things("target")
    assert (thing.state, thing.fields["value"], thing.begun.basis) == ("proposed", 91, "rolling 12 months")
    assert thing.begun.value == pytest.approx(100 * thing.begun.numerator / thing.begun.denominator)
    html = desk.get("/targets?unit=op-eastgate&month=2026-09")
    assert re.search(r'id="waiting".*Supervision held: 91\.0% by 31 March 2027', html, re.S)
    assert "from Westmarch Council; this unit has none of its own" in html


def test_a_target_of_what_is_answered_in_words_is_chosen_and_not_typed(desk):
    milestone = {**TARGET, "sort": "milestone", "value": "2", "begins": ""}
    steps = {**TARGET, "sort": "trajectory", "points": "2026-10 No, 2028-03 yes", "shape": "step", "value": ""}
    no_answer = "It is answered by no and yes: choose one of them"
    wrong = ({**milestone, "value": "3"}, {**steps, "points": "2026-10 1, 2028-03 4"})
    for fields in (*wrong, milestone, steps):
        html = desk.open("?kind=target.proposed&unit=westmarch&measure=continuity_plan_tested&month=2026-09")
        assert '<option value="1">No</option><option value="2">Yes</option>' in html
        html = desk.send("target.proposed", fields)
        assert (no_answer in html) == (fields in wrong)
        if fields not in wrong:  # tried on the past, and sent again
            assert desk.send("target.proposed", fields) == "" and not desk.is_open
    first, second = desk.journal.things("target")
    assert (first.fields["begins"], second.fields["points"]) == (date(2027, 3, 31), "2026-10 1, 2028-03 2")
    assert "2026-10 no, 2028-03 yes" in desk.open(f"?about={second.key}&kind=target.revised")
    html = desk.get("/targets/continuity_plan_tested?unit=westmarch&month=2026-09&value=2")
    assert "yes by 31 March 2027, and from then on" in html and "no in October 2026 and yes in March 2028" in html
    assert '<option value="2" selected>yes</option>' in html


def test_an_approved_target_says_from_when_it_counts_and_that_it_waits_for_a_build(desk):
    def write(kind, body, by, **at):
        (event,) = desk.journal.write(Draft(kind=kind, by=by, body=body, **at), may=ANYTHING)
        return desk.journal.thing(event.about)

    thing = write("target.proposed", {**TARGET, "value": 91.0}, "ann", **AT)
    write("target.approved", {"decided": "2026-09-30"}, "bob", about=thing.key, seen=thing.seen)
    html = desk.get("/targets/supervision_held?unit=op-eastgate&month=2026-09")
    assert "It judges months from October 2026 on, and waits for the next build of the data to do so." in html
    assert re.search(r"targets\.csv, line [\d,]+", html)  # those of the file stand beside it
    assert "near up to 5% of the target below it; else missed" in html


def test_what_one_value_would_have_meant_is_in_the_address(desk):
    html = desk.get("/targets/supervision_held?unit=westmarch&month=2026-09&value=99.5")
    assert re.search(r"Of the last \S+ months with a value 0 would have met it", html)
    assert "units that it holds for" in html
    assert "is no number to try" in desk.get("/targets/supervision_held?value=many")
    html = desk.get("/targets/children_looked_after?value=40")
    assert html.count(said.NOT_JUDGED) == 2 and "would have met it" not in html


def test_a_target_is_tried_beside_the_floor_that_the_page_names(desk, monkeypatch):
    address = "/targets/supervision_held?unit=westmarch&month=2026-09&value=1"
    assert "0 would have been near and 0 would have missed it" in desk.get(address)
    monkeypatch.setattr(page, "_floor", lambda aim: 99.0)
    html = desk.get(address)
    assert "Below the floor of 99.0% it is missed" in html
    assert re.search(r"a value 0 would have met it, 0 would have been near", html)


def test_a_target_of_single_months_has_the_chance_of_the_last_month_and_not_of_the_year(mini):
    snapshot = mini.store.snapshot()
    names = scorecard.names(snapshot)
    aims, _ = targets.of_unit(snapshot, names, Written(), names.root, names.months[-1])
    found = {aim.measure["key"]: aim for aim in aims}
    counted = found["new_carer_unannounced"].chance  # a count of single months
    assert counted.expected[0] < 3 * max(float(found["new_carer_unannounced"].row["value"]), 5)
    told = [aim for aim in aims if aim.chance and aim.chance.found is not None]
    assert len(told) > 20 and all(0 <= aim.chance.found <= 1 for aim in told)
    assert found["clients_reviewed"].chance.found is None  # its outlook has no band
    assert [one.letter for one in told[0].questions] == ["S", "M", "A", "R", "T"]
    warned = list(targets.too_many(names, names.root, aims))
    assert sum("One can steer by" in one for one in warned) == 1 and "where all is a target" in warned[-1]


def test_what_the_build_looked_ahead_to_is_what_each_measure_alone_comes_to(mini):
    snapshot = mini.store.snapshot()
    names = scorecard.names(snapshot)
    with snapshot.cursor() as cursor:
        kept = cursor.execute("select distinct unit, measure from cube.outlooks order by 1, 2").fetchall()
    card = [measure for unit, measure in kept if unit == "adults"]
    found = targets.outlooks_of(snapshot, "adults", names.first_shown, tuple(card))
    assert len({unit for unit, _ in kept}) > 10 and len(card) > 20
    for measure, (told, series) in found.items():
        alone = outlook(names.measures[measure], series, names.first_shown, None, next(iter(series.values()))["start"])
        assert (told.reason, told.kind, told.left) == (alone.reason, alone.kind, alone.left)
        assert [month for month, *_ in told.months] == [month for month, *_ in alone.months]
        for mine, slow in zip(told.months, alone.months, strict=True):
            assert mine[1:] == pytest.approx(slow[1:], rel=1e-9, abs=2e-9)
        assert told.year is None or told.year == pytest.approx(alone.year, rel=1e-9, abs=2e-9)


def measure(better, decimals=1):
    return {"better": better, "decimals": decimals, "unit_of_value": "%"}


@pytest.mark.parametrize(
    ("of", "floor", "expected"),
    [
        (
            measure("higher"),
            80,
            "Met at the target or above; near up to 5% of the target below it; else missed. The value counts as it is"
            " shown, to one decimal. Below the floor of 80.0% it is missed, however near the target.",
        ),
        (
            measure("lower", 0),
            None,
            "Met at the target or below; near up to 5% of the target above it; else missed. The value counts as it is"
            " shown, as a whole number.",
        ),
        (
            {**measure("higher"), "answers": "no, yes"},
            None,
            "Met at the target’s answer or a better one, else missed: between two answers there is no “near”. From the"
            " worst to the best: no, yes. Before the day from which a target holds nothing is judged.",
        ),
        (measure("neither"), None, "It is not judged: neither more nor less of it is better."),
    ],
)
def test_the_rule_of_a_standing_is_told_in_words(of, floor, expected):
    assert said.rule(of, 5.0, floor) == expected


def test_a_stretch_goes_further_than_what_is_expected_and_than_the_target_in_force(desk):
    body = {
        "sort": "stretch",
        "begins": "2026-10-01",
        "by": "2027-03-31",
        "grounds": "own best",
        "why": "Our best year.",
    }
    at = {"unit": "westmarch", "measure": "visits_outside_time", "month": "2026-09"}  # less is better, the target is 10
    desk.begin("target.proposed", {**body, "value": "12", "expected": "11"}, at)
    assert "A stretch goes further than the 11.0% that is expected without it." in desk.html
    desk.begin("target.proposed", {**body, "value": "10.5", "expected": "11"}, at)
    assert "A stretch goes further than the target in force, 10.0%." in desk.html
    desk.begin("target.proposed", {**body, "value": "8", "expected": "9"}, at)
    assert "A stretch goes further" not in desk.html


@pytest.mark.parametrize(("found", "can"), [(0.049, False), (0.06, True), (0.096, True), (0.97, True)])
def test_what_is_told_as_one_in_ten_can_be_achieved(found, can):
    told = targets.Chance(date(2027, 3, 1), found, "", (70.0, 60.0, 80.0))
    aim = targets.Aim(measure("higher"), {}, 80.0, None, None, told)
    assert targets._achievable(aim, []).is_so is can


def test_the_years_ahead_have_the_nearest_target_that_holds_then():
    def span(unit, sort, starts, ends, number, target=1.0):
        return {"unit": unit, "sort": sort, "starts": starts, "ends": ends, "number": number, "target": target}

    never = date(9999, 12, 31)
    spans = [
        span("council", "national", date(2020, 4, 1), never, 0),
        span("council", "target", date(2026, 4, 1), date(2028, 3, 31), 1),
        span("team", "target", date(2027, 4, 1), date(2028, 3, 31), 2),
        span("team", "stretch", date(2026, 4, 1), never, 3),
    ]
    ahead = targets.ahead_of(spans, ["team", "council"], date(2026, 9, 1))
    assert [(f"{end:%Y-%m}", one["number"]) for end, one in ahead] == [("2027-03", 1), ("2028-03", 2), ("2029-03", 0)]


def test_a_target_for_the_whole_of_what_is_added_up_does_not_lie_ahead_of_a_team(desk):
    def told(unit):
        html = desk.get(f"/targets/new_carer_unannounced?unit={unit}&month=2026-09&as=today")
        return "target, at most" in html, html.count("none set")

    assert told("westmarch") == (True, 0)
    assert told("op-harbour") == (False, 3)
    line = ["team", "council"]
    count, share = {"kind": "count", "base": ""}, {"kind": "proportion", "base": ""}
    assert targets.may_hold(count, line, []) == ["team"]
    assert targets.may_hold(count, line, [{"target_unit": "council"}]) == targets.may_hold(share, line, []) == line
