"""The catalogue: every measure, what it is for, who answers for it and where its definition comes from."""

from dashboard import scorecard as cards
from layouts.address import wanted_month, wanted_unit
from layouts.page import Page, head, render


def show(store, reader, asked):
    names = cards.names(store.snapshot())
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    groups = [
        (
            perspective,
            sorted(
                (m for m in names.measures.values() if m["perspective"] == perspective["key"]),
                key=lambda measure: measure["title"],
            ),
        )
        for perspective in names.perspectives
    ]
    return render(
        "measures.html",
        "Measures",
        groups=groups,
        total=len(names.measures),
        **head(names, reader, "/measures", unit, month),
    )


PAGE = Page("/measures", "Measures", show, in_menu=True)
