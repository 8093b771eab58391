"""What the people of the demo council have written in three years, put into a journal through the journal's own rules.

What is planted stands in written.toml; beside it each team of older people says each quarter what the number of its
reviews is, and the service meets on it.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from dashboard import sampling, scorecard
from dashboard.demo import planned
from dashboard.errors import Refused
from dashboard.journal import ANYTHING, Against, Draft, Journal, kinds
from dashboard.registers import figures, registers
from dashboard.settings import said_in

FILE, REGISTERS, TARGETS, CARE, CASEWORK, MAP, REPORTS = (
    Path(__file__).with_name(f"{name}.toml")
    for name in ("written", "quality", "written_targets", "care", "casework", "written_map", "written_reports")
)
FILES = (FILE, REGISTERS, TARGETS, CARE, CASEWORK, MAP, REPORTS)
SERVICE, MEASURE = "older-people", "clients_reviewed"
QUARTERS = 12  # three years of them
OFFICER = "Performance officer"
COMMENTED = timedelta(days=10)  # after the month has ended
MET = timedelta(days=20)


def write(journal, snapshot, report=None):
    """Fill a journal, which must be empty; gives how many events. Raises Refused where it is not.

    `report` makes the reports that were built and issued (layouts.packs.commands.of_the_demo); without it none were."""
    if journal.last():
        raise Refused("something has been written there already: the demo council writes into an empty journal")
    names = scorecard.names(snapshot)
    with snapshot.cursor() as cursor:
        planted = [thing for thing in _planted() if report or not _is_report(thing["events"][0])]
        things = [*planted, *_quarters(cursor, names), *planned.things(cursor, names)]
    drafts = [(event["at"], place, event) for place, thing in enumerate(things) for event in thing["events"]]
    drafts.sort(key=lambda draft: draft[:2])
    clock = _Clock()
    journal, opened = Journal(journal.url, now=clock.now), {}
    for at, place, event in drafts:
        clock.day(at)
        thing = things[place]
        if event["kind"] == "sample.drawn":
            event = {**event, "body": _drawn(snapshot, thing, event["body"])}
        about, seen = opened.get(place, (None, None))
        if "about" in event:  # of a line of a plan
            about, seen = event["about"], journal.thing(event["about"]).seen
        event = _with_figures(snapshot, journal, thing, event, about)
        if _is_report(event):
            now, month = about and journal.thing(about), date.fromisoformat(f"{thing['period']}-01")
            said = event.get("body", {})
            event = {**event, "body": said | report(event["kind"], thing["unit"], month, at, said, now)}
        drafted = _draft(names, thing, event, about, seen, snapshot.name)
        written = journal.write(drafted, *_along(drafted, event), may=ANYTHING)[0]
        adds = any(move.adds for move in kinds.family_of(event["kind"]).moves if move.kind == event["kind"])
        if "about" not in event:
            opened[place] = written.about, seen if adds else written.id
    journal.close()
    return len(drafts)


def _is_report(event):
    return event["kind"].startswith("pack.")


def _drawn(snapshot, thing, body):
    """The body of a sample with what its seed draws."""
    with snapshot.cursor() as cursor:
        month = date.fromisoformat(f"{thing['period']}-01")
        return body | sampling.kept(cursor, thing["unit"], month, body["seed"], body["each"])


class _Clock:
    """The time at which the demo council writes: each event a minute after the one before it on its day."""

    def __init__(self):
        self.at = datetime(2000, 1, 1, tzinfo=UTC)

    def day(self, at):
        self.at = max(self.at + timedelta(minutes=1), datetime(at.year, at.month, at.day, 9, tzinfo=UTC))

    def now(self):
        return self.at


def _planted():
    said = [one for file in FILES for one in said_in(file)["thing"]]
    return [
        {**thing, "events": [{**event, "at": date.fromisoformat(event["at"])} for event in thing["events"]]}
        for thing in said
    ]


def _draft(names, thing, event, about, seen, store):
    by = (
        names.units[event["by"]].leader
        if event["by"] in names.units
        else OFFICER
        if event["by"] == "officer"
        else event["by"]
    )
    first = about is None
    return Draft(
        kind=event["kind"],
        by=by,
        about=thing.get("key") if first else about,
        unit=thing["unit"] if first else None,
        measure=thing.get("measure") if first else None,
        period=thing.get("period", f"{event['at']:%Y-%m}") if first else None,
        body=event.get("body", {}),
        reason=event.get("reason"),
        store=Path(store).name,
        against=_against(thing) if first else None,
        seen=seen,
    )


def _with_figures(snapshot, journal, thing, event, about):
    """An event with our own figures, where a register keeps them with it or a number is said as so much more."""
    register, body = registers().get(event["kind"].partition(".")[0]), event.get("body", {})
    kept = register and figures.field_of(register, kinds.known(event["kind"]).model)
    more = [name for name, said in body.items() if isinstance(said, dict)]
    if not kept and not more:
        return event
    fields = {**(journal.thing(about).fields if about else {}), **body}
    with snapshot.cursor() as cursor:
        now = {one.measure: one for one in figures.now(cursor, register, thing["unit"], fields)}
    (first, *_), added = now.values(), {}
    for name in more:
        added[name] = round(round(first.value or 0, 1) + body[name]["more"], 1)
    if kept:
        said = body.get(kept, [{"now": measure} for measure in now])
        added[kept] = [one if isinstance(one, str) else figures.written([now[one["now"]]])[0] for one in said]
    return {**event, "body": {**body, **added}}


def _along(draft, event):
    """The lines of a plan that are written together with it: (kind, key, body) of each."""
    return [replace(draft, kind=kind, about=key, body=body) for kind, key, body in event.get("with", ())]


def _against(thing):
    found = thing.get("against")
    return Against(**found) if isinstance(found, dict) else found


def _quarters(cursor, names):
    """Comments of the teams and meetings of the service, a quarter each, the oldest first."""
    service = names.units[SERVICE]
    teams = [one for one in service.below_in(names.months[-1]) if MEASURE in names.measures]
    rows = scorecard.ask_dicts(cursor, "series_at_units", measure=MEASURE, units=[one.key for one in teams])
    series = {row["unit"]: row for row in rows}
    ends = [month for month in names.months if month.month % 3 == 0][-QUARTERS - 1 : -1]
    for before, month in zip([None, *ends], ends, strict=False):
        for team in teams:
            comment = team.key in series and _comment(series[team.key], team, before, month)
            if comment:
                yield comment
        yield _meeting(service, month)


def _comment(row, team, before, month):
    value, was = _value(row, month), before and _value(row, before)
    if value is None:
        return None
    said = f"In the month {value.value:.1f}% were reviewed, {value.numerator:.0f} of {value.denominator:.0f} people."
    if was is not None:
        said += f" At the end of the quarter before it was {was.value:.1f}%."
    event = {"kind": "comment.published", "at": _ended(month) + COMMENTED, "by": team.key, "body": {"happened": said}}
    return {
        **{"unit": team.key, "measure": MEASURE, "period": f"{month:%Y-%m}", "against": value},
        "events": [event],
    }


def _value(row, month):
    place = (month.year - row["first_month"].year) * 12 + month.month - row["first_month"].month
    if not 0 <= place < len(row["vals"]) or row["vals"][place] is None:
        return None
    counts = {name: row[f"{name}s"][place] for name in ("numerator", "denominator") if row.get(f"{name}s")}
    return Against(basis="month", value=row["vals"][place], **counts)


def _meeting(service, month):
    held = _ended(month) + MET
    opened = {
        "kind": "meeting.opened",
        "body": {"held": held.isoformat(), "present": "The team leaders of the service"},
    }
    said = {"kind": "meeting.said", "body": {"topic": "Promises", "words": "Gone through one by one."}}
    events = [opened, said, {"kind": "meeting.closed"}]
    return {
        **{"unit": service.key, "period": f"{month:%Y-%m}"},
        "events": [{**event, "at": held, "by": service.key} for event in events],
    }


def _ended(month):
    """The first day after a month."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)
