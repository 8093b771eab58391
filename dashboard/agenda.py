"""What a meeting talks about, in the recommended order: promises, then the card, a few deep dives, one success."""

from dataclasses import dataclass

CONCERNS, ALARMS, FEWEST, MOST = 3, 2, 3, 5  # deep dives: signals at most, alarms at most, and of all together


@dataclass(frozen=True)
class Topic:
    """A topic: its kind ('promises', 'card', 'dive', 'alarm', 'success', 'rest'), and what it is of.

    `finding` is the Finding of attention where a signal brought it here, `alarm` a line of the alarms of money.
    """

    kind: str
    measure: str = ""
    unit: str = ""
    finding: object = None
    alarm: dict | None = None


def topics(here, missed, alarms):
    """The Topics of a unit. `here` is its Attention, `missed` the rows of its card that miss their target, furthest
    first, `alarms` those of money, the largest first. Signals that are more than chance lead; misses fill what is left.
    """
    signals = [_of(entry.finding, "dive") for entry in here.concerns[:CONCERNS]]
    money = [Topic("alarm", alarm=one) for one in alarms[: min(ALARMS, MOST - len(signals))]]
    named = {one.measure for one in signals}
    fill = [Topic("dive", row.measure, "") for row in missed if row.measure not in named]
    dives = [*signals, *money]
    dives += fill[: max(FEWEST - len(dives), 0)]
    success = [_of(entry.finding, "success") for entry in here.strengths[:1]]
    return (Topic("promises"), Topic("card"), *dives, *success, Topic("rest"))


def _of(finding, kind):
    return Topic(kind, finding.measure, finding.unit, finding)


def meeting_of(written, unit, period):
    """The newest meeting of a unit about a month ('2026-09'), open or closed; None where there was none."""
    return next((one for one in written.at([unit], families=["meeting"]) if one.period == period), None)


def promised_before(written, units, meeting):
    """Decisions and actions that were made at meetings before, those still open first, by their day."""
    found = [
        one
        for one in written.at(units, families=("decision", "action"))
        if one.fields.get("meeting") and one.fields["meeting"] != (meeting.key if meeting else None)
    ]
    return sorted(found, key=lambda one: (one.state not in ("open", *STILL), one.fields["due"], one.key))


STILL = ("proposed", "agreed", "under way")


def made_at(written, units, meeting):
    """The decisions and actions that were made at a meeting, in their order."""
    found = written.at(units, families=("decision", "action"))
    return [one for one in found if one.fields.get("meeting") == meeting.key][::-1]
