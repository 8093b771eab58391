"""The guide tells everybody what their own rights let them do, and nobody what they do not."""

import layouts
from dashboard.access.rights import CAPABILITIES, ROLES
from layouts.words.guide import TASKS
from tests.access.readers import Anybody, asking, reader_of
from tests.pages.test_data_page import plain


def test_every_right_has_something_to_do_and_every_way_leads_to_a_page():
    assert {right for right, *_ in TASKS} == set(CAPABILITIES)
    assert {where for *_, where in TASKS} <= {page.path for page in layouts.PAGES}


def test_each_role_reads_its_own_guide(mini):
    door = Anybody()
    client = asking(mini.store, door)
    for role, rights in ROLES.items():
        door.now = reader_of("older-people", role, opened=False)
        text = plain(client.get("/help?unit=older-people").get_data(as_text=True))
        told = {right for right, _, what, _ in TASKS if what in text}
        assert told == set(rights), role
    door.now = reader_of("older-people", "member", opened=False)
    assert "/help" in client.get("/?unit=older-people").get_data(as_text=True)
    assert "Approve what somebody else proposed : manager and director." in plain(client.get("/help").text)
