"""The blocks that pages are made of: headings, sections, tables, facts, links and folded panels, each in one way."""

import dash_bootstrap_components as dbc
from dash import html

from layouts import words
from layouts.address import link, narrowed, staying
from layouts.component import Html, tag, unseen
from layouts.first_paint import html_of
from layouts.words.scope import standing_word


def title(text, lead=None):
    """The heading of a page and its first sentence: the answer before the evidence."""
    return [html.H1(text), html.P(lead, className="lead") if lead else None]


def section(key, heading, children, small=None, beside=None):
    """A panel with a heading. `small` says more in small print, `beside` stands at the heading's end (links, tabs)."""
    said = [heading, " ", html.Small(small)] if small else [heading]
    head = html.H2([*said, *([" ", beside] if beside else [])], id=f"{key}-title")
    return dbc.Card(html.Section([head, *children], id=key, **{"aria-labelledby": f"{key}-title"}), body=True)


def columns(main, side):
    """Two columns from 1,100 pixels on: the evidence, and what stands beside it."""
    return dbc.Row([dbc.Col(main, lg=8), dbc.Col(side, lg=4, className="side")], className="g-3")


def facts(entries):
    """The large figures at the head of a page: (figure, what it is, class of its standing or '')."""
    return html.Dl(
        [html.Div([html.Dt(big, className=mark or None), html.Dd(small)]) for big, small, mark in entries],
        className="fact",
    )


def to(text, href, **props):
    """A link within the app. A plain description: a page has hundreds, and a component takes ten times as long."""
    props = {"children": text, "href": staying(href), **props}
    return {"namespace": "dash_core_components", "type": "Link", "props": props}


def counted_in(named, unit):
    """A measure, and under it in small print what its figures count; `unit` is empty where their sign says it."""
    return [named, html.Br(), html.Small(unit, className="soft")] if unit else named


def to_grid(text, href, of=None, **props):
    """A link to a page with a grid, which has a script of its own and is loaded anew. `of` is heard, not seen."""
    return tag("A", [text, hidden(f" of {of}")] if of else text, href=staying(href), **{"data-full": "yes"}, **props)


def explore(text, measure, unit, month, of=None):
    """A link that lays a measure at a unit (keys) beside others on Explore: it adds to what one has explored in the
    same tab before (assets/golden_thread.js). `of` is heard, not seen."""
    said = [text, hidden(f": {of}")] if of else text
    return to(said, link("/explore", measure=measure, unit=unit, month=month), className="adds")


def save(text, href, className="button", **props):
    """A link to a file; within a sentence it has no class."""
    return html.A(text, href=href, download="", className=className, **props)


def marked(mark, said, href, **props):
    """A link of a mark that is seen, and of words that are heard in its place. One element, for a page has hundreds:
    Dash's own link knows no words for who hears it."""
    return tag("A", mark, href=staying(href), **props, **{"aria-label": said})


def hidden(text):
    """Words for those who hear the page."""
    return tag("Span", text, className="hidden")


def unsaid(mark):
    """A mark that is seen and not heard: words stand beside it."""
    return tag("Span", mark, **{"aria-hidden": "true"})


def explained(children, full, mark=""):
    """Words that are explained where they stand: assets/tips.js shows `full` beside them. `mark` is their class."""
    return tag("Button", children, type="button", className=f"tip {mark}".rstrip(), **{"data-tip": full})


def standing(of):
    """How a value stands to its target: shape, word and colour."""
    return tag("Span", [unsaid(words.SHAPES[of]), f" {standing_word(of)}"], className=f"s {words.CLASSES[of]}")


def choice(name, links):
    """A row of views of the same page: (title, address, whether it is the one shown)."""
    shown = [
        to(html.Span(text, **{"aria-current": "true"}) if on else text, href, className="on" if on else None)
        for text, href, on in links
    ]
    begun = [unsaid(name)] if name else []
    return html.Nav([*begun, *shown], className="choice", **{"aria-label": name or "Views of this page"})


def choosing(action, choices, kept):
    """A form of labelled selects that changes the page as one chooses, and works before any script has run.

    Each choice is (word of the address, label, options, value), and a key where a word is said of several. Where the
    value is '', the first option stands for all. `kept` are the words of the address that stay as they are.
    """
    picks = [_pick(*one) for one in choices]
    kept = {word: text for word, text in narrowed(action, kept).items() if word not in {one[0] for one in choices}}
    return html.Form(
        [*unseen(kept), *picks, html.Button("Show", type="submit", className="go")],
        className="inline",
        action=action,
        method="get",
        **{"data-live": "yes"},
    )


def _pick(word, label, options, value, key=""):
    key, all_of_them = f"pick-{key or word}", {} if value else {"placeholder": options[0]["label"]}
    shown = html.Label([label, hidden(" (the page changes as you choose)")], htmlFor=key)
    select = dbc.Select(id=key, name=word, options=options, value=value or None, **all_of_them)
    return html.Span([shown, " ", select, " "], className="pick")


def options(texts, first=""):
    """The options of a select: {value: what it is called}; `first` is what stands for all of them."""
    found = [{"value": value, "label": text} for value, text in texts.items()]
    return [{"value": "", "label": first}, *found] if first else found


def to_data():
    """The way on from a page that has nothing to show: which files feed it, and where it says which there are."""
    return html.P(to("What is loaded, and workbooks to fill in", "/data"))


def folded(summary, children, **props):
    """A panel that opens at a click."""
    return html.Details([html.Summary(summary), *children], **props)


def drawn(markup, tag="span", **attributes):
    """A small chart within a table's cell or beside a heading: SVG of our own, for which Dash has no component."""
    if not markup:
        return None
    more = {"attributes": attributes} if attributes else {}
    return {"namespace": Html._namespace, "type": "Html", "props": {"html": str(markup), "tag": tag, **more}}


def still(tree):
    """A tree as HTML within one component: for what is dense and only read.

    Dash mounts each element as a component of React with a memory of its own: a map of 1,500 cells took the browser
    three times as long as the same HTML. Links in it lead as all links do.
    """
    return Html(html_of(tree))


def scroll(child, label, kind="", **props):
    """A box in which what is wider than the screen is scrolled, by keyboard too. `kind` "tall" keeps its height."""
    return html.Div(
        child, className=f"scroll {kind}".strip(), tabIndex="0", role="region", **{"aria-label": label}, **props
    )


def toggles(name, links):
    """What is shown or hidden of a page, each a link that does the other: (text, address, whether it is shown)."""
    shown = [
        to([unsaid("☑" if on else "☐"), " ", text, hidden(": shown, hide it" if on else ": hidden, show it")], href)
        for text, href, on in links
    ]
    return html.Nav([unsaid(name), *shown], className="choice toggles", **{"aria-label": name})


def table(
    caption,
    heads,
    rows,
    foot=None,
    kind="plain",
    seen=False,
    row_class=None,
    groups=(),
    apart=None,
    above=(),
    id=None,
    stacked=False,
):
    """A table. `heads` are (text, kind): kind "n" is a column of figures, "n g" the first of a group of them,
    "text-wrap" one of words that may take several lines, "hidden" a heading that is only heard; with no heads the rows
    stand alone.

    A row is a list of cells, the first of them its heading; a cell is a text or component, or what `cell` makes. Rows
    are plain dictionaries, which Dash takes as they are: of a thousand cells they take a tenth of the time. `groups`
    are (text, how many columns) over the heads after the first; `foot` is the row of sums, `above` rows over it in
    the foot, `apart` one under it that is in no sum. `row_class` is the class of every row, or a list of each one’s.
    Where `stacked`, each cell holds its heading: on a phone a row is read from top to bottom.
    """
    kinds = [kind for _, kind in heads]
    over = tag("Tr", [tag("Td", None), *(_over(*group) for group in groups)], className="groups")
    head = tag("Tr", [_head(text, kind) for text, kind in heads])
    heard = "hidden" if all(kind == "hidden" for kind in kinds) else None
    classes = row_class if isinstance(row_class, list) else [row_class] * len(rows)
    labels = _labels(heads, groups) if stacked else None
    feet = [_row(cells, kinds, labels=labels) for cells in (*above, *([foot] if foot else []))]
    feet += [_row(apart, kinds, "apart")] if apart else []
    parts = [
        html.Caption(caption, className=None if seen else "hidden"),
        *([html.Thead([over, head] if groups else head, className=heard)] if heads else []),
        html.Tbody([_row(cells, kinds, of, labels) for cells, of in zip(rows, classes, strict=True)]),
        *([html.Tfoot(feet)] if feet else []),
    ]
    look = f"{kind} stacked" if stacked else kind
    return dbc.Table(parts, size="sm", className=look, **({"id": id} if id else {}))


def cell(children, className=None, **props):
    """A cell of a table with a class of its own, or one that spans columns (`colSpan`)."""
    return tag("Td", children, className=className, **props)


def heading(children, className=None):
    """The heading of a row with a class of its own."""
    return tag("Th", children, scope="row", className=className)


def _head(text, kind):
    if kind == "hidden":
        return tag("Th", hidden(text), scope="col")
    return tag("Th", text, scope="col", className=kind or None)


def _over(text, columns):
    """A heading of a group of columns; where it has no words, an empty cell."""
    return tag("Th", text, scope="colgroup", colSpan=columns) if text else tag("Td", None, colSpan=columns)


def _labels(heads, groups):
    """What each cell of a row is, with the heading over it: 'to date: paid'."""
    over = [name for name, columns in groups for _ in range(columns)] or [""] * (len(heads) - 1)
    return [": ".join(filter(None, (above, _plain(text)))) for above, (text, _) in zip(over, heads[1:], strict=True)]


def _plain(text):
    return text if isinstance(text, str) else " ".join(one for one in text if isinstance(one, str))


def _labelled(cell, label):
    return {**cell, "props": {**cell["props"], "data-label": label}} if label else cell


def _row(cells, kinds, row_class=None, labels=None):
    first, *rest = cells
    made = [_heading(first, kinds[0] if kinds else "")]
    for one, kind in zip(rest, [*kinds[1:], *[""] * len(rest)], strict=False):
        is_cell = isinstance(one, dict) and one.get("type") in ("Td", "Th")
        made.append(one if is_cell else tag("Td", one, className=kind if kind.startswith(("n", "text-wrap")) else None))
    if labels:
        made[1:] = [_labelled(*pair) for pair in zip(made[1:], labels, strict=False)]
    return tag("Tr", made, className=row_class)


def _heading(first, kind):
    if isinstance(first, dict) and first.get("type") in ("Td", "Th"):
        return first
    return tag("Th", first, scope="row", className=kind if kind not in ("", "hidden") else None)
