"""A scorecard as it is read from a store, and which of its rows an address asks for."""

from dataclasses import dataclass

from dashboard import attention, comparison, quarters, scope
from dashboard import scorecard as cards
from dashboard.store import kept_with_its_store
from layouts import words
from layouts.address import wanted_one_of
from layouts.parts import conversations
from layouts.words import card as card_words
from layouts.words import rows as row_words
from layouts.words.months import month_after

SETS = {"national": "national sets", "local": "our own"}
ROWS = {"compact": "one line each", "full": "with everything"}
ALL, MINE = "all", "mine"
WORDS = ("perspective", "standing", "owner", "set", "rows")  # of the address


@dataclass(frozen=True)
class Wanted:
    """Which rows of a scorecard are asked for, '' for all of each kind, and how they are shown. `owner` is a post, or
    MINE for the measures (keys) of `own`."""

    perspective: str = ""
    standing: str = ""
    owner: str = ""
    set: str = ""
    rows: str = "compact"
    own: frozenset = frozenset()

    def said(self, names):
        """What is asked for, in words; '' where all is."""
        perspective = next((one["name"] for one in names.perspectives if one["key"] == self.perspective), "")
        owner = "those that are mine" if self.owner == MINE else self.owner
        told = (perspective, self.standing, owner, SETS.get(self.set, ""))
        return "; ".join(filter(None, told))

    def takes(self, names, row):
        measure = names.measures[row.measure]
        return all(
            asked in ("", told)
            for asked, told in (
                (self.perspective, row.perspective),
                (self.standing, row.standing),
                (self.owner, MINE if row.measure in self.own else measure["owner"]),
                (self.set, row_words.set_of(measure)),
            )
        )


def wanted(names, reader, asked):
    """The Wanted of an address, asked by a Reader. Raises NotHere where it names what no scorecard has."""

    def one_of(word, choices):
        return wanted_one_of({"": ALL, **choices}, asked.get(word), word)

    owner = one_of("owner", {MINE: MINE, **{one["owner"]: one["owner"] for one in names.measures.values()}})
    return Wanted(
        one_of("perspective", {one["key"]: one["name"] for one in names.perspectives}),
        one_of("standing", dict.fromkeys(words.SHAPES, "")),
        owner,
        one_of("set", SETS),
        wanted_one_of(ROWS, asked.get("rows"), "rows"),
        reader.owns(names) if owner == MINE else frozenset(),
    )


@dataclass(frozen=True)
class Read:
    """What a scorecard shows, read from a store: the same for everybody until a new one is there."""

    card: cards.Scorecard
    parts: dict
    readings: dict
    here: attention.Attention
    quarter: str
    newer: tuple | None


@kept_with_its_store(most=24, narrowed=True)
def card_of(snapshot, unit, month):
    names = cards.names(snapshot)
    unit = names.units[unit]
    with snapshot.cursor() as cursor:
        card = cards.scorecard(cursor, names, unit, month)
        parts = comparison.parts_of_whole(cursor, [unit], month).get(unit.key, {})
        newer = cards.newer(cursor, names, unit, month)
        quarter = _quarter(cursor, names, unit, month)
    here = conversations.attention(snapshot, unit.key, month)
    readings = {
        row.measure: row_words.reading(
            names,
            names.measures[row.measure],
            row,
            (row.measure, unit.key) in here.believed,
            parts.get(row.measure),
        )
        for row in card.rows
    }
    return Read(card, parts, readings, here, quarter, newer)


def _quarter(cursor, names, unit, month):
    """How the newest quarter that has ended was against the one before, in a sentence; '' where none can be told."""
    ended = quarters.last_ended(month, names.months)
    if ended is None or scope.current().part:
        return ""
    found = quarters.of_unit(cursor, unit.key, ended)
    stood = [cards.shown(cursor, unit.key, one) for one in (ended, month_after(ended, -quarters.MONTHS))]
    return card_words.on_the_quarter_before(names, ended, found, quarters.believed(found), *stood)
