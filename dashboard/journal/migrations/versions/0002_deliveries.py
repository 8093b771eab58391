"""What has gone out of each subscription: a row for each of its periods, which whoever sends it claims by adding it."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"


def upgrade():
    op.create_table(
        "deliveries",
        sa.Column("subscription", sa.String(36), primary_key=True),
        sa.Column("period", sa.String(7), primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("state", "runner", "said")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
