"""Looking at what was stored, the way a build does."""

import duckdb

from dashboard import intake


def stored(home, council, layout, columns="*"):
    """The rows of a layout in force, in the order of their files and lines."""
    return stored_of(home, council, [layout], columns)[layout]


def stored_of(home, council, layouts, columns="*"):
    """{layout: those rows} of some layouts."""
    relations = intake.relations(home, council)
    with duckdb.connect() as connection:
        return {layout: _rows(connection, relations[layout], columns) for layout in layouts}


def _rows(connection, relation, columns):
    names = ", ".join(f'"{name}"' for name, _ in relation.columns) if columns == "*" else columns
    return [
        row
        for _, path in relation.files
        for row in connection.execute(
            f"select {names} from read_parquet($path) order by line", {"path": str(path)}
        ).fetchall()
    ]


def add_up(results):
    return all(one.rows_read == one.rows_stored + one.rows_rejected for one in results)
