"""What is said of a scorecard as a whole: how many stand how, how old they are, what is missing."""

from layouts import words

JUDGED = {"met": ("meet", "meets"), "near": ("are near", "is near"), "missed": ("miss", "misses")}


def summary(names, unit, rows, month):
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
    worst = [names.measures[row.measure]["title"] for row in furthest(rows)[:3]]
    if worst:
        parts.append(f"Furthest out: {words.listed(worst)}.")
    parts.append(_changed_words(names, valued))
    old = sum(row.last_known is not None for row in rows)
    if old:
        parts.append(f"{words.count_words(old, 'measure is', 'measures are')} too old to be judged.")
    if missing := len(rows) - len(valued) - old:
        parts.append(f"{words.count_words(missing, 'measure has', 'measures have')} no value this month.")
    return " ".join(filter(None, parts))


def course(names, card, believed, before):
    """Whether the unit is getting better: 'Better than a year ago on 12 measures and worse on 19; by more than chance
    explains, better on 6 and worse on 4.' And how many met their target three months before.

    `before` is how each measure stood then; empty where that month is not on file.
    """
    told = [(row, way) for row in card.rows if (way := direction(names, row))]
    if not told:
        return ""
    on = _ways([way for _, way in told])
    sure = _ways([way for row, way in told if beyond_chance(row, card.unit, believed)])
    chance = f"by more than chance explains, {sure}" if sure else "none of it more than chance explains"
    judged = [before[row.measure] for row in card.rows if before.get(row.measure) in JUDGED]
    met = judged.count("met") or "none"
    quarter = f" Three months before, {met} of {len(judged)} met their target." if judged else ""
    return f"Against a year ago {on} of {len(told)} measures; {chance}.{quarter}"


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


def _changed_words(names, valued):
    """How many of the values that come by the year are better or worse than the year before, by more than chance."""
    verdicts = [
        words.verdict(names.measures[row.measure]["better"], row.change.moved)
        for row in valued
        if row.change and row.change.movement in ("higher", "lower")
    ]
    told = [(verdicts.count(word), word) for word in ("better", "worse") if word in verdicts]
    if not told:
        return ""
    (count, word), *rest = told
    also = "".join(f" and {other} {second}" for other, second in rest)
    return (
        f"{words.count_words(count, 'measure is', 'measures are')} {word}{also} than the year before "
        "by more than chance explains."
    )


def furthest(rows):
    """The rows that miss their target, furthest first."""
    missed = [row for row in rows if row.standing == "missed"]
    return sorted(missed, key=lambda row: (-row.shortfall, row.measure))
