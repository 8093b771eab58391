"""What every form of the comparison shares: what is compared, its addresses, and the choices above it."""

from dataclasses import dataclass

from dash import html

from dashboard.comparison import Family
from dashboard.store import kept_with_its_store
from layouts.address import link
from layouts.page import Place, both_kinds
from layouts.parts import blocks


@dataclass(frozen=True)
class Comparing:
    """Where the reader is, the families of units that can be compared there, and the one that is shown, if any."""

    at: Place
    families: list
    family: Family | None

    @property
    def level(self):
        """The word of an address for the family: empty for the first, which is shown where nothing is said."""
        return self.family.key if self.family and self.family is not self.families[0] else ""

    @property
    def units(self):
        return self.family.units if self.family else ()

    def link(self, path="/compare", measure="", **words):
        """An address of the same unit and month."""
        return link(path, measure=measure, unit=self.at.unit.key, month=self.at.month, **words)

    def over(self, measure="", **words):
        """(title, address, whether it is the one shown) of each family."""
        return [
            (one.words, self.link(measure=measure, level=one.key, **words), one is self.family) for one in self.families
        ]


@kept_with_its_store()
def measure_options(names):
    """The options of the picker of measures; the first of them is all of them at once."""
    titles = sorted((measure["title"], key) for key, measure in names.measures.items())
    return blocks.options({key: title for title, key in titles}, "All measures")


def measure_picker(comparing, measure="", level=""):
    at = comparing.at
    kept = {"unit": at.unit.key, "month": f"{at.month:%Y-%m}", "level": level}
    return blocks.choosing("/compare", [("measure", "Measure", measure_options(at.names), measure)], kept)


def choose(*parts):
    return html.Div(parts, className="choose")


def saves(comparing, **asked):
    """Links to what is shown as files."""
    csv, xlsx = (blocks.save(f"Save as {name}", comparing.link(f"/compare.{end}", **asked)) for name, end in FILES)
    return html.P([csv, " ", xlsx])


def exported(comparing, **asked):
    """The same for the frame: the Exports of what is shown."""
    at = comparing.at
    return both_kinds("What is compared", "/compare", **{"unit": at.unit.key, "month": at.month, **asked})


FILES = (("CSV", "csv"), ("Excel", "xlsx"))
