"""The figures published for every council that come with the project: one small file, made by the intake itself.

`python -m dashboard.published FILES...` makes it anew from the tables as they were published.
"""

import re
import sys
from datetime import datetime
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow.parquet as parquet

from dashboard import intake
from dashboard.council import DATA
from dashboard.errors import Refused, Unknown
from dashboard.home import Home
from dashboard.intake.form import read_forms
from dashboard.intake.words import plain
from dashboard.settings import said_in

FACTS = DATA / "published" / "adult_social_care.parquet"
ENDED = DATA / "published" / "ended.toml"
NAME = "Adult social care figures of every council (come with the project)"
FILE = 0  # below the number of any file that a council loads, so that its own figures come first

# Of two tables with a figure for one measure, area and period the first that gives a value is taken: those of the
# framework stand before Oflog's in the order of loading.
NEWEST = """
select measure, area, area_name, region, period, value, numerator, denominator, margin, label, marker, source,
    row_number() over (order by measure, period, area, area_name) as line
from rows
qualify row_number() over (
    partition by measure, area, case when area = '[z]' then area_name end, period order by value is null, file, line
) = 1
order by measure, period, area, area_name
"""
# What a council calls itself beyond the name of its place: "London Borough of Barnet", "Durham County Council".
KIND = r"(?:city|county|(?:metropolitan |royal |london )?borough|(?:metropolitan )?district|unitary|metropolitan)"
BEFORE = re.compile(rf"^(?:the )?(?:council of the|(?:{KIND} )?council of|{KIND} of) ")
AFTER = re.compile(rf" (?:{KIND} )*(?:council|corporation|authority)$")


def make(paths, target=FACTS, now=None):
    """Write the figures of published tables to one Parquet file with the columns of the layout facts, line and source.

    The tables are read by the mappings that come with the project. Gives the number of rows; raises Refused where a
    file, or a sheet that holds figures, is not recognised.
    """
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        home = Home(folder)
        results = intake.load(paths, home, None)
        for result in results:
            if result.layout != "facts":
                raise Refused(f"{result.name} is no table of published figures: {result.outcome}")
        titles = {form.name: form.title for form in read_forms(None)}
        parts = [
            f"select *, {result.file} as file, $source_{result.file} as source from read_parquet($path_{result.file})"
            for result in results
        ]
        relation = dict(intake.relations(home, None)["facts"].files)
        words = {f"path_{r.file}": str(relation[r.file]) for r in results}
        words |= {f"source_{r.file}": f"{titles.get(r.mapping) or r.layout} ({r.name})" for r in results}
        made = connection.execute(f"with rows as ({' union all '.join(parts)}) {NEWEST}", words).to_arrow_table()
    told = {"made": (now or datetime.now()).isoformat(timespec="seconds")}
    parquet.write_table(made.replace_schema_metadata(told), target, compression="zstd", compression_level=19)
    return made.num_rows


def file_row():
    """What loaded.files says of these figures, beside the files that the council loaded."""
    told = parquet.read_metadata(FACTS)
    return {
        "file": FILE,
        "name": NAME,
        "layout": "facts",
        "rows_read": told.num_rows,
        "rows_stored": told.num_rows,
        "rows_rejected": 0,
        "loaded_at": datetime.fromisoformat(told.metadata[b"made"].decode()),
        "history": False,
        "in_force": True,
    }


def councils():
    """The names under which each council is published, by its ONS code, the newest first."""
    return _councils(FACTS, FACTS.stat().st_mtime_ns)


@cache
def _councils(path, _written):
    with duckdb.connect() as connection:
        rows = connection.execute(
            r"""select area, area_name, max(period) as newest from read_parquet($path)
            where regexp_full_match(area, 'E(06|08|09|10)\d{6}') and value is not null
            group by area, area_name order by newest desc, area, area_name""",
            {"path": str(path)},
        ).fetchall()
    found = {}
    for area, name, _ in rows:
        found.setdefault(area, []).append(name)
    return found


def knows(name):
    """Whether a name or an ONS code is that of a council of these figures, as the settings are read."""
    return plain(name) in {plain(word) for area, names in councils().items() for word in (area, *names)}


def ended(name):
    """What to say of a council of these figures that is no more: since when, and what came after it; '' of others."""
    for area, one in said_in(ENDED).items():
        if name in (area, one["name"]):
            after = " and ".join(f'"{successor}"' for successor in one["successors"])
            which = "that name" if len(one["successors"]) == 1 else "one of these names"
            return f"{one['name']} ended: since {one['since']} there is {after}; write {which}"
    return ""


def find(name):
    """The newest published name of the council that calls itself so. Raises Unknown with the nearest names."""
    published = councils()
    said = _words(name)
    bare = [said, AFTER.sub("", said), BEFORE.sub("", said), BEFORE.sub("", AFTER.sub("", said))]
    for one in bare:
        for area, names in published.items():
            if one in [area.lower(), *map(_words, names)]:
                return names[0]
    holding = {names[0] for names in published.values() if any(f" {bare[-1]} " in f" {_words(n)} " for n in names)}
    if len(holding) == 1:
        return holding.pop()
    newest = {_words(names[0]): names[0] for names in reversed(published.values())}
    near = sorted(holding) or [newest[one] for one in get_close_matches(bare[-1], newest, n=4, cutoff=0.6)]
    hint = f"did you mean {' or '.join(near)}?" if near else "write it as the tables have it, such as Lincolnshire"
    raise Unknown(f"'{name}' is no council of the published figures; {hint}")


def _words(text):
    """The words of a name in small letters, without punctuation; & is read as and."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("&", " and ").replace("'", "").replace("’", "")))


if __name__ == "__main__":
    print(f"{make([Path(path) for path in sys.argv[1:]]):,} figures in {FACTS} ({FACTS.stat().st_size:,} bytes)")
