"""The checks of a comment, by examples that fire and that must not: examples.toml."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from dashboard.commentary import CHECKS, Facts, check

EXAMPLES = tomllib.loads(Path(__file__).with_name("examples.toml").read_text(encoding="utf-8"))
KNOWN = {
    "title": "Clients receiving a review on time",
    "better": "higher",
    "month": date(2026, 9, 1),
    "standing": "missed",
    "variation": "concern",
    "rule": "outside",
    "numbers": (34.3, 49.0, 75.0, -14.7, -40.7),
    "counts": (24, 70),
    "open_actions": 1,
    "today": date(2026, 10, 5),
}


def each(kind):
    return [
        pytest.param(name, example, id=f"{name}: {example['text'][:40] or number}")
        for name, several in EXAMPLES.items()
        for number, example in enumerate(several[kind])
    ]


def found(name, example):
    return CHECKS[name](example["text"].replace("’", "'"), Facts(**{**KNOWN, **example.get("given", {})}))


@pytest.mark.parametrize(("name", "example"), each("fires"))
def test_a_check_finds_what_it_is_there_for_and_points_at_the_words(name, example):
    (finding,) = found(name, example)
    assert finding.check == name
    if "points" in example:
        assert [example["text"][start:end] for start, end in finding.words] == example["points"]


@pytest.mark.parametrize(("name", "example"), each("quiet"))
def test_a_check_leaves_alone_what_is_as_it_should_be(name, example):
    assert found(name, example) == []


def test_every_check_has_examples_of_both_kinds():
    assert {name: (len(some["fires"]) > 4, len(some["quiet"]) > 4) for name, some in EXAMPLES.items()} == dict.fromkeys(
        CHECKS, (True, True)
    )


def test_the_comment_that_praises_a_fall_is_told_its_three_faults():
    text = "Reviews continue to improve thanks to the new rota, now 74%."
    said = {one.check: [text[start:end] for start, end in one.words] for one in check(text, Facts(**KNOWN))}
    assert said == {"direction": ["improve"], "trend claim": ["continue"], "number absent": ["74%"]}


def test_a_plain_comment_on_an_ordinary_month_is_told_nothing():
    text = "An ordinary month: 34.3%, against 75%. We change how reviews are booked; the rota starts in November."
    assert check(text, Facts(**{**KNOWN, "variation": "common", "rule": None})) == []
