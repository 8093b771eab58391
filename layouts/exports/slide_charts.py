"""Charts of slides: PowerPoint's own where it has one for a figure, so that they can be edited there with their values;
where it has none the same drawing as on paper, made of shapes."""

import re
from xml.etree import ElementTree

from lxml import etree
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from layouts.charts.template import LIGHT
from layouts.exports.chart_data import chart_data
from layouts.exports.deck import INK, SOFT, described
from layouts.exports.drawing import drawing

RULE = LIGHT["layout"]["xaxis"]["gridcolor"]
DASHES = {"dash": MSO_LINE.DASH, "dot": MSO_LINE.ROUND_DOT, "dashdot": MSO_LINE.DASH_DOT}
MARKERS = {
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "triangle-up": XL_MARKER_STYLE.TRIANGLE,
    "triangle-down": XL_MARKER_STYLE.SQUARE,  # PowerPoint has none that points down
    "line": XL_MARKER_STYLE.DASH,
}
PIXELS = 96  # to an inch
LABELS = 12  # along the axis: more names than these are thinned
NUMBER = re.compile(r"-?\d*\.?\d+")


def chart(slide, figure, place, says):
    """Put a figure in a place (left, top, width, height in inches) of a slide; `says` is for those who do not see it.
    Gives the shape."""
    data = chart_data(figure)
    if data is None:
        return _shapes(slide, figure, place, says)
    made = _by_number if not data.names else _bars if data.stacked else _by_name
    shape = made(slide, data, list(map(Inches, place)))
    found = shape.chart
    found.font.size, found.font.color.rgb = Pt(12), _rgb(SOFT)
    found.has_title = False
    shown = [series for series in data.series if not series.unseen]
    found.has_legend = len(shown) > 1
    if found.has_legend:
        found.legend.position, found.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _blanks(found, "span" if data.joined else "gap")
    return described(shape, says, "Chart")


def _rgb(colour):
    numbers = NUMBER.findall(colour) if colour.startswith("rgb") else None
    return RGBColor(*map(int, numbers[:3])) if numbers else RGBColor.from_string(colour.lstrip("#").upper())


def _by_name(slide, data, place):
    """Lines and dots over names; where some series are bars, those stand under the lines on the same axes."""
    bars = [series for series in data.series if series.kind == "bar"]
    ordered = [*bars, *(series for series in data.series if series.kind != "bar")]
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED if bars else XL_CHART_TYPE.LINE_MARKERS
    shape = slide.shapes.add_chart(kind, *place, _filled(data.names, ordered, data.axis[3]))
    found = shape.chart
    if bars and len(bars) < len(ordered):
        _lines_over(found, len(bars))
    for series, drawn in zip(ordered, _every(found), strict=True):
        (_bar if series.kind == "bar" else _line)(series, drawn)
    _upright(found.value_axis, data.axis)
    _along(found.category_axis, len(data.names))
    if bars:
        found.plots[0].gap_width = 40
    return shape


def _bars(slide, data, place):
    """Bars of parts, one on another."""
    kind = XL_CHART_TYPE.BAR_STACKED if data.lying else XL_CHART_TYPE.COLUMN_STACKED
    shape = slide.shapes.add_chart(kind, *place, _filled(data.names, data.series, data.axis[3]))
    found = shape.chart
    for series, drawn in zip(data.series, found.plots[0].series, strict=True):
        if series.unseen:
            drawn.format.fill.background()
        else:
            _bar(series, drawn)
        for place_, said in series.labels.items():
            _label(drawn.points[place_], said, XL_LABEL_POSITION.INSIDE_BASE)
    found.plots[0].gap_width, found.plots[0].overlap = 45, 100
    _upright(found.value_axis, data.axis)
    _along(found.category_axis, 1)
    found.category_axis.reverse_order = data.lying
    if data.lying:  # of an axis that runs down the numbers would stand on top
        crosses = found.value_axis._element.find(qn("c:crosses"))
        found.category_axis._element.find(qn("c:crosses")).set("val", "autoZero")
        crosses.set("val", "max")
    return shape


def _by_number(slide, data, place):
    """Dots and lines over numbers."""
    filled = XyChartData(number_format=_safe(data.axis[3]))
    for series in data.series:
        own = filled.add_series(series.name)
        for x, y in zip(series.at, series.values, strict=True):
            if x is not None and y is not None:
                own.add_data_point(x, y)
    shape = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, *place, filled)
    found = shape.chart
    for series, drawn in zip(data.series, found.plots[0].series, strict=True):
        _line(series, drawn)
        drawn.smooth = False
        for n, said in series.labels.items():
            _label(drawn.points[n], said, XL_LABEL_POSITION.RIGHT)
    _upright(found.value_axis, data.axis)
    _upright(found.category_axis, data.across)
    found.category_axis.has_major_gridlines = False
    found.category_axis.tick_label_position = found.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if data.across[4]:
        found.category_axis.axis_title.text_frame.text = data.across[4]
    return shape


def _filled(names, ordered, number_format):
    filled = CategoryChartData(number_format=_safe(number_format))
    filled.categories = names
    for series in ordered:
        filled.add_series(series.name, series.values)
    return filled


def _safe(number_format):
    """python-pptx writes the format of values into its XML as it is; that of the axis has all of it."""
    return "General" if "<" in number_format else number_format


def _every(found):
    return [drawn for plot in found.plots for drawn in plot.series]


def _lines_over(found, bars):
    """Move the series after the first so many from the bars into lines over the same axes, for which there is no call
    in python-pptx."""
    plot = found._chartSpace.find(f".//{qn('c:barChart')}")
    lines = etree.Element(qn("c:lineChart"))
    etree.SubElement(lines, qn("c:grouping"), val="standard")
    etree.SubElement(lines, qn("c:varyColors"), val="0")
    for series in plot.findall(qn("c:ser"))[bars:]:
        for bar_only in series.findall(qn("c:invertIfNegative")):
            series.remove(bar_only)
        etree.SubElement(series, qn("c:smooth"), val="0")
        lines.append(series)
    etree.SubElement(lines, qn("c:marker"), val="1")
    for axis in plot.findall(qn("c:axId")):
        etree.SubElement(lines, qn("c:axId"), val=axis.get("val"))
    plot.addnext(lines)


def _line(series, drawn):
    if series.kind == "line" and series.line.get("width", 2):
        line = drawn.format.line
        line.color.rgb, line.width = _rgb(series.line["color"]), Pt(series.line.get("width", 2))
        if series.line.get("dash") in DASHES:
            line.dash_style = DASHES[series.line["dash"]]
    else:
        drawn.format.line.fill.background()
    if hasattr(drawn, "smooth"):
        drawn.smooth = False
    _marked(series, drawn)


def _marked(series, drawn):
    look = series.marker
    if not look or look.get("opacity") == 0 or not look.get("size"):
        drawn.marker.style = XL_MARKER_STYLE.NONE
        return
    first = [_first(look.get(word)) for word in ("symbol", "size", "color")]
    _dot(drawn.marker, *first)
    placed = 0
    for n, value in enumerate(series.values):
        if value is None:
            placed += 0 if series.at else 1
            continue
        own = [_each(look.get(word), n) for word in ("symbol", "size", "color")]
        if own != first:
            _dot(drawn.points[placed].marker, *own)
        placed += 1


def _first(setting):
    """The look that most have."""
    return max(setting, key=setting.count) if isinstance(setting, list) else setting


def _each(setting, place):
    return setting[place] if isinstance(setting, list) else setting


def _dot(marker, symbol, size, colour):
    marker.style, marker.size = MARKERS.get(symbol, XL_MARKER_STYLE.CIRCLE), max(2, min(72, round(size or 5)))
    marker.format.line.color.rgb = _rgb(colour)
    if symbol == "circle-open":
        marker.format.fill.background()
    else:
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = _rgb(colour)


def _bar(series, drawn):
    colour = series.marker["color"]
    fill = drawn.format.fill
    fill.solid()
    fill.fore_color.rgb = _rgb(_first(colour))
    drawn.invert_if_negative = False
    if isinstance(colour, list):
        for n, own in enumerate(colour):
            if own != _first(colour):
                point = drawn.points[n].format.fill
                point.solid()
                point.fore_color.rgb = _rgb(own)


def _label(point, said, where):
    label = point.data_label
    frame = label.text_frame
    frame.text = said
    frame.paragraphs[0].runs[0].font.size = Pt(11)
    label.position = where


def _upright(axis, scale):
    axis.minimum_scale, axis.maximum_scale, axis.major_unit, written, _ = scale
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = written, False
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = _rgb(RULE)
    axis.format.line.fill.background()
    axis.major_tick_mark = XL_TICK_MARK.NONE


def _along(axis, count):
    axis.format.line.color.rgb = _rgb(RULE)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW  # at the edge, where values run below nought too
    every = -(-count // LABELS)
    if every > 1:
        for word in ("c:tickLblSkip", "c:tickMarkSkip"):
            skip = etree.Element(qn(word), val=str(every))
            axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _blanks(found, how):
    kept = found._chartSpace.find(f".//{qn('c:dispBlanksAs')}")
    if kept is not None:
        kept.set("val", how)


def _shapes(slide, figure, place, says):
    """The drawing of a figure as one group of shapes, to scale."""
    left, top, wide, high = place
    svg = drawing(figure, says, title="", width=round(wide * PIXELS), height=round(high * PIXELS), source="")
    root = ElementTree.fromstring(svg.replace(" xmlns='http://www.w3.org/2000/svg'", "", 1))
    _, _, across, _ = map(float, root.get("viewBox").split())
    group = slide.shapes.add_group_shape()
    _Pen(group, left, top, wide / across).all(root)
    return described(group, says, "Chart")


class _Pen:
    """Draws the few elements of our own SVG as shapes; `scale` is inches to one of its pixels."""

    def __init__(self, group, left, top, scale):
        self.shapes, self.left, self.top, self.scale = group.shapes, left, top, scale

    def all(self, node):
        for child in node:
            getattr(self, f"_{child.tag}", self.all)(child)

    def _title(self, _node):
        """Said as the words of the group."""

    _desc = _style = _title

    def _g(self, node):
        x, y = map(float, NUMBER.findall(node.get("transform", "0 0")))
        _Pen(self, self.left + x * self.scale, self.top + y * self.scale, self.scale).all(node)

    def _at(self, x, y):
        return Inches(self.left + x * self.scale), Inches(self.top + y * self.scale)

    def _line(self, node):
        ends = [float(node.get(word, 0)) for word in ("x1", "y1", "x2", "y2")]
        shape = self.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *self._at(*ends[:2]), *self._at(*ends[2:]))
        _bare(shape)
        _stroked(shape, node, self.scale)

    def _rect(self, node):
        x, y, wide, high = (float(node.get(word, 0)) for word in ("x", "y", "width", "height"))
        size = Inches(wide * self.scale), Inches(high * self.scale)
        _filled_as(self.shapes.add_shape(MSO_SHAPE.RECTANGLE, *self._at(x, y), *size), node, self.scale)

    def _circle(self, node):
        x, y, r = (float(node.get(word)) for word in ("cx", "cy", "r"))
        size = Inches(2 * r * self.scale)
        _filled_as(self.shapes.add_shape(MSO_SHAPE.OVAL, *self._at(x - r, y - r), size, size), node, self.scale)

    def _path(self, node):
        for points, closed in _runs(node.get("d")):
            if len(points) < 2:
                continue
            start, *rest = [tuple(map(int, self._at(*point))) for point in points]
            made = self.shapes.build_freeform(*start, scale=1.0)
            made.add_line_segments(rest, close=closed or node.get("fill") != "none")
            _filled_as(made.convert_to_shape(), node, self.scale)

    def _text(self, node):
        said, size = "".join(node.itertext()), 12.0
        style = node.get("style", "")
        if found := re.search(r"font-size:([\d.]+)px", style):
            size = float(found[1])
        wide = (len(said) * size * 0.56 + 4) * self.scale
        x = self.left + (float(node.get("x")) + float(node.get("dx", 0))) * self.scale
        anchor = node.get("text-anchor", "start")
        x -= wide * {"start": 0, "middle": 0.5, "end": 1}[anchor]
        y = self.top + (float(node.get("y")) - size) * self.scale
        box = self.shapes.add_textbox(Inches(x), Inches(y), Inches(wide), Inches(size * 1.3 * self.scale))
        frame = box.text_frame
        frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.TOP
        for side in ("left", "right", "top", "bottom"):
            setattr(frame, f"margin_{side}", 0)
        run = frame.paragraphs[0].add_run()
        run.text = said
        colour = re.search(r"fill:(#\w+)", style)
        ink = colour[1] if colour else INK if node.get("class") == "b" else SOFT
        run.font.size, run.font.color.rgb = Pt(max(size * self.scale * 72, 6)), _rgb(ink)
        run.font.bold = "font-weight" in style or node.get("class") == "b"
        middle = {"start": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT}
        frame.paragraphs[0].alignment = middle[anchor]


def _runs(path):
    """(points, whether it is closed) of each run of a path of straight lines, in whole or from point to point."""
    found, now = [], (0.0, 0.0)
    for letter, said in re.findall(r"([MLlhZ])([^MLlhZ]*)", path):
        numbers = list(map(float, NUMBER.findall(said)))
        if letter == "Z":
            found[-1][1] = True
            continue
        step = numbers if letter != "h" else [*numbers, 0.0]
        now = tuple(step) if letter in "ML" else (now[0] + step[0], now[1] + step[1])
        if letter == "M":
            found.append([[now], False])
        else:
            found[-1][0].append(now)
    return [(points, closed) for points, closed in found]


def _stroked(shape, node, scale):
    colour = node.get("stroke", RULE)
    shape.line.color.rgb, shape.line.width = _rgb(colour), Pt(float(node.get("stroke-width", 1)) * scale * 72)
    dashes = {"6 4": "dash", "2 3": "dot", "6 3 2 3": "dashdot"}
    if node.get("stroke-dasharray") in dashes:
        shape.line.dash_style = DASHES[dashes[node.get("stroke-dasharray")]]


def _filled_as(shape, node, scale):
    _bare(shape)
    fill = node.get("fill", "#000000")
    numbers = NUMBER.findall(fill) if fill.startswith("rgba") else []
    shown = float(numbers[3]) if numbers else float(node.get("opacity", 1))
    if fill == "none" or not shown:
        shape.fill.background()
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = _rgb(fill)
        if shown < 1:
            kept = shape.fill._xPr.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}")
            etree.SubElement(kept, qn("a:alpha"), val=str(round(shown * 100000)))
    if node.get("stroke") and not node.get("stroke").startswith("rgba"):
        _stroked(shape, node, scale)
    else:
        shape.line.fill.background()


def _bare(shape):
    """A shape without the shadow and colours of the theme."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)
