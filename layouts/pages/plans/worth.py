"""What a plan buys and costs: units at their price against its budget, beside what the council's own files say."""

from decimal import Decimal

from dashboard.planning import multiplying
from layouts import words
from layouts.pages.plans.lines import form
from layouts.parts import blocks
from layouts.parts.blocks import tag
from layouts.words import plans as said
from layouts.words.money import to_the_penny, units

HEADS = (
    *(("line", ""), ("units", "n"), ("price", "n"), ("come to", "n"), ("budget", "n"), ("difference", "n")),
    ("budget on file", "n"),
)


def section(plan, year, files, tolerance):
    """`files` are those of around.on_file: the figures of the money page."""
    activity, money = plan.of("activity", year), plan.of("money", year)
    if not (activity or money):
        return tag("P", f"Money: none planned for {words.financial_year(year)}.", className="soft")
    astray = {line.key for line, _ in multiplying.astray(activity, tolerance)}
    rows = [_activity(line, files, line.key in astray) for line in activity]
    rows += [
        [form(line, line.get("title")), *["–"] * 3, to_the_penny(line.pounds("amount")), "–", "–"] for line in money
    ]
    rows += _not_planned(activity, files)
    total = multiplying.added(map(multiplying.product, activity))
    come_to = [to_the_penny(total.worth), _off(total.off_by)] if activity else ["–", "–"]
    budget = to_the_penny(multiplying.budget(plan, year))
    foot = ["together", "", "", come_to[0], budget, come_to[1], _on_file(files)]
    table = blocks.still(blocks.table("What it buys and costs", HEADS, rows, foot=foot, stacked=True))
    small = f"{words.financial_year(year)}, to the penny; on file is what the money page has"
    return blocks.section(
        "worth", "What it buys and costs", [blocks.scroll(table, "What it buys and costs: the table")], small=small
    )


def _not_planned(activity, files):
    """What the council's own files have and no line of the plan is about."""
    told = {_key(line) for line in activity}
    rest = sum((row["original"] for key, row in files.items() if key not in told), Decimal(0))
    return [["On file, in no line of the plan", *["–"] * 5, to_the_penny(rest)]] if rest else []


def _key(line):
    return line.get("service"), line.get("user_group") or "All"


def _activity(line, files, is_astray):
    found = multiplying.product(line)
    row = files.get(_key(line))
    off = _off(found.off_by)
    return [
        form(line, said.activity(line)),
        units(found.units),
        to_the_penny(Decimal(str(line.get("price")))),
        to_the_penny(found.worth),
        to_the_penny(found.budget),
        tag("Span", [blocks.unsaid("▲ "), off], className="miss") if is_astray else off,
        to_the_penny(row["original"]) if row else "–",
    ]


def _off(value):
    return to_the_penny(value, signed=True)


def _on_file(files):
    return to_the_penny(sum((row["original"] for row in files.values()), Decimal(0))) if files else "–"
