"""How what is laid side by side on Explore is counted and of when, and what its picture says of itself."""

from layouts import words
from layouts.address import basis_word, link, measure_path
from layouts.parts import leaving

FEWEST = 2  # dots


def counted(asking, measure):
    """'quarters', 'twelve months together': over which time each dot of a measure counts."""
    return words.BASES[asking.other_basis(measure) or measure["basis"]]


def when(asking, measures, month):
    """A month in words; that of a quarter where all is counted by quarters."""
    is_quarter = all((asking.other_basis(measure) or measure["basis"]) == "quarter" for measure in measures)
    return words.quarter_name(month) if is_quarter else words.month_words(month)


def about(names, asking, over, period):
    """What the picture of one measure over units or councils says of itself."""
    measure = asking.measures[0]
    title, unit = f"{measure['title']}: {over}", asking.units[0].name
    return leaving.about(names, title, unit, measure["unit_of_value"], period, measure["key"])


def way(asking, measure, unit, month):
    """Where a dot leads: its measure's page, through the lens of how it is counted here."""
    basis = asking.other_basis(measure)
    return link(measure_path(measure["key"]), unit=unit, month=month, lens=basis_word(basis) if basis else "")
