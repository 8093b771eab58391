"""What has changed in a plan since it was approved."""

from layouts import words
from layouts.parts import blocks
from layouts.words import plans as said
from layouts.words.writing import headline, signed


def section(approval, changes):
    if approval is None:
        return None
    name = "What changed since it was approved"
    if not changes:
        return blocks.section("changes", name, [], small=f"nothing since {said.due(approval.at)}")
    rows = [
        [
            headline(one.thing) or said.one_line(one.thing),
            one.what,
            "; ".join(said.change(word, *pair) for word, pair in one.fields.items()),
            signed(one.event),
            one.event.reason or "",
        ]
        for one in changes
    ]
    heads = [("line", ""), ("what", ""), ("what it says", ""), ("who", ""), ("why", "")]
    many = words.count_words(len(changes), "change").lower()
    table = blocks.still(blocks.table(name, heads, rows, stacked=True))
    return blocks.section(
        "changes", name, [blocks.scroll(table, f"{name}: the table")], small=f"{many} since {said.due(approval.at)}"
    )
