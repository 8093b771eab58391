"""What stands beside a form: the comment of the period before, what a prediction could show, what the checks found."""

from dash import html

from dashboard.statistics import effect
from layouts.parts import blocks
from layouts.words import targets
from layouts.words import writing as said


def beside(at, known):
    """What helps whoever writes; None where nothing does."""
    found = BESIDE.get(at.family.key)
    return found(at, known) if found and known and not at.thing else None


def _comment(at, known):
    asked = _why_asked(known)
    last = known.before
    before = (
        [html.P([html.B(f"{said.month(last.period)}: "), known.facts.promised, f" ({said.signed(last.begun)})"])]
        if last
        else []
    )
    return html.Div([html.P(asked, className="soft"), *before], className="beside")


def _why_asked(known):
    facts = known.facts
    if facts.standing == "missed" or facts.variation in ("concern", "improvement", "high", "low"):
        return "A comment is asked for: " + (
            "it misses its target." if facts.standing == "missed" else "the latest month is a signal."
        )
    return "No comment is asked for: no signal, no miss."


def _action(_at, known):
    least = effect.can_show(known.history)
    return html.Div(html.P(said.power(known.measure, least, known.unit.name)), className="beside")


BESIDE = {"comment": _comment, "action": _action}


def findings(text, found):
    """What the checks found, each with the words it points at. It warns: the form is sent again as it is."""
    items = [html.Li([one.says, *_quoted(text, one)]) for one in found]
    head = html.P("Look once more. You can publish it as it is; say why if you like.")
    return html.Div([head, html.Ul(items)], className="found", role="alert")


def rehearsal(at, found):
    """What a target would have meant. It warns: the form is sent again as it is."""
    items = [html.Li(one) for one in targets.rehearsed(at.measure, found, at.unit)]
    head = html.P("Tried on the past. Send it again to propose it so.")
    return html.Div([head, html.Ul(items)], className="found", role="alert")


def what_it_becomes(charts):
    """The chart without a rebase and with it, before it is proposed: the form is sent again as it is."""
    head = html.P("What the chart becomes. Send it again to propose it so.")
    return html.Div([head, charts], className="found", role="alert")


def _quoted(text, one):
    if not one.words or one.words == ((0, len(text)),):
        return []
    return [" ", *(html.Mark(text[start:end]) for start, end in one.words)]


def both(at, problem, typed):
    """What another wrote while a form was open, beside what was typed."""
    theirs = problem.thing.fields
    rows = [
        [info.title or name, str(theirs.get(name, "") or "–"), str(typed.get(name, "") or "–")]
        for name, info in at.model.model_fields.items()
        if str(theirs.get(name) or "") != str(typed.get(name) or "")
        and name in {**theirs, **typed}
        and "only" not in (info.json_schema_extra or {})
    ]
    return html.Div(
        [
            html.P(f"{problem}. Send yours again to put it in the place of theirs."),
            blocks.table("Both texts", [("", ""), (f"now ({problem.thing.last.called})", ""), ("yours", "")], rows),
        ],
        className="found",
        role="alert",
    )
