"""Targets in words: what each comes to, whence it is, the chance that it is met, the rule by which it is judged."""

import re
from functools import partial

from dashboard.journal.families.targets import KINDS
from dashboard.statistics import chance
from layouts import words
from layouts.words import writing

NOT_JUDGED = "It is not judged: neither more nor less of it is better."
JOINT = "joint: agreed with a partner"
MARKS = {True: "✓", False: "✗", None: "?"}
ANSWERS = {True: "yes", False: "no", None: "cannot be told"}


def lead(unit, aims, proposed):
    """How many targets a unit has, how many are met, how many unlikely to be and how many wait."""
    held = [aim for aim in aims if aim.low is not None or aim.high is not None]
    own = sum(aim.is_own for aim in held)
    met = sum(aim.row["standing"] == "met" for aim in held)
    waiting = sum(len(aim.waiting) for aim in aims) + sum(one.state in ("proposed", "returned") for one in proposed)
    if not held:
        return f"{unit.name} has no target in force." + (f" {waiting} proposed." if waiting else "")
    told = [aim.chance.found for aim in held if aim.chance and aim.chance.found is not None]
    unlikely = sum(map(chance.is_unlikely, told))
    parts = [
        f"{words.count_words(len(held), 'target')} in force, {own} of them its own; {met} met now",
        f"{unlikely} unlikely to be met by the end of the year on present performance",
        f"{waiting} waiting for a word" if waiting else "",
    ]
    return "; ".join(filter(None, parts)) + "."


def kind(sort):
    return (JOINT if sort == "joint" else KINDS[sort]).partition(":")[0].capitalize()


def level(aim):
    """'at least 85.0%' as the scorecard says it; of what is only watched, that."""
    if aim.row["sort"] == "monitor only":
        return "watched, no target"
    return words.target_words(aim.measure, aim.low, aim.high)


def whence(names, unit, row):
    """'from the whole council; this unit has none of its own'; with whom one of its own was agreed; '' of others."""
    if row["target_unit"] == unit.key:
        return row["set_by"] if row["sort"] == "joint" else ""
    above = names.units.get(row["target_unit"])
    return f"from {above.name if above else row['target_unit']}; this unit has none of its own"


def source(row):
    """'targets.csv, line 12' of a target of a file; '' of one that was approved here."""
    return f"{row['file']}, line {row['line']:,}" if row["file"] else ""


def proposed(measure, thing):
    """A target that was written, in its measure's own unit."""
    return writing.target(thing.fields, partial(words.figure, measure))


def points_in_words(measure, points):
    """'2027-03 good' for the '2027-03 3' of a trajectory whose measure is answered in words."""
    return _points(points, {f"{number}": answer for number, answer in words.answers(measure)})


def points_in_numbers(measure, points):
    """The other way round, for what was typed."""
    return _points(points, {answer.lower(): f"{number}" for number, answer in words.answers(measure)})


def _points(points, called):
    parts = [part.strip().partition(" ") for part in re.split(r"[,;\n]", points) if part.strip()]
    return ", ".join(f"{month} {called.get(said.strip(' :=').lower(), said)}".strip() for month, _, said in parts)


def by(aim):
    """By when a target is to be reached: a trajectory by its last month, others by a day."""
    if aim.by is None:
        return "no day set"
    return words.month_words(aim.by) if aim.row["sort"] == "trajectory" else words.day_words(aim.by)


def chance_sentence(measure, found):
    """The chance as one sentence with what it rests on."""
    if found.found is None:
        return f"No chance is told: {found.why}."
    point, lower, upper = (words.figure(measure, one) for one in found.expected)
    return (
        f"On present performance it is met in {chance.frequency(found.found)} ({chance.word(found.found)}): at the end"
        f" of {words.month_words(found.month)} {point} is expected, with four chances in five from {lower} to {upper}."
    )


def rule(measure, near, floor=None):
    """The rule by which a value of a measure is met, near or missed, in words."""
    better = measure["better"]
    if better == "neither":
        return NOT_JUDGED
    if measure.get("answers"):
        return (
            f"Met at the target’s answer or a better one, else missed: between two answers there is no “near”. From the"
            f" worst to the best: {measure['answers']}. Before the day from which a target holds nothing is judged."
        )
    met = {
        "higher": "Met at the target or above",
        "lower": "Met at the target or below",
        "range": "Met from the lower end to the upper end of the target",
    }[better]
    past = {"higher": "below it", "lower": "above it", "range": "outside it"}[better]
    decimals = int(measure["decimals"] or 0)
    shown = "as a whole number" if decimals == 0 else f"to {words.count_words(decimals, 'decimal').lower()}"
    said = f"{met}; near up to {near:g}% of the target {past}; else missed. The value counts as it is shown, {shown}."
    if floor is not None and better != "range":
        worse = "Below" if better == "higher" else "Above"
        said += f" {worse} the floor of {words.figure(measure, floor)} it is missed, however near the target."
    return said


def rehearsed(measure, found, unit):
    """What a target would have meant, in sentences."""
    if measure["better"] == "neither":
        yield NOT_JUDGED
        return
    counts = found.counts
    months = words.count_words(len(found.months), "month").lower()
    if not found.months:
        yield f"Nothing to try it on: {unit.name} has no value in the last three years."
        return
    yield (
        f"Of the last {months} with a value {counts['met']} would have met it, {counts['near']} would have been near"
        f" and {counts['missed']} would have missed it."
    )
    flips = len(found.flips)
    if flips:
        yield (
            f"In {words.count_words(flips, 'month').lower()} it would have changed its colour while nothing out of the"
            " ordinary had happened."
        )
    else:
        yield "It would not once have changed its colour without a signal."
    if len(found.units) == 1:
        yield f"Today {unit.name} would {'miss it' if found.red else 'not miss it'}."
    elif found.units:
        newly = f", {len(found.newly_red)} of them that miss nothing now" if found.newly_red else ""
        yield f"Of {len(found.units)} units that it holds for, {len(found.red)} would miss it today{newly}."


def age(since, today):
    """How long a target has stood: '5 months', 'from April 2027' of one to come."""
    if since > today:
        return f"from {since:%B %Y}"
    months = (today.year - since.year) * 12 + today.month - since.month
    if months < 1:
        return "new"
    if months < 24:
        return words.count_words(months, "month").lower()
    return words.count_words(months // 12, "year").lower()


def flow(thing):
    """Who proposed a target and who approved it."""
    said = f"proposed by {writing.signed(thing.begun)}"
    if thing.state == "approved":
        by = thing.fields.get("body")
        return f"{said}; approved by {writing.signed(thing.last)}" + (f" ({by})" if by else "")
    return f"{said}; {writing.state(thing).lower()}" if thing.state != "proposed" else said
