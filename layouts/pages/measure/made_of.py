"""What a measure's number is made of, by the values of a slice; and how it is worked out."""

import dash_bootstrap_components as dbc
from dash import html

from dashboard import assessment, scope, values
from layouts import words
from layouts.address import link, measure_path, month_word
from layouts.charts import in_cells
from layouts.component import unseen
from layouts.parts import blocks
from layouts.words import records as records_words
from layouts.words.scope import when

BAR = 120  # pixels
DIRECTIONS = {
    "higher": "higher is better",
    "lower": "lower is better",
    "range": "best within a range",
    "neither": "neither high nor low is better in itself",
}


def sections(cursor, names, measure, unit, month, now, slice_):
    """Both panels; the first only where the measure's rows carry something to cut it by."""
    ended = now["of_month"] or month
    if scope.current().part:
        return [_of_part(), definition(measure, now)]
    if not slice_:
        return [definition(measure, now)]
    found = _parts(cursor, names, measure, unit, ended, now, slice_)
    if not found and now["value"] is None:
        return [definition(measure, now)]
    return [section(measure, unit, month, ended, slice_, found), definition(measure, now)]


def _parts(cursor, names, measure, unit, ended, now, slice_):
    """The number by the values of a slice. What the page has asked already of the whole is not asked again: it is the
    card's own, but where that is too old to be shown, or where a quarter stands for a month."""
    if scope.current() != scope.WHOLE or now["of_month"] is None or now["last_known"] is not None:
        return values.breakdown(cursor, measure["key"], unit.key, f"{ended:%Y-%m}", slice_)
    made = (now["numerator"], now["denominator"], now["value"], measure["unit_of_value"], now["why"])
    whole = values.Value(measure["key"], unit.key, now["period_start"], now["period_end"], *made)
    return values.parts(cursor, measure, whole, ended, slice_, names.fewest)


def _of_part():
    """Why a part of the people is not broken down further."""
    said = "Of a part of the people no further breakdown is kept; its records can be narrowed down further."
    return blocks.section("parts", "What it is made of", [html.P(said, className="soft")])


def section(measure, unit, month, ended, slice_, found):
    """The number by the values of a slice: each with what it is made of and the way to its records. `month` is the
    one shown, `ended` the one in which the newest value's period ended."""
    by = slice_.replace("_", " ")
    if found:
        shown = blocks.scroll(_table(measure, unit, ended, slice_, found), "Breakdown")
    else:
        shown = html.P(f"The records of this month don’t carry {by}.", className="soft")
    drivers = link("/drivers", measure=measure["key"], unit=unit.key, month=ended)
    return blocks.section(
        "parts",
        "What it is made of",
        [_choice(measure, unit, month, slice_), shown],
        small=f"{when(month)}, by {by}",
        beside=blocks.to("What drives it?", drivers, className="s"),
    )


def _choice(measure, unit, month, slice_):
    """The slices to choose from, as a form: it works before any script has run."""
    options = [{"value": one, "label": one.replace("_", " ")} for one in measure["slices"]]
    return html.Form(
        [
            *unseen({"unit": unit.key, "month": month_word(month)}),
            html.Label("By", htmlFor="pick-slice"),
            dbc.Select(id="pick-slice", name="slice", options=options, value=slice_),
            html.Button("Show", type="submit", className="go"),
        ],
        className="inline",
        action=measure_path(measure["key"]),
        method="get",
        **{"data-live": "yes"},
    )


def _table(measure, unit, month, slice_, found):
    most = max((part.value for part in found if part.value is not None), default=0)
    by = slice_.replace("_", " ")
    heads = [
        (by, "m"),
        ("value", "n"),
        ("bar that starts at zero", "hidden"),
        (records_words.heading(measure, "numerator"), "n"),
        (records_words.heading(measure, "denominator"), "n"),
        ("records", "hidden"),
    ]
    rows = [_row(measure, unit, month, slice_, part, most) for part in found]
    return blocks.table(f"{measure['title']} by {by}", heads, rows)


def _row(measure, unit, month, slice_, part, most):
    name = part.slice_value or "Not known"
    if part.reason and "too few" in part.reason:
        value = [blocks.cell(part.reason, colSpan=2, className="why")]
    else:
        bar = None if part.value is None else blocks.drawn(in_cells.bar(part.value, most, width=BAR))
        value = [blocks.cell(words.figure(measure, part.value), className="n now"), blocks.cell(bar)]
    href = link("/records", measure=measure["key"], unit=unit.key, month=month, slice=slice_, value=part.slice_value)
    sides = (words.counted(measure, part.numerator), words.exact(part.denominator))
    made = (blocks.cell(side, className="n") for side in sides)
    return [name, *value, *made, blocks.to_grid("records", href, of=name)]


def _outcomes(measure):
    """The outcomes of frameworks that a measure tells of, each with the way to all that do."""
    found = [
        blocks.to(f"{one.name}: {box.name.lower()}", link("/assessment", set=one.key))
        for one, box in assessment.outcomes(measure["key"])
    ]
    return [("Outcome", found)] if found else []


def definition(measure, now):
    """How is this worked out? In words, with an example, and as the computer has it."""
    period = words.basis_words(measure, now["period_start"] if now["value"] is not None else None, now["period_end"])
    said = [
        ("An example", measure["words"]),
        ("Direction", DIRECTIONS[measure["better"]]),
        ("Period", period),
        ("Counts", words.counts_words(measure)),
        *_settings(measure),
        ("Kind of measure", f"{measure['type']}, a {measure['leads']} measure"),
        *([("Also known as", measure["codes"])] if measure["codes"] else []),
        *_outcomes(measure),
        ("Definition from", measure["source"]),
        ("Owner", measure["owner"]),
    ]
    rule = html.Pre(measure["sql"], tabIndex="0")
    return blocks.section(
        "how",
        "How is this worked out?",
        [
            html.P(words.sentence_case(measure["why"])),
            html.Dl([html.Div([html.Dt(name), html.Dd(text)]) for name, text in said], className="words"),
            blocks.folded("The rule as the computer has it (SQL)", [rule]),
        ],
    )


def _settings(measure):
    """The settings of a measure, each as 'tolerance = 15 minutes late or early' in the catalogue: (name, meaning)."""
    pairs = (text.partition(" = ") for text in (measure["parameters"] or "").split("; ") if text)
    return [(name.replace("_", " ").capitalize(), meaning) for name, _, meaning in pairs]
