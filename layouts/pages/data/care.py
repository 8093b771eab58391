"""Of a kind of file: who looks after it, and where its figures go."""

from dash import html

from dashboard.collecting.uses import uses
from dashboard.registers import registers
from layouts import words
from layouts import written as writings
from layouts.address import link, measure_path
from layouts.parts import blocks, sending
from layouts.words import collecting as say

GOES = (("measure", "m"), ("scorecards", "n"), ("targets", "n"), ("in the last year", ""), ("named in", ""))


def looked_after(feed, today):
    """Who answers for it, who sends it, by when, and what to know of its collecting."""
    said = [
        ("Answers for it", feed.senior),
        ("Says what it means", feed.owner),
        ("Sends it", feed.inputter),
        ("Comes from", feed.system),
        ("Has to be collected", feed.statutory),
    ]
    items = [html.Li([html.B(f"{name}: "), text]) for name, text in said if text]
    if feed.is_missing or feed.late_from:
        items.append(
            html.Li(
                [
                    html.B("Comes next: "),
                    f"{say.expected(feed)}, ",
                    "by " if feed.late_from else None,
                    *sending.by(feed, today),
                ]
            )
        )
    if feed.caveat:
        items.append(html.Li([html.B("What to know of it: "), feed.caveat]))
    how = "Nobody is named yet: the council says who sends it, and by when, in collections.toml."
    nobody = None if feed.is_expected else html.P(how, className="soft empty")
    return blocks.section("care", "Who looks after it", [html.Ul(items, className="brief") if items else None, nobody])


def goes_to(cursor, kind, today):
    """The measures that are made from a kind of file, and what each is used for."""
    found = uses(cursor, writings.here(), today).get(kind, [])
    if not found:
        nothing = "No measure is made of it."
        return blocks.section("goes", "Where it goes", [html.P(nothing, className="soft empty")])
    table = blocks.table("Where it goes", GOES, [_use(one) for one in found], kind="plain feeds", stacked=True)
    return blocks.section("goes", "Where it goes", [html.P(_lead(found)), blocks.scroll(table, "Where it goes")])


def _lead(found):
    """How much rests on the file, in a sentence."""
    measures = words.count_words(len(found), "measure is", "measures are")
    cards = max(one.cards for one in found)
    first = sum(one.is_headline for one in found)
    parts = [f"{measures} made of it"]
    parts.append(f"seen on up to {words.count_words(cards, 'scorecard').lower()}")
    if first:
        parts.append(
            f"{words.count_words(first, 'of them is', 'of them are').lower()} among the first of a perspective"
        )
    return "; ".join(parts) + "."


def _use(one):
    entries = "; ".join(
        f"{words.count_words(count, registers()[key].name.lower(), registers()[key].plural.lower())}"
        for key, count in one.entries.items()
    )
    way = link(measure_path(one.measure))
    return [
        blocks.to(one.title, way),
        f"{one.cards or '–'}",
        f"{one.targets or '–'}",
        say.used(one) or "–",
        entries or "–",
    ]


def further():
    """Where the care of the data goes on."""
    ways = [
        ("What collecting costs, and what is looked at", "/burden"),
        ("National returns, with who signed them", "/returns"),
        ("Audits of information", "/register/information_audit"),
        ("Training in using it", "/register/training"),
        ("Reviews of the framework", "/register/framework_review"),
    ]
    return html.P([part for name, way in ways for part in (blocks.to(name, way), " · ")][:-1])


def sent(found, today):
    """Who sends what by when: the kinds of file for which the council says it; None where it says it of none."""
    named = [one for one in found.feeds if one.is_expected and (one.due or one.is_missing)]
    if not named:
        return None
    named.sort(key=lambda one: (not one.is_missing, one.late_from or today, one.name))
    small = say.late_and_missing(found) or "all are here"
    return blocks.section(
        "sent", "Who sends what, by when", [sending.table("Who sends what", named, today)], small=small
    )
