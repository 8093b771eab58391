"""What is said of a scorecard as a whole: how many stand how, how old they are, what is missing."""

from layouts import words

JUDGED = {"met": ("meet", "meets"), "near": ("are near", "is near"), "missed": ("miss", "misses")}


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


def course(names, card, believed, before):
    """Whether the unit is getting better, in sentences: against a year before, with what is more than chance explains,
    and against three months before. Empty where nothing can be held against either.

    `before` is how each measure stood three months before, (value, standing) by its key; empty where that month is not
    on file.
    """
    return [*_year_before(names, card, believed), *_quarter_before(names, card, before)]


def _year_before(names, card, believed):
    told = [(row, way) for row in card.rows if (way := direction(names, row))]
    if not told:
        return
    sure = _ways([way for row, way in told if beyond_chance(row, card.unit, believed)])
    chance = f"by more than chance explains, {sure}" if sure else "none of it more than chance explains"
    yield f"Against a year ago {_ways([way for _, way in told])} of {len(told)} measures; {chance}."


def _quarter_before(names, card, before):
    ways = []
    for row in card.rows:
        value, _ = before.get(row.measure, (None, ""))
        if row.value is not None and row.status != "too small":
            _, way = words.change(names.measures[row.measure], row.value, value)
            ways += [way] if way in ("better", "worse") else []
    judged = [before[row.measure][1] for row in card.rows if before.get(row.measure, ("", ""))[1] in JUDGED]
    met = f"{judged.count('met') or 'none'} of {len(judged)} met their target" if judged else ""
    if ways:
        yield f"Against three months ago {_ways(ways)}{'; then ' + met if met else ''}."
    elif met:
        yield f"Three months ago {met}."


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
