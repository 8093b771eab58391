"""What was promised in a pack: targets with their chances, actions and decisions by their day, milestones of plans."""

from dashboard import duties
from dashboard import targets as aims_of
from dashboard.packs.pack import Cell, Section
from dashboard.planning import plans as written_plans
from dashboard.planning.plans import ends
from dashboard.statistics import chance
from dashboard.written import due_of, owner_of
from layouts import words
from layouts.packs.at import At, nothing, row, standing, table
from layouts.words import plans as say_plans
from layouts.words import targets as say
from layouts.words import writing

MOST = 15
ORDER = ("missed", "near", "no value", "no target", "met")


def targets(at: At):
    """The targets in force, those that are missed first, each with the chance that it is met."""
    aims, proposed = aims_of.of_unit(at.snapshot, at.names, at.written, at.unit, at.month)
    held = [aim for aim in aims if aim.low is not None or aim.high is not None]
    if not held:
        return nothing("targets", "Targets", say.lead(at.unit, aims, proposed), "Nobody has set a target here yet.")
    held.sort(key=lambda aim: (ORDER.index(aim.row["standing"] or "no value"), aim.measure["key"]))
    rows = [
        row(
            aim.measure["short"],
            Cell(words.figure(aim.measure, aim.row["value"]), value=aim.row["value"]),
            say.level(aim),
            standing(aim.row["standing"] or "no value"),
            say.by(aim),
            _chance(aim.chance),
        )
        for aim in held[:MOST]
    ]
    columns = ("measure", "now n", "target n", "standing short", "by short", "met by the year’s end?")
    note = f"{MOST} of {len(held)}: those that are missed first." if len(held) > MOST else ""
    made = table(f"Targets in force, {at.unit.name}", columns, rows, note)
    return Section("targets", "Targets", say.lead(at.unit, aims, proposed), (made,), measures=tuple(
        aim.measure["key"] for aim in held[:MOST]), basis=(
        "the chance is of the end of the financial year if nothing changes, in tens"))  # fmt: skip


def _chance(found):
    if found is None:
        return "–"
    if found.found is None:
        return Cell("not told", "soft")
    return Cell(f"{chance.frequency(found.found)}: {chance.word(found.found)}",
                "bad" if chance.is_unlikely(found.found) else "")  # fmt: skip


def actions(at: At):
    """What somebody has still to do here and below, what is late first, and what was done in the period."""
    open_ = duties.promises(at.written, at.units)
    late = duties.late(open_, at.today)
    done = _done(at)
    if not open_ and not done:
        return nothing("actions", "Actions and decisions", "No action and no decision is open.")
    rows = [_promise(at, one, one in late) for one in [*late, *(one for one in open_ if one not in late)][:MOST]]
    columns = ("what wide", "of", "who", "by short", "state")
    said = [f"{words.count_words(len(open_), 'promise is', 'promises are')} open here"]
    said.append(f"{len(late)} past {'its' if len(late) == 1 else 'their'} day" if late else "none past its day")
    note = f"{MOST} of {len(open_)}: those that are late first." if len(open_) > MOST else ""
    parts = [table(f"What was promised, {at.unit.name} and below", columns, rows, note)] if rows else []
    if done:
        told = [row(writing.headline(one), _of(at, one), writing.state_in_full(one).lower()) for one in done[:MOST]]
        parts.append(table(f"What was done since {words.month_words(_first(at))}", ("what", "of", "state"), told))
    return Section("actions", "Actions and decisions", f"{', '.join(said)}.", tuple(parts), basis=(
        f"what was written here and below by {words.day_words(at.today)}"))  # fmt: skip


def _promise(at, thing, is_late):
    due = words.day_words(due_of(thing))
    return row(
        writing.headline(thing),
        _of(at, thing),
        owner_of(thing),
        Cell(f"▼ {due}, late", "bad") if is_late else due,
        (writing.state_in_full(thing)).lower(),
    )


def _of(at, thing):
    """The measure and unit of a thing."""
    unit, measure = at.names.units.get(thing.unit), at.names.measures.get(thing.measure)
    return ", ".join(filter(None, (measure["short"] if measure else "", unit.name if unit else "")))


def _first(at):
    """The first month of the period."""
    number = at.month.year * 12 + at.month.month - at.definition.months
    return at.month.replace(year=number // 12, month=number % 12 + 1)


def _done(at):
    """Actions and decisions that came to an end since the period began."""
    ended = ("done", "kept", "effect tested", "spread", "stopped")
    found = at.written.at(at.units, families=duties.PROMISES, states=ended)
    return [one for one in found if one.last.at.date() >= _first(at)]


def milestones(at: At):
    """The milestones of the plans of a unit and those below it, by their day."""
    year = written_plans.financial_year(at.month)
    standing_ = written_plans.standing(written_plans.plans(at.written), year)
    plans = [plan for plan in {one.key: one for one in standing_.values()}.values() if plan.unit in at.units]
    first, last = ends(year - 1), ends(year)
    found = [
        (line.get("due"), line.key, plan, line)
        for plan in plans
        for line in plan.by_sort["milestone"]
        if first < line.get("due") <= last or (line.is_late(at.today) and line.get("due") <= last)
    ]
    found.sort(key=lambda one: one[:2])
    name = f"Plans {words.financial_year(year)}"
    if not found:
        many = words.count_words(len(plans), "plan is", "plans are")
        return nothing("milestones", name, f"{many} in force here, and none has a milestone in this year.")
    late, done = sum(line.is_late(at.today) for *_, line in found), sum(bool(line.is_seen_to) for *_, line in found)
    rows = [
        row(
            line.get("title"),
            say_plans.plan_name(at.names, plan),
            line.get("owner"),
            say_plans.due(due),
            Cell("▼ late", "bad") if line.is_late(at.today) else say_plans.LINE_STATES.get(line.thing.state, "to come"),
        )
        for due, _, plan, line in found
    ]
    title = f"{words.count_words(len(found), 'milestone')} in {words.financial_year(year)}: {done} done, {late} late."
    note = f"{MOST} of {len(rows)}." if len(rows) > MOST else ""
    columns = ("milestone wide", "unit", "who", "by short", "state short")
    return Section("milestones", name, title, (table("Milestones", columns, rows[:MOST], note),))
