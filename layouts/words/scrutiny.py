"""What inspectors and others judged, and what became of what they asked for, in words."""

from dashboard.registers import registers
from layouts import words


def lead(judged, asks, today):
    """How many judgements and recommendations there are, how many of these are not yet verified, how many late."""
    if not judged and not asks:
        return "No judgement and no recommendation has been noted yet."
    register = registers()["recommendation"]
    open_ = [one for one in asks if one.state in ("received", *register.open)]
    late = sum(register.is_late(one, today) for one in open_)
    said = f"{words.count_words(len(judged), 'judgement')}; {words.count_words(len(asks), 'recommendation').lower()}"
    return f"{said}, {len(open_)} not yet verified" + (f", {late} late." if late else ".")
