"""What is due of an entry, and who sees to it: the rules of its register's file."""

from datetime import date, timedelta

from dashboard.errors import DefinitionError

WORDS = {"field", "months", "days", "every", "counted", "states", "who", "what"}
STATED = "begun"  # in a field's place: the day on which the entry was begun


def first(register, thing):
    """(day, rule) of what is due first of an entry; None where nothing is."""
    days = [(day, place) for place, rule in enumerate(register.due) if (day := _day(register, rule, thing))]
    return (min(days)[0], register.due[min(days)[1]]) if days else None


def owner(register, thing):
    """Who sees to what is due: the person that the rule's field names, or whoever began the entry."""
    found = first(register, thing)
    who = found[1].get("who") if found else None
    said = thing.fields.get(who) if who else None
    return (", ".join(said) if isinstance(said, tuple | list) else said) or thing.begun.called


def _day(register, rule, thing):
    if "states" in rule and thing.state not in rule["states"]:
        return None
    begins = thing.fields.get(rule["field"]) if rule["field"] != STATED else thing.begun.at.date()
    if begins is None:
        return None
    times = len(thing.wrote.get(register.kind(rule["counted"]), ())) if "counted" in rule else 1
    months = _number(rule.get("months", 0), thing) + times * _number(rule.get("every", 0), thing)
    return months_on(begins, months) + timedelta(days=_number(rule.get("days", 0), thing))


def _number(said, thing):
    """A number, or the number that a field says."""
    return int(thing.fields.get(said) or 0) if isinstance(said, str) else said


def months_on(day, months):
    """The same day so many months on, or the last of its month."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def checked(where, said, fields, states, moves):
    """A rule as a file says it. Raises DefinitionError."""
    if wrong := sorted(set(said) - WORDS):
        raise DefinitionError(f"{where}: a rule of what is due says {wrong[0]}; it may say {', '.join(sorted(WORDS))}")
    named = [said.get("field"), said.get("who")] + [said.get(one) for one in ("months", "days", "every")]
    for name in named:
        if isinstance(name, str) and name not in fields and name != STATED:
            raise DefinitionError(f"{where}: a rule of what is due names the field '{name}', which is not there")
    if not said.get("field"):
        raise DefinitionError(f"{where}: a rule of what is due has no field to begin from")
    if wrong := [one for one in said.get("states", ()) if one not in states]:
        raise DefinitionError(f"{where}: a rule of what is due names the state '{wrong[0]}', which is not there")
    if said.get("counted", next(iter(moves))) not in moves:
        raise DefinitionError(f"{where}: a rule of what is due counts '{said['counted']}', which is no move")
    return said
