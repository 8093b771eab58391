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
    folded: tuple[tuple[str, dict[str, int]], ...]  # (what goes into a column, where each column of the row stands)
    missing: tuple[str, ...]
    headings: int
    constants: dict[str, str]
    first: dict[str, list[int]]
    joined: dict[str, list[int]]
    doubles: tuple[str, ...] = ()  # what is to be said of headings that stand more than once

    @property
    def read(self):
        """How many cells of the header are read."""
        cells = [cells for _, cells in self.folded] + [*self.first.values(), *self.joined.values()]
        return len(self.positions) + sum(map(len, cells))

    @property
    def unread(self):
        return self.headings - self.read

    @property
    def fits(self):
        return not self.missing and self.read > 1

    @property
    def rank(self):
        """More columns read is better, then fewer left unread; forms come in order of preference."""
        return (self.read, -self.unread)


def match(form, candidate, places, sheet="", again=None):
    """Hold a form against a candidate; `places` leads from plain header to position.

    `again` has the headings that stand more than once, with all their positions.
    """
    positions, missing, doubles = {}, [], []
    for column, called, words in form.sought:
        word = next(filter(places.__contains__, words), None)
        if word is not None:
            positions[column.name] = places[word]
            doubles += _doubles(candidate, word, again or {})
        elif not column.optional and not lacks(candidate, column):
            missing.append(called)
    several = [header for headers in form.joined.values() for header in headers]
    missing += [header for header in (*form.known_by, *several) if plain(header) not in places]
    first, joined = (
        {name: _stand(headers, places) for name, headers in one.items()} for one in (form.first, form.joined)
    )
    missing += [form.first[name][0] for name, found in first.items() if not found]
    folded = fold(form.wide, candidate, places) if form.wide else ()
    if form.wide and not folded:
        missing.append(wanted(form.wide))
    constants = form.constants
    if form.sheets and sheet and not form.sheets.names:
        constants = constants | {form.sheets.into: sheet}
    elif form.sheets and plain(sheet) in form.sheets.names:
        constants = constants | {form.sheets.into: form.sheets.names[plain(sheet)]}
    elif form.sheets:
        missing.append("a sheet that it names")
    headed = len(places)
    return Match(form, candidate, positions, folded, tuple(missing), headed, constants, first, joined, tuple(doubles))


def lacks(candidate, column):
    """Whether a column may be missing because no row has anything in it."""
    return candidate.sparse and not column.required


def _stand(headers, places):
    """Where some headers stand, those that are there."""
    return [places[plain(header)] for header in headers if plain(header) in places]


def _doubles(candidate, word, again):
    if word not in again:
        return []
    heading = candidate.cells[again[word][0]].strip()
    columns = ", ".join(str(place + 1) for place in again[word])
    return [
        f"the heading {heading!r} stands {len(again[word])} times (columns {columns}): the first is read;"
        f" a mapping names the others {heading + ' 2'!r} and so on"
    ]


def headings(cells):
    """{plain header: position}, and {plain header: positions} of those that stand more than once.

    The second of one name is known as that name with a 2 too, where no other heading is called so.
    """
    standing = {}
    for position, cell in enumerate(cells):
        if word := plain(cell):
            standing.setdefault(word, []).append(position)
    again = {word: places for word, places in standing.items() if len(places) > 1}
    places = {word: found[0] for word, found in standing.items()}
    for word, found in again.items():
        for number, position in enumerate(found[1:], 2):
            places.setdefault(f"{word}{number}", position)
    return places, again


def fold(wide, candidate, places):
    """(what goes into a column, {column of the row: position}) of each row that a row of cells is folded into."""
    if not wide.parts:
        found = [places[plain(header)] for header in wide.columns if plain(header) in places]
        return tuple((candidate.cells[place].strip(), {wide.value: place}) for place in found)
    names = {plain(spelling): name for name, spellings in wide.parts.items() for spelling in spellings}
    rows = {}
    for place in sorted(places.values()):
        said, _, part = candidate.cells[place].strip().rpartition(wide.between)
        if said and plain(part) in names:
            rows.setdefault(said, {}).setdefault(names[plain(part)], place)
    return tuple(rows.items())


def wanted(wide):
    """A heading of the kind that a wide table must have."""
    return next(iter(wide.columns), f"... {wide.between.strip()} {next(iter(wide.parts.values()), ('',))[0]}")


def recognise(source, forms):
    """(match, None) of the best form for a source, or (None, the nearest match) where none fits."""
    nearest = None
    for candidate in source.candidates():
        places, again = headings(candidate.cells)
        if len(places) < 2:
            continue
        matches = [match(form, candidate, places, source.name, again) for form in forms]
        fitting = [one for one in matches if one.fits]
        if fitting:
            return max(fitting, key=lambda one: one.rank), None
        best = max(matches, key=_share)
        if nearest is None or _share(best) > _share(nearest):
            nearest = best
    return None, nearest


def _share(one):
    """How much of a form was found: the share of its columns, then their number."""
    return one.read / max(1, one.read + len(one.missing)), one.read


def explain(nearest):
    """Why a file was not recognised, in words a person can act on."""
    if nearest is None or not _share(nearest)[1]:
        return "not recognised: no row within the first 100 has the headers of any layout"
    return f"not recognised: nearest is {nearest.form.name}, missing {', '.join(nearest.missing)}"
