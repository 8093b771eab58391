"""One measure at one unit: its number, its past, its peers, what it is made of, and whether it can be trusted."""

from functools import partial

from dash import html

from dashboard import comparison, values
from dashboard import scorecard as cards
from dashboard.elsewhere import ended_by
from layouts import control_chart, drawing, periods, signals, words, years
from layouts.address import (
    link,
    measure_path,
    wanted_layers,
    wanted_measure,
    wanted_month,
    wanted_one_of,
    wanted_range,
    wanted_slice,
    wanted_unit,
)
from layouts.charts import control, live, template
from layouts.charts import years as years_chart
from layouts.page import Page, head, render
from layouts.parts import conversations as attention
from layouts.parts import course as courses
from layouts.parts.elsewhere import elsewhere
from layouts.words import ahead, readings

COMPARATORS_SHOWN = 4


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    measure = wanted_measure(names, asked.rest)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    slice_ = wanted_slice(measure, asked.get("slice"))
    with snapshot.cursor() as cursor:
        now = cards.ask_dicts(cursor, "measure", unit=unit.key, month=month, measure=measure["key"])[0]
        now["target_low"], now["target_high"] = cards.bounds(measure, now["target_low"], now["target_high"])
        now["part"] = comparison.parts_of_whole(cursor, [unit], month).get(unit.key, {}).get(measure["key"])
        target = cards.nearest_bound(now["value"], now["target_low"], now["target_high"])
        compared = comparators(cursor, measure, month)
        newer = cards.newer(cursor, names, unit, month, measure["key"])
        ended = now["of_month"] or month
        context = {
            "by_period": periods.section(cursor, measure, unit, month),
            "course": courses.course(cursor, names, measure, unit, month, target, asked),
            "peers": peers(cursor, names, measure, unit, month),
            "below": below(cursor, names, measure, unit, month, now),
            "made_of": parts(cursor, measure, unit, ended, slice_),
            "pairs": pairs(cursor, names, measure, unit, month),
            "comparators": compared,
            "elsewhere": elsewhere(cursor, measure, month),
            "sources": cards.ask_dicts(cursor, "measure_sources", measure=measure["key"]),
            "newer": newer,
            "rejects": cards.ask_dicts(cursor, "measure_rejects", measure=measure["key"]),
        }
    now["standing"] = now["standing"] or "no value"
    by_period = context["by_period"]
    signal = context["course"]["signal"]
    is_small = by_period is None and signal is not None and signal["status"] == "too small"
    now["is_told"] = not is_small and (by_period is None or by_period["is_told"])
    now["reason"] = now["reason"] or "nothing was counted here in this month"
    if now["last_known"] is not None:
        now["reason"] += f", when it was {words.figure(measure, now['last_known'])}; it is too old to be judged"
    here = attention.attention(snapshot, unit.key, month)
    doubt = readings.doubt(context["course"]["signal"], (measure["key"], unit.key) in here.believed, here.looked_at)
    return _page(names, reader, measure, unit, month, slice_, now, asked, context, doubt)


PAGE = Page("/measure", "Measure", show, word="measure")


def _page(names, reader, measure, unit, month, slice_, now, asked, context, doubt):
    course = context["course"]
    summary = _summary(measure, course["past"])
    told = courses.about(measure, unit, course, names.council, context["sources"])
    picture = _picture(measure, unit, now, course, context["comparators"], summary, told)
    drawn = control_chart.draw(picture) if picture else ""
    if course["years"]:
        drawn, summary = years.draw(measure, course["past"]), years.summary(measure, course["past"])
    chart = asked.get("chart") if drawn else ""
    kept = {
        "slice": slice_ if slice_ != wanted_slice(measure, "") else "",
        "basis": asked.get("basis"),
        "chart": chart,
    }
    shared = {
        "measure": measure,
        "sentence": sentence(names, measure, now),
        "summary": summary,
        "doubt": doubt,
        **head(names, reader, "/measure", unit, month, **kept),
    }
    title = f"{measure['title']}, {unit.name}"
    if chart == "explore" and picture:
        parts = _explored(picture, asked, measure, course, title, summary)
        return render(
            "measure_chart.html",
            title,
            parts=[html.Div(parts, className="explore")],
            back_here=link(measure_path(measure["key"]), unit=unit.key, month=month, **{**kept, "chart": ""}),
            **shared,
        )
    return render(
        "measure.html",
        title,
        now=now,
        slice_=slice_,
        facts=facts(names, measure, now, ahead.fact(measure, course["outlook"], month) if course["outlook"] else None),
        chart=drawn,
        read=readings.reading(measure, now["standing"], course["signal"]),
        table=courses.table(picture),
        by_year=years.table(measure, course["past"]) if course["years"] else None,
        parameters=_parameters(measure),
        records_href=_records(measure, unit, now["of_month"] or month),
        explore_href=link(measure_path(measure["key"]), unit=unit.key, month=month, **{**kept, "chart": "explore"}),
        **context,
        **shared,
    )


def _explored(picture, asked, measure, course, title, summary):
    """The chart with all that can be done to it: its lenses, its layers, its pictures."""
    zoom, shown = wanted_range(asked.get("range")), wanted_layers(live.LAYER_WORDS, asked.get("layers"))
    say = partial(words.figure, measure)
    figures = [
        ("months", "month by month", control.control(picture, 460, zoom)),
        ("years", "year on year", years_chart.years(course["past"], say, picture.about, 460)),
    ]
    lens = wanted_one_of({key: words_ for key, words_, _ in figures}, asked.get("lens"), "lens")
    first = next(figure for key, _, figure in figures if key == lens)
    return [
        live.lenses("trend", figures, lens),
        live.layers("trend", [figure for *_, figure in figures], shown),
        template.graph(first, "trend", title, summary),
        live.pictures("trend"),
    ]


def sentence(names, measure, now):
    """The question, and in one breath what the number says to it. Facts only: the reader judges."""
    if now["value"] is None:
        return f"{measure['question']} There is no value: {now['reason']}."
    said = [measure["question"]]
    if now["age"]:
        period = words.period_name(now["period_start"], now["period_end"])
        said.append(f"The newest value is of {period}, and is judged as of then.")
    low, high = now["target_low"], now["target_high"]
    if low is not None or high is not None:
        how = {"met": "which meets its target", "near": "close to its target", "missed": "which misses its target"}
        said.append(
            f"It is {words.figure(measure, now['value'])}, {how[now['standing']]} of "
            f"{words.bound_words(measure, low, high)}."
        )
    elif now["part"]:
        part = words.part_words(now["part"], names)
        setter = names.units[now["part"].of].name
        said.append(
            f"It is {words.figure(measure, now['value'])}, {part}. The target is {setter}’s: "
            "this unit alone can’t reach it."
        )
    else:
        said.append(f"It is {words.figure(measure, now['value'])}; nobody has set a target.")
    if moved := words.moved_words(measure, now["value"], now["last_year"], now["is_told"]):
        said.append(f"That is {moved}.")
    return " ".join(said)


def facts(names, measure, now, expected):
    """(big words, small words, class) for the row of facts under the heading."""
    mark, period = (
        words.CLASSES[now["standing"]],
        words.period_words(now["period_start"], now["period_end"], measure["basis"]),
    )
    found = [(words.figure(measure, now["value"]), _made_of(measure, now, period), "")]
    low, high = now["target_low"], now["target_high"]
    if low is not None or high is not None:
        setter = names.units.get(now["target_unit"])
        found.append(
            (
                f"{words.SHAPES[now['standing']]} {words.target_words(measure, low, high)}",
                f"target, {now['standing']}" + (f"; set for {setter.name}" if setter else ""),
                mark,
            )
        )
    elif now["part"]:
        setter = names.units[now["part"].of].name
        found.append((words.part_words(now["part"], names), f"no target here: it is {setter}’s", "none"))
    else:
        found.append(("No target", "nobody has set one", "none"))
    moved, verdict = words.change(measure, now["value"], now["last_year"])
    verdict = verdict if now["is_told"] else ""
    if moved:
        found.append(
            (
                moved,
                f"on {words.figure(measure, now['last_year'])} a year before"
                + (f": {verdict}" if verdict in ("better", "worse") else ""),
                verdict,
            )
        )
    if expected:
        found.append((*expected, ""))
    if now["records"] and measure["kind"] != "supplied":
        found.append((f"{now['records']:,}", "records behind the number", ""))
    return found


def _made_of(measure, now, period):
    """'420 of 567, 12 months to March 2026'."""
    if now["value"] is None:
        return now["reason"]
    unit, top = words.unit_words(measure), words.exact(now["numerator"])
    if now["denominator"] is None:
        made = ", ".join(filter(None, (words.in_full(measure, now["value"]), unit)))
    else:
        made = f"{top} {'of' if measure['kind'] == 'proportion' else 'over'} {words.exact(now['denominator'])}"
        made += f" {unit}" if unit and measure["kind"] == "proportion" else f"; {unit}" if unit else ""
    return ", ".join(filter(None, (made, period)))


def peers(cursor, names, measure, unit, month):
    """Units like this one with their values, best first."""
    alike = [other for other in names.units.values() if unit.peers and other.peers == unit.peers]
    keys = [other.key for other in alike if other.existed(month) or other == unit]
    return _at_units(cursor, names, measure, month, keys, unit) if len(keys) > 1 else []


# What is not on a unit's scorecard is no nought of it.
NOT_CARRIED = {"value": None, "standing": "no value", "reason": "not on its scorecard"}


def below(cursor, names, measure, unit, month, now):
    children = {child.key: child for child in unit.below_in(month)}
    if not children:
        return []
    rows = cards.ask_dicts(cursor, "measure_at_units", measure=measure["key"], month=month, units=list(children))
    carrying = {unit.key for unit in comparison.carrying(names, measure["key"], unit.below_in(month))}
    rows = [row if row["unit"] in carrying else {**row, **NOT_CARRIED} for row in rows]
    return _bars(measure, month, [{**row, "name": children[row["unit"]].name} for row in rows], now, None)


def _at_units(cursor, names, measure, month, keys, unit):
    rows = cards.ask_dicts(cursor, "measure_at_units", measure=measure["key"], month=month, units=keys)
    return _bars(measure, month, [{**row, "name": names.units[row["unit"]].name} for row in rows], None, unit)


def _bars(measure, month, rows, now, own):
    """Rows with a bar from zero each, best (or largest) first; those without a value last."""
    most = max((row["value"] for row in rows if row["value"] is not None), default=0)
    sign = 1 if measure["better"] == "lower" else -1
    rows.sort(key=lambda row: (row["value"] is None, sign * (row["value"] or 0), row["name"]))
    return [
        {
            "key": row["unit"],
            "name": row["name"],
            "value": row["value"],
            "own": own is not None and row["unit"] == own.key,
            "text": words.figure(measure, row["value"]),
            "reason": row["reason"],
            "standing": row["standing"],
            "bar": ""
            if row["value"] is None
            else drawing.bar(row["value"], most, mark="own" if own is not None and row["unit"] == own.key else ""),
            "href": link(measure_path(measure["key"]), unit=row["unit"], month=month),
        }
        for row in rows
    ]


def parts(cursor, measure, unit, month, slice_):
    """The number by the values of one slice: each with its numerator, its denominator and the way to its records."""
    if not slice_:
        return []
    found = values.breakdown(cursor, measure["key"], unit.key, f"{month:%Y-%m}", slice_)
    most = max((part.value for part in found if part.value is not None), default=0)
    return [
        {
            "name": part.slice_value or "Not known",
            "text": words.figure(measure, part.value),
            "few": part.reason if part.reason and "too few" in part.reason else "",
            "numerator": words.exact(part.numerator),
            "denominator": words.exact(part.denominator),
            "bar": "" if part.value is None else drawing.bar(part.value, most, width=120),
            "href": _records(measure, unit, month, slice=slice_, value=part.slice_value),
        }
        for part in found
    ]


def pairs(cursor, names, measure, unit, month):
    """The measures that are read together with this one: each with figure, standing, signal and the reason."""
    return [
        {
            **row,
            "title": names.measures[row["measure"]]["title"],
            "text": words.figure(names.measures[row["measure"]], row["value"]),
            "icons": signals.icons(
                row["variation"] if row["status"] == "charted" else None,
                row["assurance"],
                names.measures[row["measure"]]["better"],
            ),
            "href": link(measure_path(row["measure"]), unit=unit.key, month=month),
        }
        for row in cards.ask_dicts(cursor, "pairs", measure=measure["key"], unit=unit.key, month=month)
    ]


def comparators(cursor, measure, month):
    """Outside values for a period that had ended by the month shown, one for each name, newest first."""
    newest = {}
    for row in cards.ask_dicts(cursor, "comparators", measure=measure["key"]):
        if ended_by(row["period_end"], month):
            newest.setdefault(row["label"], row)
    return [
        {
            **row,
            "text": words.figure(measure, row["value"]),
            "period": words.year_words(row["period_start"], row["period_end"]),
            "drawn": month.year - row["period_end"].year <= cards.STILL_COMPARED,
        }
        for row in list(newest.values())[:COMPARATORS_SHOWN]
    ]


def _picture(measure, unit, now, course, compared, summary, told):
    """The course as a control chart. Comparators and targets stand only beside values of the measure's own kind."""
    chart = course["signal"]
    own = courses.BASES[course["basis"]][0] == measure["basis"]
    lines = []
    if own or (chart and chart["target"] is not None):
        lines += [(row["value"], f"{row['label']} {row['text']}", "comparator") for row in compared if row["drawn"]]
        for target in sorted({t for t in (now["target_low"], now["target_high"]) if t is not None}):
            lines.append((target, f"target {words.figure(measure, target)}", "target"))
    return courses.picture(measure, unit, course, lines, summary, lambda value: words.figure(measure, value), told)


def _summary(measure, past):
    """The chart in words: from, to, highest, lowest, gaps."""
    known = [(month, value) for month, value in past if value is not None]
    if not known:
        return "No month has a value."
    first, last = known[0], known[-1]
    top, bottom = max(known, key=lambda pair: pair[1]), min(known, key=lambda pair: pair[1])

    def at(pair):
        return f"{words.figure(measure, pair[1])} in {words.month_words(pair[0])}"

    gaps = len(past) - len(known)
    missing = f" {words.count_words(gaps, 'month')} without a value." if gaps else ""
    return f"From {at(first)} to {at(last)}. Highest {at(top)}, lowest {at(bottom)}.{missing}"


def _parameters(measure):
    """The settings of a measure, each as 'tolerance = 15 minutes late or early' in the catalogue: (name, meaning)."""
    pairs = (text.partition(" = ") for text in (measure["parameters"] or "").split("; ") if text)
    return [(name.replace("_", " ").capitalize(), meaning) for name, _, meaning in pairs]


def _records(measure, unit, month, **part):
    return link("/records", measure=measure["key"], unit=unit.key, month=month, **part)
