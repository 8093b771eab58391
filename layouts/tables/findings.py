"""What needs a conversation, a row to each: what and where, how it reads, how far off, its course and its owner."""

from dashboard import scorecard
from layouts import words
from layouts.address import link, measure_path
from layouts.charts import in_cells
from layouts.parts import blocks
from layouts.parts.blocks import drawn, explained, tag, to, unsaid
from layouts.tables import signals as signal_cells
from layouts.words import signals

COLOURS = {"improvement": "good", "concern": "bad", "common": "ordinary", "high": "ordinary", "low": "ordinary"}
BAR = 90  # pixels


def findings(caption, names, month, entries, past, marks=None):
    """A table of entries. `past` is (first month, values) by measure and unit, `marks` the Marks of what was written
    likewise; None where nothing can be written."""
    sizes = [size(names.measures[entry.finding.measure], entry.finding) for entry in entries]
    most = max((amount for amount, _ in sizes), default=0)
    rows = [
        _finding(names, month, entry, amount / most if most else 0, said, past, marks)
        for entry, (amount, said) in zip(entries, sizes, strict=True)
    ]
    return _table(caption, ("measure", "how it reads", "now", "how far", "course", "owner"), rows)


def _bounds(measure, finding):
    return scorecard.bounds(measure, finding.target_low, finding.target_high)


def size(measure, finding):
    """(a size that can be held against that of other measures, its words): how far a value is from the target that it
    misses, in proportion to the target, else how far its latest months lie from those before."""
    target = scorecard.nearest_bound(finding.value, *_bounds(measure, finding))
    if target is not None and finding.standing in ("near", "missed"):
        off = abs(finding.value - target)
        return off / max(abs(target), 1.0), words.moved_amount(measure, off)
    if finding.moved is None:
        return 0.0, ""
    return abs(finding.moved) / max(abs(finding.mean or 0), 1.0), words.moved_amount(measure, finding.moved)


def _finding(names, month, entry, share, said, past, marks):
    finding = entry.finding
    measure, unit = names.measures[finding.measure], names.units[finding.unit]
    reading, todo = finding.reading
    href = link(measure_path(finding.measure), unit=finding.unit, month=month)
    mark = words.CLASSES.get(finding.standing, "none")
    told = f"{words.sentence_case(reading)}: {todo}"
    full = f"{measure['title']}, {unit.name}. {told}. {words.sentence_case(signals.reason(measure, finding))}"
    icons = drawn(signal_cells.icons(finding.variation, finding.assurance, measure["better"]))
    first_month, vals = past.get((finding.measure, finding.unit), (None, None))
    low, high = _bounds(measure, finding)
    spark = in_cells.sparkline(in_cells.window(first_month, vals, month), low, high, mark)
    others = [names.units[other.unit] for other in entry.elsewhere if other.unit in names.units]
    links = [(one.name, link(measure_path(finding.measure), unit=one.key, month=month)) for one in others]
    return [
        _what(measure["short"], href, unit.name, links, measure["title"], _talked(measure, finding, month, marks)),
        tag(
            "Td",
            explained([icons, tag("Span", told, className=f"sign {COLOURS[finding.variation]}")], full),
            className="r",
        ),
        _now(words.figure(measure, finding.value), words.target_words(measure, low, high)),
        _size(share, said, mark),
        tag("Td", drawn(spark), className="k"),
        tag("Td", measure["owner"], className="soft"),
    ]


def alarms(caption, listed):
    """A table of alarms of money, as parts/money/alarms.py has them."""
    most = max((one["size"] for one in listed), default=0)
    rows = [
        [
            _what(one["title"], one["href"], one["unit"], one["elsewhere"]),
            tag(
                "Td",
                explained([unsaid("▲ "), tag("Span", one["reading"], className="sign bad")], one["sentence"]),
                className="r",
            ),
            _now(one["paid"], one["budget"]),
            _size(float(one["size"] / most) if most else 0, one["amount"], "miss"),
            tag("Td", one["lasting"], className="soft"),
            tag("Td", one["owner"], className="soft"),
        ]
        for one in listed
    ]
    return _table(caption, ("money", "what it is", "paid", "price or volume", "lasting", "owner"), rows)


def _table(caption, heads, rows):
    classes = ("m", "r", "n", "z", "k", "o")
    columns = [tag("Col", None, className=one) for one in classes]
    head = tag("Tr", [tag("Th", text, scope="col", className=one) for text, one in zip(heads, classes, strict=True)])
    body = [tag("Tr", cells) for cells in rows]
    parts = [tag("Caption", caption, className="hidden"), tag("Colgroup", columns), tag("Thead", head)]
    return tag("Table", [*parts, tag("Tbody", body)], className="findings")


def _talked(measure, finding, month, marks):
    """Whether the month has been talked about in writing, or something is being done: what there is, and the way to
    write. Nothing where nothing can be written."""
    if marks is None:
        return []
    of = {"unit": finding.unit, "month": month}
    mark = marks.get((finding.measure, finding.unit))
    heard = blocks.hidden(f" on {measure['short']}")
    write = to(["comment", heard], link("/write", kind="comment.published", measure=finding.measure, **of))
    if not mark or not (mark.said or mark.open):
        return [tag("Span", ["not discussed · ", write], className="talked")]
    there = to(signals.talked(mark), link(measure_path(finding.measure), **of) + "#written")
    return [tag("Span", [unsaid("✎ "), there, " · ", write], className="talked")]


def _what(text, href, where, elsewhere, title=None, talked=()):
    """What it is and where; where it stands as well is folded away behind its count."""
    said = [to(text, href, title=title) if title else to(text, href), " ", tag("Span", where, className="where")]
    if elsewhere:
        ways = [tag("Li", to(name, there)) for name, there in elsewhere]
        said.append(blocks.folded(f"and {len(ways)} more", [tag("Ul", ways)], className="also"))
    return tag("Th", [*said, *talked], scope="row", className="m")


def _now(value, target):
    return tag("Td", [tag("B", value), tag("Span", f" of {target}" if target else "", className="soft")], className="n")


def _size(share, said, mark):
    return tag("Td", [drawn(in_cells.bar(share, 1, None, mark, BAR)), tag("Span", said)], className="z")
