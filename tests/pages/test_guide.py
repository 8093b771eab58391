"""The guide for whoever adds a page (docs/pages.md): its examples are run as they stand there."""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

import layouts
from dashboard.access import EVERYTHING, Reader
from layouts.first_paint import html_of
from tests.pages.trees import find, said, the

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "pages.md"


@pytest.fixture
def examples(monkeypatch):
    """The modules of the guide, under the names that it gives them: {name: module}."""
    made = {}
    blocks = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.S)
    named = {re.match(r'"""(layouts/\S+?)\.py', block).group(1).replace("/", "."): block for block in blocks}
    for name in sorted(named):  # charts before pages, which import them
        module = ModuleType(name)
        exec(compile(named[name], name, "exec"), module.__dict__)
        monkeypatch.setitem(sys.modules, name, module)
        parent, _, short = name.rpartition(".")
        monkeypatch.setattr(sys.modules[parent], short, module, raising=False)
        made[name] = module
    return made


def test_the_chart_of_the_guide_has_a_bar_and_a_reading_for_each_place(examples):
    chart = examples["layouts.charts.agency"].agency
    figure = chart(["North", "South"], [10.0, 20.0], "{:.0f}%".format, ["/a", "/b"])
    bars, reading = figure["data"]
    assert (bars["type"], bars["y"], bars["meta"]["layer"]) == ("bar", [10.0, 20.0], "series")
    assert reading["hovertext"] == ["<b>North · 10%</b>", "<b>South · 20%</b>"]
    assert reading["customdata"] == ["/a", "/b"]


def test_the_page_of_the_guide_is_registered_shown_and_does_what_its_control_says(examples, monkeypatch, mini):
    page = examples["layouts.pages.agency"].PAGE
    told = []
    monkeypatch.setattr(layouts, "PAGES", (*layouts.PAGES, page))
    monkeypatch.setattr(layouts.dash, "register_page", lambda module, **words: told.append((words["path"], words)))
    layouts.register()
    assert dict(told)["/agency"]["in_menu"]
    assert layouts.at("/agency") == (page, {})

    shown = {}
    for order in ("largest", "name"):
        view = layouts.view(mini.store, Reader(scope=EVERYTHING), page, {"unit": "adults", "sort": order})
        assert view.status == 200
        assert "Agency staff" in html_of(view.body)
        graph = the(view.body, type="Graph")["props"]["figure"]
        rows = [
            [said(cell) for cell in row["props"]["children"]] for row in find(the(view.body, type="Tbody"), type="Tr")
        ]
        assert len(rows) == len(graph["data"][0]["y"]) > 1
        shown[order] = [row[0] for row in rows]
    assert shown["name"] == sorted(shown["largest"])
    assert shown["name"] != shown["largest"]
