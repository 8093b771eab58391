"""What each later file changed of what was known on a past day, value by value; and of which days that is kept."""

from datetime import date

from dash import html

from dashboard import past
from layouts import known, words
from layouts.address import link
from layouts.parts import blocks

MOST = 200  # values that are listed
HEADS = (
    *(("measure", "m"), ("unit", "text-wrap"), ("month", ""), ("known then", "n"), ("known now", "n")),
    ("files that came since", "text-wrap"),
)
HOW = (
    "What was known on a day can be kept: whoever runs this makes it by ‘python -m dashboard build --as-known-on’ and"
    " the day. Every page then opens as it could be known on it."
)


def section(names, reader):
    """On a page of a past day what has changed since; on one of now the days that are kept."""
    day = past.current()
    return _changed(names, reader, day) if day else _kept()


def _kept():
    days = known.kept()
    ways = [html.Li(blocks.to(words.day_words(one), link("/data", known=f"{one}") + "#changed")) for one in days]
    inside = html.Ul(ways, className="brief") if ways else html.P(HOW, className="soft")
    return blocks.section("changed", "As known on an earlier day", [inside])


def _changed(names, reader, day):
    name = f"What has changed since {words.day_words(day.day)}"
    rows = [one for one in day.changes() if one["unit"] in names.units and reader.may(names, "see", one["unit"])]
    rows = [one for one in rows if one["measure"] in names.measures]
    if not rows:
        return blocks.section("changed", name, [html.P("No value of that day is another now.", className="soft empty")])
    table = blocks.table(name, HEADS, [_row(names, one) for one in rows[:MOST]])
    more = html.P(f"The first {MOST} of {len(rows):,}.", className="soft") if len(rows) > MOST else None
    return blocks.section("changed", name, [html.P(_lead(rows)), blocks.scroll(table, name), more])


def _lead(rows):
    """How many values are others, and by which files."""
    files = {}
    for one in rows:
        for file in filter(None, one["files"].split("; ")):
            files[file] = files.get(file, 0) + 1
    said = "; ".join(
        f"{file}: {count:,}" for file, count in sorted(files.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    values = words.count_words(len(rows), "value is another now", "values are others now")
    return f"{values}. By file that came since: {said}." if said else f"{values}."


def _row(names, one):
    measure, unit = names.measures[one["measure"]], names.units[one["unit"]]
    return [
        measure["title"],
        unit.name,
        words.short_month(date.fromisoformat(one["month"])),
        _value(measure, one["known_then"], one["reason_then"]),
        _value(measure, one["known_now"], one["reason_now"]),
        one["files"] or "–",
    ]


def _value(measure, text, reason):
    if not text:
        return html.Span(reason or "no value", className="soft s")
    return html.Span(words.figure(measure, float(text)), title=text)
