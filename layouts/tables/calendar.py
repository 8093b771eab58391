"""What is on hand for each period, as a calendar: a row for each kind of file, a bar for each stretch that is alike."""

from itertools import groupby

from layouts.parts.blocks import hidden, tag, to

MONTH, YEAR, NAME = 13, 64, 250  # pixels


def table(caption, periods, years, rows, seen):
    """The calendar. `periods` are its columns as (head, whole name), `years` (name, how many of them) over the heads.

    `rows` are (title, address, states), a state for each period; one under the title of its return begins with an
    indent. `seen` says what a stretch is: state -> (mark, class, words).
    """
    width = YEAR if not years else MONTH
    names = [name for _, name in periods]
    columns = [tag("Col", None, className="unit"), tag("Col", None, span=len(periods))]
    over = [tag("Tr", [tag("Td", None), *(_over(*year) for year in years)], className="years")] if years else []
    heads = [
        tag("Th", [tag("Span", head, **{"aria-hidden": "true"}), hidden(name)], scope="col") for head, name in periods
    ]
    parts = [
        tag("Caption", caption, className="hidden"),
        tag("Colgroup", columns),
        tag("Thead", [*over, tag("Tr", [tag("Th", hidden("kind of file"), scope="col", className="m"), *heads])]),
        tag("Tbody", [_row(title, href, states, names, seen) for title, href, states in rows]),
    ]
    return tag("Table", parts, className="calendar", style={"minWidth": NAME + width * len(periods)})


def _over(name, columns):
    return tag("Th", name, scope="colgroup", colSpan=columns)


def _row(title, href, states, names, seen):
    cells, place = [], 0
    for state, stretch in groupby(states):
        many = len(list(stretch))
        cells.append(_stretch(state, many, names[place], names[place + many - 1], seen))
        place += many
    return tag("Tr", [tag("Th", to(title, href), scope="row", className="m"), *cells])


def _stretch(state, many, first, last, seen):
    """One cell over all the periods that are alike, which says from when to when."""
    if not state:
        return tag("Td", None, colSpan=many)
    mark, kind, said = seen[state]
    when = first if many == 1 else f"{first} to {last}"
    bar = tag("Span", [tag("Span", mark, **{"aria-hidden": "true"}), hidden(f"{when}: {said}")], className="bar")
    return tag("Td", bar, colSpan=many, className=kind, title=f"{when}: {said}")
