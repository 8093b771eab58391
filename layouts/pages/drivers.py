"""What drives it: the difference between two periods, or between a unit and its peers, split among its parts."""

from datetime import datetime
from functools import partial

from dashboard import access
from dashboard import drivers as engine
from dashboard import scorecard as cards
from dashboard.drivers import PEERS, UNITS
from dashboard.workbook import Formula
from layouts import contributions, drawing, exports, words
from layouts.address import (
    link,
    measure_path,
    query,
    wanted_against,
    wanted_measure,
    wanted_month,
    wanted_parts,
    wanted_unit,
)
from layouts.page import Page, chosen, head, month_options, render

STEPS_SHOWN = 9  # parts drawn one by one; the table has them all
NONE_OR_SEVERAL = "Counted in more than one part, or in none of them"
POPULATION = "Change of the population"
SHORTER = {NONE_OR_SEVERAL: "In several parts, or in none"}  # beside the bars


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    with snapshot.cursor() as cursor:
        wanted = read(names, reader, asked.words)
        found = fetch(cursor, names, wanted)
    return _page(names, reader, asked, wanted, found)


def read(names, reader, asked):
    """(measure, unit, month, by, against) of an address, each known to the store."""
    measure = wanted_measure(names, asked.get("measure", ""))
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    against = wanted_against(names, unit, month, asked.get("against"))
    by = wanted_parts(measure, unit, asked.get("slice"))
    if against == PEERS and by == UNITS:
        by = next(iter(measure["slices"] or []), "")
    return measure, unit, month, by, against


def fetch(cursor, names, wanted):
    measure, unit, month, by, against = wanted
    peers = [other.key for other in names.peers(unit)] if against == PEERS else ()
    return engine.drivers(cursor, measure, unit.key, month, by, against, peers, names.fewest)


def _page(names, reader, asked, wanted, found):
    measure, unit, month, by, against = wanted
    place = {"measure": measure["key"], "slice": asked.get("slice"), "against": asked.get("against")}
    name, many = partial(contributions.part_name, names, by), contributions.parts_words(names, unit, by)
    split = found.split
    return render(
        "drivers.html",
        f"What drives it: {measure['title']}, {unit.name}",
        measure=measure,
        found=found,
        by=by,
        against=against,
        many=many,
        sentence=contributions.sentence(measure, unit, found, name, many),
        paradox=split.paradox.sentence(name, contributions.one_word(names, unit, by))
        if split and split.paradox
        else "",
        overlap=contributions.overlap(measure, found, many) if split else "",
        when=contributions.sides_words(found, unit),
        bridge=bridge(measure, unit, found, name) if split else "",
        rows=rows(names, wanted, found) if split else [],
        totals=totals(measure, found) if split else None,
        offers=_offers(wanted, found),
        slices=measure["slices"] or [],
        against_options=chosen(month_options(names), against if against == PEERS else f"{against:%Y-%m}"),
        peers=names.peers(unit),
        csv_href=_here("/drivers.csv", wanted),
        xlsx_href=_here("/drivers.xlsx", wanted),
        back=link(measure_path(measure["key"]), unit=unit.key, month=month),
        crumb="what drives it",
        **head(names, reader, "/drivers", unit, month, **place),
    )


def _here(path, wanted, **other):
    measure, unit, month, by, against = wanted
    place = {"measure": measure["key"], "unit": unit.key, "month": month, "slice": by, "against": against}
    return link(path, **{**place, **other})


def _offers(wanted, found):
    """(words, address) of the nearest months in which there is a value, where one of the two sides has none."""
    return [
        (words.month_words(near), _here("/drivers", wanted, **{word: near}))
        for word, near in (found.nearest or {}).items()
    ]


def bridge(measure, unit, found, name):
    """The steps from the one value to the other: the largest parts one by one, the rest together."""
    split, (before, after) = found.split, contributions.sides_words(found, unit)
    parts = sorted(split.parts, key=lambda part: (-abs(part.total), str(part.key)))
    amounts = [(name(part.key), part.total) for part in parts[:STEPS_SHOWN]]
    if rest := parts[STEPS_SHOWN:]:
        amounts.append((f"{len(rest)} others together", sum(part.total for part in rest)))
    amounts = [(label, amount, _mark(measure, amount)) for label, amount in amounts]
    amounts += [
        (SHORTER.get(line, line), amount, "") for line, amount in lines(split) if contributions.shown(measure, amount)
    ]
    steps, reached = [(before, split.before, split.before, "end", words.figure(measure, split.before))], split.before
    for label, amount, mark in amounts:
        steps.append((label, reached, reached + amount, mark, words.signed(measure, amount)))
        reached += amount
    steps.append((after, split.after, split.after, "end", words.figure(measure, split.after)))
    said = ", ".join(f"{label} {amount}" for label, *_, amount in steps)
    return drawing.bridge(steps, partial(words.figure, measure), f"From one value to the other, step by step: {said}.")


def _whole_text(measure, side):
    """The whole's value; over a population the count too, which is what its parts add up to."""
    value = words.figure(measure, side.value)
    return f"{words.exact(side.numerator)} = {value}" if measure["base"] else value


def lines(split):
    """What the parts do not explain, each with its name."""
    return (NONE_OR_SEVERAL, split.remainder), (POPULATION, split.base)


def _mark(measure, amount):
    verdict = words.verdict(measure["better"], amount) if contributions.shown(measure, amount) else ""
    return {"better": "met", "worse": "miss"}.get(verdict, "")


def rows(names, wanted, found):
    """A row of the table for each part, the largest contribution first."""
    parts = sorted(found.split.parts, key=lambda part: (-abs(part.total), str(part.key)))
    return [_row(names, wanted, found, part) for part in parts]


def _row(names, wanted, found, part):
    measure, _, month, by, against = wanted
    weighted = part.rate_before is not None or part.rate_after is not None
    sides = ((part.before, part.rate_before, against), (part.after, part.rate_after, month))
    return {
        "name": contributions.part_name(names, by, part.key),
        "href": _further(names, wanted, part.key),
        "measure_href": link(measure_path(measure["key"]), unit=part.key, month=month) if by == UNITS else "",
        "sides": [
            {
                "text": _side_text(wanted, side, rate, found.is_small(part), weighted),
                "href": "" if when == PEERS or side is None else _records(wanted, part.key, when),
            }
            for side, rate, when in sides
        ],
        "shares": [_percent(share) for share in (part.share_before, part.share_after)],
        "effects": [words.signed(measure, part.rate_effect), words.signed(measure, part.mix_effect)],
        "total": words.signed(measure, part.total),
        "mark": {"met": "better", "miss": "worse"}.get(_mark(measure, part.total), ""),
    }


def _side_text(wanted, side, rate, small, weighted):
    """A part on one side: its rate, its counts where they are too few for one, or its count alone."""
    measure, _, _, by, against = wanted
    if side is None:
        return "not there" if by == UNITS else "none"
    if weighted:
        counted = f"{words.exact(side[0])} of {words.exact(side[1])}"
        return "none" if rate is None else counted if small else words.figure(measure, rate)
    if measure["base"] and against == PEERS:
        return words.figure(measure, float(side[0]) * float(measure["per"]))
    whole = measure["kind"] == "money" or side[0] != int(side[0])  # an average of peers is no whole number
    return words.figure(measure, float(side[0])) if whole else words.exact(side[0])


def _percent(share):
    return "–" if share is None else f"{100 * share:.1f}%".replace("-", "−")


def _further(names, wanted, key):
    """The same page one level down, for a unit."""
    _, _, month, by, against = wanted
    if by != UNITS or key not in names.units:
        return ""
    return link("/drivers", measure=wanted[0]["key"], unit=key, month=month, against=against)


def _records(wanted, key, month):
    measure, unit, _, by, _ = wanted
    if by == UNITS:
        return link("/records", measure=measure["key"], unit=key, month=month)
    return link("/records", measure=measure["key"], unit=unit.key, month=month, slice=by, value=key)


def totals(measure, found):
    """The foot of the table: the lines of what the parts leave open, and the whole."""
    split = found.split
    open_ = [1 - sum(getattr(part, side) or 0 for part in split.parts) for side in ("share_before", "share_after")]
    return {
        "lines": [
            (
                line,
                words.signed(measure, amount),
                [_percent(share) for share in open_] if line == NONE_OR_SEVERAL else ["", ""],
            )
            for line, amount in lines(split)
            if contributions.shown(measure, amount)
        ],
        "overlap": contributions.shown(measure, split.remainder),
        "before": _whole_text(measure, found.before),
        "after": _whole_text(measure, found.after),
        "rate": words.signed(measure, split.rate),
        "mix": words.signed(measure, split.mix),
        "difference": words.signed(measure, split.difference),
        "weighted": any(p.rate_before is not None or p.rate_after is not None for p in split.parts),
    }


def _file(store, request):
    """(columns, rows, lines of what the parts leave open, the Split, about, a name) of what a request asks for."""
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    with snapshot.cursor() as cursor:
        wanted = read(names, access.reader(request), query(request.query_string.decode("utf-8", "replace")))
        found = fetch(cursor, names, wanted)
    measure, unit, month, by, _ = wanted
    before, after = contributions.sides_words(found, unit)
    many = contributions.parts_words(names, unit, by)
    about = exports.definition(
        names,
        measure,
        unit,
        f"{words.month_words(month)}, each period {measure['basis']}",
        datetime.now(),
        compared=f"{before} with {after}, by {many}",
        found=contributions.sentence(measure, unit, found, partial(contributions.part_name, names, by), many),
        formula="rate = mean share x change of rate; mix = change of share x (mean rate - mean rate of the whole)",
    )
    name = "-".join(("drivers", measure["key"], unit.key, f"{month:%Y-%m}", by))
    return _columns(many, before, after), _cells(names, by, found), found.split, about, name


def _columns(many, before, after):
    sides = [f"{word}, {side}" for side in (before, after) for word in ("numerator", "denominator", "value", "share")]
    return [many, *sides, "rate effect", "mix effect", "adds"]


def _cells(names, by, found):
    if found.split is None:
        return []
    parts = sorted(found.split.parts, key=lambda part: (-abs(part.total), str(part.key)))
    return [
        [
            contributions.part_name(names, by, part.key),
            *(part.before or (None, None)),
            part.rate_before,
            part.share_before,
            *(part.after or (None, None)),
            part.rate_after,
            part.share_after,
            part.rate_effect,
            part.mix_effect,
            part.total,
        ]
        for part in parts
    ]


def _open_lines(split):
    """The lines below the parts, as rows of a file."""
    return [[line, *[None] * 10, amount] for line, amount in lines(split) if amount]


def download(store, request):
    """The table as CSV: the parts, what they leave open, and the whole, which is their sum."""
    columns, rows, split, about, name = _file(store, request)
    if split is not None:
        whole = ["The whole", None, None, split.before, None, None, None, split.after, None]
        rows = [*rows, *_open_lines(split), [*whole, split.rate, split.mix, split.difference]]
    return exports.as_csv(columns, rows, about, name)


def download_xlsx(store, request):
    """The table as a workbook, whose sums are worked out by Excel itself."""
    columns, rows, split, about, name = _file(store, request)
    if split is None:
        return exports.as_xlsx("What drives it", columns, rows, about, name)
    rows = [[*row[:-1], Formula(f"=J{line}+K{line}")] for line, row in enumerate(rows, 2)]
    rows += _open_lines(split)
    last = len(rows) + 1
    sums = [Formula(f"=SUM({column}2:{column}{last})") for column in "JKL"]
    totals = [
        ["The whole: the sum of the lines above", None, None, split.before, None, None, None, split.after, None, *sums],
        ["Held against the values themselves", *[None] * 10, Formula(f"=H{last + 1}-D{last + 1}")],
    ]
    return exports.as_xlsx("What drives it", columns, rows, about, name, totals)


PAGE = Page(
    "/drivers",
    "What drives it",
    show,
    routes={"/drivers.csv": download, "/drivers.xlsx": download_xlsx},
)
