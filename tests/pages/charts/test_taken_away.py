"""Every chart can be taken away as a picture, and says of itself whose figures it shows, of when, and from where."""

import re

import pytest

from tests.pages.trees import find, mounted

AT = "unit=westmarch&month=2026-09"
ADDRESSES = [
    f"/measure/clients_reviewed?{AT}",
    f"/measure/feel_safe?{AT}",
    f"/compare?measure=clients_reviewed&{AT}",
    f"/drivers?measure=clients_reviewed&{AT}",
    "/explore?measure=clients_reviewed&unit=westmarch&as=spread&month=2026-09",
    "/explore?measure=clients_reviewed&measure=direct_payments&unit=westmarch&as=scatter&month=2026-09",
    f"/money?{AT}",
    f"/money/line?service=home+care&{AT}",
    f"/money/demand?{AT}",
    f"/targets/clients_reviewed?{AT}",
    f"/map?{AT}",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_chart_can_be_taken_away_and_says_whose_it_is(served_mini, address):
    tree, _ = mounted(served_mini.server.test_client(), address)
    charts = find(tree, type="Graph")
    assert charts
    for chart in charts:
        layout, name = chart["props"]["figure"]["layout"], chart["props"]["id"]["name"]
        title, _, below = layout["title"]["text"].partition("<br>")
        source = next(words["text"] for words in layout["annotations"] if words.get("name") == "source")
        assert title and re.search("Westmarch|Older people", below) and re.search(r"20\d\d", below)
        assert source.startswith("Westmarch Council") and "data to " in source and source.endswith("2026")
        ids = [one["props"].get("id") for one in find(tree, type="Button")]
        kinds = {one["format"] for one in ids if isinstance(one, dict) and one.get("name") == name}
        assert kinds == {"png", "svg"}
