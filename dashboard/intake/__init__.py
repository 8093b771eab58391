"""Intake: files as councils have them come in; what is recognised, right and in force can be asked for.

`load` takes files in; `relations` and the tables of files, rejects and controls are what a build reads; `loads` and
`rejects` are for people.
"""

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

__all__ = [
    "LoadResult",
    "Relation",
    "controls_table",
    "files_table",
    "layouts_table",
    "load",
    "loads",
    "rejects",
    "rejects_table",
    "relations",
]
