"""How others do: outside values, and every council as a dot with ours among them. All of it published figures."""

from markupsafe import Markup, escape

from dashboard import elsewhere as published
from dashboard.scorecard import STILL_COMPARED, ask, ask_dicts
from layouts import words
from layouts.charts.in_cells import scale
from layouts.charts.scales import ticks

WIDTH, DOT, LANE = 380, 5, 17  # pixels: the drawing, a dot with its gap, the height of one line of words
SIDE = 14
MARKED = ("england", "region", "neighbours", "best")
COMPARATORS_SHOWN = 4


def elsewhere(cursor, measure, month):
    """What the page's part "Elsewhere" shows; `places` is None where no figures of councils were published."""
    found = published.elsewhere(cursor, measure, month)
    return {
        "comparators": [named(measure, row) for row in published.comparators(cursor, measure, month)],
        "places": places(measure, found, chance(cursor, measure, found)) if found else None,
    }


def comparators(cursor, measure, month):
    """Outside values for a period that had ended by the month shown, one for each name, newest first; those that are
    not too old are `drawn` beside ours."""
    newest = {}
    for row in ask_dicts(cursor, "comparators", measure=measure["key"]):
        if published.ended_by(row["period_end"], month):
            newest.setdefault(row["label"], row)
    return [
        {
            **row,
            "text": words.figure(measure, row["value"]),
            "period": words.year_words(row["period_start"], row["period_end"]),
            "drawn": month.year - row["period_end"].year <= STILL_COMPARED,
        }
        for row in list(newest.values())[:COMPARATORS_SHOWN]
    ]


def chance(cursor, measure, found):
    """Whether this council differs from England by more than chance, as a sentence; empty where nobody knows."""
    span = {"period_start": found.period_start, "period_end": found.period_end}
    limits = ask(cursor, "own_limits", measure=measure["key"], **span)
    england = next((row for row in found.comparators if row["kind"] == "england"), None)
    if not limits or found.own is None or england is None or england["period_end"] != found.period_end:
        return ""
    (lower, upper), theirs = limits[0], words.figure(measure, england["value"])
    between = f"its 95% limits ({words.figure(measure, lower)} to {words.figure(measure, upper)})"
    if lower <= england["value"] <= upper:
        return f" England’s {theirs} lies within {between}: a place near the middle may be chance."
    return f" England’s {theirs} lies outside {between}: more than chance explains."


def named(measure, row):
    """An outside value with its words: how many councils a median or a best is made of, and which year it is of."""
    made_of = ""
    if row["kind"] == "neighbours":
        made_of = f"median of {row['areas']} of the {row['named']} named"
    elif row["kind"] in ("region", "best") and row["areas"]:
        made_of = f"of {words.count_words(row['areas'], 'council')}".lower()
    return {
        **row,
        "label": words.sentence_case(row["label"]),
        "made_of": made_of,
        "text": words.figure(measure, row["value"]),
        "period": words.year_words(row["period_start"], row["period_end"]),
    }


def places(measure, found, chance_words=""):
    """The councils in order, best first where one end is better, with the drawing and the same in words."""
    councils = sorted(found.councils, key=lambda one: -one.value if measure["better"] == "higher" else one.value)
    summary = sentence(measure, found) + chance_words
    return {
        "summary": summary,
        "strip": strip(measure, found, summary),
        "key": key_words(found),
        "rows": [
            {
                "name": one.name,
                "text": words.figure(measure, one.value),
                "limits": limits(measure, one.lower, one.upper),
                "own": one.own,
                "note": note(found.own, one),
            }
            for one in councils
        ],
    }


def limits(measure, lower, upper):
    """'62.1% to 71.5%'; '' where they are not known."""
    return "" if lower is None else f"{words.figure(measure, lower)} to {words.figure(measure, upper)}"


def note(own, one):
    """What a council is to ours: 'this council', 'neighbour', 'same region'."""
    if one.own:
        return "this council"
    if one.neighbour:
        return "neighbour"
    return "same region" if own and own.region and own.region == one.region else ""


def sentence(measure, found):
    """'Lincolnshire published 588.1 for 2024–25: 72nd of 152 councils (lower is better). They range from ...'"""
    year = words.year_words(found.period_start, found.period_end)
    values = [one.value for one in found.councils]
    spread = f"from {words.figure(measure, min(values))} to {words.figure(measure, max(values))}"
    if found.own is None:
        return f"{len(values)} councils published a figure for {year}, {spread}. This council is not among them."
    own = f"{found.own.name} published {words.figure(measure, found.own.value)} for {year}"
    if found.place is None:
        return f"{own}; the {len(values)} councils range {spread}."
    sharing = f", sharing the place with {found.joint - 1} more" if found.joint > 1 else ""
    place = words.place_words(found.place, len(values))
    return f"{own}: {place} councils{sharing} ({measure['better']} is better). They range {spread}."


def key_words(found):
    """How to read the dots, and which councils have none, counted by the reason."""
    said = []
    if found.withheld:
        said.append(f"{found.withheld} withheld by the source")
    if found.missing:
        said.append(f"{found.missing} not available")
    without = f" Councils without a figure, and so without a place: {words.listed(said)}." if said else ""
    rings = "; rings are the nearest neighbours" if any(one.neighbour for one in found.councils) else ""
    return f"Each dot is a council{rings}.{without}"


def strip(measure, found, label):
    """Every council as a dot, those of like value stacked; a line of words for each mark below; ours above."""
    marks = [row for row in found.comparators if row["kind"] in MARKED]
    levels = ticks(*span([one.value for one in found.councils] + [row["value"] for row in marks]))
    across = scale(levels, SIDE, WIDTH - SIDE)
    stacks = stacked(found.councils, across)
    floor = LANE + DOT * max(map(len, stacks.values())) + 4
    foot = floor + LANE * (1 + len(marks)) + 4
    return Markup(
        f'<svg class="among" viewBox="0 0 {WIDTH} {foot}" width="{WIDTH}" height="{foot}" role="img" '
        f'aria-label="{escape(label)}">'
        + f'<path class="rule" d="M{SIDE},{floor}H{WIDTH - SIDE}"/>'
        # Every line before any words, which lie over them on a ground of their own.
        + "".join(_line(across(row["value"]), floor, n) for n, row in enumerate(marks))
        + _axis(measure, levels, across, floor)
        + "".join(_mark(measure, row, across(row["value"]), floor, n) for n, row in enumerate(marks))
        + _dots(measure, stacks, floor)
        + _own(measure, found.own, stacks, floor)
        + "</svg>"
    )


def span(values):
    """The least and the most, a little apart where they are the same."""
    return min(values), max(values) if max(values) > min(values) else min(values) + 1


def stacked(councils, across):
    """Councils by the column of dots that they stand in; ours, then neighbours, at the foot of theirs."""
    stacks = {}
    for one in sorted(councils, key=lambda one: (not one.own, not one.neighbour, one.value, one.name)):
        stacks.setdefault(round(across(one.value) / DOT) * DOT, []).append(one)
    return stacks


def _axis(measure, levels, across, floor):
    ends = (levels[0], levels[-1])
    return "".join(
        f'<text class="axis" x="{across(level):.0f}" y="{floor + 13}" text-anchor="{anchor}">'
        f"{escape(words.figure(measure, level))}</text>"
        for level, anchor in zip(ends, ("start", "end"), strict=True)
    )


def _dots(measure, stacks, floor):
    return "".join(
        f'<circle class="{"own" if one.own else "neighbour" if one.neighbour else ""}" cx="{x}" '
        f'cy="{floor - 4 - n * DOT}" r="{3 if one.own else 2.1}"><title>{escape(one.name)}: '
        f"{escape(words.figure(measure, one.value))}</title></circle>"
        for x, stack in stacks.items()
        for n, one in enumerate(stack)
    )


def _own(measure, own, stacks, floor):
    if own is None:
        return ""
    x = next(x for x, stack in stacks.items() if own in stack)
    top = floor - DOT * len(stacks[x]) - 3
    text = f"{own.name} {words.figure(measure, own.value)}"
    return f'<path class="own" d="M{x},{LANE - 3}V{top}"/>' + _words(text, x, LANE - 6, "own")


def _lane(floor, n):
    return floor + LANE * (2 + n)


def _line(x, floor, n):
    """From the axis down to the words of one outside value, each on a line of its own so that none collide."""
    return f'<path class="comparator" d="M{x:.0f},{floor}V{_lane(floor, n)}"/>'


def _mark(measure, row, x, floor, n):
    text = f"{words.sentence_case(row['label'])} {words.figure(measure, row['value'])}"
    return _words(text, x, _lane(floor, n), "axis")


def _words(text, x, y, kind):
    """Words beside a place, on the side where there is room."""
    left = x > WIDTH * 0.55
    return (
        f'<text class="{kind}" x="{x - 4 if left else x + 4:.0f}" y="{y}" text-anchor="{"end" if left else "start"}">'
        f"{escape(text)}</text>"
    )
