"""What a reader's requests are answered with depends on nothing outside their scope, on any page or callback."""

import itertools
import json
import re

import pytest

import layouts
from dashboard.access.rights import ROLES
from dashboard.access.scope import Context, columns_of
from dashboard.demo import written
from dashboard.journal import Journal
from dashboard.journal.kinds import families
from dashboard.journal.things import NEW
from dashboard.store import Store
from tests.access.readers import Anybody, anonymous, asking, reader_of, subtree, text, with_all_else_changed

CALLBACK = "/_dash-update-component"
FOREIGN = {"op-harbour": "ld-north", "children": "no-such-unit"}  # of others, and of nobody
WORDS = {
    "/measure": [{"": "visits_outside_time"}, {"": "clients_reviewed", "slice": "age_band"}],
    "/drivers": [{"measure": "clients_reviewed"}, {"measure": "spending", "against": "peers", "slice": "provider"}],
    "/records": [{"measure": "clients_reviewed"}, {"measure": "looked_after_reviews_in_time"}, {"measure": "payments"}],
    "/compare": [{}, {"measure": "clients_reviewed"}, {"level": "peers"}, {"level": "councils"}],
    "/money/line": [{"service": "home care"}],
    "/money/difference": [{"service": "home care", "provider": "Aldwick Care"}],
    "/provider": [{"provider": "Aldwick Care"}],
    "/supervision": [{"who": "W007"}],
    "/reports/pack": [{"pack": "senior"}, {"pack": "team"}],
    "/data/template.xlsx": [{"kind": "cost_centres", "show": "to-place"}],
}


def addresses(units):
    """Every path that is answered, with the words that it takes, at each of some units and at none."""
    for page in layouts.PAGES:
        for path in (page.path, *page.routes):
            for words, unit in itertools.product(WORDS.get(page.path, [{}]) + WORDS.get(path, []), (None, *units)):
                rest = f"/{words['']}" if "" in words else ""
                said = {word: told for word, told in words.items() if word} | ({"unit": unit} if unit else {})
                yield path + rest, said


def asked_by_callback(client, path, words):
    """The page at an address as Dash's router asks for it."""
    search = "?" + "&".join(f"{word}={said}" for word, said in words.items()) if words else ""
    body = {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": path},
            {"id": "_pages_location", "property": "search", "value": search},
        ],
        "changedPropIds": ["_pages_location.pathname"],
    }
    return client.post(CALLBACK, data=json.dumps(body), content_type="application/json")


@pytest.fixture(scope="module")
def door():
    return Anybody()


@pytest.fixture(scope="module")
def client(mini, door):
    return asking(mini.store, door)


@pytest.mark.parametrize("unit", ["op-harbour", "children"])
def test_what_is_not_a_reader_s_changes_nothing_that_they_are_told(mini, client, door, unit, tmp_path):
    with mini.cursor() as cursor:
        own = subtree(cursor.execute("select unit, parent from model.units").fetchall(), unit)
    changed = with_all_else_changed(mini.home, own, tmp_path)
    asked = answered = 0
    other_door = Anybody()
    other = asking(changed, other_door)
    door.now = other_door.now = reader_of(unit)
    for path, words in addresses((unit, FOREIGN[unit])):
        if path.endswith(".xlsx"):
            continue  # of the same rows as the CSV file, with the time in it
        one, two = (asker.get(path, query_string=words) for asker in (client, other))
        assert (one.status_code, text(one)) == (two.status_code, text(two)), (path, words)
        asked, answered = asked + 1, answered + (one.status_code == 200)
    for path, words in addresses((unit,)):
        if "unit" in words:  # a page without one is that of the reader's own
            one, two = (asked_by_callback(asker, path, words) for asker in (client, other))
            assert (one.status_code, text(one)) == (two.status_code, text(two)), (path, words)
    assert asked > 100 and answered > asked / 3
    # To somebody else the other store says something else.
    door.now = other_door.now = reader_of("ld-north")
    for path, words in (("/money", {}), ("/records.csv", {"measure": "payments"})):
        one, two = (asker.get(path, query_string=words) for asker in (client, other))
        assert one.status_code == 200 and text(one) != text(two), path


def readers(units):
    """Sixty and more: of each unit its leader, a member and, above a team, a manager without people's own keys."""
    for unit, level in units:
        yield reader_of(unit)
        yield anonymous(reader_of(unit, "member"))
        if level != "team":
            yield reader_of(unit, "manager")


PERSON = re.compile(r"\b[AC]\d{6}\b")


@pytest.mark.slow
def test_sixty_readers_on_every_page_and_callback_read_no_name_and_no_person_of_others(mini, client, door):
    with mini.cursor() as cursor:
        tree = cursor.execute("select unit, level, parent, name from model.units order by unit").fetchall()
        people = []
        for table, columns in columns_of(cursor, "store").items():
            for whose in {"person", "child"} & dict(columns).keys() if "unit" in dict(columns) else ():
                people += cursor.execute(f"select distinct unit, {whose} from {table}").fetchall()
        spoken = " ".join(str(row) for row in cursor.execute("select * from about.measures").fetchall())
        spoken += str(cursor.execute("select distinct service, user_group, name from model.cost_centres").fetchall())
    above = {unit: parent for unit, _, parent, _ in tree}
    asked = known = 0
    for number, reader in enumerate(readers([(unit, level) for unit, level, *_ in tree])):
        door.now = reader
        own = subtree([(unit, parent) for unit, _, parent, _ in tree], reader.unit)
        named, unit = set(own), reader.unit
        while unit := above[unit]:
            named.add(unit)
        theirs = {person for unit, person in people if unit in own and "identify" in reader.heads and reader.purpose}
        others = [unit for unit, *_ in tree if unit not in named]
        names = [name for unit, _, _, name in tree if unit in others and name not in spoken]
        sample = [others[(number * 5 + step) % len(others)] for step in range(5)] if others else []
        for path, words in addresses((reader.unit, *sample)):
            answers = [client.get(path, query_string=words)]
            if not path.endswith((".csv", ".xlsx", ".json", ".ics")) and words.get("unit") not in sample:
                answers.append(asked_by_callback(client, path, words))
            for answer in answers:
                asked += 1
                assert answer.status_code < 500, (reader, path, words)
                if path.endswith(".xlsx"):
                    continue
                said = answer.get_data(as_text=True)
                assert not [name for name in names if name in said], (reader, path, words)
                found = set(PERSON.findall(said))
                assert found <= theirs, (reader, path, words, found - theirs)
                known += len(found)
                keys = set(re.findall(r"unit=([\w-]+)", said)) - {words.get("unit")}
                assert not keys & set(others), (reader, path, words)
    print(f"{number + 1} readers, {asked:,} requests, {known:,} people seen of one's own")
    assert number >= 60 and asked > 10_000 and known > 1_000


def test_not_there_and_not_yours_read_the_same(client, door):
    door.now = reader_of("op-harbour")
    for path, words in addresses(()):
        if path.endswith(".xlsx"):
            continue  # with the time in it
        said = [
            text(client.get(path, query_string={**words, "unit": unit})).replace(unit.encode(), b"")
            for unit in ("ld-north", "no-such")
        ]
        assert said[0] == said[1], path


def test_units_beside_one_s_own_have_values_where_they_are_compared_and_no_pages(client, door):
    door.now = reader_of("op-harbour", context=Context(True, "named", "dots"))
    for unit in ("westmarch", "op-eastgate"):
        for path in ("/", "/measure/clients_reviewed", "/money", "/attention", "/drivers?measure=clients_reviewed"):
            answer = (
                client.get(path, query_string={"unit": unit}) if "?" not in path else client.get(f"{path}&unit={unit}")
            )
            assert answer.status_code == 403 and b"not open to you" in answer.data, (unit, path)
    page = client.get("/compare?measure=clients_reviewed").get_data(as_text=True)
    assert "Eastgate" in page and "Northfield" in page
    # Teams are held against all of their level, and not all of those are seen: no verdict is better than another one.
    assert "others too, which are not open to you" in page


def test_a_page_of_records_asks_what_for_before_it_opens_them(client, door):
    door.now = anonymous(reader_of("op-harbour"))
    for path in ("/records?measure=clients_reviewed", "/money/packages"):
        assert "What is it for?" in client.get(path).get_data(as_text=True)
        file = client.get(path.replace("?", ".csv?") if "?" in path else f"{path}.csv")
        assert file.status_code == 302 and file.location == path
    door.now = reader_of("op-harbour", "member")
    answer = client.get("/records?measure=clients_reviewed")
    assert answer.status_code == 403 and b"Not open to you" in answer.data


@pytest.mark.parametrize(
    ("role", "begun"),
    [
        ("team leader", ["Comment", "Note", "Action", "Decision"]),
        ("director", ["Comment", "Note", "Action", "Decision"]),
        ("performance officer", ["Comment", "Note"]),
        ("member", ["Comment"]),
        ("caldicott guardian", []),
    ],
)
def test_what_one_may_not_begin_is_not_offered(mini, tmp_path, role, begun):
    door, journal = Anybody(), Journal(f"sqlite:///{tmp_path / 'journal.sqlite'}")
    client = asking(Store(mini.home, 10, journal), door)
    door.now = reader_of("older-people", role)
    page = client.get("/measure/clients_reviewed?unit=older-people").text
    offered = re.findall(r'<a href="/write\?kind=[^"]*" class="button">([^<]*)<', page)
    assert offered == begun
    for name in ("Comment", "Note", "Action", "Decision"):
        assert page.count(f">{name}</a>") == 2 * (name in begun)  # among what can be done with any page, too
    journal.close()


@pytest.mark.parametrize("role", ["member", "performance officer"])
def test_no_page_offers_a_form_that_its_reader_may_not_use(mini, tmp_path, role):
    """Worked out from the moves themselves: that of the form's kind must need a right of the role."""
    door, journal = Anybody(), Journal(f"sqlite:///{tmp_path / 'journal.sqlite'}")
    written.write(journal, mini.store.snapshot())
    client = asking(Store(mini.home, 10, journal), door)
    door.now = reader_of("adults", role)
    needs = {move.kind: move.needs for family in families().values() for move in family.moves if NEW in move.after}
    asked = [*(page.path for page in layouts.PAGES if page.of_a_unit), "/measure/clients_reviewed"]
    found = {}
    for path in asked:
        answer = client.get(f"{path}?unit=adults&month=2026-09")
        assert answer.status_code < 500, path
        for kind in re.findall(r'href="/write\?kind=([\w.]+)&amp;', answer.text):
            found.setdefault(kind, path)
    journal.close()
    assert {"comment.published", "view.saved"} <= found.keys()
    refused = {kind: path for kind, path in found.items() if needs[kind] not in ROLES[role]}
    assert refused == {}
