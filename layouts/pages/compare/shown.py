"""One measure as it is compared, and where each point of the comparison leads."""

from dataclasses import dataclass

from dashboard import comparison, outliers
from layouts.address import link, measure_path
from layouts.pages.compare.choices import Comparing
from layouts.words import comparing as says
from layouts.words.marks import look


@dataclass(frozen=True)
class Shown:
    """A measure over units, or over the parts that a slice `by` makes of one unit.

    `over` says what the points are called together, `target` holds its bounds where all share them.
    """

    here: Comparing
    measure: dict
    by: str
    over: str
    found: outliers.Comparison
    target: tuple

    @property
    def is_judged(self):
        """Whether there is anything to say of chance."""
        return bool(self.found.limits or self.found.judged)

    @property
    def level(self):
        """The word of an address for the family of units; parts have none."""
        return "" if self.by else self.here.level

    def mark(self, point):
        """The look of a point: that of better or worse outside the outer limits; 'within' or 'small' else."""
        return look(self.measure, point)

    def there(self, point):
        """The measure at a unit of the comparison; for a part, the measure broken down by it."""
        path = measure_path(self.measure["key"])
        return link(path, unit=self._unit(point), month=self.here.at.month, slice=self.by)

    def explored(self, point):
        """The words of an address that lay a unit's course beside others."""
        return {"measure": self.measure["key"], "unit": point.key, "month": self.here.at.month}

    def records(self, point):
        part = {"slice": self.by, "value": point.key} if self.by else {}
        return self._address("/records", point, **part)

    def drivers(self, point):
        has_peers = not self.by and point.key in comparison.with_peers(self.here.at.names)
        return self._address("/drivers", point, slice=self.by, against="peers" if has_peers else "")

    def _address(self, path, point, **words):
        return link(path, measure=self.measure["key"], unit=self._unit(point), month=self.here.at.month, **words)

    def _unit(self, point):
        return self.here.at.unit.key if self.by else point.key


def compared(here, cursor, measure, by):
    """A measure over the parts that a slice makes, or over the units of the family that is shown."""
    at = here.at
    if by:
        found = comparison.over_parts(cursor, measure, at.unit, at.month, by)
        return Shown(here, measure, by, says.parts_words(by), found, (None, None))
    found, target = comparison.over_units(cursor, at.names, measure, here.units, at.month)
    return Shown(here, measure, by, here.family.title if here.family else "units", found, target)
