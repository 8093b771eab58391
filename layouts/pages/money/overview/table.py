"""The table of the money page: each service or user group with its money, its units and why it is off its budget."""

from itertools import chain

from dash import html

from dashboard.money.alarms import to_date
from layouts.address import link
from layouts.parts import blocks
from layouts.parts.money import alarms as money_alarms
from layouts.parts.money.split_bar import reach, split_bar
from layouts.words import money as money_words

# The groups of columns: (word of the address, heading over them, what each is headed; what the last figure is of).
GROUPS = (
    ("date", "to date", (("budget", "n g"), ("paid", "n"), ("variance", "n"))),
    ("committed", "promised too", ((["committed,", html.Br(), "paid included"], "n g"),)),
    (
        "year",
        "the whole year",
        (("budget", "n g"), (["budget holders’", html.Br(), "forecast"], "n"), ("variance", "n")),
    ),
    ("carried", "if it goes on", ((["commitment", html.Br(), "forecast"], "n g"),)),
    ("units", "units", (("agreed", "n g"), ("delivered", "n"))),
    ("cost", "unit cost", (("agreed", "n g"), ("paid", "n"))),
    ("why", "", (("why: the variance to date, split, and alarms", "g"),)),
)
COLUMNS = {word: over or "why" for word, over, _ in GROUPS}
USUAL = ("date", "year", "cost", "why")  # shown where nobody has chosen and something stands in them
PARTS = ("price", "volume", "mix", "plan")
TWO_UNITS = (
    " Hours and weeks can’t be added up: where a group has both, what was delivered is a share of what was agreed, and "
    "what was paid for it is beside the agreed prices, both at budget prices."
)
plain = money_words.plain


def section(facts, capital):
    """The table with its two cuts, its columns to choose and its workbook. `capital` is what was paid of it, None where
    nothing was."""
    small = f"{facts.span}, pounds; a plus costs more than the budget had"
    about = f"Money and activity by {facts.cut}"
    most = reach([line.variance for line in facts.money.lines])
    groups = [group for group in GROUPS if group[0] in facts.columns]
    table = blocks.table(
        f"{about}: {facts.unit.name}, {facts.span}",
        [(facts.cut, "m"), *(head for *_, heads in groups for head in heads)],
        [_row(facts, line, most) for line in facts.money.lines],
        foot=_together(facts),
        apart=None if capital is None else _capital(facts, capital, sum(len(heads) for *_, heads in groups)),
        groups=[(over, len(heads)) for _, over, heads in groups],
        kind="money",
        stacked=True,
        id="lines-table",
    )
    shown = [_cuts(facts), _columns(facts), blocks.scroll(table, about), _key(facts)]
    return blocks.section("lines", f"Each {facts.cut}", shown, small)


def usual(facts):
    """The groups of columns that are shown where nobody has chosen: none in which nothing stands."""
    lines = facts.money.lines
    holds = {
        "year": facts.budgeted or bool(facts.declared),
        "cost": any(line.total("agreed_to_date") or line.total("delivered_to_date") for line in lines),
        "why": facts.held or any(line.alarm or money_words.is_units_alone(line) for line in lines),
    }
    return tuple(word for word in USUAL if holds.get(word, True))


def _columns(facts):
    """The groups of columns, each a link that shows or hides it."""
    shown = facts.columns
    links = []
    for word, name in COLUMNS.items():
        on = word in shown
        left = [one for one in COLUMNS if (one in shown) != (one == word)]
        href = facts.here(columns="-".join(left) or "none")
        links.append((name, href, on))
    return blocks.toggles("Columns", links)


def _cuts(facts):
    here = {"unit": facts.unit.key, "month": facts.month}
    service, group = (
        html.B(cut) if cut == facts.cut else blocks.to(cut, facts.here(by=by))
        for by, cut in (("service", "service"), ("user_group", "user group"))
    )
    book = blocks.save("Save as a workbook", link("/money.xlsx", **here, by=facts.by))
    csv = blocks.save("Save as CSV", link("/money.csv", **here, by=facts.by))
    return html.P(["By ", service, " · ", group, " ", csv, " ", book], className="inline")


def _row(facts, line, most):
    """The cells of a line; `most` is how far the longest bar of the table goes."""
    word = "service" if facts.money.by == "service" else "group"
    href = link("/money/line", unit=facts.unit.key, month=facts.month, **{word: line.key})
    name = [blocks.to(money_words.title(line.key), href)]
    if line.counted_in:
        name += [" ", html.Span(line.counted_in, className="soft s")]
    parts = {
        **_money(facts, line),
        **_units(line, money_words.on_file(line, facts.month, facts.money.begins)),
        "why": [blocks.cell(_why(facts, line, href, most), "g parts")],
    }
    return [name, *_of(facts, parts)]


def _of(facts, parts):
    """The cells of the groups that are shown."""
    return [cell for word, *_ in GROUPS if word in facts.columns for cell in parts[word]]


def _money(facts, line):
    over = line.total("actual_to_date") - line.total("profiled") if facts.held else None
    forecast, revised = line.forecast, line.total("revised")
    return {
        "date": [
            plain(line.total("profiled") if facts.budgeted and not facts.money.begins else None),
            blocks.cell(plain(line.total("actual_to_date") if facts.has_ledger else None), "n now"),
            plain(over, signed=True),
        ],
        "committed": [blocks.cell(plain(line.total("commitment") or None), "n g soft")],
        "year": [
            plain(revised if facts.budgeted else None),
            plain(forecast),
            plain(forecast - revised, signed=True) if forecast else "–",
        ],
        "carried": [blocks.cell(_carried(facts, facts.outlook.lines.get(line.key)), "n g soft")],
    }


def _carried(facts, carried):
    """The commitment forecast of a line, with its likely range for who points at it."""
    if not carried or not facts.has_ledger:
        return "–"
    likely = None
    if carried.least is not None:
        likely = f"likely {money_words.short(carried.least)} to {money_words.short(carried.most)}"
    return html.Span(plain(carried.commitment), title=likely)


def _units(line, on_file):
    """Units agreed and delivered and what one cost; of a line in several units, shares of what was agreed."""
    standing = None if line.counted_in else to_date(line)
    agreed = money_words.units(line.total("agreed_to_date")) if line.counted_in else "–"
    delivered = money_words.share(standing.activity) if standing else money_words.units(line.total("delivered_to_date"))
    paid = money_words.per_cent(standing.price) if standing else money_words.price(line.actual_cost)
    some = [html.Span(on_file, className="place")] if on_file else []
    return {"units": [agreed, [delivered, *some]], "cost": [money_words.price(line.budgeted_cost), [paid, *some]]}


def _why(facts, line, href, most):
    said = [split_bar(line.variance, most) if facts.held else None]
    if money_words.is_units_alone(line) and len(facts.on_hand) == 2:
        said.append(_place("units alone: their money is in another unit’s books"))
    else:
        said.append(_place(money_words.parts_words(line.variance)) if facts.held else "–")
    if line.alarm:
        said.append(blocks.to(money_alarms.mark(line.alarm), f"{href}#alarm", className="miss alarm"))
    return said


def _place(text):
    return html.Span(text, className="place")


def _together(facts):
    money, declared, whole = facts.money, facts.declared, facts.outlook.whole
    parts = {
        "date": [
            plain(money.total("profiled") if facts.budgeted and not money.begins else None),
            blocks.cell(plain(money.total("actual_to_date") if facts.has_ledger else None), "n now"),
            plain(money.variance.total if facts.held else None, signed=True),
        ],
        "committed": [blocks.cell(plain(money.total("commitment") or None), "n g soft")],
        "year": [
            plain(money.total("revised") if facts.budgeted else None),
            plain(declared[1] if declared else None),
            plain(declared[1] - declared[0], signed=True) if declared else "–",
        ],
        "carried": [blocks.cell(plain(whole.commitment if whole and facts.has_ledger else None), "n g soft")],
        "units": ["", ""],
        "cost": ["", ""],
        "why": [blocks.cell(_place(money_words.whole_words(money.variance)) if facts.held else None, "g parts")],
    }
    return ["total", *_of(facts, parts)]


def _capital(facts, paid, columns):
    """What was paid of capital, in the column of what was paid where that is shown."""
    said = "not in the sums above; only what was paid is known, for no file gives a budget for capital"
    if "date" in facts.columns:
        return ["capital, apart", "–", blocks.cell(plain(paid), "n now"), blocks.cell(said, colSpan=columns - 2)]
    return ["capital, apart", blocks.cell(f"{plain(paid)} paid; {said}", colSpan=columns)]


def _key(facts):
    """What the colours of the bars mean."""
    shown = ([html.Span(className=part), f" {money_words.PARTS[part]} "] for part in PARTS)
    to_either_side = "; to the right of the middle line it costs more than the budget had, to the left less."
    rest = [html.Span(className="rest"), f" {money_words.PARTS['rest']}{to_either_side}"]
    more = TWO_UNITS if facts.money.by == "user_group" else ""
    return html.P([*chain.from_iterable(shown), *rest, more], className="key")
