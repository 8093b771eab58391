"""Packs: what pages show, put together for an audience and a period.

A section is one function here that takes an At and gives a Section, made by the same functions as the page that shows
it; a pack is one file that names its sections (dashboard/packs/supplied).
"""

from dataclasses import replace
from datetime import date

from dashboard import access
from dashboard import scorecard as cards
from dashboard.access.scope import Heard
from dashboard.errors import Refused
from dashboard.journal.until import Until
from dashboard.packs.pack import Pack, Section, Words
from dashboard.written import Written
from layouts import words
from layouts import written as writings
from layouts.packs import conversations, money, outside, promises, quality, scorecard, trends, units
from layouts.packs.at import At

NEAR = 4  # names that are told
SECTIONS = {
    "glance": scorecard.glance,
    "scorecard": scorecard.every_measure,
    "conversations": conversations.conversations,
    "money": money.money,
    "groups": money.groups,
    "trends": trends.trends,
    "targets": promises.targets,
    "actions": promises.actions,
    "milestones": promises.milestones,
    "rounded": quality.round_up,
    "standards": quality.held_to,
    "judgements": quality.judgements,
    "voices": quality.voices,
    "below": units.below,
    "peers": units.peers,
    "thread": units.thread,
    "release": outside.release,
    "provider": outside.of_provider,
}
OUTSIDE = ("release", "provider")  # of which alone is what leaves the council


def made(store, reader, definition, unit, month, today=None, of="", said=(), until=None):
    """The Pack of a Definition for a unit (its key) and a month, as a reader may see it.

    `store` is the whole one: what the reader may not see is left out here, and rows of people always are. The month is
    that in which the period ends, `of` the provider of a pack that is one provider's, `said` (name, words) of what
    somebody says before the figures. `until` is the number of the last event of the journal that counts, where it is
    not the newest. Raises Refused where the reader may not see the unit, or the pack is not made of it.
    """
    reader = replace(reader, scope=replace(reader.scope, opened=False), purpose="")
    snapshot = access.seen_by(store, reader).snapshot()
    names = cards.names(snapshot)
    _check(names, reader, definition, unit, month)
    _check_of(names, definition, of)
    written = writings.read_by(store, reader)
    if until is not None:
        snapshot, written = _as_then(snapshot, written, until)
    at = At(store, snapshot, names, reader, definition, names.units[unit], month, written, today or date.today(), of)
    found = [SECTIONS[key](at) for key in definition.sections]
    own = [words_first(name, text) for name, text in said if text.strip()]
    sections = (*own, *(one for some in found for one in (some if isinstance(some, list) else [some])))
    return Pack(
        key=definition.key,
        title=definition.title,
        audience=definition.audience,
        asked=definition.asked,
        unit=unit,
        unit_name=at.unit.name,
        month=month,
        period=period_words(definition, month),
        council=names.council,
        answer="" if definition.is_for_outside else scorecard.answer(at),
        sections=sections,
        of=of,
        filters=f"{definition.by} {of}" if of else "none",
        reader=reader.name or reader.subject,
        basis=words.sentence_case(scorecard.BASIS),
        as_of=at.today,
        written=written.number(),
        store=snapshot.name.rpartition("/")[2],
        built_at=f"{words.day_words(names.built_at)} at {names.built_at:%H:%M}",
    )


def words_first(name, text):
    """A section of what somebody says: its first sentence, then the rest."""
    first, stop, rest = " ".join(text.split()).partition(". ")
    return Section(f"said-{name.split()[0].casefold()}", name, first + stop.strip(), (Words(rest),) if rest else ())


def _as_then(snapshot, written, number):
    """A snapshot and what was written, as they were at an event of the journal."""
    journal = snapshot.journal and _heard_then(snapshot.journal, number)
    if isinstance(written, Written):
        written = Written(Until(written.heard, number))
    else:
        written = replace(written, whole=Written(Until(written.whole.heard, number)), journal=journal, heard=journal)
    return replace(snapshot, journal=journal), written


def _heard_then(journal, number):
    """The same journal up to an event, with the same units that may be read."""
    if isinstance(journal, Heard):
        return replace(journal, journal=Until(journal.journal, number))
    return Until(journal, number)


def _check(names, reader, definition, unit, month):
    """Raise Refused where there can be no such pack."""
    if unit not in names.units or not names.is_open(unit):
        raise Refused(f"there is no unit '{unit}' that {reader.name or 'this reader'} may see")
    if month not in names.months:
        first, last = (words.month_words(names.months[place]) for place in (0, -1))
        raise Refused(f"there is nothing for {words.month_words(month)}: the months here run from {first} to {last}")
    if not definition.is_of(names.units[unit]):
        levels = " or a ".join(definition.levels)
        raise Refused(f"'{definition.title}' is made of a {levels}, and {names.units[unit].name} is none")
    there = OUTSIDE if definition.is_for_outside else SECTIONS
    if strange := [key for key in definition.sections if key not in there]:
        why = ", for it leaves the council" if definition.is_for_outside else ""
        raise Refused(f"'{definition.title}' names a section '{strange[0]}'; there are {', '.join(there)}{why}")


def _check_of(names, definition, of):
    known = names.parts.get(definition.by, ()) if definition.by else ()
    if definition.by and of not in known:
        near = ", ".join(known[:NEAR]) or "none on file"
        raise Refused(f"'{definition.title}' is made of one {definition.by}: name one, such as {near}")
    if of and not definition.by:
        raise Refused(f"'{definition.title}' is made of a whole unit, and not of {of} alone")


def period_words(definition, month):
    """'Q2 2026–27, July to September 2026' of a quarterly pack; 'September 2026' of a monthly one."""
    if definition.every == "quarter":
        return f"{words.quarter_name(month)}, {words.quarter_words(month)}"
    if definition.every == "year":
        return f"the year to {words.month_words(month)}"
    return words.month_words(month)
