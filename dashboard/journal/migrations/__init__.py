"""The revisions of the journal's tables (Alembic), made when a journal is first opened."""

from pathlib import Path

from alembic import command
from alembic.config import Config


def config(connection=None):
    """Alembic's settings, without a file; `connection` has the transaction that it works in."""
    found = Config()
    found.set_main_option("script_location", str(Path(__file__).parent))
    found.attributes["connection"] = connection
    return found


def upgrade(connection, revision="head"):
    """Bring the tables of a connection to a revision, in its transaction."""
    command.upgrade(config(connection), revision)
