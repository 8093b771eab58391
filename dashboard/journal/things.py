"""What a thing is now, told by its events; and which event may come next, from whom."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from dashboard.errors import Refused
from dashboard.journal import kinds
from dashboard.journal.events import Against, Changed, Event

NEW = ""  # the state of a thing that nothing has been written about


@dataclass(frozen=True)
class Move:
    """An event that may come in some states, and the state that it leads to.

    `needs` is the right of whoever writes it, at the thing's unit; `words` what its button says. `not_by` are kinds
    whose writers, since this one was last written, may not write it too; with `own` only whoever began the thing may.
    A move that `adds` (a reply) changes neither state nor fields, and never collides with another; one `by_command`
    has no button.
    """

    kind: str
    after: tuple[str, ...]
    to: str
    needs: str
    words: str
    not_by: tuple[str, ...] = ()
    own: bool = False
    reason: bool = False
    adds: bool = False
    by_command: bool = False


@dataclass(frozen=True)
class Family:
    """A kind of thing: its states in words, its moves, what must be known of it, and a check of the whole.

    `about` names what must be given of unit, measure and period; `check(draft, fields)` raises Refused where what is
    written contradicts itself, `check_thing(draft, fields, thing)` where it contradicts what was written before.
    `sees` is the right without which nothing of it is there for a reader; of one that is `private` there is only what
    names them in one of these fields, or what they began.
    """

    key: str
    name: str
    states: dict[str, str]
    moves: tuple[Move, ...]
    about: tuple[str, ...] = ("unit",)
    check: Callable = lambda draft, fields: None
    always_two: bool = False  # whatever the council says of two people
    check_thing: Callable = lambda draft, fields, thing: None
    sees: str = ""
    private: tuple[str, ...] = ()

    @property
    def is_approved(self):
        """Whether what one proposes somebody else may have to approve, as the council says."""
        return not self.always_two and any(move.not_by for move in self.moves)

    def move(self, kind, state):
        """The move that an event of a kind is in a state; None where it may not come there."""
        return next((one for one in self.moves if one.kind == kind and state in one.after), None)

    def was(self, kind, state):
        """The move that an event that was written is; by rules that have changed since, one of its kind."""
        return self.move(kind, state) or next((one for one in self.moves if one.kind == kind), None)

    def shows(self, thing, may, who):
        """Whether a thing is there for somebody: `may(right, unit)` is what they may, `who` what they sign in as."""
        if thing.begun.by in who:
            return True
        if self.private:
            named = [one for name in self.private for one in _several(thing.fields.get(name))]
            return any(one in who for one in named)
        return not self.sees or may(self.sees, thing.unit)

    def open_to(self, thing, may, by, alone=False):
        """The moves that somebody may make of a thing now: the buttons of its form."""
        return [
            one
            for one in self.moves
            if thing.state in one.after
            and not one.by_command
            and may(one.needs, thing.unit)
            and not barred(one, thing, by, alone)
        ]


def beginnings(kind):
    """The moves of a page that begin a thing with the form of a kind of event, which several moves can share."""
    model = kinds.known(kind).model
    first = [one for one in kinds.family_of(kind).moves if NEW in one.after and not one.by_command]
    return [one for one in first if kinds.known(one.kind).model is model]


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing as it is after its last event.

    `fields` are those of the newest body that said them, `begun` the first event, `last` the last that changed it,
    `figure` the newest with a number that it was written against (None: none has one), `wrote` (number, who) of
    each event of a kind, `added` what was added (replies), the oldest first.
    """

    key: str
    family: str
    state: str
    unit: str | None
    measure: str | None
    period: str | None
    fields: dict
    begun: Event
    last: Event
    figure: Event | None = None
    wrote: dict = field(default_factory=dict)
    added: tuple = ()

    @property
    def seen(self):
        """What a form opened now gives back as Draft.seen."""
        return self.last.id


def _several(value):
    return value if isinstance(value, tuple | list) else [value]


def step(thing, event):
    """The Thing after one more event. `thing` is None where it is the first."""
    family = kinds.family_of(event.kind)
    move = family.was(event.kind, thing.state if thing else NEW)
    if move is None:
        return thing
    if move.adds and thing:
        return replace(thing, added=(*thing.added, event), wrote=_wrote(thing, event))
    if thing is None:
        thing = Thing(event.about, family.key, NEW, None, None, None, {}, event, event)
    return replace(
        thing,
        state=move.to,
        unit=event.unit,
        measure=event.measure,
        period=event.period,
        fields=thing.fields | event.body.model_dump(),
        last=event,
        figure=thing.figure if event.against == Against() else event,
        wrote=_wrote(thing, event),
    )


def _wrote(thing, event):
    return {**thing.wrote, event.kind: (*thing.wrote.get(event.kind, ()), (event.number, event.by))}


def fold(events, things=None):
    """{key: Thing} of events in their order, onto those there are; events of no family are passed over."""
    things = {} if things is None else things
    for event in events:
        if kinds.family_of(event.kind) and (now := step(things.get(event.about), event)):
            things[event.about] = now
    return things


def admitted(draft, thing, may, alone=()):
    """The Move that a draft is. Raises Refused, or Changed where another came first."""
    family = kinds.family_of(draft.kind)
    move = family.move(draft.kind, thing.state if thing else NEW)
    if move is None or (thing is not None and draft.seen != thing.seen and not move.adds):
        raise _stale(family, draft, thing)
    unit = draft.unit or (thing.unit if thing else None)
    if not may(move.needs, unit):
        raise Refused(f"you may not do this here ({family.name.lower()}: {move.words.lower()})")
    if thing is not None and (why := barred(move, thing, draft.by, family.key in alone)):
        raise Refused(why)
    if move.reason and not (draft.reason or "").strip():
        raise Refused(f"say why: '{move.words}' needs a reason")
    for word in family.about:
        if not (getattr(draft, word) or (thing and getattr(thing, word))):
            raise Refused(f"a {family.name.lower()} needs a {word}")
    return move


def _stale(family, draft, thing):
    if thing is None:
        return Refused(f"there is no {family.name.lower()} '{draft.about}' to do this to ({draft.kind})")
    if draft.seen and draft.seen != thing.seen:
        return Changed(draft, thing)
    if family.move(draft.kind, thing.state):
        return Refused(f"{draft.kind}: say on which event the form was opened (seen)")
    choices = ", ".join(sorted({one.kind for one in family.moves if thing.state in one.after})) or "none"
    return Refused(
        f"this {family.name.lower()} is {family.states[thing.state].lower()}: {draft.kind} cannot come now"
        f" (what can: {choices})"
    )


def barred(move, thing, by, alone=False):
    """Why somebody may not make a move that others may; '' where they may."""
    if move.own and by != thing.begun.by:
        return f"only {thing.begun.called}, who wrote it, may do this ({move.words.lower()})"
    wrote = [] if alone else [number for kind in move.not_by for number, who in thing.wrote.get(kind, ()) if who == by]
    if wrote and max(wrote) > max((number for number, _ in thing.wrote.get(move.kind, ())), default=0):
        return f"you wrote it: somebody else has to do this ({move.words.lower()})"
    return ""
