"""One difference between packages and ledger, opened to its rows from both sides."""

from dash import html

from dashboard import scorecard as cards
from dashboard.access import opening
from dashboard.money.reconciliation import owner, sides, total
from layouts import frame, words
from layouts.address import NotHere, link, wanted_month, wanted_unit
from layouts.page import Page, place
from layouts.parts import blocks
from layouts.parts.money.reconciliation import PATH as LIST
from layouts.words import reconciliation as say
from layouts.words.money import to_the_penny as pounds

PATH = "/money/difference"
OWED = (
    *(("found", ""), ("person", ""), ("from", ""), ("to", ""), ("units", "n"), ("counted in", "")),
    *(("price", "n"), ("amount", "n")),
)
PAID = (
    *(("found", ""), ("paid", ""), ("supplier", ""), ("reference", ""), ("cost centre", "")),
    *(("file, line", ""), ("amount", "n")),
)


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    if not asked.get("service"):
        raise NotHere("Choose a row on packages against the ledger: this page opens one of them.", [ledger(asked)])
    unit = wanted_unit(names, asked.get("unit"))
    month = wanted_month(names, asked.get("month"))
    service, provider = asked.get("service"), {say.NO_PROVIDER: ""}.get(asked.get("provider"), asked.get("provider"))
    with snapshot.cursor() as cursor:
        owed, paid, found = sides(cursor, month, unit.key, service, provider)
        answers = owner(cursor, unit.key)
    opening.listed(["person"], [[row.get("person")] for row in (*owed, *paid)])
    of = f"{words.sentence_case(service)}, {provider or say.NO_PROVIDER}"
    if not owed and not paid:
        said = f"Nothing was owed or paid at {unit.name} in {words.month_words(month)} for "
        said += f"{service} of {provider or say.NO_PROVIDER}."
        raise NotHere(f"{said} Choose a row on packages against the ledger.", [ledger(asked)])
    at = place(names, reader, PATH, unit, month)
    back = link(LIST, unit=unit.key, month=month, service=service)
    lead = say.difference_sentence(unit, total(owed), total(paid), found, answers)
    main = [
        _crumb(at, back, service, asked.get("provider")),
        *blocks.title(f"{of}: {words.month_words(month)}", lead),
        html.Ul([_found(names, one, provider) for one in found]) if found else None,
        _owed(marked(owed, found, "person", "package")),
        _paid(marked(paid, found, "file", "line")),
        html.P(blocks.to("Back to the reconciliation", back)),
    ]
    return at.view(f"Difference: {service}, {unit.name}", main)


PAGE = Page(
    PATH,
    "Difference",
    show,
    about="One difference between packages and ledger, opened to the rows of both sides.",
    found=False,
    opens_records=True,
)


def ledger(asked):
    """(words, address) of the list whose rows lead here, at the unit and month of an address."""
    return "Packages against the ledger", link(LIST, unit=asked.get("unit"), month=asked.get("month"))


def marked(rows, found, *key):
    """The rows with what was found of each, those with a finding first. `key` names the columns that tell a row."""
    causes = {tuple(one[word] for word in key): one["cause"] for one in found}
    causes.pop((None, None), None)
    said = [{**row, "finding": causes.get(tuple(row[word] for word in key))} for row in rows]
    return sorted(said, key=lambda row: row["finding"] is None)


def _crumb(at, back, service, provider):
    above = [(over.name, link(LIST, unit=over.key, month=at.month)) for over in at.names.above(at.unit)]
    listed = (f"{at.unit.name}: packages against the ledger", back)
    pickers = at.pickers(service=service, provider=provider)
    return frame.crumb([*above, listed], words.month_words(at.month), pickers)


def _found(names, one, provider):
    """A thing that is left over, and where its other half stands."""
    said = f"{pounds(one['difference'], True)}: {say.FOUND_WORDS[one['cause']]}"
    if one["half_month"] is None:
        return html.Li(f"{said}.")
    other = link(
        PATH,
        unit=one["half_unit"],
        month=one["half_month"],
        service=one["half_service"],
        provider=provider or say.NO_PROVIDER,
    )
    return html.Li([f"{said}: ", blocks.to(say.other_half(names, one), other), "."])


def _owed(rows):
    """What packages and visits say should have been paid."""
    made = [
        [
            _finding(row),
            _heading(row["person"]),
            words.day_words(row["starts"]) if row["starts"] else "",
            words.day_words(row["ends"]) if row["ends"] else "goes on" if row["starts"] else "",
            words.exact(row["units"]),
            row["counted_in"],
            pounds(row["price"]),
            pounds(row["amount"]),
        ]
        for row in rows
    ]
    heading = "What packages and visits say"
    none = "No package or visit of that kind is on file here in this month."
    return _side("owed", heading, f"{heading} should have been paid", OWED, made, rows, ("row", none))


def _paid(rows):
    """What the ledger says was paid, with the file and line of each."""
    made = [
        [
            _finding(row),
            words.day_words(row["date"]) if row["date"] else "",
            _heading(row["supplier"]),
            row["reference"] or "",
            blocks.cell([f"{row['cost_centre']} ", html.Span(_centre(row), className="soft s")], "text-wrap"),
            [blocks.to(row["file"], link("/data", file=row["number"])), f", {row['line']}"],
            pounds(row["amount"]),
        ]
        for row in rows
    ]
    heading, none = "What the ledger says", "The ledger has no line of that kind here in this month."
    return _side("paid", heading, f"{heading} was paid", PAID, made, rows, ("line", none), kind="plain differences")


def _side(key, heading, caption, heads, made, rows, said, kind="plain"):
    """A section of one side: its rows and their sum. `said` is what a row is called, and what is said where none is."""
    (one, none), whole = said, pounds(total(rows))
    foot = [blocks.tag("Th", "all", scope="row", colSpan=len(heads) - 1), blocks.cell(whole, className="n now")]
    table = blocks.table(caption, heads, made, foot, kind)
    small = f"{words.count_words(len(rows), one)}; {whole}"
    return blocks.section(key, heading, [blocks.scroll(table, heading) if rows else html.P(none)], small=small)


def _finding(row):
    if row["finding"] is None:
        return blocks.cell("")
    return blocks.cell(say.CAUSE_WORDS[row["finding"]], className="now")


def _heading(text):
    return blocks.tag("Th", text or "", scope="row")


def _centre(row):
    return f"{row['cost_centre_name'] or ''}{', capital' if row['capital'] else ''}"
