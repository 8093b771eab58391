"""The revisions of the journal's tables (Alembic), made when a journal is first opened."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory


def config(connection=None):
    """Alembic's settings, without a file; `connection` has the transaction that it works in."""
    found = Config()
    found.set_main_option("script_location", str(Path(__file__).parent))
    found.attributes["connection"] = connection
    return found


def revisions():
    """The names of the revisions, the first one first."""
    return [one.revision for one in ScriptDirectory.from_config(config()).walk_revisions()][::-1]


def upgrade(connection, revision="head"):
    """Bring the tables of a connection to a revision, in its transaction."""
    command.upgrade(config(connection), revision)
