"""What feeds the measures: what is live, old, due, late, missing or without a place. What was loaded: each file, how
its rows were dealt with, and the lines that were refused."""

from datetime import date

from dashboard import coverage, placing
from dashboard import scorecard as cards
from layouts import exports, words
from layouts.address import NotHere, link, query
from layouts.page import Page, head, render
from layouts.pages.money.reconciliation import pounds

LINES_SHOWN = 500
TEMPLATE_PATH = "/data/template.xlsx"
TO_PLACE = "to-place"
FIRST_SHOWN = 6  # of what would bring more
MOST_MONEY = 10  # cost centres and providers listed on the page; the workbook has all


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    with snapshot.cursor() as cursor:
        files = cards.ask_dicts(cursor, "files")
        if asked.get("file"):
            return _one_file(cursor, names, reader, files, asked.get("file"))
        if asked.get("kind"):
            return _one_kind(cursor, names, reader, files, asked.get("kind"))
        found = coverage.coverage(cursor, date.today())
        layouts = dict(cards.ask(cursor, "layouts"))
        refused = refused_words(files, reasons_of(cursor))
        places = [placed for one in placing.unplaced(cursor).values() if (placed := _unplaced(names, one))]
    return render(
        "data.html",
        "Data",
        found=found,
        feeds=feeds(found),
        late=late_words(found),
        refused=refused,
        places=places,
        first_shown=FIRST_SHOWN,
        coverage=coverage,
        groups=by_layout(files),
        total=totals(files),
        replaced_words=replaced_words,
        layouts=layouts,
        template_path=TEMPLATE_PATH,
        **head(names, reader, "/data"),
    )


def feeds(found):
    """(kind of file, {state: how many of its measures}) of those that feed a measure or come regularly.

    Those on hand first, in the order in which the next is due; then those that most measures need.
    """
    shown = [one for one in found.feeds if one.measures or one.due]
    shown.sort(key=lambda one: (not one.files, one.due or date.max, -len(one.measures), one.name))
    return [(one, {state: len(found.of(state, one.measures)) for state in coverage.STATES}) for one in shown]


def late_words(found):
    if not found.late:
        return ""
    names = words.listed(coverage.in_a_sentence(one.name) for one in found.late)
    return f"{words.count_words(len(found.late), 'kind of file is', 'kinds of file are')} late: {names}."


def refused_words(files, reasons):
    """(how many rows of the files in force were refused, [(file, how many of how many, why)], how many files more)."""
    found = sorted(
        (file for file in files if file["in_force"] and file["rows_rejected"]),
        key=lambda file: (-file["rows_rejected"], file["name"], file["file"]),
    )
    if not found:
        return None
    rows = words.count_words(sum(file["rows_rejected"] for file in found), "row was refused", "rows were refused")
    return rows, [_refused_of(file, reasons) for file in found[:FIRST_SHOWN]], len(found) - FIRST_SHOWN


def _refused_of(file, reasons):
    why = [reason for action, reason, _ in reasons.get(file["file"], ()) if action == "rejected"]
    more = f", and {words.count_words(len(why) - 1, 'more reason').lower()}" if len(why) > 1 else ""
    said = f"{file['rows_rejected']:,} of {file['rows_read']:,}"
    return file, f"{said}; {words.shortened(why[0])}{more}" if why else said


def replaced_words(group):
    """'1 more was replaced by a newer one': files of a kind that are on hand and not in force; '' where none is."""
    replaced = sum(bool(file["superseded_by"]) for file in group)
    return f"{replaced:,} more {'was' if replaced == 1 else 'were'} replaced by a newer one" if replaced else ""


def _unplaced(names, one):
    """What the page says of things without a place: a sentence, the largest as rows, and how many more there are."""
    if not one.rows:
        return None
    say = {"cost_centres": _cost_centres, "allocations": _people, "contracts": _providers}[one.layout]
    sentence, headings, rows = say(one.rows, names.months[-1])
    return {
        "layout": one.layout,
        "sentence": sentence,
        "headings": headings,
        "rows": rows[:MOST_MONEY],
        "more": max(0, len(rows) - MOST_MONEY),
        "href": link(TEMPLATE_PATH, kind=one.layout, show=TO_PLACE),
    }


def _cost_centres(rows, last):
    belong = words.count_words(len(rows), "cost centre belongs", "cost centres belong")
    paid = pounds(sum(row["amount"] for row in rows))
    return (
        f"{belong} to no unit: {paid} that was paid there counts at the whole council alone. Fill in the unit of each, "
        "and the service where its money buys one.",
        ("cost centre", "name", "directorate", "paid", "months"),
        [(row["cost_centre"], row["name"], row["directorate"], pounds(row["amount"]), _months(row)) for row in rows],
    )


def _people(rows, last):
    served = words.count_words(len(rows), "person was", "people were")
    now = sum(row["last_month"] == last for row in rows)
    recent = f", {now} of them in {words.month_words(last)}" if now else ""
    return (
        f"{served} served while no team held the case{recent}: they count at the whole council "
        "alone. Fill in the team of each.",
        (),
        [],
    )


def _providers(rows, last):
    names = {row["provider"] for row in rows}
    paid = sum(row["paid"] for row in rows)
    return (
        f"{words.count_words(len(names), 'provider')} delivered without a contract on file, and "
        f"{'was' if len(names) == 1 else 'were'} paid {pounds(paid)} for it. Fill in the contract and its kind.",
        ("provider", "service", "paid", "months"),
        [(row["provider"], row["service"], pounds(row["paid"]), _months(row)) for row in rows],
    )


def _months(row):
    first, last = words.short_month(row["first_month"]), words.short_month(row["last_month"])
    return first if first == last else f"{first} – {last}"


def by_layout(files):
    """(layout, totals, its files) for each kind of file, those with refused rows first."""
    groups = {}
    for file in files:
        groups.setdefault(file["layout"] or "not recognised", []).append(file)
    found = [(layout, totals(group), group) for layout, group in groups.items()]
    return sorted(found, key=lambda group: (-group[1]["rows_rejected"], group[0]))


def totals(files):
    """What the files in force come to."""
    used = [file for file in files if file["in_force"]]
    return {
        "files": len(used),
        "only_kept": all(file["only_kept"] for file in files),
        "newest": max((file["period_end"] for file in used if file["period_end"]), default=None),
        **{word: sum(file[word] or 0 for file in used) for word in ("rows_read", "rows_stored", "rows_rejected")},
    }


def reasons_of(cursor):
    """{file: [(action, reason, lines)]}, the most frequent first."""
    reasons = {}
    for file, action, reason, lines in cards.ask(cursor, "file_reasons"):
        reasons.setdefault(file, []).append((action, reason, lines))
    return reasons


def _one_kind(cursor, names, reader, files, kind):
    group = [file for file in files if (file["layout"] or "not recognised") == kind]
    if not group:
        raise NotHere(f"No file here was read as “{kind}”.", [("All kinds of file", {"kind": ""})])
    reasons = reasons_of(cursor)
    title = kind.replace("_", " ")
    return render(
        "files.html",
        title,
        kind=title,
        files=group,
        reasons=reasons,
        total=totals(group),
        replaced=replaced_words(group),
        by_number={file["file"]: file["name"] for file in files},
        template_href=link(TEMPLATE_PATH, kind=kind) if kind in dict(cards.ask(cursor, "layouts")) else "",
        **head(names, reader, "/data"),
    )


def _one_file(cursor, names, reader, files, number):
    file = next((row for row in files if str(row["file"]) == number), None)
    if file is None:
        raise NotHere(f"No file here has the number “{number}”.", [("All files", {"file": ""})])
    lines = cards.ask_dicts(cursor, "file_rejects", file=file["file"], limit=LINES_SHOWN)
    return render("file.html", file["name"], file=file, lines=lines, most=LINES_SHOWN, **head(names, reader, "/data"))


def as_template(store, request):
    """The file to fill in for a kind of file; `show=to-place` has what is without a place begun in it."""
    # Here: what reads and writes files is 30 MB that no page needs.
    from dashboard.intake.layout import layouts
    from dashboard.template import template

    asked = query(request.query_string.decode("utf-8", "replace"))
    kind = asked.get("kind")
    if kind not in layouts():
        raise NotHere(f"There is no kind of file “{kind}”.")
    if asked.get("show") == TO_PLACE and kind in placing.VIEWS:
        snapshot = store.snapshot()
        with snapshot.cursor() as cursor:
            data = placing.to_place(cursor, kind)
        return exports.file_answer(data, exports.EXCEL, placing.file_name(kind, cards.names(snapshot).built_at))
    return exports.file_answer(template(layouts()[kind]), exports.EXCEL, f"{kind}.xlsx")


PAGE = Page("/data", "Data", show, in_menu=True, routes={TEMPLATE_PATH: as_template})
