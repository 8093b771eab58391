"""A file of a register that is sent from its page: taken in as the command line does it, all rows or none."""

import re
import tempfile
from pathlib import Path

from dash import html

from dashboard import access
from dashboard import scorecard as cards
from dashboard.errors import Refused
from layouts import words
from layouts import written as writings
from layouts.address import NotHere, link, wanted_unit
from layouts.parts import blocks
from layouts.parts.blocks import tag
from layouts.parts.registers import wanted_register

PATH = "/register/taken"
MOST_BODY = 4 << 20  # bytes: thousands of rows
KINDS = (".csv", ".xlsx")
RULES = (
    "A row is the entry that it names, else a new one. All rows are taken or none, by the same rules as on the page: "
    "what needs somebody else’s word still does."
)
LONGEST = 80  # letters of a file's name


def form(register, unit):
    """The form that sends a file; it works before any script has run."""
    kept = {"register": register.key, "unit": unit.key}
    box = {"type": "file", "id": "register-file", "name": "file", "accept": ",".join(KINDS), "required": True}
    inside = [
        *(tag("Input", None, type="hidden", name=word, value=text) for word, text in kept.items()),
        tag("Label", "A file as Export saves it, with rows changed or added", htmlFor="register-file"),
        tag("Input", None, **box, className="form-control"),
        tag("P", RULES, className="soft s"),
        tag("Button", "Take in the file", type="submit", className="button"),
    ]
    sent = {"action": PATH, "method": "post", "encType": "multipart/form-data", "data-full": "yes"}
    return blocks.still(tag("Form", inside, **sent))


def answer(store, request):
    """(title, components, status) of what became of a file that was sent."""
    if (request.content_length or 0) > MOST_BODY:
        return _told("The file is too large", [f"A file of up to {MOST_BODY >> 20} MB is taken: cut it in parts."], 413)
    request.max_content_length = MOST_BODY
    sent, said = request.files.get("file"), request.form
    names, reader = cards.names(store.snapshot()), access.reader(request)
    try:
        register, unit = wanted_register(said.get("register")), wanted_unit(names, said.get("unit") or reader.unit)
    except NotHere as problem:
        return _told("Nothing was taken", [problem.sentence], 404)
    back = html.P(blocks.to(register.plural, link(f"/register/{register.key}", unit=unit.key), refresh=True))
    try:
        name = _named(sent)
        taken = _take(register, sent, name, names, writings.writer(reader, names), unit)
    except Refused as problem:
        return _told("Nothing was taken", [f"Nothing was written: {problem}.", back], 400)
    return _outcome(name, *taken, back)


def _named(sent):
    """The name of a file that was sent. Raises Refused where there is none that can be taken."""
    name = re.sub(r"[^\w. -]", "_", Path((sent.filename if sent else "") or "").name)[-LONGEST:]
    if Path(name).suffix.lower() not in KINDS:
        raise Refused("choose a file that is saved as CSV or .xlsx" if not name else f"{name} is neither CSV nor .xlsx")
    return name


def _take(register, sent, name, names, writer, unit):
    from dashboard.registers import taking  # brings what reads workbooks, which no page needs

    written = writings.here()
    if written.journal is None:
        raise Refused("nothing can be written here: this dashboard is served without a journal")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        sent.save(path)
        sent.close()
        return taking.take(register, path, names, written, writer.subject, unit.key, writer.may)


def _outcome(name, drafts, faults, same, back):
    if faults:
        heads = [("line", "n"), ("column", ""), ("value", ""), ("what is wrong", "text-wrap")]
        rows = [[str(one.line), one.column, one.value, one.reason] for one in faults]
        many = words.count_words(len(faults), "cell", "cells").lower()
        said = f"Nothing was written: {many} of {name} cannot be taken. Put them right and send it again."
        return _told(
            "Nothing was taken",
            [said, blocks.scroll(blocks.table("What is wrong", heads, rows), "What is wrong"), back],
            422,
        )
    entries = words.count_words(len({one.about for one in drafts}), "entry was", "entries were")
    rest = words.count_words(same, "row says", "rows say").lower()
    rest = f"; {rest} what is there already" if same else ""
    return _told("Taken", [f"{entries} written from {name}{rest}.", back])


def _told(title, parts, status=200):
    inside = [html.P(one) if isinstance(one, str) else one for one in parts]
    return title, [*blocks.title(title, None), *inside], status
