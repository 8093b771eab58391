"""What a team has to do: the cases behind its reds that are open or were late, the longest overdue first."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from dashboard import QUERIES, values

DUE = QUERIES / "due"  # a file for each measure whose records say when a thing was due
AHEAD = 31  # days: what is due later is not yet this month's work


@dataclass(frozen=True)
class Case:
    """A record that counts against a measure. `days` it is over on the last day of the month, or was when it was done
    in it; less than nought for what is not due yet. `worker` is who holds the case then, where the files say.
    `at_least` is the reason why it may have been due earlier; None where the files give the day."""

    measure: str
    person: str
    due: date
    done: date | None
    days: int
    at_least: str | None
    worker: str | None


@dataclass(frozen=True)
class WorkList:
    """The cases with a day by which they were due; and of the other measures (measure, how many count against it)."""

    cases: list
    undated: list


def worklist(cursor, measures, unit, month):
    """The WorkList of a unit (its key) in a month, of the measures (keys, those that it misses) in their order."""
    place, on = values.unit_of(cursor, unit), date(month.year, month.month, monthrange(month.year, month.month)[1])
    cases, undated = [], []
    for key in measures:
        measure = values.measure_of(cursor, key)
        if measure["kind"] == "supplied" or values.against_sql(measure) == "false":
            continue
        listing = values.listing(cursor, measure, place, month, filters=[(values.AGAINST, "yes")])
        file = DUE / f"{key}.sql"
        if file.exists():
            cases += [Case(key, *row) for row in _due(cursor, listing, file.read_text(encoding="utf-8"), on)]
        elif count := cursor.execute(f"select count(*) from ({listing.counted})", listing.parameters).fetchone()[0]:
            undated.append((key, count))
    return WorkList(sorted(cases, key=lambda case: (-case.days, case.measure, case.person)), undated)


def _due(cursor, listing, due, on):
    """(person, due, done, days, at_least, worker) of what is open and due by AHEAD days on, or was late this month."""
    sql = f"""
        with against as ({listing.rows}), dated as ({due})
        select
            dated.person, dated.due, dated.done,
            date_diff('day', dated.due, least(coalesce(dated.done, $on), $on)) as days,
            dated.at_least,
            (
                select min(worker) from model.case_workers as held
                where held.person = dated.person and held.starts <= $on and coalesce(held.ends, $on) >= $on
            ) as worker
        from dated
        where dated.due <= $on + {AHEAD}
            and (dated.done is null or dated.done > $on or dated.done >= date_trunc('month', $on))
    """
    return cursor.execute(sql, {**listing.parameters, "on": on}).fetchall()
