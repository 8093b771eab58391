"""The tailoring is files that a person edits; a slip is named with its file."""

from datetime import date
from decimal import Decimal

import pytest

from dashboard import QUERIES, catalogue, checklist, cli, council
from dashboard.build import definitions
from dashboard.errors import DefinitionError, Unknown

OBJECTIVE = '[[objective]]\nkey = "home"\ntitle = "At home"\nperspective = "customer"\nmeasures = ["a"]\n'


def read(folder, settings='name = "Testshire"\n', objectives=OBJECTIVE):
    (folder / "council.toml").write_text(settings)
    (folder / "objectives.toml").write_text(objectives)
    return council.read(folder)


def test_perspectives_can_be_renamed_and_ordered(tmp_path):
    found = read(
        tmp_path, '[perspectives.learning]\nname = "Our people"\n[perspectives.customer]\nname = "Residents"\n'
    )
    assert [p.name for p in found.perspectives] == ["Our people", "Residents", "Process", "Financial"]


def test_an_objective_keeps_its_measures_and_where_it_applies(tmp_path):
    objective = read(tmp_path, objectives=OBJECTIVE + 'under = ["adults"]\n').objectives[0]
    assert (objective.measures, objective.under, objective.levels) == (("a",), ("adults",), ())


@pytest.mark.parametrize(
    ("settings", "objectives", "expected"),
    [
        ("nane = 1\n", "", "council.toml: unknown word 'nane'"),
        ("[perspectives.money]\n", "", "council.toml: unknown perspective 'money'; write one of customer"),
        ("name = \n", "", "council.toml: Invalid value"),
        ("[money]\nspent = 1\n", "", "council.toml: [money]: unknown word 'spent'; write one of spend"),
        ("[money]\nspend = -1\n", "", "council.toml: [money]: spend is -1; write a number such as 2"),
        ("[money]\nmonths = 13\n", "", "council.toml: [money]: months is 13; write a number such as 3"),
        ("[money]\nmonths = 0\n", "", "council.toml: [money]: months is 0; write a number such as 3"),
        ("", OBJECTIVE.replace("customer", "people"), "objectives.toml: home: perspective is 'people'"),
        ("", OBJECTIVE.replace('title = "At home"\n', ""), "objectives.toml: objective home: 'title' is missing"),
    ],
)
def test_a_slip_is_named_with_its_file(tmp_path, settings, objectives, expected):
    with pytest.raises(DefinitionError) as caught:
        read(tmp_path, settings, objectives)
    assert expected in str(caught.value)


def test_a_folder_that_is_not_there_is_answered_with_the_command_to_make_one(tmp_path):
    with pytest.raises(DefinitionError, match="council new FOLDER"):
        council.read(tmp_path / "nowhere")


def test_a_new_council_has_its_own_name_and_nothing_of_the_demo(tmp_path):
    name = 'St Mary’s "Old" Borough \\ Council'
    assert cli.main(["council", "new", str(tmp_path / "ours"), "--name", name]) == 0
    found, measures = definitions(tmp_path / "ours")
    assert found.name == name
    assert (found.objectives, found.notes, found.among, found.neighbours) == ((), (), "", ())
    assert [p.key for p in found.perspectives] == ["customer", "process", "financial", "learning"]
    assert found.money == {word: Decimal(usual) for word, usual in council.MONEY.items()} and measures
    assert "westmarch" not in "".join(p.read_text().lower() for p in (tmp_path / "ours").iterdir())


def test_the_examples_in_a_new_council_can_be_uncommented(tmp_path):
    council.write_new(tmp_path / "ours", "Ours")
    for name in ("objectives.toml", "notes.toml"):
        path = tmp_path / "ours" / name
        lines = path.read_text().splitlines()
        start = next(n for n, line in enumerate(lines) if line.startswith("# [["))
        path.write_text("\n".join(lines[:start] + [line.removeprefix("# ") for line in lines[start:]]))
    found, _ = definitions(tmp_path / "ours")
    assert (len(found.objectives), len(found.notes)) == (1, 1)


def test_the_demo_can_be_copied_to_learn_from_under_ones_own_name(tmp_path):
    assert cli.main(["council", "new", str(tmp_path / "ours"), "--name", "Ours", "--like-demo"]) == 0
    found, demo = council.read(tmp_path / "ours"), council.read(council.DATA / "council")
    assert (found.name, found.objectives, found.notes) == ("Ours", demo.objectives, demo.notes)


def test_a_folder_that_holds_something_is_not_written_to(tmp_path):
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "council.toml").write_text('name = "Mine"\n')
    with pytest.raises(Unknown, match="is not empty; name a new folder"):
        council.write_new(tmp_path / "ours", "Ours")
    assert council.read(tmp_path / "ours").name == "Mine"


def test_no_page_and_no_engine_knows_the_name_of_the_demo_council():
    root = council.DATA.parent
    engine = [path for path in (root / "dashboard").rglob("*.*") if "demo" not in path.parts and path.name != "cli.py"]
    files = [*engine, *(root / "layouts").rglob("*.*"), *(root / "queries").rglob("*.sql"), root / "app.py"]
    texts = {path.name: path.read_bytes().lower() for path in files if path.suffix != ".pyc"}
    assert [name for name, text in texts.items() if b"westmarch" in text] == []


def test_an_objective_over_a_measure_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DefinitionError, match="home: no measure 'a'"):
        council.check_measures(read(tmp_path), {})


def test_an_effect_of_money_that_is_no_measure_is_refused(tmp_path):
    found = read(tmp_path, '[money.effects]\n"home care" = ["b"]\n')
    with pytest.raises(DefinitionError, match="home care: no measure 'b'"):
        council.check_measures(found, {"a": None})


def test_a_measure_of_waiting_that_there_is_none_of_is_refused(tmp_path):
    found = read(tmp_path, '[money]\nwaiting = ["b"]\n')
    with pytest.raises(DefinitionError, match=r"council.toml: \[money\]: waiting: no measure 'b'"):
        council.check_measures(found, {"a": None})


def test_tolerances_of_money_that_are_not_said_are_the_usual_ones(tmp_path):
    assert read(tmp_path, "[money]\nspend = 1.5\n").money == {**council.MONEY, "spend": Decimal("1.5")}


def test_every_measure_that_the_demo_council_names_exists_and_each_perspective_has_seven():
    from dashboard import QUERIES

    tailoring = council.read(QUERIES.parent / "data" / "council")
    measures = catalogue.read(QUERIES / "measures", tailoring.parameters)
    council.check_measures(tailoring, measures)
    counts = {p: sum(m.perspective == p for m in measures.values()) for p in council.PERSPECTIVES}
    assert len(measures) >= 36 and min(counts.values()) >= 7, counts


NOTE = '[[note]]\nmonth = "2026-03"\nunit = "u"\nwords = "It rained"\nauthor = "Head of roofs"\n'


def test_a_note_says_when_where_what_and_who(tmp_path):
    (tmp_path / "council.toml").write_text("")
    (tmp_path / "notes.toml").write_text(NOTE + 'measure = "leaks"\nrebase = true\n')
    (note,) = council.read(tmp_path).notes
    assert (note.month, note.unit, note.measure, note.rebase) == (date(2026, 3, 1), "u", "leaks", True)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (NOTE.replace("2026-03", "March"), "notes.toml: note 1: month is 'March'; write it as 2026-03"),
        (NOTE.replace("author", "who"), "notes.toml: note 1: unknown word 'who'; write one of author, measure"),
        (NOTE.replace('unit = "u"\n', ""), "notes.toml: note 1: 'unit' is missing"),
        (NOTE + "rebase = true\n", "notes.toml: note 1: a rebase is of one measure; say which"),
        (NOTE + 'measure = "m"\nrebase = "yes"\n', "notes.toml: note 1: rebase is 'yes'; write true or false"),
        (NOTE + NOTE.replace("2026-03", "2026-13"), "notes.toml: note 2: month is '2026-13'"),
    ],
)
def test_a_note_that_says_something_else_is_refused(tmp_path, text, complaint):
    (tmp_path / "council.toml").write_text("")
    (tmp_path / "notes.toml").write_text(text)
    with pytest.raises(DefinitionError) as caught:
        council.read(tmp_path)
    assert complaint in str(caught.value)


def test_a_note_on_a_measure_that_is_none_is_refused(tmp_path):
    (tmp_path / "council.toml").write_text("")
    (tmp_path / "notes.toml").write_text(NOTE + 'measure = "leaks"\n')
    with pytest.raises(DefinitionError, match=r"notes.toml: note 1: no measure 'leaks' in queries/measures$"):
        council.check_measures(council.read(tmp_path), {"feel_safe": None})
    with pytest.raises(DefinitionError, match=r"no measure 'leaks' in queries/measures: is leak meant\?"):
        council.check_measures(council.read(tmp_path), {"feel_safe": None, "leak": None})


def test_a_measure_beside_the_cost_of_a_user_group_that_there_is_none_of_is_named(tmp_path):
    found = read(tmp_path, '[money.effects_of_groups]\nevery = ["a"]\n"Mental health" = ["b"]\n')
    assert found.effects_of_groups == {"every": ("a",), "Mental health": ("b",)}
    with pytest.raises(DefinitionError, match=r"effects_of_groups\]: Mental health: no measure 'b'"):
        council.check_measures(found, {"a"})


def test_headlines_are_a_list_or_lists_by_level(tmp_path):
    folder = tmp_path / "council"
    council.write_new(folder, "Ours")
    text = (folder / "council.toml").read_text()

    def reading(headlines):
        marked = text.replace("[perspectives.customer]", f"[perspectives.customer]\nheadlines = {headlines}")
        (folder / "council.toml").write_text(marked)
        return next(one for one in council.read(folder).perspectives if one.key == "customer").headlines

    assert reading('["a", "b"]') == {"": ("a", "b")}
    assert reading('{every = ["a"], team = ["b", "c"]}') == {"": ("a",), "team": ("b", "c")}
    for wrong in ('"a"', "[1]", '{team = "a"}', "7"):
        with pytest.raises(DefinitionError, match="headlines is no list of measures"):
            reading(wrong)


def test_within_an_objective_what_comes_of_it_for_people_is_first(mini):
    """Outcomes, then outputs, processes and inputs; those of one kind as the council has them."""
    with mini.cursor() as cursor:
        rows = cursor.execute(
            "select c.unit, c.objective, k.type from cube.cards as c join about.measures as k on k.key = c.measure"
            " order by c.unit, c.position"
        ).fetchall()
    order = ["outcome", "output", "process", "input"]
    found = {}
    for unit, objective, kind in rows:
        found.setdefault((unit, objective), []).append(order.index(kind))
    assert all(kinds == sorted(kinds) for kinds in found.values())
    assert max(len(set(kinds)) for kinds in found.values()) > 1


QUESTION = '[[question]]\nasks = "Do roofs leak?"\naddress = "/explore?measure=leaks&measure=rain&unit=u&as=bars"\n'


def test_a_question_is_a_sentence_and_the_address_that_answers_it(tmp_path):
    (tmp_path / "council.toml").write_text("")
    (tmp_path / "questions.toml").write_text(QUESTION)
    (found,) = council.read(tmp_path).questions
    assert (found.asks, found.measures, found.units) == ("Do roofs leak?", ("leaks", "rain"), ("u",))
    with pytest.raises(DefinitionError, match=r"questions.toml: question 1: no measure 'rain' in queries/measures"):
        council.check_measures(council.read(tmp_path), {"leaks": None})


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (QUESTION.replace("asks", "ask"), "questions.toml: question 1: unknown word 'ask'; write one of address, asks"),
        (QUESTION.replace('asks = "Do roofs leak?"\n', ""), "questions.toml: question 1: 'asks' is missing"),
        (QUESTION.replace("/explore", "/compare"), "question 1: address is '/compare?"),
        (QUESTION.replace("measure=", "m="), "write it as /explore?measure=clients_reviewed"),
    ],
)
def test_a_question_that_leads_nowhere_is_refused(tmp_path, text, complaint):
    (tmp_path / "council.toml").write_text("")
    (tmp_path / "questions.toml").write_text(text)
    with pytest.raises(DefinitionError) as caught:
        council.read(tmp_path)
    assert complaint in str(caught.value)


def test_what_two_people_approve_is_named_and_what_is_not_one_may(tmp_path):
    (tmp_path / "council.toml").write_text('two_people = ["note"]')
    assert council.read(tmp_path).two_people == ("note",)
    assert "note" not in council.one_person(tmp_path)
    (tmp_path / "council.toml").write_text("")
    assert "note" in council.one_person(tmp_path)
    (tmp_path / "council.toml").write_text('two_people = ["notes"]')
    with pytest.raises(DefinitionError, match=r'write a list of these: \[.*"note"'):
        council.read(tmp_path)
    assert council.one_person(tmp_path) == council.one_person(tmp_path / "nowhere") == ()


def test_a_council_names_its_own_posts_for_a_measure_or_for_a_post_wherever_it_stands(tmp_path):
    def owned(text):
        (tmp_path / "council.toml").write_text(f"[owners]\n{text}", encoding="utf-8")
        found = council.owned(council.read(tmp_path), measures)
        return {key: found[key].owner for key in ("direct_payments", "clients_reviewed")}

    measures = catalogue.read(QUERIES / "measures")
    post = measures["clients_reviewed"].owner
    others = [key for key, measure in measures.items() if measure.owner == post]
    assert len(others) > 1 and owned("")["clients_reviewed"] == post
    assert owned(f'"{post}" = "Reviews lead"\ndirect_payments = "Payments lead"') == {
        "direct_payments": "Payments lead",
        "clients_reviewed": "Reviews lead",
    }
    assert owned(f'"{post}" = "A"\nclients_reviewed = "B"')["clients_reviewed"] == "B"
    with pytest.raises(DefinitionError, match="'client_reviewed': is clients_reviewed meant"):
        owned('client_reviewed = "B"')
    with pytest.raises(DefinitionError, match="write the post"):
        owned("clients_reviewed = 3")


ELEMENT = '[[version.element]]\ntext = "Plan shared"\npart = "Plan"\n'
VERSION = '[[version]]\nname = "2"\nbegins = 2026-04-01\n' + ELEMENT


def test_a_checklist_has_versions_in_their_order_and_says_what_is_wrong_with_it(tmp_path):
    assert checklist.read(tmp_path) == ()
    path = tmp_path / checklist.FILE
    path.write_text(VERSION + "critical = true\n" + VERSION.replace('"2"', '"1"').replace("2026", "2023"))
    assert [one.name for one in checklist.read(tmp_path)] == ["1", "2"]
    assert [one.critical for version in checklist.read(tmp_path) for one in version.elements] == [False, True]
    for text, said in (
        (VERSION + 'critical = "yes"', "version 1: element 1: critical is 'yes'; write true or false"),
        (VERSION.replace("2026-04-01", '"April"'), "version 1: begins is 'April'; write a day, such as 2026-04-01"),
        (VERSION + "wieght = 2", "element 1: unknown word 'wieght'; write one of text, part"),
        (VERSION + ELEMENT, "version 1: 'plan shared' is there twice"),
        (VERSION + VERSION, "'2' is there twice"),
        (VERSION.partition("[[version.")[0], "version 1: 'element' is missing"),
        ("version = [1]", "version 1: write a table of name, begins"),
    ):
        path.write_text(text)
        with pytest.raises(DefinitionError) as found:
            checklist.read(tmp_path)
        assert said in str(found.value)
