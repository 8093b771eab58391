"""`python -m dashboard packs`: a pack made as somebody may see it, into a file."""

from pathlib import Path

from dashboard import scorecard as cards
from dashboard.access.reader import Reader
from dashboard.access.recipients import recipient
from dashboard.access.scope import EVERYTHING
from dashboard.errors import Refused
from dashboard.packs import archive
from dashboard.packs.pack import digest
from layouts import packs
from layouts.address import NotHere, wanted_month, wanted_unit
from layouts.packs import building, formats


def make(store, home, council_folder, key, *, unit="", month="", who="", of="", out, kind=""):
    """Write a pack into a file; its format is `kind`, or that of the file's ending. Gives (Pack, the file).

    `who` is the subject as whom it is made; '' where whoever has the files may see it all.
    """
    every = building.known(store, council_folder)
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
    pack = packs.made(store, reader, every[key], found.key, every[key].month_of(at), of=of)
    path = path / f"{pack.name}.{drawn.ending}" if path.is_dir() else path
    path.write_bytes(drawn.draw(pack))
    return pack, path


def again(store, council_folder, key):
    """Whether a report comes out the same when it is made again, in a sentence with the sections that do not."""
    report = store.journal.thing(key)
    if report is None or report.family != "pack":
        raise Refused(f"there is no report '{key}' in the journal")
    now = building.again(store, council_folder, report)
    if digest(now) == report.fields["data"]:
        return f"{report.fields['title']}: made again from {now.store}, the same to the last figure"
    then = archive.built(building.home_of(store), report.fields["kept"])
    before = {one.key: one for one in then.sections}
    differ = [one.name for one in now.sections if before.get(one.key) != one] or ["what stands around the sections"]
    return f"{report.fields['title']}: made again from {now.store}, it differs in {', '.join(differ)}"


QUICK = ("html", "xlsx")  # drawn at once, and on a machine without Pango


def of_the_demo(store, council_folder):
    """What makes the reports that the demo council's people are said to have built and issued: a function of a report's
    event, its unit and month, the day, and the report (a Thing; None where it is not there yet), to its fields."""

    def made(kind, unit, month, day, said, report):
        if kind == "pack.built":
            return building.as_built(store, council_folder, said["pack"], unit, month, day,
                                     foreword=said.get("foreword", ""), asks=said.get("asks", ""))  # fmt: skip
        return building.as_issued(store, report, QUICK) if kind == "pack.issued" else {}

    return made
