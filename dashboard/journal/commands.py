"""`python -m dashboard journal ...`."""

import sys
from contextlib import closing, nullcontext, suppress

import duckdb

from dashboard.errors import Unknown
from dashboard.journal import copies
from dashboard.store import numbered


def run(action, journal, file, home):
    """Do one of check, export, import and backup; gives the exit code."""
    with closing(journal):
        return {"check": _check, "export": _export, "import": _import, "backup": _backup}[action](journal, file, home)


def _check(journal, file, home):
    found = copies.check(journal, _seen_by_stores(home))
    for sentence in found.wrong:
        print(f"journal: {sentence}", file=sys.stderr)
    if found.wrong:
        return 1
    if not found.events:
        print(f"{journal} has no events yet")
        return 0
    print(
        f"{journal} has {found.events} events, each as it was written.\n"
        f"The last is {found.last}, {found.hash}: kept somewhere else, it would tell if events were taken off the end."
    )
    return 0


def _seen_by_stores(home):
    """(number, hash, whose) of the last event that each store was built with, where it can still be read."""
    for path in numbered(home.stores):
        with suppress(duckdb.Error), closing(duckdb.connect(path, read_only=True)) as connection:
            yield *connection.execute("select number, hash from about.journal").fetchone(), path.name


def _export(journal, file, home):
    with open(file, "x", encoding="utf-8") if file else nullcontext(sys.stdout) as out:
        out.writelines(copies.lines(journal))


def _import(journal, file, home):
    with open(file, encoding="utf-8") if file else nullcontext(sys.stdin) as lines:
        count = copies.fill(journal, copies.read(lines, file or "what was sent"))
    print(f"{count} events are in {journal}")


def _backup(journal, file, home):
    if file is None:
        raise Unknown("say where to: python -m dashboard journal backup FILE")
    print(f"{copies.back_up(journal, file)} events of {journal} are in {file}")
