"""Whether plans multiply out, and where their hours run out: a row for each unit, the worst first."""

from dashboard.planning import capacity, multiplying
from layouts import words
from layouts.address import link
from layouts.parts import blocks
from layouts.parts.blocks import tag
from layouts.words import plans as said
from layouts.words.money import to_the_penny


def sections(names, plans, year, month, around, actions):
    return [
        _cuts(plans, year),
        _astray(names, plans, year, month, around),
        _hours(names, plans, year, month, around, actions),
    ]


def _cuts(plans, year):
    lines = [line for plan in plans for line in plan.of("activity", year)]
    if not lines:
        return blocks.section("cuts", "Units at their price", [], small="no plan here has any")
    heads = [("", ""), ("units come to", "n"), ("budget", "n"), ("difference", "n")]
    parts = []
    for by, name in said.CUTS.items():
        found = multiplying.cut(lines, by)
        rows = [[_named(key), *_figures(one)] for key, one in found.items()]
        total = multiplying.added(found.values())
        table = blocks.table(name, heads, rows, foot=["together", *_figures(total)], stacked=True)
        parts.append(blocks.folded(name, [blocks.scroll(blocks.still(table), name)], open=by == "service" or None))
    small = f"{words.financial_year(year)}, to the penny: every cut adds up to the same"
    return blocks.section("cuts", "Units at their price, against the budget", parts, small=small)


def _named(key):
    return words.sentence_case(str(key)) if key else "Not said"


def _figures(one):
    return [to_the_penny(one.worth), to_the_penny(one.budget), to_the_penny(one.off_by, signed=True)]


def _astray(names, plans, year, month, around):
    found = [
        (plan, *pair) for plan in plans for pair in multiplying.astray(plan.of("activity", year), around.tolerance)
    ]
    within = f"to within {float(around.tolerance):g}%"
    if not found:
        return blocks.section("astray", f"Every plan multiplies out {within}", [])
    found.sort(key=lambda one: (-abs(one[2].off_by), one[1].key))
    heads = [("unit", ""), ("line", ""), ("units come to", "n"), ("budget", "n"), ("difference", "n")]
    rows = [
        [
            blocks.to(said.plan_name(names, plan), link("/plans/unit", unit=plan.unit, month=month, year=str(year))),
            tag("A", said.activity(line), href=link("/write", about=line.key)),
            *_figures(one),
        ]
        for plan, line, one in found
    ]
    name = f"{words.count_words(len(found), 'line')} {'does' if len(found) == 1 else 'do'} not multiply out {within}"
    return blocks.section(
        "astray",
        name,
        [blocks.scroll(blocks.still(blocks.table(name, heads, rows, stacked=True)), f"{name}: the table")],
    )


def _hours(names, plans, year, month, around, actions):
    found = []
    for plan in plans:
        here = actions.get(plan.unit, ()) if not plan.get("partner") else ()
        one = capacity.capacity(plan, year, around.absence.get(plan.unit), around.setting, here)
        if one.there is not None:
            found.append((plan, one))
    if not found:
        return blocks.section("hours", "Hours", [], small="no plan here says how many staff it counts on")
    found.sort(key=lambda pair: (-(pair[1].load or 0), pair[0].key))
    over = [plan for plan, one in found if one.is_overloaded]
    heads = [
        ("unit", ""),
        ("hours there are", "n"),
        ("hours asked for", "n"),
        ("of them", "n"),
        ("they run out at", ""),
    ]
    rows = [_load(names, plan, one, year, month) for plan, one in found]
    name = f"{words.count_words(len(over), 'plan')} {'asks' if len(over) == 1 else 'ask'} for more hours than there are"
    title = name if over else "Every plan fits in its hours"
    return blocks.section(
        "hours",
        title,
        [blocks.scroll(blocks.still(blocks.table(title, heads, rows, stacked=True)), f"{title}: the table")],
    )


def _load(names, plan, one, year, month):
    gone = one.runs_out_at
    where = "–" if gone is None else said.priority(gone.priority)
    load = f"{one.load:.0%}" if one.load is not None else "–"
    return [
        blocks.to(said.plan_name(names, plan), link("/plans/unit", unit=plan.unit, month=month, year=str(year))),
        f"{one.there:,.0f}",
        f"{one.needed:,.0f}",
        tag("Span", [blocks.unsaid("▲ "), load], className="miss") if one.is_overloaded else load,
        where,
    ]
