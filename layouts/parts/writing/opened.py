"""What the panel shows when it is opened: the form of a kind of event, or a thing with all that can be done to it."""

import json
from dataclasses import dataclass

import dash
from dash import html

from dashboard import strategy
from dashboard.errors import Refused
from dashboard.journal.events import new_id
from dashboard.journal.kinds import known as kind_of
from layouts import words
from layouts import written as writings
from layouts.address import NotHere, link, query
from layouts.parts import blocks
from layouts.parts.blocks import tag
from layouts.parts.writing import beside, choices, form, rebased, shown
from layouts.parts.writing.form import Filled
from layouts.parts.writing.spot import person_key, spot
from layouts.words import signals
from layouts.words import writing as said
from layouts.words.targets import points_in_words

PATH = "/write"


@dataclass(frozen=True)
class Answer:
    """What the panel becomes: open or not, its title and body; `done` is what was written, in a sentence."""

    is_open: bool
    title: str
    body: object
    done: object = dash.no_update


def to(**asked):
    """The address that opens the panel."""
    return link(PATH, **asked)


def answer(store, request, asked):
    """The Answer to a link that was pressed: `asked` is {"search": "?kind=..."}."""
    search = asked.get("search") if isinstance(asked, dict) else None
    try:
        at = spot(store, request, query(search if isinstance(search, str) else ""))
        with at.snapshot.cursor() as cursor:
            known = at.known(cursor)
            if at.thing and not at.kind:
                return Answer(True, at.family.name, blocks.still(about(at, known, becomes(at, cursor))))
            filled = Filled(_begun(at, cursor), suggested=choices.suggested(at, people(at), cursor))
            return Answer(True, title(at), blocks.still(body(at, known, filled, becomes(at, cursor))))
    except (Refused, NotHere) as problem:
        return refused(problem)


def becomes(at, cursor):
    """What a chart becomes by the note that is looked at or judged; None for anything else."""
    is_note = at.thing is not None and at.thing.family == "note"
    return rebased.both(cursor, at.names, at.snapshot.journal, at.thing) if is_note else None


def refused(problem):
    return Answer(
        True, "Not here", blocks.still(html.P(words.sentence_case(str(problem)).rstrip(".") + ".", className="wrong"))
    )


def title(at):
    if not at.thing:
        return at.family.name
    move = at.moves()
    return f"{at.family.name}: {move[0].words.lower()}" if move else at.family.name


def body(at, known, filled, notice=None):
    """A form with what stands around it. `notice` is shown first: what was found in a text, or what another wrote."""
    moves = at.moves()
    return [
        kinds(at),
        place(at, known),
        beside.beside(at, known),
        notice,
        _wrong(filled.errors.get("")),
        _form(at, moves, filled) if moves else html.P(said.not_open(at.unit.name, at.needed()), className="wrong"),
    ]


def kinds(at):
    """The kinds that whoever writes may begin here, where there is a choice."""
    if at.thing or at.topic or at.kind not in said.BEGUN:
        return None
    links = [
        (name, to(**{**at.words(), "kind": kind}), kind.partition(".")[0] == at.family.key)
        for kind, name in writings.begun_at(at.unit.key, at.measure).items()
    ]
    is_none_else = all(chosen for _, _, chosen in links)
    return None if is_none_else else blocks.choice("Write a", links)


def place(at, known):
    """Of what it is: measure, unit, month, and the number it is written against."""
    where = [at.unit.name, words.month_words(at.month)]
    if known is None:
        return html.P(", ".join(where), className="soft")
    now = known.now
    number = words.figure(at.measure, now["value"]) if now["value"] is not None else now["reason"] or "no value"
    told = [html.B(at.measure["title"]), f", {', '.join(where)}: ", html.B(number)]
    if now["value"] is not None and now["standing"]:
        told += [" ", blocks.standing(now["standing"])]
    signal = signals.told(known.chart)
    return html.P([*told, f". Signal: {signal}." if signal else "."], className="of")


def _form(at, moves, filled):
    reasons = [words.sentence_case(one.words) for one in moves if one.reason]
    asked_why = f"Needed for: {words.listed(reasons)}." if 0 < len(reasons) < len(moves) else ""
    hidden = {
        **at.words(),
        "seen": at.thing.seen if at.thing else "",
        "id": new_id(),
        "warned": filled.values.get("warned", []),
    }
    buttons = [
        tag(
            "Button",
            one.words,
            type="submit",
            name="move",
            value=one.kind,
            className="button first" if place == 0 else "button",
        )
        for place, one in enumerate(moves)
    ]
    return tag(
        "Form",
        [
            form.month(at, filled) if at.has_month else None,
            *form.controls(at.model, filled),
            _reason(filled, asked_why) if reasons else None,
            tag("Div", buttons, className="buttons"),
        ],
        method="post",
        action=PATH,
        noValidate=True,
        **{"data-writing": json.dumps(hidden), "data-draft": person_key(at)},
    )


def _reason(filled, asked_why):
    error = filled.errors.get("reason")
    about = [f"writing-reason-{word}" for word, said_ in (("help", asked_why), ("error", error)) if said_]
    return tag(
        "Div",
        [
            tag("Label", "Why", htmlFor="writing-reason"),
            tag(
                "Textarea",
                filled.values.get("reason", ""),
                id="writing-reason",
                name="reason",
                rows=2,
                maxLength=600,
                className="form-control",
                **{"aria-describedby": " ".join(about) or None},
            ),
            tag("Div", asked_why, id="writing-reason-help", className="help") if asked_why else None,
            tag("Div", error, id="writing-reason-error", className="wrong") if error else None,
        ],
        className="field",
    )


def _wrong(sentence):
    return html.P(sentence, className="wrong", role="alert") if sentence else None


def _begun(at, cursor):
    """What a form begins with: what the thing says now, the arrow of objectives.toml in whose place it comes, or what
    its fields are said to begin with."""
    values = _first(at) | (dict(at.thing.fields) if at.thing else {})
    if at.kind == "link.drawn" and at.topic and not at.thing:
        replaced = strategy.of_file(cursor).get(at.topic)
        values = replaced.model_dump(exclude={"topic"}) if replaced else {}
    if at.family.key == "target" and at.measure and values.get("points"):
        values["points"] = points_in_words(at.measure, values["points"])
    return {name: values[name] for name in at.model.model_fields if values.get(name) is not None}


def _first(at):
    """{field: value} of what a field `begins` with: the day, or whoever writes, where it is not for a meeting."""
    known = {"today": writings.today(), "writer": "" if at.topic else called(at)}
    begins = {name: (info.json_schema_extra or {}).get("begins") for name, info in at.model.model_fields.items()}
    return {name: known[word] for name, word in begins.items() if word and known[word]}


def called(at):
    """Whoever writes, as others know them."""
    return at.writer.name or at.writer.subject


def people(at):
    """Who may be meant by a name: the leaders of the unit and of those around it, and whoever writes."""
    units = [*at.names.above(at.unit), at.unit, *at.unit.below_in(at.month)]
    return list(dict.fromkeys([called(at), *(unit.leader for unit in units if unit.leader)]))


def about(at, known, charts=None):
    """A thing: what it says, its past, and a link for each thing that can be done to it."""
    moves = at.family.open_to(at.thing, at.writer.may, at.writer.subject, at.is_alone)
    forms = {}
    for one in moves:
        forms.setdefault(kind_of(one.kind).model, []).append(one)
    links = [
        tag(
            "A",
            " / ".join(dict.fromkeys(one.words for one in several)),
            href=to(about=at.thing.key, kind=several[0].kind),
            className="button",
        )
        for several in forms.values()
    ]
    changed = said.written_against(at.measure, at.thing.figure, known.now) if known else ""
    events = at.written.journal.events(about=at.thing.key)
    return [
        place(at, known),
        shown.entry(at.names, at.thing, changed, alone=True),
        html.P(tag("A", "See the values first", href=seen)) if (seen := shown.seen_at(at.thing)) else None,
        charts,
        tag("Div", links, className="buttons") if links else None,
        blocks.folded(
            "What happened to it",
            [html.Ol([html.Li(_past(at.family, one)) for one in events], className="past")],
        ),
    ]


def _past(family, event):
    move = next((one for one in family.moves if one.kind == event.kind), None)
    why = f": {event.reason}" if event.reason else ""
    return f"{move.words if move else event.kind}, {said.signed(event)}{why}"


def again(at, known, filled, notice=None):
    """The form once more, with what was typed and what is to be said of it."""
    return Answer(True, title(at), blocks.still(body(at, known, filled, notice)))
