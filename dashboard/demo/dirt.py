"""Rows that are wrong on purpose, so that the page of rejects has something true to show. Counted in stories.toml."""

FEEDBACK = (
    {"Reference": "F900001", "Kind": "Complaint", "Received": "31/02/2026", "Team": "op-northfield"},
    {"Reference": "F900002", "Kind": "Grumble", "Received": "2026-05-04", "Team": "op-eastgate"},
    {
        "Reference": "F900003",
        "Kind": "Complaint",
        "Received": "2026-06-20",
        "Team": "op-harbour",
        "Stage": "Stage 1",
        "Due": "2026-07-11",
        "Responded": "2026-06-02",
    },
)
"""A date that is none, a kind that is none, an answer before the question."""

EVENT = {
    "LA Code": "E99WM",
    "Reporting Period Start Date": "2025-10-01",
    "Reporting Period End Date": "2026-09-30",
    "LA Person Unique Identifier": "A000001",
    "Client Type": "Service user",
    "Event Type": "Service",
    "Event Start Date": "2026-05-11",
    "Service Type": "Long term support: Community",
    "Service Component": "Day support",
}
EVENTS = ({**EVENT, "LA Person Unique Identifier": ""}, {**EVENT, "Service Component": "Dog walking"})
"""An event of nobody, and a service component that is none: the second goes in without it."""


def spoiled(count):
    """Which of a month's visits are spoiled: nobody is paid for these."""
    return [count // 2, count // 3, count // 4]


def visits(columns):
    """Spoil a month's visits: one takes the number of the visit before it, two end before they start."""
    repeated, *early = spoiled(len(columns["visit"]))
    columns["visit"][repeated] = columns["visit"][repeated - 1]
    for row in early:
        columns["planned_end"][row] = columns["planned_start"][row] - 3_600
    return columns
