"""Whether a measure can be trusted: its files, what was refused and audited, and what it is collected for."""

from dash import html

from dashboard.collecting import audits
from layouts import words
from layouts import written as writings
from layouts.address import link
from layouts.parts import blocks

VERDICTS = {"fairly stated": ("Fairly stated", "met"), "reservation": ("Reservation", "miss")}
AMENDED = "Amended", "near"  # fairly stated after amendment


def trust(measure, now, made):
    """The panel of what a number rests on. `made` is the measure's MadeFrom."""
    shown = []
    if now["months_needed"] and measure["kind"] != "supplied":
        months = "month" if now["months_needed"] == 1 else "months"
        shown.append(html.P(f"Files cover {now['months_covered']} of the {now['months_needed']} {months} it needs."))
    shown += [html.P([html.B(row["name"]), f": {_source(row)}"]) for row in made.sources]
    if made.refused:
        shown.append(html.Ul([_refused(row) for row in made.refused]))
    if measure["caveat"]:
        shown.append(html.P(measure["caveat"]))
    if audited := audits.newest(writings.here(), measure["key"]):
        shown.append(_audited(measure, now["value"], audited))
    shown += [_collected(row) for row in made.collections]
    return blocks.section("trust", "Can it be trusted?", shown)


def _source(row):
    reaches = f"to {words.day_words(row['data_to'])}, " if row["data_to"] else ""
    refused = f"{row['rows_rejected'] or 0:,} of {row['rows_read'] or 0:,} rows refused."
    return f"{reaches}loaded {words.day_words(row['loaded_at'])}; {refused}"


def verdict(measure):
    """Whether a measure can be trusted: its files, what was refused and audited, and what it is collected for."""
    found = audits.newest(writings.here(), measure["key"])
    if not found:
        return []
    late = ", late to be looked at again" if found.again and found.again < writings.today() else ""
    said = (
        f"{found.verdict}, audit of {words.day_words(found.held)}: {found.errors:,} of {found.sample:,} records wrong"
    )
    short, mark = VERDICTS.get(found.verdict, AMENDED)
    return [(short, html.A(f"{said} or unproved{late}", href="#trust"), mark)]


def _audited(measure, value, audited):
    """Whether a measure can be trusted: its files, what was refused and audited, and what it is collected for."""
    (_, lower, upper), again = audited.wrong, ""
    if audited.again:
        late = " and is late" if audited.again < writings.today() else ""
        again = f" Due again by {words.day_words(audited.again)}{late}."
    found = (
        f" {audited.errors:,} of {audited.sample:,} records had no evidence or were wrong ({100 * lower:.1f}% to"
        f" {100 * upper:.1f}% of all, 95 times in 100)."
    )
    if measure["kind"] == "proportion" and value is not None and audited.errors:
        least, most = (words.figure(measure, one) for one in audited.supported(value))
        found += f" If that holds of all, {least} to {most} has evidence."
    _, mark = VERDICTS.get(audited.verdict, AMENDED)
    way = blocks.to(f"Audit of {words.day_words(audited.held)}", f"/work/{audited.thing.key}")
    return html.P([way, ": ", html.B(audited.verdict, className=mark), ".", found, again])


def _collected(row):
    """Whether a measure can be trusted: its files, what was refused and audited, and what it is collected for."""
    sends = f" Sent by: {row['inputter']}." if row["inputter"] else ""
    answers = f" Answers for it: {row['senior']}." if row["senior"] else ""
    caveat = f" {row['caveat']}" if row["caveat"] else ""
    way = blocks.to(f"{row['name']}, how it is collected", link("/data", kind=row["kind"]))
    return html.P([way, ":", html.Span(f"{caveat}{sends}{answers}")])


def _refused(row):
    lines = f"{row['lines']:,} {'line' if row['lines'] == 1 else 'lines'}"
    return html.Li(
        [blocks.to(row["name"], link("/data", file=row["file"])), f": {lines}, {words.shortened(row['reason'])}"]
    )
