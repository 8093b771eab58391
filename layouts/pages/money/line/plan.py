"""Whether the plan of a line multiplies out, and each line of it."""

from dash import html

from dashboard.money import lines
from dashboard.money.months import year_of
from layouts.parts import blocks
from layouts.parts.money import plan as money_plan
from layouts.words import money as money_words

BY_ITSELF = (
    " Its prices are worked out from the original budget, so that only money moved in the year can put it out; a plan "
    "that gives its prices is held to them."
)
NOTHING = "No units were agreed for it, or it has no budget: there is nothing to multiply."
pounds = money_words.pounds


def section(cursor, facts):
    found = money_plan.lines(cursor, facts.at.names, facts.unit, year_of(facts.month), **facts.asks)
    worth, *budgets = lines.plan(facts.line)
    shown = [html.P(NOTHING)]
    if worth:
        said = money_plan.sentence(worth, *budgets) + (BY_ITSELF if money_plan.by_itself(found) else "")
        astray = money_plan.is_astray(found, facts.money.settings["plan"])
        shown = [html.P(said), blocks.folded("Each line of the plan", [_table(facts, found)], open=astray)]
    small = "units agreed for the year, times the agreed price of one, against the original budget"
    return blocks.section("plan", "Does the plan match its budget?", shown, small=small)


def _table(facts, found):
    heads = [
        *(("unit", "m"), (facts.other, ""), ("units agreed", "n"), ("agreed price", "n"), ("whose price", "")),
        *(("come to", "n"), ("original budget", "n"), ("budget is off by", "n")),
    ]
    most, caption = money_plan.SHOWN, "Lines of the plan"
    if len(found) > most:
        caption = f"The {most} of {len(found)} lines that are furthest off"
    rows = [_row(facts, row) for row in found[:most]]
    return blocks.scroll(blocks.table(caption, heads, rows, seen=len(found) > most), "Lines of the plan")


def _row(facts, row):
    return [
        row["name"],
        money_words.title(row["user_group"] if facts.is_service else row["service"]),
        money_words.tenths(row["agreed"]),
        money_words.price(row["price"]),
        blocks.cell(row["whose"], "soft"),
        *(pounds(row["worth"]), pounds(row["original"]), pounds(row["off_by"], signed=True)),
    ]
