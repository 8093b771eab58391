"""`python -m dashboard packs`: a pack made as somebody may see it, into a file."""

from pathlib import Path

from dashboard import scorecard as cards
from dashboard.access.reader import Reader
from dashboard.access.recipients import recipient
from dashboard.access.scope import EVERYTHING
from dashboard.errors import Refused
from dashboard.packs import definitions
from layouts import packs
from layouts.address import NotHere, wanted_month, wanted_unit
from layouts.packs import formats


def make(store, home, council_folder, key, *, unit="", month="", who="", out, kind=""):
    """Write a pack into a file; its format is `kind`, or that of the file's ending. Gives (Pack, the file).

    `who` is the subject as whom it is made; '' where whoever has the files may see it all.
    """
    every = definitions.read(council_folder)
    if key not in every:
        raise Refused(f"there is no pack '{key}'; there are {', '.join(every)}")
    path = Path(out)
    drawn = formats.of(kind or path.suffix.removeprefix(".") or "html")
    reader = recipient(home, council_folder, store, who) if who else Reader(scope=EVERYTHING)
    names = cards.names(store.snapshot())
    try:
        found, at = wanted_unit(names, unit or reader.unit), wanted_month(names, month)
    except NotHere as why:
        raise Refused(why.sentence) from None
    pack = packs.made(store, reader, every[key], found.key, every[key].month_of(at))
    path = path / f"{pack.name}.{drawn.ending}" if path.is_dir() else path
    path.write_bytes(drawn.draw(pack))
    return pack, path
