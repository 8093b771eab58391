"""Each pack is made as whoever gets it: nothing outside their scope stands in it, in any format."""

import io
import re
import zipfile

import pytest

from dashboard import scorecard as cards
from dashboard.access import people
from dashboard.access.recipients import recipient
from dashboard.access.scope import seen_by
from dashboard.demo import written
from dashboard.home import Home
from dashboard.journal import Journal
from dashboard.packs import definitions, pack
from dashboard.store import Store
from layouts import packs
from layouts.packs import formats
from tests.access.readers import subtree
from tests.conftest import COUNCIL
from tests.packs.making import TODAY

PERSON = re.compile(r"\b[AC]\d{6}\b")


@pytest.fixture
def demo(mini, tmp_path):
    """The demo council with all that its people have written."""
    journal = Journal(f"sqlite:///{tmp_path / 'journal.sqlite'}")
    written.write(journal, mini.store.snapshot())
    yield Store(mini.home, journal=journal)
    journal.close()


SOME = ("leader:adults", "leader:older-people", "leader:op-northfield", "leader:la-north", "officer")


def check(demo, mini, folder, those):
    """Make every pack of some people of the demo, each of the unit that they begin at; gives how many there were."""
    every = definitions.read()
    whole = cards.names(demo.snapshot())
    with mini.cursor() as cursor:
        spoken = " ".join(str(row) for row in cursor.execute("select * from about.measures").fetchall())
        spoken += str(cursor.execute("select distinct service, user_group from model.cost_centres").fetchall())
        asked = "select distinct worker from model.case_workers where worker is not null"
        workers = {f'"{key}"' for (key,) in cursor.execute(asked).fetchall()}
    # What people of a unit wrote may name another.
    families = ("action", "decision", "plan", "standard")
    spoken += " ".join(f"{thing.fields}" for family in families for thing in demo.journal.things(family))
    made = 0
    for who in those:
        reader = recipient(Home(folder), COUNCIL, demo, who)
        names = cards.names(seen_by(demo, reader).snapshot())
        own = subtree([(one.key, one.parent) for one in whole.units.values()], reader.unit)
        own |= {one.key for one in whole.above(whole.units[reader.unit])}
        others = [one.name for one in whole.units.values() if one.key not in own and one.name not in spoken]
        providers = names.parts.get("provider", ())
        for one in every.values():
            if not one.is_of(whole.units[reader.unit]) or (one.by and not providers):
                continue
            of = providers[0] if one.by else ""
            found = packs.made(demo, reader, one, reader.unit, one.month_of(whole.months[-1]), TODAY, of)
            said = pack.kept(found).decode()
            assert not [name for name in others if name in said], (who, one.key)
            assert not PERSON.findall(said) and not [key for key in workers if key in said], (who, one.key)
            if one.is_for_outside:
                assert not [name for name in whole.parts["provider"] if name != of and name in said], one.key
            made += 1
    return made


def test_the_packs_of_people_of_the_demo_name_no_unit_of_others_and_nobody(demo, mini, tmp_path):
    assert check(demo, mini, tmp_path / "doors", SOME) >= 19


@pytest.mark.slow
def test_the_packs_of_all_people_of_the_demo_name_no_unit_of_others_and_nobody(demo, mini, tmp_path):
    those = [person.key for person in people.of(COUNCIL, demo)]
    made = check(demo, mini, tmp_path / "doors", those)
    print(f"{len(those)} people, {made} packs")
    assert len(those) > 25 and made > 80


def test_every_format_is_drawn_from_the_pack_alone(demo, tmp_path):
    """What is not in the pack is in none of its files: each is a function of it and of nothing else."""
    names, definition = cards.names(demo.snapshot()), definitions.read()["staff"]
    reader = recipient(Home(tmp_path / "doors"), COUNCIL, demo, "leader:op-harbour")
    found = packs.made(demo, reader, definition, "op-harbour", names.months[-1], TODAY)
    again = pack.read(pack.kept(found))
    for ending in ("html", "xlsx", "pptx"):
        one, two = (_words(formats.of(ending).draw(each), ending) for each in (found, again))
        assert one == two and found.unit_name in one


def _words(content, ending):
    if ending == "html":
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = sorted(name for name in file.namelist() if name.endswith(".xml") and "docProps" not in name)
        return " ".join(file.read(name).decode() for name in parts)
