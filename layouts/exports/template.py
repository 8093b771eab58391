"""A workbook to fill in for each kind of file."""

from dashboard import placing
from dashboard import scorecard as cards
from layouts import exports
from layouts.address import NotHere, link, query

PATH = "/data/template.xlsx"
TO_PLACE = "to-place"


def href(kind, to_place=False):
    """Where the workbook of a kind of file is; with what is without a place begun in it, where that is wanted."""
    return link(PATH, kind=kind, show=TO_PLACE if to_place else "")


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
