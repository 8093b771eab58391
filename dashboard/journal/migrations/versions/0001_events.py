"""The table of events, which only grows."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001", None

SAYS = "the journal only grows: an event is neither changed nor deleted"


def upgrade():
    text, optional = {"nullable": False}, {"nullable": True}
    op.create_table(
        "events",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(36), unique=True, **text),
        sa.Column("at", sa.DateTime(timezone=True), **text),
        *(sa.Column(name, sa.Text, **text) for name in ("by", "as_role", "kind")),
        sa.Column("version", sa.Integer, **text),
        sa.Column("about", sa.Text, index=True, **text),
        *(sa.Column(name, sa.Text, **optional) for name in ("unit", "measure", "period")),
        sa.Column("words", sa.Text, **text),
        sa.Column("replaces", sa.String(36), **optional),
        *(sa.Column(name, sa.Text, **optional) for name in ("reason", "store", "basis", "slice", "slice_value")),
        *(sa.Column(name, sa.Double, **optional) for name in ("value", "numerator", "denominator")),
        sa.Column("previous", sa.String(64), **text),
        sa.Column("hash", sa.String(64), **text),
    )
    op.create_index("ix_events_unit", "events", ["unit", "measure"])
    op.create_index("ix_events_kind", "events", ["kind"])
    for statement in _only_grows(op.get_bind().dialect.name):
        op.execute(statement)


def _only_grows(dialect):
    if dialect == "sqlite":
        return [
            f"create trigger events_no_{verb} before {verb} on events begin select raise(abort, '{SAYS}'); end"
            for verb in ("update", "delete")
        ]
    return [
        f"create function events_only_grow() returns trigger language plpgsql as"
        f" $$ begin raise exception '{SAYS}'; end $$",
        "create trigger events_only_grow before update or delete or truncate on events"
        " for each statement execute function events_only_grow()",
    ]
