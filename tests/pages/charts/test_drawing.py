"""Pictures that leave the page, read back from their SVG: a second hand that knows nothing of how they are drawn."""

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from layouts.charts import cloud, control, courses, funnel, template
from layouts.charts.bridge import Step, bridge
from layouts.charts.effect import effect
from layouts.charts.intervals import Row, intervals
from layouts.charts.periods import Course, Period, by_period
from layouts.charts.ranked import Ranked, ranked
from layouts.charts.slope import Slope, slopes
from layouts.charts.strategy_map import Line, Node, strategy_map
from layouts.charts.trend import Series, trend
from layouts.charts.years import years
from layouts.exports.drawing import drawing

MONTHS = [date(2023 + n // 12, n % 12 + 1, 1) for n in range(36)]
VALUES = [50 + (7 * n) % 13 - (n > 20) * 9 for n in range(36)]
ABOUT = template.About(
    "Clients <reviewed> & more", "Westmarch", "%", "January 2023 to December 2025", "Council: returns", "data to 2025"
)


def per_cent(value):
    return f"{value:.1f}%"


def line(name, values, **more):
    said = [per_cent(value) if value is not None else "" for value in values]
    return courses.Course(name, values, said, template.SERIES[0], end=name, **more)


def single_months():
    parts = [
        control.Segment(0, 20, 55.0, 49.0, 63.0, (49.0, 63.0)),
        control.Segment(20, 36, 47.0, 40.0, 54.0, (40, 54)),
    ]
    ahead = [(date(2026, month, 1), 48.0, 43.0 - month, 53.0 + month) for month in (1, 2, 3)]
    targets, notes = [[None] * 12 + [58.0] * 12 + [60.0] * 12], [(20, 1, True, "counted anew")]
    points = ["improvement", "concern", "high", "low", *[None] * 32]
    given = {"segments": parts, "targets": targets, "notes": notes, "ahead": ahead}
    return control.Picture(MONTHS, VALUES, per_cent, "said", points=points, about=ABOUT, **given)


def dots():
    found = [funnel.Dot(20 + 9 * n, 60 + n % 5, f"Team {n}", (), "", "within", n == 4) for n in range(9)]
    sizes = lambda wanted: [[62 - z / n**0.5 for n in wanted] for z in (90, 60, -60, -90)]  # noqa: E731
    return funnel.funnel(found, sizes, [(62.0, "all: 62.0%", "comparators")], per_cent, "out of how many", ABOUT)


def a_map():
    nodes = [Node(key, f"Objective {key} of the council", band, "1 met", False, False, "", "")
             for key, band in (("a", 0), ("b", 1), ("c", 1))]  # fmt: skip
    return strategy_map(["Customer", "Learning"], nodes, [Line("b", "a", "the data agree", "", "")], ABOUT)


STEPS = [Step("budget", 36, 36, "£36m"), Step("prices of a long name", 36, 39, "+£3m", "price"),
         Step("volume", 39, 37, "−£2m", "volume"), Step("forecast", 37, 37, "£37m")]  # fmt: skip
FIGURES = {
    "single months": lambda: control.control(single_months()),
    "years": lambda: years(list(zip(MONTHS, VALUES, strict=True)), per_cent, ABOUT),
    "a bridge": lambda: bridge(STEPS, per_cent, ABOUT),
    "a lying bridge": lambda: bridge(STEPS, per_cent, ABOUT, lying=True),
    "a funnel": dots,
    "intervals": lambda: intervals([Row(f"Team {n}", 50 + n, 40, 60 + n, targets=(55,)) for n in range(30)], per_cent,
                                   ABOUT, (52.0, "all: 52.0%"), bars=[template.QUIET] * 30),
    "ranked": lambda: ranked([Ranked("A home", "+£4k", {"price": (5, "£5k"), "volume": (-1, "−£1k")})],
                             {"price": "price", "volume": "volume"}, per_cent, ABOUT),
    "periods": lambda: by_period(Course([Period(f"20{n}–{n + 1}", 60 + n, 57 + n, 63 + n, 70.0) for n in range(10, 24)],
                                        per_cent, [("England", [70.0] * 14)], ABOUT)),
    "courses": lambda: courses.courses(MONTHS, [courses.Panel("%", [line("East", VALUES)], per_cent)], about=ABOUT),
    "small panels": lambda: courses.courses(MONTHS, [
        courses.Panel(f"Team {n}", [line("Westmarch", VALUES)], per_cent) for n in range(7)], about=ABOUT, columns=3),
    "a slope": lambda: slopes("January", "June", [("%", [
        Slope("East", 40, 60, ("40.0%", "60.0%"), "", "", template.SERIES[0])], per_cent)], ABOUT),
    "a scatter": lambda: cloud.scatter([("June", [cloud.Dot(str(n), f"Team {n}", n, n * n % 7, n, "", "")
                                                  for n in range(9)])], ("a", per_cent), ("b", per_cent), ABOUT),
    "a spread": lambda: cloud.spread([cloud.Value(n % 5, f"Council {n}", "", "", is_own=n == 3) for n in range(40)],
                                     per_cent, [(2.0, "middle 2.0%", "median")], ABOUT),
    "an effect": lambda: effect(MONTHS, VALUES, 12, 18, (52.0, 47.0), per_cent, ABOUT),
    "a map": a_map,
}  # fmt: skip


def read(svg):
    return ElementTree.fromstring(re.sub(r'xmlns=["\'][^"\']*["\']', "", svg, count=1))


def words(svg):
    return [("".join(node.itertext()), node) for node in read(svg).iter("text")]


@pytest.mark.parametrize("height", [None, 450])
@pytest.mark.parametrize("kind", FIGURES)
def test_every_kind_of_chart_is_a_picture_that_stands_alone(kind, height):
    svg = drawing(FIGURES[kind](), "What it says.", height=height)
    top = read(svg)
    assert (top.find("title").text, top.find("desc").text) == ("Clients <reviewed> & more", "What it says.")
    assert not any(word in svg for word in ("foreignObject", "<script", "href", "url(", "vector-effect", "%'"))
    _, _, wide, high = map(float, top.get("viewBox").split())
    assert height is None or (top.get("height") == "450" and wide / high == pytest.approx(800 / 450, abs=0.01))
    said = [text for text, _ in words(svg)]
    assert "Clients <reviewed> & more" in said and "Council: returns · data to 2025" in said
    for node in top.iter():
        for word in ("x", "x1", "x2", "cx"):
            assert -wide / 2 < float(node.get(word, 0)) < wide, (kind, node.tag, node.attrib)


def test_a_point_stands_where_the_words_of_the_axis_say():
    names = [f"{month:%b %Y}" for month in MONTHS]
    svg = drawing(trend(names, [Series("clients", VALUES, per_cent)], ABOUT), height=450)
    levels = {float(text[:-1]): float(node.get("y")) - 4 for text, node in words(svg) if re.fullmatch(r"[\d.]+%", text)}
    (low, foot), *_, (high, top) = sorted(levels.items())
    points = [float(node.get("cy")) for node in read(svg).iter("circle")]
    assert len(points) == len(VALUES) and len(levels) > 3
    for value, y in zip(VALUES, points, strict=True):
        assert low + (foot - y) / (foot - top) * (high - low) == pytest.approx(value, abs=(high - low) / 100)


def test_what_lies_beyond_a_chosen_span_is_cut_at_the_edge_of_it():
    """Before, the months before it were drawn as an upright line at the edge."""
    figure = control.control(single_months(), zoom=("2024-01", "2024-12"))
    whole, part = drawing(control.control(single_months())), drawing(figure)
    count = lambda svg: sum(node.tag in ("circle", "path") and node.get("fill") != "none" for node in read(svg).iter())  # noqa: E731
    series = next(node.get("d") for node in read(part).iter("path") if node.get("stroke-width") == "2")
    xs = [float(x) for x in re.findall(r"[ML]([\d.]+),", series)]
    assert xs == sorted(xs) and len(xs) == 12 + 2 and len(set(xs)) == len(xs)
    assert count(part) < count(whole)


def test_bars_of_several_series_stand_beside_one_another_and_names_do_not_lie_on_one_another():
    names = [f"{month:%b %Y}" for month in MONTHS[:13]]
    bars = [Series(name, VALUES[:13], per_cent, "bar") for name in ("paid", "agreed")]
    svg = drawing(trend(names, bars, ABOUT))
    boxes = sorted(
        (float(node.get("x")), float(node.get("width")))
        for node in read(svg).iter("rect")
        if node.get("height") != "10"
    )
    assert len(boxes) == 26
    for (left, wide), (right, _) in pairwise(boxes):
        assert left + wide <= right + 0.11
    along = sorted(float(node.get("x")) for text, node in words(svg) if text in names)
    assert len(along) > 4 and min(b - a for a, b in pairwise(along)) > 8 * template.LETTER


def test_steps_are_drawn_as_steps_and_a_series_by_its_dash():
    svg = drawing(
        trend(["a", "b", "c"], [Series("paid", [1, 2, 3], per_cent), Series("agreed", [1, 1, 3], per_cent, "step")])
    )
    dashed = [node for node in read(svg).iter() if node.get("stroke-dasharray")]
    assert [node.tag for node in dashed] == ["line", "path"]  # in the legend and in the plot
    corners = re.findall(r"[ML]([\d.]+),(\d+)", dashed[1].get("d"))
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(corners))
