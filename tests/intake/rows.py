"""Looking at what was stored, the way a build does."""

import duckdb

from dashboard import intake


def stored(home, council, layout, columns="*"):
    """The rows of a layout in force, in the order of their files and lines."""
    relation = intake.relations(home, council)[layout]
    names = ", ".join(f'"{name}"' for name, _ in relation.columns) if columns == "*" else columns
    with duckdb.connect() as connection:
        return [
            row
            for _, path in relation.files
            for row in connection.execute(
                f"select {names} from read_parquet($path) order by line", {"path": str(path)}
            ).fetchall()
        ]


def add_up(results):
    return all(one.rows_read == one.rows_stored + one.rows_rejected for one in results)
