"""What is chosen of an exploration, and how it is changed: links, and one form that works before any script has run."""

import dash_bootstrap_components as dbc
from dash import html

from dashboard import comparison
from dashboard.exploring import MOST
from layouts import words
from layouts.address import basis_word, filter_text
from layouts.charts import live
from layouts.component import unseen
from layouts.parts import blocks
from layouts.parts.exploring import (
    FORMS,
    LAYERS,
    OVER_UNITS,
    PATH,
    SCALED,
    SCALES,
    bases_offered,
    slices_of,
    unit_titles,
)

NAME = "explore"
PARTS = 40  # of a slice, the largest, that all can be narrowed down to
BOXES = ("from", "month", "by", "only", "basis", "at", "level")
ADDED = {"measure": "Add a measure", "unit": "Add a team, service or provider"}


def panel(names, asking, drawn, colours, parts, levels, begins):
    """The panel of choices. `drawn` is the figure with layers, None where it has none; `colours` {unit or measure key:
    colour} where one of them alone tells the lines apart; `parts` are (slice, part) to narrow down to, `levels` what
    each dot of a scatter can be, `begins` the first month shown or None."""
    chosen = [
        html.H2("Measures", className="h6"),
        _chips(asking, "measures", [(m["key"], m["title"], m["title"]) for m in asking.measures], colours),
        _add("measure", {key: measure["title"] for key, measure in names.measures.items()}),
        html.H2("Units", className="h6"),
        _chips(asking, "units", [(u.key, u.name, u.name) for u in asking.units], colours),
        _add("unit", unit_titles(names)),
        _families(names, asking),
    ]
    # Outside the forms: a switch of a layer asks nothing of the server.
    layers = live.layers(NAME, [drawn], asking.shown_layers, LAYERS) if drawn else None
    beside = [html.H2("Beside them", className="h6"), layers] if layers is not None else []
    return [
        _form(asking, ADDED, chosen),
        *beside,
        _form(asking, BOXES, _narrowed(names, asking, parts, levels, begins)),
    ]


def _form(asking, own, children):
    """A form of the words that are `own` to it; it holds the others as they are."""
    kept = {word: said for word, said in asking.said().items() if word not in own or word in ADDED}
    shown = html.Button("Show", type="submit", className="go")
    live_ = {"data-live": "yes"}
    return html.Form([*unseen(kept), *children, shown], action=PATH, method="get", className="explore-choices", **live_)


def _chips(asking, word, entries, colours):
    """What is chosen, each with the link that takes it away. The last unit stays: there is always one."""
    rows = []
    for key, title, told in entries:
        rest = tuple(one for one in getattr(asking, word) if _key(one) != key)
        away = None
        if rest or word == "measures":
            away = blocks.to([blocks.unsaid("×"), blocks.hidden(f"Leave out {told}")], asking.way(**{word: rest}))
        colour = colours.get(key)
        swatch = html.I(style={"background": colour}, className="swatch", **{"aria-hidden": "true"}) if colour else None
        rows.append(html.Li([swatch, html.Span(title), away]))
    return html.Ul(rows, className="chosen") if rows else None


def _key(one):
    return one["key"] if isinstance(one, dict) else one.key


def _add(word, titles):
    """A box with every name to choose from as one types: a list of the browser's own, in reach of any keyboard."""
    id = f"add-{word}"
    options = [blocks.tag("Option", None, value=title) for title in sorted(titles.values(), key=str.lower)]
    return html.Div(
        [
            html.Label(
                [ADDED[word], blocks.hidden(" (the page changes as you choose)")], htmlFor=id, className="hidden"
            ),
            dbc.Input(id=id, name=word, list=f"{id}-names", placeholder=f"+ {ADDED[word].lower()}", autocomplete="off"),
            html.Datalist(options, id=f"{id}-names"),
        ]
    )


def _families(names, asking):
    """Links that lay several units beside one another at once: those below the first, its peers."""
    first = asking.units[0]
    found = [
        ("those below", tuple(first.below_in(asking.month))),
        *((family.title, family.units) for family in comparison.families(names, first, asking.month)),
    ]
    links, seen = [], {frozenset(asking.units)}
    for title, units in found:
        several = tuple(units)[:MOST]
        if len(several) > 1 and frozenset(several) not in seen:
            seen.add(frozenset(several))
            said = f"{len(several)} of {len(units)} {title}" if len(several) < len(units) else f"{len(units)} {title}"
            links += [blocks.to(said if title != "those below" else f"{len(several)} below", asking.way(units=several))]
    if not links:
        return None
    joined = [part for link in links for part in (" · ", link)][1:]
    return html.P([f"{first.name}: ", *joined], className="note")


def _narrowed(names, asking, parts, levels, begins):
    """The boxes that narrow down, split, count otherwise and choose months."""
    boxes = []
    if levels:
        offered = blocks.options({family.key: family.title for family in levels})
        boxes.append(_box("level", "Dots are", offered, asking.level or levels[0].key))
    if asking.form not in OVER_UNITS:
        slices = {name: f"by {name.replace('_', ' ')}" for name in slices_of(asking.measures)}
        if slices:
            boxes.append(_box("by", "Split", blocks.options(slices, "not split"), asking.by))
        only = {filter_text(*pair): f"{pair[0].replace('_', ' ')}: {pair[1]}" for pair in parts}
        if asking.only:
            only.setdefault(filter_text(*asking.only), f"{asking.only[0].replace('_', ' ')}: {asking.only[1]}")
        if only and not asking.by:
            chosen = filter_text(*asking.only) if asking.only else ""
            boxes.append(_box("only", "Only", blocks.options(only, "all of it"), chosen))
    bases = {basis_word(basis): words.BASES[basis] for basis in bases_offered(asking.measures)}
    if len(bases) > 1 and (asking.form in OVER_UNITS or (not asking.by and not asking.only)):
        boxes.append(_box("basis", "Counted over", blocks.options(bases, "each in its own way"), _basis(asking)))
    months = {f"{month:%Y-%m}": words.month_words(month) for month in reversed(names.months)}
    usual = words.month_words(begins) if begins and not asking.since else "as far back as usual"
    boxes.append(_box("from", "From", blocks.options(months, usual), asking.since))
    boxes.append(_box("month", "To", blocks.options(months), f"{asking.month:%Y-%m}"))
    if asking.scale == "index" and asking.form in SCALED:
        start = f"{asking.at:%Y-%m}" if asking.at else ""
        boxes.append(_box("at", "100 is", blocks.options(months, "the first month of all"), start))
    return boxes


def _basis(asking):
    return basis_word(asking.basis) if asking.basis else ""


def _box(word, label, options, value):
    id = f"pick-{word}"
    every = {} if value else {"placeholder": options[0]["label"] if options else ""}
    return html.Div(
        [
            html.Label([label, blocks.hidden(" (the page changes as you choose)")], htmlFor=id),
            dbc.Select(id=id, name=word, options=options, value=value or None, **every),
        ],
        className="pick-row",
    )


def forms(asking):
    """The ways to draw it, and the scales that a way can have: links, of which one is on."""
    shown = [(title, asking.way(form=form), form == asking.form) for form, title in FORMS.items()]
    scales = [(title, asking.way(scale=scale), scale == asking.scale) for scale, title in SCALES.items()]
    return [_group("Drawn as", shown), _group("Values", scales) if asking.form in SCALED else None]


def _group(name, links):
    """A row of views as joined buttons."""
    return html.Nav(
        [
            blocks.to(
                html.Span(text, **{"aria-current": "true"}) if on else text,
                href,
                className=f"btn {'active' if on else ''}".strip(),
            )
            for text, href, on in links
        ],
        className="btn-group ways",
        **{"aria-label": name},
    )
