"""What people wrote, as it is told: whose, of when, against which number, and what was so after an action."""

from datetime import date
from functools import partial

from dashboard.journal.families.rights import last_day
from dashboard.journal.families.targets import points_of
from dashboard.journal.kinds import families
from dashboard.registers import register_of
from dashboard.statistics.effect import TooEarly
from layouts import words
from layouts.words import guide

PARTS = ("value", "numerator", "denominator")
# What may be begun of a measure at a unit, with what its button says.
BEGUN = {
    "comment.published": "Comment",
    "note.proposed": "Note",
    "action.proposed": "Action",
    "decision.made": "Decision",
}
TARGET_SAYS = {
    "why": "Why this level",
    "actions": "How it will be reached",
    "resources": "Resources and constraints",
    "source": "Published in",
    "body": "Approved by",
}
HEADLINES = ("title", "words", "happened", "name", "purpose")  # the first that a thing has is its line
STATES = {"published": "", "approved": "", "open": ""}  # those that need no word
VERDICTS = {
    "as predicted": "as predicted",
    "smaller than predicted": "a change, smaller than predicted",
    "more than predicted": "a change, larger than predicted",
    "no change shown": "no change is shown, and the one predicted is not ruled out",
    "no change, and the prediction is ruled out": "no change is shown, and the one predicted is ruled out",
    "worse": "it moved the other way",
}


def family(thing):
    return families()[thing.family]


def not_open(unit, right):
    """Why a form has no button: whose right it takes, or that it is no longer to be done."""
    if right:
        return f"You may not do this at {unit}. Who may there: {guide.who_may(right)}."
    return "This is not to be done now: it has been done, or something else comes first, or it takes another person."


def family_name(thing):
    return family(thing).name


def state(thing):
    """The state of a thing in words; '' where it says nothing that the reader does not see."""
    named = families()[thing.family].states[thing.state]
    return named if register_of(thing) or thing.family == "target" else STATES.get(thing.state, named)


def state_in_full(thing):
    """The state of a thing in words, also where it goes without saying."""
    return families()[thing.family].states[thing.state]


def month(period):
    """'September 2026' of '2026-09'."""
    return words.month_words(date(*map(int, period.split("-")), 1))


def signed(event):
    """'ann, 3 October 2026': who wrote an event and when."""
    return f"{event.called}, {event.at:%-d %B %Y}"


def headline(thing):
    """A thing in one line."""
    if register := register_of(thing):
        return register.headline_of(thing)
    fields = thing.fields
    if thing.family == "target":
        return target(fields)
    if thing.family == "right":
        return right(thing)
    if thing.family == "subscription":
        return f"the report “{fields['topic']}” for {fields['who'] or thing.begun.called}"
    return next((fields[word] for word in HEADLINES if fields.get(word)), "")


def right(thing):
    """'ann.smith: team leader, 3 March 2026 to 9 March 2026'; of an emergency, whose it was."""
    fields, begun = thing.fields, thing.begun
    if "role" not in fields:
        until = f"{last_day(thing):%-d %B %Y}"
        return f"{begun.called} opened records in an emergency, {begun.at:%-d %B %Y} to {until}"
    return f"{fields['who']}: {fields['role']}, {fields['begins']:%-d %B %Y} to {fields['ends']:%-d %B %Y}"


def target(fields, figure="{:g}".format):
    """A target in one line: '80 by 31 March 2027'. `figure` says a value, in the measure's own unit if known."""
    sort, value, upper = fields["sort"], fields["value"], fields["upper"]
    if sort == "monitor only":
        return "monitored only, no target"
    if sort == "trajectory":
        points = [f"{figure(value)} in {words.month_words(month)}" for month, value in points_of(fields["points"])]
        return words.listed(points)
    level = figure(value) if upper is None else f"{figure(value)} to {figure(upper)}"
    if sort == "milestone":
        return f"{level} by {fields['by']:%-d %B %Y}, and from then on"
    kind = "" if sort == "target" else f"{sort} of "
    return f"{kind}{level}" + (f" by {fields['by']:%-d %B %Y}" if fields["by"] else "")


def rest(thing):
    """What a thing says besides its headline, as (title, text) pairs."""
    if register := register_of(thing):
        return register.rest_of(thing)
    fields = thing.fields
    if thing.family == "comment":
        return [
            (name, fields[key]) for key, name in (("why", "Why"), ("will_do", "What we will do")) if fields.get(key)
        ]
    found = []
    if thing.family in ("action", "decision"):
        found.append(("Who", f"{fields['owner']}, by {fields['due']:%-d %B %Y}"))
    if thing.family == "target":
        found += [(name, fields[key]) for key, name in TARGET_SAYS.items() if fields.get(key)]
    if thing.family == "right":
        found.append(("Why", fields["why"]))
    if thing.family == "sample":
        files = f"{len(fields['drawn']):,} of {fields['cases']:,} cases"
        found += [("Drawn with the number", str(fields["seed"])), ("Files", files)]
    if fields.get("aim"):
        found.append(("Aim", fields["aim"]))
    if fields.get("learnt"):
        found.append(("What was learnt", fields["learnt"]))
    return found


def prediction(measure, fields):
    """'up by 5.0 pts from July 2026'; '' where nothing was predicted."""
    if not fields.get("direction"):
        return ""
    return f"{fields['direction']} by {words.moved_amount(measure, fields['size'])} from {month(fields['by'])}"


def written_against(measure, figure, now):
    """'written when this was 68.1%; it is 70.1% now', where a later build changed the number; else ''.

    `figure` is the event that was written against a number, `now` the row of the same period today: value, numerator,
    denominator. Where both read the same, what they are made of tells them apart.
    """
    if figure is None or figure.basis is None:
        return ""
    sides = [[_number(figure, part) for part in PARTS], [_number(now, part) for part in PARTS]]
    if all(_same(*pair) for pair in zip(*sides, strict=True)):
        return ""
    then, today = ("" if side[0] is None else words.figure(measure, side[0]) for side in sides)
    if then == today:
        then, today = (f"{then} ({_made_of(measure, side)})" for side in sides)
    was, is_ = f"was {then}" if then else "had no value", f"is {today}" if today else "has none"
    return f"written when this {was}; it {is_} now"


def _number(of, part):
    found = of[part] if isinstance(of, dict) else getattr(of, part)
    return None if found is None else float(found)


def _same(then, now):
    if then is None or now is None:
        return then is now
    return abs(then - now) <= 1e-9 * max(abs(then), abs(now), 1)


def _made_of(measure, side):
    joined = "of" if measure["kind"] == "proportion" else "over"
    return f" {joined} ".join(words.exact(one) for one in side[1:] if one is not None)


def power(measure, least, unit):
    """What twelve months can show, told while a prediction is written; `least` is None without enough months."""
    if least is None:
        return f"With fewer than 12 months of {unit} since its chart last began no effect can be tested yet."
    if not least:
        return "The months before never varied: any change will show."
    return (
        f"With this history twelve months can show a change of about {words.moved_amount(measure, least)}:"
        " a smaller one would hardly be told from chance."
    )


def effect(measure, outcome):
    """What was so after an action, a sentence at a time. They say "after" and never "because of"."""
    found = [_after(measure, outcome), _beside(measure, outcome)]
    if outcome.others:
        many = words.count_words(outcome.others, "other action").lower()
        found.append(f"In the same months {many} on this measure began here: what moved may be theirs.")
    return [sentence for sentence in found if sentence]


def _after(measure, outcome):
    found = outcome.found
    if isinstance(found, TooEarly):
        return _too_early(found)
    value = partial(words.figure, measure)
    said = (
        f"In the {words.count_words(found.months_after, 'month').lower()} after, {value(found.after)} on average; in"
        f" the {found.months_before} before, {value(found.before)}. That is {_moved(measure, found)}."
    )
    predicted = f"{'up' if outcome.predicted > 0 else 'down'} by {words.moved_amount(measure, outcome.predicted)}"
    return f"{said} Predicted was {predicted}: {VERDICTS[found.verdict]}."


def _moved(measure, found):
    """'6.2 points more (90% interval 3.1 more to 9.3 more)'."""
    way = "more" if found.difference >= 0 else "less"
    low, high = words.signed(measure, found.lower), words.signed(measure, found.upper)
    return f"{words.moved_amount(measure, found.difference)} {way} (90% interval {low} to {high})"


def _too_early(found):
    if found.side == "before":
        return (
            f"No test: {words.count_words(found.months, 'month').lower()} with a value before it began, and"
            f" {found.needed} are needed."
        )
    return (
        f"Too early to tell: {words.count_words(found.months, 'month').lower()} after, and {found.needed} are needed."
    )


def _beside(measure, outcome):
    found = outcome.beside
    if found is None or isinstance(found, TooEarly):
        return ""
    many = words.count_words(outcome.peers, "unit").lower()
    return f"Less what moved at the same time at {many} like it: {_moved(measure, found)}; {VERDICTS[found.verdict]}."
