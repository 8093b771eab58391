"""What a page is narrowed to, in words."""

from dashboard import scope
from layouts import words

BY_QUARTER = (
    "measures of single months are of all three, the others as they stood at its end. Of three months only shares "
    "and means are held against a target"
)
OF_PART = "a target is for everybody, so it is held against nothing here but what is {part} alone"


def when(month):
    """'September 2026', or 'Q2 2026–27' where the quarter stands for it."""
    return words.quarter_name(month) if scope.current().quarter == month else words.month_words(month)


def only():
    """'Physical support only', or '' where a page is of everybody."""
    part = scope.current().part
    return f"{part} only" if part else ""


def named(name):
    """The name of what is shown, with what it is narrowed to: 'Adult social care, Physical support only'."""
    return ", ".join(filter(None, (name, only())))


def standing_word(standing):
    """How a value stands, in a word; of a part of the people, whom no target is for, that it is not judged."""
    return "not judged" if scope.current().part and standing == "no target" else standing


def notes(month):
    """What is to be known of a page that is narrowed, a sentence each."""
    now, said = scope.current(), []
    if now.quarter == month:
        said.append(f"{words.quarter_name(month)} is {words.quarter_words(month)}: {BY_QUARTER}.")
    if now.part:
        said.append(f"{only()}: {OF_PART.format(part=now.part)}.")
    return said


def about(month):
    """The same for a file: (heading, text) lines."""
    now = scope.current()
    quarter = (
        [("Quarter", f"{words.quarter_name(month)}, {words.quarter_words(month)}")] if now.quarter == month else []
    )
    return quarter + ([(words.sentence_case(now.by.replace("_", " ")), only())] if now.part else [])
