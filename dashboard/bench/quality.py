"""What the pages of quality cost at the size of a county: `python -m dashboard.bench.quality HOME`.

The store of a home (the smallest demo council's will do) is copied, and only the tables that these pages read are made
as large as a county's: 200 providers in the place of a handful, 60 standards, 20,000 answers of case files read twice
at 100 teams. Each question is asked twenty times, in milliseconds: the median by the clock, and of processor.
"""

import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median
from types import SimpleNamespace

import duckdb
import numpy as np

from dashboard import audits, providers, scorecard, standards
from dashboard.bench.false_signals import table
from dashboard.home import Home
from dashboard.store import Store, publish

PROVIDERS, STANDARDS, TEAMS, FILES, ELEMENTS, TIMES = 200, 60, 100, 20, 10, 20
BY_PROVIDER = {  # tables, and what names a provider in them
    "cube.provider_services": "provider",
    "cube.provider_complaints": "provider",
    "cube.contract_months": "provider",
    "cube.rated_places": "provider",
    "model.contracts": "provider",
    "cube.cells": "slice_value",
}


def county(home, folder):
    """A Home in a folder with the store of another, its tables of quality as large as a county's."""
    other = Home(folder)
    other.stores.mkdir(parents=True, exist_ok=True)
    path = other.stores / "building.county.duckdb"
    shutil.copy(Path(home.link).resolve(), path)
    with duckdb.connect(str(path)) as connection:
        _providers(connection)
        _answers(connection)
    publish(path, other)
    return other


def _providers(connection):
    ours = connection.execute("select count(distinct provider) from cube.provider_services").fetchone()[0]
    for name, column in BY_PROVIDER.items():
        where = "where slice = 'provider'" if name == "cube.cells" else ""
        connection.execute(
            f"insert into {name} select more.* replace (more.{column} || ' ' || n as {column})"
            f" from (select * from {name} {where}) as more, range(1, {-(-PROVIDERS // ours)}) as copies(n)"
        )


def _answers(connection):
    """Answers given twice in the newest month, at teams of their own below the whole council."""
    month = connection.execute("select max(month) from model.months").fetchone()[0]
    rng, count = np.random.default_rng(15), TEAMS * FILES * ELEMENTS
    audit = rng.random(count) < 0.9
    first = audit ^ (rng.random(count) < 0.03)
    place = np.arange(count)
    rows = {"first_met": first, "second_met": audit, "place": place}
    connection.register("rows", duckdb.from_arrow(_arrow(rows), connection=connection).to_arrow_table())
    root = "(select unit from model.root)"
    connection.execute(
        f"insert into model.units_above by name select date '{month}' as month, 'bench-' || n as unit, {root} as above"
        f" from range({TEAMS}) as teams(n)"
    )
    connection.execute("delete from cube.audit_pairs")
    connection.execute(
        f"""
        insert into cube.audit_pairs by name
        select
            date '{month}' as month, 'bench-' || place // {FILES * ELEMENTS} as unit, place // {ELEMENTS} as pair,
            'supervisor' as first_source, 'independent' as second_source,
            'Supervisor ' || place // {ELEMENTS} % 40 as first_auditor,
            'Auditor ' || place // {ELEMENTS} % 12 as second_auditor,
            'Element ' || place % {ELEMENTS} as element, first_met, second_met
        from rows
        """
    )


def _arrow(columns):
    import pyarrow as pa  # of the bench alone

    return pa.table(columns)


def rows(home):
    """A dict for each question."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(county(home, folder))
        snapshot = store.snapshot()
        names = scorecard.names(snapshot)
        unit, month = names.root, names.months[-1]
        first = date(month.year - 1, month.month, 1)
        with snapshot.cursor() as cursor:
            listed = providers.listed(cursor, unit.key, month)
            ours = [one for one in listed if one.is_ours]
            written = {one.name: (("noted",), 1) for one in ours[::5]}
            kept = _standards(names)
            found = audits.audits(cursor, unit.key, first, month)
            asked = {
                f"scorecards of {len(ours)} providers": lambda: providers.listed(cursor, unit.key, month, written),
                f"the matrix of {len(kept)} standards": lambda: standards.coverage(cursor, names, kept, unit, month),
                f"agreement over {found.whole.found.answers:,} answers, {len(found.by_unit)} teams": lambda: (
                    audits.audits(cursor, unit.key, first, month)
                ),
                "the page of one provider among them": lambda: providers.provider(
                    snapshot, ours[0].name, unit.key, month
                ),
            }
            return [{"question": what, **_timed(ask)} for what, ask in asked.items()]


def _standards(names):
    """Standards, each held by every kind of provision and shown by three measures."""
    by_provider = [key for key, one in names.measures.items() if "provider" in one["slices"]]
    keys = [*by_provider, *names.measures]
    said = {"delivered": standards.KINDS, "evidence": "", "every": "", "clause": "1"}
    return [SimpleNamespace(fields={**said, "measures": keys[n % 20 : n % 20 + 3]}) for n in range(STANDARDS)]


def _timed(ask):
    ask()
    clock, processor = [], []
    for _ in range(TIMES):
        began, busy = time.perf_counter(), time.process_time()
        ask()
        clock.append(1000 * (time.perf_counter() - began))
        processor.append(1000 * (time.process_time() - busy))
    return {"by the clock": round(median(clock), 1), "processor": round(median(processor), 1)}


if __name__ == "__main__":
    print(table(rows(Home(sys.argv[1]))), end="")
