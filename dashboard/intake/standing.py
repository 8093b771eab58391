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
        return self.superseded_by is None

    @property
    def name(self):
        return self.kept.part_name(self.part)


def standings(kept):
    """The standing of every recognised part of the kept files, in the order of their numbers."""
    found = sorted(((one, part) for one in kept for part in one.parts), key=lambda pair: pair[1].file)
    years = family_years(part for _, part in found)
    result, latest = [], {}
    for one, part in found:
        standing = Standing(one, part, period_of(part, years))
        key = _place(standing)
        if key in latest:
            latest[key].superseded_by = part.file
        latest[key] = standing
        result.append(standing)
    return result


def family_years(parts):
    """The newest year that the files of each family name."""
    years = {}
    for part in parts:
        layout = layouts()[part.layout]
        if layout.names_the_year and part.period_start:
            years[layout.family] = max(
                years.get(layout.family, (date.min, date.min)), (part.period_start, part.period_end)
            )
    return years


def period_of(part, years):
    """A file's own period, else the newest year its family knows."""
    if part.period_start:
        return part.period_start, part.period_end
    return years.get(layouts()[part.layout].family)


def _place(standing):
    """Two files with the same place are the same thing sent twice: the later takes the place of the earlier."""
    part, layout = standing.part, layouts()[standing.part.layout]
    if layout.dated_by or layout.family:
        return part.layout, part.mapping, tuple(part.whose), standing.period
    return part.layout, part.mapping, standing.name


def overlapping(standing, others):
    """The names of other files in force that cover some of the same months without being the same period."""
    if standing.period is None:
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
