"""The checks over sentences that are put together: whatever is said of the measure as a fact is found, whatever is to
come, denied, or said of something else is left alone."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from dashboard.commentary import CHECKS, Facts

WORSE = Facts(
    *("Clients receiving a review on time", "higher", date(2026, 9, 1)),
    **{"standing": "missed", "variation": "concern", "rule": "outside", "open_actions": 1, "today": date(2026, 10, 5)},
    **{"numbers": (34.3, 75.0), "counts": (24, 70)},
)
ORDINARY = replace(WORSE, variation="common", rule=None)
FEWER = replace(WORSE, title="Delayed discharges", better="lower", variation="improvement", standing="met")
OF_IT = (
    "Reviews",
    "Performance",
    "The figure",
    "The rate of reviews",
    "It",
    "The percentage of clients receiving a review",
)
TOLD = (
    *("has improved", "improved", "is improving", "have got better", "continues to improve", "rose", "has risen"),
    *("is rising", "has increased", "went up", "is up on last year", "is recovering", "has started to improve"),
    *("is better than last month", "showed an improvement", "has continued to rise"),
)
NOT_TOLD = (
    *("has not improved", "did not improve", "will improve", "should improve", "is expected to improve", "could rise"),
    *("is not improving", "is yet to improve", "has failed to improve", "needs to improve", "is unlikely to improve"),
    *("won't improve", "isn't better", "has never improved", "no longer improves", "is forecast to rise", "fell"),
    *("aims to improve", "is planned to rise", "got worse", "stayed the same", "needs improvement", "is monitored"),
)
TAILS = ("", " in the month", ", as the team knows", " and the team is pleased")


def found(check, text, facts):
    return bool(CHECKS[check](text, facts))


@pytest.mark.parametrize("said", TOLD)
def test_what_is_told_as_a_fact_against_the_signal_is_found(said):
    assert [text for text in together(said) if not found("direction", text, WORSE)] == []


@pytest.mark.parametrize("said", NOT_TOLD)
def test_what_is_to_come_or_denied_or_agrees_is_left_alone(said):
    assert [text for text in together(said) if found("direction", text, WORSE)] == []


def together(said):
    return [f"{of} {said}{tail}." for of, tail in product(OF_IT, TAILS)]


@pytest.mark.parametrize("of", ["Delays", "Delayed discharges", "The number of delayed discharges", "It"])
def test_where_lower_is_better_a_rise_is_worse(of):
    for rise, fall in (
        ("rose", "fell"),
        ("have increased", "have fallen"),
        ("went up", "dropped"),
        ("grew", "reduced"),
    ):
        assert found("direction", f"{of} {rise}.", FEWER) and not found("direction", f"{of} {fall}.", FEWER)


@pytest.mark.parametrize(
    "of", ["Referrals", "Demand", "Sickness", "Vacancies in the team", "Costs", "The number of requests"]
)
def test_what_rises_elsewhere_is_no_claim_of_the_measure(of):
    for rise in ("rose", "have increased", "went up", "grew", "are rising"):
        assert not found("direction", f"{of} {rise}.", WORSE), (of, rise)


@pytest.mark.parametrize(
    ("check", "facts", "fires", "quiet"),
    [
        (
            "trend claim",
            WORSE,
            (
                "There is an improving trend.",
                "The trend is downwards.",
                "We continue to see reviews fall.",
                "It fell steadily.",
            ),
            (
                "A trend cannot be seen.",
                "It is not yet a trend.",
                "If this continues we will act.",
                "The team continues to recruit.",
            ),
        ),
        (
            "noise explained",
            ORDINARY,
            (
                "This was because of sickness.",
                "Owing to snow.",
                "The figures reflect the bank holiday.",
                "Vacancies led to delays.",
            ),
            (
                "Payments due to providers were late.",
                "Thanks to everyone.",
                "Not due to anything special.",
                "The review is due.",
            ),
        ),
        (
            "number absent",
            WORSE,
            ("25 out of 70.", "100% of cases.", "£50.", "1.5 FTE.", "34.4% were on time"),
            (
                "34.30%.",
                "Aged 18 to 64.",
                "BVPI 55.",
                "At 9.30am.",
                "In 2024/25.",
                "24/7 cover.",
                "The 12-week review.",
                "Day 28.",
            ),
        ),
        (
            "wrong period",
            WORSE,
            ("The August bank holiday.", "In May we saw more.", "September 2025 was the same."),
            ("May we ask?", "From July to September it fell.", "New staff join in November.", "September's figure."),
        ),
    ],
)
def test_the_other_checks_over_harder_sentences(check, facts, fires, quiet):
    assert [text for text in fires if not found(check, text, facts)] == []
    assert [text for text in quiet if found(check, text, facts)] == []
