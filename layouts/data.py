"""What was loaded: each file, how its rows were dealt with, and the lines that were refused."""

from dashboard import scorecard as cards
from dashboard.intake.layout import layouts
from dashboard.template import template
from layouts import exports
from layouts.address import NotHere, link, query
from layouts.page import Page, head, render

LINES_SHOWN = 500
TEMPLATE_PATH = "/data/template.xlsx"


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    with snapshot.cursor() as cursor:
        files = cards.ask_dicts(cursor, "files")
        if asked.get("file"):
            return _one_file(cursor, names, reader, files, asked.get("file"))
        if asked.get("kind"):
            return _one_kind(cursor, names, reader, files, asked.get("kind"))
    return render(
        "data.html",
        "Data",
        groups=by_layout(files),
        total=totals(files),
        layouts=layouts(),
        template_path=TEMPLATE_PATH,
        **head(names, reader, "/data"),
    )


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
        "newest": max((file["period_end"] for file in used if file["period_end"]), default=None),
        **{word: sum(file[word] or 0 for file in used) for word in ("rows_read", "rows_stored", "rows_rejected")},
    }


def _one_kind(cursor, names, reader, files, kind):
    group = [file for file in files if (file["layout"] or "not recognised") == kind]
    if not group:
        raise NotHere(f"No file here was read as “{kind}”.", [("All kinds of file", {"kind": ""})])
    reasons = {}
    for file, action, reason, lines in cards.ask(cursor, "file_reasons"):
        reasons.setdefault(file, []).append((action, reason, lines))
    title = kind.replace("_", " ")
    return render(
        "files.html",
        title,
        kind=title,
        files=group,
        reasons=reasons,
        total=totals(group),
        by_number={file["file"]: file["name"] for file in files},
        template_href=link(TEMPLATE_PATH, kind=kind) if kind in layouts() else "",
        **head(names, reader, "/data"),
    )


def _one_file(cursor, names, reader, files, number):
    file = next((row for row in files if str(row["file"]) == number), None)
    if file is None:
        raise NotHere(f"No file here has the number “{number}”.", [("All files", {"file": ""})])
    lines = cards.ask_dicts(cursor, "file_rejects", file=file["file"], limit=LINES_SHOWN)
    return render("file.html", file["name"], file=file, lines=lines, most=LINES_SHOWN, **head(names, reader, "/data"))


def as_template(store, request):
    """The file to fill in for a kind of file."""
    kind = query(request.query_string.decode("utf-8", "replace")).get("kind")
    if kind not in layouts():
        raise NotHere(f"There is no kind of file “{kind}”.")
    return exports.file_answer(template(layouts()[kind]), exports.EXCEL, f"{kind}.xlsx")


PAGE = Page("/data", "Data", show, in_menu=True, routes={TEMPLATE_PATH: as_template})
