"""Questions of pages: each a file of queries/views, asked by its name."""

from functools import lru_cache

from dashboard import QUERIES, scope

VIEWS = QUERIES / "views"


@lru_cache(maxsize=64)
def view(name):
    """The text of a query that pages ask."""
    return (VIEWS / f"{name}.sql").read_text(encoding="utf-8")


def rules():
    """The macros of queries/rules: what is meant in one way by the build, by pages and by every reader's scope."""
    return [path.read_text(encoding="utf-8") for path in sorted(QUERIES.glob("rules/*.sql"))]


def ask(cursor, name, **parameters):
    """The rows of a query of queries/views, as tuples."""
    return cursor.execute(*scope.read(view(name), parameters)).fetchall()


def ask_dicts(cursor, name, **parameters):
    """The rows of a query of queries/views, as dictionaries by column."""
    rows = cursor.execute(*scope.read(view(name), parameters))
    columns = [column[0] for column in rows.description]
    return [dict(zip(columns, row, strict=True)) for row in rows.fetchall()]
