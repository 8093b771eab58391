"""Releases of the demo council: what is issued stays, the gate stands before it, and the pages say no more."""

import csv
import io
import re
from contextlib import closing
from datetime import date
from html.parser import HTMLParser

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboard.commentary.reading_ease import grade
from dashboard.errors import DefinitionError, Refused
from dashboard.home import Home
from dashboard.journal import ANYTHING, Draft, Journal
from dashboard.public import archive, commands, gate, release, rule, site
from tests.conftest import COUNCIL

MEASURES = ("clients_reviewed", "packages_in_time", "compliments", "satisfied_with_care", "admissions_65_plus")
AXE = Axe().axe_script
SAID = {"level": "service", "complain": "Ring us.", "praise": "Write to us."}


@pytest.fixture(scope="module")
def drafts(mini):
    """{measures: Draft} of the demo council in its smallest size."""
    snapshot, kept = mini.store.snapshot(), {}

    def of(*measures, **more):
        name = (measures, *more)
        if name not in kept:
            kept[name] = release.make(snapshot, {**SAID, "measures": measures}, now="2026-11-30 09:00", **more)
        return kept[name]

    return of


def test_what_the_gate_is_told_is_true_and_every_shown_count_is_the_rounded_truth(mini, drafts):
    draft = drafts(*MEASURES)
    with mini.cursor() as cursor:
        for row in draft.release["rows"]:
            if row["measure"] != "clients_reviewed" or row["part"]:
                continue
            truth = cursor.execute(
                "select numerator, denominator from cube.cells where measure = 'clients_reviewed' and unit = $unit and"
                " month = $month and slice = '' and basis = 'rolling 12 months'",
                {"unit": row["place"], "month": row["ends"]},
            ).fetchone()
            shown = rule.share(*map(int, truth))
            assert (row["numerator"], row["denominator"], row["value"]) == (
                shown.numerator,
                shown.denominator,
                shown.percent,
            )
    for said in draft.stated:
        total = sum(sign * draft.truth[key] for key, sign in said.parts.items())
        assert said.low <= total and (said.high is None or total <= said.high)


def test_who_is_counted_twice_hides_nothing_that_a_row_tells_by_itself():
    """By hand: 47 of 53 is shown as 45 of 55 without a per cent, so no is from 1 to 7, and 53 - 47 = 6 at least. Two of
    them had a birthday and stand in two age bands: that told the gate, and nobody else, that it might be less.
    """
    measure = {"measure": "reviews", "kind": "proportion", "by": "age", "adds": False}
    ends, about = date(2026, 9, 1), dict.fromkeys(("period_start", "period_end"), "") | {"ends": date(2026, 9, 1)}
    cells = {("council", ""): (47, 53), ("council", "young"): (24, 28), ("council", "old"): (23, 27)}
    draft = release.Draft({"root": "council"})
    rows = [release.row_of(measure, "council", "", about, cells["council", ""])]
    assert (rows[0]["numerator"], rows[0]["denominator"], rows[0]["value"]) == ("45", "55", "")
    release.state(measure, {("period", ends): cells}, "council", rows, draft)
    exposed = gate.audit(draft.stated, draft.truth, draft.sums)
    assert {(one.low, one.high) for one in exposed if one.key[0] == "reviews" and one.key[1] == "council"} == {(6, 7)}


def test_a_release_that_gives_somebody_away_is_refused_with_its_tables_or_made_without_them(
    mini, tmp_path, monkeypatch
):
    monkeypatch.setattr(commands, "settings", lambda folder: {**SAID, "measures": MEASURES})
    home = Home(tmp_path)
    with pytest.raises(Refused, match="packages_in_time:place"):
        commands.publish(mini.store, home, COUNCIL)
    assert archive.last(home) is None
    made, words = commands.publish(mini.store, home, COUNCIL, withhold=True)
    assert archive.last(home) == made and any("packages_in_time" in one for one in words)
    again = release.make(
        mini.store.snapshot(), {**SAID, "measures": MEASURES}, leave_out=[w.split(": ")[-1] for w in words]
    )
    assert not gate.audit(again.stated, again.truth, again.sums)
    # Published once: the same quarter again gives the release that is there.
    same, words = commands.publish(mini.store, home, COUNCIL)
    assert same == made and "published already" in words[0]
    with pytest.raises(Refused, match="stays as it is"):
        archive.keep(home, made)


def test_what_was_issued_is_issued_again_and_a_row_is_restated_whole_where_what_it_shows_has_changed(mini, drafts):
    first = drafts("clients_reviewed").release
    before = {**first, "release": "2026-06", "rows": [dict(row, issued="2026-06") for row in first["rows"]]}
    changed = next(row for row in before["rows"] if row["value"])
    changed |= {"denominator": str(int(changed["denominator"]) + 5), "value": "1"}
    gone = {**changed, "ends": "2019-03-01"}
    before["rows"].append(gone)
    made = release.make(mini.store.snapshot(), {**SAID, "measures": ("clients_reviewed",)}, earlier=before).release
    rows = {release.key_of(row): row for row in made["rows"]}
    restated = rows.pop(release.key_of(changed))
    assert restated["restated"] and restated["issued"] == "2026-09" and restated["value"] != "1"
    assert rows.pop(release.key_of(gone)) == gone
    assert all(row["issued"] == "2026-06" and not row["restated"] for row in rows.values())
    assert len(rows) == len(first["rows"]) - 1


def test_what_is_told_of_an_action_is_the_newest_plain_words_and_goes_with_the_action(tmp_path):
    with closing(Journal(f"sqlite:///{tmp_path / 'journal.sqlite'}")) as journal:

        def write(kind, about=None, **more):
            seen = journal.thing(about).seen if about else None
            at = {"about": about, "seen": seen, "unit": "adults", "measure": "clients_reviewed"}
            return journal.write(Draft(kind=kind, by="ann", **at, **more), may=ANYTHING)[0].about

        about = write("action.proposed", body={"title": "More reviewers", "owner": "Ann", "due": "2026-12-31"})
        write("action.agreed", about)
        assert release.told_of(journal.thing(about)) is None
        for words in ("We have two more members of staff.", "Three more members of staff now help."):
            write("action.told", about, body={"words": words})
        told = release.told_of(journal.thing(about))
        assert (told["words"], told["measure"]) == ("Three more members of staff now help.", "clients_reviewed")
        hard = "Operational reconfiguration facilitates proportionality."
        for words in ("Mr Smith of Eastgate now has his review.", hard):
            with pytest.raises(Refused, match=r"action\.told"):
                write("action.told", about, body={"words": words})
        write("action.stopped", about, reason="It did not help.")
        assert release.told_of(journal.thing(about)) is None


def test_the_quarters_of_a_release_have_ended():
    assert release.quarter_ends(date(2026, 9, 1), 2) == [date(2026, 6, 1), date(2026, 9, 1)]
    assert release.quarter_ends(date(2026, 11, 1), 2) == [date(2026, 6, 1), date(2026, 9, 1)]
    assert release.quarter_ends(date(2026, 2, 1), 2) == [date(2025, 9, 1), date(2025, 12, 1)]


def test_a_council_that_does_not_say_how_to_complain_publishes_nothing(tmp_path):
    with pytest.raises(DefinitionError, match="complain"):
        release.settings(tmp_path.parent / "none")
    (tmp_path / "public.toml").write_text('complain = ""\npraise = "Write."\n', encoding="utf-8")
    with pytest.raises(DefinitionError, match="complain"):
        release.settings(tmp_path)
    assert release.settings(COUNCIL)["level"] == "service"


class Words(HTMLParser):
    """The sentences of a page, without its tables, and what it loads."""

    def __init__(self, html):
        super().__init__()
        self.text, self.loads, self.quiet, self.heads = [], [], 0, 0
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.quiet += tag in ("table", "title", "nav")
        self.heads += tag == "h1"
        self.loads += [value for name, value in attributes if name in ("src", "href", "action") and value]

    def handle_endtag(self, tag):
        self.quiet -= tag in ("table", "title", "nav")

    def handle_data(self, data):
        if not self.quiet and data.strip():
            self.text.append(data.strip())


def test_every_page_is_plain_english_has_one_heading_no_script_and_nothing_from_elsewhere(drafts):
    made = site.files(drafts(*MEASURES).release)
    pages = {name: content.decode() for name, content in made.items() if name.endswith(".html")}
    assert len(pages) == 2 * (len(MEASURES) + 2)
    for name, html in pages.items():
        words = Words(html)
        assert words.heads == 1 and "<script" not in html and "style=" not in html, name
        assert all(not one.startswith(("http", "//", "/")) for one in words.loads), name
        folder = name.rpartition("/")[0]
        for one in words.loads:
            if not one.startswith(("#", "data:")):
                assert re.sub(r"^large/\.\./", "", f"{folder}/{one}" if folder else one) in made, (name, one)
        assert grade(" ".join(words.text)) < 9, (name, grade(" ".join(words.text)))
    assert "looked at again" in pages["clients_reviewed.html"] and "Ombudsman" in pages["clients_reviewed.html"]


def by_hand(values, issued="2026-11-30 09:00"):
    """A release of every measure that has plain words, each with its newest value; no store is asked."""
    measures, rows = [], []
    kept = {"better": "higher", "per": 1_000, "decimals": 1, "by": "", "happened": "", "england": None, "doing": []}
    for key, words in release.plain_words().items():
        kind = "mean" if "scored" in words else "proportion"
        unit = words.get("scored", "%")
        measures.append({**kept, **words, "measure": key, "kind": kind, "unit_of_value": unit})
        when = {"begins": "2025-10-01", "to": "2026-09-30", "ends": "2026-09-01", "lower": None, "upper": None}
        row = {"measure": key, "place": "all", "part": "", "issued": "2026-09", "restated": False, **when, **values}
        rows.append(row | {"given": kind == "mean"})
    about = {"release": "2026-09", "council": "Marshwick", "root": "all", "places": {"all": "Marshwick"}}
    contact = {"complain": "Ring us.", "praise": "Write to us."}
    return {**about, "issued": issued, "measures": measures, "rows": rows, "contact": contact}


@pytest.mark.parametrize(
    ("numerator", "denominator", "value", "begins"),
    [
        ("300", "455", "66", "66 in every 100 "),
        ("185", "185", "100", "All "),
        ("0", "185", "0", "None of the "),
        ("*", "*", "", "There are too few people"),
    ],
)
def test_the_page_of_every_measure_can_be_read_whatever_its_figure(numerator, denominator, value, begins):
    values = {"numerator": numerator, "denominator": denominator, "value": value}
    made = by_hand(values)
    pages = {name: html.decode() for name, html in site.files(made).items() if name.endswith(".html")}
    for one in made["measures"]:
        words = Words(pages[f"{one['measure']}.html"])
        assert grade(" ".join(words.text)) < 9, one["measure"]
        lead = words.text[words.text.index(one["title"]) + 1]
        assert lead.startswith(begins if one["kind"] == "proportion" else ("The score was", "There are too few")), lead
    assert grade(" ".join(Words(pages["index.html"]).text)) < 9


def test_only_what_is_all_or_none_is_said_to_be_and_an_old_figure_says_that_there_is_no_newer_one():
    measure = {"kind": "supplied", "unit_of_value": "%", "things": "people", "happened": "answered", "better": "higher"}
    row = {"numerator": "", "denominator": ""}
    said = [site.sentence(measure, row | {"value": value}) for value in ("99.7", "100.0", "0.2", "0.0")]
    ends = ["Nearly all", "All", "Fewer than 1 in every 100", "None of the"]
    assert said == [f"{one} people answered." for one in ends]
    pages = [site.files(by_hand({"numerator": "9", "denominator": "40", "value": "22"}, day)) for day in
             ("2027-11-30", "2028-02-01")]  # fmt: skip
    assert [b"There is no newer figure yet" in one["feel_safe.html"] for one in pages] == [False, True]


def test_a_measure_says_its_own_limit_in_days(drafts):
    (told,) = drafts("packages_in_time").release["measures"]
    assert told["means"].endswith("In time means within 28 days.")


@pytest.mark.parametrize("key", sorted(release.plain_words()))
def test_the_words_of_each_measure_can_be_read_after_eight_years_of_school(key):
    said = release.plain_words()[key]
    assert grade(f"{said['means']}") <= 8
    assert said["things"] and (said.get("happened") or said.get("scored")) and not said["title"].endswith(".")


def test_the_file_of_figures_holds_the_rows_of_the_release_and_nothing_else(drafts):
    made = drafts(*MEASURES).release
    rows = list(csv.DictReader(io.StringIO(site.figures(made))))
    assert len(rows) == len(made["rows"])
    assert {row["numerator"] for row in rows} <= {"", "0", "*", *map(str, range(10, 100_000, 5))}


def test_everybody_reads_the_last_release_without_signing_in_the_same_bytes_as_the_files(
    mini, drafts, tmp_path, monkeypatch
):
    from flask import Flask

    from layouts import public, sign_in

    home = Home(tmp_path / "home")
    server = Flask(__name__)
    public.serve(server, home)
    client = server.test_client()
    assert "Nothing has been published here yet." in client.get("/public/").text
    archive.keep(home, drafts(*MEASURES).release)
    site.write(archive.last(home), tmp_path / "out")
    for path in ("clients_reviewed.html", "figures.csv", "public.css", "large/about.html"):
        assert client.get(f"/public/{path}").data == (tmp_path / "out" / path).read_bytes()
        assert sign_in.OPEN.fullmatch(f"/public/{path}")
    assert client.get("/public/").data == (tmp_path / "out" / "index.html").read_bytes()
    assert client.get("/public/../journal.sqlite").status_code == 404
    assert client.get("/public/none.html").status_code == 404
    assert not sign_in.OPEN.fullmatch("/publications")


@pytest.fixture(scope="session")
def base_url():
    """The browser's plugin has one of its own, which pytest warns of; these pages are files."""


@pytest.mark.browser
def test_axe_finds_nothing_in_the_dark_on_a_phone_and_nothing_runs_off_the_side(drafts, page, tmp_path):
    site.write(drafts(*MEASURES).release, tmp_path)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 360, "height": 800})
    for name in ("index.html", "clients_reviewed.html", "large/clients_reviewed.html"):
        page.goto((tmp_path / name).as_uri())
        page.evaluate(AXE)
        found = page.evaluate("async () => (await axe.run()).violations.map((one) => one.id)")
        assert found == [], name
        assert page.evaluate("document.documentElement.scrollWidth") == 360, name
