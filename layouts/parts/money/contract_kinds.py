"""The table of what was bought under each kind of contract, what was used of it, and what was paid."""

from dash import html

from layouts import words
from layouts.parts import blocks
from layouts.words import money as money_words

plain, units = money_words.plain, money_words.units
NOTE = (
    "A block is paid for whether it is used or not, so that what it did not use (in bold) was paid for nothing; cost "
    "and volume buys a volume at its price, and what goes beyond it by use; spot buys nothing beforehand. Pounds "
    "bought and not used are at the contract’s price; where they are paid, they stand in the price of what was used."
)
LEFT_OUT = (
    " What was bought in a month without activity on file is left out, as nobody knows what was used of it: hold it "
    "against what was paid in the months on file."
)


def says(bought):
    return [html.P(said, className="says") for said in bought.says]


def table(bought, with_service=True):
    """[the table, what it means] of a Bought; without the service where all is of one."""
    some = bought.months_left_out
    heads = [
        *([("service", "m")] if with_service else []),
        *(("kind of contract", ""), ("contracts", "n")),
        *([("months on file", "n")] if some else []),
        *((name, "n") for name in ("bought", "used", "share used", "£ bought", "£ bought, not used")),
        *((name, "n") for name in (("£ paid in them", "£ paid in all months") if some else ("£ paid",))),
    ]
    rows = [_row(bought, kind, with_service) for kind in bought.kinds]
    kinds = blocks.table("Kinds of contract", heads, rows)
    return [blocks.scroll(kinds, "Table of the kinds of contract"), html.P(_note(bought), className="note")]


def _row(bought, kind, with_service):
    some, total = bought.months_left_out, kind.total
    return [
        *([_service(bought, kind)] if with_service else []),
        kind.kind,
        str(len(kind.contracts)),
        *([f"{kind.months[1]} of {kind.months[0]}"] if some else []),
        units(total("bought")) if total("bought") is not None else "as needed",
        units(total("used")),
        money_words.per_cent(kind.share_used, signed=False),
        plain(total("bought_worth")),
        blocks.cell(plain(total("unused_worth")), "n now" if kind.kind == "block" else "n"),
        *([plain(total("paid_on_file"))] if some else []),
        plain(total("paid")),
    ]


def _service(bought, kind):
    counted = [" ", html.Span(kind.counted_in, className="soft s")] if kind.counted_in else []
    return [blocks.to(money_words.title(kind.service), bought.href(kind)), *counted]


def _note(bought):
    said = [NOTE]
    if bought.unpriced:
        give = words.count_words(bought.unpriced, "contract gives", "contracts give")
        it = "it" if bought.unpriced == 1 else "they"
        said.append(f" {give} no price, so that what {it} bought has no pounds here.")
    if bought.months_left_out:
        said.append(LEFT_OUT)
    if bought.whole:
        said += [" Contracts made for the whole council stand with ", blocks.to("its own", bought.whole), "."]
    return said
