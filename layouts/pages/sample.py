"""A sample of case files: which were drawn and why, which have been read, and that its seed draws them again."""

from dash import html

from dashboard import sampling
from dashboard import scorecard as cards
from dashboard.access import opening
from dashboard.asking import ask_dicts
from layouts import words
from layouts import written as writings
from layouts.address import NotHere, link, wanted_month
from layouts.page import Page, place
from layouts.parts import blocks
from layouts.words import audits as says

PATH = "/sample"
HEADS = [("case", "m"), ("unit", ""), ("user group", ""), ("why this one", ""), ("read in", ""), ("elements met", "n")]


def show(store, reader, asked):
    snapshot, thing = store.snapshot(), writings.here().thing(asked.get("topic"))
    names = cards.names(snapshot)
    if thing is None or thing.family != "sample" or thing.unit not in names.units:
        raise NotHere("There is no sample of this name here.", [("Casework", "/casework")])
    unit, month = names.units[thing.unit], wanted_month(names, thing.period)
    files = thing.fields["drawn"]
    with snapshot.cursor() as cursor:
        people = [file["person"] for file in files]
        read = {row["person"]: row for row in ask_dicts(cursor, "sample_read", people=people, since=month)}
        again = sampling.draw(sampling.open_cases(cursor, unit.key, month), thing.fields["seed"], thing.fields["each"])
    opening.listed(["person"], [(person,) for person in people])
    at = place(names, reader, PATH, unit, month)
    up = ("casework", link("/casework", unit=unit.key, month=month))
    drawn = f"drawn with the number {thing.fields['seed']}"
    main = [
        at.crumb("sample of case files", up, topic=thing.key),
        *blocks.title(thing.fields["purpose"], _lead(unit, month, thing, read)),
        html.P(_again(files, again), className="note"),
        blocks.section("files", "The files", [_table(names, files, read)], small=drawn),
        html.P(blocks.to("What was written of it", f"/work/{thing.key}")),
    ]
    return at.view(f"Sample of case files, {unit.name}", main)


def _lead(unit, month, thing, read):
    said = thing.fields
    lots = [file for file in said["drawn"] if not file["why"]]
    done = sum(file["person"] in read for file in lots)
    hand = len(said["drawn"]) - len(lots)
    by_hand = f" {words.count_words(hand, 'file was', 'files were')} chosen by hand and counted apart." if hand else ""
    read = f"{done:,} ({says.per_cent(done / len(lots))})" if done else "None"
    return (
        f"{words.count_words(len(lots), 'file')} drawn by lot of {said['cases']:,} cases that {unit.name} held at the"
        f" end of {words.month_words(month)}, {said['each']} of each team. Read since: {read.lower()}; to be done by "
        f"{words.day_words(said['read_by'])}.{by_hand}"
    )


def _again(files, again):
    """Whether the seed draws the same files from what is on file now."""
    drawn = {file["person"] for file in files if not file["why"]}
    now = {one.case.person for one in again}
    if drawn == now:
        return "Drawn again from the files as they are now, its number gives the same cases."
    return (
        f"Drawn again from the files as they are now, its number gives {len(drawn & now):,} of the {len(drawn):,}: the "
        "files have changed since. What was drawn stays as it was."
    )


def _table(names, files, read):
    rows = [
        [
            file["person"],
            names.units[file["unit"]].name if file["unit"] in names.units else file["unit"],
            file["group"],
            _why(file),
            words.month_words(read[file["person"]]["month"]) if file["person"] in read else "",
            _met(read.get(file["person"])),
        ]
        for file in files
    ]
    return blocks.still(
        blocks.scroll(blocks.table("The files of the sample", HEADS, rows, stacked=True), "The files of the sample")
    )


def _why(file):
    return f"by hand: {file['why']}" if file["why"] else f"number {file['place']} of {file['of']:,} by lot"


def _met(row):
    return f"{row['met']} of {row['applicable']}" if row else ""


PAGE = Page(
    PATH,
    "A sample of case files",
    show,
    found=False,
    opens_records=True,
    about="The case files that were drawn by lot to be read: each with its turn, whether it has been read since, and "
    "what its seed draws from the files as they are now.",
)
