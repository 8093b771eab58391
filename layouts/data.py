"""What was loaded: each file, how its rows were dealt with, and the lines that were refused."""

from dashboard import scorecard as cards
from layouts.address import NotHere
from layouts.page import Page, head, render

LINES_SHOWN = 500


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    with snapshot.cursor() as cursor:
        files = cards.ask_dicts(cursor, "files")
        if asked.get("file"):
            return _one_file(cursor, names, reader, files, asked.get("file"))
        reasons = {}
        for file, action, reason, lines in cards.ask(cursor, "file_reasons"):
            reasons.setdefault(file, []).append((action, reason, lines))
    totals = {word: sum(row[word] or 0 for row in files if row["in_force"])
              for word in ("rows_read", "rows_stored", "rows_rejected")}
    by_number = {row["file"]: row["name"] for row in files}
    return render("data.html", "Data", files=files, reasons=reasons, totals=totals, by_number=by_number,
                  in_force=sum(bool(row["in_force"]) for row in files), **head(names, reader, "/data"))


def _one_file(cursor, names, reader, files, number):
    file = next((row for row in files if str(row["file"]) == number), None)
    if file is None:
        raise NotHere(f"No file here has the number “{number}”.", [("All files", {"file": ""})])
    lines = cards.ask_dicts(cursor, "file_rejects", file=file["file"], limit=LINES_SHOWN)
    return render("file.html", file["name"], file=file, lines=lines, most=LINES_SHOWN, **head(names, reader, "/data"))


PAGE = Page("/data", "Data", show, in_menu=True)
