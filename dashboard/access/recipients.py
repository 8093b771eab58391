"""Somebody to whom something is sent: a Reader with the rights that they have today, though they do not ask."""

from difflib import get_close_matches

from dashboard.access import doors
from dashboard.errors import Refused


def recipient(home, council_folder, store, who):
    """The Reader that a person is, by the subject that rights.toml, people.toml or the journal names, or by
    leader:UNIT. Their records are closed. Raises Refused where they may see nothing here, with who is near."""
    door = doors.Demo(home.path, council_folder, store)
    known = {person.key: person.name for person in door.people()}
    reader, _ = door.read(who, known.get(who, who))
    if reader is None:
        subjects = {*known, *(right.who for right in door.rights().rights if right.who)}
        near = get_close_matches(who, sorted(subjects), n=3)
        hint = f"; near it are {', '.join(near)}" if near else ""
        raise Refused(f"'{who}' has no right to see anything here today{hint}")
    return reader
