"""What has no place in the organisation yet, and the file to fill in that gives it one.

Cost centres of no unit, people of no team, providers of no contract: each is placed by rows of a layout, and the
template of that layout comes with those rows begun.
"""

from dataclasses import dataclass

from dashboard.errors import Unknown
from dashboard.scorecard import ask, ask_dicts


@dataclass(frozen=True)
class Unplaced:
    """What has no place: rows as the view gives them, most first, and the layout whose rows give it one."""

    layout: str
    rows: tuple


# The view that lists what has no place, and what of its row begins the row of the layout.
VIEWS = {
    "cost_centres": ("unplaced_cost_centres", {"cost_centre": "cost_centre", "name": "name", "starts": "starts"}),
    "allocations": ("unplaced_people", {"person": "person", "start": "since"}),
    "contracts": (
        "unplaced_providers",
        {"provider": "provider", "supplier": "supplier", "service": "service", "starts": "first_month"},
    ),
}


def unplaced(cursor):
    """{layout: what has no place and is placed by it}, for each layout that places something."""
    return {layout: Unplaced(layout, tuple(ask_dicts(cursor, view))) for layout, (view, _) in VIEWS.items()}


def to_place(cursor, layout):
    """The workbook (bytes) of a layout with what has no place begun in it, and units and services to choose from.

    Raises Unknown where rows of the layout place nothing.
    """
    if layout not in VIEWS:
        raise Unknown(f"rows of {layout} place nothing; write one of {', '.join(VIEWS)}")
    view, begun = VIEWS[layout]
    rows = [{column: row[word] for column, word in begun.items()} for row in ask_dicts(cursor, view)]
    # Here, where a file is written: what reads and writes them is 30 MB that no page needs.
    from dashboard.intake.layout import layouts
    from dashboard.template import template

    return template(layouts()[layout], rows, known(cursor))


def known(cursor):
    """What a template may be filled in with, by column: units and teams, services, user groups of the store."""
    units = _units(ask_dicts(cursor, "units"))
    services = [(service, None) for (service,) in ask(cursor, "known_services")]
    groups = [(group, None) for (group,) in ask(cursor, "known_user_groups")]
    return {"unit": units, "team": units, "service": services, "user_group": groups}


def _units(rows):
    """(key, name) of each unit; of one that has ended, with its last month."""
    last = max((row["last_month"] for row in rows if row["last_month"]), default=None)
    return [
        (
            row["unit"],
            row["name"] if row["last_month"] in (None, last) else f"{row['name']} (to {row['last_month']:%B %Y})",
        )
        for row in rows
    ]


def file_name(layout, built_at):
    """The workbook's name, another for each build: a file takes the place of an earlier one of its name."""
    return f"{layout}_to_place_{built_at:%Y-%m-%d_%H%M}.xlsx"
