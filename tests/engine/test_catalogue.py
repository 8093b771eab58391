"""A measure is one file; a bad one is refused with the file, the word and the choices."""

import pytest

from dashboard import QUERIES, catalogue
from dashboard.errors import DefinitionError

HEADER = {
    "title": "Clients receiving a review",
    "question": "Are plans looked at again?",
    "why": "decides review capacity",
    "owner": "Head of older people's services",
    "source": "local",
    "perspective": "process",
    "kind": "proportion",
    "better": "higher",
    "period": "month",
    "type": "process",
    "leads": "lead",
}
EXAMPLE = 'words = "One of two."\nunit = "T1"\nmonth = "2025-03"\nnumerator = 1\ndenominator = 2\n'


def write(folder, name="reviews", example=EXAMPLE, select="select 1 as month", lines=(), **changes):
    header = {**HEADER, **changes}
    said = [f"-- {word}: {text}" for word, text in header.items() if text is not None]
    (folder / f"{name}.sql").write_text("\n".join([*said, *lines, select]))
    if example:
        (folder / f"{name}.toml").write_text(example)


def refusal(folder, overrides=None):
    with pytest.raises(DefinitionError) as caught:
        catalogue.read(folder, overrides)
    return str(caught.value)


def test_a_measure_is_read_with_its_defaults(tmp_path):
    write(tmp_path)
    measure = catalogue.read(tmp_path)["reviews"]
    assert (measure.per, measure.unit_of_value, measure.decimals, measure.counts) == (100, "%", 1, "rows")
    assert measure.example.denominator == 2
    assert measure.short == measure.title


def test_every_measure_has_a_name_short_enough_for_a_row_and_no_two_the_same():
    measures = catalogue.read(QUERIES / "measures").values()
    assert [one.short for one in measures if len(one.short) > catalogue.LONGEST_SHORT] == []
    assert len({one.short for one in measures}) == len(measures)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"better": "up"}, "reviews.sql: better is 'up'; write one of higher, lower, range, neither"),
        ({"why": None}, "reviews.sql: 'why' is missing"),
        ({"kind": None}, "reviews.sql: 'kind' is missing; write one of count, proportion"),
        ({"titel": "x"}, "reviews.sql: unknown word 'titel'; did you mean title"),
        ({"kind": "rate"}, "reviews.sql: a rate needs 'per'"),
        ({"answers": "no, yes"}, "reviews.sql: 'answers' suits a supplied measure of which more is better"),
        ({"kind": "supplied", "answers": "yes, Yes"}, "reviews.sql: answers is 'yes, Yes'; write two or more, such as"),
        ({"per": "many"}, "reviews.sql: per is 'many'; write a number"),
        ({"parameter": "tolerance fifteen"}, "reviews.sql: parameter is 'tolerance fifteen'; write 'name = number"),
        ({"beside": "reviews"}, "reviews.sql: beside is 'reviews'; write 'measure = why the two are read together'"),
        ({"beside": "visits = both tell"}, "reviews.sql: beside names 'visits', which is no other measure"),
        ({"beside": "reviews = alone"}, "reviews.sql: beside names 'reviews', which is no other measure"),
        (
            {"short": "People who needed no more after it"},
            "reviews.sql: short is 'People who needed no more after it', 34",
        ),
        ({"kind": "money", "counts": "distinct people"}, "distinct people suit count, proportion, rate"),
    ],
)
def test_a_bad_header_is_refused_with_the_file_the_word_and_the_choices(tmp_path, changes, expected):
    write(tmp_path, **changes)
    assert expected in refusal(tmp_path)


def test_a_word_said_twice_is_refused(tmp_path):
    write(tmp_path, lines=["-- title: again"])
    assert "'title' is said twice" in refusal(tmp_path)


def test_a_header_without_a_select_is_refused(tmp_path):
    write(tmp_path, select="-- codes: none")
    assert "there is a header and no select" in refusal(tmp_path)


def test_a_supplied_measure_is_its_header_alone_or_has_a_select_of_its_own(tmp_path):
    supplied = {"kind": "supplied", "period": "snapshot", "codes": "ASCOF 3B, formerly 3C"}
    write(tmp_path, **supplied, select="")
    write(tmp_path, name="own", **supplied)
    measures = catalogue.read(tmp_path)
    assert "where lower(measure) in ('reviews', 'ascof 3b')\n" in measures["reviews"].sql
    assert measures["own"].sql == "select 1 as month"


def test_a_measure_without_a_worked_example_is_refused(tmp_path):
    write(tmp_path, example=None)
    assert "reviews.toml: every measure needs its worked example" in refusal(tmp_path)


def test_a_council_overrides_a_parameter_by_name(tmp_path):
    write(tmp_path, select="select {tolerance} as minutes", lines=["-- parameter: tolerance = 15 minutes late"])
    assert catalogue.read(tmp_path)["reviews"].sql == "select 15 as minutes"
    assert catalogue.read(tmp_path, {"reviews": {"tolerance": 20}})["reviews"].sql == "select 20 as minutes"


def test_an_override_of_nothing_is_refused(tmp_path):
    write(tmp_path, lines=["-- parameter: tolerance = 15 minutes late"])
    assert "no parameter 'slack'; its parameters: tolerance" in refusal(tmp_path, {"reviews": {"slack": 1}})
    assert "parameters for 'review', which is no measure; did you mean reviews" in refusal(tmp_path, {"review": {}})
