"""What a council's folder says, as tables of its store: the columns of each, and its rows of a Council."""

import json
from dataclasses import astuple

from dashboard.scores.settings import Scores

MEASURES = "measure varchar, position integer"
NO_SCORES = Scores(roll_ups={})


def _placed(rows):
    """Rows in their order, each with its place at the end."""
    return [(*row, place) for place, row in enumerate(rows)]


def _keys(keys):
    return _placed((key,) for key in keys)


def _of_each(lists):
    """(key, one of its list, its place there) of every (key, list)."""
    return [(key, *row) for key, some in lists for row in _keys(some)]


def _scores(council):
    return council.scores or NO_SCORES


def _settings(council):
    known = council.scores and council.scores.known
    return [(council.name, council.history, council.near, council.fewest, known)]


def _headlines(council):
    return [(one.key, *row) for one in council.perspectives for row in _of_each(one.headlines.items())]


def _elements(council):
    return [
        (version.name, version.begins, version.changed, *row)
        for version in council.checklists
        for row in _placed((e.text, e.part, e.guidance, e.priority, e.critical) for e in version.elements)
    ]


def _notes(council):
    return [(one.month, one.unit, one.measure, one.words, one.author, one.rebase, None) for one in council.notes]


TABLES = {
    "settings": (
        "council varchar, history integer, near double, fewest integer, scores_known double",
        _settings,
    ),
    "ages": ("frequency varchar, months integer", lambda council: council.ages.items()),
    "compared": ("role varchar, name varchar", lambda council: council.compared),
    "money_settings": ("name varchar, value decimal(18, 2)", lambda council: council.money.items()),
    "money_effects": (f"service varchar, {MEASURES}", lambda council: _of_each(council.effects.items())),
    "money_effects_of_groups": (
        f"user_group varchar, {MEASURES}",
        lambda council: _of_each(council.effects_of_groups.items()),
    ),
    "money_waiting": (MEASURES, lambda council: _keys(council.waiting)),
    "interface": (MEASURES, lambda council: _keys(council.partners.interface)),
    "fund": (MEASURES, lambda council: _keys(council.partners.fund)),
    "collections": (
        "kind varchar, senior varchar, owner varchar, inputter varchar, sent_from varchar, system varchar,"
        " statutory varchar, caveat varchar, due integer, minutes double, hours double, rate double",
        lambda council: map(astuple, council.collections.of),
    ),
    "plan_settings": ("name varchar, value double", lambda council: council.planning.capacity.items()),
    "plan_steps": (
        "position integer, name varchar, month integer, day integer, asks varchar",
        lambda council: [(n, s.name, s.month, s.day, s.asks) for n, s in enumerate(council.planning.steps)],
    ),
    "score_red_flags": ("measure varchar, part double", lambda council: _scores(council).red_flags.items()),
    "score_roll_ups": ("node varchar, roll_up varchar", lambda council: _scores(council).roll_ups.items()),
    "score_weights": ("node varchar, weight double, starts date", lambda council: _scores(council).weights),
    "monitoring": ("said varchar", lambda council: [(json.dumps(council.lines_of_watching),)]),
    "checklist": (
        "version varchar, begins date, changed varchar, element varchar, part varchar, guidance varchar,"
        " priority boolean, critical boolean, position integer",
        _elements,
    ),
    "perspectives": (
        "key varchar, name varchar, says varchar, position integer",
        lambda council: _placed((one.key, one.name, one.says) for one in council.perspectives),
    ),
    "headlines": (f"perspective varchar, level varchar, {MEASURES}", _headlines),
    "objectives": (
        "key varchar, title varchar, perspective varchar, serves varchar, position integer",
        lambda council: _placed((one.key, one.title, one.perspective, one.serves) for one in council.objectives),
    ),
    "objective_measures": (
        f"objective varchar, {MEASURES}",
        lambda council: _of_each((one.key, one.measures) for one in council.objectives),
    ),
    "objective_units": (
        "objective varchar, unit varchar",
        lambda council: [(one.key, unit) for one in council.objectives for unit in one.under],
    ),
    "objective_levels": (
        "objective varchar, level varchar",
        lambda council: [(one.key, level) for one in council.objectives for level in one.levels],
    ),
    "links": (
        "key varchar, said varchar, position integer",
        lambda council: _placed((key, link.model_dump_json()) for key, link in council.links.items()),
    ),
    "notes": (
        "month date, unit varchar, measure varchar, words varchar, author varchar, rebase boolean, key varchar",
        _notes,
    ),
    "questions": (
        "asks varchar, address varchar, measures varchar[], units varchar[], position integer",
        lambda council: _placed((q.asks, q.address, list(q.measures), list(q.units)) for q in council.questions),
    ),
}


def tables(council):
    """(name, columns, rows) of each table."""
    for name, (columns, rows_of) in TABLES.items():
        yield name, columns, list(rows_of(council))
