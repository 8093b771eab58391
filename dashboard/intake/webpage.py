"""The tables of a web page as rows of text: what reporting tools export under a name that ends with .xls."""

from lxml import etree, html

from dashboard.intake import bounds, excel

BEGINNINGS = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<body", b"<style", b"<div", b"<center")
MOST_ACROSS, MOST_DOWN = 1_000, 65_534  # columns and rows that a cell may take, as the HTML standard has it


def is_web_page(beginning):
    """Whether a file begins as a web page does; `beginning` is in small letters, without what stands before it."""
    return beginning.startswith(BEGINNINGS) or (beginning.startswith(b"<?xml") and b"<html" in beginning)


def tables(path, data):
    """(name, rows) of each table of a page in UTF-8; a row's place in the list is its row in the table.

    Raises bounds.Unreadable.
    """
    room, found = bounds.Room(path), list(page(data).iter("table"))
    if not found:
        raise bounds.Unreadable("it is a web page without a table; open it and save it as .xlsx or CSV")
    for number, table in enumerate(found, 1):
        yield "" if len(found) == 1 else f"table {number}", [tuple(row) for row in rows_of(table, room)]


def page(data):
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        found = html.document_fromstring(data, parser)
    except etree.LxmlError as error:
        raise bounds.Unreadable("it is a web page that does not open; save it as .xlsx or CSV") from error
    if any(one.level_name == "FATAL" for one in parser.error_log):
        # What stands after a fatal fault is not read, and would be missing without a word.
        raise bounds.Unreadable("it is a damaged web page; open it and save it as .xlsx or CSV")
    return found


def rows_of(table, room):
    spans = []
    rows = room.rows(cells for cells in laid_out(table, spans))
    for span in spans:
        excel.fill_down(rows, room, *span)
    return rows


def laid_out(table, spans):
    """The texts of each row of a table, its own and not those of tables in it; cells over several rows go to `spans`.

    A span is (first column, first row, last column, last row), from one.
    """
    taken = {}  # column: the last row that a cell above takes there
    for number, row in enumerate(own_rows(table), 1):
        texts = []
        for cell in row.iterchildren("td", "th"):
            while taken.get(len(texts), 0) >= number:
                texts.append("")
            across, down = span(cell, "colspan", MOST_ACROSS), span(cell, "rowspan", MOST_DOWN)
            if len(texts) + across > bounds.MOST_COLUMNS:
                raise bounds.Unreadable(bounds.TOO_MANY)
            if down > 1:
                spans.append((len(texts) + 1, number, len(texts) + across, number + down - 1))
                taken |= dict.fromkeys(range(len(texts), len(texts) + across), number + down - 1)
            texts += [text_of(cell), *[""] * (across - 1)]
        yield texts


def own_rows(table):
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def span(cell, word, most):
    said = cell.get(word, "1").strip()
    return min(max(int(said[:9]), 1), most) if said.isascii() and said.isdigit() else 1


def text_of(cell):
    """What a cell shows; nothing where it holds a table, which stands for itself."""
    return "" if cell.find(".//table") is not None else " ".join("".join(cell.itertext()).split())
