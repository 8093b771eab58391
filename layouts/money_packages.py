"""The packages of a month behind one line of the money page."""

from dashboard import scorecard as cards
from layouts import money_words
from layouts.address import link, wanted_month, wanted_unit
from layouts.page import Page, head, render

MOST_SHOWN = 300


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    word = "group" if asked.get("group") else "service"
    key = asked.get(word)
    wanted = {"service": asked.get("service") or None, "user_group": asked.get("group") or None}
    with snapshot.cursor() as cursor:
        rows = cards.ask_dicts(cursor, "money_packages", unit=unit.key, month=month, most=MOST_SHOWN, **wanted)
    return render(
        "money_packages.html",
        f"Packages, {unit.name}",
        rows=rows,
        count=rows[0]["packages"] if rows else 0,
        cost=rows[0]["all_cost"] if rows else 0,
        key=key,
        say=money_words,
        back=link("/money/line", unit=unit.key, month=month, **{word: key})
        if key
        else link("/money", unit=unit.key, month=month),
        **head(names, reader, "/money/packages", unit, month, **{word: key}),
    )


PAGE = Page("/money/packages", "Packages", show)
