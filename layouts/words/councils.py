"""The council among all councils, by published figures, in words: beside England, its place, and its year before."""

from layouts import words

OUTSIDE = ("england", "region", "neighbours", "best")
CLASSES = {"better": "better", "worse": "worse", "": "none"}  # of the style sheet; "turn" for what is neither


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
    if figure.differs not in words.TOLD:
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
    return f"{moved}, {judged if figure.movement in words.TOLD else 'within chance'}"
