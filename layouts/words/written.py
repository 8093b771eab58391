"""What is said of things that people wrote."""

from layouts import words


def since(measure, found):
    """'Written when this was 68.1%; it is 70.1% now.': of what dashboard.figures.since found, '' of None.

    Where both read the same, what they are made of tells them apart.
    """
    if found is None:
        return ""
    then, now = (_figure(measure, one) for one in found)
    if then == now:
        then, now = (f"{_figure(measure, one)} ({_made_of(measure, one)})" for one in found)
    return f"Written when this {_past(then)}; it {_present(now)} now."


def _figure(measure, against):
    return "" if against.value is None else words.figure(measure, against.value)


def _made_of(measure, against):
    joined = "of" if measure["kind"] == "proportion" else "over"
    sides = [words.exact(one) for one in (against.numerator, against.denominator) if one is not None]
    return f" {joined} ".join(sides)


def _past(figure):
    return f"was {figure}" if figure else "had no value"


def _present(figure):
    return f"is {figure}" if figure else "has none"
