"""What drives it: the difference between two periods, or between a unit and its peers, split among its parts."""

from datetime import datetime
from functools import partial

from dashboard import access
from dashboard import drivers as engine
from dashboard import scorecard as cards
from dashboard.drivers import PEERS, UNITS
from layouts import drawing, exports, words
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
WORTH_SAYING = 0.2  # of the difference: what a part must come to before the sentence names it
ALL_ALIKE = 0.4  # of the difference: where all parts went its way and none comes to more, they are said together
HARDLY = 0.1  # of the difference: below it the mix hardly mattered
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
    name, many = partial(part_name, names, by), parts_words(names, unit, by)
    split = found.split
    return render(
        "drivers.html",
        f"What drives it: {measure['title']}, {unit.name}",
        measure=measure,
        found=found,
        by=by,
        against=against,
        many=many,
        sentence=sentence(measure, unit, found, name, many),
        paradox=split.paradox.sentence(name, _one(names, unit, by)) if split and split.paradox else "",
        overlap=overlap(measure, found, many) if split else "",
        when=sides_words(found, unit),
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


def _one(names, unit, by):
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
        shares = [f"{name(part.key)} for {words.moved_amount(measure, part.total)}" for part in large]
        shares[0] = shares[0].replace(" for ", " accounts for ", 1) if " for " not in name(large[0].key) else shares[0]
        yield words.listed(shares) + (" of it" if large[0].total * way <= abs(split.difference) else "")
    if ordered and -ordered[-1].total * way > WORTH_SAYING * abs(split.difference):
        yield f"{name(ordered[-1].key)} pulled the other way ({words.signed(measure, ordered[-1].total)})"


def _mixed(measure, split, many):
    """What the mix did. Nothing where no mix is worked out, or there is but one part."""
    if split.parts[1:] == () or all(part.rate_before is None and part.rate_after is None for part in split.parts):
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


def bridge(measure, unit, found, name):
    """The steps from the one value to the other: the largest parts one by one, the rest together."""
    split, (before, after) = found.split, sides_words(found, unit)
    parts = sorted(split.parts, key=lambda part: (-abs(part.total), str(part.key)))
    amounts = [(name(part.key), part.total) for part in parts[:STEPS_SHOWN]]
    if rest := parts[STEPS_SHOWN:]:
        amounts.append((f"{len(rest)} others together", sum(part.total for part in rest)))
    amounts = [(label, amount, _mark(measure, amount)) for label, amount in amounts]
    amounts += [(SHORTER.get(line, line), amount, "") for line, amount in lines(split) if shown(measure, amount)]
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
    verdict = words.verdict(measure["better"], amount) if shown(measure, amount) else ""
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
        "name": part_name(names, by, part.key),
        "href": _further(names, wanted, part.key),
        "measure_href": link(measure_path(measure["key"]), unit=part.key, month=month) if by == UNITS else "",
        "sides": [
            {
                "text": _side_text(measure, side, rate, found.is_small(part), weighted),
                "href": "" if when == PEERS or side is None else _records(wanted, part.key, when),
            }
            for side, rate, when in sides
        ],
        "shares": [_percent(share) for share in (part.share_before, part.share_after)],
        "effects": [words.signed(measure, part.rate_effect), words.signed(measure, part.mix_effect)],
        "total": words.signed(measure, part.total),
        "mark": {"met": "better", "miss": "worse"}.get(_mark(measure, part.total), ""),
    }


def _side_text(measure, side, rate, small, weighted):
    if side is None:
        return "not there"
    if weighted:
        counted = f"{words.exact(side[0])} of {words.exact(side[1])}"
        return counted if small else words.figure(measure, rate)
    return words.figure(measure, float(side[0])) if measure["kind"] == "money" else words.exact(side[0])


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
            if shown(measure, amount)
        ],
        "overlap": shown(measure, split.remainder),
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
    before, after = sides_words(found, unit)
    many = parts_words(names, unit, by)
    about = exports.definition(
        names,
        measure,
        unit,
        f"{words.month_words(month)}, each period {measure['basis']}",
        datetime.now(),
        compared=f"{before} with {after}, by {many}",
        found=sentence(measure, unit, found, partial(part_name, names, by), many),
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
            part_name(names, by, part.key),
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
    rows = [[*row[:-1], exports.Formula(f"=J{line}+K{line}")] for line, row in enumerate(rows, 2)]
    rows += _open_lines(split)
    last = len(rows) + 1
    sums = [exports.Formula(f"=SUM({column}2:{column}{last})") for column in "JKL"]
    totals = [
        ["The whole: the sum of the lines above", None, None, split.before, None, None, None, split.after, None, *sums],
        ["Held against the values themselves", *[None] * 10, exports.Formula(f"=H{last + 1}-D{last + 1}")],
    ]
    return exports.as_xlsx("What drives it", columns, rows, about, name, totals)


PAGE = Page(
    "/drivers",
    "What drives it",
    show,
    routes={"/drivers.csv": download, "/drivers.xlsx": download_xlsx},
)
