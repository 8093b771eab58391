"""One number, its breakdown, and the records behind it: what the pages show and the command line prints."""

import re
from dataclasses import asdict, dataclass
from datetime import date

from dashboard import scope
from dashboard.errors import Unknown
from dashboard.scorecard import ask

# The header of a person's row takes the newest month's words where a person has several rows in a period.
DISTINCT = "distinct people"
QUARTER = "quarter"
BASES = ("month", QUARTER, "rolling 12 months", "financial year to date")
EVERY_RECORD = ("month", "unit", "person", "numerator", "denominator")
OF_A_WORKER = re.compile(r"\bpost as person\b")  # in the SQL of a measure whose things are posts
NOT_FILTERED = ("numerator", "denominator")
AGAINST = "against"  # the word of a filter, beside the columns of the rows: only those that count against the measure


@dataclass(frozen=True)
class Value:
    """A measure at a unit for a period. `value` is None exactly where `reason` says why."""

    measure: str
    unit: str
    period_start: date
    period_end: date
    numerator: object
    denominator: object
    value: float | None
    unit_of_value: str
    reason: str | None
    slice: str = ""
    slice_value: str = ""

    def as_dict(self):
        said = asdict(self)
        return said if self.slice else {k: v for k, v in said.items() if k not in ("slice", "slice_value")}


def measure_of(cursor, key):
    """The catalogue's row of a measure as a dict. Raises Unknown with the nearest keys."""
    return _row(cursor, "select * from about.measures where key = ?", [key]) or _unknown(
        cursor, "measure", key, "select key, title from about.measures"
    )


def unit_of(cursor, key=None):
    """A unit's row as a dict; the whole council where none is named. Raises Unknown with the nearest keys."""
    if key is None:
        return _row(cursor, "select * from model.units where unit = (select unit from model.root)", [])
    return _row(cursor, "select * from model.units where unit = ?", [key]) or _unknown(
        cursor, "unit", key, "select unit, name from model.units"
    )


def month_of(cursor, text=None):
    """The first of a month of the store: the one first shown where none is named. Raises Unknown with the span held."""
    first, last = cursor.execute("select min(month), max(month) from model.months").fetchone()
    if last is None:
        raise Unknown("the store holds no months yet: load a file that has dates, then build")
    if text is None:
        return ask(cursor, "first_shown")[0][0]
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Unknown(f"'{text}' is no month; write it as {last:%Y-%m}") from None
    if not first <= month <= last:
        raise Unknown(f"the store holds {first:%Y-%m} to {last:%Y-%m}; {text} is outside")
    return month


def bases_of(measure):
    """The ways of counting that a measure has numbers for: its own alone, or by month, quarter, 12 months and year."""
    if measure["kind"] == "supplied" or measure["basis"] in ("snapshot", "financial year"):
        return (measure["basis"],)
    return BASES


def counted_by(measure):
    """How a measure is counted on the page in hand: by quarter where one stands for the month, else in its own way."""
    return QUARTER if scope.current().quarter and measure["basis"] == "month" else measure["basis"]


def value(cursor, measure, unit=None, month=None, basis=None):
    """The Value of a measure, on its own basis where no other is named. Raises Unknown.

    On its own basis it is what the scorecard shows: the newest period that has ended by the month and is not too old.
    """
    known, where, when = measure_of(cursor, measure), unit_of(cursor, unit), month_of(cursor, month)
    basis = basis or known["basis"]
    _check_basis(known, basis)
    table, ask = ("card_values", "") if basis == known["basis"] else ("measured", " and basis = $basis")
    row = _row(
        cursor,
        f"select period_start, period_end, numerator, denominator, value, reason from cube.{table}"
        f" where unit = $unit and month = $month and measure = $measure{ask}",
        {"unit": where["unit"], "month": when, "measure": known["key"], **({"basis": basis} if ask else {})},
    )
    if row is None:
        row = dict(
            period_start=when,
            period_end=_month_end(when),
            numerator=None,
            denominator=None,
            value=None,
            reason=(basis == QUARTER and _going_on(when)) or _why_nothing(cursor, known, where, when),
        )
    return Value(measure=known["key"], unit=where["unit"], unit_of_value=known["unit_of_value"], **row)


def _going_on(month):
    """Why a month in which no quarter ends has no value of one; '' in one in which a quarter does."""
    last = month.replace(month=(month.month + 2) // 3 * 3)
    return f"the quarter to {last:%B %Y} has not ended in {month:%B}" if last != month else ""


def _check_basis(measure, basis):
    if basis not in bases_of(measure):
        raise Unknown(f"{measure['key']} is not counted by '{basis}'; its periods: {', '.join(bases_of(measure))}")


def _why_nothing(cursor, measure, unit, month):
    there = cursor.execute(
        "select count(*) from model.unit_months where unit = ? and month = ?", [unit["unit"], month]
    ).fetchone()[0]
    if not there:
        return f"{unit['name']} does not exist in {month:%B %Y}"
    if measure["kind"] == "supplied":
        return "not supplied at this unit"
    counted = cursor.execute(
        "select count(*) from cube.counted_at where measure = ? and unit = ?", [measure["key"], unit["unit"]]
    ).fetchone()[0]
    return "no data for this month" if counted else f"nothing has ever been counted at {unit['name']}"


def month_shown(cursor, measure, unit, month):
    """The month in which the period ends that a scorecard shows of a measure (a row) at a unit (a row) in a month."""
    found = cursor.execute(
        "select of_month from cube.card_values where measure = ? and unit = ? and month = ? and last_known is null",
        [measure["key"], unit["unit"], month],
    ).fetchone()
    return found[0] if found else month


def breakdown(cursor, measure, unit=None, month=None, by=""):
    """A Value for each slice value, the largest first. Raises Unknown where the measure has no such slice.

    A share of fewer things than the council's `fewest` has its counts and no value: it bears no percentage.
    """
    known, where, when = measure_of(cursor, measure), unit_of(cursor, unit), month_of(cursor, month)
    if by not in known["slices"]:
        choices = ", ".join(known["slices"]) or "none"
        raise Unknown(f"{measure} is not broken down by '{by}'; its breakdowns: {choices}")
    whole = value(cursor, measure, unit, month, counted_by(known))
    (fewest,) = cursor.execute("select fewest from about.settings").fetchone()
    return parts(cursor, known, whole, month_shown(cursor, known, where, when), by, fewest)


def parts(cursor, measure, whole, month, by, fewest):
    """A Value for each slice value of a measure (a row of the catalogue) whose Value of a month is `whole`, the largest
    first. `fewest` is the council's rule on size."""
    basis = counted_by(measure)
    # Only quarters are made from their months; of all else the cells are there as they stand, and sooner found.
    table = "cube.sliced" if basis == QUARTER else "cube.cells"
    rows = cursor.execute(
        f"select slice_value, numerator, denominator from {table} where measure = ? and unit = ? and month = ?"
        " and basis = ? and slice = ? order by greatest(numerator, coalesce(denominator, 0)) desc, slice_value",
        [measure["key"], whole.unit, month, basis, by],
    ).fetchall()
    return [_slice(measure, whole, by, fewest, *row) for row in rows]


def _slice(measure, whole, by, fewest, slice_value, numerator, denominator):
    number = _divided(measure, numerator, denominator)
    reason = whole.reason or (
        "no cases in this period"
        if number is None
        else f"fewer than {fewest}: too few for a percentage"
        if measure["kind"] == "proportion" and denominator < fewest
        else None
    )
    return Value(
        measure["key"],
        whole.unit,
        whole.period_start,
        whole.period_end,
        numerator,
        denominator,
        None if reason else number,
        measure["unit_of_value"],
        reason,
        by,
        slice_value,
    )


def _divided(measure, numerator, denominator):
    if measure["kind"] in ("count", "money"):
        return float(numerator)
    return float(numerator) / float(denominator) * float(measure["per"]) if denominator else None


def records(cursor, measure, unit=None, month=None, slice_=None, slice_value=None, limit=None, basis=None, where=()):
    """The rows that add up to a value, those that count against the measure first, as (columns, rows).

    Every row has month, unit, person, numerator, denominator and what else the measure's file selects; a measure of
    distinct people has one row a person, one of workers a row for all workers of a unit in a month. A measure over a
    base ends with one row that is the base itself, so that the numerators and denominators listed always add up to the
    value's own. `basis` is the measure's own where none is named; `where` holds (column, value) pairs that narrow the
    rows down, and rows cut by `limit` do not end with the base. Raises Unknown.
    """
    known, place, when = measure_of(cursor, measure), unit_of(cursor, unit), month_of(cursor, month)
    if slice_ is not None and slice_ not in known["slices"]:
        raise Unknown(
            f"{measure} is not broken down by '{slice_}'; its breakdowns: {', '.join(known['slices']) or 'none'}"
        )
    if basis in (None, known["basis"]):
        when = month_shown(cursor, known, place, when)
    if known["kind"] == "supplied":
        return _supplied(cursor, known, place, when)
    filters = [*([(slice_, slice_value)] if slice_ is not None else []), *where]
    asked = listing(cursor, known, place, when, basis, filters)
    columns, rows = listed(cursor, asked, limit)
    base = _base_row(cursor, known, place, when, columns) if not filters else None
    return columns, rows + ([base] if base and not (limit and len(rows) >= limit) else [])


@dataclass(frozen=True)
class Listing:
    """The records of a number as SQL: `things` are the measure's own rows, `rows` those that are listed.

    `single` are the measure's own rows where `things` are sums of them: to be counted, and shown to nobody.
    """

    columns: list
    things: str
    parameters: dict
    distinct: bool
    order: str
    against: str
    only_against: bool
    types: dict  # of the columns, as the database calls them
    single: str

    @property
    def rows(self):
        """The things that count in the number; a person's rows made into one where the measure counts people."""
        return self._counting(_one_row_a_person(self.things, _rest(self.columns)) if self.distinct else self.things)

    @property
    def counted(self):
        """The same to be counted: one for each thing, a worker's too."""
        return self.rows if self.distinct else self._counting(self.single)

    def _counting(self, rows):
        only = f"and {self.against}" if self.only_against else ""
        return f"select * from ({rows}) where (numerator <> 0 or coalesce(denominator, 0) <> 0) {only}"


def _rest(columns):
    """The columns that a measure has besides those that every measure has."""
    return [name for name in columns if name not in EVERY_RECORD]


def listed(cursor, listing, limit=None):
    """(columns, rows) of a Listing in its order."""
    # One past the limit would be enough to know that there are more; the caller asks for what it shows.
    found = cursor.execute(
        f"{listing.rows} order by {listing.order}" + (f" limit {int(limit)}" if limit else ""), listing.parameters
    )
    return [name for name, *_ in found.description], found.fetchall()


def listing(cursor, measure, unit, month, basis=None, filters=()):
    """The Listing of a measure (a row of the catalogue, not a supplied one) at a unit (a row). Raises Unknown.

    On its own basis it is of the period whose number is shown in the month: of a whole year, the newest that has ended.
    """
    basis = basis or measure["basis"]
    _check_basis(measure, basis)
    types = types_of(cursor, measure)
    last = month_shown(cursor, measure, unit, month) if basis == measure["basis"] else month
    period = cursor.execute(
        "select first_month from model.windows where basis = ? and month = ?", [basis, last]
    ).fetchone()
    # A month in which no period of it ends has none of its records.
    parameters = {"first": period[0] if period else None, "last": last, "unit": unit["unit"]}
    conditions = []
    for position, (column, wanted) in enumerate(pair for pair in filters if pair[0] != AGAINST):
        _check_column(measure, column, types)
        conditions.append(f"and {as_text(column, 'thing.')} = $where_{position}")
        parameters[f"where_{position}"] = wanted
    things = f"""
        select thing.month, thing.unit, thing.person, thing.numerator,
            {_denominator(measure, "denominator" in types)} as denominator
            {"".join(f', thing."{name}"' for name in _rest(types))}
        from ({measure["sql"]}) as thing
        where thing.month between $first and $last {_within(unit)} {" ".join(conditions)}
    """
    single = things
    if is_of_workers(measure):
        things = f"""
            select month, unit, '' as person, sum(numerator) as numerator, sum(denominator) as denominator
            from ({things})
            group by month, unit
        """
        types = {name: kind for name, kind in types.items() if name in EVERY_RECORD}
    order = "numerator desc" if measure["better"] == "lower" else "numerator"
    order += ", next_due" if types.get("next_due") == "DATE" else ""  # what has been due longest comes first
    return Listing(
        list(types),
        things,
        parameters,
        measure["counts"] == DISTINCT,
        f"{order}, person, month, unit",
        against_sql(measure),
        any(column == AGAINST for column, _ in filters),
        types,
        single,
    )


def columns_of(cursor, measure):
    """The columns that the records of a measure can be narrowed down by, in their order."""
    return _narrowing(measure, types_of(cursor, measure))


def _narrowing(measure, columns):
    # By a post, or by what only one has, the sums of a measure of workers would be one worker's.
    kept = ("month", "unit", *measure["slices"]) if is_of_workers(measure) else columns
    return [name for name in columns if name in kept and name not in NOT_FILTERED]


def is_of_workers(measure):
    """Whether a measure (a row of the catalogue) counts what single workers do: nobody is shown one worker's figure."""
    return OF_A_WORKER.search(measure["sql"]) is not None


def types_of(cursor, measure):
    """The columns that a measure's rows have, in their order, each with its type as the database calls it."""
    return {name: kind for name, kind, *_ in cursor.execute(f"describe {measure['sql']}").fetchall()}


def quoted(name):
    """The name of a column within SQL."""
    return '"' + name.replace('"', '""') + '"'


def _check_column(measure, column, columns):
    if column not in (choices := _narrowing(measure, columns)):
        raise Unknown(
            f"the records of {measure['key']} cannot be narrowed by '{column}'; their columns: {', '.join(choices)}"
        )


def as_text(column, table=""):
    """A column as the words that a breakdown or a filter knows it by."""
    return f"coalesce(nullif(trim(cast({table}\"{column}\" as varchar)), ''), 'Not known')"


def against_sql(measure):
    """Which records count against a measure, as SQL over numerator and denominator.

    Where lower is better it is each thing that counts; of a share where higher is better, each that does not. A record
    of a mean or of a price is neither for nor against.
    """
    if measure["better"] == "lower" and (measure["kind"] in ("count", "proportion", "rate") or measure["per"] == 100):
        return "numerator > 0"
    if measure["better"] == "higher" and measure["kind"] == "proportion":
        return "numerator < denominator"
    return "false"


def counts_against(measure, numerator, denominator):
    """The same as against_sql, for one record at hand."""
    sql = against_sql(measure)
    if sql == "numerator > 0":
        return (numerator or 0) > 0
    return sql != "false" and denominator is not None and numerator < denominator


def _within(unit):
    """The rows of a unit and all below it as the tree stood; a row of no known unit belongs to the whole."""
    if unit["parent"] is None:
        return "and $unit is not null"
    return (
        "and (thing.month, thing.unit) in (select (month, unit) from model.units_above where above = $unit"
        " and month between $first and $last)"
    )


def _denominator(measure, has_column):
    if measure["kind"] in ("count", "money") or measure["base"] or not has_column:
        return "null"
    return (
        "case when thing.month = $last then thing.denominator else 0 end"
        if measure["denominator"] == "latest"
        else "thing.denominator"
    )


def _one_row_a_person(rows, rest):
    newest = "".join(f', last("{name}" order by month, unit) as "{name}"' for name in rest)
    return f"""
        select max(month) as month, last(unit order by month, unit) as unit, person,
            max(numerator) as numerator, max(denominator) as denominator{newest}
        from ({rows})
        group by person
    """


def _supplied(cursor, measure, unit, month):
    found = cursor.execute(
        f"select * from ({measure['sql']}) where unit = $unit and month = $month",
        {"unit": unit["unit"], "month": month},
    )
    return [name for name, *_ in found.description], found.fetchall()


def _base_row(cursor, measure, unit, month, columns):
    if not measure["base"]:
        return None
    found = cursor.execute(
        "select people from model.bases where base = ? and unit = ? and month = ?",
        [measure["base"], unit["unit"], month],
    ).fetchone()
    if found is None:
        return None
    known = {
        "month": month,
        "unit": unit["unit"],
        "person": measure["base"].replace("_", " "),
        "numerator": 0,
        "denominator": found[0],
    }
    return tuple(known.get(name) for name in columns)


def _month_end(month):
    import calendar

    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def _row(cursor, sql, parameters):
    found = cursor.execute(sql, parameters)
    row = found.fetchone()
    return None if row is None else dict(zip([name for name, *_ in found.description], row, strict=True))


def _unknown(cursor, kind, key, sql):
    from difflib import get_close_matches

    rows = cursor.execute(sql).fetchall()
    words = {word.lower(): row[0] for row in rows for word in row if word}
    near = [words[w] for w in get_close_matches(str(key).lower(), words, n=4, cutoff=0.45)] or [r[0] for r in rows[:6]]
    raise Unknown(f"there is no {kind} '{key}'; did you mean {', '.join(dict.fromkeys(near))}?")
