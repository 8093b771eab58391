"""What is between two people is theirs alone, on every page and in every file; everybody else has counts."""

import pytest

from dashboard import supervision
from dashboard.access.scope import Heard
from dashboard.demo import written
from dashboard.journal import Journal
from dashboard.journal.kinds import families
from dashboard.store import Store
from dashboard.written import Written
from layouts.written import Read
from tests.access.readers import Anybody, asking, reader_of

THEIRS, SAMPLED = "See the three who have waited longest", "Whether risks are looked at again"
LEADER, MANAGER = "Team leader, Northfield", "Head of older people"


@pytest.fixture(scope="module")
def journal(mini, tmp_path_factory):
    found = Journal(f"sqlite:///{tmp_path_factory.mktemp('private')}/journal.sqlite")
    written.write(found, mini.store.snapshot())
    yield found
    found.close()


def read_by(journal, who, rights=("see",)):
    return Read(Written(journal), journal, who, frozenset({who}), lambda right, unit: right in rights, journal)


def test_a_supervision_decision_is_there_for_those_it_names_and_whoever_wrote_it_whatever_rights_others_have(journal):
    everything = ("see", "records", "identify", "approve", "configure", "audit")
    seen = {
        who: sorted(
            one.fields["worker"] for one in read_by(journal, who, everything).at(families=[supervision.DECISIONS])
        )
        for who in (LEADER, "Social worker 1, Northfield", MANAGER, "Director of adult social care")
    }
    north = [f"Social worker {n}, Northfield" for n in (1, 2, 3)]
    assert seen == {LEADER: north, north[0]: north[:1], MANAGER: north[2:], "Director of adult social care": []}


def test_a_sample_is_there_for_whoever_may_know_whose_the_cases_are(journal):
    assert [len(read_by(journal, "x", rights).at(families=["sample"])) for rights in (("records",), ("identify",))] == [
        0, 1,
    ]  # fmt: skip


def test_what_is_open_of_many_is_what_is_open_of_each(journal):
    """What is alike is asked about once: it is the same as asking of one after another, for each who wrote."""
    writers = {one.begun.by for family in families() for one in journal.things(family)}
    assert len(writers) > 10
    for rights in (("see",), ("see", "records", "identify")):
        for who in sorted(writers):
            mine, seen = frozenset({who, LEADER}), Heard(journal, frozenset({"op-harbour", "older-people"}))
            read = Read(Written(journal), journal, who, mine, lambda right, unit, may=rights: right in may, seen)
            keys = [one.key for one in read.whole.at()]
            assert [one.key for one in read.at()] == [key for key in keys if read.thing(key)], who
            assert 0 < len(read.at()) < len(keys)


def test_what_is_private_to_others_is_counted_and_stands_on_no_page_and_in_no_file(mini, journal):
    door = Anybody()
    client = asking(Store(mini.home, 10, journal), door)
    theirs = next(one for one in journal.things(supervision.DECISIONS) if THEIRS in one.fields["decision"])
    (sample,) = journal.things("sample")
    door.now = reader_of("older-people", "manager")
    addresses = (
        "/register/supervision_decision", "/register.csv?register=supervision_decision", f"/work/{theirs.key}", "/work",
        f"/sample?topic={sample.key}&unit=older-people", f"/work/{sample.key}", "/written.csv", "/casework",
        "/registers", "/casework?month=2026-03",
    )  # fmt: skip
    found = {address: client.get(address).text for address in addresses}
    assert [address for address, text in found.items() if THEIRS in text or SAMPLED in text] == []
    assert ">Northfield</th>" in found["/casework"] and "fewer than 3 workers" in found["/casework"]
    assert "None has been written down here" in found["/casework?month=2026-03"]  # the first was held in April
    door.now = reader_of("older-people", "team leader")
    text = client.get(f"/sample?topic={sample.key}&unit=older-people").text
    assert SAMPLED in text and sample.fields["drawn"][0]["person"] in text and "gives the same cases" in text
