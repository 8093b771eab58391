"""What a load came to, in sentences for the person who ran it."""

from collections import Counter

import duckdb

from dashboard.intake.keep import kept_files
from dashboard.intake.layout import layouts
from dashboard.intake.reading import quoted
from dashboard.intake.standing import standings

LITTLE = 0.5  # a file of which less than half went in is not in
SHOWN = 8


def in_force(home):
    """The standing of every file in force, by number."""
    return {one.part.file: one for one in standings(kept_files(home)) if one.in_force}


def missed(results):
    """(result, why) of each file that is not in: not recognised, held back, or little of it stored."""
    workbooks = {one.name.partition(" [")[0] for one in results if one.layout}
    found = []
    for one in results:
        is_unknown = one.layout is None and one.name.partition(" [")[0] not in workbooks
        is_empty = one.layout is not None and one.rows_read and not one.rows_stored
        if is_unknown or is_empty:
            found.append((one, one.outcome))
        elif one.layout and one.rows_stored < one.rows_read * LITTLE:
            found.append((one, f"only {one.rows_stored:,} of {one.rows_read:,} rows went in ({_most(one.reasons)})"))
    return found


def sentences(results, before, after):
    """The lines of a summary: what is not in, what is, rows lost by reason, months covered, what changed of them."""
    out = missed(results)
    said = []
    if out:
        are = "is not in as it" if len(out) == 1 else "are not in as they"
        said.append(f"{len(out)} of {len(results)} files {are} should be:")
        said += [f"  {one.name}: {why}" for one, why in out]
    outcomes = Counter(_kind(one) for one in results if one.layout and one not in [other for other, _ in out])
    counted = ", ".join(f"{count} {words}" for words, count in outcomes.items())
    said.append(f"Files in: {counted or 'none'}.")
    said += _rows(results)
    said += [f"Note: {one.name}: {note}" for one in results for note in one.notes]
    said += _covered(after)
    said += changes(before, after)
    return said


def _kind(one):
    return "in the place of an earlier one" if one.outcome.startswith("supersedes") else one.outcome.partition(":")[0]


def _rows(results):
    read, stored = sum(one.rows_read for one in results), sum(one.rows_stored for one in results)
    said = [f"Rows: {read:,} read, {stored:,} stored, {read - stored:,} turned away."]
    for title, word in (("Turned away", "reasons"), ("Went in with a warning", "warnings")):
        counts = Counter()
        for one in results:
            counts.update(getattr(one, word))
        said += [f"{title}: {count:,} × {reason}" for reason, count in counts.most_common(SHOWN)]
        if len(counts) > SHOWN:
            said.append(f"{title}: {len(counts) - SHOWN} more reasons (python -m dashboard rejects)")
    return said


def _most(reasons):
    return next(iter(reasons), "no reason")


def _covered(after):
    spans = {}
    for one in after.values():
        if one.period:
            spans.setdefault(one.part.layout, []).append(one.period)
    if not spans:
        return []
    words = [f"{name} {_months(found)}" for name, found in sorted(spans.items())]
    return ["Months now covered: " + "; ".join(words) + "."]


def _months(periods):
    """The months of some periods, with their gaps: 2024-04 to 2025-03, 2025-06 to 2025-08."""
    joined = []
    for start, end in sorted(periods):
        if joined and start.toordinal() <= joined[-1][1].toordinal() + 1:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    return ", ".join(
        f"{start:%Y-%m}" if f"{start:%Y-%m}" == f"{end:%Y-%m}" else f"{start:%Y-%m} to {end:%Y-%m}"
        for start, end in joined
    )


def changes(before, after):
    """What changed of months that were covered before: rows and money, by layout and month."""
    gone = [one for number, one in before.items() if number not in after]
    come = [one for number, one in after.items() if number not in before]
    known = {name for name in {one.part.layout for one in before.values()} if layouts()[name].dated_by}
    said = []
    for name in sorted(known & {one.part.layout for one in gone + come}):
        said += _changed_months(layouts()[name], before, gone, come)
    return said or ["Months before: nothing changed."]


def _changed_months(layout, before, gone, come):
    spans = [one.period for one in before.values() if one.part.layout == layout.name and one.period]
    old, new = _by_month(layout, gone), _by_month(layout, come)
    said = []
    for month in sorted(set(old) | set(new)):
        was, now = old.get(month, (0, 0)), new.get(month, (0, 0))
        if was != now and any(start <= month <= end for start, end in spans):
            rows, money = now[0] - was[0], now[1] - was[1]
            pounds = f", {money:+,.2f} pounds" if layout.control else ""
            said.append(f"Changed: {layout.name} {month:%Y-%m}: {rows:+,} rows{pounds}.")
    return said


def _by_month(layout, found):
    """{month: (rows, money)} of the files of a layout."""
    paths = [one.kept.rows_path(one.part) for one in found if one.part.layout == layout.name]
    if not paths:
        return {}
    month = f"date_trunc('month', coalesce({', '.join(map(_quote, layout.dated_by))}))::date"
    money = f"coalesce(sum({_quote(layout.control.sums[0])}), 0)" if layout.control else "0"
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"""select {month} as month, count(*), {money} from read_parquet([{", ".join(map(quoted, paths))}])
            group by 1 order by 1"""
        ).fetchall()
    return {month: (count, pounds) for month, count, pounds in rows if month}


def _quote(column):
    return f'"{column}"'
