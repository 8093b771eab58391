"""What a page shows, or one chart or table of it, as a file in every format that a report has.

The page is made as whoever asks for it would see it, and what is read off it is what it says: no figure is worked out
anew. A chart comes with its figure, a table from the HTML; what is folded away or hidden is left out.
"""

import re
from datetime import date
from urllib.parse import urlsplit

from dash import html as tags

from dashboard.packs.pack import Cell, Chart, Head, Pack, Row, Section, Table
from layouts import words
from layouts.address import NotHere, link, said_in
from layouts.charts.sketch import bare
from layouts.exports import file_answer
from layouts.first_paint import html_of
from layouts.packs import formats
from layouts.words.scope import only, when

PATH = "/page"
RECORDS = "Rows of people go into no report: what stands here is for those who work with them, on this page."
NOTHING = "There is no chart and no table on this page to take with you."
UNREAD, WRITE = ("svg", "select"), "✎"  # small drawings, controls, and the mark of a form
MOST = 60  # parts of a page
MOST_ROWS = 400  # of a table


def answer(make, ending, request):
    """The file of a page: `make(path, query)` gives its View. The address says of which page (`of`) and, where it is to
    be one chart or table, of which (`part`)."""
    if ending not in formats.FORMATS:
        raise NotHere(f"A page is not made as “{ending}”; there are {words.listed(list(formats.FORMATS))}.")
    view = _asked(make, request)
    drawn, part = formats.of(ending), request.args.get("part", "")
    pack = pack_of(view, part)
    draw = _as_a_slide if part and ending == "pptx" else drawn.draw
    return file_answer(draw(pack), drawn.type, f"{pack.name}.{ending}")


def _as_a_slide(pack):
    from layouts.exports.pack_slides import without_opening  # python-pptx is loaded by who wants slides

    return without_opening(pack)


def choices(make, request):
    """(title, components of a page) on which one chart or table is chosen, each with a link to its slide."""
    view, of = _asked(make, request), request.args.get("of", "")
    heads = [("PDF", "pdf"), ("PowerPoint", "pptx"), ("Web page", "html")]
    whole = [part for name, end in heads for part in (tags.A(name, href=link(f"{PATH}.{end}", of=of)), " ")]
    found = [
        tags.Li([f"{_kind(part)}: {name} ", tags.A("Slide", href=link(f"{PATH}.pptx", of=of, part=key))])
        for key, name, part in parts_of(view)
    ]
    said = "A slide has the chart or table, a sentence over it, and where it comes from. Charts can be edited."
    return f"Slides of {_title(view)}", [
        tags.H1(f"Slides of {_title(view)}"),
        tags.P(said),
        tags.Ul(found),
        tags.P(["All of it together: ", *whole]),
        tags.P(tags.A("Back to the page", href=of)),
    ]


def _asked(make, request):
    """The View of the page that an address is of. Raises NotHere where there is none, or it lists rows of people."""
    of = urlsplit(request.args.get("of", ""))
    if not of.path.startswith("/") or of.netloc or of.scheme:
        raise NotHere("The address does not say of which page.")
    view = make(of.path, of.query)
    if view.status != 200:
        raise NotHere("The page that this would be of is not there, or is not open to you.")
    if view.page is None or view.page.opens_records:
        raise NotHere(RECORDS)
    return view


def pack_of(view, part=""):
    """The Pack of what a View shows: of the charts and tables whose key is `part`, or of all."""
    found = [(name, one) for key, name, one in parts_of(view) if part in ("", key)]
    if not found:
        raise NotHere(
            NOTHING if not part else "The page has no such chart or table now; go back to it and choose again."
        )
    at, title = view.place, _title(view)
    names, lead = at.names, _lead(view)
    charts = [one for _, one in found if _is_chart(one)]
    basis = charts[0].figure["layout"]["title"]["text"].partition("<br>")[2] if part and charts else ""
    sections = tuple(
        Section(f"part-{n}", name, one.says if _is_chart(one) else _sentence(one.caption or name), (one,))
        for n, (name, one) in enumerate(found, 1)
    )
    return Pack(
        key=part or "page",
        title=title,
        audience="",
        asked="",
        unit=at.unit.key,
        unit_name=at.unit.name,
        month=at.month if isinstance(at.month, date) else names.first_shown,
        period=when(at.month),
        council=names.council,
        answer=_sentence(lead or title),
        sections=sections,
        reader=at.reader.name or at.reader.subject,
        filters="; ".join(filter(None, (only(), _chosen(view)))) or "none",
        basis=bare(basis) or "Each figure on the basis that is said with it",
        built_at=f"{names.built_at:%Y-%m-%d %H:%M}",
    )


def _chosen(view):
    """The filters of an exploration and of a list, as the address says them."""
    found = [text for word in ("where", "keep") for text in said_in(_query(view)).get(word, ())]
    return ", ".join(text.replace(":", " ") for text in found)


def _query(view):
    return urlsplit(link("/", **view.asked.words) if view.asked else "").query


def _is_chart(part):
    return isinstance(part, Chart)


def _kind(part):
    return "Chart" if _is_chart(part) else "Table"


def _title(view):
    """What the page is called: its heading, or its name in the browser."""
    heading = _document(view).find(".//h1")
    return _text(heading) if heading is not None else view.title.partition(" · ")[0]


def _lead(view):
    found = _document(view).xpath("//p[contains(concat(' ', @class, ' '), ' lead ')]")
    return _text(found[0]) if found else ""


def _sentence(text):
    said = words.sentence_case(text.strip())
    return said if said.endswith((".", "!", "?")) else f"{said}."


def parts_of(view):
    """(key, name, Chart or Table) of each chart and table of a View, in the order of the page."""
    figures, found, keys = _figures(view.main), [], set()
    for node in _document(view).iter("table", "div"):
        if node.tag == "div" and "chart" in (node.get("class") or "").split():
            part = _chart(node, next(figures, None))
        elif node.tag == "table" and not _is_hidden(node):
            part = _table(node)
        else:
            continue
        if part is None or _is_hidden(node):
            continue
        name = part.title if _is_chart(part) else part.caption
        key = _key(name, keys)
        keys.add(key)
        found.append((key, name, part))
    return found[:MOST]


def _key(name, taken):
    short = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "part"
    return next(key for n in range(len(taken) + 2) if (key := f"{short}-{n}" if n else short) not in taken)


def _document(view):
    # Here: lxml's HTML is nothing that a page needs.
    from lxml import html

    if (found := getattr(view, "_read", None)) is None:
        found = html.fromstring(f"<main>{html_of(view.main)}</main>")
        object.__setattr__(view, "_read", found)
    return found


def _is_hidden(node):
    """Whether something around it, or it, is hidden or folded away."""
    around = [node, *node.iterancestors()]
    return any(one.get("hidden") is not None or (one.tag == "details" and one.get("open") is None) for one in around)


def _text(node):
    """The words within an element as they are seen, in one line."""
    return re.sub(r"\s+", " ", "".join(_words(node))).strip()


def _words(node):
    yield node.text or ""
    for child in node:
        yield " " if child.tag in ("span", "small", "div", "p") else ""
        if "hidden" not in _classes(child) and child.tag not in UNREAD and child.text != WRITE:
            yield from _words(child)
        yield " " if child.tag in ("div", "p", "li", "br") else ""
        yield child.tail or ""


def _chart(node, figure):
    if figure is None:
        return None
    title = bare(figure["layout"]["title"]["text"].partition("<br>")[0])
    says = _sentence(node.get("aria-label") or title)
    return Chart(title or says, says, figure, Table(title, (Head(""),), ()))


def _figures(tree):
    """The figures of a tree of components, in its order."""
    if isinstance(tree, (list, tuple)):
        for one in tree:
            yield from _figures(one)
        return
    kind, props = (tree.get("type"), tree.get("props", {})) if isinstance(tree, dict) else (type(tree).__name__, None)
    if kind == "Graph":
        yield props["figure"] if props is not None else tree.figure
    children = props.get("children") if props is not None else getattr(tree, "children", None)
    if children is not None and not isinstance(children, str):
        yield from _figures(children)


def _table(node):
    caption = node.find("caption")
    rows = [row for row in node.iter("tr") if row.getparent().tag != "thead"][:MOST_ROWS]
    heads = [row for row in node.iter("tr") if row.getparent().tag == "thead"]
    last = list(heads[-1]) if heads else []
    wide = max([len(last), *(len(row) for row in rows)], default=0)
    if not rows or not wide:
        return None
    texts = [[_text(cell) for cell in row] for row in rows]
    shown = [n for n in range(wide) if any(len(row) > n and row[n] for row in texts)]
    named = tuple(
        Head(_text(last[n]) if n < len(last) else "", "n" if n < len(last) and "n" in _classes(last[n]) else "")
        for n in shown
    )
    made = tuple(_row(row, said, shown) for row, said in zip(rows, texts, strict=True))
    return Table(_text(caption) if caption is not None else "Table", named, made)


def _classes(node):
    return (node.get("class") or "").split()


def _row(row, texts, shown):
    is_group = len(row) == 1 or (row[0].get("colspan") or "1") != "1"
    if is_group:
        return Row((Cell(texts[0]),), "group")
    kind = "total" if row.getparent().tag == "tfoot" else ""
    return Row(tuple(Cell(texts[n] if n < len(texts) else "") for n in shown), kind)
