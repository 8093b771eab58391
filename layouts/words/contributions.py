"""A difference and its parts in plain words: what a statistician would say of it."""

from dashboard.drivers import PEERS, UNITS
from layouts import words

WORTH_SAYING = 0.2  # of the difference: what a part must come to before the sentence names it
ALL_ALIKE = 0.4  # of the difference: where all parts went its way and none comes to more, they are said together
HARDLY = 0.1  # of the difference: below it the mix hardly mattered
NONE_OR_SEVERAL = "Counted in more than one part, or in none of them"
POPULATION = "Change of the population"
SHORTER = {NONE_OR_SEVERAL: "In several parts, or in none"}  # beside the bars


def part_name(names, by, key):
    if by == UNITS:
        return names.units[key].name if key in names.units else key
    return f"{words.sentence_case(by.replace('_', ' '))} not known" if key in ("", "Not known") else key


def parts_words(names, unit, by):
    """What the parts are called together: teams, user groups."""
    if by != UNITS:
        return words.many_words(by)
    levels = {child.level for child in unit.below}
    return f"{levels.pop()}s" if len(levels) == 1 else "units"


def one_word(names, unit, by):
    if by != UNITS:
        return by.replace("_", " ")
    return parts_words(names, unit, by)[:-1]


def sides_words(found, unit):
    """(before, after) as headings: the two months, or the peers and the unit."""
    if found.against == PEERS:
        return "its peers", unit.name
    return words.short_month(found.before.month), words.short_month(found.after.month)


def sentence(measure, unit, found, name, many):
    """What a statistician would say of the difference, in plain words."""
    if found.split is None:
        return f"The difference can’t be split: {found.reason}."
    difference = found.split.difference
    said = [_moved(measure, found), *_led_by(measure, found.split, name, many), _mixed(measure, found.split, many)]
    said.append(
        _aside(measure, found.split.remainder, difference, f"what is counted in several {many} or in none comes to")
    )
    said.append(_aside(measure, found.split.base, difference, "the change of the population alone comes to"))
    first, *rest = [clause for clause in said if clause]
    return first + (": " + "; ".join(rest) if rest else "") + "."


def _moved(measure, found):
    """'Down 21.3 points since September 2025', '£0.52 per hour above its peers'."""
    difference = found.split.difference
    amount, unit = words.moved_amount(measure, difference), words.unit_words(measure)
    amount += f" {unit}" if unit else ""
    if not shown(measure, difference):
        return "The same as its peers" if found.against == PEERS else f"No change since {_month(found.before)}"
    if found.against == PEERS:
        peers = "the average of its peers" if measure["kind"] in ("count", "money") else "its peers taken together"
        return f"{amount} {'above' if difference > 0 else 'below'} {peers}"
    since = "since" if found.against < found.after.month else "as against"
    return f"{'Up' if difference > 0 else 'Down'} {amount} {since} {_month(found.before)}"


def _month(side):
    return words.month_words(side.month)


def _led_by(measure, split, name, many):
    """The parts that went the whole's way, largest first, and the one that most pulled the other way."""
    way = 1 if split.difference > 0 else -1
    ordered = sorted((p for p in split.parts if shown(measure, p.total)), key=lambda part: -part.total * way)
    if len(ordered) > 2 and ordered[-1].total * way > 0 and ordered[0].total * way < ALL_ALIKE * abs(split.difference):
        most = words.signed(measure, ordered[0].total)
        yield f"all {len(ordered)} {many} went that way, {name(ordered[0].key)} most ({most})"
        return
    large = [part for part in ordered if part.total * way > WORTH_SAYING * abs(split.difference)][:3]
    if large:
        verbs = ["accounts for", "for", "for"]
        shares = [
            f"{name(part.key)} {verb} {words.moved_amount(measure, part.total)}"
            for part, verb in zip(large, verbs, strict=False)
        ]
        within = sum(part.total for part in large) * way <= abs(split.difference) * 1.000001
        yield words.listed(shares) + (" of it" if within else "")
    if ordered and -ordered[-1].total * way > WORTH_SAYING * abs(split.difference):
        yield f"{name(ordered[-1].key)} pulled the other way ({words.signed(measure, ordered[-1].total)})"


def _mixed(measure, split, many):
    """What the mix did. Nothing where no mix is worked out, or there is but one part."""
    if split.parts[1:] == () or not weighs(split):
        return ""
    amount = words.signed(measure, split.mix)
    if abs(split.mix) <= HARDLY * abs(split.difference):
        return f"the mix of {many} hardly mattered ({amount})"
    if split.mix * split.difference > 0 and split.rate * split.difference < 0:
        rates = f"while the rates within them went the other way ({words.signed(measure, split.rate)})"
        return f"the changed mix of {many} alone comes to {amount}, {rates}"
    if split.mix * split.difference > 0:
        return (
            f"the changed mix of {many} comes to {amount}, the rates within them to {words.signed(measure, split.rate)}"
        )
    return f"the changed mix of {many} pulled the other way ({amount})"


def _aside(measure, amount, difference, says):
    return f"{says} {words.signed(measure, amount)}" if abs(amount) > HARDLY * abs(difference) else ""


def overlap(measure, found, many):
    """What to beware of where much of the difference lies in what several parts count, or none; else ''."""
    split = found.split
    little = not shown(measure, split.remainder) or abs(split.remainder) <= WORTH_SAYING * abs(split.difference)
    if little or found.against == PEERS:
        return ""
    sides = (found.before, _pairs(split.parts, "before")), (found.after, _pairs(split.parts, "after"))
    return words.sentence_case("; ".join(_together(many, *side) for side in sides)) + "."


def left_open(measure, split, many):
    """That what several parts count or none comes to much of a difference, or to more than all of it."""
    amount, whole = words.signed(measure, split.remainder), words.signed(measure, split.difference)
    if abs(split.remainder) >= abs(split.difference):
        return f"Who moved between the {many} comes to {amount}, more than the whole difference of {whole}."
    return f"Who moved between the {many} comes to {amount} of the {whole}."


def _together(many, whole, pairs):
    """'in September 2025 the teams together count 2,783, the whole 2,518'."""
    place = 0 if any(bottom is None for _, bottom in pairs) else 1
    together, counted = sum(pair[place] for pair in pairs), (whole.numerator, whole.denominator)[place]
    return f"in {_month(whole)} the {many} together count {words.exact(together)}, the whole {words.exact(counted)}"


def _pairs(parts, side):
    return [pair for part in parts if (pair := getattr(part, side)) is not None]


def shown(measure, amount):
    """Whether an amount is more than nothing as it would be printed."""
    return words.says_something(words.figure(measure, amount))


# The figures of a part and of the whole


def lines(split):
    """What the parts do not explain, each with its name."""
    return (NONE_OR_SEVERAL, split.remainder), (POPULATION, split.base)


def weighs(split):
    """Whether the parts have shares of the whole, so that a change of their mix counts."""
    return any(part.rate_before is not None or part.rate_after is not None for part in split.parts)


def way(measure, amount):
    """'better' or 'worse' where an amount is more than nothing and the measure says which; else ''."""
    return words.verdict(measure["better"], amount) if shown(measure, amount) else ""


def side_text(measure, by, against, part, after, small):
    """A part on one side: its rate, its counts where they are too few for one, or its count alone."""
    side, rate = (part.after, part.rate_after) if after else (part.before, part.rate_before)
    if side is None:
        return "not there" if by == UNITS else "none"
    if part.rate_before is not None or part.rate_after is not None:
        counted = f"{words.exact(side[0])} of {words.exact(side[1])}"
        return "none" if rate is None else counted if small else words.figure(measure, rate)
    if measure["base"] and against == PEERS:
        return words.figure(measure, float(side[0]) * float(measure["per"]))
    whole = measure["kind"] == "money" or side[0] != int(side[0])  # an average of peers is no whole number
    return words.figure(measure, float(side[0])) if whole else words.exact(side[0])


def whole_text(measure, side):
    """The whole's value; over a population the count too, which is what its parts add up to."""
    value = words.figure(measure, side.value)
    return f"{words.exact(side.numerator)} = {value}" if measure["base"] else value


def share_text(share):
    return "–" if share is None else f"{100 * share:.1f}%".replace("-", "−")


def open_shares(split):
    """What the shares of the parts leave of the whole on either side, in words."""
    return [
        share_text(1 - sum(getattr(part, side) or 0 for part in split.parts))
        for side in ("share_before", "share_after")
    ]
