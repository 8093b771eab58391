"""The sheets of the money workbook: each figure of the page, and beside it the formulas that it can be checked by.

The parts of the variance begin on the sheet Workings, a row for each service and user group; Mix puts together what is
counted in the same unit; Money adds both up to the rows of the page. Nothing is added up by us: Excel does it.
"""

from dashboard.money import lines
from dashboard.workbook import Column, Sheet
from layouts.exports import safe
from layouts.words.money import title

IN_SPLIT = "yes"


def workings(found):
    """A row for each service and user group; each part of its variance is a formula of the figures beside it."""
    cells = [cell for line in found.lines for cell, _ in lines.cells_apart(line)]
    counted = f'{{counted}}="{IN_SPLIT}"'
    paid_on_file, delivered = "{paid}-{unfiled_paid}", "{delivered}<>0"
    price_paid = f'IF({delivered},({paid_on_file})/{{delivered}},"")'
    above = f"ROUND({paid_on_file}-{{delivered_worth}},2)"

    def where_counted(formula):
        return f"IF({counted},{formula},0)"

    parts = (
        Column("price", "Price", "money", where_counted(f"IF({delivered},{above},0)"), True),
        Column("units", "Volume and mix", "money", where_counted("ROUND({delivered_worth}-{agreed_worth},2)"), True),
        Column("plan", "Plan", "money", where_counted("ROUND({agreed_worth}-{budget}+{unfiled_budget},2)"), True),
        Column("rest", "Unexplained", "money", f"IF({counted},ROUND({{unfiled_paid}}-{{unfiled_budget}}+"
               f"IF({delivered},0,{above}),2),{{variance}})", True),
        Column("check", "Check: variance less its parts", "money",
               "ROUND({variance}-{price}-{units}-{plan}-{rest},2)", True),
    )  # fmt: skip
    columns = (
        Column("service", "Service"),
        Column("user_group", "User group"),
        Column("counted_in", "Counted in"),
        Column("counted", "In the split"),
        Column("budget", "Budget to date", "money", summed=True),
        Column("paid", "Paid to date", "money", summed=True),
        Column("unfiled_budget", "Budget of months without activity on file", "money", summed=True),
        Column("unfiled_paid", "Paid in months without activity on file", "money", summed=True),
        Column("agreed", "Units agreed", "units"),
        Column("delivered", "Units delivered", "units"),
        Column("agreed_worth", "Agreed, at agreed prices", "money", summed=True),
        Column("delivered_worth", "Delivered, at agreed prices", "money", summed=True),
        Column("agreed_price", "Agreed price", "price", f'IF({counted},{over("agreed_worth", "agreed")},"")'),
        Column("price_paid", "Price paid", "price", f'IF({counted},{price_paid},"")'),
        Column("variance", "Variance", "money", "ROUND({paid}-{budget},2)", True),
        *parts,
    )  # fmt: skip
    # A year that began before the store is held against no budget.
    left_out = dict.fromkeys(("variance", *(part.name for part in parts))) if found.begins else {}
    return Sheet("Workings", columns, [{**_working(cell), **left_out} for cell in cells])


def _working(cell):
    taken = cell.counted
    return {
        "service": name(cell.service),
        "user_group": name(cell.user_group),
        "counted_in": cell.counted_in,
        "counted": IN_SPLIT if taken else "no",
        "budget": cell.profiled,
        "paid": cell.actual_to_date,
        "unfiled_budget": cell.unfiled_budget,
        "unfiled_paid": cell.unfiled_paid,
        "agreed": cell.agreed_to_date,
        "delivered": cell.delivered_to_date,
        "agreed_worth": cell.agreed_worth_to_date if taken else None,
        "delivered_worth": cell.delivered_worth_to_date if taken else None,
    }


def mix(found, cells):
    """What is counted in the same unit, together: its volume at the average agreed price, and the rest, the mix."""

    def summed(name):
        pairs = ((found.by, "{line}"), ("counted_in", "{counted_in}"), ("counted", f'"{IN_SPLIT}"'))
        return f"SUMIFS({cells.span(name)},{','.join(f'{cells.span(key)},{wanted}' for key, wanted in pairs)})"

    volume = "IF({agreed}<>0,ROUND(({delivered}-{agreed})*{agreed_worth}/{agreed},2),{units})"
    columns = (
        Column("line", cut(found)),
        Column("counted_in", "Counted in"),
        Column("agreed", "Units agreed", "units", summed("agreed")),
        Column("delivered", "Units delivered", "units", summed("delivered")),
        Column("agreed_worth", "Agreed, at agreed prices", "money", summed("agreed_worth"), True),
        Column("delivered_worth", "Delivered, at agreed prices", "money", summed("delivered_worth"), True),
        Column("average", "Average agreed price", "price", over("agreed_worth", "agreed")),
        Column("units", "Volume and mix", "money", "ROUND({delivered_worth}-{agreed_worth},2)", True),
        Column("volume", "Volume: all units at the average", "money", volume, True),
        Column("mix", "Mix: the rest", "money", "ROUND({units}-{volume},2)", True),
    )
    families = [
        {"line": name(line.key), "counted_in": counted_in}
        for line in found.lines
        for counted_in in sorted({cell.counted_in for cell in line.counted_cells})
    ]
    return Sheet("Mix", columns, [] if found.begins else families)


def _of_mix(mixed, name):
    return f"SUMIFS({mixed.span(name)},{mixed.span('line')},{{line}})" if mixed.rows else "0"


def money(found, outlook, cells, mixed, alarm_words, capital=None):
    """The rows of the page. The parts of the variance, and what one cost, are formulas of the other two sheets."""

    def of_cells(name, counted=False):
        only = f',{cells.span("counted")},"{IN_SPLIT}"' if counted else ""
        return f"SUMIFS({cells.span(name)},{cells.span(found.by)},{{line}}{only})"

    paid_for = f"({of_cells('paid', True)}-{of_cells('unfiled_paid', True)})"
    columns = (
        Column("line", cut(found)),
        Column("counted_in", "Counted in"),
        Column("original", "Original budget for the year", "money", summed=True),
        Column("revised", "Budget for the year, as revised", "money", summed=True),
        Column("profiled", "Budget to date", "money", summed=True),
        Column("paid", "Paid to date", "money", summed=True),
        Column("variance", "Variance", "money", "ROUND({paid}-{profiled},2)", True),
        Column("price", "Price", "money", of_cells("price"), True),
        Column("volume", "Volume", "money", _of_mix(mixed, "volume"), True),
        Column("mix", "Mix", "money", _of_mix(mixed, "mix"), True),
        Column("plan", "Plan", "money", of_cells("plan"), True),
        Column("rest", "Unexplained", "money", of_cells("rest"), True),
        Column("check", "Check: variance less its parts", "money",
               "ROUND({variance}-{price}-{volume}-{mix}-{plan}-{rest},2)", True),
        Column("commitment", "Committed, paid included", "money", summed=True),
        Column("carried", "Commitment forecast to 31 March", "money", summed=True),
        Column("least", "Likely at least", "money"),
        Column("most", "Likely at most", "money"),
        Column("straight", "Straight line", "money", summed=True),
        Column("declared", "Forecast by the budget holders", "money", summed=True),
        Column("year_variance", "Forecast less budget", "money", "ROUND({declared}-{revised},2)", True),
        Column("agreed", "Units agreed", "units"),
        Column("delivered", "Units delivered", "units"),
        Column("agreed_cost", "Unit cost, agreed", "price",
               f"{of_cells('agreed_worth', True)}/{of_cells('agreed', True)}"),
        Column("paid_cost", "Unit cost, paid", "price", f"{paid_for}/{of_cells('delivered', True)}"),
        Column("alarm", "Alarm", "sentence"),
    )  # fmt: skip
    rows = [_money_row(line, outlook.lines.get(line.key), found, alarm_words) for line in found.lines]
    return Sheet("Money", columns, rows, (*_whole_range(outlook), *_capital(capital)))


def _money_row(line, carried, found, alarm_words):
    parts = ("variance", "price", "volume", "mix", "plan", "rest", "check")
    figures = {
        "line": name(line.key),
        "counted_in": line.counted_in,
        **{word: line.total(word) for word in ("original", "revised", "profiled", "commitment")},
        "paid": line.total("actual_to_date"),
        **_forecasts(carried),
        "declared": line.forecast,
        "agreed": line.total("agreed_to_date") if line.counted_in else None,
        "delivered": line.total("delivered_to_date") if line.counted_in else None,
        "alarm": alarm_words(line, found.month) if line.alarm else None,
    }
    nothing = {
        **(dict.fromkeys(parts) if found.begins else {}),
        **({} if line.forecast else {"year_variance": None}),
        **({} if line.budgeted_cost is not None else {"agreed_cost": None}),
        **({} if line.actual_cost is not None else {"paid_cost": None}),
    }
    return {**figures, **nothing}


def _forecasts(carried):
    """The commitment forecast, its range and the straight line, in pennies: a forecast is a floating number."""
    words = {"carried": "commitment", "least": "least", "most": "most", "straight": "straight"}
    amounts = {name: getattr(carried, word) if carried else None for name, word in words.items()}
    return {name: None if amount is None else round(amount, 2) for name, amount in amounts.items()}


def _whole_range(outlook):
    """The range of the whole is no sum of ranges: not all lines go off their forecasts together."""
    if not outlook.whole or outlook.whole.least is None:
        return ()
    ends = {word: round(getattr(outlook.whole, word), 2) for word in ("least", "most")}
    return ({"line": "The range of the whole", **ends},)


def _capital(paid):
    """What was paid of capital stands apart, as on the page: no sum holds it."""
    return () if paid is None else ({"line": "Capital, in no sum above", "paid": paid},)


def over(money, units):
    """What one cost, by formula; nothing where there are no units."""
    return f'IF({{{units}}}<>0,{{{money}}}/{{{units}}},"")'


def cut(found):
    return {"service": "Service", "user_group": "User group"}[found.by]


def name(key):
    """A name as the page has it; one that begins like a formula would be no name to the SUMIFS that look for it."""
    return safe(title(key))
