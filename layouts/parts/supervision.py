"""The way from a case to the sheet of whoever holds it."""

from layouts.address import link
from layouts.parts import blocks

PATH = "/supervision"


def of_worker(at, worker):
    """The worker of a case, with the way to their own sheet."""
    return blocks.to(worker, link(PATH, who=worker, unit=at.unit.key, month=at.month)) if worker else ""
