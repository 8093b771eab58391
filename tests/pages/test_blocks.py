"""A table of blocks: groups of columns over its headings, and under its sums a row that is in none of them."""

from layouts.parts import blocks
from tests.pages.trees import cells, classes, find, the

HEADS = [("service", "m"), ("budget", "n"), ("paid", "n g"), ("what it is", "hidden")]
ROWS = [["Home care", "10", blocks.cell("9", "n now"), "care"]]


def table(**more):
    return blocks.table("Money", HEADS, ROWS, **more)


def test_the_groups_stand_over_the_columns_after_the_first():
    over, heads = find(the(table(groups=(("to date", 1), ("", 2))), "Thead"), "Tr")
    assert cells(over) == ["", "to date", ""]
    assert [one["props"].get("colSpan") for one in over["props"]["children"]] == [None, 1, 2]
    assert the(over, "Th")["props"]["scope"] == "colgroup"
    assert cells(heads) == [text for text, _ in HEADS]


def test_a_figure_has_the_class_of_its_column_and_a_hidden_heading_hides_no_row():
    _, row = find(blocks.table("Money", [("what", "hidden"), ("paid", "n g")], [["Home care", "9"]]), "Tr")
    name, figure = row["props"]["children"]
    assert classes(name) == [] and classes(figure) == ["n", "g"]


def test_what_is_in_no_sum_stands_under_the_sums():
    sums, apart = find(the(table(foot=["all", "10", "9", ""], apart=["capital, apart", "–", "1", ""]), "Tfoot"), "Tr")
    assert cells(sums)[0] == "all" and cells(apart)[0] == "capital, apart"
    assert classes(apart) == ["apart"]


def test_rows_without_heads_stand_alone():
    bare = blocks.table("Forecasts", [], [["Budget", blocks.cell("£9", "n")]])
    assert not find(bare, "Thead") and cells(the(bare, "Tr")) == ["Budget", "£9"]


def test_a_table_that_is_stacked_on_a_phone_looks_so_and_its_words_may_take_several_lines():
    heads = [("register", ""), ("what it holds", "text-wrap"), ("entries", "n")]
    found = blocks.table("Registers", heads, [["Standards", "What people can count on", "3"]], stacked=True)
    words, figure = find(found, "Td")
    assert found.className.split() == ["plain", "stacked"]
    assert classes(words) == ["text-wrap"] and classes(figure) == ["n"]
    assert [one["props"]["data-label"] for one in (words, figure)] == ["what it holds", "entries"]
