"""A report through its states: what is kept when it is built, and the files that are made when it is issued.

It is built as somebody would see it who sees its unit and all below it, and no record of anybody: so whoever may see
the unit may read it, whoever built it.
"""

from datetime import date
from pathlib import Path

from flask import current_app

from dashboard import scorecard as cards
from dashboard.access import rights
from dashboard.access.reader import Reader
from dashboard.access.scope import Scope
from dashboard.errors import Refused
from dashboard.home import Home
from dashboard.packs import archive, definitions
from dashboard.packs.pack import digest
from layouts import packs
from layouts import written as writings
from layouts.packs import formats

OF = ":"  # between a pack and the provider whose it is, where one word says both
FOREWORD, ASKS = "What we say first", "For decision"


def audience(unit, council_folder=None):
    """The Reader as whom reports of a unit (its key) are built."""
    context = rights.read_again(council_folder).context if council_folder else rights.Context()
    return Reader(unit=unit, name="everybody who sees the unit", scope=Scope(see=frozenset({unit}), context=context))


def known(store, council_folder):
    """{key: Definition} of all reports that there are at a council."""
    things = store.journal.things(definitions.WRITTEN) if getattr(store, "journal", None) else ()
    return definitions.read(council_folder, things, cards.names(store.snapshot()).units)


def built(store, council_folder, key, unit, month, today, of="", foreword="", asks="", until=None):
    """The Pack of a report. Raises Refused."""
    every = known(store, council_folder)
    if key not in every:
        raise Refused(f"there is no report '{key}'; there are {', '.join(every)}")
    said = ((FOREWORD, foreword), (ASKS, asks))
    reader = audience(unit, council_folder)
    return packs.made(store, reader, every[key], unit, month, today, of, said, until)


def again(store, council_folder, report):
    """The Pack of a report (a Thing) made anew from the store in force, with what was written when it was built."""
    said, month = report.fields, date.fromisoformat(f"{report.period}-01")
    return built(store, council_folder, said["pack"], report.unit, month, said["as_of"], said["of"], said["foreword"],
                 said["asks"], said["written"])  # fmt: skip


def as_built(store, council_folder, key, unit, month, today, of="", **said):
    """The fields of a report that nobody types: it is made, and kept before its event is written. Raises Refused."""
    pack = built(store, council_folder, key, unit, month, today, of, **said)
    return {
        "pack": key,
        "title": f"{pack.title}: {', '.join(filter(None, (of, pack.unit_name, pack.period)))}",
        "of": of,
        "data": digest(pack),
        "kept": archive.keep(home_of(store), pack),
        "store_name": Path(pack.store).name,
        "as_of": pack.as_of,
        "written": pack.written,
        "measures": pack.measures,
    }


def as_issued(store, report, endings):
    """The same of a report (a Thing) that is issued: its files in some formats, kept with their hashes."""
    home = home_of(store)
    pack = archive.built(home, report.fields["kept"])
    return {"files": archive.issue(home, report.key, pack, {one: formats.of(one).draw(pack) for one in endings})}


# ---- what nobody types of an event (layouts/parts/writing/sent.py)


def _built(at, body):
    store, folder = current_app.extensions[writings.STORE], current_app.extensions.get(writings.COUNCIL)
    kept = at.thing.fields if at.thing else {}
    key, _, of = at.topic.partition(OF)
    key, of = kept.get("pack", key), kept.get("of", of)
    words = {word: body.get(word) or "" for word in ("foreword", "asks")}
    return as_built(store, folder, key, at.unit.key, at.month, writings.today(), of, **words)


def _issued(at, _body):
    store, folder = current_app.extensions[writings.STORE], current_app.extensions.get(writings.COUNCIL)
    every, key = known(store, folder), at.thing.fields["pack"]
    if key not in every:
        raise Refused(f"there is no report '{key}' any more: put its file back, or set it up again")
    return as_issued(store, at.thing, every[key].formats)


COMPUTED = {"pack.built": _built, "pack.rebuilt": _built, "pack.issued": _issued}


def home_of(store):
    """The home of a whole store."""
    return Home(Path(store.link).parent)
