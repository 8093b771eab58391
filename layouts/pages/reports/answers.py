"""The reports themselves: as a page that stands alone, as a file to keep, and as they went out."""

from flask import Response, current_app

from dashboard import access
from dashboard import scorecard as cards
from dashboard.errors import Refused
from dashboard.packs import archive, definitions
from layouts import packs, words
from layouts import written as writings
from layouts.address import NotHere, nearest, query, wanted_month, wanted_unit
from layouts.exports import file_answer, pack_html
from layouts.packs import building, formats

PATH = "/reports"


def known(names):
    """The Definitions of the council that the app serves."""
    things = writings.of_the_council(definitions.WRITTEN)
    return definitions.read(current_app.extensions.get(writings.COUNCIL), things, names.units)


def as_page(store, request):
    """A pack as a page that stands alone."""
    return _page(pack_html.as_html(_made(store, request)))


def as_file(ending, store, request):
    """A pack as a file to keep."""
    pack, drawn = _made(store, request), formats.of(ending)
    return file_answer(drawn.draw(pack), drawn.type, f"{pack.name}.{ending}")


def kept(ending, store, request):
    """A report as it was built; once it is issued, the very file that went out."""
    names = cards.names(store.snapshot())
    report = _report(names, query(request.query_string.decode("utf-8", "replace")).get("about"))
    name, content = _kept(report, ending)
    return _page(content) if ending == "html" else file_answer(content, formats.of(ending).type, f"{name}.{ending}")


def _kept(report, ending):
    """(name, content) of the file of a report."""
    home = building.home_of(current_app.extensions[writings.STORE])
    pack = archive.built(home, report.fields["kept"])
    digest = report.fields.get("files", {}).get(ending)
    if digest is None:
        return pack.name, formats.of(ending).draw(pack)
    return pack.name, archive.issued(home, report.key, pack.name, ending, digest)


def _report(names, key):
    """The report of a key, where the reader sees its unit. Raises NotHere."""
    report = writings.here().thing(key) if key else None
    if report is None or report.family != "pack" or report.unit not in names.units or not names.is_open(report.unit):
        raise NotHere("What you asked for is not there, or not yours.", [("Reports", PATH)])
    return report


def _page(content):
    return Response(content, content_type="text/html; charset=utf-8")


def _made(store, request):
    """The Pack that an address asks for, as whoever asks may see it."""
    asked, reader = query(request.query_string.decode("utf-8", "replace")), access.reader(request)
    names = cards.names(store.snapshot())
    definition = wanted_pack(names, asked.get("pack"))
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = definition.month_of(wanted_month(names, asked.get("month")))
    try:
        whole = current_app.extensions[writings.STORE]
        return packs.made(whole, reader, definition, unit.key, month, of=asked.get("provider", ""))
    except Refused as why:
        raise NotHere(f"{words.sentence_case(str(why))}.") from None


def wanted_pack(names, text):
    """The Definition asked for. Raises NotHere with those that are near."""
    every = known(names)
    if text in every:
        return every[text]
    near = nearest(text or "", {key: one.title for key, one in every.items()}) or list(every)
    said = f"There is no report called “{text}”" if text else "The address names no report"
    raise NotHere(
        f"{said}; there are {words.listed([f'{one.title} ({key})' for key, one in every.items()])}.",
        [(every[key].title, {"pack": key}) for key in near],
    )
