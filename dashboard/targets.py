"""The targets of a unit: which are in force and whence, the chance that each is met, what its questions come to.

A target that is in force is what the store judges by (cube.targets, as known then); what was proposed, and what was
approved since the build, is the journal's.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from dashboard import outlook as outlooks
from dashboard import scorecard
from dashboard.journal.families.actions import OPEN
from dashboard.journal.families.targets import HELD_TO
from dashboard.outlook import ADDED_UP
from dashboard.statistics import chance
from dashboard.store import kept_with_its_store

FEW_IN_A_PERSPECTIVE = 6  # targets; with more of them nobody looks at each
MOST_OF_A_CARD = 0.6  # share of its measures that have one
LEAST_KNOWN = 10  # months with a value of the last twelve
LEAST_YEARS = 2  # values of the last three years, of what comes once a year
FURTHEST = 36  # months to the day it is to be reached
OPEN_ENDED = date(9999, 1, 1)


@dataclass(frozen=True)
class Chance:
    """The chance, 0 to 1, that a measure meets its target by a month on present performance; or why none is told."""

    month: date
    found: float | None
    why: str = ""
    expected: tuple | None = None  # point, lower, upper of a band of 80%


@dataclass(frozen=True)
class Question:
    """One of the SMART questions of a target: whether it is so (None: it cannot be told), and its evidence in words."""

    letter: str
    name: str
    is_so: bool | None
    evidence: str


@dataclass(frozen=True)
class Aim:
    """The target in force for a measure at a unit. `low` and `high` are the least and the most that meet it.

    `row` is its row of queries/views/targets_in_force.sql, `thing` what the journal has of it (None: from a file, or
    none may be read), `beside` things of other kinds in force or to come, `waiting` those proposed.
    """

    measure: dict
    row: dict
    low: float | None
    high: float | None
    thing: object
    chance: Chance | None
    questions: tuple = ()
    beside: tuple = ()
    waiting: tuple = ()

    @property
    def is_own(self):
        return self.row["target_unit"] == self.row["unit"]

    @property
    def by(self):
        """The last day that it holds; None where it holds until it is replaced."""
        ends = self.thing.fields["by"] if self.thing else self.row["ends"]
        return None if ends is None or ends >= OPEN_ENDED else ends


def of_unit(snapshot, names, written, unit, month):
    """The Aims of a unit's scorecard in a month, and the targets proposed there for measures without any."""
    with snapshot.cursor() as cursor:
        rows = scorecard.ask_dicts(cursor, "targets_in_force", unit=unit.key, month=month, year_end=year_end(month))
    line = [one.key for one in (unit, *names.above(unit))]
    things = written.at(line, families=("target",))
    rows = [{**row, "unit": unit.key} for row in rows if row["measure"] in names.measures]
    ahead = outlooks_of(snapshot, unit.key, month, tuple(row["measure"] for row in rows))
    found = [_aim(names, written, unit, month, row, things, ahead.get(row["measure"])) for row in rows]
    named = {row["measure"] for row in rows}
    proposed = [one for one in things if one.unit == unit.key and one.measure not in named]
    return found, proposed


def _aim(names, written, unit, month, row, things, ahead):
    measure = names.measures[row["measure"]]
    low, high = scorecard.bounds(measure, _plain(row["target_low"]), _plain(row["target_high"]))
    thing = next((one for one in things if one.key == row["key"]), None)
    here = [one for one in things if one.measure == measure["key"] and one.unit == unit.key]
    chanced = (
        told(measure, ahead, month, low, high, _reached(thing, row)) if low is not None or high is not None else None
    )
    aim = Aim(
        *(measure, row, low, high, thing, chanced),
        beside=tuple(one for one in here if one.state == "approved" and one.key != row["key"]),
        waiting=tuple(one for one in here if one.state in ("proposed", "returned")),
    )
    acting = [
        one
        for one in written.at([unit.key], measure["key"], families=("action",), states=OPEN)
        if one.fields.get("direction")
    ]
    return Aim(**{**aim.__dict__, "questions": tuple(questions(aim, ahead, month, acting))})


def _reached(thing, row):
    """The day by which a target is to be reached, None where none was said."""
    ends = thing.fields["by"] if thing and thing.fields["sort"] != "trajectory" else None
    return ends or (row["ends"] if row["ends"] < OPEN_ENDED and not thing else None)


def _plain(number):
    return None if number is None else float(number)


@kept_with_its_store(most=64)
def outlooks_of(snapshot, unit, month, measures):
    """{measure: (its Outlook, its series by basis)} of a unit's measures at a month: as the build found it, else it is
    forecast here, at a millisecond a measure."""
    names = scorecard.names(snapshot)
    asked = {"unit": unit, "month": month, "measures": list(measures)}
    with snapshot.cursor() as cursor:
        rows = scorecard.ask_dicts(cursor, "series_of_unit", **asked)
        found = {row["measure"]: outlooks.of_row(row) for row in scorecard.ask_dicts(cursor, "outlooks_kept", **asked)}
    series = {}
    for row in rows:
        series.setdefault(row["measure"], {})[row["basis"]] = row
    others = [measure for measure in series if measure not in found]
    ahead = outlooks.outlooks([(names.measures[measure], series[measure]) for measure in others], month)
    found |= dict(zip(others, ahead, strict=True))
    return {measure: (found[measure], each) for measure, each in series.items()}


def year_end(month):
    """March of the financial year of a month."""
    return date(month.year + (month.month > 3), 3, 1)


def told(measure, ahead, month, low, high, by=None):
    """The Chance of a measure to be within bounds at the end of the financial year. `ahead` is as in outlooks_of, `by`
    the day on which it is to be reached."""
    ends = year_end(month)
    if ahead is None:
        return Chance(ends, None, "there is no series to look ahead from")
    if by is not None and by < month:
        return Chance(ends, None, "its day has passed")
    if by is not None and by.replace(day=1) > ends:
        return Chance(ends, None, f"{by:%B %Y} is too far to see from here")
    outlook, series = ahead
    if outlook.reason:
        return Chance(ends, None, outlook.reason)
    band = expected(outlook, series)
    if band is None:
        return Chance(ends, None, "what its year would come to is not worked out ahead")
    foretold = _foretold(measure, outlook, band)
    if foretold is None:
        return Chance(ends, None, "it has not varied")
    found = chance.chance(foretold, low, high, int(measure["decimals"] or 0))
    return Chance(ends, found, "", band)


def expected(outlook, series):
    """(point, lower, upper) of a measure's own period at the end of the financial year; None where it cannot be said.

    A target of single months is one for its last month, and not for the year that the months add up to.
    """
    own = next((row for row in series.values() if row["own"]), None)
    if own is not None and own["charted"] and outlook.months:
        return outlook.months[-1][1:]
    return outlook.year


def _foretold(measure, outlook, band):
    spread = chance.normal(*band)
    if measure["kind"] != "count" or spread is None:
        return spread
    point, is_year = band[0], band == outlook.year and outlook.kind == "total"
    to_come = min(sum(one for _, one, *_ in outlook.months), point) if is_year else point
    return chance.Counted(round(max(point - to_come, 0)), max(to_come, 0.0), spread.spread)


def questions(aim, ahead, month, acting):
    """The five SMART questions of an Aim, each a Question with its evidence. `acting` are open actions that predict."""
    yield _specific(aim)
    yield _measurable(ahead, month)
    yield _achievable(aim, acting)
    yield _relevant(aim)
    yield _timed(aim, month)


def _specific(aim):
    better = aim.measure["better"]
    if better == "neither":
        return Question("S", "specific", False, "neither more nor less of it is better")
    way = {"higher": "more is better", "lower": "less is better", "range": "within a range is best"}[better]
    return Question("S", "specific", True, f"measure, unit and period are defined, and {way}")


def _measurable(ahead, month):
    own = next((row for row in ahead[1].values() if row["own"]), None) if ahead else None
    if own is None:
        return Question("M", "measurable", False, "it has no value here")
    place = _between(own["first_month"], month) + 1
    values = own["vals"][:place] if place > 0 else []
    lately = sum(value is not None for value in values[-12:])
    if own["basis"] == "financial year" or (lately <= 1 and any(value is not None for value in values)):
        years = sum(value is not None for value in values[-36:])
        return Question("M", "measurable", years >= LEAST_YEARS, f"{years} values in the last three years, one a year")
    return Question("M", "measurable", lately >= LEAST_KNOWN, f"a value in {lately} of the last 12 months")


def _between(first, month):
    return (month.year - first.year) * 12 + month.month - first.month


def _achievable(aim, acting):
    told_ = aim.chance
    if told_ is None or told_.found is None:
        return Question("A", "achievable", None, told_.why if told_ else "there is nothing to reach")
    said = f"{chance.frequency(told_.found)} on present performance"
    if told_.found >= chance.RARE:  # by the chance as it is told: “about 1 in 10” can be done
        beyond = told_.found > chance.SURE
        return Question("A", "achievable", True, f"{said}: it asks for nothing new" if beyond else said)
    gap = max((aim.low or 0) - told_.expected[0], told_.expected[0] - aim.high if aim.high is not None else 0)
    way = "up" if aim.low is not None and told_.expected[0] < aim.low else "down"
    covering = [one for one in acting if one.fields["direction"] == way and one.fields["size"] >= gap]
    if covering:
        return Question("A", "achievable", True, f"{said}, and an action is predicted to cover the gap")
    return Question("A", "achievable", False, f"{said}, and no action covers the gap")


def _relevant(aim):
    floor = _plain(aim.row["floor"])
    better = aim.measure["better"]
    bound = aim.high if better == "lower" else aim.low
    if floor is not None and bound is not None and (bound > floor if better == "lower" else bound < floor):
        return Question("R", "relevant", False, "it lies beyond the floor that it may never pass")
    rests = aim.thing.fields["grounds"] if aim.thing else aim.row["basis"]
    if not rests:
        return Question("R", "relevant", None, "what it rests on was not said")
    return Question("R", "relevant", True, f"it rests on: {rests}")


def _timed(aim, month):
    if aim.by is None:
        return Question("T", "timed", False, "no day is said by which it is to be reached")
    away = _between(month, aim.by)
    if away > FURTHEST:
        return Question("T", "timed", False, f"{away} months ahead is too far to steer by")
    review = aim.thing.fields["review"] if aim.thing else None
    said = f"by {aim.by:%B %Y}"
    if review is None:
        return Question("T", "timed", None, f"{said}, and no day to look at it again")
    return Question("T", "timed", True, f"{said}, looked at again on {review:%-d %B %Y}")


def goes_further(measure, value, than):
    """Whether a value asks for more of a measure than another does."""
    return {"higher": value > than, "lower": value < than}.get(measure["better"], value != than)


def too_many(names, unit, aims):
    """What a card has too many targets of, in sentences: a perspective, or the whole card."""
    held = [aim for aim in aims if aim.low is not None or aim.high is not None]
    perspectives = {key: perspective for perspective, _, key in _card(names, unit)}
    counts = {}
    for aim in held:
        where = perspectives.get(aim.measure["key"])
        counts[where] = counts.get(where, 0) + 1
    many = [
        f"{one['name']} has {counts[one['key']]}"
        for one in names.perspectives
        if counts.get(one["key"], 0) > FEW_IN_A_PERSPECTIVE
    ]
    if many:
        yield f"One can steer by {FEW_IN_A_PERSPECTIVE} of a perspective at most: {', '.join(many)}"
    of = len(perspectives)
    if of and len(held) > MOST_OF_A_CARD * of:
        yield f"{len(held)} of the card’s {of} measures have one: where all is a target, nothing is"


def _card(names, unit):
    return [tuple(card[:3]) for card in names.cards.get(unit.key, ())]


def waits(thing, built_with):
    """Whether a target that was approved, or withdrawn, waits for the next build to count."""
    return thing is not None and thing.state == "approved" and thing.last.number > built_with


def counts_from(thing):
    """The first month that a target may judge: from when it holds, and not before it was decided."""
    decided = thing.fields.get("decided") or thing.last.at.date()
    begins = max(thing.fields["begins"], decided.replace(day=1))
    return begins.replace(day=1)


def ahead_of(spans, line, month, years=3):
    """[(March, its span or None)] of the financial years from that of a month on. `spans` are rows of target_spans,
    `line` the unit and those above it, the nearest first."""
    ends = [year_end(month).replace(year=year_end(month).year + later) for later in range(years)]
    return [(end, in_force(spans, line, last_day(end))) for end in ends]


def may_hold(measure, line, history):
    """The units of `line` (a unit, then those above it) whose targets may hold at the first. A share or a mean can be
    reached by anybody; of what is added up, that of a unit above only where it has held (rows of target_history)."""
    if measure["kind"] not in ADDED_UP and not measure["base"]:
        return line
    held = {row["target_unit"] for row in history}
    return [key for key in line if key == line[0] or key in held]


RANK = {"floor": 2, "national": 1, "joint": -1}


def in_force(spans, line, day):
    for unit in line:
        held = [
            one
            for one in spans
            if one["unit"] == unit and one["sort"] in ("joint", *HELD_TO) and one["starts"] <= day <= one["ends"]
        ]
        if held:
            return max(held, key=lambda one: (-RANK.get(one["sort"], 0), one["starts"], one["number"]))
    return None


def last_day(month):
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
