"""The files that were loaded: by kind, each of a kind, and the lines of one that were refused."""

from dash import html

from dashboard import coverage
from dashboard import scorecard as cards
from layouts import frame, words
from layouts.address import NotHere, link
from layouts.exports import template
from layouts.pages.data import care
from layouts.parts import blocks
from layouts.words import data as say

LINES_SHOWN = 500
REASONS_SHOWN = 3
FORMATS = (("CSV", "csv"), ("Excel", "xlsx"))
UNKNOWN = "not recognised"
KINDS = (
    *(("kind of file", "m"), ("files", "n"), ("reaches to", "")),
    *(("rows read", "n"), ("stored", "n"), ("refused", "n")),
)
FILES = (
    *(("file", "m"), ("period", ""), ("loaded", ""), ("rows read", "n"), ("stored", "n"), ("refused", "n")),
    *(("why", ""), ("state", "")),
)
LINES = (("line", "n"), ("column", ""), ("found", ""), ("reason", ""), ("action", ""))


def by_layout(files):
    """(layout, totals, its files) for each kind of file, those with refused rows first."""
    groups = {}
    for file in files:
        groups.setdefault(file["layout"] or UNKNOWN, []).append(file)
    found = [(layout, totals(group), group) for layout, group in groups.items()]
    return sorted(found, key=lambda group: (-group[1]["rows_rejected"], group[0]))


def totals(files):
    """What the files in force come to."""
    used = [file for file in files if file["in_force"]]
    return {
        "files": len(used),
        "only_kept": all(file["only_kept"] for file in files),
        "newest": max((file["period_end"] for file in used if file["period_end"]), default=None),
        **{word: sum(file[word] or 0 for file in used) for word in ("rows_read", "rows_stored", "rows_rejected")},
    }


def reasons(cursor):
    """{file: [(action, reason, lines)]}, the most frequent first."""
    found = {}
    for file, action, reason, lines in cards.ask(cursor, "file_reasons"):
        found.setdefault(file, []).append((action, reason, lines))
    return found


def on_hand(files, titles):
    """The files in force, by kind (`titles` say what each is called), and how what is wrong with them is put right."""
    table = blocks.table(
        "Files in force by kind", KINDS, [_kind(titles, *one) for one in by_layout(files)], stacked=True
    )
    mistaken = [
        "A file that was loaded by mistake is taken out by the command ",
        html.Code("withdraw"),
        " with its number in ",
        html.Code("loads"),
        ", and let in again by ",
        html.Code("put-back"),
        "; the next build shows it.",
    ]
    money = [
        "Money is held to account twice: ",
        blocks.to("control totals", "/money/control"),
        " show that no pound of a file was lost or counted twice, and ",
        blocks.to("packages against the ledger", "/money/reconciliation"),
        " shows what should have been paid beside what was.",
    ]
    said = say.in_force(totals(files), say.replaced_words(files))
    return blocks.section(
        "files",
        "Files on hand",
        [html.P(said), blocks.scroll(table, "Kinds of file"), _saves(), html.P(mistaken), html.P(money)],
        small="nothing is dropped without a reason here",
    )


def _saves():
    csv, xlsx = (blocks.save(f"Save every file’s line as {name}", link(f"/data.{end}")) for name, end in FORMATS)
    return html.P([csv, " ", xlsx])


def _kind(titles, layout, total, group):
    only = [" ", html.Span("checked and kept; no measure is made from it", className="s")] if total["only_kept"] else []
    replaced = say.replaced_words(group)
    more = [" ", html.Span(replaced, className="soft s")] if replaced else []
    return [
        [blocks.to(titles.get(layout, layout), link("/data", kind=layout)), *only],
        [f"{total['files']}", *more],
        words.day_words(total["newest"]) if total["newest"] else "no period",
        *_rows(total),
    ]


def _rows(of):
    """The cells of the rows that were read, stored and refused."""
    read, stored, refused = (of[word] or 0 for word in ("rows_read", "rows_stored", "rows_rejected"))
    return [f"{read:,}", f"{stored:,}", blocks.cell(f"{refused:,}", className="n miss" if refused else "n")]


def one_kind(cursor, at, kind, today):
    """The View of the files of a kind: of a layout, or of all layouts of a return together."""
    files = cards.ask_dicts(cursor, "files")
    feed = next((one for one in coverage.feeds(cursor, today) if kind == one.kind or kind in one.layouts), None)
    of_kind = feed.layouts if feed and kind == feed.kind else (kind,)
    group = [file for file in files if (file["layout"] or UNKNOWN) in of_kind]
    if not group and not (feed and feed.is_missing):
        raise NotHere(f"No file here was read as “{kind}”.", [("All kinds of file", {"kind": ""})])
    why, by_number = reasons(cursor), {file["file"]: file["name"] for file in files}
    layouts = dict(cards.ask(cursor, "layouts"))
    title = layouts.get(kind) or (feed.title if feed else kind)
    rows = [_file(file, why.get(file["file"], []), by_number) for file in group]
    table = blocks.table(f"Files: {title}", FILES, rows, kind="catalogue", stacked=True)
    lead = say.in_force(totals(group), say.replaced_words(group)) if group else "No file of this kind has come yet."
    main = [
        frame.crumb([("Data", "/data")], title),
        *blocks.title(words.sentence_case(title), lead),
        *([care.looked_after(feed, today), care.goes_to(cursor, feed.kind, today)] if feed else []),
        blocks.scroll(table, "Files") if group else None,
        _workbook(kind) if kind in layouts else None,
        html.P(blocks.to("All kinds of file", "/data")),
    ]
    return at.view(title, main)


def _workbook(kind):
    link = blocks.save("A workbook to fill in", template.href(kind), className=None)
    rest = " for a file of this kind: its headings, what each means, lists to choose from and an example."
    return html.P([link, rest])


def _file(file, why, by_number):
    name, start, end = file["name"], file["period_start"], file["period_end"]
    shown = why[:REASONS_SHOWN]
    state = "superseded by " + by_number.get(file["superseded_by"], "a newer file")
    if not file["superseded_by"]:
        state = "kept, not used"
    return [
        blocks.to(name, link("/data", file=file["file"])) if why else name,
        say.months(start, end) if end else "",
        words.day_words(file["loaded_at"]),
        *_rows(file),
        blocks.cell(
            "; ".join(f"{lines:,} {action}: {words.shortened(reason)}" for action, reason, lines in shown),
            className="w2 s",
        ),
        "in force" if file["in_force"] else state,
    ]


def one_file(cursor, at, number):
    """The View of a file, with the lines that were refused or warned of."""
    found = [file for file in cards.ask_dicts(cursor, "files") if str(file["file"]) == number]
    if not found:
        raise NotHere(f"No file here has the number “{number}”.", [("All files", {"file": ""})])
    (file,) = found
    lines = cards.ask_dicts(cursor, "file_rejects", file=file["file"], limit=LINES_SHOWN)
    kind = (file["layout"] or "nothing known").replace("_", " ")
    said = f"{say.rows(file)}; read as {kind}, loaded {words.day_words(file['loaded_at'])}."
    main = [
        frame.crumb([("Data", "/data")], file["name"]),
        *blocks.title(file["name"], said),
        _lines(lines) if lines else html.P("No line was refused."),
        html.P(blocks.to("All files", "/data")),
    ]
    return at.view(file["name"], main)


def _lines(lines):
    name, more = "Lines refused or warned of", len(lines) == LINES_SHOWN
    caption = f"The first {LINES_SHOWN} lines; the command “rejects” lists all" if more else name
    rows = [
        [f"{row['line']}", row["column_name"] or "", row["value"] or "", _reason(row), row["action"]] for row in lines
    ]
    return blocks.scroll(blocks.table(caption, LINES, rows, kind="catalogue", seen=more, stacked=True), name)


def _reason(row):
    return blocks.cell(row["reason"], className="w")
