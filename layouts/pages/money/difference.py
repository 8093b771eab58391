"""One difference between packages and ledger, opened to its rows from both sides."""

from dashboard import scorecard as cards
from dashboard.money.reconciliation import owner, sides, total
from layouts import words
from layouts.address import NotHere, link, wanted_month, wanted_unit
from layouts.page import Page, head, render
from layouts.pages.money.reconciliation import CAUSE_WORDS, NO_PROVIDER, PATH, pounds, unit_name

SAID = {
    "another price": "paid at another price than the package has",
    "not invoiced": "in the packages, and not paid",
    "paid twice": "paid, it seems, a second time: same supplier, same amount",
    "no package": "paid, and no package of that amount is in force here",
    "together": "hours of the visit log at the contract’s price against the invoices for them",
    "many rows": "so many rows that they are held against each other as a whole",
    "paid late": "paid late",
    "booked elsewhere": "booked elsewhere",
    "pennies": "pennies between amounts that are paired",
}


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    if not asked.get("service"):
        raise NotHere("Choose a row on packages against the ledger: this page opens one of them.", [ledger(asked)])
    unit = wanted_unit(names, asked.get("unit"))
    month = wanted_month(names, asked.get("month"))
    service, provider = asked.get("service"), {NO_PROVIDER: ""}.get(asked.get("provider"), asked.get("provider"))
    with snapshot.cursor() as cursor:
        owed, paid, found = sides(cursor, month, unit.key, service, provider)
        answers = owner(cursor, unit.key)
    if not owed and not paid:
        of = f"{service} of {provider or NO_PROVIDER}"
        said = f"Nothing was owed or paid at {unit.name} in {words.month_words(month)} for {of}."
        raise NotHere(f"{said} Choose a row on packages against the ledger.", [ledger(asked)])
    return render(
        "difference.html",
        f"Difference: {service}, {unit.name}",
        service=service,
        provider=provider,
        found=[{**one, "half": half(names, one, provider)} for one in found],
        said=SAID,
        found_words=CAUSE_WORDS,
        owed=marked(owed, found, "person", "package"),
        paid=marked(paid, found, "file", "line"),
        owed_total=total(owed),
        paid_total=total(paid),
        owner=answers,
        no_provider=NO_PROVIDER,
        pounds=pounds,
        back=link(PATH, unit=unit.key, month=month, service=service),
        **head(names, reader, "/money/difference", unit, month, service=service, provider=asked.get("provider")),
    )


def ledger(asked):
    """(words, address) of the list whose rows lead here, at the unit and month of an address."""
    return "Packages against the ledger", link(PATH, unit=asked.get("unit"), month=asked.get("month"))


def half(names, one, provider):
    """(words, address) of the place where the other half of a payment stands; None where it has none."""
    if one["half_month"] is None:
        return None
    place = f"{one['half_service']} at {unit_name(names, one['half_unit'])}, {words.month_words(one['half_month'])}"
    start = "it was owed for" if one["is_second"] else "it was paid in"
    return f"{start} {place}", link(
        "/money/difference",
        unit=one["half_unit"],
        month=one["half_month"],
        service=one["half_service"],
        provider=provider or NO_PROVIDER,
    )


def marked(rows, found, *key):
    """The rows with what was found of each, those with a finding first. `key` names the columns that tell a row."""
    causes = {tuple(one[word] for word in key): one["cause"] for one in found}
    causes.pop((None, None), None)
    said = [{**row, "finding": causes.get(tuple(row[word] for word in key))} for row in rows]
    return sorted(said, key=lambda row: row["finding"] is None)


PAGE = Page("/money/difference", "Difference", show)
