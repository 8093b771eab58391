"""Money in a pack: what was paid and what it bought, by service, and each user group in a band of its own."""

from dashboard import scorecard as cards
from dashboard.money import lines, shares
from dashboard.money.alarms import to_date
from dashboard.money.months import months_back
from dashboard.packs.pack import Cell, Chart, Fact, Facts, Point, Points, Section
from layouts import words
from layouts.charts.ranked import Ranked, ranked
from layouts.charts.template import About
from layouts.packs.at import At, cells, nothing, row, table
from layouts.words import alarms as alarm_words
from layouts.words import money as say

MOST_BARS, MOST_ALARMS = 8, 6
COLUMNS = ("budget to date n", "paid n", "variance n", "year’s budget n", "forecast n")
LOAD = "What is paid and what it bought stands here once the ledger and the budget of these months are loaded."


def money(at: At):
    """Where the money goes, what it bought, and what a balanced budget hides."""
    with at.snapshot.cursor() as cursor:
        found = lines.money(cursor, at.unit.key, at.month)
        on_hand = {layout for (layout,) in cards.ask(cursor, "money_on_hand")}
    missing = say.not_loaded(on_hand, at.unit, at.month, found)
    if not found.lines:
        year = f"in the year to {words.month_words(at.month)}"
        title = f"No budget, payment or activity is on file for {at.unit.name} {year}."
        return nothing("money", "Money", title, LOAD)
    points = _alarms(at, found)
    chart, facts = _chart(at, found, on_hand), _facts(at, found, on_hand)
    return Section(
        "money",
        "Money",
        missing or _title(at, found),
        (chart,) if chart else (),
        (Points(points),) if points and chart else (),
        lead=(facts,) if facts else (),
        wide=(*((Points(points),) if points and not chart else ()), _table(at, found, on_hand)),
        basis=f"{say.span(at.month, found.begins)}; a plus costs more than the budget had",
    )


def _title(at, found):
    """Where the year is heading, and what a balanced budget hides."""
    heading, _, _ = say.heading_for(found, at.month).rstrip(".").partition(". ")[0].partition(": ")
    told = alarm_words.foremost(found)
    hides = f". {say.title(told.key)}: {alarm_words.name(told.alarm).lower()}" if told else ""
    return f"{heading}{hides}."


def _alarms(at, found):
    """The alarms, what a balanced budget hides first, with all that is told of that one."""
    told = alarm_words.foremost(found)
    others = sorted((one for one in found.alarms if one is not told), key=lambda one: (-one.alarm.size, one.key))
    points = [Point(alarm_words.name(told.alarm), alarm_words.sentence(told.alarm, at.month), "bad")] if told else []
    points += [Point(alarm_words.name(one.alarm), alarm_words.in_short(one.alarm, at.month), "bad") for one in others]
    return tuple(points[:MOST_ALARMS])


def _held(found, on_hand):
    return say.has_budget(found) and not found.begins and "ledger" in on_hand


def _facts(at, found, on_hand):
    said = []
    if say.has_budget(found):
        said.append(Fact(say.short(found.total("revised")), f"budget for {say.year(at.month)}, as revised"))
    if "ledger" in on_hand:
        said.append(Fact(say.short(found.total("actual_to_date")), f"paid, {say.span(at.month, found.begins)}"))
    if _held(found, on_hand):
        profiled = say.short(found.total("profiled"))
        said.append(Fact(say.short(found.variance.total, signed=True), f"against {profiled} budgeted to date"))
    if forecast := found.total("forecast"):
        said.append(Fact(say.short(forecast), "forecast of the year by the budget holders"))
    return Facts(tuple(said)) if said else None


def _chart(at, found, on_hand):
    """Which lines are off their budget, in the parts that say why."""
    if not _held(found, on_hand):
        return None
    off = [one for one in found.lines if round(one.variance.total)]
    off.sort(key=lambda one: (-abs(one.variance.total), one.key))
    if not off:
        return None
    shown = off[:MOST_BARS]
    rows = [Ranked(say.title(one.key), say.short(one.variance.total, signed=True), _parts(one)) for one in shown]
    about = About("Variance by service", at.unit.name, "£", say.span(at.month, found.begins))
    figures = [
        row(say.title(one.key), _pounds(one.variance.total, True), say.parts_words(one.variance)) for one in shown
    ]
    first = shown[0]
    return Chart(
        "Which services are off their budget, and why",
        f"Variance by service at {at.unit.name}, the furthest from its budget first: {say.title(first.key)}, "
        f"{say.short(first.variance.total, signed=True)}.",
        ranked(rows, say.PARTS, say.short, about),
        table("Variance by service", ("service", "variance n", "made of wide"), figures),
    )


def _parts(line):
    split = line.variance._asdict()
    return {name: (float(one), say.short(one, signed=True)) for name, one in split.items() if round(one)}


def _pounds(value, signed=False):
    return Cell(say.plain(value, signed), value=None if value is None else float(value))


def _table(at, found, on_hand):
    rows = [row(say.title(one.key), *_figures(found, on_hand, one)) for one in found.lines]
    rows.append(row("total", *_figures(found, on_hand, found), kind="total"))
    return table(f"Money by service, {at.unit.name}, £", ("service", *COLUMNS), rows)


def _figures(found, on_hand, of):
    """The cells of a line, or of all lines together."""
    budgeted, ledger = say.has_budget(found), "ledger" in on_hand
    over = of.total("actual_to_date") - of.total("profiled") if _held(found, on_hand) else None
    return cells(
        _pounds(of.total("profiled") if budgeted and not found.begins else None),
        _pounds(of.total("actual_to_date") if ledger else None),
        _pounds(over, True),
        _pounds(of.total("revised") if budgeted else None),
        _pounds(of.total("forecast") or None),
    )


def groups(at: At):
    """Each user group in a band: what it cost, what it bought, and how its people fare."""
    with at.snapshot.cursor() as cursor:
        found = lines.recut(lines.money(cursor, at.unit.key, at.month), "user_group")
        outlook = shares.outlook(cursor, at.unit.key, at.month, "user_group")
        on_hand = {layout for (layout,) in cards.ask(cursor, "money_on_hand")}
        every = {group for _, group, _ in cards.ask(cursor, "group_measures", unit=at.unit.key, month=at.month)}
        of_money = {one.key: one for one in found.lines}
        rows = []
        for group in (*of_money, *sorted(every - set(of_money))):
            band = _cost(at, found, of_money[group], outlook.lines.get(group), on_hand) if group in of_money else ()
            band = [*band, *_fares(at, cursor, group)]
            rows += [row(say.title(group), kind="group"), *band] if band else []
    if not rows:
        return nothing("groups", "User groups", "Nothing on file is told by user group.", LOAD)
    alarms = sum(bool(one.alarm) for one in found.lines)
    stands = words.count_words(alarms, "money alarm stands", "money alarms stand").lower()
    told = words.count_words(sum(one.kind == "group" for one in rows), "user group")
    columns = ("performance, activity and cost", "now n", "held against n", "what it says wide")
    return Section(
        "groups",
        "Each user group",
        f"{told}, each with what it cost, what that bought, and how its people fare; {stands}.",
        (table(f"User groups, {at.unit.name}, {words.month_words(at.month)}", columns, rows),),
        basis=f"money and units {say.span(at.month, found.begins)}; measures of its people beside a year before",
    )


def _cost(at, found, line, carried, on_hand):
    """The rows of what a group cost and what was bought for it."""
    if _held(found, on_hand):
        off = line.total("actual_to_date") - line.total("profiled")
        said = f"{say.short(off, signed=True)}: {say.parts_words(line.variance)}" if round(off) else "on budget"
        if carried and carried.commitment:
            said += f". If what is in force goes on: {say.short(carried.commitment)} by 31 March"
        alarm = f" ▲ {alarm_words.name(line.alarm)}." if line.alarm else ""
        yield row("paid, £", _pounds(line.total("actual_to_date")), _pounds(line.total("profiled")),
                  Cell(f"{said}.{alarm}", "bad" if line.alarm else ""))  # fmt: skip
    elif "ledger" in on_hand:
        yield row("paid, £", _pounds(line.total("actual_to_date")), "–", "no budget to hold it against")
    delivered, agreed = line.total("delivered_to_date"), line.total("agreed_to_date")
    if line.counted_in and agreed:
        share = say.per_cent((delivered / agreed - 1) * 100)
        yield row(
            f"{line.counted_in} delivered", say.units(delivered), say.units(agreed), f"{share} on what was agreed"
        )
    if not line.counted_in and (off := to_date(line)).activity is not None:
        at_prices = "at budget prices, for it is counted in hours, weeks and more"
        yield row("delivered, of what was agreed", say.share(off.activity), "100%", at_prices)
        yield row("price, of the budget’s", say.share(off.price), "100%", "of what was delivered")
    if line.actual_cost and line.budgeted_cost:
        share = say.per_cent((line.actual_cost / line.budgeted_cost - 1) * 100)
        yield row(f"cost of {say.unit_word(line.counted_in)}", say.price(line.actual_cost),
                  say.price(line.budgeted_cost), f"{share} on what was agreed")  # fmt: skip


def _fares(at, cursor, group):
    """The measures that the council sets beside the money of a group, for its own people, now and a year before."""
    values, last_year = {}, months_back(at.month, 12)
    for key, month, value in cards.ask(
        cursor, "money_effects_of_group", unit=at.unit.key, month=at.month, user_group=group
    ):
        values.setdefault(key, {})[month] = value
    for key, found in values.items():
        measure, now, before = at.names.measures[key], found.get(at.month), found.get(last_year)
        if now is not None:
            said = words.moved_words(measure, now, before, is_told=False) or "nothing to hold it against"
            shown = (Cell(words.figure(measure, one), value=one) for one in (now, before))
            yield row(measure["short"], *shown, said)
