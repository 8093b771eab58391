"""What leaves the council: figures of the last release for everybody, which an attacker could not take apart, and what
is a provider's own. No live figure of people stands in it."""

from dataclasses import replace

from dashboard import providers
from dashboard.errors import Refused
from dashboard.home import Home
from dashboard.packs.pack import Cell, Point, Points, Section, Words
from dashboard.public import archive, gate, own, site
from dashboard.registers import registers
from layouts import words
from layouts.packs.at import At, cells, nothing, row, table
from layouts.words import money as say

NONE_YET = "Nothing has been published yet: what leaves the council is taken from the figures for everybody."
STAR = "* means from 1 to 7; other numbers are to the nearest five; a per cent is of the rounded numbers."
FEW = Cell("too few to show", "soft")


def release(at: At):
    """Each measure of the last release in plain English: how we do, how we compare, what we are doing."""
    found = archive.last(Home(at.store.link.parent))
    wanted = [one for one in found["measures"] if _is_wanted(at, one["measure"])] if found else []
    if not wanted:
        return [nothing("release", "How we are doing", NONE_YET)]
    groups = {}
    for measure in wanted:
        told = site.told(found, measure)
        groups.setdefault(told["group"], []).append(told)
    return [_group(place, name, told, found) for place, (name, told) in enumerate(groups.items())]


def _is_wanted(at, measure):
    return not at.definition.measures or measure in at.definition.measures


def _group(place, name, told, found):
    points = [
        Point(one["title"], " ".join(filter(None, (one["says"], one["counts"], one["before"], *one["compared"]))))
        for one in told
    ]
    rows = [row(one["title"], *_figures(one["newest"]), site.when(one["newest"])) for one in told]
    doing = [Point(one["title"], said["words"], "good") for one in told for said in one["doing"]]
    columns = ("measure", "how many n", "out of n", "value n", "when")
    return Section(
        f"release-{place}",
        name,
        _compared(told),
        (Points(tuple(points)), *((Words("What we are doing about it"), Points(tuple(doing))) if doing else ())),
        wide=(table(f"{name}: the figures", columns, rows, STAR),),
        basis=f"what was published of the quarter to {words.month_words(archive.quarter(found['release']))}",
        measures=tuple(one["measure"] for one in told),
    )


def _compared(told):
    """On how many of the things we did better than England, and on how many less well."""
    said = [one["compared"][-1] for one in told]
    counts = [(said.count(sentence), way) for sentence, way in ((site.BETTER, "better"), (site.WORSE, "less well"))]
    ways = [f"{way} than England on {count}" for count, way in counts if count]
    many = words.count_words(len(told), "thing")
    return f"{many} that we count" + (f": we did {words.listed(ways)}." if ways else ".")


def _figures(newest):
    return cells(*(site.grouped(newest[word]) for word in ("numerator", "denominator", "value")))


# ---- a provider's own


def of_provider(at: At):
    """A provider's own measures, contracts and places, beside what everybody may read of the same measures."""
    if at.unit != at.names.root:
        raise Refused(f"what a provider is told is of the whole council: make it of {at.names.root.name}")
    found = providers.provider(at.snapshot, at.of, at.unit.key, at.month)
    return [_measures(at), _contracts(at, found), _places(found), _returns(at)]


def _measures(at):
    """The shares of a provider. Raises Refused where somebody who reads them beside what was published could work out
    a small count: with the tables that tell."""
    published = archive.last(Home(at.store.link.parent))
    keys = {one for one in at.names.measures if _is_wanted(at, one)}
    told, exposed = own.shares(at.store.snapshot(), at.of, keys, at.month, published)
    if exposed:
        raise Refused(
            f"the report of {at.of} was not made: {gate.sentence([_plain(one) for one in exposed])}; name the measures"
            " that it may have, without those (measures = [...] in its file)"
        )
    everybody = {one["measure"]: site.told(published, one) for one in published["measures"]} if published else {}
    rows = [
        row(
            at.names.measures[one.measure]["title"],
            f"{one.share.percent}%" if one.share.percent else FEW,
            _of_all(everybody.get(one.measure)),
            site.when(one.row),
        )
        for one in told
    ]
    if not rows:
        return nothing("measures", "How you do", f"No measure of {at.of} is on file here.")
    many = words.count_words(len(rows), "measure")
    title = f"{many} of the care that {at.of} gives, beside everybody’s where it is published."
    columns = ("measure wide", "you n", "everybody n", "when")
    return Section(
        *("measures", "How you do", title, (table(f"{at.of}, the newest quarter", columns, rows, STAR),)),
        basis="over the same months as what is published; a per cent of rounded counts",
        measures=tuple(one.measure for one in told),
    )


def _plain(one):
    """An Exposed without what is no table of ours: that two splits have one whole."""
    return replace(one, tables=tuple(table for table in one.tables if table != own.LINK))


def _of_all(told):
    if told is None or not told["newest"]["value"]:
        return Cell("not published", "soft")
    return f"{told['newest']['value']}{'%' if told['kind'] == 'proportion' else ''}"


def _contracts(at, found):
    if not found.contracts:
        return nothing("contracts", "What was bought", f"No contract with {at.of} is on file here.")
    rows = [
        row(
            one["contract"],
            one["service"],
            one["kind"],
            say.price(one["price"]),
            say.tenths(one["bought"]),
            say.tenths(one["used"]),
            say.per_cent(one["used"] / one["bought"] * 100, signed=False) if one["bought"] else "",
            say.plain(one["paid"]),
        )
        for one in found.contracts
    ]
    columns = ("contract", "service", "kind", "price n", "bought n", "used n", "share used n", "paid, £ n")
    title = f"{words.count_words(len(rows), 'contract')} in {say.span(at.month)}: what was bought, used and paid."
    return Section(
        "contracts", "What was bought", title, (table("Contracts", columns, rows),), basis=say.span(at.month)
    )


def _places(found):
    rated = [one for one in found.places if one["question"] == "Overall"]
    if not rated:
        return nothing("places", "Your ratings", "No rating of the regulator is on file here.")
    rows = [row(one["place"], one["rating"] or "not rated", words.day_words(one["published"])) for one in rated]
    made = table("Overall ratings", ("place", "rating", "published"), rows)
    return Section(
        "places", "Your ratings", f"{words.count_words(len(rows), 'place')} rated by the regulator.", (made,)
    )


def _returns(at):
    """The returns that a provider owes, by their day."""
    register = registers()["contract_return"]
    owed = [
        one
        for one in at.written.at(at.units, families=[register.key])
        if one.fields.get("provider") == at.of and register.due_of(one)
    ]
    if not owed:
        return nothing("returns", "What you owe us", "No return is due of you here.")
    owed.sort(key=lambda one: (register.due_of(one), one.begun.number))
    late = [one for one in owed if register.is_late(one, at.today)]
    rows = [
        row(
            register.headline_of(one),
            words.day_words(register.due_of(one)),
            Cell("▼ late", "bad") if one in late else register.states[one.state].lower(),
        )
        for one in owed
    ]
    title = f"{words.count_words(len(owed), 'return')} due, {len(late) or 'none'} late."
    return Section("returns", "What you owe us", title, (table("Returns", ("return wide", "by", "state"), rows),))
