"""The providers of care: what each gives and is paid, how its places are rated, and who complained."""

from dashboard import providers
from dashboard import scorecard as cards
from dashboard.providers import monitoring
from dashboard.registers import registers
from layouts import words
from layouts import written as writings
from layouts.address import link, wanted_month, wanted_unit
from layouts.page import Page, place
from layouts.parts import blocks
from layouts.words import money as money_words
from layouts.words import providers as says

PATH, ONE = "/providers", "/provider"
HEADS = [
    ("provider", "m"),
    ("services", ""),
    ("people now", "n"),
    ("£ paid this year", "n"),
    ("one unit cost", "n"),
    ("rating", ""),
    ("complaints", ""),
    ("watched", ""),
]
ABOUT = (
    "Who gives care: every provider that packages, visit logs and contracts name, with what the unit paid it since "
    "April, the regulator’s rating of its worst place, and complaints of twelve months. Open one for its own scorecard."
)


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    with snapshot.cursor() as cursor:
        found = providers.listed(cursor, unit.key, month, written())
    at = place(names, reader, PATH, unit, month)
    ours, others = ([one for one in found if one.is_ours == dealt] for dealt in (True, False))
    main = [
        at.crumb("providers"),
        *blocks.title("Providers of care", says.lead(unit, month, found)),
        None if found else blocks.to_data(),
        _ours(at, ours) if ours else None,
        _others(at, others, "other" if ours else "provider") if others and unit == names.root else None,
    ]
    return at.view(f"Providers, {unit.name}", main)


def there(at, name):
    """Where a provider's own page is."""
    return link(ONE, provider=name, unit=at.unit.key, month=at.month)


def written():
    """{provider: (states of open steps, how many returns are late)}, as who asks may read it."""
    found = monitoring.by_provider(writings.here().at(families=[monitoring.STEPS, monitoring.RETURNS]))
    return {name: monitoring.written(things, registers(), writings.today()) for name, things in found.items()}


def is_told(names):
    """Whether small counts are told to whoever reads: where they may open the records of all they see."""
    return names.reach is None or names.reach.records == names.reach.own


def _ours(at, found):
    rows = [
        [
            blocks.to(one.name, there(at, one.name)),
            ", ".join(one.services),
            "few" if one.people is None else f"{one.people:,}" if one.people else "",
            money_words.plain(one.paid) if one.paid else "",
            money_words.price(one.cost) if one.cost else "",
            _rating(one),
            says.complaints(one.complaints, one.upheld, is_told(at.names)),
            _level(one.level),
        ]
        for one in sorted(found, key=lambda one: (-(one.paid or 0), one.name))
    ]
    table = blocks.still(blocks.scroll(blocks.table("Providers of care", HEADS, rows), "Providers of care"))
    small = (
        "the most paid first; the rating is that of its worst place; why it is watched so closely is on its page; "
        f"{says.LINES}"
    )
    return blocks.section("providers", "Those that care is bought from", [table], small=small)


def _level(level):
    why = says.why_level(level)
    return blocks.cell(level.level, className=says.LEVELS[level.level], title=f"For {why}" if why else None)


def _others(at, found, what):
    heads = [("provider", "m"), ("places", "n"), ("rating", "")]
    worst = {rating: -place for place, rating in enumerate(providers.RATED)}
    found = sorted(found, key=lambda one: (worst.get(one.rating, 1), one.name))
    rows = [[blocks.to(one.name, there(at, one.name)), f"{one.places}", _rating(one)] for one in found]
    table = blocks.still(blocks.scroll(blocks.table("Others in the directory", heads, rows), "Others", kind="tall"))
    small = "nothing on file says that anybody has their care; those with the worst place first"
    heading = f"{words.count_words(len(found), what)} in the regulator’s directory"
    return blocks.section("directory", heading, [table], small=small)


def _rating(one):
    if not one.rating:
        return blocks.cell(says.UNRATED if one.places else "", className="soft")
    text = f" {says.rating(one.rating, one.published)}"
    return blocks.cell([blocks.unsaid(says.SHAPES[one.rating]), text], className=says.CLASSES[one.rating])


PAGE = Page(PATH, "Providers", show, in_menu=True, group="Look it up", about=ABOUT)
