"""What may be chosen in the fields of a form: of a plan's lines its priorities, measures, objectives and units, of a
register's entry what else is known of."""

from dashboard import registers
from dashboard.planning import plans
from layouts import words

FAMILIES = ("plan", "line", "link")  # whose forms have such fields


def suggested(at, people, cursor):
    """{word: texts that are suggested, or (value, text) pairs to choose from} for the form that a Spot is of."""
    if at.family.key in registers.registers():
        return {"people": people, **registers.known(cursor, at.names, at.written)}
    if at.family.key not in FAMILIES:
        scale = [(f"{number}", answer) for number, answer in words.answers(at.measure or {})]
        return {"people": people, "answers": scale}
    names = at.names
    found = {"people": people, "user groups": tuple(names.parts.get("user_group", ()))}
    found["units"] = [(one.key, "\u2003" * one.depth + one.name) for one in names.tree(at.month)]
    if at.family.key == "link":  # an arrow is of the whole council: of any measure
        found["measures"] = sorted(
            ((key, one["title"]) for key, one in names.measures.items()), key=lambda pair: pair[1]
        )
        found["objectives"] = [(key, one["title"]) for key, one in names.objectives.items()]
        return found
    on_card = [row[2] for row in names.cards.get(at.unit.key, ()) if row[2] in names.measures]
    found["measures"] = [(key, names.measures[key]["title"]) for key in dict.fromkeys(on_card)]
    found["objectives"] = [(key, one["title"]) for key, one in names.objectives.items()]
    if at.family.key == "line":
        found |= _of_plan(at, found["objectives"])
    return found


def _of_plan(at, objectives):
    every = plans.plans(at.written)
    key = at.thing.fields.get("plan") if at.thing else at.topic
    mine = next((one for one in every if one.key == key), None)
    over = {unit.key for unit in at.names.above(at.unit)}
    years = set(mine.years) if mine else set()
    above = [
        (line.key, f"{at.names.units[one.unit].name}: {line.get('title')}")
        for one in every
        if one.unit in over and years & set(one.years)
        for line in one.priorities
    ]
    return {
        "priorities": [(line.key, f"{line.rank}. {line.get('title')}") for line in mine.priorities] if mine else [],
        "above": [("own", "Our own, of no plan above"), *above, *objectives],
    }
