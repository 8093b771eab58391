"""A figure as a picture for paper and slides: an SVG of its own, drawn by the server without a browser.

The plot is that of the page's still picture (layouts/charts/sketch.py). Around it stand what a picture needs once it
has left the page: its title and sentence, the names of its series, its source, and words for those who do not see it.
"""

from html import escape
from math import ceil

from layouts.charts.sketch import Paper, listed, plain, plot, stroke
from layouts.charts.template import FONT, LETTER, LIGHT

WIDTH, HEIGHT = 800, 450  # pixels, sixteen to nine: as a picture that is saved in the browser
EDGE = 12  # pixels
LINE, ROW = 18, 15  # pixels from one line of words to the next; of the words along an axis
LEAST = 13  # pixels: what a name beside the upright axis needs
INK, SOFT, RULE = LIGHT["layout"]["title"]["font"]["color"], LIGHT["layout"]["font"]["color"], "#dfe4e9"
STYLE = (
    f"text{{font-family:{FONT};font-size:12px;fill:{SOFT}}}.b{{font-size:14px;font-weight:600;fill:{INK}}}"
    f".g{{stroke:{RULE};stroke-width:1}}"
)


def drawing(figure, says="", title=None, width=WIDTH, height=None, source=None):
    """The SVG of a figure (a dictionary of layouts/charts), so many pixels wide and high, as text.

    `height` is the figure's own where none is given; where its names would lie on one another in it, all is drawn
    smaller. `says` is the figure in a sentence: it is heard, and not written. `title` takes the place of the figure's
    own words over the plot, '' leaves them out; `source` those of its foot.
    """
    layout = figure["layout"]
    own, _, below = layout["title"]["text"].partition("<br>")
    heads = [(own, "b"), (below, "")] if title is None else [(escape(title), "b")]
    needed = _needed(layout)
    height = height or max(layout["height"] - _slider(layout), needed)
    scale = max(1.0, needed / height)
    wide, high = width * scale, height * scale
    words = _Words(wide)
    for text, kind in heads:
        words.write(plain(text), kind)
    words.legend(listed(figure) if layout["showlegend"] else [])
    left, right = layout["margin"]["l"], layout["margin"]["r"]
    top = max(words.down + (30 if _has_flags(layout) else 16), 30)
    across = wide - left - right
    fitted, rows = _fitted(layout, across)
    foot = _Words(wide, 4)
    foot.write(plain(_source(layout) if source is None else escape(source)))
    under = 26 + ROW * (rows - 1) + (ROW if "title" in fitted["xaxis"] else 0) + foot.down
    tall = high - top - under
    traces = [_inward(one, layout["xaxis"], across) if "textposition" in one else one for one in figure["data"]]
    drawn = plot({"data": traces, "layout": fitted}, Paper(across, "", tall))
    name = plain(title or own)
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width:g}' height='{height:g}' "
        f"viewBox='0 0 {wide:.0f} {high:.0f}' role='img'><title>{name}</title><desc>{escape(says or name)}</desc>"
        f"<style>{STYLE}</style>{words.drawn()}"
        f"<g transform='translate({left},{top:.0f})'>{_floor(fitted, across, tall)}{drawn}</g>"
        f"<g transform='translate(0,{high - foot.down:.0f})'>{foot.drawn()}</g></svg>"
    )


def _needed(layout):
    """The least height in which no two names of rows lie on one another, and none of the panels is too low to read."""
    names = len(layout["yaxis"].get("ticktext", ())) if not layout["yaxis"].get("showgrid", True) else 0
    margin = layout["margin"]
    panels = sum(name.startswith("xaxis") for name in layout)
    own = layout["height"] - _slider(layout) if panels > 4 or layout["yaxis"].get("visible") is False else 0
    return max(names * LEAST + margin["t"] + margin["b"], own)


def _slider(layout):
    """Pixels of the strip from which a span is chosen, and of what plays the months: neither is drawn."""
    strip = 44 if layout["xaxis"].get("rangeslider") else 0
    return strip + (74 if layout.get("sliders") else 0)


def _has_flags(layout):
    return any(one.get("yref") == "paper" and one["y"] == 1 for one in layout["annotations"])


def _source(layout):
    return next((one["text"] for one in layout["annotations"] if one.get("name") == "source"), "")


def _fitted(layout, across):
    """(the layout with names along the axis that do not lie on one another, the lines that they take).

    Of months and the like the newest and as many as have room; those of a bridge's steps are all needed, and take
    several lines. The source stands elsewhere.
    """
    words = [one for one in layout["annotations"] if one.get("name") != "source"]
    x, texts = layout["xaxis"], layout["xaxis"].get("ticktext", ())
    found, rows = {**layout, "annotations": words}, 1
    if not texts or x.get("type") == "date" or "xaxis2" in layout:
        return found, rows
    longest = max(len(plain(text)) for text in texts)
    every = ceil(len(texts) * (longest + 2) * LETTER / across)
    if every < 2:
        return found, rows
    if "bargap" in layout:  # steps
        lines = [_wrapped(plain(text), across / len(texts) / LETTER) for text in texts]
        rows = max(map(len, lines))
        return {**found, "xaxis": {**x, "ticktext": ["<br>".join(each) for each in lines]}}, rows
    kept = [place for place in range(len(texts)) if (len(texts) - 1 - place) % every == 0]
    thinned = {word: [x[word][place] for place in kept] for word in ("tickvals", "ticktext")}
    return {**found, "xaxis": {**x, **thinned}}, rows


def _inward(trace, axis, across):
    """A trace with the names of its points at their left where they would leave the picture at the right."""
    least, most = axis["range"]
    beyond = [
        x is not None and (x - least) / (most - least) * across + len(text) * LETTER > across
        for x, text in zip(trace["x"], trace["text"], strict=True)
    ]
    turned = [f"{where.split()[0]} left" if out else where
              for where, out in zip(trace["textposition"], beyond, strict=True)]  # fmt: skip
    return {**trace, "textposition": turned}


def _floor(layout, across, tall):
    """The line that upright bars and lines stand on, where there is one panel of them."""
    if "domain" in layout["yaxis"] or layout["yaxis"].get("visible") is False:
        return ""
    return f"<line class='g' x1='0' x2='{across:.0f}' y1='{tall:.0f}' y2='{tall:.0f}'/>"


class _Words:
    """Lines of words one under another from the upper edge of a width in pixels; `down` is where the next begins."""

    def __init__(self, wide, down=EDGE - 4):
        self.wide, self.down, self._lines = wide, down, []

    def write(self, text, kind=""):
        letter = LETTER * (1.25 if kind else 0.95)
        for line in _wrapped(text, (self.wide - 2 * EDGE) / letter) if text else ():
            self.down += LINE
            look = f" class='{kind}'" if kind else ""
            self._lines.append(f"<text x='{EDGE}' y='{self.down - 4:.0f}'{look}>{line}</text>")

    def legend(self, named):
        """The names of series, each beside its colour, in as many lines as they take."""
        x = self.wide
        for name, look in named:
            name = plain(name)
            wide = len(name) * LETTER + 40
            if x + wide > self.wide - EDGE:
                x, self.down = EDGE, self.down + LINE
            y = self.down - 4
            mark = f"<rect x='{x:.0f}' y='{y - 9:.0f}' width='16' height='10' fill='{look['color']}'/>"
            if "width" in look:
                mark = f"<line x1='{x:.0f}' x2='{x + 18:.0f}' y1='{y - 4:.0f}' y2='{y - 4:.0f}' {stroke(look)}/>"
            self._lines.append(f"{mark}<text x='{x + 23:.0f}' y='{y:.0f}'>{name}</text>")
            x += wide

    def drawn(self):
        return "".join(self._lines)


def _wrapped(text, letters):
    """A text in lines of at most so many letters, where no word is longer."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > letters:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
