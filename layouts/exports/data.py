"""The files that were loaded, as CSV and Excel: each with its period, its rows and what became of it."""

from datetime import datetime

from dashboard import scorecard as cards
from layouts import exports

COLUMNS = (
    *("file", "kind of file", "period from", "period to", "loaded", "rows read", "rows stored", "rows refused"),
    *("in force", "replaced by"),
)


def as_csv(store, request):
    return exports.as_csv(*_file(store))


def as_xlsx(store, request):
    return exports.as_xlsx("Files", *_file(store))


def _file(store):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    with snapshot.cursor() as cursor:
        files, titles = cards.ask_dicts(cursor, "files"), dict(cards.ask(cursor, "layouts"))
    called = {one["file"]: one["name"] for one in files}
    rows = [
        [
            *(one["name"], titles.get(one["layout"], one["layout"] or "not recognised")),
            *(one["period_start"], one["period_end"], one["loaded_at"]),
            *(one["rows_read"], one["rows_stored"], one["rows_rejected"]),
            *("yes" if one["in_force"] else "no", called.get(one["superseded_by"], "")),
        ]
        for one in files
    ]
    about = [("What", "Every file that was loaded, the newest first"), *exports.made(names, datetime.now())]
    return COLUMNS, rows, about, "files"
