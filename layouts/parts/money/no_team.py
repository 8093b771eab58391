"""What is recorded for no team, and so counts at the whole council alone: said where its money may be kept."""

from dashboard import scorecard as cards
from layouts.words import money as money_words


def sentence(cursor, unit, month, line_keys):
    """What a unit's page must say of units of its services that are recorded at no unit; '' at the whole council."""
    if not unit.parent:
        return ""
    found = [row for row in cards.ask_dicts(cursor, "money_no_team", month=month) if row["service"] in line_keys]
    said = [f"{money_words.units(row['units'])} {row['counted_in']} of {row['service']}" for row in found]
    if not said:
        return ""
    listed = " and ".join([", ".join(said[:-1]), said[-1]] if said[1:] else said)
    return (
        f"At the whole council, {listed} are recorded for no team. They are not counted here, where their money may "
        "be: a unit can look dearer here than at the council."
    )
