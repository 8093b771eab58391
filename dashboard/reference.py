"""The reference pages of docs/reference, made from the code: `python -m dashboard.reference` writes them anew.

A test compares what is written with what would be written.
"""

import argparse
import os
from pathlib import Path

from dashboard import QUERIES, catalogue, cli, council
from dashboard.intake import layout, spellings

FOLDER = QUERIES.parent / "docs" / "reference"
MADE = "<!-- Made by `python -m dashboard.reference`; edit the code and run it again. -->\n"


def pages():
    """File name to text, for every page of the reference."""
    return {"measures.md": measures(), "layouts.md": layouts(), "commands.md": commands(), "settings.md": settings()}


def measures():
    tailoring = council.read(QUERIES.parent / "data" / "council")
    found = catalogue.read(QUERIES / "measures", tailoring.parameters)
    parts = [
        MADE,
        "# Measures\n",
        f"{len(found)} measures, each one SQL file in `queries/measures/` with its worked example.\n",
    ]
    for key in council.PERSPECTIVES:
        inside = [m for m in found.values() if m.perspective == key]
        name = next(p.name for p in tailoring.perspectives if p.key == key)
        parts.append(f"## {name}\n")
        rows = [(f"[{m.key}](#{m.key})", m.title, m.codes, m.kind, m.better, m.period) for m in inside]
        parts.append(_table(("key", "title", "codes", "kind", "better", "period"), rows))
        parts += [_measure(m) for m in inside]
    return "\n".join(parts)


def _measure(m):
    rows = [
        ("in short", m.short if m.short != m.title else ""),
        ("question", m.question),
        ("why", m.why),
        ("type", f"{m.type}, {m.leads}"),
        ("counts", m.counts),
        ("shown in", m.unit_of_value or "a number"),
        ("owner", m.owner),
        ("codes", m.codes),
        ("source", m.source),
        ("caveat", m.caveat),
        *(("parameter", f"{p.name} = {p.value} {p.meaning}") for p in m.parameters),
        *(("read beside", f"{other}: {why}") for other, why in m.beside),
        ("worked example", " ".join(m.example.words.split())),
    ]
    return f"### {m.key}\n\n" + _table(("word", m.title), [row for row in rows if row[1]])


def layouts():
    found = layout.layouts()
    parts = [
        MADE,
        "# File layouts\n",
        "A file is recognised by its column headings, whatever their order, case or punctuation, whatever the file"
        " is called. *Required*: a row without the value is rejected. *May be absent*: the column need not be there.\n",
    ]
    for one in sorted(found.values(), key=lambda one: one.name):
        regularly = f" A new file is looked for every {one.frequency}." if one.frequency else ""
        parts.append(f"## {one.name}\n\n{one.title}.{regularly}\n")
        parts.append(
            _table(("column", "what it means", "also read", "type", "stored as", ""), [_column(c) for c in one.columns])
        )
        rules = [(check.reason, "rejected" if check.action == "reject" else "warned") for check in one.checks]
        rules += [(_astray(r), "warned") for r in one.references]
        rules += [(f"the same {', '.join(one.key)} twice", "rejected")] if one.key else []
        if rules:
            parts.append(_table(("a row where", "is"), rules))
    return "\n".join(parts)


def _astray(reference):
    if reference.shared_by:
        return f"`{reference.column}` is that of one {reference.shared_by} alone and spelt nearly as another"
    return f"`{reference.column}` is not in {reference.to}"


def _column(c):
    said = ["required"] if c.required else []
    said += ["may be absent"] if c.optional else []
    said += ["not stored"] if c.drop else []
    said += ["markers kept"] if c.markers else []
    kind = f"{c.type}: {c.codes}" if c.codes else c.type
    return c.header, c.says, ", ".join(c.also), kind, f"`{c.name}`", ", ".join(said)


def commands():
    """Every command with its own help text."""
    os.environ["COLUMNS"] = "110"
    top = cli.parser()
    parts = [MADE, "# Commands\n", f"```\n{top.format_help().strip()}\n```\n"]
    chooser = next(a for a in top._actions if isinstance(a, argparse._SubParsersAction))
    for name, command in chooser.choices.items():
        parts.append(f"## {name}\n\n```\n{command.format_help().strip()}\n```\n")
    return "\n".join(parts)


SETTINGS = [
    (
        "GOLDEN_THREAD_HOME",
        "environment",
        "data/local; for start councils/NAME/home",
        "folder of the kept files and the stores",
    ),
    (
        "GOLDEN_THREAD_COUNCIL",
        "environment",
        "data/council; for start councils/NAME/settings",
        "folder of the council's tailoring",
    ),
    (
        "GOLDEN_THREAD_JOURNAL",
        "environment",
        "journal.sqlite in the home",
        "where what people write is kept: postgresql+psycopg://USER:PASSWORD@HOST/NAME",
    ),
    ("GOLDEN_THREAD_BIND", "environment", "127.0.0.1:8050", "address and port that gunicorn listens on"),
    ("name", "council.toml", "The council", "the council's name, as its pages and exports show it"),
    ("history", "council.toml", "60", "months kept in the store, counted back from the newest that files speak of"),
    ("near", "council.toml", "5", "a miss by up to this share of the target, in per cent, is near"),
    (
        "fewest",
        "council.toml",
        "20",
        "a share of fewer things is not judged, and a slice of fewer shows its counts and no percentage",
    ),
    (
        "ages",
        "council.toml",
        "{month = 3, quarter = 6, year = 18}",
        "for how many months after its period a value that comes so often stands on a scorecard; older is not judged",
    ),
    (
        "among",
        "council.toml",
        "",
        "the name or ONS code by which published tables know this council: their figures of it become its own",
    ),
    (
        "region",
        "council.toml",
        "that of the published tables",
        "the region compared with, where no loaded table says which one the council is in",
    ),
    (
        "neighbours",
        "council.toml",
        "none",
        "names or ONS codes of the nearest neighbours compared with; the list is the council's own",
    ),
    (
        "two_people",
        "council.toml",
        "none",
        'what one person proposes and another has to approve: ["note", "target", "plan"] for notes, rebases,'
        " targets and plans",
    ),
    (
        "[capacity] hours, leave, direct",
        "plans.toml",
        "37, 15, 60",
        "what a plan's hours are worked out from: hours in a week; leave, and work that is direct, in per cent",
    ),
    (
        "[[step]] name, by, asks",
        "plans.toml",
        "June to March",
        "what every plan is to have by a day (by, as 06-30) before its April: priorities, money, proposed, multiplies"
        " out or approved",
    ),
    (
        "[files.KIND] senior, owner, inputter, unit, system",
        "collections.toml",
        "",
        "posts: who answers for a kind of file, says what it means, and sends it; from which unit, out of which system",
    ),
    (
        "[files.KIND] due",
        "collections.toml",
        "15, 45, 183",
        "days after the end of its period (a month, quarter, year) by which it is to be here; late from the day after",
    ),
    (
        "[files.KIND] minutes, hours, rate",
        "collections.toml",
        "",
        "what collecting costs: minutes for each record, hours for each file, pounds an hour (rate also for all kinds)",
    ),
    (
        "[files.KIND] statutory, caveat",
        "collections.toml",
        "",
        "by what it has to be collected; what to know of how it is collected, beside each number made of it",
    ),
    (
        "usage",
        "collections.toml",
        "true",
        "whether looks at pages are counted, by month, page, unit and measure, with nothing of who looked",
    ),
    (
        "interface",
        "partners.toml",
        "none",
        "the measures that a partner who signs in sees, and nothing else",
    ),
    (
        "[better_care_fund] measures, returns",
        "partners.toml",
        "none",
        "the measures of the plan that is shared with the health service, and what its returns are called",
    ),
    (
        "[perspectives.KEY]",
        "council.toml",
        "the four keys",
        "name and says of customer, process, financial, learning; their order is the page's",
    ),
    (
        "[perspectives.KEY] headlines",
        "council.toml",
        "the first of each objective",
        "the three to five measures that stand first in it: a list, or lists by level ({every = [...], team = [...]})",
    ),
    (
        "[parameters.MEASURE]",
        "council.toml",
        "the measure's own",
        "a number in place of one of the measure's parameters",
    ),
    ("[money] spend", "council.toml", "2", "spend within this many per cent of the budget is on budget"),
    ("[money] activity", "council.toml", "5", "activity off what was agreed by more than this many per cent counts"),
    ("[money] price", "council.toml", "3", "a unit dearer than agreed by more than this many per cent counts"),
    (
        "[money] apart",
        "council.toml",
        "2",
        "a price worked out from a budget holds for a unit where it is within so many times of the whole council's",
    ),
    ("[money] months", "council.toml", "3", "an alarm needs so many months in a row"),
    ("[money] least", "council.toml", "10000", "and so many pounds of price or volume"),
    (
        "[money] plan",
        "council.toml",
        "1",
        "a plan further off its budget by per cent does not multiply out",
    ),
    ("[money] waiting", "council.toml", "", "measures of whether people wait, shown where less is delivered and spent"),
    ("[money.effects] SERVICE", "council.toml", "", "measures shown beside what a service costs"),
    (
        "[money.effects_of_groups] GROUP",
        "council.toml",
        "",
        "measures shown beside what a user group costs, for the people of that group; `every` is for all groups",
    ),
    ("[[objective]]", "objectives.toml", "", "key, title, perspective, serves, measures, under (units), levels"),
    (
        "[[link]]",
        "objectives.toml",
        "",
        "an arrow of the strategy map: from_objective, to_objective, reason, sort, from_measure, to_measure, sign, lag,"
        " around, believed, weight, evidence",
    ),
    (
        "known",
        "scores.toml",
        "50",
        "only where this file is there are measures scored: per cent of the weight below that must have a score",
    ),
    (
        "red_flag, [red_flags] MEASURE",
        "scores.toml",
        "near",
        "how far a measure's red flag lies from its goal, its target, in per cent of it; for all, or for one",
    ),
    (
        "roll_up, [roll_ups] NAME",
        "scores.toml",
        "weighted mean",
        "or worst or count: how a score comes from those below it; for all, or by objective, perspective or level",
    ),
    ("[[weight]] of, is, from", "scores.toml", "1", "what a measure, objective or perspective weighs from a month on"),
    (
        "[[note]]",
        "notes.toml",
        "",
        "month, unit, measure (absent: all), words, author, rebase: what happened, drawn on the charts of the unit and "
        "all below it; with rebase = true the measure's control charts there start anew",
    ),
    (
        "[[question]]",
        "questions.toml",
        "",
        "asks (a sentence), address (from /explore on): what Explore begins with; the first ten that lead somewhere",
    ),
    (
        "[[version]] name, begins, changed",
        "checklist.toml",
        "none",
        "a version of the checklist that case files are read by, with the first day on which they were",
    ),
    (
        "[[version.element]]",
        "checklist.toml",
        "",
        "text (as the audits word it), part, guidance, priority (asked for nationally), critical (without it a file"
        " does not meet the standard)",
    ),
    (
        "[rating], [steps], [late_returns], [depends], [weights], [paid_over]",
        "monitoring.toml",
        "those of dashboard/watching.toml",
        "by what and from how much on a provider is watched light, standard or enhanced; a section that is there stands"
        " in the place of the usual one",
    ),
    ("mappings/*.toml", "a file each", "", "how a foreign file is read as one of the layouts"),
]


def settings():
    return "\n".join([MADE, "# Settings\n", _table(("setting", "where", "default", "what it does"), SETTINGS)])


SPELLINGS = "<!-- spellings: made by python -m dashboard.reference -->\n"
LOADING = QUERIES.parent / "docs" / "loading.md"


def spelled(text):
    """The words on loading with the table of every spelling that is read, made from the code."""
    before, _, rest = text.partition(SPELLINGS)
    after = rest.partition(SPELLINGS)[2]
    rows = [(kind, f"`{word}`", value) for kind, word, value in spellings.table()]
    return before + SPELLINGS + "\n" + _table(("cell", "written", "is read as"), rows) + "\n" + SPELLINGS + after


def _table(heading, rows):
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def write(folder=FOLDER):
    """Write every page; gives the folder."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (Path(folder) / name).write_text(text, encoding="utf-8")
    LOADING.write_text(spelled(LOADING.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


if __name__ == "__main__":
    print(write())
