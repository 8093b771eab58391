"""The targets of a measure, each with who set it, what it rests on and from when it counts."""

from dash import html

from dashboard import scorecard as cards
from dashboard import targets
from dashboard.journal.families.targets import DATED
from layouts import words
from layouts.address import link
from layouts.pages.targets.overview import whose
from layouts.parts import blocks
from layouts.parts.blocks import tag
from layouts.words import targets as said
from layouts.words import writing


def listed(names, measure, unit, found, line):
    """Every target with who, when and why, the newest first: what people wrote, then of files and partners."""
    entries = [(one.fields["begins"], _thing(names, measure, unit, one, found)) for one in found.things]
    for one in found.spans:
        if one["file"] or one["sort"] == "joint":
            entries.append((one["starts"], _of_store(names, measure, unit, one)))
    entries.sort(key=lambda one: one[0], reverse=True)
    inside = [entry for _, entry in entries] or [html.P("None yet.", className="soft empty")]
    return blocks.section("history", "Who set what, when and why", inside)


def _thing(names, measure, unit, thing, found):
    fields = thing.fields
    where = "" if thing.unit == unit.key else f", {names.units[thing.unit].name}"
    begins = f", from {fields['begins']:%-d %B %Y}" if fields["begins"] and fields["sort"] not in DATED else ""
    state = html.Span(f" {writing.state_in_full(thing).lower()}", className="soft s")
    return html.Article(
        [
            html.Div([html.B(said.kind(fields["sort"])), state, where], className="of"),
            html.P(said.proposed(measure, thing) + begins),
            *(html.P([html.Span(f"{name}: ", className="soft"), text]) for name, text in writing.rest(thing)),
            _baseline(measure, thing),
            _counts(thing, found.built_with),
            html.P([said.flow(thing), " · ", _open(thing)], className="soft s"),
        ],
        className="entry",
    )


def _open(thing):
    return tag("A", ["Open", blocks.hidden(f" {writing.headline(thing)}")], href=link("/write", about=thing.key))


def _counts(thing, built_with):
    """From which month on an approved target judges, and whether it waits for the next build."""
    if thing.state != "approved" or thing.fields["sort"] not in targets.HELD_TO:
        return None
    told = f"It judges months from {targets.counts_from(thing):%B %Y} on"
    if targets.waits(thing, built_with):
        return html.P(f"{told}, and waits for the next build of the data to do so.", className="changed")
    return html.P(f"{told}.", className="soft s")


def _baseline(measure, thing):
    """The number it was proposed against, as it was then."""
    begun = thing.begun
    if begun.value is None:
        return None
    told = f"{words.figure(measure, begun.value)} in {writing.month(begun.period)}" if begun.period else ""
    return html.P([html.Span("Proposed when it was: ", className="soft"), f"{told} (store {begun.store})"])


def _of_store(names, measure, unit, row):
    low, high = cards.bounds(measure, row["target"], row["upper"])
    where = "" if row["unit"] == unit.key else f", {names.units[row['unit']].name}"
    ends = "" if row["ends"] >= targets.OPEN_ENDED else f" to {row['ends']:%-d %B %Y}"
    why = html.P([html.Span("What it rests on: ", className="soft"), row["basis"]]) if row["basis"] else None
    return html.Article(
        [
            html.Div([html.B(said.kind(row["sort"])), where], className="of"),
            html.P(f"{words.target_words(measure, low, high)}, from {row['starts']:%-d %B %Y}{ends}"),
            why,
            html.P([whose(row), f" · {said.source(row)}" if row["file"] else None], className="soft s"),
        ],
        className="entry",
    )
