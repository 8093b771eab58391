"""Every page answers as of a past day, and its links, files and forms keep the day."""

import re
from datetime import date
from types import SimpleNamespace

import app as web
from dashboard.demo import written
from dashboard.journal import Journal
from dashboard.past import Day
from dashboard.store import Store
from dashboard.written import Written
from layouts import known
from tests.access.test_reading import addresses

DAY = date(2026, 10, 31)
LEAVE = {"/welcome", "/welcome/choose"}  # who one is


def test_every_page_of_a_past_day_answers_and_its_links_files_and_forms_keep_the_day(mini, tmp_path):
    journal = Journal(f"sqlite:///{tmp_path}/journal.sqlite")
    written.write(journal, mini.store.snapshot())
    day = Day(DAY, Store(mini.home, journal=journal), Written(read_from=journal), tmp_path / "nothing")
    app = web.serving(mini.store)
    app.server.extensions[known.PAST] = SimpleNamespace(at=lambda one: day, days=lambda: [DAY])
    client = app.server.test_client()
    plan = day.written.at(families=["plan"])[0]
    failed, left = [], {}
    for path, words in [*addresses([]), ("/plans/unit", {"unit": plan.unit}), ("/nowhere", {})]:
        if "." in path or path == known.WRITES:
            continue
        answer = client.get(path, query_string={**words, "known": f"{DAY}"})
        failed += [path] if answer.status_code >= 500 else []
        html = answer.text.replace("&amp;", "&")
        ways = re.findall(r'<a [^>]*href="(/(?!assets)[^"#]*)', html)
        forms = re.findall(r"<form.*?</form>", html, re.S)
        ways += [re.search(r'action="([^"]*)', one)[1] for one in forms if f'name="known" value="{DAY}"' not in one]
        known_not = {one for one in ways if f"known={DAY}" not in one} - LEAVE
        if len(known_not) > 1:  # the way back to now
            left[path] = sorted(known_not)
    assert not failed and not left, (failed, left)
    html = client.get(f"/measure/visits_outside_time?unit=adults&known={DAY}").text
    assert 'id="written"' in html and "/write?" not in html  # what had been written is read
    journal.close()
