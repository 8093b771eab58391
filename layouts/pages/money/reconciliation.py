"""What packages and visits say should have been paid beside what the ledger says was paid, and where the two differ."""

from dash import html

from dashboard import scorecard as cards
from dashboard.money.reconciliation import EVEN, LINES, STATUSES, known, reconcile
from layouts import frame, words
from layouts.address import link
from layouts.exports import reconciliation as files
from layouts.page import Page, both_kinds, place
from layouts.parts import blocks
from layouts.parts.money import tie as reconciliation_tie
from layouts.parts.money.reconciliation import BASES, KEPT, PATH, filtered, line_filter, named, read, readable
from layouts.words import reconciliation as say
from layouts.words.money import to_the_penny as pounds

MOST_SHOWN = 200
# The counts of comparisons in the first table, and their headings.
COUNTS = {
    "matched": "match",
    "halves": "late or elsewhere",
    "differs": "paid more or less",
    "only_packages": "only in packages",
    "only_ledger": "only in ledger",
    "nothing_on_file": "nothing on file",
}
COUNTED = (
    "The counts are of comparisons: a service of one provider for one unit in a month, whole. “Only in packages” is a "
    "provider to whom nothing was paid in that month; a single package that was not paid, beside others that were, is "
    "in “paid more or less”."
)
LEFT_OVER = (
    "Each row is one cause at one provider in a month, and its amounts are those of what is left over there. Opened, "
    "it shows the provider’s whole month."
)
ALONE = (("service", ""), ("in the packages", "n"), ("in the ledger", "n"))


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit, month, period, wanted = read(names, reader, asked.words)
    with snapshot.cursor() as cursor:
        services, owners = known(cursor)
        wanted = filtered(wanted, asked.words, services, owners)
        found = reconcile(cursor, wanted, MOST_SHOWN + 1)
        tie = reconciliation_tie.steps(cursor, wanted)
    at = place(names, reader, PATH, unit, month)
    kept = {word: asked.get(word) for word in KEPT}
    asked_for = {"unit": unit.key, "month": month, **kept}
    main = [
        _crumb(at, period, kept),
        *blocks.title(f"{unit.name}: packages against the ledger", say.sentence(found, wanted)),
        None if found.lines or found.alone else blocks.to_data(),
        _filters(at, period, wanted, services, owners),
        _only(wanted, asked_for),
        _lines(found, wanted, asked_for) if found.lines else None,
        _comparisons(names, found, wanted, asked_for),
        _tie(at, found, wanted, tie) if tie and found.lines else None,
        _alone(found) if found.alone and unit is names.root else None,
        _method(at),
    ]
    saved = both_kinds("The comparisons", PATH, **asked_for)
    return at.view(f"Reconciliation: {unit.name}", main, exports=saved)


PAGE = Page(
    PATH,
    "Reconciliation",
    show,
    about="What packages and visits say should have been paid, beside what the ledger says was paid, and where the "
    "two differ. Open a difference for the rows on both sides and what explains it.",
    routes={f"{PATH}.csv": files.as_csv, f"{PATH}.xlsx": files.as_xlsx},
)


def _crumb(at, period, kept):
    unit, month = at.unit, at.month
    above = [(over.name, link(PATH, unit=over.key, month=month, basis=period)) for over in at.names.above(unit)]
    money = (f"{unit.name}: money", link("/money", unit=unit.key, month=month))
    return frame.crumb([*above, money], "packages against the ledger", at.pickers(**kept))


def _filters(at, period, wanted, services, owners):
    """What is shown, chosen from lists."""
    owner = say.NOBODY if wanted.owner == "" else wanted.owner
    choices = [
        ("basis", "Months", blocks.options(BASES), period),
        ("by", "Lines by", blocks.options(named(LINES)), wanted.by),
        ("service", "Service", blocks.options(named(services), "all services"), wanted.service),
        ("status", "Show", blocks.options(named(STATUSES), "what does not match"), wanted.status),
        ("cause", "Cause", blocks.options(say.CAUSE_WORDS, "every cause"), wanted.cause),
        ("owner", "Owner", blocks.options(named([*owners, say.NOBODY]), "every owner"), owner),
        ("sort", "In order", blocks.options(say.SORT_WORDS), wanted.sort),
    ]
    provider = say.NO_PROVIDER if wanted.provider == "" else wanted.provider
    return blocks.choosing(PATH, choices, {"unit": at.unit.key, "month": f"{at.month:%Y-%m}", "provider": provider})


def _only(wanted, asked_for):
    """That one provider alone is shown, and the way to all of them."""
    if wanted.provider is None:
        return None
    every = link(PATH, **{**asked_for, "provider": ""})
    return html.P([f"Only {wanted.provider or say.NO_PROVIDER}. ", blocks.to("Every provider", every)])


def _lines(found, wanted, asked_for):
    """Both sides by service, provider or month, each line leading to its own."""
    span, by = say.span_words(wanted.first, wanted.last), wanted.by
    heads = [(by, "m"), *((text, "n") for text in ("should have been paid", "was paid", "difference"))]
    heads += [(text, "n") for text in COUNTS.values()]
    rows = [
        [
            blocks.to(say.line_words(row["line"], by), link(PATH, **{**asked_for, **line_filter(row["line"], by)})),
            *_amounts(row.get),
            f"{row['matched']:,}",
            *(f"{row[word]:,}" if row[word] else "–" for word in [*COUNTS][1:]),
        ]
        for row in found.lines
    ]
    foot = ["all", *_amounts(found.total), *(f"{int(found.total(word)):,}" for word in COUNTS)]
    table = blocks.table(f"Packages against the ledger by {by}, {span}", heads, rows, foot)
    notes = [COUNTED, say.nothing_on_file(found)]
    return blocks.section(
        "by-line",
        f"By {by}",
        [blocks.scroll(table, f"By {by}"), *(html.P(note, className="note") for note in notes if note)],
        small=span,
    )


def _amounts(of):
    """The cells of both sides and their difference; `of` gives the amount of a word."""
    return [pounds(of("owed")), pounds(of("paid")), _now(pounds(of("difference"), True))]


def _now(said):
    return blocks.cell(said, className="n now")


def _n(said):
    return blocks.cell(said, className="n")


def _comparisons(names, found, wanted, asked_for):
    """The list of what does not match, or of what was asked for, and the files that have all of it."""
    rows = list(readable(names, found.rows[:MOST_SHOWN]))
    left_over = wanted.status not in EVEN
    if rows:
        more = len(found.rows) > MOST_SHOWN
        caption = (
            f"The first {len(rows)}; the files below have all" if more else "Comparisons of packages with the ledger"
        )
        table = blocks.table(
            caption, _heads(left_over), [_comparison(row) for row in rows], kind="catalogue differences", seen=more
        )
        shown = [html.P(LEFT_OVER, className="note") if left_over else None, blocks.scroll(table, "Comparisons")]
    else:
        shown = [html.P("There is nothing of that kind here.")]
    book, csv = (
        blocks.save(f"Save as {name}", link(f"{PATH}{ending}", **asked_for))
        for name, ending in (("a workbook", ".xlsx"), ("CSV", ".csv"))
    )
    heading = words.sentence_case(wanted.status or "what does not match")
    return blocks.section("rows", heading, [*shown, html.P([book, " ", csv])], small=say.list_words(wanted))


def _heads(left_over):
    of = ", of this" if left_over else ""
    return [
        *(("month", ""), ("service, provider", ""), ("difference", "n"), ("cause", ""), ("unit", "")),
        *((f"should have been paid{of}", "n"), (f"was paid{of}", "n"), ("months old", "n"), ("owner", "")),
    ]


def _comparison(row):
    opened = _difference(row["key"], row["month"], row["service"], row["provider"])
    cause = [row["cause"] or "–"]
    if row["half"]:
        other = _difference(row["other_unit"], row["other_month"], row["other_service"], row["provider"])
        cause += [": ", blocks.to(row["half"], other)]
    if row["is_alone"]:
        cause += [" ", html.Span("(one half is not in these months or units)", className="soft s")]
    provider = html.Span(row["provider"], className="soft s")
    return [
        blocks.cell(blocks.to([blocks.hidden("Open "), words.short_month(row["month"])], opened)),
        blocks.tag("Th", [row["service"], html.Br(), provider], scope="row", className="w2"),
        _now(pounds(row["difference"], True)),
        blocks.cell(cause, className="w2"),
        blocks.cell(row["unit"], className="w2"),
        pounds(row["owed"]),
        pounds(row["paid"]),
        f"{row['age']}",
        blocks.cell(row["owner"], className="w2"),
    ]


def _difference(unit, month, service, provider):
    return link("/money/difference", unit=unit, month=month, service=service, provider=provider)


def _tie(at, found, wanted, steps):
    """From what was paid on the money page to what is compared here."""
    rows = [[words.sentence_case(what), _n(pounds(amount, n > 0))] for n, (what, amount) in enumerate(steps)]
    foot = ["Was paid, in the table above", _n(pounds(found.total("paid")))]
    table = blocks.table("From what was paid on the money page to what is compared here", [], rows, foot)
    small = f"{at.unit.name}, {say.span_words(wanted.first, wanted.last)}"
    heading = "How this ties to the money page"
    return blocks.section("tie", heading, [blocks.scroll(table, heading)], small=small)


def _alone(found):
    rows = [
        [row["service"], *(pounds(row[side]) if row[side] else "–" for side in ("owed", "paid"))] for row in found.alone
    ]
    table = blocks.scroll(blocks.table("Services on one side alone", ALONE, rows), "Services on one side alone")
    small = "the whole council in this financial year: there is nothing to hold these against"
    return blocks.section("alone", "On one side alone", [table], small=small)


def _method(at):
    control = link("/money/control", unit=at.unit.key, month=at.month)
    totals = blocks.to("Control totals of the ledger and the budget", control)
    return html.P([f"{say.METHOD} ", totals], className="note")
