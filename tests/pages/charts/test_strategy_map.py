"""The drawing of a strategy map: bands, boxes and arrows, read off the figure's own traces."""

from layouts.charts import strategy_map as chart
from layouts.charts.sketch import sketch

VERDICTS = list(chart.LOOKS)


def node(key, band, own=False):
    return chart.Node(
        key,
        f"People {key} <live> the lives that they choose in homes of their own",
        band,
        "▼ 1 missed",
        own,
        False,
        key,
        f"/{key}",
    )


def drawn(nodes, lines):
    return chart.strategy_map(["Customer", "Process", "Learning"], nodes, lines)


def curves(figure):
    return [one for one in figure["data"] if one["mode"] == "lines" and len(one["x"]) > 5]


def test_each_verdict_is_told_by_its_line_and_its_mark_and_not_by_colour_alone():
    told = set()
    for verdict in VERDICTS[:4]:
        figure = drawn([node("a", 2), node("b", 0)], [chart.Line("a", "b", verdict, "", "")])
        (line,) = curves(figure)
        marks = [
            one["text"] for one in figure["layout"]["annotations"] if one["text"] == f"<b>{chart.LOOKS[verdict][2]}</b>"
        ]
        told.add((line["line"]["dash"], *marks))
        assert len(marks) == 1
    assert len(told) == 4


def test_an_arrow_goes_through_no_box_on_its_way_and_ends_at_the_edge_of_its_own():
    nodes = [node("a", 2), node("b", 0), *(node(f"m{n}", 1) for n in range(5))]
    figure = drawn(nodes, [chart.Line("a", "b", "the data agree", "", "")])
    (line,) = curves(figure)
    boxes = [
        one
        for one in figure["data"]
        if one.get("fill") == "toself" and len(set(one["x"])) == 2 and one["line"]["width"]
    ]
    assert len(boxes) == len(nodes)
    for box in boxes:
        inside = [
            min(box["x"]) < x < max(box["x"]) and min(box["y"]) < y < max(box["y"])
            for x, y in zip(line["x"], line["y"], strict=True)
        ]
        assert not any(inside)
    assert line["y"][0] < line["y"][-1]  # from the staff up to the people


def test_two_arrows_between_the_same_two_lie_apart_and_every_arrow_and_box_can_be_read_and_clicked():
    lines = [chart.Line("a", "b", "the data agree", "one", "/1"), chart.Line("b", "a", "too short", "two", "/2")]
    figure = drawn([node("a", 2), node("b", 2)], lines)
    first, second = curves(figure)
    assert set(zip(first["x"], first["y"], strict=True)).isdisjoint(zip(second["x"], second["y"], strict=True))
    reading = figure["data"][-1]
    assert reading["hovertext"] == ["a", "b", "one", "two"]
    assert reading["customdata"] == ["/a", "/b", "/1", "/2"]


def test_boxes_stand_under_what_they_lead_to_and_the_unit_s_own_are_strong():
    nodes = [node("a", 0), node("b", 0), node("c", 1, own=True), node("d", 1)]
    lines = [chart.Line("c", "b", "not testable", "", ""), chart.Line("d", "a", "not testable", "", "")]
    places = chart.placed(2, nodes, lines)
    assert (places["c"][0] < places["d"][0]) == (places["b"][0] < places["a"][0])
    strong = [
        one["text"] for one in drawn(nodes, lines)["layout"]["annotations"] if one["text"].startswith("<b>People")
    ]
    assert len(strong) == 1
    assert "&lt;live&gt;" in sketch(drawn(nodes, lines))


def test_three_standings_take_two_lines_of_a_box_and_none_is_broken():
    standing = "▼ 2 missed · ◆ 1 near · ● 1 met"
    nodes = [chart.Node(key, "Staff", 0, standing, False, True, "", "") for key in "abcde"]
    said = [one["text"].replace("\xa0", " ") for one in drawn(nodes, [])["layout"]["annotations"]]
    assert said.count("▼ 2 missed · ◆ 1 near ·") == said.count("● 1 met") == 5
