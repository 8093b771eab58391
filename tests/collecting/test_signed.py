"""Returns keep the figures that were signed, which nobody types; audits stand by the number that they are of."""

import pytest

from dashboard import scorecard
from dashboard.collecting import audits
from dashboard.errors import Refused
from dashboard.journal import ANYTHING, Draft, kinds
from dashboard.registers import figures, registers
from dashboard.registers.taking import take
from dashboard.written import Written
from tests.pages.test_data_page import plain
from tests.pages.test_writing import Desk

RETURN = {"title": "Yearly return", "to_whom": "Them", "of": "2026-06", "send_by": "2026-07-31", "preparer": "Ann",
          "measures": ["clients_reviewed"]}  # fmt: skip
AUDIT = {"what": "Reviews", "measures": ["clients_reviewed"], "risk": "12", "held": "2026-02-28", "auditor": "Zoe"}


@pytest.fixture
def desk(mini, tmp_path):
    found = Desk(mini.store, tmp_path / "journal.sqlite")
    yield found
    found.journal.close()


def write(desk, kind, by, body, thing=None):
    at = {"about": thing.key, "seen": thing.seen} if thing else {"unit": "adults"}
    (event,) = desk.journal.write(Draft(kind=kind, by=by, body=body, **at), may=ANYTHING)
    return desk.journal.thing(event.about)


def test_a_return_is_signed_by_a_third_person_with_the_figures_as_they_stand(desk):
    thing = write(desk, "data_return.prepared", "ann", RETURN)
    with pytest.raises(Refused, match="somebody else"):
        write(desk, "data_return.checked", "ann", {"checks": "All"}, thing)
    thing = write(desk, "data_return.checked", "bob", {"checks": "All"}, thing)
    with pytest.raises(kinds.NotAccepted):
        write(desk, "data_return.signed", "cat", {}, thing)  # without figures nothing is signed
    desk.open(f"?about={thing.key}&kind=data_return.signed")
    desk.send("data_return.signed", {"figures": "clients_reviewed|99|1|1"})  # typed by somebody: it is not taken
    thing = desk.journal.thing(thing.key)
    (kept,) = figures.read(thing.fields["figures"])
    assert thing.state == "signed" and kept.measure == "clients_reviewed" and kept.value != 99
    html = desk.get("/returns?unit=adults")
    assert "not as signed" not in html and "checked by bob" in html
    sent = figures.written([figures.Figure("clients_reviewed", kept.value + 1, kept.numerator, kept.denominator)])
    other = write(desk, "data_return.prepared", "ann", {**RETURN, "title": "Other"})
    other = write(desk, "data_return.checked", "bob", {"checks": "All"}, other)
    write(desk, "data_return.signed", "cat", {"figures": sent}, other)
    assert desk.get("/returns?unit=adults").count("not as signed") == 1
    below = plain(desk.get("/returns?unit=op-eastgate"))  # it is the council's: whoever stands below sees it too
    assert "Yearly return, June 2026" in below and "Asked for by: Them." in below


def test_no_file_signs_a_return(desk, mini, tmp_path):
    path = tmp_path / "returns.csv"
    heads = "return,who asks for it,figures up to,measures in it,to be sent by,who prepares it"
    heads += ',"what was checked, and how",figures as they were signed,state'
    row = "Yearly,Department,2026-06,clients_reviewed,2026-07-31,Ann,All,clients_reviewed|9||,signed"
    path.write_text(f"{heads}\n{row}\n")
    names = scorecard.names(mini.snapshot)
    drafts, faults, _ = take(registers()["data_return"], path, names, Written(desk.journal), "ann", "adults", ANYTHING)
    assert not drafts and [one.column for one in faults] == ["state"]


def test_the_newest_audit_stands_by_the_number_with_its_limits_and_its_next_day(desk):
    thing = write(desk, "information_audit.planned", "ann", AUDIT)
    with pytest.raises(Refused, match="is more than"):
        write(desk, "information_audit.done", "zoe", found(sample=3, errors=4), thing)
    with pytest.raises(Refused, match="put right"):
        write(desk, "information_audit.done", "zoe", found(sample=30, errors=2, verdict="reservation"), thing)
    write(desk, "information_audit.done", "zoe", found(sample=30, errors=2), thing)
    old = write(desk, "information_audit.planned", "ann", {**AUDIT, "held": "2024-02-01", "risk": "36"})
    write(desk, "information_audit.done", "zoe", found(sample=10, errors=9), old)
    one = audits.newest(Written(desk.journal), "clients_reviewed")
    assert [round(100 * number, 1) for number in one.wrong] == [6.7, 1.8, 21.3]  # worked by hand, Wilson
    assert [round(number, 1) for number in one.supported(70.1)] == [55.2, 68.8]
    page, _, trust = (
        plain(one) for one in desk.get("/measure/clients_reviewed?unit=older-people").partition('id="trust"')
    )
    assert "Fairly stated fairly stated, audit of 28 February 2026: 2 of 30 records wrong or unproved" in page
    assert "Audit of 28 February 2026 : fairly stated . 2 of 30 records" in trust and "28 February 2027" in trust
    assert audits.newest(Written(desk.journal), "supervision_held") is None


def found(**said):
    return {"found": "As it was", "verdict": "fairly stated", **said}


def test_outcomes_have_their_measures_and_those_without_one_are_named(desk):
    page = plain(desk.get("/assessment?unit=children&set=Every+Child+Matters"))
    assert "Nothing on file tells of Enjoy and achieve and Make a positive contribution." in page
    assert "Looked-after children with three or more placements" in page
    assert 'href="/assessment?set=ASCOF"' in desk.get("/measure/feel_safe")
    assert "What measures tell" not in desk.get("/assessment?set=nine+boxes")
