"""The shortest script that reads the same files and writes the same cube: the SQL files one after the other, and plain
`group by` and `count(distinct)` for the cells. No checks, no catalogue, no publishing. What the build is held beside.
"""

import sys
from pathlib import Path

import duckdb

from dashboard import build
from dashboard.home import Home

MEMORY = "16GB"  # plain counts of distinct people over county do without less only by failing
ROWS = """insert into cube.cells
with parts as (
    select t.month, coalesce(u.unit, (select unit from model.root)) as unit, {slices} '' as whole,
        sum(t.numerator) as numerator, sum({denominator}) as denominator, count(*) as records
    from ({sql}) as t left join model.unit_months as u on u.month = t.month and u.unit = t.unit
    group by all
)
select '{key}', a.above, w.month, w.basis, s.slice, s.slice_value,
    sum(s.numerator), sum(s.denominator), sum(s.records), null, null
from (unpivot parts on {names} whole into name slice value slice_value) as s
join model.units_above as a on a.month = s.month and a.unit = s.unit
join model.windows as w on w.member = s.month and w.basis in ({bases}) and (s.slice = 'whole' or w.basis = '{basis}')
group by all"""

PEOPLE = """insert into cube.cells
with things as (
    select t.month, coalesce(u.unit, (select unit from model.root)) as unit, t.person, {slices} '' as whole,
        max(t.numerator) as numerator, max({denominator}) as denominator
    from ({sql}) as t left join model.unit_months as u on u.month = t.month and u.unit = t.unit
    group by all
)
select '{key}', a.above, w.month, w.basis, s.slice, s.slice_value,
    count(distinct case when s.numerator > 0 then s.person end),
    count(distinct case when s.denominator > 0 then s.person end), 0, null, null
from (unpivot things on {names} whole into name slice value slice_value) as s
join model.units_above as a on a.month = s.month and a.unit = s.unit
join model.windows as w on w.member = s.month and w.basis in ({bases}) and (s.slice = 'whole' or w.basis = '{basis}')
group by all"""


def main(home, council_folder, out):
    home = Home(home)
    tailoring, measures = build.definitions(council_folder)
    with duckdb.connect(out) as connection:
        build.configure(connection, home)
        connection.execute("set memory_limit = $limit", {"limit": MEMORY})
        build.add_schemas(connection)
        build.add_loaded(connection, home, council_folder)
        build.add_tailoring(connection, tailoring)
        build.run_folder(connection, "sources")
        build.run_folder(connection, "model")
        build.add_cells(connection)
        connection.execute("reset threads")  # one measure after the other, each on all processors
        for measure in measures.values():
            if measure.kind != "supplied":
                connection.execute(statement(connection, measure))


def statement(connection, measure):
    found = build.slices_of(connection, measure)
    plain = measure.kind in ("count", "money") or measure.base
    return (PEOPLE if measure.counts == "distinct people" else ROWS).format(
        key=measure.key,
        sql=measure.sql,
        basis=measure.period,
        names="".join(f"{name}, " for name in found),
        slices="".join(f"coalesce(cast(t.{name} as varchar), 'Not known') as {name}, " for name in found),
        denominator="0" if plain else "t.denominator",
        bases="'snapshot'" if measure.period == "snapshot" else ", ".join(f"'{basis}'" for basis in build.BASES),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
