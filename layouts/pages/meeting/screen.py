"""What every screen of a meeting stands on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Screen:
    """A unit and a month as a meeting sees them: its card (dashboard.scorecard), and the meeting itself, or None."""

    snapshot: object
    cursor: object
    names: object
    written: object
    writer: object
    unit: object
    month: object
    card: object
    meeting: object

    @property
    def is_open(self):
        return self.meeting is not None and self.meeting.state == "open"

    @property
    def units(self):
        """The keys of the unit and of all below it."""
        return [one.key for one in self.unit.branch_in(self.month)]
