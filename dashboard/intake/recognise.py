"""Which form a file has, found from its headers alone: not from its name, their order, case or punctuation."""

from dataclasses import dataclass

from dashboard.intake.form import Form
from dashboard.intake.sources import Candidate
from dashboard.intake.words import plain


@dataclass(frozen=True)
class Match:
    """A form held against a row of headers: where each column stands, what is folded, what is missing."""

    form: Form
    candidate: Candidate
    positions: dict[str, int]
    folded: tuple[int, ...]
    missing: tuple[str, ...]
    unread: int

    @property
    def fits(self):
        return not self.missing and len(self.positions) + len(self.folded) > 1

    @property
    def rank(self):
        """More columns read is better, then fewer left unread; forms come in order of preference."""
        return (len(self.positions) + len(self.folded), -self.unread)


def match(form, candidate, places):
    """Hold a form against a candidate; `places` leads from plain header to position."""
    positions, missing = {}, []
    for name, spellings in form.columns.items():
        found = next((places[word] for word in map(plain, spellings) if word in places), None)
        if found is not None:
            positions[name] = found
        elif not form.layout.column(name).optional:
            missing.append(spellings[0])
    missing += [header for header in form.known_by if plain(header) not in places]
    folded = tuple(places[plain(h)] for h in form.wide.columns if plain(h) in places) if form.wide else ()
    if form.wide and not folded:
        missing.append(form.wide.columns[0])
    return Match(form, candidate, positions, folded, tuple(missing), len(places) - len(positions) - len(folded))


def recognise(source, forms):
    """(match, None) of the best form for a source, or (None, the nearest match) where none fits."""
    nearest = None
    for candidate in source.candidates():
        places = {}
        for position, cell in enumerate(candidate.cells):
            if plain(cell):
                places.setdefault(plain(cell), position)
        if len(places) < 2:
            continue
        matches = [match(form, candidate, places) for form in forms]
        fitting = [one for one in matches if one.fits]
        if fitting:
            return max(fitting, key=lambda one: one.rank), None
        best = max(matches, key=_share)
        if nearest is None or _share(best) > _share(nearest):
            nearest = best
    return None, nearest


def _share(one):
    """How much of a form was found: the share of its columns, then their number."""
    found = len(one.positions) + len(one.folded)
    return found / max(1, found + len(one.missing)), found


def explain(nearest):
    """Why a file was not recognised, in words a person can act on."""
    if nearest is None or not _share(nearest)[1]:
        return "not recognised: no row within the first 30 has the headers of any layout"
    return f"not recognised: nearest is {nearest.form.name}, missing {', '.join(nearest.missing)}"
