"""What whoever wrote an event was called: a sign-in may know people by a number that nobody else does."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0004", "0003"


def upgrade():
    op.add_column("events", sa.Column("name", sa.Text, nullable=True))
