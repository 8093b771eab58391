"""For homes that share a PostgreSQL: who is signed in, the accounts, and the book of openings, which only grows.

In SQLite they are a file of their own (dashboard/access).
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0003", "0002"

SAYS = "the book only grows: an entry is neither changed nor deleted"


def upgrade():
    if op.get_bind().dialect.name == "sqlite":
        return
    op.create_table(
        "sessions",
        sa.Column("id", sa.Text, primary_key=True),
        *_texts("who", "name", "groups", "mark"),
        *(sa.Column(name, sa.Double, nullable=False) for name in ("began", "seen")),
        sa.Column("purpose", sa.Text, nullable=False, server_default=""),
    )
    op.create_table(
        "states",
        sa.Column("id", sa.Text, primary_key=True),
        *_texts("held"),
        sa.Column("until", sa.Double, nullable=False),
    )
    op.create_table(
        "accounts",
        sa.Column("who", sa.Text, primary_key=True),
        *_texts("name", "hash"),
        sa.Column("wrong", sa.Integer, nullable=False, server_default="0"),
        sa.Column("waits_until", sa.Double, nullable=False, server_default="0"),
        sa.Column("locked", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_table(
        "opened",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *_texts("at", "who", "name", "role", "purpose", "unit", "page", "asked"),
        sa.Column("rows", sa.Integer),
        *_texts("people", "exported", "hash"),
    )
    op.create_index("opened_by", "opened", ["who", "number"])
    op.execute(
        "create function opened_only_grows() returns trigger language plpgsql as"
        f" $$ begin raise exception '{SAYS}'; end $$"
    )
    op.execute(
        "create trigger opened_only_grows before update or delete or truncate on opened"
        " for each statement execute function opened_only_grows()"
    )


def _texts(*names):
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
