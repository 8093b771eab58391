"""What feeds the measures: which have values and how old, which file is due or late, and what one more would bring."""

from dataclasses import dataclass
from datetime import date

from dashboard.scorecard import ask_dicts
from dashboard.store import kept_with_its_store

STATES = {"live": "up to date", "old": "old", "none": "without a value"}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Covered:
    """A measure as it stands today: 'live', 'old' or 'none', with the end of its newest period and its age in months.

    `perspective` is the council's own name for it; `lacking` names kinds of file that are not on hand. Where none is
    lacking and there is no value all the same, `reason` says why.
    """

    key: str
    title: str
    perspective: str
    state: str
    newest: date | None
    age: int | None
    lacking: tuple[str, ...]
    reason: str | None


@dataclass(frozen=True)
class Feed:
    """A kind of file: how far it reaches, when the next is due and late, and the measures (keys) it is needed for.

    `due` is the last day of the period that comes next, None where none is on hand or it comes when something changes.
    Who looks after it is as the council says, by post: `senior` answers for it, `owner` says what it means, `inputter`
    sends it, from `unit`; '' where nobody has said. `caveat` is what to know of its collecting.
    """

    kind: str
    name: str
    title: str
    frequency: str
    layouts: tuple[str, ...]
    files: int
    reaches: date | None
    loaded_at: object
    due: date | None
    late_from: date | None
    is_late: bool
    measures: tuple[str, ...]
    senior: str = ""
    owner: str = ""
    inputter: str = ""
    unit: str = ""
    system: str = ""
    statutory: str = ""
    caveat: str = ""
    is_expected: bool = False

    @property
    def is_missing(self):
        """Whether the council says who sends it and nothing of it has ever come."""
        return self.is_expected and not self.files


@dataclass(frozen=True)
class Bring:
    """Kinds of file that are not on hand, and the measures (keys and titles) that they would bring all together."""

    kinds: tuple[str, ...]
    names: tuple[str, ...]
    keys: tuple[str, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Coverage:
    measures: tuple[Covered, ...]
    feeds: tuple[Feed, ...]
    brings: tuple[Bring, ...]

    def of(self, state, measures=None):
        """The measures in a state: all, or of some (keys)."""
        return [one for one in self.measures if one.state == state and (measures is None or one.key in measures)]

    @property
    def perspectives(self):
        """{name of a perspective: its measures}, in the council's order."""
        found = {}
        for one in self.measures:
            found.setdefault(one.perspective, []).append(one)
        return found

    @property
    def on_hand(self):
        """The kinds of file on hand that come regularly, those due first first."""
        return sorted((one for one in self.feeds if one.due), key=lambda one: (one.due, one.name))

    @property
    def late(self):
        return [one for one in self.on_hand if one.is_late]

    @property
    def missing(self):
        return [one for one in self.feeds if one.is_missing]

    def sent_from(self, units, root):
        """What is to be sent from some units (keys), or by whoever sees to the whole council where no unit is said: the
        Feeds that come regularly or are missing, the one due first first. `root` is the key of the whole council."""
        found = [one for one in self.feeds if (one.unit or root) in units and (one.due or one.is_missing)]
        return sorted(found, key=lambda one: (one.late_from or date.min, one.name))


@kept_with_its_store(most=4)
def on_a_day(snapshot, today):
    """The Coverage of a published store, the same for all who look at it on a day."""
    with snapshot.cursor() as cursor:
        return coverage(cursor, today)


def coverage(cursor, today):
    """The Coverage of a store as it is on a day."""
    return Coverage(
        tuple(Covered(**_tuples(row)) for row in ask_dicts(cursor, "coverage_measures", today=today)),
        feeds(cursor, today),
        would_bring(cursor),
    )


def feeds(cursor, today):
    """A Feed for each kind of file, as it stands on a day."""
    return tuple(Feed(**_tuples(row)) for row in ask_dicts(cursor, "coverage_files", today=today))


def would_bring(cursor):
    """A Bring for each kind of file, then for each few together, that would give values to measures that have none.

    One more file comes before several, and what brings most before what brings less.
    """
    return tuple(Bring(**_tuples(row)) for row in ask_dicts(cursor, "would_bring"))


def _tuples(row):
    return {word: tuple(cell) if isinstance(cell, list) else cell for word, cell in row.items()}


# ---- in words, for the command and the page


def in_words(found):
    """A Coverage as the command prints it."""
    brings = [line for one in found.brings for line in (f"{bring_words(one)}:", f"  {'; '.join(one.titles)}")]
    parts = [
        ("", [summary(found)]),
        ("What would bring more", [f"  {line}" for line in brings]),
        ("Files that come regularly", [f"  {one.name}: {due_words(one)}" for one in found.on_hand]),
    ]
    for perspective, measures in found.perspectives.items():
        parts.append((perspective, [f"  {one.title}: {measure_words(one)}" for one in measures]))
    return "\n\n".join("\n".join([heading, *lines] if heading else lines) for heading, lines in parts if lines)


def summary(found):
    """How many measures have values: Of 62 measures 41 are up to date, three are old and 18 are without a value."""
    counts = {state: len(found.of(state)) for state in STATES}
    if not counts["live"] + counts["old"]:
        return f"None of {len(found.measures)} measures has a value yet."
    if counts["live"] == len(found.measures):
        return f"All {len(found.measures)} measures are up to date."
    said = [
        f"{number(count)} {'is' if count == 1 else 'are'} {STATES[state]}" for state, count in counts.items() if count
    ]
    return f"Of {len(found.measures)} measures {listed(said)}."


AMONG = 'the line among = "..." in council.toml, that says which published council this is'


def named(one):
    """What brings something: Staff months, or Budget and Payments ledger. Published figures come with the project."""
    return AMONG if one.kinds == ("facts",) else listed(one.names)


def bring_words(one):
    """What to do and how much it brings: Load staff months: eight measures."""
    what = AMONG if one.kinds == ("facts",) else listed([in_a_sentence(name) for name in one.names])
    return f"{'Write' if one.kinds == ('facts',) else 'Load'} {what}: {counted(len(one.keys), 'measure')}"


def due_words(feed):
    """Which file of a kind comes next, by when, and whether it is late."""
    said = f"{expected(feed)} {'is late: it was' if feed.is_late else 'is'} looked for by {day(feed.late_from)}"
    return f"reaches to {day(feed.reaches)}; {said}" if feed.reaches else f"loaded {day(feed.loaded_at)}; {said}"


def expected(feed):
    """The period of the file that comes next: October 2026, the quarter to December 2026, the year to March 2028."""
    ends = f"{feed.due:%B %Y}"
    return ends if feed.frequency == "month" else f"the {feed.frequency} to {ends}"


def measure_words(one):
    """How a measure stands: up to date, or how old, or what it lacks, or why it has no value."""
    if one.newest:
        return f"{STATES[one.state]}, to {day(one.newest)}, {age_words(one.age)}"
    return f"no value{'; it lacks' if one.lacking else ':'} {lacking_words(one)}"


def age_words(months):
    """How long ago a period ended: this month, two months ago, eight years ago."""
    if months < 1:
        return "this month"
    return f"{counted(months, 'month')} ago" if months < 24 else f"{counted(months // 12, 'year')} ago"


def lacking_words(one):
    """The files that a measure without a value lacks, or why it has none with them; '' of one that has a value."""
    if one.newest:
        return ""
    if one.lacking:
        return listed([in_a_sentence(name) for name in one.lacking])
    return one.reason or "the files on hand hold no figure of it"


def standing_words(measures):
    """How many of some measures stand how: ten up to date and two without a value."""
    counts = [(sum(one.state == state for one in measures), said) for state, said in STATES.items()]
    return listed([f"{number(count)} {said}" for count, said in counts if count])


def day(date):
    return f"{date.day} {date:%B %Y}"


def counted(count, thing):
    """A count with what is counted: one measure, eight measures, 12 measures."""
    return f"{number(count)} {thing}{'' if count == 1 else 's'}"


def number(count):
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def listed(things):
    """Things in a row: a, b and c."""
    return " and ".join([", ".join(things[:-1]), things[-1]] if things[1:] else things)


def in_a_sentence(name):
    """A name within a sentence: small at its start, unless it is a proper one such as SSDA903 return."""
    return name[0].lower() + name[1:] if name[1:].islower() else name
