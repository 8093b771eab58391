"""Accreditation: what was decided of each provider from which day, packages begun without it, whether it is fair."""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from dashboard.asking import ask_dicts
from dashboard.registers import registers

KEY = "accreditation"
YES, NO = ("accredited", "conditioned", "reinstated"), ("refused", "suspended", "withdrawn", "expired")
DECIDED = ("accredited", "conditioned", "refused")
WHY = {"refused": "had been refused", "suspended": "was suspended", "withdrawn": "had it taken away",
       "expired": "had lapsed", "lapsed": "had lapsed"}  # fmt: skip
TESTS = ("ethos", "standards", "managers", "staff", "systems", "money")
ADVICE = {"accredited": "accredit", "conditioned": "accredit on conditions", "refused": "refuse"}
NEVER = date(9999, 12, 31)


@dataclass(frozen=True)
class Span:
    """A provider from a day up to the day before another: `why` it is not accredited then; '' where it is."""

    provider: str
    begins: date
    ends: date
    why: str


def events_of(written, things):
    """{key: events, the oldest first} of accreditations."""
    found = {one.key: [] for one in things}
    for event in written.heard.events(kinds=list(registers()[KEY].models)) if things else ():
        if event.about in found:
            found[event.about].append(event)
    return found


def spans(thing, events):
    """The Spans of an accreditation in their order. What was decided holds from its own day, not from when it was
    written down; before the first decision nothing is known; a suspension under appeal stands until it is heard."""
    steps, last = [], ""
    for event in events:
        move = event.kind.partition(".")[2]
        body = event.body
        if move in NO:
            steps.append((getattr(body, "from"), WHY[move], None))
        elif move in YES or (move == "upheld" and last != "refused"):
            steps.append((getattr(body, "from"), "", getattr(body, "until", None)))
        last = move if move in (*YES, *NO) else last
    # Of two decisions for one day the one written later holds.
    steps = sorted(enumerate(steps), key=lambda one: (one[1][0], one[0]))
    found, until = [], NEVER
    for place, (_, (begins, why, valid)) in enumerate(steps):
        ends = steps[place + 1][1][0] if place + 1 < len(steps) else NEVER
        until = valid + timedelta(days=1) if valid else until  # an appeal that is upheld gives it back as it was
        provider = thing.fields["provider"]
        if not why and until < ends:
            found.append(Span(provider, begins, max(begins, until), ""))
            found.append(Span(provider, max(begins, until), ends, WHY["lapsed"]))
        else:
            found.append(Span(provider, begins, ends, why))
    return [one for one in found if one.begins < one.ends]


def status(found, day):
    """The Span that a day lies in; None before anything was decided."""
    return next((one for one in found if one.begins <= day < one.ends), None)


def begun_without(cursor, every, unit, month):
    """The packages that began with a provider that was not accredited on that day, the newest first."""
    without = [one for one in every if one.why]
    asked = {"providers": [one.provider for one in without], "begins": [one.begins for one in without],
             "ends": [one.ends for one in without], "whys": [one.why for one in without]}  # fmt: skip
    return ask_dicts(cursor, "unaccredited_packages", unit=unit, month=month, **asked) if without else []


@dataclass(frozen=True)
class Fair:
    """How providers of one size or sector have fared: decisions, of them refused, days from application to decision
    (the middle one), decided otherwise than the assessors advised, appeals, those upheld, tests not met."""

    of: str
    decided: int
    refused: int
    days: float | None
    against: int
    appeals: int
    upheld: int
    not_met: dict


def fairness(things, events, field):
    """A Fair for each value of a field, in the order of the register's choices."""
    return [
        _fair(value, [(one, events[one.key]) for one in things if one.fields[field] == value])
        for value in registers()[KEY].fields[field]["choices"]
        if any(one.fields[field] == value for one in things)
    ]


def _fair(value, several):
    decided = refused = against = appeals = upheld = 0
    days, not_met = [], dict.fromkeys(TESTS, 0)
    for _thing, events in several:
        applied = advice = None
        for event in events:
            move, body = event.kind.partition(".")[2], event.body
            applied = body.applied_on if move == "applied" else applied
            appeals, upheld = appeals + (move == "appealed"), upheld + (move == "upheld")
            if move == "assessed":
                advice = body.advice
                for test in TESTS:
                    not_met[test] += getattr(body, test) == "not met"
            if move in DECIDED and advice:
                decided, refused = decided + 1, refused + (move == "refused")
                against += ADVICE[move] != advice
                if applied:
                    days.append((event.at.date() - applied).days)
                applied = advice = None
    return Fair(value, decided, refused, median(days) if days else None, against, appeals, upheld, not_met)
