"""A council says on the pages what goes to whom and how often, and for what leaves it two people are asked."""

from datetime import date

import pytest

from dashboard import duties
from dashboard import scorecard as cards
from dashboard.access.reader import Reader
from dashboard.access.scope import Scope
from dashboard.errors import Refused
from dashboard.journal import Draft
from dashboard.packs import definitions
from dashboard.packs.definitions import Definition
from dashboard.store import Store
from dashboard.written import Written
from layouts.packs import building, delivering
from layouts.pages import reports
from layouts.written import Writer
from tests.packs.making import EVERYBODY, TODAY
from tests.pages.desk import Desk

AT = {"unit": "adults", "month": "2026-09"}
SAID = {"title": "Board report", "audience": "The care board", "asked": "What is at risk?", "every": "month",
        "days": "10", "levels": "directorate\nservice", "sections": "glance\nactions",
        "formats": "html\nxlsx"}  # fmt: skip
OUT = {**{word: text for word, text in SAID.items() if word != "sections"}, "title": "For the ICB", "told": "release"}


@pytest.fixture
def desk(mini, tmp_path):
    found = Desk(Store(mini.home), tmp_path / "journal.sqlite")
    yield found
    found.journal.close()


def own(desk):
    every = building.known(desk.app.store, None)
    return {one.title: one for one in every.values() if one.entry}


def test_a_report_of_the_council_s_own_is_set_up_in_a_form_and_stands_beside_the_others(desk):
    wrong = desk.begin("own_report.set", {**SAID, "sections": "glance\nweather"}, AT)
    assert "“weather” is none of them: write some of &#39;glance&#39;" in wrong and desk.journal.last() == 0
    assert desk.begin("own_report.set", {**SAID, "sections": "provider"}, AT) and desk.journal.last() == 0
    desk.begin("own_report.set", SAID, AT)
    found = own(desk)["Board report"]
    assert (found.every, found.days, found.sections, found.formats, found.is_for_outside) == (
        "month", 10, ("glance", "actions"), ("html", "xlsx"), False)  # fmt: skip
    names = cards.names(desk.app.store.snapshot())
    assert {one.key for one in names.units.values() if found.is_of(one)} == {
        one.key for one in names.units["adults"].branch if one.level in ("directorate", "service")}  # fmt: skip
    page = desk.get("/reports?unit=adults&month=2026-09")
    assert "Board report" in page and "10 October 2026" in page  # ten days after 30 September, by hand
    assert "Board report" not in desk.get("/reports?unit=op-harbour&month=2026-09").partition('id="who"')[0]
    assert "At a glance" in desk.get(f"/reports/pack?pack={found.key}&unit=adults&month=2026-09")
    things = [one for one in desk.journal.things("own_report")]
    about = {"topic": found.key, "who": "", "form": "html", "which": "now", "way": "folder", "mail": ""}
    waiting = delivering.due([_subscribed(things[0], about)], building.known(desk.app.store, None), names, TODAY)
    assert waiting and {one.definition.key for one in waiting} == {found.key}
    desk.open(f"?about={things[0].key}&kind=own_report.ended")
    desk.send("own_report.ended", {"reason": "The board reads the Cabinet report."})
    assert not own(desk)


def _subscribed(like, fields):
    from types import SimpleNamespace

    return SimpleNamespace(key="s", unit="adults", state="open", fields=fields, begun=like.begun)


def test_what_leaves_the_council_takes_a_second_person_and_says_only_what_is_published(desk, mini):
    refused = desk.begin("own_report.proposed", {**OUT, "told": "glance"}, AT)
    assert "“glance” is none of them: write some of &#39;release&#39;" in refused and desk.journal.last() == 0
    desk.begin("own_report.proposed", OUT, AT)
    (thing,) = desk.journal.things("own_report")
    assert thing.state == "proposed" and not own(desk)
    may = {"clara": "approve", thing.begun.by: "approve", "bob": "configure"}
    asked = {who: Writer(who, "", lambda right, unit, its=its: right == its) for who, its in may.items()}
    found = {who: duties.to_approve(Written(desk.journal), ["adults"], one) for who, one in asked.items()}
    assert found == {"clara": [thing], thing.begun.by: [], "bob": []}  # on whose list it stands
    draft = Draft(kind="own_report.agreed", by=thing.begun.by, about=thing.key, seen=thing.seen)
    with pytest.raises(Refused, match="somebody else has to do this"):
        desk.journal.write(draft, may=lambda right, unit: right == "approve")
    draft = Draft(kind="own_report.agreed", by="clara", about=thing.key, seen=thing.seen)
    with pytest.raises(Refused, match="you may not do this"):
        desk.journal.write(draft, may=lambda right, unit: right == "configure")
    desk.journal.write(draft, may=lambda right, unit: right == "approve")
    assert own(desk)["For the ICB"].is_for_outside
    live = Definition("x", "Live", "A partner", "", (), "quarter", 20, ("glance",), is_for_outside=True)
    with pytest.raises(Refused, match="names a section 'glance'; there are release, provider, for it leaves"):
        building.packs.made(mini.store, EVERYBODY, live, "adults", date(2026, 9, 1))


def test_the_ways_to_set_one_up_are_there_for_whoever_may(mini):
    names = cards.names(mini.snapshot)
    written = type("Written", (), {"journal": object()})()
    for heads, may in (({"configure": frozenset({"adults"})}, True), ({"see": frozenset({"adults"})}, False)):
        reader = Reader(heads=heads, scope=Scope(see=frozenset({"adults"})))
        assert reports._may_set(names, reader, names.units["adults"], written) is may
        page = str(reports._audiences(definitions.read(), names.units["adults"], names.months[-1], may))
        assert ("own_report.proposed" in page) is may
