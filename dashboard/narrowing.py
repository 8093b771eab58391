"""Going on filtering: how many records there are of each kind, and what those that are left add up to."""

from dataclasses import dataclass, replace

from dashboard.values import NOT_FILTERED, as_text

MOST_CHOICES = 12  # values of a column: with more it is no choice but a list
NOT_OFFERED = ("person", *NOT_FILTERED)


@dataclass(frozen=True)
class Totals:
    """What records come to."""

    records: int
    against: int
    numerator: object
    denominator: object


def held(cursor, listing):
    """The same Listing with its things kept for as long as the cursor lives: a page asks of them four times."""
    cursor.execute(f"create or replace temp table things_held as {listing.things}", listing.parameters)
    return replace(listing, things="select * from things_held", parameters={})


def totals(cursor, listing):
    """The Totals of a values.Listing."""
    return Totals(
        *cursor.execute(
            f"select count(*), count(*) filter (where {listing.against}), coalesce(sum(numerator), 0), sum(denominator)"
            f" from ({listing.rows})",
            listing.parameters,
        ).fetchone()
    )


def facets(cursor, listing, taken=()):
    """{column: [(value, records, against)]} for each column with a few values, the most frequent first.

    Columns with one value, or whose value has been chosen already, are not offered. Of a measure of distinct people the
    records are people: one who has two values is counted with both, and months would say no more than who was there.
    """
    unwanted = {*NOT_OFFERED, *taken, *(["month"] if listing.distinct else [])}
    columns = [name for name in listing.columns if name not in unwanted]
    things = _things(listing)
    few = _with_few_values(cursor, things, listing.parameters, columns)
    if not few:
        return {}
    found = cursor.execute(
        f"with things as materialized ({things})"
        + " union all ".join(_counts(listing, column) for column in few)
        + " order by 1, 3 desc, 2",
        listing.parameters,
    ).fetchall()
    facets = {}
    for column, *choice in found:
        facets.setdefault(column, []).append(tuple(choice))
    return {column: facets[column] for column in few if _is_choice(facets.get(column, ()))}


def _is_choice(values):
    """Whether a column's values sort the records: not where there is one value, or nearly every record has its own."""
    single = sum(records == 1 for _, records, _ in values)
    return len(values) > 1 and single <= len(values) / 2


def _with_few_values(cursor, things, parameters, columns):
    if not columns:
        return []
    counts = ", ".join(f"approx_count_distinct({as_text(name)})" for name in columns)
    found = cursor.execute(f"select {counts} from ({things})", parameters).fetchone()
    # Counted roughly first: exact counts of every column would cost more than the list itself.
    return [name for name, count in zip(columns, found, strict=True) if 1 < count <= MOST_CHOICES * 1.3]


def _things(listing):
    """What is counted by value: the rows listed; of people all their rows, since one may have had two values."""
    if not listing.distinct:
        return listing.rows
    counted = f"select * from ({listing.things}) where (numerator <> 0 or coalesce(denominator, 0) <> 0)"
    return counted + (f" and person in (select person from ({listing.rows}))" if listing.only_against else "")


def _counts(listing, column):
    if listing.distinct:
        records = "count(distinct person)"
        against = _people_against(listing.against)
    else:
        records, against = "count(*)", f"count(*) filter (where {listing.against})"
    text = as_text(column)
    return (
        f" select '{column}' as facet, {text} as choice, {records} as records, {against} as against from things"
        f" group by {text}"
    )


def _people_against(against):
    """Of people with several rows each: a person counts who does in any of them."""
    counting = "count(distinct person) filter (where numerator > 0)"
    if against == "numerator < denominator":
        return f"count(distinct person) filter (where denominator > 0) - {counting}"
    return counting if against == "numerator > 0" else "0"
