"""Which of the kept files are in force. Nothing is stored about it: it follows from the files and their order."""

from dataclasses import dataclass
from datetime import date

from dashboard.intake.keep import Kept, Part
from dashboard.intake.layout import layouts


@dataclass
class Standing:
    """A part with its period and, where a later file took its place, that file's number."""

    kept: Kept
    part: Part
    period: tuple[date, date] | None
    superseded_by: int | None = None

    @property
    def in_force(self):
        """Whether it counts: not superseded, withdrawn or turned away whole; of a yearly return with a known year."""
        out = self.superseded_by or self.part.withdrawn
        return not out and not self.waits_for_a_year and not self.turned_away

    @property
    def turned_away(self):
        """Whether it had rows and none of them went in: it then says nothing, not even that nothing happened."""
        return self.part.rows_read > 0 and not self.part.rows_stored

    @property
    def waits_for_a_year(self):
        return layouts()[self.part.layout].family is not None and self.period is None

    @property
    def name(self):
        return self.kept.part_name(self.part)


def standings(kept):
    """The standing of every recognised part of the kept files, in the order of their numbers."""
    found = sorted(((one, part) for one in kept for part in one.parts), key=lambda pair: pair[1].file)
    result, latest = [], {}
    for one, part in found:
        standing = Standing(one, part, (part.period_start, part.period_end) if part.period_start else None)
        result.append(standing)
        if standing.waits_for_a_year or part.withdrawn or not part.rows_stored:
            continue
        key = _place(standing)
        if key in latest:
            latest[key].superseded_by = part.file
        latest[key] = standing
    return result


def _place(standing):
    """Two files with the same place are the same thing sent twice: the later takes the place of the earlier."""
    part, layout = standing.part, layouts()[standing.part.layout]
    if layout.joined:
        return part.layout, part.file
    if layout.dated_by or layout.family:
        return part.layout, part.mapping, tuple(part.whose), standing.period
    return part.layout, part.mapping, tuple(part.whose), standing.name


def overlapping(standing, others):
    """The names of other files in force that cover some of the same months without being the same period."""
    if standing.period is None or layouts()[standing.part.layout].joined:
        return []
    start, end = standing.period
    part = standing.part
    return [
        other.name
        for other in others
        if other.in_force
        and other.part.file != part.file
        and other.period not in (None, standing.period)
        and (other.part.layout, other.part.mapping, other.part.whose) == (part.layout, part.mapping, part.whose)
        and other.period[0] <= end
        and start <= other.period[1]
    ]
