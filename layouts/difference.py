"""One difference between packages and ledger, opened to its rows from both sides."""

from dashboard import scorecard as cards
from dashboard.money.reconciliation import findings, owner, sides, total
from layouts import words
from layouts.address import NotHere, link, wanted_month, wanted_unit
from layouts.page import Page, head, render
from layouts.reconciliation import NO_PROVIDER, PATH, pounds

SAID = {
    "another price": "paid at another price than the package has",
    "not invoiced": "in the packages, and not paid",
    "paid twice": "paid, it seems, a second time: same supplier, same amount",
    "no package": "paid, and no package of that amount is in force here",
    "together": "hours of the visit log at the contract’s price against the invoices for them",
}


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit"))
    month = wanted_month(names, asked.get("month"))
    service, provider = asked.get("service"), {NO_PROVIDER: ""}.get(asked.get("provider"), asked.get("provider"))
    with snapshot.cursor() as cursor:
        owed, paid = sides(cursor, month, unit.key, service, provider)
    if not owed and not paid:
        raise NotHere(f"Nothing was owed or paid at {unit.name} in {words.month_words(month)} for that.", ())
    found = findings(owed, paid)
    return render(
        "difference.html",
        f"Difference: {service}, {unit.name}",
        service=service,
        provider=provider,
        found=found,
        said=SAID,
        owed=marked(owed, {one.owed: one.kind for one in found}),
        paid=marked(paid, {one.paid: one.kind for one in found}),
        owed_total=total(owed),
        paid_total=total(paid),
        owner=owner(names, unit.key),
        no_provider=NO_PROVIDER,
        pounds=pounds,
        back=link(PATH, unit=unit.key, month=month, service=service),
        **head(names, reader, "/money/difference", unit, month, service=service, provider=asked.get("provider")),
    )


def marked(rows, kinds):
    """The rows with what was found of each, those with a finding first."""
    found = [{**row, "finding": kinds.get(place)} for place, row in enumerate(rows)]
    return sorted(found, key=lambda row: row["finding"] is None)


PAGE = Page("/money/difference", "Difference", show)
