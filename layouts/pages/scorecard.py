"""The scorecard of a unit: four perspectives, their objectives and measures, and how the units below stand."""

from urllib.parse import quote

from markupsafe import Markup, escape

from dashboard import comparison, coverage
from dashboard import scorecard as cards
from dashboard.store import kept_with_its_store
from layouts import drawing, signals, words
from layouts.address import link, measure_path, wanted_month, wanted_unit
from layouts.page import Page, head, render
from layouts.parts import conversations as attention
from layouts.parts.money import alarms as money_alarms

MOST_BRINGS = 3  # the kinds of file named at the foot; the data page has all
FEW_COLUMNS = 12  # more than these, and the headings of the heat map stand upright to fit 1,280 pixels


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    first = "exceptions" if asked.get("first") == "exceptions" else ""
    with snapshot.cursor() as cursor:
        card = cards.scorecard(cursor, names, unit, month)
        parts = comparison.parts_of_whole(cursor, [unit], month).get(unit.key, {})
        exceptions = _exceptions(cursor, names, unit, month) if first else None
        newer = cards.newer(cursor, names, unit, month)
        here = attention.attention(snapshot, unit.key, month)
    findings = [] if first else talk(snapshot, names, card, here)
    return render(
        "scorecard.html",
        f"{unit.name}, {words.month_words(month)}",
        summary=summary(names, unit, card.rows, month),
        newer=newer,
        talk=findings,
        conversations=len(here.concerns),
        looked_at=here.looked_at,
        money_alarms=money_alarms.counts(snapshot).get((unit.key, month), 0),
        sections=sections(names, card, here.believed, parts),
        heat=heat(names, card),
        owners=[owners(names)[row.measure] for row in card.rows],
        exceptions=exceptions,
        has_peers=any(len(row.peer_values or []) > 2 or names.england_at(row.measure, month) for row in card.rows),
        brings=_brings(snapshot),
        trend_head="36 months" if not any(row.change for row in card.rows) else "trend",
        **head(names, reader, "/", unit, month, first=first),
    )


PAGE = Page("/", "Scorecard", show, in_menu=True)


@kept_with_its_store()
def _brings(snapshot):
    """The kinds of file that would bring most: (names, 'eight measures', the titles)."""
    with snapshot.cursor() as cursor:
        found = coverage.would_bring(cursor)[:MOST_BRINGS]
    return [
        (words.listed(one.names), words.count_words(len(one.keys), "measure").lower(), "; ".join(one.titles))
        for one in found
    ]


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


JUDGED = {"met": ("meet", "meets"), "near": ("are near", "is near"), "missed": ("miss", "misses")}


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


def talk(snapshot, names, card, here):
    """Up to three findings worth a conversation, of the unit and all below it: two that got worse, one that got better;
    where there are fewer, measures furthest from their target."""
    found = list(_signalled(snapshot, card.unit.key, card.month))
    named = {entry.finding.measure for entry in _foremost(here)}
    missed = [row for row in furthest(card.rows) if row.measure not in named]
    return found + [_missing(names, card, row) for row in missed[: 3 - len(found)]]


def _foremost(here):
    return here.concerns[:2] + here.strengths[:1]


@kept_with_its_store(most=64)
def _signalled(snapshot, unit, month):
    """The foremost findings of a unit (its key) in a month: the same for everybody until a new store is published."""
    names, here = cards.names(snapshot), attention.attention(snapshot, unit, month)
    with snapshot.cursor() as cursor:
        return [_finding(cursor, names, unit, month, entry.finding) for entry in _foremost(here)]


def _finding(cursor, names, here, month, finding):
    measure, unit = names.measures[finding.measure], names.units[finding.unit]
    past = {key: rest for key, *rest in cards.ask(cursor, "past", unit=unit.key)}.get(finding.measure, (None, None))
    low, high = cards.bounds(measure, finding.target_low, finding.target_high)
    return {
        "href": link(measure_path(finding.measure), unit=unit.key, month=month),
        "title": measure["title"],
        "where": unit.name if unit.key != here else "",
        "what": ": ".join(finding.reading),
        "mark": signals.MARKS[finding.variation],
        "sentence": words.sentence_case(signals.reason(measure, finding)),
        "spark": _large_spark(month, past, low, high, finding.standing),
    }


def _missing(names, card, row):
    measure = names.measures[row.measure]
    moved = words.moved_words(measure, row.value, row.last_year)
    should = words.bound_words(measure, row.target_low, row.target_high)
    return {
        "href": link(measure_path(row.measure), unit=card.unit.key, month=card.month),
        "title": measure["title"],
        "where": "",
        "what": "misses its target",
        "mark": "",
        "sentence": f"{words.figure(measure, row.value)}, should be {should}{'; ' + moved if moved else ''}.",
        "spark": _large_spark(card.month, (row.first_month, row.vals), row.target_low, row.target_high, row.standing),
    }


def _large_spark(month, past, low, high, standing):
    shown = drawing.window(*past, month)
    return drawing.sparkline(shown, low, high, words.CLASSES[standing or "no value"], 360, 50)


def sections(names, card, believed, parts):
    """The perspectives in the council's order, each with its objectives, each with its rows."""
    place = escape("?" + link("", unit=card.unit.key, month=card.month)[1:])
    found = []
    for perspective in names.perspectives:
        rows = [row for row in card.rows if row.perspective == perspective["key"]]
        objectives = [
            (
                objective_head(names, card, key),
                [
                    _row(names, card, row, place, believed, parts.get(row.measure))
                    for row in rows
                    if row.objective == key
                ],
            )
            for key in dict.fromkeys(row.objective for row in rows)
        ]
        found.append(
            {
                "name": perspective["name"],
                "says": perspective["says"],
                "key": perspective["key"],
                "objectives": objectives,
            }
        )
    return found


def objective_head(names, card, key):
    """The objective's title and the one it serves, with a link to where that one is followed: the unit above."""
    objective = names.objectives.get(key) or {"title": key or "Other measures", "serves": None}
    serves = names.objectives.get(objective["serves"])
    above = names.units.get(card.unit.parent, card.unit)
    href = link("/", unit=above.key, month=card.month) + f"#objective-{serves['key']}" if serves else ""
    return {
        "key": key,
        "title": objective["title"],
        "serves": serves["title"] if serves else objective["serves"] or "",
        "href": href,
    }


def _row(names, card, row, place, believed, part):
    """A row of the scorecard. Put together here: forty of them take a template five times as long."""
    measure = names.measures[row.measure]
    mark = words.CLASSES[row.standing]
    past = row.change.vals if row.change else drawing.window(row.first_month, row.vals, card.month)
    spark = drawing.sparkline(past, row.target_low, row.target_high, mark)
    before, after = heads(names)[row.measure]
    late = f' <span class="stale">{words.period_name(row.period_start, row.period_end)}</span>' if row.is_older else ""
    now, signal = _now(names, measure, row, mark, part), _signal(measure, card, row, believed)
    return Markup(
        f"<tr>{before}{place}{after}{late}</th>{now}{signal}"
        f'<td class="k">{spark}</td>'
        f'<td class="p">{_peers(card.unit, row)}{_england(names, measure, card.month)}{_place(row)}</td></tr>'
    )


def _now(names, measure, row, mark, part):
    """The cells of the value, its target, its standing and its change; or the reason why there is no value.

    Where the target is that of a unit above, the unit's part of what that one counted stands in its place.
    """
    if row.last_known is not None:
        known = (
            f"{words.figure(measure, row.last_known)} last known, {words.period_name(row.period_start, row.period_end)}"
        )
        return f'<td colspan="3" class="why">{escape(known)}; too old to judge</td><td class="n y"></td>'
    if row.value is None:
        return f'<td colspan="3" class="why">{escape(row.reason)}</td><td class="n y"></td>'
    moved, verdict = words.change(measure, row.value, row.last_year)
    if row.status == "too small" or (row.change and row.change.movement not in ("higher", "lower")):
        verdict = ""  # nobody says better or worse of too few things, nor of a year where chance may explain it
    said = f" <span>{verdict}</span>" if verdict in ("better", "worse") else ""
    aim = words.part_words(part, names) if part else words.target_words(measure, row.target_low, row.target_high)
    return (
        f'<td class="n now">{words.figure(measure, row.value)}</td>'
        f'<td class="n s soft">{escape(aim)}</td>'
        f'<td class="s {mark}"><span aria-hidden="true">{words.SHAPES[row.standing]}</span> {row.standing}</td>'
        f'<td class="n s y {verdict}">{moved}{said}</td>'
    )


def _signal(measure, card, row, believed):
    if row.change:
        return signals.change_cell(measure, row.change) if row.value is not None else signals.NOTHING
    if row.last_known is not None:
        return signals.NOTHING
    late = f"Judged on {words.month_words(row.judged)}" if row.judged and row.judged != card.month else ""
    return signals.cell(
        row.status,
        row.variation,
        row.assurance,
        row.rule,
        row.run,
        row.standing,
        measure["better"],
        late,
        (row.measure, card.unit.key) in believed,
    )


def _england(names, measure, month):
    value = names.england_at(measure["key"], month)
    return "" if value is None else f'<span class="place">England {words.figure(measure, value)}</span>'


def _place(row):
    if row.place is None or row.value is None:
        return ""
    return f'<span class="place">{words.place_words(*row.place)} councils</span>'


def _peers(unit, row):
    """The dot strip and among how many. No rank: where units differ by chance alone an order would mean nothing."""
    values = row.peer_values or []
    if row.value is None or len(values) < 3:
        return ""
    others = [v for key, v in zip(row.peer_units, values, strict=True) if key != unit.key]
    return f'{drawing.strip([*others, row.value], row.value)}<span class="place">among {len(others) + 1}</span>'


@kept_with_its_store()
def heads(names):
    """A row's heading up to and from where the unit and month go into its link; made once for each published store."""
    return {key: _head(names, key, measure) for key, measure in names.measures.items()}


def _head(names, key, measure):
    unit = words.unit_words(measure)
    return (
        f'<th scope="row" class="m"><a href="{escape(measure_path(key))}',
        f'" title="{escape(hints(names)[key])}">{escape(measure["title"])}</a>'
        + (f' <span class="soft s">{escape(unit)}</span>' if unit else ""),
    )


@kept_with_its_store()
def hints(names):
    """Owner and freshness of each measure, for the rows' small print; made once for each published store."""
    return {key: _hint(names, measure) for key, measure in names.measures.items()}


def _hint(names, measure):
    data_to, loaded = names.fresh.get(measure["key"], (None, None))
    fresh = f"; data to {words.day_words(data_to)}, loaded {words.day_words(loaded)}" if data_to else ""
    return f"Owner: {measure['owner']}{fresh}"


@kept_with_its_store()
def owners(names):
    """A row for each measure of who answers for it and how far its data reach; made once for each published store."""
    return {key: _owner(names, measure) for key, measure in names.measures.items()}


def _owner(names, measure):
    data_to, loaded = names.fresh.get(measure["key"], (None, None))
    cells = (measure["owner"], words.day_words(data_to), words.day_words(loaded))
    return Markup(
        f'<tr><th scope="row" class="m">{escape(measure["title"])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + "</tr>"
    )


def heat(names, card):
    """The units below by measure: groups of columns by perspective, and a row of marks for each unit.

    A measure that none of them has a value of in the month has no column.
    """
    below = card.unit.below_in(card.month)
    if not below:
        return None
    place = f"?month={card.month:%Y-%m}&amp;unit="
    told = {key for found in card.below.values() for key, (value, *_) in found.items() if value is not None}
    groups = [
        (p["name"], [row.measure for row in card.rows if row.perspective == p["key"] and row.measure in told])
        for p in names.perspectives
    ]
    columns = [(names.measures[key], measure_path(key) + place) for _, keys in groups for key in keys]
    return {
        "groups": [(name, len(keys)) for name, keys in groups if keys],
        "measures": [measure for measure, _ in columns],
        "many": len(columns) > FEW_COLUMNS,
        "units": [(child, _marks(columns, quote(child.key), card.below.get(child.key, {}))) for child in below],
    }


def _marks(columns, unit, found):
    """The cells of one unit's row of the heat map. Put together here: a template takes three times as long."""
    cells = []
    for measure, href in columns:
        value, _, standing, *_ = found.get(measure["key"], cards.NOTHING_COUNTED)
        said = standing if value is None else f"{escape(words.figure(measure, value))}, {standing}"
        cells.append(
            f'<td class="{words.CLASSES[standing]}"><a href="{href}{unit}" title="{said}"><span aria-hidden="true">'
            f'{words.SHAPES[standing]}</span><span class="hidden">{said}</span></a></td>'
        )
    return Markup("".join(cells))


def _exceptions(cursor, names, unit, month):
    """What is out of line or missing anywhere below, for a performance officer to begin with."""
    missed = [
        {
            "unit": names.units[key].name,
            "units": units,
            "title": names.measures[measure]["title"],
            "href": link(measure_path(measure), unit=key, month=month),
            "value": words.figure(names.measures[measure], value),
            "target": words.target_words(names.measures[measure], *cards.bounds(names.measures[measure], low, high)),
        }
        for measure, key, units, value, low, high in cards.ask(
            cursor, "furthest_from_target", unit=unit.key, month=month
        )
        if key in names.units and measure in names.measures
    ]
    missing = [
        {
            "title": names.measures[measure]["title"],
            "reason": reason,
            "units": units,
            "href": link(measure_path(measure), unit=unit.key, month=month),
        }
        for measure, reason, units in cards.ask(cursor, "missing_below", unit=unit.key, month=month)
        if measure in names.measures
    ]
    refused = [row for row in cards.ask_dicts(cursor, "files") if row["in_force"] and row["rows_rejected"]]
    return {"missed": missed, "missing": missing, "refused": sorted(refused, key=lambda r: -r["rows_rejected"])[:5]}
