"""The formats that a pack is drawn in: a function from a Pack to bytes each."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.errors import Refused
from layouts.exports import EXCEL
from layouts.exports.pack_html import as_html
from layouts.exports.pack_pdf import as_pdf
from layouts.exports.pack_workbook import as_workbook


@dataclass(frozen=True)
class Format:
    """A format by its file's ending, what people call it, its type, and what draws it."""

    ending: str
    name: str
    type: str
    draw: Callable


POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def _slides(pack):
    # Here: what makes slides takes a third of a second and 20 MB that no page needs.
    from layouts.exports.pack_slides import as_slides

    return as_slides(pack)


FORMATS = {
    one.ending: one
    for one in (
        Format("html", "Web page", "text/html; charset=utf-8", lambda pack: as_html(pack).encode()),
        Format("pdf", "PDF", "application/pdf", as_pdf),
        Format("pptx", "PowerPoint", POWERPOINT, _slides),
        Format("xlsx", "Excel", EXCEL, as_workbook),
    )
}


def of(ending):
    """The Format of an ending. Raises Refused with the choices."""
    if ending not in FORMATS:
        raise Refused(f"a pack is not made as '{ending}'; write one of {', '.join(FORMATS)}")
    return FORMATS[ending]
