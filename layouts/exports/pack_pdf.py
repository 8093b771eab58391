"""A pack as a PDF for whoever sees it, hears it or prints it: tagged, in the variant PDF/UA-1."""

from dashboard.errors import Refused
from layouts.exports.pack_html import as_html

VARIANT = "pdf/ua-1"
MISSING = (
    "PDF files are drawn by Pango, which this machine has not: on Debian run"
    " 'apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0' as root. HTML and Excel need nothing"
)


def as_pdf(pack):
    """The bytes of the PDF of a Pack. Raises Refused where the machine lacks what draws it."""
    try:
        # Here: it takes half a second and 40 MB that no page needs.
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError:
        raise Refused(MISSING) from None
    # A pack holds all that it shows: nothing is fetched from anywhere.
    own = URLFetcher(allowed_protocols=("data",), fail_on_errors=True)
    page = HTML(string=as_html(pack), url_fetcher=own)
    return page.write_pdf(pdf_variant=VARIANT, pdf_tags=True, finisher=_with_scopes)


def _with_scopes(_document, pdf):
    """Say of each heading of a table whether it is of its column or of its row: readers ask for it (PDF/UA 7.5)."""
    tags = {one.reference: one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/StructElem"}
    for one in tags.values():
        if one["S"] == "/TH":
            around = tags[tags[one["P"]]["P"]]
            one["A"]["Scope"] = "/Column" if around["S"] == "/THead" else "/Row"
