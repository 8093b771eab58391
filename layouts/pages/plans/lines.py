"""The lines of a plan by their sort, each beside the newest value of its measure."""

from layouts import words
from layouts.address import link, measure_path
from layouts.parts import blocks
from layouts.parts.blocks import tag
from layouts.words import plans as said


class Live:
    """The newest value of measures at the unit of a plan (rows of its scorecard by measure), for its lines."""

    def __init__(self, names, unit, month, rows):
        self.names, self.unit, self.month, self.rows = names, unit, month, rows

    def cell(self, line):
        measure, row = self.names.measures.get(line.get("shows")), self.rows.get(line.get("shows"))
        if measure is None:
            return tag("Span", "no measure", className="soft")
        name = blocks.to(measure["short"], link(measure_path(measure["key"]), unit=self.unit.key, month=self.month))
        name = tag("Span", name, className="d-inline-block")  # stands by itself: it is no word of a sentence
        if row is None or row.value is None:
            return [name, ": no value"]
        return [name, ": ", tag("B", words.figure(measure, row.value)), " ", blocks.standing(row.standing)]

    def target(self, line):
        """The target in force for the measure of a line, as the way to where it comes from; '' where there is none."""
        measure, row = self.names.measures.get(line.get("shows")), self.rows.get(line.get("shows"))
        told = words.target_words(measure, row.target_low, row.target_high) if row is not None else ""
        return told and blocks.to(told, link(f"/targets/{measure['key']}", unit=self.unit.key, month=self.month))


def listed(sort, heads, rows, small=None):
    """A section with a row for each line of a sort; one sentence where there is none."""
    name = said.SORTS[sort]
    if not rows:
        return tag("P", f"{name}: none.", className="soft")
    table = blocks.still(blocks.table(name, heads, rows, stacked=True))
    return blocks.section(sort, name, [blocks.scroll(table, f"{name}: the table")], small=small)


def _wraps(children):
    """The heading of a row of long text."""
    return blocks.heading(children, "text-wrap")


def form(line, text):
    """A line as the way to change it."""
    return tag("A", text, href=link("/write", about=line.key))


def priorities(names, plan, hours, live, found):
    """In their order, with the hours up to each; a mark stands where the hours run out."""
    asked = {one.priority.key: one for one in hours.asked if one.priority}
    above = {line.key: line for other in found for line in other.priorities}
    gone = hours.runs_out_at
    rows = [
        [
            _wraps([f"{line.rank}. ", form(line, line.get("title"))]),
            blocks.cell(said.serves(names, line, above), "text-wrap"),
            live.cell(line),
            str(sum(one.get("serves") == line.key for one in plan.by_sort["milestone"])),
            _hours(asked.get(line.key), gone),
        ]
        for line in plan.priorities
    ]
    heads = [("priority", ""), ("it serves", ""), ("now", ""), ("milestones", "n"), ("hours up to it", "n")]
    return listed("priority", heads, rows, small="in their order")


def _hours(asked, gone):
    if asked is None:
        return "–"
    text = f"{asked.up_to:,.0f}"
    return tag("Span", [blocks.unsaid("▲ "), f"{text}, too many"], className="miss") if asked is gone else text


def milestones(plan, live, today):
    ranks = {line.key: line.rank for line in plan.priorities}
    rows = [
        [
            _wraps(form(line, line.get("title"))),
            f"{ranks[line.get('serves')]}" if line.get("serves") in ranks else "none",
            line.get("owner"),
            _due(line, today),
            f"{line.get('hours'):,.0f}" if line.get("hours") else "–",
            live.cell(line),
        ]
        for line in plan.by_sort["milestone"]
    ]
    heads = [("what", ""), ("priority", "n"), ("who", ""), ("by", ""), ("hours", "n"), ("now", "")]
    return listed("milestone", heads, rows)


def _due(line, today):
    due = said.due(line.get("due"))
    if line.is_seen_to:
        return f"{said.LINE_STATES[line.thing.state]} {said.due(line.get('done'))}" if line.get("done") else due
    return tag("Span", [blocks.unsaid("▼ "), f"{due}, late"], className="miss") if line.is_late(today) else due


def targets(plan, live):
    rows = [
        [_wraps(form(line, line.get("title"))), live.target(line) or "none in force", live.cell(line)]
        for line in plan.by_sort["target"]
    ]
    return listed("target", [("what is aimed at", ""), ("target", ""), ("now", "")], rows) if rows else None


def staff(plan, year, hours):
    rows = [
        [
            form(line, words.financial_year(line.get("year"))),
            f"{line.get('fte'):g}",
            f"{line.get('vacant') or 0:g}",
            f"{line.get('direct'):g}%" if line.get("direct") else "the council’s",
            f"{line.get('absence'):g}%" if line.get("absence") != "" else "as measured",
        ]
        for line in sorted(plan.by_sort["staff"], key=lambda line: (line.get("year"), line.key))
    ]
    heads = [("year", ""), ("staff (FTE)", "n"), ("taken to be vacant", "n"), ("direct work", "n"), ("absence", "n")]
    return listed("staff", heads, rows, small=f"{words.financial_year(year)}: {said.load(hours)}")


def risks(plan):
    rows = [
        [
            form(line, line.get("title")),
            line.get("likelihood"),
            line.get("impact"),
            line.get("owner"),
            line.get("answer"),
        ]
        for line in plan.by_sort["risk"]
    ]
    heads = [("what might go wrong", ""), ("how likely", ""), ("how bad", ""), ("who", ""), ("what is done", "")]
    return listed("risk", heads, rows)


def obligations(names, plan, today):
    rows = [
        [form(line, line.get("title")), said.no_priority(names, line), line.get("owner"), _due(line, today)]
        for line in plan.by_sort["obligation"]
    ]
    return listed("obligation", [("what", ""), ("by whom, to whom", ""), ("who", ""), ("by", "")], rows)
