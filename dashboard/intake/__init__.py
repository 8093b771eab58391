"""Intake: files as councils have them come in; what is recognised, right and in force can be asked for.

`load` takes files in; `relations` and the tables of files, rejects and controls are what a build reads; `loads` and
`rejects` are for people.
"""

from dashboard.intake.keep import damaged
from dashboard.intake.listing import (
    Relation,
    controls_table,
    files_table,
    layouts_table,
    loads,
    rejects,
    rejects_table,
    relations,
)
from dashboard.intake.loading import LoadResult, load
from dashboard.intake.rehearsal import rehearsal
from dashboard.intake.summary import in_force, missed, sentences
from dashboard.intake.withdrawing import put_back, withdraw

__all__ = [
    "LoadResult",
    "Relation",
    "controls_table",
    "damaged",
    "files_table",
    "in_force",
    "layouts_table",
    "load",
    "loads",
    "missed",
    "put_back",
    "rehearsal",
    "rejects",
    "rejects_table",
    "relations",
    "sentences",
    "withdraw",
]
