"""What measures are made from: their files, what was refused of them, who collects them, since when they are so.

None of it depends on a unit or a month, so it is asked of all measures at once, the first time that it is wanted of a
published store.
"""

from dataclasses import dataclass

from dashboard.asking import ask_dicts
from dashboard.store import kept_with_its_store


@dataclass(frozen=True)
class MadeFrom:
    """`sources`, `refused` and `collections` are rows of the views of those names; `since` is the day since which the
    measure has had its one definition, None where it has had several, or none is known."""

    sources: tuple = ()
    refused: tuple = ()
    collections: tuple = ()
    since: object = None


def made_from(snapshot, measure):
    """The MadeFrom of a measure (its key)."""
    return _of_each(snapshot).get(measure, MadeFrom())


@kept_with_its_store()
def _of_each(snapshot):
    """{measure: MadeFrom}."""
    with snapshot.cursor() as cursor:
        views = ("measure_sources", "measure_rejects", "measure_collections", "defined_once")
        sources, refused, collections, defined = (_by_measure(ask_dicts(cursor, view)) for view in views)
    return {
        measure: MadeFrom(
            *(tuple(rows.get(measure, ())) for rows in (sources, refused, collections)),
            since=next((row["since"] for row in defined.get(measure, ())), None),
        )
        for measure in {*sources, *refused, *collections, *defined}
    }


def _by_measure(rows):
    found = {}
    for row in rows:
        found.setdefault(row["measure"], []).append(row)
    return found
