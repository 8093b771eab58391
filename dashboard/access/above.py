"""What a unit above one's own would tell of another: its number less those that are seen below it.

Where all that is left of a number lies with one team, or with one unit that stands beside the reader's own, and that
one is not the reader's to see, the number of the unit above is theirs no more than the team's. What is of a unit above
and of no team (rows of nobody known) hides nothing, for it is little. Numbers of unlike months are held back together:
a trend is of all its months or of none.
"""

from dashboard.store import kept_with_its_store


@kept_with_its_store()
def where_rows_lie(whole):
    """[(measure, {unit: places})] of a whole store: in which units at and below each one the rows of a measure lie,
    once for all months that are alike."""
    with whole.cursor() as cursor:
        rows = cursor.execute("select measure, units, places from cube.where_rows_lie").fetchall()
    found = []
    for measure, units, lie in rows:
        places = {}
        for unit, place in zip(units, lie, strict=True):
            places.setdefault(unit, set()).add(place)
        found.append((measure, places))
    return found


def held_back(lie, seen, above, kept):
    """{unit: measures} of the units above that would tell of one that is kept from a reader.

    `lie` is what `where_rows_lie` gives, `seen` the units of which the reader sees every number, `above` those over
    their own, the lowest first, and `kept` those of which they are to see none.
    """
    found = {}
    for measure, places in lie:
        known = set().union(*(places.get(unit, ()) for unit in seen))
        for unit in above:
            left = places.get(unit, set()) - known
            if left and any(left <= places.get(one, set()) for one in kept):
                found.setdefault(unit, set()).add(measure)
            else:
                known |= left
    return found
