"""How a measure of the demo council was defined before: a visit could be 20 minutes late. Invented."""

from dataclasses import replace
from decimal import Decimal

from dashboard import QUERIES, catalogue
from dashboard.collecting.versions import Version, Versions, said_of

MEASURE, PARAMETER, THEN, SINCE = "visits_outside_time", "tolerance", Decimal(20), "2025-04-01 09:00"


def keep(home):
    """Put the earlier definition before those that the home has."""
    versions = Versions(home.path)
    now = catalogue.read(QUERIES / "measures")[MEASURE]
    parameters = tuple(replace(one, value=THEN) if one.name == PARAMETER else one for one in now.parameters)
    first = Version(MEASURE, 1, SINCE, said_of(replace(now, parameters=parameters)))
    versions.found[MEASURE] = [first, *versions.found.get(MEASURE, ())]
    versions.keep()
