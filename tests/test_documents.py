"""The documents are true: what can be made from the code is what the code makes, and what is named exists."""

import re
from pathlib import Path

import pytest

from dashboard import QUERIES, catalogue, cli, reference

CHECKOUT = Path(__file__).resolve().parent.parent
PAGES = sorted([CHECKOUT / "README.md", *(CHECKOUT / "docs").glob("**/*.md")])


@pytest.mark.parametrize("name", ["measures.md", "layouts.md", "commands.md", "settings.md"])
def test_a_reference_page_is_what_the_code_makes_it(name):
    written = (reference.FOLDER / name).read_text(encoding="utf-8")
    assert written == reference.pages()[name], "run python -m dashboard.reference"


def test_the_table_of_spellings_is_what_the_code_reads():
    written = reference.LOADING.read_text(encoding="utf-8")
    assert written == reference.spelled(written), "run python -m dashboard.reference"
    for row in ("| money | `12 CR` | -12.00 |", "| date | `46115` | 2026-04-03 |", "| number | `90%` | 90.0000 |"):
        assert row in written


@pytest.mark.parametrize("document", PAGES, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_to_one(document):
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), f"{document.name} links to {target}"


@pytest.mark.parametrize("document", PAGES, ids=lambda path: path.name)
def test_every_command_in_the_words_is_a_command(document):
    chooser = cli.parser()._subparsers._group_actions[0]
    text = document.read_text(encoding="utf-8")
    for name in re.findall(r"python -m dashboard (?:--\w+ \S+ )*([a-z]+(?:-[a-z]+)*)", text):
        assert name in chooser.choices, f"{document.name}: python -m dashboard {name}"


def test_the_word_list_of_the_design_names_every_header_word():
    design = (CHECKOUT / "docs" / "design.md").read_text(encoding="utf-8")
    for word in (*catalogue.REQUIRED, *catalogue.OPTIONAL, "parameter", "beside"):
        assert re.search(rf"\b{word}\b", design), word


def test_no_registry_and_no_foreign_host_is_named_in_the_lock():
    for lock in CHECKOUT.glob("requirements*.lock"):
        assert "://" not in lock.read_text(), lock.name


def test_sql_reads_only_the_schemas_before_its_own():
    from dashboard.build import reads

    before = {
        "sources": {"loaded", "sources", "about"},
        "model": {"loaded", "sources", "model", "about"},
        "proposal": {"loaded", "proposal", "about"},
        "measures": {"model"},
        "cube": {"model", "cube", "about"},
        "views": {"model", "cube", "about"},
    }
    for folder, allowed in before.items():
        for path in (QUERIES / folder).glob("**/*.sql"):
            found = {table.split(".")[0] for table in reads(path.read_text(encoding="utf-8"))}
            assert found <= allowed, f"{folder}/{path.name} reads {', '.join(sorted(found - allowed))}"


def test_sql_names_what_it_groups_by():
    """The same SQL is to run elsewhere, where `group by all` is no word."""
    files = {path.name: path.read_text().lower() for path in QUERIES.rglob("*.sql")}
    assert files and [name for name, text in files.items() if "group by all" in text] == []
