"""A measure's number in words: the sentence at the head of its page, and the large figures under it."""

from layouts import words


def sentence(names, measure, now):
    """The question, and in one breath what the number says to it. Facts only: the reader judges."""
    if now["value"] is None:
        return f"{measure['question']} There is no value: {now['reason']}."
    said = [measure["question"]]
    if now["age"]:
        period = words.period_name(now["period_start"], now["period_end"])
        said.append(f"The newest value is of {period}, and is judged as of then.")
    said.append(_stands(names, measure, now))
    if moved := words.moved_words(measure, now["value"], now["last_year"], now["is_told"]):
        said.append(f"That is {moved}.")
    return " ".join(said)


def _stands(names, measure, now):
    low, high = now["target_low"], now["target_high"]
    value = words.figure(measure, now["value"])
    if low is not None or high is not None:
        how = {"met": "which meets its target", "near": "close to its target", "missed": "which misses its target"}
        return f"It is {value}, {how[now['standing']]} of {words.bound_words(measure, low, high)}."
    if now["part"]:
        setter = names.units[now["part"].of].name
        return (
            f"It is {value}, {words.part_words(now['part'], names)}. The target is {setter}’s: "
            "this unit alone can’t reach it."
        )
    return f"It is {value}; {now['not_held'] or 'nobody has set a target'}."


def reason(measure, now):
    """Why there is no value, or why the one there is is not judged."""
    said = now["reason"] or "nothing was counted here in this month"
    if now["last_known"] is None:
        return said
    return f"{said}, when it was {words.figure(measure, now['last_known'])}; it is too old to be judged"


def facts(names, measure, now, expected):
    """(big words, small words, class) for the row of figures under the heading. `expected` is one of them, or None."""
    found = [(words.figure(measure, now["value"]), _made_of(measure, now), ""), _aim(names, measure, now)]
    moved, verdict = words.change(measure, now["value"], now["last_year"])
    verdict = verdict if now["is_told"] else ""
    if moved:
        judged = f": {verdict}" if verdict in ("better", "worse") else ""
        found.append((moved, f"on {words.figure(measure, now['last_year'])} a year before{judged}", verdict))
    if expected:
        found.append((*expected, ""))
    if now["records"] and measure["kind"] != "supplied":
        found.append((f"{now['records']:,}", "records behind the number", ""))
    return found


def _aim(names, measure, now):
    low, high = now["target_low"], now["target_high"]
    if low is not None or high is not None:
        setter = names.units.get(now["target_unit"])
        aim = f"{words.SHAPES[now['standing']]} {words.target_words(measure, low, high)}"
        whose = f"; set for {setter.name}" if setter else ""
        return aim, f"target, {now['standing']}{whose}", words.CLASSES[now["standing"]]
    if now["part"]:
        setter = names.units[now["part"].of].name
        return words.part_words(now["part"], names), f"no target here: it is {setter}’s", "none"
    if now["not_held"]:
        return "Not judged", now["not_held"], "none"
    return "No target", "nobody has set one", "none"


def _made_of(measure, now):
    """'420 of 567, 12 months to March 2026'."""
    if now["value"] is None:
        return now["reason"]
    unit = words.unit_words(measure)
    if now["denominator"] is None:
        made = ", ".join(filter(None, (words.in_full(measure, now["value"]), unit)))
    else:
        made = words.made_of(measure, now["numerator"], now["denominator"])
        made += f" {unit}" if unit and measure["kind"] == "proportion" else f"; {unit}" if unit else ""
    period = words.period_words(now["period_start"], now["period_end"], measure["basis"])
    return ", ".join(filter(None, (made, period)))
