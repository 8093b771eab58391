"""The council among all councils, by published figures: every measure beside England’s, or one at all of them."""

from dashboard import comparison
from dashboard import elsewhere as published
from layouts import periods, words
from layouts.address import link, wanted_measure
from layouts.page import head, render
from layouts.parts import compare_cells, compare_measure, elsewhere

COUNCILS = comparison.Family("councils", "published councils", ())
OUTSIDE = ("england", "region", "neighbours", "best")
MARKS = {"better": "met", "worse": "miss", "": "turn"}


def families(cursor, names, unit, month):
    """The families of a unit; for the whole council also the councils, where it is among the published ones."""
    is_published = unit == names.root and published.own_figures(cursor, month)
    return comparison.families(names, unit, month) + ([COUNCILS] if is_published else [])


# Every measure


def show_all(cursor, names, reader, unit, month, all_families):
    found = published.own_figures(cursor, month)
    groups = [(name, [key for key in keys if key in found]) for name, keys in compare_cells.columns(names, unit)]
    level = COUNCILS.key if len(all_families) > 1 else ""
    return render(
        "compare_councils.html",
        f"Compare: councils, {unit.name}",
        sentence=sentence(names, found),
        heads=[kind for kind in OUTSIDE if any(kind in figure.outside for figure in found.values())],
        head_words=head_words(found),
        groups=[
            (name, [row(names.measures[key], found[key], unit, month) for key in keys]) for name, keys in groups if keys
        ],
        level_links=compare_cells.level_links(unit, month, all_families, COUNCILS),
        measure_options=compare_measure.measure_options(names, ""),
        family=COUNCILS,
        **compare_cells.files(unit=unit.key, month=month, level=COUNCILS.key),
        **head(names, reader, "/compare", unit, month, level=level),
    )


def sentence(names, found):
    """How many measures can be told from England's, and how many of them lie on the better and the worse side."""
    told = [figure for figure in found.values() if figure.differs]
    sides = [side(names.measures[figure.measure], figure) for figure in told]
    said = f"Published figures of {words.count_words(len(found), 'measure').lower()}, each of its newest year."
    if not told:
        return f"{said} Of none is it known how far chance may have moved it."
    apart = [f"{sides.count(one)} {one}" if sides.count(one) else "" for one in ("better", "worse", "higher", "lower")]
    listed = words.listed(filter(None, apart)) or "none differs from it"
    return f"{said} Of {len(told)} that can be held against England’s, by more than chance explains: {listed}."


def head_words(found):
    """What the columns of others are called: the region by its name."""
    region = next((one.outside["region"]["label"] for one in found.values() if "region" in one.outside), "region")
    return {
        "england": "England",
        "region": words.sentence_case(region),
        "neighbours": "Nearest neighbours",
        "best": "Best",
    }


def side(measure, figure):
    """'better', 'worse', 'higher' or 'lower' than England by more than chance explains; '' where not."""
    if figure.differs not in periods.TOLD:
        return ""
    return words.verdict(measure["better"], 1 if figure.differs == "higher" else -1) or figure.differs


def against_words(measure, figure):
    """The same for a reader: also where chance may explain it, and where nobody can tell."""
    if figure.differs is None:
        return "can’t be told"
    return side(measure, figure) or "within chance"


def moved_words(measure, figure):
    """The change on the year before with what chance says of it."""
    if figure.moved is None:
        return ""
    moved = words.signed(measure, figure.moved)
    if figure.movement is None:
        return moved
    judged = words.verdict(measure["better"], figure.moved) or figure.movement
    return f"{moved}, {judged if figure.movement in periods.TOLD else 'within chance'}"


def row(measure, figure, unit, month):
    """A measure as a row of words."""
    said = side(measure, figure)
    return {
        "title": measure["title"],
        "unit": words.unit_words(measure),
        "href": link("/compare", measure=measure["key"], unit=unit.key, month=month, level=COUNCILS.key),
        "period": words.period_name(figure.period_start, figure.period_end),
        "value": words.figure(measure, figure.value),
        "interval": elsewhere.limits(measure, figure.lower, figure.upper),
        "outside": {
            kind: words.figure(measure, figure.outside[kind]["value"]) for kind in OUTSIDE if kind in figure.outside
        },
        "against": against_words(measure, figure),
        "mark": MARKS.get(said, "turn") if said else "none",
        "place": words.place_words(figure.place, figure.councils) if said and figure.place else "",
        "moved": moved_words(measure, figure),
    }


# One measure


def show(cursor, names, reader, asked, unit, month, all_families, family):
    measure = wanted_measure(names, asked.get("measure"))
    found = published.elsewhere(cursor, measure, month)
    level = family.key if family is not all_families[0] else ""
    places = elsewhere.places(measure, found, elsewhere.chance(cursor, measure, found)) if found else None
    return render(
        "compare_council.html",
        f"Compare: {measure['title']}, councils",
        measure=measure,
        sentence=places["summary"] if places else f"No figures of councils are published for {measure['title']}.",
        places=places,
        comparators=[elsewhere.named(measure, one) for one in published.comparators(cursor, measure, month)],
        by_period=periods.section(cursor, measure, unit, month),
        over_links=compare_measure.over_links(measure, unit, month, all_families, family, ""),
        all_href=link("/compare", unit=unit.key, month=month, level=level),
        measure_options=compare_measure.measure_options(names, measure["key"]),
        family=family,
        **compare_cells.files(measure=measure["key"], unit=unit.key, month=month, level=family.key),
        **head(names, reader, "/compare", unit, month, measure=measure["key"], level=level),
    )
