"""What a form sent: looked at, checked, written, or given back with what is wrong beside its fields."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from dash import no_update

from dashboard import commentary, effects, sampling, scorecard, targets
from dashboard.errors import Refused
from dashboard.journal import Changed, Draft
from dashboard.journal.families.targets import points_of
from dashboard.journal.kinds import NotAccepted, checked
from dashboard.journal.kinds import known as kind_of
from dashboard.planning import writing
from dashboard.registers import figures, register_of, registers
from dashboard.rehearsal import LEVEL, rehearse, season
from layouts.address import NotHere
from layouts.parts.writing import beside, choices, form, opened, rebased
from layouts.parts.writing.form import Filled
from layouts.parts.writing.spot import WORDS, person_key, spot
from layouts.words import answers as answers_of
from layouts.words import figure, listed, sentence_case, signals
from layouts.words.targets import points_in_numbers

LONGEST = 5_000  # letters of one field as a browser may send it
MOST = 40  # fields
TRIED = ("target.proposed", "target.revised")  # tried on the past before they are written
REBASES = ("note.proposed", "note.revised")
# {kind of event: a function of a Spot and of what was typed, to the fields that nobody types}, where what stands above
# the parts of pages makes them.
COMPUTED = {}
COUNTS = {"supplied.approved": "They count from the next build of the data on."}  # what is not seen at once
WARNED = ("comment.published", "comment.revised")  # kinds whose text is checked before they are written


def answer(store, request, sent):
    """The Answer to a form: {"words": of its address, "fields": what was typed, "move": the button, ...}."""
    try:
        words, fields, move, sent = parsed(sent)
        at = spot(store, request, words)
        with at.snapshot.cursor() as cursor:
            try:
                at = at.in_month(fields.get("month") or "")
            except NotHere as problem:
                return opened.again(at, at.known(cursor), Filled(fields, {"month": problem.sentence.rstrip(".")}))
            return _answered(at, cursor, fields, move, sent)
    except (Refused, NotHere) as problem:
        return opened.refused(problem)


def parsed(sent):
    """(words, fields, move, the rest) of what a browser sent, all of them texts. Raises Refused where it is no form."""
    if not isinstance(sent, dict):
        raise Refused("this is no form of this dashboard: open it anew")
    words, fields = (_texts(sent.get(name)) for name in ("words", "fields"))
    rest = {name: sent[name] for name in ("seen", "id") if isinstance(sent.get(name), str)}
    warned = sent.get("warned")
    rest["warned"] = [one for one in warned if isinstance(one, str)] if isinstance(warned, list) else []
    return {word: words[word] for word in WORDS if words.get(word)}, fields, str(sent.get("move") or ""), rest


def _texts(given):
    if not isinstance(given, dict) or len(given) > MOST:
        raise Refused("this is no form of this dashboard: open it anew")
    return {str(name): text[:LONGEST] for name, text in given.items() if isinstance(text, str)}


def _answered(at, cursor, fields, move, sent):
    known = at.known(cursor)
    if move not in {one.kind for one in at.moves()}:
        move = at.kind
    body = form.cleaned(at.model, fields)
    if move in TRIED and at.measure and body.get("points"):
        body["points"] = points_in_numbers(at.measure, body["points"])
    filled = Filled({**fields, "warned": sent["warned"]}, suggested=choices.suggested(at, opened.people(at), cursor))
    try:
        body |= _computed(at, cursor, move, body) if move not in TRIED or body.get("seasonal") else {}
    except Refused as problem:
        return opened.again(at, known, replace(filled, errors={"": sentence_case(str(problem)) + "."}))
    if move in WARNED and known:  # a form without a measure is refused by the journal
        body, found = _checked(at, known, body)
        if {one.check for one in found} - set(sent["warned"]):
            return _warned(at, known, filled, found, body)
    if move in TRIED and (errors := _falls_short(at, cursor, body)):
        return opened.again(at, known, replace(filled, errors=errors))
    if move not in sent["warned"] and (notice := _seen_first(at, cursor, move, body)):
        return opened.again(at, known, replace(filled, values={**filled.values, "warned": [move]}), notice)
    draft = _draft(at, known, move, body, fields.get("reason") or None, sent)
    try:
        at.written.journal.write(*writing.with_its_lines(draft), may=at.writer.may)
    except NotAccepted as problem:
        return opened.again(at, known, replace(filled, errors=problem.errors), opened.becomes(at, cursor))
    except Changed as problem:
        now = replace(at, thing=problem.thing)
        return opened.again(now, known, filled, beside.both(now, problem, fields))
    except Refused as problem:
        reason = str(problem).startswith("say why")
        errors = {"reason" if reason else "": sentence_case(str(problem)) + "."}
        return opened.again(at, known, replace(filled, errors=errors), opened.becomes(at, cursor))
    done = f"{at.family.name}: {_word(at, move).lower()}. {COUNTS.get(move, 'It stands on the page.')}"
    return opened.Answer(False, no_update, None, {"said": done, "draft": person_key(at), "at": f"{datetime.now()}"})


def _computed(at, cursor, move, body):
    """The fields of a move that nobody types. Raises Refused where they cannot be had."""
    if move in COMPUTED:
        return COMPUTED[move](at, body)
    if move == "action.tested":
        found = effects.accepted(effects.outcome(cursor, at.names, at.written, at.thing))
        if found is None:
            raise Refused("there is no test to accept: it needs a prediction and enough months, before and after")
        return found
    if move == "sample.drawn":
        return _sample(at, cursor, body)
    if move in TRIED:
        return {"season": season(cursor, at.measure["key"], at.unit.key, at.month)} if at.measure else {}
    if register := registers().get(at.family.key):
        name, fields = figures.field_of(register, kind_of(move).model), at.thing.fields if at.thing else {}
        return {name: figures.written(figures.now(cursor, register, at.thing.unit, fields))} if name else {}
    said = {"topic": at.topic[:120], **_begun_at(at)}
    if "plan" in at.model.model_fields and at.thing is None:
        said["plan"] = writing.open_plan(at.written, at.topic, at.unit.key).key
    kept = at.thing.fields if at.thing else {}
    return {name: kept.get(name) or text for name, text in said.items() if name in at.model.model_fields}


def _begun_at(at):
    """What an action was begun at: an entry of a register that it answers, or a meeting."""
    topic = at.written.thing(at.topic) if at.topic else None
    found = {"of": None, "meeting": None}
    return found | {"of" if topic and register_of(topic) else "meeting": at.topic or None}


def _sample(at, cursor, body):
    """The files that a seed draws; none yet where the form does not say what to draw."""
    try:
        said, _ = checked("sample.drawn", {**body, "cases": 0, "drawn": ()})
    except NotAccepted:
        return {"cases": 0, "drawn": ()}  # what is wrong is said beside the fields
    return sampling.kept(cursor, at.unit.key, at.month, said.seed, said.each, said.by_hand)


def _target(body):
    """A target as it was typed; None where something is wrong, which is said beside the fields."""
    try:
        return checked("target.proposed", body)[0]
    except NotAccepted:
        return None


def _falls_short(at, cursor, body):
    """{field: what is wrong} of a value that is no answer of its measure, and of a stretch that asks for no more than
    is expected, or than the target in force."""
    target = _target(body)
    if target is None or at.measure is None:
        return {}
    if wrong := _no_answer(at.measure, target):
        return wrong
    if target.sort != "stretch":
        return {}
    said = partial(figure, at.measure)
    if not targets.goes_further(at.measure, target.value, target.expected):
        return {"value": f"A stretch goes further than the {said(target.expected)} that is expected without it."}
    held = scorecard.ask_dicts(
        cursor, "targets_in_force", unit=at.unit.key, month=at.month, year_end=targets.year_end(at.month)
    )
    now = next((row["target_low"] for row in held if row["measure"] == at.measure["key"]), None)
    if now is not None and not targets.goes_further(at.measure, target.value, float(now)):
        return {"value": f"A stretch goes further than the target in force, {said(float(now))}."}
    return {}


def _no_answer(measure, target):
    answers = dict(answers_of(measure))
    said = [(name, getattr(target, name)) for name in ("value", "upper", "expected")]
    said += [("points", value) for _, value in points_of(target.points)]
    known = f"It is answered by {listed([*answers.values()])}: choose one of them."
    return {name: known for name, value in said if answers and value is not None and value not in answers}


def _seen_first(at, cursor, move, body):
    """What is to be seen before it is sent again: a target on the past, the chart without a rebase and with it."""
    if move in TRIED:
        return _rehearsed(at, cursor, body)
    if move not in REBASES or not body.get("rebase") or at.measure is None:
        return None
    note = {"key": at.thing.key if at.thing else None, "words": body.get("words") or "", "author": opened.called(at)}
    journal = at.snapshot.journal
    charts = rebased.tried(cursor, at.names, journal, at.measure, at.unit, {**note, "month": at.month})
    return beside.what_it_becomes(charts) if charts else None


def _rehearsed(at, cursor, body):
    """What a target would have meant, to be read before it is sent again; None where it cannot be tried."""
    target = _target(body)
    if target is None:
        return None
    last = points_of(target.points)[-1][1] if target.points else target.value
    if last is None or at.measure is None:
        return None
    found = rehearse(
        *(cursor, at.measure["key"], at.unit.key, at.month, last, target.upper),
        floor=target.value if target.sort == "floor" else None,
        season=target.season or LEVEL,
    )
    return beside.rehearsal(at, found)


def _word(at, move):
    """What a move has made of it: its state, or for what adds the word of its button."""
    found = next(one for one in at.family.moves if one.kind == move)
    return found.words if found.adds else at.family.states[found.to]


def _checked(at, known, body):
    """(the body with what is computed of it, what the checks found in its text)."""
    text = " ".join(body[part] for part in ("happened", "why", "will_do") if body.get(part))
    found = commentary.check(text, known.facts)
    return {**body, "signal": signals.told(known.chart), "findings": [one.check for one in found]}, found


def _warned(at, known, filled, found, body):
    text = " ".join(body[part] for part in ("happened", "why", "will_do") if body.get(part))
    values = {**filled.values, "warned": [one.check for one in found]}
    return opened.again(at, known, replace(filled, values=values, only=("warned",)), beside.findings(text, found))


def _draft(at, known, move, body, reason, sent):
    return Draft(
        kind=move,
        by=at.writer.subject,
        as_role=at.writer.role,
        name=at.writer.name,
        about=at.thing.key if at.thing else None,
        unit=None if at.thing else at.unit.key,
        measure=at.measure["key"] if at.measure and not at.thing else None,
        period=None if at.thing else f"{at.month:%Y-%m}",
        body=body,
        reason=reason,
        store=Path(at.snapshot.name).name,
        against=known.against if known else None,
        seen=sent.get("seen") or None,
        id=sent.get("id") or None,
    )
