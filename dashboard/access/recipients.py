"""Somebody to whom something is sent: a Reader with the rights that they have today, though they do not ask."""

from difflib import get_close_matches

from dashboard.access import doors
from dashboard.access.reader import Reader
from dashboard.access.scope import EVERYTHING
from dashboard.errors import Refused


def recipient(home, council_folder, store, who):
    """The Reader that a person is, by the subject that rights.toml or the journal names; where nobody shows who they
    are, also by that of people.toml or by leader:UNIT, and whoever is alone with the files is themselves. Their records
    are closed. Raises Refused where they may see nothing here, with who is near."""
    way = doors.way()
    if way is doors.Alone and who == way().name:
        return Reader(subject=who, name=who, scope=EVERYTHING)
    # Whoever signs in shows who they are: the invented people of a demo council are nobody there.
    door = (doors.Demo if way.only_here else doors.Signed)(home.path, council_folder, store)
    known = {person.key: person.name for person in door.people()}
    reader, _ = door.read(who, known.get(who, who))
    if reader is None:
        subjects = {*known, *(right.who for right in door.rights().rights if right.who)}
        near = get_close_matches(who, sorted(subjects), n=3)
        hint = f"; near it are {', '.join(near)}" if near else ""
        raise Refused(f"'{who}' has no right to see anything here today{hint}")
    return reader
