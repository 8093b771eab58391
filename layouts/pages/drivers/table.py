"""Every part of a difference: its value and share on both sides, its effects, and the way on."""

from dashboard.drivers import PEERS, UNITS
from layouts import words
from layouts.parts import blocks
from layouts.parts import drivers as parts
from layouts.parts.blocks import cell
from layouts.words import contributions as says


def table(names, wanted, found, many, id="drivers"):
    measure, split, (before, after) = wanted.measure, found.split, says.sides_words(found, wanted.unit)
    weighed, by_units = says.weighs(split), wanted.by == UNITS
    heads = [
        *((many, "m"), (before, "n"), (after, "n"), (f"share, {before}", "n"), (f"share, {after}", "n")),
        *([("rate", "n"), ("mix", "n")] if weighed else []),
        ("adds", "n"),
        *([("measure", "hidden")] if by_units else []),
    ]
    rows = [_row(names, wanted, found, part, weighed) for part in parts.in_order(split)]
    gap, effects = [""] * by_units, [words.signed(measure, amount) for amount in (split.rate, split.mix)]
    lines = [
        [
            *(line, "", "", *(says.open_shares(split) if line == says.NONE_OR_SEVERAL else ["", ""])),
            *(["", ""] if weighed else []),
            *(_adds(measure, amount, ""), *gap),
        ]
        for line, amount in says.lines(split)
        if says.shown(measure, amount)
    ]
    whole = [
        "The whole" if wanted.against == PEERS else wanted.unit.name,
        *(says.whole_text(measure, side) for side in (found.before, found.after)),
        *("100%", "100%", *(effects if weighed else []), _adds(measure, split.difference, ""), *gap),
    ]
    caption = f"The difference by {many}"
    return blocks.table(caption, heads, rows, foot=whole, above=lines, kind="plain drivers", id=id)


def _row(names, wanted, found, part, weighed):
    measure, name = wanted.measure, says.part_name(names, wanted.by, part.key)
    further, there = wanted.further(names, part.key), wanted.at_unit(part.key)
    sides = [_side(wanted, found, part, name, after) for after in (False, True)]
    effects = [words.signed(measure, amount) for amount in (part.rate_effect, part.mix_effect)]
    return [
        blocks.to([name, blocks.hidden(": what drives it")], further) if further else name,
        *sides,
        *map(says.share_text, (part.share_before, part.share_after)),
        *(effects if weighed else []),
        _adds(measure, part.total, says.way(measure, part.total)),
        *([blocks.to(["measure", blocks.hidden(f" at {name}")], there)] if there else []),
    ]


def _adds(measure, amount, way):
    return cell(words.signed(measure, amount), className=f"n now {way}".strip())


def _side(wanted, found, part, name, after):
    """A part's figure on one side, which leads to its records; peers and a part that was not there have none."""
    when = wanted.month if after else wanted.against
    text = says.side_text(wanted.measure, wanted.by, wanted.against, part, after, found.is_small(part))
    if when == PEERS or (part.after if after else part.before) is None:
        return text
    return blocks.to_grid([text, blocks.hidden(f": records of {name}")], wanted.records(part.key, when))
