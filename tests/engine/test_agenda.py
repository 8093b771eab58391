"""What a meeting talks about, and in which order."""

from dataclasses import dataclass, field

from dashboard.agenda import topics


@dataclass(frozen=True)
class Found:
    measure: str
    unit: str = "north"


@dataclass(frozen=True)
class Entry:
    finding: Found


@dataclass(frozen=True)
class Here:
    concerns: list = field(default_factory=list)
    strengths: list = field(default_factory=list)


def kinds(found):
    return [(one.kind, one.measure) for one in found]


def entries(text):
    return [Entry(Found(key)) for key in text]


def alarms(count):
    return [{"title": str(number)} for number in range(count)]


def test_promises_come_first_then_the_card_then_depths_a_success_and_the_rest():
    found = topics(Here(entries("abcd"), entries("xy")), [Found("m")], alarms(3))
    assert kinds(found) == [
        ("promises", ""),
        ("card", ""),
        ("dive", "a"),
        ("dive", "b"),
        ("dive", "c"),
        ("alarm", ""),
        ("alarm", ""),
        ("success", "x"),
        ("rest", ""),
    ]


def test_where_few_have_changed_misses_fill_up_to_three_and_none_comes_twice():
    found = topics(Here(entries("a")), [Found("a"), Found("m"), Found("n"), Found("o")], [])
    assert kinds(found)[2:-1] == [("dive", "a"), ("dive", "m"), ("dive", "n")]


def test_a_month_without_anything_has_promises_the_card_and_the_rest():
    assert kinds(topics(Here(), [], [])) == [("promises", ""), ("card", ""), ("rest", "")]
