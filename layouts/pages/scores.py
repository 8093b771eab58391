"""Scores of 0 to 10, where the council wants them: rolled up, and opened to what each measure adds."""

from dash import html

from dashboard import scorecard as cards
from dashboard import scores
from layouts import words
from layouts.address import NotHere, link, measure_path, wanted_month, wanted_unit
from layouts.charts import template
from layouts.charts.bridge import Step, bridge
from layouts.page import Page, place
from layouts.parts import blocks, leaving
from layouts.words import scores as said

PATH = "/scores"
MOST_BARS = 24  # with more measures the chart has a bar for each of those straight below
OFF = "Scores are not in use here: a council that wants them has a file scores.toml in its folder."
ADDED = [("measure", ""), ("of 10", "n"), ("its own score", "n"), ("standing", "")]
ROWS = [("what", ""), ("score", "n"), ("standing", ""), ("inside", ""), ("weight", "n"), ("comes from", "")]
INSIDE = ("", "d-inline-block ps-3", "d-inline-block ps-5")  # how far a name stands in, all its lines, by its depth


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    if not names.has_scores:
        raise NotHere(OFF, [("The scorecard", "/")])
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    before = month.replace(year=month.year - 1)
    with snapshot.cursor() as cursor:
        whole = scores.of_unit(cursor, names, unit, month)
        past = scores.of_unit(cursor, names, unit, before) if before in names.months else None
        weights = cards.ask(cursor, "score_weights", month=month)
    node = _chosen(whole, asked.get("about"))
    at = place(names, reader, PATH, unit, month)
    name = unit.name if node is whole else node.title
    steady = scores.steady(node) if node.score is not None else 0
    main = [
        at.crumb("scores", about=asked.get("about")),
        *blocks.title(f"Scores of {unit.name}", said.lead(name, node, steady)),
        _contrary(scores.contrary(whole, past) if past else ()),
        _opened(names, unit, month, node, name) if node.score is not None else None,
        _every(unit, month, whole, node),
        _rule(names, whole, weights),
    ]
    return at.view(f"Scores, {unit.name}", main)


PAGE = Page(
    PATH,
    "Scores",
    show,
    about="One number of 0 to 10 for each objective, each perspective and the whole, with what every measure adds to"
    " it, which reds it hides, and how far it hangs on the weights. A score says less than the measures it is made of.",
    found=False,
)


def _chosen(whole, key):
    """The node that an address asks for; the whole where it names none."""
    if not key:
        return whole
    node = next((one for one in whole.every if one.children and one.key == key), None)
    if node is None:
        near = [(one.title, {"about": one.key}) for one in whole.children]
        raise NotHere(f"Nothing that is scored here is called “{key}”.", near)
    return node


def _contrary(found):
    items = [html.Li(said.contrary(one)) for one in found]
    return html.Ul(items, className="alerts") if items else None


def _opened(names, unit, month, node, name):
    """The waterfall: from nothing to the score by what each measure adds."""
    leaves = [pair for pair in scores.leaves_add(node) if pair[1] or len(node.leaves) <= MOST_BARS]
    few = len(leaves) <= MOST_BARS
    shown = leaves if few else list(zip(node.scored, scores.added(node), strict=True))
    amounts = said.hundredths([amount for _, amount in shown])
    steps, so_far = [], 0.0
    for (one, _), amount in zip(shown, amounts, strict=True):
        mark = "worse" if one.standing == "missed" else "part"
        steps.append(Step(one.title, so_far, so_far + amount, f"{amount:.2f}", mark, _way(unit, month, one)))
        so_far += amount
    total = round(float(node.score), 2)
    steps.append(Step("the score", 0.0, total, f"{total:.2f}"))
    title = f"{name}: {total:.2f} of 10"
    told = f"{title}, made of {words.count_words(len(shown), 'part').lower()}, each with what it adds."
    about = leaving.about(names, title, unit.name, "of 10", words.month_words(month))
    drawn = bridge(steps, lambda value: f"{value:.1f}", about, lying=True)
    rows = [
        [
            blocks.to(one.title, _way(unit, month, one)),
            f"{amount:.2f}",
            said.score(one.score),
            blocks.standing(one.standing),
        ]
        for (one, _), amount in zip(leaves, said.hundredths([amount for _, amount in leaves]), strict=True)
    ]
    rows.append(["the score", f"{total:.2f}", "", ""])
    table = blocks.table("What each measure adds", ADDED, rows, stacked=True)
    figures = blocks.scroll(table, "What each measure adds, in figures", id="waterfall-figures")
    return blocks.section(
        "opened",
        f"What makes up {said.score(node.score)}",
        [
            template.graph(drawn, "waterfall", title, told, table="waterfall-figures"),
            html.P(left_out, className="soft s") if (left_out := said.left_out(node)) else None,
            blocks.folded("What each measure adds, in figures", [figures]),
        ],
        small=f"{name}: {said.ROLLED[node.roll_up]}; red is what stands below its red flag",
    )


def _way(unit, month, node):
    if node.children:
        return link(PATH, unit=unit.key, month=month, about=node.key)
    return link(measure_path(node.key), unit=unit.key, month=month)


def _every(unit, month, whole, chosen):
    """The tree of scores down to the objectives."""
    rows = [
        _row(unit, month, one, depth, one is chosen)
        for one, depth in [
            (whole, 0),
            *((one, depth) for part in whole.children for one, depth in [(part, 1), *((o, 2) for o in part.children)]),
        ]
    ]
    table = blocks.table("Every score", ROWS, rows, stacked=True)
    return blocks.section(
        "every", "Every score", [blocks.scroll(table, "Every score")], small="open one to see what makes it up"
    )


def _row(unit, month, node, depth, is_chosen):
    shape = INSIDE[depth]
    told = (
        html.B(node.title, className=shape)
        if is_chosen
        else blocks.to(node.title, _way(unit, month, node), className=shape)
    )
    if node.score is None:
        return [told, "–", "", node.reason, said.weight(node.weight), ""]
    return [
        told,
        said.score(node.score),
        blocks.standing(node.standing),
        said.reds(node.hidden_reds),
        said.weight(node.weight),
        said.SHORT[node.roll_up],
    ]


def _rule(names, whole, weights):
    """How scores are worked out, and what weighs more or less than 1."""
    titles = {one.key: one.title for one in whole.every} | {key: one["title"] for key, one in names.measures.items()}
    listed = [
        html.Li(f"{titles.get(node, node)} weighs {said.weight(weight)}" + _since(starts))
        for node, weight, starts in weights
    ]
    told = [html.P(said.RULE), html.P(said.DRAWN)]
    told += (
        [html.P("All weigh 1 but these:"), html.Ul(listed, className="brief")] if listed else [html.P("All weigh 1.")]
    )
    return blocks.section("rule", "How scores are worked out", told)


def _since(starts):
    return f" since {words.month_words(starts)}" if starts.year > 1900 else ""
