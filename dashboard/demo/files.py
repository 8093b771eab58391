"""Writes tables under the header texts of the intake's layouts."""

from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.parquet as parquet

from dashboard.settings import said_in

LAYOUTS = Path(__file__).parent.parent / "intake" / "layouts"
SSDA903_DATES = "%d/%m/%Y"


@cache
def headers(layout):
    """The canonical name and the header text of each column of a layout, in its order."""
    columns = said_in(LAYOUTS / f"{layout}.toml")["columns"]
    return {name: column["header"] for name, column in columns.items()}


def table_of(layout, columns):
    """An Arrow table in the layout's order and with its headers."""
    known = headers(layout)
    unknown = set(columns) - set(known)
    if unknown:
        raise KeyError(f"{layout}: no column {sorted(unknown)}; write some of {', '.join(known)}")
    return pa.table({known[name]: columns[name] for name in known if name in columns})


def write(path, layout, columns, dirty=(), quoting="needed"):
    """Write a file of a layout; `dirty` are further lines, each a dict of header text to the text in its cell."""
    save(path, table_of(layout, columns), dirty, quoting)


def save(path, table, dirty=(), quoting="needed"):
    """Write a table as CSV or Parquet, as the name of the file says. Arrow quotes every text unless quoting is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".parquet":
        parquet.write_table(
            pa.concat_tables([table, typed(dirty, table.schema)]), path, compression="zstd", store_schema=False
        )
        return
    with path.open("wb") as file:
        file.write(line_of(table.column_names))
        csv.write_csv(table, file, csv.WriteOptions(include_header=False, quoting_style=quoting))
        for cells in dirty:
            file.write(line_of([cells.get(name, "") for name in table.column_names]))


def typed(dirty, schema):
    """Further lines as a table of the same types."""
    return pa.table(
        {
            field.name: pa.array([cells.get(field.name) for cells in dirty], pa.string()).cast(field.type)
            for field in schema
        },
        schema,
    )


def line_of(cells):
    return (",".join(f'"{cell}"' if "," in cell else cell for cell in cells) + "\n").encode()


def with_text_dates(columns, pattern=SSDA903_DATES):
    """The same columns with dates as text, as the SSDA903 writes them."""
    return {name: text_dates(values, pattern) for name, values in columns.items()}


def text_dates(values, pattern):
    if not str(getattr(values, "dtype", "")).startswith("datetime64"):
        return values
    return pa.array([day.strftime(pattern) if day else None for day in values.tolist()], pa.string())
