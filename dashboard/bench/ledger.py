"""A ledger of five million lines in the place of the demo council's own, and how fast it is loaded."""

import statistics
import sys
import tempfile
from pathlib import Path

import duckdb

from dashboard.bench import prepare
from dashboard.bench.table import row

SIZE = "ledger"  # what the command line calls it
MONTHS = 60
LINES = 84_000  # a month: 5.04 million in all
RUNS = 3
PLAIN = [
    sys.executable,
    "-c",
    "import duckdb, sys; files, out = sys.argv[1:]; duckdb.connect(out).execute("
    "'create table lines as select * from read_csv($files)', {'files': files + '/*.csv'})",
]
# A line for each number: its cost centre is one of the council's, its supplier one of twenty thousand. `hash` gives the
# same file whenever it is made.
PAYMENTS = """
copy (
    select
        'Adult social care' as "Directorate",
        'Older people' as "Service Area",
        ['Employees', 'Third Party Payments', 'Transport'][1 + number % 3] as "Group Description",
        cast($month as date) + cast(number % 28 as integer) as "Paid Date",
        'SUPPLIER ' || hash(number * 31) % 20000 as "Supplier Name",
        9000000 + number as "Internal Ref",
        case when number % 90 = 0 then 'Capital' else 'Revenue' end as "Cap/Rev",
        centres.code as "Cost Centre",
        centres.name as "Cost Centre Name",
        cast(hash(number + $seed) % 1000000 as decimal(18, 2)) / 100 as "Total"
    from range($lines) as numbers (number)
    inner join centres
        on centres.position = cast(hash(number) % $centres as bigint)
    order by number
) to '{path}' (header)"""


def write(files, council_folder):
    """The smallest demo council, the long ledger in the place of its own: cost centres and all other files are its."""
    prepare.dashboard(files.parent / "no home", council_folder, "demo", "--out", str(files), "--size", "mini")
    for path in (files / "ledger").glob("*"):
        path.unlink()
    with duckdb.connect() as connection:
        connection.execute(
            'create table centres as select row_number() over (order by "Cost Centre") - 1 as position,'
            ' "Cost Centre" as code, "Cost Centre Name" as name from read_csv($path, all_varchar = true)',
            {"path": str(files / "cost_centres.csv")},
        )
        (centres,) = connection.execute("select count(*) from centres").fetchone()
        for number in range(MONTHS):
            year, month = divmod(2021 * 12 + 9 + number, 12)
            first = f"{year}-{month + 1:02d}"
            path = files / "ledger" / f"payments-{first}.csv"
            connection.execute(
                PAYMENTS.format(path=str(path).replace("'", "''")),
                {"month": f"{first}-01", "seed": number, "lines": LINES, "centres": centres},
            )


def rows(files, council_folder):
    """Seconds to load the ledger, and rows a second, beside a plain read of the same files into a table; in turns."""
    ours, plain = [], []
    with tempfile.TemporaryDirectory(dir=files.parent) as folder:
        for number in range(RUNS):
            place = Path(folder) / str(number)
            ours.append(prepare.dashboard(place, council_folder, "load", str(files / "ledger"), "--format", "csv")[0])
            plain.append(prepare.timed([*PLAIN, str(files / "ledger"), str(Path(folder) / f"{number}.duckdb")])[0])
    seconds, beside, lines = statistics.median(ours), statistics.median(plain), MONTHS * LINES
    return [
        row("ledger loaded beside a plain DuckDB read of its files", seconds, beside, "s"),
        row("ledger loaded beside a plain read: lines a second", lines / seconds, lines / beside, "a second"),
    ]
