"""What drives a difference, as files: the parts, what they leave open, and the whole, which is their sum."""

from datetime import datetime
from functools import partial

from dashboard import access
from dashboard import scorecard as cards
from dashboard.workbook import Formula
from layouts import exports, words
from layouts.address import query
from layouts.parts import drivers
from layouts.words import contributions

FORMULA = "rate = mean share x change of rate; mix = change of share x (mean rate - mean rate of the whole)"


def as_csv(store, request):
    columns, rows, split, about, name = _file(store, request)
    if split is not None:
        whole = ["The whole", None, None, split.before, None, None, None, split.after, None]
        rows = [*rows, *_open_lines(split), [*whole, split.rate, split.mix, split.difference]]
    return exports.as_csv(columns, rows, about, name)


def as_xlsx(store, request):
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


def _file(store, request):
    """(columns, rows, the Split, about, a name) of what a request asks for."""
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    with snapshot.cursor() as cursor:
        wanted = drivers.read(names, access.reader(request), query(request.query_string.decode("utf-8", "replace")))
        found = drivers.fetch(cursor, names, wanted)
    measure, unit, month = wanted.measure, wanted.unit, wanted.month
    before, after = contributions.sides_words(found, unit)
    many = contributions.parts_words(names, unit, wanted.by)
    about = exports.definition(
        names,
        measure,
        unit,
        f"{words.month_words(month)}, each period {measure['basis']}",
        datetime.now(),
        compared=f"{before} with {after}, by {many}",
        found=contributions.sentence(measure, unit, found, partial(contributions.part_name, names, wanted.by), many),
        formula=FORMULA,
    )
    name = "-".join(("drivers", measure["key"], unit.key, f"{month:%Y-%m}", wanted.by))
    return _columns(many, before, after), _cells(names, wanted.by, found.split), found.split, about, name


def _columns(many, before, after):
    sides = [f"{word}, {side}" for side in (before, after) for word in ("numerator", "denominator", "value", "share")]
    return [many, *sides, "rate effect", "mix effect", "adds"]


def _cells(names, by, split):
    if split is None:
        return []
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
        for part in drivers.in_order(split)
    ]


def _open_lines(split):
    """The lines below the parts, as rows of a file."""
    return [[line, *[None] * 10, amount] for line, amount in contributions.lines(split) if amount]
