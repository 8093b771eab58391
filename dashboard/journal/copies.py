"""The journal held against itself, and copied: as lines of JSON, into an empty one, into a file while others write."""

import json
import os
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from dashboard.errors import Refused
from dashboard.home import sync
from dashboard.journal.events import canonical, hashed, said, unsaid
from dashboard.journal.journal import Journal

MOST_TOLD = 20  # what is wrong after that is the same again
AT_ONCE = 1_000  # events written by one statement


@dataclass(frozen=True)
class Checked:
    """What a check found: how many events, number and hash of the last, and a sentence for each thing that is wrong."""

    events: int
    last: int
    hash: str
    wrong: list


def check(journal, known=()):
    """Whether every event is as it was written and none is missing.

    The chain cannot tell that events are gone from its end: `known` are (number, hash, who says so) noted elsewhere.
    """
    awaited, wrong, events, last = {number: (mark, whose) for number, mark, whose in known if number}, [], 0, None
    for event in journal.each():
        wrong += _astray(last, event)
        if event.number in awaited:
            mark, whose = awaited.pop(event.number)
            wrong += [] if mark == event.hash else [f"event {event.number} is another than {whose} saw"]
        last, events = event, events + 1
        if len(wrong) >= MOST_TOLD:
            break
    else:
        wrong += [f"event {number} is gone: {whose} saw it" for number, (_, whose) in awaited.items()]
    return Checked(events, last.number if last else 0, last.hash if last else "", wrong)


def _astray(before, event):
    """What is wrong with an event after the one before it."""
    number, mark = (before.number, before.hash) if before else (0, "")
    if event.number != number + 1:
        return [f"after event {number} comes event {event.number}: what lay between is gone"]
    if event.previous != mark:
        return [f"event {event.number} does not follow the event {number} that is there: one of them was changed"]
    if event.hash != hashed(event):
        return [f"event {event.number} is not as it was written"]
    try:
        _ = event.body
    except Refused as why:
        return [f"event {event.number} cannot be read: {why}"]
    except ValueError as why:
        return [f"event {event.number} cannot be read: {str(why).splitlines()[0]}"]
    return []


def lines(journal):
    """Each event as a line of JSON."""
    for event in journal.each():
        yield canonical(said(event)) + "\n"


def fill(journal, events):
    """Write events as they are into a journal without any; all of them or none. Gives how many.

    Raises Refused where it has events already, or where one of them is not as it was written.
    """
    from dashboard.journal import database

    count = 0
    with journal.opened().writing() as connection:
        if database.last(connection)[0]:
            raise Refused(f"{journal} has events already: a journal is put back into an empty one")
        for some in _some(_whole(events)):
            database.add(connection, some)
            count += len(some)
    return count


def _some(events):
    while some := list(islice(events, AT_ONCE)):
        yield some


def _whole(events):
    """The events, each held against the one before."""
    before = None
    for event in events:
        if wrong := _astray(before, event):
            raise Refused(f"{wrong[0]}. Nothing was taken in")
        before = event
        yield event


def read(text, name):
    """The events of lines of JSON. Raises Refused with the line that is none."""
    for number, line in enumerate(text, 1):
        try:
            yield unsaid(json.loads(line))
        except (ValueError, Refused):
            raise Refused(f"{name}, line {number} is no event of a journal: give what 'journal export' wrote") from None


def back_up(journal, path):
    """Copy a journal as it is at this moment into a file, itself a journal in SQLite; writers go on. Gives how many.

    Each event is held against the one before as it is copied, and the file has its name only once it is whole.
    Raises Refused where there is such a file, nothing to copy, or an event that is not as it was written.
    """
    path = Path(path)
    if path.exists():
        raise Refused(f"{path} is there already: give another name, or move it away")
    part = path.with_name(f"{path.name}.part")
    _remove(part)
    copy = Journal(f"sqlite:///{part.resolve()}")
    try:
        events = journal.each()
        first = next(events, None)
        if first is None:
            raise Refused(f"{journal} has no events yet: there is nothing to back up")
        count = fill(copy, chain([first], events))
        copy.settle()
        sync(part)
        os.replace(part, path)
        sync(path.resolve().parent)
        return count
    finally:
        copy.close()
        _remove(part)


def _remove(part):
    for name in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm")), part.with_suffix(".lock")):
        name.unlink(missing_ok=True)
