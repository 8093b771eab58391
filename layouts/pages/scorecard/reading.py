"""How a scorecard is read: its signs, and who answers for each measure."""

from dash import html

from layouts import words
from layouts.parts import blocks

HOW_TO_READ = (
    " when nobody has set one, or where it is set for the whole and this unit holds a part of it: then the part is "
    "shown. Beside it stands how the measure moves, where that is more than chance explains: for how many months it "
    "has been better or worse than usual, newly where it is so for three or fewer. “As usual” off target: change the "
    "process, do not chase the month. “No clear change”: it stands out, but among so many measures some do by chance. "
    "Press the words, or point at them, for the reasons. The line shows the last three years, or every period of "
    "what comes by the quarter or the year, with gaps where there was no value, the dotted line the target. A period "
    "in words beside a name says that the newest value is of that period, and is judged as of then; what is too old "
    "to judge is only told. Under “others”, each dot is a unit like this one and the bar is this one (the line has no "
    "zero), and England’s published figure where there is one. With everything, a row has the icons too: within the "
    "usual range (a wave), higher (H) or lower (L) than usual; will always meet its target (P), never (F) or in some "
    "months only (?). Colours only repeat what the words say."
)
OWNERS = [("measure", "m"), ("owner", ""), ("data to", ""), ("loaded", "")]


def answers(names, card):
    """Who answers for each measure of a card, folded."""
    rows = []
    for row in card.rows:
        measure = names.measures[row.measure]
        data_to, loaded = names.fresh.get(row.measure, (None, None))
        rows.append([measure["title"], measure["owner"], words.day_words(data_to), words.day_words(loaded)])
    table = blocks.table("Who answers for each measure", OWNERS, rows, kind="owners")
    return blocks.folded(
        "Who answers for each measure, and how fresh its data are", [blocks.still(table)], className="read"
    )


def how_to_read():
    """What the marks and columns of the page mean."""
    told = [
        "A measure is ",
        blocks.standing("met"),
        " when it is on the right side of its target, ",
        blocks.standing("near"),
        " when it is close, ",
        blocks.standing("missed"),
        " when it is not, ",
        blocks.standing("no target"),
        HOW_TO_READ,
    ]
    return blocks.folded("How to read this page", [html.P(told)], className="read")
