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
    return page.write_pdf(pdf_variant=VARIANT, pdf_tags=True, finisher=_finished)


def _finished(_document, pdf):
    """What the maker leaves undone of PDF/UA: the scope of headings, and what stands at the edges of each page."""
    tags = {one.reference: one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/StructElem"}
    _say_scopes(tags)
    _mark_edges(pdf, tags)


def _say_scopes(tags):
    """Say of each heading of a table whether it is of its column or of its row: readers ask for it (PDF/UA 7.5)."""
    for one in tags.values():
        if one["S"] == "/TH":
            around = tags[tags[one["P"]]["P"]]
            one["A"]["Scope"] = "/Column" if around["S"] == "/THead" else "/Row"


def _mark_edges(pdf, tags):
    """Say of what is marked and stands nowhere in the tree, the words at the edges of a page, that it is of the page
    and not of the text (PDF/UA 7.8): else a reader comes upon words that are neither."""
    by_reference = {one.reference: one for one in pdf.objects}
    root = by_reference[pdf.catalog["StructTreeRoot"]]
    told, waiting = set(), list(root["K"])
    while waiting:
        one = tags.get(waiting.pop(), {})
        for kid in one.get("K", ()):
            if isinstance(kid, int):
                told.add((one["Pg"], kid))
            else:
                waiting.append(kid)
    nums = by_reference[root["ParentTree"]]["Nums"]
    of_pages = dict(zip(nums[::2], nums[1::2], strict=True))
    for number, page in enumerate(pdf.page_references):
        drawn = by_reference[by_reference[page]["Contents"]].stream
        for place, said in enumerate(drawn):
            if isinstance(said, dict) and "MCID" in said and (page, said["MCID"]) not in told:
                of_pages[number][said["MCID"]] = "null"
                drawn[place - 1 : place + 1] = [b"/Artifact", b"<</Type /Pagination>>"]
