"""Who gets which report of a unit by itself, and what became of the newest."""

from dashboard.access.people import LEADER
from dashboard.journal import deliveries
from dashboard.journal.deliveries import CLAIMED, FAILED, SENDING, SENT
from dashboard.journal.families.subscriptions import Subscription
from layouts import words
from layouts import written as writings
from layouts.address import link
from layouts.parts import blocks

SAID = {SENT: "sent", CLAIMED: "being made", SENDING: "being sent", FAILED: "did not go"}
FORMS = Subscription.model_fields["form"].json_schema_extra["words"]
WAYS = {"folder": "into their folder", "mail": "mail with a link"}
AS_ISSUED = ", as it was issued"
DOUBT = "may have gone, or not: ask them, and tell whoever runs this"


def section(names, unit, month, definitions):
    """The section of a unit's subscriptions, with the ways to begin one of each of its reports (Definitions). None
    where nothing can be written."""
    written = writings.here()
    if written.journal is None:
        return None
    titles = {one.key: one.title for one in definitions}
    things = [one for one in written.at([unit.key], families=["subscription"], states=["open"])]
    gone = deliveries.every(writings.whole_journal()) if things else {}
    rows = [_row(names, one, titles, _newest(one, gone)) for one in things]
    heads = [("report", "m"), ("for", ""), ("as", ""), ("how", ""), ("the newest", "text-wrap"), ("", "")]
    table = blocks.scroll(blocks.table("Who gets it by itself", heads, rows, stacked=True), "Who gets it by itself")
    ways = [blocks.to(title, _begin(unit, month, key)) for key, title in titles.items()]
    begin = ["Have one sent: ", *(part for way in ways for part in (way, " · "))][:-1]
    nobody = blocks.tag("P", "Nobody gets one by itself yet.", className="soft empty")
    return blocks.section(
        "subscriptions", "Who gets it by itself", [table if rows else nobody, blocks.tag("P", begin, className="s")]
    )


def _begin(unit, month, key):
    return link("/write", kind="subscription.begun", unit=unit.key, month=month, topic=key)


def _newest(thing, gone):
    return max(
        (one for one in gone.values() if one.subscription == thing.key), key=lambda one: one.period, default=None
    )


def _row(names, thing, titles, newest):
    fields = thing.fields
    way = f"{WAYS[fields['way']]} to {fields['mail']}" if fields["way"] == "mail" else WAYS["folder"]
    return [
        titles.get(fields["topic"], f"{fields['topic']}, which is no report any more"),
        _called(names, fields["who"]) if fields["who"] else thing.begun.called,
        FORMS[fields["form"]] + (AS_ISSUED if fields["which"] == "issued" else ""),
        way,
        _how_far(newest),
        blocks.to("Change or stop", link("/write", about=thing.key)),
    ]


def _called(names, who):
    """Who leads a unit by their post, where the demo's people are asked for by it; anybody else as they sign in."""
    unit = names.units.get(who.removeprefix(LEADER)) if who.startswith(LEADER) else None
    return unit.leader if unit and unit.leader else who


def _how_far(newest):
    if newest is None:
        return "none yet"
    said = DOUBT if newest.is_unsure() else f"{SAID[newest.state]}, {words.day_words(newest.at)}"
    why = f": {newest.said}" if newest.state == FAILED else ""
    return f"{newest.period}: {said}{why}"
