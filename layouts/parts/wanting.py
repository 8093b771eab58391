"""What ought to be measured of an objective and is not: dashed rows of the scorecard and of the strategy map."""

from dataclasses import dataclass

from layouts import written as writings
from layouts.address import link

MARK = "┄"


@dataclass(frozen=True)
class Wanting:
    """A measure that is wanted: its title, what stands in the way and who sees to it, and where it is written."""

    title: str
    told: str
    address: str


def by_objective(names):
    """{objective: its Wantings}; under '' what names none of the council's objectives."""
    titles = {one["title"].casefold(): key for key, one in names.objectives.items()}
    found = {}
    for thing in writings.of_the_council("wanted_measure"):
        if thing.state == "wanted":
            said = thing.fields["objective"].strip().casefold()
            told = f"wanted, not measured ({thing.fields['blocker']}; {thing.fields['owner']})"
            one = Wanting(thing.fields["title"], told, link("/write", about=thing.key))
            found.setdefault(titles.get(said, said if said in names.objectives else ""), []).append(one)
    return found
