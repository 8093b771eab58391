"""The sheets of the money workbook beside the page's table: the year, plans, months, contracts, checks and files."""

from dashboard.money import plans
from dashboard.money.months import april
from dashboard.workbook import Column, Formula, Sheet
from layouts.exports.money_sheets import cut, name, over

PARTS = ("price", "volume", "mix", "plan", "rest")


def year(services):
    """From the budget of the year to the forecast of the budget holders, of services that somebody declared one for."""
    columns = (
        Column("line", "Service"),
        Column("revised", "Budget for the year, as revised", "money", summed=True),
        *(Column(part, "Unexplained" if part == "rest" else part.capitalize(), "money", summed=True) for part in PARTS),
        Column("declared", "Forecast by the budget holders", "money", summed=True),
        Column("check", "Check: forecast less budget and parts", "money",
               "ROUND({declared}-{revised}-{price}-{volume}-{mix}-{plan}-{rest},2)", True),
    )  # fmt: skip
    rows = [
        {
            "line": name(line.key),
            "revised": line.total("revised"),
            "declared": line.forecast,
            **line.year_variance._asdict(),
        }
        for line in services.lines
        if line.forecast and line.year_variance
    ]
    return Sheet("Year", columns, rows)


def multiplied(services):
    """Whether the units agreed for the year, at their agreed price, come to the budget."""
    columns = (
        Column("line", "Service"),
        Column("worth", "Agreed units of the year come to", "money", summed=True),
        Column("original", "Original budget", "money", summed=True),
        Column("original_off", "Off by", "money", "ROUND({original}-{worth},2)", True),
        Column("revised", "Budget as revised", "money", summed=True),
        Column("revised_off", "Off by, as revised", "money", "ROUND({revised}-{worth},2)", True),
    )
    rows = [
        {"line": name(one.line), "worth": one.worth, "original": one.original, "revised": one.revised}
        for one in plans.plans(services)
    ]
    return Sheet("Plans", columns, rows)


def months(found):
    """A row for each month of the year and line of the page."""
    columns = (
        Column("month", "Month", "month"),
        Column("line", cut(found)),
        Column("on_file", "Activity on file"),
        Column("paid", "Paid", "money", summed=True),
        Column("paid_to_date", "Paid to date", "money"),
        Column("budget_to_date", "Budget to date", "money"),
        Column("agreed", "Units agreed", "units"),
        Column("delivered", "Units delivered", "units"),
        Column("agreed_worth", "Agreed, at agreed prices", "money", summed=True),
        Column("delivered_worth", "Delivered, at agreed prices", "money", summed=True),
        Column("paid_for_units", "Paid for what has units", "money", summed=True),
        Column("units", "Units paid for", "units"),
        Column("cost", "Unit cost", "price", over("paid_for_units", "units")),
    )
    shown = sorted(
        ((one, line) for line in found.lines for one in line.months if one.month >= april(found.month)),
        key=lambda pair: pair[0].month,
    )
    return Sheet("Months", columns, [_month_row(one, line) for one, line in shown])


def _month_row(one, line):
    has_units = line.counted_in is not None
    return {
        "month": one.month,
        "line": name(line.key),
        "on_file": "yes" if one.on_file else "no",
        "paid": one.actual,
        "paid_to_date": one.actual_to_date,
        "budget_to_date": one.profiled,
        "agreed": one.agreed if has_units else None,
        "delivered": one.delivered if has_units and one.on_file else None,
        "agreed_worth": one.agreed_worth,
        "delivered_worth": one.delivered_worth if one.on_file else None,
        "paid_for_units": one.paid_for_units if one.on_file else None,
        "units": one.units_paid_for if has_units and one.on_file else None,
        **({} if has_units and one.on_file else {"cost": None}),
    }


def contracts(names, found):
    """A row for each contract made for the unit or below: bought, used, and what was bought and not used."""
    columns = (
        Column("service", "Service"),
        Column("kind", "Kind"),
        Column("contract", "Contract"),
        Column("provider", "Provider"),
        Column("unit", "Made for"),
        Column("counted_in", "Counted in"),
        Column("months", "Months", "number"),
        Column("months_on_file", "Months on file", "number"),
        Column("price", "Price", "price"),
        Column("bought", "Bought, months on file", "units"),
        Column("used", "Used", "units"),
        Column("unused", "Bought and not used", "units", "MAX({bought}-{used},0)"),
        Column("bought_worth", "Bought, at its price", "money", "ROUND({bought}*{price},2)", True),
        Column("unused_worth", "Not used, at its price", "money", "ROUND({unused}*{price},2)", True),
        Column("paid_on_file", "Paid, months on file", "money", summed=True),
        Column("paid", "Paid, all its months", "money", summed=True),
    )
    words = [column.name for column in columns if not column.formula]
    rows = [{**{word: getattr(one, word) for word in words}, **_unworked(one)} for one in found]
    for row in rows:
        row["service"] = name(row["service"])
        row["unit"] = names.units[row["unit"]].name if row["unit"] in names.units else row["unit"]
    return Sheet("Contracts", columns, rows)


def _unworked(one):
    """The formulas that a contract has no figures for."""
    without = () if one.bought is not None else ("unused",)
    return dict.fromkeys((*without, *(() if one.bought_worth is not None else ("bought_worth", "unused_worth"))))


def checks(money_sheet, cells, mixed, months_sheet, found, ledger_revenue):
    """What must be nothing for the sheets to be one set of figures."""
    pairs = [
        ("Paid to date: the page, and the workings", money_sheet.total("paid"), cells.total("paid")),
        ("Budget to date: the page, and the workings", money_sheet.total("profiled"), cells.total("budget")),
        ("Paid to date: the page, and the months added up", money_sheet.total("paid"), months_sheet.total("paid")),
    ]
    if not found.begins:
        parts = "+".join(money_sheet.total(word) for word in ("price", "volume", "mix", "plan", "rest"))
        pairs.append(("The variance, and its parts", money_sheet.total("variance"), parts))
    if mixed.rows:
        both = "+".join(mixed.total(word) for word in ("volume", "mix"))
        pairs.append(("Volume and mix: the workings, and put together", cells.total("units"), both))
    rows = [
        {"what": what, "first": Formula(f"={first}"), "second": Formula(f"={other}")} for what, first, other in pairs
    ]
    if ledger_revenue is not None:
        paid = Formula(f"={money_sheet.total('paid')}")
        rows.append(
            {"what": "Paid to date: the page, and the files of the ledger", "first": paid, "second": ledger_revenue}
        )
    columns = (
        Column("what", "What", "sentence"),
        Column("first", "First", "money"),
        Column("second", "Second", "money"),
        Column("check", "First less second: must be nothing", "money", "ROUND({first}-{second},2)"),
    )
    return Sheet("Checks", columns, rows)


def files(rows):
    """The files that the figures come from."""
    headings = {
        "name": ("File", "text"),
        "layout": ("Read as", "text"),
        "period_start": ("From", "day"),
        "period_end": ("To", "day"),
        "rows_read": ("Rows read", "number"),
        "rows_stored": ("Rows stored", "number"),
        "rows_rejected": ("Rows rejected", "number"),
        "loaded_at": ("Loaded", "day"),
        "sha256": ("SHA-256 of the file", "sentence"),
    }
    return Sheet("Files", tuple(Column(name, *said) for name, said in headings.items()), rows)
