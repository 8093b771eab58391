"""What is said of a scorecard as a whole: how many stand how, how old they are, what is missing."""

from layouts import words

JUDGED = {"met": ("meet", "meets"), "near": ("are near", "is near"), "missed": ("miss", "misses")}


def of_part(rows, left, by):
    """What is said of a card of a part of the people: how many measures have a value, how many are not cut by it."""
    valued = sum(row.value is not None for row in rows)
    said = [words.count_words(valued, "measure has a value", "measures have values") + " here"]
    if valued < len(rows):
        said.append(f"{len(rows) - valued} {'has' if len(rows) - valued == 1 else 'have'} none")
    out = f", and {words.count_words(left, 'is', 'are').lower()} left out: not counted by {by}" if left else ""
    return f"{'; '.join(said)}{out}."


def summary(unit, rows, month):
    """What can be said of the card in a few sentences: how many stand how, how old they are, what is missing."""
    valued = [row for row in rows if row.value is not None]
    if not rows:
        return f"No file that is loaded has given {unit.name} a value yet."
    if not valued:
        return (
            f"{words.count_words(len(rows), 'measure has', 'measures have')} had values here, none for "
            f"{words.month_words(month)} or near enough before it; the month picker says where there are some."
        )
    judged = [row for row in valued if row.standing in JUDGED]
    parts = [_judged_words(judged) if judged else _unjudged_words(valued), _older_words(valued, judged)]
    old = sum(row.last_known is not None for row in rows)
    if old:
        parts.append(f"{words.count_words(old, 'measure is', 'measures are')} too old to be judged.")
    if missing := len(rows) - len(valued) - old:
        parts.append(f"{words.count_words(missing, 'measure has', 'measures have')} no value this month.")
    return " ".join(filter(None, parts))


def course(names, card, believed):
    """Whether the unit is getting better: 'Against a year ago better on 12 and worse on 19 of 45 measures; by more than
    chance explains, better on 6 and worse on 4.' Empty where nothing can be held against it."""
    told = [(row, way) for row in card.rows if (way := direction(names, row))]
    if not told:
        return ""
    sure = [way for row, way in told if beyond_chance(row, card.unit, believed)]
    return f"Against a year ago {_told([way for _, way in told], sure)}."


def _told(all_of_them, sure):
    chance = f"by more than chance explains, {_ways(sure)}" if sure else "none of it more than chance explains"
    return f"{_ways(all_of_them)} of {len(all_of_them)} measures; {chance}"


def on_the_quarter_before(names, ended, found, believed, now, before):
    """How a quarter was: 'Q2 2026–27 against the quarter before: better on 18 and worse on 21 of 45 measures;
    none of it more than chance explains. 14 of 36 met their target at its end, 12 of 35 three months before.'

    `found` holds the Quarter of each measure, `believed` are those that chance does not explain; `now` and `before` are
    what the scorecards of its end and of three months before show.
    """
    ways = {key: way for key, one in found.items() if key in now and (way := _way(names, key, one))}
    if not ways:
        return ""
    told = _told(list(ways.values()), [way for key, way in ways.items() if key in believed])
    then = [_met(shown) for shown in (before, now)]
    met = f" {then[1]} met their target at its end, {then[0]} three months before." if all(then) else ""
    return f"{words.quarter_name(ended)} against the quarter before: {told}.{met}"


def _way(names, key, quarter):
    """Whether a quarter is 'better' or 'worse' than the one before; '' where nobody can say, or of too few things."""
    measure = names.measures[key]
    if quarter.on_before is None or (measure["kind"] == "proportion" and quarter.denominator < names.fewest):
        return ""
    moved = quarter.on_before.moved
    return words.verdict(measure["better"], moved) if words.says_something(words.moved_amount(measure, moved)) else ""


def _met(shown):
    """'14 of 36' of those with a target; '' where none has."""
    judged = [standing for _, _, standing in shown.values() if standing in JUDGED]
    return f"{judged.count('met')} of {len(judged)}" if judged else ""


def _ways(ways):
    """'better on 12 and worse on 19'; no count of nought is told."""
    return words.listed([f"{way} on {ways.count(way)}" for way in ("better", "worse") if way in ways])


def direction(names, row):
    """Whether a value is 'better' or 'worse' than a year before; '' where nobody can say."""
    if row.value is None or row.status == "too small":
        return ""
    if row.change:
        moved = row.change.moved
        return words.verdict(names.measures[row.measure]["better"], moved) if moved else ""
    _, verdict = words.change(names.measures[row.measure], row.value, row.last_year)
    return verdict if verdict in ("better", "worse") else ""


def beyond_chance(row, unit, believed):
    """Whether chance does not explain how a value has moved: by its year, or by the signal of its months."""
    if row.change:
        return row.change.movement in ("higher", "lower")
    return row.variation in ("improvement", "concern") and (row.measure, unit.key) in believed


def changed(names, rows):
    """{'worse': rows, 'better': rows, '': rows} of what comes by the year or the quarter and changed by more than
    chance explains, the largest against its limits first."""
    found = {"worse": [], "better": [], "": []}
    for row in rows:
        if row.change and row.change.movement in ("higher", "lower"):
            found[direction(names, row)].append(row)
    for told in found.values():
        told.sort(key=lambda row: (-_against_its_limits(row.change), row.measure))
    return found


def _against_its_limits(change):
    """How large a change is against the half width of its limits: the same scale for every measure."""
    half = (change.upper - change.lower) / 2
    return abs(change.moved) / half if half else 0.0


def _judged_words(judged):
    """'Of 12 measures with a target, 3 meet it, 2 are near and 7 miss it.' No count of nought is told."""
    counts = [(sum(row.standing == standing for row in judged), verbs) for standing, verbs in JUDGED.items()]
    told = [(count, many if count > 1 else one) for count, (many, one) in counts if count]
    if len(told) == 1:
        (count, verb), *_ = told
        who = "The one measure" if count == 1 else f"All {count} measures"
        return f"{who} with a target {verb} it."
    said = [f"{count} {verb}" + ("" if "near" in verb else " it") for count, verb in told]
    return f"Of {len(judged)} measures with a target, {words.listed(said)}."


def _unjudged_words(valued):
    return f"{words.count_words(len(valued), 'measure has a value', 'measures have values')}; nobody has set a target."


def _older_words(valued, judged):
    """How many of those just counted are of a period before the month: ages are never added up in silence."""
    among = judged or valued
    older = [row for row in among if row.is_older]
    if not older:
        return ""
    if len(older) == len(among):
        return f"{'It is' if len(among) == 1 else 'All of them are'} of an earlier period, the newest on file."
    return f"{words.count_words(len(older), 'of them is', 'of them are')} of an earlier period, the newest on file."


def furthest(rows):
    """The rows that miss their target, furthest first."""
    missed = [row for row in rows if row.standing == "missed"]
    return sorted(missed, key=lambda row: (-row.shortfall, row.measure))
